"""The budget's own words: names of parts, stages and years."""

from typing import Final

from app.services.formatting import write_years

PART_NAMES: Final = {
    "previous": "föregående ram",
    "wages": "lönekompensation",
    "prices": "priskompensation",
    "rents": "hyreskompensation",
    "volume": "volym",
    "technical": "teknisk justering",
    "priority": "prioritering",
    "assignment": "tillskott för uppdrag",
    "efficiency": "effektiviseringskrav",
    "plan": "förändring",
    "rounding": "avrundning",
    "total": "ram",
}

FRAME_KINDS: Final = {
    "operating": "skattefinansierat",
    "fees": "avgiftsfinansierat",
    "development": "exploatering",
}

MEASURES: Final = {"net": "nettoanslag", "income": "intäkt", "cost": "kostnad"}

POT_NAMES: Final = {
    "finance": "Finansförvaltning",
    "pensions": "Pensioner",
    "pay": "Lönerevision",
    "contingency": "Oförutsett",
    "disposal": "Till kommunstyrelsens förfogande",
    "own": "Egen post",
}

POTS: Final = "Gemensamma poster"

STAGES: Final = {
    "prerequisites": "Förutsättningar",
    "needs": "Verksamhetens förslag",
    "preliminary": "Preliminär",
    "proposal": "Förslag",
    "decided": "Beslutad",
    "revised": "Reviderad budget eller tilläggsbudget",
    "internal": "Internbudget",
}


def plan_title(first_year: int, years: int) -> str:
    """What a plan is called: Budget 2011 och plan 2012–2013."""
    if years < 2:
        return f"Budget {first_year}"
    return f"Budget {first_year} och plan {write_years(first_year + 1, first_year + years - 1)}"
