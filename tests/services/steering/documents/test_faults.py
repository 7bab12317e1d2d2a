"""What is wrong with a decision is told for as long as the document applies, and never stops it."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from app.services.checks.collect import steering_findings
from app.services.steering import nodes
from app.services.steering.decisions import Made
from app.services.steering.documents import heads
from app.services.storage import Database
from tests.services.steering.documents.desk import MADE, add, add_decided, codes, decide, on, view

PLAN = "Översiktsplan"


def _messages(database: Database, title: str) -> list[str]:
    return [fault.message for fault in view(database, title).faults]


def test_a_decision_as_the_model_has_it_is_not_remarked_on(example: Database) -> None:
    decide(example, PLAN)
    assert view(example, PLAN).faults == ()


def test_the_wrong_body_stays_said(example: Database) -> None:
    decide(example, PLAN, replace(MADE, body="Kulturnämnden"))
    assert _messages(example, PLAN) == [
        "Beslutet är fattat av kulturnämnden. Enligt styrmodellen beslutar kommunfullmäktige."
    ]


def test_an_abbreviation_or_a_longer_name_is_the_same_body(example: Database) -> None:
    decide(example, PLAN, replace(MADE, body="KF"))
    assert view(example, PLAN).faults == ()


def test_where_the_model_is_silent_any_body_may_decide_and_it_is_said(empty: Database) -> None:
    add_decided(empty, "Reglemente", replace(MADE, body="Socialnämnden"))
    assert _messages(empty, "Reglemente") == [
        "Styrmodellen säger inte vem som beslutar. Beslutet är fattat av socialnämnden."
    ]


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (Made(paragraph="§ 9", decided_on=date(2010, 1, 1)), "paragraph-without-body"),
        (Made(decided_on=date(2010, 1, 1)), "decision-missing"),
        (Made(body="Kommunfullmäktige"), "decision-undated"),
    ],
)
def test_what_is_not_known_of_a_decision_is_said(example: Database, made: Made, code: str) -> None:
    decide(example, PLAN, made)
    assert codes(view(example, PLAN)) == [code]


def test_a_decision_dated_before_its_preparation(example: Database) -> None:
    decide(example, PLAN, Made(step="prepared", body="Bygg", decided_on=date(2010, 11, 18)))
    decide(example, PLAN)
    assert _messages(example, PLAN) == ["Beslutet är daterat före beredningen (18 november 2010)."]


def test_a_month_is_only_before_what_comes_after_all_of_it(example: Database) -> None:
    decide(example, PLAN, Made(step="prepared", decided_text="november 2010"))
    decide(example, PLAN)
    assert view(example, PLAN).faults == ()


def test_parts_that_were_empty_when_it_was_decided(example: Database) -> None:
    key = add(example, "Ny programplan", "Programplaner", parent_id=view(example, PLAN).node_id)
    missing = view(example, "Ny programplan").missing
    assert sum("saknar text i avsnitten ”" in words for words in missing) == 1
    decide(example, "Ny programplan")
    seen = view(example, "Ny programplan")
    assert "decided-incomplete" in codes(seen)
    assert seen.node_id == key


def test_time_brings_faults_and_review_takes_them_away(empty: Database) -> None:
    add_decided(empty, "Reglemente", replace(MADE, body="Kommunfullmäktige"), valid_from=date(2009, 1, 1))
    on(empty, "Reglemente", heads.set_review_day, review_on=date(2010, 6, 30))
    assert codes(view(empty, "Reglemente")) == ["decision-body-unstated", "review-overdue"]
    on(empty, "Reglemente", heads.set_review_day, review_on=date(2011, 6, 30))
    assert codes(view(empty, "Reglemente")) == ["decision-body-unstated"]
    on(empty, "Reglemente", nodes.set_validity, valid_from=date(2009, 1, 1), valid_to=date(2010, 10, 31),
       validity_text=None, due_year=None)  # fmt: skip
    assert "element-expired" in codes(view(empty, "Reglemente"))


def test_a_draft_that_should_apply_already_is_remarked_on(empty: Database) -> None:
    add(empty, "Reglemente")
    on(empty, "Reglemente", nodes.set_validity, valid_from=date(2010, 1, 1), valid_to=None,
       validity_text=None, due_year=None)  # fmt: skip
    assert _messages(empty, "Reglemente") == ["Ska gälla från 1 januari 2010 men är inte beslutat."]


def test_the_check_of_the_file_says_each_thing_once(example: Database) -> None:
    decide(example, PLAN, replace(MADE, body="Kulturnämnden", decided_on=None, paragraph=None))
    key = view(example, PLAN).node_id
    found = example.read(lambda s: list(steering_findings(s, today=example.clock.today())))
    told = [one.code for one in found if one.key == key and one.kind == "node"]
    assert told.count("decision-wrong-body") == 1
    assert "decision-undated" in told
    assert len(told) == len(set(told))


def test_reading_again_gives_the_same(example: Database) -> None:
    decide(example, PLAN, Made())
    first = view(example, PLAN).faults
    assert first == view(example, PLAN).faults
    assert partial(codes, view(example, PLAN))() == [fault.code for fault in first]
