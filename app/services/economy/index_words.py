"""The index tables' own words: the tables that every file has, and what rests on an index or a line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.services.budget.grounds.engine import Ground
from app.services.formatting import NBSP, write_number, write_ore, write_percent

_ABBREVIATION = re.compile(r"\(([^()]{2,12})\)$")
UNITS: Final[Mapping[str, str]] = {
    "change": "förändring i procent",
    "share": "procent",
    "kr": "kronor för varje",
}
KINDS: Final[Mapping[str, str]] = {
    "prices": "priser",
    "wages": "löner",
    "interest": "internränta",
    "rent": "internhyra",
    "overhead": "personalomkostnader",
    "own": "egen",
}


@dataclass(frozen=True, slots=True)
class Standard:
    """A table that every file has; its values are the municipality's own to enter."""

    kind: str
    name: str
    unit: str
    note: str
    per: str | None = None


STANDARD: Final = (
    Standard("prices", "Prisindex för kommunal verksamhet (PKV)", "change", "Som SKR publicerar det."),
    Standard(
        "wages", "Arbetskraftskostnadsindex (AKI)", "change", "Hur löner och avgifter på lön väntas öka."
    ),
    Standard("interest", "Internränta", "share", "Räntan på bundet kapital, procent av bokfört värde."),
    Standard("rent", "Internhyra", "kr", "Vad en kvadratmeter kostar den som hyr inom kommunen.", "m²"),
    Standard("overhead", "PO-pålägg", "share", "Arbetsgivaravgifter och pension, procent av lönen."),
)


def write_value(value: Decimal, unit: str, per: str | None) -> str:
    """A value as it is read: 3,1 %, or 1 150 kr per m²."""
    if unit != "kr":
        return write_percent(value, None)
    return f"{write_number(value)}{NBSP}kr per {per or 'enhet'}"


def short(name: str) -> str:
    """A name by the abbreviation that it ends with, where it has one: AKI."""
    found = _ABBREVIATION.search(name)
    return found[1] if found else name


def ground_words(ground: Ground, name: str, worth: Decimal | None, unit: str, per: str | None) -> str:
    """What a part rests on: "AKI 2027 3,1 % på 68 % av ramen 2026"."""
    if ground.kind == "line":
        share = "" if ground.times == 100 else f"{write_percent(ground.times, None)} av "
        return f"{share}raden {name} {ground.year}"
    said = f"{short(name)} {ground.year}" + ("" if worth is None else f" {write_value(worth, unit, per)}")
    if ground.kind == "share":
        return f"{said} på {write_percent(ground.times, None)} av ramen {ground.year - 1}"
    if ground.kind == "base":
        return f"{said} på {write_ore(int(ground.times))}"
    return f"{said} × {write_number(ground.times)} {per or ''}".rstrip()
