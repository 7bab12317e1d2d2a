"""What the page of a goal says on paper, and the code that shows that it is unchanged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy.orm import Session

from app.services.reports.scorecard_builder import issue
from app.services.reports.scorecard_paper import Issue, goal_words, hash_of
from app.services.scorecard.goalviews import GoalPage, Judgement
from app.services.scorecard.periods import report_words
from app.services.scorecard.views import Figure

SCHEMA: Final = "målsida/1"
"""The shape of what is hashed, so that papers printed from an older shape still verify."""


@dataclass(frozen=True, slots=True)
class GoalPaper:
    """A goal with its chain, figures, analysis and actions, as it goes to paper."""

    issue: Issue
    page: GoalPage

    @property
    def title(self) -> str:
        """The goal itself."""
        return self.page.title

    @property
    def full_title(self) -> str:
        """What a file of it is called."""
        return f"Mål {self.period.replace('. ', ', ')}, {self.title}"

    @property
    def period(self) -> str:
        """The year and the period in words."""
        told = report_words(self.page.period)
        return str(self.page.year) if told == "Helår" else f"{self.page.year}. {told}"

    @property
    def example(self) -> bool:
        """Whether anything in it is made up."""
        page = self.page
        own = page.example or page.judgement.example or (page.frame is not None and page.frame.example)
        done = any(deed.example for deed in page.deeds)
        return own or done or any(figure.example for figure in page.all_figures)


def build_goal(
    session: Session, *, node_id: int, year: int, period: str | None = None, unit_id: int | None = None,
    today: date,
) -> GoalPaper:  # fmt: skip
    """The page of a goal, as a whole or for what a unit contributes."""
    from app.services.scorecard.goalpage import goal_page  # it loads the reader of model files

    page = goal_page(session, node_id=node_id, unit_id=unit_id, period=period, year=year, today=today)
    return GoalPaper(issue(session, today=today), page)


def content_hash(paper: GoalPaper) -> str:
    """SHA-256 over what the page says, as 64 hex digits; the same content always gives the same code."""
    return hash_of(_said(paper))


def _said(paper: GoalPaper) -> Mapping[str, Any]:
    page = paper.page
    return {
        "schema": SCHEMA,
        "municipality": paper.issue.municipality,
        "goal": [page.title, page.text, page.level, page.unit or "", page.period],
        "frame": [page.frame.amount, page.frame.version] if page.frame is not None else [],
        "deeds": [[deed.title, deed.status] for deed in page.deeds],
        "figures": [_figure(figure) for figure in page.all_figures],
        "standing": [page.standing, page.why, page.difference],
        "judgement": _judgement(page.judgement),
        "earlier": [_judgement(each) for each in page.earlier],
    }


def _figure(figure: Figure) -> list[str | None]:
    outcome = _exact(figure.outcome) or figure.outcome_words
    return [figure.name, figure.period, outcome, goal_words(figure), _exact(figure.score), figure.standing]


def _judgement(judged: Judgement) -> list[Any]:
    return [
        judged.period, judged.result.name if judged.result else "", judged.decided, judged.reason or "",
        judged.analysis or "", judged.conclusion or "", judged.risk or "", judged.resources or "",
        judged.performance or "", judged.effect or "",
        [[action.text, action.responsible or "", str(action.due or "")] for action in judged.actions],
    ]  # fmt: skip


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
