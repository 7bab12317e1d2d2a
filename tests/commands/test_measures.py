"""`import … kolada` and `import … utfall` on the command line."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.services.exchange.measures.kolada_pages import URL, data, kpi, value, write

_TODAY = ("--today", "2026-11-21")
_CSV = "Mått;Period;Utfall\nNöjda brukare;2024;{}\nNöjda brukare;2025;75\n"


def test_a_dry_run_of_outcomes_says_what_the_import_then_does(
    example: Path, run: Run, tmp_path: Path
) -> None:
    source = tmp_path / "utfall.csv"
    source.write_text(_CSV.format("74,5 %"), "utf-8")
    dry = run("import", example, "utfall", source, "--dry-run", "--json", *_TODAY)
    assert (dry.code, dry.err, dry.json["applied"]) == (0, "", False)
    done = run("import", example, "utfall", source, "--json", *_TODAY)
    assert done.json == {**dry.json, "applied": True}
    assert done.json["would_add"] + done.json["would_change"] + done.json["unchanged"] == 2
    again = run("import", example, "utfall", source, *_TODAY)
    assert (again.code, "har inget nytt" in again.out) == (0, True)


def test_one_bad_cell_stops_all_of_it_with_its_place(example: Path, run: Run, tmp_path: Path) -> None:
    before = example.read_bytes()
    source = tmp_path / "utfall.csv"
    source.write_text(_CSV.format("ca 40"), "utf-8")
    answer = run("import", example, "utfall", source, *_TODAY)
    assert answer.code == 1
    assert "lästes inte in. utfall!C2: ”ca 40” är ett ungefärligt värde" in answer.err
    assert answer.err.count("\n") == 1
    assert example.read_bytes() == before


def test_pages_from_kolada_are_read_together_and_unknown_figures_told(
    example: Path, run: Run, tmp_path: Path
) -> None:
    one = write(tmp_path / "1.json", [data("N1", "1864", 2024, value(5))], next_page=URL.format(2))
    two = write(tmp_path / "2.json", [kpi("N1", "Nöjda")], previous_page=URL.format(1), next_page=None)
    alone = run("import", example, "kolada", one, *_TODAY)
    assert (alone.code, "sidan 2 saknas" in alone.err) == (1, True)
    both = run("import", example, "kolada", one, two, "--dry-run", "--json", *_TODAY)
    assert (both.code, both.json["would_add"]) == (0, 0)
    assert both.json["left_out"] == [
        {"place": "1.json, post 1", "reason": "inget mått har koden N1 Nöjda (1 värde)"}
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("utfall", "a.csv", "b.csv"), "flera källor"),
        (("kolada", "a.json", "--year", "2026"), "--year gäller bara"),
        (("utfall", "a.csv", "--version", "X"), "--version gäller bara"),
    ],
)
def test_words_that_do_not_belong_together_are_refused(
    example: Path, run: Run, words: tuple[str, ...], why: str
) -> None:
    answer = run("import", example, *words)
    assert (answer.code, why in answer.err) == (2, True)


def test_what_is_no_source_is_refused_in_a_line(example: Path, run: Run, tmp_path: Path) -> None:
    cut = tmp_path / "a.json"
    cut.write_text(json.dumps({"values": [data("N1", "1864", 2024, value(5))]})[:-20], "utf-8")
    other = tmp_path / "b.csv"
    other.write_text("Hej;hopp\n1;2\n", "utf-8")
    for kind, source, why in (("kolada", cut, "är avklippt"), ("utfall", other, "går inte att känna igen")):
        answer = run("import", example, kind, source, *_TODAY)
        assert (answer.code, why in answer.err, answer.err.count("\n")) == (1, True, 1)
