"""The program's log: rotated, without user data, and the hooks that write it when something breaks."""

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from app.services import paths
from app.services.clock import Clock

LOG_NAME: Final = "rodatraden.log"
FAULT_NAME: Final = "krasch.log"
MAX_BYTES: Final = 500_000
BACKUPS: Final = 3
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class CrashReport:
    """What is known about an unexpected error; `text` is safe to send, no `log_path` means no log."""

    text: str
    log_path: Path | None


class InstalledLog:
    """The log while the program runs; `on_crash` is told about each unexpected error, on its own thread."""

    def __init__(self, path: Path | None, handler: logging.Handler, faults: IO[str] | None) -> None:
        self.path = path
        self.on_crash: Callable[[CrashReport], None] | None = None
        self._handler = handler
        self._faults = faults
        self._hooks = (sys.excepthook, threading.excepthook)
        self._had_faulthandler = faulthandler.is_enabled()
        if faults is not None:
            faulthandler.enable(faults)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def record(self, error: BaseException) -> CrashReport:
        """Write an unexpected error to the log and return what may be shown of it."""
        report = CrashReport(describe_error(error), self.path)
        logging.getLogger("app").critical("Unexpected error", exc_info=error)
        return report

    def close(self) -> None:
        """Take the hooks away and close the files."""
        sys.excepthook, threading.excepthook = self._hooks
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            if self._had_faulthandler and sys.__stderr__ is not None:
                faulthandler.enable(sys.__stderr__)
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()

    def catch(self, error: BaseException) -> None:
        """Record an unexpected error and tell `on_crash`."""
        report = self.record(error)
        if self.on_crash is not None:
            self.on_crash(report)

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.catch(error)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.catch(args.exc_value)


class _SafeFormatter(logging.Formatter):
    """Writes time, place and message; never the values in a foreign message nor in an exception."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def format(self, record: logging.LogRecord) -> str:
        moment = self._clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        ours = record.name == "app" or record.name.startswith("app.")
        # Other packages put what they work on in their messages: only the template is kept.
        message = record.getMessage() if ours else str(record.msg) if record.args else "(message left out)"
        lines = f"{moment} {record.levelname} {record.name}: {message}"
        error = record.exc_info[1] if record.exc_info else None
        return f"{lines}\n{describe_error(error)}" if error else lines


class _PatientHandler(RotatingFileHandler):
    """A rotating file that goes on in the old file when another window holds it open."""

    def doRollover(self) -> None:  # noqa: N802
        try:
            super().doRollover()
        except OSError:
            self.stream = self._open()


def install(clock: Clock) -> InstalledLog:
    """Start the log and the hooks; where no log can be written the program runs without one."""
    folder = paths.log_dir()
    handler: logging.Handler
    path: Path | None
    faults: IO[str] | None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / LOG_NAME
        handler = _PatientHandler(path, maxBytes=MAX_BYTES, backupCount=BACKUPS, encoding="utf-8")
        faults = (folder / FAULT_NAME).open("a", encoding="utf-8")
    except OSError:
        path, handler, faults = None, logging.NullHandler(), None
    handler.setLevel(logging.WARNING)
    handler.setFormatter(_SafeFormatter(clock))
    logging.getLogger().addHandler(handler)
    return InstalledLog(path, handler, faults)


def describe_error(error: BaseException) -> str:
    """The kinds of error in a chain and where they arose, without messages, values or folder names."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = [
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        parts.append("\n".join([_kind(current), *frames]))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\ncaused by ".join(parts)


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    code = getattr(error, "sqlite_errorname", None) or (error.errno if isinstance(error, OSError) else None)
    return f"{name} ({code})" if code is not None else name


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return f"…/{path.parent.name}/{path.name}"
