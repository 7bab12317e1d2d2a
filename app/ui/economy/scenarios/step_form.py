"""The form of a step: what each kind asks for, and how what is typed becomes a step."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

from app.models.errors import DomainError
from app.services.economy.prerequisites.lines import LINES
from app.services.economy.scenarios.kinds import USUAL_PART, StepValues, part_choices
from app.services.formatting import MINUS, read_amount, read_number, read_percent, write_number
from app.ui.economy.money import Unit, typed
from app.ui.parts.dialogs import ChoiceInput, TextInput

if TYPE_CHECKING:
    from app.services.economy.scenarios.views import ScenarioComparison

Input = TextInput | ChoiceInput
_EVERYONE: Hashable = ()
_NO_YEAR = 0
_ORE_PER_KR = 100
_LINES = tuple(
    (line.key, line.name)
    for line in LINES
    if (line.unit in ("kr", "per_head") or line.key in ("tax_base_growth", "inhabitants"))
    and line.key not in ("result_target", "inhabitants")
)


class NotTyped(DomainError):
    """A field of the form that has to be filled in is empty."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} saknas. Fyll i fältet.")


class StepForm:
    """The inputs of one kind, filled in with a step where one is changed."""

    def __init__(
        self, compared: ScenarioComparison, kind: str, unit: Unit, held: StepValues | None = None
    ) -> None:
        self._compared, self._kind, self._unit = compared, kind, unit
        self._held = held if held is not None else StepValues(kind)

    def inputs(self) -> list[Input]:
        """What is asked, the years and the note last."""
        return [*_INPUTS[self._kind](self), *self._years(), self._note()]

    def read(self, values: dict[str, Any]) -> StepValues:
        """The step that is typed; raises one sentence where it cannot be read."""
        found: dict[str, Any] = {}
        for key, read in _READERS[self._kind].items():
            read(self, values, key, found)
        for key in ("first_year", "last_year"):
            found[key] = values.get(key) or None
        return StepValues(self._kind, note=values.get("note") or None, **found)

    # ---- inputs --------------------------------------------------------------------------------

    def rate(self) -> list[Input]:
        """Öre more or less of the tax rate."""
        held = self._held.number
        shown = write_number((held * _ORE_PER_KR).normalize() + 0) if held is not None else ""
        return [TextInput("ore", "Öre per 100 kr, med minus för en sänkning", shown, placeholder="10")]

    def line(self) -> list[Input]:
        """A line and how much more."""
        own = tuple(self._compared.names.lines.items())
        return [
            ChoiceInput("line", "Rad", (*_LINES, *own), self._held.line),
            TextInput(
                "change", "Ändring i procent eller kronor", self._change(), placeholder="5 % eller 500 tkr"
            ),
        ]

    def index(self) -> list[Input]:
        """An index table, how much more, and for whom."""
        tables = tuple(self._compared.names.tables.items())
        return [
            ChoiceInput("table_id", "Index", tables, self._held.table_id),
            self._percent("Procentenheter mer, med minus för färre", "1"),
            self._holder(everyone="Alla som vilar på indexet"),
        ]

    def volume(self) -> list[Input]:
        """Percent more volume, and for whom."""
        return [self._percent("Procent mer eller mindre", "2"), self._holder(everyone="Alla ramar")]

    def part(self) -> list[Input]:
        """A part of the frames, percent, and for whom."""
        return [
            ChoiceInput("component", "Del av ramen", part_choices(), self._held.component or USUAL_PART),
            self._percent(f"Procent mer eller mindre ({MINUS}100 tar bort delen)", f"{MINUS}100"),
            self._holder(everyone="Alla ramar"),
        ]

    def amount(self) -> list[Input]:
        """Whose frame, how much, and where it lands."""
        return [
            self._holder(),
            TextInput(
                "amount", f"Belopp, {self._unit}, med minus för mindre", typed(self._held.amount, self._unit)
            ),
            ChoiceInput("component", "Läggs på", part_choices(), self._held.component or USUAL_PART),
        ]

    def assignment(self) -> list[Input]:
        """An assignment that has money in the version."""
        names, funded = self._compared.names.assignments, self._compared.grounds.grounds.fundings
        options = tuple((key, names.get(key, "")) for key in funded)
        return [
            ChoiceInput("assignment_id", "Uppdrag med pengar i ramarna", options, self._held.assignment_id)
        ]

    def project(self) -> list[Input]:
        """An investment that the version gives money, and so many years."""
        names, given = self._compared.names.projects, self._compared.grounds.grounds.projects
        options = tuple((key, name) for key, name in names.items() if key in given)
        held = self._held.number
        return [
            ChoiceInput("project_id", "Investering", options, self._held.project_id),
            TextInput(
                "years",
                "År framåt, med minus för tidigare; tomt stryker investeringen",
                "" if held is None else write_number(held),
                required=False,
            ),
        ]

    def inhabitants(self) -> list[Input]:
        """So many more."""
        held = self._held.number
        shown = "" if held is None else write_number(held)
        return [TextInput("number", "Fler invånare, med minus för färre", shown, placeholder="100")]

    def target(self) -> list[Input]:
        """Another target."""
        return [TextInput("change", "Resultatmål i procent eller kronor", self._change(), placeholder="2 %")]

    def _percent(self, label: str, placeholder: str) -> TextInput:
        held = self._held.number
        return TextInput(
            "percent", label, "" if held is None else write_number(held), placeholder=placeholder
        )

    def _change(self) -> str:
        if self._held.number is not None:
            return f"{write_number(self._held.number)} %"
        return f"{typed(self._held.amount, self._unit)} {self._unit}" if self._held.amount else ""

    def _holder(self, *, everyone: str = "") -> ChoiceInput:
        options: list[tuple[Hashable, str]] = [(_EVERYONE, everyone)] if everyone else []
        options += [
            ((one.unit_id, one.pot_id), f"{'   ' * one.depth}{one.name}") for one in self._compared.holders
        ]
        held: Hashable = (self._held.unit_id, self._held.pot_id)
        chosen = _EVERYONE if held == (None, None) and everyone else held
        return ChoiceInput("holder", "Gäller" if everyone else "Vem", tuple(options), chosen)

    def _years(self) -> list[Input]:
        years = [(year, str(year)) for year in self._compared.years]
        return [
            ChoiceInput(
                "first_year", "Från", ((_NO_YEAR, "Planens början"), *years), self._held.first_year or 0
            ),
            ChoiceInput(
                "last_year", "Till och med", ((_NO_YEAR, "Planens slut"), *years), self._held.last_year or 0
            ),
        ]

    def _note(self) -> TextInput:
        return TextInput("note", "Kommentar", self._held.note or "", required=False)

    # ---- reading -------------------------------------------------------------------------------

    def read_rate(self, values: dict[str, Any], key: str, found: dict[str, Any]) -> None:
        """Öre as kronor."""
        found["number"] = read_number(values[key]) / _ORE_PER_KR

    def read_number(self, values: dict[str, Any], key: str, found: dict[str, Any]) -> None:
        """A number; an empty field is none."""
        found["number"] = read_number(values[key]) if values[key] else None

    def read_percent(self, values: dict[str, Any], key: str, found: dict[str, Any]) -> None:
        """Percent, with or without the sign."""
        found["number"] = read_percent(values[key])

    def read_change(self, values: dict[str, Any], key: str, found: dict[str, Any]) -> None:
        """Percent where the sign is there, otherwise an amount."""
        text = values[key]
        if text.rstrip().endswith("%"):
            found["number"] = read_percent(text)
        else:
            found["amount"] = read_amount(text.lstrip("+"), self._unit)

    def read_amount(self, values: dict[str, Any], key: str, found: dict[str, Any]) -> None:
        """An amount in the unit that the page shows."""
        found["amount"] = read_amount(values[key].lstrip("+"), self._unit)

    def read_holder(self, values: dict[str, Any], key: str, found: dict[str, Any]) -> None:
        """A unit, a central post, or everyone."""
        if values[key] is None:
            raise NotTyped("Vem steget gäller")
        found["unit_id"], found["pot_id"] = values[key] or (None, None)

    def read_key(self, values: dict[str, Any], key: str, found: dict[str, Any]) -> None:
        """What was chosen."""
        found[key] = values[key]


