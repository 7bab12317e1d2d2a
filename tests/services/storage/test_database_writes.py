"""What a write leaves behind: the rows, one entry in the log, or nothing at all."""

import sqlite3
from functools import partial

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.models.budget import Frame, FrameComponent
from app.models.errors import ChangedSince, Locked
from app.models.organisation import Municipality, MunicipalityAlias, Unit
from app.models.steering import NodeVersion
from app.models.storage import ChangeEntry, Draft, FileInfo
from app.services.storage import Database, OpenForReading, changelog, describe, drafts, touch
from app.services.storage.backup import list_backups
from app.services.storage.errors import Damaged, DiskFull
from app.services.storage.fileformat import faults
from tests.services.storage import towns


@pytest.fixture
def town(database):
    database.write(towns.found_town)
    return database


def _entries(database):
    columns = ChangeEntry.number, ChangeEntry.words, ChangeEntry.use_case, ChangeEntry.made_by
    return database.read(lambda s: [tuple(row) for row in s.execute(select(*columns).order_by(columns[0]))])


def _last_rows(database):
    def view(session):
        last = session.scalar(select(ChangeEntry.id).order_by(ChangeEntry.number.desc()).limit(1))
        return {(row.table, row.key): row for row in changelog.rows_of(session, last)}

    return database.read(view)


def _name(database):
    return database.read(lambda s: s.scalar(select(Unit.name).where(Unit.id == towns.SCHOOL)))


def test_a_change_is_logged_with_words_name_and_the_rows_before_and_after(town):
    written = town.write(
        partial(towns.rename_unit, unit_id=towns.SCHOOL, name="Ängskolan", expected_version=1)
    )
    assert written.value == 2
    assert written.changes.kinds == {"unit"}
    assert written.changes.ids == {towns.SCHOOL}
    assert written.changes.words == "Bytte namn på enheten till Ängskolan"
    number, words, use_case, user = _entries(town)[-1]
    assert (number, words, user) == (2, "Bytte namn på enheten till Ängskolan", "Anna")
    assert use_case.endswith("towns.rename_unit")
    row = _last_rows(town)[("unit", towns.SCHOOL)]
    assert row.before == {"name": "Kyrkskolan", "version": 1}
    assert row.after == {"name": "Ängskolan", "version": 2}


def test_a_new_row_is_logged_whole_and_a_removed_row_too(town):
    key = town.write(partial(towns.add_unit, name="Hemtjänst")).value
    added = _last_rows(town)[("unit", key)]
    assert added.before is None
    assert added.after["name"] == "Hemtjänst"
    town.write(partial(towns.remove_unit, unit_id=key))
    removed = _last_rows(town)[("unit", key)]
    assert (removed.before, removed.after) == (added.after, None)


def test_a_child_that_leaves_its_parents_list_is_logged(town):
    town.write(partial(towns.set_alias, names=("Seter", "Sätra")))
    rows = {key: row for key, row in _last_rows(town).items() if key[0] == "municipality_alias"}
    assert rows.pop(("municipality_alias", 12)).before["name"] == "Säther"
    assert [row.after["name"] for row in rows.values()] == ["Sätra"]


def test_a_child_that_only_loses_its_place_in_a_list_is_logged_as_removed(town):
    def without_touching_the_parent(session):
        town = session.get_one(Municipality, towns.TOWN)
        town.aliases.clear()
        describe(session, "Tog bort kommunens andra namn")

    changes = town.write(without_touching_the_parent).changes
    assert changes.ids == {11, 12}
    town.undo()
    names = town.read(lambda s: set(s.scalars(select(MunicipalityAlias.name))))
    assert names == {"Seter", "Säther"}


def test_several_flushes_in_one_use_case_are_one_change_from_first_to_last(town):
    def twice(session):
        unit = session.get_one(Unit, towns.SCHOOL)
        for name in ("Mellanskolan", "Nyskolan"):
            unit.name = name
            session.flush()
        describe(session, "Bytte namn två gånger")

    town.write(twice)
    row = _last_rows(town)[("unit", towns.SCHOOL)]
    assert (row.before, row.after) == ({"name": "Kyrkskolan"}, {"name": "Nyskolan"})


def test_a_row_made_and_removed_in_one_use_case_leaves_no_trace(town):
    def passing(session):
        unit = Unit(kind_id=towns.KIND, name="Tillfällig")
        session.add(unit)
        session.flush()
        session.delete(unit)
        describe(session, "Gjorde ingenting")

    assert town.write(passing).changes.kinds == frozenset()
    assert len(_entries(town)) == 1


