"""Many rows at once, logged like any other write: the one road for statements that fire no flush."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, delete, insert
from sqlalchemy.orm import Session

from app.models.base import Base
from app.models.types import new_id
from app.services.storage.capture import WriteSession

_INFO = "bulk"


def insert_rows(session: Session, model: type[Base], rows: Iterable[dict[str, Any]]) -> list[int]:
    """Insert rows of `model`; gives the keys in order. Missing keys are made."""
    writer = _writer(session)
    values = [row if "id" in row else {"id": new_id(), **row} for row in rows]
    if not values:
        return []
    writer.flush()
    table = _table(model)
    with _open(writer):
        writer.execute(insert(table), values)
    keys = [row["id"] for row in values]
    writer.capture.note(writer.connection(), table.name, keys, new=True)
    return keys


def delete_rows(session: Session, model: type[Base], keys: Sequence[int]) -> None:
    """Delete rows of `model` by key."""
    writer = _writer(session)
    writer.flush()
    table = _table(model)
    writer.capture.note(writer.connection(), table.name, keys)
    with _open(writer):
        for key in keys:
            writer.execute(delete(table).where(table.c.id == key))


def _writer(session: Session) -> WriteSession:
    if not isinstance(session, WriteSession):
        raise RuntimeError("bulk writes need a write transaction")
    return session


def _table(model: type[Base]) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} is not mapped to a table")
    return table


@contextmanager
def _open(session: Session) -> Iterator[None]:
    """Let statements through the guard while rows that are noted are written."""
    session.info[_INFO] = True
    try:
        yield
    finally:
        session.info.pop(_INFO, None)
