"""What somebody at the economy office pastes and types, and what it comes to, reckoned by other means."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

YEARS: Final = (2027, 2028, 2029)
APRIL: Final = (
    "Skatter och bidrag 2027–2029, prognos april\n"
    "Belopp i tkr om inget annat sägs\n"
    "\t2027\t2028 *\t2029 *\n"
    "Invånare 1 november året före\t5 060\t5\u00a0045\t5 030\n"
    "Preliminära skatteintäkter 1)\t208 374\t209 790\t211 573\n"
    "Slutavräkning, kr/inv 2)\t−180\t..\t..\n"
    "Inkomstutjämning, kr per invånare\t18 060\t18 420\t18 790\n"
    "Kostnadsutjämning, kr per invånare\t2 840\t2 860\t2 880\n"
    "Regleringsbidrag/-avgift, kr per invånare\t1 310\t1 180\t1 070\n"
    "Strukturbidrag, kr per invånare\t1 150\t1 150\t1 150\n"
    "LSS-utjämning, kr per invånare\t-1 040\t1 060-\t(1 080)\n"
    "Kommunal fastighetsavgift\t9 300\t9 420\t9 540\n"
    "Övriga generella bidrag 3)\t900\t600\t600\n"
    "Summa skatter och bidrag\t329 000\t331 000\t333 000\n"
    "1) Efter kommunens egen skattesats\n"
    "*) Preliminära uppgifter\n"
    "Källa: SKR\n"
)
#: Later, with the years the other way round, under other names and in kronor.
SEPTEMBER: Final = (
    "Prognos september (kr)\t2029\t2028\t2027\n"
    "Folkmängd den 1 november året före\t5 010\t5 030\t5 050\n"
    "Skatteintäkt\t211 627 000\t209 773 000\t208 391 000\n"
    "Slutavräkning (kr/inv)\t\t\t−280\n"
    "Inkomstutjämningsbidrag kr/inv\t18 920\t18 530\t18 150\n"
    "Kostnadsutjämningsbidrag kr/inv\t2 890\t2 870\t2 850\n"
    "Regleringspost kr/inv\t1 120\t1 240\t1 360\n"
    "Strukturbidrag kr/inv\t1 150\t1 150\t1 150\n"
    "LSS kr/inv\t−1 090\t−1 070\t−1 050\n"
    "Fastighetsavgift\t9 640 000\t9 520 000\t9 400 000\n"
    "Övriga generella statsbidrag\t600 000\t600 000\t1 200 000\n"
)
#: The same by year: inhabitants, tax, what comes for each inhabitant, and grants in kronor.
_SAID: Final[Mapping[str, Mapping[int, tuple[int, int, int, int]]]] = {
    "april": {
        2027: (5060, 208_374_000, -180 + 18060 + 2840 + 1310 + 1150 - 1040, 9_300_000 + 900_000),
        2028: (5045, 209_790_000, 18420 + 2860 + 1180 + 1150 - 1060, 9_420_000 + 600_000),
        2029: (5030, 211_573_000, 18790 + 2880 + 1070 + 1150 - 1080, 9_540_000 + 600_000),
    },
    "september": {
        2027: (5050, 208_391_000, -280 + 18150 + 2850 + 1360 + 1150 - 1050, 9_400_000 + 1_200_000),
        2028: (5030, 209_773_000, 18530 + 2870 + 1240 + 1150 - 1070, 9_520_000 + 600_000),
        2029: (5010, 211_627_000, 18920 + 2890 + 1120 + 1150 - 1090, 9_640_000 + 600_000),
    },
}
TARGET: Final = {2027: 4_500_000, 2028: 4_600_000, 2029: 4_700_000}
FINANCIAL: Final = {2027: 450_000 - 290_000, 2028: 450_000 - 275_000, 2029: 450_000 - 190_000}
#: The frames of the example's proposal, and what is held back.
FRAMES: Final = {2027: 320_605_000, 2028: 325_695_000, 2029: 330_920_000}
HELD_BACK: Final = 2_000_000
#: Two and a half percent of what is owed in the middle of each year.
INTEREST: Final = {2027: 1_193_750, 2028: 1_256_250, 2029: 1_256_250}
#: The position when the budget year begins, as a sheet holds it; the cash is a hundred short.
OPENING: Final = (
    "tkr\tPrognos 2026\n"
    "Materiella anläggningstillgångar\t172 000\n"
    "Finansiella anläggningstillgångar\t18 500\n"
    "Förråd och exploatering\t600\n"
    "Fordringar\t24 500\n"
    "Kassa och bank\t31 100\n"
    "Summa tillgångar\t246 700\n"
    "Årets resultat\t6 900\n"
    "Övrigt eget kapital\t120 250\n"
    "Avsättningar för pensioner och liknande förpliktelser\t9 800\n"
    "Övriga långfristiga skulder\t3 850\n"
    "Kortfristiga skulder\t60 000\n"
    "Pensionsförpliktelser som inte har tagits upp i balansen\t94 800\n"
)
_EQUITY, _COMMITMENT = 127_150_000, 94_800_000
#: How many there are of each age in 2025, and how many more each year.
_AGES: Final = {
    "0": (37, -1), "1–5": (201, -4), "6–15": (480, -9), "16–18": (160, -3), "19–64": (2612, -15),
    "65–79": (1087, -7), "80+": (447, 9),
}  # fmt: skip
_FIRST_COUNT: Final = 2025


def tax_and_grants(forecast: str, year: int) -> int:
    """Tax, general grants and equalisation, kronor."""
    heads, tax, per_head, grants = _SAID[forecast][year]
    return tax + heads * per_head + grants


def room(forecast: str, year: int) -> int:
    """The room to distribute before there are any loans, kronor."""
    return tax_and_grants(forecast, year) + FINANCIAL[year] - TARGET[year]


def result(year: int) -> int:
    """The year's result with September's forecast and the loan, kronor."""
    income = tax_and_grants("september", year) + FINANCIAL[year]
    return income - INTEREST[year] - HELD_BACK - FRAMES[year]


def left(year: int, *, more: int = 0, ore: int = 0) -> int:
    """What is left of the room when the frames get more and the tax rate of 21,50 changes by öre, kronor."""
    tax = Decimal(_SAID["september"][year][1]) * ore / 2150
    return int((result(year) - TARGET[year] + tax - more).quantize(Decimal(1), ROUND_HALF_UP))


def reserve_steps() -> tuple[int, ...]:
    """What each step on the way to what may be reserved of the first result comes to, kronor."""
    base, made = tax_and_grants("september", 2027), result(2027)
    equity = _EQUITY + made - _COMMITMENT
    floor = base * (1 if equity >= 0 else 2) // 100
    over, cap = made - floor, base * 5 // 100
    return base, equity, floor, over, over, over, cap, cap, min(over, cap)


def population() -> str:
    """A table as it is published: ages as rows, a total last."""
    years = range(_FIRST_COUNT, 2038)
    rows = {ages: [_heads(ages, year) for year in years] for ages in _AGES}
    lines = [["Folkmängd 31 december, ålder", *map(str, years)]]
    lines += [[f"{ages} år", *map(str, row)] for ages, row in rows.items()]
    lines.append(["Totalt", *(str(sum(column)) for column in zip(*rows.values(), strict=True))])
    return "\n".join("\t".join(line) for line in lines)


def need_of_the_oldest(frame: int, year: int) -> Decimal:
    """A frame of 2027 that follows those of 80 and older, at 65 percent wages and 35 percent prices."""
    mean = {at: Decimal(_heads("80+", at - 1) + _heads("80+", at)) for at in (2027, year)}
    return frame * mean[year] / mean[2027] * dearer(year)


def dearer(year: int) -> Decimal:
    """How much dearer everything is than in 2027."""
    percent = Decimal("3.1") * Decimal("0.65") + Decimal("2.1") * Decimal("0.35")
    return (1 + percent / 100) ** (year - 2027)


def income_ahead(year: int) -> Decimal:
    """Tax 2,6 percent and grants 2 percent a head more each year after 2029, and the rest as in 2027."""
    tax = Decimal(_SAID["september"][2029][1])
    grants = Decimal(tax_and_grants("september", 2029)) - tax
    heads = {at: sum(_heads(ages, at - 1) for ages in _AGES) for at in (2029, year)}
    grown = grants * Decimal("1.02") ** (year - 2029) * heads[year] / heads[2029]
    return tax * Decimal("1.026") ** (year - 2029) + grown + FINANCIAL[2027] - INTEREST[2027]


def tkr(kronor: int | Decimal, *, plus: bool = False) -> str:
    """Kronor as a sheet writes them in thousands."""
    whole = int((Decimal(kronor) / 1000).quantize(Decimal(1), ROUND_HALF_UP))
    sign = "−" if whole < 0 else "+" if plus and whole else ""
    return sign + f"{abs(whole):,}".replace(",", " ")


def _heads(ages: str, year: int) -> int:
    first, more = _AGES[ages]
    return first + more * (year - _FIRST_COUNT)
