"""A dialog for a short list of lines, such as the plan for follow-up: typed in a grid, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import icon_button, primary_button, quiet_button
from app.ui.parts.columns import Column
from app.ui.parts.links import Sentence
from app.ui.parts.table_view import TableView

_WIDTH, _HEIGHT = 760, 420


@dataclass(frozen=True, slots=True)
class LineColumn:
    """One thing said on each line."""

    title: str
    width: int
    required: bool = True
    stretch: bool = False


@dataclass(slots=True)
class _Line:
    number: int
    values: list[str]


class RowsDialog(QDialog):
    """Lines in a grid with buttons to add, remove and move them."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        columns: Sequence[LineColumn],
        lines: Sequence[Sequence[str]],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(_WIDTH, _HEIGHT)
        self._columns = tuple(columns)
        self._lines = [_Line(number, list(values)) for number, values in enumerate(lines)]
        self._next = len(self._lines)
        self.table = TableView(
            [self._column(place, column) for place, column in enumerate(columns)],
            key=lambda line: line.number,
            name=title,
            sortable=False,
            cells=True,
        )
        heading = QLabel(title)
        heading.setFont(theme.font(theme.TITLE_POINTS - 0.5, semibold=True))
        note = Sentence()
        note.show_parts(text)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column_box.setSpacing(theme.NEAR)
        column_box.addWidget(heading)
        column_box.addWidget(note)
        column_box.addWidget(self.table, 1)
        column_box.addLayout(self._build_buttons())
        self.table.current_changed.connect(lambda _line: self._show())
        self._show()

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """What is typed; lines without a single word are left out."""
        typed = (tuple(value.strip() for value in line.values) for line in self._lines)
        return tuple(values for values in typed if any(values))

    def add_line(self) -> None:
        """Put an empty line last and begin to type in it."""
        self._lines.append(_Line(self._next, [""] * len(self._columns)))
        self._next += 1
        self._show()
        self.table.select(self._next - 1)
        self.table.setCurrentIndex(self.table.currentIndex().siblingAtColumn(0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.edit(self.table.currentIndex())

    def remove_line(self) -> None:
        """Take the current line away."""
        place = self._place()
        if place is not None:
            del self._lines[place]
            self._show()

    def move_line(self, steps: int) -> None:
        """Move the current line up or down."""
        place = self._place()
        if place is not None and 0 <= place + steps < len(self._lines):
            line = self._lines.pop(place)
            self._lines.insert(place + steps, line)
            self._show()

    def _column(self, place: int, column: LineColumn) -> Column[_Line]:
        def commit(line: _Line, text: str) -> bool:
            line.values[place] = text
            self._show()
            return True

        text: Callable[[_Line], str] = lambda line: line.values[place]  # noqa: E731
        return Column(
            str(place), column.title, text, width=column.width, stretch=column.stretch, commit=commit
        )

    def _build_buttons(self) -> QHBoxLayout:
        self._remove = quiet_button("Ta bort rad", "trash", self.remove_line)
        self._up = icon_button("chevron-up", "Flytta raden uppåt", lambda: self.move_line(-1))
        self._down = icon_button("chevron-down", "Flytta raden nedåt", lambda: self.move_line(1))
        self._save = primary_button("Spara", on_click=self.accept)
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        for widget in (quiet_button("Lägg till rad", "plus", self.add_line), self._remove, self._up):
            row.addWidget(widget)
        row.addWidget(self._down)
        row.addStretch(1)
        row.addWidget(quiet_button("Avbryt", on_click=self.reject))
        row.addWidget(self._save)
        return row

    def _place(self) -> int | None:
        current = self.table.current_row()
        return next((place for place, line in enumerate(self._lines) if line is current), None)

    def _show(self) -> None:
        self.table.show_rows(self._lines)
        place = self._place()
        self._remove.setEnabled(place is not None)
        self._up.setEnabled(place is not None and place > 0)
        self._down.setEnabled(place is not None and place < len(self._lines) - 1)
        required = [place for place, column in enumerate(self._columns) if column.required]
        self._save.setEnabled(all(line[place] for line in self.lines for place in required))

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        text: str,
        columns: Sequence[LineColumn],
        lines: Sequence[Sequence[str]],
    ) -> tuple[tuple[str, ...], ...] | None:
        """Let the user change the lines; None when they changed their mind."""
        dialog = cls(parent, title, text, columns, lines)
        return dialog.lines if dialog.exec() == QDialog.DialogCode.Accepted else None
