"""Paragraphs of minutes, together."""

import pytest

from app.services.agreements.minutes import paragraph_words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ((), ""),
        (("§ 83",), "§ 83"),
        (("§ 101", "83", "§ 94", "§ 83"), "§§ 83, 94 och 101"),
        (("§ 118", "§ 116", "§ 117"), "§§ 116–118"),
        (("§ 9", "§ 10", "§ 116", "§ 117", "§ 118"), "§§ 9, 10 och 116–118"),
        (("§ 12 a", "§ 12 b"), "§§ 12 a och 12 b"),
    ],
)
def test_paragraphs_are_told_in_order_and_runs_as_spans(said: tuple[str, ...], words: str) -> None:
    assert paragraph_words(said) == words
