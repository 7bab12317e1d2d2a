"""A wheel picture written as SVG: the same shapes as on screen and paper, with its words for everybody."""

from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from app.services.fonts import FAMILY, Style
from app.services.palette import LIGHT
from app.services.reports.fonts import text_width
from app.services.reports.wheel_shapes import (
    FONTS,
    HATCH_GAP,
    HATCH_STRENGTH,
    colour,
    faded,
    in_order,
    point_at,
)
from app.services.wheel.picture.shapes import (
    ArcLine,
    CurvedText,
    Disc,
    Line,
    Paint,
    Picture,
    Sector,
    Shape,
    Text,
)

_WHOLE: Final = 0.9999
_CORNER: Final = 0.28
_ANCHORS: Final = {"start": "", "middle": ' text-anchor="middle"', "end": ' text-anchor="end"'}
_HATCH_PATHS: Final = {
    "lines": f'<path d="M0,0 L0,{HATCH_GAP}"',
    "cross": f'<path d="M0,0 L0,{HATCH_GAP} M0,0 L{HATCH_GAP},0"',
    "dots": '<circle cx="1.5" cy="1.5" r="0.6"',
}


def wheel_svg(picture: Picture, *, title: str, description: str, told: Sequence[tuple[int, str]] = ()) -> str:
    """A picture as an SVG file; `told` says each activity in words, shown when it is pointed at."""
    words = dict(told)
    size = f'width="{_number(picture.width)}" height="{_number(picture.height)}"'
    box = f'viewBox="0 0 {_number(picture.width)} {_number(picture.height)}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img" xml:lang="sv" lang="sv" '
        'aria-labelledby="title desc">'
    )
    named = f'<title id="title">{_text(title)}</title><desc id="desc">{_text(description)}</desc>'
    ground = f'<rect width="100%" height="100%" fill="{LIGHT.surface}"/>'
    x, y = map(_number, picture.middle)
    opened = f"<g transform=\"translate({x} {y})\" font-family=\"'{FAMILY}', 'Source Sans 3', sans-serif\">"
    shapes = (_with_words(shape, words) for shape in in_order(picture.shapes))
    parts = (head, named, *_patterns(picture), ground, opened, *shapes, "</g>", "</svg>", "")
    return "\n".join(parts)


def _with_words(shape: Shape, words: dict[int, str]) -> str:
    drawn = "".join(_drawn(shape))
    said = words.get(shape.key) if shape.key is not None else None
    return f"<g><title>{_text(said)}</title>{drawn}</g>" if said else drawn


def _drawn(shape: Shape) -> Iterator[str]:
    if isinstance(shape, Sector):
        yield from _sector(shape)
    elif isinstance(shape, ArcLine):
        path = _arc(shape.radius, shape.start, shape.end, begin=True)
        yield f'<path d="{path}" fill="none" {_pen(shape.paint, shape.width, shape.dash)}/>'
    elif isinstance(shape, Line):
        yield _line(shape)
    elif isinstance(shape, Disc):
        yield _disc(shape)
    elif isinstance(shape, Text):
        turn = f' transform="rotate({_number(shape.angle * 360)} {_place(shape.x, shape.y)})"'
        place = f'x="{_number(shape.x)}" y="{_number(shape.y)}"{_ANCHORS[shape.anchor]}'
        yield (
            f"<text {place}{turn if shape.angle else ''} {_letters(shape.size, shape.style, shape.paint)}"
            f"{_as_wide(shape.text, shape.style, shape.size)}>{_text(shape.text)}</text>"
        )
    elif isinstance(shape, CurvedText):
        yield _curved(shape)


def _sector(shape: Sector) -> Iterator[str]:
    if shape.fill is not None:
        for start, end, share in faded(shape):
            fill = colour(shape.fill.role, shape.fill.strength * share)
            path = _ring(shape.inner, shape.outer, start, end)
            yield f'<path d="{path}" fill="{fill}" fill-rule="evenodd"/>'
    outline = _ring(shape.inner, shape.outer, shape.start, shape.end)
    if shape.hatch:
        yield f'<path d="{outline}" fill="url(#{_pattern(shape)})" fill-rule="evenodd"/>'
    if shape.edge is not None and shape.edge_width:
        yield f'<path d="{outline}" fill="none" {_pen(shape.edge, shape.edge_width)}/>'


def _line(shape: Line) -> str:
    path = "M" + " L".join(_place(x, y, ",") for x, y in shape.points)
    path += "Z" if shape.closed or shape.fill is not None else ""
    pen = _pen(shape.paint, shape.width, shape.dash) if shape.paint is not None and shape.width else ""
    return f'<path d="{path}" {_fill(shape.fill)} {pen}/>'


