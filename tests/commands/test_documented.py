"""The shapes and codes in docs/kommandoraden.md are those that programs meet."""

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from app.commands.grammar import COMMANDS, IMPORTED, KINDS, command_parser
from app.services.checks import law, suspects
from app.services.exchange.data import LEFT_OUT
from app.services.exchange.modelfiles import write_model_file
from app.services.lawrules import law_rules
from app.services.steering.modelformat import find_model
from app.services.steering.rules import NO_MEASURE
from tests.architecture.source_tree import ROOT
from tests.commands.conftest import Answer, Run

TEXT = Path(ROOT, "docs", "kommandoraden.md").read_text(encoding="utf-8")
HANDBOOK = Path(ROOT, "docs", "anvandarhandbok", "09-kommandoraden.md").read_text(encoding="utf-8")


def _section(heading: str) -> str:
    return re.split(r"^#+ ", TEXT.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def _documented(heading: str) -> Any:
    found = re.search(r"```json\n(.*?)```", _section(heading), re.DOTALL)
    assert found is not None, heading
    return json.loads(found[1])


def _shape(value: Any) -> Any:
    """The keys and types of a value; of a list that of its first item, and nothing of what is null."""
    if isinstance(value, dict):
        return {name: _shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_shape(value[0])] if value else []
    return None if value is None else type(value).__name__


def _agree(told: Any, documented: Any) -> None:
    """Both have the same keys and types; null and the empty list say nothing."""
    assert type(told) is type(documented) or None in (told, documented)
    if isinstance(told, dict):
        assert told.keys() == documented.keys()
        for name in told:
            _agree(told[name], documented[name])
    elif isinstance(told, list) and told and documented:
        _agree(told[0], documented[0])
    elif told is not None and documented is not None:
        assert told == documented


def _answer(name: str, example: Path, run: Run) -> Answer:
    if name == "models":
        return run("models", "--json")
    if name == "new":
        return run("new", example.with_name("ny.styr"), "--model", "ljusnarsberg", "--example", "--json")
    if name == "export":
        folder = example.with_name("ut")
        words = ("export", example, "uppdragshandling", "--out", folder, "--json")
        blocked = Path(run(*words, "--unit", "Musikskola").json["files"][0]["path"])
        blocked.unlink()
        blocked.mkdir()  # a folder stands where one of the files should be
        return run(*words)
    if name == "verify":
        folder = example.with_name("ut")
        words = ("export", example, "uppdragshandling", "--unit", "Hemtjänst Kopparberg", "--out", folder)
        return run("verify", example, run(*words, "--json").json["files"][0]["path"], "--json")
    if name == "restore":
        return run("restore", example, run("backup", example, "--json").json["path"], "--json")
    if name == "import":
        source = example.with_name("heby.toml")
        write_model_file(source, find_model("heby"), source=None)
        return run("import", example, "styrmodell", source, "--dry-run", "--json")
    if name == "info":
        run("backup", example)
    return run(name, example, "--json")


@pytest.mark.parametrize("name", list(COMMANDS))
def test_an_answer_has_the_documented_shape(name: str, example: Path, run: Run) -> None:
    answer = _answer(name, example, run)
    assert answer.code == (1 if name in ("export", "import") else 0)
    _agree(_shape(answer.json), _shape(_documented(name)))


def test_one_paper_that_cannot_be_written_does_not_stop_the_others(example: Path, run: Run) -> None:
    answer = _answer("export", example, run)
    assert answer.code == 1
    assert (len(answer.json["files"]), len(answer.json["failed"])) == (24, 1)
    assert len(answer.err.splitlines()) == 1
    assert answer.err.startswith(answer.json["failed"][0]["what"])


def test_the_data_document_is_as_documented(example: Path, tmp_path: Path, run: Run) -> None:
    run("export", example, "data", "--out", tmp_path / "ut.json")
    written = json.loads((tmp_path / "ut.json").read_text(encoding="utf-8"))
    documented = _documented("Formatet hos export FIL data")
    assert written.keys() == documented.keys()
    assert documented["tables"].keys() <= written["tables"].keys()
    for name in ("format", "format_version", "file_format", "schema"):
        assert written[name] == documented[name]
    for table in LEFT_OUT:
        assert f"`{table}`" in _section("Formatet hos export FIL data")


def test_an_empty_value_is_null(example: Path, run: Run) -> None:
    assert run("info", example, "--json").json["last_backup"] is None
    assert run("new", example.with_name("n.styr"), "--model", "ljusnarsberg", "--json").json["year"] is None
    gone = run("backup", example, "--json").json["path"]
    example.unlink()
    assert run("restore", example, gone, "--json").json["before"] is None


def test_every_code_that_the_source_can_give_is_documented() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (
            *Path(law.__file__).parent.glob("*.py"),
            Path(ROOT, "app/services/budget/checks.py"),
            Path(ROOT, "app/services/steering/documents/faults.py"),
        )
    )
    fixed = set(re.findall(r'"((?:[a-z]+-)+[a-z]+)"', source)) - {rule.key for rule in law_rules()}
    endings = set(re.findall(r'f"\{(?:form|step\.code)\}(-[a-z-]+)"', source))
    assert endings >= {
        "-without-measure",
        "-without-target",
        "-without-perspective",
        "-too-long",
        "-late",
        "-missing",
    }
    fixed -= {"budget-proposal", "budget-decision"}
    documented = set(re.findall(r"`([a-z-]+)`", _section("check")))
    assert fixed <= documented, fixed - documented
    for ending in endings - {"-late", "-missing", "-early"}:
        assert {f"{form}{ending}" for form in suspects.AIMS} <= documented
    for start in ("budget-proposal", "budget-decision"):
        assert {f"{start}-late", f"{start}-missing"} <= documented
    assert "budget-decision-early" in documented
    assert f"{suspects.LONGEST_GOAL} tecken" in TEXT
    assert NO_MEASURE in TEXT


def test_the_example_gives_no_code_that_is_not_documented(example: Path, run: Run) -> None:
    with sqlite3.connect(example) as opened:
        opened.execute("UPDATE budget_plan SET years = 1")
    opened.close()
    told = {
        each["code"] for each in run("check", example, "--today", "2028-01-01", "--json").json["findings"]
    }
    assert {"plan-too-short", "budget-decision-missing"} <= told
    assert told <= set(re.findall(r"`([a-z-]+)`", _section("check")))


def test_the_handbook_names_every_command_and_option() -> None:
    for name in COMMANDS:
        assert f"`{name}" in HANDBOOK
        options = re.findall(r"--[a-z-]+", command_parser(name).format_help())
        assert all(option in HANDBOOK for option in set(options) - {"--help"}), name
    assert all(f" {kind} " in HANDBOOK for kind in (*KINDS, *IMPORTED))
    assert "--exempel" in HANDBOOK
