"""The meeting plan of a year as it is read: meetings with the days around them and what they treat."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.wheel import Meeting, MeetingRule, WheelActivity
from app.services.formatting import DASH, write_day_month
from app.services.textorder import sort_key
from app.services.wheel.meetingdays import days_around, is_council, least_summons_days
from app.services.wheel.workdays import day_notice

_NEW_YEAR, _NEW_YEARS_EVE = (1, 1), (12, 31)


@dataclass(frozen=True, slots=True)
class TreatedRow:
    """An activity that is treated at a meeting."""

    key: int
    title: str
    done: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with the days around it, in which `expected` are those after it that still may change."""

    key: int
    version: int
    body: str
    starts: date
    ends: date | None
    begins: str | None
    place: str | None
    title: str | None
    tentative: bool
    cancelled: bool
    adjusted_on: date | None
    noticed_on: date | None
    note: str | None
    foreign_uid: str | None
    example: bool
    documents_on: date | None
    summons_on: date | None
    adjust_by: date | None
    appeal_until: date | None
    in_force_on: date | None
    expected: bool
    notices: tuple[str, ...]
    activities: tuple[TreatedRow, ...]

    @property
    def last(self) -> date:
        """The last day."""
        return self.ends or self.starts

    @property
    def day_words(self) -> str:
        """The day or days in words: "7 april", "5–6 maj"."""
        if self.ends is None:
            return write_day_month(self.starts)
        if (self.starts.year, self.starts.month) == (self.ends.year, self.ends.month):
            return f"{self.starts.day}{DASH}{write_day_month(self.ends)}"
        return f"{write_day_month(self.starts)}{DASH}{write_day_month(self.ends)}"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A body with the rule of its meetings; `version` is 0 where it has no rule yet.

    `least_summons` is what the law asks for at least, `notices` what does not go together.
    """

    body: str
    version: int
    documents_days: int | None
    summons_days: int | None
    adjusting_days: int | None
    note: str | None
    least_summons: int
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A year's meetings in the order of days, and the rules of every body that meets or has one."""

    year: int
    rows: tuple[MeetingRow, ...]
    rules: tuple[RuleRow, ...]

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies in their order."""
        return tuple(rule.body for rule in self.rules)

    def of_body(self, body: str) -> tuple[MeetingRow, ...]:
        """The meetings of one body that take place."""
        return tuple(row for row in self.rows if row.body == body and not row.cancelled)


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """The bare facts of a meeting, for notices and for the days that a body meets."""

    key: int
    body: str
    starts: date
    last: date
    cancelled: bool = False
    place: str | None = None


def deciding_days(bodies: Collection[str], meetings: Iterable[MeetingDay], year: int) -> tuple[date, ...]:
    """The days in a year on which the deciding one of some bodies meets: the council if it is there."""
    councils = frozenset(body for body in bodies if is_council(body))
    wanted = councils or frozenset(bodies)
    return tuple(
        sorted(
            one.last for one in meetings if one.body in wanted and not one.cancelled and one.last.year == year
        )
    )


def meeting_plan(session: Session, *, year: int) -> MeetingPlan:
    """The meetings with a day in a year; those of every body, in the order of days."""
    meetings = _meetings(session, year)
    rules = {rule.body: rule for rule in session.scalars(select(MeetingRule))}
    treated = _treated(session, [meeting.id for meeting in meetings])
    rows = [_row(one, rules.get(one.body), treated.get(one.id, ())) for one in meetings]
    bodies = {*rules, *(row.body for row in rows)}
    order = {body: (rules[body].position if body in rules else len(rules), sort_key(body)) for body in bodies}
    rows.sort(key=lambda row: (row.starts, row.begins or "", order[row.body]))
    ruled = (_rule(body, rules.get(body)) for body in sorted(bodies, key=order.__getitem__))
    return MeetingPlan(year, tuple(rows), tuple(ruled))


def meeting_days_of(session: Session, *, year: int) -> Mapping[int, MeetingDay]:
    """The bare facts of a year's meetings, by key."""
    return {
        one.id: MeetingDay(one.id, one.body, one.starts, one.ends or one.starts, one.cancelled, one.place)
        for one in _meetings(session, year)
    }


def _meetings(session: Session, year: int) -> Sequence[Meeting]:
    first, last = date(year, *_NEW_YEAR), date(year, *_NEW_YEARS_EVE)
    within = (Meeting.starts >= first) & (Meeting.starts <= last)
    reaches_in = (Meeting.starts < first) & (Meeting.ends >= first)
    return session.scalars(select(Meeting).where(within | reaches_in).order_by(Meeting.starts)).all()


def _treated(session: Session, keys: Sequence[int]) -> dict[int, tuple[TreatedRow, ...]]:
    found: dict[int, tuple[TreatedRow, ...]] = {}
    if not keys:
        return found
    there = select(WheelActivity).where(WheelActivity.meeting_id.is_not(None))
    wanted = frozenset(keys)
    for row in session.scalars(there.order_by(WheelActivity.position, WheelActivity.id)):
        if row.meeting_id in wanted:
            one = TreatedRow(row.id, row.short_title or row.title, row.status == "done")
            found[row.meeting_id] = (*found.get(row.meeting_id, ()), one)
    return found


def _row(meeting: Meeting, rule: MeetingRule | None, treated: tuple[TreatedRow, ...]) -> MeetingRow:
    days = days_around(
        meeting.body,
        meeting.starts,
        meeting.ends,
        rule,
        adjusted_on=meeting.adjusted_on,
        noticed_on=meeting.noticed_on,
    )
    return MeetingRow(
        key=meeting.id,
        version=meeting.version,
        body=meeting.body,
        starts=meeting.starts,
        ends=meeting.ends,
        begins=meeting.begins,
        place=meeting.place,
        title=meeting.title,
        tentative=meeting.tentative,
        cancelled=meeting.cancelled,
        adjusted_on=meeting.adjusted_on,
        noticed_on=meeting.noticed_on,
        note=meeting.note,
        foreign_uid=meeting.foreign_uid,
        example=meeting.example,
        documents_on=days.documents_on,
        summons_on=days.summons_on,
        adjust_by=days.adjust_by,
        appeal_until=days.appeal_until,
        in_force_on=days.in_force_on,
        expected=days.expected,
        notices=_notices(meeting),
        activities=treated,
    )


def _notices(meeting: Meeting) -> tuple[str, ...]:
    if meeting.cancelled:
        return ()
    said: list[str] = []
    for day in dict.fromkeys((meeting.starts, meeting.ends or meeting.starts)):
        why = day_notice(day)
        if why is not None:
            said.append(f"{write_day_month(day)} är {_article(why)}")
    return tuple(said)


def _article(why: str) -> str:
    return f"en {why}" if why == "klämdag" else why


def _rule(body: str, rule: MeetingRule | None) -> RuleRow:
    least = least_summons_days(body)
    if rule is None:
        return RuleRow(body, 0, None, None, None, None, least)
    said: list[str] = []
    summons = max(rule.summons_days or 0, least)
    if rule.documents_days is not None and summons > rule.documents_days:
        said.append("Kallelsen går ut före sista dagen för handlingar.")
    return RuleRow(
        body, rule.version, rule.documents_days, rule.summons_days, rule.adjusting_days, rule.note,
        least, tuple(said),
    )  # fmt: skip
