"""A list that opens under a button: what is chosen is found by typing, with the keyboard or the mouse."""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.parts import theme
from app.ui.parts.columns import Column
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.fields import FilterField
from app.ui.parts.table_view import TableView
from app.ui.parts.theme import color

_SIZE = (560, 460)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ALONE = Qt.KeyboardModifier.NoModifier


class Picker(ComboButton):
    """Names what is chosen and opens the list; Up and Down choose the one before and after.

    `columns` show a row and `words` is what the button says of it; a row is told by its `key`.
    """

    picked = Signal(object)
    """The key that the user asks for."""

    def __init__(self, label: str, columns: Sequence[Column[Any]], *, hint: str) -> None:
        super().__init__(label)
        self.setMenu(None)  # type: ignore[arg-type]
        self._columns, self._hint = tuple(columns), hint
        self._rows: tuple[Any, ...] = ()
        self.clicked.connect(lambda _checked=False: self.open_list())

    def show_rows(self, rows: Sequence[Any], chosen: Hashable, words: str) -> None:
        """What can be chosen, each with an `id`, and what is."""
        self._rows = tuple(rows)
        self._choice, self._words = chosen, words
        self.setEnabled(bool(rows))
        self._say()

    def open_list(self) -> "PickerPopup":
        """Open the list under the button."""
        popup = PickerPopup(self._columns, self._rows, self._choice, self._hint, self)
        popup.picked.connect(self._on_picked)
        left = self.mapTo(self.window(), QPoint(0, self.height() + 2))
        popup.move(min(left.x(), max(0, self.window().width() - popup.width())), left.y())
        popup.show()
        popup.raise_()
        popup.filter_field.setFocus(Qt.FocusReason.PopupFocusReason)
        return popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down step through the rows, Enter opens the list."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_list()
        elif step is not None and event.modifiers() == _ALONE:
            self.step(step)
        else:
            super().keyPressEvent(event)

    def step(self, step: int) -> None:
        """Choose the row so many places on, where there is one."""
        keys = [row.id for row in self._rows]
        if self._choice in keys:
            place = keys.index(self._choice) + step
            if 0 <= place < len(keys):
                self._on_picked(keys[place])

    def _on_picked(self, key: object) -> None:
        if key != self._choice:
            self.picked.emit(key)


class _Field(FilterField):
    """Filters the rows; Up and Down move in the list, Enter takes the current one."""

    moved = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is not typed goes to the list."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif step is not None:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class PickerPopup(QFrame):
    """The rows under a field that filters them."""

    picked = Signal(object)

    def __init__(
        self, columns: Sequence[Column[Any]], rows: Sequence[Any], chosen: object, hint: str, button: QWidget
    ) -> None:
        super().__init__(button.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(hint)
        self._button = button
        window = button.window()
        self.resize(min(_SIZE[0], window.width()), min(_SIZE[1], window.height() // 2))
        self.table = TableView(columns, key=lambda row: row.id, name=hint)
        self.table.horizontalHeader().hide()
        for cap in self.table.scrollBarWidgets(Qt.AlignmentFlag.AlignTop):
            cap.hide()
        self.filter_field = _Field()
        self.filter_field.setPlaceholderText(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.NEAR,) * 4)
        column.setSpacing(theme.NEAR)
        column.addWidget(self.filter_field)
        column.addWidget(self.table, 1)
        self.table.show_rows(rows)
        self.table.select(chosen)  # type: ignore[arg-type]
        self.filter_field.filter_changed.connect(self._on_filter)
        self.filter_field.taken.connect(lambda: self._pick(self.table.current_row()))
        self.filter_field.moved.connect(self._move)
        self.table.row_activated.connect(self._pick)
        self.table.clicked.connect(lambda index: self._pick(self.table.rows.value(index)))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A panel over the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("surface"))
        painter.setPen(color("muted"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes without choosing."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            self._button.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            super().keyPressEvent(event)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Whoever goes elsewhere closes it."""
        if isValid(self) and new is not None and new is not self and not self.isAncestorOf(new):
            self.close()

    def _on_filter(self, text: str) -> None:
        self.table.set_filter(text)
        if self.table.current_row() is None and self.table.rows.rowCount():
            self.table.setCurrentIndex(self.table.rows.index(0, 0))

    def _move(self, step: int) -> None:
        place = self.table.currentIndex().row() + step
        if 0 <= place < self.table.rows.rowCount():
            self.table.setCurrentIndex(self.table.rows.index(place, 0))

    def _pick(self, row: Any) -> None:
        if row is not None:
            self.picked.emit(row.id)
            self.close()
            self._button.setFocus(Qt.FocusReason.PopupFocusReason)
