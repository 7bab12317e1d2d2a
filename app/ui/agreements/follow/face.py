"""Uppföljning: the commitments of the agreements by report, with what is proposed, written and decided."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.agreements.faces import REGISTER, Context, Face, FaceHost
from app.ui.agreements.follow.columns import follow_columns
from app.ui.agreements.follow.edits import FollowEdits
from app.ui.agreements.follow.inspected import details_of
from app.ui.parts.buttons import action
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Link
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.agreements.followup import FollowCell, FollowRow, FollowUpView

_ALL, _LEFT = "all", "left"
_CHOICES = ((_ALL, "Alla åtaganden"), (_LEFT, "Inte bedömda"))
_YEARS_ON = 3
_LEAST_TITLE = 200
_LEAVE_OUT = ("measure", "target")
"""What a narrow table is without."""


class FollowFace(Face):
    """One table of all commitments; the inspector holds what is written of the chosen one."""

    title = "Uppföljning"
    shows_kinds = frozenset({
        "agreement", "agreement_kind", "node", "node_version", "node_indicator", "contribution", "assessment",
        "assessment_action", "measurement", "indicator", "indicator_target", "report_kind", "unit",
        "model_part", "frame", "plan_version",
    })  # fmt: skip
    nothing = "Välj ett åtagande för att skriva hur det går."

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._context = Context()
        self._view: FollowUpView | None = None
        self._year: int | None = None
        self._shown = _ALL
        self._periods: tuple[str, ...] = ()
        self.edits = FollowEdits(self.workspace, self.cell)
        self._empty: EmptyState | None = None
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._holder = QWidget()
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._holder)
        self.table = self._new_table(None)
        self.filter_field: FilterField = FilterField(self._holder)
        self.filter_field.filter_changed.connect(lambda _text: self._filter())
        self.year = ComboButton("År")
        self.year.chosen.connect(self._on_year)
        self.choice = ComboButton("Visa")
        self.choice.set_choices(_CHOICES, _ALL)
        self.choice.chosen.connect(self._on_choice)

    # ---- what the page asks -----------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the commitments of the year and show them, keeping what is selected."""
        self._context = context
        view = self._read_view()
        self._view = view
        first = self.workspace.working_year - 1
        years = sorted({*range(first, first + _YEARS_ON + 1), view.year})
        self.year.set_choices([(year, str(year)) for year in years], view.year)
        some = self.details = bool(view.rows)
        for widget in (self.filter_field, self.choice):
            widget.setVisible(some)
        if not some:
            self._show_empty(view.year)
            return
        self._take_table(view)
        keep = self.table.current_row()
        self.table.show_rows(view.rows)
        self._apply_filter()
        self._arrange()
        self._stack.setCurrentWidget(self._holder)
        if context.agreement_id is not None and (keep is None or keep.agreement_id != context.agreement_id):
            self._select_agreement(context.agreement_id)
        if self.table.current_row() is None and self.table.rows.rowCount():
            self.table.setCurrentIndex(self.table.rows.index(0, 0))
        self._show_current(self.table.current_row())

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show the commitments of an agreement."""
        if kind != "agreement_follow" or self._view is None:
            return False
        self.filter_field.clear()
        self._on_choice(_ALL)
        return self._select_agreement(key)

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back in its field."""
        _, _, rest = field.partition(":")
        agreement, _, place = rest.partition(":")
        node = place.partition(".")[0]
        if not (agreement.isdigit() and node.isdigit()):
            return False
        found = self.table.select((int(agreement), int(node)))
        return found and self.host.inspector.resume(field, text)

    def state(self) -> tuple[str | Link, ...]:
        """How many there are, and how many are left to judge at each report."""
        view = self._view
        if view is None or not view.rows:
            return (f"Inga åtaganden för {view.year if view else ''}",)
        said: list[str | Link] = [write_count(len(view.rows), "åtagande", "åtaganden")]
        for period in view.periods:
            words = f"{view.left(period.period)} att bedöma"
            said += [f". {period.words}: ", Link(words, lambda: self._on_choice(_LEFT))]
        return tuple(said)

    def status(self) -> str:
        """How many of them are shown."""
        rows = self.table.rows
        if self._view is None or not self._view.rows:
            return ""
        return f"{rows.matches} av {write_count(rows.count, 'åtagande', 'åtaganden')} visas"

    def tools(self) -> list[QWidget]:
        """The year that is followed up, and which commitments."""
        return [self.year, self.choice]

    def actions(self) -> list[QWidget]:
        """The filter."""
        return [self.filter_field]

    def cell(self, agreement_id: int, node_id: int, period: str) -> FollowCell | None:
        """How a commitment stands in a period as it was last read."""
        rows = self._view.rows if self._view is not None else ()
        row = next((one for one in rows if (one.agreement_id, one.node_id) == (agreement_id, node_id)), None)
        return next((cell for cell in row.cells if cell.period == period), None) if row is not None else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the commitment needs it more than what the inspector tells too."""
        super().resizeEvent(event)
        self._arrange()

    # ---- within ------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """The columns that there is room for, those that the user has chosen always."""
        room = self._holder.width() - _LEAST_TITLE
        widths = {column.key: column.width for column in self.table.rows.columns if column.key != "title"}
        for place, column in enumerate(self.table.rows.columns):
            if column.key in _LEAVE_OUT and self.table.columns_shown.chosen(column.key) is None:
                hidden = column.hidden or sum(widths.values()) > room
                self.table.setColumnHidden(place, hidden)
                if hidden:
                    del widths[column.key]

    def _read_view(self) -> FollowUpView:
        from app.services.agreements.followup import follow_up

        space = self.workspace
        years = [self._year] if self._year else [space.working_year, space.working_year + 1]
        found: FollowUpView | None = None
        for year in years:
            read = partial(follow_up, year=year, kind_id=self._context.kind_id, today=space.today)
            found = space.read(read)
            if found is not None and found.rows:
                return found
        assert found is not None
        return found

    def _new_table(self, view: FollowUpView | None) -> TableView:
        table: TableView = TableView(
            follow_columns(view),
            key=lambda row: (row.agreement_id, row.node_id),
            name="Åtaganden",
            remember_as="agreements/follow",
        )
        table.current_changed.connect(self._on_current_changed)
        table.menu_requested.connect(self._on_menu_requested)
        self._holder.layout().addWidget(table)
        self._holder.setFocusProxy(table)
        return table

    def _take_table(self, view: FollowUpView) -> None:
        """Another year may have other reports, each with a column of its own."""
        periods = tuple(period.words for period in view.periods)
        if periods == self._periods:
            return
        self._periods = periods
        old, self.table = self.table, self._new_table(view)
        old.hide()
        old.deleteLater()

    def _select_agreement(self, key: Hashable) -> bool:
        rows = self._view.rows if self._view is not None else ()
        first = next((row for row in rows if row.agreement_id == key), None)
        return first is not None and self.table.select((first.agreement_id, first.node_id))

    def _filter(self) -> None:
        self._apply_filter()
        self.said.emit()

    def _apply_filter(self) -> None:
        left = None if self._shown == _ALL else _is_left
        self.table.set_filter(self.filter_field.text(), left)

    def _on_choice(self, choice: object) -> None:
        self._shown = str(choice)
        self.choice.set_choices(_CHOICES, choice)
        self._filter()

    def _on_year(self, year: object) -> None:
        if isinstance(year, int) and self.host.inspector.settle():
            self._year = year
            self.load(self._context)
            self.said.emit()

    def _on_current_changed(self, row: FollowRow | None) -> None:
        if row is not None:
            self.agreement_chosen.emit(row.agreement_id)
        self._show_current(row)

    def _show_current(self, row: FollowRow | None) -> None:
        view = self._view
        if row is None or view is None:
            self.inspect.emit(None)
        else:
            self.inspect.emit(details_of(view, row, self.edits, self.workspace))

    def _on_menu_requested(self, row: FollowRow | None, point: QPoint) -> None:
        if row is None:
            return
        menu = QMenu(self)
        for words, kind, key in (
            ("Visa målsidan", "goal", row.node_id),
            ("Visa handlingen i registret", "agreement", row.agreement_id),
            ("Visa platsen i röda tråden", "node", row.node_id),
        ):
            menu.addAction(action(words, partial(self.workspace.open_place, kind, key), parent=menu))
        menu.popup(point)

    def _show_empty(self, year: int) -> None:
        self.inspect.emit(None)
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = EmptyState(
            f"Inga åtaganden att följa upp {year}",
            "Här följs åtagandena upp i delårsrapporten och årsredovisningen. Välj ett annat år, eller skriv "
            "åtaganden i handlingarna först.",
            icon="followup",
            action="Till registret",
            on_action=lambda: self.host.show_face(REGISTER),
        )
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)


def _is_left(row: FollowRow) -> bool:
    return any(not cell.decided for cell in row.cells)
