"""The forecast rounds there are, and what the one that is chosen says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.models.errors import DomainError
from app.services.economy.prerequisites.lines import GROUPS, LINES, Line, in_round
from app.services.economy.prerequisites.pasting import read_text
from app.services.formatting import write_count, write_date
from app.ui.economy.prerequisites.asking import ask_change_round
from app.ui.economy.prerequisites.reading import ask_to_read
from app.ui.economy.prerequisites.values import copied, edit_text, heading_of, read, write
from app.ui.economy.sheet import Change, SheetCell, SheetRow, YearSheet
from app.ui.parts.buttons import action
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.details import Command, Commands, Details, Fact, Facts, Notice, Part, Text
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.messages import confirm
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.economy.prerequisites.views import PrerequisitesView, RoundView
    from app.ui.economy.money import Unit
    from app.ui.parts.page import WorkspacePort

_LINES = tuple(line for line in LINES if in_round(line))
_LIST_HEIGHT = 190
_NOTHING = (
    "En prognosomgång är en prognos med källa och datum, till exempel SKR:s i april. Skriv in den, "
    "klistra in tabellen eller läs den ur en fil. När nästa kommer jämför du dem."
)


class RoundsView(QWidget):
    """A list of rounds over the sheet of one of them."""

    inspect = Signal(object)
    used = Signal(object)
    """A round is to be what the version rests on."""

    def __init__(self, workspace: WorkspacePort) -> None:
        super().__init__()
        self._workspace = workspace
        self._view: PrerequisitesView | None = None
        self._unit: Unit = "tkr"
        self.list = TableView(
            _columns(), key=lambda row: row.id, name="Prognosomgångar", remember_as="economy/rounds"
        )
        self.sheet = YearSheet("Vad prognosomgången säger", heading="Post")
        self.sheet.commit = self.take_in
        self.sheet.view.takes_table = self._take_table
        self.sheet.said.connect(workspace.tell)
        self.list.current_changed.connect(lambda _row: self._show_round())
        self.list.menu_requested.connect(self._on_menu)
        self.list.row_activated.connect(lambda _row: self.sheet.view.setFocus())
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(self.sheet)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([_LIST_HEIGHT, 3 * _LIST_HEIGHT])
        self._stack = QStackedWidget()
        self._stack.addWidget(split)
        self._stack.addWidget(EmptyState("Ingen prognos ännu", _NOTHING, icon="economy"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    @property
    def round(self) -> RoundView | None:
        """The round that is chosen."""
        found: RoundView | None = self.list.current_row()
        return found

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the plan with the one before, and any other that the round says something of."""
        plan = self._view.years if self._view is not None else ()
        said = self.round.years if self.round is not None else ()
        return tuple(sorted({*said, *(range(plan[0] - 1, plan[-1] + 1) if plan else ())}))

    def show_view(self, view: PrerequisitesView, unit: Unit) -> None:
        """Show the rounds; the one that the version rests on is chosen first."""
        self._view, self._unit = view, unit
        self._stack.setCurrentIndex(0 if view.rounds else 1)
        self.list.show_rows(view.rounds)
        if self.round is None and view.rounds:
            self.list.select(view.round.id if view.round is not None else view.rounds[0].id)
        self._show_round()

    def select(self, round_id: int) -> bool:
        """Choose a round."""
        return self.list.select(round_id)

    def take_in(self, changes: Sequence[Change]) -> bool:
        """Make one change of everything that was typed or pasted; False when it was refused."""
        from app.services.economy.prerequisites.rounds import set_round_values

        found = self.round
        if found is None:
            return False
        lines = {line.key: line for line in _LINES}
        values: dict[tuple[str, int], Decimal | None] = {}
        for key, place, text in changes:
            line, year = lines[str(key)], self.years[place]
            try:
                values[line.key, year] = read(line, text, self._unit)
            except DomainError as error:
                self._workspace.tell(f"{line.name} {year}: {error.message}", "error")
                return False
        use_case = partial(set_round_values, round_id=found.id, values=values, expected_version=found.version)
        return self._workspace.run(use_case) is not None

    def read_into(self, text: str = "") -> None:
        """Read a pasted table or a file into the round that is chosen."""
        if self.round is not None:
            years = self._view.years if self._view is not None else ()
            ask_to_read(self, self._workspace, self.round, self._unit, years, text)

    def _take_table(self, text: str) -> bool:
        """A table with its years is read by its rows' names, wherever the cursor stands."""
        if self.sheet.model.locked or not read_text(text).found:
            return False
        self.read_into(text)
        return True

    def details(self) -> Details | None:
        """What the inspector says of the round."""
        found = self.round
        if found is None:
            return None
        used = ", ".join(found.used_by) or "Ingen budgetversion"
        facts = [
            Fact("Från", found.kind_words),
            Fact("Daterad", write_date(found.dated_on)),
            Fact("Källa", found.source or "–"),
            Fact("Används av", used),
            Fact("Innehåll", write_count(len(found.values), "värde", "värden")),
        ]
        begun = next((each for each in self.list.rows.shown if each.id == found.from_id), None)
        if begun is not None:
            facts.append(Fact("Kopia av", begun.name, on_click=lambda: self.select(begun.id)))
        parts: list[Part] = [Facts(tuple(facts))]
        if found.note:
            parts.append(Text(found.note))
        if found.locked_by:
            locked = f"Den beslutade versionen {', '.join(found.locked_by)} vilar på omgången."
            parts.append(Notice(f"{locked} Kopiera den för att ändra.", "info"))
        if not self._workspace.read_only:
            parts.append(Commands(self._commands(found)))
        return Details(("round", found.id), "Prognosomgång", found.name, tuple(parts), example=found.example)

    def _commands(self, found: RoundView) -> tuple[Command, ...]:
        view = self._view
        made = [
            Command(
                "Läs in tabell…", lambda: self.read_into(), "import", not found.locked_by, "Omgången är låst."
            ),
            Command("Ändra uppgifterna…", lambda: ask_change_round(self, self._workspace, found), "edit"),
            Command("Ta bort", lambda: self._remove(found), "trash"),
        ]
        if view is not None and not view.locked and (view.round is None or view.round.id != found.id):
            made.insert(
                0, Command(f"Använd i {view.version_name}", lambda: self.used.emit(found.id), "check")
            )
        return tuple(made)

    def _remove(self, found: RoundView) -> None:
        from app.services.economy.prerequisites.rounds import remove_round

        words = f"{write_count(len(found.values), 'värde', 'värden')} tas bort med den. Ctrl+Z ångrar."
        if found.values and not confirm(self, f"Ta bort {found.title}?", words, "Ta bort", danger=True):
            return
        self._workspace.run(partial(remove_round, round_id=found.id, expected_version=found.version))

    def _show_round(self) -> None:
        found = self.round
        columns = [str(year) for year in self.years]
        rows = list(_rows(found, self.years, self._unit)) if found is not None else []
        locked = found is None or bool(found.locked_by) or self._workspace.read_only
        self.sheet.show_sheet(columns, rows, unit=self._unit, read_only=locked)
        self.inspect.emit(self.details())

    def _on_menu(self, row: RoundView | None, place: QPoint) -> None:
        if row is None or self._workspace.read_only:
            return
        menu = QMenu(self)
        for command in self._commands(row):
            made = action(command.text, command.on_click, icon=command.icon, parent=menu)
            made.setEnabled(command.enabled)
            menu.addAction(made)
        menu.popup(place)


