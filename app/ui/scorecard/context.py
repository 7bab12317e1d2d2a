"""What every face of the page is shown for: a year, a part of it, and a unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """The year, the report period (None: the whole year) and the unit (None: the municipality)."""

    year: int
    period: str | None = None
    unit_id: int | None = None

    @property
    def stored_period(self) -> str:
        """The period as outcomes and assessments store it."""
        return self.period or str(self.year)
