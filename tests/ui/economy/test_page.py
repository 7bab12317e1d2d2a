"""The page Ekonomi over real files: its faces, its version, its unit, and the way to and from it."""

from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.economy.law.demand import LegalCheck
from app.services.storage import Database, changelog
from app.ui.economy.faces import FACES, PLACES
from app.ui.economy.page import EconomyPage
from app.ui.parts import theme
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.memory import memory
from app.ui.shell.handbook import chapters
from app.ui.shell.pages import page_for
from app.ui.shell.workspace import Workspace
from tests.ui.pages import Keep, PageWindow, _look, keep, told

__all__ = ["_look", "keep", "told"]
KEYS = (
    "process", "prerequisites", "indexes", "investments", "statements", "changes", "scenarios", "longterm",
    "balance",
)  # fmt: skip


@pytest.fixture
def shown(example_of_2027: Path, tmp_path: Path, clock: Clock, keep: Keep) -> PageWindow[EconomyPage]:
    """The page over the example, as wide as a small screen leaves it."""
    path = Path(copy(example_of_2027, tmp_path / "exempel.styr"))
    window = keep(
        PageWindow(
            Workspace(Database.open(path, clock=clock, user="Prov"), clock), EconomyPage, size=(1090, 700)
        )
    )
    window.window.show()
    return window


def test_every_face_is_reached_shown_and_left_without_a_change(
    shown: PageWindow[EconomyPage], qtbot: QtBot, told: list[str]
) -> None:
    page = shown.page
    assert tuple(spec.key for spec in FACES) == KEYS
    bar = page.faces.bar
    assert not bar.usesScrollButtons() or bar.sizeHint().width() <= page.faces.width()
    assert bar.tabText(KEYS.index("statements")) == "Resultat"
    assert bar.tabToolTip(KEYS.index("statements")) == "Resultat och balans"
    before = shown.space.read(changelog.last_number)
    for place, key in enumerate(KEYS):
        bar.setCurrentIndex(place)
        assert (page.faces.key, page.face.key) == (key, key)
        assert page.head.title.text() == "Ekonomi 2027–2029"
        assert page.head.state.plain_text()
        assert any(page.chapter in path.stem for path in chapters())
        assert page.version.isVisible() == ("version" in page.face.uses)
        assert page.units.isVisible() == ("unit" in page.face.uses)
        assert len(page.export_actions()) >= 2
        owned = {widget for _, beside in page._own.values() for widget in beside if widget.isVisible()}
        assert owned <= set(page._own[key][1])
    assert shown.space.read(changelog.last_number) == before
    assert told == []
    assert memory().get("economy/face") == "balance"


def test_version_and_unit_hold_on_every_face(shown: PageWindow[EconomyPage]) -> None:
    page = shown.page
    page.show_face("scenarios")
    names = [action.text() for action in page.version.menu().actions()]
    assert page.version.words == "KS förslag"
    assert len(names) == 3
    page.version.menu().actions()[0].trigger()
    assert page.version.words == names[0]
    chosen = page.context
    assert chosen.locked
    page.units.chosen.emit("kr")
    assert page.context.unit == memory().get("economy/unit") == "kr"
    page.show_face("prerequisites")
    assert (page.context.version_id, page.context.unit) == (chosen.version_id, "kr")
    shown.space.set_working_year(2027)
    assert page.version.words == "KS förslag"


def test_links_and_demands_lead_to_their_face(shown: PageWindow[EconomyPage], qtbot: QtBot) -> None:
    page = shown.page
    for kind in ("economy", *PLACES):
        spec = page_for(kind)
        assert spec is not None
        assert spec.key == "economy"
        assert page.show_place(kind, None)
    assert page.show_place("economy", "longterm")
    assert page.faces.key == "longterm"
    assert not page.show_place("economy", "okänd")
    assert not page.show_place("scenario", 1)
    assert page.faces.key == "scenarios"
    page.law.chosen.emit(LegalCheck("r", "t", "§", "w", "broken", face="statements"))
    assert page.faces.key == "statements"
    page.law.chosen.emit(LegalCheck("r", "t", "§", "w", "broken", kind="wheel_activity", key=7))
    assert shown.places[-1] == ("wheel_activity", 7)
    checks = page.law.checks
    assert checks
    page.refresh()
    qtbot.waitUntil(lambda: page.law.checks is not checks)
    assert page.law.checks == checks


def test_without_a_plan_the_page_leads_to_making_one(
    heby_without_rows: Path, tmp_path: Path, clock: Clock, keep: Keep
) -> None:
    path = Path(copy(heby_without_rows, tmp_path / "heby.styr"))
    window = keep(PageWindow(Workspace(Database.open(path, clock=clock, user="Prov"), clock), EconomyPage))
    window.window.show()
    page = window.page
    assert not page.version.isVisible()
    assert not page.units.isVisible()
    assert page.export_actions() == []
    nothing = page.findChild(EmptyState)
    assert isinstance(nothing, EmptyState)
    nothing.button.click()
    assert window.places == [("plan", None)]
    assert page.show_place("scenario", 5)
    assert not page.findChildren(QComboBox)


def test_the_words_of_the_tabs_are_never_cut_whatever_width_the_page_had(
    shown: PageWindow[EconomyPage],
) -> None:
    bar = shown.page.faces.bar
    light = QFontMetrics(theme.font())
    for width in (1090, 1500, 1240, 1000, 1500):
        shown.window.resize(width, 700)
        QApplication.processEvents()
        air = 16 if bar.property("crowded") else 24
        for place in range(bar.count()):
            needed = light.horizontalAdvance(bar.tabText(place)) + air
            assert bar.tabRect(place).width() >= needed - 1, (width, bar.tabText(place))
