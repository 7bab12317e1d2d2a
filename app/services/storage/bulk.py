"""Many rows at once, logged like any other write: the one road for statements that fire no flush."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, repeat
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from app.models.base import Base
from app.models.types import NfcText, new_ids
from app.services.storage.capture import writer

_KEY = "key of the row"
"""A name that no column has."""


def insert_rows(session: Session, model: type[Base], rows: Iterable[dict[str, Any]]) -> list[int]:
    """Insert rows of `model` that all say the same columns; gives the keys in order, made where missing."""
    values = list(rows)
    if not values:
        return []
    keyless = sum("id" not in row for row in values)
    if keyless:
        made = iter(new_ids(keyless))
        values = [row if "id" in row else {"id": next(made), **row} for row in values]
    columns = {name: [row[name] for row in values] for name in values[0]}
    _insert(session, _table(model), columns)
    return list(columns["id"])


def insert_columns(session: Session, model: type[Base], columns: Mapping[str, Sequence[Any]]) -> range:
    """Insert very many rows, told column by column, which is quicker than row by row; gives their keys."""
    keys = new_ids(len(next(iter(columns.values()))))
    if keys:
        _insert(session, _table(model), {"id": keys, **columns})
    return keys


def _insert(session: Session, table: Table, columns: Mapping[str, Sequence[Any]]) -> None:
    writing = writer(session)
    writing.flush()
    with writing.allowed() as connection:
        writing.capture.note(connection, table.name, columns["id"], new=True)  # a taken key is refused
        unsaid = [column for column in table.columns if column.name not in columns and column.default]
        if all(column.default is not None and column.default.is_scalar for column in unsaid):
            _execute(connection, table, columns)
        else:
            rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
            connection.execute(insert(table), rows)


def _execute(connection: Connection, table: Table, columns: Mapping[str, Sequence[Any]]) -> None:
    """One statement for all rows, its values bound column by column."""
    count = len(columns["id"])
    bound: list[Iterable[Any]] = []
    named: list[str] = []
    for column in table.columns:
        bind = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        if column.name in columns:
            plain: Iterable[Any] = columns[column.name]
            if isinstance(column.type, NfcText) and bind is not None:
                same = {text: bind(text) for text in set(plain)}  # the same words stand in many rows
                plain, bind = [same[text] for text in plain], None
        elif isinstance(column.default, ScalarElementColumnDefault):
            plain = repeat(column.default.arg, count)
        else:
            continue
        bound.append(plain if bind is None else map(bind, plain))
        named.append(f'"{column.name}"')
    marks = ", ".join("?" * len(named))
    statement = f'INSERT INTO "{table.name}" ({", ".join(named)}) VALUES ({marks})'
    connection.exec_driver_sql(statement, list(zip(*bound, strict=True)))


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
