"""What may be put into the result reserve by 11 kap. 14 §, each step told in words and öre."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.services.formatting import write_ore, write_percent
from app.services.lawrules import LawRule

FLOOR, FLOOR_NEGATIVE, CAP = "floor", "floor_negative_equity", "cap"
_HUNDREDTHS: Final = 100
#: The steps that each set a limit of their own.
_LIMITS: Final = frozenset({"over_result", "over_adjusted", "space"})


@dataclass(frozen=True, slots=True)
class ReserveFacts:
    """What the calculation rests on, in öre; None is not known.

    `equity` is the equity of the balance sheet and `pension_liability` the commitment outside it;
    `reserve` is what the reserve holds before the year.
    """

    year: int
    result: int | None
    adjusted: int | None
    tax_and_grants: int | None
    equity: int | None
    pension_liability: int | None
    reserve: int | None


@dataclass(frozen=True, slots=True)
class ReserveStep:
    """A step: what it is, what it comes to, and how."""

    key: str
    label: str
    amount: int | None
    words: str


@dataclass(frozen=True, slots=True)
class ReserveAnswer:
    """How much may be reserved, with every step on the way; `most` is None where something lacks.

    `rule` is None for a year that the program's rule is not law for, which `words` then tells.
    """

    year: int
    rule: LawRule | None
    steps: tuple[ReserveStep, ...]
    most: int | None
    lacks: tuple[str, ...]
    words: str
    cap: int | None = None
    percent: Decimal | None = None

    @property
    def bound(self) -> int | None:
        """The most that can be, as far as what is known decides it: the answer where all of it is known."""
        known = (step.amount for step in self.steps if step.key in _LIMITS)
        return min((amount for amount in known if amount is not None), default=None)


def reckon(facts: ReserveFacts, rule: LawRule | None) -> ReserveAnswer:
    """What may be reserved of a year's result, by the rule of that year."""
    if rule is None or not rule.figures:
        told = rule.explanation if rule is not None else "Det fanns ingen reserv i lagen det året."
        return ReserveAnswer(facts.year, rule, (), None, (), told)
    lacks = _lacks(facts)
    percent = _percent(facts, rule)
    steps = [_base(facts), _equity(facts, rule, percent)]
    floor = _share(facts.tax_and_grants, percent, up=True)
    cap = _share(facts.tax_and_grants, rule.figures[CAP], up=False)
    steps.append(_floor(facts, percent, floor))
    over = _over("over_result", "årets resultat", facts.result, floor)
    over_adjusted = _over("over_adjusted", "resultatet efter balanskravsjusteringar", facts.adjusted, floor)
    lower = _lower(over.amount, over_adjusted.amount)
    space = _space(facts, rule.figures[CAP], cap)
    steps += [over, over_adjusted, lower, _cap(rule.figures[CAP], cap), space]
    most = None if lower.amount is None or space.amount is None else min(lower.amount, space.amount)
    steps.append(_most(most, lower.amount, space.amount))
    words = _answer(facts.year, most, lacks)
    return ReserveAnswer(facts.year, rule, tuple(steps), most, lacks, words, cap, percent)


def _lacks(facts: ReserveFacts) -> tuple[str, ...]:
    named = (
        ("årets resultat", facts.result),
        ("skatteintäkter, generella statsbidrag och utjämning", facts.tax_and_grants),
        ("eget kapital", facts.equity),
        ("pensionsåtagandet utanför balansräkningen", _commitment(facts)),
        ("reserven före året", facts.reserve),
    )
    return tuple(name for name, amount in named if amount is None)


def _commitment(facts: ReserveFacts) -> int | None:
    """The commitment, which does not matter where equity is negative without it."""
    return 0 if facts.equity is not None and facts.equity < 0 else facts.pension_liability


def _percent(facts: ReserveFacts, rule: LawRule) -> Decimal | None:
    """The share that the result must be above; None while nobody knows whether equity is negative."""
    if facts.equity is None:
        return None
    if facts.equity < 0:
        return rule.figures[FLOOR_NEGATIVE]  # a commitment only makes it more negative
    if facts.pension_liability is None:
        return None
    negative = facts.equity - facts.pension_liability < 0
    return rule.figures[FLOOR_NEGATIVE if negative else FLOOR]


