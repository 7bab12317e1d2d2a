"""Widths of words are those of the typeface, and what is cut says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFont

from app.services.fonts import Style, font_path
from app.services.wheel.picture.measure import broken, fitted, width

TEXTS = ["Kommunfullmäktige – beslut, 11 kap. 10 §", "ÅÄÖ åäö é ü", "Wii 1234567890", "senast 30 november"]


@pytest.mark.parametrize("style", ["regular", "semibold", "italic"])
@pytest.mark.parametrize("text", TEXTS)
def test_words_are_as_wide_as_in_the_typeface(style: Style, text: str) -> None:
    typeface = TTFont(f"measured-{style}", str(font_path(style)))
    assert width(text, style) == pytest.approx(typeface.stringWidth(text, 1000) / 1000, abs=0.002)


@given(st.text(max_size=80), st.floats(0, 40))
def test_what_is_fitted_fits_and_begins_like_the_text(text: str, room: float) -> None:
    found = fitted(text, room)
    assert width(found) <= room + 1e-9 or found == ""
    assert found in ("", text) or (found.endswith("…") and text.startswith(found[:-1]))


@given(
    st.lists(st.text("abcdeåäö", min_size=1, max_size=14), max_size=9), st.lists(st.floats(0, 20), max_size=3)
)
def test_lines_fit_in_their_rooms_and_never_divide_words(words: list[str], rooms: list[float]) -> None:
    lines = broken(" ".join(words), rooms)
    assert len(lines) <= len(rooms)
    assert all(width(line) <= room + 1e-9 for line, room in zip(lines, rooms, strict=False))
    whole = [word for line in lines for word in line.split() if not word.endswith("…")]
    assert whole == words[: len(whole)]


def test_a_novel_is_cut_without_measuring_it() -> None:
    assert fitted("Ö" * 100_000, 6.0).endswith("…")


def test_joiners_and_emoji_have_a_width() -> None:
    assert 1.0 < width("🎉") < 2.0
    assert width("\u200d") == 0.0
