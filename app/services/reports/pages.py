"""The page: margins, head, foot with page x of y, the mark of a draft; from flowables to bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from app.services.reports.archive import LANGUAGE, Metadata, Source, archivable
from app.services.reports.floating import FloatingTemplate
from app.services.reports.fonts import REGULAR, SEMIBOLD, fitted, register_fonts, text_width
from app.services.reports.styles import BODY, INK, LIGHT_RULE, LINE, MUTED, PORTRAIT, Paper
from app.services.reports.tagging import TaggedCanvas

_SMALL: Final = 8
_NUMBER_ROOM: Final = 40
_HEAD_DEPTH: Final = 14 * mm
_FOOT_RULE: Final = 15 * mm
_FOOT_BASELINE: Final = 10.6 * mm
_GAP: Final = 6 * mm
_MARK_SIZE: Final = 30
_MARK_SPACING: Final = 9
_MARK_DEPTH: Final = 15.5 * mm


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """What every page repeats: head, foot, and a mark down the margin.

    Of the foot's items the first ones are cut when they are too long, the fixed ones never.
    """

    head_left: str
    head_right: str
    foot: tuple[str, ...]
    foot_fixed: tuple[str, ...] = ()
    mark: str | None = None
    paper: Paper = PORTRAIT

    @property
    def without_head(self) -> PageFurniture:
        """The same for a page that says what the head says in larger letters."""
        return replace(self, head_left="", head_right="")


def build_pdf(story: Sequence[Flowable], furniture: PageFurniture, metadata: Metadata) -> bytes:
    """Draw the flowables on A4 pages and make the archivable file of them."""
    return build_counted_pdf(story, furniture, metadata)[0]


def build_counted_pdf(
    story: Sequence[Flowable], furniture: PageFurniture, metadata: Metadata
) -> tuple[bytes, int]:
    """The archivable file of the flowables, and how many pages it has."""
    return build_parts(story, (furniture,), metadata)


def build_parts(
    story: Sequence[Flowable],
    furnitures: Sequence[PageFurniture],
    metadata: Metadata,
    sources: Sequence[Source] = (),
) -> tuple[bytes, int]:
    """The same for a file whose pages do not all have the same head and foot.

    The first pages have the first furniture; `turn_to` in the story goes on with another one.
    """
    register_fonts()
    drawn = BytesIO()
    template = _Template(drawn, furnitures)
    template.build(list(story), canvasmaker=_PageCanvas)
    canvas: TaggedCanvas = template.canv
    made = archivable(drawn.getvalue(), canvas.root, metadata, canvas.pictures, sources)
    return made, template.page


def turn_to(place: int) -> list[Flowable]:
    """What begins a new page with the furniture of a place, from 0."""
    return [NextPageTemplate(_page_name(place)), PageBreak()]


def then_on(place: int) -> Flowable:
    """What gives the pages after this one the furniture of a place."""
    made: Flowable = NextPageTemplate(_page_name(place))
    return made


def _page_name(place: int) -> str:
    return f"page{place}"


class _Template(FloatingTemplate):
    """A4 with one column."""

    def __init__(self, target: BytesIO, furnitures: Sequence[PageFurniture]) -> None:
        paper = furnitures[0].paper
        super().__init__(
            target,
            pagesize=(paper.width, paper.height),
            lang=LANGUAGE,
            initialFontName=REGULAR,
            invariant=1,
            pageCompression=0,
        )
        for place, furniture in enumerate(furnitures):
            paper = furniture.paper
            column = Frame(
                paper.side,
                paper.bottom,
                paper.text_width,
                paper.text_height,
                leftPadding=0,
                rightPadding=0,
                topPadding=0,
                bottomPadding=0,
            )
            page = PageTemplate(
                _page_name(place),
                [column],
                onPage=partial(_draw_furniture, furniture),
                pagesize=(paper.width, paper.height),
            )
            self.addPageTemplates(page)


class _PageCanvas(TaggedCanvas):
    """A canvas that writes ”Sida x av y” when y is known.

    Each page refers to a form of its own, which is made last; so one pass is enough.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.furnitures: list[PageFurniture] = []

    def save(self) -> None:
        """Make the feet and write the file."""
        pages = self.getPageNumber() - 1
        for page, furniture in enumerate(self.furnitures, 1):
            paper = furniture.paper  # a page that lies down has a wider foot than the first one
            self.beginForm(_foot_name(page), 0, 0, paper.width, paper.height)
            _draw_spread(self, furniture, f"Sida {page} av {pages}")
            self.endForm()
        self.make_places()
        for form, page in self.page_numbers():
            self.beginForm(form, -_NUMBER_ROOM, -BODY.leading, 1, BODY.leading)
            self.setFont(REGULAR, BODY.fontSize)
            self.setFillColor(INK)
            self.drawRightString(0, 0, f" {page}")  # the space parts it from the heading when read
            self.endForm()
        self.showOutline()
        super().save()


