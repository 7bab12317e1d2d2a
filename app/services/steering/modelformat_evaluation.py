"""The source of a model file, and what a survey found of the municipality's evaluations (`EVA-*`)."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from app.services.steering.modelformat_base import (
    Date,
    Flag,
    Key,
    Part,
    Positive,
    Sourced,
    Text,
    Texts,
    Whole,
)

#: What the results of an evaluation were used for, as the survey asked.
Use = Literal["political_decision", "action_plan", "budget_and_goals", "other", "none"]
#: A cell of a table as it is written: "82 %", "-", "%" or nothing at all are four different things.
Cell = Annotated[str, StringConstraints(strict=True, pattern=r"^[^\x00-\x1f]*$")]


class SourceDocument(Part):
    """The document that the model was read from, where it is another than the municipality's own."""

    title: Text
    publisher: Text | None = None
    date: Date | None = None
    date_text: Text | None = None
    period_text: Text | None = None
    participants: Texts | None = None
    note: Text | None = None


class Share(Part):
    """One cell: for what the results were used, and the percentage as it is written."""

    use: Use
    text: Cell


class UsageRow(Part):
    """How the results were used, for one kind of commissioner or, with `total`, for all together."""

    commissioner: Text
    total: Flag = False
    count: Whole | None = None
    shares: tuple[Share, ...]


class StatedShare(Part):
    """A number and a percentage that the running text states; `use` is absent where it is something else."""

    key: Key
    use: Use | None = None
    count: Whole | None = None
    text: Cell | None = None


class Cost(Part):
    """A kind of cost, in whole kronor."""

    name: Text
    kronor: Whole


class TargetGroup(Part):
    """Who was asked, how many times and by what method; `name_as_written` keeps a misspelling."""

    area: Text | None = None
    name: Text
    name_as_written: Text | None = None
    count: Whole | None = None
    method: Text | None = None


class UnusedEvaluation(Part):
    """An evaluation whose results nobody used, and why; two places of a source may list different ones."""

    name: Text
    reason: Text | None = None
    source: Text | None = None


class SilentArea(Part):
    """A part of the organisation that did not report, and why where that is said."""

    name: Text
    reason: Text | None = None


class StatedFact(Part):
    """Anything else that the survey states: the words, and the number where it is exact."""

    key: Key
    name: Text
    group: Text | None = None
    text: Text
    number: Whole | None = None


class EvaluationSurvey(Sourced):
    """The municipality in a survey of evaluations; totals stand as stated beside their parts (`INC-00`)."""

    year: Positive | None = None
    total: Whole | None = None
    with_costs: Whole | None = None
    costs: tuple[Cost, ...] | None = None
    stated_cost: Whole | None = None
    usage: tuple[UsageRow, ...] | None = None
    stated: tuple[StatedShare, ...] | None = None
    target_groups: tuple[TargetGroup, ...] | None = None
    target_groups_sum: Whole | None = None
    target_groups_source: Text | None = None
    unused: tuple[UnusedEvaluation, ...] | None = None
    silent_areas: tuple[SilentArea, ...] | None = None
    facts: tuple[StatedFact, ...] | None = None
