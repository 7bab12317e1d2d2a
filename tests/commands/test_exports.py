"""`models`, `check` and `export` as people and programs read them."""

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from pikepdf import Pdf

from app.services.steering.modelformat import available_models
from tests.commands.conftest import Run

MODEL_KEYS = {
    "key", "name", "levels", "perspectives", "wheel_patterns",
    "document_kinds", "report_kinds", "agreement_kinds",
}  # fmt: skip


def test_models_tells_of_each_model_that_is_carried(run: Run) -> None:
    told = run("models", "--json").json
    assert len(told) == len(available_models())
    assert all(each.keys() >= MODEL_KEYS for each in told)
    known = next(each for each in told if each["key"] == "ljusnarsberg")
    assert (known["name"], known["levels"], known["perspectives"], known["wheel_patterns"]) == (
        "Ljusnarsberg",
        12,
        4,
        15,
    )
    assert len(run("models").out.splitlines()) == len(told) + 1


def test_check_tells_the_known_gaps_of_the_example_and_ends_with_zero(example: Path, run: Run) -> None:
    answer = run("check", example, "--json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json["ok"] is True
    assert all(set(each) == {"code", "severity", "place", "message"} for each in answer.json["findings"])
    codes = {each["code"] for each in answer.json["findings"]}
    assert {"goal-without-measure", "element-without-owner", "agreement-part-missing"} <= codes
    text = run("check", example).out
    assert "Anhöriga får stöd i tid" in text
    assert text.rstrip().splitlines()[-1].startswith("0 fel, ")


def test_check_ends_with_one_when_there_is_an_error(example: Path, run: Run) -> None:
    with sqlite3.connect(example) as opened:
        opened.execute("UPDATE year_total SET to_distribute = 1 WHERE year = 2027 AND plan_version_id IN "
                       "(SELECT id FROM plan_version WHERE locked = 0)")  # fmt: skip
    opened.close()
    answer = run("check", example, "--json")
    assert answer.code == 1
    assert answer.json["ok"] is False
    assert len(answer.err.splitlines()) == 1
    assert "1 fel" in answer.err


def test_check_takes_a_damaged_file_for_an_error_and_not_for_a_fault_of_ours(example: Path, run: Run) -> None:
    content = bytearray(example.read_bytes())
    content[4096 * 5 : 4096 * 40] = b"\x5a" * (4096 * 35)
    example.write_bytes(content)
    answer = run("check", example, "--json")
    assert answer.code == 1
    assert answer.json["ok"] is False
    assert {each["code"] for each in answer.json["findings"]} == {"integrity"}


def test_all_agreements_become_one_pdf_each(example: Path, tmp_path: Path, run: Run) -> None:
    answer = run("export", example, "uppdragshandling", "--out", tmp_path / "ut", "--json")
    assert answer.code == 0
    assert answer.json["failed"] == []
    assert len(answer.json["files"]) == 25
    for each in answer.json["files"]:
        content = Path(each["path"]).read_bytes()
        assert content.startswith(b"%PDF-")
        assert (len(content), hashlib.sha256(content).hexdigest()) == (each["bytes"], each["sha256"])


def test_the_same_file_and_day_give_the_same_bytes(example: Path, tmp_path: Path, run: Run) -> None:
    sums = [
        run(
            "export", example, "uppdragshandling", "--unit", "musikskola", "--out", tmp_path / place, "--json"
        ).json["files"]
        for place in ("a", "b")
    ]
    assert len(sums[0]) == 1
    assert sums[0][0]["sha256"] == sums[1][0]["sha256"]


def test_one_agreement_becomes_a_file_with_its_data_in_the_other_archive(
    example: Path, tmp_path: Path, run: Run
) -> None:
    words = ("export", example, "overenskommelse", "--unit", "Musikskola", "--kind", "Uppdragshandling")
    target = tmp_path / "musikskolan.pdf"
    for archive, embedded in ("2a", 0), ("3a", 1):
        answer = run(*words, "--archive", archive, "--out", target, "--json")
        assert (answer.code, answer.json["files"][0]["path"]) == (0, str(target))
        with Pdf.open(target) as pdf:
            assert len(pdf.attachments) == embedded


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("uppdragshandling", "--out", "alla.pdf"), "En fil rymmer en handling, men 25 valdes."),
        (("overenskommelse", "--kind", "Kontrakt", "--out", "ut"), "”Kontrakt”"),
        (("ramrevidering", "--unit", "Musikskola", "--out", "ut"), "inga beslutade ramrevideringar"),
        (("tjansteskrivelse", "--kind", "Kontrakt", "--out", "ut"), "”Kontrakt”"),
    ],
)
def test_what_agreements_cannot_give_is_refused_in_a_line(
    example: Path, tmp_path: Path, run: Run, words: tuple[str, ...], told: str
) -> None:
    refused = run("export", example, *words[:-1], tmp_path / words[-1])
    assert (refused.code, len(refused.err.splitlines())) == (1, 1)
    assert told in refused.err
    assert not (tmp_path / words[-1]).exists()


