"""The wheel as a poster: the picture as large as the sheet allows, and the same activities as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A1, A2, A3, A4
from reportlab.lib.units import mm

from app.services.formatting import write_long_date, write_years
from app.services.reports.archive import LANGUAGE, Metadata, archivable
from app.services.reports.fonts import REGULAR, SEMIBOLD, fitted, register_fonts, text_width
from app.services.reports.styles import INK, LIGHT_RULE, LINE, MUTED
from app.services.reports.tagging import Element, TaggedCanvas
from app.services.reports.text import one_line
from app.services.reports.wheel_columns import Arrangement, arrange
from app.services.reports.wheel_filling import Placed
from app.services.reports.wheel_legend import Sign, draw_legend, signs_of
from app.services.reports.wheel_lines import HEAD, LABEL_ROOM, LEADING, Block
from app.services.reports.wheel_listing import Entry, Section, counted, for_paper, listed, told
from app.services.reports.wheel_shapes import colour, paint_wheel
from app.services.wheel.picture.colours import full, look_of
from app.services.wheel.picture.layout import lay_out
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.views import WheelView

_PAPERS: Final = {"a4": A4, "a3": A3, "a2": A2, "a1": A1}
_LEAST_FACTOR: Final = 0.84
"""On a smaller sheet the text is not made smaller than this."""
_MARGIN: Final = 12 * mm
_TITLE: Final = 30.0
_SUBTITLE: Final = 15.0
_HEAD_ROOM: Final = 62.0
_HEAD_AGAIN: Final = 26.0
_FOOT_ROOM: Final = 26.0
_FOOT: Final = 8.5
_TOP_OF_TEXT: Final = 0.9
_SPACE: Final = 10.0
_MOST_WITH_WORDS_BESIDE: Final = 60
"""A picture of more, or on a small sheet, gives all of its width to its rings."""
_SLIM: Final = 0.86


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet: its size, its margin, and how large its text is beside that of an A3."""

    width: float
    height: float
    margin: float
    factor: float

    @property
    def across(self) -> bool:
        """Whether it lies down."""
        return self.width > self.height

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def room(self) -> float:
        """The height between head and foot of the first page."""
        return self.height - 2 * self.margin - (_HEAD_ROOM + _FOOT_ROOM) * self.factor


def title_of(view: WheelView, start_month: int = 1) -> str:
    """What the wheel is called; one that begins in another month than January is of two years."""
    return f"Årshjul {write_years(view.year, view.year + (start_month > 1))}"


def wheel_poster(
    view: WheelView,
    options: WheelOptions,
    *,
    paper: str = "a3",
    landscape: bool = False,
    municipality: str,
    source: str | None = None,
    day: date,
    example: bool | None = None,
) -> bytes:
    """The PDF of a wheel; the same wheel on the same day gives the same bytes."""
    register_fonts()
    options = replace(options, numbered=True, zoom=None)
    view = for_paper(view, status=options.colour == "status")
    if example is None:
        example = any(each.example for each in view.activities)
    sections = listed(view, options.start_month)
    poster = _Poster(view, options, _sheet(paper, landscape), one_line(municipality), day)
    poster.source, poster.example = one_line(source or ""), example
    return poster.made(sections)


def sheet_size(paper: str) -> tuple[float, float]:
    """The width and the height of an upright sheet, in points."""
    width, height = _PAPERS[paper]
    return width, height


def _sheet(paper: str, landscape: bool) -> _Sheet:
    short, long = sheet_size(paper)
    width, height = (long, short) if landscape else (short, long)
    share = short / A3[0]
    return _Sheet(width, height, _MARGIN * share, max(share, _LEAST_FACTOR))


