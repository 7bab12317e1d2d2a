"""Compares two versions of a document: what differs in one sentence, and each change in its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.documents.comparison_page import rows_of
from app.ui.parts.comparison import Compared, ComparisonPane, Heading

if TYPE_CHECKING:
    from app.services.steering.documents.comparing import Comparison as ComparisonView
    from app.services.steering.documents.comparing import Side
    from app.ui.parts.comparison_text import Row
    from app.ui.parts.page import WorkspacePort


class Comparison(ComparisonPane):
    """Two versions of a document side by side."""

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown: ComparisonView | None = None

    def show_versions(self, node_id: int, before: int, after: int) -> None:
        """Compare two versions of a document by their numbers."""
        from app.services.steering.documents.comparing import compare, version_choices

        choices = self._workspace.read(partial(version_choices, node_id=node_id))
        ids = {choice.number: choice.version_id for choice in choices}
        if before in ids and after in ids:
            self.show_comparison(
                self._workspace.read(partial(compare, before_id=ids[before], after_id=ids[after]))
            )

    def show_comparison(self, comparison: ComparisonView) -> None:
        """Show what has been compared; the same again leaves the reader where they are."""
        if comparison != self._shown:
            self._shown = comparison
            rows = partial(_rows, comparison)
            self.show_compared(
                Compared(comparison.summary, _heading(comparison.before), _heading(comparison.after), rows)
            )


def _rows(comparison: ComparisonView, only_changed: bool) -> tuple[Row, ...]:
    return rows_of(comparison, only_changed=only_changed)


def _heading(side: Side) -> Heading:
    return Heading(side.words, side.title)
