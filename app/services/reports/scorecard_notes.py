"""What is said after the table of a scorecard: how it is read, its formulas, analyses, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from reportlab.platypus import Flowable

from app.services.reports.flow import Flow
from app.services.reports.flowables import TaggedParagraph
from app.services.reports.scorecard_listing import Texts, add_lacks, add_texts
from app.services.reports.scorecard_paper import CardPaper
from app.services.reports.scorecard_parts import Signed, small
from app.services.reports.scorecard_table import usual_period
from app.services.reports.styles import MUTED
from app.services.reports.text import label, one_line
from app.services.scorecard.periods import period_words
from app.services.scorecard.views import STANDING_WORDS, Card, Goal

_NOTE = small("card note", textColor=MUTED, spaceBefore=5, spaceAfter=2)
_FEW: Final = 8
"""So many that lack something are told in the note below the table; more have a list of their own."""


def legend(paper: CardPaper) -> list[Flowable]:
    """How the signs are read, what is missing, how each average is made, and where the figures come from."""
    card = paper.card
    if not card.groups:
        return []
    lines = [
        _signs(card),
        *_when(card),
        *_short_lacks(card),
        *_aspects(card),
        *_formulas(card),
        *_sources(card),
    ]
    return [TaggedParagraph.of(" ".join(lines), _NOTE)]


def _signs(card: Card) -> str:
    return (
        f"Svart stapel: utfall. Lodrätt streck: målvärde. Ring: {card.year - 1}. "
        "Grått: sämre än gränsvärdet. Åt höger är alltid bättre. Pil upp: bättre, ned: sämre än året före. "
        "Poäng 3,33 vid gränsvärdet och 6,67 vid målvärdet. "
        "Det som saknar uppgift eller ägare räknas inte in i medelvärdet."
    )


def _when(card: Card) -> Iterable[str]:
    """The period of the outcomes, where most of them are of another than the card's own."""
    usual = usual_period(card)
    if usual != card.period:
        yield f"Utfallen är från {period_words(usual)} där inget annat sägs."


def _short_lacks(card: Card) -> Iterable[str]:
    if len(card.lacks) > _FEW:
        return
    for standing in dict.fromkeys(lack.standing for lack in card.lacks):
        alike = [lack for lack in card.lacks if lack.standing == standing]
        yield f"{STANDING_WORDS[standing]}: {', '.join(label(lack.name) for lack in alike)}."


def _aspects(card: Card) -> Iterable[str]:
    if card.aspects_lacking:
        yield f"Styrkortet mäter inte {_listed(card.aspects_lacking)}."


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} eller {words[-1]}"


def _formulas(card: Card) -> Iterable[str]:
    known = [group for group in card.groups if group.average.score is not None and group.average.formula]
    told = [f"{label(group.name)}: {group.average.formula.rstrip('.')}." for group in known]
    if told:
        yield f"Så räknas poängen. {' '.join(told)}"


def _sources(card: Card) -> Iterable[str]:
    named = dict.fromkeys(one_line(figure.source) for figure in card.figures if figure.source)
    if named:
        yield f"Källa: {', '.join(named)}."


def add_after(flow: Flow, paper: CardPaper, *, actions: bool, lacks: bool = True) -> None:
    """The analyses and comments of goals, and the list of what is missing, where there is any.

    `actions` that have not been told beside the table are told here.
    """
    card = paper.card
    if card.comment:
        flow.heading("Kommentar")
        flow.text(card.comment)
    told = [goal for group in card.groups for goal in group.goals if _has_words(goal, actions=actions)]
    if told:
        acted = any(goal.actions for goal in told)
        flow.heading("Analys och åtgärder" if acted else "Analys")
        heads = ("Mål", "Analys och kommentar", *(("Åtgärd",) if acted else ()))
        shares = (0.26, 0.46, 0.28) if acted else (0.3, 0.7)
        add_texts(flow, heads, [_goal_texts(goal)[: len(heads)] for goal in told], shares)
    if lacks and len(card.lacks) > _FEW:
        flow.heading("Uppgift eller ägare saknas")
        add_lacks(flow, [("", lack) for lack in card.lacks], paper.issue.measure.single)


def _has_words(goal: Goal, *, actions: bool) -> bool:
    commented = any(figure.comment for figure in goal.figures)
    return bool(goal.analysis or goal.comment or commented or (actions and goal.actions))


def _goal_texts(goal: Goal) -> list[Texts]:
    judged = f"{goal.result_words}, bedömt" if goal.result_words else None
    comments = [f"{label(each.name)}: {each.comment}" for each in goal.figures if each.comment]
    return [
        [label(goal.title) or "Utan mål", Signed.standing(goal.standing, judged)],
        [words for words in (goal.analysis, goal.comment, *comments) if words],
        list(goal.actions),
    ]