def _foot_name(page: int) -> str:
    return f"foot{page}"


def _draw_furniture(furniture: PageFurniture, canvas: _PageCanvas, _template: Any) -> None:
    canvas.furnitures.append(furniture)
    paper = furniture.paper
    if furniture.mark:
        with canvas.artifact("Watermark"):
            _draw_mark(canvas, furniture.mark, paper)
    if furniture.head_left or furniture.head_right:
        with canvas.artifact("Header"):
            _draw_head(canvas, furniture)
    with canvas.artifact("Footer"):
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(LIGHT_RULE)
        canvas.line(paper.side, _FOOT_RULE, paper.width - paper.side, _FOOT_RULE)
        canvas.doForm(_foot_name(canvas.getPageNumber()))


def _draw_head(canvas: _PageCanvas, furniture: PageFurniture) -> None:
    canvas.setFont(REGULAR, _SMALL)
    canvas.setFillColor(MUTED)
    paper = furniture.paper
    left = fitted(furniture.head_left, REGULAR, _SMALL, paper.text_width * 0.4)
    room = paper.text_width - text_width(left, REGULAR, _SMALL) - _GAP
    baseline = paper.height - _HEAD_DEPTH
    canvas.drawString(paper.side, baseline, left)
    canvas.drawRightString(
        paper.width - paper.side, baseline, fitted(furniture.head_right, REGULAR, _SMALL, room)
    )


def _draw_spread(canvas: _PageCanvas, furniture: PageFurniture, page: str) -> None:
    """Draw the foot's items and the page over the whole line with equal gaps."""
    flexible, fixed, width = furniture.foot, (*furniture.foot_fixed, page), furniture.paper.text_width
    canvas.setFont(REGULAR, _SMALL)
    canvas.setFillColor(MUTED)
    gaps = len(flexible) + len(fixed) - 1
    room = width - _GAP * gaps - sum(text_width(item, REGULAR, _SMALL) for item in fixed)
    shown = (*shortened(flexible, room), *fixed)
    widths = [text_width(item, REGULAR, _SMALL) for item in shown]
    gap = (width - sum(widths)) / max(gaps, 1)
    x = furniture.paper.side
    for item, needed in zip(shown, widths, strict=True):
        canvas.drawString(x, _FOOT_BASELINE, item)
        x += needed + gap


def shortened(items: tuple[str, ...], room: float) -> tuple[str, ...]:
    """The items, the longer ones cut until all have room beside each other."""
    shown = list(items)
    by_width = sorted(range(len(items)), key=lambda place: text_width(items[place], REGULAR, _SMALL))
    for left, place in zip(range(len(items), 0, -1), by_width, strict=True):
        shown[place] = fitted(items[place], REGULAR, _SMALL, room / left)
        room -= text_width(shown[place], REGULAR, _SMALL)
    return tuple(shown)


def _draw_mark(canvas: _PageCanvas, mark: str, paper: Paper) -> None:
    """Draw a word down the right margin, beside the text and not behind it."""
    share = paper.side / PORTRAIT.side  # a narrower margin has room for smaller letters
    size, spacing = _MARK_SIZE * share, _MARK_SPACING * share
    width = text_width(mark, SEMIBOLD, size) + spacing * (len(mark) - 1)
    canvas.saveState()
    canvas.setFillColor(MUTED)
    canvas.translate(paper.width - _MARK_DEPTH * share, paper.height / 2 + width / 2)
    canvas.rotate(-90)
    text = canvas.beginText(0, 0)
    text.setFont(SEMIBOLD, size)
    text.setCharSpace(spacing)
    text.textOut(mark)
    canvas.drawText(text)
    canvas.restoreState()
