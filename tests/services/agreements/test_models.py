"""Agreements of every kind in every steering model that the program carries."""

from functools import partial
from pathlib import Path

import pytest

from app.services import richtext
from app.services.agreements import writing
from app.services.agreements.document import AgreementDocument
from app.services.agreements.kinds import KindRow, kinds
from app.services.agreements.views import agreement_detail
from app.services.reports.uppdragshandling import render
from app.services.steering.modelformat import available_models, find_model
from tests.pdfcheck.reading import page_texts, verdicts
from tests.services.agreements.village import NORTH, SOUTH, Village, found

KINDS = 17
OWN = richtext.write(
    richtext.Document(
        (
            richtext.Heading(1, (richtext.Run("Omfattning"),)),
            richtext.ListBlock(
                False, ((richtext.Run("dag & natt"),), (richtext.Run("<b>fetast</b>", bold=True),))
            ),
        )
    )
)


def filled(path: Path, model: str) -> Village:
    """A file of a model with something of everything that agreements take their content from."""
    village = found(path / f"{model}.styr", model)
    village.assignment("Se över lokalerna", NORTH, funding="extra", amount=25_000_000)
    village.assignment("Utred väntetiderna", NORTH, kind="committee", giver="Nämnden", funding="within")
    village.activity("Gemensam planering", NORTH, responsible="Enhetschef")
    village.activity("Utvecklingssamtal", dialogue_id=village.dialogue(NORTH), responsible="Handledare")
    village.figure("Trygghet", NORTH, p2024="80", p2025="85")
    return village


@pytest.fixture(scope="module")
def papers(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[KindRow, AgreementDocument, bytes]]:
    """A paper of each kind, with own words in its first section, by model and kind."""
    made = {}
    for model in sorted(one.key for one in available_models() if find_model(one.key).agreement_kinds):
        village = filled(tmp_path_factory.mktemp(model), model)
        for row in village.database.read(kinds):
            key = village.agreement(row.key, NORTH)
            part = next(iter(village.views(key).values()))
            detail = village.database.read(partial(agreement_detail, agreement_id=key))
            write = partial(
                writing.edit_text,
                agreement_id=key,
                part_id=part.part_id,
                text=OWN,
                expected_version=detail.version,
            )
            village.database.write(write)
            document = village.paper(key)
            made[f"{model}-{row.key}"] = row, document, render(document)
        village.database.close()
    return made


def test_every_kind_of_every_model_gives_a_paper_that_says_what_it_is_and_what_it_holds(papers) -> None:
    assert len(papers) == KINDS
    for name, (row, document, content) in papers.items():
        pages = page_texts(content)
        said = " ".join(" ".join(pages).split())
        assert document.title.startswith(row.name), name
        assert NORTH in pages[0], name
        assert "dag & natt" in said, name
        assert "<b>fetast</b>" in said, name
        assert "{" not in said, name
        assert (row.signed is False) == (document.signatories == ()), name
        assert all("UTKAST" in page for page in pages), name
        assert SOUTH not in said, name


def test_what_the_parties_are_called_is_the_models_own(papers) -> None:
    told = {name: (one.client_label, one.performer_label) for name, (_, one, _) in papers.items()}
    assert told["ljusnarsberg-uppdragshandling"] == (None, None)
    assert told["heby-resultatkontrakt"] == ("Överordnad chef", "Underordnad chef")
    assert told["borlange-avtal"] == ("Beställande nämnd", "Producerande styrelse")
    assert told["vansbro-servicedeklaration"] == ("Vänder sig till", "Verksamhet")
    assert told["strangnas-agardirektiv"] == ("Ägare", "Bolag")


def test_a_kind_without_a_term_holds_until_further_notice_and_lacks_none(papers) -> None:
    _, directive, content = papers["strangnas-agardirektiv"]
    assert (directive.term_starts is None, directive.term_ends) == (False, None)
    assert "och tills vidare" in " ".join(" ".join(page_texts(content)).split())
    assert not [lack for lack in directive.missing if "tiden" in lack]
    _, yearly, _ = papers["heby-resultatkontrakt"]
    assert yearly.term_ends is not None


def test_papers_of_kinds_of_their_own_are_valid(papers, tmp_path: Path) -> None:
    chosen = ("borlange-avtal", "heby-resultatkontrakt", "norberg-servicedeklaration",
              "strangnas-medarbetaroverenskommelse")  # fmt: skip
    said = verdicts({name: papers[name][2] for name in chosen}, tmp_path)
    assert {place: one.broken for place, one in said.items() if one.verdict != "PASS"} == {}
