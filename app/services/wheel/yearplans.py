"""A working year made from the one before: what is carried, what is new, what is left, each with its why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.wheel import WheelActivity, WheelPattern
from app.services.wheel import legal, recurring
from app.services.wheel.meetingplan import MeetingDay, meeting_days_of
from app.services.wheel.occurrences import elections_of, histories_of, patterns_of
from app.services.wheel.placing import ends_month, same_weekday, years_later
from app.services.wheel.planrules import Placed, meeting_of, placed
from app.services.wheel.reading import timing_of_row
from app.services.wheel.recurring import History, Occurrence, occurrences_of
from app.services.wheel.refusals import quoted
from app.services.wheel.times import DAY, month_end
from app.services.wheel.timing import when_of
from app.services.wheel.views import LegalBound, When

#: Rhythms of an own activity that passes years over, with how many.
_EVERY: Final = {"every_other_year": 2, "every_third_year": 3, "mandate_period": 4}
_ONCE: Final = frozenset({None, "irregular"})
#: How far back an own activity can have been done last.
_FURTHEST: Final = 4
_NO_LEAP_YEAR: Final = 2027


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """An activity of the coming year; `key` is the activity that it comes from, or the new one's pattern.

    `before` and `after` are its times in the two years, `how` the rule in words. `differs` is true where the
    words of the two differ. `chosen` is false for what is left out unless somebody chooses it.
    """

    key: int
    title: str
    short: str
    wheel: int
    phase: str | None
    bodies: tuple[str, ...]
    before: When | None
    after: When | None
    how: str
    differs: bool
    chosen: bool
    learning: str | None = None

    @property
    def sentence(self) -> str:
        """What differs, in a sentence."""
        title = quoted(self.short)
        if self.after is None:
            return f"{title} tas inte med. {self.how}."
        if self.before is None:
            return f"{title} är ny: {self.after.words}. {self.how}."
        return f"{title} flyttas från {self.before.words} till {self.after.words}. {self.how}."


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What the coming year becomes: `rows` carried from the year before, `new` ones, and those `left` out."""

    year: int
    base: int
    rows: tuple[PlannedRow, ...]
    new: tuple[PlannedRow, ...]
    left: tuple[PlannedRow, ...]

    @property
    def count(self) -> int:
        """How many activities are made."""
        return sum(row.chosen for row in (*self.rows, *self.new))

    @property
    def differences(self) -> tuple[str, ...]:
        """Everything that is not as the year before, in sentences."""
        differing = [row for row in self.rows if row.differs]
        return tuple(row.sentence for row in (*differing, *self.new, *self.left))


@dataclass(frozen=True, slots=True)
class Carried:
    """An activity that is carried to the coming year, with the title and time that it gets there."""

    row: WheelActivity
    title: str
    short: str | None
    placed: Placed


