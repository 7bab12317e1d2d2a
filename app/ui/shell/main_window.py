"""The window: the start page, or an open file. Light to import, so that it is shown at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget

from app.services import paths
from app.ui.parts.theme import theme
from app.ui.shell.commands import Commands, choose
from app.ui.shell.placing import bring_inside, place_first
from app.ui.shell.preferences import Preferences

if TYPE_CHECKING:
    from app.ui.parts.page import Page
    from app.ui.shell.start_page import StartPage
    from app.ui.shell.work_area import WorkArea
    from app.ui.shell.workspace import Workspace

PROGRAM = "Röda tråden"
_SIZE = QSize(1440, 900)


class MainWindow(QMainWindow):
    """Shows what it is given; what happens to files is decided by who listens to its commands."""

    closing = Signal(object)
    """The QCloseEvent, before the window closes; ignore it to stay."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self.commands = Commands(self)
        self.work: WorkArea | None = None
        self._start: StartPage | None = None
        self._stack = QStackedWidget()
        self._opening = QLabel()
        self._opening.setTextFormat(Qt.TextFormat.PlainText)
        self._opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._opening)
        self.setCentralWidget(self._stack)
        self._connect()
        self.setWindowIcon(QIcon(str(paths.resource("resources", "icons", "rodatraden.svg"))))
        if preferences.restore_geometry(self):
            bring_inside(self)
        else:
            place_first(self, _SIZE)
        self._show_file_state()

    @property
    def workspace(self) -> Workspace | None:
        """The open file."""
        return self.work.workspace if self.work is not None else None

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self.work.page if self.work is not None else None

    @property
    def start(self) -> StartPage:
        """The start page, made when it is first needed."""
        if self._start is None:
            from app.ui.shell.start_page import StartPage

            self._start = StartPage()
            self._stack.addWidget(self._start)
        return self._start

    def show_start(self) -> None:
        """Show the start page."""
        self._stack.setCurrentWidget(self.start)

    def show_opening(self, path: Path) -> None:
        """Say which file is being opened."""
        self._opening.setText(f"Öppnar {path.name}…")
        self._stack.setCurrentWidget(self._opening)

    def show_workspace(
        self, workspace: Workspace, name: str, foot: str, finder: Callable[[str], Sequence[Any]]
    ) -> None:
        """Show an open file."""
        from app.ui.shell.pages import PAGES
        from app.ui.shell.work_area import WorkArea

        self.close_workspace()
        work = WorkArea(workspace, self.commands, self.preferences.window("widths"), finder)
        workspace.setParent(work)
        workspace.history_changed.connect(self._show_file_state)
        work.top.show_municipality(name)
        work.navigation.show_foot(foot)
        self.work = work
        self._stack.addWidget(work)
        self._stack.setCurrentWidget(work)
        self._show_file_state()
        kept = self.preferences.window("page")
        keys = [spec.key for spec in PAGES]
        work.open_page(kept if kept in keys else keys[0])

    def close_workspace(self) -> None:
        """Take the open file away; the caller closes the workspace itself and shows what comes next."""
        work = self.work
        if work is None:
            return
        work.settle()
        self.preferences.remember_window(self, page=work.current, widths=work.widths)
        work.workspace.setParent(None)
        self.work = None
        self._stack.removeWidget(work)
        work.deleteLater()
        self._show_file_state()

    def settle(self) -> bool:
        """Make changes of everything typed."""
        return self.work.settle() if self.work is not None else True

    def say(self, text: str, kind: str = "info") -> None:
        """Say a sentence where the user looks."""
        if self.work is not None:
            self.work.messages.say(text, kind)
        else:
            self.show_start()
            self.start.messages.say(text, kind)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the owner of the file decide, then remember the window."""
        self.closing.emit(event)
        if event.isAccepted():
            self.preferences.remember_window(self)

    def _connect(self) -> None:
        commands = self.commands
        commands.page = lambda: self.page
        commands.undo.triggered.connect(self._on_undo)
        commands.redo.triggered.connect(self._on_redo)
        commands.quit.triggered.connect(self.close)
        commands.preferences.triggered.connect(lambda _checked=False: self._on_preferences())
        commands.appearance.triggered.connect(lambda action: self._on_appearance(action.data()))
        commands.scale.triggered.connect(lambda action: self._on_scale(action.data()))
        choose(commands.appearance, self.preferences.settings.appearance)
        choose(commands.scale, self.preferences.settings.scale)

    def _show_file_state(self) -> None:
        space = self.workspace
        self.commands.show_state(
            is_open=space is not None,
            read_only=space is not None and space.read_only,
            undo=space.undo_words if space is not None else None,
            redo=space.redo_words if space is not None else None,
        )
        self.setWindowTitle(f"{space.path.name} – {PROGRAM}" if space is not None else PROGRAM)

    def _on_undo(self) -> None:
        if self.workspace is not None:
            self.settle()
            self.workspace.undo()

    def _on_redo(self) -> None:
        if self.workspace is not None:
            self.settle()
            self.workspace.redo()

    def _on_preferences(self) -> None:
        from app.ui.shell.preferences_dialog import PreferencesDialog

        before = self.preferences.settings
        chosen = PreferencesDialog.ask(self, before)
        if chosen is None:
            return
        self.preferences.update(lambda _old: chosen)
        self._on_appearance(chosen.appearance)
        choose(self.commands.appearance, chosen.appearance)
        choose(self.commands.scale, chosen.scale)
        if chosen.scale != before.scale:
            self._on_scale(chosen.scale)

    def _on_appearance(self, appearance: str) -> None:
        theme().set_appearance(appearance)
        self.preferences.set_appearance(appearance)

    def _on_scale(self, percent: int) -> None:
        self.preferences.set_scale(percent)
        self.say(f"Skalan {percent} % gäller när du startar programmet nästa gång.")
