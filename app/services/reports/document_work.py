"""What is done for a document: assignments, activities, and how it is followed up."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

from app.models.followup import ReportKind
from app.services.agreements.valuewords import value_words
from app.services.assignments import rules
from app.services.assignments.views import ActivityRow, AssignmentRow, ordered
from app.services.formatting import DASH, write_date, write_long_date, write_tkr
from app.services.reports.document_rows import Element
from app.services.reports.document_rules import Nature
from app.services.reports.document_sources import Sources
from app.services.reports.document_view import WordsPart
from app.services.scorecard.obligatory import imposed_on
from app.services.steering.documents.views import DocumentView

ASSIGNMENTS: Final = "Uppdrag"
ACTIVITIES: Final = "Aktiviteter"
FOLLOW_UP: Final = "Uppföljning"
IMPOSED: Final = "Obligatoriska nyckeltal"
_ASSIGNMENT_COLUMNS: Final = ("Uppdrag", "Från", "Till", "Finansiering", "Klart senast", "Läge")
_ASSIGNMENT_SHARES: Final = (50, 27, 27, 22, 18, 16)
_ACTIVITY_COLUMNS: Final = ("Aktivitet", "Ansvarig", "Börjar", "Klar senast", "Läge")
_ACTIVITY_SHARES: Final = (72, 34, 18, 18, 18)
_REPORT_COLUMNS: Final = ("Rapport", "Avser", "Vad som redovisas", "Till", "När")
_REPORT_SHARES: Final = (30, 26, 50, 28, 26)


def work_parts(
    sources: Sources, document: Element, found: Nature, years: Sequence[int]
) -> tuple[WordsPart, ...]:
    """The assignments and activities that belong to a document, each only when there are any."""
    below = {one.id: one for one, _ in sources.rows.own_below(document.id)}
    served = {document.id, *below}
    unit = document.unit_id if found.plan and not found.for_all else None
    given = [
        one
        for one in sources.assignments
        if {one.element_id, one.serves_id} & served or (unit is not None and _given(one, unit, years))
    ]
    loose = [
        one
        for one in below.values()
        if one.form == "assignment" and one.id not in {row.element_id for row in given}
    ]
    assigned = {one.id for one in given}
    done = [
        one
        for one in sources.activities
        if _belongs(one, served, assigned) or (unit is not None and _planned(one, unit, years))
    ]
    planned = [one for one in below.values() if one.form == "activity"]
    return (*_assignments(given, loose), *_activities(done, planned))


def follow_up_part(sources: Sources, found: Nature, view: DocumentView) -> tuple[WordsPart, ...]:
    """How a plan is followed up: its own rules, and the reports of the model."""
    if not found.plan:
        return ()
    lines = [f"Följs upp: {view.follow_up_rule}"] if view.follow_up_rule else []
    lines += [f"Ses över: {view.review_rule}"] if view.review_rule else []
    reports = tuple(_report(kind) for kind in sources.reports) if found.reported else ()
    if not reports and not lines:
        return ()
    return (WordsPart(FOLLOW_UP, _REPORT_COLUMNS, _REPORT_SHARES, reports, intro=tuple(lines), dated=False),)


def imposed_part(
    sources: Sources, document: Element, found: Nature, years: Sequence[int]
) -> tuple[WordsPart, ...]:
    """The figures that units above have made obligatory for the plan's unit, with a target for each year."""
    if document.unit_id is None or not found.plan or found.for_all or not years:
        return ()
    targets: dict[tuple[int, str, str], dict[int, str]] = {}
    for year in years:
        for row in imposed_on(sources.session, unit_id=document.unit_id, year=year, today=sources.today):
            told = value_words(row.target, row.unit_of_measure) or row.target_text
            targets.setdefault((row.indicator_id, row.name, row.owner), {})[year] = told or DASH
    if not targets:
        return ()
    rows = tuple((name, owner, *(told[year] for year in years)) for (_, name, owner), told in targets.items())
    columns = ("Nyckeltal", "Ålagt av", *map(str, years))
    return (WordsPart(IMPOSED, columns, (60, 40, *[20] * len(years)), rows),)


def _given(row: AssignmentRow, unit: int, years: Sequence[int]) -> bool:
    """Whether a unit has an assignment to do in some of the years."""
    return row.receiver_id == unit and _within(row.starts, row.due, years) and row.status != rules.CANCELLED


def _planned(row: ActivityRow, unit: int, years: Sequence[int]) -> bool:
    return row.unit_id == unit and _within(row.starts, row.ends, years) and row.status != rules.CANCELLED


def _within(starts: date | None, ends: date | None, years: Sequence[int]) -> bool:
    if not years:
        return True
    return (starts is None or starts.year <= years[-1]) and (ends is None or ends.year >= years[0])


def _belongs(row: ActivityRow, served: Collection[int], assigned: Collection[int]) -> bool:
    if row.home == "node":
        return row.home_id in served
    return row.home == "assignment" and row.home_id in assigned


def _assignments(given: Sequence[AssignmentRow], loose: Sequence[Element]) -> tuple[WordsPart, ...]:
    lines = [*(_assignment(one) for one in given), *(_element(one) for one in loose)]
    if not lines:
        return ()
    return (WordsPart(ASSIGNMENTS, _ASSIGNMENT_COLUMNS, _ASSIGNMENT_SHARES, tuple(lines)),)


def _assignment(row: AssignmentRow) -> tuple[str, ...]:
    day = write_long_date(row.decided_on) if row.decided_on else ""
    decided = ", ".join(part for part in (day, row.paragraph or "") if part)
    funding = rules.FUNDING_WORDS[row.funding]
    if row.funding == rules.EXTRA and row.amount is not None:
        funding = f"{funding} {write_tkr(row.amount, unit=True)}"
    what = "\n".join(part for part in (row.title, row.text.strip()) if part)
    giver = "\n".join(part for part in (row.giver or DASH, decided) if part)
    due = write_date(row.due) if row.due else DASH
    return what, giver, row.receiver or DASH, funding, due, rules.ASSIGNMENT_STATUS[row.status]


def _element(one: Element) -> tuple[str, ...]:
    due = str(one.due_year) if one.due_year is not None else DASH
    return one.title, DASH, one.unit or DASH, DASH, due, DASH


def _activities(done: Sequence[ActivityRow], planned: Sequence[Element]) -> tuple[WordsPart, ...]:
    lines = [_activity(one) for one in ordered(done)]
    lines += [
        (one.title, one.owner_role or one.unit or DASH, DASH, str(one.due_year or DASH), DASH)
        for one in planned
    ]
    if not lines:
        return ()
    return (WordsPart(ACTIVITIES, _ACTIVITY_COLUMNS, _ACTIVITY_SHARES, tuple(lines)),)


def _activity(row: ActivityRow) -> tuple[str, ...]:
    """An activity with the role that answers for it; names of persons are never printed."""
    days = (write_date(day) if day else DASH for day in (row.starts, row.ends))
    return row.title, row.responsible or row.unit or DASH, *days, rules.ACTIVITY_STATUS[row.status]


def _report(kind: ReportKind) -> tuple[str, ...]:
    content: list[Any] = list(kind.content or ())
    told = "; ".join(str(one) for one in content)
    return (
        kind.name,
        kind.period_text or kind.frequency or DASH,
        told or DASH,
        ", ".join(kind.recipients or ()) or DASH,
        kind.due or DASH,
    )
