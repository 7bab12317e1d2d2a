"""Rebuilding a table in a migration: SQLite cannot alter one, and the text of its schema must be exact."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection


def rebuild(
    connection: Connection, table: str, statements: Sequence[str], *, given: Mapping[str, Any] | None = None
) -> None:
    """Make a table anew with its rows; columns that are gone are lost, new ones get `given` or nothing.

    `statements` make the table and its indexes. Foreign keys must be off.
    """
    rows = read_all(connection, table)
    connection.exec_driver_sql(f"DROP TABLE {table}")
    for statement in statements:
        connection.exec_driver_sql(statement)
    names = {str(row[1]) for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}
    for row in rows:
        kept = {name: value for name, value in row.items() if name in names}
        insert(connection, table, {**(given or {}), **kept})


def read_all(connection: Connection, table: str) -> list[dict[str, Any]]:
    """Every row of a table, as it is stored."""
    found = connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id").mappings()
    return [dict(row) for row in found]


def insert(connection: Connection, table: str, row: Mapping[str, Any]) -> None:
    """Put a row into a table as it is."""
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join("?" for _ in row)
    connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({values})", tuple(row.values()))
