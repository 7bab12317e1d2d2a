"""Puts figures together to goals, goals to groups, and groups to a scorecard with its averages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from app.services.scorecard import cardwords
from app.services.scorecard.cardfigures import Figures, Place
from app.services.scorecard.cardframe import Frame
from app.services.scorecard.cardrows import CardFacts, GoalFacts, Judged
from app.services.scorecard.periods import Period, read_period
from app.services.scorecard.scale import step_of
from app.services.scorecard.score import Part, shares, standing, weighted
from app.services.scorecard.views import Average, Card, Figure, Goal, Group, Standing

NO_GOAL = "Mått utan mål"
NOWHERE = "Utan perspektiv"
NO_AREA = "Utan målområde"
_STANDING_OF: Mapping[str, Standing] = {
    "met": "met", "partly": "partly", "unmet": "unmet", "unknown": "missing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """A figure that a goal is shown with."""

    indicator_id: int
    weight: Decimal | None = None
    comment: str | None = None
    row_id: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A goal that a scorecard shows, or the figures without one in a perspective."""

    facts: GoalFacts | None
    figures: tuple[Chosen, ...]
    perspective_id: int | None
    row_id: int | None = None
    weight: Decimal | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Judgements:
    """What people have come to on goals at the end of a period, seen from a unit."""

    frame: Frame
    unit_id: int | None
    period: Period
    rows: Sequence[Judged]
    _found: dict[int, Judged] = field(default_factory=dict)

    def of(self, facts: GoalFacts) -> Judged | None:
        """The assessment of a goal; what its own unit says of it is the goal as a whole."""
        own = self.unit_id in (None, facts.unit_id)
        places = (None, facts.unit_id) if own else (self.unit_id,)
        fitting = [one for one in self.rows if one.node_id == facts.id and one.unit_id in places]
        there = [one for one in fitting if read_period(one.period).last == self.period.last]
        return min(
            there, key=lambda one: (one.period != self.period.text, places.index(one.unit_id)), default=None
        )


def make_goal(planned: Planned, figures: Figures, judgements: Judgements) -> Goal:
    """A goal with its figures, its average, and what a person has decided of it."""
    parts = shares(chosen.weight for chosen in planned.figures)
    node_id = planned.facts.id if planned.facts else None
    shown = tuple(
        figures.figure(chosen.indicator_id, Place(node_id, chosen.weight, share, chosen.comment))
        for chosen, share in zip(planned.figures, parts, strict=True)
    )
    average = weighted([Part(one.score, one.weight, one.nature, one.standing) for one in shown])
    plain = Goal(
        node_id=node_id, row_id=planned.row_id,
        title=planned.facts.title if planned.facts else NO_GOAL,
        level=planned.facts.level if planned.facts else "",
        figures=shown, average=average, standing=average.standing,
        weight=planned.weight, share=Decimal(0), proposed=average.standing, comment=planned.comment,
        example=planned.facts.example if planned.facts else False,
    )  # fmt: skip
    judged = judgements.of(planned.facts) if planned.facts else None
    return _judged(plain, judged, judgements.frame) if judged else plain


def _judged(goal: Goal, judged: Judged, frame: Frame) -> Goal:
    step = step_of(frame.scale, judged.result) if judged.decided else None
    return replace(
        goal,
        result=step.key if step else None,
        result_words=step.name if step else None,
        standing=_STANDING_OF[step.mark] if step else goal.standing,
        analysis=judged.analysis,
        actions=judged.actions,
    )


def make_groups(
    planned: Sequence[Planned], frame: Frame, unit_id: int | None, figures: Figures,
    judgements: Judgements, weights: Mapping[int, Decimal],
) -> tuple[Group, ...]:  # fmt: skip
    """The groups of a scorecard: perspectives where there are any, else goal areas."""
    perspectives = frame.perspectives_of(unit_id)
    if not perspectives:
        return _shared(_areas(planned, frame, figures, judgements))
    known = {one.id for one in perspectives}
    found: dict[int | None, list[Goal]] = {one.id: [] for one in perspectives}
    for plan in planned:
        key = plan.perspective_id if plan.perspective_id in known else None
        found.setdefault(key, []).append(make_goal(plan, figures, judgements))
    groups = [
        _group(f"p{one.id}", one.id, None, one.name, one.question, found[one.id], weights.get(one.id))
        for one in perspectives
    ]
    if found.get(None):
        groups.append(_group("", None, None, NOWHERE, None, found[None], None))
    return _shared(groups)


