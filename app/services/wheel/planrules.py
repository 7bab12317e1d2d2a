"""When an activity of one year is in another, and why: meetings, weekdays, holidays and the law."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from app.services import formatting
from app.services.wheel import times
from app.services.wheel.meetingplan import MeetingDay
from app.services.wheel.placing import is_last_of_kind, same_day, same_weekday, years_later
from app.services.wheel.timing import Timing, day_timing
from app.services.wheel.workdays import day_notice, working_before

WEEKDAYS: Final = ("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen")
_ORDINALS: Final = ("första", "andra", "tredje", "fjärde", "femte")
#: A meeting further from the same day of the year is another meeting.
_REACH: Final = 45
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Placed:
    """A time in another year, why it is then, and the meeting that it follows."""

    timing: Timing
    how: str
    meeting: int | None = None


def placed(
    timing: Timing,
    years: int,
    *,
    meeting: MeetingDay | None,
    meetings: Sequence[MeetingDay],
    until: date | None,
    dated: bool = True,
) -> Placed:
    """A time so many working years later.

    `meeting` is the one that it was treated at, `meetings` those of its bodies in the new year; `until` is
    the last day by law of the step that it carries out, and `dated` as in `years_later`.
    """
    if timing.last is None:
        return Placed(years_later(timing, years), "Utan angiven tid, som förut")
    if meeting is not None:
        found = _next_meeting(meeting, years, meetings, until)
        if found is not None:
            return _at(found, timing, years)
    shifted = years_later(timing, years, dated=dated)
    if timing.precision != times.DAY or timing.first is None or shifted.first is None:
        how = "Samma datum" if timing.precision == times.BY_DAY else "Samma tid på året"
        return Placed(shifted, how)
    if until is not None and shifted.last is not None and shifted.last > until:
        return _before_bound(shifted, until)
    if (shifted.first.month, shifted.first.day) == (timing.first.month, timing.first.day):
        return Placed(shifted, "Samma datum")
    return Placed(shifted, _capital(_weekday_words(timing.first, shifted.first, timing.first.year + years)))


def meeting_of(
    timing: Timing, bodies: Iterable[str], own: int | None, meetings: Sequence[MeetingDay]
) -> MeetingDay | None:
    """The meeting that an activity is treated at: its own, or one of its bodies on the same days."""
    for one in meetings:
        if one.key == own:
            return one
    named = frozenset(bodies)
    if timing.precision != times.DAY:
        return None
    same = (one for one in meetings if one.body in named and not one.cancelled)
    return next((one for one in same if (one.starts, one.last) == (timing.first, timing.last)), None)


def _next_meeting(
    meeting: MeetingDay, years: int, meetings: Sequence[MeetingDay], until: date | None
) -> MeetingDay | None:
    """The meeting of the same body closest to the same day of the year, in time for the law if one is."""
    wanted = same_day(meeting.starts, meeting.starts.year + years)
    near = [
        one
        for one in meetings
        if one.body == meeting.body and not one.cancelled and abs((one.starts - wanted).days) <= _REACH
    ]
    in_time = [one for one in near if until is None or one.last <= until]
    return min(in_time or near, key=lambda one: (abs((one.starts - wanted).days), one.starts), default=None)


def _at(found: MeetingDay, timing: Timing, years: int) -> Placed:
    how = f"{found.body} sammanträder {formatting.write_day_month(found.starts)}"
    if timing.precision == times.DAY:
        made = replace(day_timing(found.starts, found.last), source=timing.source)
        return Placed(made, how, found.key)
    shifted = years_later(timing, years)
    inside = shifted.last is not None and (shifted.first or found.starts) <= found.starts <= shifted.last
    return Placed(shifted, how if inside else "Samma tid på året", found.key if inside else None)


def _before_bound(timing: Timing, until: date) -> Placed:
    """The same weekday as late as the law lets it be."""
    first, last = timing.first, timing.last
    while first is not None and last is not None and last > until:
        first, last = first - _WEEK, last - _WEEK
    if first is not None and first == last:
        first = last = working_before(first)
    moved = replace(timing, first=first, last=last)
    return Placed(moved, f"Senast {formatting.write_day_month(until)} enligt lag")


def _weekday_words(before: date, after: date, year: int) -> str:
    """The rule in words: "andra tisdagen i mars"; and the holiday that it was moved from."""
    month = formatting.MONTHS[before.month - 1]
    ordinal = "sista" if is_last_of_kind(before) else _ORDINALS[(before.day - 1) // 7]
    words = f"{ordinal} {WEEKDAYS[before.weekday()]} i {month}"
    if after.weekday() == before.weekday():
        return words
    why = day_notice(same_weekday(before, year))
    return (
        f"{words} är {why[:1].lower()}{why[1:]}, närmaste arbetsdag"
        if why
        else f"närmaste arbetsdag till {words}"
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
