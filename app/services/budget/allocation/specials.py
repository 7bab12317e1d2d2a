"""Use cases on appropriations with a special account, where no model fits (`BUD-05`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.models.allocation import AllocationVersion, SpecialAccount
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.services.assignments.errors import NotYetHappened, ReportWithoutDay
from app.services.budget import rules
from app.services.budget.allocation.limits import check_year
from app.services.budget.allocation.stored import get_version, open_version, title_of
from app.services.budget.errors import TooLarge
from app.services.formatting import write_count
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

STANDARD_REQUIREMENT = "Redovisa hur uppdraget har fullgjorts."


@dataclass(frozen=True, slots=True)
class AmountEntry:
    """A typed appropriation of a unit in a year, in öre; None takes it away with its account."""

    unit_id: int
    year: int
    amount: int | None


def set_appropriations(
    session: Session,
    *,
    allocation_version_id: int,
    entries: Sequence[AmountEntry],
    expected_version: int,
) -> int:
    """Set many appropriations as one change; gives how many."""
    version = open_version(session, allocation_version_id, expected_version, special=True)
    for entry in entries:
        _set_amount(session, version, entry)
    if entries:
        touch(version)
        describe(
            session,
            f"Ändrade {write_count(len(entries), 'anslag', 'anslag')} i {title_of(session, version)}",
        )
    return len(entries)


def set_requirement(
    session: Session,
    *,
    allocation_version_id: int,
    unit_id: int,
    year: int,
    requirement: str,
    expected_version: int,
) -> None:
    """Say what is to be accounted for."""
    version = open_version(session, allocation_version_id, expected_version, special=True)
    row = _row(version, unit_id, year)
    if row is None:
        raise NotFound("Anslaget")
    text = needed(requirement, "Kravet på redovisning")
    if row.requirement == text:
        return
    row.requirement = text
    touch(version)
    describe(session, f"Ändrade kravet på redovisning {year} i {title_of(session, version)}")


def set_account(
    session: Session,
    *,
    allocation_version_id: int,
    unit_id: int,
    year: int,
    account: str | None,
    accounted_on: date | None,
    expected_version: int,
    today: date,
) -> None:
    """Record how the assignments were fulfilled, and when it was accounted for.

    The account comes after the decision, so it is recorded also in a version that a decided budget rests on.
    """
    version = get_version(session, allocation_version_id)
    check_version(version, expected_version, title_of(session, version))
    row = _row(version, unit_id, year)
    if row is None:
        raise NotFound("Anslaget")
    title = f"anslaget {year} till {_unit_name(session, unit_id)}"
    text = optional(account)
    if text is not None and accounted_on is None:
        raise ReportWithoutDay(title)
    if accounted_on is not None and accounted_on > today:
        raise NotYetHappened("Redovisningen av", title)
    if (row.account, row.accounted_on) == (text, accounted_on):
        return
    row.account, row.accounted_on = text, accounted_on
    touch(version)
    describe(session, f"Redovisade {title}")


def _set_amount(session: Session, version: AllocationVersion, entry: AmountEntry) -> None:
    name = _unit_name(session, entry.unit_id)
    year = check_year(entry.year, "Anslagets år")
    row = _row(version, entry.unit_id, year)
    if entry.amount is None:
        if row is not None:
            version.specials.remove(row)
        return
    if abs(entry.amount) > rules.LARGEST:
        raise TooLarge(f"Anslaget {year} till {name}")
    if row is None:
        row = SpecialAccount(unit_id=entry.unit_id, year=year, requirement=STANDARD_REQUIREMENT)
        version.specials.append(row)
    row.amount = entry.amount


def _row(version: AllocationVersion, unit_id: int, year: int) -> SpecialAccount | None:
    return next((each for each in version.specials if (each.unit_id, each.year) == (unit_id, year)), None)


def _unit_name(session: Session, unit_id: int) -> str:
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound("Enheten")
    return unit.name
