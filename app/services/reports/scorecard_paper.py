"""What a scorecard on paper says: the card as it was read, whose it is, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from app.models.canonical import canonical_json
from app.services.formatting import DASH, write_number
from app.services.scorecard.causes import CauseMap
from app.services.scorecard.periods import period_words, report_words
from app.services.scorecard.views import Card, Figure, Goal, Lack, RollUp
from app.services.scorecard.words import STANDARD, MeasureWord, target_words, value_words

SCHEMA: Final = "styrkort/1"
"""The shape of what is hashed, so that papers printed from an older shape still verify."""
_WHOLE: Final = "Kommunen"
_TIED: Final = "\u00a0"
_SHORT_UNIT, _SHORT = 3, 10
"""A longer unit, or that of a longer number, may stand on a line of its own."""
"""What a map of the whole municipality is said to be of."""
STATUSES: Final[Mapping[str, str]] = {"draft": "utkast", "decided": "beslutat"}


@dataclass(frozen=True, slots=True)
class Issue:
    """Who puts a paper out, on which day, and what its measures are called."""

    municipality: str
    day: date
    measure: MeasureWord = STANDARD
    example: bool = False


@dataclass(frozen=True, slots=True)
class CardPaper:
    """A unit's scorecard, or the municipality's own, as it goes to paper and to a workbook."""

    issue: Issue
    card: Card

    @property
    def title(self) -> str:
        """What the paper is called."""
        return f"Styrkort {self.card.year}: {self.card.unit}"

    @property
    def full_title(self) -> str:
        """What a file of it is called, with the period where it is a part of the year."""
        return _named(self.title, self.card.period)

    @property
    def period(self) -> str:
        """The period in words: Delår, januari–juni."""
        return report_words(self.card.period)

    @property
    def version(self) -> str:
        """Which state of the card it is; one that nobody has put together has none."""
        card = self.card
        if card.scorecard_id is None:
            return "Sammanställt av programmet"
        return f"Version {card.version}, {STATUSES.get(card.status, card.status)}"

    @property
    def example(self) -> bool:
        """Whether anything in it is made up."""
        card = self.card
        goals = any(goal.example for group in card.groups for goal in group.goals)
        return goals or self.issue.example or card.example or any(one.example for one in card.figures)


@dataclass(frozen=True, slots=True)
class UnitLack:
    """A figure of a unit that is never green, and why."""

    unit: str
    lack: Lack


@dataclass(frozen=True, slots=True)
class SummaryPaper:
    """The municipality's summary: all units in all perspectives, its own card, and what is missing."""

    paper: CardPaper
    roll_up: RollUp
    lacks: tuple[UnitLack, ...] = ()

    @property
    def title(self) -> str:
        """What the paper is called."""
        return f"Styrkort {self.roll_up.year}: sammanfattning"

    @property
    def full_title(self) -> str:
        """What a file of it is called, with the period where it is a part of the year."""
        return _named(self.title, self.roll_up.period)


@dataclass(frozen=True, slots=True)
class DashboardPaper:
    """A unit's dashboard on one sheet."""

    paper: CardPaper
    roll_up: RollUp | None = None

    @property
    def title(self) -> str:
        """What the paper is called."""
        return f"Instrumentpanel {self.paper.card.year}: {self.paper.card.unit}"

    @property
    def full_title(self) -> str:
        """What a file of it is called."""
        return _named(self.title, self.paper.card.period)


@dataclass(frozen=True, slots=True)
class MapPaper:
    """A strategy map with its arrows."""

    issue: Issue
    causes: CauseMap

    @property
    def title(self) -> str:
        """What the paper is called."""
        whose = (self.issue.municipality if self.causes.unit == _WHOLE else "") or self.causes.unit
        return f"Strategikarta {self.causes.year}: {whose}"

    @property
    def full_title(self) -> str:
        """What a file of it is called."""
        return _named(self.title, self.causes.period)


