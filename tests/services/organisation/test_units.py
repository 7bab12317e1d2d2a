"""Adding, describing and removing units in a real file."""

from datetime import date
from functools import partial

import pytest

from app.models.errors import ChangedSince, MissingText, NotFound
from app.services.organisation import units, views
from app.services.organisation.errors import (
    ChildrenLeft,
    EndsBeforeStart,
    LaterChange,
    NotValidThen,
    UnitUsed,
)
from app.services.organisation.units import Role
from app.services.storage import Database
from app.services.storage.erasure import erase_person
from tests.services.organisation.conftest import Org

TODAY = date(2026, 11, 21)


def test_a_new_unit_stands_last_among_its_siblings(org: Org) -> None:
    parent = org.add("Omsorg", "forvaltning")
    org.add("Äldreboende", parent=parent)
    org.add("Boende", parent=parent)
    assert org.tree(TODAY) == [("Omsorg", None), ("Äldreboende", "Omsorg"), ("Boende", "Omsorg")]


def test_a_unit_needs_a_name(org: Org) -> None:
    with pytest.raises(MissingText, match="Enhetens namn saknas"):
        org.add("  ")


def test_the_model_does_not_apply_to_a_new_external_performer_until_somebody_says_so(org: Org) -> None:
    key = org.add("Badhus", "extern", performer="external")
    assert org.unit(key).unit.performer_words == "Extern, modellen gäller inte än"
    org.change(units.edit_unit, key, in_model=True)
    assert org.unit(key).unit.performer_words == "Extern"


def test_an_edit_changes_only_what_it_names_and_empty_text_becomes_missing(org: Org) -> None:
    key = org.add("Badhus", "extern", performer="external")
    org.change(units.edit_unit, key, contract_title="Driftavtal", contract_number=" KS 1/7 ")
    org.change(units.edit_unit, key, note="Prövas", contract_ends=date(2027, 12, 31))
    org.change(units.edit_unit, key, contract_title="")
    unit = org.unit(key).unit
    assert (unit.contract_title, unit.contract_number, unit.note) == (None, "KS 1/7", "Prövas")
    assert unit.contract_words == "KS 1/7"
    assert unit.contract_ends == date(2027, 12, 31)


def test_an_edit_against_an_older_state_is_refused(org: Org) -> None:
    key = org.add("Badhus")
    org.change(units.edit_unit, key, note="Nyare")
    with pytest.raises(ChangedSince, match="Badhus"):
        org.db.write(partial(units.edit_unit, unit_id=key, note="Äldre", expected_version=1))
    assert org.unit(key).unit.note == "Nyare"


def test_roles_keep_their_order_and_an_empty_title_removes_one(org: Org) -> None:
    key = org.add("Skola")
    org.change(units.set_roles, key, roles=[Role("Rektor", "Test Testsson"), Role("Bitr. rektor")])
    assert org.unit(key).unit.roles == (Role("Rektor", "Test Testsson"), Role("Bitr. rektor"))
    org.change(units.set_roles, key, roles=[Role(" "), Role("Bitr. rektor", " ")])
    assert org.unit(key).unit.roles == (Role("Bitr. rektor"),)


def test_the_words_of_a_role_change_name_no_person(org: Org) -> None:
    key = org.add("Skola")
    org.change(units.set_roles, key, roles=[Role("Rektor", "Test Testsson")])
    assert org.db.undo_words == "Ändrade ansvariga i Skola"


def test_roles_and_partners_are_undone_and_redone_as_one_step(org: Org) -> None:
    key = org.add("Räddningstjänst", "namnd")
    org.change(units.set_roles, key, roles=[Role("Räddningschef")])
    org.change(units.set_partners, key, names=["Ludvika", " ", "Nora", "Ludvika"])
    assert org.unit(key).unit.partners == ("Ludvika", "Nora")
    org.db.undo()
    org.db.undo()
    assert (org.unit(key).unit.partners, org.unit(key).unit.roles) == ((), ())
    org.db.redo()
    org.db.redo()
    unit = org.unit(key).unit
    assert (unit.partners, unit.roles) == (("Ludvika", "Nora"), (Role("Räddningschef"),))


def test_a_correction_of_a_name_leaves_no_trace_in_earlier_years(org: Org) -> None:
    key = org.add("Skloa")
    org.change(units.rename_unit, key, name="Skola")
    assert org.tree(date(2001, 1, 1)) == [("Skola", None)]
    assert org.unit(key).history == ()


def test_a_dated_change_of_name_keeps_the_old_name_before_its_day(org: Org) -> None:
    key = org.add("Social service")
    org.change(units.rename_unit, key, name="Omsorg", happened_on=date(2025, 1, 1))
    org.change(units.rename_unit, key, name="Vård och omsorg", happened_on=date(2026, 1, 1))
    names = [org.tree(day)[0][0] for day in (date(2024, 12, 31), date(2025, 1, 1), date(2026, 1, 1))]
    assert names == ["Social service", "Omsorg", "Vård och omsorg"]
    assert [row.other_name for row in org.unit(key).history] == ["Social service", "Omsorg"]


