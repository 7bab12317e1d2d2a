"""The page: margins, head, foot with page x of y, the mark of a draft; from flowables to bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.services.reports.archive import LANGUAGE, Metadata, archivable
from app.services.reports.fonts import REGULAR, SEMIBOLD, fitted, register_fonts, text_width
from app.services.reports.styles import (
    LIGHT_RULE,
    LINE,
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_HEIGHT,
    TEXT_WIDTH,
)
from app.services.reports.tagging import TaggedCanvas

_SMALL: Final = 8
_HEAD_BASELINE: Final = PAGE_HEIGHT - 14 * mm
_FOOT_RULE: Final = 15 * mm
_FOOT_BASELINE: Final = 10.6 * mm
_GAP: Final = 6 * mm
_MARK_SIZE: Final = 30
_MARK_SPACING: Final = 9
_MARK_BASELINE: Final = PAGE_WIDTH - 15.5 * mm


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


def build_pdf(story: Sequence[Flowable], furniture: PageFurniture, metadata: Metadata) -> bytes:
    """Draw the flowables on A4 pages and make the archivable file of them."""
    register_fonts()
    drawn = BytesIO()
    template = _Template(drawn, furniture)
    template.build(list(story), canvasmaker=_PageCanvas)
    return archivable(drawn.getvalue(), template.canv.root, metadata)


class _Template(BaseDocTemplate):
    """A4 with one column."""

    def __init__(self, target: BytesIO, furniture: PageFurniture) -> None:
        super().__init__(
            target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            lang=LANGUAGE,
            initialFontName=REGULAR,
            invariant=1,
            pageCompression=0,
        )
        self.furniture = furniture
        column = Frame(
            MARGIN_SIDE,
            MARGIN_BOTTOM,
            TEXT_WIDTH,
            TEXT_HEIGHT,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(PageTemplate("page", [column], onPage=_draw_furniture))


class _PageCanvas(TaggedCanvas):
    """A canvas that writes ”Sida x av y” when y is known.

    Each page refers to a form of its own, which is made last; so one pass is enough.
    """

    foot: tuple[str, ...] = ()
    foot_fixed: tuple[str, ...] = ()

    def save(self) -> None:
        """Make the feet and write the file."""
        pages = self.getPageNumber() - 1
        for page in range(1, pages + 1):
            self.beginForm(_foot_name(page))
            _draw_spread(self, self.foot, (*self.foot_fixed, f"Sida {page} av {pages}"))
            self.endForm()
        self.showOutline()
        super().save()


def _foot_name(page: int) -> str:
    return f"foot{page}"


def _draw_furniture(canvas: _PageCanvas, template: Any) -> None:
    furniture: PageFurniture = template.furniture
    canvas.foot, canvas.foot_fixed = furniture.foot, furniture.foot_fixed
    if furniture.mark:
        with canvas.artifact("Watermark"):
            _draw_mark(canvas, furniture.mark)
    with canvas.artifact("Header"):
        _draw_head(canvas, furniture)
    with canvas.artifact("Footer"):
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(LIGHT_RULE)
        canvas.line(MARGIN_SIDE, _FOOT_RULE, PAGE_WIDTH - MARGIN_SIDE, _FOOT_RULE)
        canvas.doForm(_foot_name(canvas.getPageNumber()))


def _draw_head(canvas: _PageCanvas, furniture: PageFurniture) -> None:
    canvas.setFont(REGULAR, _SMALL)
    canvas.setFillColor(MUTED)
    left = fitted(furniture.head_left, REGULAR, _SMALL, TEXT_WIDTH * 0.4)
    room = TEXT_WIDTH - text_width(left, REGULAR, _SMALL) - _GAP
    canvas.drawString(MARGIN_SIDE, _HEAD_BASELINE, left)
    canvas.drawRightString(
        PAGE_WIDTH - MARGIN_SIDE, _HEAD_BASELINE, fitted(furniture.head_right, REGULAR, _SMALL, room)
    )


def _draw_spread(canvas: _PageCanvas, flexible: tuple[str, ...], fixed: tuple[str, ...]) -> None:
    """Draw items over the whole line with equal gaps."""
    canvas.setFont(REGULAR, _SMALL)
    canvas.setFillColor(MUTED)
    gaps = len(flexible) + len(fixed) - 1
    room = TEXT_WIDTH - _GAP * gaps - sum(text_width(item, REGULAR, _SMALL) for item in fixed)
    shown = (*shortened(flexible, room), *fixed)
    widths = [text_width(item, REGULAR, _SMALL) for item in shown]
    gap = (TEXT_WIDTH - sum(widths)) / max(gaps, 1)
    x = MARGIN_SIDE
    for item, width in zip(shown, widths, strict=True):
        canvas.drawString(x, _FOOT_BASELINE, item)
        x += width + gap


def shortened(items: tuple[str, ...], room: float) -> tuple[str, ...]:
    """The items, the longer ones cut until all have room beside each other."""
    shown = list(items)
    by_width = sorted(range(len(items)), key=lambda place: text_width(items[place], REGULAR, _SMALL))
    for left, place in zip(range(len(items), 0, -1), by_width, strict=True):
        shown[place] = fitted(items[place], REGULAR, _SMALL, room / left)
        room -= text_width(shown[place], REGULAR, _SMALL)
    return tuple(shown)


def _draw_mark(canvas: _PageCanvas, mark: str) -> None:
    """Draw a word down the right margin, beside the text and not behind it."""
    width = text_width(mark, SEMIBOLD, _MARK_SIZE) + _MARK_SPACING * (len(mark) - 1)
    canvas.saveState()
    canvas.setFillColor(MUTED)
    canvas.translate(_MARK_BASELINE, PAGE_HEIGHT / 2 + width / 2)
    canvas.rotate(-90)
    text = canvas.beginText(0, 0)
    text.setFont(SEMIBOLD, _MARK_SIZE)
    text.setCharSpace(_MARK_SPACING)
    text.textOut(mark)
    canvas.drawText(text)
    canvas.restoreState()
