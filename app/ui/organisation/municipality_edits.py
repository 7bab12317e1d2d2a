"""What can be changed about the municipality: fields of the form, and details of a fact or an election."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.organisation import rules
from app.ui.organisation import typed
from app.ui.parts.asking import ask_until_done, attempt
from app.ui.parts.details import Command, Commands, Details, Field, Text
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.organisation.views import FactRow, MandateRow, MunicipalityView

_LOCKED = "Filen är öppen för läsning."
_WHY_LOCKED = "Filen är öppen för läsning."


class MunicipalityEdits:
    """Builds fields and runs use cases with the version of the municipality that is shown."""

    def __init__(self, workspace: WorkspacePort, parent: QWidget) -> None:
        self.workspace = workspace
        self._parent = parent
        self._view: MunicipalityView | None = None

    def know(self, view: MunicipalityView) -> None:
        """The page shows this."""
        self._view = view

    @property
    def view(self) -> MunicipalityView:
        """What is shown; there is something, since fields are made of it."""
        if self._view is None:
            raise RuntimeError("the municipality has not been shown")
        return self._view

    def fields(self) -> tuple[Field, ...]:
        """The fields of the form, two beside each other."""
        view = self.view
        return (
            self._named("name", "Namn", view.name),
            self._named("official_name", "Officiellt namn", view.official_name),
            self._named("code", "Kommunkod", view.code, hint="Fyra siffror, också en inledande nolla."),
            self._named("county", "Län", view.county),
            self._named("seat", "Centralort", view.seat),
            Field(
                "aliases", "Skrivs även", ", ".join(view.aliases), self._set_aliases,
                locked=self._locked, hint="Skilj flera namn med komma.",
            ),
        )  # fmt: skip

    def fact_details(self, row: FactRow) -> Details:
        """The details of a fact."""
        change = partial(self.set_fact, row)
        money = row.kind in rules.MONEY_FACTS
        value = row.value_words
        parts = (
            self._field("year", "År", str(row.year or ""), lambda text: change(year=text)),
            self._field(
                "day", "Per den", typed.write_optional_day(row.reference_date),
                lambda text: change(day=text), placeholder="år-månad-dag",
            ),
            self._field(
                "value", "Värde i kronor" if money else "Värde", value, lambda text: change(value=text)
            ),
            self._field("stated", "Med källans ord", row.stated or "", lambda text: change(stated=text)),
            self._field("source", "Källa", row.source or "", lambda text: change(source=text), lines=3),
            self._commands(Command("Ta bort uppgiften", partial(self.remove_fact, row), "trash")),
        )  # fmt: skip
        return Details(("fact", row.id), "Uppgift om kommunen", row.name, parts, example=row.example)

    def mandate_details(self, row: MandateRow) -> Details:
        """The details of a mandate period."""
        paragraph = "5 kap. 9 §" if row.body == rules.COUNCIL else "6 kap. 18 §"
        place = "ligger utanför" if row.year_number is None else f"är år {row.year_number} i"
        parts = (
            self._field(
                "election", "Valår", str(row.election_year), lambda text: self.set_election(row, text),
                hint="Gäller alla organ som utgår från valet. Dagarna räknas om.",
            ),
            self._field(
                "starts", "Från", typed.write_optional_day(row.starts),
                lambda text: self.set_period(row, starts=text),
            ),
            self._field(
                "ends", "Till", typed.write_optional_day(row.ends),
                lambda text: self.set_period(row, ends=text),
            ),
            Text(f"{self.workspace.working_year} {place} mandatperioden."),
            Text(f"Dagarna följer kommunallagen {paragraph}. Ändra dem om organets skiljer sig.", True),
            self._commands(Command("Ta bort valet", partial(self.remove_election, row), "trash")),
        )  # fmt: skip
        return Details(("mandate", row.id), "Mandatperiod", row.body, parts)

    def add_fact(self) -> bool:
        """Ask for a fact and add it."""
        kinds: tuple[tuple[Hashable, str], ...] = tuple(rules.FACT_NAMES.items())
        inputs = (
            ChoiceInput("kind", "Uppgift", kinds, "inhabitants"),
            TextInput("year", "År", str(self.workspace.working_year)),
            TextInput("day", "Per den", required=False, placeholder="år-månad-dag"),
            TextInput("value", "Värde", placeholder="omsättning skrivs i kronor"),
            TextInput("source", "Källa", required=False),
        )
        return self._ask("Lägg till uppgift", inputs, self._new_fact)

    def add_election(self) -> bool:
        """Ask for an election year and add the mandate periods that follow."""
        from app.services.organisation import municipality

        latest = max((row.election_year for row in self.view.mandates), default=None)
        usual = "" if latest is None else str(latest + rules.TERM_YEARS)
        inputs = (TextInput("year", "Valår", usual),)

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(municipality.add_election, election_year=typed.year(str(values["year"]), "Valår"))

        return self._ask("Lägg till val", inputs, ready)

    def remove_fact(self, row: FactRow) -> bool:
        """Remove a fact; it can be undone."""
        from app.services.organisation import municipality

        return self._run(
            lambda: partial(municipality.remove_fact, fact_id=row.id, expected_version=self.view.version)
        )

    def remove_election(self, row: MandateRow) -> bool:
        """Remove the mandate periods of an election; it can be undone."""
        from app.services.organisation import municipality

        return self._run(lambda: partial(municipality.remove_election, election_year=row.election_year))

    @property
    def _locked(self) -> str:
        return _LOCKED if self.workspace.read_only else ""

    def _field(self, key: str, label: str, value: str, commit: Callable[[str], bool], **more: Any) -> Field:
        return Field(key, label, value, commit, locked=self._locked, **more)

    def _commands(self, command: Command) -> Commands:
        free = not self.workspace.read_only
        return Commands((Command(command.text, command.on_click, command.icon, free, _WHY_LOCKED),))

    def _named(self, key: str, label: str, value: str | None, **more: Any) -> Field:
        return self._field(key, label, value or "", lambda text: self._set({key: text}), **more)

    def _set(self, change: dict[str, str]) -> bool:
        from app.services.organisation import municipality

        ready = partial(municipality.set_municipality, expected_version=self.view.version)
        return self._run(lambda: partial(ready, **change))

    def _set_aliases(self, text: str) -> bool:
        from app.services.organisation import municipality

        names = [name.strip() for name in text.split(",")]
        return self._run(
            lambda: partial(municipality.set_aliases, names=names, expected_version=self.view.version)
        )

    def set_fact(self, row: FactRow, **change: str) -> bool:
        """Change year, day, value, stated or source of a fact, as typed."""
        from app.services.organisation import municipality

        def ready() -> Callable[[Any], Any]:
            year = typed.optional_year(change["year"], "År") if "year" in change else row.year
            day = typed.optional_day(change["day"], "Per den") if "day" in change else row.reference_date
            value = _read_value(row.kind, change["value"]) if "value" in change else (row.number, row.amount)
            return partial(
                municipality.set_fact,
                fact_id=row.id,
                kind=row.kind,
                year=year,
                reference_date=day,
                number=value[0],
                amount=value[1],
                stated=change.get("stated", row.stated),
                source=change.get("source", row.source),
                expected_version=self.view.version,
            )

        return self._run(ready)

    def _new_fact(self, values: dict[str, Any]) -> Callable[[Any], Any]:
        from app.services.organisation import municipality

        kind = str(values["kind"])
        number, amount = _read_value(kind, str(values["value"]))
        return partial(
            municipality.set_fact,
            kind=kind,
            year=typed.year(str(values["year"]), "År"),
            reference_date=typed.optional_day(str(values["day"]), "Per den"),
            number=number,
            amount=amount,
            source=str(values["source"]),
            expected_version=self.view.version,
        )

    def set_election(self, row: MandateRow, text: str) -> bool:
        """Move the election to another year; the periods are computed anew."""
        from app.services.organisation import municipality

        return self._run(
            lambda: partial(
                municipality.set_election_year,
                election_year=row.election_year,
                new_year=typed.year(text, "Valår"),
            )
        )

    def set_period(self, row: MandateRow, **change: str) -> bool:
        """Change the first or the last day of a period, as typed."""
        from app.services.organisation import municipality

        return self._run(
            lambda: partial(
                municipality.set_mandate_period,
                period_id=row.id,
                starts=typed.day(change["starts"], "Från") if "starts" in change else row.starts,
                ends=typed.day(change["ends"], "Till") if "ends" in change else row.ends,
                expected_version=row.version,
            )
        )

    def _ask(
        self,
        title: str,
        inputs: Sequence[TextInput | ChoiceInput],
        ready: Callable[[dict[str, Any]], Callable[[Any], Any]],
    ) -> bool:
        done = ask_until_done(self.workspace, self._parent, title, inputs, "Lägg till", ready)
        return done is not None

    def _run(self, ready: Callable[[], Callable[[Any], Any]]) -> bool:
        if attempt(self.workspace, ready) is None:
            return False
        from app.services.organisation import views

        fresh = self.workspace.read(partial(views.municipality_view, year=self.workspace.working_year))
        self.know(fresh)
        return True


def _read_value(kind: str, text: str) -> tuple[Any, Any]:
    if kind in rules.MONEY_FACTS:
        return None, typed.optional_kronor(text)
    return typed.optional_number(text), None
