"""Makes the figures of a scorecard from what was measured: outcome, score, standing, trend and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.services.scorecard import score as scoring
from app.services.scorecard.cardframe import Frame
from app.services.scorecard.figurerows import YEARS_BACK, IndicatorFacts, NearFacts, Rows
from app.services.scorecard.formulareading import stored_formula
from app.services.scorecard.formulaterms import Formula
from app.services.scorecard.outcome import SUM, Outcome, Series, Taking, outcome
from app.services.scorecard.periods import (
    FREQUENCIES,
    Period,
    is_yearly,
    next_measured,
    periods_of,
    read_period,
)
from app.services.scorecard.targets import nearest
from app.services.scorecard.views import Figure, Goalposts, Point, Standing, Trend

_SPARSE: Mapping[str, int] = {"two_years": 2, "three_years": 3}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its goal, its weight there and its share of the goal."""

    node_id: int | None = None
    weight: Decimal | None = None
    share: Decimal = Decimal(100)
    comment: str | None = None


class Figures:
    """The figures of a unit in a report period; what is asked for twice is worked out once."""

    def __init__(
        self, frame: Frame, indicators: Mapping[int, IndicatorFacts], rows: Rows, unit_id: int | None,
        period: Period, today: date,
    ) -> None:  # fmt: skip
        self._frame = frame
        self._indicators = indicators
        self._rows = rows
        self._unit_id = unit_id
        self._period = period
        self._today = today
        self._known: dict[tuple[int, str], Outcome | None] = {}

    def figure(self, indicator_id: int, place: Place) -> Figure:
        """A figure as it stands in one place."""
        facts = self._indicators[indicator_id]
        now = self._outcome(facts, self._period)
        earlier = self._earlier(facts)
        before = self._before(facts)
        posts, direction = self._held(facts, now, before)
        points, standing = self._standing(facts, now, posts, direction)
        known = standing != "missing"
        value = now.value if now is not None else None
        return Figure(
            indicator_id=facts.id, version=facts.version, name=facts.name, node_id=place.node_id,
            unit_of_measure=facts.unit_of_measure, decimals=facts.decimals, direction=direction,
            scale=facts.scale, aspect=facts.aspect, nature=facts.nature, frequency=facts.frequency,
            owner=self._owner(facts), source=facts.source, goalposts=posts,
            period=now.period if known and now else None,
            outcome=value, outcome_words=now.words if now else None, before=before,
            score=points if standing in scoring.SCORED else None, standing=standing,
            trend=_trend(value, before, posts, direction),
            why=self._why(facts, now, standing, posts, direction, before),
            weight=place.weight, share=place.share,
            comment=place.comment or (now.comment if now else None),
            computed=facts.formula is not None,
            example=facts.example or bool(now and now.example),
            points=(*earlier, *self._point(facts, self._period, now)),
        )  # fmt: skip

    def mark(self, indicator_id: int, weight: Decimal | None) -> scoring.Part:
        """The score of a figure alone, as part of a mean."""
        facts = self._indicators[indicator_id]
        now = self._outcome(facts, self._period)
        before = self._before(facts) if facts.target_kind == "previous" else None
        posts, direction = self._held(facts, now, before)
        points, standing = self._standing(facts, now, posts, direction)
        return scoring.Part(points if standing in scoring.SCORED else None, weight, facts.nature, standing)

    def _held(
        self, facts: IndicatorFacts, now: Outcome | None, before: Decimal | None
    ) -> tuple[Goalposts, str | None]:
        posts = scoring.resolved(self._goalposts(facts, self._period, now), before)
        return posts, scoring.held_direction(facts.direction, facts.target_kind)

    def _standing(
        self, facts: IndicatorFacts, now: Outcome | None, posts: Goalposts, direction: str | None
    ) -> tuple[Decimal | None, Standing]:
        known = now is not None and (now.value is not None or bool(now.words))
        owned = facts.owner_unit_id is not None or bool(facts.owner_role)
        points = scoring.score(now.value, posts, direction, steps=len(facts.scale)) if now and known else None
        return points, scoring.standing(points, known=known, owned=owned)

    def _owner(self, facts: IndicatorFacts) -> str | None:
        unit = self._frame.units.get(facts.owner_unit_id) if facts.owner_unit_id is not None else None
        return facts.owner_role or (unit.name if unit else None)

    def _outcome(self, facts: IndicatorFacts, period: Period) -> Outcome | None:
        key = facts.id, period.text
        if key not in self._known:
            self._known[key] = None
            formula = stored_formula(facts.formula) if facts.formula else None
            if formula is not None:
                self._known[key] = self._computed(formula, period)
            else:
                yearly = is_yearly(facts.frequency)
                taking = Taking(facts.summing, facts.across, facts.target_kind, yearly)
                rows = self._rows.get(facts.id, {})
                self._known[key] = self._taken(rows, facts.owner_unit_id, taking, period)
        return self._known[key]

    def _taken(
        self, rows: Mapping[int | None, Series], owner: int | None, taking: Taking, period: Period
    ) -> Outcome | None:
        """The outcome of the unit; what is known of the municipality only at its owner is the owner's."""
        found = outcome(rows, self._unit_id, self._frame.below, taking, period)
        if found is None and self._unit_id is None and owner is not None:
            return outcome(rows, owner, self._frame.below, taking, period)
        return found

    def _computed(self, formula: Formula, period: Period) -> Outcome | None:
        """What a formula comes to; one that runs in a circle meets itself as unknown."""
        needed = {key: self._indicators[key] for key in formula.references if key in self._indicators}
        taken = {key: self._outcome(facts, period) for key, facts in needed.items()}
        found = [one for one in taken.values() if one is not None]
        if not found:
            return None
        latest = max(found, key=lambda one: read_period(one.period).last)
        added = {
            read_period(one.period).last for key, one in taken.items()
            if one is not None and one.value is not None and needed[key].summing == SUM
        }  # fmt: skip
        if len(added) > 1:
            return Outcome(latest.period, None, why="det som räknas ihop gäller olika delar av året")
        values = {key: one.value if one is not None else None for key, one in taken.items()}
        computed = formula.compute(values, {key: facts.name for key, facts in needed.items()})
        example = any(one.example for one in found)
        return Outcome(latest.period, computed.value, example=example, why=computed.why)

    def _earlier(self, facts: IndicatorFacts) -> tuple[Point, ...]:
        found: list[Point] = []
        for year in range(self._first_year(facts), self._period.year):
            whole = read_period(str(year))
            found.extend(self._point(facts, whole, self._outcome(facts, whole)))
        return tuple(found)

    def _first_year(self, facts: IndicatorFacts) -> int:
        """The first year that there is anything of; what is computed may have any."""
        if facts.formula is not None:
            return self._period.year - YEARS_BACK
        years = (series.first_year for series in self._rows.get(facts.id, {}).values())
        return min(years, default=self._period.year)

    def _point(self, facts: IndicatorFacts, period: Period, taken: Outcome | None) -> tuple[Point, ...]:
        if taken is None:
            return ()
        target = self._goalposts(facts, period, taken).value
        return (Point(taken.period, taken.value, taken.words, taken.comment, target, taken.example),)

    def _before(self, facts: IndicatorFacts) -> Decimal | None:
        """The outcome at the same time a year earlier, or else of that whole year."""
        back = _SPARSE.get(facts.frequency or "", 1)
        same = self._outcome(facts, _years_before(self._period, back))
        if same is not None and same.value is not None:
            return same.value
        if facts.summing == "sum":
            return None
        whole = self._outcome(facts, read_period(str(self._period.year - back)))
        return whole.value if whole is not None else None

    def _goalposts(self, facts: IndicatorFacts, period: Period, taken: Outcome | None) -> Goalposts:
        near = _as_reported(facts.near, period, taken)
        return nearest(
            facts, facts.targets.get(period.year), near,
            unit_id=self._unit_id, year=period.year, period=period.text,
        )  # fmt: skip

    def _why(
        self, facts: IndicatorFacts, now: Outcome | None, standing: Standing, posts: Goalposts,
        direction: str | None, before: Decimal | None,
    ) -> str:  # fmt: skip
        if standing == "missing":
            return _unknown(facts, now, self._period, self._today)
        if standing == "unowned":
            return "ingen äger måttet"
        if standing == "unscored":
            if now is not None and now.value is None:
                return "utfallet är skrivet i ord"
            return scoring.obstacle(posts, direction, before=before)
        return ""


