"""The page Ordlista: read, found, added, changed, removed and undone."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models.steering import GlossaryTerm
from app.services.steering.modelterms import add_term, remove_term
from app.services.steering.ownmodel import change_model, own_version
from app.ui.glossary.page import ALL, GENERAL, OWN
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.fields import TextField
from tests.ui.glossary.conftest import OpenPage, Shown


def fill_in(seen: list[str], *answers: dict[str, str] | None) -> None:
    """Answer the dialog each time it comes; None gives up."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, FormDialog):
            QTimer.singleShot(5, answer)
            return
        seen.append(dialog.refused)
        given, *rest = answers
        if rest:
            dialog.finished.connect(
                lambda _code: QTimer.singleShot(0, partial(fill_in, seen, *rest)),
                Qt.ConnectionType.SingleShotConnection,
            )
        if given is None:
            dialog.reject()
            return
        for key, text in given.items():
            field = dialog.field(key)
            assert isinstance(field, QLineEdit)
            field.setText(text)
        dialog.accept()

    QTimer.singleShot(0, answer)


def test_both_kinds_of_words_are_shown_with_where_they_come_from(shown: Shown) -> None:
    assert "17 ord är kommunens egna" in shown.state
    own = shown.choose("Styrkort", own=True)
    place = shown.table.rows.index_of(own.key)
    assert [place.siblingAtColumn(column).data() for column in (0, 2)] == ["Styrkort", "Kommunens ord"]
    below = shown.table.rows.index(place.row() + 1, 2)
    assert below.data() == "Allmänt"
    assert shown.inspector.details is not None
    assert shown.inspector.details.kicker == "Kommunens ord"
    assert shown.page.status == f"{len(shown.words)} av {len(shown.words)} ord visas"


