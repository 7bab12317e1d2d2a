"""What is read of indicators, as plain values: the list of them, and one with all that is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.services.scorecard.views import Goalposts, Point

#: What an indicator can lack, in words.
NO_OWNER, NO_TARGET, NO_GOAL = "saknar ägare", "saknar målvärde", "saknar mål"
NO_DIRECTION, LIMIT_AMISS = "saknar riktning", "gränsen ligger på fel sida om målvärdet"


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in the list: whose it is, what it measures, what is aimed at and what was measured last.

    `target` is the year's that was asked for, `last` what the municipality or else the owner came to last;
    `measured_units` counts the units with an outcome. `lacks` says in words what is missing.
    """

    id: int
    version: int
    name: str
    code: str | None
    definition: str | None
    unit_of_measure: str | None
    decimals: int | None
    direction: str | None
    scale: tuple[str, ...]
    aspect: str | None
    nature: str | None
    frequency: str | None
    by_gender: bool
    owner_unit_id: int | None
    owner: str | None
    owner_role: str | None
    perspective: str | None
    goals: tuple[tuple[int, str], ...]
    target: Goalposts
    last: Point | None
    measured_units: int
    obligatory: bool
    computed: bool
    example: bool
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalLink:
    """A goal that an indicator measures; `share` is how much it counts there, in per cent of `others` + 1."""

    node_id: int
    title: str
    level: str
    weight: Decimal | None
    share: Decimal
    others: int


@dataclass(frozen=True, slots=True)
class TargetRow:
    """What is aimed at in a year, with limits that hold that year instead of the indicator's own."""

    year: int
    value: Decimal | None
    upper: Decimal | None
    text: str | None
    threshold: Decimal | None
    threshold_upper: Decimal | None


@dataclass(frozen=True, slots=True)
class NearRow:
    """What a unit aims at, or what is aimed at in a part of the year."""

    unit_id: int | None
    unit: str | None
    period: str
    value: Decimal | None
    upper: Decimal | None
    text: str | None


@dataclass(frozen=True, slots=True)
class HangsOn:
    """What goes with an indicator that is removed, or stands in the way; `used_by` are formulas with it."""

    targets: int
    measurements: int
    goals: int
    scorecards: int
    comparisons: int
    proposals: int
    used_by: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class IndicatorDetail:
    """Everything that is said of an indicator; `row` is what the list shows of it.

    `formula` is written with names, `formula_unit` what it comes to, or why that cannot be told. `below`
    counts the units under its owner that follow it when it is obligatory.
    """

    row: IndicatorRow
    first_year: int | None
    last_year: int | None
    due_days: int | None
    summing: str
    across: str | None
    formula: str | None
    formula_unit: str
    source: str | None
    perspective_id: int | None
    baseline: Decimal | None
    baseline_period: str | None
    target_kind: str
    threshold: Decimal | None
    threshold_upper: Decimal | None
    comparison_group: str | None
    below: int
    targets: tuple[TargetRow, ...]
    near: tuple[NearRow, ...]
    goals: tuple[GoalLink, ...]
    hangs: HangsOn


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the editor: units, roles, goals and perspectives by id, groups and names."""

    units: tuple[tuple[int, str], ...]
    roles: tuple[str, ...]
    goals: tuple[tuple[int, str, str], ...]
    perspectives: tuple[tuple[int, str], ...]
    groups: tuple[str, ...]
    units_of_measure: tuple[str, ...]
    names: Mapping[int, str]
