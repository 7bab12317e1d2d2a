"""The rules of law in resources/lagregler.toml: a later amendment is a change of data."""

import tomllib
from datetime import date
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from app.services.paths import resource


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class YearDay(_Shape):
    """A day in the year that a rule is about, or `year` years from it."""

    year: int
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)

    def of(self, year: int) -> date:
        """The day for that year."""
        return date(year + self.year, self.month, self.day)


class LawRule(_Shape):
    """A rule with its paragraph, its validity and what it demands; `latest` is with särskilda skäl."""

    key: str
    paragraph: str
    valid_from: date
    valid_to: date | None = None
    explanation: str
    deadline: YearDay | None = None
    latest: YearDay | None = None
    starts: YearDay | None = None
    years: int | None = None

    def in_force(self, day: date) -> bool:
        """Whether the rule was law on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class _RuleFile(_Shape):
    format: int = Field(ge=1, le=1)
    rules: tuple[LawRule, ...] = Field(strict=False)


@cache
def law_rules() -> tuple[LawRule, ...]:
    """All rules that the program carries; a rule may stand several times, once for each validity."""
    content = resource("resources", "lagregler.toml").read_text(encoding="utf-8")
    return _RuleFile.model_validate(tomllib.loads(content)).rules


def rule_on(key: str, day: date) -> LawRule | None:
    """The rule in the wording that was in force on a day; None when there was none."""
    return next((rule for rule in law_rules() if rule.key == key and rule.in_force(day)), None)
