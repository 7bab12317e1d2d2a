"""The uppdragshandling as its readers meet it: text, pages, bookmarks, structure, bytes."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from pikepdf import Pdf

from app.services.agreements.document import AgreementDocument, Paragraph, Section, Signatory
from app.services.reports.content_hash import code_of
from app.services.reports.uppdragshandling import render
from tests.pdfcheck.reading import bookmarks, fonts, page_texts, structure, unmarked_operations
from tests.services.reports.samples import ALL, CROWDED, DRAFT, EXTERNAL, HOSTILE, LONG_NAME, USUAL

ROOT = Path(__file__).resolve().parents[3]
POINTS_PER_MM = 72 / 25.4


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    return {name: render(document) for name, document in ALL.items()}


def test_the_same_document_gives_the_same_bytes(printed) -> None:
    assert {name: render(document) for name, document in ALL.items()} == printed


def test_another_process_gives_the_same_bytes(printed) -> None:
    program = (
        "import hashlib; from tests.services.reports.samples import CROWDED;"
        "from app.services.reports.uppdragshandling import render;"
        "print(hashlib.sha256(render(CROWDED)).hexdigest())"
    )
    surroundings = os.environ | {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=surroundings
    )
    assert done.stdout.strip() == hashlib.sha256(printed["crowded"]).hexdigest()


def test_another_day_gives_other_bytes(printed) -> None:
    assert render(replace(USUAL, document_date=date(2010, 10, 28))) != printed["usual"]


@pytest.mark.parametrize("name", ALL)
def test_the_title_is_the_same_for_every_reader(printed, name: str) -> None:
    with Pdf.open(BytesIO(printed[name])) as pdf:
        xmp = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
        titles = xmp.findall(".//{http://purl.org/dc/elements/1.1/}title//{*}li")
        assert [title.text for title in titles] == [str(pdf.docinfo["/Title"])]
        assert str(pdf.docinfo["/Title"]).strip()
        assert str(pdf.Root.Lang) == "sv-SE"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_the_dates_in_the_file_are_the_documents_own(printed) -> None:
    with Pdf.open(BytesIO(printed["usual"])) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == "D:20101027000000Z"


def test_the_title_of_a_draft_says_so(printed) -> None:
    with Pdf.open(BytesIO(printed["draft"])) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Uppdragshandling 2011–2013, Hemtjänst Kopparberg (utkast)"


@pytest.mark.parametrize("name", ALL)
def test_every_font_is_embedded(printed, name: str) -> None:
    found = fonts(printed[name])
    assert found
    assert all(embedded and "SourceSansPro" in font for font, embedded in found)


@pytest.mark.parametrize("name", ALL)
def test_everything_drawn_is_tagged_or_decoration(printed, name: str) -> None:
    assert not list(unmarked_operations(printed[name]))


def test_swedish_letters_and_figures_can_be_copied_out(printed) -> None:
    text = "\n".join(page_texts(printed["usual"]))
    for words in ("Över- och underskott", "Föregående års ram", "Åtagande", "\u2212200"):
        assert words in text
    assert "20\u00a0980" in text or "20 980" in text


def test_the_parts_are_numbered_and_bookmarked(printed) -> None:
    assert bookmarks(printed["usual"]) == [
        (0, "1 Spelregler"),
        (1, "1.1 Budgetramar"),
        (1, "1.2 Över- och underskott"),
        (1, "1.3 Ändringar under avtalstiden"),
        (0, "2 Verksamhetens syfte och omfattning"),
        (0, "3 Verksamhetens åtagande"),
        (0, "4 Uppföljning"),
        (0, "Underskrift"),
    ]


@pytest.mark.parametrize("name", ["usual", "crowded", "hostile"])
def test_every_page_tells_its_number_and_the_code_of_the_content(printed, name: str) -> None:
    texts = page_texts(printed[name])
    code = code_of(ALL[name])
    for number, text in enumerate(texts, 1):
        assert f"Sida {number} av {len(texts)}" in text
        assert f"Kontrollkod {code}" in text


def test_a_draft_is_marked_on_each_page_and_a_decided_paper_on_none(printed) -> None:
    assert all("UTKAST" in text for text in page_texts(printed["draft"]))
    assert not any("UTKAST" in text for text in page_texts(printed["usual"]))
    long_draft = render(replace(CROWDED, draft=True))
    assert all("UTKAST" in text for text in page_texts(long_draft))


def test_what_is_missing_is_listed_and_said_where_it_should_stand(printed) -> None:
    text = "\n".join(page_texts(printed["draft"]))
    assert "Det här saknas i handlingen" in text
    for sentence in DRAFT.missing:
        assert sentence in text
    assert "2 Verksamhetens syfte och omfattning\nAvsnittet saknas." in text


def test_an_example_says_so_on_each_page(printed) -> None:
    assert all("Exempelkommun" in text for text in page_texts(printed["usual"]))
    real = page_texts(render(replace(USUAL, example=False)))
    assert not any("Exempelkommun" in text for text in real)


def test_an_external_performer_is_named_with_its_contract(printed) -> None:
    text = page_texts(printed["external"])[0]
    assert "Extern utförare Folkets hus- och badförening, förening" in text
    assert f"Avtal {EXTERNAL.contract}" in text


def test_a_known_name_stands_on_its_line(printed) -> None:
    assert "Förnamn Efternamn\nNamnförtydligande" in page_texts(printed["external"])[-1]


def test_the_heading_levels_follow_each_other(printed) -> None:
    roles = [node.role for node in structure(printed["usual"]).kids if node.role.startswith("H")]
    assert roles == ["H1", "H2", "H3", "H3", "H3", "H2", "H2", "H2", "H2"]


def test_cells_say_what_they_are_headers_of(printed) -> None:
    frames = structure(printed["usual"]).all("Table")[1]
    assert len(frames.all("TR")) == 9
    assert [cell.scope for cell in frames.all("TR")[0].kids] == ["Column"] * 4
    assert [(cell.role, cell.scope) for cell in frames.all("TR")[1].kids] == [
        ("TH", "Row"),
        *[("TD", None)] * 3,
    ]


def test_a_commitment_is_the_header_of_its_row(printed) -> None:
    table = structure(printed["usual"]).all("Table")[2]
    row = table.all("TR")[1]
    assert [cell.role for cell in row.kids] == ["TD", "TH", "TD", "TD", "TD", "TD"]


def test_a_table_over_many_pages_is_one_table_with_one_header(printed) -> None:
    table = max(structure(printed["crowded"]).all("Table"), key=lambda node: len(node.all("TR")))
    assert len(table.all("TR")) == 51
    assert sum(cell.scope == "Column" for cell in table.all("TH")) == 6


def test_a_repeated_header_is_on_every_page_of_a_table(printed) -> None:
    texts = page_texts(printed["crowded"])
    first = next(number for number, text in enumerate(texts) if re.search(r"etapp\s1\b", text))
    last = next(number for number, text in enumerate(texts) if re.search(r"etapp\s50\b", text))
    assert last - first > 3
    assert all("Nr Åtagande Mått" in text for text in texts[first : last + 1])


def test_a_row_never_splits(printed) -> None:
    table = max(structure(printed["crowded"]).all("Table"), key=lambda node: len(node.all("TR")))
    for row in table.all("TR"):
        assert len({page for kid in row.kids for page in _pages(kid)}) == 1


def _pages(node) -> list[int]:
    return node.pages + [page for kid in node.kids for page in _pages(kid)]


def test_list_items_have_label_and_body(printed) -> None:
    items = structure(printed["usual"]).all("L")[0].kids
    assert [[kid.role for kid in item.kids] for item in items] == [["Lbl", "LBody"]] * 3


def test_a_list_item_over_two_pages_has_one_label(printed) -> None:
    items = structure(printed["hostile"]).all("LI")
    assert [[kid.role for kid in item.kids] for item in items] == [["Lbl", "LBody"]] * 2
    assert len(set(_pages(items[0]))) == 2


def test_a_paragraph_over_two_pages_is_one_paragraph(printed) -> None:
    split = [node for node in structure(printed["hostile"]).all("P") if len(set(node.pages)) > 1]
    assert [sorted(set(node.pages)) for node in split] == [[0, 1, 2]]


@pytest.mark.parametrize("filler", range(0, 60, 3))
def test_no_heading_stands_alone_at_the_foot_of_a_page(filler: int) -> None:
    sections = (
        Section("Fyllning", (Paragraph("\n".join(["rad"] * filler) or "rad"),)),
        *USUAL.sections,
    )
    tree = structure(render(replace(USUAL, sections=sections)))
    for heading, following in pairwise(tree.kids):
        if heading.role in ("H2", "H3"):
            assert heading.pages[0] == _pages(following)[0]


@pytest.mark.parametrize("filler", range(0, 50, 5))
def test_the_signatures_stay_on_one_page_with_their_heading(filler: int) -> None:
    document = replace(USUAL, sections=(Section("Fyllning", (Paragraph("rad\n" * filler + "rad"),)),))
    texts = page_texts(render(document))
    assert "Underskrift\nUppdragshandlingen är upprättad" in texts[-1]
    assert texts[-1].count("Namnförtydligande") == 2


def test_the_lines_to_sign_on_are_at_least_18_mm_apart(printed) -> None:
    document = pypdfium2.PdfDocument(printed["usual"])
    page = document[len(document) - 1]
    paths = [thing.get_bounds() for thing in page.get_objects(filter=[2])]
    lines = sorted({round((bottom + top) / 2, 1) for left, bottom, right, top in paths if right - left < 300})
    document.close()
    assert len(lines) == 3
    assert all(upper - lower >= 18 * POINTS_PER_MM for lower, upper in pairwise(lines))


def test_many_signatories_each_have_a_place() -> None:
    signatories = tuple(Signatory(f"Part {n}", "Chef", LONG_NAME) for n in range(7))
    text = "\n".join(page_texts(render(replace(USUAL, signatories=signatories))))
    assert all(f"Part {n}" in text for n in range(7))
    assert text.count("Namnförtydligande") == 7


def test_user_text_is_shown_as_it_was_typed(printed) -> None:
    text = page_texts(printed["hostile"])[0]
    for words in (
        "Uppdrag <i>2011</i> &",
        "Enhet Å <font color='red'>röd</font>",
        "<br/> &nbsp; &amp; </para>",
    ):
        assert words in text
    assert bookmarks(printed["hostile"])[0] == (0, "1 <a href='x'>Länk</a>")


def test_no_text_is_drawn_outside_the_margins(printed) -> None:
    for name in ("usual", "crowded", "hostile"):
        document = pypdfium2.PdfDocument(printed[name])
        for page in document:
            edges = [thing.get_bounds() for thing in page.get_objects(filter=[1], max_depth=1)]
            assert min(left for left, *_ in edges) >= 25 * POINTS_PER_MM - 1
            assert max(right for _, _, right, _ in edges) <= 185 * POINTS_PER_MM + 1
        document.close()


@pytest.mark.parametrize("field", ["mandate", "signature_note", "performer", "municipality", "version"])
def test_any_single_text_may_be_very_long(field: str) -> None:
    document: AgreementDocument = replace(USUAL, **{field: LONG_NAME * 30})
    assert len(page_texts(render(document))) >= 3


def test_an_empty_document_says_what_is_not_there(printed) -> None:
    text = page_texts(printed["empty"])[0]
    for sentence in ("Avsnittet saknas.", "Åtagandena saknas.", "Planen för uppföljning saknas."):
        assert sentence in text
    assert "Undertecknare saknas." in text
    assert HOSTILE.title not in text
