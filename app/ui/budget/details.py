"""The side panel of the budget: how the frame is composed and has developed, and everything tied to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer

from app.models.errors import DomainError
from app.services.budget import frames, panel, thread
from app.services.budget.words import PART_NAMES
from app.services.formatting import write_count
from app.ui.budget import composition, funding, granting
from app.ui.budget.columns import TOTAL, GridColumn
from app.ui.budget.neighbours import neighbours
from app.ui.budget.panel_rows import PanelRows
from app.ui.budget.trend import frame_trend
from app.ui.budget.waterfall import frame_waterfall
from app.ui.parts import chart
from app.ui.parts.details import Custom, Details, Field, Heading, Part, Text
from app.ui.parts.details import Thread as ThreadPart
from app.ui.parts.page import draft_keeper
from app.ui.parts.thread_line import ThreadStep

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

REST_MS = 120
_LOCKED = "Versionen är beslutad och låst"


class SidePanel(QObject):
    """Follows the cursor when it has come to rest, and only while the panel can be seen."""

    def __init__(self, page: BudgetPage) -> None:
        super().__init__(page)
        self._page = page
        self._next: tuple[Any, GridColumn] | None = None
        self._read: tuple[Any, Any, Any] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._on_rest)
        page.inspector.installEventFilter(self)

    def follow(self, row: Any, column: GridColumn) -> None:
        """The cursor is somewhere else; nothing is read until it rests."""
        self._next = (row, column)
        self._timer.start()

    def show(self, row: Any, column: GridColumn) -> None:
        """The amounts are others: tell of them at once."""
        self._read = None
        self._next = (row, column)
        self._on_rest()

    def clear(self) -> None:
        """There is nothing to tell of."""
        self._timer.stop()
        self._next = self._read = None
        self._page.inspector.show_details(None)

    def catch_up(self) -> None:
        """Show what the cursor stands on without waiting for it to rest."""
        self._timer.stop()
        if self._next is not None:
            (row, column), self._next = self._next, None
            chart.prepare()
            self._page.inspector.show_details(self._details(row, column))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A panel that comes into sight tells of where the cursor is."""
        if event.type() == QEvent.Type.Show:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _on_rest(self) -> None:
        if self._page.inspector.isVisible() and self._page.tab is self._page.frames:
            self.catch_up()

    def _details(self, row: Any, column: GridColumn) -> Details:
        view = self._page.view
        year = column.year if column.year in view.plan.years else view.plan.first_year
        key = (view.version.id, view.financing, row.key, year)
        if self._read is None or self._read[0] != key:
            self._read = (key, self._panel(row, year), self._thread(row))
        return frame_details(self._page, row, column, year, *self._read[1:])

    def _panel(self, row: Any, year: int) -> Any:
        ref = row.frames.get(year)
        return self._page.workspace.read(
            partial(
                panel.frame_panel,
                version_id=self._page.view.version.id,
                year=year,
                holders=holders_of(self._page.view.rows, row),
                frame_id=ref.frame_id if ref is not None else None,
            )
        )

    def _thread(self, row: Any) -> Any:
        if row.group or row.unit_id is None:
            return None
        try:
            return self._page.workspace.read(partial(thread.unit_thread, unit_id=row.unit_id))
        except DomainError:
            return None


def holders_of(rows: Any, row: Any) -> list[int]:
    """The units and central posts that a line is, or adds up."""
    if not row.group:
        return [row.key]
    found: list[int] = []
    at = next(place for place, each in enumerate(rows) if each.key == row.key)
    for each in rows[at + 1 :]:
        if each.depth <= row.depth:
            break
        if not each.group:
            found.append(each.key)
    return found


def frame_details(
    page: BudgetPage, row: Any, column: GridColumn, year: int, read: Any, found: Any
) -> Details:
    """What is shown of a row, for the year of the column under the cursor."""
    view, unit = page.view, page.unit
    may_edit = not view.version.locked and not page.workspace.read_only
    ref = row.frames.get(year)
    parts: list[Part] = [_chart(frame_waterfall(view, row, year, unit))]
    parts += _note(page, row, column)
    funds = funding.parts_of(page, ref, read, column.kind, may_edit=may_edit) if ref is not None else []
    at_hand = column.kind == funding.ASSIGNMENT
    parts += funds if at_hand else []
    years = frame_trend(view, row, read.tracks, unit)
    parts += [_chart(years, rule=True)] if years.says_something else []
    parts += _listed("I siffror", composition.facts(view, row, read, year, unit))
    parts += [Text(words, muted=True)] if (words := composition.binding(row)) else []
    parts += [] if at_hand else funds
    parts += granting.parts_of(page, row, read, year, may_edit=may_edit)
    parts += _listed("Delarna", composition.part_rows(read, unit, page.workspace.today))
    beside = neighbours(view, row, year)
    if beside is not None:
        parts.append(_chart(beside, rule=True))
    if len(read.revisions) > 1:
        parts += _listed(f"Ram {year} i versionerna", composition.revision_rows(page, read, unit))
    parts += _thread(page, row, found)
    above = next((each.name for each in view.rows if each.key == row.parent), "Budget")
    return Details((view.version.id, row.key), above, row.name, tuple(parts), example=row.example)


def _chart(made: Any, *, rule: bool = False) -> Custom:
    return Custom(partial(chart.CaptionedChart, made, rule=rule))


def _listed(heading: str, rows: Any) -> list[Part]:
    return [Heading(heading), Custom(partial(PanelRows, rows))] if rows else []


def _note(page: BudgetPage, row: Any, column: GridColumn) -> list[Part]:
    kind = "plan" if column.kind == TOTAL else column.kind
    cell = row.cells.get((column.year, kind))
    if row.group or kind not in PART_NAMES or kind == "previous" or cell is None:
        return []
    ref = row.frames[column.year]
    label = f"Not till {PART_NAMES[kind]} {column.year}"
    return [
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


def _save_note(page: BudgetPage, ref: Any, kind: str, text: str) -> bool:
    use_case = partial(
        frames.set_note, frame_id=ref.frame_id, kind=kind, note=text, expected_version=ref.version
    )
    return page.workspace.run(use_case) is not None


def _thread(page: BudgetPage, row: Any, found: Any) -> list[Part]:
    if found is None:
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
