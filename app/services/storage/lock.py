"""One writer at a time: an operating-system lock beside the file, which a killed process loses at once."""

import json
import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from app.services.clock import Clock
from app.services.storage.errors import CannotOpen, NoFolder, ReadOnlyPlace, spoken

_LOCK = ".lock"
_HOLDER = ".lock.json"


@dataclass(frozen=True)
class Holder:
    """Who has the file open for writing, as they said themselves."""

    name: str
    computer: str
    since: datetime

    @property
    def words(self) -> str:
        """The holder in a sentence, e.g. "anna på KONTOR-7"."""
        return f"{self.name} på {self.computer}" if self.computer else self.name


class WriterLock:
    """The right to write `path`, held from `acquire` to `release` or to the end of the process.

    The lock itself says whether anybody writes; the note beside it only says who, and may be old.
    """

    def __init__(self, path: Path, *, user: str, clock: Clock) -> None:
        real = path.resolve()
        self._path = path
        self._user = user
        self._clock = clock
        self._note = real.with_name(real.name + _HOLDER)
        self.left_behind = False
        """Whether the last one to write ended without giving the right back: it was killed."""
        # A soft lock would outlive a killed process; the mode lets a colleague's program lock after ours.
        self._lock = FileLock(
            real.with_name(real.name + _LOCK),
            timeout=0,
            mode=0o666,
            thread_local=False,
            fallback_to_soft=False,
        )

    def acquire(self) -> bool:
        """Take the right to write; False when somebody else has it.

        Raises ReadOnlyPlace where nothing can be written and CannotOpen where nothing can be locked.
        """
        if self._lock.is_locked:
            return True
        if not self._note.parent.is_dir():  # the library would make it
            raise NoFolder(self._path)
        with spoken(self._path):
            try:
                self._lock.acquire()
            except Timeout:
                return False
            except NotImplementedError as error:
                raise CannotOpen(self._path, "platsen kan inte låsa filer") from error
        self.left_behind = self._note.exists()
        self._write_note()
        return True

    def release(self) -> None:
        """Give the right back; nothing happens when it is not held."""
        if self._lock.is_locked:
            with suppress(OSError):  # the note is only words; the right itself must be given back
                self._note.unlink(missing_ok=True)
            self._lock.release()

    @property
    def held(self) -> bool:
        """Whether this object holds the right to write."""
        return self._lock.is_locked

    @property
    def holder(self) -> Holder | None:
        """Who wrote the note beside the file; None when there is none that can be read."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return Holder(str(note["name"]), str(note["computer"]), datetime.fromisoformat(note["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write_note(self) -> None:
        note = {
            "name": self._user,
            "computer": platform.node(),
            "since": self._clock.now().isoformat(timespec="seconds"),
        }
        fresh = self._note.with_name(self._note.name + "~")
        try:
            fresh.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
            os.replace(fresh, self._note)
        except OSError as error:
            self._lock.release()
            raise ReadOnlyPlace(self._path) from error
