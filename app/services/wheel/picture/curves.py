"""Points and words on circles around (0, 0): turns clockwise from the top, x right, y down."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from app.services.fonts import Style
from app.services.wheel.picture.measure import RISE, advance, width
from app.services.wheel.picture.shapes import CurvedText, Layer, Paint

TURN = 2 * pi


def on_circle(turn: float, radius: float) -> tuple[float, float]:
    """The point of a circle."""
    return sin(TURN * turn) * radius, -cos(TURN * turn) * radius


def is_below(turn: float) -> bool:
    """Whether words there stand on their heads unless they run anticlockwise."""
    return 0.25 < turn % 1.0 < 0.75


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words along a circle: where it begins, how far out its middle is, and which way it runs."""

    turn: float
    radius: float
    below: bool

    @property
    def way(self) -> int:
        """Clockwise is 1."""
        return -1 if self.below else 1

    def after(self, length: float) -> "Line":
        """The same line further on."""
        return Line(self.turn + self.way * length / (TURN * self.radius), self.radius, self.below)

    def frame(self, size: float, length: float = 0.0) -> tuple[float, float, float]:
        """x, y and angle of the base line below the middle of what is `length` long and begins here."""
        middle = self.turn + self.way * length / 2 / (TURN * self.radius)
        base = self.radius + RISE * size if self.below else self.radius - RISE * size
        angle = middle + 0.5 if self.below else middle
        x, y = on_circle(middle, base)
        back = length / 2
        return x - cos(TURN * angle) * back, y - sin(TURN * angle) * back, angle


def curved(
    text: str,
    line: Line,
    size: float,
    paint: Paint,
    *,
    style: Style = "regular",
    layer: Layer = "labels",
    key: int | None = None,
    spacing: float = 0.0,
) -> CurvedText:
    """Words from the beginning of a line; `spacing` is extra room between signs, in sizes."""
    glyphs: list[tuple[str, float, float, float]] = []
    at = line
    for sign in text:
        length = advance(sign, style) * size
        if sign != " ":
            x, y, angle = at.frame(size, length)
            glyphs.append((sign, x, y, angle))
        at = at.after(length + spacing * size)
    return CurvedText(layer, text, size, paint, style, tuple(glyphs), key=key)


def centred(
    text: str,
    turn: float,
    radius: float,
    size: float,
    paint: Paint,
    *,
    style: Style = "regular",
    layer: Layer = "labels",
    key: int | None = None,
    spacing: float = 0.0,
) -> CurvedText:
    """Words along a circle with their middle at a turn, upright."""
    below = is_below(turn)
    length = curved_width(text, size, style, spacing)
    way = -1 if below else 1
    start = Line(turn - way * length / 2 / (TURN * radius), radius, below)
    return curved(text, start, size, paint, style=style, layer=layer, key=key, spacing=spacing)


def curved_width(text: str, size: float, style: Style = "regular", spacing: float = 0.0) -> float:
    """How long words are along their circle."""
    return (width(text, style) + spacing * max(0, len(text) - 1)) * size


def placed(points: Sequence[tuple[float, float]], frame: tuple[float, float, float], size: float) -> tuple[
    tuple[float, float], ...
]:  # fmt: skip
    """Points of a sign (x right, y up, 1 is the size of the type) where a frame stands."""
    x, y, angle = frame
    right, down = cos(TURN * angle) * size, sin(TURN * angle) * size
    return tuple((x + a * right + b * down, y + a * down - b * right) for a, b in points)
