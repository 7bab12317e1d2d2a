"""Two texts compared: what differs in one sentence, and each change in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import icon_button
from app.ui.parts.comparison_text import ComparisonText, Row
from app.ui.parts.links import Sentence

_LONGEST = 200
_SCROLL_BAR = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """What a side is called, and what is told of it when it is pointed at."""

    words: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is to be shown; `rows` gives all rows, or with True only those that differ under their titles."""

    summary: str
    before: Heading
    after: Heading
    rows: Callable[[bool], tuple[Row, ...]]


class ComparisonPane(QWidget):
    """Two texts side by side; F7 goes to the next change, Shift+F7 to the one before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compared: Compared | None = None
        self._rows: tuple[Row, ...] = ()
        self._changes: tuple[int, ...] = ()
        self._at = -1
        self.text = ComparisonText()
        self.summary = Sentence(role="ink")
        self.said = Sentence(points=theme.SECONDARY_POINTS)
        self.only_changed = QCheckBox("Bara ändringar")
        self.only_changed.toggled.connect(lambda _on: self._show())
        self.next = icon_button("chevron-down", "Nästa ändring (F7)", self.go_to_next)
        self.previous = icon_button("chevron-up", "Föregående ändring (Skift+F7)", self.go_to_previous)
        self._before, self._after = _Heading(), _Heading()
        self._build()
        for keys, go in (("F7", self.go_to_next), ("Shift+F7", self.go_to_previous)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(go)
        theme.theme().changed.connect(self._show)

    def show_compared(self, compared: Compared) -> None:
        """Show what has been compared, from the top."""
        self._compared = compared
        self._show()

    @property
    def changes(self) -> tuple[int, ...]:
        """The rows that differ."""
        return self._changes

    def go_to_next(self) -> None:
        """Go to the next change, from the last to the first."""
        self._go(self._at + 1)

    def go_to_previous(self) -> None:
        """Go to the change before, from the first to the last."""
        self._go(self._at - 1 if self._at >= 0 else -1)

    def _go(self, place: int) -> None:
        if not self._changes:
            return
        self._at = place % len(self._changes)
        row = self._changes[self._at]
        self.text.mark(row)
        words = self._rows[row].words
        cut = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
        self.said.show_parts(f"Ändring {self._at + 1} av {len(self._changes)}. {cut}")

    def _show(self) -> None:
        compared = self._compared
        if compared is None:
            return
        self._rows = compared.rows(self.only_changed.isChecked())
        self._changes = tuple(place for place, row in enumerate(self._rows) if row.changed)
        self._at = -1
        self.text.show_rows(self._rows)
        self.summary.show_parts(compared.summary)
        self.said.show_parts(_HINT if self._changes else "")
        self._before.show_heading(compared.before)
        self._after.show_heading(compared.after)
        for widget in (self.next, self.previous, self.only_changed):
            widget.setEnabled(bool(self._changes))

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.GROUP, theme.NEAR)
        top.setSpacing(theme.NEAR)
        top.addWidget(self.summary, 1)
        for widget in (self.only_changed, self.previous, self.next):
            top.addWidget(widget)
        sides = QHBoxLayout()
        sides.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN + _SCROLL_BAR, theme.NEAR)
        sides.setSpacing(0)
        for heading in (self._before, self._after):
            sides.addWidget(heading, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.PAGE_MARGIN, theme.GRID, theme.GROUP, theme.GRID)
        foot.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(_rule())
        column.addLayout(sides)
        column.addWidget(_rule())
        column.addWidget(self.text, 1)
        column.addWidget(_rule())
        column.addLayout(foot)


_HINT = "Tillagt är understruket, borttaget är överstruket. F7 går till nästa ändring."


class _Heading(QWidget):
    """Which version a side shows."""

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel()
        self._words.setFont(theme.font(semibold=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._words)

    def show_heading(self, heading: Heading) -> None:
        """Name the side."""
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setText(heading.words)
        self._words.setToolTip(heading.told)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", True)
    rule.setFixedHeight(1)
    return rule
