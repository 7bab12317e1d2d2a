"""A thread of the röda tråden as PDF: the graph on a sheet that holds it, and the same thread as a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any, Final, cast

from reportlab.lib.pagesizes import A0, A1, A2, A3, A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from app.services.filenames import safe_file_name
from app.services.formatting import write_count
from app.services.reports.archive import LANGUAGE, Metadata, archivable
from app.services.reports.flowables import Figure, Heading, TaggedParagraph
from app.services.reports.fonts import REGULAR, fitted, register_fonts, text_width
from app.services.reports.styles import (
    BODY,
    HEADING,
    LIGHT_RULE,
    LINE,
    MUTED,
    NOTE,
    PORTRAIT,
    TITLE,
    Paper,
)
from app.services.reports.tagging import Element, TaggedCanvas
from app.services.reports.text import label, one_line
from app.services.reports.thread_shapes import paint_on_paper, svg
from app.services.steering.thread.following import Thread
from app.services.steering.thread.indented import ListedNode, indented
from app.services.steering.thread.picture import Picture, thread_picture

_GRAPH_SIDE: Final = 18 * mm
_NATURAL: Final = 0.75
_SMALLEST: Final = 0.57
"""Points for each unit: smaller than this and the small texts cannot be read."""
_HEADING_ROOM: Final = 78.0
_SLACK: Final = 2.0
_SMALL: Final = 8.0
_HEAD_FROM_TOP: Final = 14 * mm
_FOOT_RULE: Final = 15 * mm
_FOOT_BASELINE: Final = 10.6 * mm
_INDENT: Final = 4.2 * mm
_DEEPEST: Final = 12
_LEGEND: Final = (
    "Heldragen linje: hör till i hierarkin. Streckad linje med pil: bidrar till. "
    "Hänglås: beslutad. Penna och streckad ram: inte beslutad."
)
_WORK_LEGEND: Final = (
    "Rundade rutor: uppdrag och aktiviteter. Ring: inte påbörjad. Halvfylld ring: pågår. "
    "Bock: klar. Kryss: avbruten."
)
_LISTED_BELOW: Final = "Samma innehåll står som lista efter bilden."


def file_name(title: str, suffix: str) -> str:
    """A name for the file of an element's thread."""
    return f"{safe_file_name(f'Röda tråden {title}')}.{suffix}"


def render_thread_svg(thread: Thread, gaps: Mapping[int, int]) -> str:
    """The graph of a thread as SVG."""
    return svg(thread_picture(thread, gaps), _title(thread), _told(thread))


def render_thread(
    thread: Thread, gaps: Mapping[int, int], *, municipality: str, day: date, example: bool = False
) -> bytes:
    """The PDF of a thread; the same thread gives the same bytes."""
    register_fonts()
    picture = thread_picture(thread, gaps)
    sheet, scale = sheet_for(picture)
    drawn = BytesIO()
    template = _Template(drawn, sheet, one_line(municipality), _title(thread), example)
    template.build(_story(thread, picture, scale), canvasmaker=_Canvas)
    metadata = Metadata(_title(thread), one_line(municipality), "Röda tråden", day)
    return archivable(drawn.getvalue(), template.canv.root, metadata)


def sheet_for(picture: Picture) -> tuple[Paper, float]:
    """The smallest sheet on which the texts can be read, and the scale; larger than A0 if it must be."""
    for width, height in (A4, A3, A2, A1, A0):
        for sheet in (Paper(height, width, _GRAPH_SIDE), Paper(width, height, _GRAPH_SIDE)):
            wide = (sheet.text_width - _SLACK) / picture.width
            high = (sheet.text_height - _HEADING_ROOM - _SLACK) / picture.height
            if min(wide, high) >= _SMALLEST:
                return sheet, min(_NATURAL, wide, high)
    wide = picture.width * _SMALLEST + 2 * _GRAPH_SIDE + _SLACK
    high = picture.height * _SMALLEST + PORTRAIT.top + PORTRAIT.bottom + _HEADING_ROOM + _SLACK
    return Paper(max(wide, A4[0]), max(high, A4[0]), _GRAPH_SIDE), _SMALLEST


def _story(thread: Thread, picture: Picture, scale: float) -> list[Flowable]:
    figure = Figure(
        partial(_paint, picture=picture, scale=scale),
        picture.width * scale,
        picture.height * scale,
        f"{_told(thread)} {_LISTED_BELOW}",
    )
    legend = (_LEGEND, _WORK_LEGEND if thread.works else "", thread.limit_words)
    above: list[Flowable] = [
        Heading.at("H1", _title(thread), TITLE),
        TaggedParagraph.of(" ".join(filter(None, legend)), NOTE),
        figure,
        NextPageTemplate("list"),
        PageBreak(),
    ]
    listed: list[Flowable] = [
        Heading.at("H2", "Tråden som lista", HEADING),
        TaggedParagraph.of(_told(thread), BODY),
    ]
    return [*above, *listed, *_items(indented(thread))]


def _paint(canvas: Any, *, picture: Picture, scale: float) -> None:
    paint_on_paper(canvas, picture, scale)


def _title(thread: Thread) -> str:
    return one_line(f"Röda tråden: {_centre(thread).title}")


