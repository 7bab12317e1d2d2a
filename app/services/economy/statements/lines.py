"""The rows of the three statements in their usual order: what each is, and what the sums are made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from app.services.economy.tables import Part, Style

Statement = Literal["result", "cash", "balance"]
#: Where an amount may be typed: never, in the years of the plan, in the opening position, or in both.
Typed = Literal["", "years", "opening", "both"]

RESULT: Final = "result"
CASH: Final = "cash"
BALANCE: Final = "balance"
STATEMENT_NAMES: Final[Mapping[str, str]] = {
    RESULT: "Resultatbudget",
    CASH: "Kassaflödesbudget",
    BALANCE: "Balansbudget",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a statement; a sum names its parts, and `sign` -1 is what is always printed below zero."""

    key: str
    name: str
    about: str = ""
    style: Style = "row"
    parts: tuple[Part, ...] = ()
    indent: int = 0
    typed: Typed = ""
    sign: int = 0
    memo: bool = False
    """Stands under the statement and is no part of it."""


def _sum(key: str, name: str, parts: str, about: str = "", *, total: bool = False) -> Line:
    return Line(key, name, about, "total" if total else "sum", _parts(parts))


def _whole(key: str, name: str, parts: str, about: str = "") -> Line:
    """A standard row that is shown with what it is made of under it."""
    return Line(key, name, about, "row", _parts(parts))


def _of(key: str, name: str, about: str = "", *, typed: Typed = "", sign: int = 0) -> Line:
    """A part of the standard row above it."""
    return Line(key, name, about, indent=1, typed=typed, sign=sign)


def _parts(keys: str) -> tuple[Part, ...]:
    return tuple(Part(key) for key in keys.split())


def _heading(key: str, name: str) -> Line:
    return Line(key, name, style="heading")


RESULT_LINES: Final = (
    _whole("income", "Verksamhetens intäkter", "frame_income own_income fees income_other gains"),
    _of("frame_income", "Intäkter i ramarna", "Intäkterna i nämndernas ramar och i de gemensamma posterna."),
    _of(
        "own_income",
        "Taxor och exploatering",
        "Intäkter som betalar de ramar som inte är skattefinansierade: lika stora som deras kostnad.",
    ),
    _of("fees", "Avgifter utanför ramarna", "Avgifter som förutsättningarna räknar med."),
    _of(
        "income_other",
        "Övriga intäkter",
        "Intäkter som varken ligger i ramarna eller i förutsättningarna.",
        typed="years",
    ),
    _of(
        "gains",
        "Realisationsvinster",
        "Vinst vid försäljning av mark, byggnader och inventarier. Den räknas bort i balanskravsresultatet.",
        typed="years",
    ),
    _whole(
        "cost", "Verksamhetens kostnader", "frame_cost own_cost held_back central_cost running cost_other"
    ),
    _of(
        "frame_cost",
        "Kostnader i ramarna",
        "Kostnaderna i ramarna utan avskrivning och intern ränta, som har egna rader.",
    ),
    _of("own_cost", "Taxor och exploatering", "Kostnaden i de ramar som taxor och försäljning betalar."),
    _of(
        "held_back", "Hålls inne", "Det som hålls inne av utrymmet räknas som en kostnad tills det delas ut."
    ),
    _of("central_cost", "Centrala kostnader", "Kostnader i förutsättningarna som inte ligger i någon ram."),
    _of("running", "Drift av investeringar", "Driftkostnader av investeringar som inte ligger i ramarna."),
    _of(
        "cost_other",
        "Övriga kostnader",
        "Kostnader som varken ligger i ramarna eller i förutsättningarna.",
        typed="years",
        sign=-1,
    ),
    _whole("depreciation", "Avskrivningar", "depreciation_stock depreciation_new"),
    _of(
        "depreciation_stock",
        "Befintliga anläggningar",
        "Avskrivning på det som redan är i bruk när budgetåret börjar, utom det som står bland "
        "investeringarna.",
        typed="years",
        sign=-1,
    ),
    _of(
        "depreciation_new",
        "Investeringar i planen",
        "Avskrivning på planens investeringar, del för del från den månad de tas i bruk.",
    ),
    _sum("net_cost", "Verksamhetens nettokostnader", "income cost depreciation"),
    Line("taxes", "Skatteintäkter", "Skatt och slutavräkning enligt förutsättningarna."),
    Line(
        "grants",
        "Generella statsbidrag och utjämning",
        "Statsbidrag, utjämning, LSS-utjämning och fastighetsavgift enligt förutsättningarna.",
    ),
    _sum("operating_result", "Verksamhetens resultat", "net_cost taxes grants"),
    Line("financial_income", "Finansiella intäkter", "Ränta och utdelning enligt förutsättningarna."),
    _whole("financial_cost", "Finansiella kostnader", "financial_cost_other loan_interest"),
    _of("financial_cost_other", "Enligt förutsättningarna", "Finansiella kostnader utöver räntan på lånen."),
    _of(
        "loan_interest",
        "Ränta på lån",
        "Räntan på varje lån, räknad på genomsnittet av skulden vid årets början och slut.",
    ),
    _sum(
        "after_financial",
        "Resultat efter finansiella poster",
        "operating_result financial_income financial_cost",
    ),
    Line("extraordinary", "Extraordinära poster", "Ovanliga poster av betydelse.", typed="years"),
    _sum("result", "Årets resultat", "after_financial extraordinary", total=True),
    Line(
        "internal_interest",
        "Intern ränta som ligger i ramarna",
        "Den interna ränta som nämnderna betalar i sina ramar utan att motsvarande intäkt är budgeterad "
        "på finansförvaltningen. Den är ingen kostnad för kommunen och räknas därför bort, om "
        "kapitalkostnaderna ligger i ramarna.",
        typed="years",
        memo=True,
    ),
)

