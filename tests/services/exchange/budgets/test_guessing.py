"""Headings as Swedish municipalities write them are understood, and what says nothing is left out."""

from dataclasses import replace
from typing import Any

import pytest

from app.services.exchange.budgets.guessing import guess, target_of
from app.services.exchange.budgets.mapping import SheetMapping, Target, recalled, remembered
from app.services.exchange.budgets.matching import Names
from app.services.exchange.workbooks.cells import Sheet

YEARS = (2027, 2028, 2029)
NAMES = Names({"skolan": 1, "köket": 2, "natten": 3}, {"omsorgen": -4})


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Budget 2027", (2027, "total")),
        ("Ram 2027", (2027, "total")),
        ("2028", (2028, "total")),
        ("Plan 2029", (2029, "total")),
        ("Kommunbidrag 2028 tkr", (2028, "total")),
        ("Budget 2026", (2027, "previous")),
        ("2026", (2027, "previous")),
        ("Ram föregående år", (2027, "previous")),
        ("Lön", (2027, "wages")),
        ("Lönekompensation 2027", (2027, "wages")),
        ("2027 Löneökningar", (2027, "wages")),
        ("Prisindex", (2027, "prices")),
        ("Hyror", (2027, "rents")),
        ("Demografi 2028", (2028, "volume")),
        ("Teknisk justering", (2027, "technical")),
        ("Satsningar 2027", (2027, "priority")),
        ("Effektivisering 2028", (2028, "efficiency")),
        ("Tillskott för uppdrag", (2027, "assignment")),
        ("Förändring 2028", (2028, "plan")),
        ("total:2028 2028 Ram 2028", (2028, "total")),
        ("previous:2027 2026 Ram 2026", (2027, "previous")),
    ],
)
def test_a_heading_tells_year_and_part(heading: str, target: tuple[int, str]) -> None:
    assert target_of(heading, YEARS) == Target(*target)


@pytest.mark.parametrize(
    "heading",
    ["", "Kommentar", "Utfall 2025", "Budget 2024", "Ändring %", "Antal barn 2027", "Förändring 2027",
     "Föregående ram 2028", "percent:2027 2027 Ändring",
     "Kommentar till budget 2027"],
)  # fmt: skip
def test_other_headings_tell_nothing(heading: str) -> None:
    assert target_of(heading, YEARS) is None


def _guess(*rows: list[Any], title: str = "Blad1") -> SheetMapping:
    return guess(Sheet(title, rows), NAMES, YEARS)


def test_titles_above_the_headings_are_passed_by() -> None:
    found = _guess(
        ["Ådals kommun"], ["Belopp i tkr"], [], ["Ansvar", "Enhet", "Budget 2027", "Not"],
        [10, "Skolan", 5.0, ""], [20, "Köket", 6.0, ""],
    )  # fmt: skip
    assert (found.unit_column, found.first_row, found.money) == (1, 4, "tkr")
    assert found.columns == {2: Target(2027, "total")}


def test_a_year_over_several_columns_counts_for_each() -> None:
    found = _guess(
        ["", "2027", "", "2028", ""], ["Enhet", "Lön", "Pris", "Lön", "Volym"], ["Skolan", 1.0, 2.0, 3.0, 4.0]
    )
    assert found.columns == {
        1: Target(2027, "wages"), 2: Target(2027, "prices"), 3: Target(2028, "wages"),
        4: Target(2028, "volume"),
    }  # fmt: skip


def test_years_as_numbers_are_headings() -> None:
    found = _guess(["Enhet", 2027.0, 2028.0], ["Skolan", 10.0, 11.0])
    assert found.columns == {1: Target(2027, "total"), 2: Target(2028, "total")}


def test_a_sum_beside_its_parts_is_not_read_twice() -> None:
    found = _guess(["Enhet", "Lön", "Pris", "Ram 2027", "Ram 2028"], ["Skolan", 1.0, 2.0, 3.0, 4.0])
    assert found.columns == {1: Target(2027, "wages"), 2: Target(2027, "prices"), 4: Target(2028, "total")}


@pytest.mark.parametrize(
    ("words", "money"), [("Belopp i mnkr", "mnkr"), ("(tkr)", "tkr"), ("kronor", "kr"), ("Budget", "kr")]
)
def test_the_unit_of_money_is_read_from_the_words_above(words: str, money: str) -> None:
    assert _guess([words, ""], ["Enhet", "Budget 2027"], ["Skolan", 1.0]).money == money


def test_units_that_are_not_known_stand_among_those_that_are() -> None:
    found = _guess(["Enhet", "Budget 2027"], ["Nya", 1.0], ["Skolan", 2.0])
    assert (found.unit_column, found.first_row) == (0, 1)


def test_without_any_known_name_the_first_line_with_amounts_begins() -> None:
    found = _guess(["", "Enhet", "2027"], ["", "Nya", "1 234,5"], ["", "Andra", "2"])
    assert (found.unit_column, found.first_row) == (1, 1)
    assert found.columns == {2: Target(2027, "total")}


def test_a_sheet_of_words_gives_no_columns() -> None:
    assert _guess(["Hej", "på"], ["dig", "du"]).columns == {}


def test_columns_with_the_same_heading_are_known_apart_when_they_are_remembered() -> None:
    headings = ("Enhet", "Budget 2027 tkr", "Budget 2027 tkr")
    first = SheetMapping("Blad1", 1, 0, "tkr", headings, {1: Target(2027, "total")})
    assert recalled(first, remembered(first)).columns == {1: Target(2027, "total")}
    second = replace(first, columns={2: Target(2027, "total")})
    assert recalled(first, remembered(second)).columns == {2: Target(2027, "total")}
