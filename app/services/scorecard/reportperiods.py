"""The parts of a year that a scorecard can be shown for, those of the model's own reports among them."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.followup import ReportKind
from app.services.formatting import MONTHS
from app.services.scorecard.periods import Period, read_period, report_periods, report_words

_DELAR = "Delår"


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A period that can be chosen, in words; `own`: a report of the model ends with it."""

    period: Period
    words: str
    own: bool


def periods_to_report(session: Session, *, year: int) -> tuple[ReportPeriod, ...]:
    """The whole year and then its parts as they end; the municipality's reports by their own names."""
    whole, *parts = report_periods(year)
    kinds = select(ReportKind.name, ReportKind.period_text, ReportKind.details)
    names: dict[date, list[str]] = {}
    for name, text, details in session.execute(kinds.order_by(ReportKind.position, ReportKind.id)):
        last = _end(details, text, year)
        if last is not None:
            names.setdefault(last, []).append(name)
    usual = {one.last: one for one in parts}
    every = {**{last: read_period(f"{year}-{last.month:02}") for last in names}, **usual}
    found = [
        ReportPeriod(period, _words(period, names.get(last, ()), bool(names)), last in names)
        for last, period in sorted(every.items())
    ]
    return (ReportPeriod(whole, report_words(whole.text), False), *found)


def usual_period(year: int, today: date, periods: Iterable[ReportPeriod] = ()) -> str | None:
    """The part of a year that is most often reported just now: the model's own last report that has ended.

    Where the model names none, it is the last tertial or half-year. None is the whole year, which earlier
    and later years are shown for.
    """
    if year != today.year:
        return None
    own = [one.period for one in periods if one.own]
    usual = own or [one for one in report_periods(year) if one.frequency in ("tertial", "half_year")]
    ended = [one for one in usual if one.last < today]
    return max(ended, key=lambda one: one.last).text if ended else None


def _end(details: Mapping[str, Any] | None, text: str | None, year: int) -> date | None:
    """The last day of the part of a year that a report tells of; None where the model does not say."""
    said = (details or {}).get("period_end")
    if said is None:
        month = MONTHS.index(text.casefold()) + 1 if text and text.casefold() in MONTHS else 12
    else:
        month = int(said[:2]) if int(said[3:]) >= calendar.monthrange(2027, int(said[:2]))[1] else 12
    return date(year, month, calendar.monthrange(year, month)[1]) if month < 12 else None


def _words(period: Period, names: Iterable[str], others: bool) -> str:
    """A period in words; what the model has a name for has that, and only that is its ”delår”."""
    told = report_words(period.text)
    months = told.split(", ")[-1]
    name = next(iter(names), None)
    if name is not None:
        return f"{name}, {months[:1].lower()}{months[1:]}"
    return told.replace(_DELAR, "Halvår", 1) if others and told.startswith(_DELAR) else told
