"""The log as proof: tampering shows, erasing does not, and what was erased is gone."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from app.models.organisation import UnitRole
from app.models.storage import ChangeEntry, ChangePayload
from app.services.storage import changelog, schema
from app.services.storage.capture import RowChange
from tests.services.storage import towns
from tests.services.storage.test_undo import _appoint, _erase

NAME = "Åsa Prövärd"
_THIRD = "entry_id = (SELECT id FROM change_entry WHERE number = 3)"


@pytest.fixture
def town(database):
    database.write(towns.found_town)
    for number in range(1, 4):
        database.write(partial(towns.add_unit, name=f"Enhet {number}"))
    return database


@pytest.fixture
def forger(town, raw):
    """A connection of somebody who has taken the protecting triggers away."""
    schema.remove(raw)
    return raw


def _numbers(database):
    return [fault.number for fault in database.read(changelog.verify)]


def test_a_log_as_the_program_wrote_it_holds(town):
    assert town.read(changelog.verify) == []
    assert town.read(changelog.last_number) == 4


def test_an_empty_file_has_an_empty_log(database):
    assert database.read(changelog.last_number) == 0
    assert database.read(changelog.verify) == []


_FORGERIES = {
    "words": "UPDATE change_entry SET words = 'Något annat' WHERE number = 2",
    "user": "UPDATE change_entry SET made_by = 'Bo' WHERE number = 2",
    "time": "UPDATE change_entry SET made_at = '2020-01-01T00:00:00.000Z' WHERE number = 2",
    "use case": "UPDATE change_entry SET use_case = 'x' WHERE number = 2",
    "kinds": "UPDATE change_entry SET kinds = '[]' WHERE number = 2",
    "rows": "UPDATE change_entry SET row_count = 9 WHERE number = 2",
    "payload digest": "UPDATE change_entry SET payload_digest = 'x' WHERE number = 2",
    "digest": "UPDATE change_entry SET digest = 'x' WHERE number = 2",
}


@pytest.mark.parametrize("what", _FORGERIES)
def test_an_altered_entry_shows(town, forger, what):
    forger.execute(_FORGERIES[what])
    assert 2 in _numbers(town)


def test_an_altered_payload_shows(town, forger):
    payload = changelog.pack([RowChange("unit", 3, {"name": "a"}, {"name": "b"})])
    forger.execute(f"UPDATE change_payload SET payload = ? WHERE {_THIRD}", (payload,))
    faults = town.read(changelog.verify)
    assert [fault.message for fault in faults] == ["Innehållet i ändring 3 stämmer inte."]


def test_a_payload_marked_erased_that_kept_its_salt_shows(town, forger):
    forger.execute("UPDATE change_payload SET payload = CAST('raderad' AS BLOB)")
    assert _numbers(town) == [1, 2, 3, 4]


def test_a_lost_payload_shows(town, forger):
    forger.execute(
        "DELETE FROM change_payload WHERE entry_id = (SELECT id FROM change_entry WHERE number = 3)"
    )
    assert _numbers(town) == [3]


def test_a_removed_entry_shows(town, forger):
    forger.execute("PRAGMA foreign_keys = OFF")
    forger.execute("DELETE FROM change_entry WHERE number = 2")
    messages = [fault.message for fault in town.read(changelog.verify)]
    assert "Ändring 2 saknas i ändringsloggen." in messages


def test_entries_that_changed_places_show(town, forger):
    for old, new in ((2, 99), (3, 2), (99, 3)):
        forger.execute("UPDATE change_entry SET number = ? WHERE number = ?", (new, old))
    assert {2, 3} <= set(_numbers(town))


def test_erased_payloads_leave_a_chain_that_holds_and_no_trace_of_the_name(town, path):
    town.write(partial(_appoint, name=NAME))
    assert NAME in str(_payloads(town)[-1])
    assert NAME.encode() in path.read_bytes()
    assert town.write(partial(_erase, name=NAME)).value == 1
    assert town.read(changelog.verify) == []
    town.write(partial(towns.add_unit, name="Efteråt"))
    assert town.read(changelog.verify) == []
    assert _payloads(town)[4] is None
    assert town.read(lambda s: s.scalar(select(UnitRole.person_name))) == "raderad"
    salts = town.read(lambda s: s.scalars(select(ChangePayload.salt)).all())
    assert salts.count(None) == 2
    assert NAME.encode() not in path.read_bytes()


def test_the_entry_of_an_erasure_holds_no_name_either(town):
    town.write(partial(_appoint, name=NAME))
    town.write(partial(_erase, name=NAME))
    assert NAME not in str(_payloads(town))


def test_erasing_finds_a_name_however_it_was_composed(town):
    town.write(partial(_appoint, name=NAME))
    decomposed = NAME.replace("Å", "A\u030a").replace("ö", "o\u0308").replace("ä", "a\u0308")
    assert decomposed != NAME
    assert town.write(lambda s: changelog.erase_payloads(s, decomposed)).value == 1


def test_erasing_a_short_name_leaves_words_that_hold_its_letters(town):
    town.write(partial(_appoint, name="Bo"))
    for name in ("Boendeenheten", "Hembo", "Bos\u00e4tra"):
        town.write(partial(towns.add_unit, name=name))
    assert town.write(partial(_erase, name="Bo")).value == 1
    assert [rows is None for rows in _payloads(town)].count(True) == 2
    assert "Boendeenheten" in str(_payloads(town))


@pytest.mark.parametrize(
    "written",
    ["Bo", "Fråga Bo, rektor", "Bos förslag", "raden ovan\nBo", '["Anna", "hej\\nBo"]', '{"chef": ["Bo"]}'],
)
def test_erasing_finds_a_name_in_running_text_in_the_genitive_and_in_lists(town, written):
    town.write(partial(towns.add_unit, name=written))
    assert town.write(lambda s: changelog.erase_payloads(s, "Bo")).value == 1


@pytest.mark.parametrize("written", ["[Bo", "[" * 100_000 + "Bo"])
def test_a_text_that_only_begins_like_a_list_is_read_as_text(town, written):
    town.write(partial(towns.add_unit, name=written))
    assert town.write(lambda s: changelog.erase_payloads(s, "Bo")).value == 1


def _payloads(database):
    def view(session):
        entries = session.scalars(select(ChangeEntry.id).order_by(ChangeEntry.number)).all()
        return [changelog.rows_of(session, entry) for entry in entries]

    found = database.read(view)
    return [None if rows is None else [vars(row) for row in rows] for rows in found]


def test_a_payload_that_was_erased_has_no_rows(town):
    assert changelog.unpack(changelog.ERASED) is None
    assert town.read(lambda s: changelog.rows_of(s, 12345)) is None


def test_the_log_cannot_be_rewritten_by_a_use_case(town):
    def rewrite(session):
        session.scalars(select(ChangeEntry)).first().words = "Något annat"
        session.flush()

    with pytest.raises(Exception, match="skyddad"):
        town.write(rewrite)
    assert town.read(changelog.verify) == []


_values = st.none() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.binary(max_size=20)
_columns = st.dictionaries(st.text(min_size=1, max_size=5), _values, max_size=4)
_rows = st.builds(RowChange, st.text(), st.integers(0, 2**63 - 1), st.none() | _columns, st.none() | _columns)


@given(st.lists(_rows, max_size=5))
def test_a_payload_holds_every_value_as_it_was(rows):
    assert changelog.unpack(changelog.pack(rows)) == rows


def test_numbers_follow_each_other_without_gaps_also_after_refusals(town):
    def fails(session):
        session.execute(text("SELECT 1"))
        raise LookupError("no")

    with pytest.raises(LookupError):
        town.write(fails)
    town.write(partial(towns.add_unit, name="Ny"))
    numbers = town.read(lambda s: s.scalars(select(ChangeEntry.number).order_by(ChangeEntry.number)).all())
    assert numbers == [1, 2, 3, 4, 5]
