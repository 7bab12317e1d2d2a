"""The papers of the example: all of them printed, validated and added up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from app.services.agreements.builder import build_documents
from app.services.agreements.document import AgreementDocument
from app.services.budget.views import budget_view
from app.services.clock import fixed_clock
from app.services.reports.batch import export_documents
from app.services.reports.content_hash import code_of
from app.services.reports.uppdragshandling import render
from app.services.storage import Database
from tests.newfiles import create_file
from tests.pdfcheck.reading import bookmarks, page_texts, verdicts
from tests.pdfcheck.validator import PROFILES, Verdict
from tests.services.agreements.office import ENGINEERING, HOME_CARE, KITCHEN, MUSIC, commitments, frames

CLOCK = fixed_clock(date(2026, 11, 21))
UNITS = 25
ARCHIVED = 1000


@dataclass(frozen=True)
class Papers:
    """The documents of a file with their bytes, and what the budget says."""

    documents: dict[str, AgreementDocument]
    files: dict[str, bytes]
    totals: dict[str, dict[int, int]]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Papers]:
    path = tmp_path_factory.mktemp("papers") / "Ljusnarsberg, exempel.styr"
    create_file(path, "ljusnarsberg", clock=CLOCK, user="Kanslichef", example_year=2027)
    database = Database.open(path, clock=CLOCK, user="Kanslichef")
    found = database.read(partial(build_documents, clock=CLOCK))
    documents = {document.performer: document for document in found}
    yield Papers(documents, {name: render(one) for name, one in documents.items()}, _totals(database))
    database.close()


def test_there_is_one_paper_for_each_performer(papers: Papers) -> None:
    assert len(papers.files) == UNITS
    assert sum(not document.draft for document in papers.documents.values()) == 21


def test_every_paper_is_archivable_and_accessible(papers: Papers, tmp_path: Path) -> None:
    names = dict(enumerate(papers.files))
    said = verdicts({str(number): papers.files[name] for number, name in names.items()}, tmp_path)
    assert len(said) == UNITS * len(PROFILES)
    wrong = {(names[int(stem)], profile): one.broken for (stem, profile), one in said.items() if _bad(one)}
    assert wrong == {}


def test_the_sums_on_paper_are_those_of_the_budget(papers: Papers) -> None:
    assert len(papers.totals) == UNITS
    for name, document in papers.documents.items():
        table = frames(document)
        assert dict(zip(table.years, table.totals, strict=True)) == papers.totals[name], name
        printed = " ".join(" ".join(page_texts(papers.files[name])).split())
        for total in papers.totals[name].values():
            assert f"{total // 100_000:,}".replace(",", " ") in printed.replace("\u00a0", " ")


def test_every_page_says_that_it_is_an_example_and_has_its_code(papers: Papers) -> None:
    for name, content in papers.files.items():
        for text in page_texts(content):
            assert "Exempelkommun" in text
            assert code_of(papers.documents[name]) in text
        assert "Exempelkommun: belopp, mål och beslut i handlingen är påhittade." in page_texts(content)[-1]


def test_drafts_and_only_drafts_are_marked_on_each_page(papers: Papers) -> None:
    for name, content in papers.files.items():
        marked = ["UTKAST" in text for text in page_texts(content)]
        assert set(marked) == {papers.documents[name].draft}, name


def test_what_is_missing_is_listed_first_on_the_two_papers_that_lack_something(papers: Papers) -> None:
    lacking = {name: document.missing for name, document in papers.documents.items() if document.missing}
    assert lacking == {
        MUSIC: ("Planen för uppföljning saknas.",),
        "Arbetsmarknad": ("Avsnittet ”Verksamhetens syfte och omfattning” är inte skrivet.",),
    }
    for name, content in papers.files.items():
        first = " ".join(page_texts(content)[0].split())
        assert ("Det här saknas i handlingen" in first) == (name in lacking)
        for sentence in lacking.get(name, ()):
            assert sentence in first
    assert "Avsnittet saknas." in " ".join(page_texts(papers.files["Arbetsmarknad"]))


def test_every_paper_has_the_four_parts_and_the_signatures_on_a_few_pages(papers: Papers) -> None:
    for name, content in papers.files.items():
        top = [re.sub(r"^\d ", "", title) for level, title in bookmarks(content) if level == 0]
        expected = ["Spelregler", "Verksamhetens syfte och omfattning", "Verksamhetens åtagande"]
        assert [one for one in top if one in expected] == expected, name
        assert top[-1] == "Underskrift"
        assert 3 <= len(page_texts(content)) <= 5, name


def test_every_commitment_serves_a_goal_in_a_perspective_and_is_measured(papers: Papers) -> None:
    for name, document in papers.documents.items():
        items = commitments(document)
        assert items, name
        for item in items:
            assert item.goal, (name, item.title)
            assert item.perspective
            assert item.measure
            assert item.due == "2029"


def test_an_external_paper_names_the_contract_and_an_internal_none(papers: Papers) -> None:
    first = page_texts(papers.files[ENGINEERING])[0]
    assert "Extern utförare" in first
    assert "Avtal Förbundsordning" in first
    assert "Extern utförare" not in page_texts(papers.files[HOME_CARE])[0]


def test_all_are_written_to_a_folder_under_names_of_their_own(papers: Papers, tmp_path: Path) -> None:
    result = export_documents(list(papers.documents.values()), tmp_path / "handlingar")
    assert (len(result.files), result.failed) == (UNITS, ())
    written = {file.path.name: file.path.read_bytes() for file in result.files}
    assert written[f"Uppdragshandling 2027-2029 {KITCHEN}.pdf"] == papers.files[KITCHEN]
    assert sorted(written.values()) == sorted(papers.files.values())


def _totals(database: Database) -> dict[str, dict[int, int]]:
    """The frame of each performer and year in the working version of the budget, in öre."""
    view = database.read(budget_view)
    assert view.plan is not None
    years = view.plan.years
    units = (row for row in view.rows if not row.group and row.unit_id is not None)
    return {row.name: {year: row.amount(year, "total") for year in years} for row in units}


def _bad(verdict: Verdict) -> bool:
    return verdict.verdict != "PASS" or verdict.checks <= ARCHIVED
