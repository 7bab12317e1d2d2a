"""Two years and two models stand side by side, matched, with what differs in words."""

from datetime import date
from itertools import combinations

import pytest

from app.services.wheel.comparing import compare_models, compare_years, pattern_view
from app.services.wheel.editing import remove_activity, set_fields, set_time
from app.services.wheel.planning import plan_year
from app.services.wheel.timing import read_timing
from tests.services.wheel.files import MODELS, TODAY, model_of, write, year_of


def _compared(example, first: int = 2026, second: int = 2027):
    return example.read(lambda session: compare_years(session, first=first, second=second, today=TODAY))


def test_a_year_is_the_same_as_itself(example) -> None:
    found = _compared(example, 2026, 2026)
    assert {row.how for row in found.rows} == {"same"}
    assert len(found.rows) == len(found.first.activities)


def test_years_are_matched_by_what_was_carried_whatever_it_is_called(example) -> None:
    write(example, plan_year, year=2027)
    after = year_of(example, 2027)
    one = next(one for one in after.activities if one.when.precision == "manad")
    write(
        example, set_fields, activity_id=one.key, expected_version=1, title="Annat namn",
        bodies=["Revisorerna"], year_offset=0, phase="genomforande",
    )  # fmt: skip
    write(example, set_time, activity_id=one.key, expected_version=2, timing=read_timing("12 maj", 2027))
    row = next(row for row in _compared(example).rows if row.second and row.second.key == one.key)
    assert (row.how, row.first.key) == ("changed", one.previous)
    assert "Tid: mars → 12 maj" in row.differences
    assert f"Namn: {row.first.title} → Annat namn" in row.differences
    assert "Organ: inget → Revisorerna" in row.differences
    assert "Fas: uppföljning → genomförande" in row.differences
    assert "Avser: året före → samma år" in row.differences


def test_what_only_one_year_has_stands_alone_and_is_counted(example) -> None:
    write(example, plan_year, year=2027)
    one = year_of(example, 2027).activities[0]
    write(example, remove_activity, activity_id=one.key, expected_version=one.version)
    found = _compared(example)
    (alone,) = [row for row in found.rows if row.how == "first"]
    assert alone.first.key == one.previous
    assert found.words.endswith("1 bara i 2026, 0 bara i 2027")
    assert sum(map(found.count, ("same", "changed", "first"))) == len(found.first.activities)


@pytest.mark.parametrize(("one", "other"), tuple(combinations(MODELS, 2)))
def test_every_activity_of_two_models_stands_exactly_once(one: str, other: str) -> None:
    found = compare_models(model_of(one), model_of(other), year=2027)
    assert sorted(row.first.key for row in found.rows if row.first) == sorted(
        each.key for each in found.first.activities
    )
    assert sorted(row.second.key for row in found.rows if row.second) == sorted(
        each.key for each in found.second.activities
    )
    assert found.first_name != found.second_name


def test_models_meet_in_their_legal_steps() -> None:
    found = compare_models(model_of("fagersta"), model_of("ljusnarsberg"))
    budget = next(row for row in found.rows if row.first and row.first.law == "council-decision")
    assert budget.second is not None
    assert budget.second.law == "council-decision"
    assert "Tid: november → oktober–november" in budget.differences


def test_a_model_compared_with_itself_is_the_same() -> None:
    found = compare_models(model_of("heby"), model_of("heby"))
    assert {row.how for row in found.rows} == {"same"}


def test_a_models_year_has_wheels_legal_days_and_the_bounds_of_its_steps() -> None:
    view = pattern_view(model_of("vansbro"), 2027)
    assert [wheel.model_key for wheel in view.wheels] == ["huvud", "forvaltning", "arbetsprocess"]
    borlange = pattern_view(model_of("borlange"), 2027)
    budget = next(one for one in borlange.activities if one.law == "council-decision")
    assert budget.bound is not None
    assert budget.bound.deadline == date(2027, 11, 30)
    assert any(budget.key in day.activities for day in borlange.legal)