class _Poster:
    """Draws the pages of one poster."""

    source = ""
    example = False

    def __init__(
        self, view: WheelView, options: WheelOptions, sheet: _Sheet, municipality: str, day: date
    ) -> None:
        self._view, self._options, self._sheet = view, options, sheet
        self._municipality, self._day = municipality, day
        self._drawn = BytesIO()
        self._canvas = TaggedCanvas(
            self._drawn,
            pagesize=(sheet.width, sheet.height),
            lang=LANGUAGE,
            initialFontName=REGULAR,
            invariant=1,
            pageCompression=0,
        )

    def made(self, sections: Sequence[Section]) -> bytes:
        """The archivable file."""
        sheet, canvas = self._sheet, self._canvas
        wide = min(sheet.width, sheet.height) >= A3[0]
        beside = wide and len(self._view.activities) <= _MOST_WITH_WORDS_BESIDE
        placed = arrange(
            sections,
            width=sheet.inner,
            height=sheet.room,
            factor=sheet.factor,
            across=sheet.across,
            slim=_SLIM if beside else 1.0,
            more=(_HEAD_ROOM - _HEAD_AGAIN) * sheet.factor,
        )
        lists = {place: Element("L") for place in range(len(sections))}
        for number, page in enumerate(placed.pages, 1):
            top = self._head(placed) if number == 1 else self._head_again()
            for block in page:
                self._block(block, sections, lists, placed, top)
            self._foot(number, len(placed.pages))
            canvas.showPage()
        canvas.showOutline()
        canvas.save()
        metadata = Metadata(self._title, self._municipality, "Årshjul", self._day)
        return archivable(self._drawn.getvalue(), canvas.root, metadata)

    @property
    def _title(self) -> str:
        return title_of(self._view, self._options.start_month)

    def _head(self, placed: Arrangement) -> float:
        """Title, signs and picture; gives how high up the columns count from."""
        sheet, canvas, factor = self._sheet, self._canvas, self._sheet.factor
        top = sheet.height - sheet.margin
        signs = signs_of(self._view, self._options)
        with canvas.marked(Element("H1")):
            self._words(self._title, SEMIBOLD, _TITLE * factor, sheet.margin, top - _TITLE * factor * 0.8)
        line = top - (_TITLE * 0.8 + _SUBTITLE * 1.35) * factor
        with canvas.marked(Element("P")):
            name = fitted(self._municipality or " ", REGULAR, _SUBTITLE * factor, sheet.inner * 0.45)
            self._words(name, REGULAR, _SUBTITLE * factor, sheet.margin, line, MUTED)
        self._legend(signs, top)
        columns = top - _HEAD_ROOM * factor
        self._figure(placed, columns)
        return columns

    def _legend(self, signs: Sequence[Sign], top: float) -> None:
        sheet = self._sheet
        taken = max(
            text_width(self._title, SEMIBOLD, _TITLE * sheet.factor),
            text_width(self._municipality, REGULAR, _SUBTITLE * sheet.factor),
        )
        room = sheet.inner - min(taken, sheet.inner * 0.45) - 4 * _SPACE * sheet.factor
        draw_legend(
            self._canvas, signs, right=sheet.width - sheet.margin, top=top, width=room, factor=sheet.factor
        )

    def _figure(self, placed: Arrangement, columns: float) -> None:
        left, top, width, height = placed.wheel
        sheet, canvas = self._sheet, self._canvas
        if not placed.pages[0]:
            height = sheet.room
        picture = lay_out(self._view, self._options, width=width, height=height, scale=sheet.factor)
        x, y = sheet.margin + left, columns - top - height
        figure = Element("Figure", alt=told(self._view, self._title), box=(x, y, x + width, y + height))
        canvas.saveState()
        canvas.translate(x, y)
        with canvas.marked(figure):
            paint_wheel(canvas, picture)
        canvas.restoreState()

    def _head_again(self) -> float:
        """The short head of a further page."""
        sheet, canvas, factor = self._sheet, self._canvas, self._sheet.factor
        line = sheet.height - sheet.margin - _FOOT * factor
        with canvas.artifact("Header"):
            self._words(f"{self._municipality}  {self._title}", REGULAR, _FOOT * factor, sheet.margin, line)
        return sheet.height - sheet.margin - _HEAD_AGAIN * factor

    def _block(
        self,
        placed: Placed,
        sections: Sequence[Section],
        lists: dict[int, Element],
        arrangement: Arrangement,
        top: float,
    ) -> None:
        """A heading with its rule, or an entry of the list."""
        x, y = self._sheet.margin + placed.x, top - placed.top
        section = sections[placed.block.section]
        if placed.block.heading:
            self._heading(section.heading, placed.block, x, y, arrangement)
            return
        canvas, size = self._canvas, arrangement.size
        entry = section.entries[placed.block.entry]
        line = y - size * _TOP_OF_TEXT
        canvas.enter(lists[placed.block.section])
        canvas.enter(Element("LI"))
        self._label(entry, x, line, size)
        with canvas.marked(Element("LBody")):
            self._lines(placed.block, x + LABEL_ROOM * size, line, size, REGULAR)
        canvas.leave()
        canvas.leave()

    def _heading(self, text: str, block: Block, x: float, y: float, placed: Arrangement) -> None:
        canvas, size = self._canvas, placed.size * HEAD
        key = f"heading-{canvas.bookmark_number()}"
        canvas.bookmarkHorizontal(key, x, y)
        canvas.addOutlineEntry(text, key, 0)
        with canvas.marked(Element("H2")):
            self._lines(block, x, y - size * _TOP_OF_TEXT, size, SEMIBOLD)
        with canvas.artifact():
            below = y - len(block.lines) * size * LEADING - placed.size * 0.12
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(LIGHT_RULE * self._sheet.factor)
            canvas.line(x, below, x + placed.width, below)

    def _label(self, entry: Entry, x: float, line: float, size: float) -> None:
        """The number in the colour of its phase, or the triangle of the law."""
        canvas = self._canvas
        right = x + (LABEL_ROOM - 0.7) * size
        if entry.legal:
            with canvas.artifact():
                _triangle(canvas, right - size * 0.35, line + size * 0.3, size * 0.36)
            return
        activity = self._view.activities[int(entry.label) - 1]
        paint = full(look_of(activity, self._view, self._options), self._options)
        fill = HexColor(colour(paint.role, paint.strength))
        with canvas.marked(Element("Lbl")):
            wide = text_width(entry.label, SEMIBOLD, size)
            self._words(entry.label, SEMIBOLD, size, right - wide, line, fill)

    def _lines(self, block: Block, x: float, line: float, size: float, font: str) -> None:
        """The words of a block, read as one text."""
        text = self._canvas.beginText()
        text.setFont(font, size)
        last = len(block.lines) - 1
        for number, pieces in enumerate(block.lines):
            for place, piece in enumerate(pieces):
                text.setFillColor(MUTED if piece.muted else INK)
                text.setTextOrigin(x + piece.x, line - number * size * LEADING)
                more = place < len(pieces) - 1 or number < last
                text._textOut(f"{piece.text} " if more else piece.text)
        self._canvas.drawText(text)

    def _words(self, text: str, font: str, size: float, x: float, y: float, fill: Any = INK) -> None:
        self._canvas.setFont(font, size)
        self._canvas.setFillColor(fill)
        self._canvas.drawString(x, y, text)

    def _foot(self, number: int, pages: int) -> None:
        """Where the facts come from, whose they are if made up, and how many there are."""
        sheet, canvas, size = self._sheet, self._canvas, _FOOT * self._sheet.factor
        right = f"{counted(self._view)}. Uppgifter per {write_long_date(self._day)}."
        right += f"  Sida {number} av {pages}" if pages > 1 else ""
        left = [f"Källa: {self.source}"] if self.source else []
        left = ["Exempelkommun", *left] if self.example else left
        room = sheet.inner - text_width(right, REGULAR, size) - 3 * size
        with canvas.artifact():
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(LIGHT_RULE)
            rule = sheet.margin + size * 1.4
            canvas.line(sheet.margin, rule, sheet.width - sheet.margin, rule)
        with canvas.marked(Element("P")) if number == 1 else canvas.artifact("Footer"):
            words = fitted("   ".join(left), REGULAR, size, room) if left else ""
            self._words(words, REGULAR, size, sheet.margin, sheet.margin, MUTED)
            wide = text_width(right, REGULAR, size)
            self._words(right, REGULAR, size, sheet.width - sheet.margin - wide, sheet.margin, MUTED)


def _triangle(canvas: Any, x: float, y: float, radius: float) -> None:
    """The sign of the law: a filled triangle that points down."""
    path = canvas.beginPath()
    path.moveTo(x - radius, y + radius * 0.8)
    path.lineTo(x + radius, y + radius * 0.8)
    path.lineTo(x, y - radius * 0.9)
    path.close()
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)
