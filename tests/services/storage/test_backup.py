"""Backups hold what was committed, restoring is all or nothing, and no half file is left anywhere."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from app.services.clock import fixed_clock
from app.services.storage import snapshot as snapshot_module
from app.services.storage.backup import (
    BEFORE_RESTORE,
    backup_folder,
    list_backups,
    make_backup,
    restore,
    save_copy_as,
    snapshot,
)
from app.services.storage.errors import (
    AlreadyExists,
    BadName,
    Busy,
    Damaged,
    DiskFull,
    InUse,
    NoFolder,
    NotFoundFile,
    NotOurs,
    ReadOnlyPlace,
)
from app.services.storage.fileformat import inspect
from app.services.storage.lock import WriterLock


def _words(path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT words FROM change_entry ORDER BY number")]


def _files(folder) -> list[str]:
    return sorted(each.name for each in folder.rglob("*") if each.is_file() and ".lock" not in each.name)


def test_a_backup_lies_in_a_folder_beside_the_file_and_is_named_by_its_instant(path, clock):
    made = make_backup(path, path, clock=clock)
    assert made.path.parent == path.parent / "Ljusnarsberg-säkerhetskopior"
    assert made.path.name == "Ljusnarsberg 2026-11-21 12.00.00 UTC.styr"
    assert made.made_at == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert list_backups(path) == (made,)
    assert inspect(made.path).schema == inspect(path).schema


def test_a_backup_is_made_only_when_something_changed(path, clock, add_entry):
    assert make_backup(path, path, clock=clock)
    assert make_backup(path, path, clock=clock) is None
    add_entry(path, 1)
    second = make_backup(path, path, clock=clock)
    assert _words(second.path) == ["Ändrade"]
    assert make_backup(path, path, clock=clock) is None
    assert [each.order for each in list_backups(path)] == [2, 1]


def test_a_file_that_went_back_and_took_another_way_is_backed_up_too(path, clock, add_entry, make_file):
    add_entry(path, 1, "Ena vägen")
    make_backup(path, path, clock=clock)
    make_file(path)
    add_entry(path, 1, "Andra vägen")
    assert _words(make_backup(path, path, clock=clock).path) == ["Andra vägen"]


def test_a_damaged_newest_backup_does_not_hinder_a_new_one(path, clock):
    first = make_backup(path, path, clock=clock)
    first.path.write_bytes(b"SQLite format 3\0 nonsense")
    assert make_backup(path, path, clock=clock).path != first.path


def test_a_backup_during_a_change_holds_only_what_is_committed(path, clock, raw, add_entry):
    add_entry(path, 1)
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(
        "INSERT INTO unit_kind (id, key, name, category, position, version) VALUES (1,'a','a','a',1,1)"
    )
    made = make_backup(path, path, clock=clock)
    raw.execute("COMMIT")
    with closing(sqlite3.connect(made.path)) as copy:
        assert copy.execute("SELECT count(*) FROM unit_kind").fetchone() == (0,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert raw.execute("SELECT count(*) FROM unit_kind").fetchone() == (1,)


def test_a_change_that_has_begun_to_write_is_waited_for_and_then_named(path, tmp_path, raw, monkeypatch):
    monkeypatch.setattr(snapshot_module, "_BUSY_SECONDS", 0.05)
    raw.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Busy, match="upptagen"):
        snapshot(path, tmp_path / "kopia.styr")
    raw.execute("ROLLBACK")
    assert _files(tmp_path) == [path.name]


def test_old_backups_are_removed_when_a_new_one_is_made(path, add_entry):
    day = date(2026, 1, 1)
    for number in range(1, 70):
        add_entry(path, number)
        make_backup(path, path, clock=fixed_clock(day + timedelta(days=number)))
    assert len(list_backups(path)) == 30 + 1  # thirty days and the end of January


def test_backups_stay_within_their_total_size(path, clock, add_entry):
    size = path.stat().st_size
    for number in range(1, 7):
        add_entry(path, number)
        make_backup(path, path, clock=clock, limit_bytes=3 * size + 100)
    assert [each.order for each in list_backups(path)] == [6, 5, 4]


def test_other_files_in_the_folder_are_left_alone(path, clock, add_entry):
    folder = backup_folder(path)
    folder.mkdir()
    for name in ("läs mig.txt", "Ljusnarsberg gammal.styr", "Annan 2026-11-21 12.00.00 UTC.styr"):
        (folder / name).write_text("min")
    add_entry(path, 1)
    make_backup(path, path, clock=clock, limit_bytes=0)
    assert len(_files(folder)) == 4
    assert len(list_backups(path)) == 1


def test_a_full_disk_leaves_no_half_backup(path, clock, monkeypatch, untouched):
    backup_folder(path).mkdir()

    def small(target, *, opening=snapshot_module.open_copy):
        connection = opening(target)
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    monkeypatch.setattr(snapshot_module, "open_copy", small)
    with untouched(path), pytest.raises(DiskFull, match="full"):
        make_backup(path, path, clock=clock)
    with pytest.raises(DiskFull, match="full"):
        save_copy_as(path, path.with_name("kopia.styr"))
    assert _files(path.parent) == [path.name]


def test_a_place_without_writing_leaves_nothing_and_says_so(unwritable, clock):
    path = unwritable / "fil.styr"
    with pytest.raises(ReadOnlyPlace, match="skriva"):
        make_backup(path, path, clock=clock)
    with pytest.raises(ReadOnlyPlace, match="skriva"):
        save_copy_as(path, unwritable / "kopia.styr")
    with pytest.raises(ReadOnlyPlace, match="skriva"):
        restore(unwritable / "annan.styr", path, clock=clock, user="A")
    assert _files(unwritable) == ["fil.styr"]


def test_a_damaged_file_is_not_backed_up_over_sound_ones(path, clock, add_entry):
    make_backup(path, path, clock=clock)
    add_entry(path, 1)
    _damage(path)
    with pytest.raises(Damaged):
        make_backup(path, path, clock=clock)
    assert len(_files(backup_folder(path))) == 1


def _damage(path) -> None:
    content = bytearray(path.read_bytes())
    for start in range(3 * 4096, len(content), 4096):
        content[start : start + 64] = b"\xa5" * 64
    path.write_bytes(content)


def test_restoring_brings_back_and_keeps_what_was_there(path, clock, add_entry):
    add_entry(path, 1, "Först")
    made = make_backup(path, path, clock=clock)
    add_entry(path, 2, "Sedan")
    before = restore(path, made.path, clock=clock, user="Anna")
    assert _words(path) == ["Först"]
    assert _words(before.path) == ["Först", "Sedan"]
    assert before.reason == BEFORE_RESTORE
    assert list_backups(path)[0] == before
    restore(path, before.path, clock=clock, user="Anna")
    assert _words(path) == ["Först", "Sedan"]


def test_restoring_a_file_that_is_gone_brings_it_back(path, clock, add_entry):
    add_entry(path, 1)
    made = make_backup(path, path, clock=clock)
    path.unlink()
    assert restore(path, made.path, clock=clock, user="Anna") is None
    assert _words(path) == ["Ändrade"]


@pytest.mark.parametrize("leave_journal", [False, True])
def test_restoring_over_a_damaged_file_keeps_its_bytes_aside(path, clock, leave_journal):
    made = make_backup(path, path, clock=clock)
    sound = made.path.read_bytes()
    path.write_bytes(b"SQLite format 3\0" + b"\xa5" * 9000)
    journal = path.with_name(path.name + "-journal")
    if leave_journal:
        journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 600)
    wreck = path.read_bytes()
    before = restore(path, made.path, clock=clock, user="Anna")
    assert before.path.read_bytes() == wreck
    assert path.read_bytes() == sound
    assert not journal.exists()
    assert [each.path for each in list_backups(path)] == [made.path]


def test_an_interrupted_change_is_rolled_back_before_the_file_is_set_aside(path, clock, leave_hot, add_entry):
    add_entry(path, 1)
    made = make_backup(path, path, clock=clock)
    add_entry(path, 2)
    leave_hot(path)
    before = restore(path, made.path, clock=clock, user="Anna")
    assert _words(before.path) == ["Ändrade", "Ändrade"]
    assert _words(path) == ["Ändrade"]
    assert inspect(path).schema


def _truncate(backup) -> None:
    backup.write_bytes(backup.read_bytes()[:-5000])


def _break_reference(backup) -> None:
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("INSERT INTO municipality_alias (id, municipality_id, name) VALUES (1, 99, 'x')")


@pytest.mark.parametrize(
    ("harm", "error"),
    [
        (_truncate, Damaged),
        (_damage, Damaged),
        (_break_reference, Damaged),
        (lambda backup: backup.write_text("<html>"), NotOurs),
        (lambda backup: backup.unlink(), NotFoundFile),
    ],
)
def test_a_bad_backup_is_refused_and_the_file_is_untouched(path, clock, tmp_path, harm, error, untouched):
    folder = tmp_path / "kopior"
    folder.mkdir()
    backup = make_backup(path, path, clock=clock, folder=folder).path
    harm(backup)
    lock = WriterLock(path, user="A", clock=clock)
    lock.acquire()
    lock.release()  # leaves its lasting lock file
    with untouched(path), pytest.raises(error):
        restore(path, backup, clock=clock, user="Anna")


def test_a_full_disk_while_restoring_leaves_the_file_untouched(path, clock, add_entry, monkeypatch):
    made = make_backup(path, path, clock=clock)
    add_entry(path, 1)
    content = path.read_bytes()

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshot_module.os, "fsync", full)
    with pytest.raises(DiskFull):
        restore(path, made.path, clock=clock, user="Anna")
    assert path.read_bytes() == content
    assert len(_files(path.parent)) == 2


def test_a_file_that_is_open_elsewhere_is_not_restored(path, clock):
    made = make_backup(path, path, clock=clock)
    lock = WriterLock(path, user="Bo", clock=clock)
    lock.acquire()
    with pytest.raises(InUse, match="Bo på"):
        restore(path, made.path, clock=clock, user="Anna")
    lock.release()


def test_a_file_is_not_restored_from_itself(path, clock):
    with pytest.raises(BadName):
        restore(path, path, clock=clock, user="Anna")


def test_a_copy_is_saved_under_a_free_name_only(path, tmp_path, add_entry):
    add_entry(path, 1)
    copy = tmp_path / "Kopia å.styr"
    save_copy_as(path, copy)
    assert _words(copy) == ["Ändrade"]
    add_entry(path, 2)
    with pytest.raises(AlreadyExists):
        save_copy_as(path, copy)
    assert _words(copy) == ["Ändrade"]
    with pytest.raises(NoFolder):
        save_copy_as(path, tmp_path / "borta" / "kopia.styr")


def test_a_copy_can_be_made_from_an_open_connection(path, tmp_path, raw, add_entry):
    add_entry(path, 1)
    save_copy_as(raw, tmp_path / "kopia.styr")
    assert _words(tmp_path / "kopia.styr") == ["Ändrade"]
    assert not raw.in_transaction


def test_a_link_and_the_rights_of_the_file_survive_a_restore(path, tmp_path, clock):
    path.chmod(0o664)
    link = tmp_path / "genväg.styr"
    link.symlink_to(path)
    made = make_backup(path, path, clock=clock)
    restore(link, made.path, clock=clock, user="Anna")
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o664


@pytest.mark.parametrize(
    "name",
    [
        "år 2027.styr",
        "a'b\"c.styr",
        "100% #1?.styr",
        "[a](1) x.styr",
        "a" * 200 + ".styr",
        "å" * 110 + ".styr",
    ],
)
def test_every_file_name_can_be_backed_up_restored_and_copied(tmp_path, make_file, clock, add_entry, name):
    path = make_file(tmp_path / name)
    add_entry(path, 1)
    made = make_backup(path, path, clock=clock)
    add_entry(path, 2)
    assert make_backup(path, path, clock=clock).order == 2
    assert len(list_backups(path)) == 2
    before = restore(path, made.path, clock=clock, user="Anna")
    assert len(_words(path)) == 1
    assert len(_words(before.path)) == 2
    save_copy_as(path, tmp_path / f"k{name}")
    assert _words(tmp_path / f"k{name}") == ["Ändrade"]


def test_two_files_in_one_folder_keep_their_backups_apart(tmp_path, make_file, clock):
    folder = tmp_path / "kopior"
    folder.mkdir()
    back_up = partial(make_backup, clock=clock, folder=folder)
    short, long = make_file(tmp_path / "Falun.styr"), make_file(tmp_path / "Falun 2.styr")
    first, second = back_up(short, short), back_up(long, long)
    assert list_backups(short, folder=folder) == (first,)
    assert list_backups(long, folder=folder) == (second,)
