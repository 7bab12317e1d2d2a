"""What is typed about a part of the model becomes values, or a sentence that says what to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.services.steering.modelformat_steering import Horizon
from app.services.steering.modeltyped import read_horizon, read_lines, read_whole


def test_lines_are_trimmed_and_empty_ones_left_out() -> None:
    assert read_lines(" mål \n\n  åtgärder\n") == ("mål", "åtgärder")
    assert read_lines(" \n ") is None


@given(st.integers(0, 500))
def test_a_whole_number_is_read_as_it_is_written(number: int) -> None:
    assert read_whole(f" {number} ", "Minst") == number


@pytest.mark.parametrize("text", ["fem", "4,5", "-1", "501", "٤", "1e2"])
def test_anything_else_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(DomainError, match="Minst"):
        read_whole(text, "Minst")


def test_nothing_is_no_number() -> None:
    assert read_whole("  ", "Minst") is None


def test_a_horizon_is_read_from_its_form() -> None:
    assert read_horizon("years", "4", "8", "", "") == Horizon(kind="years", min=4, max=8)
    assert read_horizon("target_year", "", "", "2030", "mot 2030") == Horizon(
        kind="target_year", target_year=2030, text="mot 2030"
    )
    assert read_horizon("", "", "", "", " ") is None
    assert read_horizon("years", "4", "", "2030", "") == Horizon(kind="years", min=4)


def test_years_that_do_not_fit_are_refused() -> None:
    with pytest.raises(DomainError, match="Högst"):
        read_horizon("years", "8", "4", "", "")
    with pytest.raises(DomainError, match="Högst"):
        read_horizon("years", "", "4", "", "")
    with pytest.raises(DomainError, match="vilket år"):
        read_horizon("target_year", "", "", "", "")
    with pytest.raises(DomainError, match="Målåret"):
        read_horizon("target_year", "", "", "30", "")
