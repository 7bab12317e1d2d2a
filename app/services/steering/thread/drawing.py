"""The shapes that a picture of a thread consists of: whatever paints them needs only four kinds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from app.services.steering.thread.picture import (
    BOX_HEIGHT,
    HEAD_SIZE,
    INSET,
    SMALL_SIZE,
    TITLE_LEADING,
    TITLE_SIZE,
    Box,
    Head,
    Line,
    Sign,
    Style,
)
from app.services.steering.thread.typeface import shortened, text_width

Point = tuple[float, float]
_RADIUS: Final = 5.0
_WORK_RADIUS: Final = 14.0
_SIGN: Final = 11.0
_BAR: Final = 4.0
_ARROW: Final = 7.0
_HEAD_GAP: Final = 6.0
_LEAST_NAME: Final = 2
"""A name cut to less than this says nothing."""
_DASH: Final = (5.0, 3.5)
_DRAFT_DASH: Final = (4.0, 3.0)
_TITLE_TOP: Final = 19.0
_SMALL_BASE: Final = BOX_HEIGHT - 11.0


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle with round corners; roles are those of the palette, "" for none."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = ""
    thickness: float = 1.0
    dash: tuple[float, ...] = ()
    radius: float = _RADIUS


@dataclass(frozen=True, slots=True)
class Curve:
    """Cubic curves after each other: a start, then two controls and an end each."""

    points: tuple[Point, ...]
    stroke: str
    thickness: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """Straight lines after each other, closed and filled or not."""

    points: tuple[Point, ...]
    stroke: str = ""
    fill: str = ""
    thickness: float = 1.3


@dataclass(frozen=True, slots=True)
class Words:
    """A text from its left end on its base line."""

    x: float
    y: float
    text: str
    size: float
    role: str
    style: Style = "regular"


Shape = Rectangle | Curve | Outline | Words


def line_shapes(line: Line, *, chosen: bool = False) -> Iterator[Shape]:
    """A tie: whole for what stands under, broken with an arrow at the receiver for what contributes."""
    role = "accent" if chosen else "ink" if line.near else "muted"
    thickness = 2.0 if chosen else 1.5 if line.near else 1.0
    yield Curve(line.points, role, thickness, _DASH if line.contributes else ())
    if line.contributes:
        (x, y), (next_x, _next_y) = line.points[0], line.points[1]
        way = _ARROW if next_x >= x else -_ARROW
        yield Outline(((x, y), (x + way, y - _ARROW / 2), (x + way, y + _ARROW / 2)), fill=role)


def box_shapes(box: Box, *, chosen: bool = False) -> Iterator[Shape]:
    """An element: frame, title in one or two lines, status and gaps in words with their signs."""
    frame = "ink" if box.current else "accent" if chosen else "muted"
    quiet = box.ended or box.work
    yield Rectangle(
        box.x, box.y, box.width, box.height,
        "selection" if chosen else "raised" if quiet else "surface",
        frame, 2.4 if box.current else 1.6 if chosen else 1.0, _DRAFT_DASH if box.draft else (),
        _WORK_RADIUS if box.work else _RADIUS,
    )  # fmt: skip
    if chosen:
        corner = _WORK_RADIUS if box.work else _RADIUS
        yield Rectangle(box.x, box.y + corner, _BAR, box.height - 2 * corner, "accent", radius=0)
    style: Style = "semibold" if box.current else "regular"
    left = box.x + INSET
    for number, text in enumerate(box.lines):
        top = box.y + _TITLE_TOP + number * TITLE_LEADING
        yield Words(left, top, text, TITLE_SIZE, "muted" if box.ended else "ink", style)
    yield from _small_shapes(box, left, box.y + _SMALL_BASE)


def head_shapes(head: Head, y: float, room: float) -> Iterator[Shape]:
    """The name of a layer with how many elements stand in it, on a base line; cut to its room."""
    count = str(head.count)
    needed = text_width(count, HEAD_SIZE) + _HEAD_GAP
    text = shortened(head.name, max(room - needed, 0.0), HEAD_SIZE, "semibold")
    if len(text) < _LEAST_NAME:
        return
    yield Words(head.x, y, text, HEAD_SIZE, "ink", "semibold")
    after = head.x + text_width(text, HEAD_SIZE, "semibold") + _HEAD_GAP
    if after - head.x + needed - _HEAD_GAP <= room:
        yield Words(after, y, count, HEAD_SIZE, "muted")


def _small_shapes(box: Box, left: float, base: float) -> Iterator[Shape]:
    if box.sign:
        yield from _SIGN_SHAPES[box.sign](left, base - _SIGN + 1.5)
        left += _SIGN + 4
    if box.status:
        yield Words(left, base, box.status, SMALL_SIZE, "muted")
    if box.gap_words:
        width = text_width(box.gap_words, SMALL_SIZE, "semibold")
        at = box.x + box.width - INSET - width
        yield from _triangle(at - _SIGN - 4, base - _SIGN + 1.5)
        yield Words(at, base, box.gap_words, SMALL_SIZE, "partly", "semibold")


def _lock(x: float, y: float) -> Iterator[Shape]:
    side, half = _SIGN, _SIGN / 2
    yield Rectangle(x + 1.2, y + 5, side - 2.4, side - 5.4, "muted", radius=1.2)
    arch = [(x + half - 2.8 * cos(pi * part / 8), y + 4 - 3 * sin(pi * part / 8)) for part in range(9)]
    yield Outline(((x + half - 2.8, y + 5.5), *arch, (x + half + 2.8, y + 5.5)), "muted")


def _pencil(x: float, y: float) -> Iterator[Shape]:
    shaft = ((1.2, 9.8), (1.8, 7.2), (7.4, 1.6), (9.4, 3.6), (3.8, 9.2), (1.2, 9.8))
    yield Outline(tuple((x + right, y + down) for right, down in shaft), "muted", thickness=1.1)


def _circle(x: float, y: float) -> Iterator[Shape]:
    yield Rectangle(x + 0.8, y + 1.3, 9.4, 9.4, "", "muted", 1.2, radius=4.7)


def _half(x: float, y: float) -> Iterator[Shape]:
    yield from _circle(x, y)
    arch = tuple(
        (x + 5.5 + 4.7 * sin(pi * part / 12), y + 6 - 4.7 * cos(pi * part / 12)) for part in range(13)
    )
    yield Outline(arch, fill="muted")


def _tick(x: float, y: float) -> Iterator[Shape]:
    yield Outline(((x + 1, y + 6.2), (x + 4.2, y + 9.6), (x + 10, y + 2.4)), "muted", thickness=1.6)


def _cross(x: float, y: float) -> Iterator[Shape]:
    yield Outline(((x + 1.8, y + 2.3), (x + 9.2, y + 9.7)), "muted", thickness=1.4)
    yield Outline(((x + 9.2, y + 2.3), (x + 1.8, y + 9.7)), "muted", thickness=1.4)


_SIGN_SHAPES: Final[Mapping[Sign, Callable[[float, float], Iterator[Shape]]]] = {
    "lock": _lock,
    "draft": _pencil,
    "planned": _circle,
    "ongoing": _half,
    "done": _tick,
    "cancelled": _cross,
}


def _triangle(x: float, y: float) -> Iterator[Shape]:
    corners = ((0.4, 10.2), (5.5, 0.8), (10.6, 10.2), (0.4, 10.2))
    yield Outline(tuple((x + right, y + down) for right, down in corners), "partly", thickness=1.2)
    yield Outline(((x + 5.5, y + 4.2), (x + 5.5, y + 7.0)), "partly", thickness=1.3)
    yield Outline(((x + 5.5, y + 8.2), (x + 5.5, y + 8.9)), "partly", thickness=1.3)
