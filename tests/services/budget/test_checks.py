"""What must be put right before a decision."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assignments import Assignment
from app.models.budget import (
    Appropriation,
    AssignmentFunding,
    Frame,
    GrantYear,
    PlanVersion,
    TargetedGrant,
)
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.budget import frames
from app.services.budget.checks import Finding, findings_of, stopping
from app.services.storage import describe
from tests.services.budget.ledger import CARE, CARE_OWN, KITCHEN, NIGHT, SCHOOL, TKR, Ledger


def codes(ledger: Ledger) -> list[tuple[str, int | None]]:
    found = ledger.database.read(lambda session: findings_of(session, ledger.version.id))
    return [(each.code, each.year) for each in found]


def test_a_new_plan_lacks_only_what_there_is_to_distribute(ledger: Ledger) -> None:
    assert codes(ledger) == [
        *(("room-missing", year) for year in (2027, 2028, 2029)),
        ("appropriation-none", None),
    ]
    assert ledger.view().hindrances == ()


@pytest.mark.parametrize(("room", "hindered"), [(100, False), (99, True)])
def test_giving_out_more_than_there_is_hinders(ledger: Ledger, room: int, hindered: bool) -> None:
    ledger.set(frames.set_previous, SCHOOL, amount=60 * TKR)
    ledger.set_year(frames.set_held_back, 2028, 40 * TKR)
    ledger.set_year(frames.set_to_distribute, 2028, room * TKR)
    assert (("over-distributed", 2028) in codes(ledger)) is hindered
    assert bool(ledger.view().hindrances) is hindered


def test_technical_adjustments_that_do_not_cancel_are_told(ledger: Ledger) -> None:
    ledger.set(frames.set_component, SCHOOL, kind="technical", amount=-350 * TKR)
    assert ("technical-not-zero", 2027) in codes(ledger)
    message = next(each.message for each in ledger.view().findings if each.code == "technical-not-zero")
    assert message == "Tekniska justeringar 2027 tar inte ut varandra: summan är −350\u00a0tkr."
    ledger.set(frames.set_component, NIGHT, kind="technical", amount=350 * TKR)
    assert ("technical-not-zero", 2027) not in codes(ledger)


def test_an_amount_too_small_for_tkr_is_told_in_kronor(ledger: Ledger) -> None:
    ledger.set_year(frames.set_to_distribute, 2027, 0)
    ledger.set(frames.set_previous, SCHOOL, amount=12_345)
    assert [each.message for each in ledger.view().hindrances] == ["2027: 123,45\u00a0kr för mycket fördelat"]


def found(ledger: Ledger) -> dict[str, Finding]:
    told = ledger.database.read(lambda session: findings_of(session, ledger.version.id))
    return {each.code: each for each in reversed(told)}


def change(ledger: Ledger, edit: Callable[[Session, PlanVersion], None]) -> None:
    """Change the version's rows behind the use cases' back."""

    def run(session: Session) -> None:
        edit(session, session.get_one(PlanVersion, ledger.version.id))
        describe(session, "Prov")

    ledger.database.write(run)


def unit_of(ledger: Ledger, name: str) -> int:
    return ledger.database.read(lambda s: s.scalars(select(Unit.id).where(Unit.name == name)).one())


def bind(ledger: Ledger, *names: str) -> None:
    units = [unit_of(ledger, name) for name in names]

    def edit(session: Session, version: PlanVersion) -> None:
        version.appropriations = []
        session.flush()
        version.appropriations = [Appropriation(unit_id=unit) for unit in units]

    change(ledger, edit)


def test_what_the_council_binds_is_asked_for_and_checked(ledger: Ledger) -> None:
    told = found(ledger)["appropriation-none"]
    assert (told.severity, told.stops, told.kind) == ("note", False, None)
    bind(ledger, CARE)
    told = found(ledger)["appropriation-missing"]
    assert (told.severity, told.stops) == ("warning", True)
    assert told.message == "2 ramar ligger inte under något anslag: Köket, Skolan."
    assert told.key == ledger.row(KITCHEN).frames[2027].frame_id
    bind(ledger, CARE, SCHOOL, KITCHEN)
    assert not {"appropriation-none", "appropriation-missing"} & set(found(ledger))
    bind(ledger, "Styrelsen")
    assert "appropriation-missing" not in found(ledger)


def test_more_than_a_bound_appropriation_holds_is_told(ledger: Ledger) -> None:
    bind(ledger, "Styrelsen", CARE)
    ledger.set(frames.set_previous, CARE_OWN, amount=-3 * TKR)
    told = found(ledger)["appropriation-overdrawn"]
    assert (told.year, told.part, told.stops) == (2027, "total", True)
    assert told.key == ledger.row(CARE_OWN).frames[2027].frame_id
    assert told.message == "Omsorgen 2027: 3\u00a0tkr mer är fördelat under anslaget än vad det rymmer."
    bind(ledger, "Styrelsen")
    assert "appropriation-overdrawn" not in found(ledger)


def give(ledger: Ledger, amount: int | None) -> None:
    """What assignments are given of the school's frame."""
    frame_id = ledger.row(SCHOOL).frames[2027].frame_id

    def edit(session: Session, _version: PlanVersion) -> None:
        frame = session.get_one(Frame, frame_id)
        if amount is not None:
            task = Assignment(id=new_id(), title="Se över lokalerna", kind="council")
            session.add(task)
            session.flush()
            frame.fundings = [AssignmentFunding(assignment_id=task.id, amount=amount)]

    change(ledger, edit)


