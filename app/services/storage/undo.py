"""Undo and redo of every use case, made once from the row images in the change log."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, text

from app.models.errors import DomainError
from app.services.storage import changelog
from app.services.storage.capture import VERSION, RowChange, WriteSession, read_rows


class UndoRefused(DomainError):
    """The rows of a command were changed since, locked or erased; the command is then obsolete."""

    def __init__(self, words: str, *, redo: bool = False) -> None:
        verb = "göras om" if redo else "ångras"
        super().__init__(
            f"”{words}” kan inte längre {verb}, eftersom uppgifterna har ändrats eller låsts sedan dess. "
            "Inget har ändrats."
        )


@dataclass(frozen=True)
class Command:
    """One step that can be undone: its log entry, what it did in words and the rows it touched."""

    entry_id: int
    words: str
    rows: frozenset[tuple[str, int]]


class UndoStack:
    """What can be undone and redone since the file was opened."""

    def __init__(self) -> None:
        self.done: list[Command] = []
        self.undone: list[Command] = []

    def push(self, command: Command) -> None:
        """A new change: nothing undone can be redone any more."""
        self.done.append(command)
        self.undone.clear()

    def forget(self, rows: Iterable[tuple[str, int]]) -> None:
        """Drop each command that touches one of `rows` (they were locked or erased)."""
        gone = frozenset(rows)
        self.done = [command for command in self.done if not command.rows & gone]
        self.undone = [command for command in self.undone if not command.rows & gone]

    def clear(self) -> None:
        """Forget everything: after restore, merge, migration and close."""
        self.done.clear()
        self.undone.clear()


def reverse(session: WriteSession, command: Command, *, redo: bool) -> None:
    """Bring the rows of `command` back to how they were before it; raises `UndoRefused`."""
    rows = changelog.rows_of(session, command.entry_id)
    connection = session.connection()
    by_table: dict[str, list[int]] = {}
    for row in rows or ():
        by_table.setdefault(row.table, []).append(row.key)
    if rows is None or not _unchanged(connection, rows, by_table):
        raise UndoRefused(command.words, redo=redo)
    for table, keys in by_table.items():
        session.capture.note(connection, table, keys)
    with session.allowed():
        _write_back(connection, rows)


def _write_back(connection: Connection, rows: list[RowChange]) -> None:
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    made = [row for row in rows if row.before is None]
    for table, alike in groupby(made, key=lambda row: row.table):
        delete = text(f'DELETE FROM "{table}" WHERE id = :row_key')
        connection.execute(delete, [{"row_key": row.key} for row in alike])
    changed = [row for row in rows if row.before is not None and row.after is not None]
    for (table, names), alike in groupby(changed, key=_columns):
        _restore_columns(connection, table, names, list(alike))
    removed = [row for row in rows if row.before is not None and row.after is None]
    for (table, names), alike in groupby(removed, key=_columns):
        _insert(connection, table, names, [row.before or {} for row in alike])


def _columns(row: RowChange) -> tuple[str, tuple[str, ...]]:
    return row.table, tuple(row.before or ())


def _unchanged(connection: Connection, rows: list[RowChange], by_table: dict[str, list[int]]) -> bool:
    present = {table: read_rows(connection, table, keys) for table, keys in by_table.items()}
    for row in rows:
        now = present[row.table].get(row.key)
        if (now is None) != (row.after is None):
            return False
        if now is not None and row.after is not None and _differs(now, row.after):
            return False
    return True


def _differs(now: dict[str, Any], after: dict[str, Any]) -> bool:
    return any(now.get(name) != value for name, value in after.items() if name != VERSION)


def _restore_columns(
    connection: Connection, table: str, names: tuple[str, ...], rows: list[RowChange]
) -> None:
    parts = [f'"{name}" = :{name}' for name in names if name != VERSION]
    if VERSION in names:
        parts.append(f'"{VERSION}" = "{VERSION}" + 1')
    connection.execute(
        text(f'UPDATE "{table}" SET {", ".join(parts)} WHERE id = :row_key'),
        [{**(row.before or {}), "row_key": row.key} for row in rows],
    )


def _insert(connection: Connection, table: str, names: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(f":{name} + 1" if name == VERSION else f":{name}" for name in names)
    connection.execute(text(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'), rows)
