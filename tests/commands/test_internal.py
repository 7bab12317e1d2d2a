"""`export FIL internbudget`: every unit's internal budget, or that of one, as a workbook."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.commands.conftest import Run

CULTURE, NURSERY = "Bibliotek och kultur", "Förskola Kopparberg"


def test_every_internal_budget_has_a_sheet_and_the_same_file_gives_the_same_bytes(
    example: Path, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "internbudget.xlsx"
    words = ("export", example, "internbudget", "--out", out, "--today", "2026-11-21")
    answer = run(*words, "--json")
    assert (answer.code, answer.err) == (0, "")
    assert [each["path"] for each in answer.json["files"]] == [str(out)]
    first = out.read_bytes()
    book = load_workbook(out, data_only=True)
    assert book.sheetnames == ["Internbudgetar", NURSERY, CULTURE]
    left = {row[0]: row[3] for row in book["Internbudgetar"].iter_rows(values_only=True)}
    assert (left[CULTURE], left[NURSERY]) == (0, 120_000)
    run(*words)
    assert out.read_bytes() == first


def test_one_unit_of_a_year_can_be_chosen(example: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "bibliotek.xlsx"
    asked = ("--unit", CULTURE.upper(), "--year", "2027")
    assert run("export", example, "internbudget", "--out", out, *asked).code == 0
    assert load_workbook(out).sheetnames == [CULTURE]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("--unit", "Musikskola"), f"Enheter som har: {CULTURE}, {NURSERY}"),
        (("--year", "2031"), "ingen internbudget för 2031"),
    ],
)
def test_what_is_not_there_is_refused_in_one_line(
    example: Path, run: Run, tmp_path: Path, asked: tuple[str, ...], why: str
) -> None:
    out = tmp_path / "x.xlsx"
    answer = run("export", example, "internbudget", "--out", out, *asked)
    assert answer.code == 1
    assert why in answer.err
    assert len(answer.err.splitlines()) == 1
    assert not out.exists()


def test_a_file_without_internal_budgets_says_so(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "tom.styr"
    run("new", empty, "--model", "ljusnarsberg")
    answer = run("export", empty, "internbudget", "--out", tmp_path / "x.xlsx")
    assert (answer.code, answer.err.count("Filen har ingen internbudget.")) == (1, 1)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--out", "a.pdf"), "internbudgeten skrivs till en fil som slutar på .xlsx"),
        (("--out", "a.xlsx", "--version", "A"), "--version gäller bara"),
        (("--out", "a.xlsx", "--tkr"), "--tkr gäller bara"),
    ],
)
def test_what_does_not_belong_together_is_wrong_use(
    example: Path, run: Run, words: tuple[str, ...], why: str
) -> None:
    answer = run("export", example, "internbudget", *words)
    assert answer.code == 2
    assert why in answer.err
