"""What a value of a line may be: its sign, its size, and a tax rate in kronor of every hundred."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from app.services.economy.prerequisites.errors import NotLine, NotRate, NotValue
from app.services.economy.prerequisites.lines import Line

FIRST_YEAR, LAST_YEAR = 1980, 2100
_LARGEST: Final = Decimal(10) ** 12
_MOST_EACH: Final = Decimal(10) ** 6
_MOST_HEADS: Final = Decimal(10) ** 8
_LOWEST_RATE, _HIGHEST_RATE = Decimal(10), Decimal(40)
_FINEST: Final = 6
_SCALES: Final = (-2, -1, 2, -3, 1, -4)


def check_values(lines: Mapping[str, Line], values: Mapping[tuple[str, int], Decimal | None]) -> None:
    """Refuse the first value that cannot be; `lines` are those that can be typed."""
    for (key, year), value in values.items():
        line = lines.get(key)
        if line is None:
            raise NotLine(key, "finns inte bland raderna här.")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise NotValue(line.name, year, f"året ska vara mellan {FIRST_YEAR} och {LAST_YEAR}.")
        if value is not None:
            check_value(line, year, value)


def check_value(line: Line, year: int, value: Decimal) -> None:
    """Refuse a value that a line cannot have."""
    if line.unit == "rate":
        _check_rate(line, year, value)
        return
    if value < 0 and not line.negative:
        raise NotValue(line.name, year, _below(line))
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > _FINEST:
        raise NotValue(line.name, year, f"skriv högst {_FINEST} decimaler.")
    if line.unit == "number" and (value != value.to_integral_value() or value > _MOST_HEADS):
        raise NotValue(line.name, year, "skriv ett helt antal invånare.")
    if line.unit == "kr" and abs(value) > _LARGEST:
        raise NotValue(line.name, year, "beloppet är större än tusen miljarder kronor. Är det i rätt enhet?")
    if line.unit == "per_head" and abs(value) > _MOST_EACH:
        raise NotValue(line.name, year, "det är mer än en miljon kronor per invånare. Är det i rätt enhet?")
    if line.unit == "percent" and abs(value) > 100:
        raise NotValue(line.name, year, "skriv procent mellan −100 och 100.")


def _below(line: Line) -> str:
    if line.unit == "number":
        return "antalet invånare kan inte vara mindre än noll."
    if line.effect < 0:
        return "skriv kostnaden utan minus, den dras ifrån ändå."
    return "kan inte vara mindre än noll."


def _check_rate(line: Line, year: int, value: Decimal) -> None:
    if _LOWEST_RATE <= value <= _HIGHEST_RATE:
        return
    meant = None
    for power in _SCALES if value > 0 else ():
        if _LOWEST_RATE <= value.scaleb(power) <= _HIGHEST_RATE:
            meant = value.scaleb(power)
            break
    raise NotRate(line.name, year, value, meant.normalize() if meant is not None else None)
