"""`export FIL styrkort`: one unit's, the summary, a workbook, or a folder of all."""

from pathlib import Path

import openpyxl
import pytest

from tests.commands.conftest import Run
from tests.pdfcheck.reading import page_texts

TODAY = ("--today", "2026-11-21")


def test_a_unit_is_written_as_pdf_for_a_part_of_the_year(example: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "ett.pdf"
    words = ("export", example, "styrkort", "--out", out, *TODAY)
    answer = run(*words, "--unit", "hemtjänst kopparberg", "--period", "delår 2026", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert [each["path"] for each in answer.json["files"]] == [str(out)]
    one = " ".join(page_texts(out.read_bytes()))
    assert "Styrkort 2026: Hemtjänst Kopparberg" in one
    assert "Delår, januari–juni" in one


def test_a_workbook_has_every_unit_and_a_folder_every_card(example: Path, run: Run, tmp_path: Path) -> None:
    book, folder = tmp_path / "alla.xlsx", tmp_path / "styrkort"
    assert run("export", example, "styrkort", "--out", book, *TODAY).code == 0
    names = openpyxl.load_workbook(book, read_only=True).sheetnames
    assert names[0] == "Sammanfattning"
    answer = run("export", example, "styrkort", "--out", folder, "--year", "2026", *TODAY, "--json")
    assert (answer.code, answer.json["failed"]) == (0, [])
    written = sorted(path.name for path in folder.iterdir())
    assert len(written) == len(answer.json["files"]) == len(names) - 2
    assert "Styrkort 2026 sammanfattning.pdf" in written
    assert "Styrkort 2026 Hemtjänst Kopparberg.pdf" in written


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--unit", "Ingenstans"), "Ingen enhet heter ”Ingenstans”"),
        (("--period", "tjo"), "”tjo” är ingen period"),
    ],
)
def test_what_is_not_there_is_refused_in_one_line(
    example: Path, run: Run, tmp_path: Path, words: tuple[str, ...], why: str
) -> None:
    out = tmp_path / "ett.pdf"
    answer = run("export", example, "styrkort", "--out", out, *words)
    assert answer.code == 1
    assert why in answer.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("styrkort", "--out", "a.txt"), "en mapp eller en fil som slutar på .pdf eller .xlsx"),
        (("budget", "--out", "a.pdf", "--period", "T1 2026"), "--period gäller bara styrkort"),
    ],
)
def test_what_does_not_belong_together_is_wrong_use(
    example: Path, run: Run, words: tuple[str, ...], why: str
) -> None:
    answer = run("export", example, *words)
    assert answer.code == 2
    assert why in answer.err