def _areas(planned: Sequence[Planned], frame: Frame, figures: Figures, judgements: Judgements) -> list[Group]:
    found: dict[tuple[int, str] | None, list[Goal]] = {}
    for plan in planned:
        area = frame.area_of(plan.facts.id) if plan.facts else None
        found.setdefault(area, []).append(make_goal(plan, figures, judgements))
    groups = [
        _group(f"n{key[0]}", None, key[0], key[1], None, goals, None) for key, goals in found.items() if key
    ]
    if None in found:
        name = NO_AREA if groups else "Mål"
        groups.append(_group("", None, None, name, None, found[None], None))
    return groups


def _group(
    key: str, perspective_id: int | None, node_id: int | None, name: str, question: str | None,
    goals: Sequence[Goal], weight: Decimal | None,
) -> Group:  # fmt: skip
    relative = shares(goal.weight for goal in goals)
    shown = tuple(replace(goal, share=share) for goal, share in zip(goals, relative, strict=True))
    average = mean_of_goals(shown)
    return Group(key, perspective_id, node_id, name, question, shown, average, weight, Decimal(0))


def _shared(groups: Iterable[Group]) -> tuple[Group, ...]:
    every = tuple(groups)
    relative = iter(shares(group.weight for group in every if group.goals))
    return tuple(replace(group, share=next(relative)) if group.goals else group for group in every)


def mean_of_goals(goals: Sequence[Goal]) -> Average:
    """The mean of goals, with the share of their figures that have a score."""
    parts = [Part(goal.average.score, goal.weight, None, goal.average.standing) for goal in goals]
    return _with_natures(
        weighted(
            parts,
            counted=sum(goal.average.counted for goal in goals),
            count=sum(goal.average.count for goal in goals),
        ),
        [figure for goal in goals for figure in goal.figures],
    )


def _with_natures(average: Average, figures: Sequence[Figure]) -> Average:
    plain = weighted([Part(one.score, None, one.nature) for one in figures])
    return replace(average, leading=plain.leading, lagging=plain.lagging)


def make_card(
    groups: tuple[Group, ...], stored: CardFacts | None, frame: Frame, unit_id: int | None, period: Period
) -> Card:
    """The scorecard as a whole."""
    goals = [goal for group in groups for goal in group.goals]
    real = [goal for goal in goals if goal.node_id is not None]
    parts = [
        Part(group.average.score, group.weight, None, group.average.standing)
        for group in groups if group.goals
    ]  # fmt: skip
    average = weighted(
        parts,
        counted=sum(group.average.counted for group in groups),
        count=sum(group.average.count for group in groups),
    )
    every = {figure.indicator_id: figure for goal in goals for figure in goal.figures}
    figures = tuple(every.values())
    counts = {name: sum(goal.standing == name for goal in real) for name in ("met", "partly", "unmet")}
    return Card(
        scorecard_id=stored.id if stored else None, version=stored.version if stored else 0,
        unit_id=unit_id, unit=frame.units[unit_id].name if unit_id in frame.units else frame.municipality,  # type: ignore[index]
        year=period.year, period=period.text, status=stored.status if stored else "draft",
        comment=stored.comment if stored else None, groups=groups,
        average=_with_natures(average, figures),
        met=counts["met"], partly=counts["partly"], unmet=counts["unmet"],
        unknown=len(real) - sum(counts.values()),
        finding=cardwords.finding(goals), lacks=cardwords.lacks(figures),
        aspects_lacking=cardwords.aspects_lacking(figures),
        example=stored.example if stored else any(figure.example for figure in figures),
        weights={f"p{key}": weight for key, weight in stored.weights.items()} if stored else {},
    )  # fmt: skip


def standing_of(score: Decimal | None) -> Standing:
    """How a mean stands; without a score it is missing."""
    return standing(score, known=score is not None)