@dataclass(frozen=True, slots=True)
class Fresh:
    """Occurrences of a pattern that the year before did not have."""

    pattern: WheelPattern
    occurrences: tuple[Occurrence, ...]
    how: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Left:
    """An activity that is not carried, and why."""

    row: WheelActivity
    how: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is made of a year, before it is written or shown."""

    carried: tuple[Carried, ...]
    fresh: tuple[Fresh, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class _Years:
    """What the plan is made against."""

    year: int
    patterns: Mapping[int, WheelPattern]
    histories: Mapping[int, History]
    elections: frozenset[int]
    meetings: Mapping[int, Mapping[int, MeetingDay]]
    """Those of each year by key."""
    rows: Mapping[int, WheelActivity]
    """The activities of the years before by key."""


def plan_of(session: Session, year: int) -> Plan:
    """What is made of a year that is planned from the one before; what it has already is left as it is."""
    asked = select(WheelActivity).where(WheelActivity.year.between(year - _FURTHEST, year))
    children = (WheelActivity.steps, WheelActivity.documents, WheelActivity.negotiations)
    asked = asked.options(*(selectinload(each) for each in children))
    rows = session.scalars(asked).all()
    base = [row for row in rows if row.year < year]
    years = _Years(
        year,
        {pattern.id: pattern for pattern in patterns_of(session)},
        histories_of(session),
        elections_of(session),
        {one: meeting_days_of(session, year=one) for one in {year, *(row.year for row in base)}},
        {row.id: row for row in base},
    )
    there = [row for row in rows if row.year == year]
    continued = {row.previous_id for row in there}
    known = {(row.pattern_id, row.number) for row in there if row.pattern_id is not None}
    carried: list[Carried] = []
    left: list[Left] = []
    for row in sorted(base, key=_in_time):
        if row.id in continued or (row.pattern_id, row.number) in known or not _is_last(row, base, year):
            continue
        why = _left_why(row, years)
        if why is None:
            carried.append(_carried(row, years))
        elif row.year == year - 1:
            left.append(Left(row, why))
    return Plan(tuple(carried), tuple(_fresh(years, there, carried, base)), tuple(left))


def shown(plan: Plan, year: int) -> YearPlan:
    """The plan as it is previewed."""
    return YearPlan(
        year,
        year - 1,
        tuple(_row(one, year) for one in plan.carried),
        tuple(_new_row(one, year) for one in plan.fresh),
        tuple(_left_row(one) for one in plan.left),
    )


def _in_time(row: WheelActivity) -> tuple[bool, date, date, int, int, int]:
    last = row.ends or date.max
    return row.ends is None, row.starts or last, last, row.position, row.number, row.id


# ---- carried -----------------------------------------------------------------------------------------


def _is_last(row: WheelActivity, base: Sequence[WheelActivity], year: int) -> bool:
    """Whether an activity is the one to carry: of the year before, or an own one that passes years over."""
    if row.year == year - 1:
        return True
    if row.pattern_id is not None or row.year + _EVERY.get(str(row.rhythm), 0) != year:
        return False
    return not any(one.previous_id == row.id for one in base)


def _left_why(row: WheelActivity, years: _Years) -> str | None:
    pattern = years.patterns.get(row.pattern_id or 0)
    if pattern is not None:
        found = occurrences_of(pattern, years.year, _history(pattern, years), years.elections)
        return None if found else f"Görs inte {years.year}: {_rhythm_words(pattern, years)}"
    if row.status == "cancelled":
        return f"Inställd {row.year}"
    every = _EVERY.get(str(row.rhythm))
    if every is not None and row.year + every != years.year:
        return f"Görs nästa gång {row.year + every}"
    return f"Gjordes bara {row.year}" if row.rhythm in _ONCE else None


def _rhythm_words(pattern: WheelPattern, years: _Years) -> str:
    if pattern.details.get("rhythm") == "mandate_period":
        number = recurring.year_of_mandate(years.year, years.elections)
        if pattern.details.get("mandate_year") is None:
            return "är gjord under mandatperioden"
        return f"år {number} i mandatperioden"
    return pattern.recurrence or "görs inte varje år"


def _carried(row: WheelActivity, years: _Years) -> Carried:
    held = tuple(years.meetings[row.year].values())
    treated = meeting_of(timing_of_row(row), row.bodies or (), row.meeting_id, held)
    found = None if treated is None else _placed(row, row, years, treated)
    if found is None or found.meeting is None:
        found = _placed(row, _anchor(row, years), years, None)
    title, short = _names(row, years)
    return Carried(row, title, short, found)


def _placed(row: WheelActivity, anchor: WheelActivity, years: _Years, treated: MeetingDay | None) -> Placed:
    """The time of an activity in the coming year, counted from that of its anchor."""
    bound = _bound(row, years)
    return placed(
        timing_of_row(anchor),
        years.year - anchor.year,
        meeting=treated,
        meetings=tuple(years.meetings[years.year].values()),
        until=bound.deadline if bound else None,
        dated=_is_dated(anchor, years),
    )


def _anchor(row: WheelActivity, years: _Years) -> WheelActivity:
    """The activity whose weekday holds: a holiday that moved one year's day does not move the next."""
    while _by_weekday(row):
        before = years.rows.get(row.previous_id or 0)
        if before is None or before.starts is None or not _by_weekday(before):
            break
        later = row.year - before.year
        ruled = years_later(timing_of_row(before), later, dated=_is_dated(before, years)).first
        if ruled != row.starts or ruled == same_weekday(before.starts, before.starts.year + later):
            break
        row = before
    return row


def _is_dated(row: WheelActivity, years: _Years) -> bool:
    """Whether the last day of a month is meant as a date: in the source, or by whoever put it there.

    A weekday that came to be the last day of its month one year is a weekday all the same.
    """
    pattern = years.patterns.get(row.pattern_id or 0)
    if pattern is not None and pattern.precision == DAY:
        return pattern.end_day is not None and pattern.end_day >= _shortest(pattern.end_month)
    before = years.rows.get(row.previous_id or 0)
    if before is None or before.precision != DAY or before.starts is None or before.ends is None:
        return True
    return ends_month(before.starts, before.ends)


