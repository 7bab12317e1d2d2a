"""A block of investments typed or pasted at once: years, permissions and earlier cost in one step."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.services.budget.entries import KEEP, Keep
from app.services.economy.investments.projects import project_of, set_permission, set_spent_before
from app.services.economy.investments.yearly import YearEntry, carry_over, set_investment_years
from app.services.economy.own import state_of
from app.services.formatting import write_count
from app.services.storage import describe


@dataclass(frozen=True, slots=True)
class TotalEntry:
    """What is typed for a project as a whole, in öre; `expected_version` is the project's."""

    project_id: int
    expected_version: int
    permitted: int | Keep | None = KEEP
    spent_before: int | Keep = KEEP


@dataclass(frozen=True, slots=True)
class CarryEntry:
    """What is carried over to a year from the year before, altogether."""

    project_id: int
    year: int
    amount: int


def set_investment_block(
    session: Session,
    *,
    version_id: int,
    expected_version: int,
    years: tuple[YearEntry, ...] = (),
    totals: tuple[TotalEntry, ...] = (),
    carried: tuple[CarryEntry, ...] = (),
) -> None:
    """Take everything that is typed in one step; one refused amount refuses them all."""
    for total in totals:
        _take_total(session, total)
    if years:
        set_investment_years(session, version_id=version_id, entries=years, expected_version=expected_version)
    state = state_of(session, version_id) if years else expected_version
    for entry in carried:
        carry_over(
            session,
            version_id=version_id,
            project_id=entry.project_id,
            year=entry.year,
            amount=entry.amount,
            expected_version=state,
        )
        state = state_of(session, version_id)
    count = len(years) + len(totals) + len(carried)
    if count > 1:
        touched = {each.project_id for each in years} | {each.project_id for each in totals}
        touched |= {each.project_id for each in carried}
        words = write_count(count, "belopp", "belopp")
        describe(session, f"Skrev {words} i {write_count(len(touched), 'projekt', 'projekt')}")


def _take_total(session: Session, entry: TotalEntry) -> None:
    """The permission and the earlier cost of a project, which is changed once though both are typed."""
    known = entry.expected_version
    if entry.permitted is not KEEP:
        set_permission(
            session, project_id=entry.project_id, expected_version=known, permitted=entry.permitted
        )
        known = project_of(session, entry.project_id).version
    if entry.spent_before is not KEEP:
        set_spent_before(
            session, project_id=entry.project_id, expected_version=known, amount=entry.spent_before
        )
