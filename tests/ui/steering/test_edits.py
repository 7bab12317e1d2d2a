"""Edits on the page Styrmodell: in the tree, the inspector and dialogs, each one step of undo."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models.storage import Draft
from app.ui.parts.details import Command, Fact, Facts, Notice, Thread
from app.ui.parts.drafts import DRAFT_AFTER_MS
from app.ui.parts.fields import TextField
from app.ui.steering.menus import AddMenu
from tests.ui.steering.conftest import NO_KEYBOARD, Hands, Shown

_LOCKED = "”Vision 2020” är beslutad och låst. Gör en ny version för att ändra."
_F2 = Qt.Key.Key_F2


def _part(shown: Shown, kind: type) -> list[object]:
    details = shown.inspector.details
    assert details is not None
    return [part for part in details.parts if isinstance(part, kind)]


def _facts(shown: Shown) -> dict[str, Fact]:
    return {fact.label: fact for part in _part(shown, Facts) for fact in part.rows}  # type: ignore[attr-defined]


def _click(shown: Shown, label: str) -> None:
    """Click the link of a fact in the inspector."""
    on_click = _facts(shown)[label].on_click
    assert on_click is not None
    on_click()


def _text(shown: Shown) -> TextField:
    field = shown.inspector.findChildren(TextField)[-1]
    assert isinstance(field, TextField)
    return field


def _words(menu: QMenu) -> dict[str, bool]:
    return {one.text(): one.isEnabled() for one in menu.actions() if one.text()}


def _trigger(menu: QMenu, words: str) -> None:
    next(one for one in menu.actions() if one.text() == words).trigger()


def _menu(shown: Shown) -> QMenu:
    menu = QMenu(shown.page)
    shown.page._fill_menu(menu, shown.current)
    return menu


def test_f2_renames_in_place_and_undo_brings_the_old_name_back(shown: Shown, qtbot: QtBot) -> None:
    shown.choose("Översiktsplan")
    QTest.keyClick(shown.tree, _F2)
    editor = shown.tree.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "Översiktsplan"
    editor.setText("Översiktsplan 2030")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.current.title == "Översiktsplan 2030")
    assert not _text(shown).hasFocus()
    assert shown.inspector.details is not None
    assert shown.inspector.details.title == "Översiktsplan 2030"
    assert shown.space.undo_words == "Döpte om ”Översiktsplan” till ”Översiktsplan 2030”"
    shown.space.undo()
    assert shown.current.title == "Översiktsplan"
    shown.space.redo()
    assert shown.current.title == "Översiktsplan 2030"


def test_f2_on_a_decided_element_says_why_in_one_sentence(shown: Shown, told: list[str]) -> None:
    shown.choose("Vision 2020")
    QTest.keyClick(shown.tree, _F2)
    assert told == [_LOCKED]
    assert shown.tree.findChild(QLineEdit) is None


def test_an_empty_name_is_refused_and_the_old_one_stays(shown: Shown, told: list[str]) -> None:
    row = shown.choose("Översiktsplan")
    assert not shown.page._rename(row, "  ")
    assert told == ["Benämningen saknas. Skriv en text och försök igen."]
    assert shown.current.title == "Översiktsplan"


def test_text_typed_in_the_inspector_is_one_change_when_the_field_is_left(shown: Shown, qtbot: QtBot) -> None:
    shown.choose("Översiktsplan")
    QTest.keyClick(shown.tree, Qt.Key.Key_Return)
    field = _text(shown)
    field.setPlainText("Marken räcker till alla.")
    field.draft.commit()
    assert shown.space.undo_words == "Ändrade beskrivningen av ”Översiktsplan”"
    shown.space.undo()
    assert _text(shown).toPlainText() != "Marken räcker till alla."


def test_looking_at_an_element_changes_nothing(shown: Shown) -> None:
    for title in ("Brukarna är trygga", "Översiktsplan", "Brukaren påverkar", "Övergripande strategier"):
        shown.choose(title)
        assert shown.inspector.settle()
    assert shown.space.undo_words is None


def test_a_text_being_written_is_kept_as_a_draft_and_forgotten_when_stored(
    shown: Shown, qtbot: QtBot
) -> None:
    row = shown.choose("Översiktsplan")
    field = _text(shown)
    field.setPlainText("Halvskriv")

    def drafts() -> list[tuple[str, str, str]]:
        found = shown.space.read(lambda s: list(s.execute(select(Draft.field, Draft.label, Draft.text))))
        return [tuple(one) for one in found]

    kept = [(f"node:{row.id}:text", "Beskrivning, Översiktsplan", "Halvskriv")]
    qtbot.waitUntil(lambda: drafts() == kept, timeout=5 * DRAFT_AFTER_MS)
    assert shown.space.undo_words is None
    field.draft.commit()
    assert drafts() == []


def test_a_text_that_a_crash_interrupted_is_put_back_in_its_field(shown: Shown) -> None:
    row = shown.row("Översiktsplan")
    assert shown.page.show_place("node", row.id)
    assert shown.inspector.resume(f"node:{row.id}:text", "Halvskrivet")
    assert _text(shown).text() == "Halvskrivet"
    locked = shown.choose("Vision 2020")
    assert not shown.inspector.resume(f"node:{locked.id}:text", "Halvskrivet")


def test_leaving_the_page_makes_a_change_of_what_is_typed(shown: Shown) -> None:
    shown.choose("Översiktsplan")
    _text(shown).setPlainText("Skrivet i sista stund.")
    shown.page.hide()
    assert shown.space.undo_words == "Ändrade beskrivningen av ”Översiktsplan”"


def test_the_menu_adds_what_the_model_allows_here_and_beside(shown: Shown, hands: Hands) -> None:
    shown.choose("Trygg omsorg")
    menu = shown.page._add_menu(shown.current, shown.page)
    assert menu is not None
    osb = "Övergripande strategier och budget 2011…"
    assert list(_words(menu)) == [
        "Verksamhetsmål under ”Trygg omsorg nära hemmet”",
        f"Strategiskt område under ”{osb}”",
        f"Finansiellt mål under ”{osb}”",
    ]
    hands.will({"title": "Maten smakar bra", "owner": "Kostchef"})
    _trigger(menu, "Verksamhetsmål under ”Trygg omsorg nära hemmet”")
    assert "Läggs under ”Trygg omsorg nära hemmet”." in hands.seen[0]
    assert (shown.current.title, shown.current.owner) == ("Maten smakar bra", "Kostchef")
    assert [part.text for part in _part(shown, Notice)] == [  # type: ignore[attr-defined]
        "Saknar mått, så det går inte att följa upp."
    ]
    shown.space.undo()
    assert "Maten smakar bra" not in shown.titles
    assert shown.current.title == "Trygg omsorg nära hemmet"


def test_giving_up_adds_nothing(shown: Shown, hands: Hands) -> None:
    shown.choose("Trygg omsorg")
    menu = shown.page._add_menu(shown.current, shown.page)
    assert menu is not None
    hands.will(None)
    menu.actions()[0].trigger()
    assert shown.space.undo_words is None


def test_the_first_title_follows_the_models_pattern_for_the_working_year(shown: Shown, hands: Hands) -> None:
    shown.space.set_working_year(2012)
    shown.choose("Uppdragshandling Musikskola")
    menu = shown.page._add_menu(shown.current, shown.page)
    assert menu is not None
    hands.will({})
    _trigger(menu, "Verksamhetsplan under ”Uppdragshandling Musikskola”")
    assert shown.current.title == "Verksamhetsplan 2012"


def test_the_menu_says_why_some_levels_are_not_added_here(shown: Shown) -> None:
    shown.choose("Övergripande strategier")
    menu = shown.page._add_menu(shown.current, shown.page)
    assert menu is not None
    assert _words(menu)["Uppdragshandling läggs till på sidan Uppdragshandlingar"] is False
    shown.choose("Uppdragshandling Hemtjänst Kopparberg")
    menu = shown.page._add_menu(shown.current, shown.page)
    assert menu is not None
    wanted = "Åtagande: gör först en ny version av ”Uppdragshandling Hemtjänst Kopparberg”"
    assert _words(menu)[wanted] is False


@NO_KEYBOARD
def test_the_button_opens_the_menu_of_the_current_row(shown: Shown) -> None:
    shown.choose("Trygg omsorg")
    shown.page._add_button.click()
    menu = shown.page.findChild(AddMenu)
    assert menu is not None
    assert menu.actions()[0].text() == "Verksamhetsmål under ”Trygg omsorg nära hemmet”"
    menu.close()


@NO_KEYBOARD
def test_insert_opens_the_menu_at_the_current_row(shown: Shown) -> None:
    shown.choose("Trygg omsorg")
    QTest.keyClick(shown.tree, Qt.Key.Key_Insert)
    menu = shown.page.findChild(AddMenu)
    assert menu is not None
    assert menu.isVisible()
    assert menu.activeAction() is menu.actions()[0]
    menu.close()


def test_the_first_element_of_an_empty_file_is_added_and_shown(
    open_page: Callable[..., Shown], hands: Hands
) -> None:
    shown = open_page("empty")
    menu = shown.page._add_menu(None, shown.page)
    assert menu is not None
    hands.will({"title": "Vår värdegrund", "owner": ""})
    _trigger(menu, "Värdegrund")
    assert shown.tree.isVisibleTo(shown.page)
    assert shown.current.title == "Vår värdegrund"
    assert shown.page._add_button.isVisibleTo(shown.page)
    shown.space.undo()
    assert not shown.tree.isVisibleTo(shown.page)
    assert shown.inspector.details is None


def test_an_owner_closes_the_gap(shown: Shown, hands: Hands) -> None:
    shown.choose("Klimatstrategiplan")
    assert _facts(shown)["Ägare"].value == "Ange"
    hands.will({"role": "Miljöstrateg", "unit": "Kommunkansli"})
    _click(shown, "Ägare")
    assert _facts(shown)["Ägare"].value == "Miljöstrateg"
    assert shown.current.gaps == ()
    assert _part(shown, Notice) == []


def test_a_validity_that_cannot_be_read_is_said_in_the_dialog_and_kept(
    shown: Shown, hands: Hands, told: list[str]
) -> None:
    shown.choose("Översiktsplan")
    hands.will({"from": "första januari", "to": "2013", "words": ""}, {"from": "2011"})
    _click(shown, "Giltighet")
    assert "”första januari” är inte ett datum." in hands.seen[1]
    assert _facts(shown)["Giltighet"].value == "1 jan 2011–31 dec 2013"
    assert told == []


def test_of_a_decided_element_only_the_end_is_asked_for(shown: Shown, hands: Hands) -> None:
    shown.choose("Vision 2020")
    hands.will({"to": "2020", "words": "2009–2020"})
    _click(shown, "Giltighet")
    assert "Lydelsen är beslutad. Du kan ändra när den slutar gälla." in hands.seen[0]
    assert shown.current.validity == "2009–2020"


def test_an_element_goes_from_draft_to_prepared_to_ready_to_decided(shown: Shown, hands: Hands) -> None:
    shown.choose("Översiktsplan")
    for button, status in (
        ("Markera som beredd", "Beredd"),
        ("Klar för beslut", "Klar för beslut"),
        ("Tillbaka till utkast", "Utkast"),
    ):
        shown.button(button).click()
        assert shown.current.status_word == status
    hands.will({"day": "2010-11-17", "paragraph": "§ 98", "number": "KS 2010/97"}, "Registrera")
    shown.button("Registrera beslut…").click()
    assert "Beslutet låser lydelsen och kan inte ångras." in hands.seen[1]
    facts = _facts(shown)
    assert facts["Beslutat"].value == "Kommunfullmäktige\n17 november 2010, § 98"
    assert facts["Diarienummer"].value == "KS 2010/97"
    assert facts["Status"].value == "Beslutad, låst"
    assert shown.inspector.findChildren(TextField) == [] or not _text(shown).isVisibleTo(shown.inspector)
    assert shown.space.undo_words is None


def test_a_final_decision_can_still_be_thought_over(shown: Shown, hands: Hands) -> None:
    shown.choose("Översiktsplan")
    hands.will({"day": "2010-11-17"}, "Avbryt", None)
    shown.button("Registrera beslut…").click()
    assert not shown.current.locked
    assert shown.space.undo_words is None


def test_a_decision_says_what_the_element_lacks_before_it_locks(shown: Shown, hands: Hands) -> None:
    shown.choose("Anhöriga får stöd")
    hands.will({}, "Registrera")
    shown.button("Registrera beslut…").click()
    assert "Det här saknar mått." in hands.seen[1]
    assert shown.current.locked


def test_a_decision_dated_tomorrow_is_refused_with_a_sentence(
    shown: Shown, hands: Hands, told: list[str]
) -> None:
    shown.choose("Översiktsplan")
    hands.will({"step": "Beredning", "day": "2010-11-22"}, None)
    shown.button("Registrera beslut…").click()
    assert told == [
        "Beslutet om ”Översiktsplan” har en dag som inte har varit än. Registrera beslutet när det är fattat."
    ]


def test_an_element_that_lacks_something_is_not_put_up_for_decision(shown: Shown) -> None:
    shown.choose("Anhöriga får stöd")
    button = shown.button("Klar för beslut")
    assert not button.isEnabled()
    assert button.toolTip() == "Kan inte bli klar för beslut än: saknar mått."


def test_the_context_menu_holds_what_can_be_done_with_the_element(shown: Shown) -> None:
    shown.choose("Översiktsplan")
    words = _words(_menu(shown))
    assert list(words) == [
        "Lägg till",
        "Byt namn",
        "Ändra ägare…",
        "Ändra giltighet…",
        "Markera som beredd",
        "Registrera beslut…",
        "Öppna dokumentet",
        "Visa röda tråden",
        "Flytta till…",
        "Flytta uppåt",
        "Flytta nedåt",
        "Klipp ut",
        "Kopiera",
        "Ta bort…",
        "Fäll ut alla",
        "Fäll ihop alla",
    ]
    assert all(words.values())
    shown.choose("Vision 2020")
    words = _words(_menu(shown))
    assert words["Byt namn"] is False
    assert words["Ny version"] is True


@NO_KEYBOARD
def test_the_context_menu_opens_where_it_was_asked_for(shown: Shown) -> None:
    shown.choose("Översiktsplan")
    shown.tree.menu_requested.emit(shown.current, QPoint(40, 40))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    assert "Byt namn" in _words(popup)
    popup.close()


def test_copying_takes_the_row_to_a_spreadsheet(shown: Shown) -> None:
    shown.choose("Vision 2020")
    _trigger(_menu(shown), "Kopiera")
    text = QApplication.clipboard().text()
    assert text.startswith("Vision 2020\t")
    assert "Kommunchef" in text


def test_the_thread_leads_to_its_elements(shown: Shown) -> None:
    shown.choose("Högst tio olika")
    (thread,) = _part(shown, Thread)
    steps = thread.steps  # type: ignore[attr-defined]
    assert [step.level for step in steps if step.current] == ["Åtagande"]
    goal = next(step for step in steps if step.level == "Verksamhetsmål")
    goal.on_click()
    assert shown.current.title == goal.text


def test_an_agreement_opens_on_its_own_page(shown: Shown, qtbot: QtBot) -> None:
    shown.choose("Uppdragshandling Hemtjänst Kopparberg")
    with qtbot.waitSignal(shown.space.place_requested) as asked:
        shown.button("Öppna handlingen").click()
    assert asked.args[0] == "agreement"
    shown.choose("Högst tio olika")
    shown.button("Gå till uppdragshandling").click()
    assert shown.current.level == "Uppdragshandling"


@pytest.mark.parametrize("title", ["Vision 2020", "Högst tio olika", "Medarbetarsamtal"])
def test_every_command_can_be_named(shown: Shown, title: str) -> None:
    shown.choose(title)
    node = shown.page._detail(shown.current)
    commands = shown.page._inspecting.commands(node)
    assert all(isinstance(command, Command) and command.text for command in commands)
