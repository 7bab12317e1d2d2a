"""Fills a file with the example's internal budgets, on the account groups and profiles to begin with."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.internalbudget import AccountGroup, InternalBudget, InternalRow, MonthProfile
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.budget.internal.budgets import put_year
from app.services.budget.internal.chart import create_standard
from app.services.exchange import example_format_budget as shape
from app.services.exchange.example_organisation import ORE_PER_TKR
from app.services.exchange.example_time import Timeline


def load_internal_budgets(
    session: Session,
    example: shape.Budget,
    time: Timeline,
    units: dict[str, Unit],
    versions: dict[str, PlanVersion],
) -> None:
    """Some units' frames by account group and month."""
    if not example.internal_budgets:
        return
    create_standard(session)
    session.flush()
    groups = {group.name: group for group in session.scalars(select(AccountGroup))}
    profiles = {profile.name: profile for profile in session.scalars(select(MonthProfile))}
    for group in groups.values():
        group.example = True
    for profile in profiles.values():
        profile.example = True
    for row in example.internal_budgets:
        budget = InternalBudget(
            id=new_id(),
            unit_id=units[row.unit].id,
            plan_version_id=versions[row.version].id,
            year=time.budget_year,
            note=time.known_words(row.note),
            example=True,
        )
        for one in row.rows:
            line = InternalRow(group_id=groups[one.group].id, profile_id=profiles[one.profile].id)
            put_year(line, one.amount * ORE_PER_TKR)
            budget.rows.append(line)
        session.add(budget)
    session.flush()
