"""The change log: one entry per transaction, append-only, each carrying the digest of the one before.

`payload_digest` is SHA-256 over a random salt and the payload; `digest` is SHA-256 over the entry and
the digest before it. Erasure replaces payload and salt, so the chain stays verifiable while nobody can
guess the erased text from its digest.
"""

import hashlib
import json
import secrets
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.models.canonical import canonical_json
from app.models.storage import ChangeEntry, ChangePayload
from app.models.types import new_id
from app.services.storage.capture import RowChange, writer
from app.services.textorder import nfc, says

ERASED = b"raderad"
_ERASING = "erasing"
_START = "0" * 64
_LARGE = 1_000_000
_MANY = 100
"""So many new rows in a row are told without their columns' names."""
_FAST, _SMALL = 1, -1
"""How hard a payload is compressed: a large one is full of the same words and gets small all the same."""


@dataclass(frozen=True)
class Changes:
    """Which kinds of rows (table names) and which rows a transaction touched, and what it did in words."""

    kinds: frozenset[str]
    ids: frozenset[int]
    words: str


@dataclass(frozen=True)
class ChainFault:
    """An entry of the log that does not agree with its payload or its neighbour."""

    number: int
    message: str


def append(
    session: Session, rows: Sequence[RowChange], *, made_at: datetime, made_by: str, use_case: str, words: str
) -> int:
    """Write the entry and its payload inside the transaction; gives the entry's key."""
    last = session.execute(
        select(ChangeEntry.number, ChangeEntry.digest).order_by(ChangeEntry.number.desc()).limit(1)
    ).first()
    salt = secrets.token_bytes(16)
    payload = pack(rows)
    entry = ChangeEntry(
        id=new_id(),
        number=last.number + 1 if last else 1,
        made_at=made_at.replace(microsecond=made_at.microsecond // 1000 * 1000),
        made_by=made_by,
        use_case=use_case,
        words=words,
        kinds=sorted({row.table for row in rows}),
        row_count=len(rows),
        payload_digest=hashlib.sha256(salt + payload).hexdigest(),
    )
    entry.digest = _digest(entry, last.digest if last else _START)
    session.add(entry)
    session.flush()
    if any(_holds(payload, name) for name in session.info.get(_ERASING, ())):
        session.add(ChangePayload(entry_id=entry.id, salt=None, payload=ERASED))
    else:
        session.add(ChangePayload(entry_id=entry.id, salt=salt, payload=payload))
    session.flush()
    return entry.id


def _digest(entry: ChangeEntry, before: str) -> str:
    content = canonical_json(
        [
            before,
            entry.id,
            entry.number,
            entry.made_at.isoformat(timespec="milliseconds"),
            entry.made_by,
            entry.use_case,
            entry.words,
            entry.kinds,
            entry.row_count,
            entry.payload_digest,
        ]
    )
    return hashlib.sha256(content.encode()).hexdigest()


def pack(rows: Sequence[RowChange]) -> bytes:
    """Rows before and after as compressed JSON; many new rows of a table as a table of their own."""
    content: list[object] = []
    for (table, names), run in groupby(rows, key=_alike):
        alike = list(run)
        if names is not None and len(alike) >= _MANY:
            values = [list((row.after or {}).values()) for row in alike]
            content.append({"table": table, "columns": names, "rows": values})
        else:
            content += [[row.table, row.key, row.before, row.after] for row in alike]
    told = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_hex).encode()
    return zlib.compress(told, _FAST if len(told) > _LARGE else _SMALL)


def unpack(payload: bytes) -> list[RowChange] | None:
    """The rows of a payload; None when it was erased."""
    if payload == ERASED:
        return None
    rows: list[RowChange] = []
    for part in json.loads(zlib.decompress(payload)):
        if isinstance(part, dict):
            images = (dict(zip(part["columns"], values, strict=True)) for values in part["rows"])
            rows += [RowChange(part["table"], image["id"], None, _raw(image)) for image in images]
        else:
            table, key, before, after = part
            rows.append(RowChange(table, key, _raw(before), _raw(after)))
    return rows


