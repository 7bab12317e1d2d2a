"""The wheel as an image: inside its picture, sharp, in every palette, kept, and still when it should be."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.palette import DARK, LIGHT, TEXT_CONTRAST, Palette, blend, contrast
from app.services.wheel.picture.layout import lay_out
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import CurvedText, Paint, Picture, Sector, Text
from app.services.wheel.times import day_timing, month_timing
from app.ui.parts.theme import theme
from app.ui.wheel.painting import motion
from app.ui.wheel.painting.frame import Frame
from app.ui.wheel.wheel_face import WheelFace
from tests.ui.wheel.sample_year import AUTUMN, YEAR, activity, sample, year_view

SIDE = 700
QUARTER = (date(2026, 4, 1), date(2026, 6, 30))
MONTH = (date(2026, 11, 1), date(2026, 11, 30))
LOOKS = (
    WheelOptions(),
    WheelOptions(zoom=QUARTER),
    WheelOptions(zoom=MONTH),
    WheelOptions(rings="body", colour="body", start_month=8),
    WheelOptions(rings="wheel", colour="status", mono=True, numbered=True),
)


@pytest.fixture
def face(qapp: QApplication, qtbot: QtBot) -> Iterator[WheelFace]:
    theme().install(qapp, "light")
    theme().set_appearance("light")
    made = WheelFace()
    qtbot.addWidget(made)
    made.resize(SIDE, SIDE)
    made.show_view(sample(), WheelOptions())
    made.show()
    yield made
    theme().set_appearance("light")


def painted(picture: Picture, palette: Palette, ratio: float = 1.0) -> QImage:
    return Frame(picture, palette).pixmap(QSize(SIDE, SIDE), ratio).toImage()


def by_hand(*shapes: object) -> Picture:
    return Picture(SIDE, SIDE, (SIDE / 2, SIDE / 2), shapes, ())  # type: ignore[arg-type]


def is_bare(image: QImage, x: int, y: int, palette: Palette) -> bool:
    return image.pixelColor(x, y).name().upper() == palette.surface


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("options", LOOKS, ids=["year", "quarter", "month", "bodies", "wheels"])
def test_nothing_is_painted_outside(face: WheelFace, palette: Palette, options: WheelOptions) -> None:
    assert face.view is not None
    image = painted(lay_out(face.view, options, width=SIDE, height=SIDE), palette)
    edge = range(SIDE)
    assert all(is_bare(image, x, y, palette) for x in edge for y in (0, SIDE - 1))
    assert all(is_bare(image, x, y, palette) for y in edge for x in (0, SIDE - 1))
    assert not all(is_bare(image, x, SIDE // 2, palette) for x in edge)


def test_a_fill_is_mixed_with_the_surface_as_far_as_its_strength_says(face: WheelFace) -> None:
    sector = Sector("arcs", 100, 200, 0.2, 0.3, Paint("planning", 0.18))
    for palette in (LIGHT, DARK):
        colour = painted(by_hand(sector), palette).pixelColor(SIDE // 2 + 150, SIDE // 2)
        assert colour.name().upper() == blend(palette.planning, palette.surface, 0.18)


def test_a_fill_fades_out_towards_the_end_that_is_not_known(face: WheelFace) -> None:
    sector = Sector("arcs", 100, 200, 0.0, 0.5, Paint("planning"), fade="start")
    image = painted(by_hand(sector), LIGHT)
    middle = SIDE // 2
    places = ((middle + 15, middle - 149), (middle + 150, middle), (middle + 15, middle + 149))
    start, between, end = (image.pixelColor(*place).lightness() for place in places)
    assert start > between > end
    assert is_bare(image, middle - 15, middle - 149, LIGHT)


def test_a_pattern_takes_the_place_of_colour(face: WheelFace) -> None:
    plain = Sector("arcs", 100, 200, 0.0, 1.0, Paint("planning", 0.07))
    looks = [painted(by_hand(plain), LIGHT)]
    looks += [
        painted(by_hand(Sector("arcs", 100, 200, 0.0, 1.0, Paint("planning", 0.07), hatch=hatch)), LIGHT)
        for hatch in ("lines", "cross", "dots")
    ]
    assert all(one != other for place, one in enumerate(looks) for other in looks[:place])


def test_a_curved_text_stands_where_its_signs_are_and_so_does_a_picture_sign(face: WheelFace) -> None:
    text = CurvedText(
        "labels", "É🙂", 40, Paint("ink"), "semibold", (("É", 0.0, 0.0, 0.0), ("🙂", 60.0, 0.0, 0.0))
    )
    image = painted(by_hand(text), LIGHT)
    middle = SIDE // 2
    first = [image.pixelColor(x, y) for x in range(middle, middle + 30) for y in range(middle - 40, middle)]
    assert any(colour.lightness() < 90 for colour in first)
    assert is_bare(image, middle - 10, middle - 10, LIGHT)


def test_words_are_sharper_on_a_sharper_screen(face: WheelFace) -> None:
    text = Text("middle", "2026", 0, 0, 11.5, Paint("ink"), anchor="middle")
    once, more = painted(by_hand(text), LIGHT), painted(by_hand(text), LIGHT, 1.5)
    assert more.size() == QSize(SIDE * 3 // 2, SIDE * 3 // 2)
    assert more.devicePixelRatio() == 1.5
    blown = once.scaled(more.size())
    assert more.convertToFormat(QImage.Format.Format_RGB32) != blown.convertToFormat(
        QImage.Format.Format_RGB32
    )


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_word_of_the_picture_can_be_read_on_its_ground(face: WheelFace, palette: Palette) -> None:
    assert face.picture is not None
    fills = [shape.fill for shape in face.picture.shapes if isinstance(shape, Sector) and shape.fill]
    grounds = {palette.surface} | {
        blend(getattr(palette, fill.role), palette.surface, fill.strength)
        for fill in fills
        if fill.strength < 0.5
    }
    texts = [shape for shape in face.picture.shapes if isinstance(shape, CurvedText | Text)]
    roles = {text.paint.role for text in texts if text.key is not None}
    assert texts
    for role in roles - {"on_fill"}:
        assert all(contrast(getattr(palette, role), ground) >= TEXT_CONTRAST for ground in grounds), role


def test_the_whole_is_painted_once_and_again_in_other_colours(face: WheelFace) -> None:
    face.grab()
    frame = face.frame
    assert frame is not None
    face.grab()
    assert frame.painted == 1
    theme().set_appearance("dark")
    assert face.frame is not frame
    assert face.grab().toImage().pixelColor(1, 1) == QColor(DARK.surface)


def test_what_is_selected_stands_out(face: WheelFace) -> None:
    plain = face.grab().toImage()
    face.select(AUTUMN)
    chosen = face.grab().toImage()
    assert chosen != plain
    at = face.place_of(AUTUMN)
    changed = [
        (x, y)
        for x in range(0, SIDE, 3)
        for y in range(0, SIDE, 3)
        if chosen.pixelColor(x, y) != plain.pixelColor(x, y)
    ]
    assert min(abs(x - at.x()) + abs(y - at.y()) for x, y in changed) < 12


def test_a_new_size_is_laid_out_when_it_has_settled(face: WheelFace, qtbot: QtBot) -> None:
    face.grab()
    face.resize(500, 560)
    face.grab()
    height = face.room.height()
    assert 500 < height < 560
    qtbot.waitUntil(lambda: face.picture is not None and face.picture.height == height)
    assert face.picture is not None
    assert (face.picture.width, face.picture.middle) == (500, (250, height / 2))


def test_a_zoom_comes_in_softly_but_not_where_stillness_is_asked_for(
    face: WheelFace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    face.grab()
    face.show_view(sample(), WheelOptions(zoom=QUARTER))
    assert face.fading.state() == QAbstractAnimation.State.Running
    assert face.fading.duration() <= motion.LONGEST == 150
    qtbot.waitUntil(lambda: face.fading.state() == QAbstractAnimation.State.Stopped)
    after = face.grab().toImage()
    (tmp_path / "kdeglobals").write_text("[KDE]\nAnimationDurationFactor=0\n", encoding="utf-8")
    face.show_view(sample(), WheelOptions())
    assert face.fading.state() == QAbstractAnimation.State.Stopped
    face.show_view(sample(), WheelOptions(zoom=QUARTER))
    assert face.grab().toImage() == after


@pytest.mark.parametrize(
    ("file", "words", "still"),
    [
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n", True),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.0\n", True),
        ("kdeglobals", "no heading, and = nonsense", False),
    ],
)
def test_stillness_is_read_from_where_desktops_keep_it(
    face: WheelFace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, words: str, still: bool
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert not motion.is_still()
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(words, encoding="utf-8")
    assert motion.is_still() is still


def test_strange_years_are_painted_too(face: WheelFace) -> None:
    strange = year_view(
        (
            activity(1, "å" * 400, month_timing(YEAR, 2)),
            activity(2, "🙂👩‍👧 fest <b>", day_timing(date(2026, 12, 31))),
            activity(3, "Över nyår", day_timing(date(2026, 12, 15), date(2027, 1, 15))),
        )
    )
    for view in (strange, year_view(())):
        face.show_view(view, WheelOptions())
        assert not face.grab().isNull()
