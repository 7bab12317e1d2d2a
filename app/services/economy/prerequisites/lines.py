"""The lines of the prerequisites: what each is called, is given in, is counted on, and does to the room."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from app.services.economy.tables import Unit as CellUnit

LineUnit = Literal["kr", "per_head", "percent", "rate", "number"]
Where = Literal["round", "version", "both"]

#: The parts of the account, in order, as they are called.
GROUPS: Final[Mapping[str, str]] = {
    "tax": "Skatt",
    "grants": "Generella statsbidrag och utjämning",
    "fees": "Avgifter och andra intäkter utanför ramarna",
    "financial": "Finansiella poster",
    "central": "Gemensamma kostnader utanför ramarna",
    "target": "Resultat och reserv",
}
PER_HEAD, IN_KRONOR = "_per_head", "_kr"
#: The rate that a round's tax income is reckoned at, where the version has another: never typed.
INCOME_RATE: Final = "tax_income_rate"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `effect` is what a positive value does to the room, `where` who can say it.

    `counted_on` is the day of the number of inhabitants that kronor per inhabitant are for. `twin` is the
    line that says the same in another unit; a year has one of them.
    """

    key: str
    name: str
    group: str
    unit: LineUnit
    effect: int
    counted_on: Literal["nov1"] | None = None
    where: Where = "both"
    twin: str = ""
    note: str = ""
    negative: bool = False
    """Whether it may be below zero."""


def _line(key: str, name: str, group: str, unit: LineUnit, effect: int = 0, **more: object) -> Line:
    return replace(Line(key, name, group, unit, effect), **more)  # type: ignore[arg-type]


def _grant(key: str, name: str, note: str, *, negative: bool = True) -> tuple[Line, Line]:
    """A part of the grants in kronor, and the same per inhabitant on 1 November of the year before."""
    whole = Line(key, name, "grants", "kr", 1, twin=key + PER_HEAD, note=note, negative=negative)
    each = replace(
        whole,
        key=key + PER_HEAD,
        name=f"{name}, kr per invånare",
        unit="per_head",
        counted_on="nov1",
        twin=key,
    )
    return whole, each


def _settlement(key: str, name: str, note: str) -> tuple[Line, Line]:
    """A settlement of tax per inhabitant, and the same in kronor."""
    each = Line(
        key,
        f"{name}, kr per invånare",
        "tax",
        "per_head",
        1,
        counted_on="nov1",
        twin=key + IN_KRONOR,
        note=note,
        negative=True,
    )
    whole = replace(each, key=key + IN_KRONOR, name=name, unit="kr", counted_on=None, twin=key)
    return whole, each


