"""A list to tick in, and a form with such a list under its fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.agreements.naming import small
from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.dialogs import ChoiceInput, FormDialog, TextInput
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Sentence
from app.ui.wheel.wrapped_cells import WrappedTable

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow

_ALL, _NONE = "Markera alla", "Avmarkera alla"
_HINT = "Mellanslag eller klick i rutan tar med eller utelämnar en rad."
_LIST_HEIGHT, _AROUND = 240, 48
_SIZE = QSize(720, 680)


@dataclass(frozen=True, slots=True)
class PickRow:
    """A line to tick; `words` and `note` stand beside its name, and one that is not `free` has no box."""

    key: int
    name: str
    words: str = ""
    note: str = ""
    free: bool = True
    warning: bool = False


def names_of(rows: Sequence[AgreementRow]) -> dict[int, str]:
    """What each agreement is called in a list: its performer, and where that tells too little more of it."""
    units = Counter(row.unit for row in rows)
    kinds = Counter((row.unit, row.kind) for row in rows)
    found: dict[int, str] = {}
    for row in rows:
        more = (row.kind if len({one.kind for one in rows}) > 1 else "") if units[row.unit] > 1 else ""
        beside = row.client if kinds[row.unit, row.kind] > 1 else ""
        found[row.id] = ", ".join(part for part in (row.unit, small(more), beside) if part)
    return found


class PickList(QWidget):
    """Rows with boxes, a filter, and what ticks them all."""

    changed = Signal()
    """Something was ticked, or no longer is."""

    def __init__(self, name: str, titles: tuple[str, str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticked: set[int] = set()
        self._rows: tuple[PickRow, ...] = ()
        self.table: WrappedTable = WrappedTable(
            _columns(titles), key=lambda row: row.key, name=name, ticked=self._is_ticked, name_column=1,
            sortable=False,
        )  # fmt: skip
        self.filter_field = FilterField(self.table)
        self.every = quiet_button(_ALL, on_click=self.tick_all)
        self.every.setMinimumWidth(self.every.fontMetrics().horizontalAdvance(_NONE) + 2 * theme.PAGE_MARGIN)
        tools = QHBoxLayout()
        tools.setSpacing(theme.NEAR)
        tools.addWidget(self.filter_field)
        tools.addStretch(1)
        tools.addWidget(self.every)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addLayout(tools)
        column.addWidget(self.table, 1)
        self.setMinimumHeight(_LIST_HEIGHT)
        self.table.setToolTip(_HINT)
        self.table.setAccessibleDescription(_HINT)
        self.table.installEventFilter(self)
        self.table.clicked.connect(self._on_clicked)
        self.table.row_activated.connect(self.toggle)
        self.filter_field.filter_changed.connect(self._on_filter)

    @property
    def keys(self) -> tuple[int, ...]:
        """What is ticked, in the order of the rows."""
        return tuple(row.key for row in self._rows if row.key in self._ticked)

    def show_rows(self, rows: Sequence[PickRow], ticked: Iterable[int]) -> None:
        """Offer rows, some of them ticked."""
        self._rows = tuple(rows)
        free = {row.key for row in rows if row.free}
        self._ticked = set(ticked) & free
        self.table.show_rows(self._rows)
        for place, given in ((2, lambda row: row.words), (3, lambda row: row.note)):
            self.table.setColumnHidden(place, not any(given(row) for row in rows))
        for widget in (self.filter_field, self.every):
            widget.setVisible(len(free) > 1)
        self._on_ticked()

    def toggle(self, row: PickRow | None) -> None:
        """Tick a row, or no longer."""
        if row is not None and row.free:
            self._ticked ^= {row.key}
            self._on_ticked()

    def tick_all(self) -> None:
        """Tick every row that is shown; when all of them are, none."""
        shown = self._shown()
        self._ticked = self._ticked - shown if shown <= self._ticked else self._ticked | shown
        self._on_ticked()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the rows that are selected."""
        if isinstance(event, QKeyEvent) and _is_space(event):
            for index in self.table.selectionModel().selectedRows() or [self.table.currentIndex()]:
                self.toggle(self.table.rows.value(index))
            return True
        return super().eventFilter(watched, event)

    def _on_filter(self, text: str) -> None:
        self.table.set_filter(text)
        self.every.setText(_NONE if self._shown() <= self._ticked else _ALL)

    def _is_ticked(self, row: PickRow) -> bool | None:
        return row.key in self._ticked if row.free else None

    def _shown(self) -> set[int]:
        """What can be ticked of what the filter lets through."""
        model = self.table.rows
        shown = {model.value(model.index(place, 0)).key for place in range(model.rowCount())}
        return shown & {row.key for row in self._rows if row.free}

    def _on_ticked(self) -> None:
        self.every.setText(_NONE if self._shown() <= self._ticked else _ALL)
        self.table.viewport().update()
        self.changed.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle(self.table.rows.value(index))


class PickingForm(FormDialog):
    """Fields and a list; the verb can be pressed when the fields are filled in and something is ticked."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        inputs: Sequence[TextInput | ChoiceInput],
        verb: str,
        text: str,
        *,
        titles: tuple[str, str, str],
        said: Callable[[PickingForm], str],
    ) -> None:
        self._said: Callable[[PickingForm], str] | None = None
        super().__init__(parent, title, inputs, verb, text)
        self._said = said
        self.list = PickList(titles[0], titles)
        self.summary = Sentence(role="ink")
        column: Any = self.layout()
        self.lists = QHBoxLayout()
        self.lists.setSpacing(theme.GROUP)
        self.lists.addWidget(self.list, 1)
        column.insertLayout(column.count() - 1, self.lists, 1)
        column.insertWidget(column.count() - 1, self.summary)
        self.list.changed.connect(self._on_edited)

    @property
    def values(self) -> dict[str, Any]:
        """What is filled in, and under `keys` what is ticked."""
        return {**super().values, "keys": self.list.keys if self._said is not None else ()}

    def showEvent(self, event: QShowEvent) -> None:
        """High enough for the list, inside the window that it belongs to."""
        super().showEvent(event)
        window = self.parentWidget().window() if self.parentWidget() is not None else None
        room = window.size() - QSize(_AROUND, _AROUND) if window is not None else _SIZE
        self.resize(_SIZE.boundedTo(room).expandedTo(self.minimumSize()))

    def _on_edited(self, *changed: object) -> None:
        super()._on_edited(*changed)
        if self._said is None or not hasattr(self, "list"):
            return
        self.summary.show_parts(self._said(self))
        self._ok.setEnabled(self._ok.isEnabled() and bool(self.list.keys))


def _columns(titles: tuple[str, str, str]) -> list[Column[PickRow]]:
    name, words, note = titles
    return [
        Column("box", "", lambda _row: "", width=54),
        Column("name", name, lambda row: row.name, stretch=True, look=_name_look),
        Column("words", words, lambda row: row.words, width=190, look=lambda _row: CellLook(muted=True)),
        Column("note", note, lambda row: row.note, width=190, look=_note_look),
    ]


def _name_look(row: PickRow) -> CellLook:
    return CellLook(muted=not row.free)


def _note_look(row: PickRow) -> CellLook:
    return CellLook(icon="warning" if row.warning else "", muted=not row.warning)


def _is_space(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space
