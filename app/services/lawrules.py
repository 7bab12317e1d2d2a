"""The rules of law in resources/lagregler.toml: a later amendment is a change of data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal

from app.services.paths import resource

_FORMAT: Final = 1
_LEAP_YEAR: Final = 2024
_DAYS: Final = ("earliest", "deadline", "latest", "starts")


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day in the year that a rule is about, or `year` years from it."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        date(_LEAP_YEAR, self.month, self.day)

    def of(self, year: int) -> date:
        """The day for that year."""
        return date(year + self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class ElectionRule:
    """What is otherwise in a year of election: the step's name, why, and the first day it can be taken."""

    name: str
    explanation: str
    earliest: YearDay


@dataclass(frozen=True, slots=True)
class LawRule:
    """A rule with its paragraph, its validity and what it demands; `latest` is with särskilda skäl.

    `step` is set where an activity of the year wheel can carry it out, `yearly` where its day comes
    every year. `exception` is the paragraph of särskilda skäl, and `tax_rate` what must be done with the
    tax rate within the first bound when they are used. `days` and `months` are counted from a meeting, a
    notice or a period. `figures` are the shares that a rule reckons with, in percent, each by its name.
    """

    key: str
    name: str
    paragraph: str
    valid_from: date
    explanation: str
    valid_to: date | None = None
    step: bool = False
    yearly: bool = False
    earliest: YearDay | None = None
    deadline: YearDay | None = None
    latest: YearDay | None = None
    starts: YearDay | None = None
    years: int | None = None
    months: int | None = None
    days: int | None = None
    exception: str | None = None
    tax_rate: Literal["föreslås", "fastställs"] | None = None
    election: ElectionRule | None = None
    figures: Mapping[str, Decimal] = field(default_factory=dict, hash=False)

    def in_force(self, day: date) -> bool:
        """Whether the rule was law on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@cache
def law_rules() -> tuple[LawRule, ...]:
    """All rules that the program carries; a rule may stand several times, once for each validity."""
    content = tomllib.loads(
        resource("resources", "lagregler.toml").read_text(encoding="utf-8"), parse_float=Decimal
    )
    if content.keys() != {"format", "rules"} or content["format"] != _FORMAT:
        raise ValueError("lagregler.toml is of another format")
    return tuple(_rule(row) for row in content["rules"])


def _rule(row: dict[str, Any]) -> LawRule:
    """A rule as it stands in the file; a key that no rule has is a TypeError."""
    values = dict(row)
    values.update((name, YearDay(**row[name])) for name in _DAYS if name in row)
    figures: dict[str, int | Decimal] = row.get("figures", {})
    values["figures"] = MappingProxyType({name: Decimal(figure) for name, figure in figures.items()})
    if "election" in row:
        of_election: dict[str, Any] = row["election"]
        values["election"] = ElectionRule(**of_election | {"earliest": YearDay(**of_election["earliest"])})
    return LawRule(**values)


def rule_on(key: str, day: date) -> LawRule | None:
    """The rule in the wording that was in force on a day; None when there was none."""
    return next((rule for rule in law_rules() if rule.key == key and rule.in_force(day)), None)


def rule_for(key: str, concerns: int) -> LawRule | None:
    """The rule as it reads on its own last day for the year it is about; None where it was not law then."""
    for rule in law_rules():
        if rule.key == key and rule.deadline is not None and rule.in_force(rule.deadline.of(concerns)):
            return rule
    return None


def rule_now(key: str) -> LawRule:
    """The latest wording of a rule that the program carries; a KeyError where there is none."""
    wordings = [rule for rule in law_rules() if rule.key == key]
    if not wordings:
        raise KeyError(key)
    return max(wordings, key=lambda rule: rule.valid_from)
