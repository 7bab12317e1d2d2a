"""The municipality's own words come first, the general ones are there too, and both are found in texts."""

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.steering import GlossaryTerm
from app.services.clock import fixed_clock
from app.services.steering.glossary import (
    GENERAL,
    OWN,
    GlossaryView,
    TermRow,
    general_index,
    glossary,
    key_of_term,
    split_word,
    word_index,
)
from app.services.steering.modelterms import add_term, change_term, remove_term
from app.services.steering.ownmodel import change_model, own_version
from app.services.steering.wordlist import general_words
from app.services.storage import Database
from app.services.textorder import sort_key
from tests.conftest import TODAY


def view_of(database: Database) -> GlossaryView:
    return database.read(glossary)


def row_of(database: Database, word: str, *, own: bool) -> TermRow:
    return next(row for row in view_of(database).rows if (row.word, row.own) == (word, own))


@pytest.mark.parametrize(
    ("shown", "parts"),
    [
        ("Kommunfullmäktige (KF)", ("Kommunfullmäktige", "KF")),
        ("Styrkort", ("Styrkort", None)),
        (" Ram (drift och investering) ", ("Ram (drift och investering)", None)),
        ("(KF)", ("(KF)", None)),
        ("Ram ()", ("Ram ()", None)),
    ],
)
def test_word_and_abbreviation_are_told_apart(shown: str, parts: tuple[str, str | None]) -> None:
    assert split_word(shown) == parts


def test_both_kinds_stand_in_swedish_order_with_the_own_word_first(empty: Database) -> None:
    view = view_of(empty)
    assert [row.word for row in view.rows] == sorted((row.word for row in view.rows), key=sort_key)
    assert [row.origin for row in view.rows if row.word == "Styrkort"] == [OWN, GENERAL]
    assert view.own_count == len(empty.read(lambda s: s.scalars(select(GlossaryTerm.id)).all()))
    assert view.general_count == len(general_words())
    assert view.version == empty.read(own_version)
    assert len({row.key for row in view.rows}) == len(view.rows)


def test_a_general_word_that_the_municipality_explains_is_replaced(empty: Database) -> None:
    assert row_of(empty, "Styrkort", own=False).replaced
    assert not row_of(empty, "Balanskrav", own=False).replaced
    assert row_of(empty, "Balanskrav", own=False).source == "11 kap. 5, 12 och 13 §§ kommunallagen"


def test_a_file_without_a_model_has_the_general_words(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "tom.styr", clock=fixed_clock(TODAY), user="Kanslichef")
    view = view_of(database)
    assert (view.own_count, view.general_count, view.version) == (0, len(general_words()), None)
    found = database.read(word_index).find("Kommunbidrag")
    assert found is not None
    database.close()


def test_the_own_explanation_holds_also_in_the_forms_of_the_general_one(empty: Database) -> None:
    own = row_of(empty, "Årskalender", own=True)
    index = empty.read(word_index)
    found = index.find("Styrkorten")
    assert found is not None
    assert found.meaning.origin == OWN
    assert found.meaning.explanation == row_of(empty, "Styrkort", own=True).explanation
    calendar = index.find("årskalendern")
    assert calendar is not None
    assert calendar.meaning.explanation == own.explanation


def test_levels_and_perspectives_are_explained_where_they_stand_alone(empty: Database) -> None:
    index = empty.read(word_index)
    plan = index.find("Ekonomi")
    assert plan is not None
    assert plan.meaning.explanation.startswith("Perspektiv i styrmodellen. Har anslagna resurser")
    assert index.find("Ekonomi och personal") is None
    process = index.find("Verksamhetens processer")
    assert process is not None
    assert "rätt sätt?" in process.meaning.explanation


def test_without_a_file_the_general_words_are_found() -> None:
    found = general_index().find("Nettoanslaget")
    assert found is not None
    assert (found.meaning.word, found.meaning.origin) == ("Nettoanslag", GENERAL)


def test_a_row_of_the_file_leads_to_its_word(empty: Database) -> None:
    row = row_of(empty, "Övergripande strategier och budget", own=True)
    assert row.shown == "Övergripande strategier och budget (ÖSB)"
    assert row.id is not None
    assert empty.read(partial(key_of_term, term_id=row.id)) == row.key
    assert empty.read(partial(key_of_term, term_id=1)) is None


def test_words_are_added_changed_and_removed_in_the_file_and_each_is_one_step(empty: Database) -> None:
    before = view_of(empty)

    def change(edit: object, words: str) -> None:
        version = empty.read(own_version)
        empty.write(partial(change_model, edit=edit, expected_version=version, words=words))

    change(
        partial(add_term, word="Kommunpeng", explanation="Pengar per elev."), "Lade till ordet ”Kommunpeng”"
    )
    added = row_of(empty, "Kommunpeng", own=True)
    change(partial(change_term, shown="Kommunpeng", explanation="Pengar."), "Ändrade förklaringen")
    changed = row_of(empty, "Kommunpeng", own=True)
    assert (changed.id, changed.explanation) == (added.id, "Pengar.")
    change(partial(remove_term, shown="Kommunpeng"), "Tog bort ordet ”Kommunpeng”")
    assert empty.undo_words == "Tog bort ordet ”Kommunpeng”"
    assert view_of(empty).rows == before.rows
    empty.undo()
    assert row_of(empty, "Kommunpeng", own=True) == changed
    empty.undo()
    empty.undo()
    assert view_of(empty).rows == before.rows
