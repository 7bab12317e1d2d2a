"""Days by law in the year wheel: what binds an activity, for which year, and when it turns red."""

from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.followup import ReportKind
from app.models.organisation import MandatePeriod
from app.models.wheel import WheelActivity
from app.services.formatting import write_day_month, write_long_date
from app.services.lawrules import LawRule, law_rules, rule_for, rule_now
from app.services.wheel.errors import NeedsReason, PastLaw
from app.services.wheel.interim import period_end_of
from app.services.wheel.meetingdays import is_council
from app.services.wheel.views import Activity, LegalBound, LegalDay, When

#: The steps that an activity can carry out, in the order of a year's work.
LEGAL_STEPS: Final = (
    "board-proposal", "auditors-budget", "council-decision", "tax-rate", "deficit-recovery",
    "interim-report", "annual-report", "annual-approval", "discharge",
)  # fmt: skip
#: An activity that is not done turns red so many days before its last day by law.
WARNING_DAYS: Final = 14
#: What is handed over or put forward in time, by others than the council that it goes to.
_HANDED_OVER: Final = frozenset({"board-proposal", "auditors-budget", "interim-report", "annual-report"})

_KNOWN_ELECTION, _EVERY = 2022, 4
_FIRST_YEAR, _LAST_YEAR = 1994, 2200
_SEPTEMBER, _WEEK = 9, 7


def step_name(key: str) -> str:
    """What a legal step is called in a list to choose from."""
    return rule_now(key).name


def bound_words(bound: LegalBound) -> str:
    """The last day with its paragraph: "senast 30 november 2026, med särskilda skäl 31 december (…)"."""
    by = f"senast {write_long_date(bound.deadline)}"
    if bound.latest > bound.deadline:
        by += f", med särskilda skäl {write_day_month(bound.latest)}"
    return f"{by} ({bound.paragraph})"


# ---- elections -----------------------------------------------------------------------------------


def elections_in(session: Session) -> frozenset[int]:
    """The years of election: those that the file states, and every fourth year before and after them."""
    return elections_around(frozenset(session.scalars(select(MandatePeriod.election_year))))


def elections_around(stated: Collection[int]) -> frozenset[int]:
    """The stated years, continued by the rule of every fourth year; 2022, 2026 … where none is stated."""
    known = frozenset(stated) or frozenset({_KNOWN_ELECTION})
    before = range(min(known), _FIRST_YEAR - 1, -_EVERY)
    after = range(max(known), _LAST_YEAR + 1, _EVERY)
    return frozenset((*known, *before, *after))


def election_day(year: int) -> date:
    """The second Sunday of September."""
    first = date(year, _SEPTEMBER, 1)
    return first + timedelta(days=(6 - first.weekday()) % _WEEK + _WEEK)


# ---- bounds --------------------------------------------------------------------------------------


def concerned_year(law: str, year: int, concerns: int | None = None) -> int | None:
    """The year that a step is about: as said, or the one whose last day by law falls in the working year."""
    if concerns is not None:
        return concerns
    deadline = next((rule.deadline for rule in law_rules() if rule.key == law), None)
    return None if deadline is None else year - deadline.year


def bound_of(
    law: str, concerns: int, *, mandates: Collection[int], period_end: date | None = None
) -> LegalBound | None:
    """The last day by law of a step for a year; None where the program knows no such rule for that time.

    `mandates` are the years of election (`elections_in`); `period_end` is the last day of the period
    that an interim report is about, where it is known.
    """
    rule = rule_for(law, concerns)
    if rule is None or not rule.step or rule.deadline is None:
        return None
    deadline = rule.deadline.of(concerns)
    if rule.months and period_end is not None:
        deadline = _months_after(period_end, rule.months)
    latest = rule.latest.of(concerns) if rule.latest else deadline
    name, explanation = rule.name, rule.explanation
    if _in_election(rule, concerns, mandates) and rule.election is not None:
        name, explanation = rule.election.name, f"{explanation} {rule.election.explanation}"
    return LegalBound(rule.key, name, rule.paragraph, deadline, latest, explanation)


def bound_for(
    row: WheelActivity, mandates: Collection[int], reports: Sequence[ReportKind] | None = None
) -> LegalBound | None:
    """The last day by law of the step that a row carries out; None where it carries out none.

    `reports` are the file's interim reports, where many rows are asked for.
    """
    if row.law is None:
        return None
    said = None if row.year_offset is None else row.year + row.year_offset
    concerns = concerned_year(row.law, row.year, said)
    if concerns is None:
        return None
    rule = rule_for(row.law, concerns)
    period_end = period_end_of(row, concerns, reports) if rule is not None and rule.months else None
    return bound_of(row.law, concerns, mandates=mandates, period_end=period_end)


def acting_bodies(law: str | None, bodies: Collection[str]) -> tuple[str, ...]:
    """The bodies that carry a step out: the council only receives what others hand over in time."""
    others = tuple(body for body in bodies if not is_council(body))
    return others if others and law in _HANDED_OVER else tuple(bodies)


