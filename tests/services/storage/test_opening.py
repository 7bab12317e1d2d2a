"""Opening and making whole files: what cannot be used says why, and what can be read is read."""

import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.models.organisation import Unit
from app.services.storage import Database, OpenForReading, check, errors
from app.services.storage import connection as connections
from app.services.storage.backup import list_backups, restore
from app.services.storage.fileformat import FORMAT
from tests.services.storage import towns

ROOT = Path(__file__).parents[3]


@pytest.fixture
def open_file(clock):
    """Opens files that are closed when the test ends."""
    opened = []

    def open_(path, user="Anna", **more):
        opened.append(Database.open(path, clock=clock, user=user, **more))
        return opened[-1]

    yield open_
    for database in opened:
        database.close()


@pytest.fixture
def filled(path, clock):
    database = Database.open(path, clock=clock, user="Anna")
    database.write(towns.found_town)
    database.close()
    return path


def _units(database):
    return database.read(lambda session: session.scalars(select(Unit.name)).all())


def _names(folder):
    return sorted(each.name for each in folder.iterdir())


NAMES = [
    "år 2027.styr",
    "två  blanksteg och tabb\t.styr",
    "a'b\"c`d.styr",
    "100% #1? & [a](1);.styr",
    "%41%00.styr",
    "Åäö ÅÄÖ é 😀.styr",
    "utan ändelse",
    "a" * 200 + ".styr",
    "å" * 110 + ".styr",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_any_name_is_made_changed_closed_and_opened(tmp_path, clock, name):
    path = tmp_path / name
    made = Database.create(path, clock=clock, user="A")
    made.write(towns.found_town)
    made.close()
    for words in ("Första", "Andra"):
        database = Database.open(path, clock=clock, user="A")
        database.write(partial(towns.add_unit, name=words))
        database.close()
    database = Database.open(path, clock=clock, user="A")
    assert set(_units(database)) == {"Kyrkskolan", "Första", "Andra"}
    database.close()
    assert len(list_backups(path)) == 3
    assert {each for each in _names(tmp_path) if "säkerhetskopior" not in each} == {name, f"{name}.lock"}


def test_a_place_without_writing_is_read_and_the_reason_is_said(filled, unwritable_copy, open_file):
    database = open_file(unwritable_copy(filled))
    assert database.read_only
    assert _units(database) == ["Kyrkskolan"]
    assert database.why_read_only == "Den ligger där du inte får skriva."
    with pytest.raises(OpenForReading, match=r"där du inte får skriva\. Ändringen gjordes inte"):
        database.write(partial(towns.add_unit, name="Ny"))
    assert database.back_up() is None


def test_a_place_that_cannot_lock_is_read_from(filled, open_file):
    lock = filled.with_name(filled.name + ".lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()
    database = open_file(filled)
    assert database.read_only
    assert _units(database) == ["Kyrkskolan"]
    assert database.why_read_only == "Den ligger där du inte får skriva."


def test_a_new_file_is_not_made_where_nothing_can_be_written(unwritable, clock):
    with pytest.raises(errors.ReadOnlyPlace, match="där du får skriva"):
        Database.create(unwritable / "ny.styr", clock=clock, user="Anna")
    assert _names(unwritable) == ["fil.styr"]


def test_a_new_file_on_a_full_disk_leaves_nothing(tmp_path, clock, monkeypatch):
    whole = connections.connect

    def cramped(path, **more):
        connection = whole(path, **more)
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    monkeypatch.setattr(connections, "connect", cramped)
    with pytest.raises(errors.DiskFull, match="Disken är full"):
        Database.create(tmp_path / "ny.styr", clock=clock, user="Anna")
    assert {each for each in _names(tmp_path) if not each.endswith(".lock")} == set()


def test_a_file_of_a_newer_program_is_read_when_the_format_is_known(filled, raw, open_file):
    raw.execute("UPDATE alembic_version SET version_num = '0099'")
    raw.close()
    database = open_file(filled)
    assert database.read_only
    assert _units(database) == ["Kyrkskolan"]
    assert database.why_read_only == "Den är gjord med en nyare version av programmet."


def test_a_file_of_a_newer_format_is_refused_and_not_touched(filled, raw, clock, untouched):
    raw.execute(f"PRAGMA user_version = {FORMAT + 1}")
    raw.close()
    with untouched(filled), pytest.raises(errors.NewerFile, match="Installera en nyare version"):
        Database.open(filled, clock=clock, user="Anna")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"%PDF-1.7\n" + b"x" * 9000, errors.NotOurs),
        (b"", errors.NotOurs),
        (b"SQLite format 3\0" + b"\xa5" * 9000, errors.Damaged),
    ],
)
def test_a_file_that_is_not_ours_or_damaged_is_not_touched(tmp_path, clock, content, error, untouched):
    path = tmp_path / "Säter.styr"
    path.write_bytes(content)
    with untouched(path), pytest.raises(error, match="orörd"):
        Database.open(path, clock=clock, user="Anna")


def test_a_page_damaged_deep_in_the_file_is_said_when_it_is_read(filled, open_file):
    database = open_file(filled)
    root = database.read(
        lambda s: s.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'unit' AND type = 'table'"))
    )
    database.close()
    size = 4096
    content = bytearray(filled.read_bytes())
    content[(root - 1) * size : root * size] = b"\xa5" * size
    filled.write_bytes(content)
    damaged = open_file(filled, read_only=True)
    with pytest.raises(errors.Damaged, match="Återställ den från en säkerhetskopia"):
        _units(damaged)
    assert damaged.read(check.integrity_faults)


