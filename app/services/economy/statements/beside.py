"""What loans and investments do to the result outside the frames, which the room must leave place for."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.statements import StatementValue
from app.services.economy.own import economy_of, plan_years
from app.services.economy.statements.inputs import InvestmentYearSums
from app.services.economy.statements.lines import RESULT
from app.services.economy.statements.loaning import LoanYearSums, all_loans
from app.services.economy.statements.reading import read_investments, read_loans

INTEREST, DEPRECIATION = "Ränta på lån", "Avskrivningar utanför ramarna"
RUNNING, INTERNAL = "Drift av investeringar utanför ramarna", "Intern ränta i ramarna räknas bort"


def beside(session: Session, version_id: int) -> Mapping[str, Mapping[int, int]]:
    """Öre by year, below zero for what costs, by what it is called; nothing that is zero all years."""
    years, economy = plan_years(session, version_id), economy_of(session, version_id)
    return beside_of(
        years,
        all_loans(read_loans(session, version_id), years),
        read_investments(session, version_id),
        stock=_typed(session, version_id, "depreciation_stock", years),
        internal=_typed(session, version_id, "internal_interest", years),
        capital_in_frames=economy is None or economy.capital_in_frames,
    )


def beside_of(
    years: Sequence[int],
    loans: Mapping[int, LoanYearSums],
    invested: Mapping[int, InvestmentYearSums],
    *,
    stock: Mapping[int, int],
    internal: Mapping[int, int],
    capital_in_frames: bool,
) -> Mapping[str, Mapping[int, int]]:
    """The same from values; `stock` is typed depreciation below zero, `internal` internal interest above."""
    nothing = InvestmentYearSums()
    flows = {year: invested.get(year, nothing) for year in years}
    found = {
        INTEREST: {year: -loans[year].interest for year in years if year in loans},
        RUNNING: {year: -flows[year].running for year in years},
    }
    if capital_in_frames:
        found[INTERNAL] = dict(internal)
    else:
        found[DEPRECIATION] = {year: stock.get(year, 0) - flows[year].depreciation for year in years}
    return {name: amounts for name, amounts in found.items() if any(amounts.values())}


def _typed(session: Session, version_id: int, line: str, years: tuple[int, ...]) -> dict[int, int]:
    rows = select(StatementValue.year, StatementValue.amount).where(
        StatementValue.plan_version_id == version_id,
        StatementValue.statement == RESULT,
        StatementValue.line == line,
        StatementValue.year.in_(years),
        StatementValue.amount.is_not(None),
    )
    return {year: amount for year, amount in session.execute(rows) if amount is not None}
