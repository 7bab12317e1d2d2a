"""Opening, making, copying and restoring files: what the menu Arkiv and the start page do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog

from app.services import formatting, paths
from app.services.clock import Clock
from app.ui.parts.jobs import Job, JobRunner
from app.ui.parts.messages import confirm, show_error
from app.ui.shell.main_window import MainWindow
from app.ui.shell.preferences import Preferences
from app.ui.shell.single_instance import InstanceServer, this_user, wake
from app.ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from app.services.storage import Database

SUFFIX = ".styr"
FILE_FILTER = f"Styrmodell (*{SUFFIX})"
EXAMPLE_MODEL = "ljusnarsberg"
EXAMPLE_FILE = f"Ljusnarsberg, exempel{SUFFIX}"
# A copy never replaces a file: the refusal is our own sentence, so the dialog need not ask.
_QUIET = QFileDialog.Option.DontConfirmOverwrite
_EXAMPLE_FOOT = "Exempelkommun.\nSiffror märkta ex är påhittade."
_RESTORED = "Filen är återställd. Hur den såg ut före står bland säkerhetskopiorna."
_NO_BACKUP = "Säkerhetskopian kunde inte göras"
_REFUSED = "Något du har skrivit gick inte att spara. Avbryt för att rätta det, eller stäng utan det."
_NOT_RESUMED = "Texten gick inte att lägga tillbaka i sitt fält. Kopiera texten i stället."


class FileController(QObject):
    """Holds the open file; every refusal becomes a sentence in the window."""

    def __init__(self, window: MainWindow, preferences: Preferences, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._preferences, self._clock = window, preferences, clock
        self._jobs = JobRunner(self)
        self._start_connected = False
        self._backup_refused = ""
        self._server = InstanceServer(self)
        self._server.woken.connect(self._on_woken)
        self._connect()

    @property
    def user(self) -> str:
        """The name that stands in the change log."""
        return self._preferences.settings.display_name

    def open_path(self, path: Path) -> bool:
        """Open a file and show it; False when it was refused, which has been said."""
        space = self._window.workspace
        if space is not None and space.path.resolve() == path.resolve():
            return True
        if wake(path, this_user()):
            self._window.say(f"{path.name} är redan öppen i ett annat fönster, som nu visas.")
            return False
        if space is None:
            self._window.show_opening(path)
        limit = self._preferences.settings.backup_limit_bytes
        database = self._guarded(partial(open_database, path, self._clock, self.user, limit))
        if database is None:
            if space is None:
                self.show_start()
            return False
        if not self._leave():
            database.close()
            return False
        self._show(database)
        return True

    def create(self, path: Path, model: str | Path, *, example: bool, budget_year: int) -> None:
        """Make a file with a carried model or that in a file, on a thread of its own, and open it."""
        work = partial(create_file, path, self._clock, self.user, model, budget_year if example else None)
        job = Job(f"Skapar {path.name}", lambda _handle: work())
        job.finished.connect(lambda _none: self.open_path(path))
        job.failed.connect(self._on_failed)
        self._window.say(f"Skapar {path.name}…")
        self._jobs.start(job)

    def open_example(self) -> None:
        """Open the example municipality in the user's documents, made the first time."""
        path = paths.documents_dir() / EXAMPLE_FILE
        if path.exists():
            self.open_path(path)
        else:
            year = self._clock.today().year + 1
            self.create(path, EXAMPLE_MODEL, example=True, budget_year=year)

    def ask_new(self) -> None:
        """Let the user choose a model and a place."""
        from app.ui.shell.choosing.dialog import NewFileDialog

        year = self._clock.today().year + 1
        folder = self._preferences.folder("model")
        chosen = self._guarded(lambda: NewFileDialog.ask(self._window, year, folder))
        if chosen is None:
            return
        if isinstance(chosen.model, Path):
            self._preferences.remember_folder("model", chosen.model.parent)
        name = chosen.municipality + SUFFIX
        path = self._ask_target("Spara den nya filen", name)
        if path is not None:
            self.create(path, chosen.model, example=chosen.example, budget_year=chosen.budget_year)

    def ask_open(self) -> None:
        """Let the user choose a file."""
        folder = str(self._preferences.folder("open"))
        name, _ = QFileDialog.getOpenFileName(self._window, "Öppna", folder, FILE_FILTER)
        if name:
            self._preferences.remember_folder("open", Path(name).parent)
            self.open_path(Path(name))

    def ask_copy(self) -> None:
        """Save a copy under another name; the open file stays open."""
        space = self._window.workspace
        if space is None:
            return
        target = self._ask_target("Spara kopia som", f"{space.path.stem} kopia{SUFFIX}")
        if target is not None:
            self.save_copy(target)

    def save_copy(self, target: Path) -> bool:
        """Write a copy of the open file."""
        from app.services.storage import backup

        space = self._window.workspace
        if space is None:
            return False
        self._window.settle()
        done = self._try(partial(backup.save_copy_as, space.path, target))
        if done:
            self._window.say(f"Kopian {target.name} är sparad i {target.parent}.")
        return done

    def ask_restore(self) -> None:
        """Let the user choose a backup of the open file."""
        from app.ui.shell.restore_dialog import RestoreDialog

        space = self._window.workspace
        if space is None:
            return
        chosen = RestoreDialog.ask(self._window, space.path)
        if chosen is not None:
            self.restore(chosen)

    def restore(self, chosen: Path) -> bool:
        """Put a backup in the place of the open file, which is itself backed up first."""
        from app.models.errors import DomainError
        from app.services.storage import backup

        space = self._window.workspace
        if space is None:
            return False
        path = space.path
        if not self._leave():
            return False
        try:
            backup.restore(path, chosen, clock=self._clock, user=self.user)
            said = (_RESTORED, "info")
        except DomainError as refused:
            said = (refused.message, "error")
        if self.open_path(path):
            self._window.say(*said)
        return said[0] == _RESTORED

    def show_start(self) -> None:
        """Show the start page with the recent files."""
        if not self._start_connected:
            self._connect_start()
        recent = [Path(name) for name in self._preferences.settings.recent_files]
        self._window.start.show_recent(recent)
        self._window.show_start()

    def close_file(self) -> bool:
        """Close the open file and show the start page; False when work must go on."""
        left = self._leave()
        if left:
            self.show_start()
        return left

    def _connect(self) -> None:
        window, commands = self._window, self._window.commands
        for action, do in (
            (commands.new, self.ask_new),
            (commands.open, self.ask_open),
            (commands.example, self.open_example),
            (commands.copy_as, self.ask_copy),
            (commands.restore, self.ask_restore),
            (commands.close, self.close_file),
        ):
            action.triggered.connect(lambda _checked=False, do=do: do())
        window.closing.connect(self._on_closing)

    def _connect_start(self) -> None:
        start = self._window.start
        start.new_requested.connect(self.ask_new)
        start.open_requested.connect(self.ask_open)
        start.example_requested.connect(self.open_example)
        start.file_requested.connect(self.open_path)
        start.forget_requested.connect(self._on_forget)
        self._start_connected = True

    def _show(self, database: Database) -> None:
        from app.ui.shell.finding import find

        space = Workspace(database, self._clock)
        about: Any = space.read(about_municipality)
        self._server.listen(space.path, this_user())
        self._preferences.remember_file(space.path)
        foot = _EXAMPLE_FOOT if about.example else ""
        self._window.show_workspace(space, about.official_name, foot, partial(find, space))
        if space.read_only:
            self._window.say(f"Filen är öppen för läsning. {database.why_read_only}".strip(), "warning")
        else:
            self._offer_drafts(space)

    def _offer_drafts(self, space: Workspace) -> None:
        left: Any = space.read(unfinished_texts)
        if left and self._window.work is not None:
            words = formatting.write_count(len(left), "text hann", "texter hann")
            text = f"{words} inte bli färdig förra gången. Det du skrev finns kvar."
            self._window.work.messages.say(text, "warning", "Visa", partial(self._show_drafts, space))

    def _show_drafts(self, space: Workspace) -> None:
        from app.ui.shell.drafts_dialog import DraftsDialog

        work = self._window.work
        left: Any = space.read(unfinished_texts)
        chosen = DraftsDialog.ask(self._window, left, space.drop_draft)
        if chosen is not None and work is not None:
            if work.resume(chosen.field, chosen.text):
                work.messages.clear()
            else:
                work.messages.say(_NOT_RESUMED, "warning", "Visa", partial(self._show_drafts, space))

    def _leave(self) -> bool:
        space = self._window.workspace
        if space is None:
            return True
        if space.jobs.writing and not self._may_stop(space):
            return False
        if not self._window.settle() and not confirm(
            self._window, "Stänga ändå?", _REFUSED, "Stäng ändå", danger=True
        ):
            return False
        self._server.stop()
        self._window.close_workspace()
        self._close(space)
        space.deleteLater()
        return True

    def _close(self, space: Workspace) -> None:
        """Close the file; a backup that could not be made is said when the next thing is shown."""
        from app.models.errors import DomainError

        try:
            space.close()
        except DomainError as refused:
            self._backup_refused = f"{_NO_BACKUP}. {refused.message}"
            QTimer.singleShot(0, self, self._say_backup_refused)

    def _say_backup_refused(self) -> None:
        text, self._backup_refused = self._backup_refused, ""
        if text:
            self._window.say(text, "warning")

    def _may_stop(self, space: Workspace) -> bool:
        title = space.jobs.current.title if space.jobs.current is not None else ""
        text = f"{title} pågår och skriver i filen. Avbryter du nu blir inget av det kvar."
        return confirm(self._window, "Avbryta arbetet?", text, "Avbryt arbetet", danger=True)

    def _ask_target(self, title: str, name: str) -> Path | None:
        folder = self._preferences.folder("save")
        place = str(folder / name)
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, place, FILE_FILTER, options=_QUIET)
        if not chosen:
            return None
        path = Path(chosen)
        self._preferences.remember_folder("save", path.parent)
        return path if path.suffix else path.with_name(path.name + SUFFIX)

    def _guarded(self, step: Callable[[], Any]) -> Any:
        from app.models.errors import DomainError

        try:
            return step()
        except DomainError as refused:
            self._window.say(refused.message, "error")
            return None

    def _try(self, step: Callable[[], object]) -> bool:
        done: list[object] = []
        self._guarded(lambda: done.append(step()))
        return bool(done)

    def _on_failed(self, error: BaseException) -> None:
        from app.models.errors import DomainError

        if not isinstance(error, DomainError):
            raise error
        self._window.say(error.message, "error")

    def _on_forget(self, path: Path) -> None:
        self._preferences.forget_file(path)
        self.show_start()

    def _on_closing(self, event: QCloseEvent) -> None:
        if not self._leave():
            event.ignore()
        elif self._backup_refused:
            text, self._backup_refused = self._backup_refused, ""
            show_error(self._window, _NO_BACKUP, text.removeprefix(f"{_NO_BACKUP}. "))

    def _on_woken(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()


def open_database(path: Path, clock: Clock, user: str, backup_limit: int) -> Database:
    """Open for writing, or for reading when somebody else writes or nobody can."""
    from app.services.storage import Database

    return Database.open(path, clock=clock, user=user, backup_limit=backup_limit)


def about_municipality(session: Any) -> Any:
    """The municipality's official name, and whether the file is an example."""
    from app.services.organisation.brief import municipality_brief

    return municipality_brief(session)


def unfinished_texts(session: Any) -> Any:
    """The drafts that a crash left behind."""
    from app.services.storage import drafts

    return drafts.list_drafts(session)


def create_file(path: Path, clock: Clock, user: str, model: str | Path, example_year: int | None) -> None:
    """Make a file with a carried model or that in a file and, with a budget year, the example data."""
    from app.services.exchange.newfile import create_file as create

    create(path, model, clock=clock, user=user, example_year=example_year)
