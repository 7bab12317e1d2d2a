"""Erasing a person's name from the file and its history, the one change that decided versions allow.

The log's own entry of it keeps neither the name nor what stood there before.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementSigning, Signatory
from app.models.assignments import Activity
from app.models.base import Versioned
from app.models.errors import DomainError, MissingText
from app.models.organisation import Unit, UnitRole
from app.models.storage import ChangePayload, Draft
from app.services.storage import changelog, connection
from app.services.storage.backup import list_backups
from app.services.storage.database import describe, final, forget_history, touch
from app.services.storage.retention import Backup
from app.services.textorder import fold, says, sort_key

ERASED_NAME = changelog.ERASED.decode()
_TABLE_NAMES = frozenset(table.__tablename__ for table in (UnitRole, Signatory, AgreementSigning, Activity))
_FIELD = "person_name"
_Named = UnitRole | Signatory | AgreementSigning | Activity


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
    if wanted == ERASED_NAME:
        raise NameNotFound
    named = [row for row in _named_rows(session) if fold(row.person_name or "") == wanted]
    spellings = _spellings_in_log(session, wanted) | {str(row.person_name) for row in named}
    if not spellings:
        raise NameNotFound
    owners = {_owner(session, row) for row in named}
    for row in named:
        row.person_name = ERASED_NAME
    for owner in owners:
        touch(owner)
    _drop_drafts(session, wanted)
    entries = sum(changelog.erase_payloads(session, spelling) for spelling in sorted(spellings))
    describe(session, "Raderade ett personnamn")
    final(session)
    forget_history(session)
    return Erased(len(named), entries)


def names_kept(session: Session) -> tuple[str, ...]:
    """The personal names that stand in the file now."""
    found = {str(row.person_name) for row in _named_rows(session)}
    return tuple(sorted(found - {ERASED_NAME}, key=sort_key))


def backups_holding(path: Path, name: str) -> tuple[Backup, ...]:
    """The backups of a file that still hold a name, the newest first; one that cannot be read counts too."""
    wanted = _wanted(name)
    return tuple(backup for backup in list_backups(path) if _holds(backup.path, wanted))


def _wanted(name: str) -> str:
    if not name.strip():
        raise MissingText("Personens namn")
    return fold(name.strip())


def _named_rows(session: Session) -> list[_Named]:
    roles = session.scalars(select(UnitRole).where(UnitRole.person_name.is_not(None)))
    signatories = session.scalars(select(Signatory).where(Signatory.person_name.is_not(None)))
    activities = session.scalars(select(Activity).where(Activity.person_name.is_not(None)))
    signed = session.scalars(select(AgreementSigning).where(AgreementSigning.person_name.is_not(None)))
    return [*roles, *signatories, *signed, *activities]


def _owner(session: Session, row: _Named) -> Versioned:
    """What the name stands in; its version is raised, so that a form that still shows the name is refused."""
    if isinstance(row, Activity):
        return row
    if isinstance(row, UnitRole):
        return session.get_one(Unit, row.unit_id)
    return session.get_one(Agreement, row.agreement_id)


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
        if says(fold(draft.text), wanted):
            session.delete(draft)


def _holds(path: Path, wanted: str) -> bool:
    try:
        with closing(connection.connect(path, read_only=True)) as opened:
            return any(says(fold(text), wanted) for text in _texts(opened))
    except (sqlite3.Error, zlib.error, ValueError):
        return True


def _texts(opened: sqlite3.Connection) -> Iterator[str]:
    present = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in sorted(_TABLE_NAMES & present):  # a backup of an older schema lacks some
        for (name,) in opened.execute(f"SELECT {_FIELD} FROM {table} WHERE {_FIELD} IS NOT NULL"):
            yield name
    for (text,) in opened.execute("SELECT text FROM draft"):
        yield text
    for (payload,) in opened.execute("SELECT payload FROM change_payload"):
        yield from changelog.texts(payload)
