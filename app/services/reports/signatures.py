"""The block to sign in: a column for each side, room for a pen between the lines (`UH-11`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from app.services.agreements.document import Signatory
from app.services.reports.flow import Flow
from app.services.reports.flowables import TaggedParagraph
from app.services.reports.fonts import REGULAR, fitted
from app.services.reports.styles import (
    BODY,
    CELL,
    CELL_STRONG,
    INK,
    LABEL,
    LIGHT_RULE,
    MUTED,
    SMALL,
    TEXT_HEIGHT,
    TEXT_WIDTH,
)
from app.services.reports.tables import STRETCH
from app.services.reports.tagging import Element, TaggedCanvas
from app.services.reports.text import label, one_line, paragraphs

LINE_DISTANCE: Final = 19 * mm
_GUTTER: Final = 14 * mm
_COLUMN: Final = (TEXT_WIDTH - _GUTTER) / 2
_CAPTION_DEPTH: Final = 11.0
_SIGNED: Final = "Underskrift"
_LINES: Final = ("Ort och datum", _SIGNED, "Namnförtydligande")
_ROWS_A_PAGE: Final = 3
_FIELD_HEIGHT: Final = 14 * mm
_FIELD_GAP: Final = 1.0


class SignatureRow(Flowable):
    """One or two signatories side by side; it never splits.

    With a `first` number there is a field for each to sign digitally in, numbered from it.
    """

    def __init__(self, signatories: Sequence[Signatory], first: int | None = None) -> None:
        super().__init__()
        self._first = first
        self._signatories = tuple(signatories)
        self._texts = [self._heading(signatory) for signatory in self._signatories]
        self._text_height = max(sum(heights) for heights in map(self._measure, self._texts))

    @staticmethod
    def _heading(signatory: Signatory) -> list[TaggedParagraph]:
        role = ", ".join(part for part in (signatory.role, signatory.unit) if part)
        return [
            TaggedParagraph.of(label(signatory.side), CELL_STRONG),
            TaggedParagraph.of(label(role) or "–", LABEL),
        ]

    @staticmethod
    def _measure(texts: list[TaggedParagraph]) -> list[float]:
        return [text.wrap(_COLUMN, STRETCH)[1] for text in texts]

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Wide as the text; as high as the longer heading and the lines."""
        self.width = width
        self.height = self._text_height + len(_LINES) * LINE_DISTANCE + _CAPTION_DEPTH
        return self.width, self.height

    def draw(self) -> None:
        """Draw the columns one after the other, so that each is read as a whole."""
        canvas: TaggedCanvas = self.canv
        for number, (signatory, texts) in enumerate(zip(self._signatories, self._texts, strict=True)):
            canvas.enter(Element("Div"))
            x = number * (_COLUMN + _GUTTER)
            self._draw_column(canvas, x, signatory, texts)
            if self._first is not None:
                self._place_field(canvas, x, signatory, self._first + number)
            canvas.leave()

    def _draw_column(
        self, canvas: TaggedCanvas, x: float, signatory: Signatory, texts: list[TaggedParagraph]
    ) -> None:
        y = self.height
        for text in texts:
            y -= text.height
            text.drawOn(canvas, x, y)
        y = self.height - self._text_height
        for caption in _LINES:
            y -= LINE_DISTANCE
            known = one_line(signatory.name or "") if caption == _LINES[-1] else ""
            _draw_line(canvas, x, y, caption, known)

    def _place_field(self, canvas: TaggedCanvas, x: float, signatory: Signatory, number: int) -> None:
        """The field stands on the line that is signed by hand on paper."""
        y = self.height - self._text_height - (_LINES.index(_SIGNED) + 1) * LINE_DISTANCE
        canvas.saveState()
        canvas.translate(x, y + _FIELD_GAP)
        side, role = label(signatory.side), label(signatory.role)
        words = ", ".join(part for part in (f"{_SIGNED} {number}", side, role) if part)
        canvas.field(field_name(number), words, _COLUMN, _FIELD_HEIGHT)
        canvas.restoreState()


def field_name(number: int) -> str:
    """What the field of a signatory is called; the first one is number 1."""
    return f"{_SIGNED}{number}"


def _draw_line(canvas: TaggedCanvas, x: float, y: float, caption: str, known: str) -> None:
    with canvas.artifact():
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(LIGHT_RULE)
        canvas.line(x, y, x + _COLUMN, y)
    if known:
        with canvas.marked(Element("P")):
            canvas.setFont(REGULAR, CELL.fontSize)
            canvas.setFillColor(INK)
            canvas.drawString(x, y + 4, fitted(known, REGULAR, CELL.fontSize, _COLUMN))
    with canvas.marked(Element("P")):
        canvas.setFont(REGULAR, SMALL)
        canvas.setFillColor(MUTED)
        canvas.drawString(x, y - _CAPTION_DEPTH + 1, caption)


def signature_rows(signatories: Sequence[Signatory], *, fields: bool = False) -> list[Flowable]:
    """The signatories two by two."""
    return [
        SignatureRow(signatories[start : start + 2], start + 1 if fields else None)
        for start in range(0, len(signatories), 2)
    ]


def add_signatures(
    flow: Flow,
    signatories: Sequence[Signatory],
    note: str | None,
    bottom: BottomNote,
    *,
    fields: bool = False,
) -> None:
    """The block to sign in, whole on one page; more signatories than one page holds go on between rows."""
    if not signatories:
        flow.absent("Undertecknare saknas.")
        flow.plain(bottom)
        return
    intro: list[Flowable] = [TaggedParagraph.of(text, BODY) for text in paragraphs(note or "")]
    rows = signature_rows(signatories, fields=fields)
    spaced = [[Spacer(0, (10 if place else 3) * mm), row] for place, row in enumerate(rows)]
    spaced[-1].append(bottom)
    groups = [spaced[start : start + _ROWS_A_PAGE] for start in range(0, len(spaced), _ROWS_A_PAGE)]
    for place, group in enumerate(groups):
        parts = [part for row in group for part in row]
        flow.together([*intro, *parts] if not place else parts)


class BottomNote(Flowable):
    """Notes at the foot of the last page's text; where there is no more room they follow directly."""

    def __init__(self, notes: Sequence[TaggedParagraph], before: float = 8 * mm) -> None:
        super().__init__()
        self._notes, self._before = tuple(notes), before

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the notes when measured, as high as the room when placed."""
        self._heights = [note.wrap(width, STRETCH)[1] for note in self._notes]
        needed = self._before + sum(self._heights)
        self.width = width
        self.height = height - 0.01 if needed < height <= TEXT_HEIGHT else needed
        return self.width, self.height

    def draw(self) -> None:
        """Draw the notes from the bottom of the room they were given."""
        y = sum(self._heights)
        for note, height in zip(self._notes, self._heights, strict=True):
            y -= height
            note.drawOn(self.canv, 0, y)
