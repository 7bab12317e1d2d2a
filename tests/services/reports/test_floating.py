"""What moves so that pages are full: a chart past the text after it, the last part to the signatures."""

from dataclasses import replace

import pytest

from app.services.agreements.document import (
    FigurePoint,
    FollowUp,
    FollowUpPlan,
    FrameRow,
    FramesTable,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Subheading,
)
from app.services.reports.styles import TEXT_HEIGHT
from app.services.reports.uppdragshandling import render
from tests.pdfcheck.reading import Node, page_texts, structure
from tests.services.reports.samples import FRAMES, TKR, USUAL

COMPOSED = replace(FRAMES, chart=True)
PLAN = Section("Uppföljning", (FollowUpPlan((FollowUp("Maj", "Prognos"),) * 4),))


def printed(*sections: Section) -> Node:
    """The structure of a paper of some parts."""
    return structure(render(replace(USUAL, mandate=None, sections=sections)))


def part(filler: int, *blocks: object) -> Section:
    """A part with some lines before its blocks."""
    return Section("Fyllning", (Paragraph("\n".join(["rad"] * (filler + 1))), *blocks))  # type: ignore[arg-type]


def page_of(tree: Node, role: str, place: int = -1) -> int:
    """The page of an element of a role, by default the last one."""
    return min(tree.all(role)[place].pages)


@pytest.mark.parametrize(("filler", "moves"), [(2, False), (11, True)])
def test_text_fills_the_page_that_a_chart_did_not_fit_on(filler: int, moves: bool) -> None:
    tree = printed(part(filler, COMPOSED, Subheading("Underskott"), Paragraph("Kort text.")), PLAN)
    chart, below = page_of(tree, "Figure"), page_of(tree, "H3")
    assert below == 0
    assert chart == (1 if moves else 0)


def test_a_chart_never_moves_past_the_next_part() -> None:
    for filler in range(6, 14):
        tree = printed(part(filler, COMPOSED), Section("Nästa del", (Paragraph("Text."),)), PLAN)
        assert page_of(tree, "Figure") <= page_of(tree, "H2", 1)


def test_a_chart_at_the_end_is_not_lost() -> None:
    for filler in range(6, 14):
        document = replace(USUAL, mandate=None, signed=False, sections=(part(filler, COMPOSED),))
        assert len(structure(render(document)).all("Figure")) == 1


def test_a_frame_of_very_many_components_is_drawn_on_a_page() -> None:
    rows = tuple(FrameRow(f"Komponent {number}", (TKR,)) for number in range(120))
    tree = printed(Section("Ramar", (FramesTable((2027,), rows, chart=True),)), PLAN)
    (figure,) = tree.all("Figure")
    assert figure.pages


@pytest.mark.parametrize("signed", [True, False])
def test_the_last_part_stays_with_the_end_of_the_paper(signed: bool) -> None:
    for filler in range(16, 44, 3):
        document = replace(USUAL, mandate=None, signed=signed, sections=(part(filler), PLAN))
        texts = page_texts(render(document))
        assert "Prognos" in texts[-1]
        assert "Kontrollkoden är räknad" in texts[-1]


def test_a_high_last_part_fills_the_page_it_begins_on() -> None:
    high = part(int(TEXT_HEIGHT / 14.5 * 0.7))
    texts = page_texts(render(replace(USUAL, mandate=None, sections=(part(12), high))))
    assert texts[0].count("Fyllning") == 2


def test_figures_of_different_periods_stand_in_one_table_with_their_development() -> None:
    halves = KeyFigure(
        "Tid", tuple(FigurePoint(f"halvår {n} 2026", str(n)) for n in (1, 2)), target="3 (2029)"
    )
    years = KeyFigure(
        "Nöjda", (FigurePoint("2025", "81"), FigurePoint("2026", "83,5")), shown="83,5 % (2026)"
    )
    alone = KeyFigure("Nytt", (FigurePoint("2026", "7"),))
    tree = printed(Section("Nyckeltal", (KeyFigures((halves, years, alone)),)), PLAN)
    table = tree.all("Table")[1]
    told = [figure.alt for cell in table.all("TD") for figure in cell.all("Figure")]
    assert told == ["Tid. halvår 1 2026: 1; halvår 2 2026: 2", "Nöjda. 2025: 81; 2026: 83,5"]
    text = page_texts(render(replace(USUAL, sections=(Section("N", (KeyFigures((years, alone)),)),))))[0]
    for said in ("83,5 %", "7", "Utveckling"):
        assert said in text
