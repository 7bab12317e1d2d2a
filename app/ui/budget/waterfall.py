"""How a frame is composed, as a waterfall: need first, then political choice, with its finding."""

from typing import Any

from app.services.budget import rules
from app.services.budget.words import FRAME_KINDS, MEASURES, PART_NAMES
from app.services.charts.sheet import Caption
from app.services.charts.waterfall import Step, Waterfall
from app.services.formatting import write_number
from app.ui.budget.amounts import Unit, write
from app.ui.budget.columns import CHOICE, NEED, PARTS_OF, PREVIOUS, TOTAL

_DEFINITE = {
    "wages": "Lönekompensationen",
    "prices": "Priskompensationen",
    "rents": "Hyreskompensationen",
    "volume": "Volymen",
    "technical": "Den tekniska justeringen",
    "priority": "Prioriteringen",
    "assignment": "Tillskottet för uppdrag",
    "efficiency": "Effektiviseringskravet",
    "rounding": "Avrundningen",
}
_WORTH_SAYING, _ALL = 30, 100


def frame_waterfall(view: Any, row: Any, year: int, unit: Unit) -> Waterfall:
    """The waterfall of a line of the grid in a year."""
    made = Waterfall(steps(row, year, unit))
    broken = " Axeln är bruten." if made.broken else ""
    words = shown_words(view, unit)
    note = f"Från ram {year - 1} till ram {year}, {words}.{broken}"
    return Waterfall(made.steps, Caption(finding(row, year), note, about=about(view, row)))


def about(view: Any, row: Any) -> str:
    """Whose frame it is, and in which version."""
    return f"{row.name}, {view.version.name}"


def shown_words(view: Any, unit: Unit) -> str:
    """What the amounts are: tkr, and what they measure where it is not the ordinary."""
    words: list[str] = [unit]
    if view.measure != "net":
        words.insert(0, MEASURES[view.measure])
    if view.financing != "operating":
        words.insert(0, FRAME_KINDS[view.financing])
    return ", ".join(words)


def steps(row: Any, year: int, unit: Unit) -> tuple[Step, ...]:
    """The lines of the waterfall; parts that are zero are left out."""
    previous, total = row.amount(year, PREVIOUS), row.amount(year, TOTAL)
    need, choice = _parts(row, year, NEED, unit), _parts(row, year, CHOICE, unit)
    plan = row.amount(year, "plan")
    made = [_sum(f"Ram {year - 1}", previous, unit), *need]
    if need and choice:
        made.append(_sum("Efter behov", previous + sum(step.amount for step in need), unit))
    made += choice
    if plan:
        made.append(Step("Förändring", plan, write(plan, unit, plus=True)))
    return (*made, _sum(f"Ram {year}", total, unit))


def finding(row: Any, year: int) -> str:
    """The title of the waterfall: what the change is mostly made of."""
    change = row.amount(year, TOTAL) - row.amount(year, PREVIOUS)
    if not change and not row.amount(year, TOTAL) and not any(row.amount(year, kind) for kind in _DEFINITE):
        return f"Ingen ram {year} än"
    if not change:
        return f"Ramen är oförändrad {year}"
    parts = {kind: row.amount(year, kind) for kind in _DEFINITE}
    sign = 1 if change > 0 else -1
    largest = max(parts, key=lambda kind: parts[kind] * sign)
    share = rules.percent(parts[largest] * sign, change)
    if share is not None and _WORTH_SAYING <= share <= _ALL:
        what = "ökningen" if change > 0 else "minskningen"
        if share == _ALL:
            return f"{_DEFINITE[largest]} står för hela {what}"
        return f"{_DEFINITE[largest]} står för {write_number(share, 0)} procent av {what}"
    return growth(row.amount(year, PREVIOUS), row.amount(year, TOTAL), year)


def growth(first: int, last: int, year: int) -> str:
    """How a frame grows or shrinks until a year."""
    percent = rules.percent(last - first, first)
    if percent is None or not percent:
        return f"Ramen är oförändrad till {year}" if percent is not None else f"Ramen är ny {year}"
    verb = "växer" if percent > 0 else "minskar"
    return f"Ramen {verb} med {write_number(abs(percent), 1)} procent till {year}"


def _sum(label: str, amount: int, unit: Unit) -> Step:
    return Step(label, amount, write(amount, unit), True)


def _parts(row: Any, year: int, band: str, unit: Unit) -> list[Step]:
    found = [(kind, row.amount(year, kind)) for kind in PARTS_OF[band]]
    return [
        Step(PART_NAMES[kind].capitalize(), amount, write(amount, unit, plus=True))
        for kind, amount in found
        if amount
    ]
