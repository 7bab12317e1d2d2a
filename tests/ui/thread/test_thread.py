"""One thread as graph and list: the same element in both, walked, zoomed, and made the centre."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.parts.details import Notice
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.theme import theme
from app.ui.thread.graph import GraphView
from app.ui.thread.page import _first_centre
from tests.ui.thread.conftest import OpenPage, Shown

_GOAL, _AREA = "Brukarna är trygga", "Trygg omsorg nära hemmet"
_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


def _press(graph: GraphView, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
    QTest.keyClick(graph, key, modifiers)


def _point_of(graph: GraphView, key: int) -> QPoint:
    assert graph.picture is not None
    box = graph.picture.box(key)
    assert box is not None
    at = QPointF(box.x + box.width / 2, box.y + box.height / 2) * graph.scale + graph._offset()
    return at.toPoint()


def test_the_goal_that_most_is_tied_to_is_shown_at_first(shown: Shown) -> None:
    assert shown.page._threads is not None
    assert shown.title(_first_centre(shown.page._threads)).startswith("Alla barn och elever")


def test_a_thread_runs_both_ways(shown: Shown) -> None:
    assert shown.title(shown.graph.current).startswith(_GOAL)
    assert shown.said.endswith(f"Utgår från ”{shown.row(_GOAL).title}”: 10 uppåt, 5 nedåt.")
    assert shown.page.status == "16 av 16 styrelement i tråden visas, 1 uppdrag och 1 aktivitet"
    assert shown.inspector.details is not None
    assert shown.inspector.details.title == shown.row(_GOAL).title
    assert shown.graph.painted


def test_graph_and_list_hold_the_same_and_choose_the_same(shown: Shown) -> None:
    view, graph = shown.page.thread_view, shown.graph
    assert graph.picture is not None
    listed = {node.value.id for node in view.listed.rows.walk()}
    assert listed == {box.key for box in graph.picture.boxes}
    area = shown.row(_AREA)
    view.listed.select(area.id)
    assert graph.current == area.id
    graph.go_to_current()
    goal = shown.row(_GOAL)
    QTest.mouseClick(graph.viewport(), Qt.MouseButton.LeftButton, pos=_point_of(graph, goal.id))
    assert graph.current == view.listed.current_row().id == goal.id
    assert shown.inspector.details is not None
    assert shown.inspector.details.title == goal.title


def test_the_arrow_keys_walk_and_enter_makes_a_centre_and_home_goes_back(shown: Shown) -> None:
    goal, area = shown.row(_GOAL), shown.row(_AREA)
    shown.graph.setFocus()
    _press(shown.graph, Qt.Key.Key_Left)
    assert shown.graph.current == area.id
    assert shown.page.thread_shown is not None
    assert shown.page.thread_shown.centre == goal.id
    _press(shown.graph, Qt.Key.Key_Return)
    assert shown.page.thread_shown.centre == area.id
    assert shown.page.back.isEnabled()
    _press(shown.graph, Qt.Key.Key_Home)
    assert shown.page.thread_shown.centre == goal.id
    assert not shown.page.back.isEnabled()


def test_a_key_that_leads_nowhere_stays(shown: Shown) -> None:
    shown.page.show_thread_of(shown.row("Kommunens värdegrund").id)
    before = shown.graph.current
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down):
        _press(shown.graph, key)
        assert shown.graph.current == before


def test_it_is_zoomed_by_keys_wheel_and_buttons(shown: Shown) -> None:
    graph = shown.graph
    graph.full_size()
    assert shown.page.percent.text() == "100 %"
    _press(graph, Qt.Key.Key_Plus, _CONTROL)
    assert graph.scale == pytest.approx(1.2)
    _press(graph, Qt.Key.Key_Minus, _CONTROL)
    assert graph.scale == pytest.approx(1.0)
    _press(graph, Qt.Key.Key_0, _CONTROL)
    assert graph.scale < 1.0
    assert graph.horizontalScrollBar().maximum() <= 1
    small = graph.scale
    _turn_wheel(graph, 120)
    assert graph.scale > small
    for _ in range(60):
        graph.farther()
    assert graph.scale == pytest.approx(0.04)


def test_the_wheel_keeps_the_point_under_the_pointer(shown: Shown) -> None:
    graph = shown.graph
    graph.full_size()
    place = QPointF(200, 200)
    before = graph._in_picture(place)
    _turn_wheel(graph, 120, place)
    after = graph._in_picture(place)
    assert after.x() == pytest.approx(before.x(), abs=1)


def _turn_wheel(graph: GraphView, turned: int, place: QPointF | None = None) -> None:
    at = place or QPointF(50, 50)
    event = QWheelEvent(
        at, graph.viewport().mapToGlobal(at), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, _NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(graph.viewport(), event)


def test_it_is_dragged_about_without_choosing(shown: Shown) -> None:
    graph = shown.graph
    graph.set_scale(2.0)
    before, current = graph.horizontalScrollBar().value(), graph.current
    QTest.mousePress(graph.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 300))
    QTest.mouseMove(graph.viewport(), QPoint(120, 300))
    QTest.mouseRelease(graph.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 300))
    assert graph.horizontalScrollBar().value() == before + 80
    assert graph.current == current


def test_a_double_click_and_the_whole_tree_make_centres(shown: Shown) -> None:
    area, goal = shown.row(_AREA), shown.row(_GOAL)
    shown.graph.set_scale(1.0)
    shown.graph.choose(area.id)
    shown.graph.go_to_current()
    QTest.mouseDClick(shown.graph.viewport(), Qt.MouseButton.LeftButton, pos=_point_of(shown.graph, area.id))
    assert shown.page.thread_shown is not None
    assert shown.page.thread_shown.centre == area.id
    view = shown.page.thread_view
    view.which.choose("all")
    view._on_which_chosen("all")
    assert view.current_list is view.everything
    view.everything.select(goal.id)
    assert shown.page.thread_shown.centre == goal.id


def test_the_filter_is_for_the_list_that_is_shown(shown: Shown) -> None:
    assert shown.page.filter_field is not None
    shown.page.filter_field.setText("hemtjänst")
    shown.settle()
    shown.page._apply_filter()
    assert {node.value.title.split(",")[0] for node in shown.page.thread_view.listed.rows.walk()} >= {
        shown.row(_GOAL).title
    }
    assert shown.page.thread_view.listed.rows.matches < 16


def test_coming_from_another_page_shows_the_thread_asked_for(shown: Shown) -> None:
    shown.go_to("gaps")
    area = shown.row(_AREA)
    assert shown.page.show_place("thread", area.id)
    assert shown.page.view.choice == "thread"
    assert shown.page.thread_shown is not None
    assert shown.page.thread_shown.centre == area.id
    assert not shown.page.show_place("thread", 1)


def test_the_inspector_leads_to_the_model_and_tells_of_gaps(shown: Shown) -> None:
    plan = shown.row("Klimatstrategiplan")
    shown.page.show_thread_of(plan.id)
    assert shown.inspector.details is not None
    notices = [part.text for part in shown.inspector.details.parts if isinstance(part, Notice)]
    assert notices == [
        "”Klimatstrategiplan” saknar ägare.",
        "”Klimatstrategiplan” gäller, men det finns inget beslut antecknat.",
    ]  # fmt: skip
    shown.button("Öppna i Styrmodell").click()
    assert shown.places == [("node", plan.id)]


def test_a_change_is_seen_at_once_and_the_place_is_kept(shown: Shown) -> None:
    from functools import partial

    from app.services.steering.nodes import rename_node

    goal = shown.row(_GOAL)
    shown.graph.set_scale(1.3)
    shown.space.run(
        partial(rename_node, node_id=goal.id, title="Trygga hemma", expected_version=goal.version)
    )
    shown.settle()
    assert shown.graph.picture is not None
    box = shown.graph.picture.box(goal.id)
    assert box is not None
    assert box.title == "Trygga hemma"
    assert shown.graph.scale == pytest.approx(1.3)


def test_everything_can_be_named_by_a_screen_reader(shown: Shown) -> None:
    assert shown.graph.accessibleName() == "Graf över röda tråden"
    assert shown.graph.accessibleDescription().startswith("Verksamhetsmål: Brukarna är trygga")
    assert shown.graph.accessibleDescription().endswith("du är här")


def test_an_empty_file_teaches_the_first_step(open_page: OpenPage) -> None:
    shown = open_page(empty=True)
    empty = shown.page.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    assert not shown.page.view.isVisible()
    assert shown.said == "Inga styrelement än"
    empty.button.click()
    assert shown.places[0][0] == "level"


def test_a_file_that_is_only_read_is_shown_in_full(open_page: OpenPage) -> None:
    shown = open_page(read_only=True)
    assert shown.title(shown.graph.current).startswith(_GOAL)


@pytest.fixture
def dark() -> Iterator[None]:
    theme().set_appearance("dark")
    yield
    theme().set_appearance("light")


def test_it_is_painted_in_the_colours_of_the_dark(shown: Shown, dark: None) -> None:
    shown.graph.fit()
    picture = shown.graph.viewport().grab().toImage()
    assert picture.pixelColor(2, picture.height() - 2).lightness() < 60
