"""Use cases that make agreements of any kind: one, several, or one for each that lacks its own (`UH-01`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementKind, FollowUpRow
from app.models.budget import BudgetPlan, Frame, PlanVersion
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.steering import Level, Node
from app.models.types import new_id
from app.services.agreements.candidates import (
    Candidate,
    candidates,
    clients,
    get_kind,
    performers_without,
    taken_units,
)
from app.services.agreements.errors import (
    HasAgreement,
    NobodyChosen,
    NobodyLeft,
    NotAPerformer,
    NothingAbove,
)
from app.services.agreements.kinds import kind_words, per_of
from app.services.agreements.parties import Parties, parties_of, signatories_of
from app.services.agreements.wheeldates import follow_up_lines, term_years
from app.services.budget.decisions import to_follow
from app.services.formatting import write_count
from app.services.steering.documents.adding import outside_level
from app.services.steering.nodes import make_node
from app.services.steering.rules import AGREEMENT_FORMS
from app.services.storage import describe
from app.services.typed import optional

__all__ = [
    "Candidate",
    "agreement_kind",
    "candidates",
    "clients",
    "create_agreement",
    "create_for_all",
    "create_several",
    "performers_without",
]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What agreements are made of: the kind, the first year, and the other parties."""

    kind: AgreementKind
    year: int
    client_unit: Unit | None = None
    performer_name: str | None = None


def agreement_kind(session: Session) -> AgreementKind | None:
    """The kind that is shown first: the model's first that is a level of the hierarchy, else its first."""
    kinds = select(AgreementKind).outerjoin(Level, Level.id == AgreementKind.level_id)
    at_level = func.coalesce(Level.form, "").in_(AGREEMENT_FORMS)
    return session.scalars(kinds.order_by(at_level.desc(), AgreementKind.position).limit(1)).first()


def create_agreement(
    session: Session,
    *,
    kind_id: int,
    unit_id: int,
    year: int,
    client_unit_id: int | None = None,
    performer_name: str | None = None,
) -> int:
    """Make a draft of a kind for a unit with its steering element; gives its key.

    The term begins with `year` and ends as the model says, else nothing is said of its end.
    `client_unit_id` is the client where that is a unit, `performer_name` the other party where it is none.
    """
    wanted = _wanted(session, kind_id, year, client_unit_id, performer_name)
    unit = _unit(session, unit_id)
    agreement = _create(session, wanted, unit)
    describe(session, f"Skapade {kind_words(wanted.kind).one} för {unit.name}")
    return agreement.id


def create_several(
    session: Session,
    *,
    kind_id: int,
    unit_ids: Sequence[int],
    year: int,
    client_unit_ids: Sequence[int] = (),
    performer_name: str | None = None,
) -> tuple[int, ...]:
    """Make a draft of a kind for each of some units in one step; gives their keys in the same order.

    With several clients there is one for each client and unit.
    """
    if not unit_ids:
        raise NobodyChosen
    made: list[int] = []
    for client_unit_id in client_unit_ids or (None,):
        wanted = _wanted(session, kind_id, year, client_unit_id, performer_name)
        made += [_create(session, wanted, _unit(session, unit_id)).id for unit_id in unit_ids]
    words = kind_words(get_kind(session, kind_id))
    describe(session, f"Skapade {write_count(len(made), words.one, words.many)}")
    return tuple(made)


def create_for_all(session: Session, *, kind_id: int, year: int) -> tuple[int, ...]:
    """Make a draft of a kind for each unit that can have one and has none; gives their keys."""
    wanted = _wanted(session, kind_id, year, None, None)
    missing = performers_without(session, kind_id=kind_id, year=year)
    if not missing:
        words = kind_words(wanted.kind)
        raise NobodyLeft(words.article, words.one)
    made = tuple(_create(session, wanted, _unit(session, unit_id)).id for unit_id in missing)
    words = kind_words(wanted.kind)
    describe(session, f"Skapade {write_count(len(made), words.one, words.many)}")
    return made


def plan_to_follow(session: Session, year: int, *, unit_id: int) -> PlanVersion | None:
    """The version that a unit's agreements from a year take their frames from: the decided one of its plan.

    The plan is the newest that has begun by then, else the first to come; one in which the unit has no frame
    yet is passed by while an older one has a frame for the year.
    """
    plans = session.scalars(select(BudgetPlan).order_by(BudgetPlan.first_year, BudgetPlan.id)).all()
    begun = [plan for plan in reversed(plans) if plan.first_year <= year]
    versions = session.scalars(select(PlanVersion)).all()
    found = [to_follow(row for row in versions if row.plan_id == plan.id) for plan in begun or plans[:1]]
    offered = [version for version in found if version is not None]
    held = set(
        session.scalars(
            select(Frame.plan_version_id)
            .where(Frame.unit_id == unit_id, Frame.year == year, Frame.kind == "operating")
        )
    )  # fmt: skip
    return next((one for one in offered if one.id in held), next(iter(offered), None))


