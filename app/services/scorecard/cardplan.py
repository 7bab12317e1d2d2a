"""Which goals and figures a scorecard shows, in its order: pure, no session."""

from collections.abc import Iterable, Mapping, Sequence

from app.services.scorecard.cardframe import Frame
from app.services.scorecard.cardgoals import Chosen, Planned
from app.services.scorecard.cardrows import GoalFacts, RowFacts
from app.services.scorecard.figurerows import IndicatorFacts, Rows
from app.services.textorder import sort_key


def own_of(
    indicators: Mapping[int, IndicatorFacts], rows: Rows, frame: Frame, unit_id: int | None
) -> frozenset[int]:
    """The figures that a unit owns, must follow, or has measured itself."""
    if unit_id is None:
        return frozenset(key for key, facts in indicators.items() if facts.owner_unit_id is None)
    above = frame.ancestors(unit_id)
    return frozenset(
        key
        for key, facts in indicators.items()
        if facts.owner_unit_id == unit_id
        or (facts.obligatory and facts.owner_unit_id in above)
        or unit_id in rows.get(key, ())
    )


def planned_of(
    goals: Sequence[GoalFacts], indicators: Mapping[int, IndicatorFacts], own: frozenset[int],
    frame: Frame, unit_id: int | None, *, year: int,
) -> list[Planned]:  # fmt: skip
    """What a scorecard shows that nobody has put together: a unit's goals, and its figures of other goals."""
    order = {one.id: place for place, one in enumerate(frame.perspectives)}
    mine = {goal.id for goal in goals if unit_id is None or goal.unit_id == unit_id}
    in_mine = {key for goal in goals if goal.id in mine for key, _ in goal.links}
    planned: list[Planned] = []
    for goal in goals:
        figures = tuple(
            one for one in linked_of(goal) if _measured_in(indicators.get(one.indicator_id), year)
        )
        if goal.id not in mine:
            figures = tuple(one for one in figures if one.indicator_id in own - in_mine)
        if goal.id in mine or figures:
            planned.append(Planned(goal, figures, first_of(goal.perspectives, order)))
    taken = {chosen.indicator_id for plan in planned for chosen in plan.figures}
    left = [indicators[key] for key in own - taken if _measured_in(indicators[key], year)]
    return planned + _without_goal(left)


def _measured_in(facts: IndicatorFacts | None, year: int) -> bool:
    """Whether a figure is followed in a year at all."""
    return facts is not None and (facts.last_year is None or facts.last_year >= year)


def _without_goal(figures: Iterable[IndicatorFacts]) -> list[Planned]:
    found: dict[int | None, list[Chosen]] = {}
    for facts in sorted(figures, key=lambda facts: (sort_key(facts.name), facts.id)):
        found.setdefault(facts.perspective_id, []).append(Chosen(facts.id))
    return [Planned(None, tuple(figures), perspective) for perspective, figures in found.items()]


def planned_rows(
    rows: Sequence[RowFacts],
    goals: Sequence[GoalFacts],
    indicators: Mapping[int, IndicatorFacts],
    frame: Frame,
) -> list[Planned]:
    """What a scorecard shows that somebody has put together, in the order of its rows."""
    order = {one.id: place for place, one in enumerate(frame.perspectives)}
    by_id = {goal.id: goal for goal in goals}
    figures: dict[int | None, list[Chosen]] = {}
    for row in rows:
        if row.node_id is not None and row.indicator_id is not None:
            figures.setdefault(row.node_id, []).append(
                Chosen(row.indicator_id, row.weight, row.comment, row.id)
            )
    planned: list[Planned] = []
    for row in rows:
        if row.node_id in by_id and row.indicator_id is None:
            goal = by_id[row.node_id]
            perspective = row.perspective_id or first_of(goal.perspectives, order)
            chosen = tuple(figures.pop(row.node_id, ()))
            planned.append(Planned(goal, chosen, perspective, row.id, row.weight, row.comment))
    for node_id, left in figures.items():
        if node_id in by_id:
            goal = by_id[node_id]
            planned.append(Planned(goal, tuple(left), first_of(goal.perspectives, order)))
    return planned + _free_rows(rows, indicators)


def _free_rows(rows: Sequence[RowFacts], indicators: Mapping[int, IndicatorFacts]) -> list[Planned]:
    found: dict[int | None, list[Chosen]] = {}
    for row in rows:
        if row.node_id is None and row.indicator_id is not None and row.indicator_id in indicators:
            facts = indicators[row.indicator_id]
            chosen = Chosen(facts.id, row.weight, row.comment, row.id)
            found.setdefault(row.perspective_id or facts.perspective_id, []).append(chosen)
    return [Planned(None, tuple(chosen), perspective) for perspective, chosen in found.items()]


def linked_of(goal: GoalFacts) -> tuple[Chosen, ...]:
    """The figures that measure a goal, with their weights."""
    return tuple(Chosen(key, weight) for key, weight in goal.links)


def first_of(perspectives: Iterable[int], order: Mapping[int, int]) -> int | None:
    """The first of a goal's perspectives in the model's order; a goal counts once."""
    return min((one for one in perspectives if one in order), key=lambda one: order[one], default=None)
