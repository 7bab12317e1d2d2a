"""A window that renames a goal as its user would; run as a program it is then killed at once."""

import os
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QTreeView

from app.services.clock import fixed_clock
from app.ui.shell.application import make_application
from app.ui.shell.files import FileController
from app.ui.shell.main_window import MainWindow
from app.ui.shell.preferences import Preferences

GOAL = "Brukarna är trygga med sin hemtjänst"
RENAMED = "Brukarna känner sig trygga"
_EDIT, _DISPLAY = Qt.ItemDataRole.EditRole, Qt.ItemDataRole.DisplayRole


def walk(tree: QTreeView) -> list[QModelIndex]:
    """Every row of a tree, which is expanded."""
    tree.expandAll()
    found, place = [], tree.model().index(0, 0)
    while place.isValid():
        found.append(place)
        place = tree.indexBelow(place)
    return found


def rename_goal(window: MainWindow) -> bool:
    """Rename the goal in the tree, as F2 and typing do."""
    page: Any = window.work.open_page("steering")
    model = page.tree.model()
    place = next(row for row in walk(page.tree) if model.data(row, _DISPLAY) == GOAL)
    return bool(model.setData(place, RENAMED, _EDIT))


def main() -> None:
    """Open, rename, and end as in a power cut."""
    make_application()
    window = MainWindow(Preferences())
    window.show()
    files = FileController(window, window.preferences, fixed_clock(date(2026, 11, 21)))
    if files.open_path(Path(sys.argv[1])) and rename_goal(window):
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