def _named(title: str, period: str) -> str:
    named = title.replace(":", "", 1)
    return named if period.isdigit() else f"{named}, {period_words(period)}"


def score_words(score: Decimal | None) -> str:
    """A score with one decimal, halves up; a dash where there is none."""
    return DASH if score is None else write_number(score, 1)


def share_words(share: Decimal) -> str:
    """A weight in per cent, with a decimal only where it has one."""
    whole = share == share.to_integral_value()
    return f"{write_number(share, 0 if whole else 1)}\u00a0%"


def outcome_words(figure: Figure, value: Decimal | None = None) -> str:
    """What a figure came to with its unit, or another value of it; a dash where nothing is known."""
    shown = figure.outcome if value is None else value
    if shown is None:
        return figure.outcome_words or DASH
    words = value_words(
        shown,
        figure.unit_of_measure,
        decimals=figure.decimals,
        direction=figure.direction,
        scale=figure.scale,
    )
    number, _, unit = words.rpartition(" ")
    breaks = number and (len(unit) > _SHORT_UNIT or len(words) > _SHORT)
    return f"{number.replace(' ', _TIED)} {unit}" if breaks else words.replace(" ", _TIED)


def goal_words(figure: Figure) -> str:
    """What a figure is held against; a dash where it has no target."""
    said = target_words(
        figure.goalposts,
        figure.unit_of_measure,
        decimals=figure.decimals,
        direction=figure.direction,
        scale=figure.scale,
    )
    return said or DASH


def uneven(shares: Sequence[Decimal]) -> bool:
    """Whether weights differ so that they must be told."""
    return bool(shares) and max(shares) - min(shares) >= Decimal("0.5")


def content_hash(paper: CardPaper | SummaryPaper) -> str:
    """SHA-256 over what a paper says, as 64 hex digits; the same content always gives the same code."""
    said = _summary(paper) if isinstance(paper, SummaryPaper) else _card(paper)
    return hash_of({"schema": SCHEMA, **said})


def hash_of(said: Mapping[str, Any]) -> str:
    """SHA-256 over what is said, as 64 hex digits."""
    return sha256(canonical_json(said).encode()).hexdigest()


def _card(paper: CardPaper) -> Mapping[str, Any]:
    card = paper.card
    return {
        "municipality": paper.issue.municipality,
        "title": paper.title,
        "period": card.period,
        "version": paper.version,
        "comment": card.comment or "",
        "groups": [
            [group.name, group.question or "", _exact(group.average.score), _exact(group.share),
             [_goal(goal) for goal in group.goals]]
            for group in card.groups
        ],
        "average": _exact(card.average.score),
        "lacks": [[lack.name, lack.why] for lack in card.lacks],
    }  # fmt: skip


def _goal(goal: Goal) -> list[Any]:
    return [
        goal.title, goal.standing, goal.result_words or "", goal.analysis or "", goal.comment or "",
        list(goal.actions), _exact(goal.share), [_figure(figure) for figure in goal.figures],
    ]  # fmt: skip


def _figure(figure: Figure) -> list[Any]:
    return [
        figure.name, figure.period or "", _exact(figure.outcome), figure.outcome_words or "",
        goal_words(figure), _exact(figure.before), _exact(figure.score), figure.standing,
        figure.trend or "", figure.comment or "", _exact(figure.share),
    ]  # fmt: skip


def _summary(paper: SummaryPaper) -> Mapping[str, Any]:
    return {
        **_card(paper.paper),
        "title": paper.title,
        "heads": list(paper.roll_up.heads),
        "units": [
            [row.unit, row.depth, _exact(row.whole.score),
             [[_exact(cell.score), cell.standing, cell.counted, cell.count] for cell in row.cells]]
            for row in paper.roll_up.rows
        ],
        "missing": [[each.unit, each.lack.name, each.lack.why] for each in paper.lacks],
    }  # fmt: skip


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
