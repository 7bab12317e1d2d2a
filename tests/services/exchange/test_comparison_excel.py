"""A comparison as a workbook: the grid's numbers, differences as formulas, always the same bytes."""

from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.services.budget import rules
from app.services.budget.comparing import YearPair
from app.services.budget.comparisonpaper import ComparisonPaper
from app.services.clock import fixed_clock
from app.services.exchange.comparison_excel import FIRST_ROW, comparison_workbook
from app.services.exchange.comparison_files import (
    NoSuchVersion,
    NothingToCompare,
    chosen_comparison,
    chosen_versions,
    comparison_bytes,
)
from app.services.storage import Database
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def paper(example_of_2027: Path) -> ComparisonPaper:
    """KS förslag beside the preliminary frames."""
    return read(example_of_2027, version="KS förslag", compare="Preliminär, juni")


def opened(path: Path) -> Database:
    return Database.open(path, clock=fixed_clock(TODAY), user="Prov", read_only=True)


def read(path: Path, *, version: str | None, compare: str | None) -> ComparisonPaper:
    database = opened(path)
    try:
        wanted = partial(chosen_comparison, version=version, compare=compare, today=TODAY, unit="kr")
        return database.read(wanted)
    finally:
        database.close()


def sheet(paper: ComparisonPaper, name: str, *, formulas: bool = False) -> Worksheet:
    found = load_workbook(BytesIO(comparison_workbook(paper)), data_only=not formulas)[name]
    assert isinstance(found, Worksheet)
    return found


def lines(found: Worksheet) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in found.iter_rows(min_row=FIRST_ROW + 1, values_only=True)]


def test_every_amount_is_the_comparisons_in_kronor(paper: ComparisonPaper) -> None:
    told = lines(sheet(paper, "Skillnad"))
    rows = (*paper.compared.rows, paper.compared.whole)
    assert [line[0] for line in told[: len(rows)]] == [row.name for row in rows]
    for line, row in zip(told, rows, strict=False):
        for place, pair in enumerate(paper.compared.years):
            cell, values = row.of(pair.after), line[1 + 4 * place : 5 + 4 * place]
            assert [round(value * 100) for value in values[:3]] == [cell.before, cell.after, cell.change]
            if cell.percent is None:
                assert not values[3]
            else:
                assert values[3] == pytest.approx(float(cell.percent / 100))


def test_differences_are_formulas(paper: ComparisonPaper) -> None:
    cell = sheet(paper, "Skillnad", formulas=True).cell(FIRST_ROW + 1, 4)
    assert cell.value == f"=C{FIRST_ROW + 1}-B{FIRST_ROW + 1}"


def test_the_parts_of_a_year_add_up_to_its_difference(paper: ComparisonPaper) -> None:
    for line, row in zip(lines(sheet(paper, "Delar 2027")), paper.compared.rows, strict=False):
        assert sum(line[1:-1]) == pytest.approx(line[-1])
        assert round(line[-1] * 100) == row.of(2027).change
    kinds = [kind for kind in paper.compared.kinds_of(2027) if kind != rules.TOTAL]
    assert len(lines(sheet(paper, "Delar 2027"))[0]) == len(kinds) + 2


def test_shares_and_stability_stand_on_a_sheet_of_their_own(paper: ComparisonPaper) -> None:
    found = sheet(paper, "Andelar")
    heads = [cell.value for cell in found[FIRST_ROW]]
    assert heads[:4] == ["Enhet", "Effekt 2027", "Effekt, procent", "Andel 2026"]
    assert heads[-2:] == ["Stabilitet", "Stabilitet före"]
    first = lines(found)[0]
    share = paper.shares.rows[0].shares[0]
    assert share is not None
    assert first[3] == pytest.approx(float(share) / 100)


def test_the_same_comparison_gives_the_same_bytes(paper: ComparisonPaper) -> None:
    assert comparison_workbook(paper) == comparison_workbook(paper)


def test_only_what_changed_is_written_when_it_is_asked_for(paper: ComparisonPaper) -> None:
    told = lines(sheet(replace(paper, changed_only=True), "Skillnad"))
    names = {row.name for row in paper.compared.rows if row.changed}
    assert {line[0] for line in told if line[0]} == {*names, "Summa", "Kvar att fördela"}


def test_a_name_is_never_read_as_a_formula(paper: ComparisonPaper) -> None:
    row = replace(paper.compared.rows[0], name="=1+1")
    compared = replace(paper.compared, rows=(row,), years=(YearPair(2027, 2027),))
    cell = sheet(replace(paper, compared=compared), "Skillnad", formulas=True).cell(FIRST_ROW + 1, 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


@pytest.mark.parametrize(
    ("version", "compare", "names"),
    [
        (None, None, ("KS förslag", "Preliminär, juni")),
        ("ks FÖRSLAG", "2027: Preliminär, juni", ("KS förslag", "Preliminär, juni")),
        ("Preliminär", "verksamheternas", ("Preliminär, juni", "Verksamheternas förslag")),
    ],
)
def test_versions_are_called_by_their_names(
    example_of_2027: Path, version: str | None, compare: str | None, names: tuple[str, str]
) -> None:
    found = read(example_of_2027, version=version, compare=compare)
    assert (found.compared.after.name, found.compared.before.name) == names


def test_a_name_that_is_nobodys_or_several_is_refused(example_of_2027: Path) -> None:
    with pytest.raises(NoSuchVersion, match=r"Ingen budgetversion heter ”Höst”.*”2027: KS förslag”"):
        read(example_of_2027, version="Höst", compare=None)
    with pytest.raises(NoSuchVersion, match="Flera versioner passar ”förslag”"):
        read(example_of_2027, version="förslag", compare=None)
    with pytest.raises(NothingToCompare, match="ingen annan version"):
        read(example_of_2027, version="Preliminär, juni", compare=None)


def test_a_file_without_a_budget_says_so(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "tom.styr", clock=fixed_clock(TODAY), user="Prov")
    with pytest.raises(NoSuchVersion, match="Filen har ingen budget"):
        database.read(partial(chosen_versions, version=None, compare=None))
    database.close()


def test_the_name_of_the_file_says_what_it_becomes(paper: ComparisonPaper) -> None:
    assert comparison_bytes(paper, Path("a.XLSX")).startswith(b"PK")
    assert comparison_bytes(paper, Path("a.pdf")).startswith(b"%PDF")
    assert paper.day == TODAY
    assert isinstance(paper.day, date)
