"""The nearest times that satisfy order, distances, working days, meetings, negotiations and law."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.wheel import WheelActivity
from app.services.formatting import write_day_month
from app.services.wheel.clashes import (
    Surroundings,
    earliest_end,
    holds,
    latest_start,
    notices,
    on_its_meeting,
)
from app.services.wheel.legal import (
    acting_bodies,
    allowed_until,
    concerned_year,
    earliest_of,
    elections_in,
    reaches_past,
)
from app.services.wheel.meetingdays import is_council
from app.services.wheel.meetingplan import MeetingDay, meeting_days_of
from app.services.wheel.reading import wheel_view
from app.services.wheel.times import BY_DAY, DAY, Timing, by_day, day_timing, moved, timing_of_when, when_of
from app.services.wheel.views import Activity
from app.services.wheel.workdays import is_squeeze, is_working, working_before

_DAY = timedelta(days=1)
_MONTH_DAYS, _MONTHS = 30, 12
_SETTLED = frozenset({"done", "cancelled"})


@dataclass(frozen=True, slots=True)
class Mend:
    """A time that puts an activity right, in words; with `meeting` it is to be treated there."""

    words: str
    timing: Timing
    meeting: int | None = None


@dataclass(frozen=True, slots=True)
class _Room:
    """The days that an activity can be on: from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Case:
    """An activity with what is wrong, among the year's activities."""

    one: Activity
    activities: tuple[Activity, ...]
    around: Surroundings
    wrong: frozenset[str]
    room: _Room

    def mended_by(self, timing: Timing, meeting: int | None = None) -> bool:
        """Whether a time rights something and makes nothing new wrong."""
        kept = None if self.tie_broken else self.one.meeting
        moved_there = replace(self.one, when=when_of(timing, self.one.year), meeting=meeting or kept)
        others = tuple(moved_there if each.key == self.one.key else each for each in self.activities)
        return frozenset(notices(others, self.around).get(self.one.key, ())) < self.wrong

    @property
    def tie_broken(self) -> bool:
        """Whether its meeting is cancelled or on other days, so that another time takes it from there."""
        meeting = self.around.meetings.get(self.one.meeting or 0)
        return meeting is not None and (meeting.cancelled or not holds(self.one.when, meeting))


def mends(session: Session, *, activity_id: int, today: date) -> tuple[Mend, ...]:
    """Times to offer for an activity that something is wrong with, the nearest first.

    A body that has a meeting plan is offered its meetings, others days that are worked, and what is no
    more exact than a month other months.
    """
    row = session.get(WheelActivity, activity_id)
    if row is None:
        raise NotFound("Aktiviteten")
    view = wheel_view(session, year=row.year, today=today, start_month=1)
    around = Surroundings(today, view.orders, meeting_days_of(session, year=row.year), elections_in(session))
    case = _case(activity_id, view.activities, around)
    if case is None:
        return ()
    if _meets(case):
        offered = _meetings(case)
    elif case.one.when.exact:
        offered = _days(case)
    else:
        offered = _months(case)
    return tuple(offered)


def _case(key: int, activities: tuple[Activity, ...], around: Surroundings) -> _Case | None:
    one = next((each for each in activities if each.key == key), None)
    if one is None or one.when.last is None or one.status in _SETTLED:
        return None
    wrong = frozenset(notices(activities, around).get(key, ()))
    room = _room(one, activities, around)
    return _Case(one, activities, around, wrong, room) if wrong and room is not None else None


def _room(one: Activity, activities: tuple[Activity, ...], around: Surroundings) -> _Room | None:
    """The days left between what comes before, what comes after, and the law; None when there are none."""
    firsts, lasts = [around.today, date(one.year, 1, 1)], [date(one.year, 12, 31)]
    known = {
        each.key: on_its_meeting(each, around.meetings) for each in activities if each.status != "cancelled"
    }
    for before_key, after_key, least in around.orders:
        before, after = known.get(before_key), known.get(after_key)
        if after_key == one.key and before is not None:
            ended = before.done_on or earliest_end(before.when)
            firsts += [] if ended is None else [ended + least * _DAY]
        elif before_key == one.key and after is not None:
            begins = latest_start(after.when)
            lasts += [] if begins is None else [begins - least * _DAY]
    negotiated = (row.held_on or row.planned_on for row in one.negotiations)
    firsts += [day for day in negotiated if day is not None]
    if one.bound is not None:
        lasts.append(allowed_until(one.bound, one.exception_reason, one.tax_rate_on))
        concerns = concerned_year(one.bound.key, one.year, one.concerns)
        if concerns is not None:
            earliest = earliest_of(one.bound.key, concerns, mandates=around.elections)
            firsts += [] if earliest is None else [earliest]
    room = _Room(max(firsts), min(lasts))
    return room if room.first <= room.last else None


