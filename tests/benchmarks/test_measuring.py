"""Ratios of two sides that are measured in turns."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.clock import fixed_clock
from benchmarks.measuring import Goal, Result, milliseconds, side_by_side, timed
from benchmarks.results import keep, load_average, outcome, surroundings, table

GOAL = Goal("fönstret", "programmet", "ett tomt fönster", 1.5)
TOLD = Goal("stort träd", "programmet", "ett tomt fönster")
TIMES = st.floats(0.001, 10)


def _case(name: str, seconds: float, order: list[str]) -> Callable[[], float]:
    def run() -> float:
        order.append(name)
        return seconds

    return run


def test_sides_take_turns_and_the_first_round_does_not_count() -> None:
    order: list[str] = []
    result = side_by_side(GOAL, _case("a", 3.0, order), _case("b", 2.0, order), rounds=3)
    assert order == ["b", "a", "a", "b", "b", "a", "a", "b"]
    assert (result.measured, result.against) == ((3.0,) * 3, (2.0,) * 3)
    assert result.ratio == 1.5
    assert result.met is True


@pytest.mark.parametrize(("seconds", "met"), [(1.5, True), (1.51, False)])
def test_a_goal_is_met_up_to_its_limit(seconds: float, met: bool) -> None:
    assert Result(GOAL, (seconds,), (1.0,)).met is met
    assert Result(TOLD, (seconds,), (1.0,)).met is None


def test_one_slow_moment_does_not_decide() -> None:
    assert Result(GOAL, (1.0, 1.0, 90.0), (1.0, 1.0, 1.0)).ratio == 1.0


@given(st.lists(st.tuples(TIMES, TIMES), min_size=1, max_size=9))
def test_the_ratio_lies_within_its_spread_and_the_rounds(pairs: list[tuple[float, float]]) -> None:
    result = Result(GOAL, *(tuple(side) for side in zip(*pairs, strict=True)))
    low, high = result.spread
    assert min(result.ratios) <= low <= result.ratio <= high <= max(result.ratios)


def test_time_is_measured_in_seconds_and_told_in_milliseconds() -> None:
    assert timed(lambda: sum(range(1000))) > 0
    assert milliseconds((0.002, 0.001, 0.5)) == 2.0


def test_a_missed_goal_is_told_as_missed(tmp_path: Path) -> None:
    results = [Result(GOAL, (2.0,), (1.0,)), Result(TOLD, (9.0,), (1.0,))]
    assert [outcome(each) for each in results] == ["MISSED", "told only"]
    assert "| 2.00 | 2.00–2.00 | ≤ 1.5 | MISSED |" in table(results)
    keep(results, "om körningen", tmp_path / "R.md")
    written = (tmp_path / "R.md").read_text(encoding="utf-8")
    assert written.endswith("Missed: fönstret.\n")
    assert "om körningen" in written
    keep(results[1:], "", tmp_path / "R.md")
    assert (tmp_path / "R.md").read_text(encoding="utf-8").endswith("Every goal is met.\n")


def test_results_say_when_how_and_on_what_they_were_measured() -> None:
    about = surroundings(fixed_clock(date(2026, 11, 21)), "python -m benchmarks", 0.5)
    assert "2026-11-21" in about
    assert "`python -m benchmarks`" in about
    assert "load 0.5" in about
    assert all(
        name in about for name in ("Python 3.", "PySide6 6.", "SQLAlchemy 2.", "SQLite 3.", "reportlab")
    )
    assert "load" not in surroundings(fixed_clock(date(2026, 11, 21)), "x", None)
    load = load_average()
    assert load is None or load >= 0
