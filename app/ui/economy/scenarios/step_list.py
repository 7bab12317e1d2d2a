"""The steps of a scenario under each other: each switched on or off where it stands, with what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.ui.economy.money import Unit, shown
from app.ui.parts import theme
from app.ui.parts.buttons import icon_button
from app.ui.parts.layouts import empty
from app.ui.parts.links import Sentence

if TYPE_CHECKING:
    from app.services.economy.scenarios.views import StepView

Effects = Mapping[int, Mapping[int, int | None]]
_BOX, _AMOUNT_WIDTH = 22, 64
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_STEPS = "Scenariot har inga steg ännu. Lägg till det som ska vara annorlunda."
_NOTHING = "Ett scenario har steg som prövas vid sidan av versionen. Lägg till ett, så står dess steg här."


class StepRow(QWidget):
    """A step: a box to switch it on, its words, what it does each year, and a menu."""

    def __init__(self, step: StepView, on_menu: Callable[[StepView], QMenu], parent: QWidget) -> None:
        super().__init__(parent)
        self.step, self._on_menu = step, on_menu
        self.box = QCheckBox(self)
        self.box.setChecked(step.active)
        self.box.setAccessibleName(step.words)
        self.box.setFixedWidth(_BOX)
        self.words = Sentence(self, role="ink" if step.active else "muted")
        self.words.show_parts(step.words)
        self.below = Sentence(self, role="unmet" if step.stopped else "muted", points=theme.SECONDARY_POINTS)
        self.below.show_parts(*([said] if (said := step.stopped or step.values.note or "") else []))
        self.more = icon_button("more", f"Fler kommandon för {step.words}", self._open_menu)
        self.more.setParent(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu as the button's."""
        self._on_menu(self.step).exec(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The words switch the step as the box does."""
        if event.button() == Qt.MouseButton.LeftButton and self.box.isEnabled():
            self.box.click()

    def _open_menu(self) -> None:
        self._on_menu(self.step).exec(self.more.mapToGlobal(QPoint(0, self.more.height())))


class StepList(QScrollArea):
    """The steps in the order they are carried out, under headings of the years."""

    def __init__(
        self,
        on_toggle: Callable[[StepView, bool], bool],
        on_menu: Callable[[StepView], QMenu],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_toggle, self._on_menu = on_toggle, on_menu
        self.rows: list[StepRow] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Scenariots steg")
        self._paper = QWidget()
        self._column = QVBoxLayout(self._paper)
        self._column.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.NEAR, theme.NEAR)
        self._column.setSpacing(0)
        self.setWidget(self._paper)

    def show_steps(
        self, steps: Sequence[StepView], effects: Effects, years: Sequence[int], unit: Unit, *, locked: bool
    ) -> None:
        """Show the steps anew; the one that has the keyboard keeps it."""
        held = next((row.step.key for row in self.rows if row.box.hasFocus()), None)
        empty(self._column)
        self.rows = []
        if steps:
            self._column.addWidget(self._heading(years, unit))
        for step in steps:
            row = self._row(step, effects.get(step.key, {}), years, unit, locked=locked)
            self.rows.append(row)
            self._column.addWidget(row)
            if step.key == held:
                row.box.setFocus(Qt.FocusReason.OtherFocusReason)
        if not steps:
            self._say(_NO_STEPS)
        self._column.addStretch(1)

    def show_nothing(self) -> None:
        """No scenario is chosen."""
        empty(self._column)
        self.rows = []
        self._say(_NOTHING)
        self._column.addStretch(1)

    def _say(self, words: str) -> None:
        nothing = Sentence(self._paper)
        nothing.show_parts(words)
        self._column.addWidget(nothing)

    def _heading(self, years: Sequence[int], unit: Unit) -> QWidget:
        row = QWidget(self._paper)
        grid = _grid(row)
        said = Sentence(row, points=theme.SECONDARY_POINTS)
        said.show_parts(f"Steg, och vad varje gör med det som är kvar ({unit})")
        grid.addWidget(said, 0, 1)
        for place, year in enumerate(years):
            label = QLabel(str(year), row)
            label.setProperty("role", "muted")
            label.setFont(theme.font(theme.SECONDARY_POINTS))
            label.setAlignment(_RIGHT)
            label.setFixedWidth(_AMOUNT_WIDTH)
            grid.addWidget(label, 0, place + 2)
        grid.setColumnMinimumWidth(0, _BOX)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(len(years) + 2, theme.FIELD_HEIGHT + theme.NEAR)
        return row

    def _row(
        self,
        step: StepView,
        effect: Mapping[int, int | None],
        years: Sequence[int],
        unit: Unit,
        *,
        locked: bool,
    ) -> StepRow:
        row = StepRow(step, self._on_menu, self._paper)
        grid = _grid(row)
        grid.addWidget(row.box, 0, 0)
        grid.addWidget(row.words, 0, 1)
        for place, year in enumerate(years):
            grid.addWidget(_amount(effect, year, unit, active=step.active), 0, place + 2)
        grid.addWidget(row.more, 0, len(years) + 2)
        grid.addWidget(row.below, 1, 1, 1, len(years) + 1)
        grid.setColumnMinimumWidth(0, _BOX)
        grid.setColumnStretch(1, 1)
        row.box.setEnabled(not locked)
        row.box.toggled.connect(lambda on, row=row: self._toggled(row, on))
        return row

    def _toggled(self, row: StepRow, on: bool) -> None:
        if not self._on_toggle(row.step, on):
            row.box.blockSignals(True)
            row.box.setChecked(not on)
            row.box.blockSignals(False)


def _grid(row: QWidget) -> QGridLayout:
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 2, 0, 2)
    grid.setHorizontalSpacing(theme.NEAR)
    grid.setVerticalSpacing(0)
    return grid


def _amount(effect: Mapping[int, int | None], year: int, unit: Unit, *, active: bool) -> QLabel:
    label = QLabel(shown(effect.get(year, 0), unit, plus=True, dash=True) if active else "–")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(_RIGHT)
    label.setFixedWidth(_AMOUNT_WIDTH)
    if not active:
        label.setProperty("role", "muted")
    return label
