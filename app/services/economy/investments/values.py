"""The values of investments that views and tables are made of: as spent, so that a cost is positive."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from app.services.economy.committees import Committee
from app.services.economy.investments.words import KINDS, STATES


@dataclass(frozen=True, slots=True)
class YearFlow:
    """What investments are in a year: `carried` is a part of `expense`, `running` is outside the frames.

    `typed` is the expense without what is carried, `brought` is what has come from the year before.
    """

    expense: int = 0
    income: int = 0
    depreciation: int = 0
    running: int = 0
    running_in_frames: int = 0
    carried: int = 0
    typed: int = 0
    brought: int = 0
    note: str | None = None

    @property
    def net(self) -> int:
        """What the municipality itself pays."""
        return self.expense - self.income

    def __add__(self, other: "YearFlow") -> "YearFlow":
        return YearFlow(
            self.expense + other.expense,
            self.income + other.income,
            self.depreciation + other.depreciation,
            self.running + other.running,
            self.running_in_frames + other.running_in_frames,
            self.carried + other.carried,
            self.typed + other.typed,
            self.brought + other.brought,
        )


NOTHING: Final = YearFlow()


@dataclass(frozen=True, slots=True)
class PartView:
    """A component with its life."""

    id: int
    name: str
    share: Decimal
    years: int | None


@dataclass(frozen=True, slots=True)
class RunningView:
    """What a project costs to run each whole year."""

    id: int
    name: str
    amount: int
    unit_id: int | None
    unit: str
    in_frames: bool


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project, as a version of the plan has it."""

    id: int
    version: int
    number: str | None
    name: str
    kind: str
    state: str
    unit_id: int | None
    unit: str
    committee: Committee
    permitted: int | None
    decided_on: date | None
    body: str | None
    paragraph: str | None
    in_use_year: int | None
    in_use_month: int | None
    spent_before: int
    note: str | None
    example: bool
    parts: tuple[PartView, ...]
    running: tuple[RunningView, ...]
    years: Mapping[int, YearFlow] = field(default_factory=dict)

    @property
    def kind_words(self) -> str:
        """Why it is made."""
        return KINDS[self.kind]

    @property
    def state_words(self) -> str:
        """How far it has come."""
        return STATES[self.state]

    @property
    def planned(self) -> int:
        """What is to be spent in all the years of the version and after, with what is carried over."""
        return sum(flow.expense for flow in self.years.values())

    @property
    def total(self) -> int:
        """What it costs altogether."""
        return self.spent_before + self.planned

    @property
    def left(self) -> int | None:
        """What is left of the permission; below zero more is planned than is permitted."""
        return None if self.permitted is None else self.permitted - self.total

    @property
    def shared(self) -> Decimal:
        """How much of it, in percent, that its parts are."""
        return sum((part.share for part in self.parts), start=Decimal(0))

    def flow(self, year: int) -> YearFlow:
        """What it is in a year."""
        return self.years.get(year, NOTHING)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with a project, or should be looked at, in a sentence."""

    project_id: int
    words: str
    grave: bool = False
