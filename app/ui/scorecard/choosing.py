"""Choosing goals or figures to add: several at once, found by typing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Sentence
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.scorecard.cardchoices import Candidate

_SIZE, _AROUND = QSize(1080, 640), QSize(48, 48)
_THERE = "finns redan"
_HOW = "Markera en eller flera rader. Ctrl eller Skift och klick eller pil markerar fler."


class ChooseDialog(QDialog):
    """A table of what can be added; what is there already is pale."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        heads: tuple[str, str, str, str],
        rows: "Sequence[Candidate]",
        words: tuple[str, str],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        room = parent.window().size() - _AROUND if parent is not None else _SIZE
        self.resize(_SIZE.boundedTo(room))
        self._words = words
        self.table = TableView(_columns(heads), key=lambda row: row.id, name=heads[0])
        self.filter_field = FilterField(self.table)
        self.ok = primary_button("Lägg till", on_click=self.accept)
        self.ok.setDefault(True)
        self.why = Sentence(points=theme.SECONDARY_POINTS)
        self.why.show_parts(_HOW if rows else "Det finns inget att välja.")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        column.addWidget(dialog_heading(title))
        column.addWidget(self.filter_field)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        column.addLayout(dialog_buttons(self, self.ok))
        self.table.show_rows(rows)
        self.filter_field.filter_changed.connect(self.table.set_filter)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.row_activated.connect(lambda _row: self.ok.click())
        self._on_selection()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ids that are marked and not there already."""
        rows = (self.table.rows.value(index) for index in self.table.selectionModel().selectedRows())
        return tuple(row.id for row in rows if row is not None and not row.there)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        heads: tuple[str, str, str, str],
        rows: "Sequence[Candidate]",
        words: tuple[str, str],
    ) -> tuple[int, ...]:
        """Ask; nothing when the user changed their mind."""
        dialog = cls(parent, title, heads, rows, words)
        try:
            return dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else ()
        finally:
            dialog.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """Typing filters at once."""
        super().showEvent(event)
        self.filter_field.setFocus()

    def _on_selection(self, *_changed: QItemSelection) -> None:
        count = len(self.chosen)
        one, several = self._words
        self.ok.setEnabled(bool(count))
        self.ok.setText(f"Lägg till {count} {one if count == 1 else several}" if count else "Lägg till")


def _columns(heads: tuple[str, str, str, str]) -> "tuple[Column[Candidate], ...]":
    name, kind, whose, belongs = heads
    muted = CellLook(muted=True)
    return (
        Column("name", name, lambda row: row.name, stretch=True, look=_look),
        Column("kind", kind, lambda row: row.kind, 150, look=lambda _row: muted),
        Column("whose", whose, lambda row: row.whose or "–", 160, look=lambda _row: muted),
        Column(
            "belongs", belongs, lambda row: row.belongs or "–", 200, stretch=True, look=lambda _row: muted
        ),
        Column("there", "I styrkortet", lambda row: _THERE if row.there else "", 96, look=lambda _row: muted),
    )


def _look(row: "Candidate") -> CellLook:
    return CellLook(muted=row.there, example=row.example)
