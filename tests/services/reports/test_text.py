"""User text on paper: drawable, whole, never markup."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from app.services.reports.flowables import TaggedParagraph
from app.services.reports.fonts import REGULAR, SEMIBOLD, drawable, fitted, register_fonts, text_width
from app.services.reports.styles import BODY
from app.services.reports.text import _COMMON, UNDRAWABLE, one_line, paragraphs, plain


@given(st.text())
def test_only_what_the_typeface_draws_is_left(text: str) -> None:
    assert all(character == "\n" or ord(character) in drawable() for character in plain(text))


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(alphabet=st.sampled_from("ab<>&;/\"'#x1 \n-åäö")))
def test_text_is_never_read_as_markup(text: str) -> None:
    drawn = "".join(fragment.text for fragment in TaggedParagraph.of(text, BODY).frags)
    assert "".join(drawn.split()) == "".join(plain(text).split())


def test_swedish_and_typographic_characters_pass_unchanged() -> None:
    text = "Räksmörgås ÅÄÖ é ü § ”citat” – − … ½ 1\u00a0234 •"
    assert plain(text) == text


def test_decomposed_letters_are_composed() -> None:
    assert plain("A\u030a") == "Å"


def test_what_cannot_be_drawn_shows_as_an_empty_square() -> None:
    assert plain("漢\U0001f600") == UNDRAWABLE * 2


def test_invisible_characters_vanish_and_look_alikes_are_replaced() -> None:
    assert plain("a\u200b\u00ad\u202e\x00b\u2011c\u2009d\u202fe") == "ab-c d\u00a0e"


def test_line_breaks_of_all_kinds_are_kept_as_one_kind() -> None:
    assert plain("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
    assert one_line("a\r\nb") == "a b"


def test_empty_lines_part_paragraphs_and_single_breaks_do_not() -> None:
    assert paragraphs("a\nb\n\n \n\nc\n\n") == ("a\nb", "c")
    assert paragraphs(" \n\n ") == ()


def test_a_cut_text_fits_and_ends_with_an_ellipsis() -> None:
    cut = fitted("Uppdragshandling för åren 2011–2013", REGULAR, 8, 80)
    assert cut.endswith("…")
    assert text_width(cut, REGULAR, 8) <= 80


@given(st.text(alphabet="abcåäö –,", max_size=60), st.floats(10, 300))
def test_a_text_that_fits_is_not_cut(text: str, room: float) -> None:
    register_fonts()
    if text_width(text, SEMIBOLD, 8) <= room:
        assert fitted(text, SEMIBOLD, 8, room) == text


def test_what_is_taken_as_it_is_can_be_drawn_and_is_composed() -> None:
    common = [chr(code) for code in range(0x3000) if _COMMON.fullmatch(chr(code))]
    assert len(common) > 150
    assert all(character == "\n" or ord(character) in drawable() for character in common)
    assert all(unicodedata.is_normalized("NFC", character) for character in common)


def test_typed_line_breaks_part_lines_also_beside_empty_ones() -> None:
    paragraph = TaggedParagraph.of("ett\n\ntre", BODY)
    assert paragraph.wrap(400, 1000)[1] == 3 * BODY.leading
