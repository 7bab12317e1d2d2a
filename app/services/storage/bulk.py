"""Many rows at once, logged like any other write: the one road for statements that fire no flush."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert
from sqlalchemy.orm import Session

from app.models.base import Base
from app.models.types import new_id
from app.services.storage.capture import writer


def insert_rows(session: Session, model: type[Base], rows: Iterable[dict[str, Any]]) -> list[int]:
    """Insert rows of `model`; gives the keys in order. Missing keys are made."""
    writing = writer(session)
    values = [row if "id" in row else {"id": new_id(), **row} for row in rows]
    if not values:
        return []
    writing.flush()
    table = _table(model)
    keys = [row["id"] for row in values]
    with writing.allowed() as connection:
        writing.capture.note(connection, table.name, keys)
        connection.execute(insert(table), values)
    return keys


def delete_rows(session: Session, model: type[Base], keys: Sequence[int]) -> None:
    """Delete rows of `model` by key."""
    writing = writer(session)
    if not keys:
        return
    writing.flush()
    table = _table(model)
    with writing.allowed() as connection:
        writing.capture.note(connection, table.name, keys)
        connection.execute(
            delete(table).where(table.c.id == bindparam("key")), [{"key": key} for key in keys]
        )
    writing.expire_all()


def _table(model: type[Base]) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} is not mapped to a table")
    return table
