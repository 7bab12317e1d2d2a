"""The grid of the budget is as quick with many rows as with few, and an edit costs what it changes.

What is timed is the window's side of an edit: the changed frames are taken in, every sum follows, and the
grid is told; columns that must be wider follow after the paint. The file is not in it; what a block takes
with it written and read is told without a goal.
Python does not look for garbage meanwhile, as in the program, which does that between the user's doings.
"""

import gc
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from app.services.budget.figures import FrameFigures
from app.services.budget.rules import Amounts
from app.services.budget.views import BudgetView
from app.ui.budget.columns import GridColumn, bands, folded_at_first, grid_columns
from app.ui.budget.grid import BudgetGrid
from app.ui.parts import theme
from benchmarks.budget_file import open_plan
from benchmarks.budget_plan import YEARS, make_ledger, make_view, places
from benchmarks.measuring import Goal, Result, side_by_side, timed
from benchmarks.painting import application, spaced

SMALL, LARGE = 300, 20_000
_SIZE = (1200, 800)
_PASTED = 1000
_IN_FILE = 3000
_MOST_ROUNDS = 7
_PAINT = QEvent.Type.Paint
_FOLDED = folded_at_first(YEARS)


def run(rounds: int) -> list[Result]:
    """Paint, edit and paste in turns with what each is held against."""
    application()
    gc.collect()
    gc.disable()
    try:
        return _measured(rounds)
    finally:
        gc.enable()


def _measured(rounds: int) -> list[Result]:
    few = min(rounds, _MOST_ROUNDS)
    with _shown(SMALL) as small, _shown(LARGE) as large, _standard(LARGE) as standard:
        return [
            side_by_side(
                Goal("grid painted", _rows("the grid with", LARGE), _rows("the grid with", SMALL), 1.2),
                lambda: _repaint(large),
                lambda: _repaint(small),
                rounds=rounds,
            ),
            side_by_side(
                Goal(
                    "grid beside Qt's own", _rows("the grid with", LARGE), "Qt's table with its own model", 3
                ),
                lambda: _repaint(large),
                lambda: _repaint(standard),
                rounds=rounds,
            ),
            _edit(large, few),
            _paste(large, rounds),
            *_with_the_file(rounds=min(rounds, 3)),
        ]


class _Grid(BudgetGrid):
    """A grid with its view, and how often it said that amounts have changed."""

    def __init__(self, view: BudgetView) -> None:
        super().__init__(lambda _edits: True, lambda _edits: True)
        self.budget = view
        self.told = 0
        self.model.dataChanged.connect(self._on_told)

    def _on_told(self, *_range: object) -> None:
        self.told += 1


def _edit(grid: _Grid, rounds: int) -> Result:
    goal = Goal(
        "an edit followed",
        f"one amount among {spaced(LARGE)} rows, taken in and told",
        "every sum added up anew",
        0.01,
    )
    first = [place.key for place in places(LARGE) if not place.group][:1]
    amounts = iter(range(1, 1_000_000))

    def edit() -> float:
        changed = list(_changed(grid, first, next(amounts)))
        return timed(partial(_take_in, grid, changed))

    return side_by_side(goal, edit, lambda: timed(partial(make_ledger, LARGE)), rounds=rounds)


def _paste(grid: _Grid, rounds: int) -> Result:
    cells = f"{spaced(_PASTED)} × {len(_columns()) - 1}"
    goal = Goal("a block followed", f"{cells} amounts taken in, told and painted", "one paint", 3)
    keys = [place.key for place in places(LARGE) if not place.group][:_PASTED]
    amounts = iter(range(1, 1_000_000))

    def paste() -> float:
        changed = list(_changed(grid, keys, next(amounts)))
        return timed(partial(_take_in, grid, changed)) + _repaint(grid)

    return side_by_side(goal, paste, lambda: _repaint(grid), rounds=rounds)


def _take_in(grid: _Grid, changed: list[FrameFigures]) -> None:
    ledger, grid.told = grid.budget.ledger, 0
    if ledger is None:
        raise RuntimeError("there is no plan")
    grid.show_changed(grid.budget, ledger.apply(changed))
    if grid.told != 1:
        raise RuntimeError(f"the grid said {grid.told} times that amounts have changed")


def _changed(grid: _Grid, keys: list[int], more: int) -> Iterator[FrameFigures]:
    """The frames of some units with every part a little larger, as they would be read after an edit."""
    ledger = grid.budget.ledger
    for key in keys:
        before: FrameFigures | None = None
        for year in YEARS:
            frame = ledger.figures[key, year]  # type: ignore[union-attr]
            base = before.amounts if before is not None else frame.base + Amounts(more, 0)
            parts = {kind: part._replace(amount=part.amount + more) for kind, part in frame.parts.items()}
            total = base + Amounts(sum(part.amount for part in parts.values()), 0)
            before = replace(frame, base=base, amounts=total, parts=parts)
            yield before


def _with_the_file(rounds: int) -> list[Result]:
    """What the program does around it: one amount, and a block, written and read again."""
    cells = _PASTED * 6
    with (
        tempfile.TemporaryDirectory(prefix="rodatraden-") as folder,
        open_plan(Path(folder), _IN_FILE) as plan,
    ):
        amounts = iter(range(1, 1_000_000))

        def write(count: int) -> float:
            entries = plan.entries(count, next(amounts) * 1000)
            return timed(partial(plan.write, entries))

        goal = Goal(
            "a block with the file", f"{spaced(cells)} amounts written, read and added up", "one amount"
        )
        return [side_by_side(goal, lambda: write(cells), lambda: write(1), rounds=rounds)]


@contextmanager
def _shown(count: int) -> Iterator[_Grid]:
    view = make_view(count)
    grid = _Grid(view)
    grid.resize(*_SIZE)
    grid.show_budget(view, _columns(), bands(YEARS, _FOLDED), "tkr")
    with _painted(grid):
        yield grid


@contextmanager
def _standard(count: int) -> Iterator[QTableView]:
    """Qt's own table and model with as many rows and columns of figures."""
    columns = len(_columns())
    model = QStandardItemModel(count, columns)
    for row in range(count):
        for column in range(columns):
            item = QStandardItem(f"{row + column}")
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            model.setItem(row, column, item)
    table = QTableView()
    table.setModel(model)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
    for place, each in enumerate(_columns()):
        table.setColumnWidth(place, each.least_width)
    table.resize(*_SIZE)
    with _painted(table):
        yield table


@contextmanager
def _painted(widget: QWidget) -> Iterator[None]:
    _Watch(widget if isinstance(widget, QTableView) else widget.findChild(QTableView))
    widget.show()
    QApplication.processEvents()
    try:
        yield
    finally:
        widget.hide()
        widget.deleteLater()


class _Watch(QObject):
    """Counts how often a table was painted, so that nothing is timed that was never drawn."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self.paints = 0
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.paints += event.type() == _PAINT
        return super().eventFilter(watched, event)


def _repaint(widget: QWidget) -> float:
    """Paint everything in a window once more."""
    watch = widget.findChild(_Watch)
    before = watch.paints
    taken = timed(widget.repaint)
    if watch.paints != before + 1:
        raise RuntimeError("what was timed was never painted")
    return taken


def _columns() -> tuple[GridColumn, ...]:
    return grid_columns(YEARS, _FOLDED, lambda _kind: False)


def _rows(words: str, count: int) -> str:
    return f"{words} {spaced(count)} rows"
