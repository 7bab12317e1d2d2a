"""The costs of areas made to be the frame of their unit."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from app.models.longterm import LongTermArea
from app.services.economy.longterm.arithmetic import whole

Heads = Mapping[tuple[int, int, int | None], Decimal | None]


def fit_areas(areas: Sequence[LongTermArea], frame: int, heads: Heads, year: int) -> int | None:
    """Raise every cost alike until they make up a frame; gives what they cost then, in öre.

    Where nothing has a cost yet, the frame is parted alike: on the inhabitants of the ages that are named,
    else on the sums. Costs in whole öre per head leave it a little beside the frame. None, and nothing is
    changed, where the inhabitants are not known or there are none.
    """
    counts: dict[int, Fraction] = {}
    for row in (row for area in areas for row in area.costs):
        number = heads.get((year, row.age_from, row.age_to))
        if number is None:
            return None
        counts[row.id] = Fraction(number)
    now, everyone = _cost(areas, counts), sum(counts.values(), Fraction(0))
    if now:
        _raise(areas, Fraction(frame) / now)
    elif everyone:
        for row in (row for area in areas for row in area.costs):
            row.amount = whole(frame / everyone)
    elif counts:
        return None
    else:
        parts = [frame * (place + 1) // len(areas) for place in range(len(areas))]
        for place, area in enumerate(areas):
            area.amount = parts[place] - (parts[place - 1] if place else 0)
    return whole(_cost(areas, counts))


def _cost(areas: Sequence[LongTermArea], counts: Mapping[int, Fraction]) -> Fraction:
    """What areas cost the base year."""
    aged = (row.amount * counts[row.id] for area in areas for row in area.costs)
    return sum(aged, Fraction(0)) + sum(area.amount or 0 for area in areas if not area.costs)


def _raise(areas: Sequence[LongTermArea], times: Fraction) -> None:
    for area in areas:
        for row in area.costs:
            row.amount = whole(row.amount * times)
        if not area.costs:
            area.amount = whole((area.amount or 0) * times)
