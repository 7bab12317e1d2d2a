"""What each kind of step does to the prerequisites, the frames and the investments of a scenario."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.services.economy.prerequisites.arithmetic import BASE, tax_base
from app.services.economy.prerequisites.lines import (
    BY_KEY,
    FIXED_GRANTS,
    INCOME_RATE,
    PAID_FOR_EACH,
    per_head,
)
from app.services.economy.scenarios.frames import rounded, shared
from app.services.economy.scenarios.kinds import USUAL_PART, StepValues, part_name
from app.services.economy.scenarios.work import ProjectChange, Work
from app.services.formatting import write_number

_ASSIGNMENT: Final = "assignment"
_INCOME: Final = "tax_income"


def carry_out(work: Work, step: StepValues) -> str:
    """Carry out a step wholly or not at all; what kept it from it, or nothing."""
    before = work.kept()
    stopped = _KINDS[step.kind](work, step)
    if stopped:
        work.go_back(before)
    else:
        work.follow_lines(before)
    return stopped


def _tax_rate(work: Work, step: StepValues) -> str:
    for year in work.years(step):
        rate = work.values.get(("tax_rate", year))
        if rate is None:
            return f"Skattesatsen {year} saknas i förutsättningarna."
        wanted = rate + (step.number or 0)
        if wanted < 0:
            return f"Skattesatsen {year} skulle bli {write_number(wanted)}."
        if work.grounds.mode != BASE and rate:
            _scale(work, _INCOME, year, Fraction(wanted) / Fraction(rate))
        work.values["tax_rate", year] = wanted
        if (_INCOME, year) in work.values:
            work.values[INCOME_RATE, year] = wanted
    return ""


def _line(work: Work, step: StepValues) -> str:
    line = step.line or ""
    if line == "tax_base_growth":
        return _growth(work, step)
    if line not in BY_KEY and line not in work.grounds.own_lines:
        return "Raden finns inte längre i förutsättningarna."
    if line in work.grounds.pot_lines:
        return "Raden tas ur en gemensam post. Ändra postens ram i stället."
    for year in work.years(step):
        if line == _INCOME:
            _at_own_rate(work, year)
        value = work.values.get((line, year))
        name = BY_KEY[line].name if line in BY_KEY else "Raden"
        if value is None and step.number is not None:
            return f"{name} {year} saknas i förutsättningarna."
        if step.number is not None:
            factor = 1 + Fraction(step.number) / 100
            wanted = _kronor(Fraction(value or 0) * factor)
            if line == "tax_base" and work.grounds.mode != BASE:
                _scale(work, _INCOME, year, factor)
        else:
            wanted = (value or Decimal(0)) + Decimal(step.amount or 0).scaleb(-2)
        if wanted < 0 and line in BY_KEY and not BY_KEY[line].negative:
            return f"{name} {year} skulle bli mindre än noll."
        work.values[line, year] = wanted
    return ""


def _growth(work: Work, step: StepValues) -> str:
    """The growth of the tax base some percentage points higher; what is given for a year follows it."""
    factor = Fraction(1)
    for year in work.grounds.years:
        if step.holds_in(year):
            growth = work.values.get(("tax_base_growth", year))
            if growth is None:
                return f"{BY_KEY['tax_base_growth'].name} {year} saknas i förutsättningarna."
            wanted = growth + (step.number or 0)
            factor *= (100 + Fraction(wanted)) / (100 + Fraction(growth))
            work.values["tax_base_growth", year] = wanted
        _scale(work, "tax_base", year, factor)
        if work.grounds.mode != BASE:
            _scale(work, _INCOME, year, factor)
    return ""


def _index(work: Work, step: StepValues) -> str:
    """What rests on an index with another, year by year since a frame builds on the one before."""
    table = step.table_id or 0
    holders = set(work.grounds.frames.of(step.unit_id, step.pot_id))
    resting = [
        ground for ground in work.grounds.resting.get(table, ())
        if ground.holder in holders and step.holds_in(ground.year)
    ]  # fmt: skip
    if not resting:
        return "Inget i ramarna vilar på indexet de åren."
    kr = work.grounds.index_units.get(table) == "kr"
    for ground in sorted(resting, key=lambda one: one.year):
        index = work.worth(ground)
        if index is None:
            return f"Indexet saknar värde för {ground.year}."
        more = step.number or Decimal(0)
        work.set_worth(ground, index * (100 + more) / 100 if kr else index + more)
    return ""


def _part(work: Work, step: StepValues) -> str:
    component = "volume" if step.kind == "volume" else step.component or USUAL_PART
    found = False
    for holder in work.grounds.frames.of(step.unit_id, step.pot_id):
        for year in work.years(step):
            now = work.frames.part(holder, year, component)
            found = found or bool(now)
            change = rounded(Fraction(now) * Fraction(step.number or 0) / 100)
            work.set_part(holder, year, component, change)
    return "" if found else f"Ramarna har ingen {part_name(component)} här."


def _amount(work: Work, step: StepValues) -> str:
    holders = work.grounds.frames.of(step.unit_id, step.pot_id)
    years = work.years(step)
    if not holders:
        return "Den som steget gäller har ingen ram i versionen."
    if step.unit_id in holders:
        holders = (step.unit_id,)
    weights = [work.grounds.frames.totals.get((holder, years[0]), 0) for holder in holders]
    later = years[-1] + 1
    component = step.component or USUAL_PART
    if component == "plan" and years[0] == work.grounds.years[0]:
        return f"Ramen {years[0]} har ingen {part_name(component)}. Välj en annan del av ramen."
    for holder, amount in zip(holders, shared(step.amount or 0, weights), strict=True):
        work.set_part(holder, years[0], component, amount)
        if later in work.grounds.years:
            work.set_part(holder, later, component, -amount)
    return ""


def _assignment(work: Work, step: StepValues) -> str:
    found = False
    for holder, year, amount in work.grounds.fundings.get(step.assignment_id or 0, ()):
        if step.holds_in(year) and amount:
            work.set_part(holder, year, _ASSIGNMENT, -amount)
            work.unfunded.add((step.assignment_id or 0, holder, year))
            found = True
    return "" if found else "Uppdraget har inga pengar i ramarna de åren."


def _project(work: Work, step: StepValues) -> str:
    key = step.project_id or 0
    if key not in work.grounds.projects:
        return "Investeringen har inga pengar i versionen."
    work.projects[key] = ProjectChange(None if step.number is None else int(step.number))
    return ""


def _inhabitants(work: Work, step: StepValues) -> str:
    """More inhabitants with the same tax base each; what is paid for each of them follows."""
    bases = {year: tax_base(work.values, year) for year in work.grounds.years}
    more = step.number or Decimal(0)
    for year in work.grounds.years:
        base, heads = bases[year], work.values.get(("inhabitants", year))
        if not step.holds_in(year):
            if base is not None:  # a base that follows from the year before stays what it was
                work.values["tax_base", year] = _kronor(base[0])
            continue
        if not heads:
            return f"Invånare den 1 november {year - 1} saknas i förutsättningarna."
        if heads + more < 0:
            return f"Det skulle bli {write_number(heads + more)} invånare {year}."
        factor = Fraction(heads + more) / Fraction(heads)
        _fix(work, year, heads)
        work.values["inhabitants", year] = heads + more
        if base is not None:
            work.values["tax_base", year] = _kronor(base[0] * factor)
        for line in PAID_FOR_EACH:
            if line != _INCOME or work.grounds.mode != BASE:
                _scale(work, line, year, factor)
    return ""


def _fix(work: Work, year: int, heads: Decimal) -> None:
    """What is paid however many live here stays what it was, also where it is given per inhabitant."""
    for line in FIXED_GRANTS:
        each = work.values.pop((per_head(line), year), None)
        if each is not None:
            work.values[line, year] = _kronor(Fraction(each) * Fraction(heads))


def _target(work: Work, step: StepValues) -> str:
    for year in work.years(step):
        work.values.pop(("result_target", year), None)
        work.values.pop(("result_target_percent", year), None)
        if step.number is not None:
            work.values["result_target_percent", year] = step.number
        else:
            work.values["result_target", year] = Decimal(step.amount or 0).scaleb(-2)
    return ""


def _at_own_rate(work: Work, year: int) -> None:
    """Tax income that a forecast reckons at another rate, as it is at the rate of the version."""
    income, rate = work.values.get((_INCOME, year)), work.values.get(("tax_rate", year))
    reckoned_at = work.values.get((INCOME_RATE, year))
    if income is not None and rate and reckoned_at and rate != reckoned_at:
        work.values[_INCOME, year] = _kronor(Fraction(income) * Fraction(rate) / Fraction(reckoned_at))
        work.values[INCOME_RATE, year] = rate


def _scale(work: Work, line: str, year: int, factor: Fraction) -> None:
    if line == _INCOME and factor != 1:
        _at_own_rate(work, year)
    value = work.values.get((line, year))
    if value is not None and factor != 1:
        work.values[line, year] = _kronor(Fraction(value) * factor)


def _kronor(value: Fraction) -> Decimal:
    """Kronor with whole öre, half away from zero."""
    return Decimal(rounded(value * 100)).scaleb(-2)


_KINDS: Final[Mapping[str, Callable[[Work, StepValues], str]]] = {
    "tax_rate": _tax_rate,
    "line": _line,
    "index": _index,
    "volume": _part,
    "part": _part,
    "amount": _amount,
    "assignment": _assignment,
    "project": _project,
    "inhabitants": _inhabitants,
    "target": _target,
}
