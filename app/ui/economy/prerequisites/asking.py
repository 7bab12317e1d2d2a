"""What is asked about forecast rounds and own lines."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.clock import read_day
from app.services.economy.prerequisites.lines import GROUPS
from app.services.economy.prerequisites.words import ROUND_KINDS
from app.services.formatting import write_date
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.economy.prerequisites.views import LineRow, RoundView

_EMPTY = 0
_EFFECTS = ((-1, "En kostnad: tar av utrymmet"), (1, "En intäkt: lägger till utrymmet"))
_PLACEHOLDER = "Till exempel SKR:s cirkulär och dess nummer"


def ask_new_round(parent: QWidget, workspace: WorkspacePort, rounds: tuple[RoundView, ...]) -> int | None:
    """Ask for a round, empty or begun from another; its key, or None."""
    from app.services.economy.prerequisites.rounds import add_round, copy_round

    begin = ((_EMPTY, "Tom, för att fylla i eller klistra in"),)
    inputs: list[TextInput | ChoiceInput] = [
        ChoiceInput("kind", "Prognos från", tuple(ROUND_KINDS.items()), "skr"),
        TextInput("dated_on", "Daterad", write_date(workspace.today), placeholder="2026-04-24"),
        TextInput("name", "Namn", "", False, "Lämna tomt för till exempel SKR april 2026"),
        TextInput("source", "Källa", "", False, _PLACEHOLDER),
    ]
    if rounds:
        copies = tuple((each.id, f"En kopia av {each.title}") for each in rounds)
        inputs.append(ChoiceInput("begin", "Börja med", (*begin, *copies), _EMPTY))

    def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
        given = {
            "kind": asked["kind"],
            "dated_on": read_day(asked["dated_on"], "Daterad"),
            "name": asked["name"],
            "today": workspace.today,
        }
        if asked.get("begin"):
            return partial(_copied, copy_round, asked["begin"], asked["source"], given)
        return partial(add_round, source=asked["source"], **given)

    text = "En prognos med källa och datum. Den ändras inte när nästa kommer."
    done = ask_until_done(workspace, parent, "Ny prognosomgång", inputs, "Lägg till", ready, text)
    return int(done.value) if done is not None else None


def _copied(
    copy: Callable[..., int], source_id: int, source: str, given: dict[str, Any], session: Any
) -> int:
    return copy(session, round_id=source_id, source=source, **given)


def ask_change_round(parent: QWidget, workspace: WorkspacePort, found: RoundView) -> Any:
    """Ask who gave a round, when, and where it is published."""
    from app.services.economy.prerequisites.rounds import change_round

    inputs: list[TextInput | ChoiceInput] = [
        ChoiceInput("kind", "Prognos från", tuple(ROUND_KINDS.items()), found.kind),
        TextInput("dated_on", "Daterad", write_date(found.dated_on)),
        TextInput("name", "Namn", found.name, False),
        TextInput("source", "Källa", found.source, False, _PLACEHOLDER),
        TextInput("note", "Not", found.note, False),
    ]

    def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
        given: dict[str, Any] = {**asked, "dated_on": read_day(asked["dated_on"], "Daterad")}
        return partial(
            change_round, round_id=found.id, today=workspace.today, expected_version=found.version, **given
        )

    return ask_until_done(workspace, parent, "Ändra prognosomgången", inputs, "Spara", ready)


def ask_own_line(
    parent: QWidget,
    workspace: WorkspacePort,
    version_id: int,
    state: int,
    pots: tuple[tuple[int, str], ...],
    row: LineRow | None = None,
) -> Any:
    """Ask for a line of one's own, typed or taken from a central post; the `Written`, or None."""
    from app.services.economy.prerequisites.ownlines import OWN_GROUPS, add_own_line, change_own_line

    line = row.line if row is not None else None
    inputs: list[TextInput | ChoiceInput] = [
        TextInput("name", "Namn", line.name if line else "", placeholder="Till exempel Pensionskostnader"),
        ChoiceInput(
            "group",
            "Står under",
            tuple((group, GROUPS[group]) for group in OWN_GROUPS),
            line.group if line else "central",
        ),
        ChoiceInput("effect", "Är", _EFFECTS, line.effect if line else -1),
    ]
    if pots:
        choices = ((_EMPTY, "Skrivs här"), *((key, f"Ramen för {name}") for key, name in pots))
        inputs.append(ChoiceInput("pot_id", "Beloppet", choices, (row.pot_id or _EMPTY) if row else _EMPTY))

    def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
        given: dict[str, Any] = {**asked, "pot_id": asked.get("pot_id") or None}
        given |= {"version_id": version_id, "expected_version": state}
        if row is None:
            return partial(add_own_line, **given)
        given["line_id"] = row.own_id
        return partial(change_own_line, **given)

    title, verb = ("Ändra raden", "Spara") if row is not None else ("Ny rad i förutsättningarna", "Lägg till")
    return ask_until_done(workspace, parent, title, inputs, verb, ready)
