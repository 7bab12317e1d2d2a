"""What Översikt shows beside the year: meetings, collisions, gaps, goals, frames and agreements."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Select, case, exists, func, select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementKind, AgreementSigning, Signatory
from app.models.organisation import Unit
from app.models.steering import Decision, Node, NodeVersion
from app.services.checks.ahead import DAYS, Item, in_order, is_within
from app.services.checks.finding import Finding
from app.services.checks.goalstate import GoalState, goal_state
from app.services.checks.threadgaps import GapGroup, GapList, thread_gaps
from app.services.formatting import write_day_month
from app.services.wheel.meetingdays import is_council
from app.services.wheel.reading import wheel_view
from app.services.wheel.views import WheelView

#: How many of anything stand on the page; the rest are a link away.
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Collision:
    """What is wrong with the time of an activity."""

    key: int
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class YearFrame:
    """A plan year in öre: what there is to distribute, what is given out or held back, and what is left."""

    year: int
    room: int
    given: int
    held_back: int
    held_by: str | None
    left: int


@dataclass(frozen=True, slots=True)
class Frames:
    """What is left to distribute in the version of the budget that is worked on."""

    version: int
    name: str
    decided: bool
    years: tuple[YearFrame, ...]
    example: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """An agreement that is not decided, with the kind in words."""

    key: int
    unit: str
    status: str
    example: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands under the year and its near days; an empty part has nothing to say."""

    meetings: tuple[Item, ...]
    collisions: tuple[Collision, ...]
    gaps: GapList
    frames: Frames | None
    waiting: tuple[Waiting, ...]
    agreements: int
    units: int
    elements: int
    goals: GoalState | None = None
    to_renew: int = 0
    """How many decided agreements run out this year, or have, and are not renewed."""
    to_revise: int = 0
    """How many decided agreements have no revision of the frames of the coming year."""
    unsigned: int = 0
    """How many decided agreements wait for somebody's signature."""

    @property
    def first_gaps(self) -> tuple[Finding, ...]:
        """The gaps themselves, when they are few."""
        return tuple(gap for group in self.gaps.groups for gap in group.gaps) if self.few_gaps else ()

    @property
    def gap_kinds(self) -> tuple[GapGroup, ...]:
        """The kinds of gaps, when they are many."""
        return () if self.few_gaps else self.gaps.groups

    @property
    def few_gaps(self) -> bool:
        """Whether the gaps are few enough to be named one by one."""
        return self.gaps.count <= MOST


def read_overview(session: Session, *, year: int, today: date, wheel: WheelView | None = None) -> Overview:
    """Everything but the year itself, in a number of statements that does not grow with the file.

    `wheel` is the year where it has been read already, so that it is not read again.
    """
    waiting = tuple(_waiting(session, today))
    agreements, units, elements, to_renew, to_revise, unsigned = _counts(session, year, today)
    return Overview(
        meetings=in_order(meeting_days(session, today)),
        collisions=tuple(_collisions(session, wheel or wheel_view(session, year=year, today=today))),
        gaps=thread_gaps(session, today=today),
        frames=_frames(session, year),
        waiting=waiting,
        agreements=agreements,
        units=units,
        elements=elements,
        goals=goal_state(session, year=year, today=today),
        to_renew=to_renew,
        to_revise=to_revise,
        unsigned=unsigned,
    )


def meeting_days(session: Session, today: date) -> Iterator[Item]:
    """The meetings of the days ahead, and the last days before those that come later."""
    from app.models.wheel import Meeting
    from app.services.wheel.meetingplan import meeting_plan

    if not session.scalar(select(exists().where(Meeting.starts >= today))):
        return
    years = sorted({today.year, (today + timedelta(days=2 * DAYS)).year})
    rows = {row.key: row for year in years for row in meeting_plan(session, year=year).rows}
    for row in rows.values():
        if row.cancelled:
            continue
        days = (
            (row.documents_on, f"Sista dag för handlingar till {row.body} {row.day_words}"),
            (row.summons_on, f"{_summons(row.body)} till {row.body} {row.day_words}"),
            (row.starts, f"{row.body}: {row.title or 'sammanträde'}"),
        )
        for day, title in days:
            if day is not None and is_within(day, today):
                yield _meeting_item(row.key, day, title, today, row.example)


def _summons(body: str) -> str:
    """The council's meetings are made known to everybody too."""
    return "Kallelse och kungörelse" if is_council(body) else "Kallelse"


