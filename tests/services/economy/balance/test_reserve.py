"""What may be reserved by 11 kap. 14 §: never more than any of its limits, and every step adds up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.economy.balance.reserve import ReserveFacts, reckon
from app.services.lawrules import LawRule, rule_on

M = 100_000_000
RULE = rule_on("result-reserve", date(2027, 12, 31))
FACTS = ReserveFacts(
    2027, result=9 * M, adjusted=8 * M, tax_and_grants=300 * M, equity=100 * M, pension_liability=60 * M,
    reserve=5 * M,
)  # fmt: skip
ORE = st.integers(-(10**13), 10**13)
WHOLE = st.integers(0, 10**13)


def _most(facts: ReserveFacts, rule: LawRule | None = RULE) -> int | None:
    return reckon(facts, rule).most


def test_the_lower_result_above_one_percent_may_be_reserved():
    answer = reckon(FACTS, RULE)
    assert answer.most == 8 * M - 3 * M
    steps = {step.key: step.amount for step in answer.steps}
    assert steps["floor"] == 3 * M
    assert steps["over_result"] == 6 * M
    assert steps["cap"] == 15 * M
    assert steps["space"] == 10 * M
    assert "5 000 000 kr" in answer.words.replace("\u00a0", " ")


def test_two_percent_holds_when_equity_with_the_pension_commitment_is_below_zero():
    assert _most(replace(FACTS, pension_liability=101 * M)) == 2 * M
    assert _most(replace(FACTS, pension_liability=100 * M)) == 5 * M
    assert _most(replace(FACTS, equity=-1, pension_liability=None)) == 2 * M


def test_the_reserve_never_grows_above_its_cap():
    full = reckon(replace(FACTS, reserve=15 * M), RULE)
    assert full.most == 0
    assert "nått 5" in {step.key: step.words for step in full.steps}["space"]
    assert _most(replace(FACTS, reserve=13 * M)) == 2 * M
    assert _most(replace(FACTS, reserve=20 * M)) == 0


def test_nothing_may_be_reserved_of_a_result_that_is_not_above_the_limit():
    assert _most(replace(FACTS, adjusted=3 * M)) == 0
    assert _most(replace(FACTS, result=-M)) == 0


def test_what_is_missing_is_named_and_never_counted_as_zero():
    for name in ("result", "adjusted", "tax_and_grants", "equity", "pension_liability", "reserve"):
        answer = reckon(replace(FACTS, **{name: None}), RULE)
        assert answer.most is None, name
        assert name == "adjusted" or answer.lacks, name


def test_the_years_before_the_reserve_have_another_name_and_no_reckoning():
    older = rule_on("result-reserve", date(2023, 12, 31))
    answer = reckon(replace(FACTS, year=2023), older)
    assert answer.most is None
    assert answer.steps == ()
    assert "resultatutjämningsreserv" in answer.words
    assert reckon(FACTS, None).most is None


def test_a_later_amendment_is_a_change_of_data():
    assert RULE is not None
    amended = replace(RULE, figures={**RULE.figures, "floor": Decimal("1.5"), "cap": Decimal(3)})
    answer = reckon(FACTS, amended)
    assert answer.most == 8 * M - 450_000_000
    assert answer.cap == 9 * M
    assert "1,5\u00a0%" in " ".join(step.words for step in answer.steps)


@given(result=ORE, adjusted=ORE, base=WHOLE, equity=ORE, pensions=WHOLE, reserve=WHOLE)
def test_what_may_be_reserved_keeps_within_every_limit(result, adjusted, base, equity, pensions, reserve):
    answer = reckon(ReserveFacts(2027, result, adjusted, base, equity, pensions, reserve), RULE)
    share = 2 if equity - pensions < 0 else 1
    assert answer.most is not None
    assert answer.most >= 0
    assert answer.percent == share
    if answer.most:
        assert 100 * (result - answer.most) >= share * base
        assert 100 * (adjusted - answer.most) >= share * base
        assert 100 * (reserve + answer.most) <= 5 * base
        # one öre more would break one of them
        more = answer.most + 1
        assert 100 * (min(result, adjusted) - more) < share * base or 100 * (reserve + more) > 5 * base


@given(step=st.integers(0, 10**9), base=WHOLE)
def test_a_better_result_never_lets_less_be_reserved(step, base):
    facts = replace(FACTS, tax_and_grants=base)
    better = replace(facts, result=9 * M + step, adjusted=8 * M + step)
    assert (_most(better) or 0) >= (_most(facts) or 0)


@pytest.mark.parametrize(
    ("facts", "most"),
    [
        # 1 % of 331 202 000 kr is 3 312 020; 7 700 000 and 7 500 000 are above it, the lower by 4 187 980.
        ((770_000_000, 750_000_000, 33_120_200_000, 13_485_000_000, 9_360_000_000, 0), 418_798_000),
        # Equity 80 minus pensions 93,6 mnkr is negative: 2 % is 6 624 040, 1 075 960 kr above it.
        ((770_000_000, 770_000_000, 33_120_200_000, 8_000_000_000, 9_360_000_000, 0), 107_596_000),
        # 5 % is 16 560 100 kr; with 16 000 000 in the reserve 560 100 is left.
        ((770_000_000, 770_000_000, 33_120_200_000, 13_485_000_000, 0, 1_600_000_000), 56_010_000),
        # The reserve is above its cap already, since the sum has fallen.
        ((770_000_000, 770_000_000, 33_120_200_000, 13_485_000_000, 0, 1_700_000_000), 0),
        # Equity 0 with pensions is not negative; 1 % of 100,01 kr is 1,0001 kr, rounded up to 101 öre.
        ((500, 500, 10_001, 100, 100, 0), 399),
    ],
)  # fmt: skip
def test_cases_reckoned_by_hand(facts, most):
    answer = reckon(ReserveFacts(2027, *facts), rule_on("result-reserve", date(2027, 12, 31)))
    assert answer.most == answer.bound == most


def test_what_is_known_sets_a_limit_before_everything_is():
    rule = rule_on("result-reserve", date(2027, 12, 31))
    unknown = reckon(ReserveFacts(2027, None, None, 33_120_200_000, None, None, 1_600_000_000), rule)
    assert (unknown.most, unknown.bound) == (None, 56_010_000)
