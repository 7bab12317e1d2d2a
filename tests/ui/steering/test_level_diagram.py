"""The painted levels: every name has room, keys move, and the current level is said in words."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.steering.modelviews import LevelView, model_views
from app.ui.parts.theme import font, theme
from app.ui.steering.level_diagram import LevelDiagramView, _wrapped

KEYS = Qt.Key
VISION = LevelView(
    "v", "Vision", "Vision", None, "document", None, (), "Kommunfullmäktige", "utan gräns", None
)
GOAL = LevelView("m", "Mål", "Mål", "Vart ska vi?", "goal", "v", (), None, None, None)
PLAN = LevelView("p", "Plan", "Plan", None, "document", "m", ("v",), "Nämnder", "3 år", "varje år")


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot) -> LevelDiagramView:
    theme().install(qapp, "light")
    made = LevelDiagramView((VISION, GOAL, PLAN))
    qtbot.addWidget(made)
    made.resize(560, made.heightForWidth(560))
    made.show()
    return made


def test_keys_move_and_escape_lets_go(view: LevelDiagramView, qtbot: QtBot) -> None:
    told: list[LevelView | None] = []
    view.current_changed.connect(told.append)
    for key in (KEYS.Key_Down, KEYS.Key_Down, KEYS.Key_End, KEYS.Key_Home, KEYS.Key_Up, KEYS.Key_Escape):
        qtbot.keyClick(view, key)
    assert told == [VISION, GOAL, PLAN, VISION, None]


def test_a_click_looks_at_a_level_and_another_lets_go(view: LevelDiagramView, qtbot: QtBot) -> None:
    line = view._lines[1]
    for expected in (GOAL, None):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(20, line.top + 3))
        assert view.current == expected


def test_a_level_is_said_whole(view: LevelDiagramView) -> None:
    assert view.words_about(PLAN) == (
        "Plan, beslutas av Nämnder, horisont 3 år, varje år, bygger också på Vision"
    )
    assert view.words_about(GOAL) == "Mål, Vart ska vi?, beslutande organ anges inte"
    assert view.accessibleDescription().startswith("Vision, beslutas av Kommunfullmäktige")


@pytest.mark.parametrize("width", [420, 480, 560, 900])
def test_names_bodies_and_horizons_have_room_at_every_width(qtbot: QtBot, width: int) -> None:
    for model in model_views():
        view = LevelDiagramView(model.levels)
        qtbot.addWidget(view)
        view.resize(width, view.heightForWidth(width))
        view.show()
        lanes, body, horizon = view._columns(width)
        measure = QFontMetrics(font())
        bottom = 0
        for line, row in zip(view._lines, view.diagram.rows, strict=True):
            assert line.top >= bottom
            bottom = line.top + line.height
            assert line.text_end <= lanes
            columns = ((body, horizon, row.level.body), (horizon, width, row.level.horizon))
            for left, end, text in columns if body < width else ():
                assert _wrapped(measure, text or "", end - left).height() <= line.height
                longest = max(map(measure.horizontalAdvance, (text or "–").split()))
                assert longest <= end - left
        assert bottom <= view.height()
        assert not view.grab().isNull()


def test_where_it_is_narrow_bodies_and_horizons_stand_below_the_names(view: LevelDiagramView) -> None:
    assert view._below(PLAN, beside=True) == ""
    assert view._below(PLAN, beside=False) == "Nämnder · 3 år"
    assert view._below(GOAL, beside=False) == "Vart ska vi?"
    assert view._columns(560)[1] < 560
    assert view._columns(240)[1] == 240
    assert view.heightForWidth(240) > view.heightForWidth(560)


def test_the_compact_diagram_is_only_looked_at(qtbot: QtBot) -> None:
    view = LevelDiagramView((VISION, GOAL, PLAN), compact=True)
    qtbot.addWidget(view)
    view.resize(240, view.heightForWidth(240))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    assert view.current is None
    assert view.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert view.height() < LevelDiagramView((VISION, GOAL, PLAN)).heightForWidth(240)
