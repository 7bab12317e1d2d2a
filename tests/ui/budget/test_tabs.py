"""The tabs of the page Budget: the bar, what is made when, tools, and what a tab may refuse."""

from collections.abc import Collection, Hashable
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.budget import page as page_module
from app.ui.budget import tabs
from app.ui.budget.tab import BudgetTab
from tests.services.budget.ledger import NIGHT, Ledger
from tests.ui.budget.conftest import KEY, Desk, sit_down

MADE: list[str] = []


class _Plain(BudgetTab):
    key, title = "plain", "Enkel"
    nothing = "Här finns inget."

    def __init__(self, page: Any) -> None:
        super().__init__(page)
        MADE.append(self.key)
        self.button = QPushButton("Gör")
        self.beside = QLabel("Bredvid")
        self.filter_field = QLineEdit(self)
        self.loads, self.settled = 0, True
        self.places: list[tuple[str, Hashable]] = []

    def tools(self) -> list[Any]:
        return [self.button]

    def actions(self) -> list[Any]:
        return [self.beside]

    def load(self) -> None:
        self.loads += 1

    def state(self) -> list[Any]:
        return ["Läget är gott."]

    def status(self) -> str:
        return "En rad"

    def settle(self) -> bool:
        return self.settled

    def show_place(self, kind: str, key: Hashable) -> bool:
        self.places.append((kind, key))
        return key == 7


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> None:
    MADE.clear()
    monkeypatch.setattr(tabs, "TABS", (tabs.TABS[0], ("plain", "Enkel", f"{__name__}:_Plain")))
    monkeypatch.setitem(tabs.PLACES, "plain", "plain")


@pytest.fixture
def plain(desk: Desk) -> _Plain:
    """The tab, shown."""
    assert desk.page.show_tab("plain")
    tab = desk.page.tab
    assert isinstance(tab, _Plain)
    return tab


def test_a_tab_is_made_when_it_is_first_shown(desk: Desk) -> None:
    bar = desk.page.tabs.bar
    assert [bar.tabText(place) for place in range(bar.count())] == ["Ramar", "Enkel"]
    assert (bar.isVisible(), MADE) == (True, [])
    bar.setFocus()
    desk.bot.keyClick(bar, KEY.Key_Right)
    assert MADE == ["plain"]
    desk.bot.keyClick(bar, KEY.Key_Left)
    desk.bot.keyClick(bar, KEY.Key_Right)
    assert MADE == ["plain"]


def test_the_page_says_what_the_tab_says_and_shows_its_tools(desk: Desk, plain: _Plain) -> None:
    page = desk.page
    assert page.head.state.plain_text() == "Läget är gott."
    assert page.status == "En rad"
    assert [tool.isVisible() for tool in (plain.button, plain.beside, page.version, page.units)] == [True] * 4
    hidden = (page.compare, page.decide, page.more, page.hindrances, page.frames.shown)
    assert not any(tool.isVisible() for tool in hidden)
    assert page.filter_field is plain.filter_field
    assert page.show_tab("frames")
    assert not plain.button.isVisible()
    assert page.more.isVisible()
    assert page.frames.shown.isVisible()
    assert page.filter_field is page.frames.filter_field


def test_what_changes_elsewhere_is_loaded_by_the_tab_that_is_shown(desk: Desk, plain: _Plain) -> None:
    before = plain.loads
    desk.page.show_tab("frames")
    desk.go(NIGHT, "wages")
    desk.type("40", KEY.Key_Return)
    assert plain.loads == before
    desk.page.show_tab("plain")
    assert plain.loads == before + 1
    desk.space.undo()
    assert plain.loads == before + 2


def test_a_tab_that_cannot_be_left_stays(desk: Desk, plain: _Plain) -> None:
    plain.settled = False
    desk.page.tabs.bar.setCurrentIndex(0)
    assert desk.page.tab is plain
    assert desk.page.tabs.bar.currentIndex() == 1
    plain.settled = True
    desk.page.tabs.bar.setCurrentIndex(0)
    assert desk.page.tab is desk.page.frames


def test_a_place_opens_the_tab_that_shows_it(desk: Desk) -> None:
    assert desk.page.show_place("plain", 7)
    assert isinstance(desk.page.tab, _Plain)
    assert desk.page.tab.places == [("plain", 7)]
    assert not desk.page.show_place("plain", 8)
    assert not desk.page.resume("plain:9:text", "Ord")
    unit = next(row for row in desk.page.view.rows if row.name == NIGHT)
    assert desk.page.show_place("unit", unit.unit_id)
    assert desk.page.tab is desk.page.frames


def test_without_a_plan_only_what_needs_none_is_offered(
    bare: Ledger, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sit_down(bare, qtbot)
    assert not desk.page.tabs.bar.isVisible()
    assert not desk.page.show_tab("plain")
    monkeypatch.setattr(tabs, "WITHOUT_PLAN", frozenset({"frames", "plain"}))
    monkeypatch.setattr(page_module, "WITHOUT_PLAN", frozenset({"frames", "plain"}))
    free = sit_down(bare, qtbot)
    assert free.page.tabs.bar.isVisible()
    assert free.page.show_tab("plain")
    assert free.page.head.title.text() == "Budget"
    assert free.page.tab.isVisible()


def test_a_tab_of_its_own_says_what_it_shows() -> None:
    assert issubclass(tabs.tab_class("plain"), BudgetTab)
    with pytest.raises(LookupError):
        tabs.tab_class("frames")


def test_every_tab_that_stands_in_the_bar_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    named: Collection[str] = [key for key, _, where in tabs.TABS if where is not None]
    for key in named:
        found = tabs.tab_class(key)
        assert issubclass(found, BudgetTab)
        assert found.key == key
