"""Many rows at once, logged like any other write: the one road for statements that fire no flush."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, update
from sqlalchemy.orm import Session

from app.models.base import Base
from app.models.types import new_id
from app.services.storage.capture import writer

_KEY = "key of the row"
"""A name that no column has."""


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
        writing.capture.note(connection, table.name, keys, new=True)  # a key that is taken is refused
        connection.execute(insert(table), values)
    return keys


def update_rows(session: Session, model: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    """Set columns of rows of `model`; each row says its key, "id", and what stands in it from now on."""
    writing = writer(session)
    values = list(rows)
    if not values:
        return
    writing.flush()
    table = _table(model)
    statement = update(table).where(table.c.id == bindparam(_KEY))
    with writing.allowed() as connection:
        writing.capture.note(connection, table.name, [row["id"] for row in values])
        for names, alike in groupby(values, key=lambda row: sorted(row.keys() - {"id"})):
            given = [{_KEY: row["id"], **{name: row[name] for name in names}} for row in alike]
            if names and connection.execute(statement, given).rowcount != len(given):
                raise LookupError(f"not every row of {table.name} is there")
    writing.expire_all()


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
