"""The budget's own words: names of parts, stages and years."""

from typing import Final

from app.services.formatting import write_years

PART_NAMES: Final = {
    "previous": "föregående ram",
    "wages": "löneindex",
    "prices": "prisindex",
    "rents": "hyresindex",
    "volume": "volym",
    "technical": "teknisk justering",
    "priority": "prioritering",
    "assignment": "tillskott för uppdrag",
    "efficiency": "effektivisering",
    "plan": "förändring",
    "rounding": "avrundning",
    "total": "ram",
}

STAGES: Final = {
    "prerequisites": "Förutsättningar",
    "needs": "Verksamhetens förslag",
    "preliminary": "Preliminär",
    "proposal": "Förslag",
    "decided": "Beslutad",
    "revised": "Reviderad",
    "internal": "Internbudget",
}


def plan_title(first_year: int, years: int) -> str:
    """What a plan is called: Budget 2011 och plan 2012–2013."""
    if years < 2:
        return f"Budget {first_year}"
    return f"Budget {first_year} och plan {write_years(first_year + 1, first_year + years - 1)}"
