"""Fills a file with the example's indicators, their targets and what has been measured."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.scorecard import Indicator, IndicatorTarget, Measurement, NodeIndicator
from app.models.steering import Node, Perspective
from app.models.types import new_id
from app.services.exchange import example_format as shape
from app.services.exchange.example_format_base import Moment
from app.services.exchange.example_time import Timeline


class ScorecardLoader:
    """Adds indicators one by one and remembers them by their keys in the example."""

    def __init__(
        self, session: Session, time: Timeline, units: dict[str, Unit], nodes: dict[str, Node]
    ) -> None:
        self._session = session
        self._time = time
        self._units = units
        self._nodes = nodes
        self._perspectives = [
            row.id for row in session.scalars(select(Perspective).order_by(Perspective.position))
        ]
        self._indicators: dict[str, Indicator] = {}

    def add_goal_measure(self, row: shape.GoalMeasure) -> None:
        """An indicator of the council's goals."""
        baseline = Moment(year=row.baseline_year)
        self._add(row, self._units[row.owner], row.owner_role, row.perspective, baseline, row.measures)

    def add_commitment(self, row: shape.Commitment, unit: Unit) -> None:
        """The indicator of a performer's commitment; the steering element must be there."""
        served = (row.key, *row.measure.also_measures)
        before = Moment(year=-1)
        self._add(row.measure, unit, unit.roles[0].title, row.perspective, before, served)

    def add_outcome(self, row: shape.Outcome) -> None:
        """A measured value, or one that is missing; the indicator must be there."""
        indicator = self._indicators[row.indicator]
        self._session.add(
            Measurement(
                indicator_id=indicator.id,
                unit_id=self._units[row.unit].id if row.unit else None,
                period=self._time.period(row.period),
                value=row.value,
                missing=row.missing,
                comment=self._time.known_words(row.comment),
                source=indicator.source,
                example=True,
            )
        )

    def _add(
        self,
        row: shape.Measure,
        owner: Unit,
        role: str,
        perspective: int,
        baseline: Moment,
        measures: Sequence[str],
    ) -> None:
        indicator = Indicator(
            id=new_id(),
            name=row.name,
            definition=row.definition,
            unit_of_measure=row.unit_of_measure,
            direction=row.direction,
            aspect=row.aspect,
            frequency=row.frequency,
            owner_unit_id=owner.id,
            owner_role=role,
            source=row.source,
            perspective_id=self._perspectives[perspective - 1],
            baseline=row.baseline,
            baseline_period=self._time.period(baseline) if row.baseline is not None else None,
            threshold=row.threshold,
            example=True,
            targets=self._targets(row),
        )
        self._session.add(indicator)
        self._session.flush()
        self._session.add_all(
            NodeIndicator(node_id=self._nodes[key].id, indicator_id=indicator.id) for key in measures
        )
        if row.key:
            self._indicators[row.key] = indicator

    def _targets(self, row: shape.Measure) -> list[IndicatorTarget]:
        values: list[tuple[int, Decimal | None]] = [(-1, row.target_now), *enumerate(row.targets)]
        return [
            IndicatorTarget(year=self._time.year(year), value=value)
            for year, value in values
            if value is not None
        ]


def load_goal_measures(loader: ScorecardLoader, example: shape.Example) -> None:
    """The indicators of the council's goals."""
    for row in example.indicators:
        loader.add_goal_measure(row)


def load_outcomes(loader: ScorecardLoader, example: shape.Example) -> None:
    """Everything that has been measured."""
    for row in example.measurements:
        loader.add_outcome(row)
