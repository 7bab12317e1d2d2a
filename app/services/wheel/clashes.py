"""What does not go together in a year: collisions, days off, broken order, law, MBL, meetings."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.services.formatting import write_count, write_day_month, write_long_date
from app.services.wheel.legal import (
    acting_bodies,
    allowed_until,
    concerned_year,
    earliest_of,
    planned_past,
    reaches_past,
)
from app.services.wheel.meetingdays import is_council
from app.services.wheel.meetingplan import MeetingDay, deciding_days
from app.services.wheel.times import BY_DAY, DAY, day_timing, when_of
from app.services.wheel.views import Activity, NegotiationRow, When
from app.services.wheel.workdays import day_notice

_SETTLED = frozenset({"done", "cancelled"})
#: What negotiation and information are called, and what they have been when they are over.
NEGOTIATION_WORDS = {"mbl11": "Förhandlingen enligt 11 § MBL", "mbl19": "Informationen enligt 19 § MBL"}
_NEGOTIATED = {"mbl11": "är inte genomförd", "mbl19": "är inte lämnad"}
#: An activity with its place.
_Placed = tuple[Activity, str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the activities of a year are held against; meetings by key, orders as (before, after, days)."""

    today: date
    orders: Sequence[tuple[int, int, int]] = ()
    meetings: Mapping[int, MeetingDay] = field(default_factory=dict)
    elections: Collection[int] = ()


def notices(activities: Sequence[Activity], around: Surroundings) -> Mapping[int, tuple[str, ...]]:
    """What is to be noticed of each activity, as sentences; what is done or cancelled is left in peace."""
    known = [on_its_meeting(one, around.meetings) for one in activities]
    waiting: list[Activity] = []
    found: dict[int, list[str]] = defaultdict(list)
    for said, one in zip(activities, known, strict=True):
        if one.status in _SETTLED:
            continue
        waiting.append(one)
        found[one.key] += [
            *_of_law(one, around),
            *_of_meeting(said, around),
            *_of_negotiations(one, around.today),
            *_of_days(said),
        ]
    for key, sentence in (
        *order_notices(known, around.orders),
        *place_notices(waiting, around.meetings),
    ):
        found[key].append(sentence)
    return {key: tuple(dict.fromkeys(said)) for key, said in found.items() if said}


def on_its_meeting(one: Activity, meetings: Mapping[int, MeetingDay]) -> Activity:
    """The activity on the days of the meeting where it is treated, when its own time is less exact."""
    when = at_meeting(one.when, meetings.get(one.meeting) if one.meeting is not None else None, one.year)
    return one if when is one.when else replace(one, when=when)


def at_meeting(when: When, meeting: MeetingDay | None, year: int) -> When:
    """The days of a meeting inside a month, a season or a limit; any other time is as it is said."""
    if meeting is None or meeting.cancelled or when.precision == DAY or not holds(when, meeting):
        return when
    return when_of(day_timing(meeting.starts, meeting.last), year)


# ---- law -----------------------------------------------------------------------------------------


def _of_law(one: Activity, around: Surroundings) -> Iterator[str]:
    bound, last = one.bound, one.when.last
    if bound is None or last is None:
        return
    until = allowed_until(bound, one.exception_reason, one.tax_rate_on)
    by = f"{write_long_date(until)}, sista dagen enligt {bound.paragraph}"
    if planned_past(one.when, until):
        yield f"Planerad efter {by}."
    elif reaches_past(one.when, until):
        yield f"Tiden sträcker sig förbi {by}. Ange en dag."
    concerns = concerned_year(bound.key, one.year, one.concerns)
    earliest = None if concerns is None else earliest_of(bound.key, concerns, mandates=around.elections)
    if earliest is not None and last < earliest:
        yield (
            f"Planerad före {write_long_date(earliest)}, då nyvalda fullmäktige tillträder. "
            f"Det är de som ska anta budgeten ({bound.paragraph})."
        )
    bodies = acting_bodies(one.law, one.bodies)
    days = deciding_days(bodies, around.meetings.values(), until.year)
    since = around.today if earliest is None else max(around.today, earliest)
    if days and around.today <= until and not any(since <= day <= until for day in days):
        yield f"Inget sammanträde finns kvar före {by}."


# ---- days and meetings -----------------------------------------------------------------------------


def _of_days(one: Activity) -> Iterator[str]:
    when = one.when
    if not when.exact or when.last is None:
        return
    for day in dict.fromkeys((when.first or when.last, when.last)):
        why = day_notice(day)
        if why is not None:
            yield f"{_capital(write_day_month(day))} är {'en klämdag' if why == 'klämdag' else why}."


def _of_meeting(one: Activity, around: Surroundings) -> Iterator[str]:
    meeting = around.meetings.get(one.meeting) if one.meeting is not None else None
    if meeting is None:
        yield from _outside_meetings(one, around.meetings.values())
        return
    named = f"{meeting.body} {write_day_month(meeting.starts)}"
    if meeting.cancelled:
        yield f"Sammanträdet med {named} är inställt."
    if not holds(one.when, meeting):
        yield f"Tiden är en annan än sammanträdets: {named}."
    if one.bodies and meeting.body not in one.bodies:
        yield f"Behandlas av {meeting.body}, men hör till {_listed(one.bodies)}."


