"""Reads everything that agreements are built from, in a number of statements that does not grow with them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models.agreements import Agreement, AgreementKind
from app.models.budget import BudgetPlan, Frame, PlanVersion
from app.models.organisation import Municipality, Unit
from app.models.scorecard import Indicator, NodeIndicator
from app.models.steering import Contribution, Level, Node, NodeVersion, Perspective
from app.services.budget.decisions import to_follow

#: Forms of the elements under an agreement that say what the performer undertakes.
COMMITMENT_FORMS = frozenset({"commitment", "goal", "assignment"})


@dataclass(frozen=True)
class Served:
    """An element that a commitment contributes to."""

    title: str
    form: str


@dataclass(frozen=True)
class Undertaking:
    """A commitment with what it serves and how it is measured."""

    node: Node
    version: NodeVersion
    perspectives: tuple[Perspective, ...]
    serves: tuple[Served, ...]
    measures: tuple[Indicator, ...]


@dataclass(frozen=True)
class Above:
    """The document that the agreement makes concrete, and the body that decides it."""

    title: str
    form: str
    decided_by: str | None


@dataclass(frozen=True)
class Source:
    """One agreement with all rows that its paper is made of."""

    agreement: Agreement
    node: Node
    version: NodeVersion
    unit: Unit
    administration: Unit | None
    municipality: Municipality | None
    above: Above | None
    plan: BudgetPlan | None
    plan_version: PlanVersion | None
    newest_version: PlanVersion | None
    """The version of the plan to follow: the one in force, else the newest."""
    frames: tuple[Frame, ...]
    undertakings: tuple[Undertaking, ...]
    names: frozenset[str]
    """Words of the names of units and the municipality, which keep their capital inside a sentence."""


@dataclass
class _Gathered:
    """The rows of several agreements by what they are looked up by."""

    nodes: dict[int, Node] = field(default_factory=dict)
    children: dict[int, list[Node]] = field(default_factory=lambda: defaultdict(list))
    above: dict[int, Above] = field(default_factory=dict)
    units: dict[int, Unit] = field(default_factory=dict)
    perspectives: dict[int, Perspective] = field(default_factory=dict)
    serves: dict[int, list[Served]] = field(default_factory=lambda: defaultdict(list))
    measures: dict[int, list[Indicator]] = field(default_factory=lambda: defaultdict(list))
    versions: dict[int, PlanVersion] = field(default_factory=dict)
    plans: dict[int, BudgetPlan] = field(default_factory=dict)
    frames: dict[tuple[int, int], list[Frame]] = field(default_factory=lambda: defaultdict(list))
    municipality: Municipality | None = None
    names: frozenset[str] = frozenset()


def read_sources(session: Session, agreement_ids: Iterable[int] | None = None) -> tuple[Source, ...]:
    """The sources of the agreements asked for, or of all, in the order of the organisation."""
    statement = select(Agreement).options(
        joinedload(Agreement.kind).selectinload(AgreementKind.parts),
        selectinload(Agreement.texts),
        selectinload(Agreement.follow_up),
        selectinload(Agreement.signatories),
    )
    if agreement_ids is not None:
        statement = statement.where(Agreement.id.in_(list(agreement_ids)))
    agreements = session.scalars(statement.order_by(Agreement.id)).unique().all()
    if not agreements:
        return ()
    rows = _Gathered()
    _gather_nodes(session, rows, agreements)
    _gather_threads(session, rows)
    _gather_organisation(session, rows)
    _gather_budget(session, rows, agreements)
    found = (_source(rows, agreement) for agreement in agreements)
    return tuple(sorted(found, key=lambda source: (source.unit.position, source.agreement.id)))


def _gather_nodes(session: Session, rows: _Gathered, agreements: Sequence[Agreement]) -> None:
    own = {agreement.node_id for agreement in agreements}
    below = select(Node.id).join(Level).where(Node.parent_id.in_(own), Level.form.in_(COMMITMENT_FORMS))
    wanted = (
        select(Node)
        .where(Node.id.in_(own) | Node.id.in_(below))
        .options(
            selectinload(Node.versions).selectinload(NodeVersion.decisions), selectinload(Node.perspectives)
        )
        .order_by(Node.position, Node.id)
    )
    for node in session.scalars(wanted):
        if node.id in own:
            rows.nodes[node.id] = node
        elif node.parent_id is not None:
            rows.children[node.parent_id].append(node)
    parents = {node.parent_id for node in rows.nodes.values() if node.parent_id is not None}
    titles = (
        select(Node.id, NodeVersion.title, Level.form, Level.decided_by)
        .join(NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number))
        .join(Level, Level.id == Node.level_id)
        .where(Node.id.in_(parents))
    )
    for node_id, title, form, decided_by in session.execute(titles):
        rows.above[node_id] = Above(title, form, decided_by[0] if decided_by else None)


def _gather_threads(session: Session, rows: _Gathered) -> None:
    """What the commitments serve, in the order it was tied, and what measures them."""
    commitments = [node.id for nodes in rows.children.values() for node in nodes]
    served = (
        select(Contribution.from_node_id, NodeVersion.title, Level.form)
        .join(Node, Node.id == Contribution.to_node_id)
        .join(NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number))
        .join(Level, Level.id == Node.level_id)
        .where(Contribution.from_node_id.in_(commitments))
        .order_by(Contribution.id)
    )
    for node_id, title, form in session.execute(served):
        rows.serves[node_id].append(Served(title, form))
    measured = (
        select(NodeIndicator.node_id, Indicator)
        .join(Indicator, Indicator.id == NodeIndicator.indicator_id)
        .where(NodeIndicator.node_id.in_(commitments))
        .options(selectinload(Indicator.targets))
        .order_by(NodeIndicator.id)
    )
    for node_id, indicator in session.execute(measured):
        rows.measures[node_id].append(indicator)
    rows.perspectives = {row.id: row for row in session.scalars(select(Perspective))}


def _gather_organisation(session: Session, rows: _Gathered) -> None:
    units = select(Unit).options(joinedload(Unit.kind))
    rows.units = {unit.id: unit for unit in session.scalars(units)}
    rows.municipality = session.scalars(select(Municipality)).first()
    named = [unit.name for unit in rows.units.values()]
    if rows.municipality is not None:
        named.append(rows.municipality.name)
    rows.names = frozenset(word for name in named for word in name.split())


def _gather_budget(session: Session, rows: _Gathered, agreements: Sequence[Agreement]) -> None:
    rows.plans = {plan.id: plan for plan in session.scalars(select(BudgetPlan))}
    rows.versions = {row.id: row for row in session.scalars(select(PlanVersion))}
    frames = (
        select(Frame)
        .where(
            Frame.plan_version_id.in_({row.plan_version_id for row in agreements}),
            Frame.unit_id.in_({row.unit_id for row in agreements}),
            Frame.kind == "operating",
        )
        .options(selectinload(Frame.components))
        .order_by(Frame.year)
    )
    for frame in session.scalars(frames):
        rows.frames[frame.plan_version_id, frame.unit_id or 0].append(frame)


def _source(rows: _Gathered, agreement: Agreement) -> Source:
    node, unit = rows.nodes[agreement.node_id], rows.units[agreement.unit_id]
    chosen = rows.versions.get(agreement.plan_version_id or 0)
    plan = rows.plans.get(chosen.plan_id) if chosen else None
    newest = to_follow(row for row in rows.versions.values() if plan is not None and row.plan_id == plan.id)
    return Source(
        agreement=agreement,
        node=node,
        version=node.current,
        unit=unit,
        administration=rows.units.get(unit.parent_id or 0),
        municipality=rows.municipality,
        above=rows.above.get(node.parent_id or 0),
        plan=plan,
        plan_version=chosen,
        newest_version=newest,
        frames=tuple(rows.frames.get((chosen.id, unit.id), ())) if chosen else (),
        undertakings=tuple(_undertaking(rows, child) for child in rows.children.get(node.id, ())),
        names=rows.names,
    )


def _undertaking(rows: _Gathered, node: Node) -> Undertaking:
    perspectives = (rows.perspectives[row.perspective_id] for row in node.perspectives)
    return Undertaking(
        node=node,
        version=node.current,
        perspectives=tuple(sorted(perspectives, key=lambda row: row.position)),
        serves=tuple(rows.serves.get(node.id, ())),
        measures=tuple(rows.measures.get(node.id, ())),
    )