def next_number(session: Session, *, kind_id: int, year: int) -> int:
    """The number of the next agreement of a kind that begins in a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    highest = select(func.max(Agreement.number)).where(
        Agreement.kind_id == kind_id, Agreement.starts.between(first, last)
    )
    return 1 + (session.scalar(highest) or 0)


def last_day(first: date, years: int) -> date:
    """The last day of a term of some years: the day before it recurs."""
    wanted = first.year + years
    if (first.month, first.day) == (1, 1):
        return date(wanted - 1, 12, 31)
    day = min(first.day, 28)
    return date.fromordinal(date(wanted, first.month, day).toordinal() - 1 + first.day - day)


def new_element(
    session: Session, kind: AgreementKind, unit: Unit, client: str, starts: date, ends: date | None
) -> Node:
    """The steering element of a new agreement, at the kind's level or outside the levels of the model."""
    level = session.get(Level, kind.level_id) if kind.level_id is not None else None
    at_level = level is not None and level.form in AGREEMENT_FORMS
    node = make_node(
        session,
        level_id=level.id if level is not None and at_level else outside_level(session),
        parent_id=_parent(session, level, unit) if level is not None and at_level else None,
        title=f"{kind.name} {unit.name}",
        unit_id=unit.id,
        owner_role=unit.roles[0].title if unit.roles else None,
    )
    node.current.body, node.current.valid_from, node.current.valid_to = client, starts, ends
    node.current.review_rule = (kind.details or {}).get("revision")
    return node


def _wanted(
    session: Session, kind_id: int, year: int, client_unit_id: int | None, performer_name: str | None
) -> _Wanted:
    kind = get_kind(session, kind_id)
    client = None if client_unit_id is None else _unit(session, client_unit_id)
    return _Wanted(kind, year, client, optional(performer_name))


def _unit(session: Session, unit_id: int) -> Unit:
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound("Enheten")
    return unit


def _create(session: Session, wanted: _Wanted, unit: Unit) -> Agreement:
    kind = wanted.kind
    above = session.get(Unit, unit.parent_id) if unit.parent_id is not None else None
    _check(session, wanted, unit, above)
    client_unit = wanted.client_unit or (above if per_of(kind) == "client_pair" else None)
    parties = parties_of(session, kind, client_unit=client_unit, performer_name=wanted.performer_name)
    starts = date(wanted.year, 1, 1)
    years = term_years(session, kind)
    ends = last_day(starts, years) if years is not None else None
    node = new_element(session, kind, unit, parties.client, starts, ends)
    version = plan_to_follow(session, wanted.year, unit_id=unit.id)
    agreement = Agreement(
        id=new_id(),
        kind_id=kind.id,
        unit_id=unit.id,
        node_id=node.id,
        plan_version_id=version.id if version is not None else None,
        client=parties.client,
        client_unit_id=parties.client_unit.id if parties.client_unit is not None else None,
        performer_name=parties.performer_name,
        number=next_number(session, kind_id=kind.id, year=wanted.year),
        starts=starts,
        ends=ends,
        predecessor_id=_before(session, wanted, unit, parties),
        follow_up=_follow_up(session, wanted, parties),
        signatories=signatories_of(kind, unit, above, parties),
    )
    session.add(agreement)
    session.flush()
    return agreement


def _before(session: Session, wanted: _Wanted, unit: Unit, parties: Parties) -> int | None:
    """The agreement whose term the new one follows on: made by hand, it renews it all the same."""
    client = parties.client_unit.id if parties.client_unit is not None else None
    if per_of(wanted.kind) == "unit" and client is None:
        return None  # a unit may have several, such as assignments
    renewed = select(Agreement.predecessor_id).where(Agreement.predecessor_id.is_not(None))
    earlier = (
        select(Agreement.id)
        .where(
            Agreement.kind_id == wanted.kind.id,
            Agreement.unit_id == unit.id,
            Agreement.client_unit_id == client if client is not None else Agreement.client_unit_id.is_(None),
            Agreement.ends < date(wanted.year, 1, 1),
            Agreement.ended_on.is_(None),
            Agreement.id.not_in(renewed),
        )
        .order_by(Agreement.ends.desc(), Agreement.id.desc())
    )
    return session.scalars(earlier.limit(1)).first()


def _check(session: Session, wanted: _Wanted, unit: Unit, above: Unit | None) -> None:
    kind, words = wanted.kind, kind_words(wanted.kind)
    per = per_of(kind)
    if per == "performer" and unit.performer is None:
        raise NotAPerformer(unit.name)
    if per == "client_pair" and above is None and wanted.client_unit is None:
        raise NothingAbove(unit.name, words.this)
    client = wanted.client_unit
    if per == "unit" and client is None:
        return  # a unit may have several, such as assignments
    asked = client.id if per == "unit" and client is not None else None
    if unit.id in taken_units(session, kind_id=kind.id, year=wanted.year, client_unit_id=asked):
        raise HasAgreement(unit.name, words.article, words.one)


def _follow_up(session: Session, wanted: _Wanted, parties: Parties) -> list[FollowUpRow]:
    lines = follow_up_lines(session, kind_id=wanted.kind.id, year=wanted.year)
    return [
        FollowUpRow(
            position=place,
            timing=line.timing,
            what=line.what,
            recipient=line.recipient or (parties.client if parties.named else None),
            pattern_key=line.pattern_key,
        )
        for place, line in enumerate(lines, start=1)
    ]


def _parent(session: Session, level: Level, unit: Unit) -> int | None:
    """The newest element of the level above: of the unit, of a unit above it, of none, else of any."""
    rows = session.execute(
        select(Node.id, Node.unit_id)
        .where(Node.level_id == level.parent_id)
        .order_by(Node.position.desc(), Node.id.desc())
    ).all()
    parents = dict(session.execute(select(Unit.id, Unit.parent_id)).all())
    line: list[int | None] = []
    near: int | None = unit.id
    while near is not None and near not in line:
        line.append(near)
        near = parents.get(near)
    by_unit: dict[int | None, int] = {}
    for key, unit_id in rows:
        by_unit.setdefault(unit_id, key)
    near_ones = [by_unit[one] for one in (*line, None) if one in by_unit]
    return near_ones[0] if near_ones else next(iter(by_unit.values()), None)
