"""What a chart is drawn on and what every chart can tell, without loading the drawing library."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from app.services.palette import LIGHT, Palette

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from app.services.charts.board import Board

BODY_POINTS = 10.5
_SMALLER = 1.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The place a chart stands in: its width in pixels of 1/96 inch, its colours and its letters.

    With `captions` the title, the note and the source are drawn in the picture; without them the place
    shows them itself.
    """

    width: int
    palette: Palette = LIGHT
    captions: bool = True
    points: float = BODY_POINTS
    height: int = 0
    """The room for the chart itself, without captions, where it has to keep within one; 0 is as it wants."""

    @property
    def small(self) -> float:
        """The size of what is secondary."""
        return self.points - _SMALLER


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said around a chart: the finding in one sentence, how to read it, and where it comes from."""

    title: str = ""
    note: str = ""
    source: str = ""
    about: str = ""
    """Whose values they are; said only where the chart stands alone, in a file or on the clipboard."""


NO_CAPTION = Caption()


@dataclass(frozen=True, slots=True)
class Table:
    """The same values as a table."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a drawn chart that tells something, in pixels from the upper left corner of the picture.

    `words` are what is read there. `key` is where it comes from, as a kind and a number (`("indicator", 7)`,
    `("node", 3)`, `("unit", 12)`, `("cell", 12, "p4")` for a unit in a group); None leads nowhere.
    """

    left: float
    top: float
    right: float
    bottom: float
    words: str
    key: object = None

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is within it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Chart(Protocol):
    """Plain values that can be drawn, said in words and shown as a table; equal values, equal picture."""

    @property
    def caption(self) -> Caption:
        """What is said around it."""

    @property
    def height(self) -> int:
        """Its height without captions, in pixels of 1/96 inch."""

    def height_at(self, width: int) -> int:
        """Its height at a width; most charts are as high at any."""

    def paint(self, board: Board) -> None:
        """Draw it below `board.top`, and note its spots; used by whoever has a board already."""

    def draw(self, sheet: Sheet) -> Figure:
        """The figure, not yet rendered."""

    def spots(self, sheet: Sheet) -> tuple[Spot, ...]:
        """What can be pointed at in the figure of the same sheet, in reading order; draws nothing."""

    def words(self) -> str:
        """Everything in the chart as a sentence for those who do not see it."""

    def table(self) -> Table:
        """Everything in the chart as rows."""


class Painted(ABC):
    """What every chart that paints itself on a board has in common."""

    __slots__ = ()

    grows: ClassVar[bool] = False
    """Whether it becomes clearer in a higher room."""
    caption: Caption

    @property
    @abstractmethod
    def height(self) -> int:
        """Its height without captions, in pixels of 1/96 inch."""

    def height_at(self, width: int) -> int:  # noqa: ARG002 - those that flow need it
        """Its height at a width; most charts are as high at any."""
        return self.height

    @abstractmethod
    def paint(self, board: Board) -> None:
        """Draw it on a board."""

    def draw(self, sheet: Sheet) -> Figure:
        """The figure, not yet rendered."""
        from app.services.charts.board import Board

        board = Board(sheet, sheet.height or self.height_at(sheet.width), self.caption)
        self.paint(board)
        return board.figure

    def spots(self, sheet: Sheet) -> tuple[Spot, ...]:
        """What can be pointed at, in reading order."""
        from app.services.charts.board import Board

        board = Board(sheet, sheet.height or self.height_at(sheet.width), self.caption, blank=True)
        self.paint(board)
        return tuple(board.spots)
