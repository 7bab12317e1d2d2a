"""Checking papers from the command line."""

from pathlib import Path

import pytest

from app.services.paths import SETTINGS_VARIABLE
from tests.commands.conftest import Run
from tests.services.reports.signing.certificates import issuer


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "inställningar"))


def test_a_paper_and_its_code_are_checked(example: Path, tmp_path: Path, run: Run) -> None:
    words = (
        "export",
        example,
        "uppdragshandling",
        "--unit",
        "Hemtjänst Kopparberg",
        "--out",
        tmp_path / "ut",
    )
    paper = run(*words, "--json").json["files"][0]["path"]
    trusted = tmp_path / "utfärdare.cer"
    trusted.write_bytes(issuer().der)
    by_file = run("verify", example, paper, "--trust", trusted, "--json")
    assert (by_file.code, by_file.json["level"], by_file.err) == (0, "decided", "")
    code = by_file.json["pages"][0]["code"]
    by_code = run("verify", example, code.lower().replace("-", ""))
    assert by_code.code == 0
    assert by_code.out.startswith("Koden hör till uppdragshandlingen för Hemtjänst Kopparberg, version 1.0")
    told = run("verify", example, paper).out
    assert "Varje sida stämmer." in told
    assert "Sidan 1: Stämmer" in told


def test_what_is_not_the_decided_paper_ends_with_one_and_one_line(
    example: Path, tmp_path: Path, run: Run
) -> None:
    odd = tmp_path / "brev.pdf"
    odd.write_bytes(b"hej")
    for words, said in (
        (("0000-0000-0000",), "Koden finns inte i filen."),
        (("hej",), "12 tecken"),
        ((odd,), "ingen PDF som går att läsa"),
        ((tmp_path / "saknas.pdf",), "”saknas.pdf” går inte att läsa"),
        ((odd, "--trust", odd), "inget certifikat"),
    ):
        answer = run("verify", example, *words)
        assert answer.code == 1
        assert said in answer.err
        assert len(answer.err.splitlines()) == 1