def test_when_nothing_changed_there_is_no_entry_and_nothing_to_undo(town):
    before = town.undo_words

    def same(session):
        session.get_one(Unit, towns.SCHOOL).name = "Kyrkskolan"
        describe(session, "Bytte namn till samma namn")

    assert town.write(same).changes.ids == frozenset()
    assert len(_entries(town)) == 1
    assert town.undo_words == before


def test_a_row_that_was_only_touched_has_not_changed(town):
    def touched(session):
        touch(session.get_one(Unit, towns.SCHOOL))
        describe(session, "Ändrade ingenting")

    assert town.write(touched).changes.ids == frozenset()
    assert len(_entries(town)) == 1
    assert town.read(lambda s: s.scalar(select(Unit.version))) == 1


def test_a_use_case_that_does_not_say_what_it_did_is_refused_whole(town):
    def silent(session):
        session.get_one(Unit, towns.SCHOOL).name = "Tyst"

    with pytest.raises(RuntimeError, match=r"silent changed rows without describe"):
        town.write(silent)
    assert _name(town) == "Kyrkskolan"


def test_a_use_case_that_fails_leaves_nothing(town):
    def half(session):
        session.get_one(Unit, towns.SCHOOL).name = "Halv"
        session.flush()
        describe(session, "Bytte namn")
        raise LookupError("in the middle")

    with pytest.raises(LookupError, match="middle"):
        town.write(half)
    assert _name(town) == "Kyrkskolan"
    assert len(_entries(town)) == 1
    assert town.write(partial(towns.add_unit, name="Efteråt")).value


def test_a_change_made_against_an_older_state_is_refused(town):
    rename = partial(towns.rename_unit, unit_id=towns.SCHOOL, expected_version=1)
    town.write(partial(rename, name="Första"))
    with pytest.raises(ChangedSince, match="Enheten Första har ändrats sedan"):
        town.write(partial(rename, name="Andra"))
    assert _name(town) == "Första"


def test_a_row_that_refers_to_nothing_is_refused(town):
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        town.write(partial(towns.add_unit, name="Vilse", parent_id=999))
    assert len(_entries(town)) == 1


def test_what_was_decided_is_refused_with_a_sentence(town):
    town.write(towns.decide)
    with pytest.raises(Locked, match="Gör en ny version"):
        town.write(partial(towns.retitle, title="Annat"))
    assert town.read(lambda s: s.scalar(select(NodeVersion.title))) == "Alla barn når målen"


@pytest.mark.parametrize("amount", [10.0, 10.5, True])
def test_money_that_is_not_whole_is_refused_before_the_file(town, amount):
    with pytest.raises(Exception, match="money must be int öre"):
        town.write(partial(towns.set_previous, amount=amount))
    assert town.read(lambda s: s.scalar(select(Frame.previous))) == 100


@pytest.mark.parametrize("amount", ["10.5", "'tio'", "x'31'"])
def test_money_that_is_not_whole_is_refused_by_the_file_itself(town, raw, amount):
    with pytest.raises(sqlite3.IntegrityError, match="ck_frame_previous_whole"):
        raw.execute(f"UPDATE frame SET previous = {amount}")
    with pytest.raises(sqlite3.IntegrityError, match="ck_frame_component_amount_whole"):
        raw.execute(f"UPDATE frame_component SET amount = {amount}")


def test_money_may_be_unknown_only_where_the_model_says_so(town, raw):
    raw.execute("UPDATE frame SET previous = NULL")
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute("UPDATE frame_component SET amount = NULL")


def test_a_read_ends_even_when_its_result_was_never_used_up(town):
    town.read(lambda s: s.execute(text("SELECT id FROM change_entry UNION ALL SELECT id FROM unit")))
    town.read(lambda s: next(iter(s.scalars(select(Unit.id)))))
    assert town.write(partial(towns.add_unit, name="Efter läsningen")).value


def test_a_read_cannot_change_the_file(town):
    def sly(session):
        session.get_one(Unit, towns.SCHOOL).name = "Smygen"
        session.flush()

    with pytest.raises(RuntimeError, match="never by a statement"):
        town.read(sly)
    assert _name(town) == "Kyrkskolan"


def test_a_reader_sees_one_state_from_beginning_to_end(town, path, clock):
    other = Database.open(path, clock=clock, user="Bo", read_only=True)

    def view(session):
        return session.scalar(select(Unit.name)), session.scalar(select(Unit.version))

    assert other.read(view) == ("Kyrkskolan", 1)
    town.write(partial(towns.rename_unit, unit_id=towns.SCHOOL, name="Ny", expected_version=1))
    assert other.read(view) == ("Ny", 2)
    other.close()


