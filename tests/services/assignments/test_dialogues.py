"""Staff dialogues as numbers for each unit and year, with what was agreed and no names."""

from functools import partial

import pytest

from app.models.assignments import StaffDialogue
from app.models.errors import ChangedSince, MissingText, NotFound
from app.services.assignments import dialogues
from app.services.assignments.errors import NotACount
from app.services.assignments.views import DialogueRow, dialogues_view, unit_of_dialogue
from tests.conftest import TODAY
from tests.services.assignments.town import Town, count


def _rows(town: Town, year: int = 2026) -> dict[str, DialogueRow]:
    view = town.database.read(partial(dialogues_view, year=year, today=TODAY))
    return {row.unit: row for row in view.rows}


def _set(town: Town, unit: int, version: int, **counts: int | None) -> None:
    values = {"planned": None, "held": None} | counts
    town.write(dialogues.set_counts, unit_id=unit, year=2026, expected_version=version, **values)


def test_every_unit_with_staff_has_a_row_before_anything_is_noted(town: Town) -> None:
    rows = _rows(town)
    assert {"Utbildningskontoret", "Karinslundsskolan", "Paulinska skolan"} <= set(rows)
    assert "Kommunfullmäktige" not in rows
    assert {row.version for row in rows.values()} == {0}


def test_the_first_number_makes_the_row_and_the_next_changes_it(town: Town) -> None:
    _set(town, town.first, 0, planned=24)
    _set(town, town.first, _rows(town)["Karinslundsskolan"].version, planned=24, held=20)
    row = _rows(town)["Karinslundsskolan"]
    assert (row.planned, row.held) == (24, 20)
    assert town.database.read(partial(count, model=StaffDialogue)) == 1
    assert _rows(town, 2027)["Karinslundsskolan"].planned is None
    view = town.database.read(partial(dialogues_view, year=2026, today=TODAY))
    assert (view.planned, view.held) == (24, 20)


def test_an_outdated_or_negative_number_is_refused(town: Town) -> None:
    _set(town, town.first, 0, planned=24)
    with pytest.raises(ChangedSince):
        _set(town, town.first, 0, planned=30)
    with pytest.raises(ChangedSince):
        _set(town, town.second, 7, planned=30)
    with pytest.raises(NotACount):
        _set(town, town.second, 0, held=-1)
    with pytest.raises(NotFound):
        _set(town, 1, 0, held=3)


def test_nothing_typed_makes_no_row(town: Town) -> None:
    _set(town, town.first, 0)
    note = partial(town.write, dialogues.edit_note, unit_id=town.first, year=2026, expected_version=0)
    note(note="  ")
    assert town.database.read(partial(count, model=StaffDialogue)) == 0
    note(note="Hålls i mars")
    assert _rows(town)["Karinslundsskolan"].note == "Hålls i mars"


def test_what_was_agreed_belongs_to_the_unit_and_the_year(town: Town) -> None:
    add = partial(town.write, dialogues.add_agreed, unit_id=town.first, year=2026, expected_version=0)
    with pytest.raises(MissingText):
        add(title=" ")
    add(title="Handledning varannan vecka")
    agreed = _rows(town)["Karinslundsskolan"].agreed
    assert [(row.title, row.unit, row.home) for row in agreed] == [
        ("Handledning varannan vecka", "Karinslundsskolan", "dialogue")
    ]
    assert agreed[0].home_title == "Medarbetarsamtal 2026, Karinslundsskolan"
    found = town.database.read(partial(unit_of_dialogue, dialogue_id=agreed[0].home_id))
    assert found == (town.first, 2026)
    town.database.undo()
    assert _rows(town)["Karinslundsskolan"].version == 0
