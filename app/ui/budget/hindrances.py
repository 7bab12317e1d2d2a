"""How many things must be put right before a decision: a triangle and a link."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.parts import icons
from app.ui.parts.links import Link, Sentence

_SPACE = 6


class Hindrances(QWidget):
    """Shows "1 hinder", and nothing when there is none."""

    def __init__(self, on_click: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on_click = on_click
        self.words = Sentence()
        self.words.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACE)
        row.addWidget(_Sign())
        row.addWidget(self.words)

    def show_count(self, count: int, *, decided: bool) -> None:
        """Say how many there are; what is decided is no longer hindered, but still wrong."""
        self.setVisible(count > 0)
        if count:
            one, several = ("anmärkning", "anmärkningar") if decided else ("hinder", "hinder")
            self.words.show_parts(Link(write_count(count, one, several), self._on_click))


class _Sign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(icons.TREE_SIZE, icons.TREE_SIZE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the triangle in the palette that is in force."""
        painter = QPainter(self)
        picture = icons.pixmap("warning", "unmet", icons.TREE_SIZE, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(0, 0), picture)
