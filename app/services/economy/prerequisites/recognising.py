"""Which line a row of a published table is, whatever it is called there, and what its amounts are in."""

import re
from collections.abc import Mapping
from typing import Final

from app.services.economy.prerequisites.lines import BY_KEY, LINES, Line
from app.services.textorder import fold

_UNITS: Final[Mapping[str, str]] = {
    "mnkr": "mnkr", "mkr": "mnkr", "miljoner kronor": "mnkr", "miljoner kr": "mnkr",
    "tkr": "tkr", "kkr": "tkr", "tusen kronor": "tkr", "tusental kronor": "tkr", "tusentals kronor": "tkr",
    "kr/inv": "per_head", "kr per inv": "per_head", "kronor per inv": "per_head", "kr/invånare": "per_head",
    "kr per invånare": "per_head", "kronor per invånare": "per_head", "kronor/invånare": "per_head",
    "per invånare": "per_head", "per inv": "per_head",
    "procent": "%", "procentuell": "%", "%": "%",
    "kr": "kr", "kronor": "kr", "sek": "kr",
}  # fmt: skip
_UNIT: Final = re.compile(
    rf"(?<!\w)({'|'.join(re.escape(word) for word in sorted(_UNITS, key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)
#: The rate, or what it brings in where the table is in thousands.
_EITHER: Final = "tax"
#: What begins or holds the name of a row, in the order they are tried; the more particular first.
_NAMES: Final[tuple[tuple[str, str], ...]] = (
    (r"fastighetsavgift|fastighetsskatt", "property_fee"),
    (r"skatte?(intäkt|medel|inkomst)\w*,? \(?(före|exkl|utan)", "tax_income"),
    (r"korriger.*avräkning|avräkning.*(korriger|föregående|förra)", "tax_settlement_before"),
    (r"avräkning", "tax_settlement"),
    (r"uppräkning|skatteunderlag\w* .*(utveckling|tillväxt|förändring|ökning)", "tax_base_growth"),
    (r"skatteunderlag", "tax_base"),
    (r"skattesats|utdebitering", "tax_rate"),
    (r"^kommunalskatt$", _EITHER),
    (r"skatte?(intäkt|medel|inkomst|inbetalning)|^(allmän )?kommunalskatt", "tax_income"),
    (r"inkomstutjämning|inkomstutj", "income_equalisation"),
    (r"kostnadsutjämning|kostnadsutj", "cost_equalisation"),
    (r"reglering", "regulation"),
    (r"strukturbidrag", "structure"),
    (r"införandebidrag", "introduction"),
    (r"lss|stöd och service", "lss"),
    (
        r"(övriga|andra) (generella )?(stats)?bidrag|generella (stats)?bidrag( från staten)?$|tillfälliga",
        "other_grants",
    ),
    (r"finansiella intäkter(?! och)", "financial_income"),
    (r"finansiella kostnader", "financial_cost"),
    (r"invånar|befolkning|folkmängd", "inhabitants"),
)  # fmt: skip
_PATTERNS: Final = tuple((re.compile(pattern), key) for pattern, key in _NAMES)
_OWN_NAMES: Final = {fold(line.name): line.key for line in LINES}
_SUMS: Final = re.compile(
    r"^(summa|totalt|delsumma)|skatteintäkter (och|samt|inkl)|skatteintäkter.*(bidrag|utjämning)|"
    r"skatter och|skatt och|generella (stats)?bidrag och|förändring (mot|jämfört)"
)


def unit_of(text: str) -> str:
    """The unit that a heading or the name of a row says: kr, tkr, mnkr, per_head or %; "" when none."""
    found = _UNIT.search(text)
    return _UNITS[found[1].casefold()] if found is not None else ""


def line_of(name: str, unit: str) -> Line | None:
    """The line that a row is by its name and unit; None where it is none, or a sum of others."""
    known = _OWN_NAMES.get(fold(name))
    if known is not None:
        return _in_unit(known, unit)
    if is_sum(name):
        return None
    bare = _bare(name)
    for pattern, key in _PATTERNS:
        if pattern.search(bare):
            return _in_unit(key, unit)
    return None


def is_sum(name: str) -> bool:
    """Whether a row is a sum of others, which the program reckons itself."""
    return bool(_SUMS.search(_bare(name)))


def _bare(name: str) -> str:
    return _UNIT.sub("", name).casefold().strip(" ,()[]:")


def _in_unit(key: str, unit: str) -> Line | None:
    if key == "tax_base" and unit == "%":
        key = "tax_base_growth"
    if key == _EITHER:
        key = "tax_income" if unit in ("tkr", "mnkr") else "tax_rate"
    line, wanted = BY_KEY[key], "per_head" if unit == "per_head" else "kr" if unit != "%" and unit else ""
    if wanted and line.unit != wanted and line.twin and BY_KEY[line.twin].unit == wanted:
        line = BY_KEY[line.twin]
    fits = {"%": ("percent", "rate"), "per_head": ("per_head",)}.get(unit)
    return line if fits is None or line.unit in fits else None
