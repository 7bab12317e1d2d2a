"""Reads everything that agreements are built from, in a number of statements that does not grow with them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models.agreements import Agreement, AgreementKind
from app.models.budget import BudgetPlan, Frame, PlanVersion
from app.models.organisation import Municipality, Unit
from app.models.scorecard import Indicator, NodeIndicator
from app.models.steering import Contribution, Level, Node, NodeVersion, Perspective
from app.services.agreements.kinds import fills_of
from app.services.agreements.sourcefigures import Figure, FigureWish, read_figures
from app.services.agreements.sourcegoals import FoundGoals, GoalWish, read_goals
from app.services.agreements.sourcework import Work, WorkWish, read_work
from app.services.agreements.wheeldates import dialogue_days, times_of
from app.services.agreements.wordings import Standards, mentions, read_standards
from app.services.assignments.rules import COMMITTEE, COUNCIL
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
    client_unit: Unit | None = None
    frames_before: tuple[Frame, ...] = ()
    """Frames of the same version for years before those, which the first of them goes on from."""
    standards: Standards = field(default_factory=dict)
    goals: Mapping[str, tuple[Undertaking, ...]] = field(default_factory=dict)
    """The elements that belong to the unit or apply to it, by level."""
    level_names: Mapping[str, str] = field(default_factory=dict)
    work: Work = field(default_factory=Work)
    figures: tuple[Figure, ...] = ()
    times: Mapping[str, str] = field(default_factory=dict)
    """What the wheel says now of the patterns that the follow-up is timed by, until it is decided."""
    dialogue: date | None = None
    """When the wheel says that the next agreement is talked about."""
    unsaved: Mapping[int, str] = field(default_factory=dict)
    """Own texts that are being typed, by part, in place of those that are kept."""

    @property
    def external(self) -> bool:
        """Whether the performer rests on a procured contract, which the agreement never changes."""
        return self.unit.performer == "external"


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
    forms: dict[int, str] = field(default_factory=dict)
    standards: Standards = field(default_factory=dict)
    goals: FoundGoals = field(default_factory=FoundGoals)
    work: dict[int, Work] = field(default_factory=dict)
    figures: dict[int, tuple[Figure, ...]] = field(default_factory=dict)
    times: dict[int, dict[str, str]] = field(default_factory=dict)
    dialogues: dict[int, date | None] = field(default_factory=dict)


def read_sources(
    session: Session, agreement_ids: Iterable[int] | None = None, *, figures: bool = True
) -> tuple[Source, ...]:
    """The sources of the agreements asked for, or of all, in the order of the organisation.

    A list that says what is missing needs no key `figures`.
    """
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
    _gather_organisation(session, rows)
    _gather_goals(session, rows, agreements)
    _gather_threads(session, rows)
    _gather_budget(session, rows, agreements)
    _gather_work(session, rows, agreements)
    if figures:
        _gather_figures(session, rows, agreements)
    rows.standards = read_standards(session, {agreement.kind_id for agreement in agreements})
    _gather_times(session, rows, agreements)
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
    commitments = {node.id for nodes in rows.children.values() for node in nodes}
    commitments |= {node.id for node in rows.goals.nodes()}
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
    rows.forms = dict(session.execute(select(Level.id, Level.form)).all())
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


def _fills(agreement: Agreement) -> frozenset[str]:
    return frozenset(fill for part in agreement.kind.parts for fill in fills_of(part))


def _levels(agreement: Agreement) -> tuple[str, ...]:
    """The levels whose elements the agreement gathers, in the order of its parts."""
    parts = (part for part in agreement.kind.parts if "goals" in fills_of(part))
    return tuple(dict.fromkeys(level for part in parts for level in part.details.get("levels") or ()))


def _gather_goals(session: Session, rows: _Gathered, agreements: Sequence[Agreement]) -> None:
    wishes = [
        GoalWish(agreement.id, agreement.unit_id, agreement.client_unit_id, levels)
        for agreement in agreements
        if (levels := _levels(agreement))
    ]
    parents = {unit.id: unit.parent_id for unit in rows.units.values()}
    rows.goals = read_goals(session, wishes, parents)


def _elements(rows: _Gathered, agreement: Agreement) -> list[Node]:
    """What the performer undertakes and the goals that the agreement gathers."""
    gathered = rows.goals.by_agreement.get(agreement.id, {})
    found = [
        *rows.children.get(agreement.node_id, ()),
        *(node for nodes in gathered.values() for node in nodes),
    ]
    return list({node.id: node for node in found}.values())


def _gather_work(session: Session, rows: _Gathered, agreements: Sequence[Agreement]) -> None:
    wishes = []
    for agreement in agreements:
        fills = _fills(agreement)
        if fills & {"assignments", "activities"}:
            wishes.append(
                WorkWish(
                    agreement_id=agreement.id,
                    unit_id=agreement.unit_id,
                    starts=agreement.starts,
                    ends=agreement.ends,
                    assignments="assignments" in fills,
                    activities="activities" in fills,
                    elements={node.id: node.current.title for node in _elements(rows, agreement)},
                    assignment_kind=_assignment_kind(rows, agreement),
                    dialogues=_level_form(rows, agreement) == "dialogue",
                )
            )
    rows.work = read_work(session, wishes)


def _level_form(rows: _Gathered, agreement: Agreement) -> str | None:
    return rows.forms.get(agreement.kind.level_id or 0)


def _assignment_kind(rows: _Gathered, agreement: Agreement) -> str | None:
    """The kind of assignments that a kind of agreement carries where it is one: the council's or others'."""
    if _level_form(rows, agreement) != "assignment":
        return None
    givers = agreement.kind.decided_by or [agreement.client]
    return COUNCIL if any("fullmäktige" in giver.casefold() for giver in givers) else COMMITTEE


def _gather_figures(session: Session, rows: _Gathered, agreements: Sequence[Agreement]) -> None:
    wishes = []
    for agreement in agreements:
        if "key_figures" in _fills(agreement):
            measures = (
                row.id for node in _elements(rows, agreement) for row in rows.measures.get(node.id, ())
            )
            wishes.append(FigureWish(agreement.id, agreement.unit_id, tuple(dict.fromkeys(measures))))
    rows.figures = read_figures(session, wishes)


def _gather_times(session: Session, rows: _Gathered, agreements: Sequence[Agreement]) -> None:
    """The wheel's words for the follow-up of what is not decided, and its day for the next dialogue."""
    wishes = {
        one.id: {(row.pattern_key, one.starts.year) for row in one.follow_up if row.pattern_key}
        for one in agreements
        if one.starts is not None and not rows.nodes[one.node_id].current.locked
    }
    told = times_of(session, [wish for several in wishes.values() for wish in several])
    next_years = {
        one.id: (one.kind_id, (one.ends + timedelta(days=1)).year)
        for one in agreements
        if one.id in wishes
        and one.ends is not None
        and any(mentions(rows.standards, part, "dialog") for part in one.kind.parts)
    }
    days = dialogue_days(session, set(next_years.values()))
    rows.dialogues = {key: days[wish] for key, wish in next_years.items()}
    rows.times = {
        key: {pattern: told[pattern, year] for pattern, year in several if (pattern, year) in told}
        for key, several in wishes.items()
    }


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
        frames=_frames(rows, agreement) if chosen else (),
        frames_before=_frames_before(rows, agreement) if chosen else (),
        undertakings=tuple(_undertaking(rows, child) for child in rows.children.get(node.id, ())),
        names=rows.names,
        client_unit=rows.units.get(agreement.client_unit_id or 0),
        standards=rows.standards,
        goals={
            level: tuple(_undertaking(rows, one) for one in nodes)
            for level, nodes in rows.goals.by_agreement.get(agreement.id, {}).items()
        },
        level_names=rows.goals.level_names,
        work=rows.work.get(agreement.id, Work()),
        figures=rows.figures.get(agreement.id, ()),
        times=rows.times.get(agreement.id, {}),
        dialogue=rows.dialogues.get(agreement.id),
    )


def _frames(rows: _Gathered, agreement: Agreement) -> tuple[Frame, ...]:
    """The frames of the years that the agreement holds for; of every year where no term is said."""
    found = rows.frames.get((agreement.plan_version_id or 0, agreement.unit_id), ())
    first = agreement.starts.year if agreement.starts is not None else None
    last = agreement.ends.year if agreement.ends is not None else None
    return tuple(
        frame
        for frame in found
        if (first is None or first <= frame.year) and (last is None or frame.year <= last)
    )


def _frames_before(rows: _Gathered, agreement: Agreement) -> tuple[Frame, ...]:
    found = rows.frames.get((agreement.plan_version_id or 0, agreement.unit_id), ())
    starts = agreement.starts
    return tuple(frame for frame in found if starts is not None and frame.year < starts.year)


def _undertaking(rows: _Gathered, node: Node) -> Undertaking:
    perspectives = (rows.perspectives[row.perspective_id] for row in node.perspectives)
    return Undertaking(
        node=node,
        version=node.current,
        perspectives=tuple(sorted(perspectives, key=lambda row: row.position)),
        serves=tuple(rows.serves.get(node.id, ())),
        measures=tuple(rows.measures.get(node.id, ())),
    )
