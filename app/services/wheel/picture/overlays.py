"""What is painted over a wheel for the activity that is hovered over or selected: itself, stronger."""

from dataclasses import replace

from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import (
    CurvedText,
    Disc,
    Line,
    Paint,
    Picture,
    Sector,
    Shape,
    Target,
    Text,
)
from app.services.wheel.views import WheelView

_ON_FILL, _ACCENT, _SELECTION = Paint("on_fill"), Paint("accent"), Paint("selection")
_HOVER, _HOVER_BAND = 0.34, 0.2


def overlay(
    _view: WheelView, _options: WheelOptions, picture: Picture, key: int, state: str
) -> tuple[Shape, ...]:
    """The shapes of an activity: at full strength with an on-fill label when selected, else stronger."""
    shapes = [shape for shape in picture.shapes if shape.key == key]
    sectors = [shape for shape in shapes if isinstance(shape, Sector)]
    beside = [
        _ground(target) for target in picture.targets if target.key == key and _is_beside(target, sectors)
    ]
    strong = state == "selected"
    return (*beside, *(_lit(shape, strong, not beside and bool(sectors)) for shape in shapes))


def _is_beside(target: Target, sectors: list[Sector]) -> bool:
    """Whether a target is words on the bare ground."""
    if target.radius > 0:
        return False
    return not any(
        abs(one.start - target.start) < 1e-9 and abs(one.end - target.end) < 1e-9 for one in sectors
    )


def _ground(target: Target) -> Sector:
    return Sector(
        "arcs", target.inner + 1, target.outer - 1, target.start, target.end, _SELECTION, key=target.key
    )


def _lit(shape: Shape, strong: bool, on_fill: bool) -> Shape:
    if isinstance(shape, Sector) and shape.fill is not None:
        band = shape.layer == "bands"
        if strong:
            return replace(shape, fill=Paint(shape.fill.role), hatch="", fade="")
        return replace(shape, fill=Paint(shape.fill.role, _HOVER_BAND if band else _HOVER))
    if isinstance(shape, (CurvedText, Text)) and shape.layer == "labels":
        if strong and on_fill and not _is_outside(shape):
            return replace(shape, paint=_ON_FILL)
        return replace(shape, paint=_ACCENT) if _is_outside(shape) else shape
    if isinstance(shape, Text) and strong:
        return replace(shape, paint=_ON_FILL)
    if isinstance(shape, Disc) and strong and shape.edge is not None and not shape.dash:
        return replace(shape, fill=shape.edge)
    if isinstance(shape, Line):
        return _lit_line(shape, strong, on_fill)
    return shape


def _lit_line(shape: Line, strong: bool, on_fill: bool) -> Line:
    if shape.layer == "leaders":
        return replace(shape, paint=_ACCENT)
    if not strong:
        return shape
    if shape.fill is not None and shape.paint is not None:
        return replace(shape, fill=shape.paint)
    if shape.layer == "marks" and on_fill:
        return replace(shape, paint=_ON_FILL)
    return shape


def _is_outside(shape: CurvedText | Text) -> bool:
    """Straight words of the layer of labels stand beside the wheel, unless they are a number in an arc."""
    return isinstance(shape, Text) and shape.anchor != "middle"
