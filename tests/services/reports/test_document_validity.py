"""Documents made from whole files are valid PDF/A-2a and PDF/UA-1, whatever the model."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from app.services import richtext
from app.services.clock import Clock
from app.services.exchange.selection import chosen_documents
from app.services.formatting import write_tkr
from app.services.reports.document_builder import build_steering_documents
from app.services.reports.steering_document import render
from app.services.storage import Database
from tests.conftest import TODAY
from tests.pdfcheck.reading import page_texts, unmarked_operations, verdicts
from tests.pdfcheck.validator import PROFILES
from tests.services.reports.planners import NORTH, Planners, attach, budgeted, planned, settle


@pytest.fixture
def town(tmp_path: Path, clock: Clock, request: pytest.FixtureRequest) -> Iterator[Planners]:
    database = Database.create(tmp_path / "kommun.styr", clock=clock, user="Prov")
    yield settle(database, clock, request.param)
    database.close()


def check(papers: dict[str, bytes], folder: Path) -> None:
    found = verdicts(papers, folder)
    broken = {key: verdict.broken for key, verdict in found.items() if verdict.verdict != "PASS"}
    assert broken == {}
    assert len(found) == len(papers) * len(PROFILES)
    assert all(list(unmarked_operations(content)) == [] for content in papers.values())


@pytest.mark.parametrize("town", ["strangnas"], indirect=True)
def test_the_plans_of_a_municipality_decided_and_not(town: Planners, tmp_path: Path) -> None:
    budgeted(town)
    planned(town)
    text = richtext.from_plain("Planen är navet. " * 60)
    for place in range(3):
        town.write("plan", place, text)
    attach(town, "plan", "Karta över ån.pdf", b"x" * 999)
    town.decide(
        "plan", paragraph="§ 112", reservations="Två ledamöter.", notice_on=date(2026, 11, 18),
        registration_number="KS/2026:214",
    )  # fmt: skip
    papers = {name: render(town.paper(name)) for name in ("plan", "board", "office", "north", "vision")}
    check(papers, tmp_path)
    text_of_plan = "".join(page_texts(papers["plan"]))
    assert "Uppgifter per 21 november 2026." in text_of_plan
    assert "Bilaga 1: Karta över ån.pdf" in text_of_plan
    sums = [town.budget().sums[year, "total"] for year in (2027, 2028, 2029)]
    printed = " ".join(f"Summa ramar {' '.join(map(write_tkr, sums))}".split())
    assert printed in " ".join(text_of_plan.split())


@pytest.mark.parametrize("town", ["heby"], indirect=True)
def test_a_budget_whose_model_says_little(town: Planners, tmp_path: Path) -> None:
    budgeted(town)
    town.add("vision", "vision", "Vision")
    town.add("plans", "planer", "Skolplan", "vision")
    town.add("goal", "inriktningsmal", "Alla når målen", "plans", unit=NORTH)
    town.add("budget", "budget", "Budget 2027", "goal")
    town.add("order", "uppdragsbeskrivning", "Uppdragsbeskrivning", "budget", unit=NORTH)
    papers = {name: render(town.paper(name)) for name in ("vision", "plans", "budget", "order")}
    check(papers, tmp_path)
    assert "Summa ramar" in "".join(page_texts(papers["budget"]))
    assert "Lönekompensation" in "".join(page_texts(papers["order"]))
    assert "Alla når målen" in "".join(page_texts(papers["plans"]))


def test_every_document_of_the_example(example_of_2027: Path, tmp_path: Path, clock: Clock) -> None:
    database = Database.open(example_of_2027, clock=clock, user="", read_only=True)
    ids = database.read(chosen_documents)
    papers = database.read(partial(build_steering_documents, node_ids=ids, today=TODAY))
    database.close()
    assert len(papers) == 23
    invented = {paper.title for paper in papers if paper.example}
    assert "Övergripande strategier och budget 2027 och 2028–2029" in invented
    assert "Vision 2020" not in invented, "which the source tells"
    check({f"{place}": render(paper) for place, paper in enumerate(papers)}, tmp_path)
