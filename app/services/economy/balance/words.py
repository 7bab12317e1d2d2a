"""What the balance requirement's values are called."""

from typing import Final

GROUNDS: Final = {"outcome": "utfall", "forecast": "prognos", "budget": "budget"}
#: Everything that can be typed for a year.
FIELD_NAMES: Final = {
    "result": "Årets resultat",
    "gains": "Realisationsvinster",
    "gains_kept": "Realisationsvinster enligt undantagsmöjlighet",
    "losses": "Realisationsförluster enligt undantagsmöjlighet",
    "unrealised": "Orealiserade vinster och förluster",
    "returned": "Återföring av orealiserade vinster och förluster",
    "reserved": "Reservering till resultatreserv",
    "used": "Användning av resultatreserv",
    "tax_and_grants": "Skatteintäkter, generella statsbidrag och utjämning",
    "equity": "Eget kapital",
    "pension_liability": "Pensionsåtagande utanför balansräkningen",
    "reserve": "Reserven före året",
}
#: What the reserve rests on, where there is little room.
SHORT: Final = {
    "tax_and_grants": "Skatter, bidrag och utjämning",
    "equity": "Eget kapital",
    "pension_liability": "Pensioner utanför balansen",
    "reserve": "Reserven före året",
}
#: What is zero when nothing is typed; the others are then not known.
ADJUSTMENTS: Final = ("gains", "gains_kept", "losses", "unrealised", "returned", "reserved", "used")
#: What is written without a sign: the row says whether it is added or taken away.
NOT_NEGATIVE: Final = frozenset(
    {"gains", "gains_kept", "losses", "reserved", "used", "tax_and_grants", "pension_liability", "reserve"}
)
STATES: Final = {
    "regulated": "reglerat",
    "refrained": "regleras inte",
    "planned": "planerat",
    "open": "att planera",
    "late": "för sent",
}
