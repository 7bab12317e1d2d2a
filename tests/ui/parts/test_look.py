"""Theme, icons and status signs: light and dark, one typeface, nothing missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.services.palette import DARK, LIGHT, contrast
from app.ui.parts import icons
from app.ui.parts.marks import Mark, drawing, paint_mark
from app.ui.parts.theme import FAMILY, color, font, load_typeface, style_sheet, theme


def test_every_digit_is_as_wide_as_the_others() -> None:
    load_typeface()
    for semibold in (False, True):
        metrics = QFontMetricsF(font(semibold=semibold))
        widths = {round(metrics.horizontalAdvance(digit), 3) for digit in "0123456789"}
        assert len(widths) == 1


def test_the_typeface_of_the_window_is_the_loaded_one(qapp: QApplication) -> None:
    assert FAMILY in load_typeface()
    assert QLabel().fontInfo().family() == FAMILY
    assert qapp.font().pointSizeF() == 10.5


def test_dark_replaces_every_colour_and_tells(qapp: QApplication) -> None:
    told: list[bool] = []
    theme().changed.connect(lambda: told.append(theme().dark))
    theme().set_appearance("dark")
    assert told == [True]
    assert color("ink") == QColor(DARK.ink)
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(DARK.surface)
    assert LIGHT.surface not in qapp.styleSheet()
    theme().set_appearance("light")
    assert color("ink") == QColor(LIGHT.ink)


def test_an_unknown_appearance_is_refused() -> None:
    with pytest.raises(ValueError, match="sepia"):
        theme().set_appearance("sepia")


def test_a_pale_accent_is_darkened_and_said() -> None:
    assert theme().set_accent("#FFE680")
    assert contrast(theme().palette.accent, LIGHT.surface) >= 4.5
    assert not theme().set_accent("#1F5F8B")
    theme().set_accent("")


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_style_sheet_has_every_field_filled(palette: object) -> None:
    sheet = style_sheet(palette)  # type: ignore[arg-type]
    assert "$" not in sheet.split("*/", 1)[1]
    assert "chevron-down.svg" in sheet


def test_every_icon_can_be_drawn() -> None:
    assert len(icons.names()) >= 40
    for name in icons.names():
        image = icons.pixmap(name, "ink", 20, 2.0).toImage()
        assert image.width() == 40
        assert any(image.pixelColor(x, y).alpha() for x in range(40) for y in range(40)), name


def test_a_bound_icon_follows_light_and_dark() -> None:
    button = QPushButton()
    icons.bind(button, "home")

    def shade() -> float:
        image = button.icon().pixmap(20).toImage()
        drawn = [image.pixelColor(x, y) for x in range(20) for y in range(20)]
        return max(c.lightnessF() for c in drawn if c.alpha() > 200)

    light = shade()
    theme().set_appearance("dark")
    assert shade() > light + 0.3
    theme().set_appearance("light")


@given(st.sampled_from(Mark), st.integers(8, 40))
def test_a_sign_stays_in_its_square_and_is_seen(mark: Mark, side: int) -> None:
    image = QImage(side + 8, side + 8, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_mark(painter, QRectF(4, 4, side, side), mark)
    painter.end()
    inked = [
        (x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha()
    ]
    assert inked
    assert all(2 <= x < side + 6 and 2 <= y < side + 6 for x, y in inked)


def test_signs_differ_by_shape_and_word_not_only_by_colour() -> None:
    shapes = {(drawing(mark).stroked.elementCount(), drawing(mark).filled.elementCount()) for mark in Mark}
    assert len(shapes) == len(Mark)
    assert len({mark.word for mark in Mark}) == len(Mark)
