"""Pages: loaded when shown, refreshed when their rows change, settled when left."""

import sys
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.parts.details import Details, Field
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.page import Page


@dataclass(frozen=True)
class Touched:
    kinds: frozenset[str]


class Space(QObject):
    """The two signals that a page listens to."""

    changed = Signal(object)
    working_year_changed = Signal(int)


class UnitsPage(Page):
    shows_kinds = frozenset({"unit"})

    def __init__(self, workspace: Space) -> None:
        super().__init__(workspace)  # type: ignore[arg-type]
        self.loads = 0
        self.set_content(QLabel("enheter"))

    def load(self) -> None:
        self.loads += 1
        self.set_title("Organisation", "25 enheter, ", Link("2 saknar chef", lambda: None))
        self.set_status("25 av 25 visas")


@pytest.fixture
def space() -> Space:
    return Space()


@pytest.fixture
def page(space: Space, qtbot: QtBot) -> UnitsPage:
    page = UnitsPage(space)
    qtbot.addWidget(page)
    return page


def test_a_page_reads_nothing_before_it_is_shown(page: UnitsPage) -> None:
    assert page.loads == 0
    page.show()
    assert page.loads == 1
    assert page.accessibleName() == "Organisation"
    assert page.status == "25 av 25 visas"


def test_a_visible_page_refreshes_for_its_own_rows_only(page: UnitsPage, space: Space) -> None:
    page.show()
    space.changed.emit(Touched(frozenset({"frame"})))
    assert page.loads == 1
    space.changed.emit(Touched(frozenset({"frame", "unit"})))
    assert page.loads == 2


def test_changes_from_elsewhere_refresh_everything(page: UnitsPage, space: Space) -> None:
    page.show()
    space.changed.emit(Touched(frozenset()))
    assert page.loads == 2


def test_a_hidden_page_waits_and_loads_once(page: UnitsPage, space: Space) -> None:
    page.show()
    page.hide()
    for _ in range(3):
        space.changed.emit(Touched(frozenset({"unit"})))
    assert page.loads == 1
    page.show()
    assert page.loads == 2


def test_another_working_year_refreshes(page: UnitsPage, space: Space) -> None:
    page.show()
    space.working_year_changed.emit(2011)
    assert page.loads == 2


def test_leaving_a_page_settles_what_is_typed(page: UnitsPage) -> None:
    given: list[str] = []
    page.inspector = Inspector()
    part = Field("t", "Text", "Före", lambda text: given.append(text) is None)
    page.inspector.show_details(Details(1, "", "", (part,)))
    page.show()
    page.inspector.parts[0].field.setText("Efter")  # type: ignore[attr-defined]
    page.hide()
    assert given == ["Efter"]


def test_a_page_that_says_nothing_about_itself_is_a_mistake(space: Space, qtbot: QtBot) -> None:
    page = Page(space)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    with pytest.raises(TypeError, match="Page"):
        page.load()


class BrokenPage(Page):
    def load(self) -> None:
        raise LookupError


def test_an_error_while_loading_is_reported_where_it_happened(
    space: Space, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: reported.append(kind))
    page = BrokenPage(space)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    assert reported == [LookupError]
    assert page.isVisible()


def test_an_empty_page_wants_no_details(page: UnitsPage) -> None:
    told: list[bool] = []
    page.details_wanted_changed.connect(told.append)
    page.set_content(EmptyState("Inga enheter", "Här står enheterna."))
    page.set_content(EmptyState("Inga enheter", "Här står enheterna."))
    assert not page.details_wanted
    page.set_content(QLabel("enheter"))
    assert told == [False, True]
