"""Negative results and how they are regulated: what is left, by when, and a plan over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.services.lawrules import rule_for, rule_now

State = Literal["regulated", "refrained", "planned", "open", "late"]
_RULE, _BUDGET_RULE, _OUTCOME_RULE = "deficit-recovery", "council-decision", "annual-report"


@dataclass(frozen=True, slots=True)
class Planned:
    """An amount of a deficit, above zero, that a later year regulates; `done` when it has."""

    year: int
    amount: int
    done: bool


@dataclass(frozen=True, slots=True)
class Deficit:
    """A negative balance result of a year; all amounts are above zero or zero.

    `planned` is what years to come will regulate, and the year that has passed until its report is there.
    `last_year` is the third year after it and `last_day` its end; `decided_by` is the last day to adopt
    that year's budget, in which the regulation must be decided at the latest. None where the program has no
    rule for the time.
    """

    year: int
    amount: int
    regulated: int
    planned: int
    last_year: int | None
    last_day: date | None
    decided_by: date | None
    refrains: bool
    state: State
    decided_late: bool = False
    """Whether something has no plan though the last budget to decide about it is past."""

    @property
    def remaining(self) -> int:
        """What is not regulated yet."""
        return 0 if self.refrains else max(0, self.amount - self.regulated)

    @property
    def unplanned(self) -> int:
        """What no year's plan covers."""
        return max(0, self.remaining - self.planned)


def deficit_of(
    year: int, balance: int, regulations: Sequence[Planned], *, refrains: bool, today: date
) -> Deficit | None:
    """The deficit of a year; None where its balance result is not below zero."""
    if balance >= 0:
        return None
    amount = -balance
    regulated = sum(each.amount for each in regulations if each.done)
    planned = sum(each.amount for each in regulations if not each.done and counts(each, today))
    last_year, last_day, decided_by = last_days(year)
    covered = regulated + planned >= amount
    if refrains:
        state: State = "refrained"
    elif regulated >= amount:
        state = "regulated"
    elif covered:
        state = "planned"
    else:
        state = "late" if last_day is not None and today > last_day else "open"
    return Deficit(
        year, amount, regulated, planned, last_year, last_day, decided_by, refrains, state,
        decided_late=not refrains and not covered and _past_decision(last_year, today),
    )  # fmt: skip


def counts(planned: Planned, today: date) -> bool:
    """Whether an amount is done, or can still be: until the year's result is handed over."""
    rule = rule_for(_OUTCOME_RULE, planned.year)
    reported = None if rule is None or rule.deadline is None else rule.deadline.of(planned.year)
    return planned.done or planned.year >= today.year or (reported is not None and today <= reported)


def _past_decision(last_year: int | None, today: date) -> bool:
    """Whether the last budget that can decide is past, also with särskilda skäl."""
    rule = None if last_year is None else rule_for(_BUDGET_RULE, last_year)
    if last_year is None or rule is None or rule.deadline is None:
        return False
    return today > (rule.latest or rule.deadline).of(last_year)


def last_days(year: int) -> tuple[int | None, date | None, date | None]:
    """The last year and day to regulate a year's deficit, and the last day of the decision."""
    rule = rule_for(_RULE, year)
    if rule is None or rule.deadline is None:
        return None, None, None
    last_day = rule.deadline.of(year)
    budget = rule_for(_BUDGET_RULE, last_day.year)
    decided_by = budget.deadline.of(last_day.year) if budget is not None and budget.deadline else None
    return last_day.year, last_day, decided_by


def years_to_regulate(year: int) -> tuple[int, ...]:
    """The years in which a deficit of a year is to be regulated."""
    last, _, _ = last_days(year)
    return tuple(range(year + 1, (year + (rule_now(_RULE).years or 0) if last is None else last) + 1))


def spread(amount: int, years: Sequence[int]) -> Mapping[int, int]:
    """An amount over years in whole öre, as evenly as can be; the last years take the odd öre."""
    if not years:
        return {}
    each, odd = divmod(amount, len(years))
    first_odd = len(years) - odd
    return {year: each + (place >= first_odd) for place, year in enumerate(years)}
