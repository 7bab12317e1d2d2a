"""The grid of outcomes as a view: the budget's keys, with blocks read as outcomes."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from app.models.errors import DomainError
from app.services.scorecard.outcomes_typed import MISSING
from app.ui.budget.amount_view import AmountView
from app.ui.budget.columns import NAME
from app.ui.budget.copied import parse
from app.ui.budget.delegate import LEFT_PADDING, GridDelegate
from app.ui.budget.grid_model import Edit
from app.ui.budget.grid_view import FrozenNames
from app.ui.parts import clipboard, icons, theme
from app.ui.parts.cap import cap_scroll_bar
from app.ui.parts.cells import PADDING, paint_text
from app.ui.parts.columns import DISPLAY, LOOK
from app.ui.parts.theme import font
from app.ui.scorecard.measures.columns import COUNTED, FROZEN, PERIOD, WHOSE, MeasureColumn
from app.ui.scorecard.measures.model import MeasureModel
from app.ui.scorecard.measures.pasting import Pasted, clear, plan

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected
_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible
_KEYBOARD = QContextMenuEvent.Reason.Keyboard
_TEXTS = frozenset({WHOSE, COUNTED})
_NAME_WIDTH, _WIDEST_NAME = 210, 400
_WIDEST_WHOSE, _WIDEST_VALUE = 190, 150
_NARROWER = ((1, 150), (0, 180), (1, 120), (0, 160))
"""The columns that give room to values, in turn, down to these widths; further only where all then fits."""
_LEAST_STILL = 280
_SAMPLE = 400
"""So many rows are measured for the width of a column."""
_HOW = "Skriv värdet, .. om uppgift saknas, eller ingenting för att ta bort det."


class MeasureDelegate(GridDelegate):
    """The grid's delegate, with whose value it is at the left."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell with its hairlines."""
        model: Any = index.model()
        column = model.columns[index.column()]
        if column.kind not in _TEXTS:
            super().paint(painter, option, index)
            return
        rect, look = option.rect, index.data(LOOK)
        at = self._table.currentIndex()
        chosen = bool(option.state & _SELECTED) and (at.row(), at.column()) != (index.row(), index.column())
        painter.save()
        self._paint_ground(painter, rect, look, chosen)
        paint_text(painter, rect.adjusted(PADDING, 0, -LEFT_PADDING, 0), index.data(DISPLAY), look, False)
        self._draw_lines(painter, rect, index.row(), column.closes)
        painter.restore()

    def name_left(self, depth: int) -> int:
        """Nothing is folded, so names stand under their heading."""
        return PADDING + depth

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A field as large as the cell, named after its figure, unit and period."""
        editor = super().createEditor(parent, option, index)
        model: Any = index.model()
        row, column = model.rows[index.row()], model.columns[index.column()]
        counted = f", {row.unit_of_measure}" if row.unit_of_measure else ""
        editor.setAccessibleName(f"{row.name}, {row.whose}, {column.words}{counted}")
        editor.setToolTip(_how(row))
        editor.setAccessibleDescription(_how(row))
        return editor


def _how(row: Any) -> str:
    if row.direction == "yes_no":
        return "Skriv ja, nej, eller .. om uppgift saknas."
    if row.direction == "scale" and row.scale:
        return f"Skriv {', '.join(row.scale)}, eller .. om uppgift saknas."
    return f"{_HOW} Räknas i {row.unit_of_measure}." if row.unit_of_measure else _HOW


class MeasureView(AmountView):
    """Shows what has been measured; names and units stand still."""

    menu_wanted = Signal(QPoint)

    def __init__(self, commit: Callable[[Sequence[Edit]], bool]) -> None:
        self.measures = MeasureModel(commit)
        super().__init__(self.measures, "Mätvärden")
        self.measures.setParent(self)
        self.use_delegate(MeasureDelegate(self))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setFixedHeight(theme.FIELD_HEIGHT)
        header.setMinimumSectionSize(30)
        cap_scroll_bar(self, theme.FIELD_HEIGHT)
        self.names = FrozenNames(self, count=FROZEN)
        self.delegate.names_apart = True
        self.names.horizontalHeader().setFixedHeight(theme.FIELD_HEIGHT)
        self.names.horizontalHeader().show()
        self.names.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.viewport().installEventFilter(self)
        self.measures.modelReset.connect(self.arrange)

    def show_grid(self, grid: Any, columns: tuple[MeasureColumn, ...], *, anew: bool) -> None:
        """Show a grid; `anew` sifts its rows again."""
        self.measures.show_grid(grid, columns, anew=anew)
        self.arrange()
        if not self.currentIndex().isValid() and self.measures.rowCount():
            self.setCurrentIndex(self.measures.index(0, self._first_open()))

    def go_to(self, row_key: object, period: str) -> bool:
        """Put the cursor in a cell; False where it is not shown."""
        row = self.measures.place_of(row_key)
        column = next(
            (place for place, each in enumerate(self.measures.shown) if each.key == (PERIOD, period)), None
        )
        if row is None or column is None:
            return False
        index = self.measures.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def current_cell(self) -> tuple[Any, Any] | None:
        """The row under the cursor and its cell, None where nothing is measured then."""
        index, model = self.currentIndex(), self.measures
        if not index.isValid() or index.row() >= len(model.rows):
            return None
        row = model.rows[index.row()]
        cell = model.cell(row, model.columns[index.column()])
        return (row, cell) if cell is not None else None

    def current_row(self) -> Any:
        """The row under the cursor."""
        index, rows = self.currentIndex(), self.measures.rows
        return rows[index.row()] if index.isValid() and index.row() < len(rows) else None

    def scrollTo(self, index: QModelIndex, hint: QAbstractItemView.ScrollHint = _VISIBLE) -> None:
        """Show a cell, not only behind what stands still."""
        super().scrollTo(index, hint)
        still = sum(self.columnWidth(place) for place in range(FROZEN))
        if index.column() >= FROZEN:
            hidden = still - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)

    def paste(self) -> None:
        """Change the cells from the clipboard as one step; what cannot stand there is told."""
        text = QGuiApplication.clipboard().text()
        if not text or not self.settle():
            return
        try:
            found = plan(self.measures, list(self.places_selected()), parse(text))
        except DomainError as error:
            self.said.emit(error.message, "error")
            return
        self._take_in(found)

    def clear_selection(self) -> None:
        """Take away the selected values, as one step."""
        self._take_in(clear(self.measures, list(self.places_selected())))

    def set_missing(self) -> None:
        """Say that the selected values are missing, as one step."""
        model = self.measures
        places = [place for place in self.places_selected() if model.typed(*place)]
        edits = [Edit(model.rows[row], model.columns[column], MISSING) for row, column in places]
        if edits:
            model.commit(edits)

    def copy_with_headings(self) -> None:
        """Put the selected cells on the clipboard with figures, units and periods."""
        area, model = self._area(), self.measures
        if area is None:
            return
        columns = range(area.left, area.right + 1)
        lines: list[list[Any]] = [
            [model.columns[0].title, "Enhet", *(model.columns[place].words for place in columns)]
        ]
        for row in range(area.top, area.bottom + 1):
            at = model.rows[row]
            lines.append([at.name, at.whose, *(model.copied(at, model.columns[c]) for c in columns)])
        clipboard.copy(lines)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another size gives the names another width; a menu is asked for by press or keyboard."""
        if event.type() == QEvent.Type.Resize and watched is self.viewport():
            self.arrange()
        if isinstance(event, QContextMenuEvent) and watched is self.viewport():
            self._ask_for_menu(event)
            return True
        return super().eventFilter(watched, event)

    def arrange(self) -> None:
        """Give the columns the widths that what they hold needs; the names take what is left."""
        columns = self.measures.columns
        if not columns:
            return
        widths = [self._needed(column) for column in columns]
        room = self.viewport().width() - sum(widths[1:])
        widths[0] = min(_WIDEST_NAME, max(_NAME_WIDTH, room))
        fits = _LEAST_STILL + sum(widths[FROZEN:]) <= self.viewport().width()
        for place, least in _NARROWER if fits else _NARROWER[:2]:  # before a value is out of sight
            over = sum(widths) - self.viewport().width()
            widths[place] -= max(0, min(over, widths[place] - least))
        for place, width in enumerate(widths):
            if self.columnWidth(place) != width:
                self.setColumnWidth(place, width)

    def _needed(self, column: Any) -> int:
        metrics = QFontMetrics(font(semibold=True))
        if column.kind == NAME:
            return _NAME_WIDTH
        rows = self.measures.rows[:_SAMPLE]
        texts = {self.measures.text(row, column) for row in rows}
        widest = max(map(metrics.horizontalAdvance, texts | {column.title}))
        room = widest + LEFT_PADDING + PADDING + 2
        if column.kind == PERIOD:
            alarms = any(self.measures.look(row, column).alarm for row in rows)
            return min(_WIDEST_VALUE, max(column.least_width, room + (icons.STATUS_SIZE if alarms else 0)))
        return min(_WIDEST_WHOSE, max(column.least_width, room + PADDING))

    def _take_in(self, found: Pasted) -> None:
        done = self.measures.commit(found.edits) if found.edits else True
        if done and found.left_out:
            self.said.emit(found.left_out, "warning" if found.unknown or found.columns else "info")

    def _first_open(self) -> int:
        model = self.measures
        return next((place for place in range(model.first, model.columnCount()) if model.typed(0, place)), 0)

    def _ask_for_menu(self, event: QContextMenuEvent) -> None:
        if event.reason() == _KEYBOARD:
            place = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))
            return
        index = self.indexAt(event.pos())
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        self.menu_wanted.emit(event.globalPos())
