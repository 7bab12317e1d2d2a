"""How a deficit is regulated: the amounts by year, the action plan, and reasons not to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.models.balance import BalanceYear, Regulation
from app.services.economy.balance.errors import (
    AboveDeficit,
    NoDeficit,
    NothingLeft,
    NothingRegulated,
    OutsideYears,
    ReasonNeeded,
    TooLate,
)
from app.services.economy.balance.ledger import Deficit, spread, years_to_regulate
from app.services.economy.balance.reading import deficit, read_years
from app.services.economy.balance.years import opened
from app.services.formatting import write_count, write_ore
from app.services.steering.errors import DecidedInFuture
from app.services.storage import describe, touch
from app.services.typed import optional


@dataclass(frozen=True, slots=True)
class RegulationEntry:
    """How much of the deficit of `year` is regulated in a later year, in öre; None takes it away."""

    year: int
    regulated_in: int
    amount: int | None
    expected_version: int


def set_regulations(
    session: Session, *, entries: Sequence[RegulationEntry], today: date, version_id: int | None = None
) -> int:
    """Type amounts of regulation as one change; gives how many were another than before.

    An amount of a year that has passed is done; one of this year or later is a plan until it is said to be.
    """
    rows: dict[int, tuple[BalanceYear, Deficit]] = {}
    changed: list[RegulationEntry] = []
    for entry in entries:
        if entry.year not in rows:
            rows[entry.year] = _deficit_row(session, entry.year, entry.expected_version, version_id, today)
        row, found = rows[entry.year]
        held = _held(row, entry.regulated_in)
        if entry.amount != (None if held is None else held.amount):
            done = entry.regulated_in < today.year if held is None else held.done
            _regulate(row, found, entry.regulated_in, entry.amount, done)
            changed.append(entry)
    for year in {entry.year for entry in changed}:
        touch(rows[year][0])
    if changed:
        describe(session, _words(changed))
    return len(changed)


def set_regulation(
    session: Session,
    *,
    year: int,
    regulated_in: int,
    amount: int | None,
    done: bool,
    note: str | None,
    expected_version: int,
    today: date,
    version_id: int | None = None,
) -> None:
    """Say how much of a year's deficit a later year regulates, whether it is done, and what to note."""
    row, found = _deficit_row(session, year, expected_version, version_id, today)
    if amount is None and _held(row, regulated_in) is None:
        return
    _regulate(row, found, regulated_in, amount, done)
    regulation = _held(row, regulated_in)
    if regulation is not None:
        regulation.note = optional(note)
    touch(row)
    describe(session, _words([RegulationEntry(year, regulated_in, amount, expected_version)]))


def plan_regulation(
    session: Session, *, year: int, expected_version: int, today: date, version_id: int | None = None
) -> int:
    """Spread what is left of a deficit evenly over the years that the law gives; gives how many years.

    What is done stays; what was planned before is planned anew.
    """
    row, found = _deficit_row(session, year, expected_version, version_id, today)
    if not found.remaining:
        raise NothingLeft(year)
    done = {each.year for each in row.regulations if each.done}
    free = [each for each in years_to_regulate(year) if each not in done and each >= today.year]
    if not free:
        raise TooLate(year, years_to_regulate(year)[-1])
    row.regulations = [each for each in row.regulations if each.done]
    session.flush()
    for each, amount in spread(found.remaining, free).items():
        if amount:
            row.regulations.append(Regulation(year=each, amount=amount, done=False))
    touch(row)
    describe(session, f"Planerade hur underskottet {year} regleras {free[0]}–{free[-1]}")
    return len(free)


def set_action_plan(
    session: Session,
    *,
    year: int,
    text: str | None,
    decided_on: date | None,
    paragraph: str | None,
    expected_version: int,
    today: date,
    version_id: int | None = None,
) -> None:
    """Keep the action plan of a deficit and the council's decision about it (KL 11 kap. 12 §)."""
    row, _ = _deficit_row(session, year, expected_version, version_id, today)
    if decided_on is not None and decided_on > today:
        raise DecidedInFuture(f"Åtgärdsplanen för underskottet {year}")
    row.plan_text, row.plan_decided_on, row.plan_paragraph = optional(text), decided_on, optional(paragraph)
    touch(row)
    describe(session, f"Ändrade åtgärdsplanen för underskottet {year}")


def set_refrains(
    session: Session,
    *,
    year: int,
    refrains: bool,
    reason: str | None,
    expected_version: int,
    today: date,
    version_id: int | None = None,
) -> None:
    """Say that the council refrains from regulating a deficit, with its synnerliga skäl, or does not."""
    row, _ = _deficit_row(session, year, expected_version, version_id, today)
    reason = optional(reason)
    if refrains and reason is None:
        raise ReasonNeeded(year)
    row.refrains, row.refrain_reason = refrains, reason if refrains else None
    touch(row)
    said = "regleras inte, med synnerliga skäl" if refrains else "ska regleras"
    describe(session, f"Underskottet {year} {said}")


def _deficit_row(
    session: Session, year: int, expected_version: int, version_id: int | None, today: date
) -> tuple[BalanceYear, Deficit]:
    row = opened(session, year, expected_version, version_id)
    figures = next(each for each in read_years(session) if each.year == year)
    found = deficit(figures, today)
    if found is None:
        raise NoDeficit(year)
    return row, found


def _held(row: BalanceYear, year: int) -> Regulation | None:
    return next((each for each in row.regulations if each.year == year), None)


def _regulate(row: BalanceYear, found: Deficit, regulated_in: int, amount: int | None, done: bool) -> None:
    regulation = _held(row, regulated_in)
    if amount is None:
        if regulation is not None:
            row.regulations.remove(regulation)
        return
    if amount <= 0:
        raise NothingRegulated(row.year)
    allowed = years_to_regulate(row.year)
    if regulated_in <= row.year or (not done and regulated_in not in allowed):
        raise OutsideYears(row.year, regulated_in, allowed)
    others = sum(each.amount for each in row.regulations if each.year != regulated_in)
    if others + amount > found.amount:
        raise AboveDeficit(row.year, others + amount, found.amount)
    if regulation is None:
        regulation = Regulation(year=regulated_in)
        row.regulations.append(regulation)
    regulation.amount, regulation.done = amount, done


def _words(entries: Sequence[RegulationEntry]) -> str:
    if len(entries) > 1:
        count = write_count(len(entries), "belopp", "belopp")
        return f"Ändrade {count} i regleringen av underskott"
    entry = entries[0]
    if entry.amount is None:
        return f"Tog bort regleringen {entry.regulated_in} av underskottet {entry.year}"
    return f"{write_ore(entry.amount)} av underskottet {entry.year} regleras {entry.regulated_in}"
