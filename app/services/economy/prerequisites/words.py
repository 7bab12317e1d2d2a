"""What rounds of forecasts and the ways of reckoning tax are called."""

from datetime import date
from typing import Final

from app.services.formatting import write_date, write_month

ROUND_KINDS: Final = {
    "skr": "SKR:s skatteunderlagsprognos",
    "spring_bill": "Vårpropositionen",
    "budget_bill": "Budgetpropositionen",
    "scb": "SCB:s prognos",
    "own": "Egen bedömning",
}
TAX_MODES: Final = {
    "income": "Skatteintäkten som prognosen ger den",
    "base": "Skatteunderlag gånger skattesats",
}
_SHORT: Final = {
    "skr": "SKR",
    "spring_bill": "Vårpropositionen",
    "budget_bill": "Budgetpropositionen",
    "scb": "SCB",
    "own": "Egen bedömning",
}


def round_name(kind: str, dated_on: date) -> str:
    """What a round is called when it is not named: SKR april 2026."""
    return f"{_SHORT[kind]} {write_month(dated_on.year, dated_on.month)}"


def round_title(name: str, dated_on: date) -> str:
    """A round by its name and its date: SKR april 2026 (2026-04-24)."""
    return f"{name} ({write_date(dated_on)})"
