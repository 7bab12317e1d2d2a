"""Dated backups in a folder beside the file, restoring one of them, and copies to other places."""

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from app.services.clock import Clock
from app.services.storage.errors import BadName, Damaged, HotJournal, InUse, NotOurs, spoken
from app.services.storage.fileformat import (
    SUFFIX,
    check_name,
    check_new,
    faults,
    file_uri,
    inspect,
    roll_back,
)
from app.services.storage.lock import WriterLock
from app.services.storage.retention import Backup, surplus
from app.services.storage.snapshot import copy_into, put_in_place, snapshot, sync, unfinished

__all__ = [
    "BEFORE_RESTORE",
    "BEFORE_UPDATE",
    "DEFAULT_LIMIT",
    "Backup",
    "backup_folder",
    "list_backups",
    "make_backup",
    "restore",
    "save_copy_as",
    "snapshot",
]

DEFAULT_LIMIT = 2 * 10**9
BEFORE_RESTORE = "före återställning"
BEFORE_UPDATE = "före uppdatering"
_DAMAGED = "skadad"
_DAMAGED_SUFFIX = ".skadad"
_STEM_BYTES = 40
_INSTANT = "%Y-%m-%d %H.%M.%S UTC"
_NAME = re.compile(
    r"(?P<instant>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d UTC)(?: \((?P<order>\d+)\))?(?: (?P<reason>[^\d().]+))?$"
)
_State = tuple[object, ...]


def backup_folder(path: Path) -> Path:
    """The folder for the backups of `path`, beside it."""
    return path.with_name(f"{_stem(path)}-säkerhetskopior")


def list_backups(path: Path, *, folder: Path | None = None) -> tuple[Backup, ...]:
    """The backups of `path`, the newest first; files with other names are left out."""
    place = folder or backup_folder(path)
    if not place.is_dir():
        return ()
    with spoken(place):
        found = [_read_name(path, each) for each in place.iterdir() if each.is_file()]
    return tuple(sorted((each for each in found if each), key=lambda each: each.age_key, reverse=True))


def make_backup(
    source: Path | sqlite3.Connection,
    path: Path,
    *,
    clock: Clock,
    folder: Path | None = None,
    limit_bytes: int = DEFAULT_LIMIT,
    reason: str | None = None,
) -> Backup | None:
    """Back up the file `path`, read through `source`; None when nothing changed since the last backup.

    One with a `reason` is always made. Those that need not be kept are then removed.
    """
    place = folder or backup_folder(path)
    earlier = list_backups(path, folder=place)
    if reason is None and earlier and _log_head(source) == _log_head_of_backup(earlier[0]):
        return None
    with spoken(place):
        place.mkdir(exist_ok=True)
    target, made_at, order = _free_name(path, place, clock, reason)
    snapshot(source, target)
    made = Backup(target, made_at, target.stat().st_size, order, reason)
    with spoken(place):
        for old in surplus((*earlier, made), today=clock.today(), limit_bytes=limit_bytes):
            if old != made:
                old.path.unlink(missing_ok=True)
    return made


def restore(path: Path, backup: Path, *, clock: Clock, user: str) -> Backup | None:
    """Let the file `path` become what it was in `backup`; gives the backup of what was there before.

    The file must be closed. The backup is checked whole first; at any failure the file stays as it is.
    """
    if path.exists() and backup.exists() and path.samefile(backup):
        raise BadName(backup, "det är filen själv som skulle återställas")
    check_name(path)
    if inspect(backup).hot_journal:
        raise HotJournal(backup)
    lock = WriterLock(path, user=user, clock=clock)
    if not lock.acquire():
        raise InUse(path, lock.holder.words if lock.holder else None)
    try:
        with unfinished(path) as fresh:
            copy_into(backup, fresh)
            _check_whole(backup, fresh)
            before = _set_aside(path, clock)
            put_in_place(fresh, path)
    finally:
        lock.release()
    return before


def save_copy_as(source: Path | sqlite3.Connection, target: Path) -> None:
    """Save what is committed as the new file `target`; raises AlreadyExists when something lies there."""
    check_new(target)
    snapshot(source, target)


def _stem(path: Path) -> str:
    return path.name.removesuffix(SUFFIX)


def _short_stem(path: Path) -> str:
    """The stem cut so that folder and name together stay within what SQLite can open."""
    return os.fsencode(_stem(path))[:_STEM_BYTES].decode(errors="ignore")


def _free_name(path: Path, place: Path, clock: Clock, reason: str | None) -> tuple[Path, datetime, int]:
    made_at = clock.now().astimezone(UTC).replace(microsecond=0)
    same = (each.order for each in list_backups(path, folder=place) if each.made_at == made_at)
    order = max(same, default=0) + 1
    parts = [_short_stem(path), made_at.strftime(_INSTANT), f"({order})" if order > 1 else "", reason or ""]
    return place / (" ".join(part for part in parts if part) + SUFFIX), made_at, order


def _read_name(path: Path, found: Path) -> Backup | None:
    start = f"{_short_stem(path)} "
    if found.suffix != SUFFIX or not found.name.startswith(start):
        return None
    match = _NAME.match(found.name.removesuffix(SUFFIX)[len(start) :])
    if match is None:
        return None
    made_at = datetime.strptime(match["instant"], _INSTANT).replace(tzinfo=UTC)
    return Backup(found, made_at, found.stat().st_size, int(match["order"] or 1), match["reason"])


def _log_head(source: Path | sqlite3.Connection) -> _State:
    """What tells two states of a file apart: the last entry of its log and its schema."""
    if isinstance(source, Path):
        uri = file_uri(source, mode="ro")
        with spoken(source), closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as opened:
            return _log_head(opened)
    last = source.execute("SELECT number, digest FROM change_entry ORDER BY number DESC LIMIT 1").fetchone()
    schema = source.execute("SELECT version_num FROM alembic_version").fetchone()
    return (*(last or ()), *(schema or ()))


def _log_head_of_backup(backup: Backup) -> _State | None:
    """None for a backup that cannot be read, so that a new one is made."""
    try:
        return _log_head(backup.path)
    except (Damaged, NotOurs, sqlite3.Error):
        return None


def _check_whole(backup: Path, fresh: Path) -> None:
    with closing(sqlite3.connect(file_uri(fresh, mode="ro"), uri=True)) as look:
        found = faults(look)
    if found:
        raise Damaged(backup, "; ".join(found[:5]))


def _set_aside(path: Path, clock: Clock) -> Backup | None:
    """Back up what lies at `path` before something takes its place, also when it is no longer readable."""
    if not path.exists():
        return None
    try:
        if inspect(path).hot_journal:
            roll_back(path)
        return make_backup(path, path, clock=clock, reason=BEFORE_RESTORE)
    except (Damaged, NotOurs):
        return _keep_bytes(path, clock)


def _keep_bytes(path: Path, clock: Clock) -> Backup:
    """A damaged file is kept as it is, with its journal: the bytes may still be of use to somebody."""
    place = backup_folder(path)
    place.mkdir(exist_ok=True)
    name, made_at, order = _free_name(path, place, clock, _DAMAGED)
    target = name.with_suffix(_DAMAGED_SUFFIX)
    while target.exists():
        target = target.with_name(f"{target.name}2")
    for old, new in ((path, target), (Path(f"{path}-journal"), Path(f"{target}-journal"))):
        if old.exists():
            new.write_bytes(old.read_bytes())
            sync(new)
    return Backup(target, made_at, target.stat().st_size, order, _DAMAGED)
