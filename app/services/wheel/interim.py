"""Interim reports: the part of the year that each is about, held against the law."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.models.followup import ReportKind
from app.models.wheel import WheelActivity
from app.services.lawrules import rule_for

_WORD = "delår"
_JANUARY = 1


@dataclass(frozen=True, slots=True)
class Period:
    """A report with the part of the year that it is about, as far as it is said."""

    name: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class InterimPeriods:
    """Interim reports by whether their period is at least half and at most two thirds of the year."""

    inside: tuple[str, ...]
    outside: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def broken(self) -> bool:
        """Whether it is certain that no report meets the rule; one that tells no period may do so."""
        return bool(self.outside) and not self.inside and not self.silent


def interim_periods(reports: Iterable[Period], year: int) -> InterimPeriods:
    """Hold the year's interim reports against the rule, which is met when one of them is inside."""
    rule = rule_for("interim-period", year)
    inside: list[str] = []
    outside: list[str] = []
    silent: list[str] = []
    for report in reports:
        if rule is None or report.last is None or rule.earliest is None or rule.deadline is None:
            silent.append(report.name)
        elif (report.first or date(year, _JANUARY, 1)) == date(year, _JANUARY, 1) and (
            rule.earliest.of(year) <= report.last <= rule.deadline.of(year)
        ):
            inside.append(report.name)
        else:
            outside.append(report.name)
    return InterimPeriods(tuple(inside), tuple(outside), tuple(silent))


def is_interim(kind: ReportKind) -> bool:
    """Whether a kind of report is an interim report, by its name."""
    return _WORD in kind.name.casefold()


def period_of(kind: ReportKind, year: int) -> Period:
    """A kind of report with its period in a year, as far as the model says."""
    return Period(
        kind.name, _day(kind.details.get("period_start"), year), _day(kind.details.get("period_end"), year)
    )


def interim_reports(session: Session) -> tuple[ReportKind, ...]:
    """The kinds of interim report in the file, in the model's order."""
    every = session.scalars(select(ReportKind).order_by(ReportKind.position, ReportKind.id))
    return tuple(kind for kind in every if is_interim(kind))


def period_end_of(
    activity: WheelActivity, year: int, kinds: Sequence[ReportKind] | None = None
) -> date | None:
    """The last day of the period that an activity's interim report is about; None where it is not known.

    It is that of the report linked to the activity, or of the only report whose period the law asks for.
    `kinds` are the interim reports of the file, where they are known already.
    """
    session = object_session(activity)
    if session is None:
        return None
    linked = {row.report_kind_id for row in activity.documents if row.report_kind_id is not None}
    kinds = interim_reports(session) if kinds is None else kinds
    own = [period_of(kind, year) for kind in kinds if kind.id in linked]
    periods = own or [period_of(kind, year) for kind in kinds]
    inside = interim_periods(periods, year).inside
    ends = {period.last for period in periods if own or period.name in inside}
    return ends.pop() if len(ends) == 1 else None


def _day(text: str | None, year: int) -> date | None:
    """A day of the year written "08-31"; a day that the year does not have is no day."""
    try:
        return None if text is None else date(year, int(text[:2]), int(text[3:]))
    except ValueError:
        return None
