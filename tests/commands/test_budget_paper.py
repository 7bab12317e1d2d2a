"""`export … budget --out fil.pdf`: the same tables as in the window, and refusals in one sentence."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.pdfcheck.reading import page_texts


def told(path: Path) -> str:
    return " ".join(" ".join(page_texts(path.read_bytes())).split())


def test_the_newest_version_is_written_and_the_file_is_told(example: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "tabeller.pdf"
    answer = run("export", example, "budget", "--out", out, "--tkr", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json["files"][0]["path"] == str(out)
    text = told(out)
    assert "Version: KS förslag (förslag). Inte beslutad." in text
    assert "Belopp i tusental kronor." in text
    assert "Hemtjänst Kopparberg 19 640 450 60" in text


def test_the_same_file_gives_the_same_paper(example: Path, run: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for out in (first, second):
        assert run("export", example, "budget", "--out", out, "--today", "2026-11-12").code == 0
    assert first.read_bytes() == second.read_bytes()
    assert "Belopp i kronor." in told(first)


def test_a_version_and_a_unit_can_be_chosen(example: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "omsorg.pdf"
    asked = ("--version", "Preliminär, juni", "--unit", "Omsorg")
    assert run("export", example, "budget", "--out", out, *asked).code == 0
    text = told(out)
    assert "Beslutad: Kommunstyrelsen, 9 juni 2026, § 78" in text
    assert "Hemtjänst Ställdalen" in text
    assert "Musikskola" not in text
    assert "Kvar att fördela" not in text


@pytest.mark.parametrize("asked", [("--version", "Ingen sådan"), ("--unit", "Ingen sådan")])
def test_what_is_not_there_is_refused(
    example: Path, run: Run, tmp_path: Path, asked: tuple[str, str]
) -> None:
    out = tmp_path / "x.pdf"
    answer = run("export", example, "budget", "--out", out, *asked)
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
    assert "Ingen sådan" in answer.err
    assert not out.exists()
