"""What a long-term plan assumes: each assumption with its name, its unit and what it does."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

AssumptionUnit = Literal["percent", "rate", "kr", "per_head", "years"]


@dataclass(frozen=True, slots=True)
class AssumptionLine:
    """An assumption that a scenario can make.

    One that is `carried` holds for later years too, until another is said. `change` is what the table of
    sensitivity tries; None leaves it out there.
    """

    key: str
    name: str
    unit: AssumptionUnit
    group: str
    words: str
    carried: bool = True
    least: Decimal = Decimal(-50)
    most: Decimal = Decimal(50)
    change: Decimal | None = None
    change_words: str = ""
    short: str = ""
    """Its name where there is little room, with its unit."""


INCOME: Final = "Intäkter"
COST: Final = "Kostnader"
CAPITAL: Final = "Investeringar"
GOAL: Final = "Mål"
_NONE, _WHOLE, _KR = Decimal(0), Decimal(100), Decimal(10) ** 12

ASSUMPTIONS: Final = (
    AssumptionLine(
        "tax_base_growth", "Skatteunderlagets uppräkning", "percent", INCOME,
        "Skatteintäkten växer så många procent från året före.",
        change=Decimal(1), change_words="Skatteunderlag +1 procentenhet",
        short="Skatteunderlag, %",
    ),
    AssumptionLine(
        "tax_rate", "Skattesats", "rate", INCOME,
        "Kommunalskatten i kronor per 100 kr. Skatteintäkten följer den från år till år.",
        least=_NONE, most=_WHOLE, change=Decimal("0.1"), change_words="Skattesats +10 öre",
        short="Skattesats, kr",
    ),
    AssumptionLine(
        "tax_income", "Skatteintäkt som är känd", "kr", INCOME,
        "Ett belopp som går före uppräkningen det året, till exempel ur prognosen.",
        carried=False, least=_NONE, most=_KR,
        short="Känd skatt, kr",
    ),
    AssumptionLine(
        "grants_income", "Bidrag och utjämning som är kända", "kr", INCOME,
        "Ett belopp som går före beloppet per invånare det året, till exempel ur prognosen.",
        carried=False, least=-_KR, most=_KR,
        short="Kända bidrag, kr",
    ),
    AssumptionLine(
        "grants_per_head", "Bidrag och utjämning per invånare", "per_head", INCOME,
        "Generella statsbidrag, utjämning och fastighetsavgift, gånger invånarna den 1 november året före.",
        carried=False, least=-_KR, most=_KR,
        short="Bidrag, kr/invånare",
    ),
    AssumptionLine(
        "grants_growth", "Uppräkning av bidragen", "percent", INCOME,
        "Bidraget per invånare växer så de år som inte har ett eget belopp. Utan uppgift är det oförändrat.",
        change=Decimal(1), change_words="Bidrag +1 procentenhet",
        short="Bidrag, ökning %",
    ),
    AssumptionLine(
        "other_income", "Andra intäkter", "kr", INCOME,
        "Intäkter utöver basårets, till exempel ett riktat bidrag.",
        carried=False, least=-_KR, most=_KR,
        short="Andra intäkter, kr",
    ),
    AssumptionLine(
        "wages", "Löneökning", "percent", COST,
        "Räknar upp lönernas del av kostnaden där verksamheten inte har ett eget index för året.",
        change=Decimal(1), change_words="Löner +1 procentenhet",
        short="Löner, %",
    ),
    AssumptionLine(
        "prices", "Prisökning", "percent", COST,
        "Räknar upp resten av kostnaden där verksamheten inte har ett eget index för året.",
        change=Decimal(1), change_words="Priser +1 procentenhet",
        short="Priser, %",
    ),
    AssumptionLine(
        "wage_share", "Lönernas andel av kostnaden", "percent", COST,
        "Hur stor del av kostnaden som följer lönerna; resten följer priserna.",
        least=_NONE, most=_WHOLE,
        short="Lönernas andel, %",
    ),
    AssumptionLine(
        "efficiency", "Effektivisering", "percent", COST,
        "Kostnaden sänks så många procent varje år, det ena året ovanpå det andra.",
        change=Decimal(1), change_words="Effektivisering +1 procent",
        short="Effektivisering, %",
    ),
    AssumptionLine(
        "other_cost", "Andra kostnader", "kr", COST,
        "Kostnader som varken följer ålder eller index, till exempel en ny lokal.",
        carried=False, least=-_KR, most=_KR,
        short="Andra kostnader, kr",
    ),
    AssumptionLine(
        "investments", "Nya investeringar", "kr", CAPITAL,
        "Nettoinvesteringar utöver dem som basårets kostnader redan bär. De lånas och skrivs av.",
        carried=False, least=_NONE, most=_KR,
        short="Investeringar, kr",
    ),
    AssumptionLine(
        "lifetime", "Avskrivningstid", "years", CAPITAL,
        "Så många år skrivs en ny investering av, lika mycket varje år från året efter.",
        least=Decimal(1), most=_WHOLE,
        short="Avskrivning, år",
    ),
    AssumptionLine(
        "interest", "Ränta", "percent", CAPITAL,
        "Räntan på det av de nya investeringarna som inte är avskrivet när året börjar.",
        least=_NONE, change=Decimal(1), change_words="Ränta +1 procentenhet",
        short="Ränta, %",
    ),
    AssumptionLine(
        "result_target", "Resultatmål", "percent", GOAL,
        "Så stor del av skatter och bidrag ska bli över. Gapet räknas till målet.",
        short="Resultatmål, %",
    ),
)  # fmt: skip
BY_KEY: Final = {line.key: line for line in ASSUMPTIONS}
COUNTED_PEOPLE: Final = {
    "mean": "medelfolkmängden",
    "dec31": "folkmängden den 31 december",
    "nov1": "folkmängden den 1 november",
}
MAIN_NAME: Final = "Huvudalternativ"
