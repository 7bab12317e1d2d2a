"""Rich text on paper: what is read aloud, what it looks like, and texts that try the layout."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from app.services import richtext
from app.services.reports.archive import Metadata
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading as PaperHeading
from app.services.reports.fonts import ITALIC, REGULAR, SEMIBOLD, SEMIBOLD_ITALIC
from app.services.reports.pages import PageFurniture, build_pdf
from app.services.reports.rich import add_rich, rich_paragraph, rich_table
from app.services.reports.styles import BODY, TEXT_WIDTH, TITLE
from app.services.richtext import Document, Heading, ListBlock, Paragraph, Run, Table
from tests.pdfcheck.reading import bookmarks, fonts, page_texts, structure, verdicts
from tests.pdfcheck.validator import PROFILES
from tests.services.richtexts import NORMAL


def words(*texts: str) -> tuple[tuple[Run, ...], ...]:
    return tuple((Run(text),) if text else () for text in texts)


def table(*rows: tuple[str, ...], header: bool = True) -> Table:
    return Table(header, tuple(words(*row) for row in rows))


USUAL = Document(
    (
        Heading(1, words("Mål för lärandet")[0]),
        Paragraph((Run("Alla elever ska "), Run("kunna läsa", bold=True), Run(" i årskurs ett, "),
                   Run("senast 2028", italic=True), Run(" och "), Run("alltid", True, True), Run("."))),
        ListBlock(False, words("Fler vuxna i klassrummet", "Läsning varje dag")),
        Heading(2, words("Resurser")[0]),
        table(("År", "Ram, tkr", "Anmärkning"), ("2027", "12 400", "Enligt plan"), ("2028", "−1 200,5", "")),
        ListBlock(True, words(*(f"Steg {number} av arbetet" for number in range(1, 12)))),
        Paragraph(words("<b>inte fet</b> &amp; \u2068שלום\u2069 👩‍👧 §\u202f5")[0]),
    )
)  # fmt: skip
LONG = Document(
    (
        Heading(2, words("Rubrik på andra nivån först")[0]),
        Paragraph(words("Ett långt stycke utan slut. " * 900)[0]),
        ListBlock(True, words("Lång punkt. " * 600, "", "Kort punkt")),
        table(*(("Namn", "Värde"), *((f"Rad {row}", str(row)) for row in range(120)))),
    )
)
WIDE = Document(
    (
        table(
            tuple(f"Kolumn {place}" for place in range(12)), tuple("Förskoleverksamhet" for _ in range(12))
        ),
        table(("Enda raden",)),
        table(("Utan", "rubrikrad"), ("två", "rader"), header=False),
        table(("Rubrik", "Text"), ("Hög rad", "En cell som är högre än en sida. " * 200)),
    )
)
SAMPLES = {"usual": USUAL, "long": LONG, "wide": WIDE}


def printed(document: Document) -> bytes:
    flow = Flow()
    flow.plain(PaperHeading.at("H1", "Plan", TITLE))
    flow.heading("Avsnitt")
    add_rich(flow, document)
    furniture = PageFurniture("Kommunen", "Plan", ("Version 1",))
    return build_pdf(flow.story, furniture, Metadata("Plan", "Kommunen", "Plan", date(2027, 1, 1)))


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory):
    files = {name: printed(document) for name, document in SAMPLES.items()}
    return verdicts(files, tmp_path_factory.mktemp("rich"))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", SAMPLES)
def test_rich_text_is_archivable_and_accessible(said, name: str, profile: str) -> None:
    verdict = said[name, profile]
    assert (verdict.verdict, verdict.broken) == ("PASS", {})


def test_each_block_is_read_aloud_as_what_it_is() -> None:
    tree = structure(printed(USUAL))
    roles = [kid.role for kid in tree.kids]
    assert roles == ["H1", "H2", "H3", "P", "L", "H4", "Table", "L", "P"]
    bullets, numbers = tree.all("L")
    assert [[kid.role for kid in item.kids] for item in bullets.kids] == [["Lbl", "LBody"]] * 2
    assert len(numbers.kids) == 11
    heads = tree.all("TH")
    assert [(head.scope, len(tree.all("TR"))) for head in heads] == [("Column", 3)] * 3


def test_words_numbers_and_markup_stand_as_typed() -> None:
    (text,) = page_texts(printed(USUAL))
    lines = text.replace("\n", " ")
    assert "Alla elever ska kunna läsa i årskurs ett, senast 2028 och alltid." in lines
    assert "<b>inte fet</b> &amp;" in lines
    assert "10. Steg 10 av arbetet" in lines
    assert "– Läsning varje dag" in lines


def test_bold_and_italic_have_faces_of_their_own() -> None:
    faces = {frag.fontName for frag in rich_paragraph(USUAL.blocks[1].runs, BODY).frags}  # type: ignore[union-attr]
    assert faces == {REGULAR, SEMIBOLD, ITALIC, SEMIBOLD_ITALIC}
    assert all(embedded for _, embedded in fonts(printed(USUAL)))


def test_letters_without_an_italic_stand_upright() -> None:
    frags = rich_paragraph((Run("aɐb", italic=True),), BODY).frags
    assert [(frag.text, frag.fontName) for frag in frags] == [("a", ITALIC), ("ɐ", REGULAR), ("b", ITALIC)]


def test_spaces_between_styles_stay_and_a_day_is_held_together_over_them() -> None:
    frags = rich_paragraph((Run(" den 7 "), Run("maj", bold=True), Run(" 2027 ")), BODY).frags
    assert [frag.text for frag in frags] == ["den 7\u00a0", "maj", "\u00a02027"]


def test_headings_of_the_text_are_bookmarks_below_the_section() -> None:
    assert [title for _, title in bookmarks(printed(USUAL))][:2] == ["Avsnitt", "Mål för lärandet"]


def test_a_deep_heading_without_one_above_it_is_lifted() -> None:
    roles = [kid.role for kid in structure(printed(LONG)).kids]
    assert roles[:4] == ["H1", "H2", "H3", "P"]


def test_numbers_stand_at_the_right_and_years_that_name_the_row_do_not() -> None:
    made = rich_table(USUAL.blocks[4], TEXT_WIDTH)  # type: ignore[arg-type]
    alignments = [cell.style.alignment for cell in made._cellvalues[1]]
    assert alignments == [0, 2, 0]


def test_a_table_never_is_wider_than_the_page() -> None:
    for block in (*USUAL.blocks, *WIDE.blocks):
        if isinstance(block, Table):
            assert sum(rich_table(block, TEXT_WIDTH)._argW) <= TEXT_WIDTH + 0.01


def test_a_table_with_a_row_that_no_page_holds_is_printed_as_text() -> None:
    tree = structure(printed(WIDE))
    assert len(tree.all("Table")) == 3
    assert "Text: En cell som är högre" in "".join(page_texts(printed(WIDE))).replace("\n", " ")


def test_the_largest_texts_are_printed() -> None:
    most = richtext.from_plain("ord " * 49_999)
    assert len(page_texts(printed(most))) > 30
    rows = table(*((f"Rad {row}", *("x",) * 11) for row in range(500)))
    assert len(structure(printed(Document((rows,)))).all("TR")) == 500


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40, deadline=None)
@given(NORMAL)
def test_any_text_can_be_printed_and_the_same_each_time(document: Document) -> None:
    assert printed(document) == printed(document)
