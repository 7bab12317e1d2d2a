"""Good economic management over many years (`BUD-12`): who bears the cost, and what can be replaced."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.services.economy.longterm.arithmetic import together
from app.services.economy.longterm.values import Outcome, YearOutcome
from app.services.formatting import write_mnkr, write_years


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle, whether the scenario keeps it, and how that was judged."""

    key: str
    title: str
    words: str
    status: Literal["met", "broken", "unknown"]


def principles_of(outcome: Outcome, base_year: int) -> tuple[Principle, ...]:
    """Both principles for the years after the base year."""
    years = [one for year, one in outcome.items() if year > base_year]
    return _generations(years), _replaced(years)


def _generations(years: list[YearOutcome]) -> Principle:
    title = "Varje generation bär sina egna kostnader"
    total = together(one.result for one in years)
    if total is None:
        return Principle("generations", title, "Resultatet går inte att räkna ut för alla år.", "unknown")
    span = write_years(years[0].year, years[-1].year)
    below = [one.year for one in years if one.result is not None and one.result <= 0]
    words = f"Resultatet {span} är sammanlagt {write_mnkr(total)}"
    if not below:
        return Principle("generations", title, f"{words} och över noll varje år.", "met")
    many = f"{len(below)} av {len(years)} år"
    return Principle("generations", title, f"{words}; {many} täcker intäkterna inte kostnaderna.", "broken")


def _replaced(years: list[YearOutcome]) -> Principle:
    title = "Gjorda investeringar kan ersättas"
    invested = sum(one.investments for one in years)
    if not invested:
        words = "Planen har inga nya investeringar. Ange dem under Antaganden för att pröva det."
        return Principle("replaced", title, words, "unknown")
    own = together(_own_means(years))
    if own is None:
        return Principle("replaced", title, "Resultat eller avskrivning går inte att räkna ut.", "unknown")
    said = (
        f"Resultat och nya avskrivningar ger {write_mnkr(own)} till investeringar på {write_mnkr(invested)}."
    )
    return Principle("replaced", title, said, "met" if own >= invested else "broken")


def _own_means(years: Iterable[YearOutcome]) -> Iterable[int | None]:
    for one in years:
        yield one.result
        yield one.depreciation
