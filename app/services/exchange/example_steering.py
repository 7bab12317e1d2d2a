"""Fills a file with the example's steering elements, from värdegrund to medarbetarsamtal."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.steering import (
    LOCKED_STATUSES,
    Contribution,
    Decision,
    DocumentKind,
    Level,
    Node,
    NodePerspective,
    NodeVersion,
    Perspective,
)
from app.models.types import new_id
from app.services.exchange import example_format as shape
from app.services.exchange.example_format_base import Day
from app.services.exchange.example_time import Timeline

_PERFORMER = "Utförare"


class SteeringLoader:
    """Adds steering elements one by one and remembers them by their keys in the example."""

    def __init__(self, session: Session, time: Timeline, units: dict[str, Unit]) -> None:
        self._session = session
        self._time = time
        self._units = units
        self._levels = {level.key: level.id for level in session.scalars(select(Level))}
        self._kinds = {kind.level_id: kind.id for kind in session.scalars(select(DocumentKind))}
        self._perspectives = [
            row.id for row in session.scalars(select(Perspective).order_by(Perspective.position))
        ]
        self._places: Counter[int | None] = Counter()
        self.nodes: dict[str, Node] = {}

    def add(self, row: shape.Node) -> Node:
        """Add an element after its siblings; its parent must be there already."""
        level_id = self._levels[row.level]
        parent_id = self.nodes[row.parent].id if row.parent else None
        node = Node(
            id=new_id(),
            level_id=level_id,
            parent_id=parent_id,
            position=self._places[parent_id],
            unit_id=self._units[row.unit].id if row.unit else None,
            owner_role=row.owner_role,
            document_kind_id=self._kinds.get(level_id),
            goal_nature=row.goal_nature,
            example=row.example,
            versions=[self._version(row)],
            perspectives=[
                NodePerspective(perspective_id=self._perspectives[place - 1]) for place in row.perspectives
            ],
        )
        self._places[parent_id] += 1
        self.nodes[row.key] = node
        self._session.add(node)
        return node

    def contribute(self, key: str, served: Sequence[str]) -> None:
        """Tie an element to others that it serves beside its parent."""
        self._session.flush()
        self._session.add_all(
            Contribution(from_node_id=self.nodes[key].id, to_node_id=self.nodes[other].id) for other in served
        )

    def chief(self, unit: str) -> str:
        """The role that leads a unit."""
        return self._units[unit].roles[0].title

    def lock(self) -> None:
        """Lock what is decided, when everything that belongs to it is in place."""
        self._session.flush()
        for node in self.nodes.values():
            node.current.locked = node.current.status in LOCKED_STATUSES
        self._session.flush()

    def _version(self, row: shape.Node) -> NodeVersion:
        time = self._time
        return NodeVersion(
            id=new_id(),
            number=1,
            title=time.words(row.title),
            text=time.words(row.text or ""),
            status=row.status,
            body=row.body,
            valid_from=time.known_day(row.valid_from),
            valid_to=time.known_day(row.valid_to),
            validity_text=row.validity_text,
            due_year=None if row.due is None else time.year(row.due),
            decisions=[self._decision(decision) for decision in row.decisions],
        )

    def _decision(self, row: shape.DecisionRow) -> Decision:
        return Decision(
            step=row.step,
            body=row.body,
            decided_on=self._time.working_day(row.on),
            paragraph=row.paragraph,
            registration_number=self._time.known_words(row.registration_number),
            note=row.note,
        )


def load_nodes(loader: SteeringLoader, example: shape.Example) -> None:
    """The elements above the uppdragshandlingar, and what they serve beside their parents."""
    for row in example.nodes:
        loader.add(row)
    for row in example.nodes:
        loader.contribute(row.key, row.contributes)


def load_unit_plans(loader: SteeringLoader, example: shape.Example) -> None:
    """The performers' verksamhetsplaner and medarbetarsamtal; the uppdragshandlingar must be there."""
    for plan in example.plans:
        key = f"plan-{plan.unit}"
        loader.add(_plan_node(plan, key, loader.chief(plan.unit)))
        loader.contribute(key, plan.contributes)
        if plan.talks:
            loader.add(
                shape.Node(
                    key=f"talks-{plan.unit}",
                    level="medarbetarsamtal",
                    parent=key,
                    title="Medarbetarsamtal",
                    text=plan.talks,
                    status="draft",
                    unit=plan.unit,
                    owner_role="Chef",
                    validity_text="Årligen",
                )
            )


def _plan_node(plan: shape.UnitPlan, key: str, chief: str) -> shape.Node:
    decided = shape.DecisionRow(step="definitive", body=_PERFORMER, on=plan.decided_on)
    return shape.Node(
        key=key,
        level="verksamhetsplan",
        parent=agreement_key(plan.unit),
        title=plan.title,
        text=plan.text,
        status=plan.status,
        body=_PERFORMER,
        unit=plan.unit,
        owner_role=chief,
        valid_from=Day(year=0, month=1, day=1),
        valid_to=Day(year=0, month=12, day=31),
        validity_text="1–3 år",
        decisions=(decided,) if plan.decided_on else (),
    )


def agreement_key(unit: str) -> str:
    """The key of the steering element that is a performer's uppdragshandling."""
    return f"uppdragshandling-{unit}"
