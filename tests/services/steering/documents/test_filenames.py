"""Names are harmless on every system, and what people write in them is kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.steering.documents.filenames import free_name, is_program, safe_name


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("../../x", "x"),
        ("C:\\Windows\\x.txt", "x.txt"),
        ("Bilaga 1 – åäö 👨‍👩‍👧.pdf", "Bilaga 1 – åäö 👨‍👩‍👧.pdf"),
        ("a\u0308.txt", "ä.txt"),
        ("rad\nbryt\t.txt", "rad bryt.txt"),
        ("\u202egpj.exe", "gpj.exe"),
        ('a<b>c:"d|e?f*.txt', "a_b_c__d_e_f_.txt"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("slutar med punkt. ", "slutar med punkt"),
        ("", "bilaga"),
        ("..", "bilaga"),
        ("\x00\x1f", "bilaga"),
        ("/", "bilaga"),
    ],
)
def test_names_are_made_safe(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


def test_a_long_name_keeps_its_suffix() -> None:
    made = safe_name("å" * 300 + ".docx")
    assert made.endswith(".docx")
    assert len(made.encode()) <= 200


@given(st.text(max_size=300))
def test_any_name_is_one_part_of_a_path(name: str) -> None:
    made = safe_name(name)
    assert made
    assert made not in (".", "..")
    assert not set(made) & set('/\\<>:"|?*')
    assert not made.endswith((" ", "."))
    assert len(made.encode()) <= 200
    assert not any(unicodedata.category(char) == "Cc" for char in made)
    assert safe_name(made) == made


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free_name("a.pdf", []) == "a.pdf"
    assert free_name("a.pdf", ["A.PDF", "a (2).pdf"]) == "a (3).pdf"
    assert free_name("läsmig", ["läsmig"]) == "läsmig (2)"


def test_programs_are_known_by_their_suffix() -> None:
    assert is_program("faktura.pdf.EXE")
    assert not is_program("exempel.pdf")
