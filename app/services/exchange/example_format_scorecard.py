"""The shape of what an example measures and concludes: series, scorecards, assessments, comparisons."""

from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints

from app.services.exchange.example_format_base import Day, Key, Number, Part, Text, Year

#: A step of the usual scale for goals.
Result = Literal["met", "partly", "unmet", "unknown"]
#: A period counted from the budget year: "-1", "-1-H1", "-2-T3", "-1-Q2" or "-1-06".
Span = Annotated[str, StringConstraints(strict=True, pattern=r"^-?\d+(-(H[12]|T[123]|Q[1-4]|\d\d))?$")]


class Measure(Part):
    """What is measured, how, from where and to where; targets stand year by year from the budget year.

    `formula` names other measures in brackets.
    """

    key: Key | None = None
    name: Text
    definition: Text | None = None
    unit_of_measure: Text
    decimals: Annotated[int, Strict(), Field(ge=0, le=6)] | None = None
    direction: Literal["higher", "lower", "unchanged", "within", "yes_no", "scale"]
    scale: tuple[Text, ...] | None = None
    aspect: Literal["volume", "quality", "productivity", "cost"]
    nature: Literal["leading", "lagging"] | None = None
    frequency: Text
    first_year: Year | None = None
    by_gender: bool = False
    summing: Literal["last", "sum", "mean"] = "last"
    across: Literal["sum", "mean"] | None = None
    formula: Text | None = None
    source: Text | None = None
    baseline: Number | None = None
    target_kind: Literal["absolute", "previous", "gap"] = "absolute"
    target_now: Number | None = None
    targets: tuple[Number, ...] = ()
    threshold: Number | None = None
    comparison_group: Text | None = None
    also_measures: tuple[Key, ...] = ()


class GoalMeasure(Measure):
    """An indicator of one or several goals of the council; one without owner shows what that looks like."""

    key: Key
    owner: Key | None = None
    owner_role: Text | None = None
    perspective: int
    measures: tuple[Key, ...] = ()
    baseline_year: Year | None = None


class Series(Part):
    """What an indicator came to period by period; "" is expressly missing."""

    indicator: Key
    unit: Key | None = None
    gender: Literal["T", "K", "M"] = "T"
    values: dict[Span, Number | Literal[""]]
    comments: dict[Span, Text] = Field(default_factory=dict)


class CardGoal(Part):
    """A goal of a scorecard with the figures that measure it there."""

    goal: Key
    perspective: int
    figures: tuple[Key, ...]
    weight: Number | None = None


class Cards(Part):
    """Scorecards that are alike, of several units or, without any, of the municipality."""

    year: Year
    units: tuple[Key, ...] = ()
    comment: Text | None = None
    goals: tuple[CardGoal, ...]


class Action(Part):
    """What an analysis asks for; with `activity` it has become one."""

    text: Text
    responsible: Text
    due: Day
    activity: bool = False


class AssessmentRow(Part):
    """How far a goal is met, with its analysis and what follows."""

    goal: Key
    unit: Key | None = None
    period: Span
    result: Result | None = None
    proposed: Result | None = None
    reason: Text | None = None
    trend: Literal["better", "same", "worse"] | None = None
    analysis: Text | None = None
    conclusion: Text | None = None
    risk: Text | None = None
    resources: Text | None = None
    performance: Text | None = None
    effect: Text | None = None
    analyst_role: Text | None = None
    assessed_on: Day | None = None
    actions: tuple[Action, ...] = ()


class Cause(Part):
    """An arrow of the strategy map."""

    cause: Key
    effect: Key
    note: Text | None = None


class Others(Part):
    """Other municipalities' outcomes of an indicator, all invented, in the order of `names`."""

    indicator: Key
    period: Span
    values: tuple[Number | Literal[""], ...]


class Compared(Part):
    """Invented municipalities to be compared with, and the group that they form."""

    group: Text
    note: Text
    names: tuple[Text, ...] = Field(min_length=1)
    values: tuple[Others, ...]


class Scorecards(Part):
    """Everything that is measured and concluded; a part of the example."""

    series: tuple[Series, ...]
    cards: tuple[Cards, ...]
    assessments: tuple[AssessmentRow, ...]
    causes: tuple[Cause, ...]
    compared: Compared