def test_a_unit_without_agreement_is_refused_by_name(example: Path, tmp_path: Path, run: Run) -> None:
    refused = run("export", example, "uppdragshandling", "--out", tmp_path / "ut", "--unit", "Musik")
    assert refused.code == 1
    assert "”Musik”" in refused.err
    assert "Musikskola" in refused.err
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize(("year", "code"), [("2027", 0), ("2029", 0), ("2026", 1), ("2030", 1)])
def test_a_year_chooses_the_agreements_that_run_then(
    example: Path, tmp_path: Path, run: Run, year: str, code: int
) -> None:
    words = (
        "export",
        example,
        "uppdragshandling",
        "--out",
        tmp_path / "ut",
        "--unit",
        "Musikskola",
        "--year",
        year,
    )
    assert run(*words).code == code


def test_a_file_without_agreements_says_so(tmp_path: Path, run: Run) -> None:
    run("new", tmp_path / "tom.styr", "--model", "ljusnarsberg")
    refused = run("export", tmp_path / "tom.styr", "uppdragshandling", "--out", tmp_path / "ut")
    assert refused.code == 1
    assert "inga uppdragshandlingar" in refused.err


def test_data_is_one_json_file(example: Path, tmp_path: Path, run: Run) -> None:
    target = tmp_path / "allt.json"
    target.write_text("det gamla", encoding="utf-8")
    answer = run("export", example, "data", "--out", target, "--json")
    (written,) = answer.json["files"]
    content = target.read_bytes()
    assert (written["bytes"], written["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert len(json.loads(content)["tables"]["agreement"]) == 25


def test_data_is_never_written_over_the_file_itself(example: Path, run: Run) -> None:
    before = example.read_bytes()
    assert run("export", example, "data", "--out", example).code == 1
    link = example.with_name("länk.styr")
    link.symlink_to(example)
    assert run("export", example, "data", "--out", link).code == 1
    assert example.read_bytes() == before


def test_a_place_that_is_not_there_is_refused(example: Path, tmp_path: Path, run: Run) -> None:
    refused = run("export", example, "data", "--out", tmp_path / "ingen" / "x.json")
    assert refused.code == 1
    assert "ingen" in refused.err
    blocked = tmp_path / "en fil"
    blocked.write_text("", encoding="utf-8")
    assert run("export", example, "uppdragshandling", "--out", blocked).code == 1


def test_steering_documents_become_one_pdf_each(example: Path, tmp_path: Path, run: Run) -> None:
    answer = run("export", example, "dokument", "--out", tmp_path / "ut", "--json")
    assert (answer.code, answer.json["failed"]) == (0, [])
    names = [Path(each["path"]).name for each in answer.json["files"]]
    assert len(names) == len(set(names)) == 23
    assert "Verksamhetsplan 2027, Hemtjänst Kopparberg.pdf" in names
    for each in answer.json["files"]:
        content = Path(each["path"]).read_bytes()
        assert content.startswith(b"%PDF-")
        assert hashlib.sha256(content).hexdigest() == each["sha256"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("--title", "skolPLAN"), 1),
        (("--unit", "hemtjänst kopparberg"), 1),
        (("--title", "verksamhetsplan", "--year", "2027"), 14),
        (("--title", "verksamhetsplan", "--year", "2026"), 0),
        (("--title", "finns inte"), 0),
    ],
)
def test_documents_are_chosen_by_title_unit_and_year(
    example: Path, tmp_path: Path, run: Run, words: tuple[str, ...], count: int
) -> None:
    answer = run("export", example, "dokument", "--out", tmp_path / "ut", "--json", *words)
    if count:
        assert len(answer.json["files"]) == count
    else:
        assert (answer.code, len(answer.err.splitlines())) == (1, 1)
        assert "inga styrdokument" in answer.err
        assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize(("name", "start"), [("r.pdf", b"%PDF-"), ("r.XLSX", b"PK")])
def test_the_register_is_one_file_of_the_kind_that_is_asked_for(
    example: Path, tmp_path: Path, run: Run, name: str, start: bytes
) -> None:
    sums = set()
    for _ in range(2):
        answer = run(
            "export", example, "register", "--out", tmp_path / name, "--today", "2026-11-21", "--json"
        )
        (written,) = answer.json["files"]
        assert Path(written["path"]).read_bytes().startswith(start)
        sums.add(written["sha256"])
    assert len(sums) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("register", "--out", "r.txt"),
        ("register", "--out", "r.pdf", "--unit", "Bildning"),
        ("register", "--out", "r.pdf", "--title", "plan"),
        ("uppdragshandling", "--out", "ut", "--title", "plan"),
        ("data", "--out", "d.json", "--year", "2027"),
        ("data", "--out", "d.json", "--kind", "Uppdragshandling"),
        ("ramrevidering", "--out", "ut", "--archive", "3a"),
        ("tjansteskrivelse", "--out", "ut", "--unit", "Musikskola"),
        ("uppdragshandling", "--out", "u.docx", "--archive", "3a"),
        ("uppdragshandling", "--out", "u.pdf", "--word"),
    ],
)
def test_what_does_not_belong_together_is_wrong_use(example: Path, run: Run, words: tuple[str, ...]) -> None:
    answer = run("export", example, *words)
    assert (answer.code, len(answer.err.splitlines())) == (2, 1)


def test_a_register_that_cannot_be_written_is_told_in_one_line(
    example: Path, tmp_path: Path, run: Run
) -> None:
    answer = run("export", example, "register", "--out", tmp_path / "finns inte" / "r.pdf")
    assert (answer.code, len(answer.err.splitlines())) == (1, 1)
    assert "r.pdf skrevs inte" in answer.err
