"""What is on the clipboard: quotation marks, headings, names and units, and never a lost amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.budget.copied import TwoUnits, parse, understand

KNOWN = ("Lön", "Pris", "Ram 2027")


def test_cells_within_quotation_marks_hold_tabs_breaks_and_marks() -> None:
    assert parse('"a\tb"\t2\n"c ""d""\ne"\t3\n') == [["a\tb", "2"], ['c "d"\ne', "3"]]
    assert parse('5"\t6') == [['5"', "6"]]


@given(st.lists(st.lists(st.text('ab\t\n"', max_size=4), min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_a_spreadsheet_quotes_is_read_as_it_was(cells: list[list[str]]) -> None:
    lines = ["\t".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in cells]
    assert parse("\n".join(lines) + "\n") == [[cell.strip() for cell in line] for line in cells]


@given(
    st.lists(st.lists(st.sampled_from(["1", "2,5", "−3", "–", "1 000"]), min_size=2, max_size=2), min_size=1)
)
def test_bare_amounts_are_never_taken_for_anything_else(cells: list[list[str]]) -> None:
    found = understand(cells, KNOWN)
    assert (found.names, found.unit) == (None, None)
    assert [list(line) for line in found.lines] == cells


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Belopp i tkr\n1\n2", "tkr"),
        ("Lön (kr)\n1\n2", "kr"),
        ("mnkr\t\n1\t2", "mnkr"),
        ("Tusental kronor\n1", "tkr"),
        ("Lön\n1\n2", None),
        ("\tLön, tkr\tPris, tkr\nSkolan\t1\t2", "tkr"),
    ],
)
def test_headings_are_skipped_and_their_unit_is_heard(text: str, unit: str | None) -> None:
    found = understand(parse(text), KNOWN)
    assert found.unit == unit
    assert found.lines[0][0] == "1"


@pytest.mark.parametrize(
    "text",
    [
        "Budget 2027\t\t\nEnhet\tPrio.\nMusikskola\t5",
        "Budget 2027\n\t\nEnhet\tPrio.\nMusikskola\t5",
        "Belopp i tkr\t\nBudget 2027\t\nEnhet\tPrio.\nMusikskola\t5",
    ],
)
def test_titles_over_the_headings_are_skipped(text: str) -> None:
    found = understand(parse(text), KNOWN)
    assert (found.names, found.titles, found.lines) == (("Musikskola",), ("prio.",), (("5",),))


@pytest.mark.parametrize("text", ["Skolan\t\nMusikskola\t5", "Skolan\t\nMusikskola\tfem\nKultur\t5"])
def test_a_name_without_an_amount_is_no_title_unless_a_heading_follows(text: str) -> None:
    found = understand(parse(text), KNOWN)
    assert found.names is not None
    assert found.names[:2] == ("Skolan", "Musikskola")


def test_years_stand_in_headings_but_not_alone() -> None:
    found = understand(parse("Enhet\t2027\t2028\nSkolan\t1\t2"), KNOWN)
    assert (found.names, found.lines) == (("Skolan",), (("1", "2"),))
    assert understand(parse("2027\t2028\n1\t2"), KNOWN).lines[0] == ("2027", "2028")


def test_letters_where_no_heading_is_known_stay_to_be_refused() -> None:
    assert understand(parse("fyra\n5"), KNOWN).lines == (("fyra",), ("5",))
    assert understand(parse("fyra\tfem\n5\t6"), KNOWN).lines[0] == ("fyra", "fem")
    assert understand(parse("=A1\t5"), KNOWN).names is None


def test_two_units_in_the_headings_are_refused() -> None:
    with pytest.raises(TwoUnits, match="både kr och tkr"):
        understand(parse("Lön, kr\tPris, tkr\n1\t2"), KNOWN)
