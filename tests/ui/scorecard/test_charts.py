"""The face Diagram: the dashboard, each chart from the list with its choices, and where a click leads."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from app.services.charts import library
from app.services.clock import fixed_clock
from app.services.storage import Database
from app.ui.parts.chart import gallery
from app.ui.parts.empty_state import EmptyState
from app.ui.scorecard.charts.catalogue import DASHBOARD
from app.ui.scorecard.charts.face import ChartsFace
from app.ui.scorecard.page import ScorecardPage
from app.ui.shell.workspace import Workspace
from tests.services.scorecard.cardtown import TODAY, CardTown, found
from tests.ui.pages import PageWindow, _look

__all__ = ["_look"]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[CardTown]:
    """Ådal with two perspectives and outcomes of half a year in two homes."""
    database = Database.create(tmp_path / "Ådal.styr", clock=fixed_clock(TODAY), user="Prov")
    town = found(database)
    for name, unit, value in (("Nöjda", "Norra", 88), ("Nöjda", "Södra", 84), ("Avvikelse", "Omsorg", -3)):
        town.measure(name, unit, "2026-H1", value)
    town.measure("Nöjda", "Norra", "2025", 80)
    yield town
    database.close()


@pytest.fixture
def desk(town: CardTown, qtbot: QtBot) -> Iterator[PageWindow[ScorecardPage]]:
    """The page in a window, with its charts shown."""
    library.load()
    made = PageWindow(Workspace(town.database, fixed_clock(TODAY)), ScorecardPage, (1500, 900))
    qtbot.addWidget(made.window)
    made.window.show()
    assert made.page.show_face("charts")
    yield made
    made.page.settle()


def face_of(desk: PageWindow[ScorecardPage]) -> ChartsFace:
    face = desk.page.face
    assert isinstance(face, ChartsFace)
    return face


def titles(face: ChartsFace) -> list[str]:
    return [view.view.chart.caption.title for view in face.dashboard.charts]


def test_the_dashboard_is_the_units_own_and_follows_it(
    desk: PageWindow[ScorecardPage], town: CardTown, qtbot: QtBot
) -> None:
    face = face_of(desk)
    assert face.key_shown == DASHBOARD
    assert desk.page.head.title.text() == "Diagram 2026: Ådal"
    assert len(face.dashboard.charts) >= 4
    qtbot.waitUntil(lambda: face.dashboard.charts[0].view._image is not None)
    desk.page.show_context(replace(desk.page.context, unit_id=town.ids["Norra"]))
    assert desk.page.head.title.text() == "Diagram 2026: Norra"
    assert any("Nöjda" in words or "mått" in words for words in titles(face))
    qtbot.wait(200)
    drawn, shown = gallery().drawn, [view.view.chart for view in face.dashboard.charts]
    town.measure("Nöjda", "Norra", "2026-T2", 93)
    desk.page.faces.outdate(None)
    desk.page.refresh()
    qtbot.wait(300)
    changed = [view.view.chart for view in face.dashboard.charts]
    different = sum(one != other for one, other in zip(shown, changed, strict=True))
    assert different > 0
    assert 0 < gallery().drawn - drawn <= different


def test_each_chart_is_chosen_from_the_list_with_its_own_choices(
    desk: PageWindow[ScorecardPage], town: CardTown, qtbot: QtBot
) -> None:
    face = face_of(desk)
    desk.page.show_context(replace(desk.page.context, unit_id=town.ids["Norra"]))
    face.choose("trend")
    assert face.choices["figure"].words == "Nöjda"
    assert face.single.chart is not None
    assert face.single.chart.view.chart.caption.title.startswith("Nöjda")
    face.choose("multiples")
    assert face.single.chart.view.chart.table().rows[0][0] == "Norra"
    face.choose("heat")
    assert face.choices["by"].isVisibleTo(face)
    assert not face.choices["figure"].isVisibleTo(face)
    face.choices["by"].chosen.emit("goal")
    assert face.single.chart.view.chart.caption.note.startswith("Poäng 0–10 per enhet och mål")
    face.choose("satisfaction")
    shown = face._stack.currentWidget()
    assert isinstance(shown, EmptyState)
    assert face.shown_view() is None
    for kind in ("radar", "goals", "bullets", "bullet", "change", "dots", "compass", "map"):
        face.list.select(kind)
        assert face.key_shown == kind
    assert face.show_place("chart", face._reading.card.figures[0].indicator_id)
    assert face.key_shown == "trend"


def test_a_click_tells_and_another_goes_to_the_origin(
    desk: PageWindow[ScorecardPage], town: CardTown
) -> None:
    face = face_of(desk)
    desk.page.show_context(replace(desk.page.context, unit_id=town.ids["Norra"]))
    key = ("indicator", town.ids["Nöjda"])
    face.dashboard.picked.emit(key)
    assert desk.inspector.isVisibleTo(desk.window)
    assert desk.places == []
    face.dashboard.picked.emit(key)
    assert desk.places == [("measure", town.ids["Nöjda"])]
    face.dashboard.picked.emit(("unit", town.ids["Södra"]))
    assert desk.page.context.unit_id == town.ids["Södra"]
    face.dashboard.picked.emit(("cell", town.ids["Norra"], "p1"))
    assert desk.page.context.unit_id == town.ids["Norra"]


def test_the_dashboard_is_saved_and_copied_as_one_sheet(
    desk: PageWindow[ScorecardPage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    face = face_of(desk)
    path = tmp_path / "översikt.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    actions = {action.text(): action for action in face.export_actions()}
    assert list(actions) == ["Översikten som PDF…", "Översikten som PNG…", "Översikten som SVG…"]
    actions["Översikten som PDF…"].trigger()
    assert path.read_bytes().startswith(b"%PDF")
    menu = QMenu()
    face._fill_menu(menu)
    next(action for action in menu.actions() if action.text() == "Kopiera bild").trigger()
    image = QGuiApplication.clipboard().image()
    assert image.width() / image.height() == pytest.approx(297 / 210, abs=0.01)
