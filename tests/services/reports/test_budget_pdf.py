"""The budget's tables on paper: valid, lying down, the same each time, and said in full."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pikepdf import Pdf

from app.services.reports.budget_paper import content_hash
from app.services.reports.budget_pdf import file_name, render_budget
from app.services.reports.content_hash import printed_code
from tests.pdfcheck.reading import page_texts, structure, unmarked_operations, verdicts
from tests.pdfcheck.validator import PROFILES
from tests.services.reports.budget_samples import DECIDED, EMPTY, HOSTILE, LONG, TABLE, USUAL

ALL = {"usual": USUAL, "decided": DECIDED, "empty": EMPTY, "hostile": HOSTILE, "long": LONG}


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    return {name: render_budget(paper) for name, paper in ALL.items()}


def words(content: bytes) -> str:
    return " ".join(" ".join(page_texts(content)).split())


def test_every_paper_is_archivable_and_accessible(printed, tmp_path) -> None:
    said = verdicts(printed, tmp_path)
    assert {said[name, profile].verdict for name in ALL for profile in PROFILES} == {"PASS"}
    assert all(list(unmarked_operations(content)) == [] for content in printed.values())


def test_the_same_paper_gives_the_same_bytes(printed) -> None:
    assert {name: render_budget(paper) for name, paper in ALL.items()} == printed


def test_it_lies_down_and_tells_version_and_standing(printed) -> None:
    with Pdf.open(BytesIO(printed["usual"])) as pdf:
        box = pdf.pages[0].MediaBox
        assert box[2] > box[3]
    told = words(printed["usual"])
    assert "Version: KS förslag (förslag). Inte beslutad. Uppgifter per 21 november 2026." in told
    assert "Belopp i tusental kronor." in told
    assert "Sida 1 av 1" in told


def test_a_draft_is_marked_and_a_decided_version_tells_its_decision(printed) -> None:
    assert "UTKAST" in words(printed["usual"]).replace(" ", "")
    told = words(printed["decided"])
    assert "UTKAST" not in told.replace(" ", "")
    assert "Beslutad: Kommunfullmäktige, 23 november 2026, § 131, KS 2026/97." in told


def test_amounts_sums_marks_and_notes_are_told(printed) -> None:
    told = words(printed["usual"])
    assert "Omsorg * 300 5 – 10 315 +5,0" in told
    assert "Natten 100 ¹⁾ 5 – – 105 +5,0" in told
    assert "Kvar att fördela −5" in told
    assert "* Fullmäktige binder nettoanslaget här." in told
    assert "1) Natten, lönekompensation 2027: Nytt avtal." in told
    assert "Stimulansmedel Natten 2027-12-31 40" in told


def test_amounts_in_kronor_are_whole_and_exact() -> None:
    rows = (replace(TABLE.rows[1], values=(10_000_050, 0, 0, 0, 10_000_050, None), notes={}),)
    told = words(render_budget(replace(USUAL, money="kr", tables=(replace(TABLE, rows=rows),))))
    assert "Natten 100 000,50 – – – 100 000,50 –" in told


def test_headings_have_their_bands_and_are_read_once(printed) -> None:
    pages = page_texts(printed["long"])
    assert len(pages) > 5
    assert all("Behov och kostnader" in page for page in pages)
    heads = [cell for cell in structure(printed["long"]).all("TH") if cell.scope == "Column"]
    assert len(heads) == 2 * (len(TABLE.columns) + 1) - 2


def test_columns_without_room_stand_in_a_table_below(printed) -> None:
    assert len(list(structure(printed["hostile"]).all("Table"))) > 1
    told = words(printed["hostile"])
    assert all(f"Ram {year}" in told for year in range(2028, 2040))


def test_the_code_follows_what_is_said_and_nothing_else() -> None:
    assert printed_code(content_hash(USUAL)) in words(render_budget(USUAL))
    assert content_hash(replace(USUAL, day=date(2026, 12, 1))) == content_hash(USUAL)
    other = replace(TABLE, rows=TABLE.rows[1:])
    assert content_hash(replace(USUAL, tables=(other,))) != content_hash(USUAL)


def test_a_paper_without_frames_says_so(printed) -> None:
    assert "Versionen har inga ramar." in words(printed["empty"])


def test_the_file_is_named_after_title_and_version() -> None:
    assert file_name(USUAL) == "Budget 2027 och plan 2028-2029, KS förslag.pdf"
    assert file_name(replace(USUAL, unit="Natten/Dagen")).startswith(
        "Budget 2027 och plan 2028-2029, Natten-Dagen"
    )
