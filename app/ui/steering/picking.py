"""Choosing an element in a tree of its own: where to move something, or what it contributes to."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.dialogs import dialog_buttons
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Sentence
from app.ui.parts.tree_view import TreeView

if TYPE_CHECKING:
    from app.services.steering.views import NodeRow

_SIZE = (620, 620)
_LEVEL_WIDTH = 170
_CHOOSE, _NOTHING = "Välj ett styrelement i trädet.", "Det finns inget styrelement att välja."


class PickDialog(QDialog):
    """What can be chosen, with the way down to it; what stands on that way only is pale and says why."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        verb: str,
        rows: "Iterable[NodeRow]",
        icons: Mapping[int, str],
        refusal: "Callable[[NodeRow], str]",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self._refusal = refusal
        self._known: dict[int, str] = {}
        self.tree = self._build_tree(icons)
        self.filter_field = FilterField(self.tree)
        self.why = Sentence()
        self.ok = primary_button(verb, on_click=self.accept)
        self.ok.setDefault(True)
        self._arrange(title, text)
        self._possible = lambda row: not self._why_not(row)
        self.filter_field.filter_changed.connect(self._on_filter_changed)
        self.tree.current_changed.connect(self._on_current_changed)
        self.tree.row_activated.connect(lambda _row: self.ok.click())
        self.tree.show_rows(rows)
        self.tree.set_filter("", self._possible)
        self._on_current_changed(None)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        text: str,
        verb: str,
        rows: "Iterable[NodeRow]",
        icons: Mapping[int, str],
        refusal: "Callable[[NodeRow], str]",
    ) -> "NodeRow | None":
        """Ask for an element that nothing speaks against; None when the user changed their mind."""
        dialog = cls(parent, title, text, verb, rows, icons, refusal)
        try:
            accepted = dialog.exec() == QDialog.DialogCode.Accepted
            chosen: NodeRow | None = dialog.tree.current_row() if accepted else None
            return chosen
        finally:
            dialog.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """Typing filters at once."""
        super().showEvent(event)
        self.filter_field.setFocus()

    def _build_tree(self, icons: Mapping[int, str]) -> TreeView:
        def look(row: "NodeRow") -> CellLook:
            return CellLook(icon=icons.get(row.level_id, "document"), muted=bool(self._why_not(row)))

        columns: list[Column[NodeRow]] = [
            Column("title", "Benämning", lambda row: row.title, 380, stretch=True, look=look),
            Column("level", "Nivå", lambda row: row.level, _LEVEL_WIDTH, look=lambda _row: _MUTED),
        ]
        return TreeView(
            columns, key=lambda row: row.id, parent_key=lambda row: row.parent_id, name="Styrelement"
        )

    def _arrange(self, title: str, text: str) -> None:
        heading = QLabel(title)
        heading.setFont(theme.font(theme.TITLE_POINTS - 0.5, semibold=True))
        heading.setWordWrap(True)
        heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        note = Sentence()
        note.show_parts(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        for widget in (heading, note, self.filter_field):
            column.addWidget(widget)
        column.addWidget(self.tree, 1)
        column.addWidget(self.why)
        column.addLayout(dialog_buttons(self, self.ok))

    def _why_not(self, row: "NodeRow") -> str:
        if row.id not in self._known:
            self._known[row.id] = self._refusal(row)
        return self._known[row.id]

    def _on_filter_changed(self, words: str) -> None:
        """While it is typed the first that can be chosen is current, for Enter to choose."""
        self.tree.set_filter(words, self._possible)
        if words:
            first = next((node.key for node in self.tree.rows.walk() if self._possible(node.value)), None)
            self.tree.select(first)
        self._on_current_changed(self.tree.current_row())

    def _on_current_changed(self, row: "NodeRow | None") -> None:
        nothing = _CHOOSE if self.tree.rows.matches else _NOTHING
        why = nothing if row is None else self._why_not(row)
        self.ok.setEnabled(not why)
        self.why.show_parts(why or "\u00a0")


_MUTED = CellLook(muted=True)
