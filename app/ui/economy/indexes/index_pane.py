"""Index tables by year in a sheet; what a change does to the frames is told before it is done."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.models.errors import DomainError
from app.services.formatting import read_number, read_percent, write_count, write_number
from app.ui.economy.faces import Context
from app.ui.economy.indexes import index_details
from app.ui.economy.indexes.asking import ask_index, confirm_effect
from app.ui.economy.sheet import Change, SheetCell, SheetRow, YearSheet
from app.ui.parts.buttons import action, primary_button
from app.ui.parts.links import Link
from app.ui.parts.messages import confirm

if TYPE_CHECKING:
    from app.services.economy.indexes import IndexTableView
    from app.ui.economy.indexes.face import IndexesFace

_MISSING = "–"
_ONLY_READ = "Filen är öppen för läsning."


class IndexPane(QWidget):
    """Rows are tables, columns years."""

    def __init__(self, face: IndexesFace) -> None:
        super().__init__()
        self._face = face
        self.workspace = face.workspace
        self.tables: tuple[IndexTableView, ...] = ()
        self.years: tuple[int, ...] = ()
        self.sheet = YearSheet("Index per år", heading="Index", notes="Anges i")
        self.sheet.commit = self._commit
        self.sheet.cell_chosen.connect(lambda *_: self._inspect())
        self.sheet.menu_requested.connect(self._on_menu)
        self.sheet.said.connect(self.workspace.tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self.add = primary_button("Ny tabell…", "plus", self._add)
        self.tools: list[QWidget] = []
        self.buttons: list[QWidget] = [self.add]

    def show_tools(self, *, shown: bool) -> None:
        """Show or hide what only belongs here."""
        self.add.setVisible(shown)
        self.add.setEnabled(not self.workspace.read_only)
        self.add.setToolTip(_ONLY_READ if self.workspace.read_only else "")

    def load(self, context: Context) -> None:
        """Read the tables; the years are the plan's and every year that has a value."""
        from app.services.economy import indexes
        from app.services.economy.own import plan_years

        self.tables = self.workspace.read(indexes.indexes)
        plan: tuple[int, ...] = self.workspace.read(partial(plan_years, version_id=context.version_id))
        known = {plan[0] - 1, plan[-1], *(year for table in self.tables for year in table.values)}
        self.years = tuple(range(min(known), max(known) + 1))
        self.sheet.show_sheet(
            [str(year) for year in self.years],
            [self._row(table) for table in self.tables],
            read_only=self.workspace.read_only,
        )
        self._inspect()

    def go_to(self, key: Hashable) -> bool:
        """Put the cursor on a table."""
        return self.sheet.select(key)

    def settle(self) -> bool:
        """Make a change of what is typed."""
        return self.sheet.settle()

    def state(self) -> tuple[str | Link, ...]:
        """How much rests on the indexes."""
        parts = sum(sum(table.resting.values()) for table in self.tables)
        if not any(table.values for table in self.tables):
            return ("Skriv in de index som ramarna räknas upp med, med källa och datum",)
        if not parts:
            return ("Inget belopp i ramarna räknas från ett index ännu",)
        words = write_count(
            parts, "belopp i ramarna räknas från ett index", "belopp i ramarna räknas från index"
        )
        return (f"{words} och följer med när det ändras",)

    def status(self) -> str:
        """How many there are."""
        return write_count(len(self.tables), "tabell", "tabeller")

    def table(self, key: object) -> IndexTableView | None:
        """A table by its key."""
        return next((table for table in self.tables if table.key == key), None)

    # ---- within --------------------------------------------------------------------------------

    def _row(self, table: IndexTableView) -> SheetRow:
        from app.services.economy.index_words import UNITS

        given = UNITS[table.unit] if table.unit != "kr" else f"kr per {table.per or 'enhet'}"
        return SheetRow(
            table.key, table.name, tuple(self._cell(table, year) for year in self.years),
            note=given, tooltip=table.note or "",
        )  # fmt: skip

    def _cell(self, table: IndexTableView, year: int) -> SheetCell:
        figure = table.values.get(year)
        if figure is None:
            return SheetCell(_MISSING, editable=True, tooltip="Uppgift saknas")
        text = write_number(figure.value)
        said = ", ".join(
            each for each in (figure.source, figure.dated_on and figure.dated_on.isoformat()) if each
        )
        return SheetCell(
            text if table.unit == "kr" else f"{text} %", text, editable=True, copy=figure.value,
            example=table.example, tooltip=f"Källa: {said}" if said else "Ingen källa är angiven",
            comment=bool(table.resting.get(year)),
        )  # fmt: skip

    def _commit(self, changes: Sequence[Change]) -> bool:
        from app.services.economy import indexes

        try:
            entries = [self._entry(*change) for change in changes]
        except DomainError as refused:
            self.workspace.tell(refused.message, "error")
            return False
        if not confirm_effect(self, self.workspace, self.tables, entries, self._face.context.unit):
            return False
        known = {table.id: table.version for table in self.tables if table.id is not None}
        return (
            self.workspace.run(partial(indexes.set_index_values, entries=entries, expected_versions=known))
            is not None
        )

    def _entry(self, key: Any, place: int, text: str) -> Any:
        from app.services.economy.index_errors import NotIndexValue
        from app.services.economy.indexes import IndexEntry

        table = self.table(key)
        assert table is not None
        read = read_number if table.unit == "kr" else read_percent
        try:
            value = read(text) if text.strip() else None
        except DomainError as refused:
            raise NotIndexValue(table.name, self.years[place], refused.message) from refused
        return IndexEntry(table.id, self.years[place], value, kind=table.kind)

    def _inspect(self) -> None:
        table, place = self.table(self.sheet.current_key()), self.sheet.current_column()
        if table is None:
            self._face.inspect.emit(None)
            return
        year = self.years[place] if 0 <= place < len(self.years) else self._face.context.first_year
        self._face.inspect.emit(index_details.details_of(self, table, year, self._face.context))

    def _on_menu(self, key: object, point: QPoint) -> None:
        table = self.table(key)
        menu = QMenu(self)
        view = self.sheet.view
        menu.addAction(action("Kopiera", view.copy_selection, icon="copy", parent=menu))
        menu.addAction(action("Kopiera med rubriker", view.copy_with_headings, parent=menu))
        for words, run in (("Klistra in", view.paste), ("Töm", view.clear_selection)):
            entry = action(words, run, parent=menu)
            entry.setEnabled(not self.workspace.read_only)
            menu.addAction(entry)
        if table is not None and table.id is not None:
            menu.addSeparator()
            for words, run in (
                ("Ändra tabellen…", partial(self._change, table)),
                ("Ta bort tabellen", partial(self._remove, table)),
            ):
                entry = action(words, run, parent=menu)
                entry.setEnabled(not self.workspace.read_only)
                menu.addAction(entry)
        menu.exec(point)
        menu.deleteLater()

    def _add(self) -> None:
        from app.services.economy import indexes

        done = ask_index(self, self.workspace, None, partial(indexes.add_table))
        if done is not None:
            self.sheet.select(done.value)

    def _change(self, table: IndexTableView) -> None:
        from app.services.economy import indexes

        known: dict[str, Any] = {"table_id": table.id, "expected_version": table.version}
        ask_index(self, self.workspace, table, partial(indexes.change_table, **known))

    def _remove(self, table: IndexTableView) -> None:
        from app.services.economy import indexes

        values = write_count(len(table.values), "värde", "värden")
        text = f"{table.name} med {values} tas bort. Du kan ångra."
        if table.used or confirm(self, "Ta bort tabellen?", text, "Ta bort"):
            known: dict[str, Any] = {"table_id": table.id, "expected_version": table.version}
            self.workspace.run(partial(indexes.remove_table, **known))
