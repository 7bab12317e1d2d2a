"""Commands on units that ask for something first: add, rename from a day, move, split, merge, remove."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_date, write_long_date
from app.ui.organisation import typed
from app.ui.organisation.unit_edits import UnitEdits
from app.ui.parts.asking import ask_until_done
from app.ui.parts.details import Command
from app.ui.parts.dialogs import ChoiceInput, TextInput

if TYPE_CHECKING:
    from app.services.organisation.views import KindRow, UnitRow

_Inputs = Sequence[TextInput | ChoiceInput]
_Values = dict[str, Any]
_Options = tuple[tuple[Hashable, str], ...]
TOP = 0
_STEP = "\N{EM SPACE}"
_FROM = "Från och med"
_WHY_LOCKED = "Filen är öppen för läsning."
_NOWHERE = "Det finns ingen annan plats."
_ALONE = "Det finns ingen annan enhet av samma sort."
_NOBODY = "nobody"
_PERFORMERS = ((_NOBODY, "Ingen utförare"), ("internal", "Intern utförare"), ("external", "Extern utförare"))


class UnitCommands:
    """The commands of the page's menus; each asks, runs one use case and opens what it made."""

    def __init__(
        self,
        edits: UnitEdits,
        parent: QWidget,
        open_unit: Callable[[int], object],
        erase: Callable[[UnitRow], object],
    ) -> None:
        self._edits = edits
        self._parent = parent
        self._open_unit = open_unit
        self._erase = erase
        self.units: Sequence[UnitRow] = ()
        self.kinds: Sequence[KindRow] = ()

    def of(self, unit: UnitRow) -> list[Command]:
        """What can be done with a unit."""
        movable, mergeable = bool(self._new_places(unit)), bool(self._like(unit))
        every = [
            Command("Lägg till under…", partial(self.add, unit), "plus"),
            Command("Byt namn från en dag…", partial(self.rename_from, unit), "edit"),
            Command("Flytta…", partial(self.move, unit), "arrow-right", movable, _NOWHERE),
            Command("Dela…", partial(self.split, unit), "split"),
            Command("Slå samman med…", partial(self.merge, unit), "distribute", mergeable, _ALONE),
        ]
        if unit.people:
            every.append(Command("Radera personnamn…", partial(self._erase, unit), "person"))
        every.append(Command("Ta bort", partial(self.remove, unit), "trash"))
        if not self._edits.workspace.read_only:
            return every
        return [replace(each, enabled=False, why_not=_WHY_LOCKED) for each in every]

    def add_near(self, unit: UnitRow | None) -> bool:
        """Add a unit under a body or an administration, or beside a unit."""
        if unit is not None and unit.category == "unit":
            unit = next((each for each in self.units if each.id == unit.parent_id), None)
        return self.add(unit)

    def add(self, above: UnitRow | None = None) -> bool:
        """Add a unit, under another or at the top."""
        from app.services.organisation import units

        kinds = tuple((kind.id, kind.name) for kind in self.kinds)
        inputs: _Inputs = (
            TextInput("name", "Namn"),
            ChoiceInput("kind", "Slag", kinds, self._usual_kind(above)),
            ChoiceInput("parent", "Ligger under", self._places(above), TOP if above is None else above.id),
            ChoiceInput("performer", "Utförare", _PERFORMERS, _NOBODY),
        )

        def ready(values: _Values) -> Callable[[Any], Any]:
            return partial(
                units.add_unit,
                name=values["name"],
                kind_id=values["kind"],
                parent_id=values["parent"] or None,
                performer=None if values["performer"] == _NOBODY else values["performer"],
            )

        done = ask_until_done(
            self._edits.workspace, self._parent, "Lägg till enhet", inputs, "Lägg till", ready
        )
        if done is not None:
            self._open_unit(done.value)
        return done is not None

    def rename_from(self, unit: UnitRow) -> bool:
        """Give another name from a day on; earlier years keep the old one."""
        from app.services.organisation import units

        def ready(values: _Values) -> Callable[[Any], Any]:
            return partial(
                units.rename_unit,
                unit_id=unit.id,
                name=values["name"],
                happened_on=typed.day(str(values["day"]), _FROM),
                expected_version=unit.version,
            )

        inputs: _Inputs = (TextInput("name", "Nytt namn", unit.name), self._day_input())
        text = f"Före dagen visas namnet {unit.name}."
        return self._ask("Byt namn från en dag", inputs, "Byt namn", ready, text) is not None

    def move(self, unit: UnitRow) -> bool:
        """Move under another unit, from a day on or as a correction."""
        from app.services.organisation import reorganising

        def ready(values: _Values) -> Callable[[Any], Any]:
            return partial(
                reorganising.move_unit,
                unit_id=unit.id,
                parent_id=values["parent"] or None,
                happened_on=typed.optional_day(str(values["day"]), _FROM),
                expected_version=unit.version,
            )

        inputs: _Inputs = (
            ChoiceInput("parent", "Ny plats under", self._new_places(unit), None),
            replace(self._day_input(), required=False),
        )
        text = "Före dagen visas enheten på sin gamla plats. Utan dag rättas platsen även bakåt i tiden."
        return self._ask(f"Flytta {unit.name}", inputs, "Flytta", ready, text) is not None

    def split(self, unit: UnitRow) -> bool:
        """Split in two from a day on."""
        from app.services.organisation import reorganising

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
                happened_on=typed.day(str(values["day"]), _FROM),
                expected_version=unit.version,
            )

        inputs: _Inputs = (
            TextInput("first", "Första enheten", unit.name),
            TextInput("second", "Andra enheten"),
            TextInput("share", "Första enhetens andel i procent", required=False, placeholder="okänd"),
            self._day_input(),
        )
        text = (
            f"{unit.name} upphör dagen före. Andelen används när äldre års siffror räknas om till de nya "
            "enheterna. Enheter som ligger under flyttas till den första."
        )
        done = self._ask(f"Dela {unit.name}", inputs, "Dela", ready, text)
        return done is not None

    def merge(self, unit: UnitRow) -> bool:
        """Merge with another unit from a day on."""
        from app.services.organisation import reorganising

        versions = {each.id: each.version for each in self.units}

        def ready(values: _Values) -> Callable[[Any], Any]:
            other = int(str(values["other"]))
            return partial(
                reorganising.merge_units,
                unit_versions={unit.id: unit.version, other: versions[other]},
                name=str(values["name"]),
                happened_on=typed.day(str(values["day"]), _FROM),
            )

        inputs: _Inputs = (
            ChoiceInput("other", "Slå samman med", self._like(unit), None),
            TextInput("name", "Den nya enhetens namn", unit.name),
            self._day_input(),
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
        text: str,
    ) -> Any:
        """Ask for something with a day; open what was made, or say when it will be seen."""
        workspace, days = self._edits.workspace, []

        def with_day(values: _Values) -> Callable[[Any], Any]:
            days.append(typed.optional_day(str(values["day"]), _FROM))
            return ready(values)

        done = ask_until_done(workspace, self._parent, title, inputs, verb, with_day, text)
        if done is None:
            return None
        if days[-1] is not None and days[-1] > workspace.today:
            workspace.tell(f"Gäller från och med {write_long_date(days[-1])} och syns i trädet då.")
        elif done.value is not None:
            self._open_unit(done.value[0] if isinstance(done.value, tuple) else done.value)
        return done

    def _day_input(self) -> TextInput:
        return TextInput("day", _FROM, write_date(self._edits.workspace.today))

    def _usual_kind(self, above: UnitRow | None) -> int | None:
        if above is not None and above.group is not None:
            return above.kind_id
        wanted = "administration" if above is None or above.category == "decision" else "unit"
        return next((kind.id for kind in self.kinds if kind.category == wanted), None)

    def _places(self, beside: UnitRow | None) -> _Options:
        """The top, and the units of the same group with those below them shifted to the right."""
        group = None if beside is None else beside.group
        depths: dict[int, int] = {}
        found: list[tuple[Hashable, str]] = [(TOP, "Överst")]
        for unit in self.units:
            if unit.group == group:
                depths[unit.id] = depths.get(unit.parent_id or TOP, 0) + 1
                found.append((unit.id, _STEP * (depths[unit.id] - 1) + unit.name))
        return tuple(found)

    def _new_places(self, unit: UnitRow) -> _Options:
        """Where a unit can be moved: not to itself, below itself, or where it is."""
        barred = {unit.id}
        for each in self.units:
            if each.parent_id in barred:
                barred.add(each.id)
        here = unit.parent_id or TOP
        return tuple(each for each in self._places(unit) if each[0] not in barred and each[0] != here)

    def _like(self, unit: UnitRow) -> _Options:
        """Units of the same sort, those beside it first."""
        same = [each for each in self.units if each.id != unit.id and each.category == unit.category]
        same.sort(key=lambda each: each.parent_id != unit.parent_id)
        return tuple((each.id, each.name) for each in same)
