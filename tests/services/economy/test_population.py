"""Forecasts of the population: looked up by age and day without guessing, and never half entered."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import ChangedSince
from app.services.budget import versions
from app.services.economy import ground_tables, own, population
from app.services.economy.population_errors import (
    AgesOverlap,
    ForecastInUse,
    ForecastTaken,
    NegativePopulation,
    TooManyInhabitants,
    YearOutside,
)
from app.services.economy.population_table import AgeGroup, Number, PopulationTable
from app.services.economy.tables import broken_sums
from tests.newfiles import open_founded
from tests.services.budget.ledger import YEARS, Ledger, found_town

MAY = date(2026, 5, 20)
GROUPS = ((0, 0), (1, 5), (6, 15), (16, 64), (65, None))


def _numbers(year: int, day: str = "dec31", more: int = 0) -> list[Number]:
    return [Number(year, day, low, high, 100 + place + more) for place, (low, high) in enumerate(GROUPS)]


@pytest.fixture
def town(tmp_path, clock) -> Iterator[Ledger]:
    ledger = Ledger(open_founded(tmp_path / "Ådal.styr", found_town, clock=clock, user="Prov"))
    yield ledger
    ledger.database.close()


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 9999), st.booleans()), min_size=1, max_size=12),
    st.integers(0, 130), st.integers(0, 130),
)  # fmt: skip
def test_a_count_is_the_sum_of_single_ages_or_nothing_at_all(made, low, high):
    ages: dict[int, int] = {}
    numbers, first, starts, ends = [], 0, set(), set()
    for width, number, kept in made:
        if kept:
            numbers.append(Number(2027, "dec31", first, first + width, number))
            ages |= {age: number if age == first else 0 for age in range(first, first + width + 1)}
            starts.add(first)
            ends.add(first + width)
        first += width + 1
    table = PopulationTable(tuple(numbers))
    found = table.count(2027, "dec31", low, high)
    wanted = range(low, high + 1)
    fits = low in starts and high in ends and low <= high and all(age in ages for age in wanted)
    assert found == (sum(ages[age] for age in wanted) if fits else None)


def test_the_mean_is_of_two_ends_of_years_and_days_are_never_mixed():
    numbers = [*_numbers(2026), *_numbers(2027, more=3), *_numbers(2027, "nov1", 50)]
    table = PopulationTable(tuple(numbers))
    assert table.count(2027, "dec31") == 525
    assert table.count(2027, "nov1") == 760
    assert table.count(2027, "mean", 6, 64) == Decimal("208")
    assert table.count(2027, "mean", 0, 0) == Decimal("101.5")
    assert table.count(2026, "mean") is None
    assert table.count(2026, "nov1") is None
    assert table.count(2027, "dec31", 2, 5) is None, "half a group is not guessed"
    assert table.groups == tuple(AgeGroup(*ages) for ages in GROUPS)
    assert [group.words for group in table.groups][-2:] == ["16–64 år", "65 år och äldre"]


def test_a_forecast_is_entered_changed_and_taken_away_in_steps_that_undo(town):
    known = {"name": "SCB", "source": "SCB", "dated_on": MAY}
    key = town.run(population.add_forecast, **known, numbers=_numbers(2026))
    read = partial(population.population, forecast_id=key, year=2026, day="dec31")
    assert town.database.read(read) == 510
    changes = [Number(2026, "dec31", 0, 0, 7), Number(2026, "dec31", 65, None, None), *_numbers(2027)]
    town.run(population.set_numbers, forecast_id=key, numbers=changes, expected_version=1)
    assert town.database.read(read) is None
    assert town.database.read(partial(read, age_from=0, age_to=64)) == 313
    town.database.undo()
    assert town.database.read(read) == 510
    (shown,) = town.database.read(population.forecasts)
    town.run(
        population.remove_ages, forecast_id=key, age_from=65, age_to=None, expected_version=shown.version
    )
    with pytest.raises(ChangedSince):
        town.run(population.remove_forecast, forecast_id=key, expected_version=2)
    with pytest.raises(
        ForecastTaken, match="finns redan en befolkningsprognos som heter SCB från 2026-05-20"
    ):
        town.run(population.add_forecast, **{**known, "name": "scb"})
    town.run(population.remove_forecast, forecast_id=key, expected_version=shown.version + 1)
    assert town.database.read(population.forecasts) == ()


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        (Number(2027, "dec31", 1, 5, -3), NegativePopulation, "1–5 år den 31 december 2027 är −3"),
        (Number(2027, "nov1", 1, 5, 10**8), TooManyInhabitants, "1 november 2027"),
        (Number(2027, "dec31", 4, 8, 5), AgesOverlap, "1–5 år och 4–8 år överlappar 2027"),
        (Number(20270, "dec31", 1, 5, 5), YearOutside, "1900–2200"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_nothing_is_kept(town, wrong, error, words):
    key = town.run(population.add_forecast, name="Egen", source=None, dated_on=MAY, numbers=_numbers(2027))
    with pytest.raises(error, match=words):
        town.run(
            population.set_numbers, forecast_id=key, numbers=[Number(2027, "dec31", 0, 0, 1), wrong],
            expected_version=1,
        )  # fmt: skip
    table = town.database.read(partial(population.populations, forecast_id=key))
    assert table.numbers == tuple(_numbers(2027))


def test_a_version_rests_on_a_forecast_which_then_cannot_be_removed(town):
    version = town.run(versions.create_plan, first_year=YEARS[0])
    key = town.run(population.add_forecast, name="Egen", source=None, dated_on=MAY)
    known = {"version_id": version, "forecast_id": key}
    town.run(population.choose_population, **known, expected_version=0)
    assert town.database.read(partial(population.chosen_population, version_id=version)) == key
    assert town.database.read(partial(own.state_of, version_id=version)) == 1
    forecast = {"forecast_id": key, "expected_version": 1, "numbers": [*_numbers(2026), *_numbers(2027)]}
    town.run(population.set_numbers, **forecast)
    ends, mean = town.database.read(partial(ground_tables.tables, version_id=version))
    assert (ends.title, ends.columns) == (
        "Invånare efter ålder, den 31 december",
        ("2026", "2027", "2028", "2029"),
    )
    assert ends.row("age:all").cells == (510, 510, None, None)
    assert mean.row("age:all").cells == (None, 510, None, None)
    assert not broken_sums(ends)
    with pytest.raises(ForecastInUse, match="används av 1 budgetversion"):
        town.run(population.remove_forecast, forecast_id=key, expected_version=2)
