"""Any text as the name of a file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.filenames import LONGEST_NAME, safe_file_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hemtjänst Kopparberg", "Hemtjänst Kopparberg"),
        ("Förskola/skola: Åk 1–6?", "Förskola-skola- Åk 1-6-"[:-1]),
        ("A\u030angström", "Ångström"),
        ("con", "_con"),
        ("LPT1.pdf", "_LPT1.pdf"),
        ("Com²", "_Com²"),
        ("Konto", "Konto"),
        ("  ..  ", "namnlös"),
        ("../../etc", "etc"),
        ("rad\nrad\t2", "rad rad 2"),
    ],
)
def test_names_are_safe_on_every_system(text: str, name: str) -> None:
    assert safe_file_name(text) == name


@given(st.text())
def test_any_text_gives_a_usable_name(text: str) -> None:
    name = safe_file_name(text)
    assert 0 < len(name) <= LONGEST_NAME + 1
    assert not set(name) & set('<>:"/\\|?*\n\r\t\0')
    assert name == name.strip(" .")
    assert len(name.encode()) <= 230
    assert safe_file_name(name) == name
