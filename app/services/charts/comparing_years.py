"""A figure over its own years, from a comparison."""

from __future__ import annotations

from decimal import Decimal

from app.services.charts.outcome_trend import OutcomePoint, OutcomeTrend
from app.services.charts.sheet import Caption
from app.services.scorecard.compared import Comparison


def years_chart(comparison: Comparison) -> OutcomeTrend:
    """The outcomes year by year, each with the target of its year."""
    points = tuple(
        OutcomePoint(
            row.name,
            Decimal(int(row.key[:4])),
            row.value,
            "" if row.value is None else comparison.write(row.value),
            target=row.target,
            about="" if row.target is None else f"mål {comparison.write(row.target)}",
            key=("indicator", comparison.indicator_id),
        )
        for row in comparison.rows
    )
    source = f"Källa: {(comparison.source or 'kommunens uppgifter').rstrip('.')}"
    note = "Kort streck: årets mål." if any(point.target is not None for point in points) else ""
    return OutcomeTrend(points, caption=Caption(comparison.finding, note, f"{source}.", comparison.name))
