"""The tab Remiss: who was asked, and what they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.documents.columns import referral_columns
from app.ui.documents.list_tab import ListTab

if TYPE_CHECKING:
    from app.services.steering.documents.views import DocumentView, ReferralRow
    from app.ui.documents.editing import Editing
    from app.ui.parts.page import WorkspacePort

_NOTHING = (
    "Dokumentet har inte varit på remiss. Lägg till dem som ska svara, så ser du här vilka som har gjort det."
)
_NOTHING_LOCKED = "Dokumentet har inte varit på remiss."


class ReferralTab(ListTab):
    """A row for each recipient; double-click records the answer."""

    def __init__(self, workspace: WorkspacePort, editing: Editing) -> None:
        super().__init__(
            referral_columns(), key=lambda row: row.id, name="Remissens mottagare",
            remember_as="referrals", nothing=_NOTHING,
        )  # fmt: skip
        self._workspace = workspace
        self._editing = editing
        self._view: DocumentView | None = None
        self._send = self.add_button("Skicka till…", "plus", self._on_send)
        self.add_row_button("Svar…", "edit", self._on_answer, able=self._may)
        self.add_row_button("Ta bort", "trash", self._on_remove, able=self._may)
        self.table.row_activated.connect(lambda row: self._on_answer(row) if self._may(row) else None)

    def show_document(self, view: DocumentView | None) -> None:
        """Show the referral of a document."""
        self._view = view
        self._send.setVisible(self._may(None))
        if view is None:
            self.show_list(())
            return
        late = sum(row.late for row in view.referrals)
        self.say_nothing(_NOTHING if self._may(None) else _NOTHING_LOCKED)
        words = f"{view.referral_words}{f', {late} är sena' if late > 1 else ', 1 är sen' if late else ''}."
        self.show_list(view.referrals, words)

    def settle(self) -> bool:
        """Nothing is typed here."""
        return True

    def _may(self, _row: object) -> bool:
        return self._view is not None and self._view.open_for_edits and not self._workspace.read_only

    def _on_send(self) -> None:
        if self._view is not None:
            self._editing.send(self._view)

    def _on_answer(self, row: ReferralRow) -> None:
        if self._view is not None:
            self._editing.answer(self._view, row)

    def _on_remove(self, row: ReferralRow) -> None:
        if self._view is not None:
            self._editing.remove_recipient(self._view, row)
