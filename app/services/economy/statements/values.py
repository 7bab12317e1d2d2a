"""What is typed in the rows of the statements: opening position, flows, and sums that a document states."""

from collections.abc import Mapping
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.statements import StatementValue
from app.models.types import new_id
from app.services.budget import rules
from app.services.economy.own import opened, plan_years
from app.services.economy.statements import lines
from app.services.economy.statements.errors import AmountTooLarge, NoSuchYear, NotTyped
from app.services.formatting import write_count
from app.services.storage import describe
from app.services.typed import optional

Place = tuple[str, str, int]
"""A statement, a row and a year."""
Column = Literal["amount", "stated"]
_INTO: Final = {"result": "resultatbudgeten", "cash": "kassaflödesbudgeten", "balance": "balansbudgeten"}


def set_statement_values(
    session: Session,
    *,
    version_id: int,
    values: Mapping[Place, int | None],
    expected_version: int,
    column: Column = "amount",
) -> int:
    """Type amounts in rows, öre as the row is printed; None empties. Gives how many became others.

    A row that is always below zero takes an amount without a minus as a cost all the same. With `column`
    "stated" it is what a document says, which only sums that are reckoned can be compared with.
    """
    years = plan_years(session, version_id)
    wanted = {place: _checked(place, amount, years, column) for place, amount in values.items()}
    kept = _kept(session, version_id)
    changed = [place for place, amount in wanted.items() if _of(kept.get(place), column) != amount]
    if not changed:
        return 0
    opened(session, version_id, expected_version)
    put_values(session, version_id, {place: wanted[place] for place in changed}, column=column)
    describe(session, _words(changed, column))
    return len(changed)


def put_values(
    session: Session, version_id: int, values: Mapping[Place, int | None], *, column: Column = "amount"
) -> None:
    """Put amounts in rows of a version that has been opened for a change."""
    kept = _kept(session, version_id)
    for place, amount in values.items():
        row = kept.get(place) or _added(session, version_id, place)
        setattr(row, column, amount)
        _drop_if_empty(session, row)


def set_statement_note(
    session: Session, *, version_id: int, place: Place, note: str, expected_version: int
) -> None:
    """Say why a row is as it is, or where its amount comes from."""
    statement, key, year = place
    line = lines.line_of(statement, key)
    if line is None:
        raise NotFound("Raden")
    _check_year(line, year, plan_years(session, version_id))
    row = _kept(session, version_id).get(place)
    if (row.note if row is not None else None) == optional(note):
        return
    opened(session, version_id, expected_version)
    row = row or _added(session, version_id, place)
    row.note = optional(note)
    _drop_if_empty(session, row)
    describe(session, f"Ändrade noten om {line.name.lower()} {year} i {_INTO[statement]}")


def set_capital_in_frames(session: Session, *, version_id: int, inside: bool, expected_version: int) -> None:
    """Say whether depreciation and internal interest lie in the frames or beside them."""
    economy = opened(session, version_id, expected_version)
    economy.capital_in_frames = inside
    words = "ligger i ramarna" if inside else "ligger bredvid ramarna"
    describe(session, f"Kapitalkostnaderna {words}")


def _checked(place: Place, amount: int | None, years: tuple[int, ...], column: Column) -> int | None:
    statement, key, year = place
    line = lines.line_of(statement, key)
    if line is None or line.style == "heading":
        raise NotFound("Raden")
    _check_year(line, year, years)
    if column == "amount" and not lines.may_be_typed(statement, line, year, years[0]):
        raise NotTyped(line.name, year, years[0])
    if amount is None:
        return None
    if abs(amount) > rules.LARGEST:
        raise AmountTooLarge(f"{line.name} {year}")
    return line.sign * abs(amount) if line.sign else amount


def _check_year(line: lines.Line, year: int, years: tuple[int, ...]) -> None:
    if not years[0] - 1 <= year <= years[-1]:
        raise NoSuchYear(f"Raden ”{line.name}”", year, years[0], years[-1])


def _kept(session: Session, version_id: int) -> dict[Place, StatementValue]:
    rows = select(StatementValue).where(StatementValue.plan_version_id == version_id)
    return {(row.statement, row.line, row.year): row for row in session.scalars(rows)}


def _of(row: StatementValue | None, column: Column) -> int | None:
    return None if row is None else row.amount if column == "amount" else row.stated


def _added(session: Session, version_id: int, place: Place) -> StatementValue:
    statement, key, year = place
    row = StatementValue(id=new_id(), plan_version_id=version_id, statement=statement, line=key, year=year)
    session.add(row)
    return row


def _drop_if_empty(session: Session, row: StatementValue) -> None:
    if row.amount is None and row.stated is None and row.note is None:
        if row in session.new:
            session.expunge(row)
        else:
            session.delete(row)


def _words(changed: list[Place], column: Column) -> str:
    statement, key, year = changed[0]
    line = lines.line_of(statement, key)
    what = "belopp" if column == "amount" else "uppgivna summor"
    if len(changed) > 1 or line is None:
        into = {_INTO[each[0]] for each in changed}
        words = write_count(len(changed), "belopp", what)
        return f"Ändrade {words} i {into.pop() if len(into) == 1 else 'budgetens räkningar'}"
    said = "" if column == "amount" else "den uppgivna summan för "
    return f"Ändrade {said}{line.name.lower()} {year} i {_INTO[statement]}"
