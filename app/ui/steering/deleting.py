"""Removing elements on the page: asks what becomes of all that hangs on them, and says what stays."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_count
from app.ui.parts.messages import Question, show_error
from app.ui.steering.picking import PickDialog

if TYPE_CHECKING:
    from app.services.steering.deleting import Removal
    from app.services.steering.views import NodeRow
    from app.ui.parts.page import WorkspacePort

_MOVE, _ALL, _THEM = "Flytta till…", "Ta bort allt", "Ta bort bidragen också"
_CHOICE = "Det kan flyttas till ett annat styrelement eller tas bort."
_UNDO = "Ctrl+Z ångrar."


class Deleting:
    """Asks and removes for one page."""

    def __init__(
        self,
        workspace: "WorkspacePort",
        window: QWidget,
        icons: Mapping[int, str],
        rows: "Callable[[], Sequence[NodeRow]]",
    ) -> None:
        self._workspace = workspace
        self._window = window
        self._icons = icons
        self._rows = rows

    def remove(self, chosen: "Sequence[NodeRow]") -> bool:
        """Remove rows, once it is said what becomes of what hangs on them."""
        from app.services.steering.deleting import removal

        if not chosen:
            return False
        found: Removal = self._workspace.read(partial(removal, node_ids=[row.id for row in chosen]))
        if found.never:
            show_error(self._window, f"{_named(found)} kan inte tas bort", found.never)
            return False
        if found.holds:
            return self._ask(found)
        if (found.agreements or found.activities) and not self._sure(found):
            return False
        return self._run(found)

    def _ask(self, found: "Removal") -> bool:
        hanging, named = _hanging(found), _named(found)
        if found.not_all and found.not_moved:
            words = " ".join(dict.fromkeys((hanging, found.not_all, found.not_moved)))
            show_error(self._window, f"{named} kan inte tas bort", words)
            return False
        remove = _ALL if found.below else _THEM
        verbs = [verb for verb, why in ((_MOVE, found.not_moved), (remove, found.not_all)) if not why]
        choice = _CHOICE if len(verbs) > 1 else found.not_all or found.not_moved
        words = " ".join(part for part in (hanging, choice, _side(found)) if part)
        chosen = Question.ask(self._window, f"Ta bort {named}?", words, *verbs)
        if chosen is None:
            return False
        return self._hand_over(found) if verbs[chosen] == _MOVE else self._run(found, with_all=True)

    def _hand_over(self, found: "Removal") -> bool:
        """Ask who takes over, and remove."""
        from app.services.steering.standing import read_hierarchy

        test = self._workspace.read(read_hierarchy).heir_test(list(found.versions))

        def refusal(row: "NodeRow") -> str:
            refused = test(row.id)
            return "" if refused is None else refused.message

        text = f"Det som hör till {_named(found)} flyttas dit. Sedan tas {_named(found)} bort."
        heir = PickDialog.ask(
            self._window, "Flytta till", text, "Flytta och ta bort", self._rows(), self._icons, refusal
        )
        return heir is not None and self._run(found, heir_id=heir.id)

    def _sure(self, found: "Removal") -> bool:
        text = f"{_side(found)} {_UNDO}"
        return Question.ask(self._window, f"Ta bort {_named(found)}?", text, "Ta bort") == 0

    def _run(self, found: "Removal", *, heir_id: int | None = None, with_all: bool = False) -> bool:
        from app.services.steering.deleting import remove_nodes

        call = partial(remove_nodes, versions=found.versions, heir_id=heir_id, with_all=with_all)
        if self._workspace.run(call) is None:
            return False
        self._workspace.tell(f"{_named(found)} togs bort. {_UNDO}")
        return True


def _named(found: "Removal") -> str:
    if len(found.titles) == 1:
        return f"”{found.titles[0]}”"
    return write_count(len(found.versions), "styrelement", "styrelement")


def _hanging(found: "Removal") -> str:
    """What hangs on them and must go somewhere, in a sentence."""
    below = write_count(found.below, "styrelement", "styrelement")
    others = write_count(found.served_by, "annat styrelement", "andra styrelement")
    return {
        (True, True): f"{below} ligger under, och {others} bidrar dit.",
        (True, False): f"{below} ligger under.",
    }.get((bool(found.below), bool(found.served_by)), f"{others} bidrar dit.")


def _side(found: "Removal") -> str:
    """What goes or stays beside the elements themselves."""
    parts = []
    if found.agreements:
        words = write_count(found.agreements, "uppdragshandling", "uppdragshandlingar")
        parts.append(f"{words} tas bort med sina texter och underskriftsrader.")
    if found.assessments:
        words = write_count(found.assessments, "bedömning", "bedömningar")
        parts.append(f"{words} tas bort med sina analyser.")
    if found.measures:
        parts.append("Styrtalen finns kvar.")
    if found.activities:
        words = write_count(found.activities, "aktivitet", "aktiviteter")
        unless = " om inget annat tar över" if found.holds and not found.not_moved else ""
        parts.append(f"{words} tas bort{unless}.")
    if found.assignments:
        words = write_count(found.assignments, "uppdrag", "uppdrag")
        parts.append(f"{words} finns kvar på sidan Uppdrag.")
    return " ".join(parts)
