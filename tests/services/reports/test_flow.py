"""Where pages break: headings, tables and the space between them."""

from dataclasses import replace

import pypdfium2
import pytest

from app.services.agreements.document import (
    Commitment,
    Commitments,
    FollowUp,
    FollowUpPlan,
    FramesTable,
    Paragraph,
    Section,
    Subheading,
)
from app.services.reports.styles import BODY, SUBHEADING, TEXT_HEIGHT
from app.services.reports.tables import HIGH_ROW
from app.services.reports.uppdragshandling import render
from tests.pdfcheck.reading import Node, structure
from tests.services.reports.samples import FRAMES, TKR, USUAL

LOW = Commitment("Kort åtagande", measure="Mått", baseline="1", target="2", due="2013")
HIGH = replace(LOW, text="Texten är lång och tar flera rader i sin spalt. " * 6)
FILLERS = range(0, 48, 2)


def printed(filler: int, *blocks: object) -> Node:
    """The structure of a paper with some lines before the blocks."""
    sections = (
        Section("Fyllning", (Paragraph("\n".join(["rad"] * (filler + 1))),)),
        Section("Prov", blocks),  # type: ignore[arg-type]
    )
    return structure(render(replace(USUAL, mandate=None, sections=sections)))


def pages(node: Node) -> set[int]:
    """The pages that an element stands on."""
    return set(node.pages).union(*(pages(kid) for kid in node.kids))


def rows_by_page(tree: Node) -> list[list[int]]:
    """How the rows of the last table are spread: the page of each row, header first."""
    table = tree.all("Table")[-1]
    return [sorted(pages(row)) for row in table.all("TR")]


@pytest.mark.parametrize("filler", FILLERS)
def test_a_table_begins_with_its_heading_and_two_rows(filler: int) -> None:
    tree = printed(filler, Paragraph("Inledning."), Commitments((LOW,) * 6))
    heading, _lead = tree.kids[(place := tree.kids.index(tree.all("Table")[-1])) - 2 : place]
    assert heading.role == "H2"
    spread = rows_by_page(tree)
    assert spread[0] == spread[1] == spread[2] == sorted(pages(heading))
    assert all(len(row) == 1 for row in spread)


@pytest.mark.parametrize("filler", FILLERS)
def test_a_table_never_leaves_one_low_row_for_the_next_page(filler: int) -> None:
    spread = rows_by_page(printed(filler, FollowUpPlan((FollowUp("Maj", "Prognos"),) * 7)))
    assert spread[-1] == spread[-2]


def test_a_table_fills_the_page_that_it_begins_on() -> None:
    splits = {tuple(map(tuple, rows_by_page(printed(n, Commitments((LOW,) * 6))))) for n in range(48)}
    on_first = {[row for (row,) in split].count(split[0][0]) for split in splits}
    assert {4, 5, 7} <= on_first <= {3, 4, 5, 7}


def test_a_high_row_may_stand_alone_so_that_no_page_is_left_half_empty() -> None:
    spreads = [rows_by_page(printed(n, Commitments((HIGH,) * 3))) for n in range(40)]
    on_first = {[row for (row,) in spread].count(spread[0][0]) for spread in spreads}
    assert on_first == {2, 3, 4}


def test_a_table_of_sums_is_kept_whole_with_its_note() -> None:
    for filler in FILLERS:
        tree = printed(filler, FRAMES)
        table = tree.all("Table")[-1]
        note = tree.kids[tree.kids.index(table) + 1]
        assert len(pages(table)) == 1
        assert pages(note) == pages(table)


def test_a_long_table_of_sums_splits_but_never_leaves_its_sum_alone() -> None:
    long = FramesTable((2011,), tuple(replace(FRAMES.rows[0], amounts=(TKR,)) for _ in range(30)))
    for filler in FILLERS:
        spread = rows_by_page(printed(filler, long))
        assert spread[-1] == spread[-2]
        assert spread[0] == spread[1] == spread[2]


def test_the_space_above_a_heading_is_the_same_whatever_follows_it() -> None:
    blocks = (
        Paragraph("Text A."),
        Subheading("Före text"),
        Paragraph("Text B."),
        Subheading("Före tabell"),
        replace(FRAMES, note=None),
    )
    document = pypdfium2.PdfDocument(render(replace(USUAL, mandate=None, sections=(Section("P", blocks),))))
    page = document[0].get_textpage()
    base = {words: _bottom(page, words) for words in ("Text A.", "Före text", "Text B.", "Före tabell")}
    document.close()
    above = [base["Text A."] - base["Före text"], base["Text B."] - base["Före tabell"]]
    assert above[0] == pytest.approx(above[1], abs=0.2)
    assert above[0] < BODY.leading + SUBHEADING.leading + SUBHEADING.spaceBefore


def _bottom(page: pypdfium2.PdfTextPage, words: str) -> float:
    """Where the baseline of the first letter of the words is, about."""
    found = page.search(words).get_next()
    assert found is not None
    return page.get_charbox(found[0])[1]


def test_a_high_row_is_at_least_four_lines_and_far_from_a_page() -> None:
    assert 4 * 12.5 < HIGH_ROW < TEXT_HEIGHT / 4
