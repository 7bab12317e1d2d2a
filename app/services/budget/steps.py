"""The difference between two versions as the steps of a waterfall, and what it says in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.budget import rules
from app.services.budget.comparing import ComparedRow, Comparison
from app.services.budget.words import PART_NAMES
from app.services.formatting import write_number, write_tkr

_MOST = 10


@dataclass(frozen=True, slots=True)
class Step:
    """A sum that stands by itself, or a change from the step before it, in öre."""

    label: str
    amount: int
    is_sum: bool = False


def part_words(kind: str, year: int) -> str:
    """What a part is called as a heading."""
    return f"Ram {year - 1}" if kind == rules.PREVIOUS else PART_NAMES[kind].capitalize()


def by_part(compared: Comparison, row: ComparedRow, year: int) -> tuple[Step, ...]:
    """From one version's frame to the other's, part by part; what does not differ is left out."""
    whole = row.of(year)
    changes = [
        Step(part_words(kind, year), row.of(year, kind).change)
        for kind in compared.kinds
        if kind != rules.TOTAL and row.of(year, kind).change
    ]
    return _between(compared, whole.before, changes, whole.after)


def by_unit(compared: Comparison, row: ComparedRow | None, year: int) -> tuple[Step, ...]:
    """From one version's sum to the other's, by the lines right under a line; the smallest changes as one."""
    parent, changed = _under(compared, row, year)
    kept = {each.key for each in changed}
    if len(changed) > _MOST + 1:
        largest = sorted(changed, key=lambda each: -abs(each.of(year).change))
        kept = {each.key for each in largest[:_MOST]}
    steps = [Step(each.name, each.of(year).change) for each in changed if each.key in kept]
    rest = [each for each in changed if each.key not in kept]
    if rest:
        steps.append(Step(f"{len(rest)} andra", sum(each.of(year).change for each in rest)))
    whole = (parent or compared.whole).of(year)
    return _between(compared, whole.before, steps, whole.after)


def unit_finding(compared: Comparison, row: ComparedRow | None, year: int) -> str:
    """Which line under a line differs the most, in a sentence."""
    _, changed = _under(compared, row, year)
    if not changed:
        return f"Ingen enhet har en annan ram {year}"
    most = max(changed, key=lambda each: abs(each.of(year).change))
    others = len(changed) - 1
    more = "en" if others == 1 else write_number(others)
    rest = f", {more} till ändras" if others else ", ingen annan ändras"
    return f"{most.name} ändras mest: {write_tkr(most.of(year).change, True, unit=True)} {year}{rest}"


def _under(
    compared: Comparison, row: ComparedRow | None, year: int
) -> tuple[ComparedRow | None, list[ComparedRow]]:
    """The line to look under, past those that hold everything alone, and what differs right under it."""
    parent = row if row is not None and row.group and row.key else None
    lines = [each for each in compared.rows if each.parent == (parent.key if parent else None)]
    while parent is None and len(lines) == 1 and lines[0].group:
        parent = lines[0]
        lines = [each for each in compared.rows if each.parent == lines[0].key]
    return parent, [each for each in lines if each.of(year).change]


def finding(compared: Comparison, row: ComparedRow, year: int) -> str:
    """What the difference is, in a sentence."""
    change = row.of(year).change
    name = "Ramarna" if row.key == 0 else row.name
    if not change:
        moved = " totalt, men flyttade inom sig" if row.changed and row.group else ""
        return f"{name}: lika stora i båda versionerna {year}{moved}"
    largest = max(_parts(compared, row, year), key=lambda pair: abs(pair[1]), default=("", 0))
    words = f"{name}: {write_tkr(change, True, unit=True)} {year}"
    if largest[0] and abs(largest[1]) * 2 >= abs(change):
        words += f", mest {largest[0]} ({write_tkr(largest[1], True, unit=True)})"
    return words


def _parts(compared: Comparison, row: ComparedRow, year: int) -> Sequence[tuple[str, int]]:
    return [
        (f"ramen {year - 1}" if kind == rules.PREVIOUS else PART_NAMES[kind], row.of(year, kind).change)
        for kind in compared.kinds
        if kind != rules.TOTAL
    ]


def _between(compared: Comparison, before: int, changes: Sequence[Step], after: int) -> tuple[Step, ...]:
    return (
        Step(compared.before.name, before, True), *changes, Step(compared.after.name, after, True),
    )  # fmt: skip
