"""Everything that is shown of one steering element, with its place in the röda tråden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from app.models.agreements import Agreement
from app.models.errors import NotFound
from app.models.organisation import Unit, UnitRole
from app.models.scorecard import Indicator, NodeIndicator
from app.models.steering import (
    Contribution,
    Decision,
    Level,
    Node,
    NodePerspective,
    NodeVersion,
    Perspective,
)
from app.services.organisation.rules import valid_on
from app.services.steering import rules
from app.services.steering.documents.readiness import is_document
from app.services.steering.documents.rules import decision_when
from app.services.steering.nodes import get_node, missing_parts
from app.services.steering.rules import LevelRow
from app.services.steering.views import level_rows
from app.services.textorder import sort_key

_CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)


@dataclass(frozen=True, slots=True)
class NodeLink:
    """Another element: where a click leads, its level and title; `unit` tells alike commitments apart."""

    id: int
    level: str
    title: str
    current: bool = False
    unit: str | None = None
    version: int = 0
    locked: bool = False
    note: str = ""
    """How it contributes, where it is a contribution that says so."""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision that was made, in words."""

    step: str
    body: str | None
    decided_on: date | None
    paragraph: str | None
    registration_number: str | None
    note: str | None
    decided_text: str | None = None

    @property
    def when(self) -> str:
        """Day and paragraph as far as they are known: "27 oktober 2010, § 131"."""
        return decision_when(self.decided_on, self.decided_text, self.paragraph)