def _unknown(facts: IndicatorFacts, now: Outcome | None, period: Period, today: date) -> str:
    """Why nothing is known of a figure."""
    if now is not None:
        return now.why or now.comment or "uppgiften är anmäld som saknad"
    often = FREQUENCIES.get(facts.frequency or "", "")
    due = periods_of(period.year, facts.frequency, first_year=facts.first_year, last_year=facts.last_year)
    if not due:
        coming = next_measured(facts.frequency, facts.first_year, period.year)
        ended = facts.last_year is not None and (coming is None or coming > facts.last_year)
        return (
            "mäts inte längre" if ended else f"mäts {often}, nästa {coming}" if coming else "mäts inte i år"
        )
    if all(one.last > period.last for one in due):
        return f"mäts {often}" if often else "mäts senare under året"
    if min(one.last for one in due) > today:
        return "perioden är inte slut än"
    return "inget värde har lämnats"


def _trend(
    value: Decimal | None, before: Decimal | None, posts: Goalposts, direction: str | None
) -> Trend | None:
    if value is None or before is None or direction is None:
        return None
    gain = value - before
    if direction == "lower":
        gain = -gain
    elif direction in ("within", "unchanged"):
        if posts.value is None:
            return None
        gain = _off(before, posts) - _off(value, posts)
    elif direction == "yes_no" and posts.value == 0:
        gain = -gain
    return "same" if not gain else "better" if gain > 0 else "worse"


def _off(value: Decimal, posts: Goalposts) -> Decimal:
    """How far a value is from the range aimed at."""
    low = posts.value or Decimal(0)
    high = low if posts.upper is None else posts.upper
    return max(low - value, value - high, Decimal(0))


def _years_before(period: Period, years: int) -> Period:
    return read_period(str(period.year - years) + period.text[4:])


def _as_reported(targets: Sequence[NearFacts], period: Period, taken: Outcome | None) -> Sequence[NearFacts]:
    """The targets with those of the report's part of the year under its name.

    It is the target of the period that the outcome is of, or else one that ends when the report does.
    """
    if not targets or period.frequency == "year":
        return targets
    ends = [period.last, *([read_period(taken.period).last] if taken is not None else ())]
    parts = [(read_period(one.period), one) for one in targets]
    near = [
        one._replace(period=period.text)
        for last in ends
        for when, one in parts if when.last == last and when.frequency != "year"
    ]  # fmt: skip
    return [*targets, *near]
