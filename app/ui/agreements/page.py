"""The page Uppdragshandlingar: the performers' agreements, the paper, and what is left to write."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from app.services.formatting import write_count
from app.ui.agreements.columns import agreement_columns
from app.ui.agreements.editing import Editing
from app.ui.agreements.exporting import Exporting
from app.ui.agreements.inspecting import Inspecting
from app.ui.agreements.preview import Preview
from app.ui.parts.buttons import action, menu_button, primary_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.page import Page, WorkspacePort
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.agreements.document import AgreementDocument
    from app.services.agreements.views import AgreementRow, AgreementsView

_ALL, _INCOMPLETE, _OPEN, _DECIDED, _BEHIND = "all", "incomplete", "open", "decided", "behind"
_CHOICES = (
    (_ALL, "Alla"),
    (_INCOMPLETE, "Saknar något"),
    (_OPEN, "Inte beslutade"),
    (_DECIDED, "Beslutade"),
    (_BEHIND, "Äldre ramar än planen"),
)
_CONDITIONS = {
    _ALL: None,
    _INCOMPLETE: lambda row: bool(row.missing),
    _OPEN: lambda row: not row.locked,
    _DECIDED: lambda row: row.locked,
    _BEHIND: lambda row: row.frames_behind,
}
_LIST_WIDTH, _PAPER_WIDTH = 376, 544


class AgreementsPage(Page):
    """List, preview and inspector of the agreements with performers."""

    shows_kinds = frozenset({
        "agreement", "agreement_text", "agreement_part", "agreement_kind", "agreement_snapshot",
        "follow_up_row", "signatory", "node", "node_version", "node_perspective", "node_indicator",
        "decision", "contribution", "indicator", "indicator_target", "unit", "municipality", "budget_plan",
        "plan_version", "frame", "frame_component",
    })  # fmt: skip
    chapter = "uppdragshandlingar"

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._view: AgreementsView | None = None
        self._shown = _ALL
        self._editing = Editing(workspace, self)
        self._inspecting = Inspecting(workspace, self._editing, self.show_version)
        self._looked_at: tuple[int, int | None] | None = None
        self.exporting = Exporting(workspace, self)
        self.table = TableView(
            agreement_columns(), key=lambda row: row.id, name="Uppdragshandlingar", remember_as="agreements"
        )
        self.preview = Preview()
        self.inspector = Inspector("Välj en uppdragshandling för att skriva i den.")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.preview)
        self.splitter.setSizes([_LIST_WIDTH, _PAPER_WIDTH])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.row_activated.connect(lambda _row: self.preview.view.setFocus())
        self.table.menu_requested.connect(self._on_menu_requested)
        self._build_actions()
        self.set_content(self.splitter)

    def load(self) -> None:
        """Read the list and show it, keeping what is selected."""
        from app.services.agreements import views

        year = self.workspace.working_year + 1
        view: AgreementsView = self.workspace.read(partial(views.agreements_view, year=year))
        self._view = view
        self._fill_new_menu(view)
        for widget in (self._choice, self.filter_field, self._export):
            widget.setVisible(bool(view.rows))
        self.badge_changed.emit(len(view.rows) - view.decided)
        if not view.rows:
            self._show_empty(view)
            return
        if self.splitter.parent() is None or not self.splitter.isVisibleTo(self):
            self.set_content(self.splitter)
        self.set_title("Uppdragshandlingar", *self._state(view))
        self.table.show_rows(view.rows)
        self._keep_one_current()
        self._show_current(self.table.current_row())
        self._show_status()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select an agreement, or show those that a key such as "open" names."""
        if kind != "agreement":
            return False
        if key in _CONDITIONS:
            self._load_if_stale()
            self._on_choice(str(key))
            return True
        if self._shown != _ALL or (self.filter_field is not None and self.filter_field.text()):
            self.filter_field.clear()
            self._on_choice(_ALL)
        return self.table.select(key)

    def show_version(self, version: int | None) -> None:
        """Look at the paper of a version that was decided before, or with None at the newest."""
        row = self.table.current_row()
        if row is not None and self.settle():
            self._looked_at = (row.id, version)
            self._show_current(row)

    def export_actions(self) -> list[QAction]:
        """One agreement, those shown, or all."""
        view = self._view
        if view is None or not view.rows:
            return []
        made = []
        row = self.table.current_row()
        if row is not None:
            made.append(action(f"Uppdragshandling för {row.unit}…", self._export_one, parent=self))
        if self.table.rows.filtered:
            shown = write_count(self.table.rows.matches, "visad", "visade")
            made.append(action(f"{shown} i en mapp…", self._export_shown, parent=self))
        if len(view.rows) > 1:
            made.append(action(f"Alla {len(view.rows)} i en mapp…", self._export_all, parent=self))
        return made

    def _build_actions(self) -> None:
        self.filter_field = FilterField(self.table)
        self.filter_field.filter_changed.connect(lambda _text: self._filter())
        self._choice = ComboButton("Visa")
        self._choice.chosen.connect(self._on_choice)
        self._choice.set_choices(_CHOICES, _ALL)
        self._new = QMenu(self)
        self._new_button = menu_button("plus", "Ny uppdragshandling", self._new)
        self._export_menu = QMenu(self)
        self._export = primary_button("Exportera", "export", self._open_export)
        for widget in (self._choice, self.filter_field, self._new_button, self._export):
            self.add_action(widget)

    def _state(self, view: AgreementsView) -> list[str | Link]:
        state: list[str | Link] = [
            write_count(len(view.rows), "uppdragshandling", "uppdragshandlingar"),
            f", {write_count(view.decided, 'beslutad', 'beslutade')}",
        ]
        if view.incomplete:
            state += [", ", Link(f"{view.incomplete} saknar något", lambda: self._on_choice(_INCOMPLETE))]
        if view.behind:
            state += [", ", Link(f"{view.behind} med äldre ramar", lambda: self._on_choice(_BEHIND))]
        if view.follow and not self.workspace.read_only:
            words = f"Låt {write_count(view.follow, 'handling', 'handlingar')} följa den beslutade versionen"
            state += [". ", Link(words, self._editing.follow_decided)]
        return state

    def _fill_new_menu(self, view: AgreementsView) -> None:
        self._new.clear()
        for unit_id, name in view.without:
            self._new.addAction(
                action(name.replace("&", "&&"), partial(self._on_new, unit_id), parent=self._new)
            )
        if len(view.without) > 1:
            self._new.addSeparator()
            words = f"För alla {len(view.without)} utförare"
            self._new.addAction(action(words, self._editing.create_for_all, parent=self._new))
        able = bool(view.without) and view.kind is not None and not self.workspace.read_only
        self._new_button.setVisible(able)

    def _show_empty(self, view: AgreementsView) -> None:
        self.set_title("Uppdragshandlingar", "Ingen uppdragshandling än")
        self.set_status("")
        self.inspector.show_details(None)
        self.preview.show_document(None)
        if view.kind is None:
            self.set_content(
                EmptyState(
                    "Styrmodellen har inga uppdragshandlingar",
                    "I den här styrmodellen styrs verksamheten utan överenskommelser med utförare.",
                    icon="agreement",
                )
            )
        elif not view.without:
            self.set_content(
                EmptyState(
                    "Först behövs utförare",
                    "En uppdragshandling sluts med varje utförare. Ange på sidan Organisation vilka enheter "
                    "som är utförare. Sedan går det att göra en handling för var och en.",
                    icon="agreement",
                    action="" if view.first_unit is None else "Gå till Organisation",
                    on_action=lambda: self.workspace.open_place("unit", view.first_unit),
                )
            )
        else:
            count = write_count(len(view.without), "utförare", "utförare")
            self.set_content(
                EmptyState(
                    "Gör uppdragshandlingar för utförarna",
                    f"Det finns {count} utan uppdragshandling. Varje handling får kommunens standardtexter, "
                    "ramarna ur budgeten och en plats i röda tråden. Sedan skriver du det som är eget.",
                    icon="agreement",
                    action="" if self.workspace.read_only else "Skapa utkast för alla",
                    on_action=self._editing.create_for_all,
                )
            )

    def _on_new(self, unit_id: int) -> None:
        key = self._editing.create(unit_id)
        if key is not None:
            self.show_place("agreement", key)

    def _on_choice(self, choice: object) -> None:
        self._shown = str(choice)
        self._choice.set_choices(_CHOICES, choice)
        self._filter()

    def _filter(self) -> None:
        self.table.set_filter(self.filter_field.text() if self.filter_field else "", _CONDITIONS[self._shown])
        self._keep_one_current()
        self._show_status()

    def _show_status(self) -> None:
        rows = self.table.rows
        every = write_count(rows.count, "uppdragshandling", "uppdragshandlingar")
        self.set_status(f"{rows.matches} av {every} visas")

    def _keep_one_current(self) -> None:
        """Look at the first that is shown when what was looked at is not."""
        model = self.table.rows
        if self.table.current_row() is not None:
            return
        if model.rowCount():
            self.table.setCurrentIndex(model.index(0, 0))
        else:
            self._show_current(None)

    def _on_current_changed(self, row: AgreementRow | None) -> None:
        self._show_current(row)

    def _show_current(self, row: AgreementRow | None) -> None:
        from app.services.agreements import views

        if row is None:
            self._looked_at = None
            self.inspector.show_details(None)
            self.preview.show_document(None)
            return
        detail = self.workspace.read(partial(views.agreement_detail, agreement_id=row.id))
        shown = self._shown_version(row)
        if shown not in dict(detail.earlier):
            shown = None
        self._looked_at = (row.id, shown)
        self.inspector.show_details(self._inspecting.details(detail, shown))
        self.preview.show_document(self._document(row))

    def _shown_version(self, row: AgreementRow) -> int | None:
        """The earlier version that is looked at instead of the agreement as it is now."""
        looked_at = self._looked_at
        return looked_at[1] if looked_at is not None and looked_at[0] == row.id else None

    def _document(self, row: AgreementRow) -> AgreementDocument:
        from app.services.agreements.builder import decided_document

        version = self._shown_version(row)
        if version is None:
            return self._documents((row.id,))[0]
        return self.workspace.read(partial(decided_document, node_version_id=version))

    def _documents(self, keys: tuple[int, ...] | None) -> tuple[AgreementDocument, ...]:
        from app.services.agreements.builder import build_documents
        from app.services.clock import fixed_clock

        clock = fixed_clock(self.workspace.today)
        return self.workspace.read(partial(build_documents, agreement_ids=keys, clock=clock))

    def _open_export(self) -> None:
        self._export_menu.clear()
        self._export_menu.addActions(self.export_actions())
        self._export_menu.popup(self._export.mapToGlobal(QPoint(0, self._export.height())))

    def _export_one(self) -> None:
        row = self.table.current_row()
        if row is not None and self.settle():
            self.exporting.one(self._document(row))

    def _export_shown(self) -> None:
        if self.settle():
            model = self.table.rows
            shown = [model.value(model.index(place, 0)) for place in range(model.rowCount())]
            self.exporting.many(self._documents(tuple(row.id for row in shown if row is not None)))

    def _export_all(self) -> None:
        if self.settle():
            self.exporting.many(self._documents(None))

    def _on_menu_requested(self, row: Any, point: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self.export_actions())
        if row is not None:
            menu.addSeparator()
            menu.addAction(
                action("Visa enheten", lambda: self.workspace.open_place("unit", row.unit_id), parent=menu)
            )
            menu.addAction(
                action(
                    "Visa platsen i röda tråden",
                    lambda: self.workspace.open_place("node", row.node_id),
                    parent=menu,
                )
            )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)
