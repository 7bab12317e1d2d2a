"""The menu of the grid's headings: which columns are shown, which bands are folded, and widths."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.ui.budget.columns import COLUMN_NAMES, bands

if TYPE_CHECKING:
    from app.ui.budget.frames_tab import FramesTab


def menu_of(tab: FramesTab) -> QMenu:
    """A menu with one ticked entry for each column that can be hidden."""
    menu = QMenu("Kolumner", tab)
    menu.setAccessibleName("Kolumner")
    for key, band in bands(tab.page.view.plan.years, tab.folded).items():
        entry = menu.addAction(f"{band.title}: visa delarna")
        entry.setCheckable(True)
        entry.setChecked(not band.folded)
        entry.toggled.connect(partial(_fold, tab, key))
    menu.addSeparator()
    for kind, name in COLUMN_NAMES.items():
        entry = menu.addAction(name)
        entry.setCheckable(True)
        entry.setChecked(tab.wants_part(kind))
        entry.toggled.connect(partial(tab.show_part, kind))
    menu.addSeparator()
    menu.addAction("Anpassa alla bredder efter innehållet").triggered.connect(partial(_fit, tab))
    return menu


def _fold(tab: FramesTab, key: str, _on: bool) -> None:
    tab.fold_band(key)


def _fit(tab: FramesTab, _on: bool) -> None:
    tab.grid.fit_all()