def _rows(found: RoundView, years: tuple[int, ...], unit: Unit) -> list[SheetRow]:
    rows: list[SheetRow] = []
    for group, name in GROUPS.items():
        lines = [line for line in _LINES if line.group == group]
        if lines:
            rows.append(SheetRow(f"heading:{group}", name, style="heading"))
            rows += [_row(found, line, years, unit) for line in lines]
    return rows


def _row(found: RoundView, line: Line, years: tuple[int, ...], unit: Unit) -> SheetRow:
    name = line.name if line.unit in ("per_head", "number") else f"{line.name}, {heading_of(line, unit)}"
    cells = []
    for year in years:
        value, note = found.values.get((line.key, year)), found.notes.get((line.key, year), "")
        cells.append(
            SheetCell(
                write(line, value, unit),
                edit_text=edit_text(line, value, unit),
                editable=True,
                copy=copied(line, value, unit),
                comment=bool(note),
                tooltip=note,
                example=found.example,
            )
        )
    return SheetRow(line.key, name, tuple(cells), indent=1, tooltip=line.note)


def _columns() -> list[Column[RoundView]]:
    return [
        Column(
            "name", "Prognosomgång", lambda row: row.name, 270, stretch=True,
            look=lambda row: CellLook(example=row.example, locked=bool(row.locked_by)),
        ),
        Column("dated", "Daterad", lambda row: write_date(row.dated_on), 110, sort=lambda row: row.dated_on),
        Column("kind", "Från", lambda row: row.kind_words, 200, hidden=True),
        Column("source", "Källa", lambda row: row.source or "–", 160),
        Column("used", "Används av", lambda row: ", ".join(row.used_by) or "–", 200, stretch=True),
        Column(
            "count", "Värden", lambda row: str(len(row.values)), 80, number=True,
            sort=lambda row: len(row.values),
        ),
    ]  # fmt: skip
