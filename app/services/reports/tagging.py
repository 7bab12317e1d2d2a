"""The structure of a page beside its ink: what is a heading, a cell, a list, and what is only decoration.

ReportLab writes no tags of its own. Its flowables are drawn here inside marked content, and the tree of
elements that grows while they are drawn is written into the file by the archive step.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from reportlab.pdfgen.canvas import Canvas

Role = Literal[
    "Document", "H1", "H2", "H3", "H4", "P", "Div", "Span", "Table", "TR", "TH", "TD",
    "L", "LI", "Lbl", "LBody", "Figure", "TOC", "TOCI", "Reference", "Link", "Form", "Note",
]  # fmt: skip
Decoration = Literal["Header", "Footer", "Watermark", ""]


class MarkedContent(NamedTuple):
    """A piece of a page's content stream: the page from 0, and the number it is marked with."""

    page: int
    number: int


class Annotation(NamedTuple):
    """A link on a page: the page from 0, and its place among the page's annotations."""

    page: int
    number: int


class SignatureField(NamedTuple):
    """A field to sign in on a page: the page from 0, its box there, its name, and its words."""

    page: int
    box: tuple[float, float, float, float]
    name: str
    words: str


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure tree; drawn content and child elements are its kids, in reading order.

    `columns` is how many columns a cell spans; `ordered` says that a list has numbers.
    """

    role: Role
    alt: str | None = None
    scope: Literal["Row", "Column"] | None = None
    box: tuple[float, float, float, float] | None = None
    columns: int = 1
    ordered: bool = False
    kids: list[Element | MarkedContent | Annotation | SignatureField] = field(default_factory=list)
    placed: bool = False


class TaggedCanvas(Canvas):
    """A canvas that knows the structure tree of what is drawn on it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.root = Element("Document", placed=True)
        self._open = [self.root]
        self._marks: dict[int, int] = {}
        self._bookmarks = 0
        self._nesting: list[bool] = []
        self._decorating = False
        self._links: dict[int, int] = {}
        self._awaited: list[tuple[str, str]] = []
        self._arrived: dict[str, int] = {}
        self.pictures: dict[str, bytes] = {}
        """Files of one page by the name of the form that each takes the place of."""

    def place(self, element: Element) -> None:
        """Put an element below the one that is open, unless it has its place already."""
        if not element.placed:
            element.placed = True
            self._open[-1].kids.append(element)

    def enter(self, element: Element) -> None:
        """Let what is drawn from now on belong below an element."""
        self.place(element)
        self._open.append(element)

    def leave(self) -> None:
        """End what `enter` began."""
        self._open.pop()

    @property
    def innermost(self) -> Element:
        """The element that what is drawn belongs to."""
        return self._open[-1]

    def bookmark_number(self) -> int:
        """A new number for a bookmark's name."""
        self._bookmarks += 1
        return self._bookmarks

    def link(self, element: Element, destination: str, words: str, box: tuple[float, ...]) -> None:
        """Make a box of the page, in the present coordinates, a link that belongs to an element."""
        page = self.getPageNumber() - 1
        number = self._links.get(page, 0)
        self._links[page] = number + 1
        self.linkRect(words, destination, box, relative=1, F=4)
        element.kids.append(Annotation(page, number))

    def field(self, name: str, words: str, width: float, height: float) -> None:
        """Make a box with its lower left corner at the present origin a field that a signature is put in."""
        element = Element("Form")
        self.place(element)
        x, y = self.absolutePosition(0, 0)
        box = (x, y, x + width, y + height)
        element.kids.append(SignatureField(self.getPageNumber() - 1, box, name, words))

    def await_page(self, destination: str) -> str:
        """The name of a form that will show the page where a destination turns out to be."""
        form = f"page-of-{len(self._awaited)}"
        self._awaited.append((form, destination))
        return form

    def show_picture(self, content: bytes) -> None:
        """Show a file of one page at the present origin, the same file only once in the whole paper."""
        known = (name for name, shown in self.pictures.items() if shown == content)
        name = next(known, f"picture{len(self.pictures) + 1}")
        self.pictures[name] = content
        self.doForm(name)

    def make_places(self) -> None:
        """Make the empty forms that pictures will take the place of."""
        for name in self.pictures:
            self.beginForm(name)
            self.endForm()

    def arrive(self, destination: str) -> None:
        """Say that a destination is on this page."""
        self._arrived[destination] = self.getPageNumber()

    def page_numbers(self) -> list[tuple[str, int]]:
        """The forms that wait for a page, each with its page."""
        return [(form, self._arrived[destination]) for form, destination in self._awaited]

    def begin_marked(self, element: Element) -> None:
        """Begin content that belongs to an element; inside decoration it is decoration too."""
        self._nesting.append(not self._decorating)
        if self._decorating:
            return
        self.place(element)
        page = self.getPageNumber() - 1
        number = self._marks.get(page, 0)
        self._marks[page] = number + 1
        element.kids.append(MarkedContent(page, number))
        self._code.append(f"/{element.role} <</MCID {number}>> BDC")

    def begin_artifact(self, decoration: Decoration = "") -> None:
        """Begin content that only decorates, or that each page repeats."""
        self._nesting.append(not self._decorating)
        if not self._decorating:
            kind = f" <</Type /Pagination /Subtype /{decoration}>> BDC" if decoration else " BMC"
            self._code.append(f"/Artifact{kind}")
            self._decorating = True

    def end_marked(self) -> None:
        """End what `begin_marked` or `begin_artifact` began."""
        if self._nesting.pop():
            self._code.append("EMC")
            self._decorating = False

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """Draw the content of an element."""
        self.begin_marked(element)
        yield
        self.end_marked()

    @contextmanager
    def artifact(self, decoration: Decoration = "") -> Iterator[None]:
        """Draw what is not read aloud."""
        self.begin_artifact(decoration)
        yield
        self.end_marked()