def _centre(thread: Thread) -> Any:
    return next(node.row for node in thread.nodes if node.row.id == thread.centre)


def _told(thread: Thread) -> str:
    """What the thread holds, in a sentence or two."""
    centre = _centre(thread)
    count = write_count(len(thread.nodes), "styrelement", "styrelement")
    levels = write_count(len(thread.levels), "nivå", "nivåer")
    told = (
        f"Tråden genom {label(centre.level).lower()} ”{label(centre.title)}” har {count} på {levels}: "
        f"{thread.above_count} uppåt och {thread.below_count} nedåt."
    )
    done = f"Till den hör {thread.work_words}." if thread.works else ""
    return " ".join(part for part in (told, done, thread.limit_words) if part)


def _items(lines: Sequence[ListedNode]) -> list[Flowable]:
    """The lines as one list, with what stands under an element as a list inside its item."""
    paths: dict[int, tuple[Element, ...]] = {}
    lists: dict[int | None, Element] = {}
    found: list[Flowable] = []
    for line in lines:
        above = paths[line.parent_id] if line.parent_id is not None else ()
        holder = lists.setdefault(line.parent_id, Element("L"))
        paths[line.id] = (*above, holder, Element("LI"), Element("LBody"))
        said = f"{line.words}. {line.status}." if line.status else f"{line.words}."
        found.append(_ListedItem.inside(said, min(line.depth, _DEEPEST), paths[line.id]))
    return found


class _ListedItem(TaggedParagraph):
    """A line of the list, below the elements that it is nested in."""

    _path: tuple[Element, ...] = ()

    @classmethod
    def inside(cls, text: str, depth: int, path: tuple[Element, ...]) -> Flowable:
        """A line at a depth."""
        style = ParagraphStyle(f"item {depth}", BODY, leftIndent=depth * _INDENT, spaceAfter=1.4 * mm)
        item = cast(_ListedItem, cls.of(text, style))
        item._path = path
        return item

    def split(self, width: float, height: float) -> list[TaggedParagraph]:
        """The parts of a line that a page break divides."""
        parts = super().split(width, height)
        for part in parts:
            cast(_ListedItem, part)._path = self._path
        return parts

    def draw(self) -> None:
        """Draw the line within its list."""
        canvas: TaggedCanvas = self.canv
        for element in self._path:
            canvas.enter(element)
        super().draw()
        for _ in self._path:
            canvas.leave()


class _Canvas(TaggedCanvas):
    """Writes ”Sida x av y” when y is known, in forms that each page refers to."""

    sheets: list[Paper]
    foot: tuple[str, ...] = ()

    def save(self) -> None:
        """Make the feet and write the file."""
        for number, sheet in enumerate(self.sheets, 1):
            side = sheet.side
            self.beginForm(f"foot{number}", 0, 0, sheet.width, sheet.height)
            self.setFont(REGULAR, _SMALL)
            self.setFillColor(MUTED)
            for place, text in enumerate(self.foot):
                self.drawString(side + place * 50 * mm, _FOOT_BASELINE, text)
            self.drawRightString(sheet.width - side, _FOOT_BASELINE, f"Sida {number} av {len(self.sheets)}")
            self.endForm()
        self.showOutline()
        super().save()


class _Template(BaseDocTemplate):
    """A sheet for the graph, then A4 for the list."""

    def __init__(self, target: BytesIO, sheet: Paper, name: str, title: str, example: bool) -> None:
        size = (sheet.width, sheet.height)
        super().__init__(
            target, pagesize=size, lang=LANGUAGE, initialFontName=REGULAR, invariant=1, pageCompression=0
        )
        self.name, self.title_text = name, title
        self.foot = ("Exempelkommun",) if example else ()
        self.sheets: list[Paper] = []
        self.addPageTemplates([_page("graph", sheet), _page("list", PORTRAIT)])


def _page(name: str, sheet: Paper) -> PageTemplate:
    padding = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    frame = Frame(sheet.side, sheet.bottom, sheet.text_width, sheet.text_height, **padding)
    size = (sheet.width, sheet.height)
    return PageTemplate(name, [frame], pagesize=size, onPage=partial(_furnish, sheet=sheet))


def _furnish(canvas: _Canvas, template: _Template, *, sheet: Paper) -> None:
    """Head and foot of a page."""
    right, top = sheet.width - sheet.side, sheet.height - _HEAD_FROM_TOP
    template.sheets.append(sheet)
    canvas.sheets, canvas.foot = template.sheets, template.foot
    with canvas.artifact("Header"):
        canvas.setFont(REGULAR, _SMALL)
        canvas.setFillColor(MUTED)
        left = fitted(template.name, REGULAR, _SMALL, sheet.text_width * 0.4)
        room = sheet.text_width - text_width(left, REGULAR, _SMALL) - 6 * mm
        canvas.drawString(sheet.side, top, left)
        canvas.drawRightString(right, top, fitted(template.title_text, REGULAR, _SMALL, room))
    with canvas.artifact("Footer"):
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(LIGHT_RULE)
        canvas.line(sheet.side, _FOOT_RULE, right, _FOOT_RULE)
        canvas.doForm(f"foot{len(template.sheets)}")
