"""The words of allocation models: areas with what they usually count, and amounts explained in a sentence."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.services.budget.allocation.arithmetic import (
    Factors,
    Group,
    Results,
    as_decimal,
    opening_of,
    ore_per,
    rounded,
    shortened,
)
from app.services.formatting import NBSP, write_number, write_ore, write_percent

VOLUME, SPECIAL = "volume", "special_account"
BASE_PART: Final = "Grundbelopp"
PARTS: Final = (BASE_PART, "Kvalitet", "Ambition")
"""What a price is usually built of (`BUD-19`); any other part can be named."""
KINDS: Final = {VOLUME: "Volym gånger pris", SPECIAL: "Anslag med särskild redovisning"}
_MOST_DECIMALS = 8


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the source (`BUD-04`), with what is counted in it and its usual target groups."""

    key: str
    name: str
    volume_unit: str
    groups: tuple[str, ...]


AREAS: Final = (
    Area("preschool", "Förskola", "barn", ("Barn 1–5 år",)),
    Area("school", "Skola", "elever", ("Förskoleklass", "Årskurs 1–3", "Årskurs 4–6", "Årskurs 7–9")),
    Area("home_care", "Hemtjänst", "timmar", ("Utförda timmar",)),
    Area("special_housing", "Särskilt boende", "platser", ("Platser",)),
    Area("food", "Kost", "portioner", ("Portioner",)),
    Area("own", "Egen", "enheter", ("Volym",)),
)
AREA_NAMES: Final = {area.key: area.name for area in AREAS}


def version_title(name: str, number: int) -> str:
    """What a version of a model is called in sources: Förskola, version 2."""
    return f"{name}, version {number}"


def write_volume(volume: Fraction | Decimal) -> str:
    """A volume with every decimal it has."""
    return write_exact(Fraction(volume))


def write_exact(value: Fraction) -> str:
    """A number with every decimal it has, or with ≈ where they are very many."""
    exact = as_decimal(value, most=_MOST_DECIMALS)
    if exact is None:
        return f"≈{NBSP}{write_number(shortened(value, _MOST_DECIMALS).normalize())}"
    return write_number(_plain(exact))


def write_factor(value: Decimal) -> str:
    """A factor exactly as it was typed."""
    return write_number(value)


def write_amount(amount: Fraction) -> str:
    """An amount rounded half up to whole öre."""
    return write_ore(rounded(amount))


def explain_line(
    factors: Factors, results: Results, group: Group, unit_id: int, year: int, volume_unit: str
) -> tuple[str, ...]:
    """How a line came about, a step per sentence, with every factor as it was typed."""
    volume = results.counted.get((group.id, unit_id, year))
    if volume is None:
        return ()
    said = [*explain_volume(factors, group, unit_id, year, volume_unit)]
    price = results.prices.get((group.id, year))
    if price is None:
        return (*said, f"Pris {year} saknas för {group.name}.")
    said += explain_price(factors, results, group, year)
    times = f"{write_volume(volume)} {volume_unit} × {write_exact(price.value)}{NBSP}{factors.price_unit}"
    if group.subsidy is not None:
        times += f" × {write_percent(group.subsidy, None)}"
    amount = results.lines[group.id, unit_id, year]
    exact = amount.denominator == 1
    said.append(f"{times} {'=' if exact else '≈'} {write_amount(amount)}")
    return tuple(said)


def explain_volume(
    factors: Factors, group: Group, unit_id: int, year: int, volume_unit: str
) -> tuple[str, ...]:
    """How a mean volume came about; nothing where the volume is the year's own."""
    opening = opening_of(group, unit_id, year) if factors.mean_volume else None
    here = group.volumes.get((unit_id, year))
    if opening is None or here is None:
        return ()
    mean = (Fraction(opening) + Fraction(here.volume)) / 2
    parts = f"({write_factor(opening)} + {write_factor(here.volume)}) / 2"
    return (f"{parts} = {write_volume(mean)} {volume_unit} i medeltal",)


def explain_price(factors: Factors, results: Results, group: Group, year: int) -> tuple[str, ...]:
    """How a price came about: its parts, or the years' indexes on the last typed one."""
    price = results.prices.get((group.id, year))
    if price is None:
        return ()
    parts = group.prices.get(price.year, {})
    unit = factors.price_unit
    said = []
    if len(parts) > 1:
        terms = " + ".join(f"{name} {write_factor(part)}" for name, part in parts.items())
        own = sum(map(Fraction, parts.values()), Fraction())
        said.append(f"Pris {price.year}: {terms} = {write_exact(own)}{NBSP}{unit}")
    if not price.own:
        base = write_exact(sum(map(Fraction, parts.values()), Fraction()))
        chain = [_index_words(factors, at) for at in range(price.year + 1, year + 1)]
        said.append(
            f"Pris {year}: {base}{NBSP}{unit} {' '.join(chain)} = {write_exact(price.value)}{NBSP}{unit}"
        )
    return tuple(said)


def per_volume(results: Results, unit_id: int | None, year: int) -> Decimal | None:
    """Öre per counted volume of a unit, or of all, rounded to whole öre; None where nothing is counted."""
    if unit_id is None:
        amount, volume = results.total(year), results.volume(year)
    else:
        place = (unit_id, year)
        amount, volume = results.units.get(place, Fraction()), results.volumes.get(place, Fraction())
    return Decimal(rounded(amount / volume)) if volume and amount else None


def in_kronor(price: Fraction, price_unit: str) -> Fraction:
    """A price in kronor."""
    return price * ore_per(price_unit) / 100


def _index_words(factors: Factors, year: int) -> str:
    percent = factors.indexes.get(year)
    return "× 1" if percent is None else f"× {write_exact(1 + Fraction(percent) / 100)}"


def _plain(value: Decimal) -> Decimal | int:
    return int(value) if value == value.to_integral_value() else value.normalize()
