"""Demands of law that the file's own rows can be held against; silent where a rule was not yet law."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan
from app.models.organisation import MandatePeriod
from app.services.checks.finding import Finding, Severity
from app.services.economy.law.deadlines import bound_by_days, in_time, steps_of, too_early
from app.services.economy.law.facts import StatedStep
from app.services.formatting import write_count, write_long_date
from app.services.lawrules import rule_on
from app.services.wheel.legal import bound_of, elections_in

_COUNCIL = "fullmäktige"


def law_findings(session: Session, *, today: date) -> Iterator[Finding]:
    """What is late or short by the law of the time it concerns."""
    elections, bound = elections_in(session), bound_by_days(session)
    for plan in session.scalars(select(BudgetPlan).order_by(BudgetPlan.first_year)).all():
        yield from _plan_years(plan)
        for step in steps_of(plan) if bound else ():
            yield from _lateness(plan, step, today, elections)
    for period in session.scalars(select(MandatePeriod).order_by(MandatePeriod.starts)).all():
        yield from _mandate(period)


def _lateness(
    plan: BudgetPlan, step: StatedStep, today: date, elections: frozenset[int]
) -> Iterator[Finding]:
    bound = bound_of(step.rule, plan.first_year, mandates=elections)
    if bound is None:
        return
    subject = f"{step.noun} för {plan.first_year}"
    by = write_long_date(bound.deadline)
    early = too_early(step, plan.first_year, elections)
    if early:
        yield _of_plan(plan, f"{step.code}-early", early, bound.paragraph, grave=True)
    elif step.days:
        first = min(in_time(step, plan.first_year, elections))
        if first > bound.deadline:
            what = f"{subject} är daterat {write_long_date(first)}, efter {by}"
            yield _of_plan(plan, f"{step.code}-late", what, bound.paragraph, grave=first > bound.latest)
    elif not step.passed and today > bound.deadline:
        what = f"{subject} finns inte i filen och skulle ha funnits senast {by}"
        yield _of_plan(plan, f"{step.code}-missing", what, bound.paragraph, grave=today > bound.latest)


def _plan_years(plan: BudgetPlan) -> Iterator[Finding]:
    rule = rule_on("plan-years", date(plan.first_year, 1, 1) - timedelta(days=1))
    if rule is not None and rule.years is not None and plan.years < rule.years:
        years = write_count(plan.years, "år", "år")
        yield _of_plan(
            plan, "plan-too-short", f"Planen omfattar {years}, minst {rule.years} krävs", rule.paragraph
        )


def _of_plan(plan: BudgetPlan, code: str, what: str, paragraph: str, *, grave: bool = False) -> Finding:
    severity: Severity = "error" if grave else "warning"
    place = f"Budget {plan.first_year}: {plan.name}"
    return Finding(code, severity, place, cited(what, paragraph), "budget_plan", plan.id)


def _mandate(period: MandatePeriod) -> Iterator[Finding]:
    if _COUNCIL not in period.body.casefold():
        return
    rule = rule_on("council-mandate", date(period.election_year, 10, 15))
    if rule is None or rule.starts is None or rule.years is None:
        return
    starts = rule.starts.of(period.election_year)
    ends = starts.replace(year=starts.year + rule.years) - timedelta(days=1)
    if (period.starts, period.ends) != (starts, ends):
        what = (
            f"Mandatperioden efter valet {period.election_year} ska gå från {write_long_date(starts)} "
            f"till {write_long_date(ends)}"
        )
        place = f"Mandatperiod: {period.body} {period.election_year}"
        yield Finding(
            "mandate-period", "warning", place, cited(what, rule.paragraph), "mandate_period", period.id
        )


def cited(what: str, paragraph: str) -> str:
    """A sentence that ends with its paragraph."""
    return f"{what} ({paragraph})."
