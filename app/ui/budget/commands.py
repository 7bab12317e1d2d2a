"""The commands of the page Budget that are not typed in the grid."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from app.services.budget import versions
from app.services.budget.words import STAGES
from app.ui.budget import pots_ui, versioning
from app.ui.budget.columns import bands
from app.ui.parts.asking import ask_until_done
from app.ui.parts.buttons import action
from app.ui.parts.dialogs import ChoiceInput, TextInput

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_SELDOM_NAMES = {
    "rents": "Visa kolumnen Hyra",
    "rounding": "Visa kolumnen Avrundning",
    "staff": "Visa kolumnen Årsarbetare",
}


def menu_of(page: BudgetPage) -> QMenu:
    """The menu "Fler kommandon", filled anew each time it opens."""
    menu = QMenu()
    menu.setAccessibleName("Fler kommandon")
    menu.aboutToShow.connect(partial(_fill, menu, page))
    return menu


def _fill(menu: QMenu, page: BudgetPage) -> None:
    menu.clear()
    view = page.view
    if view.plan is None:
        return
    writable = not page.workspace.read_only
    menu.addAction(_command(menu, "Ny version…", partial(make_version, page), writable))
    menu.addAction(_command(menu, "Läs in belopp från Excel…", page.frames.workbooks.reading.ask, writable))
    menu.addAction(_command(menu, "Visa och skriv ut tabellerna…", page.frames.papers.preview))
    if page.missing_year is not None:
        words = f"Skapa budget {page.missing_year}"
        menu.addAction(_command(menu, words, page.create_plan, writable))
    if any(finding.code == "frame-missing" for finding in view.findings):
        able = writable and not view.version.locked
        menu.addAction(_command(menu, "Lägg till ramar som saknas", partial(add_frames, page), able))
    menu.addSeparator()
    versioning.fill(menu, page)
    menu.addSeparator()
    pots_ui.fill(menu, page)
    menu.addSeparator()
    model = page.grid.model
    menu.addAction(_command(menu, "Fördela…", page.frames.cells.spread, writable))
    menu.addAction(_command(menu, "Sök och ersätt…", page.frames.cells.find))
    menu.addSeparator()
    menu.addAction(_command(menu, "Fäll ut alla enheter", lambda: model.fold_all(closed=False)))
    menu.addAction(_command(menu, "Fäll ihop alla enheter", lambda: model.fold_all(closed=True)))
    menu.addSeparator()
    for key, band in bands(view.plan.years, page.folded).items():
        entry = _command(menu, f"{band.title}: visa delarna", partial(page.fold_band, key))
        entry.setCheckable(True)
        entry.setChecked(not band.folded)
        menu.addAction(entry)
    for kind, words in _SELDOM_NAMES.items():
        entry = menu.addAction(words)
        entry.setCheckable(True)
        entry.setChecked(page.wants_part(kind))
        entry.toggled.connect(partial(page.show_part, kind))


def make_version(page: BudgetPage) -> None:
    """Ask for a name and copy the shown version."""
    version = page.view.version

    def ready(values: dict[str, Any]) -> Any:
        return partial(
            versions.create_version, source_id=version.id, name=values["name"], stage=values["stage"]
        )

    inputs: list[TextInput | ChoiceInput] = [
        TextInput("name", "Namn", placeholder="Till exempel KS förslag, oktober"),
        ChoiceInput("stage", "Skede", tuple(STAGES.items()), version.stage),
    ]
    text = f"Den nya versionen börjar som en kopia av {version.name}."
    made = ask_until_done(page.workspace, page, "Ny version", inputs, "Skapa", ready, text)
    if made is not None:
        page.choose_version(made.value)


def add_frames(page: BudgetPage) -> None:
    """Give performers without frames their empty ones."""
    page.workspace.run(partial(versions.add_missing_frames, version_id=page.view.version.id))


def _command(menu: QMenu, text: str, run: Any, enabled: bool = True) -> Any:
    made = action(text, run, parent=menu)
    made.setEnabled(enabled)
    return made
