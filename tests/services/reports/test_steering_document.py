"""A steering document as its readers meet it: text, pages, contents, structure, bytes."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from pikepdf import Pdf

from app.services.reports.content_hash import printed_code
from app.services.reports.document_view import FramesPart, TextPart, UnitFrames, UnitRow, content_hash
from app.services.reports.steering_document import render
from app.services.richtext import Paragraph
from tests.pdfcheck.reading import bookmarks, fonts, page_texts, structure, unmarked_operations, verdicts
from tests.pdfcheck.validator import PROFILES, Verdict
from tests.services.reports.steering_samples import ALL, DRAFT, LONG, TKR, USUAL, kept, words


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    return {name: render(document) for name, document in ALL.items()}


@pytest.fixture(scope="module")
def said(printed, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Verdict]:
    return verdicts(printed, tmp_path_factory.mktemp("pdf"))


def text_of(content: bytes) -> str:
    return " ".join("\n".join(page_texts(content)).split())


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", ALL)
def test_every_document_is_archivable_and_accessible(said, name: str, profile: str) -> None:
    verdict = said[name, profile]
    assert (verdict.verdict, verdict.broken) == ("PASS", {})


def test_the_same_document_gives_the_same_bytes(printed) -> None:
    assert {name: render(document) for name, document in ALL.items()} == printed


@pytest.mark.parametrize("name", ALL)
def test_everything_drawn_is_tagged_or_decoration_and_every_font_is_embedded(printed, name: str) -> None:
    assert list(unmarked_operations(printed[name])) == []
    assert all(embedded for _, embedded in fonts(printed[name]))


def test_the_head_the_text_and_the_tables_are_there(printed) -> None:
    text = text_of(printed["usual"])
    for told in (
        "Flerårsplan 2027–2029", "16 november 2026, § 112", "Flerårsplan 2026–2028 (17 november 2025, § 98)",
        "Planen är navet i styrningen.", "1 De största utmaningarna", "Kommunen ska växa hållbart.",
        "2 Koncernens mål", "Trygga barn och unga", "Alla elever når målen", "Stödet sätts in tidigt.",
        "Elever som känner sig trygga", "84 % (2025)", "90 %", "Se avsnittet Koncernens mål.",
        "Norra skolan", "Summa ramar", "Kvar att fördela", "Öppna en fritidsgård", "Reservationer mot",
        "Bilaga 1: Karta över ån.pdf (1,2 MB)", "För Strängnäs kommun", "Namnförtydligande",
    ):  # fmt: skip
        assert told in text, told
    assert "Avsnittet saknas." not in text
    assert text.count("Uppgifter per 21 november 2026.") == 2, (
        "of the goals and the assignments, not the frames"
    )


def test_a_draft_is_marked_and_says_what_is_not_written(printed) -> None:
    text = text_of(printed["draft"])
    assert "UTKAST" in text
    assert "Norra skolan" in text
    assert "Avsnittet saknas." in text
    assert "Uppgifter per" not in text
    assert "Exempelkommun" in text
    with Pdf.open(BytesIO(printed["draft"])) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Flerårsplan 2027–2029, Norra skolan (utkast)"


def test_a_long_document_lists_its_headings_with_their_pages(printed) -> None:
    pages = page_texts(printed["long"])
    assert len(pages) >= 60
    with Pdf.open(BytesIO(printed["long"])) as pdf:
        listed = [str(link.Contents) for page in pdf.pages for link in page.get("/Annots", [])]
    assert listed[:2] == ["1 Kapitel 1", "2 Kapitel 2"], "with so many headings only those of the parts"
    opening = pages[0]
    for number in range(1, 16):
        title = re.compile(rf"^{number} Kapitel {number}$", re.MULTILINE)
        at = next(place for place, text in enumerate(pages, 1) if title.search(text))
        line = next(line for line in opening.splitlines() if line.startswith(f"{number} Kapitel {number}"))
        assert line.split() == [str(number), "Kapitel", str(number), str(at)]


def test_a_short_document_has_no_list_of_headings(printed) -> None:
    assert "Innehåll" not in text_of(printed["draft"])


def test_the_links_of_the_contents_are_in_the_structure(printed) -> None:
    whole = structure(printed["long"])
    entries = whole.all("TOCI")
    links = whole.all("Link")
    assert len(entries) == len(links) == 17
    assert all(link.links == 1 and link.pages for link in links)


def test_headings_follow_each_other_level_by_level(printed) -> None:
    def levels(node) -> list[int]:
        own = [int(node.role[1])] if node.role in ("H1", "H2", "H3", "H4") else []
        return own + [level for kid in node.kids for level in levels(kid)]

    for name, content in printed.items():
        found = levels(structure(content))
        assert found[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(found)), name
    assert (0, "2 Koncernens mål") in bookmarks(printed["usual"])


def test_a_goal_spans_the_table_and_its_measures_have_a_cell_for_each_year(printed) -> None:
    table = next(
        table
        for table in structure(printed["usual"]).all("Table")
        if any(cell.columns == 5 for cell in table.all("TH"))
    )
    widths = [sum(cell.columns for cell in row.kids) for row in table.all("TR")]
    assert set(widths) == {5}
    assert [cell.columns for cell in table.all("TH")] == [1] * 5 + [5, 1, 1, 5]


def test_a_header_is_repeated_as_decoration_where_a_table_goes_on(printed) -> None:
    tables = structure(printed["long"]).all("Table")
    assert len(tables) == 16
    assert all(len([cell for cell in table.all("TH") if cell.scope == "Column"]) == 2 for table in tables[1:])


def test_frames_that_do_not_add_up_when_rounded_say_by_how_much() -> None:
    rows = (UnitRow("A", 0, False, (140_000,)), UnitRow("B", 0, False, (140_000,)))
    frames = UnitFrames((2027,), rows, (280_000,))
    text = text_of(render(replace(DRAFT, parts=(FramesPart("Ramar", frames),))))
    assert "A 1 B 1 Avrundning 1 Summa ramar 3" in text
    assert "Beloppen är avrundade var för sig" in text


def test_whole_amounts_need_no_word_of_rounding() -> None:
    frames = UnitFrames((2027,), (UnitRow("A", 0, False, (5 * TKR,)),), (5 * TKR,))
    text = text_of(render(replace(DRAFT, parts=(FramesPart("Ramar", frames),))))
    assert "Avrundning" not in text
    assert "avrundade" not in text


def test_the_code_holds_for_the_text_and_not_for_the_tables_or_the_day() -> None:
    code = content_hash(USUAL)
    assert content_hash(replace(USUAL, as_of=date(2027, 1, 5), parts=USUAL.parts[:3])) == code
    changed = TextPart("De största utmaningarna", kept(Paragraph(words("Annan text."))))
    assert content_hash(replace(USUAL, parts=(changed, *USUAL.parts[1:]))) != code
    assert printed_code(code) in text_of(render(USUAL))


def test_markup_is_only_text(printed) -> None:
    text = text_of(printed["hostile"])
    assert "<br/> &nbsp; &amp; </para>" in text
    assert "<a href='x'>Länk</a>" in text
    assert "För <b><b>" in text


def test_two_hundred_thousand_characters_are_printed_to_the_last_word() -> None:
    long = TextPart("Text", kept(Paragraph(words("ord " * 49_995 + "slutordet"))))
    pages = page_texts(render(replace(LONG, parts=(long,))))
    assert "slutordet" in "".join(pages)
    assert sum(page.count("ord") for page in pages) >= 49_996