def test_a_second_opener_reads_and_is_told_who_writes(town, path, clock):
    second = Database.open(path, clock=clock, user="Bo")
    assert second.read_only
    assert second.undo_words is None
    rename = partial(towns.rename_unit, unit_id=towns.SCHOOL, name="Bos skola", expected_version=1)
    with pytest.raises(OpenForReading, match=r"öppen för läsning.*Anna") as refused:
        second.write(rename)
    assert "Ändringen gjordes inte" in refused.value.message
    with pytest.raises(OpenForReading):
        second.write_unlogged(lambda session: session.add(FileInfo(file_key="x")))
    assert _name(second) == "Kyrkskolan"
    second.close()
    assert not town.read_only


def test_a_reader_hears_once_of_each_change_by_another(town, path, clock):
    second = Database.open(path, clock=clock, user="Bo")
    assert second.poll() is None
    town.write(partial(towns.add_unit, name="Ny"))
    heard = second.poll()
    assert heard is not None
    assert heard.kinds == frozenset()
    assert second.poll() is None
    second.close()
    assert town.poll() is None


def test_a_reader_does_not_wait_for_somebody_who_writes_but_hears_of_it_afterwards(town, path, clock, raw):
    second = Database.open(path, clock=clock, user="Bo")
    raw.execute("BEGIN EXCLUSIVE")
    assert second.poll() is None
    raw.execute("UPDATE unit SET name = 'Ängskolan'")
    raw.execute("COMMIT")
    assert second.poll() is not None
    second.close()


@pytest.mark.parametrize("left", [700, 4096])
def test_a_reader_whose_file_is_spoilt_meanwhile_is_told_in_a_sentence(path, clock, left):
    second = Database.open(path, clock=clock, user="Bo", read_only=True)
    with path.open("r+b") as spoilt:
        spoilt.truncate(left)
        spoilt.write(b"x" * 100)
    with pytest.raises(Damaged, match="skadad"):
        second.poll()
    second.close()


def test_the_next_opener_may_write_when_the_first_has_closed(path, clock):
    Database.open(path, clock=clock, user="Anna").close()
    second = Database.open(path, clock=clock, user="Bo")
    assert not second.read_only
    second.close()
    second.close()


def test_closing_makes_a_backup_only_of_what_changed(path, clock):
    Database.open(path, clock=clock, user="Anna").close()
    assert list_backups(path) == ()
    changed = Database.open(path, clock=clock, user="Anna")
    changed.write(towns.found_town)
    changed.close()
    assert len(list_backups(path)) == 1


def test_a_new_file_has_an_identity_of_its_own(tmp_path, clock):
    keys = set()
    for name in ("a.styr", "b.styr"):
        made = Database.create(tmp_path / name, clock=clock, user="Anna")
        info = made.read(lambda s: s.execute(select(FileInfo.file_key, FileInfo.created_by)).one())
        keys.add(info.file_key)
        assert info.created_by == "Anna"
        made.close()
    assert len(keys) == 2


def test_drafts_are_no_changes(town, clock):
    keep = partial(
        drafts.save_draft, field="node:4:text", label="Målets text", text="Halv mening", clock=clock
    )
    town.write_unlogged(keep)
    assert town.read(lambda s: s.scalar(select(Draft.text))) == "Halv mening"
    assert len(_entries(town)) == 1
    assert town.undo_words == "Skapade kommunen"


def test_only_drafts_may_be_written_outside_the_log(town):
    def sly(session):
        touch(session.get_one(Unit, towns.SCHOOL))

    with pytest.raises(RuntimeError, match="only drafts"):
        town.write_unlogged(sly)
    assert town.read(lambda s: s.scalar(select(Unit.version))) == 1


def test_a_full_disk_leaves_every_acknowledged_change_and_takes_no_half_one(town):
    def fill(session, *, number):
        session.execute(text("PRAGMA max_page_count = 1"))  # SQLite raises it to what the file has
        session.add(Unit(kind_id=towns.KIND, name=f"Enhet {number}", note="lång " * 3000))
        describe(session, f"Lade till enhet {number}")

    acknowledged = []

    def fill_up():
        for number in range(1000):
            town.write(partial(fill, number=number))
            acknowledged.append(f"Enhet {number}")

    with pytest.raises(DiskFull):
        fill_up()
    names = town.read(lambda s: set(s.scalars(select(Unit.name))))
    assert names == {"Kyrkskolan", *acknowledged}
    assert town.read(changelog.verify) == []
    assert town.read(lambda s: faults(s.connection().connection)) == []
    assert town.read(lambda s: s.scalar(select(FrameComponent.amount))) == 7
