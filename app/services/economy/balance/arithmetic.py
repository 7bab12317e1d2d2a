"""The balanskravsutredning of a year, from the year's result to what the law measures, in whole öre."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Row:
    """A standard row: `field` is what is typed in it, `sign` how that is printed, `parts` what a sum adds.

    `short` is its name where there is little room.
    """

    key: str
    label: str
    short: str
    field: str = ""
    sign: int = 1
    parts: tuple[str, ...] = ()
    explanation: str = ""


#: The rows in their order, as an annual report prints them.
ROWS: Final = (
    Row(
        "result",
        "Årets resultat enligt resultaträkningen",
        "Årets resultat",
        "result",
        explanation="Hela resultatet, före alla justeringar.",
    ),
    Row(
        "gains",
        "Samtliga realisationsvinster",
        "Realisationsvinster",
        "gains",
        -1,
        explanation="Vinster när tillgångar säljs. De räknas bort, för att löpande kostnader inte ska "
        "betalas med sålda tillgångar.",
    ),
    Row(
        "gains_kept",
        "Realisationsvinster enligt undantagsmöjlighet",
        "Vinster enligt undantag",
        "gains_kept",
        explanation="Den del av vinsterna som får räknas med, när försäljningen sänker kommande kostnader.",
    ),
    Row(
        "losses",
        "Realisationsförluster enligt undantagsmöjlighet",
        "Förluster enligt undantag",
        "losses",
        explanation="Förluster som får räknas bort, när försäljningen sänker kommande kostnader.",
    ),
    Row(
        "unrealised",
        "Orealiserade vinster och förluster i värdepapper",
        "Orealiserat i värdepapper",
        "unrealised",
        explanation="Vinster skrivs med minus och förluster med plus: de räknas bort.",
    ),
    Row(
        "returned",
        "Återföring av orealiserade vinster och förluster i värdepapper",
        "Återföring av orealiserat",
        "returned",
        explanation="Tidigare års borträknade belopp, när värdepapperen säljs eller värdet vänder.",
    ),
    Row(
        "adjusted",
        "Årets resultat efter balanskravsjusteringar",
        "Resultat efter justeringar",
        parts=("result", "gains", "gains_kept", "losses", "unrealised", "returned"),
    ),
    Row(
        "reserved",
        "Reservering av medel till resultatreserv",
        "Till resultatreserven",
        "reserved",
        -1,
        explanation="Det som sätts av till reserven räknas bort. Stegen till hur mycket det får vara står "
        "under Resultatreserv.",
    ),
    Row(
        "used",
        "Användning av medel från resultatreserv",
        "Ur resultatreserven",
        "used",
        explanation="Det som tas ur reserven räknas till.",
    ),
    Row("balance", "Balanskravsresultat", "Balanskravsresultat", parts=("adjusted", "reserved", "used")),
)
BY_KEY: Final[Mapping[str, Row]] = {row.key: row for row in ROWS}
#: What is typed for a year, in the order of the rows.
FIELDS: Final = tuple(row.field for row in ROWS if row.field)


def inquire(typed: Mapping[str, int | None]) -> Mapping[str, int | None]:
    """Every row of a year as it is printed; sums are None while the result is not known.

    `typed` holds the amounts by field; one that is not there is an adjustment that was not made.
    """
    rows: dict[str, int | None] = {}
    for row in ROWS:
        if row.parts:
            parts = [rows[key] for key in row.parts]
            rows[row.key] = None if None in parts else sum(part for part in parts if part is not None)
        else:
            amount = typed.get(row.field, None if row.key == "result" else 0)
            rows[row.key] = None if amount is None else row.sign * amount
    return rows
