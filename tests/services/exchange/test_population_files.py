"""The population read from workbooks and text tables, by the sheet that says most."""

from decimal import Decimal
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from app.services.economy.population_errors import NothingFound, WrongPaste
from app.services.exchange.population_files import read_population_file


def _workbook(path: Path, **sheets: list[list[object]]) -> Path:
    with Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return path


def test_the_sheet_that_says_most_is_read_and_numbers_keep_their_places(tmp_path):
    rows: list[list[object]] = [
        ["Ålder", 2026, 2027],
        [0, 41, 42.4],
        ["1-5", 1210, 1212],
        ["Totalt", 1251, 1254.4],
    ]
    path = _workbook(tmp_path / "befolkning.xlsx", Läs=[["Hej"]], Litet=rows[:2], Prognos=rows)
    found = read_population_file(path, day="nov1")
    assert {(each.year, each.age_from): each.number for each in found.numbers}[2027, 0] == int(Decimal("42"))
    assert (len(found.numbers), found.day) == (4, "nov1")
    text = tmp_path / "befolkning.csv"
    text.write_text("ålder;2026\n0 år;41\n1 år;40\n", encoding="cp1252")
    assert [each.number for each in read_population_file(text).numbers] == [41, 40]


def test_a_file_without_a_population_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(NothingFound, match="årtal som rubriker"):
        read_population_file(_workbook(tmp_path / "annat.xlsx", Blad=[["Enhet", "Ram"], ["Skolan", "x"]]))
    with pytest.raises(WrongPaste, match="mindre än noll"):
        read_population_file(_workbook(tmp_path / "fel.xlsx", Blad=[["Ålder", 2026], ["0 år", -4]]))
