"""A short grid whose last line is empty: what is typed there becomes a new row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStyleOptionViewItem, QWidget

from app.ui.parts import theme
from app.ui.parts.cells import PADDING, CellDelegate
from app.ui.parts.columns import EDIT, CellLook, Column
from app.ui.parts.table_view import TableView

_Index = QModelIndex | QPersistentModelIndex
NEW = 0
"""The key of the empty line."""
_CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its key and what is typed in it; None on the empty line."""

    id: int
    typed: Any = None
    more: Any = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a row table: how a row's value is written, and how it is set from what is typed."""

    key: str
    title: str
    write: Callable[[Any], str]
    set: Callable[[Any, str], Any]
    """The row's values with the typed one; may raise a DomainError."""
    width: int = 120
    stretch: bool = False
    number: bool = False
    begins: str = ""
    """What the empty line says here; a column without words begins no row."""
    choices: tuple[str, ...] = ()
    look: Callable[[Any], CellLook] | None = None


class RowTable(TableView):
    """Rows typed in a grid; `save` takes a row's key (None for a new one) and its values; gives the key."""

    removed = Signal(object)
    """Ctrl+Delete on a row."""

    def __init__(
        self,
        cells: Sequence[Cell],
        *,
        name: str,
        remember_as: str,
        save: Callable[[int | None, Callable[[], Any]], int | None],
        blank: Callable[[], Any],
        may: Callable[[], bool],
    ) -> None:
        self._save, self._blank, self._may = save, blank, may
        super().__init__(
            [self._column(cell) for cell in cells],
            key=lambda line: line.id,
            name=name,
            remember_as=remember_as,
            sortable=False,
            cells=True,
        )
        choices = {place: cell.choices for place, cell in enumerate(cells) if cell.choices}
        self.setItemDelegate(_Delegate(self, choices))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show rows, and the empty line where rows may be added."""
        self.show_rows([*lines, Line(NEW)] if self._may() else lines)

    def current_line(self) -> Line | None:
        """The row of the cursor; None on the empty line."""
        line = self.current_row()
        return line if line is not None and line.id != NEW else None

    def begin_line(self) -> None:
        """Put the cursor on the empty line and open its first cell."""
        if self.select(NEW):
            column = next(place for place, each in enumerate(self.rows.columns) if each.can_edit(Line(NEW)))
            self.setCurrentIndex(self.currentIndex().siblingAtColumn(column))
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete empties a cell, Ctrl+Delete takes the row away."""
        if event.key() == Qt.Key.Key_Delete and self.current_line() is not None:
            if event.modifiers() & _CONTROL:
                self.removed.emit(self.current_line().id)
            else:
                self.model().setData(self.currentIndex(), "", EDIT)
            return
        super().keyPressEvent(event)

    def _column(self, cell: Cell) -> Column[Line]:
        def text(line: Line) -> str:
            return cell.begins if line.id == NEW else cell.write(line.typed)

        def look(line: Line) -> CellLook:
            if line.id == NEW:
                return CellLook(muted=True)
            return cell.look(line) if cell.look is not None else CellLook()

        return Column(
            cell.key,
            cell.title,
            text,
            width=cell.width,
            stretch=cell.stretch,
            number=cell.number,
            look=look,
            tooltip=lambda line: "" if line.id == NEW else cell.write(line.typed),
            edit_text=lambda line: "" if line.id == NEW else cell.write(line.typed),
            editable=lambda line: self._may() and (line.id != NEW or bool(cell.begins)),
            commit=lambda line, typed: self._commit(cell, line, typed),
        )

    def _commit(self, cell: Cell, line: Line, typed: str) -> bool:
        if line.id == NEW:
            if not typed.strip():
                return False
            QTimer.singleShot(
                0, self, partial(self._add, cell, typed)
            )  # a new row would take the editor down
            return True
        if typed == cell.write(line.typed):
            return True
        return self._save(line.id, lambda: cell.set(line.typed, typed)) is not None

    def _add(self, cell: Cell, typed: str) -> None:
        made = self._save(None, lambda: cell.set(self._blank(), typed))
        if made is not None:
            self.select(made)


class _Delegate(CellDelegate):
    """Offers a list where there is a choice."""

    def __init__(self, table: RowTable, choices: Mapping[int, tuple[str, ...]]) -> None:
        super().__init__(table, cell_cursor=True, indent=theme.PAGE_MARGIN - PADDING)
        self._choices = choices

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A list, or a plain field."""
        offered = self._choices.get(index.column())
        if offered is None:
            return super().createEditor(parent, option, index)
        editor = QComboBox(parent)
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        editor.addItems(list(offered))
        editor.activated.connect(lambda _place: self._chosen(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Show what stands in the cell."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findText(str(index.data(EDIT)))))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Take what was chosen or typed."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText(), EDIT)
        else:
            super().setModelData(editor, model, index)

    def _chosen(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
