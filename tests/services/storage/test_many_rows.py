"""Very many new rows: kept in the log without their columns' names, and undone, redone and erased as few."""

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.models.steering import GlossaryTerm
from app.models.storage import ChangePayload
from app.models.types import new_id, new_ids
from app.services.storage import bulk, changelog, describe
from app.services.storage.capture import RowChange
from tests.services.storage import towns

_MANY = 250


@pytest.fixture
def town(database):
    database.write(towns.found_town)
    return database


def _words(session):
    return session.execute(select(GlossaryTerm.id, GlossaryTerm.word, GlossaryTerm.version)).all()


def _add(session):
    columns = {"word": [f"Ord {at}" for at in range(_MANY)], "explanation": ("förklaring av Ada",) * _MANY}
    keys = bulk.insert_columns(session, GlossaryTerm, columns)
    describe(session, "La till ord")
    return keys


def test_rows_told_by_column_are_undone_and_redone_to_the_byte(town):
    keys = town.write(_add).value
    there = town.read(_words)
    assert [(row.id, row.word, row.version) for row in there] == [
        (key, f"Ord {at}", 1) for at, key in enumerate(keys)
    ]
    town.undo()
    assert town.read(_words) == []
    town.redo()
    assert [row[:2] for row in town.read(_words)] == [row[:2] for row in there]
    assert town.read(changelog.verify) == []


def test_the_log_names_their_columns_once_and_gives_every_row_back(town):
    keys = town.write(_add).value
    payloads = town.read(lambda s: s.scalars(select(ChangePayload.payload)).all())
    (part,) = json.loads(zlib.decompress(payloads[-1]))
    assert (part["table"], len(part["rows"])) == ("glossary_term", _MANY)
    rows = changelog.unpack(payloads[-1])
    assert [(row.key, row.before, row.after["word"]) for row in rows] == [
        (key, None, f"Ord {at}") for at, key in enumerate(keys)
    ]


def test_a_name_in_many_rows_is_erased_too(town):
    town.write(_add)

    def erase(session):
        describe(session, "Raderade ett namn")
        return changelog.erase_payloads(session, "Ada")

    assert town.write_unlogged(erase) == 1
    assert town.read(changelog.verify) == []


def test_nothing_is_inserted_for_no_rows(town):
    def none(session):
        return bulk.insert_columns(session, GlossaryTerm, {"word": [], "explanation": []})

    assert len(town.write(none).value) == 0
    assert town.read(lambda s: s.scalar(select(func.count()).select_from(GlossaryTerm))) == 0


_VALUES = st.none() | st.integers() | st.text() | st.binary(max_size=5)


@given(st.lists(st.tuples(_VALUES, _VALUES), min_size=90, max_size=110), st.booleans())
def test_a_payload_of_many_rows_holds_every_value_as_it_was(values, gone):
    rows = [
        RowChange("a", at, None, {"id": at, "x": one, "y": other}) for at, (one, other) in enumerate(values)
    ]
    if gone:
        rows.insert(50, RowChange("a", 9, {"id": 9}, None))
    assert changelog.unpack(changelog.pack(rows)) == rows


@given(st.lists(st.integers(0, 50), max_size=20))
def test_keys_rise_however_many_are_made_at_once(counts):
    made = [key for count in counts for key in (*new_ids(count), new_id())]
    assert made == sorted(set(made))