CASH_LINES: Final = (
    _heading("operating_heading", "Den löpande verksamheten"),
    Line("result", "Årets resultat", "Från resultatbudgeten."),
    Line("depreciation", "Avskrivningar", "En kostnad i resultatet som inte är någon utbetalning."),
    Line(
        "provisions_pensions",
        "Förändring av pensionsavsättningar",
        "Det som resultatet har belastats med utan att det har betalats (+), eller betalats ur avsättningen "
        "(−).",
        typed="years",
    ),
    Line(
        "provisions_other",
        "Förändring av övriga avsättningar",
        "Avsatt utan att det har betalats (+), eller betalat ur avsättningen (−).",
        typed="years",
    ),
    Line("gains", "Realisationsvinster", "Vinsten ligger i försäljningen under investeringsverksamheten."),
    _sum(
        "before_capital",
        "Medel från verksamheten före förändring av rörelsekapital",
        "result depreciation provisions_pensions provisions_other gains",
    ),
    Line("stock", "Förändring av förråd och exploatering", "Ökning (−) eller minskning (+).", typed="years"),
    Line(
        "receivables",
        "Förändring av kortfristiga fordringar",
        "Ökning (−) eller minskning (+).",
        typed="years",
    ),
    Line(
        "short_debts", "Förändring av kortfristiga skulder", "Ökning (+) eller minskning (−).", typed="years"
    ),
    _sum(
        "operating",
        "Kassaflöde från den löpande verksamheten",
        "before_capital stock receivables short_debts",
    ),
    _heading("investing_heading", "Investeringsverksamheten"),
    Line("investments", "Investering i materiella anläggningstillgångar", "Årets investeringsutgifter."),
    Line(
        "investment_income",
        "Erhållna investeringsbidrag",
        "Det som andra betalar. Det räknas av från tillgångens värde, som skrivs av netto.",
    ),
    Line(
        "intangible",
        "Investering i immateriella anläggningstillgångar",
        "Köp av till exempel större programvara.",
        typed="years",
        sign=-1,
    ),
    Line("sales", "Försäljning av anläggningstillgångar", "Det som köparen betalar.", typed="years", sign=1),
    Line(
        "financial_assets",
        "Förändring av finansiella anläggningstillgångar",
        "Köp och utlåning (−), försäljning och återbetalning (+).",
        typed="years",
    ),
    Line(
        "placements",
        "Förändring av kortfristiga placeringar",
        "Placering (−) eller återbetalning (+).",
        typed="years",
    ),
    _sum(
        "investing",
        "Kassaflöde från investeringsverksamheten",
        "investments investment_income intangible sales financial_assets placements",
    ),
    _heading("financing_heading", "Finansieringsverksamheten"),
    Line("borrowed", "Nyupptagna lån", "Det som lånas enligt lånen nedan."),
    Line("repaid", "Amortering av lån", "Det som betalas tillbaka enligt lånen nedan."),
    Line(
        "long_other",
        "Förändring av övriga långfristiga skulder",
        "Ökning (+) eller minskning (−).",
        typed="years",
    ),
    Line(
        "infrastructure",
        "Bidrag till infrastruktur",
        "Bidrag till statlig infrastruktur som betalas under året.",
        typed="years",
        sign=-1,
    ),
    _sum(
        "financing", "Kassaflöde från finansieringsverksamheten", "borrowed repaid long_other infrastructure"
    ),
    _sum("change", "Årets kassaflöde", "operating investing financing", total=True),
    Line("cash_opening", "Likvida medel vid årets början", "Från balansen vid utgången av året före."),
    _sum("cash_closing", "Likvida medel vid årets slut", "change cash_opening", total=True),
)

