"""What a wheel picture is made of, for every painter: shapes with roles, in points around the middle.

The middle is (0, 0), x goes right and y down. Angles are turns clockwise from the top: 0 up, 0.25 right.
A painter knows colours and pens, nothing of wheels; everything else is decided here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.services.fonts import Style

#: A role of the palette: its fields (`ink`, `muted`, `line`, `planning` …), or "none".
Role = str
#: Shapes of one layer are painted together, in this order.
Layer = Literal["ground", "bands", "arcs", "rim", "leaders", "labels", "marks", "hand", "middle"]
LAYERS: tuple[Layer, ...] = (
    "ground", "bands", "arcs", "rim", "leaders", "labels", "marks", "hand", "middle",
)  # fmt: skip
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Paint:
    """A role's colour, mixed with the surface: 1.0 is full, 0.18 a tint."""

    role: Role
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Shape:
    """What all shapes have: `key` is the activity that it belongs to (None for none)."""

    layer: Layer
    key: int | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Sector(Shape):
    """A piece of a ring, from `start` clockwise to `end` (at most one turn after it).

    `fade` is "" or the end that has no sharp border, "start" or "end": the fill fades out there.
    `hatch` is a pattern for black and white: "" , "lines", "cross" or "dots".
    """

    inner: float
    outer: float
    start: float
    end: float
    fill: Paint | None = None
    edge: Paint | None = None
    edge_width: float = 0.0
    fade: str = ""
    hatch: str = ""


@dataclass(frozen=True, slots=True)
class ArcLine(Shape):
    """A line along a circle; a whole circle when `end` is one turn after `start`."""

    radius: float
    start: float
    end: float
    paint: Paint
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Line(Shape):
    """A straight or broken line through points; closed and filled when `fill` is given."""

    points: tuple[tuple[float, float], ...]
    paint: Paint | None
    width: float
    dash: tuple[float, ...] = ()
    fill: Paint | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Disc(Shape):
    """A circle, or a square with rounded corners, around a point."""

    x: float
    y: float
    radius: float
    fill: Paint | None
    edge: Paint | None = None
    edge_width: float = 0.0
    dash: tuple[float, ...] = ()
    square: bool = False


@dataclass(frozen=True, slots=True)
class Text(Shape):
    """Words in one line at a point on their base line; `angle` in turns clockwise."""

    text: str
    x: float
    y: float
    size: float
    paint: Paint
    style: Style = "regular"
    anchor: Anchor = "start"
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class CurvedText(Shape):
    """Words along a circle, sign by sign: the same places for every painter.

    `glyphs` are (text of one sign, x, y, angle in turns clockwise) at the left end of its base line.
    """

    text: str
    size: float
    paint: Paint
    style: Style
    glyphs: tuple[tuple[str, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Target:
    """Where an activity is touched: a piece of a ring, or a disc when `radius` is above nought."""

    key: int
    inner: float
    outer: float
    start: float
    end: float
    x: float = 0.0
    y: float = 0.0
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A wheel as shapes, in the order of painting; `size` is (width, height) with the middle at `middle`.

    `hidden` are activities with no label at all, whose words stand in tooltip and list only.
    """

    width: float
    height: float
    middle: tuple[float, float]
    shapes: tuple[Shape, ...]
    targets: tuple[Target, ...]
    labels: Mapping[int, str] = field(default_factory=dict)
    """What is written on the picture for each activity, shortened or whole."""
    hidden: tuple[int, ...] = ()
