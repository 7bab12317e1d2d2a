"""The budget goes out as a workbook and in again on the command line, with codes and shapes as documented."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.architecture.source_tree import ROOT
from tests.commands.conftest import Run
from tests.services.exchange.workbooks.making import made

UNIT = "Personalenhet"
TEXT = Path(ROOT, "docs", "kommandoraden.md").read_text(encoding="utf-8")


def _edited(path: Path, key: str, value: Any) -> Path:
    workbook = load_workbook(path)
    sheet = workbook["Ramar"]
    row = next(cell.row for cell in sheet["B"] if cell.value == UNIT)
    column = next(cell.column for cell in sheet[4] if cell.value == key)
    sheet.cell(row, column).value = value
    workbook.save(path)
    return path


def _exported(example: Path, run: Run, *words: str) -> Path:
    path = example.with_name("budget.xlsx")
    answer = run("export", example, "budget", "--out", path, *words)
    assert (answer.code, answer.out.strip(), answer.err) == (0, str(path), "")
    return path


def test_a_workbook_goes_out_and_in_and_in_again(example: Path, run: Run) -> None:
    path = _edited(_exported(example, run, "--tkr"), "wages:2027", 100)
    looked = run("import", example, "budget", path, "--dry-run")
    assert looked.code == 0
    assert "lönekompensation 2027" in looked.out
    assert "är inte ändrad" in looked.out
    done = run("import", example, "budget", path, "--json").json
    assert (done["would_change"], done["applied"], done["own"], done["left_out"]) == (1, True, True, [])
    assert (done["cells"][0]["old"], done["cells"][0]["new"]) == (9_500_000, 10_000_000)
    again = run("import", example, "budget", path, "--json").json
    assert (again["would_change"], again["applied"]) == (0, False)
    assert "säger detsamma" in run("import", example, "budget", path).out


def test_the_same_file_and_day_give_the_same_bytes(example: Path, run: Run) -> None:
    first = _exported(example, run).read_bytes()
    assert _exported(example, run).read_bytes() == first


def test_one_unit_of_one_version_is_written(example: Path, run: Run) -> None:
    path = _exported(example, run, "--unit", UNIT, "--version", "ks förslag", "--year", "2027")
    sheet = load_workbook(BytesIO(path.read_bytes()))["Ramar"]
    assert [cell.value for cell in sheet["B"][6:]] == [UNIT, "Summa"]
    assert "Belopp i kr" in sheet["B3"].value


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--version", "Annan"), "Det finns: "),
        (("--unit", "Annan"), "Ingen enhet som heter ”Annan”"),
        (("--year", "2031"), "ingen budget för 2031"),
    ],
)
def test_what_is_not_there_is_refused(example: Path, run: Run, words: tuple[str, str], said: str) -> None:
    answer = run("export", example, "budget", "--out", example.with_name("b.xlsx"), *words)
    assert answer.code == 1
    assert said in answer.err
    assert not example.with_name("b.xlsx").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("export", "{}", "budget", "--out", "budget.txt"),
        ("export", "{}", "data", "--out", "a.json", "--tkr"),
        ("export", "{}", "data", "--out", "a.json", "--version", "x"),
        ("export", "{}", "styrmodell", "--out", "a.toml", "--version", "x"),
        ("import", "{}", "styrmodell", "a.toml", "--version", "x"),
    ],
)
def test_words_that_do_not_fit_together_are_wrong_use(
    example: Path, run: Run, words: tuple[str, ...]
) -> None:
    assert run(*(word.format(example) for word in words)).code == 2


def _foreign(example: Path, *lines: tuple[Any, ...]) -> Path:
    path = example.with_name("förslag.xlsx")
    path.write_bytes(made(("Belopp i tkr",), ("Enhet", "Lön 2027"), *lines, title="Förslag"))
    return path


def test_an_unknown_unit_stops_it_all(example: Path, run: Run) -> None:
    before = example.read_bytes()
    answer = run("import", example, "budget", _foreign(example, (UNIT, 100), ("Nya enheten", 5)), "--json")
    assert answer.code == 1
    assert answer.json["left_out"] == [
        {"place": "Nya enheten (Förslag!A4)", "reason": "finns inte i budgeten"}
    ]
    assert answer.json["applied"] is False
    assert len(answer.err.splitlines()) == 1
    assert "Läs in den i fönstret" in answer.err
    assert example.read_bytes() == before


def test_a_cell_that_is_no_amount_stops_it_all(example: Path, run: Run) -> None:
    answer = run("import", example, "budget", _foreign(example, (UNIT, "många")), "--json")
    assert answer.code == 1
    assert answer.json["left_out"][0]["place"] == "Förslag!B3"
    assert "Rätta arbetsboken" in answer.err


def test_a_foreign_workbook_is_read_in(example: Path, run: Run) -> None:
    answer = run("import", example, "budget", _foreign(example, (UNIT, 100)), "--json")
    assert (answer.code, answer.json["applied"], answer.json["own"]) == (0, True, False)


def test_what_was_changed_on_both_sides_stops_it_all_and_says_who(example: Path, run: Run) -> None:
    path = _edited(_exported(example, run, "--tkr"), "wages:2027", 100)
    run("import", example, "budget", _foreign(example, (UNIT, 90)))
    answer = run("import", example, "budget", path)
    assert answer.code == 1
    assert "ändrades i filen 2026-11-21" in answer.err


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"<html>"])
def test_a_file_that_is_no_workbook_is_refused_in_one_line(example: Path, run: Run, content: bytes) -> None:
    path = example.with_name("budget.xlsx")
    path.write_bytes(content)
    answer = run("import", example, "budget", path)
    assert (answer.code, len(answer.err.splitlines())) == (1, 1)
    assert "ingen arbetsbok" in answer.err


def test_the_answer_has_the_documented_shape(example: Path, run: Run) -> None:
    section = TEXT.split("`import FIL budget ARBETSBOK` svarar", 1)[1]
    found = re.search(r"```json\n(.*?)```", section, re.DOTALL)
    assert found is not None
    documented = json.loads(found[1])
    told = run(
        "import",
        example,
        "budget",
        _foreign(example, (UNIT, 100), ("Ny", 1), ("Summa", 2)),
        "--dry-run",
        "--json",
    ).json
    assert told.keys() == documented.keys()
    for name in ("left_out", "cells", "skipped"):
        assert told[name][0].keys() == documented[name][0].keys()
    assert told["cells"][0]["part"] in section
