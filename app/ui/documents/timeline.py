"""The steps of a document in time: those taken, the one that comes next, and those after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.links import Link, Sentence
from app.ui.parts.sign import Sign

_TOP = Qt.AlignmentFlag.AlignTop
_SIGN_COLUMN, _WORD_COLUMN = 0, 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One step: its sign, what it is, what is known of it line by line, and what can be done about it."""

    icon: str
    role: str
    title: str
    lines: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


class Timeline(QWidget):
    """Entries under each other, each with a sign."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.NEAR)
        grid.setVerticalSpacing(theme.GRID)
        grid.setColumnStretch(_WORD_COLUMN, 1)
        row = 0
        for entry in entries:
            sign = Sign(entry.icon, None, entry.role)
            grid.addWidget(sign, row, _SIGN_COLUMN, _TOP)
            title = Sentence(role="ink")
            title.setFont(theme.font(semibold=entry.role != "muted"))
            title.show_parts(entry.title)
            grid.addWidget(title, row, _WORD_COLUMN)
            told: list[str | Link] = [*entry.lines, *entry.links]
            for words in told:
                row += 1
                line = Sentence(points=theme.SECONDARY_POINTS)
                line.show_parts(words)
                grid.addWidget(line, row, _WORD_COLUMN)
            row += 1
            grid.setRowMinimumHeight(row, theme.NEAR)
            row += 1
