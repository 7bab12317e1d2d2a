"""Pointing at a chart: by mouse and by keys, where a click leads, and that only what changed is drawn."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from app.services.charts import library
from app.services.charts.sheet import Caption
from app.services.charts.target_bars import TargetBars, TargetRow
from app.ui.parts import chart as charts
from app.ui.parts.chart import CaptionedChart, ChartView, gallery
from app.ui.scorecard.charts.boards import DashboardView, SingleView
from tests.ui.pages import _look

__all__ = ["_look"]
KEY = Qt.Key


def bars(*values: int, name: str = "Mål") -> TargetBars:
    rows = tuple(
        TargetRow(f"{name} {at}", Decimal(value), str(value), Decimal(6), "6", "partly", key=("node", at))
        for at, value in enumerate(values)
    )
    return TargetBars((*rows, TargetRow("Okänt")), Caption(f"{name}: {values}"))


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    library.load()
    made = ChartView(bars(3, 8), leads=True)
    qtbot.addWidget(made)
    made.resize(400, made.sizeHint().height())
    made.show()
    qtbot.waitUntil(lambda: made._image is not None)
    qtbot.wait(30)
    return made


def test_the_mouse_tells_and_a_click_leads_to_the_origin(view: ChartView, qtbot: QtBot) -> None:
    picked: list[object] = []
    view.picked.connect(picked.append)
    row = view.height() // 3
    qtbot.mouseMove(view, QPoint(200, row + row // 2))
    assert view.pointing.current is not None
    assert view.pointing.current.words == "Mål 1: 8, mål 6, delvis"
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, row + row // 2))
    assert picked == [("node", 1)]
    qtbot.mouseMove(view, QPoint(200, view.height() - 4))
    assert view.pointing.current is not None
    assert view.pointing.current.key is None
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, view.height() - 4))
    assert picked == [("node", 1)]


def test_arrows_go_from_part_to_part_and_enter_leads_on(
    view: ChartView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    picked: list[object] = []
    tables: list[str] = []
    view.picked.connect(picked.append)
    monkeypatch.setattr(charts, "show_table", lambda _parent, title, _table: tables.append(title))
    qtbot.keyClick(view, KEY.Key_Return)
    assert tables == [view.chart.caption.title]
    said = []
    for key in (KEY.Key_Down, KEY.Key_Right, KEY.Key_End, KEY.Key_Down, KEY.Key_Up, KEY.Key_Home):
        qtbot.keyClick(view, key)
        assert view.pointing.current is not None
        said.append(view.pointing.current.words.split(":")[0])
    assert said == ["Mål 0", "Mål 1", "Okänt", "Mål 0", "Okänt", "Mål 0"]
    qtbot.keyClick(view, KEY.Key_Enter)
    assert picked == [("node", 0)]
    qtbot.keyClick(view, KEY.Key_Escape)
    assert view.pointing.current is None
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_other_values_have_other_parts(view: ChartView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, KEY.Key_Down)
    view.show_chart(bars(1, 2, 3))
    assert view.pointing.current is None
    view.resize(400, view.sizeHint().height())
    qtbot.waitUntil(lambda: view.pointing.at(200, view.height() - 30) is not None)
    told = view.pointing.at(200, view.height() - 30)
    assert told is not None
    assert told.words.startswith("Mål 2: 3")


def test_one_changed_value_draws_one_figure(qtbot: QtBot) -> None:
    library.load()
    board = DashboardView()
    qtbot.addWidget(board)
    board.resize(1000, 900)
    shown = [bars(at, at + 1, name=f"Tavla {at}") for at in range(5)]
    board.show_charts(shown)
    board.show()
    qtbot.waitUntil(lambda: all(view.view._image is not None for view in board.charts))
    qtbot.wait(60)
    before, kept = gallery().drawn, list(board.charts)
    board.show_charts([*shown[:2], bars(9, 9, name="Tavla 2"), *shown[3:]])
    qtbot.waitUntil(lambda: gallery().drawn > before)
    qtbot.wait(80)
    assert gallery().drawn == before + 1
    assert board.charts == kept
    board.show_charts([replace(each) for each in shown])
    qtbot.wait(80)
    assert gallery().drawn == before + 1


def test_the_dashboard_stands_in_columns_as_it_has_room(qtbot: QtBot) -> None:
    board = DashboardView()
    qtbot.addWidget(board)
    picked: list[object] = []
    board.picked.connect(picked.append)
    board.show_charts([bars(at, name=f"Del {at}") for at in range(3)])
    board.resize(1000, 700)
    board.show()
    first, second, third = board.charts
    qtbot.waitUntil(lambda: second.x() > first.x())
    assert third.width() > second.width() > first.width()
    board.resize(440, 700)
    qtbot.waitUntil(lambda: second.x() == first.x())
    board.show_charts([bars(1, name="Ensam")])
    assert len(board.charts) == 1
    board.charts[0].picked.emit(("node", 4))
    assert picked == [("node", 4)]


def test_a_single_chart_takes_the_room_that_makes_it_clearer(qtbot: QtBot) -> None:
    from app.services.charts.radar import Axis, Radar

    single = SingleView()
    qtbot.addWidget(single)
    single.resize(700, 600)
    radar = Radar(tuple(Axis(f"P{at}", Decimal(at), str(at), "unmet") for at in range(3)), Caption("Tre"))
    single.show_chart(radar)
    single.show()
    qtbot.waitUntil(lambda: single.chart is not None and single.chart.view.height() > radar.height)
    single.show_chart(bars(1, 2))
    assert isinstance(single.chart, CaptionedChart)
    qtbot.waitUntil(lambda: single.chart is not None and single.chart.view.height() == bars(1, 2).height)
    place = QPointF(single.chart.view.rect().center())
    assert single.chart.view.rect().contains(place.toPoint())
