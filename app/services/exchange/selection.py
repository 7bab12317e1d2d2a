"""Which agreements and steering documents an export concerns."""

from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementKind
from app.models.errors import DomainError
from app.models.organisation import Unit
from app.models.steering import Level, Node, NodeVersion
from app.services.agreements.kinds import KindWords, kind_words
from app.services.steering.documents.readiness import document_condition
from app.services.textorder import fold, sort_key


class NoSuchPerformer(DomainError):
    """The unit that was named has no agreement, or does not exist; `others` are the units that have one."""

    def __init__(self, name: str, others: tuple[str, ...], words: KindWords | None = None) -> None:
        self.others = others
        known = f" Enheter som har: {', '.join(others)}." if others else ""
        what = (
            f"{words.article.replace('en', 'någon').replace('ett', 'något')} {words.one}"
            if words
            else ("någon överenskommelse")
        )
        super().__init__(f"Ingen enhet som heter ”{name}” har {what}.{known}")


class NoSuchKind(DomainError):
    """The model has no kind of agreement by that name."""

    def __init__(self, name: str, kinds: tuple[str, ...]) -> None:
        known = f" Slag som finns: {', '.join(kinds)}." if kinds else ""
        super().__init__(f"Styrmodellen har inget slag av överenskommelse som heter ”{name}”.{known}")


class NoAgreements(DomainError):
    """There is no agreement to export."""

    def __init__(self, year: int | None, words: KindWords | None = None) -> None:
        when = f" som gäller {year}" if year else ""
        many = words.many if words else "överenskommelser"
        super().__init__(f"Filen har inga {many}{when}, så inget skrevs.")


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
    session: Session, *, unit: str | None = None, year: int | None = None, kind: str | None = None
) -> tuple[int, ...]:
    """The keys of the agreements of a unit (name or abbreviation) that run in a year, by the units' names.

    `kind` is the key or the name of a kind of agreement; None means every kind.
    """
    chosen = _kind_of(session, kind) if kind is not None else None
    columns = (Agreement.id, Agreement.starts, Agreement.ends, Agreement.ended_on, Unit.name,
               Unit.abbreviation)  # fmt: skip
    asked = select(*columns).join(Unit, Unit.id == Agreement.unit_id)
    if chosen is not None:
        asked = asked.where(Agreement.kind_id == chosen.id)
    words = _words(session, chosen)
    rows = session.execute(asked).all()
    if unit is not None:
        wanted = [row for row in rows if fold(unit.strip()) in _called(row.name, row.abbreviation)]
        if not wanted:
            raise NoSuchPerformer(unit, tuple(sorted({row.name for row in rows}, key=sort_key)), words)
        rows = wanted
    if year is not None:
        rows = [row for row in rows if _covers(row.starts, row.ended_on or row.ends, year)]
    if not rows:
        raise NoAgreements(year, words)
    return tuple(row.id for row in sorted(rows, key=lambda row: (sort_key(row.name), row.id)))


def _kind_of(session: Session, named: str) -> AgreementKind:
    """The kind that was named; raises NoSuchKind with those that there are."""
    kinds = session.scalars(select(AgreementKind).order_by(AgreementKind.position)).all()
    for one in kinds:
        words = kind_words(one)
        if fold(named.strip()) in (fold(one.key), fold(words.name), fold(words.plural)):
            return one
    raise NoSuchKind(named, tuple(one.key for one in kinds))


def _words(session: Session, chosen: AgreementKind | None) -> KindWords | None:
    """What agreements are called here: the kind that was chosen, or the only one that there is."""
    if chosen is not None:
        return kind_words(chosen)
    kinds = session.scalars(select(AgreementKind).limit(2)).all()
    return kind_words(kinds[0]) if len(kinds) == 1 else None


def _called(name: str, abbreviation: str | None) -> tuple[str, ...]:
    return (fold(name), fold(abbreviation)) if abbreviation else (fold(name),)