@dataclass(frozen=True, slots=True)
class NodeDetail:
    """One element in its current version; `missing` is what it lacks before a decision.

    `contributes` is all that it contributes to, `serves` what of it the thread does not say.
    """

    id: int
    version: int
    level: LevelRow
    title: str
    text: str
    owner_role: str | None
    unit_id: int | None
    unit: str | None
    body: str | None
    status: str
    status_word: str | None
    locked: bool
    number: int
    valid_from: date | None
    valid_to: date | None
    validity_text: str | None
    due_year: int | None
    responsible: str | None
    review_rule: str | None
    follow_up_rule: str | None
    example: bool
    goal_nature: str | None
    gaps: tuple[str, ...]
    missing: tuple[str, ...]
    decisions: tuple[DecisionLine, ...]
    thread: tuple[NodeLink, ...]
    serves: tuple[NodeLink, ...]
    contributes: tuple[NodeLink, ...]
    served_by: tuple[NodeLink, ...]
    perspectives: tuple[str, ...]
    perspective_choices: tuple[tuple[int, str, bool], ...]
    measures: tuple[tuple[int, str], ...]
    agreement_id: int | None
    decided_with: NodeLink | None
    is_document: bool = False

    @property
    def validity(self) -> str:
        """The validity in full, "" when nothing is known of it."""
        return rules.validity_in_full(self.validity_text, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class OwnerChoices:
    """The units and roles that an element can be given to."""

    units: tuple[tuple[int, str], ...]
    roles: tuple[str, ...]


def node_detail(session: Session, *, node_id: int, today: date) -> NodeDetail:
    """One element; a thread runs from the top of the hierarchy through it and down one path."""
    row = _node(session, node_id)
    node = get_node(session, node_id)
    levels = {level.id: level for level in level_rows(session)}
    level = levels[row.level_id]
    measures = _measures(session, node_id)
    gaps = rules.gaps(
        form=level.form,
        measurable=level.measurable,
        status=row.status,
        owned=bool(row.owner_role or row.unit_id or row.responsible),
        measured=bool(measures),
    )
    thread = _Thread(session, levels)
    above = thread.above(node_id)
    own = NodeLink(node_id, level.short_name, row.title, current=True)
    views = _perspectives(session, node_id)
    serves = _links(session, levels, Contribution.from_node_id == node_id, Contribution.to_node_id)
    return NodeDetail(
        **_stored(row, level, today),
        gaps=gaps,
        missing=missing_parts(session, node),
        is_document=is_document(node),
        decisions=_decisions(session, row.version_id),
        thread=(*above, own, *thread.below(node_id)),
        serves=tuple(link for link in serves if link.id not in {step.id for step in above}),
        contributes=serves,
        served_by=_links(session, levels, Contribution.to_node_id == node_id, Contribution.from_node_id),
        perspectives=tuple(name for _key, name, chosen in views if chosen),
        perspective_choices=views,
        measures=measures,
        agreement_id=session.scalar(select(Agreement.id).where(Agreement.node_id == node_id)),
        decided_with=_decided_with(session, level, levels, row.parent_id),
    )


def _stored(row: Any, level: LevelRow, today: date) -> dict[str, Any]:
    """What stands in the element's own row and its current version."""
    same = (
        "id", "version", "title", "text", "owner_role", "unit_id", "unit", "status", "locked", "number",
        "valid_from", "valid_to", "validity_text", "due_year", "example", "goal_nature", "responsible",
        "review_rule", "follow_up_rule",
    )  # fmt: skip
    return {
        **{name: getattr(row, name) for name in same},
        "level": level,
        "body": row.body or level.body,
        "status_word": rules.status_word(row.status, level.form, row.valid_from, row.valid_to, today),
    }


def owner_choices(session: Session, *, today: date) -> OwnerChoices:
    """Units that exist on a day, in Swedish order, and every role that is used."""
    units = session.execute(select(Unit.id, Unit.name, Unit.valid_from, Unit.valid_to))
    living = [(row.id, row.name) for row in units if valid_on(row.valid_from, row.valid_to, today)]
    roles = set(session.scalars(select(UnitRole.title).distinct()))
    roles |= {role for role in session.scalars(select(Node.owner_role).distinct()) if role}
    return OwnerChoices(
        tuple(sorted(living, key=lambda unit: sort_key(unit[1]))), tuple(sorted(roles, key=sort_key))
    )


def _node(session: Session, node_id: int) -> Any:
    columns = (
        Node.id, Node.parent_id, Node.level_id, Node.unit_id, Node.owner_role, Node.example, Node.version,
        Node.goal_nature, NodeVersion.id.label("version_id"), NodeVersion.number, NodeVersion.title,
        NodeVersion.text, NodeVersion.body, NodeVersion.status, NodeVersion.locked, NodeVersion.valid_from,
        NodeVersion.valid_to, NodeVersion.validity_text, NodeVersion.due_year, NodeVersion.responsible,
        NodeVersion.review_rule, NodeVersion.follow_up_rule, Unit.name.label("unit"),
    )  # fmt: skip
    statement = select(*columns).select_from(Node).join(NodeVersion, _CURRENT)
    statement = statement.outerjoin(Unit, Node.unit_id == Unit.id).where(Node.id == node_id)
    row = session.execute(statement).one_or_none()
    if row is None:
        raise NotFound("Styrelementet")
    return row


def _decisions(session: Session, version_id: int) -> tuple[DecisionLine, ...]:
    columns = (
        Decision.step, Decision.outcome, Decision.body, Decision.decided_on, Decision.paragraph,
        Decision.registration_number, Decision.note, Decision.decided_text,
    )  # fmt: skip
    statement = select(*columns).where(Decision.node_version_id == version_id)
    rows = session.execute(statement.order_by(Decision.decided_on, Decision.id))
    return tuple(
        DecisionLine(
            _step_words(row.step, row.outcome),
            row.body,
            row.decided_on,
            row.paragraph,
            row.registration_number,
            row.note,
            row.decided_text,
        )
        for row in rows
    )


def _step_words(step: str, outcome: str) -> str:
    words = rules.STEP_WORDS[step]
    return f"{words}, {rules.OUTCOME_WORDS[outcome]}" if rules.OUTCOME_WORDS[outcome] else words


def _links(
    session: Session, levels: Mapping[int, LevelRow], condition: Any, other: Any
) -> tuple[NodeLink, ...]:
    columns = (
        Node.id, Node.level_id, Node.version, NodeVersion.title, NodeVersion.locked, Unit.name.label("unit"),
        Contribution.note,
    )  # fmt: skip
    statement = select(*columns).select_from(Contribution).join(Node, Node.id == other)
    statement = statement.join(NodeVersion, _CURRENT).outerjoin(Unit, Node.unit_id == Unit.id)
    found: list[NodeLink] = []
    for row in session.execute(statement.where(condition).order_by(Contribution.id)):
        level = levels[row.level_id]
        unit = row.unit if level.form == "commitment" else None
        found.append(
            NodeLink(
                row.id, level.short_name, row.title,
                unit=unit, version=row.version, locked=row.locked, note=row.note or "",
            )
        )  # fmt: skip
    return tuple(found)


def _as_links(rows: Iterable[Any], levels: Mapping[int, LevelRow]) -> tuple[NodeLink, ...]:
    return tuple(NodeLink(row.id, levels[row.level_id].short_name, row.title) for row in rows)


def _perspectives(session: Session, node_id: int) -> tuple[tuple[int, str, bool], ...]:
    """The perspectives of the model in their order, and whether the element is seen from each."""
    columns = (Perspective.id, Perspective.short_name, Perspective.name, NodePerspective.id.label("link"))
    chosen = and_(NodePerspective.perspective_id == Perspective.id, NodePerspective.node_id == node_id)
    statement = (
        select(*columns)
        .select_from(Perspective)
        .outerjoin(NodePerspective, chosen)
        .order_by(Perspective.position)
    )
    return tuple(
        (row.id, row.short_name or row.name, row.link is not None) for row in session.execute(statement)
    )


def _measures(session: Session, node_id: int) -> tuple[tuple[int, str], ...]:
    statement = select(Indicator.id, Indicator.name).join(NodeIndicator)
    statement = statement.where(NodeIndicator.node_id == node_id).order_by(NodeIndicator.id)
    return tuple((row.id, row.name) for row in session.execute(statement))


def _decided_with(
    session: Session, level: LevelRow, levels: Mapping[int, LevelRow], parent_id: int | None
) -> NodeLink | None:
    """The agreement that a commitment is a part of and is decided with."""
    if level.form != "commitment" or parent_id is None:
        return None
    above = _node(session, parent_id)
    parent = levels[above.level_id]
    if parent.form not in rules.AGREEMENT_FORMS:
        return None
    return NodeLink(above.id, parent.short_name, above.title)


class _Thread:
    """Finds the way up and down from an element: a commitment follows the goal it serves first."""

    def __init__(self, session: Session, levels: Mapping[int, LevelRow]) -> None:
        self._session = session
        self._levels = levels

    def above(self, node_id: int) -> tuple[NodeLink, ...]:
        """From the top of the hierarchy down to just above the element."""
        goal = self._goal_served(node_id)
        chain = self._ancestors(goal if goal is not None else node_id)
        return chain if goal is not None else chain[:-1]

    def below(self, node_id: int) -> tuple[NodeLink, ...]:
        """One way down: what serves the element first, or else its first child."""
        found: list[NodeLink] = []
        seen = {node_id}
        current = node_id
        while True:
            step = self._first_child(current) or self._first_serving(current)
            if step is None or step.id in seen:
                return tuple(found)
            found.append(step)
            seen.add(step.id)
            current = step.id

    def _goal_served(self, node_id: int) -> int | None:
        """The first served element that stands on a level which the element's own level builds on."""
        own, other = aliased(Node), aliased(Node)
        statement = (
            select(own.level_id.label("own"), other.id, other.level_id)
            .select_from(Contribution)
            .join(own, own.id == Contribution.from_node_id)
            .join(other, other.id == Contribution.to_node_id)
            .where(Contribution.from_node_id == node_id)
            .order_by(Contribution.id)
        )
        for row in self._session.execute(statement):
            own_level = self._levels[row.own]
            if own_level.form == "commitment" and row.level_id in own_level.source_ids:
                return int(row.id)
        return None

    def _ancestors(self, node_id: int) -> tuple[NodeLink, ...]:
        """The element and everything above it, the top first."""
        start = select(Node.id, Node.parent_id).where(Node.id == node_id).cte(recursive=True)
        above = start.union_all(select(Node.id, Node.parent_id).join(start, Node.id == start.c.parent_id))
        statement = select(Node.id, Node.parent_id, Node.level_id, NodeVersion.title).select_from(Node)
        statement = statement.join(NodeVersion, _CURRENT).join(above, above.c.id == Node.id)
        rows = {row.id: row for row in self._session.execute(statement)}
        chain: list[Any] = []
        current: int | None = node_id
        while current is not None and current in rows:
            chain.append(rows.pop(current))
            current = chain[-1].parent_id
        return _as_links(reversed(chain), self._levels)

    def _first_child(self, node_id: int) -> NodeLink | None:
        statement = select(Node.id, Node.level_id, NodeVersion.title).select_from(Node)
        statement = statement.join(NodeVersion, _CURRENT).join(Level).where(Node.parent_id == node_id)
        return self._first(statement.order_by(Level.position, Node.position, Node.id))

    def _first_serving(self, node_id: int) -> NodeLink | None:
        statement = select(Node.id, Node.level_id, NodeVersion.title).select_from(Contribution)
        statement = statement.join(Node, Node.id == Contribution.from_node_id).join(NodeVersion, _CURRENT)
        statement = statement.join(Level).where(Contribution.to_node_id == node_id)
        return self._first(statement.order_by(Level.position.desc(), Contribution.id))

    def _first(self, statement: Any) -> NodeLink | None:
        row = self._session.execute(statement.limit(1)).one_or_none()
        return None if row is None else _as_links([row], self._levels)[0]


def node_of_indicator(session: Session, *, indicator_id: int) -> int | None:
    """The first element that an indicator measures."""
    statement = select(NodeIndicator.node_id).where(NodeIndicator.indicator_id == indicator_id)
    return session.scalar(statement.order_by(NodeIndicator.id).limit(1))
