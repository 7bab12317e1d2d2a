"""What is shown of a goal's acceptance, participation, citations and tags, and the tags that are in use."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.documents import Citation, NodeTag, Participation
from app.models.organisation import Unit
from app.services.formatting import write_count, write_long_date
from app.services.steering.goalextras import agenda
from app.services.steering.goalextras.citations import KIND_WORDS
from app.services.steering.goalextras.participation import ACCEPTANCE
from app.services.steering.goalextras.tags import Tag
from app.services.textorder import sort_key


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """That a performer accepted, or that staff took part; `accepted` is None for staff."""

    id: int
    kind: str
    unit_id: int | None
    unit: str | None
    happened_on: date | None
    forum: str | None
    participants: int | None
    accepted: bool | None
    note: str | None

    @property
    def words(self) -> str:
        """What happened in one line: "Godtaget av Hemtjänst, arbetsplatsträff, 3 mars 2026"."""
        if self.kind == ACCEPTANCE:
            did = "Godtaget" if self.accepted else "Inte godtaget"
            first = f"{did} av {self.unit}" if self.unit else did
        else:
            first = "Personalen deltog" if self.participants is None else _people(self.participants)
        when = write_long_date(self.happened_on) if self.happened_on else ""
        return ", ".join(part for part in (first, self.forum or "", when) if part)


@dataclass(frozen=True, slots=True)
class CitationRow:
    """What an element rests on; `cited_node_id` where it is a document in the file."""

    id: int
    kind: str
    text: str
    cited_node_id: int | None

    @property
    def kind_words(self) -> str:
        """The kind in words."""
        return KIND_WORDS.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag with its words; `count` is how many elements have it."""

    scheme: str
    key: str
    words: str
    count: int = 0

    @property
    def tag(self) -> Tag:
        """Scheme and key."""
        return self.scheme, self.key


@dataclass(frozen=True, slots=True)
class GoalExtras:
    """Everything that one element carries beside its words."""

    participation: tuple[ParticipationRow, ...]
    citations: tuple[CitationRow, ...]
    tags: tuple[TagRow, ...]


def extras_of(session: Session, *, node_id: int) -> GoalExtras:
    """What one element carries, the latest participation first."""
    return GoalExtras(_participation(session, node_id), _citations(session, node_id), _tags(session, node_id))


def tags_in_use(session: Session) -> tuple[TagRow, ...]:
    """Every tag that some element has, with how many have it."""
    found = Counter((row.scheme, row.key) for row in session.execute(select(NodeTag.scheme, NodeTag.key)))
    rows = (
        TagRow(scheme, key, agenda.tag_words(scheme, key), count) for (scheme, key), count in found.items()
    )
    return _in_order(rows)


def tag_choices(session: Session) -> tuple[TagRow, ...]:
    """Every tag that can be chosen: the dimensions, the global goals, and the own ones in use."""
    fixed = [TagRow(agenda.DIMENSION, key, words) for key, words in agenda.DIMENSIONS.items()]
    fixed += [
        TagRow(agenda.AGENDA_GOAL, key, agenda.tag_words(agenda.AGENDA_GOAL, key)) for key in agenda.GOALS
    ]
    own = [row for row in tags_in_use(session) if row.scheme == agenda.OWN]
    return (*fixed, *own)


def nodes_with_tag(session: Session, *, tag: Tag) -> frozenset[int]:
    """The elements that have a tag."""
    scheme, key = tag
    statement = select(NodeTag.node_id).where(NodeTag.scheme == scheme, NodeTag.key == key)
    return frozenset(session.scalars(statement))


def _participation(session: Session, node_id: int) -> tuple[ParticipationRow, ...]:
    columns = (
        Participation.id, Participation.kind, Participation.unit_id, Unit.name, Participation.happened_on,
        Participation.forum, Participation.participants, Participation.accepted, Participation.note,
    )  # fmt: skip
    statement = select(*columns).outerjoin(Unit, Unit.id == Participation.unit_id)
    rows = session.execute(statement.where(Participation.node_id == node_id)).all()
    made = [ParticipationRow(*row) for row in rows]
    return tuple(sorted(made, key=lambda row: (row.happened_on or date.min, row.id), reverse=True))


def _citations(session: Session, node_id: int) -> tuple[CitationRow, ...]:
    columns = (Citation.id, Citation.kind, Citation.text, Citation.cited_node_id)
    statement = select(*columns).where(Citation.node_id == node_id).order_by(Citation.position, Citation.id)
    return tuple(CitationRow(*row) for row in session.execute(statement))


def _tags(session: Session, node_id: int) -> tuple[TagRow, ...]:
    statement = select(NodeTag.scheme, NodeTag.key).where(NodeTag.node_id == node_id)
    rows = session.execute(statement)
    return _in_order(TagRow(row.scheme, row.key, agenda.tag_words(row.scheme, row.key)) for row in rows)


def _in_order(rows: Iterable[TagRow]) -> tuple[TagRow, ...]:
    return tuple(sorted(rows, key=lambda row: (agenda.tag_order(row.scheme, row.key), sort_key(row.words))))


def _people(count: int) -> str:
    return write_count(count, "medarbetare deltog", "medarbetare deltog")