def test_the_model_of_the_table_keeps_qts_rules(shown: Shown, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(shown.table.rows)


def test_the_filter_finds_word_abbreviation_explanation_and_other_forms(shown: Shown) -> None:
    for typed, word in (
        ("ösb", "Övergripande strategier och budget (ÖSB)"),
        ("lönekompensation", "Löneindex"),
        ("11 kap. 20", "Årsredovisning"),
        ("påslag på lönen", "PO-pålägg"),
    ):
        shown.page.filter_field.setText(typed)
        assert word in shown.words, typed
    shown.page.filter_field.setText("xyzzy")
    assert shown.words == []
    assert "Inget ord stämmer" in shown.state
    shown.page.head.state.links()[0].on_click()
    assert shown.page.filter_field.text() == ""
    assert len(shown.words) > 100


def test_one_kind_can_be_shown_alone(shown: Shown) -> None:
    shown.page.origin_choice._group.button(1).click()
    assert shown.page.origin_choice.choice == OWN
    assert len(shown.words) == 17
    shown.page.origin_choice._group.button(2).click()
    assert shown.page.origin_choice.choice == GENERAL
    assert "Värdegrund" in shown.words
    assert len(shown.words) > 100
    shown.page.origin_choice._group.button(0).click()
    assert shown.page.origin_choice.choice == ALL


def test_the_explanation_is_written_in_the_inspector_and_undone(shown: Shown) -> None:
    before = shown.choose("Styrkort", own=True)
    assert shown.write("Förklaring", "Ett kort.")
    assert shown.current.explanation == "Ett kort."
    assert shown.space.undo_words == "Ändrade förklaringen till ”Styrkort”"
    assert shown.write("Förkortning", "SK")
    assert shown.current.shown == "Styrkort (SK)"
    shown.space.undo()
    shown.space.undo()
    assert shown.choose("Styrkort", own=True) == before


def test_an_emptied_explanation_is_refused_and_says_why(shown: Shown, told: list[str]) -> None:
    shown.choose("Styrkort", own=True)
    assert not shown.write("Förklaring", "  ")
    assert "Förklaringen" in told[-1]
    assert shown.current.explanation != ""


def test_a_word_is_renamed_in_the_table_and_stays_current(shown: Shown, told: list[str]) -> None:
    row = shown.choose("Styrtal", own=True)
    index = shown.table.rows.index_of(row.key)
    assert shown.table.rows.setData(index, "Mätetal")
    assert shown.current.word == "Mätetal"
    assert shown.space.undo_words == "Bytte ordet ”Styrtal” till ”Mätetal”"
    index = shown.table.rows.index_of(shown.current.key)
    assert not shown.table.rows.setData(index, "Styrkort")
    assert "finns redan" in told[-1]


def test_general_words_are_read_only_and_can_be_made_own(shown: Shown) -> None:
    row = shown.choose("Balanskrav", own=False)
    for column in range(3):
        flags = shown.table.rows.flags(shown.table.rows.index_of(row.key, column))
        assert not flags & Qt.ItemFlag.ItemIsEditable
    shown.button("Gör till eget ord").click()
    assert (shown.current.word, shown.current.own) == ("Balanskrav", True)
    assert shown.current.source == "11 kap. 5, 12 och 13 §§ kommunallagen"
    general = shown.choose("Balanskrav", own=False)
    assert general.replaced
    shown.button("Visa kommunens ord").click()
    assert shown.current.own


def test_an_own_word_is_removed_and_the_general_one_is_current_instead(shown: Shown) -> None:
    shown.choose("Styrkort", own=True)
    shown.button("Ta bort").click()
    assert (shown.current.word, shown.current.own, shown.current.replaced) == ("Styrkort", False, False)
    shown.choose("Programplan", own=True)
    place = shown.table.currentIndex().row()
    shown.page._on_delete()
    assert shown.table.currentIndex().row() == place
    assert "Programplan" not in shown.words
    shown.space.undo()
    assert "Programplan" in shown.words


def test_a_general_word_is_not_removed_by_the_key(shown: Shown) -> None:
    shown.choose("Balanskrav", own=False)
    shown.page._on_delete()
    assert shown.current.word == "Balanskrav"
    assert shown.space.undo_words is None


def test_a_word_is_added_after_a_refusal_that_is_said_in_place(shown: Shown) -> None:
    seen: list[str] = []
    shown.page.filter_field.setText("Kommunpeng")
    assert shown.words == []
    taken = {"word": "styrkort", "abbreviation": "", "explanation": "Pengar per elev."}
    fill_in(seen, taken, {"word": "Kommunpeng", "abbreviation": "KP"})
    shown.page._add_button.click()
    assert seen == ["", "”styrkort” finns redan. Välj ett annat namn."]
    assert shown.current.shown == "Kommunpeng (KP)"
    assert shown.current.explanation == "Pengar per elev."
    assert shown.space.undo_words == "Lade till ordet ”Kommunpeng”"


def test_what_was_looked_for_in_vain_is_offered_as_the_new_word(shown: Shown) -> None:
    shown.page.filter_field.setText("Kommunpeng")
    fill_in([], {"explanation": "Pengar per elev."})
    shown.page._on_add()
    assert shown.current.word == "Kommunpeng"


def test_giving_up_adds_nothing(shown: Shown) -> None:
    fill_in([], None)
    shown.page._on_add()
    assert shown.space.undo_words is None


def test_the_search_opens_the_word_also_through_a_filter(shown: Shown) -> None:
    key = shown.space.read(
        lambda s: s.scalars(select(GlossaryTerm.id).where(GlossaryTerm.word == "Styrtal")).one()
    )
    shown.page.filter_field.setText("xyzzy")
    assert shown.page.show_place("glossary_term", key)
    assert (shown.current.word, shown.current.own) == ("Styrtal", True)
    assert shown.page.filter_field.text() == ""
    assert not shown.page.show_place("glossary_term", 1)
    assert not shown.page.show_place("unit", key)


def test_enter_goes_to_the_explanation(shown: Shown, qtbot: QtBot) -> None:
    shown.choose("Styrkort", own=True)
    shown.window.activateWindow()
    shown.table.setFocus()
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    assert isinstance(shown.window.focusWidget(), TextField)


def test_changes_made_elsewhere_are_seen_and_do_not_make_the_next_one_outdated(shown: Shown) -> None:
    def elsewhere(edit: Any, words: str) -> None:
        version = shown.space.read(own_version)
        assert shown.space.run(partial(change_model, edit=edit, expected_version=version, words=words))

    shown.choose("Styrkort", own=True)
    elsewhere(partial(add_term, word="Kommunpeng", explanation="Per elev."), "Lade till ett ord")
    assert "Kommunpeng" in shown.words
    assert shown.write("Förklaring", "Ett kort.")
    elsewhere(partial(remove_term, shown="Styrkort"), "Tog bort ett ord")
    assert shown.table.current_row() is None


def test_two_fields_left_at_once_are_two_changes(shown: Shown) -> None:
    shown.choose("Styrkort", own=True)
    shown.field("Förklaring").field.setPlainText("Ett kort.")  # type: ignore[union-attr]
    shown.field("Förkortning").field.setText("SK")  # type: ignore[union-attr]
    shown.page.hide()
    assert shown.space.undo_words == "Ändrade förkortningen för ”Styrkort”"
    shown.page.show()
    row = shown.choose("Styrkort", own=True)
    assert (row.explanation, row.abbreviation) == ("Ett kort.", "SK")


@pytest.mark.parametrize(("read_only", "model"), [(True, True), (False, False)])
def test_what_cannot_be_written_is_locked_and_says_why(
    open_page: OpenPage, *, read_only: bool, model: bool
) -> None:
    shown = open_page(read_only=read_only, model=model)
    why = "Filen är öppen för läsning" if read_only else "Filen har ingen styrmodell"
    assert not shown.page._add_button.isEnabled()
    assert shown.page._add_button.toolTip() == why
    shown.choose("Balanskrav", own=False)
    assert not shown.button("Gör till eget ord").isEnabled()
    if model:
        row = shown.choose("Styrkort", own=True)
        assert shown.field("Förklaring").field.isReadOnly()
        assert not shown.button("Ta bort").isEnabled()
        flags = shown.table.rows.flags(shown.table.rows.index_of(row.key))
        assert not flags & Qt.ItemFlag.ItemIsEditable
    else:
        assert shown.state.startswith("0 ord är kommunens egna")


def test_the_menu_offers_what_can_be_done_with_the_word(shown: Shown) -> None:
    for word, own, texts in (
        ("Styrkort", True, ["Lägg till ord…", "Ta bort", "Kopiera"]),
        ("Balanskrav", False, ["Lägg till ord…", "Gör till eget ord", "Kopiera"]),
        ("Styrkort", False, ["Lägg till ord…", "Kopiera"]),
    ):
        menu = QMenu(shown.page)
        shown.page._fill_menu(menu, shown.choose(word, own=own))
        assert [one.text() for one in menu.actions() if one.text()] == texts
