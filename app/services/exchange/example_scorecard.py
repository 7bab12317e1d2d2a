"""Fills a file with the example's indicators, their targets and what has been measured."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.scorecard import Indicator, IndicatorTarget, Measurement, NodeIndicator
from app.models.steering import Node, Perspective
from app.models.types import new_id
from app.services.exchange import example_format_scorecard as shape
from app.services.exchange.example_format import Commitment, Example
from app.services.exchange.example_format_base import Moment
from app.services.exchange.example_time import Timeline
from app.services.scorecard.formulas import parse


class ScorecardLoader:
    """Adds indicators one by one and remembers them by their keys in the example."""

    def __init__(
        self, session: Session, time: Timeline, units: dict[str, Unit], nodes: dict[str, Node]
    ) -> None:
        self.session = session
        self.time = time
        self.units = units
        self.nodes = nodes
        self.indicators: dict[str, Indicator] = {}
        self._perspectives = [
            row.id for row in session.scalars(select(Perspective).order_by(Perspective.position))
        ]

    def perspective(self, place: int) -> int:
        """The key of a perspective by its place in the model's order."""
        return self._perspectives[place - 1]

    def add_goal_measure(self, row: shape.GoalMeasure) -> None:
        """An indicator of the council's goals, or one that other indicators are computed from."""
        baseline = None if row.baseline_year is None else Moment(year=row.baseline_year)
        owner = None if row.owner is None else self.units[row.owner]
        self._add(row, owner, row.owner_role, row.perspective, baseline, row.measures)

    def add_commitment(self, row: Commitment, unit: Unit) -> None:
        """The indicator of a performer's commitment; the steering element must be there."""
        served = (row.key, *row.measure.also_measures)
        before = Moment(year=-1)
        self._add(row.measure, unit, unit.roles[0].title, row.perspective, before, served)

    def add_series(self, row: shape.Series) -> None:
        """What was measured, period by period; the indicator must be there."""
        indicator = self.indicators[row.indicator]
        unit = None if row.unit is None else self.units[row.unit]
        self.session.add_all(
            Measurement(
                indicator_id=indicator.id,
                unit_id=unit.id if unit else None,
                period=self.time.span(span),
                gender=row.gender,
                value=value if isinstance(value, Decimal) else None,
                missing=not isinstance(value, Decimal),
                comment=self.time.known_words(row.comments.get(span)),
                source=indicator.source,
                example=True,
            )
            for span, value in row.values.items()
        )

    def set_formula(self, row: shape.GoalMeasure) -> None:
        """Compute an indicator from others by their names; all of them must be there."""
        if row.formula is not None:
            names = {indicator.id: indicator.name for indicator in self.indicators.values()}
            self.indicators[row.key].formula = parse(row.formula, names).stored

    def _add(
        self,
        row: shape.Measure,
        owner: Unit | None,
        role: str | None,
        perspective: int,
        baseline: Moment | None,
        measures: Sequence[str],
    ) -> None:
        known = row.baseline is not None and baseline is not None
        indicator = Indicator(
            id=new_id(),
            **row.model_dump(include=_AS_WRITTEN),
            scale=list(row.scale) if row.scale else None,
            first_year=None if row.first_year is None else self.time.year(row.first_year),
            owner_unit_id=owner.id if owner else None,
            owner_role=role,
            perspective_id=self.perspective(perspective),
            baseline_period=self.time.period(baseline) if known and baseline is not None else None,
            example=True,
            targets=self._targets(row),
        )
        self.session.add(indicator)
        self.session.flush()
        self.session.add_all(
            NodeIndicator(node_id=self.nodes[key].id, indicator_id=indicator.id) for key in measures
        )
        if row.key:
            self.indicators[row.key] = indicator

    def _targets(self, row: shape.Measure) -> list[IndicatorTarget]:
        values: list[tuple[int, Decimal | None]] = [(-1, row.target_now), *enumerate(row.targets)]
        return [
            IndicatorTarget(year=self.time.year(year), value=value)
            for year, value in values
            if value is not None
        ]


_AS_WRITTEN = {
    "name", "definition", "unit_of_measure", "decimals", "direction", "aspect", "nature", "frequency",
    "by_gender", "summing", "across", "source", "baseline", "target_kind", "threshold", "comparison_group",
}  # fmt: skip


def load_goal_measures(loader: ScorecardLoader, example: Example) -> None:
    """The indicators of the council's goals."""
    for row in example.indicators:
        loader.add_goal_measure(row)
    for row in example.indicators:
        loader.set_formula(row)


def load_series(loader: ScorecardLoader, example: Example) -> None:
    """Everything that has been measured."""
    for row in example.scorecards.series:
        loader.add_series(row)
