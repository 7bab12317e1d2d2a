"""Forecast rounds and a version's own values: what counts, what is kept, what is refused, what is copied."""

from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import func, select

from app.models.base import Base
from app.models.budget import Frame, FrameComponent
from app.models.economy import PopulationForecast, PopulationNumber, PrerequisiteValue
from app.models.errors import ChangedSince, DomainError, Locked
from app.models.scenarios import Scenario
from app.models.statements import Guideline, Loan, LoanYear
from app.models.types import new_id
from app.services.budget import copying, versions
from app.services.budget.frames import set_component
from app.services.charts.waterfall import Waterfall
from app.services.economy import basis, deciding
from app.services.economy.basis import Measure
from app.services.economy.prerequisites import choosing, ownlines, rounds
from app.services.economy.prerequisites.comparing import compare_rounds, comparison_table
from app.services.economy.prerequisites.errors import (
    LineValueInUse,
    RoundInUse,
    RoundLocked,
    RoundNotYet,
    RoundTaken,
)
from app.services.economy.prerequisites.tables import tables
from app.services.economy.tables import broken_sums
from app.services.reports.economy.pictures import of_room
from app.services.storage import describe
from tests.conftest import TODAY
from tests.services.budget.ledger import YEARS
from tests.services.economy.prerequisites.conftest import APRIL, SEPTEMBER, Office

FIRST = YEARS[0]


def test_a_versions_own_value_counts_before_the_rounds_until_it_is_taken_away(office: Office):
    before = office.room()[FIRST].room
    said = {("regulation", FIRST): Decimal(15_000_000)}
    office.own(choosing.set_values, values=said, notes={("regulation", FIRST): " Enligt beslut "})
    row = next(row for row in office.view().rows if row.line.key == "regulation")
    cell = next(cell for cell in row.cells if cell.year == FIRST)
    assert (cell.origin, cell.round_value, cell.note) == ("own", 12_000_000, "Enligt beslut")
    assert office.room()[FIRST].room == before + 2_940_000_00  # two percent of it goes to the target
    office.own(choosing.set_values, values={("regulation", FIRST): None})
    assert office.room()[FIRST].room == before


def test_kronor_and_kronor_per_inhabitant_take_each_others_place(office: Office):
    office.own(choosing.set_values, values={("income_equalisation", FIRST): Decimal(80_000_000)})
    assert office.room()[FIRST].amounts["income_equalisation"] == 80_000_000_00
    office.own(choosing.set_values, values={("result_target", FIRST): Decimal(3_000_000)})
    kept = {(row.line.key, cell.year) for row in office.view().rows for cell in row.cells if cell.value}
    assert ("result_target", FIRST) in kept
    assert ("result_target_percent", FIRST) not in kept
    assert office.room()[FIRST].result_target == 3_000_000_00


def test_a_block_with_one_wrong_value_changes_nothing(office: Office):
    entries = office.database.read(lambda session: session.scalar(select(func.count(PrerequisiteValue.id))))
    for wrong, said in (
        ({("tax_rate", FIRST): Decimal("0.2234")}, "Menade du 22,34"),
        ({("central_cost", FIRST): Decimal(-5)}, "utan minus"),
        ({("inhabitants", FIRST): Decimal(-1)}, "mindre än noll"),
        ({("tax_base_growth", FIRST): Decimal(450)}, "mellan −100 och 100"),
        ({("fees", 27): Decimal(1)}, "året ska vara mellan"),
    ):
        with pytest.raises(DomainError, match=said):
            office.own(choosing.set_values, values={("fees", FIRST): Decimal(9), **wrong})
    asked = select(func.count(PrerequisiteValue.id))
    assert office.database.read(lambda session: session.scalar(asked)) == entries
    one = {("fees", FIRST): Decimal(1)}
    with pytest.raises(ChangedSince):
        office.run(choosing.set_values, version_id=office.version_id, values=one, expected_version=0)


def test_rounds_of_one_kind_and_day_or_of_a_day_to_come_are_refused(office: Office):
    with pytest.raises(RoundTaken, match="2026-04-24"):
        office.run(rounds.add_round, kind="skr", dated_on=APRIL, today=TODAY)
    with pytest.raises(RoundNotYet):
        office.run(rounds.add_round, kind="own", dated_on=TODAY.replace(year=2030), today=TODAY)
    made = office.run(rounds.add_round, kind="own", dated_on=APRIL, today=TODAY)
    assert next(each for each in office.rounds if each.id == made).name == "Egen bedömning april 2026"


