"""Which agreements and steering documents an export concerns."""

from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.errors import DomainError
from app.models.organisation import Unit
from app.models.steering import Level, Node, NodeVersion
from app.services.steering.documents.readiness import document_condition
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


class NoDocuments(DomainError):
    """There is no steering document to export."""

    def __init__(self, title: str | None, unit: str | None, year: int | None) -> None:
        parts = (
            f" med ”{title}” i titeln" if title else "",
            f" för ”{unit}”" if unit else "",
            f" som gäller {year}" if year else "",
        )
        super().__init__(f"Filen har inga styrdokument{''.join(parts)}, så inget skrevs.")


def chosen_documents(
    session: Session, *, title: str | None = None, unit: str | None = None, year: int | None = None
) -> tuple[int, ...]:
    """The keys of the steering documents whose title holds a text, of a unit, that apply in a year."""
    current = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)
    columns = (
        Node.id, NodeVersion.title, NodeVersion.valid_from, NodeVersion.valid_to, Unit.name,
        Unit.abbreviation,
    )  # fmt: skip
    statement = select(*columns).select_from(Node).join(NodeVersion, current).join(Level)
    rows = session.execute(statement.outerjoin(Unit, Unit.id == Node.unit_id).where(document_condition()))
    found = [
        row
        for row in rows
        if (title is None or fold(title.strip()) in fold(row.title))
        and (unit is None or (row.name and fold(unit.strip()) in _called(row.name, row.abbreviation)))
        and (year is None or _covers(row.valid_from, row.valid_to, year))
    ]
    if not found:
        raise NoDocuments(title, unit, year)
    return tuple(row.id for row in sorted(found, key=lambda row: (sort_key(row.title), row.id)))


def _covers(starts: date | None, ends: date | None, year: int) -> bool:
    return (starts is None or starts.year <= year) and (ends is None or year <= ends.year)


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
        rows = [row for row in rows if _covers(row.starts, row.ends, year)]
    if not rows:
        raise NoAgreements(year)
    return tuple(row.id for row in sorted(rows, key=lambda row: sort_key(row.name)))


def _called(name: str, abbreviation: str | None) -> tuple[str, ...]:
    return (fold(name), fold(abbreviation)) if abbreviation else (fold(name),)
