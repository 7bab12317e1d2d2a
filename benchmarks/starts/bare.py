"""A script with the program's own shell around a bare tree: it imports the ORM and shows a file's rows."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.ui.shell import pages

pages.PAGES = (pages.PageSpec("bare", "Styrmodell", "steering", "benchmarks.starts.bare_page:BarePage"),)

from app.services.clock import system_clock  # noqa: E402
from app.ui.parts.jobs import JobRunner  # noqa: E402
from app.ui.parts.theme import theme  # noqa: E402
from app.ui.shell.application import make_application  # noqa: E402
from app.ui.shell.main_window import MainWindow  # noqa: E402
from app.ui.shell.preferences import Preferences  # noqa: E402
from app.ui.shell.seen import WhenSeen  # noqa: E402
from benchmarks.starts.watching import leave, say_when_painted  # noqa: E402


class BareSpace(QObject):
    """As much of a workspace as the shell asks for."""

    changed = Signal(object)
    working_year_changed = Signal(int)
    told = Signal(str, str)
    place_requested = Signal(str, object)
    history_changed = Signal()
    read_only = False
    undo_words = redo_words = saved_at = None
    working_year = 2027
    today = date(2026, 11, 21)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.clock = system_clock()
        self.jobs = JobRunner(self)

    def set_working_year(self, year: int) -> None:
        """The bare page has no years."""

    def read(self, view: Any) -> Any:
        """Read by the ORM in a session that ends before this returns."""
        from sqlalchemy import create_engine
        from sqlalchemy.orm import Session

        with Session(create_engine(f"sqlite:///{self.path}")) as session:
            return view(session)


def fill(window: MainWindow, path: Path) -> None:
    """Put the shell's work area with the bare page into the window."""
    window.show_workspace(BareSpace(path), "Kommunen", "", lambda _text: ())  # type: ignore[arg-type]
    say_when_painted(window.page.tree.viewport(), "filled", leave)


if __name__ == "__main__":
    file = Path(sys.argv[1])
    preferences = Preferences()
    app = make_application()
    theme().install(app, preferences.settings.appearance)
    shell = MainWindow(preferences)
    shell.show_opening(file)
    waiting = WhenSeen(shell, lambda: fill(shell, file))
    shell.show()
    app.exec()