def holds(when: When, meeting: MeetingDay) -> bool:
    """Whether a time is the meeting's days, a month or season around them, or a limit after them."""
    if when.precision == BY_DAY and when.last is not None:
        return meeting.last <= when.last
    if when.exact or when.last is None:
        return (when.first or when.last, when.last) == (meeting.starts, meeting.last)
    return (when.first is None or when.first <= meeting.starts) and meeting.last <= when.last


def _outside_meetings(one: Activity, meetings: Collection[MeetingDay]) -> Iterator[str]:
    """A day on which none of the activity's bodies that have a meeting plan meets."""
    day = one.when.last
    if day is None or one.when.precision != "dag" or one.form != "activity":
        return
    councils = tuple(body for body in one.bodies if is_council(body))
    wanted = councils or one.bodies
    planned = [each for each in meetings if each.body in wanted and not each.cancelled]
    if len({each.body for each in planned}) < len(wanted) or not planned:
        return
    meeting = (each for each in meetings if each.body in one.bodies and not each.cancelled)
    if not any(each.starts <= day and (one.when.first or day) <= each.last for each in meeting):
        yield f"{_listed(wanted)} sammanträder inte {write_day_month(day)}."


def place_notices(
    activities: Sequence[Activity], meetings: Mapping[int, MeetingDay]
) -> Iterator[tuple[int, str]]:
    """The same body, or the same party, in two places on the same day."""
    busy: dict[str, list[_Placed]] = defaultdict(list)
    for one in activities:
        meeting = meetings.get(one.meeting) if one.meeting is not None else None
        place = (one.place or (meeting.place if meeting else None) or "").strip()
        if one.when.precision == "dag" and place:
            for body in dict.fromkeys((*one.bodies, *one.participants)):
                busy[body].append((one, place))
    for body, taken in busy.items():
        for (one, place), (other, elsewhere) in _overlapping(taken):
            together = one.meeting is not None and one.meeting == other.meeting
            if not together and place.casefold() != elsewhere.casefold():
                yield one.key, f"{body} ska samma dag vara på ”{other.short}” i {elsewhere}."
                yield other.key, f"{body} ska samma dag vara på ”{one.short}” i {place}."


def _overlapping(taken: Sequence[_Placed]) -> Iterator[tuple[_Placed, _Placed]]:
    """The pairs that have a day in common."""
    current: list[_Placed] = []
    for each in sorted(taken, key=lambda each: _span(each[0].when)[0]):
        starts = _span(each[0].when)[0]
        current = [other for other in current if _span(other[0].when)[1] >= starts]
        yield from ((other, each) for other in current)
        current.append(each)


def _span(when: When) -> tuple[date, date]:
    last = when.last or date.max
    return when.first or last, last


# ---- order ---------------------------------------------------------------------------------------


def earliest_end(when: When) -> date | None:
    """The first day on which something can be over: its last day, or the first of a month or season."""
    if when.last is None or when.exact:
        return when.last
    return when.first or when.last.replace(day=1)


def latest_start(when: When) -> date | None:
    """The last day on which something can begin: its first day, or the last of a month or season."""
    if when.last is None:
        return None
    return (when.first or when.last) if when.exact else when.last


def order_notices(
    activities: Sequence[Activity], orders: Iterable[tuple[int, int, int]]
) -> Iterator[tuple[int, str]]:
    """The activities that come in the wrong order, or too close, each with its sentence."""
    known = {one.key: one for one in activities if one.status != "cancelled"}
    for before_key, after_key, least in orders:
        before, after = known.get(before_key), known.get(after_key)
        if before is None or after is None or after.status == "done":
            continue
        ended, begins = before.done_on or earliest_end(before.when), latest_start(after.when)
        if ended is None or begins is None:
            continue
        days = (begins - ended).days
        if days < 0:
            yield after.key, f"Ska komma efter ”{before.short}” ({before.when.words})."
            if before.status != "done":
                yield before.key, f"Ska komma före ”{after.short}” ({after.when.words})."
        elif days < least:
            between = write_count(days, "dag", "dagar")
            wanted = write_count(least, "dag", "dagar")
            yield after.key, f"Bara {between} efter ”{before.short}”, minst {wanted} behövs."
            if before.status != "done":
                yield before.key, f"Bara {between} före ”{after.short}”, minst {wanted} behövs."


# ---- MBL -----------------------------------------------------------------------------------------


def _of_negotiations(one: Activity, today: date) -> Iterator[str]:
    decision = one.when.first if one.when.precision == "dag" else one.when.last
    for row in one.negotiations:
        yield from _of_negotiation(row, decision, today)


def _of_negotiation(row: NegotiationRow, decision: date | None, today: date) -> Iterator[str]:
    what = f"{NEGOTIATION_WORDS[row.kind]}{f' med {row.party}' if row.party else ''}"
    day = row.held_on or row.planned_on
    if day is None:
        yield f"{what} saknar dag."
    elif decision is not None and day > decision:
        verb = "hölls" if row.held_on else "är planerad"
        yield f"{what} {verb} {write_day_month(day)}, efter beslutet."
    elif row.held_on is None and day < today:
        yield f"{what} skulle ha varit {write_day_month(day)} och {_NEGOTIATED[row.kind]}."


def _listed(bodies: Sequence[str]) -> str:
    return bodies[0] if len(bodies) == 1 else f"{', '.join(bodies[:-1])} och {bodies[-1]}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
