"""Erasing a personal name: from roles, from what is decided, from the log and the drafts; and the backups."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from app.models.agreements import Agreement, AgreementKind, Signatory
from app.models.errors import ChangedSince, MissingText
from app.models.organisation import Unit, UnitRole
from app.models.steering import Node
from app.models.storage import ChangeEntry, ChangePayload
from app.services.clock import fixed_clock
from app.services.storage import Database, backup, changelog, describe, drafts
from app.services.storage.erasure import Erased, NameNotFound, backups_holding, erase_person, names_kept
from tests.services.storage import towns
from tests.services.storage.test_undo import _appoint

NAME = "Åsa Prövärd"
AGREEMENT = 71


@pytest.fixture
def town(database):
    database.write(towns.found_town)
    return database


def _agree(session, *, name):
    """An agreement on the goal, signed by somebody, and then decided."""
    session.add(AgreementKind(id=70, key="uh", position=1, name="Uppdragshandling", details={}))
    agreement = Agreement(id=AGREEMENT, kind_id=70, unit_id=towns.SCHOOL, node_id=towns.GOAL, client="KF")
    agreement.signatories = [Signatory(position=1, side="performer", role="Rektor", person_name=name)]
    session.add(agreement)
    session.flush()
    version = session.get_one(Node, towns.GOAL).current
    version.status, version.locked, version.valid_from = "decided", True, date(2026, 11, 21)
    describe(session, "Beslutade uppdragshandlingen")


def _words(database):
    return database.read(lambda s: s.scalars(select(ChangeEntry.words).order_by(ChangeEntry.number)).all())


def _erased_payloads(database):
    return database.read(lambda s: s.scalars(select(ChangePayload.payload)).all()).count(changelog.ERASED)


def _erase(database, name=NAME):
    return database.write(partial(erase_person, name=name)).value


def test_a_name_is_erased_wherever_it_stands_and_nothing_else_is(town, path):
    town.write(partial(_appoint, name=NAME))
    town.write(partial(_appoint, name="Bo Prov"))
    town.write(partial(_agree, name=NAME))
    assert town.read(names_kept) == ("Bo Prov", NAME)
    assert _erase(town) == Erased(rows=2, entries=2)
    assert town.read(names_kept) == ("Bo Prov",)
    roles = town.read(lambda s: s.scalars(select(UnitRole.person_name).order_by(UnitRole.id)).all())
    assert roles == ["raderad", "Bo Prov"]
    assert town.read(lambda s: s.scalar(select(Signatory.person_name))) == "raderad"
    assert NAME.encode() not in path.read_bytes()


def test_the_log_still_holds_and_tells_that_somebody_was_erased_but_not_who(town):
    town.write(partial(_appoint, name=NAME))
    _erase(town)
    town.write(partial(towns.add_unit, name="Efteråt"))
    assert town.read(changelog.verify) == []
    assert _words(town)[-2:] == ["Raderade ett personnamn", "Lade till Efteråt"]
    assert not any(NAME in words for words in _words(town))
    assert _erased_payloads(town) == 2  # the appointment, and the erasure's own


def test_erasing_cannot_be_undone_and_ends_the_history(town):
    town.write(partial(_appoint, name=NAME))
    _erase(town)
    assert (town.undo_words, town.redo_words) == (None, None)


def test_a_form_that_still_shows_the_name_is_refused(town):
    town.write(partial(_appoint, name=NAME))
    shown = town.read(lambda s: s.get_one(Unit, towns.SCHOOL).version)
    _erase(town)
    with pytest.raises(ChangedSince):
        town.write(partial(towns.rename_unit, unit_id=towns.SCHOOL, name="Ängskolan", expected_version=shown))


@pytest.mark.parametrize("typed", ["  åsa prövärd ", "A\u030asa Pro\u0308va\u0308rd", "ÅSA PRÖVÄRD"])
def test_case_and_how_letters_are_composed_do_not_matter(town, typed):
    town.write(partial(_appoint, name=NAME))
    assert _erase(town, typed).rows == 1
    assert town.read(names_kept) == ()


def test_somebody_who_only_stands_in_the_log_is_erased_from_it(town, path):
    town.write(partial(_appoint, name=NAME))
    town.undo()
    assert town.read(names_kept) == ()
    assert _erase(town) == Erased(rows=0, entries=2)
    assert town.read(changelog.verify) == []
    assert _words(town)[-1] == "Raderade ett personnamn"
    assert NAME.encode() not in path.read_bytes()
    with pytest.raises(NameNotFound):
        _erase(town)


def test_a_name_that_nobody_has_is_refused_and_leaves_the_file_alone(town):
    town.write(partial(_appoint, name=NAME))
    before = town.read(changelog.last_number)
    for typed in ("Åsa", "Någon Annan", "raderad"):
        with pytest.raises(NameNotFound, match="Kontrollera stavningen"):
            _erase(town, typed)
    with pytest.raises(MissingText):
        _erase(town, "  ")
    assert town.read(changelog.last_number) == before
    assert town.read(names_kept) == (NAME,)


def test_a_text_being_written_that_says_the_name_goes_and_others_stay(town, clock):
    town.write(partial(_appoint, name="Per"))
    for field, text in (("node:1:text", "Fråga per om detta."), ("node:2:text", "Personal saknas")):
        town.write_unlogged(partial(drafts.save_draft, field=field, label="Text", text=text, clock=clock))
    _erase(town, "Per")
    assert [draft.field for draft in town.read(drafts.list_drafts)] == ["node:2:text"]


def _close_and_open(town, path, day):
    town.close()
    return Database.open(path, clock=fixed_clock(day), user="Anna")


def test_the_backups_that_still_hold_the_name_are_told_newest_first(town, path):
    town = _close_and_open(town, path, date(2026, 11, 22))
    town.write(partial(_appoint, name=NAME))
    town = _close_and_open(town, path, date(2026, 11, 23))
    town.write(partial(towns.add_unit, name="Hemtjänst"))
    town = _close_and_open(town, path, date(2026, 11, 24))
    _erase(town)
    town = _close_and_open(town, path, date(2026, 11, 25))
    kept = backup.list_backups(path)
    assert len(kept) == 4
    assert backups_holding(path, NAME) == kept[1:3]
    assert backups_holding(path, "åsa prövärd") == kept[1:3]
    assert backups_holding(path, "Åsa Pröv") == ()
    town.close()


def test_a_backup_that_holds_the_name_only_in_its_log_is_told(town, path):
    town.write(partial(_appoint, name=NAME))
    town.undo()
    town.close()
    assert backups_holding(path, NAME) == backup.list_backups(path)


def test_a_backup_that_cannot_be_read_is_told_too(town, path):
    town.close()
    (only,) = backup.list_backups(path)
    assert backups_holding(path, NAME) == ()
    only.path.write_bytes(b"trasig" * 1000)
    assert [each.path for each in backups_holding(path, NAME)] == [only.path]


def test_a_file_without_backups_has_none_that_hold_the_name(town, path):
    assert backups_holding(path, NAME) == ()
