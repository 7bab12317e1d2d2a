"""The table Styrkort: goals with their figures under their perspectives."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.parts.cells import PADDING
from app.ui.parts.table_view import TableView
from app.ui.parts.theme import font
from app.ui.scorecard.card.columns import (
    BULLET,
    GOAL,
    MEASURE,
    OUTCOME,
    STATUS,
    TARGET,
    VALUES,
    columns,
    without_unit,
)
from app.ui.scorecard.card.painting import ROW, CardDelegate, paint_ground
from app.ui.scorecard.card.rows import CardRow

_LINE_AIR = 12
_NARROW = 820
_WIDE_COLUMNS = {BULLET: 148, OUTCOME: 70, TARGET: 64, STATUS: 130}
_NARROW_COLUMNS = {BULLET: 104, OUTCOME: 64, TARGET: 58, STATUS: 126}
_WIDEST_VALUE, _LONGEST = 150, 9
_KEYS = Qt.Key
_MOVES = {_KEYS.Key_Up: -1, _KEYS.Key_Down: 1}


class CardTable(TableView):
    """One row for each figure; a group's name reaches over the columns of its figures."""

    def __init__(self, measure: str = "Mått", parent: QWidget | None = None) -> None:
        made = columns(measure)
        super().__init__(
            made,
            key=lambda row: row.key,
            name="Styrkortets mål och mått",
            remember_as="styrkort",
            sortable=False,
            row_height=ROW,
            parent=parent,
        )
        self._narrow: bool | None = None
        self._keys = tuple(column.key for column in made)
        self.delegate = CardDelegate(self, self._keys)
        self.setItemDelegate(self.delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.fit_rows)
        self._sight = QTimer(self)
        self._sight.setSingleShot(True)
        self._sight.setInterval(0)
        self._sight.timeout.connect(lambda: self.scrollTo(self.currentIndex()))
        self.horizontalHeader().sectionResized.connect(lambda *_sizes: self._soon.start())
        self.verticalHeader().setMinimumSectionSize(ROW)

    def show_rows(self, rows: Iterable[CardRow]) -> None:
        """Show rows, and let the names of groups reach over their columns."""
        self.clearSpans()
        super().show_rows(rows)
        last = self._keys.index(BULLET)
        for place, row in enumerate(self.rows.shown):
            if row.heading:
                self.setSpan(place, 0, 1, last + 1)
        self._fit_values()
        self.fit_rows()

    def retitle(self, measure: str) -> None:
        """Call what measures a goal by the model's word."""
        self.rows.retitle(MEASURE, measure)

    def keep_in_sight(self) -> None:
        """Scroll to the chosen row when what stands under the table has taken its room."""
        self._sight.start()

    def _fit_values(self) -> None:
        """A column of values is never narrower than its longest, for half a number is another number."""
        metrics = QFontMetrics(font())
        usual = _NARROW_COLUMNS if self._narrow else _WIDE_COLUMNS
        for key in VALUES:
            place = self._keys.index(key)
            said = [self._value(key, place, row) for row in self.rows.shown]
            longest = max(map(metrics.horizontalAdvance, said), default=0)
            needed = min(longest + 2 * PADDING + 1, _WIDEST_VALUE)
            if not self.isColumnHidden(place):
                self.setColumnWidth(place, max(needed, usual.get(key, 0)))

    def _value(self, key: str, place: int, row: CardRow) -> str:
        """What the column has to have room for: a long unit is told by pointer and inspector."""
        said = self.rows.columns[place].text(row)
        return without_unit(key, row) if self._narrow or len(said) > _LONGEST else said

    def fit_rows(self) -> None:
        """Give a row whose name takes several lines the room for them."""
        line = QFontMetrics(font()).lineSpacing()
        goal, measure = (self.columnWidth(self._keys.index(key)) for key in (GOAL, MEASURE))
        for place, row in enumerate(self.rows.shown):
            lines = self._lines(row, goal, measure)
            height = max(ROW, lines * line + _LINE_AIR) if lines > 1 else ROW
            if self.rowHeight(place) != height:
                self.setRowHeight(place, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the bars are shorter."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self.keep_in_sight()
        width = event.size().width()
        if (width < _NARROW) == self._narrow:
            self._soon.start()
            return
        self._narrow = width < _NARROW
        for key, wanted in (_NARROW_COLUMNS if self._narrow else _WIDE_COLUMNS).items():
            self.setColumnWidth(self._keys.index(key), wanted)
        self._fit_values()
        self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go row by row, also over the rows of groups."""
        step = _MOVES.get(_KEYS(event.key()))
        if step is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        place = min(max(self.currentIndex().row() + step, 0), self.rows.matches - 1)
        if place >= 0:
            self.selectRow(place)

    def _paint_selection(self) -> None:
        """Under the cells the ground of every row that is seen, and the tint of the chosen one."""
        chosen = {index.row() for index in self.selectionModel().selectedRows()}
        super()._paint_selection()
        painter = QPainter(self.viewport())
        height, width = self.viewport().height(), self.viewport().width()
        first = max(0, self.rowAt(0))
        for place in range(first, self.rows.matches):
            top = self.rowViewportPosition(place)
            if top > height:
                break
            rect = QRect(0, top, width, self.rowHeight(place))
            paint_ground(painter, rect, self.rows.shown[place], place in chosen)
        painter.end()

    def _lines(self, row: CardRow, goal: int, measure: int) -> int:
        if row.heading:
            return 1
        needed, figure = self.delegate.lines_needed, row.figure
        lines = needed(figure.name, measure, example=figure.example) if figure is not None else 1
        lines = max(lines, 2 if row.when else 1)
        if figure is not None and row.places is None:
            room = self.columnWidth(self._keys.index(BULLET))
            lines = max(lines, self.delegate.why_lines(figure.why, room))
        if row.first and row.goal is not None:
            room = goal - self.delegate.indent
            above = needed(row.goal.title, room, example=row.goal.example)
            lines = max(lines, above + bool(row.goal.result_words))
        return lines
