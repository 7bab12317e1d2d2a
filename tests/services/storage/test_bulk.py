"""Many rows at once: refused past the one road, and logged on it like any other change."""

import pytest
from sqlalchemy import delete, func, insert, select, text, update

from app.models.organisation import Unit
from app.models.steering import GlossaryTerm
from app.services.storage import bulk, changelog, describe
from tests.services.storage import towns


@pytest.fixture
def town(database):
    database.write(towns.found_town)
    return database


def _rows(count):
    return [{"word": f"Ord {number}", "explanation": "förklaring", "version": 1} for number in range(count)]


def _words(database):
    return database.read(lambda s: s.scalar(select(func.count()).select_from(GlossaryTerm)))


_PAST_THE_ROAD = {
    "update of a class": update(Unit).values(name="x"),
    "delete of a class": delete(Unit),
    "insert of a class": insert(Unit).values(id=9, kind_id=towns.KIND, name="x"),
    "update of a table": update(Unit.__table__).values(name="x"),
    "text": text("UPDATE unit SET name = 'x'"),
    "text with blanks": text("\n  delete FROM unit"),
    "text with a remark": text("-- tyst\nDELETE FROM unit"),
    "text with a remark inside": text("/* tyst */ INSERT INTO unit (id) VALUES (9)"),
    "replace": text("REPLACE INTO unit (id, kind_id, name) VALUES (3, 2, 'x')"),
    "text with a table of its own": text("WITH x AS (SELECT 1) UPDATE unit SET name = 'x'"),
}


@pytest.mark.parametrize("way", _PAST_THE_ROAD)
def test_a_statement_past_the_session_is_refused(town, way):
    def sly(session):
        session.execute(_PAST_THE_ROAD[way])
        describe(session, "Ändrade allt")

    with pytest.raises(RuntimeError, match=r"storage\.bulk"):
        town.write(sly)
    assert town.read(lambda s: s.scalars(select(Unit.name)).all()) == ["Kyrkskolan"]


@pytest.mark.parametrize("way", _PAST_THE_ROAD)
def test_a_statement_past_the_session_on_its_connection_is_refused(town, way):
    with pytest.raises(RuntimeError, match=r"storage\.bulk"):
        town.write(lambda session: session.connection().execute(_PAST_THE_ROAD[way]))
    assert town.read(lambda s: s.scalars(select(Unit.name)).all()) == ["Kyrkskolan"]


def test_the_sessions_own_bulk_methods_are_refused(town):
    with pytest.raises(RuntimeError, match=r"storage\.bulk"):
        town.write(lambda session: session.bulk_insert_mappings(GlossaryTerm, _rows(2)))
    assert _words(town) == 0


def test_reading_statements_pass(town):
    def read(session):
        replaced = session.scalar(text("SELECT replace(name, 'Kyrk', 'Ängs') FROM unit"))
        return replaced, session.scalar(text("WITH x AS (SELECT 'delete' AS y) SELECT y FROM x"))

    assert town.write(read).value == ("Ängsskolan", "delete")


def test_rows_inserted_in_bulk_are_logged_and_can_be_undone_and_redone(town):
    def fill(session):
        keys = bulk.insert_rows(session, GlossaryTerm, _rows(700))
        describe(session, "Läste in ordlistan")
        return keys

    written = town.write(fill)
    assert written.changes.kinds == {"glossary_term"}
    assert written.changes.ids == set(written.value)
    assert len(set(written.value)) == 700
    town.undo()
    assert _words(town) == 0
    town.redo()
    assert _words(town) == 700
    assert town.read(changelog.verify) == []


def test_rows_deleted_in_bulk_are_logged_and_come_back_with_their_keys(town):
    def fill(session):
        describe(session, "Läste in")
        return bulk.insert_rows(session, GlossaryTerm, _rows(5))

    keys = town.write(fill).value

    def drop(session):
        bulk.delete_rows(session, GlossaryTerm, keys[1:4])
        describe(session, "Tog bort ord")

    assert town.write(drop).changes.ids == set(keys[1:4])
    assert _words(town) == 2
    town.undo()
    assert set(town.read(lambda s: s.scalars(select(GlossaryTerm.id)).all())) == set(keys)


