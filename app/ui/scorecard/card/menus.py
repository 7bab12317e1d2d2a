"""The menus of the face Styrkort: what can be done with the card and with a row."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.ui.parts.buttons import action
from app.ui.scorecard.card.rows import CardRow

if TYPE_CHECKING:
    from app.ui.scorecard.card.face import CardFace

_LOCKED = "Filen är öppen för läsning."


def fill_more(menu: QMenu, face: "CardFace") -> None:
    """What can be done with the whole card."""
    menu.clear()
    page, card = face.page, face.card
    if card is None:
        return
    editing = page.editing
    if card.scorecard_id is None:
        _add(menu, face, f"Gör styrkort för {card.unit}", editing.make, "target")
    _add(menu, face, "Gör styrkort för alla enheter…", editing.make_all)
    menu.addSeparator()
    _add(menu, face, "Lägg till mål…", editing.add_goals, "plus")
    _add(menu, face, f"Lägg till {page.choices.measure.one}…", partial(editing.add_figures, None))
    _add(menu, face, "Ändra vikter…", editing.weigh_all)
    if card.scorecard_id is not None:
        menu.addSeparator()
        decided = card.status == "decided"
        words = "Ta bort markeringen beslutat" if decided else "Markera som beslutat"
        _add(
            menu, face, words, editing.reopen if decided else editing.decide, "unlock" if decided else "lock"
        )
        _add(menu, face, "Ta bort styrkortet…", editing.remove_card, "trash")
    menu.addSeparator()
    _add(menu, face, f"Styrkort för {card.year + 1}…", editing.next_year, "calendar")


def fill_row(menu: QMenu, face: "CardFace", row: CardRow) -> None:
    """What can be done with a row."""
    page, goal, figure = face.page, row.goal, row.figure
    editing = page.editing
    if goal is not None and goal.node_id is not None:
        menu.addAction(action("Skriv analys", face.write_analysis, icon="edit", parent=menu))
    if figure is not None:
        for words, key, kind in (
            ("Mätvärden", "measures", "measure"),
            (f"Om {page.choices.measure.definite}", "indicators", "indicator"),
            ("Jämför", "comparing", "comparison"),
        ):
            if key in page.faces.keys:
                go = partial(page.open_face, key, kind, figure.indicator_id)
                menu.addAction(action(words, go, parent=menu))
    if goal is not None and goal.node_id is not None:
        there = partial(page.workspace.open_place, "node", goal.node_id)
        menu.addAction(action("Visa i styrmodellen", there, icon="steering", parent=menu))
        menu.addSeparator()
        _add(
            menu,
            face,
            f"Lägg till {page.choices.measure.one} i målet…",
            partial(editing.add_figures, goal),
            "plus",
        )
    menu.addSeparator()
    _fill_changes(menu, face, row)


def _fill_changes(menu: QMenu, face: "CardFace", row: CardRow) -> None:
    """What can be changed in the card where the row stands."""
    page, goal = face.page, row.goal
    editing = page.editing
    if goal is None:
        _add(menu, face, "Lägg till mål…", editing.add_goals, "plus", "Insert")
    _add(menu, face, "Ändra vikt", partial(do, face, "weigh"), "", "F2")
    if goal is not None:
        _add(menu, face, "Flytta upp", partial(do, face, "up"), "", "Alt+Up")
        _add(menu, face, "Flytta ned", partial(do, face, "down"), "", "Alt+Down")
        if row.figure is not None and len(goal.figures) > 1:
            words = f"Ta bort {page.choices.measure.definite} ur styrkortet"
            _add(menu, face, words, partial(do, face, "remove"), "trash", "Delete")
            if goal.node_id is not None:
                _add(menu, face, "Ta bort målet ur styrkortet", partial(editing.remove_goal, goal))
        else:
            _add(menu, face, "Ta bort ur styrkortet", partial(do, face, "remove"), "trash", "Delete")


def do(face: "CardFace", command: str) -> None:
    """Carry out a command on the chosen row."""
    row, editing = face.row, face.page.editing
    if face.workspace.read_only:
        face.workspace.tell(_LOCKED, "warning")
    elif command == "add":
        if row is not None and row.goal is not None:
            editing.add_figures(row.goal)
        else:
            editing.add_goals()
    elif row is not None and command == "weigh":
        face.page.go_to_weight()
    elif row is not None and row.goal is not None:
        if command == "remove":
            place = face.table.currentIndex().row()
            editing.remove(row)
            face.table.selectRow(min(place, face.table.rows.matches - 1))
        else:
            editing.move(row, -1 if command == "up" else 1)


def fill_export(menu: QMenu, face: "CardFace") -> None:
    """What the papers' menu offers."""
    menu.clear()
    for entry in export_actions(face):
        menu.addAction(entry)


def export_actions(face: "CardFace") -> list[QAction]:
    """The card on paper and as a file."""
    from app.ui.scorecard.exporting import export_actions as made

    return list(made(face.page))


def _add(
    menu: QMenu, face: "CardFace", text: str, on_trigger: Callable[[], object], icon: str = "", keys: str = ""
) -> None:
    entry = action(text, on_trigger, icon=icon, parent=menu)
    if keys:
        entry.setShortcut(keys)
    entry.setEnabled(not face.workspace.read_only)
    entry.setToolTip(_LOCKED if face.workspace.read_only else "")
    menu.addAction(entry)
