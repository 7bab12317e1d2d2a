"""The tab Versioner: every version of the document, to read as it was or to compare with another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.documents.columns import version_columns
from app.ui.documents.list_tab import ListTab
from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.services.steering.documents.views import DocumentView, VersionRow
    from app.ui.documents.comparison import Comparison
    from app.ui.parts.page import WorkspacePort

_LEFT = Qt.AlignmentFlag.AlignLeft
_NOTHING = "Dokumentet har ingen version än."
_ONE = "En version. När dokumentet är beslutat kan du påbörja nästa och jämföra dem."


class VersionsTab(QWidget):
    """A list, or the comparison of two versions in its place."""

    def __init__(self, workspace: WorkspacePort, read_version: Callable[[int | None], object]) -> None:
        super().__init__()
        self._workspace = workspace
        self._read_version = read_version
        self._view: DocumentView | None = None
        self._compared: tuple[int, int, int] | None = None
        self.list = ListTab(
            version_columns(), key=lambda row: row.id, name="Versioner", remember_as="versions",
            nothing=_NOTHING,
        )  # fmt: skip
        self.list.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._compare = self.list.add_button("Jämför två", "compare", self.compare_chosen)
        self._earlier = self.list.add_row_button(
            "Jämför med föregående", "compare", self._on_compare, able=lambda row: row.number > 1
        )
        self._read = self.list.add_row_button("Läs", "eye", lambda row: read_version(row.id))
        self.list.table.row_activated.connect(lambda row: read_version(row.id))
        self.list.table.selectionModel().selectionChanged.connect(lambda *_: self._show_able())
        self.comparison: Comparison | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._beside = QWidget()
        self._column = QVBoxLayout(self._beside)
        self._column.setContentsMargins(0, 0, 0, 0)
        back = quiet_button("Tillbaka till versionerna", "chevron-left", self.show_list)
        holder = QVBoxLayout()
        holder.setContentsMargins(theme.PAGE_MARGIN, 12, theme.PAGE_MARGIN, 0)
        holder.addWidget(back)
        holder.setAlignment(back, _LEFT)
        self._column.addLayout(holder)
        self._stack.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    @property
    def is_comparing(self) -> bool:
        """Whether two versions are shown instead of the list."""
        return self._stack.currentWidget() is self._beside

    def show_document(self, view: DocumentView | None) -> None:
        """Show the versions of a document; a comparison stays while its versions are there."""
        known = len(self._view.versions) if self._view is not None else 0
        self._view = view
        if view is None:
            self.list.show_list(())
            return
        self.list.show_list(view.versions, *self._words(view))
        if len(view.versions) != known:
            self.list.table.select(view.versions[0].id)
        self._show_able()
        several = len(view.versions) > 1
        self._compare.setVisible(several)
        self._earlier.setVisible(several)
        self._read.setVisible(several)
        compared = self._compared
        if compared is None or compared[0] != view.node_id:
            self.show_list()
        elif self.is_comparing:
            self._show_comparison(compared[1], compared[2])

    def settle(self) -> bool:
        """Nothing is typed here."""
        return True

    def show_list(self) -> None:
        """Go back from a comparison."""
        self._compared = None
        self._stack.setCurrentWidget(self.list)

    def compare_chosen(self) -> None:
        """Compare the two versions that are chosen, the older to the left."""
        chosen = sorted(self._chosen(), key=lambda row: row.number)
        if len(chosen) == 2:
            self._show_comparison(chosen[0].number, chosen[1].number)

    def _on_compare(self, row: VersionRow) -> None:
        if self._view is not None:
            before = [one.number for one in self._view.versions if one.number < row.number]
            if before:
                self._show_comparison(max(before), row.number)

    def _show_comparison(self, old: int, new: int) -> None:
        from app.ui.documents.comparison import Comparison

        if self._view is None:
            return
        if self.comparison is None:
            self.comparison = Comparison(self._workspace)
            self._column.addWidget(self.comparison, 1)
        self._compared = (self._view.node_id, old, new)
        self.comparison.show_versions(self._view.node_id, old, new)
        self._stack.setCurrentWidget(self._beside)

    def _chosen(self) -> list[VersionRow]:
        rows = self.list.table.rows
        found = (rows.value(index) for index in self.list.table.selectionModel().selectedRows())
        return [row for row in found if row is not None]

    def _show_able(self) -> None:
        self._compare.setEnabled(len(self._chosen()) == 2)
        self._compare.setToolTip("Markera två versioner med Ctrl för att jämföra dem")

    def _words(self, view: DocumentView) -> tuple[str | Link, ...]:
        if len(view.versions) == 1:
            return (_ONE,)
        count = write_count(len(view.versions), "version", "versioner")
        if view.newest:
            return (f"{count}. Dubbelklicka för att läsa en av dem.",)
        return (
            f"{count}. Du läser version {view.number}. ",
            Link("Visa den nya", lambda: self._read_version(None)),
        )
