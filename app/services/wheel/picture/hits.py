"""Which activity is at a point of a picture: polar arithmetic, exact at every border."""

from math import atan2, hypot, pi

from app.services.wheel.picture.shapes import Picture, Target


def hit(picture: Picture, x: float, y: float) -> int | None:
    """The activity at a point of the area, with 0, 0 in its upper left corner; the smallest wins."""
    across, down = x - picture.middle[0], y - picture.middle[1]
    distance = hypot(across, down)
    turn = atan2(across, -down) / (2 * pi) % 1.0
    best: int | None = None
    smallest = float("inf")
    for one in picture.targets:
        if one.radius > 0:
            if hypot(across - one.x, down - one.y) > one.radius:
                continue
        elif not (one.inner <= distance < one.outer and (turn - one.start) % 1.0 < one.end - one.start):
            continue
        size = area(one)
        if size < smallest:
            best, smallest = one.key, size
    return best


def area(target: Target) -> float:
    """How large a target is."""
    if target.radius > 0:
        return pi * target.radius**2
    return pi * (target.outer**2 - target.inner**2) * (target.end - target.start)
