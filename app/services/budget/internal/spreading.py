"""A year's amount over its months, exactly: what is left over goes where most was cut off."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

MONTHS: Final = 12
EVEN: Final = (Decimal(1),) * MONTHS
_KRONA: Final = 100


def spread(amount: int, weights: Sequence[Decimal | int] = EVEN) -> tuple[int, ...]:
    """The amount of each month in öre, in proportion to the weights; they always sum to the year.

    A year of whole kronor gives months of whole kronor. Where no month has any weight it falls evenly.
    """
    step = 1 if amount % _KRONA else _KRONA
    steps = abs(amount) // step
    total = sum(Fraction(weight) for weight in weights)
    exact = [
        steps * Fraction(weight) / total if total else Fraction(steps, len(weights)) for weight in weights
    ]
    whole = [int(each) for each in exact]
    order = sorted(range(len(weights)), key=lambda month: (whole[month] - exact[month], month))
    for month in order[: steps - sum(whole)]:
        whole[month] += 1
    sign = -step if amount < 0 else step
    return tuple(sign * each for each in whole)
