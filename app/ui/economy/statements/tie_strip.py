"""What must tie, always in sight under the statements: a sign for each kind, and what differs in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.flow import Flow
from app.ui.parts.layouts import empty
from app.ui.parts.links import Link, Sentence
from app.ui.parts.marks import SIZE, Mark, paint_mark
from app.ui.parts.theme import color

if TYPE_CHECKING:
    from app.services.economy.statements.ties import Tie

_HEIGHT: Final = 24
_PAD, _GAP = 6, 5
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class TieChip(QAbstractButton):
    """A kind of tie with its sign: they tie in every year, differ in some, or are not known."""

    def __init__(self, key: str, name: str, ties: Sequence[Tie], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.ties = key, tuple(ties)
        self.mark = mark_of(ties)
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{name}, {tie_word(self.mark)}")
        self.setToolTip("\n".join(f"{tie.year}: {tie.words}, {tie_word(mark_of([tie]))}" for tie in ties))

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        words = QFontMetrics(self._font()).horizontalAdvance(self.text())
        return QSize(2 * _PAD + SIZE + _GAP + words + 2, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(color("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(color("raised") if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        paint_mark(painter, QRectF(_PAD, (self.height() - SIZE) / 2, SIZE, SIZE), self.mark)
        painter.setFont(self._font())
        painter.setPen(color("ink" if self.mark is Mark.UNMET else "muted"))
        left = _PAD + SIZE + _GAP
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), _MIDDLE, self.text())

    def _font(self) -> QFont:
        return theme.font(theme.SECONDARY_POINTS, semibold=self.mark is Mark.UNMET)


class TieStrip(QWidget):
    """The kinds of ties side by side under a rule, and above them what is lacking or differs."""

    chosen = Signal(str)
    """The key of the kind of tie that the user wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rule = QFrame()
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        self.words = Sentence(points=theme.SECONDARY_POINTS)
        self._chips = QWidget()
        self._flow = Flow(self._chips, theme.GRID, 0)
        self._flow.setContentsMargins(0, 0, 0, 0)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.PAGE_MARGIN - _PAD, theme.NEAR, theme.PAGE_MARGIN, theme.NEAR)
        inner.setSpacing(theme.GRID)
        self.words.setContentsMargins(_PAD, 0, 0, 0)
        inner.addWidget(self.words)
        inner.addWidget(self._chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule)
        column.addLayout(inner)

    @property
    def chips(self) -> tuple[TieChip, ...]:
        """The kinds that are shown."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        return tuple(item.widget() for item in items if item is not None)  # type: ignore[misc]

    def show_ties(self, ties: Sequence[Tie], words: Sequence[str | Link]) -> None:
        """Show every kind of tie that anything is said of."""
        from app.services.economy.statements.ties import TIE_NAMES

        empty(self._flow)
        for key, name in TIE_NAMES.items():
            found = [tie for tie in ties if tie.key == key]
            if found:
                chip = TieChip(key, name, found, self._chips)
                chip.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
                self._flow.addWidget(chip)
                chip.show()
        self.words.show_parts(*words)
        self._chips.updateGeometry()


def mark_of(ties: Sequence[Tie]) -> Mark:
    """Whether ties hold: all of them, not all, or nothing is known."""
    if any(tie.broken for tie in ties):
        return Mark.UNMET
    return Mark.MET if any(tie.known for tie in ties) else Mark.MISSING


def tie_word(mark: Mark) -> str:
    """The word of a sign beside a tie."""
    return {Mark.MET: "stämmer", Mark.UNMET: "stämmer inte"}.get(mark, "uppgift saknas")
