"""The small parts of a scorecard on paper: texts with a status sign, arrows, and columns side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from app.services.charts.signs import SIGNS, sign_of
from app.services.formatting import keep_together
from app.services.palette import LIGHT
from app.services.reports.flowables import TaggedParagraph, fragment_model
from app.services.reports.fonts import ITALIC, REGULAR, SEMIBOLD
from app.services.reports.styles import DENSE, INK, MUTED, SMALL
from app.services.reports.tagging import Element, TaggedCanvas
from app.services.reports.text import plain
from app.services.scorecard.views import STANDING_WORDS, TREND_WORDS, Standing, Trend

STANDING_COLOURS: Final[Mapping[str, Any]] = {
    key: HexColor(getattr(LIGHT, key)) for key in ("met", "partly", "unmet", "missing")
}
_SIGN: Final = 8.0
_SIGN_ROOM: Final = 12.0
_STROKE: Final = 1.3
_ARROW: Final = (9.0, 10.4)


def small(name: str, font: str = REGULAR, size: float = SMALL, **more: Any) -> ParagraphStyle:
    """A style of the dense tables of scorecards."""
    leading = more.pop("leading", size * 1.32)
    return ParagraphStyle(name, DENSE, fontName=font, fontSize=size, leading=leading, **more)


TEXT: Final = small("card")
STRONG: Final = small("card strong", SEMIBOLD)
NUMBER: Final = small("card number", alignment=TA_RIGHT)
STRONG_NUMBER: Final = small("card strong number", SEMIBOLD, alignment=TA_RIGHT)
MUTED_NUMBER: Final = small("card muted number", alignment=TA_RIGHT, textColor=MUTED)
QUIET: Final = small("card quiet", textColor=MUTED)
WHY: Final = small("card why", ITALIC, textColor=MUTED)


def text(words: str, style: ParagraphStyle = TEXT) -> TaggedParagraph:
    """A text in a cell."""
    return TaggedParagraph.of(words, style, None)


def runs(*parts: tuple[str, ParagraphStyle]) -> TaggedParagraph:
    """Texts of several styles after each other in a cell, which read as one."""
    fragments: list[Any] = []
    for words, style in parts:
        shown = keep_together(plain(words)).replace("\n", " ")
        if shown:
            lead = " " if fragments else ""
            fragments.append(fragment_model(style).clone(text=lead + shown, link=[], us_lines=[]))
    made = TaggedParagraph(None, parts[0][1], frags=fragments)
    made.role = None
    return made


class Signed(TaggedParagraph):
    """A word with the sign of a standing before it."""

    _sign = ""

    @classmethod
    def standing(
        cls, standing: Standing, words: str | None = None, style: ParagraphStyle = TEXT
    ) -> TaggedParagraph:
        """A standing in its own word or another, with its sign and colour."""
        key = sign_of(standing)
        signed = ParagraphStyle(
            f"{style.name} {key}", style, leftIndent=_SIGN_ROOM, textColor=STANDING_COLOURS[key]
        )
        made = cast(Signed, cls.of(words or STANDING_WORDS[standing], signed, None))
        made._sign = key
        return made

    @classmethod
    def counted(cls, standing: Standing, words: str, told: str) -> TaggedParagraph:
        """A number with the sign of its standing, and what it rests on after it."""
        made = cls.standing(standing, words, STRONG)
        style = made.style
        quiet = fragment_model(QUIET).clone(text=f"\u00a0\u00a0 {told}", link=[], us_lines=[])
        both = cls(None, style, frags=[*made.frags, quiet])
        both.role, both._sign = None, cast(Signed, made)._sign
        return both

    def split(self, width: float, height: float) -> list[TaggedParagraph]:
        """The parts; only the first has the sign."""
        parts = super().split(width, height)
        for part in cast(list[Signed], parts[:1]):
            part._sign = self._sign
        return parts

    def draw(self) -> None:
        """Draw the sign as decoration, since its word follows."""
        canvas: TaggedCanvas = self.canv
        if self._sign:
            with canvas.artifact():
                draw_sign(canvas, self._sign, 0, self.height - self.style.leading * 0.5 - _SIGN * 0.55)
        super().draw()


def draw_sign(canvas: Any, sign: str, x: float, y: float, side: float = _SIGN) -> None:
    """Draw a sign in its colour, its lower left corner at a place."""
    lines, area = SIGNS[sign]
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setStrokeColor(STANDING_COLOURS[sign])
    canvas.setFillColor(STANDING_COLOURS[sign])
    canvas.setLineWidth(_STROKE)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for line in lines:
        _path(canvas, line, side, fill=0)
    if area:
        _path(canvas, area, side, fill=1)
    canvas.restoreState()


def _path(canvas: Any, line: Sequence[tuple[float, float]], side: float, *, fill: int) -> None:
    path = canvas.beginPath()
    for place, (across, down) in enumerate(line):
        move = path.lineTo if place else path.moveTo
        move(across * side, (1 - down) * side)
    if fill:
        path.close()
    canvas.drawPath(path, stroke=1 - fill, fill=fill)


class Arrow(Flowable):
    """Which way a figure goes: up is better, level the same, down worse, whatever its direction."""

    def __init__(self, trend: Trend) -> None:
        super().__init__()
        self._trend = trend
        self.width, self.height = _ARROW
        self.hAlign = "CENTER"

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The arrow has one size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the arrow with its word for those who do not see it."""
        canvas: TaggedCanvas = self.canv
        x, y = canvas.absolutePosition(0, 0)
        box = (x, y, x + self.width, y + self.height)
        with canvas.marked(Element("Figure", alt=TREND_WORDS[self._trend], box=box)):
            canvas.saveState()
            canvas.translate(self.width / 2, self.height / 2)
            canvas.rotate({"better": 45, "same": 0, "worse": -45}[self._trend])
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.9)
            canvas.setLineCap(1)
            canvas.line(-4, 0, 4, 0)
            canvas.line(4, 0, 1.4, 2.4)
            canvas.line(4, 0, 1.4, -2.4)
            canvas.restoreState()


class Beside(Flowable):
    """Columns beside each other at the top of what room there is, each of flowables one below the other."""

    def __init__(self, columns: Sequence[Sequence[Flowable]], widths: Sequence[float], gap: float) -> None:
        super().__init__()
        self._columns, self._widths, self._gap = columns, widths, gap

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """As wide as the columns, as high as the highest."""
        pairs = zip(self._columns, self._widths, strict=True)
        self.width = sum(self._widths) + self._gap * (len(self._widths) - 1)
        self.height = max(stacked(column, width) for column, width in pairs)
        return self.width, self.height

    def draw(self) -> None:
        """Draw each column from its top, the left one first."""
        x = 0.0
        for column, width in zip(self._columns, self._widths, strict=True):
            y, space = self.height, 0.0
            for place, each in enumerate(column):
                _, high = each.wrapOn(self.canv, width, self.height)
                y -= (max(space, float(each.getSpaceBefore())) if place else 0.0) + high
                each.drawOn(self.canv, x, y)
                space = float(each.getSpaceAfter())
            x += width + self._gap


def stacked(column: Sequence[Flowable], width: float) -> float:
    """How high flowables are one below the other, with the larger of the spaces where two meet."""
    total, space = 0.0, 0.0
    for place, each in enumerate(column):
        _, high = each.wrap(width, 100_000.0)
        total += (max(space, float(each.getSpaceBefore())) if place else 0.0) + high
        space = float(each.getSpaceAfter())
    return total