def test_rows_changed_in_bulk_are_logged_and_can_be_undone_and_redone(town):
    def fill(session):
        describe(session, "Läste in")
        return bulk.insert_rows(session, GlossaryTerm, _rows(4))

    keys = town.write(fill).value

    def change(session):
        term = session.get_one(GlossaryTerm, keys[0])
        term.explanation = "ny"
        rows = [{"id": key, "word": f"Nytt {key}"} for key in keys[:2]]
        bulk.update_rows(session, GlossaryTerm, [*rows, {"id": keys[2], "explanation": "e\u0301"}])
        describe(session, "Ändrade ord")
        return term.word

    def stored(session):
        rows = session.execute(select(GlossaryTerm.word, GlossaryTerm.explanation).order_by(GlossaryTerm.id))
        return [tuple(row) for row in rows]

    before = town.read(stored)
    written = town.write(change)
    assert written.value == f"Nytt {keys[0]}"
    assert written.changes.ids == set(keys[:3])
    after = [(f"Nytt {keys[0]}", "ny"), (f"Nytt {keys[1]}", "förklaring"), ("Ord 2", "é"), before[3]]
    assert town.read(stored) == after
    town.undo()
    assert town.read(stored) == before
    town.redo()
    assert town.read(stored) == after
    assert town.read(changelog.verify) == []


def test_a_row_that_is_not_there_cannot_be_changed_and_none_is_no_change(town):
    with pytest.raises(LookupError, match="glossary_term"):
        town.write(lambda session: bulk.update_rows(session, GlossaryTerm, [{"id": 404, "word": "x"}]))
    assert town.write(lambda session: bulk.update_rows(session, GlossaryTerm, [])).changes.ids == set()
    assert town.write(lambda s: bulk.update_rows(s, Unit, [{"id": 404}])).changes.ids == set()


def test_keys_that_are_given_are_kept_and_no_rows_are_no_change(town):
    def fill(session):
        describe(session, "Läste in")
        return bulk.insert_rows(session, GlossaryTerm, [{"id": 77, **_rows(1)[0]}])

    assert town.write(fill).value == [77]
    assert town.write(lambda session: bulk.insert_rows(session, GlossaryTerm, [])).changes.ids == set()


def test_what_waits_in_the_session_is_written_before_rows_in_bulk(town):
    def fill(session):
        session.add(Unit(id=8, kind_id=towns.KIND, name="Förälder"))
        rows = [{"id": 9, "kind_id": towns.KIND, "name": "Barn", "parent_id": 8, "version": 1}]
        rows[0] |= {"position": 0, "in_model": True, "example": False}
        bulk.insert_rows(session, Unit, rows)
        describe(session, "Läste in enheter")

    assert town.write(fill).changes.ids == {8, 9}


def test_the_road_is_closed_again_after_use_also_after_a_failure(town):
    def sly(session):
        with pytest.raises(Exception, match="UNIQUE"):
            bulk.insert_rows(session, GlossaryTerm, [{"id": 5, **row} for row in _rows(2)])
        session.rollback()
        session.execute(text("DELETE FROM unit"))

    with pytest.raises(RuntimeError, match=r"storage\.bulk"):
        town.write(sly)


def test_bulk_writes_need_a_write_transaction(town):
    with pytest.raises(RuntimeError, match="write transaction"):
        town.read(lambda session: bulk.insert_rows(session, GlossaryTerm, _rows(1)))
    with pytest.raises(RuntimeError, match="write transaction"):
        town.read(lambda session: bulk.delete_rows(session, GlossaryTerm, [1]))
    with pytest.raises(RuntimeError, match="write transaction"):
        town.read(lambda session: bulk.update_rows(session, GlossaryTerm, [{"id": 1, "word": "x"}]))
