"""The municipality itself: its names and code, its facts by year, its mandate periods."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.services.formatting import write_date
from app.ui.organisation import typed
from app.ui.organisation.lines import MISSING
from app.ui.organisation.municipality_edits import MunicipalityEdits
from app.ui.parts import theme
from app.ui.parts.buttons import action, quiet_button
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.detail_widgets import PartWidget, widget_for
from app.ui.parts.details import Field
from app.ui.parts.fields import LineField
from app.ui.parts.links import Sentence
from app.ui.parts.memory import memory
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.organisation.views import FactRow, MandateRow, MunicipalityView

_TABLE_FRAME = 2
_FACTS = "municipality_facts"
_ROOM_FOR_WORDS = 560


class MunicipalityTab(QScrollArea):
    """A form and two tables that stand below each other; the inspector edits the selected row."""

    fact_changed = Signal(object)
    """The current fact, or None."""
    mandate_changed = Signal(object)
    """The current mandate period, or None."""

    def __init__(self, edits: MunicipalityEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fields: list[PartWidget] = []
        self._form = QGridLayout()
        self._form.setHorizontalSpacing(theme.PAGE_MARGIN)
        self._form.setVerticalSpacing(theme.NEAR)
        self.facts = TableView(
            _fact_columns(edits),
            key=lambda row: row.id,
            name="Uppgifter per år",
            remember_as=_FACTS,
        )
        self.mandates = TableView(
            _mandate_columns(edits), key=lambda row: row.id, name="Mandatperioder", remember_as="mandates"
        )
        self._no_facts = _hint(
            "Lägg till invånare, medarbetare och omsättning. De behövs när siffror jämförs per invånare."
        )
        self._no_mandates = _hint(
            "Lägg till valåret. Mandatperioderna för fullmäktige och styrelsen räknas ut efter kommunallagen."
        )
        self.add_fact = quiet_button("Lägg till uppgift…", "plus", edits.add_fact)
        self.add_election = quiet_button("Lägg till val…", "plus", edits.add_election)
        self.facts.current_changed.connect(self._on_fact)
        self.mandates.current_changed.connect(self._on_mandate)
        self.facts.menu_requested.connect(self._on_fact_menu)
        self.mandates.menu_requested.connect(self._on_mandate_menu)
        self._build()

    def show_view(self, view: MunicipalityView) -> None:
        """Show the municipality."""
        self._edits.know(view)
        self._show_form(self._edits.fields())
        self.facts.show_rows(view.facts)
        self.mandates.show_rows(view.mandates)
        for table, hint in ((self.facts, self._no_facts), (self.mandates, self._no_mandates)):
            _fit(table)
            table.setVisible(table.rows.rowCount() > 0)
            hint.setHidden(table.rows.rowCount() > 0)
        for button in (self.add_fact, self.add_election):
            button.setEnabled(not self._edits.workspace.read_only)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the source's words stand back; the inspector has them."""
        super().resizeEvent(event)
        kept = memory().get(f"columns/{_FACTS}", {}).get("stated", {})
        if "shown" not in kept:
            keys = [column.key for column in self.facts.rows.columns]
            self.facts.setColumnHidden(keys.index("stated"), event.size().width() < _ROOM_FOR_WORDS)

    def start_somewhere(self) -> None:
        """Put the cursor on the first fact, so that the inspector has something to tell."""
        tables = (self.facts, self.mandates)
        if not any(table.selectionModel().hasSelection() for table in tables):
            first = next((table for table in tables if table.rows.rowCount()), None)
            if first is not None:
                first.selectRow(0)

    def settle(self) -> bool:
        """Make changes of what is typed in the form."""
        done = [widget.settle() for widget in self._fields]
        return all(done)

    def _show_form(self, fields: tuple[Field, ...]) -> None:
        if not self._fields:
            for place, field in enumerate(fields):
                widget = widget_for(field)
                self._fields.append(widget)
                self._form.addWidget(widget, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
            self._order_tabs()
            return
        for widget, field in zip(self._fields, fields, strict=True):
            widget.show_part(field)

    def _order_tabs(self) -> None:
        """Tab goes down the page, although the form is made last."""
        fields = [field for widget in self._fields for field in widget.findChildren(LineField)]
        below = (self.add_fact, self.facts, self.add_election, self.mandates)
        for before, after in pairwise((*fields, *below)):
            QWidget.setTabOrder(before, after)

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, theme.GROUP, 0, theme.PAGE_MARGIN)
        column.setSpacing(theme.NEAR)
        form = QHBoxLayout()
        form.setContentsMargins(theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, 0)
        form.addLayout(self._form)
        self._form.setColumnStretch(0, 1)
        self._form.setColumnStretch(1, 1)
        column.addLayout(form)
        for text, button, table, hint in (
            ("Uppgifter per år", self.add_fact, self.facts, self._no_facts),
            ("Mandatperioder", self.add_election, self.mandates, self._no_mandates),
        ):
            column.addLayout(_heading(text, button))
            column.addWidget(table)
            column.addLayout(_inset(hint, theme.PAGE_MARGIN))
        column.addStretch(1)
        self.setWidget(body)

    def _on_fact(self, row: FactRow | None) -> None:
        if row is not None:
            self.mandates.selectionModel().clear()
        self.fact_changed.emit(row)

    def _on_mandate(self, row: MandateRow | None) -> None:
        if row is not None:
            self.facts.selectionModel().clear()
        self.mandate_changed.emit(row)

    def _on_fact_menu(self, row: FactRow | None, point: QPoint) -> None:
        if row is not None:
            self._open(self.menu_of("Ta bort uppgiften", partial(self._edits.remove_fact, row)), point)

    def _on_mandate_menu(self, row: MandateRow | None, point: QPoint) -> None:
        if row is not None:
            self._open(self.menu_of("Ta bort valet", partial(self._edits.remove_election, row)), point)

    def menu_of(self, text: str, remove: Callable[[], object]) -> QMenu:
        """The menu of a row, which can be removed."""
        menu = QMenu(self)
        command = action(text, remove, icon="trash", parent=menu)
        command.setEnabled(not self._edits.workspace.read_only)
        menu.addAction(command)
        return menu

    def _open(self, menu: QMenu, point: QPoint) -> None:
        menu.exec(point)
        menu.deleteLater()


