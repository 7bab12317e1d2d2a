"""`new`, `info`, `backup` and `restore` on real files, also with hostile names."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from app.services.clock import Clock
from app.services.storage import Database
from tests.commands.conftest import Run

NAMES = (
    "år 2027.styr",
    'it\'s "så" & här;.styr',
    "100% #1?.styr",
    "två\nrader.styr",
    "-streck.styr",
    "utan ändelse",
    "emoji 🎉 日本.styr",
    "e\u0301.styr",
    "å" * 110 + ".styr",
    "x" * 195 + ".styr",
    os.fsdecode(b"inte utf-8 \xff.styr"),
)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_takes_every_name_that_a_file_can_have(name: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / name
    assert run("new", path, "--model", "ljusnarsberg").code == 0
    told = run("info", path, "--json").json
    assert (told["model"], told["read_only"], told["last_backup"]) == ("ljusnarsberg", False, None)
    assert run("check", path).code == 0
    made = run("backup", path, "--json").json
    assert made["made"]
    assert run("restore", path, made["path"]).code == 0
    assert run("export", path, "data", "--out", tmp_path / "ut.json").code == 0


def test_a_new_file_with_the_example_says_its_year(tmp_path: Path, run: Run) -> None:
    made = run(
        "new", tmp_path / "x.styr", "--model", "Ljusnarsberg", "--example", "--json", "--today", "2030-05-05"
    )
    assert made.json["year"] == 2031
    told = run("info", tmp_path / "x.styr", "--json").json
    assert told["example"]
    assert told["municipality"] == "Ljusnarsbergs kommun"
    assert {
        "units",
        "nodes",
        "goals",
        "indicators",
        "measurements",
        "frames",
        "wheel_activities",
        "agreements",
    } <= set(told["rows"])
    assert told["rows"]["agreements"] == 25
    assert told["rows"]["goals"] == 15
    assert told["bytes"] == (tmp_path / "x.styr").stat().st_size


def test_the_example_can_stand_in_the_years_of_its_source(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "x.styr"
    assert run("new", path, "--model", "ljusnarsberg", "--example", "--year", "2011").code == 0
    with sqlite3.connect(path) as opened:
        assert opened.execute("SELECT first_year FROM budget_plan").fetchone() == (2011,)
    opened.close()


def test_nothing_is_ever_replaced(example: Path, run: Run) -> None:
    before = example.read_bytes()
    refused = run("new", example, "--model", "ljusnarsberg")
    assert refused.code == 1
    assert "finns redan" in refused.err
    copied = run("backup", example, "--out", example)
    assert copied.code == 1
    assert example.read_bytes() == before


def test_info_for_people_names_the_municipality_and_the_last_backup(example: Path, run: Run) -> None:
    assert "ingen" in run("info", example).out
    run("backup", example)
    told = run("info", example).out
    assert told.startswith("Ljusnarsbergs kommun (exempel)\n")
    assert "2026-11-21 13.00" in told
    assert run("info", example, "--json").json["last_backup"] == "2026-11-21T12:00:00+00:00"


def test_info_says_who_has_the_file_open(example: Path, run: Run, clock: Clock) -> None:
    database = Database.open(example, clock=clock, user="Ekonomichefen")
    try:
        told = run("info", example, "--json").json
        assert told["read_only"]
        assert told["holder"].startswith("Ekonomichefen på ")
        assert "öppen hos Ekonomichefen" in run("info", example).out
    finally:
        database.close()
    assert not run("info", example, "--json").json["read_only"]


def test_a_backup_is_made_only_when_something_has_changed(example: Path, run: Run) -> None:
    first = run("backup", example, "--json").json
    second = run("backup", example, "--json").json
    assert (first["made"], second["made"]) == (True, False)
    assert first["path"] == second["path"]
    assert "Inget har ändrats" in run("backup", example).out


def test_a_backup_can_be_put_elsewhere(example: Path, tmp_path: Path, run: Run) -> None:
    place = tmp_path / "annan disk"
    place.mkdir()
    made = run("backup", example, "--out", place, "--json").json
    assert Path(made["path"]).parent == place
    named = run("backup", example, "--out", place / "min kopia.styr", "--json").json
    assert named["bytes"] == (place / "min kopia.styr").stat().st_size
    assert run("backup", example, "--out", tmp_path / "ingen mapp" / "k.styr").code == 1


def test_a_backup_can_be_made_while_somebody_writes(example: Path, run: Run, clock: Clock) -> None:
    database = Database.open(example, clock=clock, user="A")
    try:
        assert run("backup", example).code == 0
        assert run("check", example).code == 0
    finally:
        database.close()


def test_restore_brings_back_what_was_and_keeps_what_is(example: Path, run: Run) -> None:
    kept = run("backup", example, "--json").json["path"]
    with sqlite3.connect(example) as opened:
        opened.execute("UPDATE municipality SET official_name = 'Ändrad'")
    opened.close()
    answer = run("restore", example, kept, "--json").json
    assert run("info", example, "--json").json["municipality"] == "Ljusnarsbergs kommun"
    assert run("info", answer["before"], "--json").json["municipality"] == "Ändrad"


def test_restore_is_refused_while_somebody_has_the_file_open(example: Path, run: Run, clock: Clock) -> None:
    kept = run("backup", example, "--json").json["path"]
    before = example.read_bytes()
    database = Database.open(example, clock=clock, user="Ekonomichefen")
    try:
        refused = run("restore", example, kept)
    finally:
        database.close()
    assert refused.code == 1
    assert "Ekonomichefen" in refused.err
    assert example.read_bytes() == before


def test_what_is_not_ours_is_refused_and_left_alone(example: Path, tmp_path: Path, run: Run) -> None:
    other = tmp_path / "annat.styr"
    other.write_text("inte en databas", encoding="utf-8")
    for words in (("info", other), ("check", other), ("backup", other), ("restore", example, other)):
        refused = run(*words)
        assert refused.code == 1
        assert "inte en styrmodell" in refused.err
    assert other.read_text(encoding="utf-8") == "inte en databas"


def test_a_file_that_waits_for_its_journal_is_rolled_back_first(example: Path, run: Run) -> None:
    opened = sqlite3.connect(example, isolation_level=None)
    opened.execute("PRAGMA cache_size = 5")
    opened.execute("BEGIN IMMEDIATE")
    opened.executemany(
        "INSERT INTO glossary_term (id, word, explanation, version) VALUES (?, 'Halvt', ?, 1)",
        ((key, "x" * 500) for key in range(1000, 3000)),
    )
    hot = example.with_name("hot.styr")
    shutil.copy(example, hot)
    shutil.copy(f"{example}-journal", f"{hot}-journal")
    opened.execute("ROLLBACK")
    opened.close()
    assert run("check", hot).code == 0
    assert not Path(f"{hot}-journal").exists()
    assert run("info", hot, "--json").json["rows"] == run("info", example, "--json").json["rows"]
