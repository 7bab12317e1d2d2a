"""What a chart is drawn on and what every chart can tell, without loading the drawing library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.services.palette import LIGHT, Palette

if TYPE_CHECKING:
    from matplotlib.figure import Figure

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


class Chart(Protocol):
    """Plain values that can be drawn, said in words and shown as a table; equal values, equal picture."""

    @property
    def caption(self) -> Caption:
        """What is said around it."""

    @property
    def height(self) -> int:
        """Its height without captions, in pixels of 1/96 inch."""

    def draw(self, sheet: Sheet) -> Figure:
        """The figure, not yet rendered."""

    def words(self) -> str:
        """Everything in the chart as a sentence for those who do not see it."""

    def table(self) -> Table:
        """Everything in the chart as rows."""