def _alike(row: RowChange) -> tuple[str, tuple[str, ...] | None]:
    """What new rows that stand in one table of a payload have in common; None for other rows."""
    return row.table, tuple(row.after) if row.before is None and row.after is not None else None


def _hex(value: Any) -> dict[str, str]:
    """What JSON has no form for: bytes."""
    if not isinstance(value, bytes):
        raise TypeError(f"a row holds no {type(value).__name__}")
    return {"hex": value.hex()}


def _raw(values: dict[str, Any] | None) -> dict[str, Any] | None:
    if values is None:
        return None
    return {name: bytes.fromhex(v["hex"]) if isinstance(v, dict) else v for name, v in values.items()}


def rows_of(session: Session, entry_id: int) -> list[RowChange] | None:
    """What an entry changed; None when its payload was erased."""
    payload = session.scalar(select(ChangePayload.payload).where(ChangePayload.entry_id == entry_id))
    return None if payload is None else unpack(payload)


def last_number(session: Session) -> int:
    """The number of the newest entry, 0 in a file that nobody has changed."""
    return session.scalar(select(func.max(ChangeEntry.number))) or 0


def verify(session: Session) -> list[ChainFault]:
    """Walk the whole chain; an empty list means that no entry was altered, removed or added behind it."""
    faults: list[ChainFault] = []
    before = _START
    statement = (
        select(ChangeEntry, ChangePayload.salt, ChangePayload.payload)
        .outerjoin(ChangePayload, ChangePayload.entry_id == ChangeEntry.id)
        .order_by(ChangeEntry.number)
    )
    for expected, (entry, salt, payload) in enumerate(session.execute(statement), start=1):
        if entry.number != expected:
            faults.append(ChainFault(entry.number, f"Ändring {expected} saknas i ändringsloggen."))
        if entry.digest != _digest(entry, before):
            faults.append(
                ChainFault(entry.number, f"Ändring {entry.number} stämmer inte med sin kontrollsumma.")
            )
        if not _payload_agrees(entry, salt, payload):
            faults.append(ChainFault(entry.number, f"Innehållet i ändring {entry.number} stämmer inte."))
        before = entry.digest
    return faults


def _payload_agrees(entry: ChangeEntry, salt: bytes | None, payload: bytes | None) -> bool:
    if payload == ERASED:
        return salt is None
    if payload is None or salt is None:
        return False
    return hashlib.sha256(salt + payload).hexdigest() == entry.payload_digest


def texts(payload: bytes) -> Iterator[str]:
    """Every text in a payload, also those inside values that are JSON; none when it was erased."""
    for row in unpack(payload) or ():
        for image in (row.before, row.after):
            for value in (image or {}).values():
                yield from _texts_in(value)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        inner = _from_json(value)
        yield from _texts_in(inner) if isinstance(inner, dict | list) else (value,)
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(one)


def _from_json(text: str) -> Any:
    try:
        return json.loads(text) if text[:1] in ("{", "[") else None
    except (ValueError, RecursionError):
        return None


def erase_payloads(session: Session, name: str) -> int:
    """Replace each payload that says a name by the word raderad; gives how many.

    A word that merely holds the letters of the name does not count. The payload of the erasure itself,
    which would tell what stood there before, is left out too.
    """
    name = nfc(name)
    session.info.setdefault(_ERASING, []).append(name)
    session.flush()
    payloads = session.execute(select(ChangePayload.entry_id, ChangePayload.payload))
    hit = [entry_id for entry_id, payload in payloads if _holds(payload, name)]
    with writer(session).allowed() as connection:
        for entry_id in hit:
            erase = update(ChangePayload).where(ChangePayload.entry_id == entry_id)
            connection.execute(erase.values(payload=ERASED, salt=None))
    return len(hit)


def _holds(payload: bytes, name: str) -> bool:
    return any(says(text, name) for text in texts(payload))
