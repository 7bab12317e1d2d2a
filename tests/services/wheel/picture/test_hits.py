"""What is touched is what is drawn: polar arithmetic against plain geometry, point by point."""

from math import cos, hypot, pi, sin
from random import Random

import pytest

from app.services.wheel.picture.hits import area, hit
from app.services.wheel.picture.layout import lay_out
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import Picture, Target
from tests.services.wheel.picture import made

POINTS = 10_000
NEAR = 1.0


def inside(one: Target, x: float, y: float) -> float:
    """How far inside a target a point is, in pixels; below nought is outside. Plain vectors, no angles."""
    if one.radius > 0:
        return one.radius - hypot(x - one.x, y - one.y)
    distance = hypot(x, y)
    rings = min(distance - one.inner, one.outer - distance)
    if one.end - one.start >= 1:
        return rings
    return min(rings, wedge(one.start, one.end, x, y))


def wedge(start: float, end: float, x: float, y: float) -> float:
    """How far inside two rays from the middle a point is."""
    first = cos(2 * pi * start) * x + sin(2 * pi * start) * y
    last = -(cos(2 * pi * end) * x + sin(2 * pi * end) * y)
    return min(first, last) if end - start <= 0.5 else max(first, last)


def test_ten_thousand_points_are_where_plain_geometry_says() -> None:
    shown = made.of_all_models(60)
    picture = lay_out(shown, WheelOptions(), width=1000, height=1000)
    random, told = Random(6), 0
    while told < POINTS:
        x, y = random.uniform(0, 1000), random.uniform(0, 1000)
        depths = [(inside(one, x - 500, y - 500), one) for one in picture.targets]
        if any(abs(depth) < NEAR for depth, _ in depths):
            continue
        told += 1
        found = [one for depth, one in depths if depth > 0]
        expected = min(found, key=area).key if found else None
        assert hit(picture, x, y) == expected


@pytest.mark.parametrize(("x", "y", "key"), [(150, 50, 1), (150, 150, None), (52, 100, 2), (100, 100, None)])
def test_the_smallest_wins_and_the_middle_is_empty(x: float, y: float, key: int | None) -> None:
    targets = (Target(1, 20, 90, 0.0, 0.25), Target(2, 0, 0, 0, 0, -48, 0, 8), Target(3, 40, 60, 0.5, 1.0))
    assert hit(Picture(200, 200, (100, 100), (), targets), x, y) == key


def test_a_piece_over_the_top_is_touched_on_both_sides() -> None:
    picture = Picture(200, 200, (100, 100), (), (Target(7, 20, 90, 0.9, 1.1),))
    assert [hit(picture, x, 40) for x in (90, 110)] == [7, 7]
    assert hit(picture, 100, 160) is None
