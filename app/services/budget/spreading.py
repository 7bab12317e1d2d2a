"""Spreading an amount over cells: the shares always add up, held cells stay, and the rest lands visibly."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from app.models.errors import DomainError
from app.services.budget import rules
from app.services.formatting import write_count, write_ore

Method = Literal["proportional", "equal", "volume"]
Mode = Literal["replace", "add", "subtract"]
ORE: Final = 1
_NAMED = 3


class NotSpread(DomainError):
    """An amount cannot be spread; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """A cell that takes part: what stands in it in öre, whether it is held, its volume, and its year.

    The year is told when several years take part.
    """

    key: Hashable
    name: str
    amount: int
    held: bool = False
    volume: Fraction = Fraction(0)
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What a cell becomes; `rest` is the part of it that the rounding left over."""

    target: Target
    after: int
    rest: int = 0

    @property
    def change(self) -> int:
        """How much more it is than before."""
        return self.after - self.target.amount


@dataclass(frozen=True, slots=True)
class Spread:
    """All cells in the order they came, and what there is to say about how it went."""

    shares: tuple[Share, ...]
    said: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """What all cells are together."""
        return sum(share.after for share in self.shares)

    @property
    def changed(self) -> tuple[Share, ...]:
        """The cells that become another amount."""
        return tuple(share for share in self.shares if share.change)


def spread(
    targets: Sequence[Target], *, amount: int, method: Method, mode: Mode = "replace", step: int = ORE
) -> Spread:
    """Make the cells `amount` together, or add it to or take it from what they are.

    Proportional lets each cell keep its share of the change, by its size where signs differ; over nothing
    but zeros it is equal. Amounts (or changes, when adding) are rounded to `step`. In öre those with the
    largest remainder get one more; in a larger step the rest is put on the largest.
    """
    free = _free(targets)
    held = sum(target.amount for target in targets if target.held)
    now = sum(target.amount for target in free)
    change = amount - held - now if mode == "replace" else amount if mode == "add" else -amount
    exact, said = _exact(free, change, method, fresh=mode == "replace")
    bases = [0 if mode == "replace" else target.amount for target in free]
    return _shared(targets, free, exact, bases, now + change, step, said)


def spread_percent(
    targets: Sequence[Target], *, percent: Fraction, mode: Mode = "add", step: int = ORE
) -> Spread:
    """Raise, or with "subtract" lower, every cell by the same percentage; held cells stay."""
    free = _free(targets)
    if not any(target.amount for target in free):
        raise NotSpread("Alla belopp är noll, så det finns inget att räkna procent på.")
    factor = percent / 100 if mode != "subtract" else -percent / 100
    exact = [target.amount * (1 + factor) for target in free]
    bases = [target.amount for target in free]
    change = _rounded(sum(exact, Fraction(0)) - sum(bases), step)
    return _shared(targets, free, exact, bases, sum(bases) + change, step, [])


def spread_line(
    years: Sequence[Sequence[Target]], *, start: int, amount: int, mode: Mode = "replace", step: int = ORE
) -> Spread:
    """Let the years go in a straight line from `start` to what the last of them is to be.

    Each year holds the cells that make it up, which share it proportionally; what is held stays.
    """
    if not years:
        raise NotSpread("Det finns inget senare år att dra en linje till.")
    last = sum(target.amount for target in years[-1])
    end = {"replace": amount, "add": last + amount, "subtract": last - amount}[mode]
    shares: list[Share] = []
    said: dict[str, None] = {}
    if not any(not target.held for targets in years for target in targets):
        raise NotSpread("Alla belopp hålls, så det finns inget att fördela på.")
    for place, targets in enumerate(years, start=1):
        if all(target.held for target in targets):
            shares += [Share(target, target.amount) for target in targets]
            continue
        wanted = (
            end
            if place == len(years)
            else _rounded(start + Fraction((end - start) * place, len(years)), step)
        )
        year = spread(targets, amount=wanted, method="proportional", step=step)
        shares += year.shares
        held = _said_of_held(targets)
        said.update(dict.fromkeys(words for words in year.said if words not in held))
    return Spread(tuple(shares), (*said, *_said_of_held([share.target for share in shares])))


def _free(targets: Sequence[Target]) -> list[Target]:
    if not targets:
        raise NotSpread("Det finns inga belopp att fördela på.")
    free = [target for target in targets if not target.held]
    if not free:
        raise NotSpread("Alla belopp hålls, så det finns inget att fördela på.")
    return free


def _exact(
    free: Sequence[Target], change: int, method: Method, *, fresh: bool
) -> tuple[list[Fraction], list[str]]:
    """What each cell becomes before rounding, and what must be said about it."""
    said: list[str] = []
    weights = [Fraction(1)] * len(free)
    if method == "volume":
        weights = [target.volume for target in free]
        without = sum(1 for weight in weights if weight <= 0)
        if without == len(free):
            raise NotSpread("Ingen av enheterna har någon volym att fördela efter.")
        weights = [max(Fraction(0), weight) for weight in weights]
        if without:
            said.append(f"{write_count(without, 'enhet', 'enheter')} saknar volym och får ingen del.")
    elif method == "proportional":
        weights = [Fraction(abs(target.amount)) for target in free]
        if not any(weights):
            weights = [Fraction(1)] * len(free)
            said.append("Alla belopp är noll, så de får lika stora delar.")
        elif len({target.amount > 0 for target in free if target.amount}) > 1:
            said.append("Beloppen har olika tecken, så ändringen fördelas efter deras storlek.")
    whole = sum(weights, Fraction(0))
    if fresh and method != "proportional":
        total = change + sum(target.amount for target in free)
        return [total * weight / whole for weight in weights], said
    return [
        target.amount + change * weight / whole for target, weight in zip(free, weights, strict=True)
    ], said


def _shared(
    targets: Sequence[Target],
    free: Sequence[Target],
    exact: Sequence[Fraction],
    bases: Sequence[int],
    total: int,
    step: int,
    said: Sequence[str],
) -> Spread:
    if step == ORE:
        after, rests = _by_largest_remainder(exact, total)
    else:
        after, rests = _by_steps(exact, bases, total, step)
    made = {
        id(target): Share(target, amount, rest)
        for target, amount, rest in zip(free, after, rests, strict=True)
    }
    shares = tuple(made.get(id(target), Share(target, target.amount)) for target in targets)
    if any(abs(share.after) > rules.LARGEST for share in shares):
        raise NotSpread("Något belopp skulle bli större än tusen miljarder kronor.")
    words = (*said, *_said_of_rest(shares), *_said_of_held(targets))
    if len(free) == 1:
        shares = tuple(replace(share, rest=0) for share in shares)
        words = (*said, *_said_of_held(targets))
    return Spread(shares, words)


def _by_largest_remainder(exact: Sequence[Fraction], total: int) -> tuple[list[int], list[int]]:
    after = [value.numerator // value.denominator for value in exact]
    left = total - sum(after)
    order = sorted(range(len(exact)), key=lambda place: after[place] - exact[place])
    rests = [0] * len(exact)
    for place in order[:left]:
        after[place] += 1
        rests[place] = 1
    return after, rests


def _by_steps(
    exact: Sequence[Fraction], bases: Sequence[int], total: int, step: int
) -> tuple[list[int], list[int]]:
    after = [base + _rounded(value - base, step) for value, base in zip(exact, bases, strict=True)]
    rests = [0] * len(exact)
    largest = max(range(len(exact)), key=lambda place: abs(exact[place]))
    rests[largest] = total - sum(after)
    after[largest] += rests[largest]
    return after, rests


def _rounded(value: Fraction, step: int) -> int:
    """To whole steps, half away from zero."""
    steps = abs(value) / step + Fraction(1, 2)
    whole = steps.numerator // steps.denominator * step
    return whole if value >= 0 else -whole


def _said_of_rest(shares: Sequence[Share]) -> list[str]:
    having = [share for share in shares if share.rest]
    if not having:
        return []
    year = having[0].target.year
    begun = "Avrundningen" if year is None else f"Avrundningen {year}"
    if len(having) == 1:
        rest = write_ore(having[0].rest)
        return [f"{begun} går inte jämnt ut: {rest} ligger på {having[0].target.name}."]
    names = ", ".join(share.target.name for share in having[:_NAMED])
    more = f" och {len(having) - _NAMED} till" if len(having) > _NAMED else ""
    return [f"{begun} går inte jämnt ut: ett öre mer ligger på {names}{more}."]


def _said_of_held(targets: Sequence[Target]) -> list[str]:
    held = sum(1 for target in targets if target.held)
    if not held:
        return []
    return [f"{write_count(held, 'belopp', 'belopp')} hålls och ändras inte."]
