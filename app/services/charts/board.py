"""A figure to draw on in pixels from its upper left corner, with its captions in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from app.services.charts import library
from app.services.charts.sheet import NO_CAPTION, Caption, Sheet
from app.services.fonts import Style, cut

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
_GROUND, _FILL, _STROKE, _TEXT = 0, 1, 2, 3
Align = Literal["left", "center", "right"]


class Board:
    """The pen of every chart; `top` is where the chart itself begins, under its captions.

    Where it stands alone, with captions, it has a margin as well.
    """

    def __init__(self, sheet: Sheet, height: float, caption: Caption) -> None:
        shown = caption if sheet.captions else NO_CAPTION
        about = wrapped(shown.about, sheet.width, sheet.small)
        heading = wrapped(shown.title, sheet.width, sheet.points, "semibold")
        note = wrapped(shown.note, sheet.width, sheet.small)
        source = wrapped(shown.source, sheet.width, sheet.small)
        large, small = (library.pixels(size) * _LEADING for size in (sheet.points, sheet.small))
        above = len(heading) * large + (len(about) + len(note)) * small
        self.top = above + (_GAP if above else 0)
        below = len(source) * small + (_GAP if source else 0)
        self.sheet, self.palette, self.height = sheet, sheet.palette, self.top + height + below
        self._margin = _MARGIN if sheet.captions else 0.0
        size = (sheet.width + 2 * self._margin, self.height + 2 * self._margin)
        self.figure: Figure = library.new_figure(*size, self.palette.surface)
        self._pixels = self._transform()
        at = self._lines(about, 0.0, small, sheet.small, "regular", self.palette.muted)
        at = self._lines(heading, at, large, sheet.points, "semibold", self.palette.ink)
        self._lines(note, at, small, sheet.small, "regular", self.palette.muted)
        self._lines(
            source, self.height - len(source) * small, small, sheet.small, "regular", self.palette.muted
        )

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
    ) -> None:
        """Write words with their capitals around a height; on a ground no line crosses them."""
        size = points or self.sheet.points
        made = self.figure.text(
            x,
            middle + library.pixels(size) * _HALF_CAPITAL,
            words,
            fontproperties=library.face(size, style),
            color=colour or self.palette.ink,
            ha=align,
            va="baseline",
            transform=self._pixels,
            zorder=_TEXT,
            parse_math=False,
        )
        if ground:
            pad = _PAD * _POINTS_PER_PIXEL
            made.set_bbox({"facecolor": self.palette.surface, "edgecolor": "none", "pad": pad})

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
    ) -> None:
        """A line through points, whole or dashed."""
        from matplotlib.lines import Line2D

        drawn = Line2D(
            [x for x, _ in points],
            [y for _, y in points],
            color=colour,
            linewidth=width * _POINTS_PER_PIXEL,
            linestyle=(0, (3.0, 2.0)) if dashed else "-",
            solid_capstyle="butt",
            dash_capstyle="butt",
            transform=self._pixels,
            zorder=_STROKE,
        )
        drawn.set_snap(len(points) == 2 and _upright(points))
        self.figure.add_artist(drawn)

    def dot(self, x: float, y: float, radius: float, colour: str, *, hollow: bool = False) -> None:
        """A point of a line; a hollow one is a ring."""
        from matplotlib.patches import Circle

        ground = self.palette.surface if hollow else colour
        pen = {"facecolor": ground, "edgecolor": colour, "linewidth": STROKE * _POINTS_PER_PIXEL}
        self.figure.add_artist(Circle((x, y), radius, transform=self._pixels, zorder=_STROKE + 0.5, **pen))

    def _bar(
        self, left: float, top: float, right: float, bottom: float, colour: str, *, filled: bool
    ) -> None:
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

    def _lines(
        self, lines: Sequence[str], at: float, leading: float, points: float, style: Style, colour: str
    ) -> float:
        for line in lines:
            self.text(0, at + leading / 2, line, points=points, style=style, colour=colour)
            at += leading
        return at

    def _transform(self) -> Transform:
        from matplotlib.transforms import Affine2D

        pixels = Affine2D().translate(self._margin, -self.height - self._margin)
        return pixels.scale(1 / library.DPI, -1 / library.DPI) + self.figure.dpi_scale_trans


def fitted(text: str, width: float, points: float, style: Style = "regular") -> str:
    """As much of a text as has room."""
    return cut(text, lambda shorter: library.text_width(shorter, points, style) <= width)


def wrapped(text: str, width: float, points: float, style: Style = "regular") -> list[str]:
    """A text in lines that have room."""
    lines: list[str] = []
    for word in text.split(" ") if text else ():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and library.text_width(longer, points, style) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _upright(points: Sequence[tuple[float, float]]) -> bool:
    (left, top), (right, bottom) = points
    return left == right or top == bottom
