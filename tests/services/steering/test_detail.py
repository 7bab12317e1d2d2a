"""Everything of one element, with its place in the röda tråden."""

from datetime import date
from functools import partial

import pytest

from app.models.errors import NotFound
from app.services.steering.detail import node_detail, node_of_indicator, owner_choices
from app.services.storage import Database
from app.services.textorder import sort_key
from tests.services.steering.tree import add, detail_of, row_of, view_of


def test_a_commitment_follows_the_goal_it_serves_up_to_the_top(example: Database) -> None:
    found = detail_of(example, "Minst 65 procent")
    assert [step.level for step in found.thread][:5] == [
        "Värdegrund",
        "Vision",
        "ÖSB",
        "Strategiskt område",
        "Verksamhetsmål",
    ]
    own = next(step for step in found.thread if step.current)
    assert (own.level, own.title) == ("Åtagande", found.title)


def test_a_goal_names_everything_that_serves_it_and_alike_commitments_by_their_unit(
    example: Database,
) -> None:
    found = detail_of(example, "Brukarna är trygga")
    alike = [link.unit for link in found.served_by if link.title.startswith("Högst tio olika")]
    assert alike == ["Hemtjänst Kopparberg", "Hemtjänst Ställdalen"]
    assert [(link.title, link.unit) for link in found.serves] == [("Äldreomsorgsplan", None)]


def test_the_thread_goes_on_down_one_path(example: Database) -> None:
    found = detail_of(example, "Vision 2020")
    place = [step.current for step in found.thread].index(True)
    assert [step.level for step in found.thread[:place]] == ["Värdegrund"]
    assert len(found.thread) > place + 1
    ids = [step.id for step in found.thread]
    assert len(ids) == len(set(ids))


def test_every_element_of_the_example_has_one_place_in_its_thread(example: Database) -> None:
    today = example.clock.today()
    for row in view_of(example).rows:
        found = example.read(partial(node_detail, node_id=row.id, today=today))
        assert [step.id for step in found.thread if step.current] == [row.id]
        assert {link.id for link in found.serves}.isdisjoint(step.id for step in found.thread)
        assert (found.title, found.status_word, found.gaps) == (row.title, row.status_word, row.gaps)


def test_a_decided_element_says_who_decided_when_and_where_it_is_registered(example: Database) -> None:
    found = detail_of(example, "Uppdragshandling Hemtjänst Kopparberg")
    made = found.decisions[-1]
    assert (made.step, made.body, made.registration_number) == ("Beslut", "Kommunstyrelsen", "KS 2010/184")
    assert made.when == "27 oktober 2010, § 131"
    assert found.validity == "1 jan 2011–31 dec 2013"
    assert found.agreement_id is not None


def test_a_commitment_names_the_agreement_it_is_decided_with(example: Database) -> None:
    found = detail_of(example, "Minst 65 procent")
    assert found.decided_with is not None
    assert found.decided_with.title.startswith("Uppdragshandling ")
    assert detail_of(example, "Vision 2020").decided_with is None


def test_what_is_missing_before_a_decision_is_listed(empty: Database) -> None:
    add(empty, "vardegrund", None, "Kommunens värdegrund")
    found = detail_of(empty, "Kommunens värdegrund")
    assert found.missing == ("saknar ägare", "saknar beskrivning")
    assert found.body == "Kommunfullmäktige"
    assert found.validity == ""


def test_measures_lead_back_to_the_element_they_measure(example: Database) -> None:
    found = detail_of(example, "Minst 65 procent")
    indicator, name = found.measures[0]
    assert name
    assert example.read(partial(node_of_indicator, indicator_id=indicator)) is not None
    assert example.read(partial(node_of_indicator, indicator_id=1)) is None


def test_an_element_that_is_gone_is_said_to_be_gone(example: Database) -> None:
    with pytest.raises(NotFound, match="Styrelementet finns inte längre"):
        example.read(partial(node_detail, node_id=1, today=example.clock.today()))


def test_an_owner_is_chosen_among_living_units_in_swedish_order(example: Database) -> None:
    found = example.read(partial(owner_choices, today=example.clock.today()))
    names = [name for _, name in found.units]
    assert "Hemtjänst Kopparberg" in names
    assert names == sorted(names, key=sort_key)
    assert "Enhetschef" in found.roles
    long_ago = example.read(partial(owner_choices, today=date(1900, 1, 1)))
    assert len(long_ago.units) <= len(found.units)


def test_an_example_element_is_marked_as_invented(example: Database) -> None:
    assert row_of(example, "Trygg omsorg nära hemmet").example
    assert detail_of(example, "Trygg omsorg nära hemmet").example


def test_an_agreement_says_how_the_model_wants_it_reviewed(example: Database) -> None:
    detail = detail_of(example, "Uppdragshandling Hemtjänst Kopparberg")
    assert detail.review_rule == "Budgetramarna revideras varje år."
    assert (detail.responsible, detail.follow_up_rule) == (None, None)
