"""`export FIL jamforelse`: two versions by name, to a PDF or a workbook."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run


@pytest.mark.parametrize(("name", "begins"), [("skillnad.pdf", b"%PDF"), ("skillnad.xlsx", b"PK")])
def test_two_versions_are_compared_in_a_file(
    example: Path, run: Run, tmp_path: Path, name: str, begins: bytes
) -> None:
    out = tmp_path / name
    words = ("export", example, "jamforelse", "--version", "KS förslag", "--compare", "Preliminär, juni")
    answer = run(*words, "--out", out, "--today", "2026-11-21", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert [each["path"] for each in answer.json["files"]] == [str(out)]
    first = out.read_bytes()
    assert first.startswith(begins)
    run(*words, "--out", out, "--today", "2026-11-21")
    assert out.read_bytes() == first
    run(*words, "--out", out, "--today", "2026-11-21", "--tkr")
    assert (out.read_bytes() == first) is (begins == b"PK")


def test_a_version_that_is_not_there_is_refused_in_one_line(example: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "skillnad.pdf"
    answer = run("export", example, "jamforelse", "--version", "Höst", "--out", out)
    assert answer.code == 1
    assert "Ingen budgetversion heter ”Höst”" in answer.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("jamforelse", "--out", "a.txt"), "slutar på .pdf eller .xlsx"),
        (("register", "--out", "a.pdf", "--compare", "A"), "--compare gäller bara jämförelsen"),
        (("jamforelse", "--out", "a.pdf", "--year", "2027"), "--unit och --year"),
    ],
)
def test_what_does_not_belong_together_is_wrong_use(
    example: Path, run: Run, words: tuple[str, ...], why: str
) -> None:
    answer = run("export", example, *words)
    assert answer.code == 2
    assert why in answer.err
