"""Reads the pages of a PDF: their words, the code at the foot, and how they look."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from app.services.reports.signing.errors import Encrypted, NotReadable, TooManyPages
from app.services.reports.signing.sign import FIELD

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES: Final = 500
_CODE: Final = re.compile(r"Kontrollkod\s+([0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4})")
_BROKEN: Final = re.compile("[\x02\ufffe\u00ad]\\s*")
"""How a hyphen at the end of a line is read."""
_PIXELS: Final = 1.5
"""So many pixels to the point when pages are looked at."""
_INK: Final = 150
_OTHERWISE: Final = 90
"""What is darker than the first is ink; a pixel is another when it also differs by the second.

Another colour on headings or in charts is so no difference, but a covered or added word is.
"""
_FEWEST_MARKS: Final = 6
_FRAME: Final = 2
_reading = Lock()
"""The library that reads pages works for one thread at a time."""


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A page's words in their order, and the code it shows ("" without one)."""

    number: int
    words: tuple[str, ...]
    code: str

    @property
    def solid(self) -> str:
        """The words without anything between them: the same however a program parts them."""
        return "".join(self.words)


def read_pages(pdf: bytes) -> tuple[PaperPage, ...]:
    """The pages of a PDF; raises NotReadable, Encrypted, TooManyPages."""
    with _reading:
        document = _opened(pdf)
        try:
            return tuple(_page(number, document) for number in range(1, len(document) + 1))
        finally:
            document.close()


def unlike_pages(pdf: bytes, own: bytes) -> tuple[int, ...]:
    """The pages, from 1, that look otherwise than ours, apart from what stands in our fields to sign in."""
    with _reading:
        theirs, ours = _opened(pdf), _opened(own)
        try:
            count = min(len(theirs), len(ours))
            rooms = _field_rooms(own)
            return tuple(
                page + 1
                for page in range(count)
                if _differ(_seen(theirs, page), _seen(ours, page), rooms.get(page, []))
            )
        finally:
            theirs.close()
            ours.close()


def _opened(pdf: bytes) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as refused:
        locked = "password" in str(refused).lower()
        raise (Encrypted if locked else NotReadable) from None
    if not 0 < len(document) <= MOST_PAGES:
        count = len(document)
        document.close()
        raise TooManyPages(MOST_PAGES) if count else NotReadable
    return document


def _page(number: int, document: Any) -> PaperPage:
    import pypdfium2

    try:
        page = document[number - 1]
        text = page.get_textpage().get_text_range()
    except pypdfium2.PdfiumError:
        raise NotReadable from None
    whole = unicodedata.normalize("NFC", _BROKEN.sub("-", text))
    found = _CODE.search(whole)
    return PaperPage(number, tuple(whole.split()), found.group(1) if found else "")


def _seen(document: Any, page: int) -> Image:
    """A page in shades of grey, with what stands in its fields."""
    if document.formenv is None:
        document.init_forms()
    picture = document[page].render(scale=_PIXELS, grayscale=True)
    seen: Image = picture.to_pil().convert("L")
    picture.close()
    return seen


def _differ(theirs: Image, ours: Image, rooms: list[tuple[float, float, float, float]]) -> bool:
    from PIL import ImageChops, ImageDraw

    if theirs.size != ours.size:
        return True
    other_ink = ImageChops.logical_xor(_ink(theirs), _ink(ours))
    far = ImageChops.difference(theirs, ours).point(lambda grey: 255 * (grey > _OTHERWISE)).convert("1")
    marks = ImageChops.logical_and(other_ink, far)
    draw = ImageDraw.Draw(marks)
    for left, bottom, right, top in rooms:
        corner = int(left * _PIXELS) - _FRAME, int(ours.height - top * _PIXELS) - _FRAME
        opposite = int(right * _PIXELS) + _FRAME, int(ours.height - bottom * _PIXELS) + _FRAME
        draw.rectangle((corner, opposite), 0)
    return marks.histogram()[-1] >= _FEWEST_MARKS


def _ink(page: Image) -> Image:
    return page.point(lambda grey: 255 * (grey < _INK)).convert("1")


def _field_rooms(own: bytes) -> dict[int, list[tuple[float, float, float, float]]]:
    """Where the fields to sign in stand, by page from 0."""
    from pikepdf import Pdf

    rooms: dict[int, list[tuple[float, float, float, float]]] = {}
    with Pdf.open(BytesIO(own)) as pdf:
        for number, page in enumerate(pdf.pages):
            for annotation in page.obj.get("/Annots", ()):
                if str(annotation.get("/T", "")).startswith(FIELD):
                    left, bottom, right, top = (float(side) for side in annotation.Rect)
                    rooms.setdefault(number, []).append((left, bottom, right, top))
    return rooms
