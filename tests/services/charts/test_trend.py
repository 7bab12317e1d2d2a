"""Lines of a trend, with labels that do not run into each other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from matplotlib.lines import Line2D

from app.services.charts.sheet import Sheet
from app.services.charts.trend import Line, Point, Trend, apart, crosses, places
from tests.services.charts.drawn import texts

AMOUNTS = st.integers(-(10**13), 10**13)


@given(st.lists(AMOUNTS, min_size=1, max_size=6))
def test_points_stay_inside_with_the_largest_at_the_top(amounts: list[int]) -> None:
    found = places(amounts, 50, min(amounts), max(amounts))
    assert all(-1e-6 <= y <= 50.001 for y in found)
    if len(set(amounts)) > 1:
        assert found[amounts.index(max(amounts))] == min(found)


@given(st.lists(st.floats(0, 100), max_size=5))
def test_labels_keep_their_order_and_their_distance(wanted: list[float]) -> None:
    found = apart(wanted, 15)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    for above, below in pairwise(order):
        assert found[below] - found[above] >= 15 - 1e-6


def _points(*amounts: int, decided: int) -> tuple[Point, ...]:
    return tuple(Point(2026 + at, amount, str(amount), at >= decided) for at, amount in enumerate(amounts))


def _dashed(chart: Trend) -> list[bool]:
    figure = chart.draw(Sheet(280))
    lines = [line for line in figure.artists if isinstance(line, Line2D)]
    return [line.is_dashed() for line in lines[1:]]


def test_what_is_decided_is_whole_and_what_is_planned_dashed() -> None:
    chart = Trend((Line("KF beslut", _points(100, 110, 120, 130, decided=2), True),))
    assert _dashed(chart) == [False, True, True]


def test_versions_are_named_where_their_lines_end() -> None:
    lines = (
        Line("KS förslag", _points(100, 110, 120, decided=1), True),
        Line("Preliminär", _points(100, 111, 121, decided=1)),
    )
    assert {"KS förslag", "Preliminär"} <= set(texts(Trend(lines).draw(Sheet(280))))
    assert "KS förslag" not in texts(Trend(lines[:1]).draw(Sheet(280)))


def test_the_table_has_every_version_and_year() -> None:
    chart = Trend(
        (Line("KS förslag", _points(100, 110, decided=1), True),),
        unseen=(Line("Äldre", (Point(2025, 90, "90", False),)),),
    )
    assert chart.table().heads == ("Version", "2025", "2026", "2027")
    assert chart.table().rows == (("KS förslag", "–", "100", "110"), ("Äldre", "90", "–", "–"))
    assert chart.words() == "2026 100; 2027 110"


def test_a_chart_of_nothing_and_of_one_year_can_be_drawn() -> None:
    assert Trend(()).draw(Sheet(280)).texts == []
    assert not Trend((Line("A", _points(0, 0, decided=1), True),)).says_something
    assert Trend((Line("A", _points(0, -1, decided=1), True),)).says_something
    assert "7" in texts(Trend((Line("A", _points(7, decided=1), True),)).draw(Sheet(280)))


def test_a_line_crosses_the_room_it_goes_through_and_not_the_room_beside_it() -> None:
    falling = ((0.0, 0.0), (100.0, 100.0))
    assert crosses(*falling, (40.0, 40.0), (60.0, 60.0))
    assert not crosses(*falling, (40.0, 70.0), (60.0, 90.0))
    assert not crosses(*falling, (110.0, 0.0), (130.0, 200.0))
