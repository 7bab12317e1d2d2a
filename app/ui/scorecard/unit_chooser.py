"""The button that chooses whose figures the page shows: a tree of the units, found by typing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.parts import theme
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.fields import FilterField
from app.ui.parts.theme import color
from app.ui.parts.tree_view import TreeView

if TYPE_CHECKING:
    from app.services.scorecard.cardchoices import UnitLine

WHOLE = 0
"""The key of the municipality as a whole."""
_SIZE = (480, 460)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ALONE = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit that can be chosen: whether its scorecard is put together, and whether it has any goals."""

    key: int
    parent: int | None
    name: str
    stored: bool
    filled: bool = True

    @property
    def unit_id(self) -> int | None:
        """Its id; None for the municipality."""
        return self.key or None


def unit_rows(units: "Sequence[UnitLine]") -> tuple[UnitRow, ...]:
    """Units with their depth, in the order of the tree, each under the one above it."""
    above: list[tuple[int, int]] = []
    rows = []
    for unit in units:
        while above and above[-1][0] >= unit.depth:
            above.pop()
        key = unit.unit_id or WHOLE
        rows.append(UnitRow(key, above[-1][1] if above else None, unit.name, unit.stored, unit.filled))
        above.append((unit.depth, key))
    return tuple(rows)


def beside(rows: Sequence[UnitRow], unit_id: int | None) -> frozenset[int | None]:
    """A unit with those beside it, or where nothing stands beside it with those right below it."""
    key = unit_id or WHOLE
    above = {row.key: row.parent for row in rows}
    parent = above.get(key)
    near = {row.key for row in rows if row.filled and parent is not None and row.parent == parent}
    if len(near - {key}) == 0:
        near = {row.key for row in rows if row.filled and row.parent == key}
    return frozenset(one or None for one in {key, *near})


class UnitChooser(ComboButton):
    """Shows the unit; opens the tree. Up and down choose the unit before and after."""

    def __init__(self) -> None:
        super().__init__("Enhet")
        self.setMenu(None)  # type: ignore[arg-type]
        self._rows: tuple[UnitRow, ...] = ()
        self.clicked.connect(lambda _checked=False: self.open_tree())

    def show_units(self, rows: Sequence[UnitRow], unit_id: int | None) -> None:
        """The units, one of them chosen."""
        self._rows = tuple(rows)
        key = unit_id or WHOLE
        self._choice = key
        self._words = next((row.name for row in rows if row.key == key), "")
        self._say()

    @property
    def units(self) -> tuple[UnitRow, ...]:
        """The units that can be chosen."""
        return self._rows

    def open_tree(self) -> "UnitPopup":
        """Open the tree under the button."""
        popup = UnitPopup(self._rows, self._choice, self)
        popup.picked.connect(self._on_picked)
        popup.move(self.mapTo(self.window(), QPoint(0, self.height() + 2)))
        popup.show()
        popup.raise_()
        popup.filter_field.setFocus(Qt.FocusReason.PopupFocusReason)
        return popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down step through the units, Enter opens the tree."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_tree()
        elif step is not None and event.modifiers() == _ALONE:
            self.step(step)
        else:
            super().keyPressEvent(event)

    def step(self, step: int) -> None:
        """Choose the unit so many places on."""
        keys = [row.key for row in self._rows]
        if self._choice in keys:
            place = keys.index(self._choice) + step  # type: ignore[arg-type]
            if 0 <= place < len(keys):
                self._on_picked(keys[place])

    def _on_picked(self, key: int) -> None:
        if key != self._choice:
            self.chosen.emit(key or None)


class _UnitField(FilterField):
    """Filters the units; Up and Down move in the tree, Enter takes the current one."""

    moved = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is not typed goes to the tree."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif step is not None:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class UnitPopup(QFrame):
    """The units as a tree under a field that filters it."""

    picked = Signal(object)

    def __init__(self, rows: Sequence[UnitRow], chosen: object, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Välj enhet")
        self._button = parent
        window = parent.window()
        self.resize(min(_SIZE[0], window.width()), min(_SIZE[1], window.height() // 2))
        self.tree = TreeView(
            (
                Column("name", "Enhet", lambda row: row.name, stretch=True, look=_look),
                Column("card", "Styrkort", _card_words, 76, look=lambda _row: CellLook(muted=True)),
            ),
            key=lambda row: row.key,
            parent_key=lambda row: row.parent,
            name="Enheter",
        )
        self.tree.header().hide()
        self.filter_field = _UnitField()
        self.filter_field.setPlaceholderText("Sök enhet")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.NEAR,) * 4)
        column.setSpacing(theme.NEAR)
        column.addWidget(self.filter_field)
        column.addWidget(self.tree, 1)
        self.tree.show_rows(rows)
        self.tree.expandAll()
        self.tree.select(chosen)  # type: ignore[arg-type]
        self.filter_field.filter_changed.connect(self._on_filter)
        self.filter_field.taken.connect(lambda: self._pick(self.tree.current_row()))
        self.filter_field.moved.connect(self._move)
        self.tree.row_activated.connect(self._pick)
        self.tree.clicked.connect(lambda index: self._pick(self.tree.rows.value(index)))
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
        self.tree.set_filter(text)
        if text:
            words = text.casefold()
            nodes = (node.value for node in self.tree.rows.walk())
            first = next((row for row in nodes if words in row.name.casefold()), None)
            if first is not None:
                self.tree.select(first.key)

    def _move(self, step: int) -> None:
        keys = [node.key for node in self.tree.rows.walk()]
        row = self.tree.current_row()
        place = keys.index(row.key) + step if row is not None and row.key in keys else 0
        if 0 <= place < len(keys):
            self.tree.select(keys[place])

    def _pick(self, row: UnitRow | None) -> None:
        if row is not None:
            self.picked.emit(row.key)
            self.close()
            self._button.setFocus(Qt.FocusReason.PopupFocusReason)


def _card_words(row: UnitRow) -> str:
    """Whether somebody has put a card together, or there is nothing to make one of."""
    return "styrkort" if row.stored else "" if row.filled else "inga mål"


def _look(row: UnitRow) -> CellLook:
    icon = "organisation" if row.parent is None else "building"
    return CellLook(icon=icon, muted=not row.filled)