def _shortest(month: int | None) -> int:
    """How many days a month has at least."""
    return month_end(_NO_LEAP_YEAR, month or 1).day


def _by_weekday(row: WheelActivity) -> bool:
    return row.precision == DAY and row.starts is not None and row.meeting_id is None


def _bound(row: WheelActivity, years: _Years) -> LegalBound | None:
    """The bound of the step that an activity carries out, in the coming year."""
    if row.law is None:
        return None
    said = None if row.year_offset is None else years.year + row.year_offset
    concerns = legal.concerned_year(row.law, years.year, said)
    return None if concerns is None else legal.bound_of(row.law, concerns, mandates=years.elections)


def _names(row: WheelActivity, years: _Years) -> tuple[str, str | None]:
    """The title in the coming year: that of the pattern where nobody has changed it."""
    pattern = years.patterns.get(row.pattern_id or 0)
    if pattern is not None:
        history = _history(pattern, years)
        then, now = (
            {one.number: one for one in occurrences_of(pattern, year, history, years.elections)}
            for year in (row.year, years.year)
        )
        old, new = then.get(row.number), now.get(row.number)
        if old is not None and new is not None and (old.title, old.short) == (row.title, row.short_title):
            return new.title, new.short
    return row.title, row.short_title


# ---- new ---------------------------------------------------------------------------------------------


def _fresh(
    years: _Years,
    there: Sequence[WheelActivity],
    carried: Sequence[Carried],
    base: Sequence[WheelActivity],
) -> list[Fresh]:
    """The occurrences of the patterns that neither the coming year nor what is carried to it has."""
    known = {(row.pattern_id, row.number) for row in there}
    known |= {(one.row.pattern_id, one.row.number) for one in carried}
    begun = min((row.id for row in base if row.year == years.year - 1), default=None)
    made: list[Fresh] = []
    for pattern in years.patterns.values():
        history = _history(pattern, years)
        found = occurrences_of(pattern, years.year, history, years.elections)
        lacking = tuple(one for one in found if (pattern.id, one.number) not in known)
        if lacking:
            made.append(Fresh(pattern, lacking, *_new_why(pattern, years, begun)))
    return made


def _new_why(pattern: WheelPattern, years: _Years, begun: int | None) -> tuple[str, bool]:
    """Why a pattern is new and whether it is chosen; `begun` is the first key of the year before.

    Keys rise with time: a pattern that is younger than the year before has come to the model since.
    """
    history, base = _history(pattern, years), years.year - 1
    if begun is None:
        return "Enligt styrmodellen", True
    if not occurrences_of(pattern, base, history, years.elections):
        return f"Görs {years.year}: {pattern.recurrence or 'enligt styrmodellen'}", True
    if pattern.id > begun:
        return "Ny i styrmodellen", True
    return f"Finns i styrmodellen, men inte i årshjulet {base}", False


def _history(pattern: WheelPattern, years: _Years) -> History:
    return years.histories.get(pattern.id, years.histories[0])


# ---- shown -------------------------------------------------------------------------------------------


def _row(one: Carried, year: int) -> PlannedRow:
    row, before = one.row, when_of(timing_of_row(one.row), one.row.year)
    after = when_of(one.placed.timing, year)
    return PlannedRow(
        row.id, one.title, one.short or one.title, row.wheel_id, row.phase, tuple(row.bodies or ()),
        before, after, one.placed.how, before.words != after.words, True, row.learning,
    )  # fmt: skip


def _new_row(one: Fresh, year: int) -> PlannedRow:
    pattern, found = one.pattern, one.occurrences[0]
    times = len(one.occurrences)
    how = one.how if times == 1 else f"{one.how}, {times} gånger"
    title = pattern.title if times > 1 else found.title
    return PlannedRow(
        pattern.id, title, pattern.details.get("short_title") or title, pattern.wheel_id, pattern.phase,
        tuple(pattern.bodies or ()), None, when_of(found.timing, year), how, True, one.chosen,
    )  # fmt: skip


def _left_row(one: Left) -> PlannedRow:
    row = one.row
    return PlannedRow(
        row.id, row.title, row.short_title or row.title, row.wheel_id, row.phase, tuple(row.bodies or ()),
        when_of(timing_of_row(row), row.year), None, one.how, True, False, row.learning,
    )  # fmt: skip
