"""What can be done with a forecast of the population: entered, pasted, read from a file, changed, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from app.models.errors import DomainError
from app.services.economy.population_errors import NotAges
from app.services.formatting import write_count
from app.services.steering.days import NotADay, read_day
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import TextInput
from app.ui.parts.messages import confirm

if TYPE_CHECKING:
    from app.services.economy.population_table import AgeGroup, Number
    from app.ui.economy.indexes.population_pane import PopulationPane


class PopulationCommands:
    """Belongs to the pane."""

    def __init__(self, pane: PopulationPane) -> None:
        self._pane = pane

    @property
    def _workspace(self) -> Any:
        return self._pane.workspace

    def add(self) -> None:
        """Ask for a forecast with its table, and show it."""
        from app.ui.economy.indexes.population_dialog import PopulationDialog

        done = PopulationDialog(self._pane, self._workspace, None, today=self._workspace.today).ask()
        if done is not None:
            self._pane.go_to(done.value)
            self._pane.face.said.emit()

    def paste(self) -> None:
        """Take in a table in the forecast that is shown."""
        from app.ui.economy.indexes.population_dialog import PopulationDialog

        forecast = self._pane.forecast
        if forecast is not None and self._pane.settle():
            PopulationDialog(
                self._pane, self._workspace, forecast, today=self._workspace.today, day=self._pane.day
            ).ask()

    def set_numbers(self, numbers: Sequence[Number]) -> bool:
        """Set numbers of the forecast as one step."""
        from app.services.economy import population

        forecast = self._pane.forecast
        if forecast is None:
            return False
        use_case = partial(
            population.set_numbers, forecast_id=forecast.id, numbers=numbers,
            expected_version=forecast.version,
        )  # fmt: skip
        return self._workspace.run(use_case) is not None

    def add_ages(self) -> None:
        """Ask for an age group and its number in the first year that is shown."""
        from app.services.economy.population_paste import age_of

        pane, day = self._pane, self._stored_day()
        if pane.forecast is None or not pane.settle():
            return
        year = pane.years[0]
        inputs = [
            TextInput("ages", "Åldrar", placeholder="0–5, 7 eller 80+"),
            TextInput("number", f"Antal {year}", beside=True),
        ]

        def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
            group = age_of(asked["ages"])
            if group is None:
                raise NotAges(asked["ages"])
            return self._setting([_number(day, year, group, asked["number"])])

        ask_until_done(self._workspace, pane, "Ny åldersgrupp", inputs, "Lägg till", ready)

    def add_year(self) -> None:
        """Ask for a year; its numbers begin as those of the last year, to be typed over."""
        from app.services.economy.population_table import AgeGroup

        pane, day = self._pane, self._stored_day()
        table = pane.table
        if pane.forecast is None or table is None or not table.years:
            self._workspace.tell("Klistra först in en tabell, eller lägg till en åldersgrupp.", "info")
            return
        last = max(table.years)
        text = "Antalen blir de samma som året före, tills du skriver över dem."
        inputs = [TextInput("year", "År", str(last + 1))]

        def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
            year = int(_number(day, last, AgeGroup(0), asked["year"]).number or 0)
            groups = [(group, table.group_count(last, day, group)) for group in table.groups]
            known = [(group, count) for group, count in groups if count is not None]
            return self._setting([_number(day, year, group, str(int(count))) for group, count in known])

        ask_until_done(self._workspace, pane, "Lägg till år", inputs, "Lägg till", ready, text)

    def remove_ages(self, group: AgeGroup) -> None:
        """Take an age group away in all years."""
        from app.services.economy import population

        forecast = self._pane.forecast
        if forecast is not None:
            self._workspace.run(
                partial(
                    population.remove_ages,
                    forecast_id=forecast.id,
                    age_from=group.first,
                    age_to=group.to,
                    expected_version=forecast.version,
                )
            )

    def choose(self) -> None:
        """Let the version that is shown rest on the forecast."""
        from app.services.economy import own, population

        version_id = self._pane.face.context.version_id
        state = self._workspace.read(partial(own.state_of, version_id=version_id))
        forecast = self._pane.forecast
        if forecast is not None:
            self._workspace.run(
                partial(
                    population.choose_population,
                    version_id=version_id,
                    forecast_id=forecast.id,
                    expected_version=state,
                )
            )

    def change(self) -> None:
        """Ask what is otherwise about the forecast."""
        from app.services.economy import population

        forecast = self._pane.forecast
        if forecast is None:
            return
        inputs = [
            TextInput("name", "Namn", forecast.name),
            TextInput("source", "Källa", forecast.source or "", False),
            TextInput("dated_on", "Datum", forecast.dated_on.isoformat(), beside=True),
            TextInput("note", "Not", forecast.note or "", False),
        ]
        known: dict[str, Any] = {"forecast_id": forecast.id, "expected_version": forecast.version}

        def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
            day = read_day(asked.pop("dated_on"))
            if day is None:
                raise NotADay("")
            return partial(population.change_forecast, dated_on=day, **asked, **known)

        ask_until_done(self._workspace, self._pane, "Ändra prognosen", inputs, "Spara", ready)

    def remove(self) -> None:
        """Ask, and take the forecast away; what rests on it is said instead."""
        from app.services.economy import population

        forecast = self._pane.forecast
        if forecast is None:
            return
        table = self._pane.table
        count = write_count(len(table.numbers) if table else 0, "antal", "antal")
        text = f"{forecast.title} med {count} tas bort. Du kan ångra."
        if forecast.used or confirm(self._pane, "Ta bort prognosen?", text, "Ta bort"):
            self._workspace.run(
                partial(
                    population.remove_forecast, forecast_id=forecast.id, expected_version=forecast.version
                )
            )

    def _stored_day(self) -> str:
        return "dec31" if self._pane.day == "mean" else self._pane.day

    def _setting(self, numbers: Sequence[Number]) -> Callable[[Any], Any]:
        from app.services.economy import population

        forecast = self._pane.forecast
        if forecast is None:
            raise DomainError("Prognosen finns inte längre.")
        return partial(
            population.set_numbers, forecast_id=forecast.id, numbers=numbers,
            expected_version=forecast.version,
        )  # fmt: skip


def _number(day: str, year: int, group: AgeGroup, text: str) -> Number:
    from app.ui.economy.indexes.population_rows import number_of

    return number_of(day, (year,), (group, 0, text))
