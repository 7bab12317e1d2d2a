"""Contributions both ways and perspectives in the inspector, each change one step of undo."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QToolButton

from app.ui.parts.details import Heading
from app.ui.parts.links import Sentence
from app.ui.steering.line_list import LineList
from tests.ui.steering.conftest import OpenPage, Shown, see_pick

_GOAL, _PLAN = "Anhöriga får stöd i tid", "Personalpolitisk plan"


def _lists(shown: Shown) -> list[list[str]]:
    """The titles of each list of contributions that is shown."""
    _settle()
    return [
        [words.plain_text() for words in found.findChildren(Sentence)]
        for part in shown.inspector.parts
        for found in part.findChildren(LineList)
        if not found.isHidden()
    ]


def _settle() -> None:
    """Let Qt delete what was replaced and show what replaced it."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def _headings(shown: Shown) -> list[str]:
    assert shown.inspector.details is not None
    return [part.text for part in shown.inspector.details.parts if isinstance(part, Heading)]


def _add_buttons(shown: Shown) -> list[QPushButton]:
    return [one for one in shown.inspector.findChildren(QPushButton) if one.text() == "Lägg till…"]


def _ending(shown: Shown, title: str) -> list[QToolButton]:
    _settle()
    name = f"Ta bort bidraget: {title}"
    return [one for one in shown.inspector.findChildren(QToolButton) if one.accessibleName() == name]


def test_a_contribution_is_added_seen_from_both_ends_and_jumped_to(shown: Shown) -> None:
    shown.choose(_GOAL)
    seen: dict[str, Any] = {}
    see_pick(seen, _PLAN)
    _add_buttons(shown)[0].click()
    assert f"”{_GOAL}” bidrar till" in seen["words"]
    assert "Äldreomsorgsplan" not in seen["possible"]  # it contributes there already
    assert "Trygg omsorg nära hemmet" not in seen["possible"]  # it stands there
    assert _GOAL not in seen["shown"]
    assert _lists(shown)[0] == ["Äldreomsorgsplan", _PLAN]
    assert shown.space.undo_words == f"”{_GOAL}” bidrar till ”{_PLAN}”"
    words = next(
        one
        for part in shown.inspector.parts
        for one in part.findChildren(Sentence)
        if one.plain_text() == _PLAN
    )
    words.linkActivated.emit("0")
    assert shown.current.title == _PLAN
    assert _lists(shown)[-1][-1] == _GOAL
    shown.space.undo()
    assert _GOAL not in _lists(shown)[-1]


def test_a_contribution_is_added_from_the_end_that_takes_it(shown: Shown) -> None:
    shown.choose(_PLAN)  # decided: what it contributes to stays, what contributes to it may come
    assert len(_add_buttons(shown)) == 1
    seen: dict[str, Any] = {}
    see_pick(seen, _GOAL)
    _add_buttons(shown)[0].click()
    assert "Skolplan" not in seen["possible"]  # decided
    assert _lists(shown)[-1][-1] == _GOAL


def test_a_contribution_is_ended_at_either_end(shown: Shown) -> None:
    shown.choose(_GOAL)
    _ending(shown, "Äldreomsorgsplan")[0].click()
    assert not _ending(shown, "Äldreomsorgsplan")
    assert shown.space.undo_words == f"”{_GOAL}” bidrar inte längre till ”Äldreomsorgsplan”"
    shown.space.undo()
    shown.choose("Äldreomsorgsplan")
    QTest.keyClick(_ending(shown, _GOAL)[0], Qt.Key.Key_Space)
    assert not _ending(shown, _GOAL)
    shown.space.undo()
    assert _ending(shown, _GOAL)


def test_what_a_decided_commitment_contributes_to_has_no_button_to_end_it(shown: Shown) -> None:
    shown.choose("Högst tio olika")
    outward = _lists(shown)[0]
    assert "Äldreomsorgsplan" in outward
    assert len(outward) > 1  # the goal that its thread runs through is among them
    assert not any(_ending(shown, title) for title in outward)


def test_perspectives_are_ticked_and_taken_back_by_undo(shown: Shown) -> None:
    shown.choose(_GOAL)
    assert "Perspektiv" in _headings(shown)
    boxes = {one.accessibleName(): one for one in shown.inspector.findChildren(QCheckBox)}
    first = "Medborgarnas/brukarnas upplevda kvalitet"
    assert _ticked(shown) == [first]
    boxes["Ekonomi"].click()
    boxes["Verksamhetens processer"].click()
    assert _ticked(shown) == [first, "Verksamhetens processer", "Ekonomi"]
    assert shown.space.undo_words == f"Ändrade perspektiv för ”{_GOAL}”"
    shown.space.undo()
    assert _ticked(shown) == [first, "Ekonomi"]
    boxes["Ekonomi"].click()
    boxes[first].click()
    assert _ticked(shown) == []


def _ticked(shown: Shown) -> list[str]:
    return [one.accessibleName() for one in shown.inspector.findChildren(QCheckBox) if one.isChecked()]


def test_a_decided_goal_shows_its_perspectives_without_boxes(shown: Shown) -> None:
    shown.choose("Högst tio olika")
    assert not shown.inspector.findChildren(QCheckBox)
    assert "Perspektiv" not in _headings(shown)


def test_a_document_is_seen_from_no_perspective(shown: Shown) -> None:
    shown.choose("Översiktsplan")
    assert "Perspektiv" not in _headings(shown)


def test_a_file_open_for_reading_shows_links_only(open_page: OpenPage) -> None:
    shown = open_page(read_only=True)
    shown.choose(_GOAL)
    assert "Bidrar till" in _headings(shown)
    assert not _add_buttons(shown)
    assert not _ending(shown, "Äldreomsorgsplan")
    assert not shown.inspector.findChildren(QCheckBox)