def _meeting_item(key: int, day: date, title: str, today: date, example: bool) -> Item:
    away = (day - today).days
    return Item("meeting", key, day, away, write_day_month(day), title, title, example=example)


def _collisions(session: Session, view: WheelView) -> Iterator[Collision]:
    from app.services.wheel.clashes import Surroundings, notices
    from app.services.wheel.legal import elections_in
    from app.services.wheel.meetingplan import meeting_days_of

    found = view.notices
    if not found:
        years = {view.year, *(one.year for one in view.activities)}
        meetings = {key: one for each in years for key, one in meeting_days_of(session, year=each).items()}
        around = Surroundings(view.today, view.orders, meetings, elections_in(session))
        found = notices(view.activities, around)
    for one in view.activities:
        for words in found.get(one.key, ()):
            yield Collision(one.key, one.title, words)


def _frames(session: Session, year: int) -> Frames | None:
    from app.services.budget.views import budget_view

    view = budget_view(session, year=year + 1)
    version, plan = view.version, view.plan
    if version is None or plan is None or plan.first_year != year + 1:
        return None
    years = tuple(
        YearFrame(
            room.year, room.to_distribute, room.distributed + room.held_back, room.held_back, room.held_by,
            room.remaining,
        )
        for room in view.rooms
        if room.to_distribute is not None and room.remaining is not None
    )  # fmt: skip
    return Frames(version.id, version.name, version.locked, years, version.example) if years else None


def _waiting(session: Session, today: date) -> Iterator[Waiting]:
    """The agreements that nobody has decided, in the order of the organisation."""
    from app.services.agreements.kinds import kind_words
    from app.services.agreements.stages import Facts, stage_of, stage_words

    last = (
        select(case((Decision.outcome == "decided", Decision.step)))
        .where(Decision.node_version_id == NodeVersion.id, Decision.outcome != "tabled")
        .order_by(Decision.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    columns = (Agreement.id, Agreement.dialogue_on, Agreement.example)
    rows = (
        select(*columns, Unit.name, NodeVersion.status, last, AgreementKind)
        .join(Node, Node.id == Agreement.node_id)
        .join(NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number))
        .join(Unit, Unit.id == Agreement.unit_id)
        .join(AgreementKind, AgreementKind.id == Agreement.kind_id)
        .where(NodeVersion.locked.is_(False))
    )
    found = session.execute(rows.order_by(Unit.position, Agreement.id))
    for key, dialogue, example, unit, status, reached, kind in found:
        stage = stage_of(Facts(status, False, reached, dialogue_on=dialogue), today)
        words = stage_words(stage, neuter=kind_words(kind).neuter)
        yield Waiting(key, unit, words, example, kind.name)


def _counts(session: Session, year: int, today: date) -> tuple[int, int, int, int, int, int]:
    """How many agreements, units and elements there are; how many to renew, to revise and to sign."""
    from app.services.agreements.renewing import renewable
    from app.services.agreements.revisions import revisable

    asked = [select(func.count()).select_from(table) for table in (Agreement, Unit, Node)]
    due = (renewable(today=today), revisable(year=year + 1))
    asked += [select(func.count()).select_from(rows.order_by(None).subquery()) for rows in due]
    asked.append(_to_sign(today))
    agreements, units, elements, renew, revise, unsigned = session.execute(
        select(*(one.scalar_subquery() for one in asked))
    ).one()
    return agreements, units, elements, renew, revise, unsigned


def _to_sign(today: date) -> Select[int]:
    """How many decided agreements that hold or will hold have more lines to sign on than signatures."""
    lines = select(func.count()).where(Signatory.agreement_id == Agreement.id).scalar_subquery()
    signatures = (
        select(func.count())
        .where(
            AgreementSigning.agreement_id == Agreement.id,
            AgreementSigning.revision_id.is_(None),
            AgreementSigning.withdrawn_at.is_(None),
            AgreementSigning.version_number == NodeVersion.number,
        )
        .scalar_subquery()
    )
    return (
        select(func.count())
        .select_from(Agreement)
        .join(Node, Node.id == Agreement.node_id)
        .join(NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number))
        .where(
            NodeVersion.locked,
            Agreement.ended_on.is_(None),
            Agreement.ends.is_(None) | (Agreement.ends >= today),
            lines > signatures,
        )
    )
