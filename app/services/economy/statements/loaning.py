"""Loans in the years of a plan: what is owed at the end of each, and its interest in whole öre."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.services.economy.statements.inputs import LoanInput, LoanYearInput

_NOTHING = LoanYearInput()


@dataclass(frozen=True, slots=True)
class LoanYearSums:
    """A loan, or all of them, in a year, in öre above zero."""

    opening: int = 0
    borrowed: int = 0
    repaid: int = 0
    closing: int = 0
    interest: int = 0

    def __add__(self, other: "LoanYearSums") -> "LoanYearSums":
        return LoanYearSums(
            self.opening + other.opening,
            self.borrowed + other.borrowed,
            self.repaid + other.repaid,
            self.closing + other.closing,
            self.interest + other.interest,
        )


def whole_ore(amount: Fraction) -> int:
    """Whole öre, half away from zero: the one place where the statements are rounded."""
    whole = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return whole if amount >= 0 else -whole


def course(loan: LoanInput, years: Sequence[int]) -> Mapping[int, LoanYearSums]:
    """A loan year by year; interest is on the mean of what is owed at the year's beginning and end."""
    found: dict[int, LoanYearSums] = {}
    owed = loan.opening
    for year in years:
        said = loan.years.get(year, _NOTHING)
        closing = owed + said.borrowed - said.repaid
        rate = loan.interest if said.interest is None else said.interest
        found[year] = LoanYearSums(
            owed, said.borrowed, said.repaid, closing, interest_of(owed, closing, rate)
        )
        owed = closing
    return found


def interest_of(opening: int, closing: int, percent: Decimal) -> int:
    """A year's interest on a debt."""
    return whole_ore(Fraction(opening + closing, 2) * Fraction(percent) / 100)


def all_loans(loans: Sequence[LoanInput], years: Sequence[int]) -> Mapping[int, LoanYearSums]:
    """Every loan together, year by year."""
    courses = [course(loan, years) for loan in loans]
    return {year: sum((one[year] for one in courses), LoanYearSums()) for year in years}
