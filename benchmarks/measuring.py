"""Measuring two things side by side, so that a slow moment of the machine hits both alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

Case = Callable[[], float]
"""Does its work once and gives how long it took, in seconds."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is compared with what, and the highest ratio that is good enough; without one it is only told."""

    name: str
    measured: str
    against: str
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The times of a goal's two sides, one pair from each round."""

    goal: Goal
    measured: tuple[float, ...]
    against: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """The ratio within each round."""
        return tuple(one / other for one, other in zip(self.measured, self.against, strict=True))

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios."""
        return median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """The ratios that the middle half of the rounds lie between."""
        if len(self.ratios) < 2:
            return self.ratio, self.ratio
        low, _, high = quantiles(self.ratios, n=4, method="inclusive")
        return low, high

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is no goal."""
        return None if self.goal.limit is None else self.ratio <= self.goal.limit


def side_by_side(goal: Goal, measured: Case, against: Case, *, rounds: int) -> Result:
    """Run both sides in each round, every other round in the other order, after one round for warmth."""
    times: dict[Case, list[float]] = {measured: [], against: []}
    for number in range(rounds + 1):
        for case in (measured, against) if number % 2 else (against, measured):
            taken = case()
            if number:
                times[case].append(taken)
    return Result(goal, tuple(times[measured]), tuple(times[against]))


def timed(work: Callable[[], object]) -> float:
    """How long a piece of work takes, in seconds."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def milliseconds(times: Sequence[float]) -> float:
    """The median of some times, in milliseconds."""
    return median(times) * 1000
