"""A figure to draw on in pixels from its upper left corner, with its captions in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.services.charts import library
from app.services.charts.sheet import NO_CAPTION, Caption, Sheet, Spot
from app.services.charts.signs import SIGNS, sign_of
from app.services.fonts import Style, cut
from app.services.scorecard.views import Standing

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

HAIRLINE = 1.0
STROKE = 1.5
#: Half the height of a capital, as a share of the size of its letters.
_HALF_CAPITAL = 0.33
_POINTS_PER_PIXEL = 0.75
_LEADING = 1.4
_GAP = 8.0
_PAD = 1.5
_MARGIN = 12.0
_MOST_LINES = 3
_LONG = 600
_CLOSEST = 0.62
_COMPOUND = re.compile(r"(?<=[^\W\d_]{4})(?=perspektiv)")
"""Where the long words that perspectives are called are parted."""
_CLOSE, _SMALLER = 1.06, 0.5
"""How close two lines of a name stand, and how much smaller than other small words."""
_SURE = 0.992
"""Drawn letters may be a hair wider than measured ones."""
"""So many letters are measured of a text that gets a few lines."""
SIGN = 12.0
_GROUND, _FILL, _STROKE, _OVER, _TEXT = 0.0, 1.0, 2.0, 2.5, 3.0
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole sheet of paper, and where on it the board begins, in pixels of 1/96 inch."""

    width: float
    height: float
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Room:
    """How wide names are, and whether they may be in two lines."""

    width: float
    lines: bool