def test_a_dated_change_of_name_before_a_later_one_is_refused(org: Org) -> None:
    key = org.add("A")
    org.change(units.rename_unit, key, name="B", happened_on=date(2026, 1, 1))
    with pytest.raises(LaterChange, match="2026-01-01"):
        org.change(units.rename_unit, key, name="C", happened_on=date(2025, 1, 1))


def test_a_unit_is_shown_only_while_it_holds_and_its_children_move_up(org: Org) -> None:
    top = org.add("Förvaltning", "forvaltning", valid_from=date(2025, 1, 1))
    org.add("Enhet", parent=top)
    assert org.tree(date(2024, 12, 31)) == [("Enhet", None)]
    assert org.tree(date(2025, 1, 1)) == [("Förvaltning", None), ("Enhet", "Förvaltning")]
    assert len(org.tree(None)) == 2


def test_a_unit_does_not_end_before_the_units_under_it(org: Org) -> None:
    top = org.add("Förvaltning", "forvaltning")
    below = org.add("Enhet", parent=top)
    with pytest.raises(ChildrenLeft, match="en enhet under sig"):
        org.change(units.set_validity, top, valid_from=None, valid_to=date(2026, 12, 31))
    org.change(units.set_validity, below, valid_from=None, valid_to=date(2026, 12, 31))
    org.change(units.set_validity, top, valid_from=None, valid_to=date(2026, 12, 31))
    assert org.tree(date(2027, 1, 1)) == []


def test_a_validity_does_not_end_before_it_begins(org: Org) -> None:
    key = org.add("Enhet")
    with pytest.raises(EndsBeforeStart):
        org.change(units.set_validity, key, valid_from=date(2026, 1, 2), valid_to=date(2026, 1, 1))


def test_a_unit_that_something_refers_to_is_not_removed(org: Org) -> None:
    top = org.add("Förvaltning", "forvaltning")
    below = org.add("Enhet", parent=top)
    org.change(units.set_roles, below, roles=[Role("Chef")])
    with pytest.raises(UnitUsed, match="den har 1 enhet under sig"):
        org.change(units.remove_unit, top)
    org.change(units.remove_unit, below)
    org.change(units.remove_unit, top)
    assert org.tree(None) == []
    org.db.undo()
    org.db.undo()
    assert org.tree(None) == [("Förvaltning", None), ("Enhet", "Förvaltning")]
    assert org.unit(below).unit.roles == (Role("Chef"),)


def test_a_unit_that_is_gone_is_said_to_be_gone(db: Database) -> None:
    with pytest.raises(NotFound, match="Enheten finns inte längre"):
        db.read(partial(views.unit_detail, unit_id=1))


def test_outside_units_say_their_group_and_what_they_rest_on(org: Org) -> None:
    cooperation = org.unit(org.add("Barnahus", "driftsamverkan")).unit
    own = org.unit(org.add("Skola")).unit
    assert (cooperation.group, own.group) == ("cooperation", None)


def test_a_unit_that_becomes_external_is_outside_the_model_until_somebody_says_otherwise(org: Org) -> None:
    key = org.add("Badhus", performer="internal")
    org.change(units.edit_unit, key, performer="external")
    assert not org.unit(key).unit.in_model
    org.change(units.edit_unit, key, performer="external", in_model=True)
    org.change(units.edit_unit, key, performer="external")
    assert org.unit(key).unit.in_model
    org.change(units.edit_unit, key, performer="internal")
    assert org.unit(key).unit.performer_words == "Intern"


def test_a_dated_change_of_name_lies_within_the_validity(org: Org) -> None:
    key = org.add("Enhet", valid_from=date(2026, 1, 1))
    with pytest.raises(NotValidThen, match="”Enhet” gäller inte 2025-12-31"):
        org.change(units.rename_unit, key, name="Ny", happened_on=date(2025, 12, 31))


def test_an_erased_name_is_nobody(org: Org) -> None:
    key = org.add("Skola")
    org.change(units.set_roles, key, roles=[Role("Rektor", "Test Testsson"), Role("Biträdande", "Bo Prov")])
    assert org.unit(key).unit.people == ("Bo Prov", "Test Testsson")
    org.db.write(partial(erase_person, name="Bo Prov"))
    assert org.unit(key).unit.people == ("Test Testsson",)


def test_performers_are_counted_by_whether_the_model_applies_and_gaps_are_found(org: Org) -> None:
    with_manager = org.add("Skola", performer="internal")
    without = org.add("Kök", performer="internal")
    outside = org.add("Badhus", "extern", performer="external")
    org.add("Förvaltning", "forvaltning")
    org.change(units.set_roles, with_manager, roles=[Role("Rektor")])
    view = org.db.read(partial(views.organisation_view, on=TODAY))
    assert [unit.id for unit in view.performers] == [with_manager, without]
    assert [unit.id for unit in view.not_yet] == [outside]
    assert [unit.id for unit in view.without_manager] == [without]


def test_the_log_says_which_of_a_units_fields_was_changed(org: Org) -> None:
    key = org.add("Badhus")
    org.change(units.edit_unit, key, abbreviation="BAD")
    assert org.db.undo_words == "Ändrade förkortning för Badhus"
    org.change(units.edit_unit, key, performer="external", contract_number="KS 1/7")
    assert org.db.undo_words == "Ändrade utförare och diarienummer för Badhus"
