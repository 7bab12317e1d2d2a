"""The municipality itself: its names and code, its facts by year, its mandate periods."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.formatting import write_date
from app.ui.organisation.lines import MISSING
from app.ui.organisation.municipality_edits import MunicipalityEdits
from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.detail_widgets import PartWidget, widget_for
from app.ui.parts.details import Field
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.organisation.views import FactRow, MandateRow, MunicipalityView

_TABLE_FRAME = 2


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
            _fact_columns(), key=lambda row: row.id, name="Uppgifter per år", remember_as="municipality_facts"
        )
        self.mandates = TableView(
            _mandate_columns(), key=lambda row: row.id, name="Mandatperioder", remember_as="mandates"
        )
        self.add_fact = quiet_button("Lägg till uppgift…", "plus", edits.add_fact)
        self.add_election = quiet_button("Lägg till val…", "plus", edits.add_election)
        self.facts.current_changed.connect(self._on_fact)
        self.mandates.current_changed.connect(self._on_mandate)
        self._build()

    def show_view(self, view: MunicipalityView) -> None:
        """Show the municipality."""
        self._edits.know(view)
        self._show_form(self._edits.fields())
        self.facts.show_rows(view.facts)
        self.mandates.show_rows(view.mandates)
        for table in (self.facts, self.mandates):
            _fit(table)
        for button in (self.add_fact, self.add_election):
            button.setEnabled(not self._edits.workspace.read_only)

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
            return
        for widget, field in zip(self._fields, fields, strict=True):
            widget.show_part(field)

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
        column.addLayout(_heading("Uppgifter per år", self.add_fact))
        column.addWidget(self.facts)
        column.addLayout(_heading("Mandatperioder", self.add_election))
        column.addWidget(self.mandates)
        column.addStretch(1)
        self.setWidget(body)

    def _on_fact(self, row: FactRow | None) -> None:
        if row is not None:
            self.mandates.clearSelection()
        self.fact_changed.emit(row)

    def _on_mandate(self, row: MandateRow | None) -> None:
        if row is not None:
            self.facts.clearSelection()
        self.mandate_changed.emit(row)


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
    rows = sum(table.rowHeight(row) for row in range(table.model().rowCount()))
    table.setFixedHeight(table.horizontalHeader().sizeHint().height() + rows + _TABLE_FRAME)


def _fact_columns() -> list[Column[FactRow]]:
    return [
        Column("name", "Uppgift", lambda row: row.name, 120, look=lambda row: CellLook(example=row.example)),
        Column(
            "year", "År", lambda row: str(row.year or MISSING), 64, number=True, sort=lambda row: row.year
        ),
        Column("day", "Per den", lambda row: _or_missing(row.reference_date, write_date), 104),
        Column(
            "value", "Värde", lambda row: row.value_words or MISSING, 128, number=True,
            copy=lambda row: row.number if row.amount is None else row.value_words,
        ),
        Column("stated", "Med källans ord", lambda row: row.stated or MISSING, 160, stretch=True),
        Column("source", "Källa", lambda row: row.source or MISSING, 200, hidden=True),
    ]  # fmt: skip


def _mandate_columns() -> list[Column[MandateRow]]:
    return [
        Column("body", "Organ", lambda row: row.body, 176, stretch=True),
        Column("election", "Valår", lambda row: str(row.election_year), 80, number=True),
        Column("starts", "Från", lambda row: write_date(row.starts), 112),
        Column("ends", "Till", lambda row: write_date(row.ends), 112),
        Column("number", "Verksamhetsåret är", _year_words, 144),
    ]


def _year_words(row: Any) -> str:
    return MISSING if row.year_number is None else f"år {row.year_number}"


def _or_missing(value: Any, write: Callable[[Any], str]) -> str:
    return MISSING if value is None else write(value)
