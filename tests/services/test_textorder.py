"""The order of Swedish text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.textorder import fold, nfc, sort_key

TEXTS = st.text(max_size=12) | st.text(alphabet="aAåÅäÄöÖzZéÉüyæø019 -{|}~\u0301\u030a\u0308", max_size=10)


def in_order(*texts: str) -> bool:
    backwards = texts[::-1]
    return sorted(backwards, key=sort_key) == list(texts)


def test_the_three_last_letters_follow_z() -> None:
    assert in_order("Arboga", "Zinkgruvan", "Ål", "Ängelsberg", "Öl")
    assert in_order("azz", "åa", "äa", "öa")


def test_w_is_a_letter_of_its_own_after_v() -> None:
    assert in_order("Vz", "Wa")


def test_accents_decide_only_between_equal_letters() -> None:
    assert in_order("Ide", "Idé", "Idea")
    assert in_order("Cafe", "Café", "Cafe 2")


def test_case_decides_last_and_small_comes_first() -> None:
    assert in_order("skola", "Skola", "Skola a", "skolan")
    assert in_order("idé a", "Idé a", "ide b")


def test_numbers_are_ordered_by_value() -> None:
    assert in_order("Mål 2", "Mål 10", "Mål 10 a", "Mål 100")
    assert in_order("§ 9", "§ 10")
    assert in_order("1.9", "1.10")
    assert in_order("007", "7", "8")


def test_a_number_longer_than_any_integer_text_is_ordered() -> None:
    assert in_order("8" * 5000, "7" * 5001)


def test_space_punctuation_digits_letters_other_scripts() -> None:
    assert in_order("a b", "a-b", "a|b", "a1", "ab", "aß", "aö", "aα")


@pytest.mark.parametrize(
    ("foreign", "like"), [("ü", "y"), ("æ", "ä"), ("ø", "ö"), ("ł", "l"), ("é", "e"), ("ð", "d")]
)
def test_foreign_letters_are_filed_under_their_swedish_neighbour(foreign: str, like: str) -> None:
    assert in_order(f"{like}a", f"{foreign}b", f"{like}c")


def test_punctuation_that_shares_its_code_with_the_last_letters_stays_punctuation() -> None:
    assert in_order("{b}", "a", "å")
    assert in_order("|}", "~", "0")


@given(TEXTS)
def test_composed_and_decomposed_text_sort_and_search_alike(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)

    assert sort_key(apart) == sort_key(nfc(text)) == sort_key(text)
    assert fold(apart) == fold(text)
    assert nfc(nfc(text)) == nfc(apart)


@given(TEXTS, TEXTS)
def test_two_texts_share_a_key_only_when_they_are_the_same(first: str, second: str) -> None:
    assert (sort_key(first) == sort_key(second)) == (nfc(first) == nfc(second))


@given(st.lists(TEXTS, max_size=8))
def test_the_order_does_not_depend_on_the_order_of_arrival(texts: list[str]) -> None:
    composed = [nfc(text) for text in texts]
    backwards = composed[::-1]

    assert sorted(composed, key=sort_key) == sorted(backwards, key=sort_key)


@given(st.integers(min_value=0), st.integers(min_value=0))
def test_every_pair_of_numbers_is_ordered_by_value(first: int, second: int) -> None:
    assert (sort_key(f"Mål {first} x") < sort_key(f"Mål {second} x")) == (first < second)


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_search_ignores_case_and_keeps_accents() -> None:
    assert fold("FÅR") == fold("får") == "får"
    assert fold("far") != fold("får")
    assert fold("STRAẞE") == fold("strasse")