def earliest_of(law: str, concerns: int, *, mandates: Collection[int]) -> date | None:
    """The first day on which a step can be taken; only in a year of election is there one."""
    rule = rule_for(law, concerns)
    if rule is None or rule.election is None or not _in_election(rule, concerns, mandates):
        return None
    return rule.election.earliest.of(concerns)


def _in_election(rule: LawRule, concerns: int, mandates: Collection[int]) -> bool:
    return rule.election is not None and concerns + rule.election.earliest.year in mandates


def _months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    ends_month = (day + timedelta(days=1)).day == 1
    return date(year, month + 1, last if ends_month else min(day.day, last))


def allowed_until(bound: LegalBound, reason: str | None, tax_rate_on: date | None) -> date:
    """The last day: with särskilda skäl, and the tax rate in time where it is asked for, the later one."""
    if not (reason or "").strip():
        return bound.deadline
    if rule_now(bound.key).tax_rate and (tax_rate_on is None or tax_rate_on > bound.deadline):
        return bound.deadline
    return bound.latest


def check_time(bound: LegalBound, last: date, reason: str | None, tax_rate_on: date | None) -> None:
    """Refuse a time whose last day is past the law, or past its first bound without what the law asks for."""
    if last > bound.latest:
        raise PastLaw(bound)
    if last > allowed_until(bound, reason, tax_rate_on):
        raise NeedsReason(bound, tax_rate_on=tax_rate_on if (reason or "").strip() else None)


# ---- red -----------------------------------------------------------------------------------------


def planned_past(when: When, until: date) -> bool:
    """Whether nothing of the time is within a bound; months and seasons that reach over it are not past."""
    if when.last is None or when.last <= until:
        return False
    first = when.first if when.first is not None else when.last.replace(day=1)
    return when.exact or first > until


def reaches_past(when: When, until: date) -> bool:
    """Whether the time begins within a bound and ends after it, as "april" does with 15 April."""
    return when.last is not None and when.last > until and not planned_past(when, until)


def is_red(
    bound: LegalBound,
    when: When,
    *,
    today: date,
    settled: bool,
    reason: str | None = None,
    tax_rate_on: date | None = None,
    meetings: Collection[date] = (),
    earliest: date | None = None,
) -> bool:
    """Whether a step is in danger: near or past its last day, planned past it, or left without a meeting.

    `settled` is done or cancelled; `meetings` are all days that the deciding body meets, none where the
    plan of its meetings is not in the file, and `earliest` the first on which it can decide.
    """
    if settled:
        return False
    until = allowed_until(bound, reason, tax_rate_on)
    if planned_past(when, until) or today > until - timedelta(days=WARNING_DAYS):
        return True
    since = today if earliest is None else max(today, earliest)
    return bool(meetings) and not any(since <= day <= until for day in meetings)


# ---- the days of a working year ------------------------------------------------------------------


def legal_days(year: int, activities: Sequence[Activity], elections: Collection[int]) -> tuple[LegalDay, ...]:
    """The days by law that fall in a year, with the activities that carry the steps out.

    The days that come every year are always there, the others where an activity carries them out.
    """
    days: list[LegalDay] = []
    for key in LEGAL_STEPS:
        deadline = rule_now(key).deadline
        concerns = year - deadline.year if deadline else year
        bound = bound_of(key, concerns, mandates=elections)
        if bound is None:
            continue
        linked = [one for one in activities if one.law == key and _concerned(one) == concerns]
        if linked or rule_now(key).yearly:
            earliest = earliest_of(key, concerns, mandates=elections)
            days.append(_day(bound, concerns, linked, earliest))
    return tuple(sorted(days, key=lambda one: one.day))


def _concerned(activity: Activity) -> int | None:
    return concerned_year(activity.law or "", activity.year, activity.concerns)


def _day(general: LegalBound, concerns: int, linked: Sequence[Activity], earliest: date | None) -> LegalDay:
    """The day of a step: the first that its activities have; it is met when one of them was in time."""
    own = [(one, one.bound or general) for one in linked]
    meeting_it = [(one, bound) for one, bound in own if _of_right_period(bound, concerns)]
    bounds = (general, *(bound for _, bound in meeting_it))
    bound = min(bounds, key=lambda each: each.deadline)
    return LegalDay(
        key=bound.key,
        name=bound.name,
        paragraph=bound.paragraph,
        day=bound.deadline,
        latest=bound.latest,
        explanation=bound.explanation,
        concerns=concerns,
        activities=tuple(one.key for one in linked),
        met=any(_in_time(one, bound, earliest) for one, bound in meeting_it),
    )


def _of_right_period(bound: LegalBound, concerns: int) -> bool:
    """Whether an interim report is about so much of the year as the law asks of one of them."""
    months, period = rule_now(bound.key).months, rule_for("interim-period", concerns)
    if not months or period is None or period.earliest is None or period.deadline is None:
        return True
    ends = period.earliest.of(concerns), period.deadline.of(concerns)
    return _months_after(ends[0], months) <= bound.deadline <= _months_after(ends[1], months)


def _in_time(activity: Activity, bound: LegalBound, earliest: date | None) -> bool:
    until = allowed_until(bound, activity.exception_reason, activity.tax_rate_on)
    day = activity.done_on if activity.status == "done" else None
    return day is not None and day <= until and (earliest is None or day >= earliest)
