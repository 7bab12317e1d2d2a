"""Reads what a version and the file say of what the law asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.organisation import Unit, UnitKind
from app.models.statements import CompanyAccount, Guideline
from app.models.steering import Level, Node
from app.services.budget.figures import read_figures
from app.services.budget.scope import performers
from app.services.economy.balance.reading import YearFigures, deficit, most_of, read_years
from app.services.economy.law.deadlines import bound_by_days, steps_of
from app.services.economy.law.facts import LawFacts
from app.services.economy.own import economy_of, plan_years, version_of
from app.services.economy.prerequisites.views import room, values
from app.services.economy.statements.views import StatementsView, statements
from app.services.formatting import write_number
from app.services.wheel.legal import elections_in

#: Versions that are put forward or decided; what is wrong with them is an error.
FORMAL = frozenset({"proposal", "decided", "revised"})
#: What ties the financing to the position at the end of the year.
_POSITION = frozenset({"cash", "balance", "equity", "assets", "loans"})
_COMPANY, _GOAL = "company", "goal"
_SAID = ("text", "turnover", "result", "investments", "equity_ratio")


def law_facts(session: Session, *, version_id: int, today: date) -> LawFacts:
    """Everything that the law asks about, read once."""
    version, years = version_of(session, version_id), plan_years(session, version_id)
    plan, economy = session.get_one(BudgetPlan, version.plan_id), economy_of(session, version_id)
    view, rooms = statements(session, version_id=version_id), room(session, version_id=version_id)
    first = years[0]
    balance = read_years(session, version_id=version_id, view=view)
    framed, frameless = _appropriations(session, version, first)
    companies, untold = _companies(session, version_id, first)
    facts = LawFacts(
        version_id=version_id,
        plan_id=plan.id,
        first_year=first,
        years=years,
        formal=version.stage in FORMAL,
        said=economy is not None,
        results={year: view.amount("result", "result", year) for year in years},
        lacks={year: rooms[year].lacks for year in years if year in rooms},
        exception=None if economy is None else economy.exception,
        exception_reason=None if economy is None else economy.exception_reason,
        reserve_use={year: rooms[year].reserve_use for year in years if year in rooms},
        reserve=_held(balance, first),
        tax_rate=_tax_rate(session, version_id, first),
        framed=framed,
        frameless=frameless,
        ties=_differences(view, first),
        position=view.amount("balance", "assets", first) is not None,
        position_lacks=_position_lacks(view),
        goals=_goals(session, version_id, view),
        principles=_principles(session, version_id),
        activity_goals=_activity_goals(session),
        companies=companies,
        untold=untold,
        deficits=tuple(found for each in balance if (found := deficit(each, today)) is not None),
        steps=steps_of(plan) if bound_by_days(session) else (),
        today=today,
        elections=elections_in(session),
    )
    return _with_reserving(facts, view, balance)


def _with_reserving(facts: LawFacts, view: StatementsView, balance: Sequence[YearFigures]) -> LawFacts:
    """The facts with what the budget year puts into the reserve, and the most that it may."""
    year, version_id = facts.first_year, facts.version_id
    reserved = max(0, view.amount("balance", "reserve_change", year) or 0)
    own = next((each for each in balance if each.year == year and each.version_id == version_id), None)
    if not reserved or own is None:
        return replace(facts, reserved=reserved)
    answer = most_of(own)
    known = answer.most is not None
    return replace(facts, reserved=reserved, reservable=answer.bound, reservable_known=known)


def _tax_rate(session: Session, version_id: int, year: int) -> str | None:
    rate = values(session, version_id=version_id).get(("tax_rate", year))
    return None if rate is None else write_number(rate)


def _held(balance: Sequence[YearFigures], year: int) -> int | None:
    """What the reserve holds before a year; None where nothing says."""
    return next((each.reserve for each in balance if each.year == year), None)


def _appropriations(session: Session, version: PlanVersion, year: int) -> tuple[int, int]:
    """How many holders have an amount in the year, and how many performers have no frame at all."""
    frames = [frame for frame in read_figures(session, version.id).values() if frame.year == year]
    holders = {frame.unit_id for frame in frames}
    missing = [unit for unit in performers(session, year) if unit not in holders]
    return sum(1 for frame in frames if frame.total), len(missing)


def _differences(view: StatementsView, year: int) -> tuple[tuple[str, int], ...]:
    found = [tie for tie in view.broken if tie.key in _POSITION and tie.year == year]
    return tuple((tie.words, tie.difference or 0) for tie in found)


def _position_lacks(view: StatementsView) -> str:
    told = view.lacks[0].rstrip(".") if view.lacks else "Ingående balans saknas"
    return f"Ställningen vid årets slut går inte att räkna ut: {told[0].lower()}{told[1:]}"


def _goals(session: Session, version_id: int, view: StatementsView) -> tuple[tuple[str, frozenset[int]], ...]:
    """Financial goals with the years that their measure is known in: every year for one without a measure."""
    rows = select(Guideline).where(
        Guideline.plan_version_id == version_id, Guideline.kind == "financial_goal"
    )
    found = session.scalars(rows.order_by(Guideline.position)).all()
    return tuple((goal.title, _known(goal.measure, view.measures, view.years)) for goal in found)


def _known(
    measure: str | None, measures: Mapping[str, Mapping[int, Decimal | None]], years: tuple[int, ...]
) -> frozenset[int]:
    if measure is None:
        return frozenset(years)
    return frozenset(year for year, value in measures.get(measure, {}).items() if value is not None)


def _principles(session: Session, version_id: int) -> int:
    rows = select(func.count()).where(
        Guideline.plan_version_id == version_id, Guideline.kind != "financial_goal"
    )
    return session.scalar(rows) or 0


def _activity_goals(session: Session) -> int:
    rows = select(func.count(Node.id)).join(Level, Level.id == Node.level_id).where(Level.form == _GOAL)
    return session.scalar(rows) or 0


def _companies(session: Session, version_id: int, year: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The companies of the organisation that year, and those that the budget says nothing of."""
    units = select(Unit.id, Unit.name).join(UnitKind, UnitKind.id == Unit.kind_id)
    units = units.where(UnitKind.category == _COMPANY)
    units = units.where(Unit.valid_from.is_(None) | (Unit.valid_from <= date(year, 12, 31)))
    units = units.where(Unit.valid_to.is_(None) | (Unit.valid_to >= date(year, 1, 1)))
    said = session.scalars(select(CompanyAccount).where(CompanyAccount.plan_version_id == version_id)).all()
    told = [row for row in said if any(getattr(row, name) is not None for name in _SAID)]
    keys, names = {row.unit_id for row in told}, {row.name.casefold() for row in told}
    found = session.execute(units.order_by(Unit.position, Unit.id)).all()
    untold = tuple(name for key, name in found if key not in keys and name.casefold() not in names)
    return tuple(name for _, name in found), untold
