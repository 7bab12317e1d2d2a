"""What a pointer does on the wheel: it chooses, edits, moves, stretches, copies and zooms."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.times import Timing, day_timing, month_timing, part_timing
from app.ui.parts.theme import theme
from app.ui.wheel.wheel_face import WheelFace
from tests.ui.wheel.pointing import (
    CONTROL,
    NONE,
    SHIFT,
    at,
    click,
    double_click,
    drag,
    follow,
    move,
    on_arc,
    on_day,
    press,
    radius_of,
    release,
    target_of,
)
from tests.ui.wheel.sample_year import (
    AUTUMN,
    BUDGET,
    DAYS,
    DEADLINE,
    MARCH,
    PART,
    SPRING,
    YEAR,
    YEARLY,
    activity,
    sample,
    year_view,
)

QUARTER_TWO = (date(2026, 4, 1), date(2026, 6, 30))


class Told:
    """What a face has said, in its order."""

    def __init__(self, face: WheelFace) -> None:
        self.said: list[tuple[Any, ...]] = []
        for name in ("selected", "activated", "time_wanted", "copy_wanted", "day_wanted", "zoom_wanted"):
            getattr(face, name).connect(lambda *values, name=name: self.said.append((name, *values)))
        face.menu_wanted.connect(lambda key, _place: self.said.append(("menu", key)))

    def of(self, name: str) -> list[tuple[Any, ...]]:
        return [values for said, *values in self.said if said == name]  # type: ignore[misc]


@pytest.fixture
def face(qapp: QApplication, qtbot: QtBot) -> WheelFace:
    theme().install(qapp, "light")
    made = WheelFace()
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show_view(sample(), WheelOptions())
    made.show()
    return made


@pytest.fixture
def told(face: WheelFace) -> Told:
    return Told(face)


def test_every_activity_can_be_found_with_the_pointer(face: WheelFace) -> None:
    assert {face.key_at(on_arc(face, key)) for key in range(1, 8)} == set(range(1, 8))


def test_a_click_chooses_and_one_beside_lets_go(face: WheelFace, told: Told) -> None:
    click(face, on_arc(face, MARCH))
    assert face.chosen == MARCH
    click(face, QPointF(2, 2))
    assert face.chosen is None
    assert told.said == [("selected", MARCH), ("selected", None)]


def test_what_is_chosen_elsewhere_is_shown_without_a_word(face: WheelFace, told: Told) -> None:
    face.select(AUTUMN)
    assert face.chosen == AUTUMN
    assert told.said == []


def test_a_double_click_edits(face: WheelFace, told: Told) -> None:
    double_click(face, on_arc(face, SPRING))
    assert told.of("activated") == [[SPRING]]


def test_a_double_click_on_an_empty_day_asks_for_something_new_there(face: WheelFace, told: Told) -> None:
    empty = on_day(face, date(2026, 1, 20), radius_of(face, AUTUMN))
    double_click(face, empty)
    assert told.of("day_wanted") == [[date(2026, 1, 20)]]


def test_exact_days_move_by_days(face: WheelFace, told: Told) -> None:
    radius = radius_of(face, DAYS)
    drag(face, on_arc(face, DAYS), on_day(face, date(2026, 4, 29), radius))
    ((key, timing),) = told.of("time_wanted")
    assert key == DAYS
    assert timing.last.toordinal() - timing.first.toordinal() == 11
    assert abs((timing.first - date(2026, 4, 23)).days) <= 1


def test_with_shift_exact_days_move_by_whole_weeks(face: WheelFace, told: Told) -> None:
    radius = radius_of(face, SPRING)
    drag(face, on_arc(face, SPRING), on_day(face, date(2026, 6, 5), radius), SHIFT)
    assert told.of("time_wanted") == [[SPRING, day_timing(date(2026, 6, 2))]]


def test_a_month_moves_by_whole_months(face: WheelFace, told: Told) -> None:
    drag(face, on_arc(face, MARCH), on_day(face, date(2026, 5, 14), radius_of(face, MARCH)))
    assert told.of("time_wanted") == [[MARCH, month_timing(YEAR, 5)]]


def test_a_part_of_a_month_moves_by_parts(face: WheelFace, told: Told) -> None:
    drag(face, on_arc(face, PART), on_day(face, date(2026, 9, 26), radius_of(face, PART)))
    assert told.of("time_wanted") == [[PART, part_timing(YEAR, 9, "late")]]


def test_the_end_of_an_arc_is_stretched_by_whole_months(face: WheelFace, told: Told) -> None:
    end = on_arc(face, MARCH, 0.98)
    drag(face, end, on_day(face, date(2026, 5, 9), radius_of(face, MARCH)))
    assert told.of("time_wanted") == [[MARCH, month_timing(YEAR, 3, 5)]]


def test_the_start_of_an_arc_is_stretched_too(face: WheelFace, told: Told) -> None:
    start = on_arc(face, AUTUMN, 0.01)
    drag(face, start, on_day(face, date(2026, 8, 20), radius_of(face, AUTUMN)))
    ((key, timing),) = told.of("time_wanted")
    assert (key, timing.first, timing.last) == (AUTUMN, date(2026, 8, 1), date(2026, 11, 30))


def test_a_deadline_moves_as_a_deadline(face: WheelFace, told: Told) -> None:
    drag(face, on_arc(face, DEADLINE), on_day(face, date(2026, 9, 20), radius_of(face, DEADLINE)))
    ((key, timing),) = told.of("time_wanted")
    assert key == DEADLINE
    assert (timing.precision, timing.first) == ("senast_manad", None)


def test_nothing_is_dragged_over_new_year_by_going_round_the_top(face: WheelFace, told: Told) -> None:
    radius = radius_of(face, AUTUMN)
    press(face, on_arc(face, AUTUMN))
    for day in (date(2026, 11, 25), date(2026, 12, 20), date(2026, 1, 15), date(2026, 2, 15)):
        move(face, on_day(face, day, radius))
    release(face, on_day(face, date(2026, 2, 15), radius))
    ((_, timing),) = told.of("time_wanted")
    assert (timing.first, timing.last) == (date(2026, 11, 1), date(2026, 12, 31))


def test_what_is_dropped_where_it_was_is_not_moved(face: WheelFace, told: Told) -> None:
    start = on_arc(face, MARCH)
    press(face, start)
    follow(face, start, on_day(face, date(2026, 6, 1), radius_of(face, MARCH)))
    follow(face, on_day(face, date(2026, 6, 1), radius_of(face, MARCH)), start)
    release(face, start)
    assert not told.of("time_wanted")


def test_a_hand_that_trembles_does_not_drag(face: WheelFace, told: Told) -> None:
    start = on_arc(face, SPRING)
    drag(face, start, start + QPointF(2, 1))
    assert told.said == [("selected", SPRING)]


def test_escape_lets_go_of_what_is_held(face: WheelFace, told: Told, qtbot: QtBot) -> None:
    start, end = on_arc(face, MARCH), on_day(face, date(2026, 7, 1), radius_of(face, MARCH))
    press(face, start)
    follow(face, start, end)
    qtbot.keyClick(face, Qt.Key.Key_Escape)
    release(face, end)
    assert not told.of("time_wanted")


def test_with_control_a_copy_is_asked_for(face: WheelFace, told: Told) -> None:
    drag(face, on_arc(face, MARCH), on_day(face, date(2026, 6, 14), radius_of(face, MARCH)), CONTROL)
    assert told.of("copy_wanted") == [[MARCH, month_timing(YEAR, 6)]]
    assert not told.of("time_wanted")


def test_what_has_no_time_cannot_be_dragged(face: WheelFace, told: Told) -> None:
    target = target_of(face, YEARLY)
    radius = (target.inner + target.outer) / 2
    drag(face, at(face, 0.3, radius), at(face, 0.5, radius))
    assert not told.of("time_wanted")


def test_a_file_for_reading_is_not_dragged_in(face: WheelFace, told: Told) -> None:
    face.read_only = True
    drag(face, on_arc(face, MARCH), on_day(face, date(2026, 6, 14), radius_of(face, MARCH)))
    double_click(face, on_day(face, date(2026, 1, 20), radius_of(face, AUTUMN)))
    assert {name for name, *_ in told.said} == {"selected"}


def test_the_ghost_says_where_it_lands_and_what_law_says(face: WheelFace) -> None:
    start, end = on_arc(face, AUTUMN), on_day(face, date(2026, 12, 1), radius_of(face, AUTUMN))
    press(face, start)
    follow(face, start, end)
    drag_now = face.handling.drag
    assert drag_now is not None
    assert drag_now.words(YEAR) == (
        "november–december",
        "Når över lagens gräns 30 november",
        "KL 11 kap. 10 §",
    )
    assert drag_now.ghost()[2:] == pytest.approx((304 / 365, 1.0))


def test_the_ghost_says_that_it_is_past_the_law(face: WheelFace) -> None:
    press(face, on_arc(face, AUTUMN, 0.99))
    radius = radius_of(face, AUTUMN)
    follow(face, on_arc(face, AUTUMN, 0.99), on_day(face, date(2026, 12, 20), radius))
    stretched = face.handling.drag
    assert stretched is not None
    assert stretched.words(YEAR)[0] == "oktober–december"
    face.show_view(
        year_view((activity(1, "Budget", day_timing(date(2026, 11, 27)), bound=BUDGET),)), WheelOptions()
    )
    press(face, on_arc(face, 1))
    follow(face, on_arc(face, 1), on_day(face, date(2026, 12, 18), radius_of(face, 1)))
    past = face.handling.drag
    assert past is not None
    assert past.words(YEAR)[2:] == ("Efter lagens gräns 30 november", "KL 11 kap. 10 §")


def test_a_day_off_is_said_by_its_name(face: WheelFace) -> None:
    press(face, on_arc(face, SPRING))
    radius = radius_of(face, SPRING)
    follow(face, on_arc(face, SPRING), on_day(face, date(2026, 6, 6), radius))
    drag_now = face.handling.drag
    assert drag_now is not None
    assert drag_now.timing == day_timing(date(2026, 6, 6))
    assert drag_now.words(YEAR)[1].startswith("lördag, vecka 23, ")


def wheel_of_mouse(face: WheelFace, place: QPointF, angle: int) -> None:
    event = QWheelEvent(
        place, QPointF(face.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, angle), NONE,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(face, event)


def test_the_wheel_of_the_mouse_zooms_to_the_quarter_and_the_month_pointed_at(
    face: WheelFace, told: Told
) -> None:
    face.zoom_wanted.connect(lambda days: face.show_view(sample(), replace(face.options, zoom=days)))
    wheel_of_mouse(face, on_day(face, date(2026, 5, 12), 200), 60)
    assert not told.said
    wheel_of_mouse(face, on_day(face, date(2026, 5, 12), 200), 60)
    wheel_of_mouse(face, on_day(face, date(2026, 5, 12), 200), 120)
    wheel_of_mouse(face, on_day(face, date(2026, 5, 12), 200), 120)
    wheel_of_mouse(face, QPointF(300, 300), -120)
    wheel_of_mouse(face, QPointF(300, 300), -120)
    may = (date(2026, 5, 1), date(2026, 5, 31))
    assert told.of("zoom_wanted") == [[QUARTER_TWO], [may], [QUARTER_TWO], [None]]


def test_a_double_click_on_the_name_of_a_month_zooms_to_it(face: WheelFace, told: Told) -> None:
    assert face.frame is not None
    place = next(box.center() for text, box in face.frame.names if text.casefold().startswith("maj"))
    assert tooltip_at(face, place.toPoint()) == "Dubbelklicka för att zooma in på maj."
    double_click(face, place)
    assert told.of("zoom_wanted") == [[(date(2026, 5, 1), date(2026, 5, 31))]]


def test_a_menu_is_asked_for_where_the_pointer_is(face: WheelFace, told: Told) -> None:
    place = on_arc(face, PART).toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, face.mapToGlobal(place))
    QApplication.sendEvent(face, event)
    assert told.said == [("selected", PART), ("menu", PART)]


def test_the_tooltip_says_everything_and_takes_no_word_for_markup(face: WheelFace, qtbot: QtBot) -> None:
    place = on_arc(face, DAYS).toPoint()
    QApplication.sendEvent(face, QHelpEvent(QHelpEvent.Type.ToolTip, place, face.mapToGlobal(place)))
    said = QToolTip.text()
    for words in ("Budgetdialog &lt;alla&gt;", "13–24 april", "Planerad", "2027", "Krockar med sportlovet."):
        assert words in said
    place = on_arc(face, AUTUMN).toPoint()
    QApplication.sendEvent(face, QHelpEvent(QHelpEvent.Type.ToolTip, place, face.mapToGlobal(place)))
    said = QToolTip.text()
    for words in ("Kommunfullmäktige", "Pågår", "KL 11 kap. 10 §", "30 november 2026"):
        assert words in said.replace("\xa0", " ")
    QToolTip.hideText()


def tooltip_at(face: WheelFace, place: QPoint) -> str:
    QApplication.sendEvent(face, QHelpEvent(QHelpEvent.Type.ToolTip, place, face.mapToGlobal(place)))
    return QToolTip.text().replace("\xa0", " ")


def test_law_is_explained_at_its_mark_and_at_its_words(face: WheelFace, qtbot: QtBot) -> None:
    assert face.frame is not None
    (mark,), ((_, words),) = face.frame.marks, face.frame.laws
    for place in (mark, words):
        said = tooltip_at(face, place.center().toPoint())
        assert "Fullmäktige antar budget" in said
        assert "Fullmäktige beslutar om budgeten före november månads utgång." in said
    tooltip_at(face, QPoint(1, 1))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_middle_is_the_next_activity_but_cannot_be_dragged(face: WheelFace, told: Told) -> None:
    assert face.frame is not None
    middle = face.frame.centre.center()
    drag(face, middle, middle + QPointF(0, 60))
    assert told.said == [("selected", SPRING)]


def test_what_is_pointed_at_is_painted_over_the_kept_picture(face: WheelFace) -> None:
    face.grab()
    assert face.frame is not None
    before = face.frame.painted
    still = face.grab().toImage()
    move(face, on_arc(face, AUTUMN), held=Qt.MouseButton.NoButton)
    assert face.hovered == AUTUMN
    assert face.grab().toImage() != still
    move(face, QPointF(1, 1), held=Qt.MouseButton.NoButton)
    assert face.hovered is None
    assert face.grab().toImage() == still
    assert face.frame.painted == before


def test_the_pointer_shows_which_end_it_would_take(face: WheelFace) -> None:
    move(face, on_arc(face, MARCH), held=Qt.MouseButton.NoButton)
    assert face.cursor().shape() == Qt.CursorShape.PointingHandCursor
    move(face, on_arc(face, MARCH, 0.98), held=Qt.MouseButton.NoButton)
    assert face.cursor().shape() == Qt.CursorShape.SizeVerCursor
    move(face, QPointF(1, 1), held=Qt.MouseButton.NoButton)
    assert face.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_time_is_never_wider_than_its_source(face: WheelFace, told: Told) -> None:
    drag(face, on_arc(face, MARCH), on_day(face, date(2026, 6, 14), radius_of(face, MARCH)))
    ((_, timing),) = told.of("time_wanted")
    assert isinstance(timing, Timing)
    assert timing.precision == "manad"
