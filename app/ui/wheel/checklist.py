"""The checklist of an activity: ticks, and a line at the end that takes one more."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.services.formatting import write_long_date
from app.services.wheel.views import Step
from app.ui.parts import theme
from app.ui.parts.buttons import action, menu_button

_BUTTON = 24
_TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class ListActs:
    """What the checklist can do; each gives False where it was refused."""

    add: Callable[[str], bool]
    tick: Callable[[Step, bool], bool]
    rename: Callable[[Step], object]
    move: Callable[[Step, int], bool]
    remove: Callable[[Step], bool]


class Checklist(QWidget):
    """One row for each step, with a menu of its own; Enter in the last line adds a step."""

    def __init__(self, steps: tuple[Step, ...], acts: ListActs | None) -> None:
        super().__init__()
        self._acts = acts
        self.boxes: list[QCheckBox] = []
        self.menus: list[QMenu] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for place, step in enumerate(steps):
            column.addLayout(self._row(step, place, len(steps)))
        self.field = QLineEdit()
        self.field.setVisible(acts is not None)
        if acts is not None:
            self._build_field(column)

    def _build_field(self, column: QVBoxLayout) -> None:
        self.field.setPlaceholderText("Lägg till en punkt")
        self.field.setAccessibleName("Lägg till en punkt i checklistan")
        self.field.setMinimumHeight(theme.FIELD_HEIGHT)
        self.field.returnPressed.connect(self._on_enter)
        column.addWidget(self.field)

    def take_focus(self) -> None:
        """Go on writing in the last line."""
        QTimer.singleShot(0, self.field, lambda: self.field.setFocus(Qt.FocusReason.OtherFocusReason))

    def _row(self, step: Step, place: int, count: int) -> QHBoxLayout:
        box = QCheckBox()
        box.setChecked(step.done_on is not None)
        box.setAccessibleName(step.text)
        box.setEnabled(self._acts is not None)
        box.clicked.connect(lambda checked, box=box: self._on_tick(box, step, checked))
        self.boxes.append(box)
        words = QLabel(step.text)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setBuddy(box)
        if step.done_on is not None:
            words.setProperty("role", "muted")
            words.setToolTip(f"Klar {write_long_date(step.done_on)}")
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(box, 0, _TOP)
        row.addWidget(words, 1)
        if self._acts is not None:
            row.addWidget(self._more(self._acts, step, place, count), 0, _TOP)
        return row

    def _more(self, acts: ListActs, step: Step, place: int, count: int) -> QWidget:
        menu = QMenu(self)
        up = action("Flytta upp", partial(acts.move, step, -1), parent=menu)
        down = action("Flytta ned", partial(acts.move, step, 1), parent=menu)
        up.setEnabled(place > 0)
        down.setEnabled(place < count - 1)
        for each in (
            action("Ändra…", partial(acts.rename, step), icon="edit", parent=menu),
            up,
            down,
            action("Ta bort", partial(acts.remove, step), icon="trash", parent=menu),
        ):
            menu.addAction(each)
        self.menus.append(menu)
        button = menu_button("more", f"Ändra punkten: {step.text}", menu)
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setIconSize(QSize(_BUTTON - 8, _BUTTON - 8))
        return button

    def _on_tick(self, box: QCheckBox, step: Step, checked: bool) -> None:
        if self._acts is not None and not self._acts.tick(step, checked):
            box.setChecked(not checked)

    def _on_enter(self) -> None:
        text = self.field.text().strip()
        if text and self._acts is not None:
            self._acts.add(text)
