"""The register on paper: landscape, valid, what needs review first."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pikepdf import Pdf

from app.services.reports.register_pdf import render_register
from tests.pdfcheck.reading import page_texts, structure, unmarked_operations, verdicts
from tests.pdfcheck.validator import PROFILES
from tests.services.reports.register_samples import DAY, EMPTY, HOSTILE, MANY, ROW, USUAL

ALL = {"usual": USUAL, "empty": EMPTY, "many": MANY, "hostile": HOSTILE}


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    return {name: render_register(view, municipality="Å & <b>", day=DAY) for name, view in ALL.items()}


def test_every_register_is_archivable_and_accessible(printed, tmp_path) -> None:
    said = verdicts(printed, tmp_path)
    assert {said[name, profile].verdict for name in ALL for profile in PROFILES} == {"PASS"}
    assert all(list(unmarked_operations(content)) == [] for content in printed.values())


def test_the_same_register_gives_the_same_bytes(printed) -> None:
    again = {name: render_register(view, municipality="Å & <b>", day=DAY) for name, view in ALL.items()}
    assert again == printed


def test_it_lies_down_and_tells_what_needs_review(printed) -> None:
    with Pdf.open(BytesIO(printed["usual"])) as pdf:
        box = pdf.pages[0].MediaBox
        assert box[2] > box[3]
    text = " ".join(page_texts(printed["usual"])[0].split())
    assert (
        "3 dokument, varav 1 skulle ha setts över och 1 ses över i år. Uppgifter per 21 november 2026."
        in text
    )
    assert text.index("Policy för resor") < text.index("Flerårsplan") < text.index("Vision 2040")
    assert "2025-01-31 Skulle ha setts över" in text
    assert "2026-11-16, § 112 Kommunfullmäktige" in text


def test_a_body_that_has_not_decided_is_not_told_as_a_decision() -> None:
    view = replace(USUAL, rows=(replace(ROW, decided="", decided_on=None, paragraph=None),))
    text = page_texts(render_register(view, municipality="Å", day=DAY))[0]
    assert "Kommunfullmäktige" not in text


def test_the_header_is_repeated_on_every_page_and_read_once(printed) -> None:
    pages = page_texts(printed["many"])
    assert len(pages) > 10
    assert all("Diarienummer" in page for page in pages)
    assert len([cell for cell in structure(printed["many"]).all("TH") if cell.scope == "Column"]) == 8


def test_an_empty_register_says_so(printed) -> None:
    assert "Registret är tomt." in page_texts(printed["empty"])[0]


def test_another_day_is_another_paper() -> None:
    made = {render_register(USUAL, municipality="Å", day=day) for day in (DAY, date(2026, 11, 22))}
    assert len(made) == 2
