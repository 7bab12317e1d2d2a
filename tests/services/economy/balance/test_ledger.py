"""The inquiry's rows and the ledger of deficits: sums, last years, and plans that cover what is left."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.services.economy.balance.arithmetic import FIELDS, ROWS, inquire
from app.services.economy.balance.ledger import Planned, deficit_of, spread, years_to_regulate

TODAY = date(2026, 11, 21)
ORE = st.integers(-(10**13), 10**13)


@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, ORE)))
def test_every_sum_of_the_inquiry_is_its_parts(typed):
    rows = inquire(typed)
    for row in ROWS:
        if row.parts:
            assert rows[row.key] == sum(rows[key] or 0 for key in row.parts)
    assert rows["balance"] == (
        typed["result"] - typed["gains"] + typed["gains_kept"] + typed["losses"] + typed["unrealised"]
        + typed["returned"] - typed["reserved"] + typed["used"]
    )  # fmt: skip


def test_a_year_without_a_result_has_no_sum_and_one_without_adjustments_has():
    assert inquire({"gains": 100})["balance"] is None
    assert inquire({"result": 500})["balance"] == 500


@given(
    amount=st.integers(1, 10**13),
    parts=st.lists(st.tuples(st.integers(2025, 2028), st.integers(1, 10**12), st.booleans()), max_size=5),
    refrains=st.booleans(),
)
def test_what_is_left_of_a_deficit_is_what_nobody_has_regulated(amount, parts, refrains):
    found = deficit_of(2024, -amount, [Planned(*part) for part in parts], refrains=refrains, today=TODAY)
    assert found is not None
    done = sum(part[1] for part in parts if part[2])
    assert found.remaining == (0 if refrains else max(0, amount - done))
    assert 0 <= found.unplanned <= found.remaining
    assert (found.state == "regulated") == (not refrains and done >= amount)
    assert found.last_year == 2027


def test_a_year_above_or_at_zero_has_no_deficit():
    assert deficit_of(2024, 0, [], refrains=False, today=TODAY) is None


def test_the_last_day_is_three_years_later_and_the_decision_in_that_years_budget():
    found = deficit_of(2024, -100, [], refrains=False, today=TODAY)
    assert found is not None
    assert (found.last_day, found.decided_by) == (date(2027, 12, 31), date(2026, 11, 30))
    assert found.state == "open"
    assert years_to_regulate(2024) == (2025, 2026, 2027)
    late = deficit_of(2024, -100, [], refrains=False, today=date(2028, 1, 1))
    assert late is not None
    assert late.state == "late"


@given(st.integers(0, 10**15), st.lists(st.integers(2000, 2100), unique=True, max_size=5))
def test_an_amount_is_spread_to_the_last_ore(amount, years):
    made = spread(amount, sorted(years))
    assert sum(made.values()) == (amount if years else 0)
    assert max(made.values(), default=0) - min(made.values(), default=0) <= 1


def test_a_plan_counts_until_the_result_of_its_year_is_handed_over():
    planned = [Planned(2025, 40, done=False), Planned(2027, 60, done=False)]
    in_time = deficit_of(2024, -100, planned, refrains=False, today=date(2026, 4, 15))
    after = deficit_of(2024, -100, planned, refrains=False, today=date(2026, 4, 16))
    assert (in_time.state, in_time.unplanned) == ("planned", 0)
    assert (after.state, after.unplanned) == ("open", 40)
    last = deficit_of(2024, -100, [Planned(2027, 100, done=False)], refrains=False, today=date(2028, 2, 1))
    assert last.state == "planned"


def test_the_last_budget_that_can_decide_passes_with_its_last_day():
    late = [
        deficit_of(2024, -100, [], refrains=refrains, today=day).decided_late
        for refrains, day in (
            (False, date(2026, 12, 31)),
            (False, date(2027, 1, 1)),
            (True, date(2027, 1, 1)),
        )
    ]
    assert late == [False, True, False]
