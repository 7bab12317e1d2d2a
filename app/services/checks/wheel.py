"""What there is to say about the year wheel: law, order, negotiations, days of meetings."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan
from app.models.wheel import Meeting, WheelActivity
from app.services.checks.finding import Finding, Severity
from app.services.checks.law import cited
from app.services.formatting import write_long_date
from app.services.lawrules import rule_for
from app.services.wheel.clashes import (
    NEGOTIATION_WORDS,
    on_its_meeting,
    order_notices,
    place_notices,
)
from app.services.wheel.interim import interim_periods, interim_reports, period_of
from app.services.wheel.legal import (
    allowed_until,
    concerned_year,
    earliest_of,
    elections_in,
    planned_past,
)
from app.services.wheel.meetingplan import MeetingDay, meeting_days_of
from app.services.wheel.reading import wheel_view
from app.services.wheel.views import Activity, LegalBound
from app.services.wheel.workdays import holiday_name

_OPEN = frozenset({"planned", "ongoing", "late"})
#: Steps that the budget plan's own versions tell of, once the file has a plan for the year.
_OF_PLANS = frozenset({"board-proposal", "council-decision"})


def wheel_findings(session: Session, *, today: date) -> Iterator[Finding]:
    """What is late, planned past the law, in the wrong order or missing in the years of the wheel."""
    elections = elections_in(session)
    planned = frozenset(session.scalars(select(BudgetPlan.first_year)))
    for year in session.scalars(select(WheelActivity.year).distinct().order_by(WheelActivity.year)).all():
        view = wheel_view(session, year=year, today=today, start_month=1, noticed=False)
        meetings = meeting_days_of(session, year=year)
        known = tuple(on_its_meeting(one, meetings) for one in view.activities)
        for one in known:
            yield from _of_law(one, today, elections, planned)
            yield from _of_negotiations(one)
        yield from _of_clashes(known, view.orders, meetings)
    yield from _interim(session, today.year)
    yield from _holidays(session, today)


# ---- law -----------------------------------------------------------------------------------------


def _of_law(
    one: Activity, today: date, elections: Collection[int], planned: Collection[int]
) -> Iterator[Finding]:
    bound = one.bound
    if bound is None or one.status == "cancelled":
        return
    until = allowed_until(bound, one.exception_reason, one.tax_rate_on)
    concerns = concerned_year(bound.key, one.year, one.concerns)
    by = write_long_date(until)
    if one.done_on is not None:
        if one.done_on > until:
            what = f"Gjordes {write_long_date(one.done_on)}, efter {by}"
            yield _of(one, "wheel-law-late", what, bound, grave=one.done_on > bound.latest)
    elif planned_past(one.when, until) and one.when.last is not None:
        what = f"Är planerad till {one.when.words} {one.year}, efter {by}"
        first = one.when.first or one.when.last
        yield _of(one, "wheel-law-planned", what, bound, grave=first > bound.latest)
    elif today > until and not (bound.key in _OF_PLANS and concerns in planned):
        what = f"Är inte klar och skulle ha varit det senast {by}"
        yield _of(one, "wheel-law-missed", what, bound, grave=today > bound.latest)
    yield from _of_election(one, bound, concerns, elections)


def _of_election(
    one: Activity, bound: LegalBound, concerns: int | None, elections: Collection[int]
) -> Iterator[Finding]:
    earliest = None if concerns is None else earliest_of(bound.key, concerns, mandates=elections)
    day = one.done_on or one.when.last
    if earliest is not None and day is not None and day < earliest:
        what = (
            f"Beslutet ligger före {write_long_date(earliest)}, då nyvalda fullmäktige tillträder. "
            f"Det är de som ska anta budgeten"
        )
        yield _of(one, "wheel-election-year", what, bound)


def _of(one: Activity, code: str, what: str, bound: LegalBound, *, grave: bool = False) -> Finding:
    severity: Severity = "error" if grave else "warning"
    return Finding(code, severity, _place(one), cited(what, bound.paragraph), "wheel_activity", one.key)


def _place(one: Activity) -> str:
    return f"Årshjul {one.year}: {one.short}"


def _interim(session: Session, year: int) -> Iterator[Finding]:
    """No interim report is about half to two thirds of the year; silent while one tells no period."""
    rule = rule_for("interim-period", year)
    kinds = interim_reports(session)
    found = interim_periods((period_of(kind, year) for kind in kinds), year)
    if rule is not None and found.broken:
        what = "Ingen delårsrapport handlar om minst hälften och högst två tredjedelar av året"
        place = f"Rapporter: {', '.join(found.outside)}"
        yield Finding(
            "wheel-interim-period", "warning", place, cited(what, rule.paragraph), "report_kind", kinds[0].id
        )


# ---- negotiations, order, meetings ---------------------------------------------------------------


def _of_negotiations(one: Activity) -> Iterator[Finding]:
    """Negotiations that were not held before the decision that has been made."""
    if one.status != "done" or one.done_on is None:
        return
    for row in one.negotiations:
        what = NEGOTIATION_WORDS[row.kind] + (f" med {row.party}" if row.party else "")
        if row.held_on is None:
            message = f"{what} har ingen dag, men beslutet är fattat {write_long_date(one.done_on)}."
            yield Finding(
                "wheel-negotiation-missing", "warning", _place(one), message, "wheel_activity", one.key
            )
        elif row.held_on > one.done_on:
            message = (
                f"{what} är daterad {write_long_date(row.held_on)}, efter beslutet "
                f"{write_long_date(one.done_on)}."
            )
            yield Finding(
                "wheel-negotiation-late", "warning", _place(one), message, "wheel_activity", one.key
            )


def _of_clashes(
    activities: Sequence[Activity],
    orders: Sequence[tuple[int, int, int]],
    meetings: Mapping[int, MeetingDay],
) -> Iterator[Finding]:
    known = {one.key: one for one in activities}
    waiting = [one for one in activities if one.status in _OPEN]
    told: Mapping[str, Iterator[tuple[int, str]]] = {
        "wheel-order": order_notices(activities, orders),
        "wheel-collision": place_notices(waiting, meetings),
    }
    for code, said in told.items():
        for key, sentence in dict.fromkeys(said):
            yield Finding(code, "warning", _place(known[key]), sentence, "wheel_activity", key)


def _holidays(session: Session, today: date) -> Iterator[Finding]:
    """Meetings to come on a holiday."""
    coming = select(Meeting).where(Meeting.starts >= today, Meeting.cancelled.is_(False))
    for row in session.scalars(coming.order_by(Meeting.starts)):
        name = holiday_name(row.starts)
        if name is not None:
            place = f"Sammanträde: {row.body} {write_long_date(row.starts)}"
            yield Finding("meeting-holiday", "warning", place, f"Dagen är {name}.", "meeting", row.id)
