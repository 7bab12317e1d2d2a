"""What the inspector says about a frame: the finding, the steps of its waterfall and its years."""

from typing import Any

from app.services.budget import rules
from app.services.budget.words import PART_NAMES
from app.services.formatting import write_number, write_percent
from app.ui.budget.amounts import Unit, write
from app.ui.budget.columns import CHOICE, NEED, PARTS_OF, PREVIOUS, TOTAL
from app.ui.budget.trend import Point
from app.ui.budget.waterfall import Step

_DEFINITE = {
    "wages": "Löneindex",
    "prices": "Prisindex",
    "rents": "Hyresindex",
    "volume": "Volymen",
    "technical": "Den tekniska justeringen",
    "priority": "Prioriteringen",
    "assignment": "Tillskottet för uppdrag",
    "efficiency": "Effektiviseringen",
    "rounding": "Avrundningen",
}


def steps(row: Any, year: int, unit: Unit) -> list[Step]:
    """The lines of the waterfall; parts that are zero are left out."""
    previous, total = row.amount(year, PREVIOUS), row.amount(year, TOTAL)
    made = [_sum(f"Ram {year - 1}", previous, unit)]
    need = _parts(row, year, NEED, unit)
    choice = _parts(row, year, CHOICE, unit)
    plan = row.amount(year, "plan")
    made += need
    if need and choice:
        made.append(_sum("Efter behov", previous + sum(step.amount for step in need), unit))
    made += choice
    if plan:
        made.append(Step("Förändring", plan, write(plan, unit, plus=True)))
    return [*made, _sum(f"Ram {year}", total, unit)]


def finding(row: Any, year: int) -> str:
    """The title of the waterfall: what the change is mostly made of."""
    change = row.amount(year, TOTAL) - row.amount(year, PREVIOUS)
    if not change:
        return f"Ramen är oförändrad {year}"
    parts = {kind: row.amount(year, kind) for kind in _DEFINITE}
    sign = 1 if change > 0 else -1
    largest = max(parts, key=lambda kind: parts[kind] * sign)
    share = rules.percent(parts[largest] * sign, change)
    if share is not None and 30 <= share <= 100:
        what = "ökningen" if change > 0 else "minskningen"
        return f"{_DEFINITE[largest]} står för {write_number(share, 0)} procent av {what}"
    return growth(row.amount(year, PREVIOUS), row.amount(year, TOTAL), year)


def growth(first: int, last: int, year: int) -> str:
    """How a frame grows or shrinks until a year."""
    percent = rules.percent(last - first, first)
    if percent is None or not percent:
        return f"Ramen är oförändrad till {year}" if percent is not None else f"Ramen är ny {year}"
    verb = "växer" if percent > 0 else "minskar"
    return f"Ramen {verb} med {write_number(abs(percent), 1)} procent till {year}"


def points(row: Any, years: tuple[int, ...], unit: Unit) -> list[Point]:
    """The year before and every year of the plan."""
    before = row.amount(years[0], PREVIOUS)
    made = [Point(years[0] - 1, before, write(before, unit), False)]
    totals = [(year, row.amount(year, TOTAL)) for year in years]
    return made + [Point(year, amount, write(amount, unit), True) for year, amount in totals]


def per_inhabitant(amount: int, inhabitants: int | None) -> str | None:
    """Whole kronor of a frame per inhabitant."""
    if not inhabitants:
        return None
    return write_number(rules.per_head(amount, inhabitants), 0)


def share(amount: int, distributed: int) -> str | None:
    """A frame's share of all frames of the year."""
    percent = rules.percent(amount, distributed)
    return None if percent is None else write_percent(percent)


def _sum(label: str, amount: int, unit: Unit) -> Step:
    return Step(label, amount, write(amount, unit), True)


def _parts(row: Any, year: int, band: str, unit: Unit) -> list[Step]:
    found = [(kind, row.amount(year, kind)) for kind in PARTS_OF[band]]
    return [
        Step(PART_NAMES[kind].capitalize(), amount, write(amount, unit, plus=True))
        for kind, amount in found
        if amount
    ]
