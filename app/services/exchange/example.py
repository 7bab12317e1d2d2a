"""The example municipality: fills an open file whose steering model is installed."""

from sqlalchemy.orm import Session

from app.services.agreements.snapshots import take_snapshots
from app.services.clock import Clock
from app.services.exchange.example_agreements import load_agreements
from app.services.exchange.example_budget import load_budget, lock_versions
from app.services.exchange.example_calculations import (
    load_calculations,
    load_proposals,
    tie_assignments,
    tie_volumes,
)
from app.services.exchange.example_cards import load_cards
from app.services.exchange.example_economy import load_economy
from app.services.exchange.example_file import MUNICIPALITY, read_example
from app.services.exchange.example_internal import load_internal_budgets
from app.services.exchange.example_organisation import load_organisation
from app.services.exchange.example_scorecard import ScorecardLoader, load_goal_measures, load_series
from app.services.exchange.example_signings import load_case, load_signings, load_talks
from app.services.exchange.example_steering import SteeringLoader, load_nodes, load_unit_plans
from app.services.exchange.example_time import Timeline
from app.services.exchange.example_wheel import load_wheel
from app.services.exchange.example_work import load_work
from app.services.storage import describe, final

__all__ = ["MODEL", "default_budget_year", "load_example"]

#: The steering model that the example is made for.
MODEL = MUNICIPALITY
_WORKING_VERSION = "forslag"


def default_budget_year(clock: Clock) -> int:
    """The year after the clock's, so that the wheel and what is due are alive."""
    return clock.today().year + 1


def load_example(session: Session, *, budget_year: int | None = None, clock: Clock) -> int:
    """Fill the file with the example around a budget year; gives that year.

    The steering model must be installed and nothing else. The example shows one moment, late in
    November of the year before the budget year, whatever day it is loaded on.
    """
    year = default_budget_year(clock) if budget_year is None else budget_year
    example, time = read_example(), Timeline(year)
    units = load_organisation(session, example, time)
    versions = load_budget(session, example, time, units)
    steering = SteeringLoader(session, time, units)
    load_nodes(steering, example)
    scorecard = ScorecardLoader(session, time, units, steering.nodes)
    load_goal_measures(scorecard, example)
    load_agreements(session, example, time, units, steering, scorecard, versions[_WORKING_VERSION])
    session.flush()
    load_talks(session, example.agreed, time, units)
    load_unit_plans(steering, example)
    load_series(scorecard, example)
    load_cards(scorecard, example.scorecards)
    load_wheel(session, example.calendar, time)
    load_work(session, example, time, units, steering.nodes)
    load_calculations(session, example, time, units)
    load_proposals(session, example, time, units, versions)
    load_internal_budgets(session, example, time, units, versions)
    load_economy(session, example.economy, time, units, versions)
    tie_assignments(session, year)
    tie_volumes(session, [versions[row.key] for row in example.versions if not row.locked])
    lock_versions(session, example, versions, today=clock.today())
    steering.lock()
    take_snapshots(session, clock=clock)
    load_signings(session, example.agreed, time, units, clock)
    load_case(session, example.agreed, time, units)
    describe(session, f"Lade in exempelkommunen för budgetåret {year}")
    final(session)
    return year
