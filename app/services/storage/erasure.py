"""Erasing a person's name from the file and its history, the one change that decided versions allow.

The names are written over outside the row capture, since the log would otherwise keep what was erased.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, Signatory
from app.models.base import Versioned
from app.models.errors import DomainError, MissingText
from app.models.organisation import Municipality, Unit, UnitRole
from app.models.storage import ChangePayload, Draft
from app.models.types import canonical_json
from app.services.storage import changelog, connection
from app.services.storage.backup import list_backups
from app.services.storage.database import describe, final, forget_history, touch
from app.services.storage.retention import Backup
from app.services.textorder import fold

ERASED_NAME = changelog.ERASED.decode()
_TABLES = (UnitRole, Signatory)
_TABLE_NAMES = frozenset(table.__tablename__ for table in _TABLES)
_FIELD = "person_name"


class NameNotFound(DomainError):
    """Nobody of that name is kept in the file."""

    def __init__(self) -> None:
        super().__init__("Namnet finns inte i filen. Kontrollera stavningen.")


@dataclass(frozen=True)
class Erased:
    """In how many places the name stood, and in how many entries of the log."""

    rows: int
    entries: int


def erase_person(session: Session, *, name: str) -> Erased:
    """Replace a person's name by "raderad" wherever somebody typed it as a name, and in the whole log.

    Case does not matter. Cannot be undone, ends the undo history, and is itself an entry in the log that
    does not name the person. Raises NameNotFound.
    """
    wanted = _wanted(name)
    opened = session.connection()
    opened.exec_driver_sql("PRAGMA secure_delete = ON")
    spellings = _spellings_in_log(session, wanted)
    rows, owners = 0, set[tuple[Any, int]]()
    for kind, owner, key, owner_key, spelling in _live_names(opened):
        if fold(spelling) == wanted:
            spellings.add(spelling)
            opened.execute(update(kind).where(kind.id == key).values(person_name=ERASED_NAME))
            owners.add((owner, owner_key))
            rows += 1
    if not spellings:
        raise NameNotFound
    entries = sum(changelog.erase_payloads(session, spelling) for spelling in sorted(spellings))
    session.expire_all()
    _drop_drafts(session, wanted)
    _leave_a_trace(session, owners)
    describe(session, "Raderade ett personnamn")
    final(session)
    forget_history(session)
    return Erased(rows, entries)


def names_kept(session: Session) -> tuple[str, ...]:
    """The personal names that stand in the file now."""
    found = {spelling for *_, spelling in _live_names(session.connection())}
    return tuple(sorted(found - {ERASED_NAME}))


def backups_holding(path: Path, name: str) -> tuple[Backup, ...]:
    """The backups of a file that still hold a name, the newest first; one that cannot be read counts too."""
    wanted = _wanted(name)
    return tuple(backup for backup in list_backups(path) if _holds(backup.path, wanted))


def _wanted(name: str) -> str:
    if not name.strip():
        raise MissingText("Personens namn")
    return fold(name.strip())


def _live_names(opened: Connection) -> Iterator[tuple[Any, Any, int, int, str]]:
    holders: tuple[tuple[Any, Any, Any], ...] = (
        (UnitRole, Unit, UnitRole.unit_id),
        (Signatory, Agreement, Signatory.agreement_id),
    )
    for kind, owner, owner_key in holders:
        named = select(kind.id, owner_key, kind.person_name).where(kind.person_name.is_not(None))
        for key, owned_by, spelling in opened.execute(named).all():
            yield kind, owner, key, owned_by, spelling


def _spellings_in_log(session: Session, wanted: str) -> set[str]:
    payloads = session.scalars(select(ChangePayload.payload)).all()
    return {spelling for payload in payloads for spelling in _names_in(payload) if fold(spelling) == wanted}


def _names_in(payload: bytes) -> Iterator[str]:
    for row in changelog.unpack(payload) or ():
        if row.table in _TABLE_NAMES:
            for image in (row.before, row.after):
                if image and image.get(_FIELD):
                    yield image[_FIELD]


def _drop_drafts(session: Session, wanted: str) -> None:
    for draft in session.scalars(select(Draft)).all():
        if wanted in fold(draft.text):
            session.delete(draft)


def _leave_a_trace(session: Session, owners: set[tuple[Any, int]]) -> None:
    """Raise the version of what held the name, or of the municipality, so that the log gets its entry."""
    held: list[Versioned] = [session.get_one(kind, key) for kind, key in owners]
    for row in held or session.scalars(select(Municipality)).all():
        touch(row)


def _holds(path: Path, wanted: str) -> bool:
    try:
        with closing(connection.connect(path, read_only=True)) as opened:
            return any(wanted in fold(text) for text in _texts(opened))
    except (sqlite3.Error, zlib.error, ValueError):
        return True


def _texts(opened: Any) -> Iterator[str]:
    for table in sorted(_TABLE_NAMES):
        for (name,) in opened.execute(f"SELECT {_FIELD} FROM {table} WHERE {_FIELD} IS NOT NULL"):
            yield name
    for (text,) in opened.execute("SELECT text FROM draft"):
        yield text
    for (payload,) in opened.execute("SELECT payload FROM change_payload"):
        for change in changelog.unpack(payload) or ():
            yield canonical_json([change.before, change.after])
