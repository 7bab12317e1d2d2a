"""The chain of a goal on paper: what it was given, what was done, what came out, and what it led to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from reportlab.platypus import Flowable, Spacer

from app.services.formatting import ORE_PER_UNIT, write_kr, write_percent, write_tkr
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading, TaggedParagraph
from app.services.reports.goal_paper import GoalPaper
from app.services.reports.scorecard_paper import goal_words, outcome_words
from app.services.reports.scorecard_parts import Beside, Signed, small, stacked
from app.services.reports.styles import HEAVY_RULE, INK, MUTED
from app.services.reports.tagging import TaggedCanvas
from app.services.reports.text import label, one_line, paragraphs
from app.services.scorecard.goalviews import GoalFrame
from app.services.scorecard.views import Figure

_GAP: Final = 15.0
_ABOVE: Final = 14.0
_HIGHEST: Final = 0.42
"""A chain higher than this share of a page is printed as running text."""
_MOST_FIGURES: Final = 5
_LINES_TOGETHER: Final = 3
_HEAD = small("chain head", "SourceSansPro-Semibold", 10)
_TEXT = small("chain", size=9, spaceAfter=3)
_QUIET = small("chain quiet", size=9, textColor=MUTED, spaceAfter=3)
_AMOUNT = small("chain amount", "SourceSansPro-Semibold", 11, spaceAfter=1)


def add_chain(flow: Flow, paper: GoalPaper) -> None:
    """The four links beside each other, or below each other where they hold much text."""
    links = (
        ("Resurser", _resources(paper)),
        ("Prestation", _performance(paper)),
        ("Resultat", _result(paper)),
        ("Effekt", _effect(paper)),
    )
    width = (flow.width - 3 * _GAP) / 4
    columns = [[_Top(head, last=place == 3), *made] for place, (head, made) in enumerate(links)]
    if max(stacked(column, width) for column in columns) <= flow.height * _HIGHEST:
        flow.together([Spacer(0, _ABOVE), Beside(columns, [width] * 4, _GAP)])
        return
    for head, made in links:
        flow.heading(head)
        flow.claim(_LINES_TOGETHER * _TEXT.leading)
        flow.plain(*made)


class _Top(Heading):
    """The name of a link under a rule, with an arrow to the next."""

    _last = False

    def __init__(self, words: str, *, last: bool) -> None:
        made = Heading.at("H2", words, _HEAD)
        super().__init__(None, made.style, frags=made.frags)
        self.role, self.words, self._last = "H2", words, last

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Space below, in points."""
        return 3.0

    def draw(self) -> None:
        """Draw the rule and the arrow as decoration, then the name."""
        canvas: TaggedCanvas = self.canv
        with canvas.artifact():
            canvas.saveState()
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(HEAVY_RULE)
            top = self.height + 3
            canvas.line(0, top, self.width, top)
            if not self._last:
                end = self.width + _GAP - 3
                canvas.line(self.width, top, end, top)
                canvas.line(end, top, end - 3, top + 2.5)
                canvas.line(end, top, end - 3, top - 2.5)
            canvas.restoreState()
        super().draw()


def _resources(paper: GoalPaper) -> list[Flowable]:
    page = paper.page
    made = _frame(page.frame) if page.frame is not None else [_quiet("Ingen ram är kopplad till målet.")]
    return [*made, *_told(page.judgement.resources)]


def _frame(frame: GoalFrame) -> list[Flowable]:
    even = not frame.amount % ORE_PER_UNIT["tkr"]
    amount = write_tkr(frame.amount, unit=True) if even else write_kr(frame.amount)
    said = f"Ram {frame.year}, {one_line(frame.unit)}"
    if frame.units > 1:
        said += f" ({frame.units} enheter)"
    state = one_line(frame.version) if frame.decided else f"{one_line(frame.version)}, inte beslutad"
    if frame.starting:
        state = f"utgångspunkt för {frame.year + 1}"
    made = [TaggedParagraph.of(amount, _AMOUNT), TaggedParagraph.of(label(said), _TEXT)]
    if frame.before:
        change = write_percent(_percent(frame.amount, frame.before), 1, plus=True)
        made.append(_quiet(f"{change} mot {frame.year - 1}"))
    return [*made, _quiet(label(state))]


def _percent(now: int, before: int) -> Decimal:
    return Decimal(100 * (now - before)) / abs(before)


def _performance(paper: GoalPaper) -> list[Flowable]:
    page = paper.page
    made: list[Flowable] = [TaggedParagraph.of(page.deed_words, _TEXT)]
    made += _figures(page.volumes)
    return [*made, *_told(page.judgement.performance)]


def _result(paper: GoalPaper) -> list[Flowable]:
    page = paper.page
    made: list[Flowable] = [Signed.standing(page.standing, standing_words(paper), _TEXT)]
    made += _figures(page.figures)
    if page.only_deeds and page.done:
        made.append(_quiet("Det som är gjort är inget resultat: inget visar vad det ledde till."))
    return made


def standing_words(paper: GoalPaper) -> str | None:
    """What a person has decided, or nothing where the figures speak for themselves."""
    judged = paper.page.judgement
    return judged.result.name if judged.decided and judged.result is not None else None


def _effect(paper: GoalPaper) -> list[Flowable]:
    return _told(paper.page.judgement.effect) or [_quiet("Effekten är inte beskriven.")]


def _figures(figures: Sequence[Figure]) -> list[Flowable]:
    made: list[Flowable] = []
    for figure in figures[:_MOST_FIGURES]:
        words = f"{label(figure.name)}: {outcome_words(figure)} ({goal_words(figure)})"
        made.append(TaggedParagraph.of(words, _TEXT))
    if len(figures) > _MOST_FIGURES:
        made.append(_quiet(f"och {len(figures) - _MOST_FIGURES} till, se tabellen"))
    return made


def _told(words: str | None) -> list[Flowable]:
    return [TaggedParagraph.of(part, _TEXT) for part in paragraphs(words or "")]


def _quiet(words: str) -> TaggedParagraph:
    return TaggedParagraph.of(words, _QUIET)
