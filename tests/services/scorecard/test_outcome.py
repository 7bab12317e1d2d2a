"""What measurements come to from January to the end of a period, for a unit and those above it."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.services.scorecard.outcome import Measured, Taking, outcome
from app.services.scorecard.periods import read_period

HALF, YEAR = read_period("2026-H1"), read_period("2026")
NOBODY_BELOW: dict[int | None, list[int]] = {}


def row(period: str, value: object = None, *, gender: str = "T", text: str | None = None) -> Measured:
    """A measurement; without a value it is expressly missing, unless it says something."""
    number = None if value is None else Decimal(str(value))
    return Measured(period, gender, number, value is None and text is None, text, None, False)


def of(rows: list[Measured], period=HALF, **taking: object):
    """The outcome of one unit."""
    return outcome({1: rows}, 1, NOBODY_BELOW, Taking(**taking), period)


def test_the_last_period_that_has_ended_counts():
    rows = [row("2026-03", 3), row("2026-06", 6), row("2026-09", 9), row("2025-12", 12)]
    assert (of(rows).value, of(rows).period) == (6, "2026-06")
    assert of(rows, YEAR).value == 9
    assert of([row("2026", 5)]) is None
    assert of([row("2025-06", 5)]) is None


def test_what_is_expressly_missing_last_is_missing_and_not_what_went_before():
    found = of([row("2026-05", 5), row("2026-06")])
    assert (found.period, found.value, found.words) == ("2026-06", None, None)


def test_an_outcome_in_words_is_known():
    assert of([row("2026-06", text="Bättre bemötande")]).words == "Bättre bemötande"


def test_a_school_year_counts_when_its_year_is_told_as_a_whole():
    rows = [row("2026/27", 210)]
    assert of(rows) is None
    assert of(rows, YEAR).value == 210


def test_a_value_of_the_whole_year_counts_in_every_report_once_somebody_has_told_it():
    rows = [row("2026", 90), row("2025", 87)]
    assert [of(rows, read_period(text), yearly=True).period for text in ("2026-T1", "2026-H1", "2026")] == (
        ["2026"] * 3
    )
    assert of(rows, yearly=True, summing="sum").value == 90
    assert of([row("2026/27", 230)], yearly=True).value == 230
    assert (of(rows), of([row("2026-H2", 1), row("2025", 87)], yearly=True)) == (None, None)


def test_a_sum_asks_only_for_the_periods_that_have_ended():
    tertial = read_period("2026-T2")
    halves = [row("2026-H1", 40), row("2026-H2", 50)]
    assert (of(halves, tertial, summing="sum").value, of(halves, YEAR, summing="sum").value) == (40, 90)
    assert of(halves[:1], YEAR, summing="sum").why == "bara 6 av 12 månader är kända"
    quarters = [row("2026-Q1", 1), row("2026-Q2", 2), *(row(f"2026-{month:02}") for month in range(1, 9))]
    assert of(quarters, tertial, summing="sum").value == 3


def test_a_sum_needs_every_month_and_takes_no_month_twice():
    months = [row(f"2026-{month:02}", month) for month in range(1, 7)]
    assert of(months, summing="sum").value == 21
    assert of([*months, row("2026-Q1", 6)], summing="sum").value == 21
    assert of([*months, row("2026-H1", 99)], summing="sum").value == 99
    lacking = of(months[:4], summing="sum")
    assert (lacking.value, lacking.why) == (None, "bara 4 av 6 månader är kända")


def test_a_mean_rests_on_what_is_known():
    rows = [row("2026-T1", 4), row("2026-T2", 8), row("2026-T3")]
    assert of(rows, YEAR, summing="mean").value == 6


def test_the_gap_between_women_and_men_has_no_sign():
    rows = [row("2026-06", 215, gender="K"), row("2026-06", 228, gender="M"), row("2026-06", 221)]
    assert of(rows, kind="gap").value == 13
    assert of(rows[:1], kind="gap").why == "uppgift behövs för både kvinnor och män"
    assert of(rows).value == 221


def test_women_and_men_are_added_only_where_figures_are_counts():
    halves = [row("2026-06", 10, gender="K"), row("2026-06", 12, gender="M")]
    assert of(halves) is None
    assert of(halves, across="sum").value == 22


BELOW = {None: [1], 1: [2, 3], 3: [4]}


def test_units_become_the_one_above_as_the_figure_says():
    rows = {2: [row("2026-06", 10)], 4: [row("2026-06", 20)]}
    assert outcome(rows, None, BELOW, Taking(across="sum"), HALF).value == 30
    assert outcome(rows, None, BELOW, Taking(across="mean"), HALF).value == 15
    assert outcome(rows, None, BELOW, Taking(), HALF) is None
    rows[1] = [row("2026-06", 99)]
    assert outcome(rows, None, BELOW, Taking(across="sum"), HALF).value == 99


def test_a_sum_of_units_is_missing_when_one_is_and_a_mean_rests_on_the_others():
    rows = {2: [row("2026-06", 10)], 4: [row("2026-06")]}
    lacking = outcome(rows, 1, BELOW, Taking(across="sum"), HALF)
    assert (lacking.value, lacking.why) == (None, "1 av 2 enheter har lämnat uppgift")
    assert outcome(rows, 1, BELOW, Taking(across="mean"), HALF).value == 10


def test_a_unit_that_is_silent_leaves_a_hole_in_the_sum_unless_it_no_longer_tells_anything():
    rows = {2: [row("2026-06", 10)], 4: [row("2025-06", 20)]}
    lacking = outcome(rows, None, BELOW, Taking(across="sum"), HALF)
    assert (lacking.value, lacking.why) == (None, "1 av 2 enheter har lämnat uppgift")
    rows[4] = [row("2024-06", 20)]
    assert outcome(rows, None, BELOW, Taking(across="sum"), HALF).value == 10


def test_sums_of_different_parts_of_the_year_are_not_put_together():
    tertial = read_period("2026-T2")
    rows = {2: [row("2026-T1", 10), row("2026-T2", 10)], 4: [row("2026-H1", 20)]}
    lacking = outcome(rows, 1, BELOW, Taking(summing="sum", across="sum"), tertial)
    assert (lacking.value, lacking.why) == (None, "enheternas uppgifter gäller olika delar av året")
    rows[2] = [row("2026-H1", 10)]
    assert outcome(rows, 1, BELOW, Taking(summing="sum", across="sum"), tertial).value == 30
    year = outcome(rows, 1, BELOW, Taking(summing="sum", across="sum"), YEAR)
    assert (year.value, year.why) == (None, "bara 6 av 12 månader är kända")
    rows[2] = [row("2026-T1", 10), row("2026-T2", 10)]
    assert outcome(rows, 1, BELOW, Taking(across="sum"), tertial).value == 30


def test_women_and_men_are_added_in_the_unit_that_tells_of_them_apart():
    rows = {2: [row("2026-06", 10)], 4: [row("2026-06", 7, gender="K"), row("2026-06", 8, gender="M")]}
    assert outcome(rows, 1, BELOW, Taking(across="sum"), HALF).value == 25
    rows[4][1] = row("2026-06", gender="M")
    assert outcome(rows, 1, BELOW, Taking(across="sum"), HALF).value is None


@given(st.lists(st.decimals(-1000, 1000, places=3), min_size=12, max_size=12), st.randoms())
def test_the_order_of_measurements_never_matters(values, dice):
    rows = [row(f"2026-{month:02}", value) for month, value in enumerate(values, 1)]
    mixed = dice.sample(rows, len(rows))
    for summing in ("last", "sum", "mean"):
        assert of(mixed, YEAR, summing=summing) == of(rows, YEAR, summing=summing)
    assert of(rows, YEAR, summing="sum").value == sum(values)
