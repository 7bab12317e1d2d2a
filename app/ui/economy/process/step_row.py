"""A step of the budget process as a row: how far it has come, and, opened, what it holds and where to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.services.economy.process.views import ContentLine, StepView
from app.services.formatting import write_count, write_date
from app.ui.parts import icons, theme
from app.ui.parts.buttons import icon_button, quiet_button
from app.ui.parts.flow import Flow
from app.ui.parts.links import Link, Sentence
from app.ui.parts.sign import Sign

SIGNS: Final = {
    "done": ("check", "met"),
    "now": ("clock", "accent"),
    "next": ("arrow-right", "accent"),
    "late": ("warning", "partly"),
    "ahead": ("dash", "muted"),
}
_SIGN_WIDTH: Final = 32
_LINE_X: Final = 16


@dataclass(frozen=True, slots=True)
class StepActs:
    """What can be done with a step; None where the file is only read."""

    open: Callable[[str, object], object]
    tick: Callable[[str, int, bool, int], bool] | None


class StepRow(QFrame):
    """Shows a step; a click or Enter on its head opens it, and tells which step is chosen."""

    opened = Signal(str)

    def __init__(self, step: StepView, acts: StepActs, *, is_open: bool, last: bool) -> None:
        super().__init__()
        self.step = step
        self._acts = acts
        self._last = last
        self.boxes: list[QCheckBox] = []
        self.setAccessibleName(f"{step.name}, {step.state_words.lower()}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.sign = Sign(*_sign(step))
        self.chevron = icon_button("chevron-right", "", self.toggle)
        self.chevron.setIconSize(QSize(14, 14))
        self.chevron.setFixedSize(24, 24)
        column.addLayout(self._head())
        self.body = QWidget()
        self._fill_body()
        column.addWidget(self.body)
        self._show_open(is_open)

    @property
    def is_open(self) -> bool:
        """Whether its contents are shown."""
        return not self.body.isHidden()

    def focused(self) -> int | None:
        """The place of the line in focus, -1 for another part of the step; None where it has no focus."""
        held = self.window().focusWidget()
        if held is None or not self.isAncestorOf(held):
            return None
        return next((at for at, box in enumerate(self.boxes) if box is held), -1)

    def take_focus(self, place: int) -> None:
        """Go on where the focus was before the step was shown anew."""
        target = self.boxes[place] if 0 <= place < len(self.boxes) and self.is_open else self.chevron
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle(self) -> None:
        """Open or close the step, and choose it."""
        self._show_open(not self.is_open)
        self.opened.emit(self.step.key)

    def show_open(self) -> None:
        """Open the step."""
        self._show_open(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the head opens; one in the body only chooses."""
        if event.button() == Qt.MouseButton.LeftButton:
            if event.position().y() < self.body.y() or not self.is_open:
                self.toggle()
            else:
                self.opened.emit(self.step.key)
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The thread that runs through the signs of all steps."""
        painter = QPainter(self)
        painter.setPen(QPen(theme.color("line"), 1))
        top = self.sign.geometry().bottom() + 3
        if not self._last:
            painter.drawLine(_LINE_X + 1, top, _LINE_X + 1, self.height())

    # ---- within --------------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        step = self.step
        row = QHBoxLayout()
        row.setContentsMargins(_LINE_X - 7, 10, theme.PAGE_MARGIN, 6)
        row.setSpacing(theme.NEAR)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = _label(f"{step.number}. {step.name}" if step.number else step.name)
        name.setFont(theme.font(theme.BODY_POINTS, semibold=step.state != "ahead"))
        words.addWidget(name)
        words.addWidget(_label(_under(step), muted=True))
        row.addLayout(words, 1)
        right = QVBoxLayout()
        right.setSpacing(2)
        for text, muted in ((step.when[:1].upper() + step.when[1:], False), (_state(step), True)):
            told = _label(text, muted=muted)
            told.setWordWrap(False)
            told.setAlignment(Qt.AlignmentFlag.AlignRight)
            right.addWidget(told)
        row.addLayout(right)
        row.addWidget(self.chevron, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _fill_body(self) -> None:
        step = self.step
        column = QVBoxLayout(self.body)
        column.setContentsMargins(_LINE_X + 18 + theme.NEAR, 2, theme.PAGE_MARGIN + 32, 14)
        column.setSpacing(6)
        for line in step.contents:
            column.addWidget(self._line(line))
        if step.evidence:
            said = _label("Filen visar", muted=True)
            said.setFont(theme.font(theme.SECONDARY_POINTS, semibold=True))
            column.addSpacing(4)
            column.addWidget(said)
        for one in step.evidence:
            told = Sentence(role="ink")
            place = None if one.kind is None else partial(self._acts.open, one.kind, one.key)
            told.show_parts(Link(one.words, place) if place else one.words)
            column.addWidget(told)
        column.addWidget(self._work())

    def _work(self) -> QWidget:
        """Where to go, and the word that the step is done."""
        made = QWidget()
        flow = Flow(made, theme.NEAR, theme.NEAR)
        flow.setContentsMargins(0, theme.GRID, 0, 0)
        tick = self._acts.tick
        step = self.step
        if tick is not None and step.state != "done":
            self.done = quiet_button(
                "Markera som klart", "check", partial(tick, step.key, 0, True, step.row_state)
            )
            flow.addWidget(self.done)
        if tick is not None and step.said_on is not None:
            undone = partial(tick, step.key, 0, False, step.row_state)
            self.done = quiet_button("Inte klart", "undo", undone)
            flow.addWidget(self.done)
        for work in step.links:
            go = partial(self._acts.open, work.kind, work.key)
            flow.addWidget(quiet_button(work.words, "arrow-right", go))
        return made

    def _line(self, line: ContentLine) -> QCheckBox:
        text = line.text[:1].upper() + line.text[1:]
        box = QCheckBox(text if line.done_on is None else f"{text}, {write_date(line.done_on)}")
        box.setChecked(line.done_on is not None)
        box.setEnabled(self._acts.tick is not None)
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        box.clicked.connect(lambda checked: self._on_clicked(box, line, checked))
        self.boxes.append(box)
        return box

    def _on_clicked(self, box: QCheckBox, line: ContentLine, checked: bool) -> None:
        tick = self._acts.tick
        if tick is not None and not tick(self.step.key, line.number, checked, line.state):
            box.setChecked(not checked)

    def _show_open(self, is_open: bool) -> None:
        self.body.setVisible(is_open)
        self.chevron.setAccessibleName(f"{'Stäng' if is_open else 'Öppna'} {self.step.name}")
        self.chevron.setToolTip("Visa mindre" if is_open else "Visa mer")
        icons.bind(self.chevron, "chevron-down" if is_open else "chevron-right")


def _sign(step: StepView) -> tuple[str, None, str]:
    icon, role = SIGNS[step.state]
    return icon, None, role


def _under(step: StepView) -> str:
    """What kind of step it is, and whose."""
    return " · ".join((step.kind_words, ", ".join(step.bodies))) if step.bodies else step.kind_words


def _state(step: StepView) -> str:
    """How far it has come, with the lines that are done."""
    words = step.state_words
    if step.said_on is not None:
        words += f" {write_date(step.said_on)}"
    elif step.contents and step.state != "done":
        words += f", {step.ticked} av {write_count(len(step.contents), 'punkt', 'punkter')}"
    return words


def _label(text: str, *, muted: bool = False) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if muted:
        made.setProperty("role", "muted")
    return made
