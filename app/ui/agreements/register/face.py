"""The face Register: all agreements, how far each has come, and the paper beside them."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.ui.agreements.columns import LEAVE_OUT, agreement_columns
from app.ui.agreements.exporting import Exporting
from app.ui.agreements.faces import Context, Face
from app.ui.agreements.gathering import actions_of, fill, page_actions
from app.ui.agreements.lifecycle.making import Making
from app.ui.agreements.preview import Preview
from app.ui.agreements.register.choices import ALL, CHOICES, CONDITIONS
from app.ui.agreements.register.empty import empty_state
from app.ui.agreements.register.exports import export_actions
from app.ui.agreements.register.state import state_of
from app.ui.agreements.signing.standing import standing
from app.ui.parts.buttons import SegmentedControl, action, icon_button, menu_button, primary_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Link
from app.ui.parts.memory import memory
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow, AgreementsView
    from app.services.reports.printed import Paper
    from app.ui.agreements.page import AgreementsPage

_LIST, _PAPER = "list", "paper"
_REMEMBERED = "agreements/paper"
_LIST_WIDTH, _PAPER_WIDTH = 376, 544
_NAME_WIDTH, _SCROLL_BAR = 190, 12
_KINDS = frozenset({"agreement_kind", "agreement_part", "standard_text", "model_part", "steering_model"})


class RegisterFace(Face):
    """List, paper and inspector of the agreements."""

    title = "Register"
    nothing = "Välj en överenskommelse för att se mer om den."
    host: AgreementsPage

    def __init__(self, host: AgreementsPage, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.shows_kinds = host.shows_kinds
        self.page: AgreementsPage = host
        self._view: AgreementsView | None = None
        self._shown = ALL
        self._kind_id: int | None = None
        self.making = Making(host)
        self.exporting = Exporting(self.workspace, host)
        self.table: TableView = TableView(
            agreement_columns(lambda: self.with_paper),
            key=lambda row: row.id,
            name="Överenskommelser",
            remember_as="agreements",
        )
        self.preview = Preview(self.workspace)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.preview)
        self.splitter.setSizes([_LIST_WIDTH, _PAPER_WIDTH])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._build_head()
        self.table.current_changed.connect(self._on_current_changed)
        self.table.row_activated.connect(lambda _row: self.show_paper())
        self.table.menu_requested.connect(self._on_menu_requested)
        self._arrange()

    @property
    def with_paper(self) -> bool:
        """Whether the paper stands beside the list."""
        return bool(memory().get(_REMEMBERED, False))

    # ---- what the page asks -----------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the list and show it, keeping what is selected."""
        from app.services.agreements import views

        year = self.workspace.working_year + 1
        read = partial(views.agreements_view, year=year, today=self.workspace.today)
        view: AgreementsView = self.workspace.read(read)
        self._view, self._kind_id = view, context.kind_id
        self.exporting.words = (self.page.words.one, self.page.words.many)
        self.page.tell_badge(sum(not row.locked for row in view.rows))
        some = self.details = bool(self.rows)
        for widget in (self._choice, self._filter_field, self._export, self._mode):
            widget.setVisible(some)
        self._new.setVisible(some and not self.workspace.read_only)
        if not some:
            self._show_empty(view)
            return
        self._show(self.splitter)
        self._arrange()
        self.table.show_rows(self.rows)
        self._apply_filter()
        if context.agreement_id is not None:
            self.table.select(context.agreement_id)
        self._keep_one_current()
        self._show_current(self.table.current_row())

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select an agreement, or show those that a key such as "open" names."""
        if kind != "agreement":
            return False
        if key in CONDITIONS:
            self._on_choice(str(key))
            return True
        row = self.row(key)
        if row is None:
            return False
        if self._kind_id not in (None, row.kind_id):
            self.page.choose_kind(None)
        if self.table.rows.filtered:
            self._filter_field.clear()
            self._on_choice(ALL)
        return self.table.select(key)

    def heading(self) -> str:
        """The page's own title."""
        return ""

    def state(self) -> tuple[str | Link, ...]:
        """How many there are and what waits, as links that filter."""
        if self._view is None:
            return ()
        follow = None if self.workspace.read_only else self.page.editing.follow_decided
        return state_of(self.rows, self.page.words, self._on_choice, self._view.follow, follow)

    def status(self) -> str:
        """How many of them are shown."""
        rows = self.table.rows
        return f"{rows.matches} av {self.page.words.count(rows.count)} visas" if self.rows else ""

    def actions(self) -> list[QWidget]:
        """The list alone or beside the paper; choice, filter, new, more and export."""
        return [self._mode, self._choice, self._filter_field, self._new, self._more, self._export]

    def export_actions(self) -> list[QAction]:
        """One agreement, those marked, those shown, or all."""
        return export_actions(self) if self.rows else []

    # ---- what commands ask ----------------------------------------------------------------------

    @property
    def rows(self) -> tuple[AgreementRow, ...]:
        """Every agreement of the kind that is chosen."""
        every = self._view.rows if self._view is not None else ()
        places = {kind.id: place for place, kind in enumerate(self.page.kinds)}
        of_kind = [row for row in every if self._kind_id in (None, row.kind_id)]
        return tuple(sorted(of_kind, key=lambda row: places.get(row.kind_id, 0)))

    def row(self, key: Hashable) -> AgreementRow | None:
        """An agreement of any kind by its key."""
        every = self._view.rows if self._view is not None else ()
        return next((row for row in every if row.id == key), None)

    def shown_ids(self) -> tuple[int, ...]:
        """The agreements that are shown, in their order."""
        model = self.table.rows
        shown = (model.value(model.index(place, 0)) for place in range(model.rowCount()))
        return tuple(row.id for row in shown if row is not None)

    def selected_ids(self) -> tuple[int, ...]:
        """The agreements that are marked, in their order."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        model = self.table.rows
        return tuple(model.value(model.index(place, 0)).id for place in places)

    def show_paper(self) -> None:
        """Put the paper beside the list, and the keyboard in it."""
        if not self.with_paper:
            self._on_mode(_PAPER)
        self.preview.view.setFocus()

    def show_version(self, version: int | None) -> None:
        """Look at the paper of a version that was decided before, or with None at the newest."""
        row = self.table.current_row()
        if row is not None and self.page.settle():
            self.page.inspecting.look_at(row.id, version)
            self._show_current(row)
            if version is not None:
                self.show_paper()

    # ---- within ------------------------------------------------------------------------------------

    def _build_head(self) -> None:
        self._filter_field = FilterField(self.table)
        self.filter_field = self._filter_field
        self._filter_field.filter_changed.connect(lambda _text: self._filter())
        self._choice = ComboButton("Visa")
        self._choice.chosen.connect(self._on_choice)
        self._choice.set_choices(CHOICES, ALL)
        self._new = icon_button("plus", "Nya överenskommelser…", self.making.ask)
        self._mode = SegmentedControl(((_LIST, "Lista"), (_PAPER, "Med papper")), name="Visning")
        self._mode.choose(_PAPER if self.with_paper else _LIST)
        self._mode.chosen.connect(self._on_mode)
        self._more_menu = QMenu(self)
        self._more_menu.aboutToShow.connect(self._fill_more)
        self._more = menu_button("more", "Mer", self._more_menu)
        self._export_menu = QMenu(self)
        self._export = primary_button("Exportera", "export", self._open_export)

    def _fill_more(self) -> None:
        fill(self._more_menu, page_actions(self.page))

    def _open_export(self) -> None:
        fill(self._export_menu, self.export_actions())
        self._export_menu.popup(self._export.mapToGlobal(QPoint(0, self._export.height())))

    def _on_mode(self, mode: object) -> None:
        memory().put(_REMEMBERED, mode == _PAPER)
        self._mode.choose(mode)
        self._arrange()
        self._show_current(self.table.current_row())

    def _arrange(self) -> None:
        """The columns that there is room and reason for."""
        self.preview.setVisible(self.with_paper)
        several = len(self.page.kinds) > 1 and self._kind_id is None
        pairs = len({(row.kind_id, row.unit) for row in self.rows}) < len(self.rows)
        beside = ("unit", "client") if pairs else ("unit", "kind") if several else ("unit", "stage")
        for place, column in enumerate(self.table.rows.columns):
            chosen = self.table.columns_shown.chosen(column.key)
            shown = not column.hidden if chosen is None else chosen
            if column.key == "kind" and chosen is None:
                shown = several
            if column.key == "client" and chosen is None:
                shown = pairs
            if self.with_paper:
                shown = column.key in beside
            self.table.setColumnHidden(place, not shown)
        if not self.with_paper:
            self._leave_out()
        self._fit()

    def _leave_out(self) -> None:
        """Where the names would get too little room, leave out what is told elsewhere too."""
        columns, header = self.table.rows.columns, self.table.horizontalHeader()
        room = self.width() - _NAME_WIDTH - _SCROLL_BAR
        widths = {
            column.key: header.sectionSize(place) or column.width
            for place, column in enumerate(columns)
            if place and not header.isSectionHidden(place)
        }
        for key in LEAVE_OUT:
            if sum(widths.values()) > room and key in widths and self.table.columns_shown.chosen(key) is None:
                del widths[key]
                self.table.setColumnHidden([column.key for column in columns].index(key), True)

    def _fit(self) -> None:
        """The names take what room is left, and never less than they need."""
        header = self.table.horizontalHeader()
        others = sum(header.sectionSize(n) for n in range(1, header.count()) if not header.isSectionHidden(n))
        roomy = self.with_paper or self.width() - _SCROLL_BAR >= others + _NAME_WIDTH
        mode = QHeaderView.ResizeMode.Stretch if roomy else QHeaderView.ResizeMode.Fixed
        if header.sectionResizeMode(0) != mode:
            header.setSectionResizeMode(0, mode)
        if not roomy:
            header.resizeSection(0, _NAME_WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other room for the names."""
        super().resizeEvent(event)
        self._arrange()

    def _show(self, widget: QWidget) -> None:
        if self._stack.currentWidget() is not widget:
            old = self._stack.currentWidget()
            self._stack.addWidget(widget)
            self._stack.setCurrentWidget(widget)
            if old is not None and old is not self.splitter:
                self._stack.removeWidget(old)
                old.deleteLater()

    def _show_empty(self, view: AgreementsView) -> None:
        self.inspect.emit(None)
        self.preview.show_document(None)
        self.table.show_rows(())
        self._show(empty_state(self.page, view, self.making))

    def _on_choice(self, choice: object) -> None:
        self._shown = str(choice)
        self._choice.set_choices(CHOICES, choice)
        self._filter()

    def _filter(self) -> None:
        self._apply_filter()
        self._keep_one_current()
        self.said.emit()

    def _apply_filter(self) -> None:
        condition = CONDITIONS[self._shown]
        today = self.workspace.today
        passes = None if condition is None else partial(condition, today)
        self.table.set_filter(self._filter_field.text(), passes)

    def _keep_one_current(self) -> None:
        """Look at the first that is shown when what was looked at is not."""
        model = self.table.rows
        if self.table.current_row() is None and model.rowCount():
            self.table.setCurrentIndex(model.index(0, 0))
        elif self.table.current_row() is None:
            self._show_current(None)

    def _on_current_changed(self, row: AgreementRow | None) -> None:
        self.agreement_chosen.emit(None if row is None else row.id)
        self._show_current(row)

    def _show_current(self, row: AgreementRow | None) -> None:
        if row is None:
            self.inspect.emit(None)
            self.preview.show_document(None)
            return
        self.inspect.emit(row.id)
        if self.with_paper:
            paper = self.papers(row)[0]
            version = self.page.inspecting.looked_at(row.id)
            self.preview.show_paper(paper, standing(self.page, paper, row.id, version=version))

    def papers(self, row: AgreementRow) -> tuple[Paper, ...]:
        """An agreement as it is looked at and printed; appendices to a signed file stand after it."""
        from app.services.reports.printed_agreements import version_paper

        version = self.page.inspecting.looked_at(row.id)
        if version is None:
            return self.exporting.papers((row.id,))
        read = partial(version_paper, agreement_id=row.id, node_version_id=version)
        return (self.workspace.read(read),)

    def _on_menu_requested(self, row: AgreementRow | None, point: QPoint) -> None:
        menu = QMenu(self)
        if row is not None:
            for one in actions_of(self.page, row):
                one.setParent(menu)
                menu.addAction(one)
            menu.addSeparator()
            for text, kind, key in (
                ("Visa enheten", "unit", row.unit_id),
                ("Visa platsen i röda tråden", "node", row.node_id),
            ):
                open_it = partial(self.workspace.open_place, kind, key)
                menu.addAction(action(text, open_it, parent=menu))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)