LINES: Final[tuple[Line, ...]] = (
    _line(
        "inhabitants",
        "Invånare 1 november året före",
        "tax",
        "number",
        counted_on="nov1",
        note="Avräkning och bidrag i kr per invånare räknas på antalet den 1 november året före.",
    ),
    _line(
        "tax_base",
        "Skatteunderlag",
        "tax",
        "kr",
        note="Årets eget skatteunderlag i hela kommunen. Saknas det räknas det fram ur året före.",
    ),
    _line(
        "tax_base_growth",
        "Uppräkning av skatteunderlaget",
        "tax",
        "percent",
        negative=True,
        note="Årets ökning av skatteunderlaget i procent.",
    ),
    _line(
        "tax_rate",
        "Skattesats",
        "tax",
        "rate",
        note="Kronor av varje hundralapp, till exempel 22,34.",
    ),
    _line(
        "tax_income",
        "Preliminär skatteintäkt",
        "tax",
        "kr",
        1,
        note="Skatteintäkten som prognosen ger den, före avräkning.",
    ),
    *_settlement(
        "tax_settlement",
        "Slutavräkning, årets",
        "Prognos för årets slutavräkning, per invånare eller i kronor.",
    ),
    *_settlement(
        "tax_settlement_before",
        "Korrigering av förra årets slutavräkning",
        "Per invånare räknas den på invånarna som förra årets slutavräkning räknades på.",
    ),
    *_grant("income_equalisation", "Inkomstutjämning", "Bidrag från utjämningen av skattekraft."),
    *_grant("cost_equalisation", "Kostnadsutjämning", "Bidrag, eller avgift med minus."),
    *_grant("regulation", "Reglering", "Regleringsbidrag, eller regleringsavgift med minus."),
    *_grant("structure", "Strukturbidrag", "För kommuner med svag skattekraft.", negative=False),
    *_grant("introduction", "Införandebidrag", "Mildrar ett byte av utjämning.", negative=False),
    *_grant("lss", "LSS-utjämning", "Bidrag, eller avgift med minus."),
    *_grant("property_fee", "Fastighetsavgift", "Kommunal fastighetsavgift.", negative=False),
    *_grant("other_grants", "Övriga generella bidrag", "Andra bidrag utan villkor.", negative=False),
    _line(
        "fees",
        "Avgifter och taxor",
        "fees",
        "kr",
        1,
        where="version",
        note="Bara det som inte redan ligger i ramarna.",
    ),
    _line("financial_income", "Finansiella intäkter", "financial", "kr", 1, where="version"),
    _line(
        "financial_cost",
        "Finansiella kostnader",
        "financial",
        "kr",
        -1,
        where="version",
        note="Utan ränta på lånen, som räknas ur lånen. Skriv kostnaden utan minus.",
    ),
    _line(
        "central_cost",
        "Kostnader utanför ramarna",
        "central",
        "kr",
        -1,
        where="version",
        note="Pensioner, avskrivningar med mera som ingen ram bär. Skriv kostnaden utan minus.",
    ),
    _line(
        "reserve_use",
        "Användning av resultatreserven",
        "target",
        "kr",
        1,
        where="version",
        note="Gör utrymmet större men är ingen intäkt: årets resultat blir lika mycket lägre.",
    ),
    _line(
        "result_target",
        "Resultatmål i kronor",
        "target",
        "kr",
        -1,
        where="version",
        twin="result_target_percent",
        negative=True,
        note="Det resultat som budgeten ska ge, före reserven.",
    ),
    _line(
        "result_target_percent",
        "Resultatmål i procent",
        "target",
        "percent",
        -1,
        where="version",
        twin="result_target",
        negative=True,
        note="I procent av skatt, generella bidrag och utjämning.",
    ),
)
BY_KEY: Final[Mapping[str, Line]] = {line.key: line for line in LINES}
#: What an own line's value is given in.
OWN_UNIT: Final[LineUnit] = "kr"
UNIT_WORDS: Final[Mapping[str, str]] = {
    "kr": "kr",
    "per_head": "kr per invånare",
    "percent": "%",
    "rate": "kr per 100 kr",
    "number": "antal",
}
CELL_UNITS: Final[Mapping[str, CellUnit]] = {
    "kr": "kr",
    "per_head": "kr",
    "percent": "percent",
    "rate": "kr",
    "number": "number",
}


def per_head(key: str) -> str:
    """The key of a part of the grants in kronor per inhabitant."""
    return key + PER_HEAD


def in_kronor(key: str) -> str:
    """The key of a settlement in kronor."""
    return key + IN_KRONOR


def main_key(line: Line) -> str:
    """The line that a sum is told under: a part of the grants, or a settlement, in either unit."""
    return line.twin if line.unit == "per_head" and line.twin else line.key


def in_round(line: Line) -> bool:
    """Whether a forecast round can say it."""
    return line.where != "version"


#: What the state pays however many live in the municipality.
FIXED_GRANTS: Final = ("property_fee", "other_grants")
#: The lines of the account, in kronor, that are so much for each inhabitant.
PAID_FOR_EACH: Final = (
    "tax_income",
    in_kronor("tax_settlement"),
    *(
        line.key
        for line in LINES
        if line.group == "grants" and line.unit == "kr" and line.key not in FIXED_GRANTS
    ),
)
