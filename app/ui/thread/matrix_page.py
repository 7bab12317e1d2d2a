"""The matrix with the choice of what stands at its edges, and the changes that are made in it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import action, quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.links import Sentence
from app.ui.thread.matrix_view import MatrixView

if TYPE_CHECKING:
    from app.services.steering.thread.matrix import Alignment, Heading, Tie
    from app.services.steering.thread.reading import ThreadMap
    from app.ui.parts.page import WorkspacePort

_UNITS_NAME = "Enheter"
_LEGEND = "Fylld prick: bidrar. Ring med streck: hör till i hierarkin, ändras i Styrmodell."
_READ_ONLY = "Filen är öppen för läsning."


class MatrixPage(QWidget):
    """Shows the matrix of two levels, or of a level and the units."""

    cell_changed = Signal()
    """Another cell is current, or the current one changed."""

    def __init__(self, workspace: "WorkspacePort", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._threads: ThreadMap | None = None
        self._choice: tuple[int, int] | None = None
        self.rows, self.columns = ComboButton("Rader"), ComboButton("Kolumner")
        self.swap = quiet_button("Byt plats", on_click=self._on_swap)
        self.state = Sentence()
        self.grid = MatrixView()
        self._arrange()
        self.rows.chosen.connect(lambda key: self._choose(int(str(key)), None))
        self.columns.chosen.connect(lambda key: self._choose(None, int(str(key))))
        self.grid.toggle_wanted.connect(self.toggle)
        self.grid.current_cell_changed.connect(lambda _index: self.cell_changed.emit())

    @property
    def alignment(self) -> "Alignment | None":
        """What is shown."""
        return self.grid.cells.alignment

    def show_threads(self, threads: "ThreadMap") -> None:
        """Show the chosen matrix of what was read; at first the one with most contributions."""
        from app.services.steering.thread.matrix import UNITS, align, first_choice, level_choices

        self._threads = threads
        levels = level_choices(threads)
        keys = {key for key, _name in levels}
        if (
            self._choice is None
            or not keys.issuperset({self._choice[0]})
            or self._choice[1] not in keys | {UNITS}
        ):
            self._choice = first_choice(threads)
        if self._choice is None:
            return
        self.rows.set_choices(levels, self._choice[0])
        self.columns.set_choices((*levels, (UNITS, _UNITS_NAME)), self._choice[1])
        self.swap.setEnabled(self._choice[1] != UNITS)
        alignment = align(threads, *self._choice)
        self.grid.show_alignment(alignment)
        self.state.show_parts(_LEGEND)
        self.cell_changed.emit()

    @property
    def possible(self) -> bool:
        """Whether there is anything to align."""
        return self._choice is not None

    def current(self) -> "tuple[Heading, Heading, Tie, Heading | None] | None":
        """Row, column, what joins them, and the one that contributes (None where a unit has several)."""
        index, alignment = self.grid.currentIndex(), self.alignment
        if not index.isValid() or alignment is None:
            return None
        row, column = alignment.rows[index.row()], alignment.columns[index.column()]
        tie = self.grid.cells.tie(index)
        return row, column, tie, self._giver(row, column, tie)

    def given(self, tie: "Tie") -> list[tuple[int, str]]:
        """The elements of a unit that contribute, with level and title."""
        rows = self._threads.rows if self._threads is not None else {}
        return [(key, f"{rows[key].level}: {rows[key].title}") for key in tie.givers if key in rows]

    def toggle(self, index: QModelIndex) -> None:
        """Make or end a contribution in a cell; a unit with several elements is asked which."""
        alignment = self.alignment
        if not index.isValid() or alignment is None:
            return
        if self._workspace.read_only:
            self._workspace.tell(_READ_ONLY)
            return
        row, column = alignment.rows[index.row()], alignment.columns[index.column()]
        tie = self.grid.cells.tie(index)
        giver = self._giver(row, column, tie)
        if tie.state == "parent":
            self._workspace.tell(
                "Platsen i hierarkin ändras i Styrmodell. Här läggs bidrag till och tas bort."
            )
        elif giver is not None:
            self._run(giver.key, giver.version, tie.taker, ends=bool(tie.state))
        else:
            self._ask_which(index, row.key, column)

    def menu_for(self, row: int, column: "Heading") -> QMenu:
        """The elements of a unit, those that contribute ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert self.alignment is not None
        assert self._threads is not None
        giving = set(self._threads.givers.get(row, ()))
        for element in self.alignment.elements.get(column.key, ()):
            act = partial(self._run, element.id, element.version, row, ends=element.id in giving)
            entry = action(f"{element.level}: {element.title}".replace("&", "&&"), act, parent=menu)
            entry.setCheckable(True)
            entry.setChecked(element.id in giving)
            entry.setEnabled(element.parent_id != row)
            menu.addAction(entry)
        return menu

    def _ask_which(self, index: QModelIndex, row: int, column: "Heading") -> None:
        place = self.grid.viewport().mapToGlobal(self.grid.visualRect(index).bottomLeft() + QPoint(0, 2))
        menu = self.menu_for(row, column)
        menu.popup(place)
        menu.setActiveAction(menu.actions()[0])

    def _giver(self, row: "Heading", column: "Heading", tie: "Tie") -> "Heading | None":
        alignment = self.alignment
        if alignment is None or not alignment.by_unit:
            return row if tie.giver == row.key else column
        from app.services.steering.thread.matrix import Heading

        held = alignment.elements.get(column.key, ())
        if len(held) != 1:
            return None
        return Heading(held[0].id, held[0].title, column.title, held[0].version, held[0].locked)

    def _run(self, giver: int, version: int, taker: int, *, ends: bool) -> bool:
        from app.services.steering.contributing import add_contribution, remove_contribution

        use_case: Callable[..., Any] = remove_contribution if ends else add_contribution
        call = partial(use_case, node_id=giver, to_id=taker, expected_version=version)
        return self._workspace.run(call) is not None

    def _choose(self, rows: int | None, columns: int | None) -> None:
        if self._choice is None or self._threads is None:
            return
        self._choice = (
            self._choice[0] if rows is None else rows, self._choice[1] if columns is None else columns
        )  # fmt: skip
        self.show_threads(self._threads)

    def _on_swap(self) -> None:
        if self._choice is not None:
            self._choose(self._choice[1], self._choice[0])

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN, 0)
        tools.setSpacing(theme.NEAR)
        for widget in (self.rows, self.columns, self.swap):
            tools.addWidget(widget)
        tools.addStretch(1)
        self.state.setContentsMargins(theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addLayout(tools)
        column.addWidget(self.state)
        column.addWidget(self.grid, 1)