def _hint(text: str) -> Sentence:
    hint = Sentence()
    hint.show_parts(text)
    return hint


def _inset(widget: QWidget, margin: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(margin, 0, margin, 0)
    row.addWidget(widget)
    return row


def _heading(text: str, button: QWidget) -> QHBoxLayout:
    label = QLabel(text)
    label.setFont(theme.font(theme.BODY_POINTS, semibold=True))
    row = QHBoxLayout()
    row.setContentsMargins(theme.PAGE_MARGIN, theme.GROUP, theme.PAGE_MARGIN, 0)
    row.addWidget(label, 1)
    row.addWidget(button)
    return row


def _fit(table: TableView) -> None:
    """The table is as high as its rows, since the page scrolls and not the table."""
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows = sum(table.rowHeight(row) for row in range(table.model().rowCount()))
    table.setFixedHeight(table.horizontalHeader().height() + rows + _TABLE_FRAME)


def _fact_columns(edits: MunicipalityEdits) -> list[Column[FactRow]]:
    def free(_row: FactRow) -> bool:
        return not edits.workspace.read_only

    def change(field: str) -> Callable[[FactRow, str], bool]:
        return lambda row, text: edits.set_fact(row, **{field: text})

    return [
        Column("name", "Uppgift", lambda row: row.name, 120, look=lambda row: CellLook(example=row.example)),
        Column(
            "year", "År", lambda row: str(row.year or MISSING), 64, number=True, sort=lambda row: row.year,
            edit_text=lambda row: str(row.year or ""), editable=free, commit=change("year"),
        ),
        Column(
            "day", "Per den", lambda row: _or_missing(row.reference_date, write_date), 104,
            edit_text=lambda row: typed.write_optional_day(row.reference_date),
            editable=free, commit=change("day"),
        ),
        Column(
            "value", "Värde", lambda row: row.value_words or MISSING, 128, number=True,
            sort=lambda row: row.number if row.amount is None else row.amount,
            copy=lambda row: row.number if row.amount is None else Decimal(row.amount) / 100,
            edit_text=lambda row: row.value_words, editable=free, commit=change("value"),
        ),
        Column(
            "stated", "Med källans ord", lambda row: row.stated or MISSING, 160, stretch=True,
            tooltip=lambda row: row.stated or "", edit_text=lambda row: row.stated or "",
            editable=free, commit=change("stated"),
        ),
        Column(
            "source", "Källa", lambda row: row.source or MISSING, 200, hidden=True,
            edit_text=lambda row: row.source or "", editable=free, commit=change("source"),
        ),
    ]  # fmt: skip


def _mandate_columns(edits: MunicipalityEdits) -> list[Column[MandateRow]]:
    def free(_row: MandateRow) -> bool:
        return not edits.workspace.read_only

    return [
        Column("body", "Organ", lambda row: row.body, 176, stretch=True),
        Column(
            "election", "Valår", lambda row: str(row.election_year), 80, number=True, editable=free,
            commit=edits.set_election,
        ),
        Column(
            "starts", "Från", lambda row: write_date(row.starts), 112, editable=free,
            commit=lambda row, text: edits.set_period(row, starts=text),
        ),
        Column(
            "ends", "Till", lambda row: write_date(row.ends), 112, editable=free,
            commit=lambda row, text: edits.set_period(row, ends=text),
        ),
        Column("number", "Verksamhetsåret", _year_words, 128),
    ]  # fmt: skip


def _year_words(row: Any) -> str:
    return MISSING if row.year_number is None else f"år {row.year_number}"


def _or_missing(value: Any, write: Callable[[Any], str]) -> str:
    return MISSING if value is None else write(value)
