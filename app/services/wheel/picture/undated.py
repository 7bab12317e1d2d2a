"""Activities without any time as pale whole circles, merged by phase when there is no room for one each."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from app.services.wheel.views import Activity


@dataclass(frozen=True, slots=True)
class Row:
    """A band: one activity, or several of a phase."""

    activities: tuple[Activity, ...]

    @property
    def phase(self) -> str | None:
        """The phase that they share."""
        return self.activities[0].phase


def rows_of(undated: Sequence[Sequence[Activity]], most: int) -> list[tuple[Row, ...]]:
    """The bands of each ring, no more than `most` in all where phases allow it."""
    longest = max((len(ring) for ring in undated), default=0)
    together = 1
    rows = [_merged(ring, together) for ring in undated]
    while sum(map(len, rows)) > max(most, 1) and together < longest:
        together = max(together + 1, ceil(together * 1.3))
        rows = [_merged(ring, together) for ring in undated]
    return rows


def _merged(ring: Sequence[Activity], together: int) -> tuple[Row, ...]:
    phases: dict[str | None, list[Activity]] = {}
    for activity in ring:
        phases.setdefault(activity.phase, []).append(activity)
    rows: list[Row] = []
    for activities in phases.values():
        count = ceil(len(activities) / together)
        each = ceil(len(activities) / count)
        rows += [Row(tuple(activities[place : place + each])) for place in range(0, len(activities), each)]
    return tuple(rows)