BALANCE_LINES: Final = (
    _heading("assets_heading", "Tillgångar"),
    Line("intangible", "Immateriella anläggningstillgångar", typed="opening"),
    Line(
        "tangible",
        "Materiella anläggningstillgångar",
        "Mark, byggnader, tekniska anläggningar, maskiner och inventarier.",
        typed="opening",
    ),
    Line(
        "financial_assets",
        "Finansiella anläggningstillgångar",
        "Aktier, andelar och långfristiga fordringar.",
        typed="opening",
    ),
    _sum("fixed", "Summa anläggningstillgångar", "intangible tangible financial_assets"),
    Line("infrastructure", "Bidrag till infrastruktur", typed="opening"),
    Line("stock", "Förråd och exploatering", typed="opening"),
    Line("receivables", "Fordringar", typed="opening"),
    Line("placements", "Kortfristiga placeringar", typed="opening"),
    Line("cash", "Kassa och bank", "Likvida medel enligt kassaflödesbudgeten.", typed="opening"),
    _sum("current", "Summa omsättningstillgångar", "stock receivables placements cash"),
    _sum("assets", "Summa tillgångar", "fixed infrastructure current", total=True),
    _heading("equity_heading", "Eget kapital, avsättningar och skulder"),
    Line("equity_result", "Årets resultat", "Från resultatbudgeten.", typed="opening", indent=1),
    Line(
        "equity_reserve",
        "Resultatreserv",
        "Reserven ändras med det som förs till den eller tas ur den.",
        typed="opening",
        indent=1,
    ),
    Line(
        "equity_other",
        "Övrigt eget kapital",
        "Växer med resultatet från året före och det som tas ur reserven.",
        typed="opening",
        indent=1,
    ),
    _sum("equity", "Eget kapital", "equity_result equity_reserve equity_other"),
    Line(
        "provisions_pensions",
        "Avsättningar för pensioner och liknande förpliktelser",
        typed="opening",
        indent=1,
    ),
    Line("provisions_other", "Övriga avsättningar", typed="opening", indent=1),
    _sum("provisions", "Avsättningar", "provisions_pensions provisions_other"),
    Line(
        "loans",
        "Långfristiga lån",
        "Skulden vid årets början, det som lånas och det som amorteras.",
        typed="opening",
        indent=1,
    ),
    Line("long_other", "Övriga långfristiga skulder", typed="opening", indent=1),
    Line("short_debts", "Kortfristiga skulder", typed="opening", indent=1),
    _sum("debts", "Skulder", "loans long_other short_debts"),
    _sum(
        "equity_and_debts",
        "Summa eget kapital, avsättningar och skulder",
        "equity provisions debts",
        total=True,
    ),
    _heading("memo_heading", "Utanför balansräkningen"),
    Line(
        "pension_commitment",
        "Pensionsförpliktelser som inte har tagits upp i balansen",
        "Ansvarsförbindelsen. Lämnas ett år tomt gäller det senast angivna.",
        typed="both",
        memo=True,
    ),
    Line(
        "guarantees",
        "Borgensåtaganden",
        "Till exempel för de kommunala bolagens lån. Lämnas ett år tomt gäller det senast angivna.",
        typed="both",
        memo=True,
    ),
    Line(
        "reserve_change",
        "Förs till (+) eller tas ur (−) resultatreserven",
        "Lämnas raden tom tas det som förutsättningarna säger ur reserven. Det flyttar inom det egna "
        "kapitalet och ändrar inte resultatet.",
        typed="years",
        memo=True,
    ),
)

LINES: Final[Mapping[str, tuple[Line, ...]]] = {
    RESULT: RESULT_LINES,
    CASH: CASH_LINES,
    BALANCE: BALANCE_LINES,
}
BY_KEY: Final[Mapping[str, Mapping[str, Line]]] = {
    statement: {line.key: line for line in lines} for statement, lines in LINES.items()
}
#: What the opening position is made of: the rows of the balance that are typed and no note under it.
OPENING_KEYS: Final = tuple(line.key for line in BALANCE_LINES if line.typed == "opening")


def line_of(statement: str, key: str) -> Line | None:
    """A row by its statement and key; None where there is none."""
    return BY_KEY.get(statement, {}).get(key)


#: What the expected result of the year before the plan is typed in: the standard rows that are no sums.
FORECAST_KEYS: Final = tuple(
    line.key for line in RESULT_LINES if line.style == "row" and not line.indent and not line.memo
)


def may_be_typed(statement: str, line: Line, year: int, first_year: int) -> bool:
    """Whether an amount may be typed in a row for a year.

    The year before the plan has what it is expected to end with: its position and its result.
    """
    if year < first_year and statement == RESULT:
        return line.key in FORECAST_KEYS
    if year < first_year:
        return statement == BALANCE and line.typed in ("opening", "both")
    return line.typed in ("years", "both")


def sums_of(statement: str) -> Iterator[Line]:
    """The rows that are made of others, in the order in which they can be added up."""
    waiting = [line for line in LINES[statement] if line.parts]
    done: set[str] = {line.key for line in LINES[statement] if not line.parts}
    while waiting:
        ready = [line for line in waiting if all(part.key in done for part in line.parts)]
        yield from ready
        done.update(line.key for line in ready)
        waiting = [line for line in waiting if line not in ready]
