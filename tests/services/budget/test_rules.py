"""The arithmetic of frames, without a file."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.budget import CHOICE_COMPONENTS, COMPONENTS, NEED_COMPONENTS
from app.services.budget import rules

AMOUNTS = st.integers(-(10**15), 10**15)
PARTS = st.dictionaries(st.sampled_from(COMPONENTS), AMOUNTS)


@given(AMOUNTS, PARTS)
def test_a_frame_is_what_it_was_and_all_its_parts(previous: int, parts: dict[str, int]) -> None:
    made = rules.compose(previous, parts)
    assert made.total == previous + sum(parts.values())
    assert made.after_need == previous + sum(parts.get(kind, 0) for kind in NEED_COMPONENTS)
    assert made.choice == sum(parts.get(kind, 0) for kind in CHOICE_COMPONENTS)


def test_need_and_choice_are_kept_apart() -> None:
    made = rules.compose(100, {"wages": 7, "priority": 20, "plan": 300, "rounding": 1})
    assert made == rules.Composition(previous=100, need=7, choice=20, plan=300, rounding=1)


def test_an_unknown_part_is_a_bug() -> None:
    with pytest.raises(ValueError, match="bonus"):
        rules.compose(0, {"bonus": 1})


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_given_out_held_back_and_left_are_the_room(room: int, held: int, given_out: int) -> None:
    left = rules.remaining(room, held, given_out)
    assert left is not None
    assert given_out + held + left == room


def test_nothing_is_said_to_be_left_of_an_unknown_room() -> None:
    assert rules.remaining(None, 5, 5) is None


def test_percent_is_of_the_size_of_the_base_and_nothing_of_zero() -> None:
    assert rules.percent(5, 200) == Decimal("2.5")
    assert rules.percent(5, -200) == Decimal("2.5")
    assert rules.percent(-5, 200) == Decimal("-2.5")
    assert rules.percent(5, 0) is None


def test_kronor_per_inhabitant() -> None:
    assert rules.per_head(2_098_000_000, 5077).quantize(Decimal("0.01")) == Decimal("4132.36")


@st.composite
def trees(draw: st.DrawFn) -> dict[int, int | None]:
    """Parents of nodes 0…n; a parent has a lower number than its child."""
    count = draw(st.integers(1, 12))
    return {node: draw(st.none() | st.integers(0, node - 1)) if node else None for node in range(count)}


@given(trees(), st.data())
def test_sums_roll_up_and_an_edit_touches_only_the_way_to_the_top(
    parents: dict[int, int | None], data: st.DataObject
) -> None:
    edits = data.draw(st.lists(st.tuples(st.sampled_from(sorted(parents)), st.sampled_from("ab"), AMOUNTS)))
    sums = rules.RollUp[int, str](parents)
    for node, column, amount in edits:
        assert sums.add(node, column, amount) == len(_way_up(parents, node))
    for node in parents:
        below = [(column, amount) for at, column, amount in edits if node in _way_up(parents, at)]
        assert sums.of(node) == {
            column: sum(amount for named, amount in below if named == column) for column, _ in below
        }
    assert sum(sums.total().values()) == sum(amount for _, _, amount in edits)


def _way_up(parents: dict[int, int | None], node: int) -> list[int]:
    way, at = [], node
    while True:
        way.append(at)
        above = parents[at]
        if above is None:
            return way
        at = above
