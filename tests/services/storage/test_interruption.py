"""A process killed in the midst of a change leaves a file that the next one brings back whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.services.storage.errors import HotJournal
from app.services.storage.fileformat import faults, file_uri, inspect, roll_back


def _terms(path: Path) -> int:
    with closing(sqlite3.connect(file_uri(path, mode="ro"), uri=True)) as connection:
        assert faults(connection) == []
        return connection.execute("SELECT count(*) FROM glossary_term").fetchone()[0]


def test_an_interrupted_change_is_seen_without_touching_anything(path, leave_hot, untouched):
    leave_hot(path)
    with untouched(path):
        state = inspect(path)
    assert state.hot_journal
    assert state.schema is None


def test_a_writer_rolls_an_interrupted_change_back_whole(path, leave_hot, raw):
    raw.execute("INSERT INTO glossary_term (id, word, explanation, version) VALUES (1, 'Ram', 'x', 1)")
    raw.close()
    leave_hot(path)
    roll_back(path)
    assert not inspect(path).hot_journal
    assert not Path(f"{path}-journal").exists()
    assert _terms(path) == 1


def test_rolling_back_what_needs_it_not_changes_nothing(path, untouched):
    with untouched(path):
        roll_back(path)


def test_where_nobody_may_write_an_interrupted_change_is_named(path, leave_hot, unwritable_copy):
    leave_hot(path)
    place = unwritable_copy(path)
    state = inspect(place)
    assert state.hot_journal
    assert not state.writable
    with pytest.raises(HotJournal, match="avbröts"):
        roll_back(place)
