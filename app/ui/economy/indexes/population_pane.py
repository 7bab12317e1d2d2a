"""A forecast of the population in a sheet: ages by year, on the day that each number is counted on."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.models.errors import DomainError
from app.services.economy.population_table import AgeGroup
from app.services.formatting import write_count
from app.ui.economy.faces import Context
from app.ui.economy.indexes import population_rows
from app.ui.economy.indexes.population_commands import PopulationCommands
from app.ui.economy.sheet import Change, YearSheet
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, action, menu_button, primary_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link, Sentence

if TYPE_CHECKING:
    from app.services.economy.population import ForecastInfo
    from app.services.economy.population_table import PopulationTable
    from app.ui.economy.indexes.face import IndexesFace

_DAYS = (("dec31", "31 december"), ("nov1", "1 november"), ("mean", "Medeltal"))


class PopulationPane(QWidget):
    """Rows are age groups, columns years; one forecast and one day at a time."""

    def __init__(self, face: IndexesFace) -> None:
        super().__init__()
        self.face = face
        self.workspace = face.workspace
        self.forecasts: tuple[ForecastInfo, ...] = ()
        self.table: PopulationTable | None = None
        self.years: tuple[int, ...] = ()
        self.chosen: int | None = None
        self.resting: int | None = None
        """The forecast that the version rests on."""
        self._forecast_id: int | None = None
        self.commands = PopulationCommands(self)
        self.choice = ComboButton("Prognos")
        self.days = SegmentedControl(_DAYS, name="Antal den")
        self.days.choose("dec31")
        self.add = primary_button("Ny prognos…", "plus", self.commands.add)
        self.more = menu_button("more", "Mer om prognosen", self._menu())
        self.tools: list[QWidget] = [self.choice, self.more]
        self.buttons: list[QWidget] = [self.add]
        self._build()
        self.choice.chosen.connect(self._on_forecast)
        self.days.chosen.connect(lambda _: self._show_sheet())

    @property
    def forecast(self) -> ForecastInfo | None:
        """The forecast that is shown."""
        return next((each for each in self.forecasts if each.id == self._forecast_id), None)

    @property
    def day(self) -> str:
        """What the numbers are of."""
        return str(self.days.choice)

    def show_tools(self, *, shown: bool) -> None:
        """Show or hide what only belongs here."""
        some = shown and bool(self.forecasts)
        for tool in self.tools:
            tool.setVisible(some)
        self.add.setVisible(some)
        self.add.setEnabled(not self.workspace.read_only)

    def load(self, context: Context) -> None:
        """Read the forecasts; the one that the version rests on is shown first."""
        from app.services.economy import population

        self.forecasts = self.workspace.read(population.forecasts)
        self.resting = self.workspace.read(
            partial(population.chosen_population, version_id=context.version_id)
        )
        known = [each.id for each in self.forecasts]
        if self._forecast_id not in known:
            kept = self.resting if self.resting in known else None
            self._forecast_id = kept or (known[0] if known else None)
        self.show_tools(shown=True)
        self._stack.setCurrentWidget(self._body if known else self._nothing)
        if self._forecast_id is None:
            self.face.inspect.emit(None)
            return
        choices: list[tuple[object, str]] = [(each.id, each.title) for each in self.forecasts]
        self.choice.set_choices(choices, self._forecast_id)
        self.table = self.workspace.read(partial(population.populations, forecast_id=self._forecast_id))
        self._show_sheet()

    def go_to(self, key: Hashable) -> bool:
        """Show a forecast."""
        if not any(each.id == key for each in self.forecasts) or not self.settle():
            return False
        self._forecast_id = key if isinstance(key, int) else None
        self.load(self.face.context)
        return True

    def settle(self) -> bool:
        """Make a change of what is typed."""
        return self.sheet.settle()

    def state(self) -> tuple[str | Link, ...]:
        """Which forecast the version rests on."""
        resting = next((each for each in self.forecasts if each.id == self.resting), None)
        if resting is not None:
            return (f"Versionen vilar på {resting.title}",)
        if not self.forecasts:
            return ("Ingen befolkningsprognos ännu",)
        if self.face.context.locked or self.workspace.read_only:
            return ("Versionen vilar inte på någon prognos",)
        link = Link("Låt versionen vila på den som visas", self.commands.choose)
        return ("Versionen vilar inte på någon prognos. ", link)

    def status(self) -> str:
        """How much is shown."""
        if self.table is None or not self.forecasts:
            return ""
        groups = write_count(len(self.table.groups), "åldersgrupp", "åldersgrupper")
        return f"{groups}, {write_count(len(self.years), 'år', 'år')}"

    # ---- within --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.sheet = YearSheet("Invånare efter ålder och år", heading="Ålder")
        self.sheet.commit = self._commit
        self.sheet.cell_chosen.connect(lambda *_: self._inspect())
        self.sheet.menu_requested.connect(self._on_menu)
        self.sheet.said.connect(self.workspace.tell)
        self.about = Sentence()
        line = QHBoxLayout()
        line.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN, theme.NEAR)
        line.setSpacing(theme.GROUP)
        line.addWidget(self.days, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.about, 1, Qt.AlignmentFlag.AlignVCenter)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(line)
        body.addWidget(self.sheet, 1)
        self._nothing = EmptyState(
            "Ingen befolkningsprognos ännu",
            "Statsbidrag, volymer och den långsiktiga planen räknas på antalet invånare i varje ålder. "
            "Klistra in tabellen från SCB eller läs in den från en fil.",
            icon="people",
            action="Ny prognos…",
            on_action=self.commands.add,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._body)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for words, icon, run in (
            ("Klistra in eller läs in antal…", "", self.commands.paste),
            ("Lägg till åldersgrupp…", "plus", self.commands.add_ages),
            ("Lägg till år…", "", self.commands.add_year),
            ("Låt versionen vila på prognosen", "", self.commands.choose),
            ("Ändra uppgifterna…", "", self.commands.change),
            ("Ta bort prognosen", "", self.commands.remove),
        ):
            menu.addAction(action(words, run, icon=icon, parent=menu))
        menu.aboutToShow.connect(lambda: self._enable(menu))
        return menu

    def _enable(self, menu: QMenu) -> None:
        for entry in menu.actions():
            entry.setEnabled(not self.workspace.read_only)
            if entry.text().startswith("Låt versionen"):
                entry.setEnabled(
                    not self.workspace.read_only
                    and not self.face.context.locked
                    and self._forecast_id != self.resting
                )

    def _show_sheet(self) -> None:
        if self.table is None or self.forecast is None:
            return
        self.years = population_rows.years_of(self.table, self.day, self.face.context.first_year)
        self.sheet.show_sheet(
            [str(year) for year in self.years],
            population_rows.rows_of(self.table, self.day, self.years, example=self.forecast.example),
            read_only=self.workspace.read_only,
        )
        self.about.show_parts(population_rows.sentence_of(self.forecast, self.table, self.day))
        self._inspect()

    def _commit(self, changes: Sequence[Change]) -> bool:
        forecast = self.forecast
        if forecast is None or self.table is None:
            return False
        try:
            numbers = [population_rows.number_of(self.day, self.years, change) for change in changes]
        except DomainError as refused:
            self.workspace.tell(refused.message, "error")
            return False
        return self.commands.set_numbers(numbers)

    def _inspect(self) -> None:
        key, place = self.sheet.current_key(), self.sheet.current_column()
        if self.forecast is None or self.table is None or key is None:
            self.face.inspect.emit(None)
            return
        year = self.years[place] if 0 <= place < len(self.years) else self.years[0]
        self.face.inspect.emit(
            population_rows.details_of(self.forecast, self.table, key, year, rests=self.resting)
        )

    def _on_forecast(self, key: object) -> None:
        if isinstance(key, int) and not self.go_to(key):
            self.choice.set_choices([(each.id, each.title) for each in self.forecasts], self._forecast_id)
        self.face.said.emit()

    def _on_menu(self, key: object, point: QPoint) -> None:
        menu = QMenu(self)
        view = self.sheet.view
        menu.addAction(action("Kopiera", view.copy_selection, icon="copy", parent=menu))
        menu.addAction(action("Kopiera med rubriker", view.copy_with_headings, parent=menu))
        for words, run in (("Klistra in", view.paste), ("Töm", view.clear_selection)):
            entry = action(words, run, parent=menu)
            entry.setEnabled(not self.workspace.read_only and self.day != "mean")
            menu.addAction(entry)
        group: Any = key
        if isinstance(key, AgeGroup):
            menu.addSeparator()
            entry = action(f"Ta bort {group.words}", partial(self.commands.remove_ages, group), parent=menu)
            entry.setEnabled(not self.workspace.read_only)
            menu.addAction(entry)
        menu.exec(point)
        menu.deleteLater()