def test_a_round_that_a_version_rests_on_stays_and_a_decided_ones_never_changes(office: Office):
    september, april = office.rounds
    with pytest.raises(RoundInUse):
        office.run(rounds.remove_round, round_id=april.id, expected_version=april.version)
    lock = {"body": "Fullmäktige", "decided_on": TODAY, "paragraph": None, "registration_number": None}
    version = office.view()
    office.run(deciding.lock_version, version_id=version.version_id, expected_version=2, today=TODAY, **lock)
    assert office.view().frozen
    assert office.view().rooms == version.rooms
    value = {("regulation", FIRST): Decimal(1)}
    with pytest.raises(RoundLocked, match="Kopiera omgången"):
        office.run(rounds.set_round_values, round_id=april.id, values=value, expected_version=april.version)
    with pytest.raises(Locked):
        office.own(choosing.choose_round, round_id=september.id)
    copied = office.run(rounds.copy_round, round_id=april.id, kind="own", dated_on=APRIL, today=TODAY)
    office.run(rounds.set_round_values, round_id=copied, values=value, expected_version=1)
    office.run(rounds.remove_round, round_id=september.id, expected_version=september.version)
    assert {each.id for each in office.rounds} == {april.id, copied}
    kept = next(each for each in office.rounds if each.id == april.id)
    assert kept.values == april.values


def test_two_rounds_are_compared_by_their_effect_which_ties(office: Office):
    september, april = office.rounds
    office.own(choosing.set_values, values={("regulation", FIRST): Decimal(5_000_000)})
    asked = {"version_id": office.version_id, "left_id": april.id, "right_id": september.id}
    found = office.database.read(partial(compare_rounds, **asked))
    lines = {line.line.key: line.cells for line in found.lines}
    assert set(lines) == {"tax_income", "tax_settlement", "regulation"}
    assert lines["tax_settlement"][FIRST].change == Decimal("84.5")
    assert (
        lines["tax_settlement"][FIRST].effect == Decimal("84.5") * 4390 * 98
    )  # two percent go to the target
    assert lines["regulation"][FIRST].overridden
    assert lines["regulation"][FIRST].effect == 0
    for year in YEARS:
        assert sum(cells[year].effect for cells in lines.values()) == found.effect(year)
    assert broken_sums(comparison_table(found)) == {}
    assert found.right_title == f"SKR september 2026 ({SEPTEMBER.isoformat()})"


def test_own_lines_are_counted_and_those_of_central_posts_only_told(office: Office):
    before = office.room()[FIRST].room
    add = partial(office.own, ownlines.add_own_line, group="central", effect=-1)
    key = add(name="Medlemsavgifter")
    pot_id = office.view().pots[0][0]
    add(name="Pensioner ur ramen", pot_id=pot_id)
    office.own(choosing.set_values, values={(key, FIRST): Decimal(1_000_000)})
    assert office.room()[FIRST].room == before - 1_000_000_00
    own = [row for row in office.view().rows if row.own_id is not None]
    office.own(ownlines.move_own_line, line_id=own[1].own_id, step=-1)
    (table,) = office.database.read(partial(tables, version_id=office.version_id))
    assert broken_sums(table) == {}
    assert table.row("room").cells == tuple(office.room()[year].room for year in YEARS)
    with pytest.raises(DomainError, match="Det finns redan en rad"):
        add(name="medlemsavgifter")
    office.own(ownlines.remove_own_line, line_id=own[0].own_id)
    assert office.room()[FIRST].room == before


def test_the_papers_picture_of_the_room_adds_up_when_lines_lie_in_the_frames(office: Office):
    pot = office.view().pots[0][0]
    frame = office.database.read(
        lambda session: session.scalars(
            select(Frame.id).where(Frame.pot_id == pot, Frame.year == FIRST)
        ).one()
    )
    office.run(set_component, frame_id=frame, kind="priority", amount=7_000_000_00, expected_version=1)
    office.own(ownlines.add_own_line, name="Pensioner", group="central", effect=-1, pot_id=pot)
    view = office.view()
    assert view.rooms[FIRST].in_frames == -7_000_000_00
    (picture,) = of_room(view)
    assert isinstance(picture.chart, Waterfall)
    *parts, room = picture.chart.steps
    assert sum(step.amount for step in parts) == room.amount == view.rooms[FIRST].room


