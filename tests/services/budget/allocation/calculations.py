"""Versions of models made for the tests of their arithmetic."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from app.services.budget.allocation.arithmetic import Factors, Group, Volume

YEAR = 2027
UNITS = (11, 12, 13)

#: Sjöbo kommun 2020: tkr per inhabitant, mean population, million kronor with one decimal.
SJOBO_SCHOOL = (
    ("1–5 år", "107.4", "1103.5", "118.5"),
    ("6 år", "126.9", "232.5", "29.5"),
    ("7–9 år", "142.3", "710.5", "101.1"),
    ("10–12 år", "120.3", "652.5", "78.5"),
    ("13–15 år", "119.1", "579.0", "69.0"),
)
SJOBO_UPPER = (("16–18 år", "158.6", "646.0", "102.5"),)
SJOBO_CARE = (
    ("65–79 år", "17.7", "3419.5", "60.5"),
    ("80–89 år", "102.7", "925.0", "95.0"),
    ("90– år", "374.9", "186.5", "69.9"),
)


def group(key: int, name: str, price: str, volume: str, *, opening: str | None = None) -> Group:
    """A group with one price and one unit's volume in the year."""
    first = None if opening is None else Decimal(opening)
    volumes = {(UNITS[0], YEAR): Volume(Decimal(volume), first)}
    return Group(key, name, {YEAR: {"Grundbelopp": Decimal(price)}}, volumes)


def decimals(least: int, most: int, places: int = 4) -> st.SearchStrategy[Decimal]:
    """Factors as people type them."""
    return st.decimals(least, most, places=places, allow_nan=False, allow_infinity=False)


prices = decimals(-1_000, 500_000)
percents = decimals(-50, 50, 3)
volumes = decimals(0, 10_000, 2)


@st.composite
def factors(draw: st.DrawFn) -> Factors:
    """A version with some groups, years with and without prices of their own, and some units."""
    years = range(YEAR - 1, YEAR + 4)
    groups = []
    for key in range(1, draw(st.integers(1, 3)) + 1):
        own = draw(st.sets(st.sampled_from(tuple(years)), min_size=0, max_size=2)) | {YEAR - 1}
        typed = {year: draw(st.dictionaries(st.sampled_from(("A", "B")), prices, min_size=1)) for year in own}
        held = draw(st.sets(st.tuples(st.sampled_from(UNITS), st.sampled_from(tuple(years))), max_size=8))
        counted = {place: Volume(draw(volumes), draw(st.none() | volumes)) for place in sorted(held)}
        subsidy = draw(st.none() | decimals(0, 100, 1))
        groups.append(Group(key, f"Grupp {key}", typed, counted, subsidy))
    return Factors(
        tuple(groups),
        draw(st.dictionaries(st.sampled_from(tuple(years)), percents)),
        mean_volume=draw(st.booleans()),
        price_unit=draw(st.sampled_from(("kr", "tkr"))),
    )


def ore(kronor: str) -> Fraction:
    """An amount in kronor as öre."""
    return Fraction(Decimal(kronor)) * 100