def _disc(shape: Disc) -> str:
    pen = _pen(shape.edge, shape.edge_width, shape.dash) if shape.edge and shape.edge_width else ""
    if not shape.square:
        place = f'cx="{_number(shape.x)}" cy="{_number(shape.y)}" r="{_number(shape.radius)}"'
        return f"<circle {place} {_fill(shape.fill)} {pen}/>"
    side = _number(2 * shape.radius)
    place = f'x="{_number(shape.x - shape.radius)}" y="{_number(shape.y - shape.radius)}"'
    corner = f'rx="{_number(shape.radius * _CORNER)}"'
    return f'<rect {place} width="{side}" height="{side}" {corner} {_fill(shape.fill)} {pen}/>'


def _curved(shape: CurvedText) -> str:
    """Sign by sign, each with its own turn, which every program draws alike; told as one text."""
    letters = _letters(shape.size, shape.style, shape.paint)
    signs = "".join(
        f'<text transform="translate({_place(x, y)}) rotate({_number(angle * 360)})">{text}</text>'
        for sign, x, y, angle in shape.glyphs
        if (text := _text(sign).strip())
    )
    return f'<g role="img" aria-label={quoteattr(_plain(shape.text))} {letters}>{signs}</g>' if signs else ""


def _ring(inner: float, outer: float, start: float, end: float) -> str:
    whole = end - start >= _WHOLE
    around = _arc(outer, start, end, begin=True) + ("Z" if whole else "")
    if inner <= 0 and whole:
        return around
    return f"{around} {_arc(inner, end, start, begin=whole)}Z"


def _arc(radius: float, start: float, end: float, *, begin: bool) -> str:
    """An arc in halves, since one that ends where it begins is no arc in SVG."""
    turns = (start, (start + end) / 2, end)
    points = [_place(*point_at(radius, turn), ",") for turn in turns]
    sweep = int(end > start)
    size = _number(radius)
    drawn = "".join(f" A{size} {size} 0 0 {sweep} {point}" for point in points[1:])
    return f"{'M' if begin else 'L'}{points[0]}{drawn}"


def _patterns(picture: Picture) -> Iterator[str]:
    """The hatches that the picture uses, each drawn once."""
    used = {_pattern(each): each for each in picture.shapes if isinstance(each, Sector) and each.hatch}
    if not used:
        return
    yield "<defs>"
    for name, shape in sorted(used.items()):
        paint = colour(_hatch_role(shape), HATCH_STRENGTH)
        drawn = f'fill="{paint}"' if shape.hatch == "dots" else f'stroke="{paint}" stroke-width="0.6"'
        side = _number(HATCH_GAP)
        yield (
            f'<pattern id="{name}" width="{side}" height="{side}" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)">{_HATCH_PATHS[shape.hatch]} {drawn}/></pattern>'
        )
    yield "</defs>"


def _pattern(shape: Sector) -> str:
    return f"{shape.hatch}-{_hatch_role(shape)}"


def _hatch_role(shape: Sector) -> str:
    return (shape.edge or shape.fill or Paint("ink")).role


def _letters(size: float, style: Style, paint: Paint) -> str:
    weight = ' font-weight="600"' if "bold" in style else ""
    slant = ' font-style="italic"' if "italic" in style else ""
    return f'font-size="{_number(size)}"{weight}{slant} {_fill(paint)}'


def _as_wide(text: str, style: Style, size: float) -> str:
    """As wide as on screen also where the typeface is missing."""
    wide = text_width(text, FONTS[style], size)
    return f' textLength="{_number(wide)}" lengthAdjust="spacingAndGlyphs"' if wide else ""


def _fill(paint: Paint | None) -> str:
    return 'fill="none"' if paint is None else f'fill="{colour(paint.role, paint.strength)}"'


def _pen(paint: Paint, width: float, dash: tuple[float, ...] = ()) -> str:
    broken = f' stroke-dasharray="{" ".join(map(_number, dash))}"' if dash else ""
    return f'stroke="{colour(paint.role, paint.strength)}" stroke-width="{_number(width)}"{broken}'


def _text(text: str) -> str:
    return escape(_plain(text))


def _plain(text: str) -> str:
    """The text without what no XML may hold."""
    return "".join(one for one in text if one.isprintable() or one in " \u00a0")


def _place(x: float, y: float, between: str = " ") -> str:
    return f"{_number(x)}{between}{_number(y)}"


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
