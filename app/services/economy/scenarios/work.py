"""A scenario while its steps are carried out: what has become otherwise, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.services.budget.grounds.engine import Ground, Source, kronor, reckon
from app.services.economy.prerequisites.arithmetic import Values
from app.services.economy.scenarios.frames import FrameBook, FrameChanges, PartKey
from app.services.economy.scenarios.kinds import StepValues


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """An investment that is struck (`years` None) or moved so many years."""

    years: int | None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What steps are carried out on, shared by every scenario of a version.

    `resting` are parts of frames by the index or line that they rest on, `shares` those that are shares of
    the frame the year before, by holder; `previous` is the frame before the plan. `fundings` are by
    assignment: holder, year and öre. `pot_lines` are the lines taken from the frame of a central post.
    """

    years: tuple[int, ...]
    values: Values
    mode: str
    frames: FrameBook
    resting: Mapping[Source, tuple[Ground, ...]] = field(default_factory=dict)
    shares: Mapping[int, tuple[Ground, ...]] = field(default_factory=dict)
    worths: Mapping[tuple[Source, int], Decimal] = field(default_factory=dict)
    index_units: Mapping[int, str] = field(default_factory=dict)
    previous: Mapping[int, int] = field(default_factory=dict)
    fundings: Mapping[int, tuple[tuple[int, int, int], ...]] = field(default_factory=dict)
    projects: frozenset[int] = frozenset()
    pot_lines: Mapping[str, int] = field(default_factory=dict)
    own_lines: frozenset[str] = frozenset()


@dataclass(slots=True)
class Work:
    """What a scenario has made of its grounds.

    `typed` are parts that a step has given another amount: they rest on nothing any more. `worths` are
    indexes that are others here, by part. `unfunded` are assignments that lose their money in a frame.
    """

    grounds: Grounds
    values: dict[tuple[str, int], Decimal]
    frames: FrameChanges
    projects: dict[int, ProjectChange] = field(default_factory=dict)
    typed: set[PartKey] = field(default_factory=set)
    worths: dict[PartKey, Decimal] = field(default_factory=dict)
    unfunded: set[tuple[int, int, int]] = field(default_factory=set)

    def years(self, step: StepValues) -> tuple[int, ...]:
        """The years of the plan that a step holds for."""
        return tuple(year for year in self.grounds.years if step.holds_in(year))

    def kept(self) -> "Work":
        """The scenario as it is, to go back to."""
        return Work(
            self.grounds, dict(self.values), self.frames.copied(), dict(self.projects), set(self.typed),
            dict(self.worths), set(self.unfunded),
        )  # fmt: skip

    def go_back(self, kept: "Work") -> None:
        """Be as it was."""
        self.values, self.frames, self.projects = kept.values, kept.frames, kept.projects
        self.typed, self.worths, self.unfunded = kept.typed, kept.worths, kept.unfunded

    def set_part(self, holder: int, year: int, component: str, change: int) -> None:
        """Raise a part by so much; it then rests on nothing."""
        if change:
            self.typed.add((holder, year, component))
            self._raise(holder, year, component, change)

    def worth(self, ground: Ground) -> Decimal | None:
        """The index or line that a part rests on, as it is here."""
        own = self.worths.get(ground.place)
        return own if own is not None else self.grounds.worths.get((ground.source, ground.year))

    def set_worth(self, ground: Ground, worth: Decimal) -> None:
        """Let a part rest on another value than what is published."""
        before = self._amount(ground)
        self.worths[ground.place] = worth
        if ground.place not in self.typed:
            self._raise(*ground.place, self._amount(ground) - before)

    def follow_lines(self, before: "Work") -> None:
        """What rests on lines of the prerequisites follows those that have become others."""
        for source in self.grounds.resting:
            if isinstance(source, str):
                for year in self.grounds.years:
                    now = self.values.get((source, year))
                    if now is not None and now != before.values.get((source, year)):
                        self._tell(source, year, now)

    def _tell(self, source: str, year: int, worth: Decimal) -> None:
        for ground in self.grounds.resting.get(source, ()):
            if ground.year == year:
                self.set_worth(ground, worth)

    def _raise(self, holder: int, year: int, component: str, change: int) -> None:
        """Raise a part; what is a share of the frames after it, and lines taken from them, follow."""
        if not change:
            return
        later = [
            (ground, self._amount(ground))
            for ground in self.grounds.shares.get(holder, ())
            if ground.year > year and ground.place not in self.typed
        ]
        self.frames.add(holder, year, component, change)
        for ground, before in later:
            self.frames.add(*ground.place, self._amount(ground) - before)
        for line, pot in self.grounds.pot_lines.items():
            if pot == holder and line in self.grounds.resting:
                for each in self.grounds.years:
                    self._tell(line, each, kronor(self.frames.total(holder, each)))

    def _amount(self, ground: Ground) -> int:
        """What a part is with the frames and values as they are; nothing where its value is unknown."""
        worth = self.worth(ground)
        if worth is None:
            return 0
        before = ground.year - 1
        previous = self.grounds.previous.get(ground.holder, 0)
        if before in self.grounds.years:
            previous = self.frames.total(ground.holder, before)
        return reckon(ground, worth, previous)


def begin(grounds: Grounds) -> Work:
    """A scenario without steps."""
    return Work(grounds, dict(grounds.values), FrameChanges(grounds.frames))
