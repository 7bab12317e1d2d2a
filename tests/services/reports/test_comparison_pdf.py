"""A comparison on paper: landscape, valid, the same numbers as on the screen, the same bytes each time."""

from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf

from app.services.budget.comparing import ComparedRow, Difference, YearPair
from app.services.budget.comparisonpaper import ComparisonPaper, read_comparison
from app.services.budget.views import budget_view
from app.services.clock import fixed_clock
from app.services.formatting import write_tkr
from app.services.reports.comparison_pdf import render_comparison
from app.services.storage import Database
from tests.conftest import TODAY
from tests.pdfcheck.reading import page_texts, structure, unmarked_operations, verdicts
from tests.pdfcheck.validator import PROFILES

HOSTILE = "<b>Ö & Å</b> " + "Gemensamma nämnden för räddningstjänst " * 4


@pytest.fixture(scope="module")
def paper(example_of_2027: Path) -> ComparisonPaper:
    """KS förslag beside the preliminary frames."""
    database = Database.open(example_of_2027, clock=fixed_clock(TODAY), user="Prov", read_only=True)
    known = database.read(budget_view).versions
    wanted = partial(read_comparison, version_id=known[-1].id, compare_id=known[0].id, today=TODAY)
    found = database.read(wanted)
    database.close()
    return found


def strange(paper: ComparisonPaper) -> ComparisonPaper:
    """Deep, long names, amounts below zero and every part in use."""
    kinds = paper.compared.kinds
    rows = tuple(
        ComparedRow(
            key, key - 1 or None, key, None, HOSTILE, key - 1, key < 6, changed=True,
            cells={(2027, kind): Difference(-(10**13), 10**13 - key) for kind in kinds},
        )
        for key in range(1, 9)
    )  # fmt: skip
    compared = replace(paper.compared, rows=rows, years=(YearPair(2026, 2027),), remaining={})
    return replace(paper, compared=compared, unit="kr", municipality="Å & <b>")


@pytest.fixture(scope="module")
def printed(paper: ComparisonPaper) -> dict[str, bytes]:
    same = replace(paper.compared, rows=tuple(replace(row, changed=False) for row in paper.compared.rows))
    papers = {
        "usual": paper,
        "changed": replace(paper, changed_only=True),
        "same": replace(paper, compared=same, changed_only=True),
        "strange": strange(paper),
    }
    return {name: render_comparison(each) for name, each in papers.items()}


def test_every_comparison_is_archivable_and_accessible(printed: dict[str, bytes], tmp_path: Path) -> None:
    said = verdicts(printed, tmp_path)
    assert {said[name, profile].verdict for name in printed for profile in PROFILES} == {"PASS"}
    assert all(list(unmarked_operations(content)) == [] for content in printed.values())


def test_the_same_comparison_gives_the_same_bytes(paper: ComparisonPaper, printed: dict[str, bytes]) -> None:
    assert render_comparison(paper) == printed["usual"]


def test_it_lies_down_and_every_sum_is_there(paper: ComparisonPaper, printed: dict[str, bytes]) -> None:
    with Pdf.open(BytesIO(printed["usual"])) as pdf:
        box = pdf.pages[0].MediaBox
        assert (round(float(box[2])), round(float(box[3]))) == (842, 595)
    text = " ".join(" ".join(page_texts(printed["usual"])).split()).replace("\u00a0", " ")
    assert "KS förslag jämfört med Preliminär, juni" in text
    for pair in paper.compared.years:
        cell = paper.compared.whole.of(pair.after)
        sums = f"Summa {write_tkr(cell.before)} {write_tkr(cell.after)} {write_tkr(cell.change, True)}"
        assert sums.replace("\u00a0", " ") in text
    for row in paper.compared.rows:
        assert write_tkr(row.of(2027).after).replace("\u00a0", " ") in text


def test_the_pictures_say_their_numbers_in_words(printed: dict[str, bytes]) -> None:
    told = [figure.alt or "" for figure in structure(printed["usual"]).all("Figure")]
    assert len(told) == 3
    assert all("Per del:" in each and "Per enhet:" in each for each in told)


def test_only_what_changed_is_printed_when_it_is_asked_for(
    paper: ComparisonPaper, printed: dict[str, bytes]
) -> None:
    text = " ".join(page_texts(printed["changed"]))
    left = [row.name for row in paper.compared.rows if not row.changed and not row.group]
    assert left
    assert not any(name in text for name in left)
    assert "Ingen enhet skiljer sig." in " ".join(page_texts(printed["same"]))
