"""Charts that may move on to the next page while the text after them fills the page they did not fit on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, NextPageTemplate, PageBreak

from app.services.reports.tables import STRETCH

_HIGHEST: Final = 0.6
"""What is higher than this share of a page does not move."""


class Floating(KeepTogether):
    """Flowables that stay on one page: here, or at the top of the next one with text moved up before them."""

    def lands(self) -> KeepTogether:
        """The same without leave to move."""
        return KeepTogether(self._content)

    def needs(self, frame: Frame) -> float:
        """How much room they take with the space around them, set below something else."""
        height, after = 0.0, 0.0
        for one in self._content:
            height += max(one.getSpaceBefore() - after, 0.0) if height else one.getSpaceBefore()
            height += one.wrapOn(None, frame._aW, STRETCH)[1]
            after = float(one.getSpaceAfter())
            height += after
        return height


class Landing(Flowable):
    """Where what has moved must be set at the latest; it takes no room."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Nothing is drawn."""
        return 0, 0


class FloatingTemplate(BaseDocTemplate):
    """A document in which charts may move past the text after them."""

    def __init__(self, target: Any, **settings: Any) -> None:
        super().__init__(target, **settings)
        self._moved: list[Floating] = []

    def handle_flowable(self, flowables: list[Flowable]) -> None:
        """Hold back what does not fit until the next page, or until it may move no longer."""
        first = flowables[0]
        if isinstance(first, (Landing, PageBreak, NextPageTemplate)) and self._moved:
            flowables[:0] = self._landed()
        elif isinstance(first, Landing):
            del flowables[0]
        elif isinstance(first, Floating):
            flowables[0] = first.lands()
            if self._may_move(first, flowables[1:]):
                self._moved.append(first)
                del flowables[0]
        else:
            super().handle_flowable(flowables)
            if not flowables and flowables is not self._hanging:
                flowables += self._landed()

    def handle_frameBegin(self, *arguments: Any, **options: Any) -> None:  # noqa: N802
        """What was held back stands first on the new page."""
        super().handle_frameBegin(*arguments, **options)
        self._hanging.extend(self._landed())

    def _may_move(self, floating: Floating, following: Sequence[Flowable]) -> bool:
        frame = self.frame
        needed = floating.needs(frame)
        return bool(following) and frame._y - frame._y1p < needed <= _HIGHEST * frame._aH

    def _landed(self) -> list[Flowable]:
        landed = [floating.lands() for floating in self._moved]
        self._moved = []
        return landed