def test_after_a_kill_in_the_midst_of_a_change_the_next_writer_goes_on(filled, leave_hot, open_file):
    leave_hot(filled)
    database = open_file(filled)
    assert not database.read_only
    assert _units(database) == ["Kyrkskolan"]
    assert database.read(check.integrity_faults) == ()
    database.write(partial(towns.add_unit, name="Efteråt"))


def test_after_a_kill_a_reader_is_told_that_somebody_must_write_first(filled, leave_hot, clock):
    leave_hot(filled)
    with pytest.raises(errors.HotJournal, match="avbröts"):
        Database.open(filled, clock=clock, user="Bo", read_only=True)


HOLD = """
import sys, time
from datetime import date
from pathlib import Path
from app.services.clock import fixed_clock
from app.services.storage import Database
from tests.services.storage import towns
database = Database.open(Path(sys.argv[1]), clock=fixed_clock(date(2026, 11, 20)), user="Barn")
database.write(lambda session: towns.add_unit(session, name="Från barnet"))
print(database.read_only, flush=True)
time.sleep(600)
"""


@pytest.fixture
def other_program(filled):
    """Another program that has changed the file and holds it."""
    command = [sys.executable, "-c", HOLD, str(filled)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout.readline() == "False\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_while_another_program_writes_a_second_one_reads_and_names_it(filled, other_program, open_file):
    second = open_file(filled, user="Bo")
    assert second.read_only
    assert set(_units(second)) == {"Kyrkskolan", "Från barnet"}
    assert second.why_read_only.startswith("Den är öppen hos Barn på ")


def test_a_killed_program_leaves_the_right_to_write_and_its_changes_are_backed_up(
    filled, other_program, open_file
):
    other_program.kill()
    other_program.wait()
    earlier = len(list_backups(filled))
    database = open_file(filled)
    assert not database.read_only
    assert database.backup_due
    assert database.back_up() is not None
    assert len(list_backups(filled)) == earlier + 1
    assert not database.backup_due


def test_an_ordinary_opening_has_nothing_to_back_up(filled, open_file):
    database = open_file(filled)
    assert not database.backup_due
    assert database.back_up() is None


def test_a_backup_while_the_file_is_open_holds_what_was_written_until_then(filled, open_file):
    database = open_file(filled)
    database.write(partial(towns.add_unit, name="Ny"))
    made = database.back_up()
    copy = open_file(made.path, read_only=True)
    assert set(_units(copy)) == {"Kyrkskolan", "Ny"}
    assert database.back_up() is None
    assert database.undo_words == "Lade till Ny"
    database.undo()
    assert database.backup_due


def test_backups_keep_within_the_limit_they_are_given(filled, open_file):
    database = open_file(filled, backup_limit=1)
    for name in ("A", "B", "C"):
        database.write(partial(towns.add_unit, name=name))
        database.back_up()
    assert len(list_backups(filled)) == 1


def test_a_backup_that_cannot_be_made_is_said_is_due_again_and_the_file_is_closed(filled, clock):
    database = Database.open(filled, clock=clock, user="Anna")
    folder = list_backups(filled)[0].path.parent
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()
    folder.write_text("i vägen")
    database.write(partial(towns.add_unit, name="Ny"))
    with pytest.raises(errors.FileError):
        database.back_up()
    assert database.backup_due
    with pytest.raises(errors.FileError):
        database.close()
    again = Database.open(filled, clock=clock, user="Bo")
    assert not again.read_only
    assert "Ny" in _units(again)
    again.close()


def test_every_connection_keeps_references_and_waits_for_the_disk(filled, open_file):
    database = open_file(filled)
    seen = []

    def look(session):
        pragmas = ("foreign_keys", "synchronous", "journal_mode")
        seen.append(tuple(session.scalar(text(f"PRAGMA {name}")) for name in pragmas))

    database.read(look)
    database.write(look)
    assert seen == [(1, 3, "delete"), (1, 3, "delete")]
    assert not any(Path(f"{filled}{end}").exists() for end in ("-wal", "-shm"))


def test_a_whole_restore_ends_the_history_of_what_can_be_undone(filled, clock):
    database = Database.open(filled, clock=clock, user="Anna")
    database.write(partial(towns.add_unit, name="Ny"))
    database.close()
    restore(filled, list_backups(filled)[-1].path, clock=clock, user="Anna")
    again = Database.open(filled, clock=clock, user="Anna")
    assert again.undo_words is None
    assert _units(again) == ["Kyrkskolan"]
    again.close()


def test_the_whole_file_and_its_log_are_checked(filled, open_file):
    database = open_file(filled)
    assert database.read(check.integrity_faults) == ()
    assert database.read(check.log_faults) == ()
    database.close()
    with sqlite3.connect(filled) as forger:
        forger.execute("DROP TRIGGER protect_change_entry_update")
        forger.execute("UPDATE change_entry SET words = 'Något annat'")
        forger.execute("PRAGMA foreign_keys = OFF")
        forger.execute("UPDATE unit SET kind_id = 999")
    forger.close()
    again = open_file(filled, read_only=True)
    (fault,) = again.read(check.integrity_faults)
    assert "unit" in fault
    assert again.read(check.log_faults) == ("Ändring 1 stämmer inte med sin kontrollsumma.",)
