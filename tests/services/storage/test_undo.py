"""Undo and redo bring rows back exactly, or refuse and leave everything as it is."""

from functools import partial

import pytest
from sqlalchemy import select

from app.models.errors import Locked
from app.models.organisation import MunicipalityAlias, Unit, UnitRole
from app.models.steering import NodeVersion
from app.models.storage import ChangeEntry
from app.services.storage import (
    Database,
    NothingToUndo,
    UndoRefused,
    changelog,
    describe,
    final,
    forget_history,
    touch,
)
from tests.services.storage import towns


@pytest.fixture
def town(database):
    database.write(towns.found_town)
    return database


def _rename(name, expected_version=1):
    return partial(towns.rename_unit, unit_id=towns.SCHOOL, name=name, expected_version=expected_version)


def _unit(database, key=towns.SCHOOL):
    def view(session):
        unit = session.get(Unit, key)
        return None if unit is None else (unit.name, unit.version)

    return database.read(view)


def test_there_is_nothing_to_undo_in_a_file_just_opened(database):
    assert (database.undo_words, database.redo_words) == (None, None)
    with pytest.raises(NothingToUndo, match="Det finns inget att ångra"):
        database.undo()
    with pytest.raises(NothingToUndo, match="Det finns inget att göra om"):
        database.redo()


def test_undo_and_redo_give_the_value_back_and_never_lower_the_version(town):
    town.write(_rename("Ängskolan"))
    assert town.undo_words == "Bytte namn på enheten till Ängskolan"
    undone = town.undo()
    assert undone.words == "Bytte namn på enheten till Ängskolan"
    assert undone.kinds == {"unit"}
    assert undone.ids == {towns.SCHOOL}
    assert _unit(town) == ("Kyrkskolan", 3)
    assert town.redo_words == "Bytte namn på enheten till Ängskolan"
    town.redo()
    assert _unit(town) == ("Ängskolan", 4)
    town.undo()
    assert _unit(town) == ("Kyrkskolan", 5)


def test_a_form_opened_before_an_undo_is_refused_after_it(town):
    town.write(_rename("Ängskolan"))
    town.undo()
    with pytest.raises(Exception, match="har ändrats sedan"):
        town.write(_rename("Annan", expected_version=1))


def test_undo_and_redo_are_entries_of_their_own_in_a_chain_that_holds(town):
    town.write(_rename("Ängskolan"))
    town.undo()
    town.redo()
    words = town.read(lambda s: s.scalars(select(ChangeEntry.words).order_by(ChangeEntry.number)).all())
    assert words[-2:] == [
        "Ångrade: Bytte namn på enheten till Ängskolan",
        "Gjorde om: Bytte namn på enheten till Ängskolan",
    ]
    assert town.read(changelog.verify) == []


def test_a_removed_row_comes_back_with_its_key_and_all_its_values(town):
    key = town.write(partial(towns.add_unit, name="Hemtjänst")).value
    town.write(partial(towns.remove_unit, unit_id=key))
    assert _unit(town, key) is None
    town.undo()
    assert _unit(town, key) == ("Hemtjänst", 2)
    town.undo()
    assert _unit(town, key) is None
    town.redo()
    assert _unit(town, key)[0] == "Hemtjänst"


def test_children_come_back_with_their_keys(town):
    town.write(partial(towns.set_alias, names=("Sätra",)))
    town.undo()
    statement = select(MunicipalityAlias.id, MunicipalityAlias.name).order_by(MunicipalityAlias.id)
    found = town.read(lambda s: [tuple(row) for row in s.execute(statement)])
    assert found == [(11, "Seter"), (12, "Säther")]


def test_a_parent_and_its_child_removed_together_come_back_together(town):
    parent = town.write(partial(towns.add_unit, name="Förvaltning")).value
    child = town.write(partial(towns.add_unit, name="Enhet", parent_id=parent)).value

    def remove_both(session):
        session.delete(session.get_one(Unit, child))
        session.flush()
        session.delete(session.get_one(Unit, parent))
        describe(session, "Tog bort förvaltningen med allt i den")

    town.write(remove_both)
    town.undo()
    assert (_unit(town, parent)[0], _unit(town, child)[0]) == ("Förvaltning", "Enhet")
    town.redo()
    assert (_unit(town, parent), _unit(town, child)) == (None, None)


def test_values_that_changed_places_are_undone(town):
    names = ("Seter", "Säther")

    def swap(session):
        first, second = (session.get_one(MunicipalityAlias, key) for key in (11, 12))
        first.name, second.name = second.name, first.name
        describe(session, "Bytte plats")

    town.write(swap)
    town.undo()
    statement = select(MunicipalityAlias.name).order_by(MunicipalityAlias.id)
    assert tuple(town.read(lambda s: s.scalars(statement).all())) == names


