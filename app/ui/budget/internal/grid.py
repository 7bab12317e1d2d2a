"""The sheet as a view: names that stand still, widths that follow the amounts, profiles chosen in place."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem

from app.ui.budget.amount_view import AmountView
from app.ui.budget.amounts import Unit
from app.ui.budget.columns import NAME
from app.ui.budget.delegate import LEFT_PADDING, GridDelegate
from app.ui.budget.grid_model import Edit
from app.ui.budget.grid_view import FrozenNames
from app.ui.budget.internal.sheet import FRAME, INCOME, NET, NUMBER, PROFILE, YEAR, SheetModel
from app.ui.parts import icons, theme
from app.ui.parts.cells import PADDING, paint_text
from app.ui.parts.columns import DISPLAY, LOOK
from app.ui.parts.theme import font

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected
_TEXTS = frozenset({NUMBER, PROFILE})
_NAME_WIDTH, _WIDEST_NAME = 144, 260
_LEAST = {NUMBER: 56, PROFILE: 86}
_LEAST_AMOUNT = 40
_WIDER = 24
"""How much wider a column of amounts becomes where there is room."""
_ROOM_FOR_NUMBERS = 1000
"""How wide the sheet must be for the accounts to stand beside the groups."""
_RULED = frozenset({INCOME, "cost", NET, FRAME})


class SheetDelegate(GridDelegate):
    """The grid's delegate, with texts at the left."""

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
        self._paint_edges(painter, rect, look, False)
        self._draw_lines(painter, rect, index.row(), column.closes)
        painter.restore()


class SheetView(AmountView):
    """Shows an internal budget; a double click or F2 on a profile asks for another."""

    profile_wanted = Signal(QPoint)
    """The point on the screen where profiles are to be offered for the selected groups."""
    menu_wanted = Signal(QPoint)

    def __init__(self, commit: Callable[[Sequence[Edit]], bool]) -> None:
        self.sheet = SheetModel(commit)
        self._shown: tuple[Any, Unit, bool] | None = None
        self._numbers = False
        super().__init__(self.sheet, "Internbudget")
        self.sheet.setParent(self)
        self.use_delegate(SheetDelegate(self, top_rule=self._rule_above))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setFixedHeight(theme.FIELD_HEIGHT)
        header.setMinimumSectionSize(_LEAST_AMOUNT)
        self.names = FrozenNames(self)
        self._head_names()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)

    def show_internal(self, internal: Any, unit: Unit, *, read_only: bool) -> None:
        """Show a performer's internal budget."""
        self._shown = internal, unit, read_only
        self._numbers = self.viewport().width() >= _ROOM_FOR_NUMBERS
        self.sheet.show_internal(internal, unit, read_only=read_only, numbers=self._numbers)
        self.arrange()
        if not self.currentIndex().isValid():
            first = next(place for place, column in enumerate(self.sheet.columns) if column.money)
            self.setCurrentIndex(self.sheet.index(0, first))

    def chosen_groups(self) -> list[int]:
        """The account groups of the selected rows."""
        rows = dict.fromkeys(row for row, _ in self.places_selected())
        return [self.sheet.rows[row].key for row in rows if self.sheet.rows[row].line is not None]

    def current_line(self) -> Any:
        """The account group under the cursor, None on a sum."""
        index = self.currentIndex()
        return self.sheet.rows[index.row()].line if index.isValid() else None

    def arrange(self) -> None:
        """Give the columns the widths that what they hold needs; the names take what is left."""
        metrics = QFontMetrics(font(semibold=True))
        widths = [self._needed(column, metrics) for column in self.sheet.columns]
        if not widths:
            return
        room = self.viewport().width() - sum(widths[1:])
        widths[0] = min(_WIDEST_NAME, max(_NAME_WIDTH, room))
        spared = max(0, room - widths[0])
        amounts = [place for place, column in enumerate(self.sheet.columns) if column.money]
        for place in amounts:
            widths[place] += min(_WIDER, spared // len(amounts))
        for place, width in enumerate(widths):
            if self.columnWidth(place) != width:
                self.setColumnWidth(place, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size gives the names another width."""
        super().resizeEvent(event)
        roomy = self.viewport().width() >= _ROOM_FOR_NUMBERS
        if self._shown is not None and roomy != self._numbers:
            internal, unit, read_only = self._shown
            self.show_internal(internal, unit, read_only=read_only)
        self.arrange()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A profile is chosen in a menu; an amount is typed."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._is_profile(index):
            self.profile_wanted.emit(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))
            return
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: Any) -> None:
        """F2 and Alt+Down on a profile offer the profiles."""
        index = self.currentIndex()
        opens = event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Space) or (
            event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if opens and index.isValid() and self._is_profile(index):
            self.profile_wanted.emit(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))
            event.accept()
            return
        super().keyPressEvent(event)

    def _is_profile(self, index: QModelIndex) -> bool:
        model = self.sheet
        return model.columns[index.column()].kind == PROFILE and model.rows[index.row()].line is not None

    def _needed(self, column: Any, metrics: QFontMetrics) -> int:
        if column.kind == NAME:
            return _NAME_WIDTH
        texts = [column.title, *(self.sheet.text(row, column) for row in self.sheet.rows)]
        widest = max(metrics.horizontalAdvance(text) for text in texts) + LEFT_PADDING + PADDING
        alarm = column.kind == YEAR and any(self.sheet.look(row, column).alarm for row in self.sheet.rows)
        widest += icons.STATUS_SIZE + 2 if alarm else 0
        return max(_LEAST.get(column.kind, _LEAST_AMOUNT), widest)

    def _head_names(self) -> None:
        header = self.names.horizontalHeader()
        header.setFixedHeight(theme.FIELD_HEIGHT)
        header.show()

    def _rule_above(self, row: int) -> bool:
        return self.sheet.rows[row].key in _RULED

    def _on_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        self.menu_wanted.emit(self.viewport().mapToGlobal(place))
