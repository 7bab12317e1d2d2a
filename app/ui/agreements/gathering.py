"""Gathers what the parts of the page can do with agreements, from the commands of each."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementDetail, AgreementRow
    from app.ui.parts.details import Part

_ROOM = "app.ui.agreements"
_PARTS = ("lifecycle", "writing", "comparing", "signing", "printing", "cases", "look", "standardtexts")
"""In the order in which their commands stand in a menu."""


def actions_of(page: Any, row: AgreementRow) -> list[QAction]:
    """What can be done with an agreement; a separator stands between the parts."""
    return _gathered(page, "actions", page, row)


def page_actions(page: Any) -> list[QAction]:
    """What concerns many agreements, or none in particular."""
    return _gathered(page, "page_actions", page)


def details_of(page: Any, detail: AgreementDetail) -> list[Part]:
    """What is told of an agreement's signatures in the inspector."""
    from app.ui.agreements.signing.parts import parts

    return list(parts(page, detail))


def fill(menu: QMenu, actions: list[QAction]) -> None:
    """Put actions in an emptied menu; they belong to the menu from then on."""
    menu.clear()
    for one in actions:
        one.setParent(menu)
        menu.addAction(one)


def _gathered(parent: QWidget, name: str, *values: Any) -> list[QAction]:
    made: list[QAction] = []
    for module in _modules():
        give = getattr(module, name, None)
        found = list(give(*values)) if give is not None else []
        if found and made:
            rule = QAction(parent)
            rule.setSeparator(True)
            made.append(rule)
        made += found
    return made


def _modules() -> Iterator[ModuleType]:
    for part in _PARTS:
        yield import_module(f"{_ROOM}.{part}.commands")
