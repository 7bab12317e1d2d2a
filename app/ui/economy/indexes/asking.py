"""What is asked about index tables: what they are, and whether a change may reach the frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.budget.entries import Keep
from app.services.formatting import NBSP, write_count, write_ore, write_tkr
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.economy.indexes import IndexEntry, IndexTableView
    from app.services.economy.reckoning import VersionEffect

_UNITS = (
    ("change", "Procent: hur mycket något ändras"),
    ("share", "Procent: en andel av något"),
    ("kr", "Kronor för varje"),
)


def ask_index(
    parent: QWidget, workspace: WorkspacePort, table: IndexTableView | None, use_case: Callable[..., Any]
) -> Any:
    """Ask what a table is called and given in; the `Written`, or None."""
    inputs: list[TextInput | ChoiceInput] = [
        TextInput("name", "Namn", table.name if table else "", placeholder="Livsmedelsindex"),
        ChoiceInput("unit", "Anges i", _UNITS, table.unit if table else "change"),
        TextInput("per", "Kronor för varje", (table.per or "") if table else "", False, "m², timme, måltid"),
        TextInput("note", "Not", (table.note or "") if table else "", False),
    ]

    def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
        return partial(use_case, **asked)

    title, verb = ("Ändra tabellen", "Spara") if table else ("Ny indextabell", "Lägg till")
    return ask_until_done(workspace, parent, title, inputs, verb, ready)


def effects_of(
    workspace: WorkspacePort, tables: Sequence[IndexTableView], entries: Sequence[IndexEntry]
) -> list[tuple[IndexTableView, tuple[VersionEffect, ...]]]:
    """What new values would do to the frames, by table; nothing where nothing rests on them."""
    from app.services.economy.reckoning import effect_of

    found = []
    for table in tables:
        values = {
            entry.year: entry.value
            for entry in entries
            if entry.table_id == table.id and table.id is not None
            and entry.value is not None and not isinstance(entry.value, Keep)
        }  # fmt: skip
        if values and table.resting and table.id is not None:
            effects = workspace.read(partial(effect_of, source=table.id, values=values))
            moved = tuple(effect for effect in effects if effect.changes)
            if moved:
                found.append((table, moved))
    return found


def confirm_effect(
    parent: QWidget,
    workspace: WorkspacePort,
    tables: Sequence[IndexTableView],
    entries: Sequence[IndexEntry],
    unit: str,
) -> bool:
    """Tell what a change would do to the frames and ask for it; nothing is asked where it does nothing."""
    found = effects_of(workspace, tables, entries)
    if not found:
        return True
    names = " och ".join(table.name for table, _ in found)
    said = [effect_words(effect, unit) for _, effects in found for effect in effects]
    text = " ".join((*said, "Du kan ångra allt i ett steg."))
    return confirm(parent, f"Ändra {names}?", text, "Ändra och räkna om")


def effect_words(effect: VersionEffect, unit: str) -> str:
    """What a change does to a version: "Förslag: 25 belopp räknas om; ramarna ändras 2027 +612 tkr."."""
    count = write_count(len(effect.changes), "belopp räknas om", "belopp räknas om")
    years = ", ".join(f"{year}{NBSP}{write_change(change, unit)}" for year, change in effect.by_year.items())
    return f"{effect.name}: {count}; ramarna ändras {years}."


def write_change(ore: int, unit: str) -> str:
    """A change of an amount with its sign."""
    return write_tkr(ore, plus=True, unit=True) if unit == "tkr" else write_ore(ore, plus=True)
