"""Lines under each other in the inspector, with buttons that write on or end a line where that may be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import icon_button
from app.ui.parts.links import Link, Sentence

_BUTTON = 22


@dataclass(frozen=True, slots=True)
class ClosableLine:
    """What stands on the line, a note under it, and what its buttons do; `ends` and `writes` name them."""

    words: str | Link
    note: str = ""
    ends: str = "Ta bort"
    end: Callable[[], object] | None = None
    writes: str = "Skriv"
    write: Callable[[], object] | None = None


class LineList(QWidget):
    """Shows the lines."""

    def __init__(self, lines: Sequence[ClosableLine]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for line in lines:
            column.addLayout(_row(line))
            if line.note:
                note = Sentence(points=theme.SECONDARY_POINTS)
                note.show_parts(line.note)
                column.addWidget(note)


def _row(line: ClosableLine) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GRID)
    words = Sentence(role="ink")
    words.show_parts(line.words)
    row.addWidget(words, 1)
    said = line.words.text if isinstance(line.words, Link) else line.words
    for icon, name, act in (("edit", line.writes, line.write), ("close", line.ends, line.end)):
        if act is not None:
            button = icon_button(icon, f"{name}: {said}", act)
            button.setFixedSize(_BUTTON, _BUTTON)
            button.setIconSize(QSize(_BUTTON - theme.GRID, _BUTTON - theme.GRID))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row
