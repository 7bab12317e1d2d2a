"""What kinds of changes and sources of financing are called."""

from typing import Final

CARRIED: Final = "carried"
KINDS: Final = {
    "supplementary": "Tilläggsbudget",
    "complementary": "Kompletteringsbudget",
    CARRIED: "Ombudgetering",
    "transfer": "Omfördelning",
}
#: What a row gives money to.
GIVES: Final = {"operating": "Drift", "investment": "Investering"}
#: What a row takes the money from; with a holder it is less for somebody else.
PAYS: Final = {
    "operating": "Lägre ram",
    "investment": "Lägre investering",
    "income": "Högre skatter och bidrag",
    "result": "Lägre resultat",
    "liquidity": "Likvida medel",
    "loan": "Nytt lån",
    "reserve": "Resultatreserv",
}
#: What a row of the purpose needs: a unit or a central post, a project, or nothing.
HELD: Final = {"operating": "holder", "investment": "project"}
