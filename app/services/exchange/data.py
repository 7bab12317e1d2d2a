"""Everything in a file as one JSON document, for whoever wants to read it without this program.

The shape is described in `docs/kommandoraden.md`. Left out are texts that are still being written, the
bytes of attachments, and the row images of the change log, which only serve undo and can hold names that
have been erased.
"""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.models.schema import Base
from app.services.clock import Clock
from app.services.storage.errors import spoken
from app.services.storage.fileformat import FORMAT, SCHEMA_HEAD, SUFFIX
from app.services.storage.snapshot import put_in_place, sync, unfinished

FORMAT_NAME = "rodatraden-data"
FORMAT_NUMBER = 1
LEFT_OUT = frozenset({"change_payload", "draft", "attachment_content"})


class WouldReplaceItself(DomainError):
    """The file with the data was to be written over the file that it comes from."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"”{path.name}” är filen själv och skrevs inte över. Välj ett annat namn efter --out."
        )


class WouldReplaceModel(DomainError):
    """The file with the data was to be written over a file that holds a steering model."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"”{path.name}” är en fil med en styrmodell och skrevs inte över. "
            "Välj ett annat namn efter --out."
        )


def exported_tables() -> list[Table]:
    """The tables of the document; what is referred to stands before what refers to it."""
    return [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]


def everything(session: Session, *, clock: Clock) -> dict[str, Any]:
    """The whole file as JSON values: keys as text, amounts in öre, decimals and dates as text."""
    return {
        "format": FORMAT_NAME,
        "format_version": FORMAT_NUMBER,
        "file_format": FORMAT,
        "schema": SCHEMA_HEAD,
        "exported_on": clock.today().isoformat(),
        "tables": {table.name: _rows(session, table) for table in exported_tables()},
    }


def _rows(session: Session, table: Table) -> list[dict[str, Any]]:
    keys = {column.name for column in table.columns if _is_key(column)}
    return [
        {name: _plain(value, key=name in keys) for name, value in row.items()}
        for row in session.execute(select(table).order_by(table.c.id)).mappings()
    ]


def _is_key(column: Column[Any]) -> bool:
    return column.primary_key or bool(column.foreign_keys)


def _plain(value: Any, *, key: bool) -> Any:
    if value is None:
        return None
    if key:
        return str(value)  # 63 bits do not survive in readers that count in floats
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


def write_data(path: Path, content: dict[str, Any], *, source: Path) -> None:
    """Write the document to `path` in one step; what stood there before is replaced, never half-way.

    A file with a steering model is never replaced.
    """
    if path.exists() and path.samefile(source):
        raise WouldReplaceItself(path)
    if path.exists() and path.suffix.casefold() == SUFFIX:
        raise WouldReplaceModel(path)
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    with spoken(path), unfinished(path) as fresh:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        sync(fresh)
        put_in_place(fresh, path)
