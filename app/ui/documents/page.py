"""The page Dokument: the register of steering documents, and one of them opened in its place."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from app.services.formatting import write_count
from app.ui.documents.columns import ROOM_FOR, register_columns
from app.ui.documents.editing import Editing
from app.ui.documents.exporting import DocumentExporting
from app.ui.documents.filters import ALL, OPEN, REVIEW, STATES, Filters
from app.ui.documents.inspecting import Inspecting
from app.ui.documents.opened import OpenedDocument
from app.ui.parts.buttons import action, menu_button, primary_button, quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField
from app.ui.parts.fitting import fit_columns
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.page import Page, WorkspacePort
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.steering.documents.register import RegisterRow, RegisterView
    from app.services.steering.documents.views import DocumentView

_TITLE = "Dokument"
_DECIDED = "Beslutad"
_REMEMBERED = "documents"
_RESIZE = QEvent.Type.Resize


class DocumentsPage(Page):
    """Register and opened document share the page; the inspector tells of the one that is chosen."""

    shows_kinds = frozenset({
        "node", "node_version", "decision", "document_section", "replacement", "attachment", "referral",
        "document_kind", "level", "unit", "model_part", "contribution", "frame_component", "plan_version",
    })  # fmt: skip
    chapter = "dokument"

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._view: RegisterView | None = None
        self._opened: tuple[int, int | None] | None = None
        self._editing = Editing(workspace, self)
        self.exporting = DocumentExporting(workspace, self)
        self.filters = Filters(self)
        self.table = TableView(
            register_columns(), key=lambda row: row.id, name="Styrdokumentsregister", remember_as=_REMEMBERED
        )
        self.document = OpenedDocument(workspace, self._editing, self, self.open_document)
        self._inspecting = Inspecting(workspace, self.document.decisions, self.open_document, self._remove)
        self.inspector = Inspector("Välj ett dokument för att se mer.")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.document)
        self._build_actions()
        self.table.installEventFilter(self)
        self.filters.changed.connect(self._filter)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.row_activated.connect(lambda row: self.open_document(row.id))
        self.table.menu_requested.connect(self._on_menu_requested)
        self.document.version_wanted.connect(self._on_version_wanted)
        self.set_content(self.stack)

    # ---- what is shown -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the register, and the document that is open."""
        from app.services.steering.documents.register import register_view

        self._view = self.workspace.read(partial(register_view, today=self.workspace.today))
        assert self._view is not None
        self.badge_changed.emit(self._view.to_review)
        self.filters.offer(self._view)
        self.table.show_rows(self._view.rows)
        if self._opened is not None and self._show_opened():
            return
        self._opened = None
        self._show_register()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Open a document that a link points at."""
        if kind != "document" or not isinstance(key, int):
            return False
        if self._view is None or self._stale:
            self._load_if_stale()
        if self._row(key) is None:
            return False
        return self.open_document(key)

    def resume(self, field: str, text: str) -> bool:
        """Put an interrupted text back in its field of the document."""
        kind, _, rest = field.partition(":")
        key = rest.partition(":")[0]
        return key.isdigit() and self.show_place(kind, int(key)) and self.document.resume(field, text)

    def export_actions(self) -> list[QAction]:
        """The document that is chosen or open, all that are shown, and the register."""
        view = self._view
        if view is None or not view.rows:
            return []
        if self._opened is not None:
            opened = self.document.view
            return self.exporting.actions(self._opened, opened.title if opened is not None else "")
        model = self.table.rows
        shown = (model.value(model.index(place, 0)) for place in range(model.rowCount()))
        row: RegisterRow | None = self.table.current_row()
        chosen = (row.id, None) if row is not None else None
        every = tuple(one.id for one in shown if one is not None)
        name = row.name if row is not None else ""
        return self.exporting.actions(chosen, name, every, filtered=self.table.rows.filtered)

    def settle(self) -> bool:
        """Make changes of what is typed in the document and the inspector."""
        done = [super().settle(), self.document.settle()]
        return all(done)

    def open_document(self, node_id: int, version_id: int | None = None) -> bool:
        """Open a document in place of the register, in its newest version or another."""
        if not self.document.settle():
            return False
        self._opened = (node_id, version_id)
        shown = self._show_opened()
        if shown:
            self.document.bar.setFocus(Qt.FocusReason.OtherFocusReason)
        return shown

    def close_document(self) -> None:
        """Go back to the register, with the document still chosen there."""
        if self._opened is None or not self.document.settle():
            return
        node_id = self._opened[0]
        self._opened = None
        self.document.show_document(None)
        self._show_register()
        self._reveal(node_id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back: from a comparison to the versions, from a document to the register."""
        if event.key() == Qt.Key.Key_Escape and self._opened is not None:
            if not self.document.step_back():
                self.close_document()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width may leave room for other columns."""
        if event.type() == _RESIZE:
            fit_columns(self.table, _REMEMBERED, ROOM_FOR)
        return super().eventFilter(watched, event)

    def _build_actions(self) -> None:
        self._back = quiet_button("Tillbaka till registret", "chevron-left", self.close_document)
        self._back.setToolTip("Tillbaka till registret (Esc)")
        self._choice = ComboButton("Visa")
        self._choice.set_choices(STATES, ALL)
        self._choice.chosen.connect(lambda state: self.filters.choose_state(str(state)))
        self.filter_field = FilterField(self.table)
        self.filter_field.filter_changed.connect(lambda _text: self._filter())
        self._more = menu_button("filter", "Fler filter", self.filters.menu)
        self._new = primary_button("Nytt dokument", "plus", self._on_new)
        self._export_menu = QMenu(self)
        self._export_menu.aboutToShow.connect(self._fill_export)
        self._export = menu_button("export", "Exportera", self._export_menu)
        tools = (self._back, self._choice, self.filter_field, self._more, self._export, self._new)
        for widget in tools:
            self.add_action(widget)

    def _show_tools(self, *, register: bool, rows: bool) -> None:
        self._back.setVisible(not register)
        for widget in (self._choice, self.filter_field, self._more):
            widget.setVisible(register and rows)
        self._more.setVisible(register and rows and self.filters.offers)
        self._export.setVisible(rows)
        self._new.setVisible(register and rows and not self.workspace.read_only)

    def _fill_export(self) -> None:
        self._export_menu.clear()
        if self.settle():
            self._export_menu.addActions(self.export_actions())

    # ---- the register --------------------------------------------------------------------------------

    def _show_register(self) -> None:
        view = self._view
        if view is None:
            return
        self._show_tools(register=True, rows=bool(view.rows))
        if not view.rows:
            self._show_empty()
            return
        self.stack.setCurrentWidget(self.table)
        if not self.stack.isVisibleTo(self):
            self.set_content(self.stack)
        self.want_details(True)
        self._filter()

    def _show_empty(self) -> None:
        self.set_title(_TITLE, "Inget dokument än")
        self.set_status("")
        self.inspector.show_details(None)
        self.set_content(
            EmptyState(
                "Här samlas kommunens styrdokument",
                "Lägg till visionen, planer, policyer och riktlinjer. Här skriver du dem, för dem till "
                "beslut och ser när de ska ses över.",
                icon="document",
                action="" if self.workspace.read_only else "Lägg till det första",
                on_action=self._on_new,
            )
        )

    def _filter(self) -> None:
        self._choice.set_choices(STATES, self.filters.state)
        condition = self.filters.lets_through if self.filters.active else None
        self.table.set_filter(self.filter_field.text() if self.filter_field else "", condition)
        if self._opened is None:
            self._keep_one_current()
            self._show_state()

    def _keep_one_current(self) -> None:
        if self.table.current_row() is None and self.table.rows.rowCount():
            self.table.setCurrentIndex(self.table.rows.index(0, 0))
        else:
            self._show_details(self.table.current_row())

    def _show_state(self) -> None:
        view, rows = self._view, self.table.rows
        if view is None or not view.rows:
            return
        every = write_count(len(view.rows), "dokument", "dokument")
        state: list[str | Link] = [every]
        if view.to_review:
            words = f"{view.to_review} behöver ses över i år"
            state += [", ", Link(words, lambda: self.filters.choose_state(REVIEW))]
        if view.open_count:
            words = f"{view.open_count} under arbete"
            state += [", ", Link(words, lambda: self.filters.choose_state(OPEN))]
        if rows.filtered:
            chosen = f" ({self.filters.in_words})" if self.filters.in_words else ""
            state += [f". {rows.matches} visas{chosen}. ", Link("Visa alla", self._show_all)]
        self.set_title(_TITLE, *state)
        self.set_status(f"{rows.matches if rows.filtered else len(view.rows)} av {every} visas")

    def _show_all(self) -> None:
        if self.filter_field is not None:
            self.filter_field.clear()
        self.filters.clear()

    def _reveal(self, node_id: int) -> None:
        if not self.table.select(node_id):
            self._show_all()
            self.table.select(node_id)

    def _row(self, node_id: int) -> RegisterRow | None:
        rows = self._view.rows if self._view is not None else ()
        return next((row for row in rows if row.id == node_id), None)

    def _on_current_changed(self, row: RegisterRow | None) -> None:
        if self._opened is None:
            self._show_details(row)

    def _show_details(self, row: RegisterRow | None) -> None:
        if row is None:
            self.inspector.show_details(None)
            return
        self.inspector.show_details(self._inspecting.details(self._read(row.id, None)))

    def _on_menu_requested(self, row: RegisterRow | None, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row is not None:
            menu.addAction(action("Öppna", partial(self.open_document, row.id), icon="open", parent=menu))
            place = partial(self.workspace.open_place, "node", row.id)
            menu.addAction(action("Visa i styrmodellen", place, parent=menu))
            copy = partial(action, "Kopiera", self.table.copy_selection, icon="copy", shortcut="Ctrl+C")
            menu.addAction(copy(parent=menu))
        if not self.workspace.read_only:
            menu.addSeparator()
            menu.addAction(action("Nytt dokument…", self._on_new, icon="plus", parent=menu))
        menu.popup(point)

    # ---- one document --------------------------------------------------------------------------------

    def _read(self, node_id: int, version_id: int | None) -> DocumentView:
        from app.services.steering.documents.views import document_view

        found: DocumentView = self.workspace.read(
            partial(document_view, node_id=node_id, today=self.workspace.today, version_id=version_id)
        )
        return found

    def _show_opened(self) -> bool:
        """Show the open document as it is now; False when it, or the version that was read, is gone."""
        from app.models.errors import NotFound

        assert self._opened is not None
        try:
            view = self._read(*self._opened)
        except NotFound:
            return False
        self._show_tools(register=False, rows=True)
        self.document.show_document(view)
        self.stack.setCurrentWidget(self.document)
        if not self.stack.isVisibleTo(self):
            self.set_content(self.stack)
        self.set_title(view.title, *_state(view))
        self.set_status(_status(view))
        self.inspector.show_details(None)
        self.want_details(False)  # the tabs tell all of it, and the words need the room
        return True

    def _on_version_wanted(self, version_id: Any) -> None:
        if self._opened is not None:
            self.open_document(self._opened[0], version_id)

    def _on_new(self) -> None:
        added = self._editing.add()
        if added is not None:
            self.open_document(added)

    def _remove(self, view: DocumentView) -> None:
        opened = self._opened
        self._opened = None
        if not self._editing.remove(view):
            self._opened = opened


def _state(view: DocumentView) -> list[str | Link]:
    """What a document is and how it stands, in one sentence."""
    kind = "" if view.kind == view.title else view.kind
    number = f"version {view.number}" if view.number > 1 else ""
    made = view.decided
    status = "" if made is not None and view.status_word == _DECIDED else view.status_word.lower()
    unit = view.unit or "" if kind else ""
    words = [kind, unit, number, status]
    if made is not None:
        by = f"av {_inside(made.body)}" if made.body else ""
        words.append(" ".join(part for part in ("beslutad", by, made.when) if part))
    sentence = ", ".join(word for word in words if word)
    return [sentence[:1].upper() + sentence[1:]]


def _status(view: DocumentView) -> str:
    if not view.newest:
        return f"Version {view.number} av {len(view.versions)}, låst"
    return "Beslutad, låst" if view.locked else ""


def _inside(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
