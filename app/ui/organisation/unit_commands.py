"""Commands on units that ask for something first: add, rename from a day, move, split, merge, remove."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_date
from app.ui.organisation import typed
from app.ui.organisation.asking import ask_until_done
from app.ui.organisation.unit_edits import UnitEdits
from app.ui.parts.details import Command
from app.ui.parts.dialogs import ChoiceInput, TextInput

if TYPE_CHECKING:
    from app.services.organisation.views import KindRow, UnitRow

_Inputs = Sequence[TextInput | ChoiceInput]
_Values = dict[str, Any]
TOP = 0
_WHY_LOCKED = "Filen är öppen för läsning."


class UnitCommands:
    """The commands of the page's menus; each asks, runs one use case and says what it made."""

    def __init__(self, edits: UnitEdits, parent: QWidget, erase: Callable[[UnitRow], object]) -> None:
        self._edits = edits
        self._parent = parent
        self._erase = erase
        self.units: Sequence[UnitRow] = ()
        self.kinds: Sequence[KindRow] = ()

    def of(self, unit: UnitRow) -> list[Command]:
        """What can be done with a unit."""
        free = not self._edits.workspace.read_only
        every = [
            Command("Lägg till under…", partial(self.add, unit), "plus"),
            Command("Byt namn från en dag…", partial(self.rename_from, unit), "edit"),
            Command("Flytta…", partial(self.move, unit), "arrow-right"),
            Command("Dela…", partial(self.split, unit), "split"),
            Command("Slå samman med…", partial(self.merge, unit), "distribute"),
        ]
        if unit.has_person:
            every.append(Command("Radera personnamn…", partial(self._erase, unit), "person"))
        every.append(Command("Ta bort", partial(self.remove, unit), "trash"))
        return [
            Command(each.text, each.on_click, each.icon, enabled=free, why_not=_WHY_LOCKED) for each in every
        ]

    def add(self, above: UnitRow | None = None) -> int | None:
        """Add a unit, under another or at the top; gives its key."""
        from app.services.organisation import units

        kinds = tuple((kind.id, kind.name) for kind in self.kinds)
        usual = next((kind.id for kind in self.kinds if kind.category == "unit"), None)
        inputs: _Inputs = (
            TextInput("name", "Namn"),
            ChoiceInput("kind", "Slag", kinds, usual),
            ChoiceInput("parent", "Ligger under", self._places(), TOP if above is None else above.id),
            ChoiceInput("performer", "Utförare", _PERFORMERS, ""),
        )

        def ready(values: _Values) -> Callable[[Any], Any]:
            return partial(
                units.add_unit,
                name=values["name"],
                kind_id=values["kind"],
                parent_id=values["parent"] or None,
                performer=values["performer"] or None,
            )

        done = self._ask("Lägg till enhet", inputs, "Lägg till", ready)
        return None if done is None else done.value

    def rename_from(self, unit: UnitRow) -> bool:
        """Give another name from a day on; earlier years keep the old one."""
        from app.services.organisation import units

        inputs: _Inputs = (TextInput("name", "Nytt namn", unit.name), self._day_input())

        def ready(values: _Values) -> Callable[[Any], Any]:
            return partial(
                units.rename_unit,
                unit_id=unit.id,
                name=values["name"],
                happened_on=typed.day(str(values["day"]), "Från och med"),
                expected_version=unit.version,
            )

        text = f"Före dagen visas namnet {unit.name}."
        return self._ask("Byt namn från en dag", inputs, "Byt namn", ready, text) is not None

    def move(self, unit: UnitRow) -> bool:
        """Move under another unit, from a day on or as a correction."""
        from app.services.organisation import reorganising

        inputs: _Inputs = (
            ChoiceInput("parent", "Ny plats under", self._places(but=unit.id), None),
            TextInput("day", "Från och med", write_date(self._edits.workspace.today), required=False),
        )

        def ready(values: _Values) -> Callable[[Any], Any]:
            return partial(
                reorganising.move_unit,
                unit_id=unit.id,
                parent_id=values["parent"] or None,
                happened_on=typed.optional_day(str(values["day"]), "Från och med"),
                expected_version=unit.version,
            )

        text = "Före dagen visas enheten på sin gamla plats. Utan dag rättas platsen även bakåt i tiden."
        return self._ask(f"Flytta {unit.name}", inputs, "Flytta", ready, text) is not None

    def split(self, unit: UnitRow) -> bool:
        """Split in two from a day on."""
        from app.services.organisation import reorganising

        inputs: _Inputs = (
            TextInput("first", "Första enheten", unit.name),
            TextInput("second", "Andra enheten"),
            TextInput("share", "Första enhetens andel i procent", required=False, placeholder="okänd"),
            self._day_input(),
        )

        def ready(values: _Values) -> Callable[[Any], Any]:
            share = typed.optional_share(str(values["share"]))
            rest = None if share is None else 1 - share
            parts = (
                reorganising.Part(str(values["first"]), share),
                reorganising.Part(str(values["second"]), rest),
            )
            return partial(
                reorganising.split_unit,
                unit_id=unit.id,
                parts=parts,
                happened_on=typed.day(str(values["day"]), "Från och med"),
                expected_version=unit.version,
            )

        text = (
            f"{unit.name} upphör dagen före. Andelen används när äldre års siffror räknas om till de nya "
            "enheterna. Enheter som ligger under flyttas till den första."
        )
        return self._ask(f"Dela {unit.name}", inputs, "Dela", ready, text) is not None

    def merge(self, unit: UnitRow) -> bool:
        """Merge with another unit from a day on."""
        from app.services.organisation import reorganising

        others = tuple((each.id, each.name) for each in self._like(unit))
        inputs: _Inputs = (
            ChoiceInput("other", "Slå samman med", others, None),
            TextInput("name", "Den nya enhetens namn", unit.name),
            self._day_input(),
        )
        versions = {each.id: each.version for each in self.units}

        def ready(values: _Values) -> Callable[[Any], Any]:
            other = int(str(values["other"]))
            return partial(
                reorganising.merge_units,
                unit_versions={unit.id: unit.version, other: versions[other]},
                name=str(values["name"]),
                happened_on=typed.day(str(values["day"]), "Från och med"),
            )

        text = "Båda upphör dagen före. Enheter som ligger under dem flyttas till den nya."
        return self._ask(f"Slå samman {unit.name}", inputs, "Slå samman", ready, text) is not None

    def remove(self, unit: UnitRow) -> bool:
        """Remove what was added by mistake; it can be undone."""
        from app.services.organisation import units

        use_case = partial(units.remove_unit, unit_id=unit.id, expected_version=unit.version)
        return self._edits.workspace.run(use_case) is not None

    def _ask(
        self,
        title: str,
        inputs: _Inputs,
        verb: str,
        ready: Callable[[_Values], Callable[[Any], Any]],
        text: str = "",
    ) -> Any:
        return ask_until_done(self._edits.workspace, self._parent, title, inputs, verb, ready, text)

    def _day_input(self) -> TextInput:
        return TextInput("day", "Från och med", write_date(self._edits.workspace.today))

    def _places(self, but: int | None = None) -> tuple[tuple[Hashable, str], ...]:
        found: list[tuple[Hashable, str]] = [(TOP, "Överst")]
        return (*found, *((unit.id, unit.name) for unit in self.units if unit.id != but and not unit.group))

    def _like(self, unit: UnitRow) -> list[UnitRow]:
        """Units of the same sort, those beside it first."""
        same = [each for each in self.units if each.id != unit.id and each.category == unit.category]
        return sorted(same, key=lambda each: each.parent_id != unit.parent_id)


_PERFORMERS = (("", "Ingen utförare"), ("internal", "Intern utförare"), ("external", "Extern utförare"))
