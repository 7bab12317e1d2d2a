"""Reads what stands around a document: the hierarchy whole, the words only of what is printed."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, selectinload

from app.models.documents import Citation
from app.models.organisation import Unit
from app.models.scorecard import Indicator, NodeIndicator
from app.models.steering import Contribution, Level, Node, NodePerspective, NodeVersion, Perspective

GOAL_FORMS: Final = frozenset({"goal_area", "goal", "commitment", "structure"})
AREA_FORMS: Final = frozenset({"goal_area", "structure"})
AGREEMENT_FORMS: Final = frozenset({"agreement", "contract", "performance_contract"})
_PAPERS: Final = AGREEMENT_FORMS | {"document", "scorecard", "dialogue"}
_ENDED: Final = frozenset({"replaced", "revoked"})
_CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the hierarchy in its current version, without its words."""

    id: int
    parent_id: int | None
    level_id: int
    form: str
    unit_id: int | None
    unit: str | None
    owner_role: str | None
    title: str
    status: str
    due_year: int | None

    @property
    def ended(self) -> bool:
        """Whether it no longer applies."""
        return self.status in _ENDED


@dataclass(slots=True)
class Rows:
    """The hierarchy by id and by parent, in the order of siblings; and the levels."""

    levels: dict[int, Level]
    elements: dict[int, Element]
    children: dict[int | None, list[Element]] = field(default_factory=lambda: defaultdict(list))

    def own_below(self, node_id: int) -> Iterator[tuple[Element, int]]:
        """What belongs to an element, depth first with its depth; a document below has papers of its own."""
        waiting = [(child, 0) for child in reversed(self.children.get(node_id, ()))]
        while waiting:
            element, depth = waiting.pop()
            if element.form in _PAPERS or element.ended:
                continue
            yield element, depth
            waiting += [(child, depth + 1) for child in reversed(self.children.get(element.id, ()))]

    def on_level(self, level_id: int) -> list[Element]:
        """The elements of a level that apply, in order."""
        return [one for one in self.elements.values() if one.level_id == level_id and not one.ended]


@dataclass(slots=True)
class Served:
    """What an element contributes to, and in which way."""

    title: str
    note: str | None


@dataclass(slots=True)
class Words:
    """What chosen elements say and are measured by, by their ids."""

    texts: dict[int, str] = field(default_factory=dict)
    serves: dict[int, list[Served]] = field(default_factory=lambda: defaultdict(list))
    perspectives: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    measures: dict[int, list[Indicator]] = field(default_factory=lambda: defaultdict(list))
    citations: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    units: dict[int, str] = field(default_factory=dict)


def read_rows(session: Session) -> Rows:
    """The whole hierarchy in two statements."""
    statement = select(Level).options(selectinload(Level.sources)).order_by(Level.position)
    levels = {level.id: level for level in session.scalars(statement)}
    columns = (
        Node.id, Node.parent_id, Node.level_id, Level.form, Node.unit_id, Unit.name, Node.owner_role,
        NodeVersion.title, NodeVersion.status, NodeVersion.due_year,
    )  # fmt: skip
    found = select(*columns).select_from(Node).join(NodeVersion, _CURRENT).join(Level)
    found = found.outerjoin(Unit, Unit.id == Node.unit_id)
    ordered = session.execute(found.order_by(Level.position, Node.position, Node.id))
    rows = Rows(levels, {})
    for row in ordered:
        element = Element(*tuple(row))
        rows.elements[element.id] = element
        rows.children[element.parent_id].append(element)
    return rows


def read_words(session: Session, chosen: Collection[int]) -> Words:
    """What chosen elements say, in a fixed number of statements."""
    words = Words()
    if not chosen:
        return words
    texts = select(NodeVersion.node_id, NodeVersion.text).join(Node, _CURRENT).where(Node.id.in_(chosen))
    words.texts = {row.node_id: row.text for row in session.execute(texts)}
    words.units = {key: name for key, name in session.execute(select(Unit.id, Unit.name))}  # noqa: C416
    served = (
        select(Contribution.from_node_id, NodeVersion.title, Contribution.note)
        .join(Node, Node.id == Contribution.to_node_id)
        .join(NodeVersion, _CURRENT)
        .where(Contribution.from_node_id.in_(chosen))
        .order_by(Contribution.id)
    )
    for key, title, note in session.execute(served):
        words.serves[key].append(Served(title, note))
    seen = select(NodePerspective.node_id, Perspective.short_name, Perspective.name)
    seen = seen.join(Perspective, Perspective.id == NodePerspective.perspective_id)
    seen = seen.where(NodePerspective.node_id.in_(chosen)).order_by(Perspective.position)
    for key, short, name in session.execute(seen):
        words.perspectives[key].append(short or name)
    _read_measures(session, words, chosen)
    cited = select(Citation.node_id, Citation.text).where(Citation.node_id.in_(chosen))
    for key, text in session.execute(cited.order_by(Citation.position, Citation.id)):
        words.citations[key].append(text)
    return words


def _read_measures(session: Session, words: Words, chosen: Collection[int]) -> None:
    measured = (
        select(NodeIndicator.node_id, Indicator)
        .join(Indicator, Indicator.id == NodeIndicator.indicator_id)
        .where(NodeIndicator.node_id.in_(chosen))
        .options(selectinload(Indicator.targets))
        .order_by(NodeIndicator.id)
    )
    for key, indicator in session.execute(measured):
        words.measures[key].append(indicator)