def test_the_room_goes_to_the_frames_in_one_step(office: Office):
    taken = office.own(choosing.take_room)
    assert taken == {year: room.room for year, room in office.room().items()}
    assert office.view().stale == ()
    office.database.undo()
    assert office.view().to_distribute == dict.fromkeys(YEARS)
    office.own(choosing.choose_round, round_id=None)
    with pytest.raises(DomainError, match="Preliminär skatteintäkt 2027"):
        office.own(choosing.take_room)


def test_a_copy_takes_the_economy_along_and_removal_takes_it_away(office: Office):
    def beside(session):
        loan = Loan(plan_version_id=office_id, position=1, name="Lån", interest=Decimal(3))
        loan.years = [LoanYear(year=FIRST, borrowed=5)]
        session.add_all([loan, Guideline(plan_version_id=office_id, position=1, kind="principle", title="G")])
        describe(session, "Lån")

    office_id = office.version_id
    office.own(ownlines.add_own_line, name="Egen", group="fees", effect=1)
    office.run(beside)
    made = office.run(versions.create_version, source_id=office_id, name="Två", stage="proposal")
    assert office.room(made) == office.room(office_id)
    counts = office.database.read(lambda session: [_count(session, each, made) for each in copying.ECONOMY])
    assert counts == office.database.read(
        lambda session: [_count(session, each, office_id) for each in copying.ECONOMY]
    )
    office.own(choosing.set_values, made, values={("fees", FIRST): Decimal(7)})
    assert office.room(made) != office.room(office_id)
    office.run(versions.remove_version, version_id=made, expected_version=1)
    gone = office.database.read(lambda session: [_count(session, each, made) for each in copying.ECONOMY])
    assert sum(gone) == 0


def _count(session, model: type[Base], version_id: int) -> int:
    return session.scalar(select(func.count(model.id)).where(model.plan_version_id == version_id))


def test_a_version_with_a_scenario_is_not_taken_away(office: Office):
    def beside(session):
        session.add(Scenario(plan_version_id=made, position=1, name="Plus tio öre"))
        describe(session, "Scenario")

    made = office.run(versions.create_version, source_id=office.version_id, name="Två", stage="proposal")
    office.run(beside)
    with pytest.raises(DomainError, match="1 scenario"):
        office.run(versions.remove_version, version_id=made, expected_version=1)


def test_inhabitants_come_from_the_population_that_the_version_chooses(office: Office):
    def forecast(session):
        made = PopulationForecast(id=new_id(), name="Prognos", dated_on=APRIL)
        made.numbers = [PopulationNumber(year=FIRST - 1, day="nov1", age_from=0, number=4_400)]
        session.add(made)
        describe(session, "Prognos")
        return made.id

    key = office.run(forecast)
    before = office.room()[FIRST].amounts["income_equalisation"]
    office.own(choosing.choose_population, population_id=key)
    row = next(row for row in office.view().rows if row.line.key == "inhabitants")
    assert [cell.origin for cell in row.cells] == [None, "population", "round", "round"]
    assert office.room()[FIRST].amounts["income_equalisation"] == before + 10 * 18_000_00
    office.own(choosing.set_values, values={("inhabitants", FIRST): Decimal(4_300)})
    assert office.room()[FIRST].amounts["income_equalisation"] == 4_300 * 18_000_00


def test_what_rests_on_a_line_follows_it_in_the_same_step(office: Office):
    def amount() -> int | None:
        return office.database.read(lambda s: s.scalars(select(FrameComponent.amount)).first())

    frame_id = office.database.read(lambda s: s.scalars(select(Frame.id).where(Frame.year == FIRST)).first())
    given = {"frame_id": frame_id, "component": "technical", "line": "regulation", "measure": Measure()}
    office.own(basis.set_basis, **given)
    assert amount() == 12_000_000_00
    office.own(choosing.set_values, values={("regulation", FIRST): Decimal(5_000_000)})
    assert amount() == 5_000_000_00
    office.database.undo()
    assert amount() == 12_000_000_00
    office.own(choosing.choose_round, round_id=office.rounds[0].id)
    assert amount() == 11_000_000_00
    latest = office.rounds[0]
    office.run(
        rounds.set_round_values,
        round_id=latest.id,
        values={("regulation", FIRST): Decimal(7)},
        expected_version=latest.version,
    )
    assert amount() == 7_00
    state = office.view().state
    for use_case, values in (
        (choosing.set_values, {"values": {("regulation_per_head", FIRST): Decimal(1)}}),
        (choosing.choose_round, {"round_id": None}),
    ):
        with pytest.raises(LineValueInUse, match=f"Reglering {FIRST} skulle sakna ett belopp"):
            office.own(use_case, **values)
    assert (amount(), office.view().state) == (7_00, state)
