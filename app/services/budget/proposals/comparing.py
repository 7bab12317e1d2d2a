"""Proposed and preliminary frames side by side: what is asked for more, and what measures cover of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.services.budget import rules
from app.services.budget.figures import read_figures

Totals = Mapping[tuple[int, int], int]
"""The whole frame in öre by unit and year."""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A year of a proposal in öre; `measures` is the sum of their effects, below zero what they save."""

    year: int
    proposed: int
    preliminary: int | None
    measures: int = 0

    @property
    def difference(self) -> int | None:
        """What is asked for beside the preliminary frame."""
        return None if self.preliminary is None else self.proposed - self.preliminary

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of the preliminary frame."""
        if self.preliminary is None:
            return None
        return rules.percent(self.proposed - self.preliminary, self.preliminary)

    @property
    def over(self) -> bool:
        """Whether more is asked for than the preliminary frame gives."""
        return (self.difference or 0) > 0

    @property
    def uncovered(self) -> int:
        """What is asked for beside the frame and no measure covers."""
        return max((self.difference or 0) + self.measures, 0) if self.over else 0


class Family:
    """Which units lie under which, so that a body's figures are the sum of those below it."""

    def __init__(self, parents: Mapping[int, int | None]) -> None:
        self._parents = parents

    def upwards(self, unit_id: int) -> list[int]:
        """The unit itself and everything above it."""
        found: list[int] = []
        above: int | None = unit_id
        while above is not None and above not in found:
            found.append(above)
            above = self._parents.get(above)
        return found

    def summed(self, totals: Totals) -> dict[tuple[int, int], int]:
        """The frame of every unit with all below it, by unit and year."""
        sums: dict[tuple[int, int], int] = {}
        for (unit_id, year), amount in totals.items():
            for above in self.upwards(unit_id):
                sums[above, year] = sums.get((above, year), 0) + amount
        return sums


def read_family(session: Session) -> Family:
    """The units of the file."""
    return Family({row.id: row.parent_id for row in session.execute(select(Unit.id, Unit.parent_id))})


def read_totals(session: Session, version_id: int) -> dict[tuple[int, int], int]:
    """The tax-financed frames of a version by unit and year; central pots are nobody's proposal."""
    figures = read_figures(session, version_id)
    units = set(session.scalars(select(Unit.id)))
    return {key: frame.total for key, frame in figures.items() if key[0] in units}


def years_of(
    unit_id: int,
    years: Sequence[int],
    proposed: Totals,
    preliminary: Totals | None,
    measures: Mapping[int, int],
) -> tuple[YearFigures, ...]:
    """The years of a unit; a unit that the preliminary version lacks had nothing there."""
    return tuple(
        YearFigures(
            year,
            proposed.get((unit_id, year), 0),
            None if preliminary is None else preliminary.get((unit_id, year), 0),
            measures.get(year, 0),
        )
        for year in years
    )
