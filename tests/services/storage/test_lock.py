"""One writer at a time, also against real other processes."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.services.storage.errors import FileError, ReadOnlyPlace
from app.services.storage.lock import WriterLock

ROOT = Path(__file__).parents[3]
HOLD = """
import sys, time
from datetime import date
from pathlib import Path
from app.services.clock import fixed_clock
from app.services.storage.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]), user="Barn", clock=fixed_clock(date(2026, 11, 20)))
print(lock.acquire(), flush=True)
time.sleep(600)
"""


@pytest.fixture
def other(path):
    """Another process that holds the right to write."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout.readline() == "True\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_only_one_writes_at_a_time(path, clock):
    first, second = (WriterLock(path, user=user, clock=clock) for user in ("Anna", "Bo"))
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_the_holder_says_who_where_and_since_when(path, clock):
    lock = WriterLock(path, user="Åsa Öst", clock=clock)
    assert lock.holder is None
    lock.acquire()
    seen = WriterLock(path, user="Bo", clock=clock).holder
    assert seen.name == "Åsa Öst"
    assert seen.since == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert seen.words.startswith("Åsa Öst")
    lock.release()
    assert lock.holder is None


def test_taking_it_twice_and_giving_it_back_twice_is_harmless(path, clock):
    lock = WriterLock(path, user="Anna", clock=clock)
    assert lock.acquire()
    assert lock.acquire()
    lock.release()
    lock.release()
    assert not lock.held
    assert WriterLock(path, user="Bo", clock=clock).acquire()


def test_a_note_that_cannot_be_removed_does_not_keep_the_right(path, clock):
    lock = WriterLock(path, user="Anna", clock=clock)
    assert lock.acquire()
    note = path.with_name(f"{path.name}.lock.json")
    note.unlink()
    (note / "upptagen").mkdir(parents=True)
    lock.release()
    assert not lock.held
    assert (note / "upptagen").is_dir()


def test_another_process_is_kept_out(path, clock, other):
    lock = WriterLock(path, user="Anna", clock=clock)
    assert not lock.acquire()
    assert lock.holder.name == "Barn"


def test_a_killed_process_loses_the_lock_at_once_though_its_note_remains(path, clock, other):
    os.kill(other.pid, signal.SIGKILL)
    other.wait()
    lock = WriterLock(path, user="Anna", clock=clock)
    assert lock.holder.name == "Barn"
    assert lock.acquire()
    assert lock.holder.name == "Anna"
    lock.release()


def test_a_damaged_note_says_nothing_and_hinders_nobody(path, clock):
    note = path.with_name(path.name + ".lock.json")
    lock = WriterLock(path, user="Anna", clock=clock)
    for content in (b"", b"\xff\xfe", b"[]", json.dumps({"name": "x"}).encode()):
        note.write_bytes(content)
        assert lock.holder is None
    assert lock.acquire()
    lock.release()


def test_the_same_file_by_a_link_has_the_same_lock(path, tmp_path, clock):
    link = tmp_path / "genväg.styr"
    link.symlink_to(path)
    first, second = WriterLock(path, user="A", clock=clock), WriterLock(link, user="B", clock=clock)
    assert first.acquire()
    assert not second.acquire()
    first.release()


def test_a_place_without_writing_is_refused_with_a_message(unwritable, make_file, clock):
    path = unwritable / "fil.styr"
    with pytest.raises(ReadOnlyPlace, match="skriva"):
        WriterLock(path, user="A", clock=clock).acquire()


def test_a_folder_that_is_gone_is_refused_with_a_message(tmp_path, clock):
    with pytest.raises(FileError):
        WriterLock(tmp_path / "borta" / "fil.styr", user="A", clock=clock).acquire()
