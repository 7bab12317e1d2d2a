"""Starting the window: Qt set up in Swedish, the look, the log, then the window, then the file.

What the file needs is imported when the window is already seen.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.services.clock import Clock
from app.ui.parts.theme import theme
from app.ui.shell.collecting import Collector
from app.ui.shell.main_window import PROGRAM, MainWindow
from app.ui.shell.plain_imports import import_plainly
from app.ui.shell.preferences import Preferences
from app.ui.shell.seen import WhenSeen

if TYPE_CHECKING:
    from app.services.log import InstalledLog
    from app.ui.shell.files import FileController

SCALE_VARIABLE = "QT_SCALE_FACTOR"


def run(path: Path | None, *, clock: Clock, example: bool = False) -> int:
    """Show the window with a file, with the example, or with the start page; the exit code."""
    preferences = Preferences()
    _scale(preferences.settings.scale)
    app = make_application()
    collector = Collector(app)
    if path is not None:
        path = path.absolute()
        if _runs_already(path):
            return 0
    theme().install(app, preferences.settings.appearance)
    window = MainWindow(preferences)
    if path is not None:
        window.show_opening(path)
    started: list[object] = []
    WhenSeen(window, lambda: started.extend(begin(window, clock, path, example=example)))
    window.show()
    code = app.exec()
    for part in (*started, collector):
        finish = getattr(part, "finish", None)
        if finish is not None:
            finish()
    return code


def begin(
    window: MainWindow, clock: Clock, path: Path | None, *, example: bool = False
) -> tuple[Safety, FileController]:
    """Everything that can wait until the window is seen; keep what is returned."""
    from app.ui.shell.explaining import Explainer
    from app.ui.shell.files import FileController

    safety = Safety(window, clock)
    files = FileController(window, window.preferences, clock)
    window.commands.handbook.triggered.connect(lambda: _show_handbook(window))
    window.commands.about.triggered.connect(lambda: _show_about(window))
    explainer = Explainer(lambda: window.workspace, window)
    window.commands.explain.triggered.connect(lambda: explainer.explain_focus())
    if example:
        files.open_example()
    elif path is not None:
        files.open_path(path)
    else:
        files.show_start()
    return safety, files


class Safety:
    """The log and the crash dialog while the window runs."""

    def __init__(self, window: MainWindow, clock: Clock) -> None:
        from app.services import log
        from app.ui.shell.crash import CrashPresenter, log_qt_messages

        self._log: InstalledLog = log.install(clock)
        self.crashes = CrashPresenter(str(self._log.path or ""), window)
        self.crashes.quit_wanted.connect(window.close)
        self._log.on_crash = self.crashes.present
        self._stop_qt = log_qt_messages()

    def finish(self) -> None:
        """Take the hooks away again."""
        self._log.on_crash = None
        self._stop_qt()
        self._log.close()


def make_application() -> QApplication:
    """The QApplication with name, Swedish numbers and Qt's own texts in Swedish."""
    import_plainly()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName(PROGRAM)
    app.setDesktopFileName("rodatraden")
    swedish = QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)
    QLocale.setDefault(swedish)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(swedish, "qtbase", "_", folder):
        app.installTranslator(translator)
    return app


def _runs_already(path: Path) -> bool:
    from app.ui.shell.single_instance import this_user, wake

    return wake(path, this_user())


def _scale(percent: int) -> None:
    if percent != 100 and SCALE_VARIABLE not in os.environ:
        os.environ[SCALE_VARIABLE] = str(percent / 100)


def _show_handbook(window: MainWindow) -> None:
    from app.ui.shell.handbook import Handbook

    book = window.findChild(Handbook) or Handbook(window)
    if not book.open_chapter(window.page.chapter if window.page is not None else ""):
        window.say("Handboken är inte installerad tillsammans med programmet.", "warning")


def _show_about(window: MainWindow) -> None:
    from app.ui.shell.about import show_about

    show_about(window)
