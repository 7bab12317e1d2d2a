"""The inspector of the budget: how the frame is composed, its note, and its place in the röda tråden."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.models.errors import DomainError
from app.services.budget import frames, thread
from app.services.budget.words import PART_NAMES
from app.services.formatting import write_count
from app.ui.budget import composition
from app.ui.budget.columns import TOTAL, GridColumn
from app.ui.budget.trend import Trend
from app.ui.budget.waterfall import Waterfall
from app.ui.parts import theme
from app.ui.parts.details import Custom, Details, Fact, Facts, Field, Heading, Part, Text
from app.ui.parts.details import Thread as ThreadPart
from app.ui.parts.links import Sentence
from app.ui.parts.page import draft_keeper
from app.ui.parts.thread_line import ThreadStep

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_LOCKED = "Versionen är beslutad och låst"


def frame_details(page: BudgetPage, row: Any, column: GridColumn) -> Details:
    """What is shown of a row, for the year of the column under the cursor."""
    view = page.view
    year = column.year if column.year in view.plan.years else view.plan.first_year
    parts: list[Part] = [Custom(partial(_composed, page, row, year)), Custom(partial(_over_years, page, row))]
    parts.append(Facts(tuple(_facts(view, row, year))))
    parts += _note(page, row, column)
    parts += _thread(page, row)
    names = {each.key: each.name for each in view.rows}
    above = names.get(row.parent, "Budget")
    return Details((view.version.id, row.key), above, row.name, tuple(parts), example=row.example)


def _composed(page: BudgetPage, row: Any, year: int) -> QWidget:
    chart = Waterfall(composition.steps(row, year, page.unit))
    broken = " Axeln är bruten." if chart.geometry_of_bars.broken else ""
    note = f"Från ram {year - 1} till ram {year}, {page.unit}.{broken}"
    return _titled(composition.finding(row, year), note, chart)


def _over_years(page: BudgetPage, row: Any) -> QWidget:
    years = page.view.plan.years
    points = composition.points(row, years, page.unit)
    title = composition.growth(points[0].amount, points[-1].amount, years[-1])
    return _titled(title, f"{page.unit.capitalize()}, streckat är plan", Trend(points), rule=True)


def _titled(title: str, note: str, chart: QWidget, *, rule: bool = False) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, theme.NEAR if rule else 0, 0, 0)
    column.setSpacing(0)
    heading = QLabel(title)
    heading.setFont(theme.font(semibold=True))
    heading.setWordWrap(True)
    said = Sentence(points=theme.SECONDARY_POINTS)
    said.show_parts(note)
    for widget in (heading, said, chart):
        column.addWidget(widget)
    return holder


def _facts(view: Any, row: Any, year: int) -> list[Fact]:
    amount = row.amount(year, TOTAL)
    pairs = (
        (f"Kronor per invånare {year}", composition.per_inhabitant(amount, view.inhabitants)),
        ("Andel av det fördelade", composition.share(amount, view.sums.get((year, TOTAL), 0))),
    )
    return [Fact(label, value) for label, value in pairs if value is not None]


def _note(page: BudgetPage, row: Any, column: GridColumn) -> list[Part]:
    kind = "plan" if column.kind == TOTAL else column.kind
    cell = row.cells.get((column.year, kind))
    if row.group or kind not in PART_NAMES or kind == "previous" or cell is None:
        return []
    ref = row.frames[column.year]
    label = f"Not till {PART_NAMES[kind]} {column.year}"
    made: list[Part] = [
        Field(
            f"{ref.frame_id}:{kind}",
            label,
            cell.note or "",
            partial(_save_note, page, ref, kind),
            draft_keeper(page.workspace, f"frame:{ref.frame_id}:{kind}", f"{label}, {row.name}"),
            lines=3,
            placeholder="Förklara beloppet",
            locked=_LOCKED if page.view.version.locked else "",
        )
    ]
    return [*made, Text(f"Källa: {cell.source}", muted=True)] if cell.source else made


def _save_note(page: BudgetPage, ref: Any, kind: str, text: str) -> bool:
    use_case = partial(
        frames.set_note, frame_id=ref.frame_id, kind=kind, note=text, expected_version=ref.version
    )
    return page.workspace.run(use_case) is not None


def _thread(page: BudgetPage, row: Any) -> list[Part]:
    if row.group:
        return []
    try:
        found = page.workspace.read(partial(thread.unit_thread, unit_id=row.unit_id))
    except DomainError:
        return []
    steps = [ThreadStep(step.level, step.title, on_click=_opens(page, step)) for step in found.steps]
    if not steps:
        return [Heading("Plats i röda tråden"), Text("Enheten har ingen uppdragshandling ännu.", muted=True)]
    count = write_count(found.commitments, "åtagande", "åtaganden")
    steps.append(ThreadStep("Ram", f"{row.name}, {count}", current=True))
    return [Heading("Plats i röda tråden"), ThreadPart(tuple(steps))]


def _opens(page: BudgetPage, step: Any) -> Callable[[], object]:
    if step.agreement_id is not None:
        return partial(page.workspace.open_place, "agreement", step.agreement_id)
    return partial(page.workspace.open_place, "node", step.node_id)
