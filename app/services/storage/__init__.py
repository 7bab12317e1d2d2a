"""The file itself: open, write, undo, log, back up."""

from app.services.storage.changelog import Changes
from app.services.storage.database import (
    Database,
    NothingToUndo,
    OpenForReading,
    Written,
    check_version,
    describe,
    final,
    forget_history,
    touch,
)
from app.services.storage.undo import UndoRefused

__all__ = [
    "Changes",
    "Database",
    "NothingToUndo",
    "OpenForReading",
    "UndoRefused",
    "Written",
    "check_version",
    "describe",
    "final",
    "forget_history",
    "touch",
]
