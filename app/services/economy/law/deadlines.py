"""The days by law of the steps that a plan goes through, as its versions tell of them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan
from app.models.organisation import Municipality
from app.services.budget.decisions import is_the_budget
from app.services.economy.law.demand import LegalCheck, Status
from app.services.economy.law.facts import StatedStep
from app.services.formatting import write_long_date
from app.services.wheel.legal import bound_of, earliest_of
from app.services.wheel.views import LegalBound

_PROPOSAL, _DECISION = "proposal", "council-decision"
_FEDERATION = "kommunalförbund"


def steps_of(plan: BudgetPlan) -> tuple[StatedStep, ...]:
    """The board's proposal and the council's decision, as the plan's versions tell of them.

    What is decided on the way to the budget, such as frames in June, is not the budget itself.
    """
    decided = [row for row in plan.versions if is_the_budget(row)]
    proposed = [row for row in plan.versions if row.stage == _PROPOSAL and row not in decided]
    done = any(row.decided_on for row in decided)
    return (
        StatedStep(
            "board-proposal", "budget-proposal", "Styrelsens förslag till budget",
            tuple(row.decided_on for row in proposed if row.decided_on), passed=done,
        ),
        StatedStep(
            _DECISION, "budget-decision", "Fullmäktiges beslut om budgeten",
            tuple(row.decided_on for row in decided if row.decided_on), passed=False,
        ),
    )  # fmt: skip


def bound_by_days(session: Session) -> bool:
    """Whether the days of a budget bind the file's owner; they do not bind a kommunalförbund (9 kap. 9 §)."""
    names = session.execute(select(Municipality.name, Municipality.official_name))
    return not any(_FEDERATION in name.casefold() for row in names for name in row if name)


def in_time(step: StatedStep, year: int, elections: Collection[int]) -> tuple[date, ...]:
    """The days that count: in a year of election only those of the newly elected council."""
    earliest = earliest_of(step.rule, year, mandates=elections)
    return tuple(day for day in step.days if earliest is None or day >= earliest)


def too_early(step: StatedStep, year: int, elections: Collection[int]) -> str:
    """What is wrong with a decision that the council before the election made; "" where nothing is."""
    earliest = earliest_of(step.rule, year, mandates=elections)
    if earliest is None or not step.days or in_time(step, year, elections):
        return ""
    return (
        f"{step.noun} för {year} är daterat {write_long_date(max(step.days))}. {earliest.year} är ett valår, "
        f"då nyvalda fullmäktige antar budgeten, tidigast {write_long_date(earliest)}"
    )


def deadline_checks(
    year: int, steps: Sequence[StatedStep], today: date, elections: Collection[int] = ()
) -> Iterator[LegalCheck]:
    """How each step stands against its day."""
    for step in steps:
        bound = bound_of(step.rule, year, mandates=elections)
        if bound is not None:
            early = too_early(step, year, elections)
            counted = replace(step, days=in_time(step, year, elections))
            status, words, grave = _standing(counted, bound, year, today)
            if early:
                status, words, grave = "broken", early, True
            yield LegalCheck(
                step.rule, _TITLES[step.rule], bound.paragraph, words, status, grave, "economy", "process",
                "process", in_time=True, explanation=bound.explanation,
            )  # fmt: skip


_TITLES = {"board-proposal": "Förslag i tid", _DECISION: "Beslut i tid"}


def _standing(step: StatedStep, bound: LegalBound, year: int, today: date) -> tuple[Status, str, bool]:
    by, subject = write_long_date(bound.deadline), f"{step.noun} för {year}"
    if step.days:
        first = min(step.days)
        day = write_long_date(first)
        if first <= bound.deadline:
            return "met", f"{subject} är daterat {day}; sista dagen är {by}", False
        if first <= bound.latest:
            words = f"{subject} är daterat {day}, efter {by}: det kräver särskilda skäl"
            return "exception", words, False
        return "broken", f"{subject} är daterat {day}, efter {write_long_date(bound.latest)}", True
    if step.passed:
        return "met", f"{subject} behövs inte längre: fullmäktige har beslutat", False
    if today <= bound.deadline:
        return "ahead", f"{subject} ska finnas senast {by}", False
    words = f"{subject} finns inte i filen och skulle ha funnits senast {by}"
    return "broken", words, today > bound.latest
