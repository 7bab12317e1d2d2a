"""The shapes of a thread painted on paper and written as SVG: the same picture as in the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor

from app.services.fonts import FAMILY
from app.services.palette import LIGHT
from app.services.reports.fonts import REGULAR, SEMIBOLD
from app.services.reports.text import one_line
from app.services.steering.thread.drawing import (
    Curve,
    Outline,
    Rectangle,
    Shape,
    Words,
    box_shapes,
    head_shapes,
    line_shapes,
)
from app.services.steering.thread.picture import COLUMN, MARGIN, Picture
from app.services.steering.thread.typeface import text_width

_HEAD_BASE: Final = MARGIN + 18.0
_ROOM_FOR_HEAD: Final = COLUMN - 12.0


def shapes_of(picture: Picture) -> Iterator[Shape]:
    """Everything in the order it is painted: lines under boxes, the names of the layers at the top."""
    for line in picture.lines:
        yield from line_shapes(line)
    for box in picture.boxes:
        yield from box_shapes(box)
    for head in picture.heads:
        yield from head_shapes(head, _HEAD_BASE, _ROOM_FOR_HEAD)


def paint_on_paper(canvas: Any, picture: Picture, scale: float) -> None:
    """Paint a picture with its lower left corner at the origin; `scale` is points for each unit."""
    canvas.saveState()
    canvas.scale(scale, scale)
    paper = _Paper(canvas, picture.height)
    for shape in shapes_of(picture):
        paper.paint(shape)
    canvas.restoreState()


class _Paper:
    """Paints shapes whose places count from the top on a canvas that counts from the bottom."""

    def __init__(self, canvas: Any, height: float) -> None:
        self._canvas, self._height = canvas, height

    def paint(self, shape: Shape) -> None:
        """Paint one shape."""
        if isinstance(shape, Rectangle):
            self._rectangle(shape)
        elif isinstance(shape, Curve):
            self._curve(shape)
        elif isinstance(shape, Outline):
            self._outline(shape)
        else:
            self._words(shape)

    def _rectangle(self, shape: Rectangle) -> None:
        self._pen(shape.stroke, shape.thickness, shape.dash)
        self._fill(shape.fill)
        self._canvas.roundRect(
            shape.x, self._height - shape.y - shape.height, shape.width, shape.height, shape.radius,
            stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)),
        )  # fmt: skip

    def _curve(self, shape: Curve) -> None:
        self._pen(shape.stroke, shape.thickness, shape.dash)
        path = self._canvas.beginPath()
        points = [(x, self._height - y) for x, y in shape.points]
        path.moveTo(*points[0])
        for place in range(1, len(points), 3):
            path.curveTo(*points[place], *points[place + 1], *points[place + 2])
        self._canvas.drawPath(path, stroke=1, fill=0)

    def _outline(self, shape: Outline) -> None:
        self._pen(shape.stroke, shape.thickness, ())
        self._fill(shape.fill)
        path = self._canvas.beginPath()
        points = [(x, self._height - y) for x, y in shape.points]
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        if shape.fill:
            path.close()
        self._canvas.drawPath(path, stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)))

    def _words(self, shape: Words) -> None:
        self._fill(shape.role)
        self._canvas.setFont(SEMIBOLD if shape.style == "semibold" else REGULAR, shape.size)
        self._canvas.drawString(shape.x, self._height - shape.y, one_line(shape.text))

    def _pen(self, role: str, thickness: float, dash: tuple[float, ...]) -> None:
        if role:
            self._canvas.setStrokeColor(HexColor(getattr(LIGHT, role)))
            self._canvas.setLineWidth(thickness)
            self._canvas.setLineCap(0 if dash else 1)
            self._canvas.setLineJoin(1)
            self._canvas.setDash(list(dash))

    def _fill(self, role: str) -> None:
        if role:
            self._canvas.setFillColor(HexColor(getattr(LIGHT, role)))


def svg(picture: Picture, title: str, description: str) -> str:
    """A picture as an SVG file, with what it shows in words."""
    size = f'width="{_number(picture.width)}" height="{_number(picture.height)}"'
    box = f'viewBox="0 0 {_number(picture.width)} {_number(picture.height)}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img" lang="sv">'
    ground = f'<rect width="100%" height="100%" fill="{LIGHT.surface}"/>'
    family = f"<g font-family=\"'{FAMILY}', 'Source Sans 3', sans-serif\">"
    told = f"<title>{_text(title)}</title><desc>{_text(description)}</desc>"
    return "\n".join((head, told, ground, family, *map(_svg_shape, shapes_of(picture)), "</g>", "</svg>", ""))


def _svg_shape(shape: Shape) -> str:
    if isinstance(shape, Rectangle):
        place = " ".join(
            f'{name}="{_number(value)}"'
            for name, value in (
                ("x", shape.x), ("y", shape.y), ("width", shape.width), ("height", shape.height),
                ("rx", shape.radius),
            )
        )  # fmt: skip
        return (
            f"<rect {place} {_svg_fill(shape.fill)} {_svg_pen(shape.stroke, shape.thickness, shape.dash)}/>"
        )
    if isinstance(shape, Words):
        weight = ' font-weight="600"' if shape.style == "semibold" else ""
        place = f'x="{_number(shape.x)}" y="{_number(shape.y)}" font-size="{_number(shape.size)}"'
        # As wide as in the window also where the typeface is missing.
        width = f'textLength="{_number(text_width(shape.text, shape.size, shape.style))}"'
        fitted = f'{width} lengthAdjust="spacingAndGlyphs"'
        return f"<text {place} {fitted}{weight} {_svg_fill(shape.role)}>{_text(shape.text)}</text>"
    if isinstance(shape, Curve):
        first, *others = [f"{_number(x)},{_number(y)}" for x, y in shape.points]
        path, dash, fill = f"M{first} C{' '.join(others)}", shape.dash, ""
    else:
        path = "M" + " L".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
        path, dash, fill = path + ("Z" if shape.fill else ""), (), shape.fill
    return f"<path d={quoteattr(path)} {_svg_fill(fill)} {_svg_pen(shape.stroke, shape.thickness, dash)}/>"


def _svg_fill(role: str) -> str:
    return f'fill="{getattr(LIGHT, role)}"' if role else 'fill="none"'


def _svg_pen(role: str, thickness: float, dash: tuple[float, ...]) -> str:
    if not role:
        return 'stroke="none"'
    broken = f' stroke-dasharray="{" ".join(map(_number, dash))}"' if dash else ""
    return f'stroke="{getattr(LIGHT, role)}" stroke-width="{_number(thickness)}"{broken}'


def _text(text: str) -> str:
    return escape("".join(one for one in text if one.isprintable() or one == " "))


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
