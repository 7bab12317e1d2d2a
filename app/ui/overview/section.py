"""A section of Översikt: a heading that says how it stands, and lines that open their places."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.layouts import empty
from app.ui.parts.links import Link, Sentence
from app.ui.parts.sign import Sign

_HEADING_POINTS = 11.0
_ROW_AIR = 7
_WHEN_WIDTH = 112
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Line:
    """When, what, and how it stands; `sign` with its palette role stands before the last words."""

    what: str
    on_click: Callable[[], object] | None
    when: str = ""
    note: str = ""
    sign: str = ""
    role: str = "muted"
    beside: str = ""
    """What stands after the link, in plain words."""
    whole: str = ""
    """All of a name that was cut, for the pointer."""


class Section(QWidget):
    """A heading with the way to its page, and lines below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setFont(theme.font(_HEADING_POINTS, semibold=True))
        self.heading.setWordWrap(True)
        self._way = Sentence(points=theme.SECONDARY_POINTS)
        self._way.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(theme.GROUP)
        head.addWidget(self.heading, 1)
        head.addWidget(self._way, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._foot = Sentence(points=theme.SECONDARY_POINTS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(theme.NEAR)
        column.addWidget(_rule())
        column.addLayout(self._lines)
        column.addWidget(self._foot)
        self._foot.hide()
        self._shown: object = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that is said, line by line."""
        shown = (self._lines.itemAt(place).widget() for place in range(self._lines.count()))
        inside = (label for widget in shown for label in widget.findChildren(QLabel))
        labels = (self.heading, self._way, *inside, self._foot)
        return tuple(_said(label) for label in labels if label.isVisibleTo(self) and _said(label))

    def say(self, heading: str, way: Link | None) -> None:
        """The heading, and the link to the page where the rest is."""
        self.heading.setText(heading)
        self.setAccessibleName(heading)
        self._way.show_parts(*([way] if way is not None else []))

    def show_lines(self, lines: Sequence[Line], *foot: str | Link) -> None:
        """The lines; the foot is said below them in small words."""
        words = [(line.what, line.when, line.note, line.sign, line.beside, line.whole) for line in lines]
        if words != self._shown:
            self._shown = words
            empty(self._lines)
            dated = any(line.when for line in lines)
            for line in lines:
                self._lines.addWidget(_LineRow(line, dated))
        else:
            for place, line in enumerate(lines):
                self._row(place).follow(line)
        self._foot.show_parts(*foot)
        self._foot.setContentsMargins(0, theme.NEAR, 0, 0)

    def show_table(self, table: QWidget, *foot: str | Link) -> None:
        """A table instead of lines."""
        self._shown = None
        empty(self._lines)
        self._lines.addWidget(table)
        self._foot.show_parts(*foot)
        self._foot.setContentsMargins(0, theme.NEAR, 0, 0)

    def _row(self, place: int) -> "_LineRow":
        row = self._lines.itemAt(place).widget()
        assert isinstance(row, _LineRow)
        return row


class _LineRow(QWidget):
    def __init__(self, line: Line, dated: bool) -> None:
        super().__init__()
        self._line = line
        row = QHBoxLayout()
        row.setContentsMargins(0, _ROW_AIR, 0, _ROW_AIR)
        row.setSpacing(theme.NEAR)
        if dated:
            when = plain(line.when, "muted")
            when.setFixedWidth(_WHEN_WIDTH)
            when.setWordWrap(True)
            row.addWidget(when, 0, _TOP)
        what = Sentence(role="ink" if line.on_click is None else "muted")
        parts: list[str | Link] = [Link(line.what, self._open) if line.on_click is not None else line.what]
        what.show_parts(*parts, *([f"\n{line.beside}"] if line.beside else []))
        what.setToolTip(line.whole)
        row.addWidget(what, 1, _TOP)
        if line.sign:
            row.addWidget(Sign(line.sign, role=line.role), 0, _TOP)
        if line.note:
            note = plain(line.note, line.role)
            row.addWidget(note, 0, _RIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(_rule())

    def follow(self, line: Line) -> None:
        """The same words that open another place."""
        self._line = line

    def _open(self) -> None:
        if self._line.on_click is not None:
            self._line.on_click()


class NumberTable(QWidget):
    """A small table of numbers, the first column of links."""

    def __init__(self, titles: Sequence[str], rows: Sequence[Sequence[QWidget]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(theme.GROUP)
        for column, title in enumerate(titles):
            head = plain(title, "muted")
            head.setFont(theme.font(theme.SECONDARY_POINTS))
            head.setContentsMargins(0, _ROW_AIR - 2, 0, _ROW_AIR - 2)
            grid.addWidget(head, 0, column, _side(column))
            grid.setColumnStretch(column, 1)
        for place, row in enumerate(rows):
            grid.addWidget(_rule(), 2 * place + 1, 0, 1, len(titles))
            for column, cell in enumerate(row):
                margins = cell.layout() or cell
                margins.setContentsMargins(0, _ROW_AIR, 0, _ROW_AIR)
                grid.addWidget(cell, 2 * place + 2, column, _side(column))
        grid.addWidget(_rule(), 2 * len(rows) + 1, 0, 1, len(titles))


def plain(text: str, role: str = "ink", *, semibold: bool = False) -> QLabel:
    """A label that takes everything as text."""
    if role in ("ink", "muted"):
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.setFont(theme.font(semibold=semibold))
        return label
    coloured = Sentence(role=role)
    coloured.setWordWrap(False)
    coloured.show_parts(text)
    return coloured


def _said(label: QLabel) -> str:
    return label.plain_text() if isinstance(label, Sentence) else label.text()


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", True)
    rule.setFixedHeight(1)
    return rule