_INPUTS: dict[str, Callable[[StepForm], list[Input]]] = {
    "tax_rate": StepForm.rate,
    "line": StepForm.line,
    "index": StepForm.index,
    "volume": StepForm.volume,
    "part": StepForm.part,
    "amount": StepForm.amount,
    "assignment": StepForm.assignment,
    "project": StepForm.project,
    "inhabitants": StepForm.inhabitants,
    "target": StepForm.target,
}
_READERS: dict[str, dict[str, Callable[[StepForm, dict[str, Any], str, dict[str, Any]], None]]] = {
    "tax_rate": {"ore": StepForm.read_rate},
    "line": {"line": StepForm.read_key, "change": StepForm.read_change},
    "index": {
        "table_id": StepForm.read_key,
        "percent": StepForm.read_percent,
        "holder": StepForm.read_holder,
    },
    "volume": {"percent": StepForm.read_percent, "holder": StepForm.read_holder},
    "part": {
        "component": StepForm.read_key,
        "percent": StepForm.read_percent,
        "holder": StepForm.read_holder,
    },
    "amount": {
        "holder": StepForm.read_holder,
        "amount": StepForm.read_amount,
        "component": StepForm.read_key,
    },
    "assignment": {"assignment_id": StepForm.read_key},
    "project": {"project_id": StepForm.read_key, "years": StepForm.read_number},
    "inhabitants": {"number": StepForm.read_number},
    "target": {"change": StepForm.read_change},
}
