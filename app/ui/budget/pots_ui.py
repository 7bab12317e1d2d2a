"""Asking about central posts, what the council binds, and frames that fees or sales of land pay for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from app.services.budget import appropriations, frames, pots, rowfacts
from app.services.budget.words import FRAME_KINDS, POT_NAMES
from app.ui.parts.asking import ask_until_done
from app.ui.parts.buttons import action
from app.ui.parts.dialogs import ChoiceInput, TextInput

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_OWN = "own"
_NOBODY = "nobody"
_RULES = (
    "Under det som fullmäktige binder får pengar omdisponeras. "
    "Skriv vem som beslutar om det och vad som gäller."
)


def fill(menu: QMenu, page: BudgetPage) -> None:
    """Add to "Fler kommandon" what concerns rows that are not there yet."""
    entries = (
        ("Lägg till gemensam post…", partial(add_pot, page)),
        ("Lägg till avgiftsfinansierad ram…", partial(add_financing, page, "fees")),
        ("Lägg till ram för exploatering…", partial(add_financing, page, "development")),
        ("Regler för omdisponering…", partial(ask_reallocation, page)),
    )
    for words, run in entries:
        entry = action(words, run, parent=menu)
        entry.setEnabled(not page.workspace.read_only and not page.view.version.locked)
        menu.addAction(entry)


def add_pot(page: BudgetPage) -> None:
    """Ask what the post is and add it last among the central posts."""

    def ready(values: dict[str, Any]) -> Any:
        kind = values["kind"]
        name = values["name"] or ("" if kind == _OWN else None)
        return partial(pots.create_pot, plan_id=page.view.plan.id, kind=kind, name=name)

    inputs: list[TextInput | ChoiceInput] = [
        ChoiceInput("kind", "Slag", tuple(POT_NAMES.items()), "finance"),
        TextInput("name", "Namn", required=False, placeholder="Samma som slaget"),
    ]
    text = "En gemensam post hör inte till någon utförare. Den får en tom ram i varje olåst version."
    made = ask_until_done(page.workspace, page, "Ny gemensam post", inputs, "Lägg till", ready, text)
    if made is not None:
        page.show_place("central_pot", made.value)


def rename_pot(page: BudgetPage, row: Any) -> None:
    """Ask for another name."""
    facts = page.workspace.read(partial(rowfacts.pot_facts, pot_id=row.pot_id))

    def ready(values: dict[str, Any]) -> Any:
        return partial(pots.rename_pot, pot_id=facts.id, name=values["name"], expected_version=facts.version)

    inputs = [TextInput("name", "Namn", facts.name)]
    ask_until_done(page.workspace, page, "Byt namn på posten", inputs, "Byt namn", ready)


def move_pot(page: BudgetPage, row: Any, step: int) -> None:
    """Let a post change places with the one that is shown above (-1) or below (1) it."""
    there = neighbour(page, row, step)
    if there is None:
        return
    facts = page.workspace.read(partial(rowfacts.pot_facts, pot_id=row.pot_id))
    steps = facts.order.index(there) - facts.order.index(facts.id)
    page.workspace.run(partial(pots.move_pot, pot_id=facts.id, step=steps, expected_version=facts.version))


def neighbour(page: BudgetPage, row: Any, step: int) -> int | None:
    """The post that is shown above (-1) or below (1) another; None at the end."""
    shown = [each.pot_id for each in page.view.rows if each.pot_id is not None]
    place = shown.index(row.pot_id) + step
    return shown[place] if 0 <= place < len(shown) else None


def told(page: BudgetPage, row: Any) -> tuple[str, str]:
    """Who disposes of a post and what is noted about it, in words."""
    facts = page.workspace.read(partial(rowfacts.pot_facts, pot_id=row.pot_id))
    holder = f"{facts.holder} förfogar över posten." if facts.holder else "Ingen är utpekad."
    return holder, facts.note or "Inget är antecknat."


def ask_holder(page: BudgetPage, row: Any) -> None:
    """Ask which body disposes of a post."""
    facts = page.workspace.read(partial(rowfacts.pot_facts, pot_id=row.pot_id))
    year = page.view.plan.first_year
    known = page.workspace.read(partial(rowfacts.bodies, year=year, kept=facts.unit_id))

    def ready(values: dict[str, Any]) -> Any:
        unit_id = None if values["holder"] == _NOBODY else values["holder"]
        return partial(pots.set_holder, pot_id=facts.id, unit_id=unit_id, expected_version=facts.version)

    options = ((_NOBODY, "Ingen utpekad"), *known)
    chosen = facts.unit_id if facts.unit_id is not None else _NOBODY
    inputs = [ChoiceInput("holder", "Förfogar över posten", options, chosen)]
    text = (
        f"Den som förfogar över {facts.name} fördelar pengarna under året. "
        "Binder fullmäktige anslaget där ingår posten i det."
    )
    ask_until_done(page.workspace, page, "Vem som förfogar över posten", inputs, "Spara", ready, text)


def ask_note(page: BudgetPage, row: Any) -> None:
    """Ask what a post is for."""
    facts = page.workspace.read(partial(rowfacts.pot_facts, pot_id=row.pot_id))

    def ready(values: dict[str, Any]) -> Any:
        return partial(
            pots.set_pot_note, pot_id=facts.id, note=values["note"], expected_version=facts.version
        )

    example = "Till exempel: förs ut till enheterna när revisionen är klar"
    inputs = [TextInput("note", "Not", facts.note or "", required=False, placeholder=example)]
    text = f"Skriv vad {facts.name} är till för och när pengarna förs ut."
    ask_until_done(page.workspace, page, "Not om posten", inputs, "Spara", ready, text)


def remove_pot(page: BudgetPage, row: Any) -> None:
    """Take a post away, which is refused while anything stands in it."""
    facts = page.workspace.read(partial(rowfacts.pot_facts, pot_id=row.pot_id))
    page.workspace.run(partial(pots.remove_pot, pot_id=facts.id, expected_version=facts.version))


def bind(page: BudgetPage, row: Any, bound: str | None) -> None:
    """Bind the appropriation at a row, net or gross, or no longer."""
    if bound == row.bound:
        return
    holder: dict[str, Any] = {"unit_id": row.unit_id, "pot_id": row.pot_id}
    known: dict[str, Any] = {
        "version_id": page.view.version.id,
        "expected_version": page.view.version.row_version,
    }
    use_case: Any = partial(appropriations.unbind, **holder, **known)
    if bound is not None:
        use_case = partial(appropriations.bind, gross=bound == "gross", **holder, **known)
    page.workspace.run(use_case)


def ask_reallocation(page: BudgetPage) -> None:
    """Ask for the rules for moving money under what is bound."""
    version = page.view.version
    facts = page.workspace.read(partial(rowfacts.reallocation_facts, version_id=version.id))

    def ready(values: dict[str, Any]) -> Any:
        return partial(
            appropriations.set_reallocation,
            version_id=version.id,
            text=values["text"],
            expected_version=facts.version,
        )

    inputs = [
        TextInput(
            "text",
            "Regler",
            facts.text or "",
            required=False,
            placeholder="Till exempel: nämnden omfördelar fritt inom sitt anslag",
        )
    ]
    ask_until_done(page.workspace, page, "Regler för omdisponering", inputs, "Spara", ready, _RULES)


def add_financing(page: BudgetPage, kind: str) -> None:
    """Ask which unit gets frames paid by fees or by the sale of land, and show them."""
    units = [(row.unit_id, row.name) for row in page.view.rows if not row.group and row.unit_id is not None]

    def ready(values: dict[str, Any]) -> Any:
        return partial(
            frames.add_financing, version_id=page.view.version.id, kind=kind, unit_id=values["unit"]
        )

    inputs = [ChoiceInput("unit", "Enhet", tuple(units), units[0][0] if units else None)]
    text = (
        f"Enheten får en tom ram för varje år, {FRAME_KINDS[kind]}. Den räknas för sig och ingår inte i "
        "det som fördelas av skatter och bidrag."
    )
    made = ask_until_done(page.workspace, page, _title(kind), inputs, "Lägg till", ready, text)
    if made is not None:
        page.frames.show_financing(kind)


def remove_financing(page: BudgetPage, row: Any) -> None:
    """Take a line's frames of the kind that is shown away, which is refused while amounts stand in them."""
    page.workspace.run(
        partial(
            frames.remove_financing,
            version_id=page.view.version.id,
            kind=page.view.financing,
            unit_id=row.unit_id,
            pot_id=row.pot_id,
        )
    )


def _title(kind: str) -> str:
    return "Ny avgiftsfinansierad ram" if kind == "fees" else "Ny ram för exploatering"
