"""The wheel in the room that it has: its foot, odd screens, and windows that are too small for it."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.palette import LIGHT
from app.services.wheel.picture.layout import lay_out
from app.services.wheel.picture.options import WheelOptions
from app.ui.parts.theme import theme
from app.ui.wheel.face_area import WheelRoom
from app.ui.wheel.painting.frame import Frame
from app.ui.wheel.wheel_face import WheelFace
from tests.ui.wheel.pointing import on_arc
from tests.ui.wheel.sample_year import MARCH, SPRING, sample

QUARTER = (date(2026, 4, 1), date(2026, 6, 30))


@pytest.fixture
def face(qapp: QApplication, qtbot: QtBot) -> WheelFace:
    theme().install(qapp, "light")
    made = WheelFace()
    qtbot.addWidget(made)
    made.resize(700, 640)
    made.show_view(sample(), WheelOptions())
    made.show()
    return made


def test_the_foot_explains_the_colours_that_were_chosen(face: WheelFace) -> None:
    assert face.foot.legend.words == ("Planering", "Genomförande", "Uppföljning", "Lagens gräns")
    face.show_view(sample(), WheelOptions(colour="status"))
    assert face.foot.legend.words == ("Planerad", "Pågår", "Lagens gräns")
    face.show_view(sample(), WheelOptions(colour="body"))
    assert "Kommunfullmäktige" in face.foot.legend.words
    assert face.foot.legend.isVisible()


def test_black_and_white_has_no_legend_of_colours(face: WheelFace) -> None:
    face.show_view(sample(), WheelOptions(mono=True))
    assert not face.foot.legend.isVisible()
    assert face.room.height() == 640


def test_a_year_with_nothing_to_explain_gives_the_wheel_all_its_height(face: WheelFace) -> None:
    face.show_view(replace(sample(), activities=(), legal=()), WheelOptions())
    assert face.room.height() == 640


@pytest.mark.parametrize("width", [420, 560, 700, 1200])
@pytest.mark.parametrize("zoom", [None, QUARTER])
def test_the_foot_stands_below_the_picture_and_its_parts_apart(
    face: WheelFace, width: int, zoom: tuple[date, date] | None
) -> None:
    face.resize(width, 640)
    face.show_view(sample(), WheelOptions(zoom=zoom))
    legend, bar = face.foot.legend.geometry(), face.bar.geometry()
    assert face.rect().contains(legend)
    assert face.rect().contains(bar)
    assert not legend.intersects(bar)
    assert legend.top() >= face.room.height()
    assert zoom is None or bar.top() >= face.room.height()


@pytest.mark.parametrize("ratio", [1.25, 1.5, 1.75])
@pytest.mark.parametrize("width", [524, 525, 526, 527])
def test_the_kept_picture_covers_every_pixel_of_an_odd_screen(
    face: WheelFace, width: int, ratio: float
) -> None:
    kept = Frame(lay_out(sample(), WheelOptions(), width=width, height=501), LIGHT).pixmap(
        QSize(width, 501), ratio
    )
    assert kept.width() >= width * ratio
    assert kept.height() >= 501 * ratio


@pytest.mark.parametrize("size", [(400, 220), (260, 600), (90, 60), (3, 3)])
def test_where_there_is_no_room_a_sentence_stands_for_the_wheel(
    face: WheelFace, size: tuple[int, int]
) -> None:
    face.resize(*size)
    face.show_view(sample(), WheelOptions(colour="status"))
    assert not face.grab().isNull()
    face.select(MARCH)
    face.resize(700, 640)
    assert face.picture is not None
    assert face.chosen == MARCH


def test_a_face_of_no_size_at_all_has_no_picture(face: WheelFace) -> None:
    face.resize(180, 150)
    face.show_view(sample(), WheelOptions(colour="body"))
    assert face.picture is None
    assert face.place_of(MARCH) == face.rect().center()


def test_a_small_window_scrolls_the_wheel_to_what_is_chosen(qapp: QApplication, qtbot: QtBot) -> None:
    theme().install(qapp, "light")
    face = WheelFace()
    room = WheelRoom(face)
    qtbot.addWidget(room)
    room.resize(480, 260)
    face.show_view(sample(), WheelOptions())
    room.show()
    assert face.height() > room.height() == 260
    for key in (SPRING, MARCH):
        room.show_place(key)
        place = face.mapTo(room, on_arc(face, key).toPoint())
        assert room.rect().contains(place)
