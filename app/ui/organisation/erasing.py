"""Erasing a personal name: look through the backups first, say what remains, ask, erase."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_instant
from app.ui.parts.dialogs import ChoiceInput, FormDialog, TextInput
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.organisation.views import UnitRow
    from app.services.storage.retention import Backup

_SHOWN = 6
_TEXT = (
    "Namnet ersätts av ordet raderad överallt där det står som namn, även i beslutade handlingar, och "
    "det tas bort ur ändringsloggen. Det går inte att ångra, och det som har gjorts tidigare går inte "
    "heller att ångra efteråt."
)

_STAYS = (
    "Filer som har sparats ändras inte: ett namn i en digitalt undertecknad PDF, i en inskannad handling "
    "eller i en bilaga står kvar."
)
_WHERE = "Namnet söks i ansvariga, i undertecknare och i ändringsloggen."


class PersonEraser:
    """Asks and erases; `path` is the open file, whose backups are looked through."""

    def __init__(self, workspace: WorkspacePort, path: Path, parent: QWidget) -> None:
        self._workspace = workspace
        self._path = path
        self._parent = parent

    def erase_in(self, unit: UnitRow) -> None:
        """Erase a person who is named in a unit."""
        names = unit.people
        if len(names) == 1:
            self.erase(names[0])
            return
        options: tuple[tuple[Hashable, str], ...] = tuple((name, name) for name in names)
        chosen = FormDialog.ask(
            self._parent, "Radera personnamn", [ChoiceInput("name", "Vems namn?", options)], "Fortsätt"
        )
        if chosen is not None:
            self.erase(str(chosen["name"]))

    def erase_somebody(self) -> None:
        """Erase a person whose name the user types: it may stand in an agreement or only in the log."""
        typed = FormDialog.ask(
            self._parent, "Radera personnamn", [TextInput("name", "Personens namn")], "Fortsätt", _WHERE
        )
        if typed is not None:
            self.erase(str(typed["name"]))

    def erase(self, name: str) -> None:
        """Find the backups that hold the name, then ask."""
        self._workspace.start_job(
            "Söker i säkerhetskopior", partial(_search, self._path, name), done=self._asker(name)
        )

    def _asker(self, name: str) -> Callable[[tuple[Backup, ...]], None]:
        return lambda holding: self._ask(name, holding)

    def _ask(self, name: str, holding: tuple[Backup, ...]) -> None:
        from app.services.storage.erasure import erase_person

        text = f"{_TEXT}\n\n{_STAYS}\n\n{backup_words(holding)}"
        if not confirm(self._parent, f"Radera namnet {name}?", text, "Radera namnet", danger=True):
            return
        if self._workspace.run(partial(erase_person, name=name)) is not None:
            self._workspace.tell(f"Namnet är raderat. {backup_words(holding)}")


def backup_words(holding: tuple[Backup, ...]) -> str:
    """Which backups still hold the name, and what to do about them."""
    if not holding:
        return "Ingen säkerhetskopia innehåller namnet."
    shown = [write_instant(backup.made_at) for backup in holding[:_SHOWN]]
    if len(holding) > _SHOWN:
        shown.append(f"och {len(holding) - _SHOWN} till")
    folder = holding[0].path.parent.name
    if len(holding) == 1:
        return (
            f"En säkerhetskopia innehåller namnet: {shown[0]}. Ta bort den ur mappen {folder} om den inte "
            "behövs."
        )
    return (
        f"{len(holding)} säkerhetskopior innehåller namnet: {', '.join(shown)}. Ta bort dem ur mappen "
        f"{folder} om de inte behövs."
    )


def _search(path: Path, name: str, _handle: Any) -> tuple[Backup, ...]:
    from app.services.storage.erasure import backups_holding

    return backups_holding(path, name)