class Board:
    """The pen of every chart; `top` is where the chart itself begins, under its captions.

    Where it stands alone, with captions, it has a margin as well. A blank board draws nothing and only
    gathers the spots, so that they lie where the same chart drawn has them. A board `within` another is a
    part of the other's figure, with its upper left corner at a place there and without a margin. On a `page`
    the figure is the whole page.
    """

    def __init__(
        self,
        sheet: Sheet,
        height: float,
        caption: Caption,
        *,
        blank: bool = False,
        within: tuple[Board, float, float] | None = None,
        page: Page | None = None,
    ) -> None:
        shown = caption if sheet.captions else NO_CAPTION
        head, foot = _above(shown, sheet), _below(shown, sheet)
        self.top = head + (_GAP if head else 0)
        self.bottom = self.top + height
        self.sheet, self.palette, self.height = (
            sheet,
            sheet.palette,
            self.bottom + foot + (_GAP if foot else 0),
        )
        self.spots: list[Spot] = []
        self._blank = blank
        self._left = self._upper = _MARGIN if sheet.captions else 0.0
        self._size = (sheet.width + 2 * self._left, self.height + 2 * self._upper)
        if page:
            self._left, self._upper, self._size = page.left, page.top, (page.width, page.height)
        if within:
            parent, left, upper = within
            self._left, self._upper = parent._left + left, parent._upper + upper
            self._blank, self.spots = parent._blank, parent.spots
        if not self._blank:
            self._begin(within[0] if within else None)
            self._write_captions(shown, foot)

    @property
    def room(self) -> float:
        """The height of the chart itself."""
        return self.bottom - self.top

    def spot(
        self, left: float, top: float, right: float, bottom: float, words: str, key: object = None
    ) -> None:
        """Note what a part of the chart says, and where that comes from."""
        x, y = self._left, self._upper
        self.spots.append(Spot(left + x, top + y, right + x, bottom + y, words, key))

    def text(
        self,
        x: float,
        middle: float,
        words: str,
        *,
        points: float | None = None,
        style: Style = "regular",
        colour: str | None = None,
        align: Align = "left",
        ground: bool = False,
        upwards: bool = False,
    ) -> None:
        """Write words with their capitals around a height; on a ground no line crosses them.

        `upwards` they begin at that height and read from below, with `x` in their middle.
        """
        if self._blank or not words:
            return
        size = points or self.sheet.points
        half = library.pixels(size) * _HALF_CAPITAL
        made = self.figure.text(
            x + half if upwards else x,
            middle if upwards else middle + half,
            words,
            fontproperties=library.face(size, style),
            color=colour or self.palette.ink,
            ha="left" if upwards else align,
            va="baseline",
            rotation=90 if upwards else 0,
            rotation_mode="anchor",
            transform=self._pixels,
            zorder=_TEXT,
            parse_math=False,
        )
        if ground:
            pad = _PAD * _POINTS_PER_PIXEL
            made.set_bbox({"facecolor": self.palette.surface, "edgecolor": "none", "pad": pad})

    def name(self, x: float, middle: float, words: str, room: Room, style: Style = "regular") -> None:
        """A name in its room: on one line, or on two smaller ones."""
        if not room.lines:
            self.text(x, middle, fitted(words, room.width, self.sheet.points, style), style=style)
            return
        small = self.sheet.small - _SMALLER
        leading = library.pixels(small) * _CLOSE
        lines = wrapped(words, room.width, small, style, 2)
        top = middle - (len(lines) - 1) * leading / 2
        for at, line in enumerate(lines):
            self.text(x, top + at * leading, line, points=small, style=style)

    def names(self, words: Iterable[str], width: float, high: float, style: Style = "regular") -> Room:
        """The room of names under each other: all smaller where one of them needs two lines."""
        leading = library.pixels(self.sheet.small - _SMALLER) * _CLOSE
        every = (library.text_width(each[:_LONG], self.sheet.points, style) for each in words)
        return Room(width, high >= 2 * leading and any(each > width + 0.5 for each in every))

    def fill(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A filled bar, never thinner than a hairline."""
        self._bar(left, top, max(right, left + HAIRLINE), bottom, colour, filled=True)

    def outline(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A bar of which only the edge is drawn, within the same room as a filled one."""
        half = HAIRLINE / 2
        wide = max(right, left + 2 * HAIRLINE)
        self._bar(left + half, top + half, wide - half, bottom - half, colour, filled=False)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float = HAIRLINE,
        *,
        dashed: bool = False,
        rounded: bool = False,
        over: bool = False,
    ) -> None:
        """A line through points, whole or dashed; `over` it hides points of other lines."""
        if self._blank:
            return
        from matplotlib.lines import Line2D

        drawn = Line2D(
            [x for x, _ in points],
            [y for _, y in points],
            color=colour,
            linewidth=width * _POINTS_PER_PIXEL,
            linestyle=(0, (3.0, 2.0)) if dashed else "-",
            solid_capstyle="round" if rounded else "butt",
            solid_joinstyle="round" if rounded else "miter",
            dash_capstyle="butt",
            transform=self._pixels,
            zorder=_OVER if over else _STROKE,
        )
        drawn.set_snap(len(points) == 2 and _upright(points))
        self.figure.add_artist(drawn)

    def dot(self, x: float, y: float, radius: float, colour: str, *, hollow: bool = False) -> None:
        """A point of a line; a hollow one is a ring."""
        if self._blank:
            return
        from matplotlib.patches import Circle

        ground = self.palette.surface if hollow else colour
        pen = {"facecolor": ground, "edgecolor": colour, "linewidth": STROKE * _POINTS_PER_PIXEL}
        self.figure.add_artist(Circle((x, y), radius, transform=self._pixels, zorder=_OVER, **pen))

    def area(self, points: Sequence[tuple[float, float]], colour: str, *, under: bool = False) -> None:
        """A filled area between points; `under` it lies below every bar."""
        if self._blank:
            return
        from matplotlib.patches import Polygon

        level = _GROUND if under else _OVER
        pen = {"facecolor": colour, "edgecolor": "none", "linewidth": 0}
        self.figure.add_artist(Polygon(points, closed=True, transform=self._pixels, zorder=level, **pen))

    def sign(self, x: float, middle: float, standing: Standing, size: float = SIGN) -> None:
        """A status sign around a place."""
        if self._blank:
            return
        lines, filled = SIGNS[sign_of(standing)]
        colour: str = getattr(self.palette, sign_of(standing))
        left, top = x - size / 2, middle - size / 2
        width = STROKE * max(1.0, size / SIGN)
        for line in lines:
            places = [(left + across * size, top + down * size) for across, down in line]
            self.line(places, colour, width, rounded=True, over=True)
        if filled:
            self.area([(left + across * size, top + down * size) for across, down in filled], colour)

    def _begin(self, parent: Board | None) -> None:
        """The figure, its own or that of the board it is within, and where pixels are on it."""
        from matplotlib.transforms import Affine2D

        if parent:
            self.figure: Figure = parent.figure
            self._whole: float = parent._whole
        else:
            self.figure = library.new_figure(*self._size, self.palette.surface)
            self._whole = self._size[1]
        pixels = Affine2D().translate(self._left, self._upper - self._whole)
        place = pixels.scale(1 / library.DPI, -1 / library.DPI)
        self._pixels: Transform = place + self.figure.dpi_scale_trans

    def _bar(
        self, left: float, top: float, right: float, bottom: float, colour: str, *, filled: bool
    ) -> None:
        if self._blank:
            return
        from matplotlib.patches import Rectangle

        bar = Rectangle(
            (left, top),
            right - left,
            bottom - top,
            facecolor=colour if filled else "none",
            edgecolor="none" if filled else colour,
            linewidth=0 if filled else HAIRLINE * _POINTS_PER_PIXEL,
            transform=self._pixels,
            zorder=_FILL,
        )
        self.figure.add_artist(bar)

    def _write_captions(self, shown: Caption, foot: float) -> None:
        at, muted = 0.0, self.palette.muted
        for lines, points, style in _head(shown, self.sheet):
            colour = self.palette.ink if style == "semibold" else muted
            at = self._lines(lines, at, points, style, colour)
        self._lines(_foot(shown, self.sheet), self.height - foot, self.sheet.small, "regular", muted)

    def _lines(self, lines: Sequence[str], at: float, points: float, style: Style, colour: str) -> float:
        leading = _leading(points)
        for line in lines:
            self.text(0, at + leading / 2, line, points=points, style=style, colour=colour)
            at += leading
        return at


