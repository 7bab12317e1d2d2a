"""Parts of frames that rest on indexes follow them, and everything typed over lets go."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from app.models.economy import ComponentBasis, OwnLine, PrerequisiteValue
from app.models.errors import ChangedSince, Locked
from app.models.types import new_id
from app.services.budget import frames, pots, versions
from app.services.budget.errors import PotPointedAt
from app.services.budget.grounds.errors import Circular, HeldPart, NotMeasured, NotResting, NoWorth
from app.services.economy import basis, indexes
from app.services.economy.index_errors import IndexInUse, IndexUnitInUse, IndexValueInUse
from app.services.economy.indexes import IndexEntry
from app.services.storage import describe
from tests.conftest import TODAY
from tests.services.budget.ledger import DAY, KITCHEN, NIGHT, SCHOOL, TKR, YEARS
from tests.services.economy.resting import Town, found

Measure = basis.Measure
SHARE = Measure(share=Decimal(70))


@pytest.fixture
def town(tmp_path, clock) -> Iterator[Town]:
    made = found(tmp_path, clock)
    yield made
    made.ledger.database.close()


def _rests(town: Town, name: str, year: int = YEARS[0]) -> basis.Resting | None:
    frame = town.ledger.frame(name, year)["frame_id"]
    return town.read(basis.basis_of, frame_id=frame, component="wages")


def test_a_part_rests_on_an_index_and_says_so_and_follows_it_in_one_step(town):
    town.rest(SCHOOL, "wages", SHARE)
    town.rest(SCHOOL, "wages", SHARE, year=2028)
    town.rest(SCHOOL, "rents", Measure(quantity=Decimal("85.5")), kind="rent")
    rents = 98_325_00
    first = 21_700_00
    assert town.amounts(SCHOOL, "wages")[0] == first
    assert town.amounts(SCHOOL, "rents")[0] == rents
    second = 2_352_053  # 2 352 052,5 öre, rounded away from zero
    assert town.amounts(SCHOOL, "wages")[1] == second
    cell = town.ledger.row(SCHOOL).cells[2027, "wages"]
    assert cell.source == "AKI 2027 3,1\u00a0% på 70\u00a0% av ramen 2026"
    assert (
        town.ledger.row(SCHOOL).cells[2027, "rents"].source
        == "Internhyra 2027 1\u00a0150\u00a0kr per m² × 85,5 m²"
    )

    (effect,) = town.read(basis.effect_of, source=town.table().id, values={2027: Decimal("4.1")})
    assert effect.by_year == {2027: 7_000_00, 2028: 7_147_00, 2029: 7_147_00}
    assert town.amounts(SCHOOL, "wages")[0] == first, "a trial changes nothing"
    assert town.enter("wages", y2027="4.1") == 2
    assert town.amounts(SCHOOL, "wages") == [28_700_00, second + 147_00, 0]
    assert "4,1" in (town.ledger.row(SCHOOL).cells[2027, "wages"].source or "")
    town.ledger.database.undo()
    assert town.amounts(SCHOOL, "wages") == [first, second, 0]
    assert town.table().values[2027].value == Decimal("3.1")


def test_typing_over_a_part_lets_go_and_typing_what_it_is_reckoned_on_takes_it_along(town):
    town.rest(SCHOOL, "wages", SHARE)
    town.rest(SCHOOL, "wages", SHARE, year=2028)
    rent = town.table("rent").id
    assert town.read(basis.effect_of, source=rent, values={2027: Decimal(9)}) == (), "nothing rests on it"
    town.ledger.set(frames.set_previous, SCHOOL, amount=2000 * TKR)
    assert town.amounts(SCHOOL, "wages")[0] == 43_400_00
    town.ledger.set(frames.set_component, SCHOOL, kind="priority", amount=100 * TKR)
    before = town.amounts(SCHOOL, "wages")[1]
    assert before == round((2000 * TKR + 43_400_00 + 100 * TKR) * Decimal("0.021"))
    town.ledger.set(frames.set_component, SCHOOL, kind="wages", amount=7)
    assert _rests(town, SCHOOL) is None
    assert town.ledger.row(SCHOOL).cells[2027, "wages"].source is None
    assert _rests(town, SCHOOL, 2028) is not None
    assert town.amounts(SCHOOL, "wages")[1] < before
    town.enter("wages", y2027="9")
    assert town.amounts(SCHOOL, "wages")[0] == 7
    town.ledger.database.undo()
    town.ledger.database.undo()
    assert _rests(town, SCHOOL) is not None


def test_many_parts_are_linked_tried_and_dropped_together(town):
    for name, tkr in ((NIGHT, 300), (DAY, 500)):
        town.ledger.set(frames.set_previous, name, amount=tkr * TKR)
    keys = [town.ledger.frame(name)["frame_id"] for name in (SCHOOL, NIGHT, DAY)]
    known = {"version_id": town.version_id, "frame_ids": keys, "component": "wages"}
    tried = town.read(basis.try_basis, **known, source=town.table().id, measure=SHARE)
    assert sum(each.after for each in tried) == 1800 * TKR * 7 * 31 // 10_000
    assert town.amounts(NIGHT, "wages")[0] == 0
    count = town.run(
        basis.set_basis_for_many,
        **known,
        measure=SHARE,
        table_id=town.table().id,
        expected_version=town.state(),
    )
    assert count == 3
    assert [each.after for each in tried] == [town.amounts(each.name, "wages")[0] for each in tried]
    assert [each.holder_name for each in town.read(basis.resting_on)] == sorted([DAY, NIGHT, SCHOOL])
    assert town.table().resting == {2027: 3}
    town.run(basis.drop_basis, **known, expected_version=town.state())
    assert town.read(basis.resting_on) == ()
    assert town.amounts(NIGHT, "wages")[0] == 6_510_00
    with pytest.raises(NotResting, match="är inte kopplad"):
        town.run(basis.drop_basis, **known, expected_version=town.state())


@pytest.mark.parametrize(
    ("part", "measure", "kind", "year", "error", "words"),
    [
        ("wages", Measure(), "wages", 2027, NotMeasured, "en sak att räkna på"),
        ("wages", Measure(share=Decimal(1), base=5), "wages", 2027, NotMeasured, "en sak"),
        ("wages", Measure(quantity=Decimal(2)), "wages", 2027, NotMeasured, "anges i procent"),
        ("rents", Measure(share=Decimal(2)), "rent", 2027, NotMeasured, "kr per m²"),
        ("rents", Measure(quantity=Decimal(2)), "rent", 2028, NoWorth, "inget värde för 2028"),
        ("plan", SHARE, "wages", 2027, NotMeasured, "ingen del för förändring"),
        ("rounding", SHARE, "wages", 2027, NotMeasured, "Avrundning"),
    ],
)  # fmt: skip
def test_what_cannot_be_reckoned_is_refused_and_nothing_is_changed(
    town, part, measure, kind, year, error, words
):
    with pytest.raises(error, match=words):
        town.rest(SCHOOL, part, measure, kind=kind, year=year)
    assert town.read(basis.resting_on) == ()


def test_held_decided_and_changed_since_are_refused(town):
    frame = town.ledger.frame(SCHOOL)["frame_id"]
    town.run(frames.set_held, cells=[(frame, "wages")], held=True)
    with pytest.raises(HeldPart, match="Släpp cellen"):
        town.rest(SCHOOL, "wages", SHARE)
    town.run(frames.set_held, cells=[(frame, "wages")], held=False)
    town.rest(SCHOOL, "wages", SHARE)
    stale = town.state() - 1
    with pytest.raises(ChangedSince):
        town.run(
            basis.drop_basis, version_id=town.version_id, frame_ids=[frame], component="wages",
            expected_version=stale,
        )  # fmt: skip
    version = town.ledger.version
    town.run(
        versions.lock_version, version_id=version.id, body="Fullmäktige", decided_on=TODAY, paragraph="§ 1",
        registration_number=None, expected_version=version.row_version, today=TODAY,
    )  # fmt: skip
    assert town.enter("wages", y2027="5") == 0
    assert town.amounts(SCHOOL, "wages")[0] == 21_700_00
    with pytest.raises(Locked):
        town.rest(SCHOOL, "wages", SHARE)


def test_an_index_that_frames_rest_on_is_neither_emptied_nor_removed(town):
    town.rest(SCHOOL, "wages", SHARE)
    table = town.table()
    known = {"table_id": table.id, "expected_version": table.version}
    empty = [IndexEntry(table.id, 2027, None)]
    with pytest.raises(IndexValueInUse, match="Koppla loss"):
        town.run(indexes.set_index_values, entries=empty, expected_versions={table.id: table.version})
    with pytest.raises(IndexInUse, match="1 belopp i ramarna"):
        town.run(indexes.remove_table, **known)
    with pytest.raises(IndexUnitInUse, match="ny tabell"):
        town.run(indexes.change_table, **known, name="AKI", unit="kr", per="h", note=None)
    assert town.table() == table


def _line(session, *, version_id: int, pot_id: int | None, key: str, value: str | None = None) -> None:
    session.add(
        OwnLine(id=new_id(), plan_version_id=version_id, pot_id=pot_id, key=key, position=1,
                name=key.capitalize(), group="central", effect=-1)
    )  # fmt: skip
    if value is not None:
        session.add(PrerequisiteValue(plan_version_id=version_id, line=key, year=2027, value=Decimal(value)))
    describe(session, "Rad")


def test_parts_rest_on_lines_and_a_circle_is_refused_with_its_chain(town):
    plan = town.ledger.view().plan.id
    pensions, pay = (town.run(pots.create_pot, plan_id=plan, kind=kind) for kind in ("pensions", "pay"))
    town.run(_line, version_id=town.version_id, pot_id=pensions, key="pensionsrad")
    town.run(_line, version_id=town.version_id, pot_id=pay, key="lönerad")
    town.run(_line, version_id=town.version_id, pot_id=None, key="hyresrad", value="250000")

    def rest(name: str, line: str, share: str | None = None) -> int:
        return town.run(
            basis.set_basis, version_id=town.version_id, frame_id=town.ledger.frame(name)["frame_id"],
            component="technical", line=line, expected_version=town.state(),
            measure=Measure(share=Decimal(share) if share else None),
        )  # fmt: skip

    assert rest("Pensioner", "hyresrad") == 250_000_00
    assert rest("Lönerevision", "pensionsrad", "40") == 100_000_00
    assert rest(KITCHEN, "lönerad", "-50") == -50_000_00
    assert town.ledger.row(KITCHEN).cells[2027, "technical"].source == "−50\u00a0% av raden Lönerad 2027"
    town.ledger.set(frames.set_component, "Pensioner", kind="wages", amount=50_000_00)
    assert town.amounts(KITCHEN, "technical")[0] == -60_000_00
    chain = "teknisk justering 2027 vilar på raden Lönerad, som tas från Lönerevision, vars"
    with pytest.raises(Circular, match="Det blir en cirkel: .*" + chain):
        rest("Pensioner", "lönerad")
    assert len(town.read(basis.resting_on)) == 3
    version = town.read(lambda session: session.get_one(pots.CentralPot, pay).version)
    with pytest.raises(PotPointedAt, match="rad i förutsättningarna"):
        town.run(pots.remove_pot, pot_id=pay, expected_version=version)


def test_a_copied_version_rests_on_the_same_and_only_undecided_versions_follow(town):
    town.rest(SCHOOL, "wages", SHARE)
    made = town.run(versions.create_version, source_id=town.version_id, name="Kopia", stage="proposal")
    copied = town.read(basis.resting_on, version_id=made)
    assert [(each.holder_name, each.amount) for each in copied] == [(SCHOOL, 21_700_00)]
    assert town.enter("wages", y2027="4.1") == 2
    rows = town.read(lambda session: session.query(ComponentBasis).count())
    assert rows == 2
