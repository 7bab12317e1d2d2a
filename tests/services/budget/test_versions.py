"""Plans and versions: the first plan of a file, copies, and the decision that is always recorded."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Frame, PlanVersion
from app.models.errors import ChangedSince, MissingText, NotFound
from app.models.organisation import Unit
from app.models.steering import ModelPart
from app.services.budget import frames, versions
from app.services.budget.errors import NoPerformers, PlanExists
from app.services.budget.views import budget_view
from app.services.steering.errors import DecidedInFuture
from app.services.storage import Database, describe
from tests.conftest import TODAY
from tests.services.budget.ledger import KITCHEN, NIGHT, SCHOOL, TKR, YEARS, Ledger
from tests.services.budget.test_copying import fill_up
from tests.services.counting import sent

DECIDED = date(2026, 11, 20)


def change_unit(ledger: Ledger, name: str, **values: object) -> None:
    """Give a unit other values, as the page Organisation would."""

    def change(session: Session) -> None:
        for unit in session.scalars(select(Unit).where(Unit.name == name)):
            for field, value in values.items():
                setattr(unit, field, value)
        describe(session, "Prov")

    ledger.database.write(change)


def test_the_first_plan_gives_every_performer_an_empty_frame_each_year(town: Ledger) -> None:
    assert town.view().plan is None
    town.version_id = town.run(versions.create_plan, first_year=2027)
    view = town.view()
    assert town.plans() == [(2027, 3, ["Arbetsversion"])]
    assert town.log() == "Skapade Budget 2027 och plan 2028–2029"
    assert view.unit_count == 5
    assert {tuple(row.frames) for row in view.rows if not row.group} == {YEARS}
    assert not any(view.sums.values())
    assert [(room.to_distribute, room.held_back) for room in view.rooms] == [(None, 0)] * 3
    town.database.undo()
    assert town.plans() == []


def test_only_performers_of_the_model_that_are_valid_then_get_frames(town: Ledger) -> None:
    change_unit(town, SCHOOL, in_model=False)
    change_unit(town, NIGHT, valid_to=date(2026, 12, 31))
    change_unit(town, KITCHEN, valid_from=date(2028, 1, 1))
    town.version_id = town.run(versions.create_plan, first_year=2027)
    names = [row.name for row in town.view().rows if not row.group]
    assert names == ["Omsorgen, gemensamt", "Dagen"]


def test_a_plan_of_a_year_is_made_once_and_for_somebody(town: Ledger) -> None:
    town.run(versions.create_plan, first_year=2027)
    with pytest.raises(PlanExists, match="budget för 2027"):
        town.run(versions.create_plan, first_year=2027)
    for name in ("Skolan", "Omsorgen", "Natten", "Dagen", "Köket"):
        change_unit(town, name, performer=None)
    with pytest.raises(NoPerformers, match="sidan Organisation"):
        town.run(versions.create_plan, first_year=2028)


def test_the_steering_model_says_how_many_years_a_plan_has(example: Ledger) -> None:
    def lengthen(session: Session) -> None:
        budget = session.scalars(select(ModelPart).where(ModelPart.name == "budget")).one()
        budget.content = {**budget.content, "plan_years": 4}
        describe(session, "Prov")

    example.database.write(lengthen)
    version = example.run(versions.create_plan, first_year=2030)
    view = example.view(version_id=version)
    assert view.plan is not None
    assert view.plan.years == (2030, 2031, 2032, 2033)


def test_a_copy_holds_everything_and_is_worked_on_by_itself(ledger: Ledger) -> None:
    ledger.set(frames.set_previous, SCHOOL, amount=1000 * TKR)
    ledger.set(frames.set_component, SCHOOL, kind="volume", amount=50 * TKR)
    ledger.set(frames.set_note, SCHOOL, kind="volume", note="Fler elever")
    ledger.set(frames.set_year_total, SCHOOL, 2028, total=1100 * TKR)
    ledger.set_year(frames.set_to_distribute, 2027, 9000 * TKR)
    ledger.lock(decided_on=DECIDED)
    first, old = ledger.version, ledger.view()
    made = ledger.run(versions.create_version, source_id=first.id, name=" KS förslag ", stage="proposal")
    copy = ledger.view(version_id=made)
    assert copy.sums == old.sums
    assert [room.to_distribute for room in copy.rooms] == [room.to_distribute for room in old.rooms]
    assert ledger.row(SCHOOL, version_id=made).cells[2027, "volume"].note == "Fler elever"
    assert (copy.version and copy.version.name, copy.version and copy.version.locked) == ("KS förslag", False)
    assert copy.compare == first
    ledger.version_id = made
    ledger.set(frames.set_component, SCHOOL, kind="volume", amount=70 * TKR)
    ledger.version_id = first.id
    assert ledger.amount(SCHOOL, "volume") == 50
    assert ledger.plans() == [(2027, 3, ["Arbetsversion", "KS förslag"])]


def test_a_copy_needs_a_name_and_a_source(ledger: Ledger) -> None:
    with pytest.raises(MissingText, match="Versionens namn"):
        ledger.run(versions.create_version, source_id=ledger.version.id, name=" ", stage="proposal")
    with pytest.raises(NotFound):
        ledger.run(versions.create_version, source_id=1, name="Ny", stage="proposal")


def test_a_decision_that_was_made_is_recorded_with_what_is_wrong(ledger: Ledger) -> None:
    ledger.set_year(frames.set_to_distribute, 2027, 100 * TKR)
    ledger.set(frames.set_previous, SCHOOL, amount=130 * TKR)
    found = ledger.lock(decided_on=DECIDED, registration_number=" KS 2026/97 ")
    assert "2027: 30\u00a0tkr för mycket fördelat" in [each.message for each in found]
    version = ledger.version
    assert (version.body, version.decided_on, version.paragraph, version.registration_number) == (
        "Kommunfullmäktige",
        DECIDED,
        "§ 131",
        "KS 2026/97",
    )
    assert version.locked
    assert [each.message for each in ledger.view().hindrances] == ["2027: 30\u00a0tkr för mycket fördelat"]


def test_a_decision_cannot_be_undone_and_names_its_body(ledger: Ledger) -> None:
    with pytest.raises(MissingText, match="Beslutande organ"):
        ledger.lock(decided_on=DECIDED, body=" ")
    ledger.set(frames.set_previous, SCHOOL, amount=130 * TKR)
    ledger.lock(decided_on=DECIDED)
    assert ledger.log() != "Registrerade beslutet om budgetversionen Arbetsversion"
    assert ledger.version.locked


def test_a_decision_about_what_has_changed_since_is_refused(ledger: Ledger) -> None:
    stale = ledger.version
    ledger.set_year(frames.set_held_back, 2027, 5 * TKR)
    decide = partial(versions.lock_version, body="KF", decided_on=DECIDED, paragraph=None, today=TODAY)
    with pytest.raises(ChangedSince):
        ledger.run(decide, version_id=stale.id, registration_number=None, expected_version=stale.row_version)
    assert not ledger.version.locked


def test_a_decision_that_has_not_been_made_yet_is_refused(ledger: Ledger) -> None:
    with pytest.raises(DecidedInFuture, match="inte har varit än"):
        ledger.lock(decided_on=TODAY + timedelta(days=1))
    assert not ledger.version.locked
    ledger.lock(decided_on=TODAY)
    assert ledger.version.locked


def test_performers_that_came_later_get_their_frames(ledger: Ledger) -> None:
    assert ledger.run(versions.add_missing_frames, version_id=ledger.version.id) == 0
    change_unit(ledger, "Styrelsen", performer="internal")
    assert "1 utförare saknar ram i den här versionen." in [each.message for each in ledger.view().findings]
    assert ledger.run(versions.add_missing_frames, version_id=ledger.version.id) == 1
    assert ledger.log() == "Lade till ramar för 1 utförare"
    assert tuple(ledger.row("Styrelsen, gemensamt").frames) == YEARS
    assert "frame-missing" not in {each.code for each in ledger.view().findings}


def test_a_frame_that_fees_pay_is_not_the_frame_that_is_missing(ledger: Ledger) -> None:
    change_unit(ledger, "Styrelsen", performer="internal")

    def give(session: Session) -> None:
        unit = session.scalars(select(Unit.id).where(Unit.name == "Styrelsen")).one()
        version = session.get_one(PlanVersion, ledger.version.id)
        version.frames.append(Frame(unit_id=unit, year=2027, kind="fees", previous=TKR))
        describe(session, "Prov")

    ledger.database.write(give)
    assert ledger.run(versions.add_missing_frames, version_id=ledger.version.id) == 1


def test_a_version_that_is_gone_is_said_to_be(town: Ledger) -> None:
    database: Database = town.database
    town.run(versions.create_plan, first_year=2027)
    with pytest.raises(NotFound, match="Budgetversionen"):
        database.read(partial(budget_view, version_id=1))
    with pytest.raises(NotFound, match="Budgetversionen"):
        town.run(versions.add_missing_frames, version_id=1)


def test_copying_a_version_reads_as_often_whatever_its_size(ledger: Ledger, example: Ledger) -> None:
    def reading(ledger: Ledger) -> int:
        source = ledger.view().versions[-1].id

        def copy(session: Session) -> int:
            with sent(session) as found:
                versions.create_version(session, source_id=source, name="Kopia", stage="proposal")
            return sum(statement.startswith("SELECT") for statement in found)

        return ledger.database.write(copy).value

    ledger.run(fill_up, version_id=ledger.version.id)
    assert reading(example) == reading(ledger)
