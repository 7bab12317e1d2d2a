"""The menus of the page: for an activity, for the whole year, and for what can be exported."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.services.formatting import write_count
from app.ui.parts.buttons import action
from app.ui.parts.messages import confirm
from app.ui.wheel.words import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.wheel.views import Activity
    from app.ui.wheel.page import WheelPage

_WEEK = 7
_SHIFTS = (
    (-_WEEK, "En vecka tidigare"),
    (-1, "En dag tidigare"),
    (1, "En dag senare"),
    (_WEEK, "En vecka senare"),
)
_SAID = ("planned", "ongoing", "done", "cancelled")


def fill_menu(menu: QMenu, page: "WheelPage", key: int | None) -> None:
    """What can be done with an activity; with none, only a new one."""
    one = page.view.activity(key) if page.view is not None and key is not None else None
    may = not page.workspace.read_only
    if one is not None:
        _add(menu, "Visa detaljer", partial(page.open_details, one.key))
        status = menu.addMenu("Status")
        for name in _SAID:
            entry = _add(status, STATUSES[name], partial(page.edits.status, one.key, name))
            entry.setCheckable(True)
            entry.setChecked(one.said == name)
        status.setEnabled(may)
        moves = menu.addMenu("Flytta")
        for days, words in _SHIFTS:
            _add(moves, words, partial(move, page, one, days))
        moves.setEnabled(may and one.when.dated)
        menu.addSeparator()
        _add(menu, "Kopiera aktiviteten…", partial(page.adding.copy, one), icon="copy", may=may)
        _add(menu, "Ta bort", partial(page.remove, one.key), icon="trash", shortcut="Del", may=may)
        menu.addSeparator()
    _add(menu, "Ny aktivitet…", page.adding.activity, icon="plus", may=may)


def fill_more(menu: QMenu, page: "WheelPage") -> None:
    """What is done with the whole year."""
    from app.ui.wheel.comparing.dialog import compare_wheels

    menu.clear()
    year, may = page.workspace.working_year, not page.workspace.read_only
    if not page.add_button.isVisible():
        _add(menu, "Ny aktivitet…", page.adding.activity, icon="plus", may=may)
    _add(
        menu, f"Planera {year + 1} från {year}…", partial(plan_year, page, year + 1), icon="calendar", may=may
    )
    _add(menu, "Jämför år eller modeller…", partial(compare_wheels, page.workspace, page), icon="compare")
    passed = sum(one.status == "late" for one in page.view.activities) if page.view is not None else 0
    if passed:
        words = write_count(passed, "passerad aktivitet som klar", "passerade aktiviteter som klara")
        _add(menu, f"Markera {words}…", partial(close_passed, page), icon="check", may=may)
    menu.addSeparator()
    reading = page.importing.action()
    reading.setParent(menu)
    menu.addAction(reading)


def fill_export(menu: QMenu, page: "WheelPage") -> None:
    """What the year can be saved as, and the printer."""
    from app.ui.wheel.printing import print_poster

    menu.clear()
    _add(menu, "Skriv ut…", partial(print_poster, page), icon="print")
    menu.addSeparator()
    for each in export_actions(page):
        each.setParent(menu)
        menu.addAction(each)


def export_actions(page: "WheelPage") -> list[QAction]:
    """What the year can be saved as; the meetings apart, where they are what is shown."""
    from app.ui.wheel.exporting import Shown

    if page.view is None:
        return []
    options = page.options.of(page.view)
    shown = Shown(page.view.year, options)
    found = page.exporting.actions(shown)
    return [*found, *page.exporting.meeting_actions(shown)] if page.meetings_shown else found


def close_passed(page: "WheelPage") -> None:
    """Mark what has passed as done, when the user is sure; undo takes it back."""
    from app.services.wheel import catching

    year = page.workspace.working_year
    text = "Aktiviteter vars sista dag har passerat får den dagen som klardag. Du kan ångra med Ctrl+Z."
    if confirm(page, f"Markera det som har passerat {year} som klart?", text, "Markera som klara"):
        use_case = partial(catching.close_passed, year=year, today=page.workspace.today)
        done = page.workspace.run(use_case)
        if done is not None and not done.value:
            page.workspace.tell("Inget säkert passerat fanns att markera. Ange status för var och en.")


def plan_year(page: "WheelPage", year: int) -> None:
    """Show what a year becomes from the one before, and make it when the user says so."""
    from app.ui.wheel.next_year.dialog import plan_next_year

    plan_next_year(page.workspace, page, year)


def move(page: "WheelPage", one: "Activity", days: int) -> None:
    """Move an activity so many days."""
    from app.services.wheel.timing import moved, timing_of_when

    page.place(one.key, moved(timing_of_when(one.when), days))


def sure_to_remove(page: "WheelPage", one: "Activity") -> bool:
    """Ask first where something goes with it."""
    carried = [
        words
        for words, there in (
            ("checklistan", one.checklist), ("kopplingarna till dokument", one.documents),
            ("MBL-stegen", one.negotiations), ("lärdomen", one.learning),
        )
        if there
    ]  # fmt: skip
    if not carried:
        return True
    words = carried[0] if len(carried) == 1 else f"{', '.join(carried[:-1])} och {carried[-1]}"
    text = f"Även {words} tas bort. Du kan ångra med Ctrl+Z."
    return confirm(page, f"Ta bort ”{one.title}”?", text, "Ta bort", danger=True)


def _add(
    menu: QMenu,
    words: str,
    act: "Callable[[], object]",
    *,
    icon: str = "",
    shortcut: str = "",
    may: bool = True,
) -> QAction:
    made = action(words, act, icon=icon, parent=menu)
    if shortcut:
        made.setShortcut(shortcut)
    made.setEnabled(may)
    menu.addAction(made)
    return made
