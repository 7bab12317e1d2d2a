"""The model of Heby against figures and facts written down by hand from the network's report."""

import re
from datetime import date
from pathlib import Path

import pytest

from app.services.steering.modelformat import ModelFile, read_model


@pytest.fixture(scope="module")
def heby() -> ModelFile:
    return read_model(Path(__file__).parents[3] / "resources" / "styrmodeller" / "heby.toml")


def level(model: ModelFile, key: str):
    return next(row for row in model.levels if row.key == key)


def document(model: ModelFile, key: str):
    return next(row for row in model.document_kinds or () if row.key == key)


def pattern(model: ModelFile, key: str):
    return next(row for row in model.wheel_patterns or () if row.key == key)


def test_heby_numbers_its_budget_process_in_ten_steps(heby):
    titles = [row.title for row in heby.wheel_patterns]
    numbers = [int(match[1]) for title in titles if (match := re.match(r"(\d+)\. ", title))]
    assert numbers == list(range(1, 11))


def test_heby_begins_two_years_before_the_budget_year(heby):
    assert [row.key for row in heby.wheel_patterns if row.year_offset == 2] == ["HE-01", "HE-10"]


def test_heby_lets_alternative_bodies_decide(heby):
    goal = level(heby, "effektmal")
    assert (goal.decided_by, goal.decision_order) == (("kommunstyrelsen", "namnder"), "either")
    assert level(heby, "overenskommelse").decision_order == "together"


def test_heby_measures_effects_but_not_directions(heby):
    assert (level(heby, "inriktningsmal").measurable, level(heby, "effektmal").measurable) == (False, True)
    assert level(heby, "inriktningsmal").horizon.min == 10
    assert level(heby, "vision").measurable is None


def test_heby_has_agreements_with_and_without_parties(heby):
    by = {row.key: row for row in heby.agreement_kinds}
    assert by["samverkansavtal"].parties is None
    assert [party.side for party in by["resultatkontrakt"].parties] == ["client", "performer"]
    assert (by["resultatkontrakt"].due_month, by["overenskommelse"].due_month) == (12, 10)


def test_heby_may_revise_its_decision_of_june_in_november(heby):
    steps = document(heby, "budget").decision_steps
    assert [(step.kind, step.wheel_pattern) for step in steps] == [
        ("dialogue", "HE-02"),
        ("definitive", "HE-05"),
        ("revision", "HE-12"),
    ]
    assert (pattern(heby, "HE-05").start_month, pattern(heby, "HE-12").start_month) == (6, 11)


def test_heby_has_no_head_no_facts_and_no_texts(heby):
    assert heby.metadata is heby.facts is heby.texts is heby.perspectives is None


def test_heby_keeps_the_survey_of_its_evaluations_as_stated(heby):
    survey = heby.evaluation
    assert (survey.total, survey.stated_cost) == (56, 2_825_960)
    assert sum(row.kronor for row in survey.costs) == survey.stated_cost
    rows = {row.commissioner: [share.text for share in row.shares] for row in survey.usage}
    assert rows["Kf/nämnd/Ks"] == ["75 %", "56 %", "83 %", "75 %", "25 %"]
    parts, total = [row for row in survey.usage if not row.total], survey.usage[-1]
    assert sum(row.count for row in parts) == total.count == survey.total
    users = next(row for row in survey.stated if row.key == "brukarundersokningar")
    assert (users.count, users.text, users.use) == (12, "drygt 21 %", None)
    assert sum(row.count for row in survey.target_groups) == survey.target_groups_sum == 15
    assert survey.target_groups[-1].name_as_written == "Psyksikt funktionshindrade"


def test_the_parts_of_hebys_agreements_are_described_but_not_demanded(heby):
    sections = [section for kind in heby.agreement_kinds for section in kind.sections or ()]
    assert [section.mandatory for section in sections if section.source] == [None] * 4
    assert all(section.origin == "forslag" for section in sections if not section.source)


def test_heby_is_read_from_a_report_that_others_share(heby):
    assert heby.source_document.date == date(2010, 1, 14)
    assert len(heby.source_document.participants) == 7
