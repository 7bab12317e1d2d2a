"""The panel beside the year: the list of activities, and the details of the one that is selected."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl
from app.ui.parts.details import Details
from app.ui.parts.fields import LineField, TextField
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link, Sentence
from app.ui.wheel.activity_list import ActivityList

WIDTH = 404
LIST, DETAILS = "list", "details"
_CHOICES = ((LIST, "Aktiviteter"), (DETAILS, "Detaljer"))
_NOTHING = "Välj en aktivitet i hjulet eller i listan för att se mer."


class WheelSide(QWidget):
    """Takes the inspector's place; the page fills the list and the details alike."""

    turned = Signal(str)
    """Which of the two is shown now."""

    def __init__(self, rows: ActivityList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Aktiviteter och detaljer")
        self.rows = rows
        self.inspector = Inspector(_NOTHING)
        self.tabs = SegmentedControl(_CHOICES, name="Panelen visar")
        self.tabs.chosen.connect(lambda key: self.turn(str(key)))
        self.nothing = Sentence()
        self._stack = QStackedWidget()
        for widget in (self._listed(), self.inspector):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._stack, 1)

    @property
    def shown(self) -> str:
        """Which of the two is shown."""
        return str(self.tabs.choice)

    @property
    def details(self) -> Details | None:
        """What the details are of."""
        return self.inspector.details

    def turn(self, key: str) -> None:
        """Show the list or the details; what is typed in the details is made a change of first."""
        if key == LIST and self._stack.currentIndex() and not self.inspector.settle():
            key = DETAILS
            self._go_to_refused()
        self.tabs.choose(key)
        self._stack.setCurrentIndex(int(key == DETAILS))
        self.turned.emit(key)

    def may_leave(self) -> bool:
        """Make changes of what is typed in the details that are shown; what is refused gets the cursor."""
        left = not self._stack.currentIndex() or self.inspector.settle()
        if not left:
            self._go_to_refused()
        return left

    def go_to_fields(self) -> None:
        """Put the cursor in the first field of the details."""
        field = next((each for each in self._fields() if each.isEnabled()), None)
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_refused(self) -> None:
        pending = (each for each in self._fields() if getattr(each, "draft", None) and each.draft.pending)
        field = next(pending, None)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self) -> list[Any]:
        """The fields of the details in their order."""
        return [
            field
            for part in self.inspector.parts
            for field in part.findChildren(QWidget)
            if isinstance(field, TextField | LineField | QComboBox)
        ]

    def show_details(self, details: Details | None) -> None:
        """Show the details of something, or of nothing."""
        self.inspector.show_details(details)

    def say_nothing_listed(self, *parts: str | Link) -> None:
        """Say why the list is empty; without words it is not."""
        self.nothing.show_parts(*parts)
        self.nothing.setVisible(bool(parts))
        self.rows.setVisible(not parts)

    def settle(self) -> bool:
        """Make changes of what is typed."""
        return self.inspector.settle()

    def resume(self, field: str, text: str) -> bool:
        """Put an interrupted text back in its field."""
        self.turn(DETAILS)
        return self.inspector.resume(field, text)

    def sizeHint(self) -> QSize:
        """Room for titles of two lines beside time and status."""
        return QSize(WIDTH, 600)

    def minimumSizeHint(self) -> QSize:
        """Narrower only as far as the details can be read."""
        return QSize(280, 200)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.PAGE_MARGIN, 12, theme.GROUP, 12)
        row.addWidget(self.tabs)
        row.addStretch(1)
        return row

    def _listed(self) -> QWidget:
        holder = QWidget()
        rule = QFrame()
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.nothing.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.GROUP, theme.NEAR)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(rule)
        column.addWidget(self.rows, 1)
        column.addWidget(self.nothing, 0)
        column.addStretch(0)
        self.nothing.hide()
        return holder
