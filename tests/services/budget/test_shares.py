"""The effect of a distribution per unit, its shares over the years and how much they move (`BUD-18`)."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, Frame, PlanVersion, YearTotal
from app.models.types import new_id
from app.services.budget import frames, versions
from app.services.budget.comparing import Comparison, compare_versions
from app.services.budget.shares import Shares, shares_of
from app.services.storage import describe
from tests.services.budget.ledger import KITCHEN, NIGHT, SCHOOL, TKR, Ledger


@pytest.fixture
def pair(ledger: Ledger) -> Ledger:
    """The school has 75 and the kitchen 25; in the later version both have 75 from 2028."""
    ledger.set(frames.set_previous, SCHOOL, amount=75 * TKR)
    ledger.set(frames.set_previous, KITCHEN, amount=25 * TKR)
    first = ledger.version.id
    ledger.version_id = ledger.run(versions.create_version, source_id=first, name="B", stage="proposal")
    ledger.set(frames.set_year_total, KITCHEN, 2028, total=75 * TKR)
    return ledger


def read(ledger: Ledger, year: int = 2028) -> tuple[Comparison, Shares]:
    def both(session: Session) -> tuple[Comparison, Shares]:
        known = [each for each in ledger.view().versions if each.first_year == 2027]
        found = compare_versions(session, version_id=known[-1].id, compare_id=known[0].id)
        return found, shares_of(session, found, year)

    return ledger.database.read(both)


def test_shares_and_how_much_they_move_are_told(pair: Ledger) -> None:
    _, found = read(pair)
    assert found.years == (2026, 2027, 2028, 2029)
    kitchen = next(each for each in found.rows if each.row.name == KITCHEN)
    assert kitchen.effect.change == 50 * TKR
    assert kitchen.effect.percent == 200
    assert kitchen.shares == (25, 25, 50, 50)
    assert kitchen.steady == Decimal(25) / 3
    assert kitchen.steady_before == 0
    none = next(each for each in found.rows if each.row.name == NIGHT)
    assert (none.shares, none.steady) == ((0, 0, 0, 0), 0)
    assert found.steady == (Decimal(25) / 3 * 2) / 5


def decided_plan(session: Session, *, source_id: int, stage: str) -> None:
    """A decided plan of 2025 where the school and the kitchen had as much."""
    source = session.get_one(PlanVersion, source_id)
    plan = BudgetPlan(id=new_id(), name="Budget 2025", first_year=2025, years=1)
    version = PlanVersion(id=new_id(), position=1, stage=stage, name="KF", decided_on=date(2024, 11, 20))
    version.totals = [YearTotal(year=2025)]
    own = {frame.unit_id for frame in source.frames if frame.year == 2027 and frame.previous}
    version.frames = [Frame(unit_id=unit, year=2025, previous=40 * TKR) for unit in sorted(own, key=str)]
    plan.versions = [version]
    session.add(plan)
    session.flush()
    version.locked = True
    describe(session, "Prov")


@pytest.mark.parametrize(("stage", "years"), [("decided", 5), ("preliminary", 4)])
def test_years_that_earlier_plans_decided_come_first(pair: Ledger, stage: str, years: int) -> None:
    pair.run(decided_plan, source_id=pair.version.id, stage=stage)
    _, found = read(pair)
    assert len(found.years) == years
    if years == 5:
        assert (found.years[0], found.decided) == (2025, {2025})
        school = next(each for each in found.rows if each.row.name == SCHOOL)
        assert school.shares == (50, 75, 75, 50, 50)
        assert school.steady == Decimal(50) / 4


def test_a_group_has_the_share_of_those_under_it(example: Ledger) -> None:
    known = example.view().versions
    compared = partial(compare_versions, version_id=known[-1].id, compare_id=known[0].id)
    found = example.database.read(lambda s: shares_of(s, compared(s), 2027))
    for place, _ in enumerate(found.years):
        for group in (each for each in found.rows if each.row.group):
            below = [each.shares[place] for each in found.rows if each.row.parent == group.row.key]
            whole = group.shares[place]
            assert whole is not None
            assert abs(whole - sum(share for share in below if share is not None)) < Decimal("1e-20")