def test_a_new_change_forgets_what_could_be_redone(town):
    town.write(_rename("Ängskolan"))
    town.undo()
    town.write(partial(towns.add_unit, name="Hemtjänst"))
    assert town.redo_words is None
    with pytest.raises(NothingToUndo):
        town.redo()


def test_a_change_that_changed_nothing_keeps_what_can_be_redone(town):
    town.write(_rename("Ängskolan"))
    town.undo()
    town.write(_rename("Kyrkskolan", expected_version=3))
    assert town.redo_words == "Bytte namn på enheten till Ängskolan"


def _sly_rename(path, clock, name):
    """Change a row so that the open file's history does not know of it."""
    other = Database.open(path, clock=clock, user="Bo")
    version = _unit(other)[1]
    other.write(_rename(name, expected_version=version))
    other.close()


def test_a_change_of_rows_that_changed_since_is_refused_and_obsolete(town):
    town.write(_rename("Ängskolan"))
    history = list(town._undo.done)
    town.write(_rename("Senare", expected_version=2))
    town._undo.done = history  # as if the later change had come from elsewhere
    with pytest.raises(UndoRefused, match="”Bytte namn på enheten till Ängskolan” kan inte längre ångras"):
        town.undo()
    assert _unit(town) == ("Senare", 3)
    assert town.undo_words == "Skapade kommunen"


def test_making_a_row_cannot_be_undone_once_something_refers_to_it(town):
    parent = town.write(partial(towns.add_unit, name="Förvaltning")).value
    history = list(town._undo.done)
    town.write(partial(towns.add_unit, name="Enhet", parent_id=parent))
    town._undo.done = history
    with pytest.raises(UndoRefused, match="Lade till Förvaltning"):
        town.undo()
    assert _unit(town, parent)[0] == "Förvaltning"
    assert town.undo_words == "Skapade kommunen"
    assert town.write(partial(towns.add_unit, name="Ännu en")).value


def test_a_refused_redo_is_obsolete_too(town):
    parent = town.write(partial(towns.add_unit, name="Förvaltning")).value
    town.write(partial(towns.remove_unit, unit_id=parent))
    town.undo()
    undone = list(town._undo.undone)
    town.write(partial(towns.add_unit, name="Enhet", parent_id=parent))
    town._undo.undone = undone
    with pytest.raises(UndoRefused, match="Tog bort Förvaltning” kan inte längre göras om"):
        town.redo()
    assert town.redo_words is None
    assert _unit(town, parent)[0] == "Förvaltning"


def test_what_was_decided_can_neither_be_undone_nor_changed(town):
    town.write(partial(towns.retitle, title="Alla barn når målen i tid"))
    town.write(_rename("Ängskolan"))
    town.write(towns.decide)
    assert town.undo_words == "Bytte namn på enheten till Ängskolan"
    town.undo()
    assert town.undo_words is None
    with pytest.raises(NothingToUndo):
        town.undo()
    decided = town.read(lambda s: s.execute(select(NodeVersion.title, NodeVersion.locked)).one())
    assert tuple(decided) == ("Alla barn når målen i tid", True)


def test_a_step_whose_row_was_locked_behind_its_back_is_refused(town, raw):
    town.write(partial(towns.retitle, title="Nytt mål"))
    raw.execute("UPDATE node_version SET status = 'decided', locked = 1")
    with pytest.raises(UndoRefused, match="låsts"):
        town.undo()
    with pytest.raises(Locked):
        town.write(partial(towns.retitle, title="Ännu ett mål"))


def test_a_final_change_clears_what_could_be_redone(town):
    town.write(_rename("Ängskolan"))
    town.undo()
    town.write(towns.decide)
    assert town.redo_words is None


def _erase(session, *, name):
    role = session.scalars(select(UnitRole).where(UnitRole.person_name == name)).one()
    role.person_name = "raderad"
    touch(session.get_one(Unit, role.unit_id))
    session.flush()
    describe(session, "Raderade ett personnamn")
    final(session)
    forget_history(session)
    return changelog.erase_payloads(session, name)


def _appoint(session, *, name):
    unit = session.get_one(Unit, towns.SCHOOL)
    unit.roles.append(UnitRole(title="Rektor", person_name=name))
    touch(unit)
    describe(session, "Ändrade chef för Kyrkskolan")


def test_erasure_forgets_the_whole_history(town):
    town.write(partial(_appoint, name='Åsa "Åsis" Prov'))
    town.write(_rename("Ängskolan", expected_version=2))
    town.undo()
    assert town.write(partial(_erase, name='Åsa "Åsis" Prov')).value == 1
    assert (town.undo_words, town.redo_words) == (None, None)


def test_the_history_ends_when_the_file_is_closed(town, path, clock):
    town.close()
    again = Database.open(path, clock=clock, user="Anna")
    assert again.undo_words is None
    again.close()
