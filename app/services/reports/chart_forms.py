"""Charts on paper: each is drawn once as vectors and placed as a form that the page refers to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from io import BytesIO
from threading import Lock
from typing import Any, Final, TypeVar

from pikepdf import Array, Name, Object, Page, Pdf
from reportlab.platypus import Flowable

from app.services.charts.sheet import Chart, Sheet
from app.services.palette import LIGHT
from app.services.reports.tagging import Element, TaggedCanvas
from app.services.reports.text import characters, one_line

PIXEL: Final = 0.75
"""A pixel of a sheet, 1/96 inch, in points."""
LETTERS: Final = 9.5
"""The size of the letters in a chart on paper, so that the smaller ones are 8.5 points."""
LONGEST_ALT: Final = 12_000
"""The archive allows no string of more bytes than 32 767, and a letter takes two."""
_LEAST_WIDTH: Final = 40
_BLEED: Final = 6.0
_SILENT: Final[dict[Any, Any]] = {"CreationDate": None, "Creator": None, "Producer": None}
_drawing = Lock()
View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as a file of one page, with its size in points."""

    content: bytes
    width: float
    height: float


def drawn(chart: Chart, width: float, *, height: float | None = None, points: float = LETTERS) -> Drawing:
    """The chart in a room of a size in points, without its captions, which the paper prints itself.

    Letters are outlines of glyphs that can be read as text: the newer way of embedding a typeface leaves
    out characters that the standard demands.
    """
    keeps_within = height is not None and height < chart.height * PIXEL
    room = int(height / PIXEL) if height is not None and keeps_within else 0
    sheet = Sheet(max(_LEAST_WIDTH, int(width / PIXEL)), LIGHT, False, points, room)
    figure, out = chart.draw(sheet), BytesIO()
    with _drawing:
        import matplotlib

        with matplotlib.rc_context({"pdf.fonttype": 3}):
            figure.savefig(out, format="pdf", metadata=_SILENT)
    wide, high = figure.get_size_inches()
    return Drawing(out.getvalue(), float(wide) * 72, float(high) * 72)


def drawable(view: View) -> View:
    """A view with only characters that the typeface has in all of its texts, for charts made of it."""
    made: Any = view
    if isinstance(view, str):
        made = characters(view)
    elif isinstance(view, tuple):
        made = tuple(drawable(each) for each in view)
    elif is_dataclass(view) and not isinstance(view, type):
        changed = {}
        for each in fields(view):
            before = getattr(view, each.name)
            after = drawable(before)
            if after != before:
                changed[each.name] = after
        made = replace(view, **changed) if changed else view
    found: View = made
    return found


class ChartPicture(Flowable):
    """A chart in the flow of a page, with its words for those who cannot see it."""

    def __init__(self, chart: Chart, width: float, *, height: float | None = None, points: float = LETTERS):
        """`height` is the most that it may take; a chart that cannot keep within it is made smaller."""
        super().__init__()
        self._drawing = drawn(chart, width, height=height, points=points)
        self._alt = _shortened(one_line(_told(chart)))
        share = 1.0 if height is None else min(1.0, height / self._drawing.height)
        self._scale = min(share, width / self._drawing.width)
        self.width, self.height = self._drawing.width * self._scale, self._drawing.height * self._scale

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The picture has one size."""
        return self.width, self.height

    def draw(self) -> None:
        """Refer to the picture as a Figure with its place on the page."""
        canvas: TaggedCanvas = self.canv
        x, y = canvas.absolutePosition(0, 0)
        box = (x, y, x + self.width, y + self.height)
        with canvas.marked(Element("Figure", alt=self._alt, box=box)):
            canvas.saveState()
            canvas.scale(self._scale, self._scale)
            canvas.show_picture(self._drawing.content)
            canvas.restoreState()


def _told(chart: Chart) -> str:
    title = chart.caption.title.rstrip(".")
    return f"{title}. {chart.words()}" if title else chart.words()


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST_ALT else words[: LONGEST_ALT - 1] + "…"


def fill_pictures(pdf: Pdf, pictures: Mapping[str, bytes]) -> None:
    """Put the drawn pages in the place of the empty forms that stand for them."""
    made: dict[str, Object] = {}
    for page in pdf.pages:
        forms = _forms(page)
        for name, content in pictures.items():
            key = Name(f"/FormXob.{name}")
            if forms is None or key not in forms:
                continue
            if name not in made:
                with Pdf.open(BytesIO(content)) as source:
                    form = source.pages[0].as_form_xobject()
                    form.BBox = Array(_widened([float(side) for side in form.BBox]))
                    made[name] = pdf.copy_foreign(form)
            forms[key] = made[name]


def _widened(box: Sequence[float]) -> list[float]:
    """A box with room for letters that reach over its edge."""
    left, low, right, high = box
    return [left - _BLEED, low - _BLEED, right + _BLEED, high + _BLEED]


def _forms(page: Page) -> Object | None:
    resources = page.obj.get("/Resources")
    return resources.get("/XObject") if resources is not None else None
