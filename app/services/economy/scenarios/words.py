"""Steps of a scenario in words, such as a reader of the comparison sees them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from app.services.budget.checks import in_words
from app.services.economy.prerequisites.lines import BY_KEY
from app.services.economy.scenarios.kinds import StepValues, part_name
from app.services.formatting import (
    ORE_PER_UNIT,
    write_count,
    write_number,
    write_ore,
    write_percent,
    write_tkr,
    write_years,
)

_PER_KR: Final = 100
_NOTHING: Final = "borttagen"


@dataclass(frozen=True, slots=True)
class Names:
    """What everything that steps are about is called, by key."""

    units: Mapping[int, str] = field(default_factory=dict)
    pots: Mapping[int, str] = field(default_factory=dict)
    tables: Mapping[int, str] = field(default_factory=dict)
    table_units: Mapping[int, str] = field(default_factory=dict)
    projects: Mapping[int, str] = field(default_factory=dict)
    assignments: Mapping[int, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)


def step_words(step: StepValues, names: Names, years: tuple[int, ...]) -> str:
    """A step in a few words, with its years where it does not hold for all."""
    return _KINDS[step.kind](step, names) + _when(step, years)


def _when(step: StepValues, years: tuple[int, ...]) -> str:
    first = step.first_year if step.first_year is not None else years[0]
    last = step.last_year if step.last_year is not None else years[-1]
    if (first, last) == (years[0], years[-1]):
        return ""
    if last == years[-1] and first != last:
        return f", från {first}"
    return f", {write_years(first, last)}"


def _tax_rate(step: StepValues, _names: Names) -> str:
    rate = step.number or Decimal(0)
    more = abs(rate)
    cents = more * _PER_KR
    said = f"{write_number(cents.normalize() + 0)} öre" if more < 1 else f"{write_number(more)} kr"
    return f"Skattesatsen {'höjs' if rate > 0 else 'sänks'} {said}"


def _line(step: StepValues, names: Names) -> str:
    line = step.line or ""
    name = names.lines.get(line) or (BY_KEY[line].name if line in BY_KEY else line)
    if step.number is None:
        return f"{name} {_amount_words(step)}"
    if line == "tax_base_growth":
        return f"{name} {_points(step.number)}"
    return f"{name} {write_percent(step.number, None, plus=True)}"


def _index(step: StepValues, names: Names) -> str:
    key, number = step.table_id or 0, step.number or Decimal(0)
    kr = names.table_units.get(key) == "kr"
    said = write_percent(number, None, plus=True) if kr else _points(number)
    return f"{names.tables.get(key, 'Index')} {said}{_whose(step, names, '')}"


def _points(number: Decimal) -> str:
    word = "procentenhet" if abs(number) == 1 else "procentenheter"
    return f"{write_number(number, plus=True)} {word}"


def _volume(step: StepValues, names: Names) -> str:
    return f"Volymer {_percent(step)}{_whose(step, names)}"


def _part(step: StepValues, names: Names) -> str:
    return f"{part_name(step.component).capitalize()} {_percent(step)}{_whose(step, names)}"


def _percent(step: StepValues) -> str:
    number = step.number or Decimal(0)
    return _NOTHING if number == -_PER_KR else write_percent(number, None, plus=True)


def _whose(step: StepValues, names: Names, everyone: str = " i alla ramar") -> str:
    if step.pot_id is not None:
        return f" för {names.pots.get(step.pot_id, 'en gemensam post')}"
    return everyone if step.unit_id is None else f" för {names.units.get(step.unit_id, 'en enhet')}"


def _amount(step: StepValues, names: Names) -> str:
    part = f" ({part_name(step.component)})" if step.component else ""
    return f"{_amount_words(step)}{_whose(step, names)}{part}"


def _amount_words(step: StepValues) -> str:
    ore = step.amount or 0
    if ore % ORE_PER_UNIT["tkr"] == 0:
        return write_tkr(ore, plus=True, unit=True)
    return write_ore(ore, plus=True)


def _assignment(step: StepValues, names: Names) -> str:
    return f"Inga pengar till uppdraget ”{names.assignments.get(step.assignment_id or 0, '')}”"


def _project(step: StepValues, names: Names) -> str:
    name = f"Investeringen ”{names.projects.get(step.project_id or 0, '')}”"
    if step.number is None:
        return f"{name} stryks"
    years = write_count(int(abs(step.number)), "år", "år")
    return f"{name} {'skjuts upp' if step.number > 0 else 'tidigareläggs'} {years}"


def _inhabitants(step: StepValues, _names: Names) -> str:
    return f"{write_number(step.number or Decimal(0), plus=True)} invånare"


def _target(step: StepValues, _names: Names) -> str:
    if step.number is not None:
        return f"Resultatmål {write_percent(step.number, None)} av skatt och bidrag"
    return f"Resultatmål {in_words(step.amount or 0)}"


_KINDS: Final[Mapping[str, Callable[[StepValues, Names], str]]] = {
    "tax_rate": _tax_rate,
    "line": _line,
    "index": _index,
    "volume": _volume,
    "part": _part,
    "amount": _amount,
    "assignment": _assignment,
    "project": _project,
    "inhabitants": _inhabitants,
    "target": _target,
}
