"""Row images: what each touched row looked like before and after one transaction."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.orm import Mapper, Session, UOWTransaction, object_session

from app.models.base import Base

Values = dict[str, Any]
VERSION = "version"
UNLOGGED = frozenset({"change_entry", "change_payload", "draft", "attachment_content", "alembic_version"})
_ALLOWED = "rodatraden_allowed"
_CHUNK = 500
_WRITING = frozenset({"insert", "update", "delete", "replace", "create", "drop", "alter"})
_ASIDE = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"[^\"]*\"|\s+", re.DOTALL)
_WRITES_AFTER_WITH = re.compile(r"\b(insert (or \w+ )?into|replace into|delete from|update .* ?set)\b")


@dataclass(frozen=True)
class RowChange:
    """One row: `before` is None for a new row, `after` None for a removed one; else changed columns only."""

    table: str
    key: int
    before: Values | None
    after: Values | None

    @property
    def tells(self) -> bool:
        """Whether more than the row's version is another: a row that was only touched changes nothing."""
        return self.before is None or self.after is None or self.after.keys() != {VERSION}


class Capture:
    """Collects the images of one write transaction; lives in `session.info`."""

    def __init__(self) -> None:
        self._before: dict[tuple[str, int], Values | None] = {}

    def note(self, connection: Connection, table: str, keys: Iterable[int], *, new: bool = False) -> None:
        """Remember rows as they are now, before their first change in this transaction."""
        if table in UNLOGGED:
            return
        if new:
            for key in keys:
                self._before.setdefault((table, key), None)
            return
        missing = [key for key in keys if (table, key) not in self._before]
        images = read_rows(connection, table, missing)
        for key in missing:
            self._before[(table, key)] = images.get(key)

    def changes(self, connection: Connection) -> list[RowChange]:
        """Each row that is not as it was, in the order of first touch."""
        by_table: dict[str, list[int]] = defaultdict(list)
        for table, key in self._before:
            by_table[table].append(key)
        now = {table: read_rows(connection, table, keys) for table, keys in by_table.items()}
        found = (
            _difference(table, key, before, now[table].get(key))
            for (table, key), before in self._before.items()
        )
        return [change for change in found if change is not None]


def _difference(table: str, key: int, before: Values | None, after: Values | None) -> RowChange | None:
    if before == after:
        return None
    if before is None or after is None:
        return RowChange(table, key, before, after)
    columns = [name for name in after if before.get(name) != after[name]]
    return RowChange(
        table, key, {name: before[name] for name in columns}, {name: after[name] for name in columns}
    )


def read_rows(connection: Connection, table: str, keys: Iterable[int]) -> dict[int, Values]:
    """Raw stored values of rows by key."""
    found: dict[int, Values] = {}
    for chunk in _chunks(list(keys)):
        marks = ",".join(str(int(key)) for key in chunk)
        with closing(connection.connection.cursor()) as cursor:  # a result's rows cost more than reading them
            cursor.execute(f'SELECT * FROM "{table}" WHERE id IN ({marks})')
            names = tuple(column[0] for column in cursor.description)
            place = names.index("id")
            found |= {row[place]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}
    return found


def _chunks(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


class WriteSession(Session):
    """A session whose flushes are captured; `guard` refuses what would be written past them."""

    @property
    def capture(self) -> Capture:
        """The images of this transaction."""
        capture: Capture = self.info["capture"]
        return capture

    @contextmanager
    def allowed(self) -> Iterator[Connection]:
        """Let statements write while this lasts; for those who have noted the rows."""
        connection = self.connection()
        outer = connection.info.get(_ALLOWED, False)
        connection.info[_ALLOWED] = True
        try:
            yield connection
        finally:
            connection.info[_ALLOWED] = outer

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write what waits, the only way for rows to be written without asking."""
        with self.allowed():
            super().flush(objects)


def writer(session: Session) -> WriteSession:
    """The session of a use case as the one that may write."""
    if not isinstance(session, WriteSession):
        raise RuntimeError("this needs a write transaction")
    return session


def guard(engine: Engine) -> None:
    """Refuse each statement that would write rows without their images being noted."""

    @event.listens_for(engine, "before_cursor_execute")
    def _refuse(
        connection: Connection, _cursor: object, statement: str, _given: object, _context: object, _many: bool
    ) -> None:
        if not connection.info.get(_ALLOWED) and writes(statement):
            raise RuntimeError("rows are written through the session or storage.bulk, never by a statement")


@lru_cache(maxsize=1000)
def writes(statement: str) -> bool:
    """Whether an SQL statement writes rows or alters tables."""
    bare = _ASIDE.sub(" ", statement).strip().lower()
    first = bare.partition(" ")[0]
    return first in _WRITING or (first == "with" and _WRITES_AFTER_WITH.search(bare) is not None)


@event.listens_for(WriteSession, "before_flush")
def _note_touched_rows(session: WriteSession, _context: UOWTransaction, _instances: object) -> None:
    touched: Mapping[tuple[str, bool], list[int]] = defaultdict(list)
    for row in session.dirty:
        if session.is_modified(row):
            touched[(_table(row), False)].append(_key(row))
    for row in session.deleted:
        touched[(_table(row), False)].append(_key(row))
    connection = session.connection()
    for (table, new), keys in touched.items():
        session.capture.note(connection, table, keys, new=new)


@event.listens_for(Base, "before_update", propagate=True)
@event.listens_for(Base, "before_delete", propagate=True)
def _note_before_write(_mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    """Note what the flush itself finds to write: children that left their parent's list."""
    session = object_session(row)
    if isinstance(session, WriteSession):
        session.capture.note(connection, _table(row), [_key(row)])


@event.listens_for(WriteSession, "after_flush")
def _note_new_rows(session: WriteSession, _context: UOWTransaction) -> None:
    added: dict[str, list[int]] = defaultdict(list)
    for row in session.new:
        added[_table(row)].append(_key(row))
    connection = session.connection()
    for table, keys in added.items():
        session.capture.note(connection, table, keys, new=True)


def _table(row: object) -> str:
    table: str = inspect(row).mapper.local_table.name
    return table


def _key(row: object) -> int:
    key: int = row.id  # type: ignore[attr-defined]
    return key
