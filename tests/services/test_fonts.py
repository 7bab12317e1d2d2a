"""The typeface and the promises the look rests on."""

import pytest
from fontTools.ttLib import TTFont

from app.services import fonts
from app.services.paths import ResourceMissing


def test_every_style_is_a_file_of_the_one_family() -> None:
    for path in fonts.font_paths():
        with TTFont(path) as font:
            names = {font["name"].getDebugName(1), font["name"].getDebugName(16)}
        assert fonts.FAMILY in {name for name in names if name} or any(
            name and name.startswith(fonts.FAMILY) for name in names
        )
    assert len(set(fonts.font_paths())) == 5


@pytest.mark.parametrize("style", ["regular", "semibold", "bold", "italic"])
def test_digits_are_of_equal_width(style: fonts.Style) -> None:
    with TTFont(fonts.font_path(style)) as font:
        glyphs = font.getBestCmap()
        widths = {font["hmtx"][glyphs[ord(digit)]][0] for digit in "0123456789"}

    assert len(widths) == 1


def test_the_signs_that_numbers_and_dates_are_written_with_are_there() -> None:
    with TTFont(fonts.font_path("regular")) as font:
        missing = {sign for sign in "åäöÅÄÖé§–−…”·\u00a0%+" if ord(sign) not in font.getBestCmap()}

    assert missing == set()


def test_a_style_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_SUFFIXES", {"regular": "Saknas"})
    fonts.font_path.cache_clear()
    try:
        with pytest.raises(ResourceMissing, match=r"SourceSansPro-Saknas\.ttf"):
            fonts.font_path("regular")
    finally:
        fonts.font_path.cache_clear()
