"""Which agreements an export concerns."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.errors import DomainError
from app.models.organisation import Unit
from app.services.textorder import fold, sort_key


class NoSuchPerformer(DomainError):
    """The unit that was named has no agreement, or does not exist; `others` are the units that have one."""

    def __init__(self, name: str, others: tuple[str, ...]) -> None:
        self.others = others
        known = f" Enheter som har: {', '.join(others)}." if others else ""
        super().__init__(f"Ingen enhet som heter ”{name}” har någon uppdragshandling.{known}")


class NoAgreements(DomainError):
    """There is no agreement to export."""

    def __init__(self, year: int | None) -> None:
        when = f" som gäller {year}" if year else ""
        super().__init__(f"Filen har inga uppdragshandlingar{when}, så inget skrevs.")


def chosen_agreements(
    session: Session, *, unit: str | None = None, year: int | None = None
) -> tuple[int, ...]:
    """The keys of the agreements of a unit (name or abbreviation) that run in a year, by the units' names."""
    rows = session.execute(
        select(Agreement.id, Agreement.starts, Agreement.ends, Unit.name, Unit.abbreviation).join(
            Unit, Unit.id == Agreement.unit_id
        )
    ).all()
    if unit is not None:
        wanted = [row for row in rows if fold(unit.strip()) in _called(row.name, row.abbreviation)]
        if not wanted:
            raise NoSuchPerformer(unit, tuple(sorted({row.name for row in rows}, key=sort_key)))
        rows = wanted
    if year is not None:
        rows = [
            row
            for row in rows
            if (row.starts is None or row.starts.year <= year) and (row.ends is None or year <= row.ends.year)
        ]
    if not rows:
        raise NoAgreements(year)
    return tuple(row.id for row in sorted(rows, key=lambda row: sort_key(row.name)))


def _called(name: str, abbreviation: str | None) -> tuple[str, ...]:
    return (fold(name), fold(abbreviation)) if abbreviation else (fold(name),)
