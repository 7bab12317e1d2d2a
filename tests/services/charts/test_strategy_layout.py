"""The strategy map's order: every goal once, no more crossings than before, none where none is needed."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.services.charts.strategy_layout import Passage, crossings_of, lay_out, spread

LANES = st.lists(st.integers(0, 6), min_size=1, max_size=4)
LINKS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=14)


def numbered(sizes: list[int]) -> list[list[int]]:
    start, lanes = 0, []
    for size in sizes:
        lanes.append(list(range(start, start + size)))
        start += size
    return lanes


@given(LANES, LINKS, st.integers(1, 5))
def test_every_goal_stands_once_in_its_lane(
    sizes: list[int], links: list[tuple[int, int]], most: int
) -> None:
    lanes, wanted = numbered(sizes), list(dict.fromkeys(pair for pair in links if pair[0] != pair[1]))
    layout = lay_out(lanes, wanted, per_row=most)
    placed: dict[int, list[object]] = {}
    for row, lane in zip(layout.rows, layout.lanes, strict=True):
        goals = [key for key in row if not isinstance(key, Passage)]
        assert len(goals) <= most
        placed.setdefault(lane, []).extend(goals)
    assert {lane: sorted(goals) for lane, goals in placed.items()} == {  # type: ignore[type-var]
        lane: goals for lane, goals in enumerate(lanes) if goals
    }
    where = {key: at for at, row in enumerate(layout.rows) for key in row}
    for (cause, effect), way in zip(wanted, layout.ways, strict=True):
        known = cause < sum(sizes) and effect < sum(sizes)
        assert (way[0], way[-1]) == (cause, effect) if known else way == ()
        steps = {abs(where[one] - where[other]) for one, other in pairwise(way)}
        assert steps <= {1} or steps == {0}


@given(LANES, LINKS)
def test_the_order_never_crosses_more_than_it_did(sizes: list[int], links: list[tuple[int, int]]) -> None:
    lanes = numbered(sizes)
    near = [(a, b) for a, b in links if any(a in one and b in two for one, two in pairwise(lanes))]
    rows = [lane for lane in lanes if lane]
    gaps = [[(a, b) for a, b in near if a in one and b in two] for one, two in pairwise(rows)]
    layout = lay_out(lanes, [pair for gap in gaps for pair in gap], per_row=9)
    assert layout.crossings <= crossings_of(rows, gaps)


def test_a_map_that_can_be_drawn_without_crossings_is() -> None:
    crossed = lay_out([[1, 2, 3], [4, 5, 6], [7, 8]], [(4, 3), (5, 2), (6, 1), (7, 6), (8, 4)])
    assert crossed.crossings == 0


@given(st.lists(st.floats(0, 400), max_size=8))
def test_boxes_keep_their_order_and_never_meet(wanted: list[float]) -> None:
    widths, gaps = [40.0] * len(wanted), [10.0] * max(0, len(wanted) - 1)
    found = spread(wanted, widths, gaps, 0.0, 400.0)
    assert all(second - first >= 49.9 for first, second in pairwise(found))
    assert all(19.9 <= place <= 380.1 for place in found)