def test_what_assignments_get_is_checked_against_the_part(ledger: Ledger) -> None:
    ledger.set(frames.set_component, SCHOOL, kind="assignment", amount=9 * TKR)
    told = found(ledger)["funding-missing"]
    assert (told.severity, told.stops, told.part) == ("note", False, "assignment")
    give(ledger, 9 * TKR)
    assert not {"funding-missing", "funding-differs"} & set(found(ledger))
    ledger.set(frames.set_component, SCHOOL, kind="assignment", amount=7 * TKR)
    told = found(ledger)["funding-differs"]
    assert told.stops
    assert told.message == (
        "Skolan 2027: uppdragen får 9\u00a0tkr men tillskott för uppdrag i ramen är 7\u00a0tkr."
    )
    ledger.set(frames.set_component, SCHOOL, kind="assignment", amount=None)
    assert found(ledger)["funding-differs"].message.endswith("i ramen är 0\u00a0kr.")


@pytest.mark.parametrize(
    ("ends", "years", "code"),
    [
        (None, (2027,), None),
        (date(2029, 12, 31), (2027,), None),
        (date(2030, 1, 1), (2027,), None),
        (date(2029, 12, 30), (2029,), "grant-ends"),
        (date(2028, 6, 30), (2027, 2028), "grant-ends"),
        (date(2028, 6, 30), (2027, 2029), "grant-after-end"),
    ],
)
def test_a_grant_that_ends_inside_the_plan_is_told(
    ledger: Ledger, ends: date | None, years: tuple[int, ...], code: str | None
) -> None:
    unit = unit_of(ledger, SCHOOL)

    def edit(_session: Session, version: PlanVersion) -> None:
        rows = [GrantYear(year=year, amount=TKR) for year in years]
        version.grants = [TargetedGrant(unit_id=unit, name="Läslyft", ends=ends, years=rows)]

    change(ledger, edit)
    told = [each for each in found(ledger).values() if each.code.startswith("grant-")]
    assert [each.code for each in told] == ([code] if code else [])
    assert all((each.kind, each.key) == ("unit", unit) and not each.stops for each in told)


def test_what_stops_comes_first_and_says_where(ledger: Ledger) -> None:
    ledger.set_year(frames.set_to_distribute, 2028, 1)
    ledger.set(frames.set_previous, SCHOOL, amount=TKR)
    ledger.set(frames.set_component, NIGHT, kind="technical", amount=2 * TKR)
    told = ledger.database.read(lambda session: findings_of(session, ledger.version.id))
    assert [each.code for each in told if each.stops] == [
        "over-distributed", "technical-not-zero",
    ]  # fmt: skip
    assert [each.stops for each in told] == sorted((each.stops for each in told), reverse=True)
    over, technical = told[:2]
    assert (over.kind, over.key) == ("year_total", 2028)
    assert (technical.kind, technical.part) == ("frame", "technical")
    assert technical.key == ledger.row(NIGHT).frames[2027].frame_id
    assert [each.code for each in stopping(told, 2027)] == [
        "over-distributed", "technical-not-zero", "room-missing",
    ]  # fmt: skip
