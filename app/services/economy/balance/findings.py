"""What there is to say of the balance requirement: deficits and the reserve, each with its paragraph."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from app.services.economy.balance.ledger import Deficit
from app.services.economy.balance.reading import RESERVE_RULE, YearFigures, most_of, planned
from app.services.formatting import write_long_date, write_ore
from app.services.lawrules import rule_now

Severity = Literal["error", "warning", "note"]
_DEFICIT_RULE = "deficit-recovery"


@dataclass(frozen=True, slots=True)
class BalanceFinding:
    """A finding about a year, with the sentence that names its paragraph."""

    code: str
    severity: Severity
    year: int
    message: str
    key: int | None = None


def balance_findings(
    years: Sequence[YearFigures], deficits: Mapping[int, Deficit]
) -> tuple[BalanceFinding, ...]:
    """Everything to look at, year by year."""
    found: list[BalanceFinding] = []
    for figures in years:
        deficit = deficits.get(figures.year)
        key = figures.row.id if figures.row is not None else None
        for code, severity, words, rule in (*_of_deficit(figures, deficit), *_of_reserve(figures)):
            paragraph = _cited(rule)
            found.append(BalanceFinding(code, severity, figures.year, f"{words} ({paragraph}).", key))
    found += _of_carrying(years)
    found += _of_regulation(years)
    return tuple(found)


def _cited(rule: str) -> str:
    """A paragraph as a sentence names it, without the number of the statute."""
    return rule_now(rule).paragraph.partition(" (")[0]


_Said = tuple[str, Severity, str, str]


def _of_deficit(figures: YearFigures, deficit: Deficit | None) -> Iterator[_Said]:
    if deficit is None or not deficit.remaining:
        return
    year, left = figures.year, write_ore(deficit.remaining)
    if deficit.state == "late":
        words = f"{left} av underskottet {year} är inte reglerat, och det skulle ha skett senast "
        words += write_long_date(deficit.last_day) if deficit.last_day else str(deficit.last_year)
        yield "deficit-late", "error", words, _DEFICIT_RULE
    elif deficit.decided_late:
        words = (
            f"{write_ore(deficit.unplanned)} av underskottet {year} saknar plan, och det skulle ha beslutats "
            f"senast i budgeten för {deficit.last_year}"
        )
        yield "deficit-undecided", "error", words, _DEFICIT_RULE
    elif deficit.unplanned and deficit.last_year is not None:
        words = (
            f"{write_ore(deficit.unplanned)} av underskottet {year} saknar plan: det ska regleras senast "
            f"{deficit.last_year}, beslutat i budgeten för det året"
        )
        yield "deficit-unplanned", "warning", words, _DEFICIT_RULE
    row = figures.row
    if row is None or not row.plan_text or row.plan_decided_on is None:
        words = f"Underskottet {year} saknar en åtgärdsplan som fullmäktige har antagit"
        yield "deficit-without-plan", "warning", words, _DEFICIT_RULE


def _of_reserve(figures: YearFigures) -> Iterator[_Said]:
    year, answer = figures.year, most_of(figures)
    reserved, used = figures.values["reserved"] or 0, figures.values["used"] or 0
    if answer.bound is not None and reserved > answer.bound:
        words = f"{write_ore(reserved)} reserveras {year}, men högst {write_ore(answer.bound)} får reserveras"
        yield "reserve-above", "error", words, RESERVE_RULE
    if figures.reserve is not None and used > figures.reserve:
        words = f"{write_ore(used)} tas ur reserven {year}, som bara har {write_ore(figures.reserve)}"
        yield "reserve-overdrawn", "error", words, RESERVE_RULE
    if reserved and used:
        yield "reserve-both-ways", "note", f"Reserven både fylls på och används {year}", RESERVE_RULE


def _of_carrying(years: Sequence[YearFigures]) -> Iterator[BalanceFinding]:
    """A reserve that is typed is what the year before ends with."""
    for before, figures in pairwise(years):
        after, held = before.reserve_after, figures.reserve
        typed = figures.row is not None and figures.row.reserve is not None
        if typed and before.year + 1 == figures.year and after is not None and held != after:
            words = (
                f"Reserven före {figures.year} är {write_ore(held or 0)}, men {before.year} slutar med "
                f"{write_ore(after)} ({_cited(RESERVE_RULE)})."
            )
            key = figures.row.id if figures.row is not None else None
            yield BalanceFinding("reserve-differs", "warning", figures.year, words, key)


def _of_regulation(years: Sequence[YearFigures]) -> Iterator[BalanceFinding]:
    """A deficit is regulated with the surplus of a year, so a year cannot regulate more than it has."""
    paragraph = _cited(_DEFICIT_RULE)
    balances = {figures.year: figures.balance for figures in years}
    regulated: dict[int, int] = {}
    for figures in years:
        done = sum(each.amount for each in planned(figures.row) if each.done)
        if figures.balance is not None and done > max(0, -figures.balance):
            over = f"{write_ore(done)} är reglerat av underskottet {figures.year}"
            words = f"{over}, som bara är {write_ore(max(0, -figures.balance))} ({paragraph})."
            key = figures.row.id if figures.row is not None else None
            yield BalanceFinding("regulation-above-deficit", "warning", figures.year, words, key)
        refrains = figures.row is not None and figures.row.refrains
        for each in planned(figures.row):
            if refrains and not each.done:
                continue
            regulated[each.year] = regulated.get(each.year, 0) + each.amount
    for year, amount in sorted(regulated.items()):
        surplus = balances.get(year)
        if surplus is not None and amount > max(0, surplus):
            words = (
                f"{write_ore(amount)} ska regleras {year}, men balanskravsresultatet är "
                f"{write_ore(surplus)} ({paragraph})."
            )
            key = next((one.row.id for one in years if one.year == year and one.row is not None), None)
            yield BalanceFinding("regulation-uncovered", "warning", year, words, key)