def _share(whole: int | None, percent: Decimal | None, *, up: bool) -> int | None:
    """A share in whole öre, rounded so that never more is reserved than the law lets."""
    if whole is None or percent is None:
        return None
    numerator, denominator = (Decimal(whole) * percent).as_integer_ratio()
    each = denominator * _HUNDREDTHS
    return -(-numerator // each) if up else numerator // each


def _base(facts: ReserveFacts) -> ReserveStep:
    return ReserveStep(
        "base", "Skatteintäkter, generella statsbidrag och utjämning", facts.tax_and_grants,
        "Det som båda gränserna räknas på.",
    )  # fmt: skip


def _equity(facts: ReserveFacts, rule: LawRule, percent: Decimal | None) -> ReserveStep:
    label = "Eget kapital med alla pensionsåtaganden"
    low, high = rule.figures[FLOOR], rule.figures[FLOOR_NEGATIVE]
    if facts.equity is None or facts.pension_liability is None:
        if percent is not None:
            return ReserveStep("equity", label, None, f"Negativt redan utan pensioner: {_of(high)} gäller.")
        words = f"Avgör om gränsen är {_of(low)} eller {_of(high)}. Uppgift saknas."
        return ReserveStep("equity", label, None, words)
    whole = facts.equity - facts.pension_liability
    sign = "Negativt" if whole < 0 else "Inte negativt"
    words = (
        f"{write_ore(facts.equity)} minus {write_ore(facts.pension_liability)} "
        f"utanför balansräkningen. {sign}: gränsen är {_of(percent or low)}."
    )
    return ReserveStep("equity", label, whole, words)


def _floor(facts: ReserveFacts, percent: Decimal | None, floor: int | None) -> ReserveStep:
    words = "Går inte att räkna ut ännu."
    if percent is not None and facts.tax_and_grants is not None:
        words = f"{_of(percent)} av {write_ore(facts.tax_and_grants)}. Bara det som är över får reserveras."
    return ReserveStep("floor", "Gräns som resultatet ska överstiga", floor, words)


def _over(key: str, what: str, amount: int | None, floor: int | None) -> ReserveStep:
    label = f"Den del av {what} som överstiger gränsen"
    if amount is None or floor is None:
        return ReserveStep(key, label, None, "Går inte att räkna ut ännu.")
    over = max(0, amount - floor)
    words = f"{write_ore(amount)} minus {write_ore(floor)}"
    return ReserveStep(key, label, over, f"{words}." if over else f"{words} är inte över noll: ingenting.")


def _lower(result: int | None, adjusted: int | None) -> ReserveStep:
    label = "Den lägre av de två"
    if result is None or adjusted is None:
        return ReserveStep("lower", label, None, "Går inte att räkna ut ännu.")
    words = f"Den lägre av {write_ore(result)} och {write_ore(adjusted)}."
    return ReserveStep("lower", label, min(result, adjusted), words)


def _cap(percent: Decimal, cap: int | None) -> ReserveStep:
    words = f"{_of(percent)} av skatteintäkter, generella statsbidrag och utjämning."
    return ReserveStep("cap", "Högsta belopp i reserven", cap, words)


def _space(facts: ReserveFacts, percent: Decimal, cap: int | None) -> ReserveStep:
    label = "Utrymme kvar till taket"
    if facts.reserve is None or cap is None:
        return ReserveStep("space", label, None, "Går inte att räkna ut ännu.")
    space = max(0, cap - facts.reserve)
    words = f"{write_ore(cap)} minus {write_ore(facts.reserve)} som redan finns i reserven."
    if not space:
        words += f" Reserven har nått {_of(percent)}: ingenting mer får läggas till."
    return ReserveStep("space", label, space, words)


def _most(most: int | None, lower: int | None, space: int | None) -> ReserveStep:
    if most is None or lower is None or space is None:
        return ReserveStep("most", "Får reserveras", None, "Går inte att räkna ut ännu.")
    words = "Resultatet sätter gränsen." if lower <= space else "Taket för reserven sätter gränsen."
    return ReserveStep("most", "Får reserveras", most, words)


def _answer(year: int, most: int | None, lacks: tuple[str, ...]) -> str:
    if most is None:
        return f"Det går inte att räkna ut vad som får reserveras {year}. Uppgift saknas: {', '.join(lacks)}."
    if not most:
        return f"Ingenting får reserveras av resultatet {year}."
    return f"Högst {write_ore(most)} får reserveras av resultatet {year}."


def _of(percent: Decimal) -> str:
    return write_percent(percent, None)
