"""The menu of a row in the grid: its cell, its group, where the council binds, and central posts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.ui.budget import pots_ui
from app.ui.budget.columns import NAME, GridColumn
from app.ui.parts.buttons import action

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_BOUND = ((None, "Inte här"), ("net", "Netto"), ("gross", "Brutto, intäkter och kostnader var för sig"))
_DECIDED = "Versionen är beslutad och låst"


def menu_of(page: BudgetPage, row: Any, column: GridColumn) -> QMenu:
    """What can be done with a row, and with the cell that was pressed."""
    menu = QMenu(row.name, page)
    menu.setAccessibleName(row.name)
    menu.setToolTipsVisible(True)
    if column.kind != NAME:
        _add_cells(menu, page)
    _add_tree(menu, page, row)
    _add_binding(menu, page, row)
    if page.view.financing == "operating":
        _add_pots(menu, page, row)
    elif not row.group:
        _add_financed(menu, page, row)
    return menu


def can_write(page: BudgetPage) -> bool:
    """Whether the version can be changed."""
    return not page.workspace.read_only and not page.view.version.locked


def _add_cells(menu: QMenu, page: BudgetPage) -> None:
    view = page.grid.view
    menu.addAction(action("Kopiera", view.copy_selection, icon="copy", parent=menu))
    for words, run in (("Klistra in", view.paste), ("Töm", view.clear_selection)):
        entry = action(words, run, parent=menu)
        entry.setEnabled(can_write(page))
        menu.addAction(entry)
    headings = action("Kopiera med rubriker", view.copy_with_headings, shortcut="Ctrl+Shift+C", parent=menu)
    menu.insertAction(menu.actions()[1], headings)
    menu.addSeparator()
    page.frames.cells.add_to(menu)
    menu.addSeparator()


def _add_tree(menu: QMenu, page: BudgetPage, row: Any) -> None:
    model = page.grid.model
    if row.group:
        opened = model.is_open(row)
        words = "Fäll ihop" if opened else "Fäll ut"
        entry = action(words, partial(model.fold, row.key, closed=opened), parent=menu)
        entry.setEnabled(not model.wanted)
        menu.addAction(entry)
    if row.unit_id is not None:
        show = partial(page.workspace.open_place, "unit", row.unit_id)
        menu.addAction(action("Visa i organisationen", show, icon="organisation", parent=menu))


def _add_binding(menu: QMenu, page: BudgetPage, row: Any) -> None:
    kept_by_itself = row.unit_id is not None and row.parent == -row.unit_id
    if kept_by_itself or (row.unit_id is None and row.pot_id is None):
        return
    menu.addSeparator()
    below = menu.addMenu("Fullmäktige binder anslaget här")
    below.setEnabled(can_write(page))
    group = QActionGroup(below)
    for bound, words in _BOUND:
        entry = action(words, partial(pots_ui.bind, page, row, bound), parent=below)
        entry.setCheckable(True)
        entry.setChecked(row.bound == bound)
        group.addAction(entry)
        below.addAction(entry)
    if row.free:
        below.setToolTip("Anslaget är bundet på annat håll; här får det omdisponeras fritt.")
    rules = action("Regler för omdisponering…", partial(pots_ui.ask_reallocation, page), parent=menu)
    rules.setEnabled(can_write(page))
    menu.addAction(rules)


def _add_pots(menu: QMenu, page: BudgetPage, row: Any) -> None:
    menu.addSeparator()
    _add_entry(menu, page, "Lägg till gemensam post…", partial(pots_ui.add_pot, page))
    if row.pot_id is None:
        return
    for words, icon, step in (("Flytta upp", "chevron-up", -1), ("Flytta ned", "chevron-down", 1)):
        entry = _add_entry(menu, page, words, partial(pots_ui.move_pot, page, row, step), icon)
        entry.setEnabled(can_write(page) and pots_ui.neighbour(page, row, step) is not None)
    holder, note = pots_ui.told(page, row)
    for words, run, said in (
        ("Vem som förfogar över posten…", pots_ui.ask_holder, holder),
        ("Not om posten…", pots_ui.ask_note, note),
    ):
        _add_entry(menu, page, words, partial(run, page, row)).setToolTip(said)
    for words, run in (
        ("Byt namn på posten…", pots_ui.rename_pot),
        ("Ta bort posten", pots_ui.remove_pot),
    ):
        _add_entry(menu, page, words, partial(run, page, row))


def _add_financed(menu: QMenu, page: BudgetPage, row: Any) -> None:
    """A line that fees or the sale of land pay for can be taken away while it is empty."""
    menu.addSeparator()
    _add_entry(menu, page, "Ta bort ramen", partial(pots_ui.remove_financing, page, row))


def _add_entry(menu: QMenu, page: BudgetPage, words: str, run: Callable[[], None], icon: str = "") -> QAction:
    entry = action(words, run, icon=icon, parent=menu)
    entry.setEnabled(can_write(page))
    if page.view.version.locked:
        entry.setToolTip(_DECIDED)
    menu.addAction(entry)
    return entry
