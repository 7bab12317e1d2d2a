"""Opening a file for a command: to read it without keeping others from writing, or to change it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.clock import Clock

if TYPE_CHECKING:
    from app.services.storage import Database


def settled(path: Path, clock: Clock) -> None:
    """Take back an interrupted change and bring an older file up to date, where that is needed.

    Raises what says why the file cannot be used.
    """
    from app.services.settings import load_settings
    from app.services.storage import Database
    from app.services.storage.fileformat import inspect

    state = inspect(path)
    if state.hot_journal or state.older:
        Database.open(path, clock=clock, user=load_settings().display_name).close()


@contextmanager
def writing(path: Path, clock: Clock) -> "Iterator[Database]":
    """The file open for one change; the change is refused while somebody else has the file open."""
    from app.services.settings import load_settings
    from app.services.storage import Database

    database = Database.open(path, clock=clock, user=load_settings().display_name)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def reading(path: Path, clock: Clock) -> "Iterator[Database]":
    """The file open for reading only: the command takes no lock, so a window can go on writing."""
    from app.services.storage import Database

    settled(path, clock)
    database = Database.open(path, clock=clock, user="", read_only=True)
    try:
        yield database
    finally:
        database.close()
