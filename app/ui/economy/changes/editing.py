"""What can be done with changes during the year: each asks for what it needs and runs the use case."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_kr
from app.ui.economy.money import Unit, read, typed
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.economy.changes.changing import RowEntry
    from app.services.economy.changes.views import ChangeView, CurrentBudget, RowView, Targets

_COUNCIL = "Kommunfullmäktige"
_DAY = "Beslutsdag"
Target = tuple[str, str, int | None]
"""The purpose of a row, the field that names whom, and its key."""
_SOURCES = ("result", "income", "liquidity", "loan", "reserve")


class ChangeEdits:
    """Runs the use cases of changes; `view` gives what is shown as it was last read."""

    def __init__(
        self, workspace: WorkspacePort, parent: QWidget, view: Callable[[], CurrentBudget | None]
    ) -> None:
        self._workspace, self._parent, self._view = workspace, parent, view
        self.unit: Unit = "tkr"

    # ---- changes ---------------------------------------------------------------------------------

    def add(self) -> int | None:
        """Ask for a new change with what it gives and how it is paid; its key."""
        from app.services.economy.changes.changing import add_change
        from app.services.economy.changes.words import KINDS

        view = self._view()
        if view is None:
            return None
        inputs: list[TextInput | ChoiceInput] = [
            TextInput("title", "Rubrik", placeholder="Fler timmar i hemtjänsten"),
            ChoiceInput("kind", "Slag", tuple(KINDS.items()), "supplementary"),
            TextInput("amount", f"Belopp, {self.unit}", beside=False),
            ChoiceInput("gives", "Pengarna går till", self._choices(pays=False), None),
            ChoiceInput("pays", "Betalas med", self._choices(pays=True), None),
        ]

        def ready(values: dict[str, Any]) -> Any:
            amount = read(values["amount"], self.unit) or 0
            rows = (_entry(values["gives"], amount, pays=False), _entry(values["pays"], amount, pays=True))
            known: dict[str, Any] = {"version_id": view.version_id, "year": view.year}
            return partial(add_change, title=values["title"], kind=values["kind"], rows=rows, **known)

        text = f"Ett utkast till beslut om {view.year}. Fler rader kan läggas till efteråt."
        done = ask_until_done(
            self._workspace, self._parent, "Ny budgetändring", inputs, "Lägg till", ready, text
        )
        return None if done is None else int(done.value)

    def carry(self) -> int | None:
        """Ask what is carried over for each project; the key of the draft that it becomes."""
        from app.services.economy.changes.carrying import candidates, carried_rows
        from app.services.economy.changes.changing import add_change
        from app.ui.economy.changes.carrying import CarryDialog

        view = self._view()
        if view is None:
            return None
        found = self._workspace.read(partial(candidates, year=view.year))
        dialog = CarryDialog(self._parent, found, view.year, self.unit)
        try:
            if dialog.exec() != CarryDialog.DialogCode.Accepted:
                return None
            rows = carried_rows(dialog.amounts)
        finally:
            dialog.deleteLater()
        said: dict[str, Any] = {
            "kind": "carried",
            "title": f"Ombudgetering från {view.year - 1}",
            "rows": rows,
        }
        call = partial(add_change, version_id=view.version_id, year=view.year, **said)
        done = self._workspace.run(call)
        return None if done is None else int(done.value)

    def edit(self, change: ChangeView, **values: Any) -> bool:
        """Change the title, the kind, how it is paid in words, or why it is made."""
        from app.services.economy.changes.changing import edit_change

        return self._run(edit_change, change, **values)

    def remove(self, change: ChangeView) -> None:
        """Take a draft away, when the user is sure."""
        from app.services.economy.changes.changing import remove_change

        words = f"Utkastet ”{change.title}” tas bort med sina rader."
        if confirm(self._parent, "Ta bort utkastet", words, "Ta bort", danger=True):
            self._run(remove_change, change)

    def decide(self, change: ChangeView) -> None:
        """Ask for the decision that was made, and record it."""
        from app.services.clock import read_day
        from app.services.economy.changes.changing import decide_change

        today = self._workspace.today
        inputs: list[TextInput | ChoiceInput] = [
            TextInput("body", "Beslutat av", _COUNCIL),
            TextInput("decided_on", _DAY, today.isoformat()),
            TextInput("paragraph", "Paragraf", required=False, placeholder="§ 31"),
            TextInput("registration_number", "Diarienummer", required=False),
        ]

        def ready(values: dict[str, Any]) -> Any:
            day = read_day(values["decided_on"], _DAY)
            said: dict[str, Any] = {**values, "decided_on": day, "today": today}
            return partial(decide_change, change_id=change.id, expected_version=change.version, **said)

        text = (
            f"{change.name}, {write_kr(change.given)}. Beslutet låses och kan inte ändras eller ångras. "
            f"Finansiering: {change.financing_words}."
        )
        title = "Registrera beslutet"
        ask_until_done(self._workspace, self._parent, title, inputs, "Lås ändringen", ready, text)

    # ---- rows ------------------------------------------------------------------------------------

    def row(self, change: ChangeView, *, pays: bool, row: RowView | None = None) -> None:
        """Ask for a row, a new one or one that is there."""
        from app.services.economy.changes.changing import add_row, set_row

        label = "Betalas med" if pays else "Pengarna går till"
        rest = max(0, change.lacks) if pays else max(0, -change.lacks)
        chosen = _target(row) if row is not None else None
        amount = typed(row.amount if row is not None else rest, self.unit)
        inputs: list[TextInput | ChoiceInput] = [
            ChoiceInput("target", label, self._choices(pays=pays, keep=row), chosen),
            TextInput("amount", f"Belopp, {self.unit}", amount),
            TextInput("note", "Not", row.note or "" if row is not None else "", required=False),
        ]

        def ready(values: dict[str, Any]) -> Any:
            amount = read(values["amount"], self.unit) or 0
            entry = _entry(values["target"], amount, pays=pays, note=values["note"])
            known: dict[str, Any] = {"change_id": change.id, "expected_version": change.version}
            if row is None:
                return partial(add_row, entry=entry, **known)
            return partial(set_row, entry=entry, row_id=row.id, **known)

        title = "Ändra raden" if row is not None else "Ny finansiering" if pays else "Ny utgift"
        verb = "Ändra" if row is not None else "Lägg till"
        ask_until_done(self._workspace, self._parent, title, inputs, verb, ready)

    def drop_row(self, change: ChangeView) -> None:
        """Ask which row to take away."""
        from app.services.economy.changes.changing import remove_row

        rows = tuple((row.id, f"{row.words}, {write_kr(row.amount)}") for row in change.rows)
        inputs = [ChoiceInput("row_id", "Rad", rows, rows[0][0] if len(rows) == 1 else None)]

        def ready(values: dict[str, Any]) -> Any:
            known: dict[str, Any] = {"change_id": change.id, "expected_version": change.version}
            return partial(remove_row, row_id=values["row_id"], **known)

        ask_until_done(self._workspace, self._parent, "Ta bort rad", inputs, "Ta bort", ready)

    # ---- within --------------------------------------------------------------------------------

    def _run(self, use_case: Callable[..., object], change: ChangeView, **values: Any) -> bool:
        call = partial(use_case, change_id=change.id, expected_version=change.version, **values)
        return self._workspace.run(call) is not None

    def _choices(self, *, pays: bool, keep: RowView | None = None) -> tuple[tuple[Target, str], ...]:
        from app.services.economy.changes.views import targets
        from app.services.economy.changes.words import PAYS

        view = self._view()
        if view is None:
            return ()
        found: Targets = self._workspace.read(partial(targets, version_id=view.version_id))
        listed: list[tuple[Target, str]] = [((key, "", None), PAYS[key]) for key in _SOURCES] if pays else []
        lower = "Lägre ram: " if pays else ""
        project = "Lägre investering: " if pays else "Investering: "
        listed += [(("operating", "unit_id", key), f"{lower}{name}") for key, name in found.units]
        listed += [(("operating", "pot_id", key), f"{lower}{name}") for key, name in found.pots]
        listed += [(("investment", "project_id", key), f"{project}{name}") for key, name in found.projects]
        if keep is not None and _target(keep) not in [target for target, _ in listed]:
            listed.append((_target(keep), keep.words))
        return tuple(listed)


def _target(row: RowView) -> Target:
    for field in ("unit_id", "pot_id", "project_id"):
        key = getattr(row, field)
        if key is not None:
            return row.purpose, field, key
    return row.purpose, "", None


def _entry(target: Target, amount: int, *, pays: bool, note: str = "") -> RowEntry:
    from app.services.economy.changes.changing import RowEntry

    purpose, field, key = target
    named: dict[str, Any] = {field: key} if field else {}
    return RowEntry(purpose, amount, pays=pays, note=note, **named)
