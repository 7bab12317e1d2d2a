"""What can be done with account groups, profiles and the internal budget itself, beside typing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from app.models.errors import DomainError
from app.services.budget.internal import budgets, chart
from app.services.budget.internal.errors import NotWeights
from app.services.formatting import MONTHS, read_number, write_number
from app.ui.budget.internal.sheet import COST, INCOME, OWN
from app.ui.parts.dialogs import ChoiceInput, FormDialog, TextInput

if TYPE_CHECKING:
    from app.ui.budget.internal.tab import InternalTab

_SIDES = ((COST, "Kostnad"), (INCOME, "Intäkt"))
_CHART_HINT = "till exempel 5 eller 60–62"


def fill_profiles(tab: InternalTab, menu: QMenu) -> None:
    """Offer the profiles for the selected account groups."""
    line, groups = tab.sheet.current_line(), tab.sheet.chosen_groups()
    chosen = None if line is None or line.typed or line.profile is None else line.profile.id
    for profile in tab.view.profiles:
        entry = menu.addAction(profile.name.replace("&", "&&"), partial(_choose, tab, groups, profile.id))
        entry.setCheckable(True)
        entry.setChecked(profile.id == chosen)
    own = menu.addAction(f"{OWN} månader", partial(_choose, tab, groups, None))
    own.setCheckable(True)
    own.setChecked(line is not None and line.typed)
    for entry in menu.actions():
        entry.setEnabled(bool(groups) and not tab.read_only)


def fill_more(tab: InternalTab, menu: QMenu) -> None:
    """Everything else, made anew each time the menu opens."""
    menu.clear()
    line = tab.sheet.current_line() if tab.view.internal is not None else None
    _add_group_commands(tab, menu, line)
    menu.addSeparator()
    profiles = menu.addMenu("Månadsprofiler")
    profiles.addAction("Ny profil…", partial(new_profile, tab))
    for profile in tab.view.profiles:
        own = profiles.addMenu(profile.name.replace("&", "&&"))
        own.addAction("Ändra…", partial(edit_profile, tab, profile))
        own.addAction("Ta bort", partial(_remove_profile, tab, profile))
    if tab.view.internal is not None:
        menu.addSeparator()
        menu.addAction("Not om internbudgeten…", partial(edit_note, tab))
        menu.addAction("Ta bort internbudgeten", partial(_remove_internal, tab))
    for entry in menu.actions():
        entry.setEnabled(entry.isEnabled() and not tab.read_only)


def _add_group_commands(tab: InternalTab, menu: QMenu, line: Any) -> None:
    menu.addAction("Lägg till kontogrupp…", partial(add_group, tab))
    commands = (
        ("Ändra kontogruppen…", partial(edit_group, tab, line)),
        ("Flytta kontogruppen uppåt", partial(_move_group, tab, line, -1)),
        ("Flytta kontogruppen nedåt", partial(_move_group, tab, line, 1)),
        ("Ta bort kontogruppen", partial(_remove_group, tab, line)),
    )
    for text, command in commands:
        menu.addAction(text, command).setEnabled(line is not None)


def add_group(tab: InternalTab) -> None:
    """Ask for a new account group."""
    given: Any = FormDialog.ask(
        tab.window(),
        "Lägg till kontogrupp",
        (
            TextInput("name", "Namn"),
            _number(),
            ChoiceInput("side", "Sida", _SIDES, COST),
        ),
        "Lägg till",
    )
    if given is not None:
        tab.run(partial(chart.add_group, **given))


def _number(value: str = "") -> TextInput:
    return TextInput("number", "Konto börjar med", value, required=False, placeholder=_CHART_HINT)


def edit_group(tab: InternalTab, line: Any) -> None:
    """Ask for another name or account."""
    group = line.group
    given: Any = FormDialog.ask(
        tab.window(),
        "Ändra kontogruppen",
        (
            TextInput("name", "Namn", group.name),
            _number(group.number or ""),
        ),
        "Ändra",
    )
    if given is not None:
        tab.run(partial(chart.edit_group, group_id=group.id, expected_version=group.version, **given))


def new_profile(tab: InternalTab) -> None:
    """Ask for a profile of the municipality's own."""
    given = _ask_profile(tab, "Ny profil", "", ["1"] * len(MONTHS), "Lägg till")
    if given is not None:
        tab.run(partial(chart.add_profile, name=given[0], weights=given[1]))


def edit_profile(tab: InternalTab, profile: Any) -> None:
    """Ask for another name or other weights."""
    weights = [write_number(weight) for weight in profile.weights]
    given = _ask_profile(tab, "Ändra profilen", profile.name, weights, "Ändra")
    if given is not None:
        use_case = partial(chart.edit_profile, profile_id=profile.id, expected_version=profile.version)
        tab.run(partial(use_case, name=given[0], weights=given[1]))


def edit_note(tab: InternalTab) -> None:
    """Ask for a note about the internal budget."""
    internal = tab.view.internal
    text = TextInput("note", "Not", internal.note or "", required=False)
    title = f"Not om internbudgeten för {internal.unit_name}"
    given: Any = FormDialog.ask(tab.window(), title, (text,), "Spara")
    if given is not None:
        tab.change(budgets.set_internal_note, **given)


def _ask_profile(
    tab: InternalTab, title: str, name: str, weights: Sequence[str], verb: str
) -> tuple[str, list[Decimal]] | None:
    months = [
        TextInput(str(at), month.capitalize(), weight, beside=bool(at % 3))
        for at, (month, weight) in enumerate(zip(MONTHS, weights, strict=True))
    ]
    text = "Skriv hur tungt varje månad väger mot de andra. Bara förhållandet mellan talen har betydelse."
    given: Any = FormDialog.ask(tab.window(), title, (TextInput("name", "Namn", name), *months), verb, text)
    if given is None:
        return None
    try:
        return str(given["name"]), [read_number(given[str(at)]) for at in range(len(MONTHS))]
    except DomainError:
        tab.page.workspace.tell(NotWeights().message, "error")
        return None


def _choose(tab: InternalTab, groups: Sequence[int], profile_id: int | None) -> None:
    tab.change(budgets.set_profile, group_ids=groups, profile_id=profile_id)


def _move_group(tab: InternalTab, line: Any, step: int) -> None:
    known = {"group_id": line.group.id, "expected_version": line.group.version}
    tab.run(partial(chart.move_group, step=step, **known))


def _remove_group(tab: InternalTab, line: Any) -> None:
    known = {"group_id": line.group.id, "expected_version": line.group.version}
    tab.run(partial(chart.remove_group, **known))


def _remove_profile(tab: InternalTab, profile: Any) -> None:
    known = {"profile_id": profile.id, "expected_version": profile.version}
    tab.run(partial(chart.remove_profile, **known))


def _remove_internal(tab: InternalTab) -> None:
    tab.change(budgets.remove_internal)
