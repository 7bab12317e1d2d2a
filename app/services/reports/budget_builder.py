"""Reads a version of the budget for paper: every figure is the one that the page Budget shows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Appropriation
from app.models.organisation import Municipality
from app.services.budget.grants import Grant, grants_of
from app.services.budget.views import BudgetRow, BudgetView, VersionInfo, budget_view
from app.services.budget.words import STAGES
from app.services.exchange.budgets.content import NoBudget
from app.services.formatting import write_date, write_long_date
from app.services.reports.budget_frames import Footnotes, frames_table, money_table, staff_table
from app.services.reports.budget_paper import BudgetPaper, Money, PaperColumn, PaperRow, PaperTable, Value

_TITLES: Final = {
    "operating": "Skattefinansierad verksamhet",
    "fees": "Avgiftsfinansierad verksamhet",
    "development": "Exploatering",
}


def build_budget_paper(
    session: Session,
    *,
    today: date,
    money: Money = "tkr",
    version_id: int | None = None,
    line: int | None = None,
    year: int | None = None,
) -> BudgetPaper:
    """The appendix of a version, by default of the newest that is worked on.

    `line` is the key of a line of the grid: only it and what stands below it are told. Raises NoBudget.
    """
    read = partial(budget_view, session, version_id=version_id, compare_id=0, year=year)
    net = read()
    if net.version is None or net.plan is None or year not in (None, net.plan.first_year):
        raise NoBudget(year)
    notes = Footnotes()
    tables: list[PaperTable] = []
    units: set[int] = set()
    for financing in net.financings:
        view = net if financing == net.financing else read(financing=financing)
        rows = _below(view.rows, line)
        units |= {row.unit_id for row in rows if row.unit_id is not None}
        if not rows:
            continue
        whole = line is None
        frames = frames_table(view, rows, _TITLES[financing], money, notes, whole=whole)
        if financing == net.financing:
            frames = replace(frames, after=(*frames.after, *_bound_notes(session, net.version.id, rows)))
        named = _TITLES[financing].casefold() if len(net.financings) > 1 else ""
        gross = money_table(view, read(financing=financing, measure="income"), rows, money, whole=whole)
        if gross is None or financing == net.financing or not _is_balanced(frames):
            tables.append(frames)
        tables += _named(gross, named)
        tables += _named(staff_table(view, rows, whole=whole), named)
    tables += _grants(grants_of(session, version_id=net.version.id, unit_ids=units), net.plan.years)
    return _paper(session, net, today, money, line, tables, notes)


def _paper(
    session: Session,
    view: BudgetView,
    today: date,
    money: Money,
    line: int | None,
    tables: Sequence[PaperTable],
    notes: Footnotes,
) -> BudgetPaper:
    version, plan = view.version, view.plan
    assert version is not None
    assert plan is not None
    town = session.scalars(select(Municipality).limit(1)).first()
    chosen = next((row for row in view.rows if row.key == line), None)
    return BudgetPaper(
        municipality=(town.official_name or town.name) if town is not None else "",
        title=plan.name,
        version=version.name,
        stage=STAGES.get(version.stage, version.stage),
        day=version.decided_on if version.locked and version.decided_on else today,
        money=money,
        decided=_decision(version) if version.locked else None,
        registration_number=version.registration_number,
        unit=chosen.name if chosen is not None else None,
        example=version.example,
        tables=tuple(tables),
        footnotes=tuple(notes.texts),
    )


def _decision(version: VersionInfo) -> str:
    parts = (
        version.body,
        write_long_date(version.decided_on) if version.decided_on else None,
        version.paragraph,
    )
    return ", ".join(part for part in parts if part) or "Beslutad"


def _bound_notes(session: Session, version_id: int, rows: Sequence[BudgetRow]) -> list[str]:
    """What is said of each appropriation that the council binds, in the order of the lines."""
    stored = select(Appropriation.unit_id, Appropriation.pot_id, Appropriation.note).where(
        Appropriation.plan_version_id == version_id, Appropriation.note.is_not(None)
    )
    notes = {row.unit_id or row.pot_id: row.note for row in session.execute(stored)}
    bound = [row for row in rows if row.bound]
    return [f"{row.name}: {notes[holder]}" for row in bound if (holder := row.unit_id or row.pot_id) in notes]


def _is_balanced(frames: PaperTable) -> bool:
    """Whether incomes pay for everything, so that nothing is left to tell of the frames."""
    return not any(value for row in frames.rows for value in row.values)


def _below(rows: Sequence[BudgetRow], line: int | None) -> list[BudgetRow]:
    """A line with everything below it; all lines without one."""
    if line is None:
        return list(rows)
    kept = {line}
    found = []
    for row in rows:
        if row.key in kept or row.parent in kept:
            kept.add(row.key)
            found.append(row)
    return found


def _named(table: PaperTable | None, financing: str) -> list[PaperTable]:
    """A table with what pays for it in its title, where there are several."""
    if table is None:
        return []
    title = f"{table.title}, {financing}" if financing else table.title
    return [PaperTable(title, table.columns, table.rows, table.lead, table.after)]


def _grants(grants: Sequence[Grant], years: Sequence[int]) -> list[PaperTable]:
    """The grants that stand beside the frames, with the day they end."""
    if not grants:
        return []
    columns = (
        PaperColumn("Enhet", "words"),
        PaperColumn("Givare", "words"),
        PaperColumn("Upphör", "words"),
        *(PaperColumn(str(year)) for year in years),
    )
    lines = [
        PaperRow(
            grant.name,
            (grant.unit, grant.giver, write_date(grant.ends) if grant.ends else None, *_given(grant, years)),
        )
        for grant in grants
    ]
    lead = "Bidragen är för en tid och ett ändamål. De ingår inte i ramarna."
    after = tuple(f"{grant.name}: {grant.note}" for grant in grants if grant.note)
    return [PaperTable("Riktade bidrag", columns, tuple(lines), lead, after)]


def _given(grant: Grant, years: Sequence[int]) -> tuple[Value, ...]:
    return tuple(grant.amounts.get(year) for year in years)
