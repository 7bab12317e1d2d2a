"""The rules of law as data: each explains itself, and holds in its own time."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.services.lawrules import LawRule, law_rules, rule_for, rule_now, rule_on

#: The sections that a municipality's steering and its year are bound by.
PARAGRAPHS = {
    "5 kap. 3 §", "5 kap. 9 §", "5 kap. 13 och 15 §§", "5 kap. 24 §", "6 kap. 5 §", "6 kap. 6 §",
    "6 kap. 18 §", "8 kap. 14–16 a §§", "9 kap. 9 §", "11 kap. 1 och 3 §§", "11 kap. 5 §", "11 kap. 6 §",
    "11 kap. 6 a §", "11 kap. 8 §", "11 kap. 9 §", "11 kap. 10 och 11 §§", "11 kap. 12 och 13 §§",
    "11 kap. 14 §", "11 kap. 15 §", "11 kap. 16 §", "11 kap. 20 §", "11 kap. 21 § och 5 kap. 24 §",
    "12 kap. 2 §", "13 kap. 5 §", "13 kap. 8 §",
}  # fmt: skip


@pytest.mark.parametrize("rule", law_rules(), ids=lambda rule: rule.key)
def test_every_rule_names_its_paragraph_and_explains_itself(rule: LawRule) -> None:
    assert "§" in rule.paragraph
    assert re.search(r"\((19|20)\d\d:\d+\)", rule.paragraph)
    assert rule.name[0].isupper()
    assert not rule.name.endswith(".")
    assert rule.explanation[0].isupper()
    assert rule.explanation.endswith(".")


def test_every_section_of_the_municipal_act_is_there() -> None:
    ending = " kommunallagen (2017:725)"
    found = {rule.paragraph.removesuffix(ending) for rule in law_rules() if rule.paragraph.endswith(ending)}
    assert found == PARAGRAPHS


def test_a_key_stands_once_for_each_time_that_it_holds() -> None:
    spans = [(rule.key, rule.valid_from) for rule in law_rules()]
    assert len(spans) == len(set(spans))
    for rule in law_rules():
        others = [each for each in law_rules() if each.key == rule.key and each is not rule]
        assert not any(each.in_force(rule.valid_from) for each in others)


def test_what_an_activity_can_carry_out_has_a_last_day() -> None:
    for rule in law_rules():
        assert not rule.step or rule.deadline is not None
        assert not rule.yearly or rule.step
        if rule.latest is not None and rule.deadline is not None:
            assert rule.latest.of(2027) > rule.deadline.of(2027)
        assert (rule.tax_rate is None) == (rule.latest is None) == (rule.exception is None)


def test_a_rule_is_in_force_from_its_first_day_to_its_last() -> None:
    first = rule_now("plan-years")
    assert rule_on("plan-years", date(2017, 12, 31)) is None
    assert rule_on("plan-years", date(2018, 1, 1)) == first
    ended = replace(first, valid_to=date(2030, 12, 31))
    assert ended.in_force(date(2030, 12, 31))
    assert not ended.in_force(date(2031, 1, 1))


def test_a_budget_is_held_against_the_law_of_its_own_last_day() -> None:
    assert rule_for("council-decision", 2018) is None  # decided in 2017, under the act before this one
    assert rule_for("council-decision", 2019) == rule_now("council-decision")
    assert rule_for("annual-report", 2016) is None
    assert rule_for("annual-report", 2017) is not None


def test_a_rule_that_is_not_there_is_an_error() -> None:
    assert rule_on("no-such-rule", date(2026, 1, 1)) is None
    with pytest.raises(KeyError):
        rule_now("no-such-rule")


def test_the_shares_of_the_reserve_are_data_and_not_in_the_years_before_it() -> None:
    rule = rule_on("result-reserve", date(2027, 12, 31))
    assert rule is not None
    assert rule.figures == {"floor": 1, "floor_negative_equity": 2, "cap": 5}
    assert all(isinstance(figure, Decimal) for figure in rule.figures.values())
    older = rule_on("result-reserve", date(2023, 12, 31))
    assert older is not None
    assert not older.figures
    assert hash(rule) != hash(older)
