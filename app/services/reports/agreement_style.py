"""What a municipality's own look changes on an agreement's paper: colour of headings, emblem, charts."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from app.services.agreements.appearance import PaperLook
from app.services.reports.styles import HEADING, HEAVY_RULE, INK, TITLE

_THICK_RULE: Final = 2.0


class Dress:
    """The styles that a look gives; without a look they are those of all papers."""

    def __init__(self, look: PaperLook | None) -> None:
        self.look = look or PaperLook()

    @property
    def colour(self) -> Any:
        """The municipality's colour, or the ink."""
        return HexColor(self.look.colour) if self.look.colour else INK

    @property
    def is_bare(self) -> bool:
        """Whether the first page has no head, since it says the same in larger letters."""
        return self.look.cover or self.look.emblem is not None

    @property
    def rule(self) -> float:
        """How thick the rule below the title is."""
        return _THICK_RULE if self.look.colour else HEAVY_RULE

    @cached_property
    def title(self) -> ParagraphStyle:
        """The title on the first page."""
        return self._in_colour(TITLE)

    @cached_property
    def heading(self) -> ParagraphStyle:
        """The heading of a main part."""
        return self._in_colour(HEADING)

    @cached_property
    def cover_title(self) -> ParagraphStyle:
        """The title on a cover."""
        return ParagraphStyle("cover title", parent=self.title, fontSize=32, leading=38, spaceAfter=2 * mm)

    def _in_colour(self, style: ParagraphStyle) -> ParagraphStyle:
        if not self.look.colour:
            return style
        return ParagraphStyle(f"{style.name} in colour", parent=style, textColor=self.colour)