# ---- meetings ------------------------------------------------------------------------------------


def _wanted(case: _Case) -> tuple[str, ...]:
    """The bodies whose meetings are offered: those that decide, or the one where it is treated now."""
    one = case.one
    bodies = acting_bodies(one.law, one.bodies)
    meeting = case.around.meetings.get(one.meeting or 0)
    if not bodies and meeting is not None:
        return (meeting.body,)
    return tuple(body for body in bodies if is_council(body)) or bodies


def _meets(case: _Case) -> bool:
    wanted = _wanted(case)
    takes_place = (each for each in case.around.meetings.values() if not each.cancelled)
    return case.one.form == "activity" and any(each.body in wanted for each in takes_place)


def _meetings(case: _Case) -> Iterator[Mend]:
    """The nearest meeting before and the nearest after the time that the activity has now."""
    wanted, now, room = _wanted(case), _now(case.one), case.room
    possible = [
        each
        for each in case.around.meetings.values()
        if each.body in wanted and not each.cancelled and room.first <= each.starts and each.last <= room.last
    ]
    earlier = sorted((each for each in possible if each.starts < now), key=_starts, reverse=True)
    later = sorted((each for each in possible if each.starts >= now), key=_starts)
    nearest: list[tuple[int, Mend]] = []
    for side in (earlier, later):
        for each in side:
            timing = replace(day_timing(each.starts, each.last), source=case.one.when.source)
            if case.mended_by(timing, each.key):
                words = f"Behandla på sammanträdet med {each.body} {write_day_month(each.starts)}"
                nearest.append((abs((each.starts - now).days), Mend(words, timing, each.key)))
                break
    yield from _by_distance(nearest)


def _starts(meeting: MeetingDay) -> date:
    return meeting.starts


# ---- days and months -----------------------------------------------------------------------------


def _days(case: _Case) -> Iterator[Mend]:
    """The nearest day before and after on which the activity can be, worked and not squeezed."""
    when = case.one.when
    length = (when.last - when.first) if when.first and when.last else timedelta()
    now, room = _now(case.one), case.room
    nearest: list[tuple[int, Mend]] = []
    for step in (-_DAY, _DAY):
        day = min(max(now, room.first), room.last - length)
        while room.first <= day and day + length <= room.last:
            if day != now and _free(day) and _free(day + length):
                timing = _at(when.precision, day, day + length, case)
                if case.mended_by(timing):
                    nearest.append((abs((day - now).days), _moved(timing, case)))
                    break
            day += step
    yield from _by_distance(nearest)


def _free(day: date) -> bool:
    return is_working(day) and not is_squeeze(day)


def _at(precision: str, first: date, last: date, case: _Case) -> Timing:
    source = case.one.when.source
    return (
        Timing(BY_DAY, None, last, source=source)
        if precision == BY_DAY
        else Timing(DAY, first, last, source=source)
    )


def _months(case: _Case) -> Iterator[Mend]:
    """The nearest time before and after of the same exactness: another month, season or part of a month."""
    yield from _by_the_bound(case)
    timing = timing_of_when(case.one.when)
    nearest: list[tuple[int, Mend]] = []
    for step in (-_MONTH_DAYS, _MONTH_DAYS):
        for count in range(1, _MONTHS):
            other = moved(timing, step * count)
            inside = other.last is not None and other.last.year == case.one.year
            inside = inside and other.last is not None and other.last >= case.around.today
            if inside and case.mended_by(other):
                nearest.append((count, _moved(other, case)))
                break
    yield from _by_distance(nearest)


def _by_the_bound(case: _Case) -> Iterator[Mend]:
    """The last working day that the law allows, for a month or season that reaches past it."""
    one = case.one
    if one.bound is None:
        return
    until = allowed_until(one.bound, one.exception_reason, one.tax_rate_on)
    last = working_before(until)
    if reaches_past(one.when, until) and last >= case.around.today:
        timing = replace(by_day(last), source=one.when.source)
        if case.mended_by(timing):
            yield _moved(timing, case)


def _moved(timing: Timing, case: _Case) -> Mend:
    return Mend(f"Ändra till {when_of(timing, case.one.year).words}", timing)


def _now(one: Activity) -> date:
    return one.when.first or one.when.last or date(one.year, 1, 1)


def _by_distance(offered: list[tuple[int, Mend]]) -> Iterator[Mend]:
    found: dict[str, Mend] = {}
    for _, mend in sorted(offered, key=lambda each: each[0]):
        found.setdefault(mend.words, mend)
    yield from found.values()
