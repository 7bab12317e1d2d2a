"""Demands of law: told when they are broken, to the day, and silent where they were not yet law."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.organisation import MandatePeriod, Municipality
from app.services.storage import Database
from tests.newfiles import create_file
from tests.services.checks.conftest import CLOCK, TODAY, found, new_after

LAW = {
    "budget-proposal-late", "budget-proposal-missing", "budget-decision-late", "budget-decision-missing",
    "plan-too-short", "mandate-period",
}  # fmt: skip


def _law(database: Database, today: date = TODAY) -> list[tuple[str, str]]:
    return [(each.code, each.severity) for each in found(database, today) if each.code in LAW]


def _proposal(session: Session) -> PlanVersion:
    return session.scalars(select(PlanVersion).where(PlanVersion.stage == "proposal")).one()


def _decide(session: Session, day: date | None) -> None:
    version = _proposal(session)
    version.stage, version.body, version.decided_on = "decided", "Kommunfullmäktige", day


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), "warning"),
        (date(2026, 11, 30), "warning"),
        (date(2026, 12, 1), "error"),
    ],
)
def test_the_boards_proposal_is_due_before_the_end_of_october(
    example: Database, day: date, severity: str | None
) -> None:
    def propose(session: Session) -> None:
        _proposal(session).decided_on = day

    late = [each for each in new_after(example, propose) if each.code in LAW]
    assert [(each.code, each.severity) for each in late] == (
        [("budget-proposal-late", severity)] if severity else []
    )
    for each in late:
        assert "11 kap. 8 § kommunallagen (2017:725)" in each.message
        assert each.place.startswith("Budget 2027: ")
        assert each.kind == "budget_plan"


@pytest.mark.parametrize(
    ("today", "severity"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), "warning"),
        (date(2026, 11, 30), "warning"),
        (date(2026, 12, 1), "error"),
    ],
)
def test_a_proposal_that_has_not_come_is_told_from_the_day_after(
    example: Database, today: date, severity: str | None
) -> None:
    def unmake(session: Session) -> None:
        _proposal(session).decided_on = None

    late = [each for each in new_after(example, unmake, today) if each.code in LAW]
    assert [(each.code, each.severity) for each in late] == (
        [("budget-proposal-missing", severity)] if severity else []
    )


@pytest.mark.parametrize(
    ("today", "severity"),
    [
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), "warning"),
        (date(2026, 12, 31), "warning"),
        (date(2027, 1, 1), "error"),
    ],
)
def test_a_decision_that_has_not_come_is_told_from_the_day_after(
    example: Database, today: date, severity: str | None
) -> None:
    assert _law(example, today) == ([("budget-decision-missing", severity)] if severity else [])


@pytest.mark.parametrize(
    ("day", "severity"),
    [(date(2026, 11, 30), None), (date(2026, 12, 1), "warning"), (date(2027, 1, 1), "error")],
)
def test_the_councils_decision_is_due_before_the_end_of_november(
    example: Database, day: date, severity: str | None
) -> None:
    example_after = new_after(example, lambda session: _decide(session, day), date(2027, 2, 1))
    late = [(each.code, each.severity) for each in example_after if each.code in LAW]
    assert late == ([("budget-decision-late", severity)] if severity else [])
    assert "budget-decision-missing" not in {code for code, _ in _law(example, date(2027, 2, 1))}


def test_frames_that_the_council_decides_in_june_are_not_the_budget(example: Database) -> None:
    def frames(session: Session) -> None:
        rows = session.scalars(select(PlanVersion).where(PlanVersion.stage.in_(("preliminary", "needs"))))
        version = next(row for row in rows if not row.locked)
        version.stage, version.body, version.decided_on = (
            "preliminary",
            "Kommunfullmäktige",
            date(2026, 11, 2),
        )

    new_after(example, frames)
    assert _law(example, date(2027, 1, 1)) == [("budget-decision-missing", "error")]


def test_in_a_year_of_election_the_new_council_adopts_and_no_day_binds_a_federation(
    example: Database,
) -> None:
    def early(session: Session) -> None:
        _proposal(session).decided_on = date(2026, 6, 1)
        _decide(session, date(2026, 6, 15))

    def federation(session: Session) -> None:
        session.scalars(select(Municipality)).one().official_name = "Bergslagens kommunalförbund"

    (said,) = new_after(example, early)
    assert (said.code, said.severity) == ("budget-decision-early", "error")
    assert "15 oktober 2026" in said.message
    new_after(example, federation)
    assert not [each for each in found(example) if each.code.startswith("budget-decision")]


def test_a_decided_budget_needs_no_proposal_in_the_file(example: Database) -> None:
    new_after(example, lambda session: _decide(session, date(2026, 11, 26)))
    assert _law(example, date(2027, 6, 1)) == []


def _shorten(session: Session) -> None:
    session.scalars(select(BudgetPlan)).one().years = 2


def test_a_plan_shorter_than_three_years_is_told(example: Database) -> None:
    said = [each for each in new_after(example, _shorten) if each.code in LAW]
    assert [(each.code, each.severity) for each in said] == [("plan-too-short", "warning")]
    assert "omfattar 2 år" in said[0].message


def _wrong_end(session: Session) -> None:
    rows = select(MandatePeriod).where(MandatePeriod.body == "Kommunfullmäktige")
    session.scalars(rows.order_by(MandatePeriod.election_year)).all()[-1].ends = date(2030, 12, 31)


def test_a_mandate_period_of_the_council_follows_the_law(example: Database) -> None:
    said = new_after(example, _wrong_end)
    assert [(each.code, each.kind) for each in said] == [("mandate-period", "mandate_period")]
    assert "15 oktober 2026 till 14 oktober 2030" in said[0].message


def test_the_boards_mandate_period_is_its_own(example: Database) -> None:
    def change(session: Session) -> None:
        rows = select(MandatePeriod).where(MandatePeriod.body == "Kommunstyrelsen")
        for period in session.scalars(rows):
            period.ends = period.ends.replace(month=6, day=30)

    assert new_after(example, change) == []


def _everything_late(session: Session) -> None:
    _proposal(session).decided_on = None
    _shorten(session)
    _wrong_end(session)


@pytest.mark.parametrize(
    ("year", "told"),
    [
        (2011, set()),
        (2018, set()),
        (2019, {"plan-too-short", "budget-proposal-missing", "budget-decision-missing", "mandate-period"}),
    ],
)
def test_years_before_the_law_are_left_in_peace(tmp_path: Path, year: int, told: set[str]) -> None:
    path = tmp_path / "x.styr"
    create_file(path, "ljusnarsberg", clock=CLOCK, user="A", example_year=year)
    database = Database.open(path, clock=CLOCK, user="A")
    try:
        new_after(database, _everything_late)
        assert {code for code, _ in _law(database)} == told
    finally:
        database.close()