def _leading(points: float) -> float:
    return library.pixels(points) * _LEADING


def _head(shown: Caption, sheet: Sheet) -> list[tuple[list[str], float, Style]]:
    """What stands above a chart: lines, their size and style."""
    width, small = sheet.width, sheet.small
    return [
        (wrapped(shown.about, width, small, most=_MOST_LINES), small, "regular"),
        (wrapped(shown.title, width, sheet.points, "semibold", _MOST_LINES), sheet.points, "semibold"),
        (wrapped(shown.note, width, small, most=_MOST_LINES), small, "regular"),
    ]


def _foot(shown: Caption, sheet: Sheet) -> list[str]:
    return wrapped(shown.source, sheet.width, sheet.small, most=_MOST_LINES)


def _above(shown: Caption, sheet: Sheet) -> float:
    return sum(len(lines) * _leading(points) for lines, points, _ in _head(shown, sheet))


def _below(shown: Caption, sheet: Sheet) -> float:
    return len(_foot(shown, sheet)) * _leading(sheet.small)


def captions_height(caption: Caption, sheet: Sheet) -> float:
    """How much higher a chart is with its captions than without, its margins left out."""
    head, foot = _above(caption, sheet), _below(caption, sheet)
    return head + foot + (_GAP if head else 0) + (_GAP if foot else 0)


def fitted(text: str, width: float, points: float, style: Style = "regular") -> str:
    """As much of a text as has room."""
    text = text if len(text) <= _LONG else text[:_LONG] + "…"
    return cut(text, lambda shorter: library.text_width(shorter, points, style) <= width)


def wrapped(
    text: str, width: float, points: float, style: Style = "regular", most: int | None = None
) -> list[str]:
    """A text in lines that have room; with `most` no more lines than that, the last one cut."""
    if most and len(text) > _LONG:
        text = text[:_LONG] + "…"
    lines: list[str] = []
    for word, joint in _words(text, width, points, style):
        longer = f"{lines[-1]}{joint}{word}" if lines else word
        if lines and library.text_width(longer, points, style) <= width * _SURE:
            lines[-1] = longer
        else:
            lines.append(word)
    if most is None:
        return lines
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines
    return [fitted(line, width, points, style) for line in kept]


def _words(text: str, width: float, points: float, style: Style) -> Iterator[tuple[str, str]]:
    """Each word with what joins it to the one before; one without room is parted after a stroke or hyphen."""
    for word in text.split(" ") if text else ():
        if len(word) > _LONG or library.text_width(word, points, style) <= width:
            yield word, " "
            continue
        parts = re.split(r"(?<=[/-])", _COMPOUND.sub("-", word))
        for place, part in enumerate(part for part in parts if part):
            yield part, "" if place else " "


def rows_within(room: float, count: int, usual: float) -> tuple[float, int]:
    """How high rows are in a room, closer where that lets all of them in, and how many have room.

    Where not all have, one row is left for saying so.
    """
    if not count:
        return usual, 0
    row = min(usual, max(usual * _CLOSEST, room / count))
    shown = int(room / row + 0.01)
    return (row, count) if shown >= count else (row, max(1, shown - 1))


def _upright(points: Sequence[tuple[float, float]]) -> bool:
    (left, top), (right, bottom) = points
    return left == right or top == bottom
