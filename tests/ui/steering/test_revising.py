"""A new version of what is decided says first who is affected; and how contributions are described."""

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QToolButton

from app.ui.parts.details import Fact, Facts
from app.ui.parts.fields import TextField
from app.ui.parts.links import Sentence
from app.ui.steering.line_list import LineList
from tests.ui.steering.conftest import Hands, OpenPage, Shown

_GOAL = "Anhöriga får stöd i tid"


def _facts(shown: Shown) -> dict[str, Fact]:
    assert shown.inspector.details is not None
    parts = (part for part in shown.inspector.details.parts if isinstance(part, Facts))
    return {fact.label: fact for part in parts for fact in part.rows}


def _settle() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def _notes(shown: Shown) -> list[str]:
    _settle()
    lists = [one for part in shown.inspector.parts for one in part.findChildren(LineList)]
    return [words.plain_text() for words in lists[0].findChildren(Sentence)]


def _write_button(shown: Shown, title: str) -> Any:
    _settle()
    name = f"Skriv hur det bidrar: {title}"
    return next(one for one in shown.inspector.findChildren(QToolButton) if one.accessibleName() == name)


def test_a_new_version_says_who_is_affected_and_can_be_given_up(shown: Shown, hands: Hands) -> None:
    shown.choose("Vision 2020")
    hands.will("Avbryt")
    shown.button("Ny version").click()
    assert "126 styrelement i den röda tråden nedanför berörs" in hands.seen[0]
    assert shown.current.locked


def test_a_new_version_opens_the_words_again_and_names_what_it_replaces(shown: Shown, hands: Hands) -> None:
    shown.choose("Vision 2020")
    hands.will("Ny version")
    shown.button("Ny version").click()
    assert shown.current.status_word == "Utkast"
    assert _facts(shown)["Version"].value == "2, ersätter version 1"
    assert not shown.inspector.findChild(TextField).isReadOnly()
    shown.space.undo()
    assert shown.current.locked


def test_how_it_contributes_is_written_and_shown_under_the_link(shown: Shown, hands: Hands) -> None:
    shown.choose(_GOAL)
    (title,) = _notes(shown)
    hands.will({"note": "Den som får stöd orkar längre."})
    _write_button(shown, title).click()
    assert _notes(shown) == [title, "Den som får stöd orkar längre."]
    shown.space.undo()
    assert _notes(shown) == [title]


def test_the_thread_of_an_element_is_one_click_away(shown: Shown) -> None:
    places: list[tuple[str, Any]] = []
    shown.space.place_requested.connect(lambda kind, key: places.append((kind, key)))
    row = shown.choose(_GOAL)
    shown.button("Visa röda tråden").click()
    assert places == [("thread", row.id)]


def test_in_a_file_that_is_only_read_nothing_can_be_described(open_page: OpenPage) -> None:
    shown = open_page(read_only=True)
    shown.choose(_GOAL)
    assert not [
        one
        for one in shown.inspector.findChildren(QToolButton)
        if one.accessibleName().startswith("Skriv hur")
    ]
