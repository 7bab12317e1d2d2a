"""What a scorecard says, as plain values: groups, goals with their figures, and what they came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

#: How a figure, a goal or a group stands; only the first three have a score and count in an average.
Standing = Literal["met", "partly", "unmet", "missing", "unowned", "unscored"]
STANDING_WORDS: Mapping[str, str] = {
    "met": "Uppfyllt",
    "partly": "Delvis",
    "unmet": "Ej uppfyllt",
    "missing": "Uppgift saknas",
    "unowned": "Ägare saknas",
    "unscored": "Kan inte poängsättas",
}
Trend = Literal["better", "same", "worse"]
TREND_WORDS: Mapping[str, str] = {"better": "bättre", "same": "oförändrat", "worse": "sämre"}


@dataclass(frozen=True, slots=True)
class Goalposts:
    """What an outcome is held against: the target (with `upper`, a range) and the limits where it fails.

    `words` is a target that is no number. `kind` as in `Indicator.target_kind`; a change from last year
    that has been added to last year's outcome (`score.resolved`) is absolute.
    """

    value: Decimal | None = None
    upper: Decimal | None = None
    words: str | None = None
    threshold: Decimal | None = None
    threshold_upper: Decimal | None = None
    kind: str = "absolute"


@dataclass(frozen=True, slots=True)
class Point:
    """An outcome of a period; neither value nor words is expressly missing."""

    period: str
    value: Decimal | None
    words: str | None = None
    comment: str | None = None
    target: Decimal | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator in a scorecard: what it came to in the period, held against what.

    `share` is its relative weight among the goal's figures in per cent; `why` says in words what stands in
    the way of a score ("mäts vartannat år, nästa 2029"); `before` is the outcome a year earlier; `points`
    the outcomes of earlier years and this period, oldest first.
    """

    indicator_id: int
    version: int
    name: str
    node_id: int | None
    unit_of_measure: str | None
    decimals: int | None
    direction: str | None
    scale: tuple[str, ...]
    aspect: str | None
    nature: str | None
    frequency: str | None
    owner: str | None
    source: str | None
    goalposts: Goalposts
    period: str | None
    """The period whose outcome it is; None where there is none."""
    outcome: Decimal | None
    outcome_words: str | None
    before: Decimal | None
    score: Decimal | None
    standing: Standing
    trend: Trend | None
    why: str
    weight: Decimal | None
    share: Decimal
    comment: str | None
    computed: bool
    example: bool
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Average:
    """A weighted mean with what it rests on; `formula` is the mean written out with its figures.

    `counted` of `count` have a score; `leading` and `lagging` are the means of those alone.
    """

    score: Decimal | None
    standing: Standing
    formula: str
    counted: int
    count: int
    leading: Decimal | None = None
    lagging: Decimal | None = None

    @property
    def share(self) -> Decimal | None:
        """How many per cent have a score; None where there is nothing to have one."""
        return Decimal(100 * self.counted) / self.count if self.count else None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal in a scorecard; `node_id` None holds figures that measure no goal.

    `result` is the person's assessment in the period (a step of the model's scale), None where nobody has
    decided; `standing` follows it, or else the figures.
    """

    node_id: int | None
    row_id: int | None
    title: str
    level: str
    figures: tuple[Figure, ...]
    average: Average
    standing: Standing
    weight: Decimal | None
    share: Decimal
    result: str | None = None
    result_words: str | None = None
    proposed: Standing = "missing"
    analysis: str | None = None
    actions: tuple[str, ...] = ()
    comment: str | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A perspective with its question, or a goal area where the model has no perspectives.

    `key` is "p" or "n" and the row's id, or "" for what belongs nowhere. `lacking` names the aspects
    (volume, quality, productivity, cost) that none of its figures has.
    """

    key: str
    perspective_id: int | None
    node_id: int | None
    name: str
    question: str | None
    goals: tuple[Goal, ...]
    average: Average
    weight: Decimal | None
    share: Decimal


@dataclass(frozen=True, slots=True)
class Lack:
    """A figure that is never green: nobody owns it, or nothing is known in the period."""

    indicator_id: int
    name: str
    why: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Card:
    """The scorecard of a unit (None: the municipality) in a year, as it stands at the end of a period.

    `scorecard_id` None: nobody has put it together, so it shows the unit's goals and the figures that it
    owns or must follow. `finding` is one sentence of what stands out. `aspects_lacking` as `SC-02` asks.
    """

    scorecard_id: int | None
    version: int
    unit_id: int | None
    unit: str
    year: int
    period: str
    status: str
    comment: str | None
    groups: tuple[Group, ...]
    average: Average
    met: int
    partly: int
    unmet: int
    unknown: int
    finding: str
    lacks: tuple[Lack, ...] = ()
    aspects_lacking: tuple[str, ...] = ()
    example: bool = False
    weights: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, each once."""
        every = [figure for group in self.groups for goal in group.goals for figure in goal.figures]
        return tuple({figure.indicator_id: figure for figure in every}.values())


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit in a perspective (or goal) of the roll-up; `parts` are the scores that it is the mean of.

    Its own goals are one part and every unit below is one, each with its weight (`score.written_out`).
    """

    score: Decimal | None
    standing: Standing
    counted: int
    count: int
    parts: tuple[tuple[Decimal, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class RollUpRow:
    """A unit with its cells in the order of the heads, and the whole of it; `depth` in the organisation."""

    unit_id: int | None
    unit: str
    depth: int
    cells: tuple[Cell, ...]
    whole: Average
    own: bool
    """Whether it has figures of its own, not only those of units below it."""


@dataclass(frozen=True, slots=True)
class RollUp:
    """Scores of units × perspectives (goal areas), each unit with what stands below it."""

    year: int
    period: str
    heads: tuple[str, ...]
    keys: tuple[str, ...]
    rows: tuple[RollUpRow, ...]
    whole: Average
