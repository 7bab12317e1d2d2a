"""The figures that measure an element, in the inspector: whose they are, and whether they bind downwards."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_count
from app.ui.parts.asking import ask_until_done
from app.ui.parts.details import Command, Commands, Fact, Facts, Heading, Part, Tick
from app.ui.parts.dialogs import ChoiceInput, TextInput

if TYPE_CHECKING:
    from app.services.scorecard.obligatory import FigureRow
    from app.services.steering.detail import NodeDetail
    from app.ui.parts.page import WorkspacePort

_MEASURED = frozenset({"goal", "commitment", "document", "assignment", "activity", "goal_area"})
_NO_UNIT = (0, "Ingen enhet")
_UNITS = ("procent", "antal", "kronor", "index")


class Measures:
    """Describes the figures of an element, adds them, and makes them obligatory downwards (`HIE-16`)."""

    def __init__(self, workspace: "WorkspacePort", window: QWidget) -> None:
        self._workspace = workspace
        self._window = window

    def parts(self, node: "NodeDetail") -> list[Part]:
        """Each figure with its owner; a tick where units stand below the owner."""
        from app.services.scorecard.obligatory import figures_of_node

        call = partial(figures_of_node, node_id=node.id, today=self._workspace.today)
        rows: tuple[FigureRow, ...] = self._workspace.read(call)
        editable = not self._workspace.read_only
        adds = editable and node.level.form in _MEASURED and node.level.measurable is not False
        parts: list[Part] = [Heading("Mått")] if rows or adds else []
        for row in rows:
            parts += self._figure(row, editable)
        if adds:
            add = Command("Lägg till nyckeltal…", partial(self.add, node), "plus")
            parts.append(Commands((add,)))
        return parts

    def add(self, node: "NodeDetail") -> bool:
        """Ask for a figure and add it, with its target for the working year."""
        from app.services.formatting import read_number
        from app.services.scorecard import figures

        year = self._workspace.working_year

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            target = read_number(asked["target"]) if asked["target"] else None
            return partial(
                figures.add_indicator,
                node_id=node.id,
                name=asked["name"],
                unit_of_measure=asked["unit"],
                owner_unit_id=asked["owner"] or None,
                year=year,
                target=target,
                expected_version=node.version,
            )

        inputs = [
            TextInput("name", "Nyckeltal", placeholder="Andel elever med godkänt i alla ämnen"),
            TextInput("unit", "Måttenhet", required=False, suggestions=_UNITS),
            ChoiceInput("owner", "Ägs av", self._units(), node.unit_id or 0),
            TextInput("target", f"Målvärde {year}", required=False),
        ]
        return self._ask("Lägg till nyckeltal", inputs, "Lägg till", ready, f"Mäter ”{node.title}”.")

    def _figure(self, row: "FigureRow", editable: bool) -> list[Part]:
        edit = partial(self._choose_owner, row) if editable else None
        owner = "saknar ägare" if row.owner is None else row.owner
        facts = [Fact("Nyckeltal", row.name)]
        if row.owner is None or row.below:
            facts.append(Fact("Ägs av", owner, on_click=edit))
        parts: list[Part] = [Facts(tuple(facts))]
        units = write_count(row.below, "enhet", "enheter")
        if row.below and editable:
            parts.append(
                Tick(
                    f"obligatory:{row.id}", f"Obligatoriskt för {units} under {owner}", row.obligatory,
                    partial(self._set_obligatory, row),
                )
            )  # fmt: skip
        elif row.obligatory:
            parts.append(Facts((Fact("Ålagt", f"{units} under {owner}"),)))
        return parts

    def _set_obligatory(self, row: "FigureRow", obligatory: bool) -> bool:
        from app.services.scorecard import figures

        call = partial(figures.set_obligatory, indicator_id=row.id, obligatory=obligatory)
        return self._workspace.run(partial(call, expected_version=row.version)) is not None

    def _choose_owner(self, row: "FigureRow") -> bool:
        from app.services.scorecard import figures

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            call = partial(figures.set_owner, indicator_id=row.id, owner_unit_id=asked["owner"] or None)
            return partial(call, expected_version=row.version)

        inputs = [ChoiceInput("owner", "Ägs av", self._units(), row.owner_id or 0)]
        text = f"Gäller ”{row.name}”. Ett nyckeltal kan bli obligatoriskt för enheterna under ägaren."
        return self._ask("Ändra ägare till nyckeltalet", inputs, "Ändra", ready, text)

    def _units(self) -> tuple[tuple[int, str], ...]:
        from app.services.steering.detail import owner_choices

        found = self._workspace.read(partial(owner_choices, today=self._workspace.today))
        return (_NO_UNIT, *found.units)

    def _ask(self, title: str, inputs: Any, verb: str, ready: Any, text: str) -> bool:
        return ask_until_done(self._workspace, self._window, title, inputs, verb, ready, text) is not None
