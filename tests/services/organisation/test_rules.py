"""Mandate periods, validity and what units became."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.organisation import rules
from app.services.organisation.errors import BadCode, EndsBeforeStart, SharesNotWhole

YEARS = st.integers(1995, 2100)
HALF = Decimal("0.5")


def test_the_council_of_2022_serves_from_15_october_to_the_day_before_its_successor() -> None:
    assert rules.council_period(2022) == rules.Period(date(2022, 10, 15), date(2026, 10, 14))


def test_the_council_of_2010_serves_by_the_older_rule_until_the_newer_one_begins() -> None:
    assert rules.council_period(2010) == rules.Period(date(2010, 11, 1), date(2014, 10, 14))


def test_the_board_serves_whole_calendar_years() -> None:
    assert rules.board_period(2022) == rules.Period(date(2023, 1, 1), date(2026, 12, 31))


@given(YEARS)
def test_periods_follow_each_other_without_gap_or_overlap(election: int) -> None:
    for period_of in (rules.council_period, rules.board_period):
        following = period_of(election + rules.TERM_YEARS)
        assert period_of(election).ends + timedelta(days=1) == following.starts


@pytest.mark.parametrize(
    ("year", "number"), [(2022, None), (2023, 1), (2024, 2), (2025, 3), (2026, 4), (2027, None)]
)
def test_year_one_is_the_calendar_year_after_the_election(year: int, number: int | None) -> None:
    assert rules.year_number(year, 2022) == number


@given(YEARS, st.lists(YEARS, max_size=6))
def test_the_governing_election_is_the_latest_before_the_year(year: int, elections: list[int]) -> None:
    found = rules.governing_election(year, elections)
    before = [each for each in elections if year - rules.TERM_YEARS <= each < year]
    assert found == (max(before) if before else None)


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_both_ends_of_a_validity_are_included(on: date, holds: bool) -> None:
    assert rules.valid_on(date(2025, 1, 1), date(2025, 12, 31), on) is holds


def test_an_open_end_holds_for_ever() -> None:
    assert rules.valid_on(None, None, date.max)


def test_a_span_may_be_one_day_but_not_less() -> None:
    rules.check_span(date(2025, 1, 1), date(2025, 1, 1), "Enheten")
    with pytest.raises(EndsBeforeStart, match="2025-01-01 ligger före startdagen 2025-01-02"):
        rules.check_span(date(2025, 1, 2), date(2025, 1, 1), "Enheten")


@pytest.mark.parametrize("text", ["186", "18645", "abcd", "١٨٦٤", "-186", "18 4"])
def test_a_code_that_is_not_four_digits_is_refused(text: str) -> None:
    with pytest.raises(BadCode):
        rules.read_code(text)


def test_a_code_keeps_its_leading_zero_and_may_be_missing() -> None:
    assert rules.read_code(" 0114 ") == "0114"
    assert rules.read_code("  ") is None


@pytest.mark.parametrize(
    "shares", [[HALF, None], [HALF, HALF, HALF], [Decimal(1), Decimal(0)], [Decimal(2), Decimal(-1)]]
)
def test_shares_that_do_not_make_a_whole_are_refused(shares: list[Decimal | None]) -> None:
    with pytest.raises(SharesNotWhole):
        rules.check_shares(shares)


def test_shares_may_all_be_unknown() -> None:
    rules.check_shares([None, None])
    rules.check_shares([Decimal("0.38"), Decimal("0.62")])


def _step(old: int, new: int, year: int, share: Decimal | None = Decimal(1)) -> rules.Step:
    return rules.Step(old, new, date(year, 1, 1), share)


def test_a_unit_is_followed_through_a_split_and_a_merger() -> None:
    halves = [_step(1, 2, 2024, HALF), _step(1, 3, 2024, HALF)]
    steps = {1: halves, 2: [_step(2, 4, 2025)], 3: [_step(3, 4, 2025)]}
    assert rules.recast(1, steps, date(2023, 6, 1)) == (rules.Successor(1, Decimal(1)),)
    assert rules.recast(1, steps, date(2024, 6, 1)) == (rules.Successor(2, HALF), rules.Successor(3, HALF))
    assert rules.recast(1, steps, date(2025, 6, 1)) == (rules.Successor(4, Decimal(1)),)


def test_an_unknown_share_stays_unknown_all_the_way() -> None:
    steps = {1: [_step(1, 2, 2024, None), _step(1, 3, 2024, None)], 2: [_step(2, 4, 2025)]}
    assert rules.recast(1, steps, date(2026, 1, 1)) == (rules.Successor(4, None), rules.Successor(3, None))


def test_a_loop_in_the_steps_ends() -> None:
    steps = {1: [_step(1, 2, 2024)], 2: [_step(2, 1, 2025)]}
    assert rules.recast(1, steps, date(2026, 1, 1)) == (rules.Successor(2, Decimal(1)),)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=6))
def test_whole_shares_always_add_up_to_one(pairs: list[tuple[int, int]]) -> None:
    steps: dict[int, list[rules.Step]] = {}
    for number, (weight, other) in enumerate(pairs):
        share = Decimal(weight) / 16
        first = rules.Step(number, 100 + other, date(2024, 1, 1), share)
        steps[number] = [first, rules.Step(number, number + 1, date(2024, 1, 1), 1 - share)]
    found = rules.recast(0, steps, date(2025, 1, 1))
    assert sum(successor.share or 0 for successor in found) == 1
