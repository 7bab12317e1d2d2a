"""The economy on paper: valid, standing or lying as its tables need, the same each time, said in full."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from io import BytesIO

import pytest
from pikepdf import Pdf
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.services.clock import fixed_clock
from app.services.economy.tables import EconomyTable, TableRow
from app.services.reports.economy.builder import build_economy_paper
from app.services.reports.economy.cells import is_rounded, written
from app.services.reports.economy.paper import Chapter, EconomyPaper, Words, content_hash
from app.services.reports.economy.parts import NothingToPrint
from app.services.reports.economy.tables import natural_width, paper_table
from app.services.reports.fonts import REGULAR, text_width
from app.services.reports.styles import PORTRAIT
from app.services.storage import Database, describe
from tests.conftest import TODAY
from tests.newfiles import create_file
from tests.pdfcheck.reading import bookmarks, page_texts, structure, unmarked_operations, verdicts
from tests.pdfcheck.validator import PROFILES
from tests.services.reports.economy.samples import ALL, HOSTILE, LONG_TERM, ONE, RESULT, STEPS, row

PAPERS = {"one": ONE, "all": ALL, "hostile": HOSTILE}


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    return {name: paper.render() for name, paper in PAPERS.items()}


def words(content: bytes) -> str:
    return " ".join(" ".join(page_texts(content)).split())


def test_every_paper_is_archivable_and_accessible(printed, tmp_path) -> None:
    said = verdicts(printed, tmp_path)
    assert {said[name, profile].verdict for name in PAPERS for profile in PROFILES} == {"PASS"}
    assert all(list(unmarked_operations(content)) == [] for content in printed.values())
    assert "Utrymmet växer med 2 100 tkr" in structure(printed["one"]).all("Figure")[0].alt


def test_the_same_paper_gives_the_same_bytes_and_every_figure_is_in_its_code(printed) -> None:
    assert ALL.render() == printed["all"]
    chapter = ONE.chapters[0]
    rows = tuple(replace(one, cells=(1, *one.cells[1:])) if one.key == "tax" else one for one in RESULT.rows)
    changed = replace(ONE, chapters=(replace(chapter, sections=(replace(RESULT, rows=rows),)),))
    assert content_hash(changed) != content_hash(ONE)


def test_one_document_tells_its_standing_amounts_notes_and_source(printed) -> None:
    told = words(printed["one"])
    assert "Version: KS förslag (förslag). Inte beslutad. Uppgifter per 21 november 2026." in told
    assert "UTKAST" in told.replace(" ", "")
    assert "Verksamhetens nettokostnader −365 060 −376 400 −387 750" in told
    assert "Extraordinära poster – 0 0" in told
    assert "1) Varav pensioner. 2) Prognosen är äldre än tre månader." in told
    assert "Källa: SKR, augusti 2026" in told
    assert "Uppfyllt: resultatet är över noll." in told


def test_together_they_are_appendices_with_contents_and_pages_that_lie_down(printed) -> None:
    told = words(printed["all"])
    assert "Beslutad: Kommunfullmäktige, 26 november 2026, § 112" in told
    assert "UTKAST" not in told.replace(" ", "")
    titles = [title for _, title in bookmarks(printed["all"])]
    assert "Bilaga 1. Resultatbudget" in titles
    assert "Bilaga 3. Resultatreserv 2025" in titles
    with Pdf.open(BytesIO(printed["all"])) as pdf:
        lying = [float(page.MediaBox[2]) > float(page.MediaBox[3]) for page in pdf.pages]
    assert lying == [False, False, False, True, False]
    assert all("Sida" in text and "av 5" in text for text in page_texts(printed["all"]))


def test_a_wide_table_lies_down_and_words_are_broken_to_keep_a_narrow_one_standing() -> None:
    assert natural_width(LONG_TERM, "kr") > PORTRAIT.text_width
    assert natural_width(STEPS, "tkr") <= PORTRAIT.text_width
    assert len(paper_table(LONG_TERM, "kr").pieces) > 1
    assert len(paper_table(RESULT, "tkr").pieces) == 1


def test_a_word_is_never_broken_and_words_share_what_is_left_by_their_length() -> None:
    said = ("Omfördelning", "Kommunfullmäktige 22 april 2027, § 41, KS 2027/31", "1\u00a0500\u00a0000 kr")
    why = "Högre skatter och bidrag 900\u00a0000 kr; Lägre resultat 600\u00a0000 kr"
    table = EconomyTable(
        "changes", "Beslut", ("Slag", "Beslut", "Belopp", "Finansiering"),
        (TableRow("1", "1/2027 Tilläggsanslag till hemtjänsten", (*said, why), unit="text"),),
    )  # fmt: skip
    piece = paper_table(table, "tkr").pieces[0]
    widths = piece._colWidths
    assert widths[2] >= text_width("Kommunfullmäktige", REGULAR, 9) + 10
    assert widths[4] > widths[1]
    assert sum(widths) <= PORTRAIT.text_width + 0.1


def test_what_stands_under_a_heading_stays_on_the_page_of_it() -> None:
    rows = [
        one
        for year in (2027, 2028, 2029)
        for one in (
            TableRow(f"{year}", str(year), style="heading"),
            *(row(f"{year}.{at}", f"Rad {at} {year}", at) for at in range(15)),
        )
    ]
    table = replace(RESULT, key="years", title="Scenarier", columns=("KS förslag",), rows=tuple(rows))
    chapter = Chapter("scenarier", "Scenarier", (table,))
    pages = page_texts(replace(ONE, chapters=(chapter,)).render())
    assert len(pages) == 2
    assert "Rad 14 2028" in pages[0]
    assert "Rad 0 2029" in pages[1]


def test_the_contents_tell_how_the_paper_stands_and_never_leave_a_page_with_nothing() -> None:
    for many in range(38, 44):
        parts = tuple(Words(f"Del {at}", ("Text.",)) for at in range(many))
        chapters = (*ONE.chapters, Chapter("delar", "Delar", parts))
        pages = page_texts(replace(ONE, chapters=chapters).render())
        assert "Version: KS förslag" in pages[1]
        assert all(len(text.split()) > 24 for text in pages[1:3])


@pytest.mark.parametrize(
    ("cell", "unit", "money", "said"),
    [
        (None, "ore", "tkr", "–"), (0, "ore", "tkr", "0"), (-150_050, "ore", "tkr", "−2"),
        (150_050, "ore", "kr", "1\u00a0501"), ("", "text", "tkr", "–"),
        (Decimal("112600.00"), "kr", "tkr", "112\u00a0600"), (Decimal("21.50"), "kr", "tkr", "21,50"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_a_dash_and_never_zero(cell, unit, money, said) -> None:
    assert written(cell, unit, money) == said


def test_rounding_is_told_of_only_where_printed_parts_miss_their_sum() -> None:
    assert not is_rounded(RESULT, "kr")
    halves = tuple(replace(one, cells=(40_000, 0, 0)) for one in RESULT.rows[:2])
    both = replace(RESULT.rows[2], cells=(80_000, 0, 0))
    assert is_rounded(replace(RESULT, rows=(*halves, both)), "tkr")
    wrong = replace(both, cells=(90_000_00, 0, 0))
    assert not is_rounded(replace(RESULT, rows=(*halves, wrong)), "tkr")


def test_a_paper_of_nothing_says_so() -> None:
    empty: EconomyPaper = replace(ONE, chapters=(replace(ONE.chapters[0], sections=()),))
    assert "Det finns inga uppgifter att redovisa." in words(empty.render())


def test_a_version_that_has_said_nothing_has_nothing_to_print(tmp_path) -> None:
    clock = fixed_clock(TODAY)
    create_file(tmp_path / "a.styr", "heby", clock=clock, user="Anna", example_year=None)
    database = Database.open(tmp_path / "a.styr", clock=clock, user="Anna")
    try:
        version = database.write(_plan).value
        with pytest.raises(NothingToPrint, match="”Preliminär” har inga uppgifter"):
            database.read(partial(build_economy_paper, version_id=version, today=TODAY))
    finally:
        database.close()


def _plan(session: Session) -> int:
    plan = BudgetPlan(name="Budget 2027", first_year=2027, years=3)
    plan.versions = [PlanVersion(position=0, stage="preliminary", name="Preliminär")]
    session.add(plan)
    session.flush()
    describe(session, "Skapade en budget")
    return plan.versions[0].id
