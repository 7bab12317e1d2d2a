"""The room to distribute, reckoned from tax to target with every step told; exact, in whole öre."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.services.economy.prerequisites.lines import INCOME_RATE, LINES, Line, in_kronor, per_head
from app.services.formatting import write_number, write_ore, write_percent

Values = Mapping[tuple[str, int], Decimal]
BASE, INCOME = "base", "income"

_GRANTS: Final = tuple(line for line in LINES if line.group == "grants" and line.unit == "kr")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the account in words, with what it gives in öre; None where something is lacking.

    `line` is the row of the account that it explains.
    """

    words: str
    amount: int | None
    line: str = ""


@dataclass(frozen=True, slots=True)
class OwnAmounts:
    """A line that the municipality has added: öre by year, positive as typed or as the central post costs.

    One that is taken from a central post lies in the frames already, and is told but not counted again.
    """

    key: str
    name: str
    group: str
    effect: int
    amounts: Mapping[int, int]
    in_frames: bool = False


@dataclass(frozen=True, slots=True)
class YearRoom:
    """The account of a year in öre, signed as in a result statement: income above zero, cost below.

    A sum is None where what it must have is lacking, which `lacks` names. `amounts` holds every line's own
    effect by key. `beside` is what investments and loans cost outside the frames, below zero; `in_frames`
    is what own lines take from central posts, which is part of the room and not taken from it.
    `result_target` is the result that is wanted, and `room` what is left for every frame.
    """

    year: int
    amounts: Mapping[str, int]
    tax: int | None
    grants: int | None
    tax_and_grants: int | None
    fees: int
    financial: int
    central: int
    reserve_use: int
    result_target: int | None
    room: int | None
    beside: int = 0
    in_frames: int = 0
    lacks: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(slots=True)
class _Year:
    """The account of a year while it is made."""

    year: int
    amounts: dict[str, int] = field(default_factory=dict)
    lacks: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def put(self, line: str, amount: int, words: str) -> int:
        """A line's amount with the words that explain it."""
        self.amounts[line] = amount
        self.steps.append(Step(words, amount, line))
        return amount

    def lack(self, what: str, line: str = "") -> None:
        """Something that must be there and is not."""
        if what not in self.lacks:
            self.lacks.append(what)
            self.steps.append(Step(f"{what} saknas", None, line))


def reckon(
    values: Values,
    years: Sequence[int],
    *,
    mode: str = INCOME,
    own_lines: Sequence[OwnAmounts] = (),
    beside: Mapping[str, Mapping[int, int]] | None = None,
) -> Mapping[int, YearRoom]:
    """The account of each year.

    `values` are by line and year, kronor and percent as typed. `mode` is "base" to reckon tax from base and
    rate, "income" to take the income as given. `beside` is what lies outside the frames, in öre below zero
    for a cost, by what it is called.
    """
    return {year: _reckon_year(values, year, mode, own_lines, beside or {}) for year in years}


def to_ore(kronor: Fraction | Decimal) -> int:
    """Kronor as whole öre, half away from zero."""
    exact = Fraction(kronor) * 100
    whole = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return whole if exact >= 0 else -whole


def tax_base(values: Values, year: int) -> tuple[Fraction, str] | None:
    """The tax base of a year in kronor and how it came about; None where it cannot be known.

    One that is not given is the base of the last year before that has one, raised by each year's growth.
    """
    given = values.get(("tax_base", year))
    if given is not None:
        return Fraction(given), f"Skatteunderlag {write_number(given)} kr"
    first = max((y for line, y in values if line == "tax_base" and y < year), default=None)
    if first is None:
        return None
    base = Fraction(values["tax_base", first])
    words = f"Skatteunderlag {write_number(values['tax_base', first])} kr {first}"
    for each in range(first + 1, year + 1):
        growth = values.get(("tax_base_growth", each))
        if growth is None:
            return None
        base *= 1 + Fraction(growth) / 100
        words += f", uppräknat {write_percent(growth, None, plus=True)} {each}"
    return base, f"{words}: {write_ore(to_ore(base))}"


def _reckon_year(
    values: Values, year: int, mode: str, own: Sequence[OwnAmounts], beside: Mapping[str, Mapping[int, int]]
) -> YearRoom:
    made = _Year(year)
    tax = _tax(made, values, year, mode)
    _add_own(made, own, "tax")
    grants = _grants(made, values, year)
    _add_own(made, own, "grants")
    tax = None if tax is None else tax + _own_sum(own, "tax", year)
    grants = None if grants is None else grants + _own_sum(own, "grants", year)
    both = None if tax is None or grants is None else tax + grants
    if both is not None:
        made.steps.append(
            Step("Skatt, generella statsbidrag och utjämning tillsammans", both, "tax_and_grants")
        )
    sums = {group: _plain(made, values, year, group, own) for group in ("fees", "financial", "central")}
    outside = _beside(made, year, beside)
    reserve = _kronor(made, values, year, _named("reserve_use"))
    target = _target(made, values, year, both)
    room = None
    if both is not None and target is not None:
        room = both + sum(sums.values()) + outside + reserve - target
        made.steps.append(Step("Kvar att fördela till ramarna", room, "room"))
    held = sum(line.effect * line.amounts.get(year, 0) for line in own if line.in_frames)
    return YearRoom(
        year, made.amounts, tax, grants, both, sums["fees"], sums["financial"], sums["central"], reserve,
        target, room, outside, held, tuple(made.lacks), tuple(made.steps),
    )  # fmt: skip


def _tax(made: _Year, values: Values, year: int, mode: str) -> int | None:
    income = _tax_from_base(made, values, year) if mode == BASE else _tax_as_given(made, values, year)
    settled = _settled(made, values, year, "tax_settlement", year, "Slutavräkning")
    before = _settled(
        made, values, year, "tax_settlement_before", year - 1, "Korrigering av förra årets slutavräkning"
    )
    if income is None or settled is None or before is None:
        return None
    return income + settled + before


def _tax_from_base(made: _Year, values: Values, year: int) -> int | None:
    base, rate = tax_base(values, year), values.get(("tax_rate", year))
    if base is None:
        made.lack(f"Skatteunderlag {year}", "tax_income")
    if rate is None:
        made.lack(f"Skattesats {year}", "tax_income")
    if base is None or rate is None:
        return None
    words = f"{base[1]}, gånger skattesatsen {write_number(rate)} kr per 100 kr"
    return made.put("tax_income", to_ore(base[0] * Fraction(rate) / 100), words)


def _tax_as_given(made: _Year, values: Values, year: int) -> int | None:
    given = values.get(("tax_income", year))
    if given is None:
        made.lack(f"Preliminär skatteintäkt {year}", "tax_income")
        return None
    rate, reckoned_at = values.get(("tax_rate", year)), values.get((INCOME_RATE, year))
    words = f"Preliminär skatteintäkt {write_number(given)} kr"
    if not rate or not reckoned_at or rate == reckoned_at:
        return made.put("tax_income", to_ore(given), words)
    words += (
        f", räknad på skattesatsen {write_number(reckoned_at)}, "
        f"gånger {write_number(rate)} delat med {write_number(reckoned_at)}"
    )
    return made.put("tax_income", to_ore(Fraction(given) * Fraction(rate) / Fraction(reckoned_at)), words)


def _settled(made: _Year, values: Values, year: int, key: str, counted: int, name: str) -> int | None:
    whole, each = values.get((in_kronor(key), year)), values.get((key, year))
    if whole is not None:
        return made.put(in_kronor(key), to_ore(whole), f"{name} {write_number(whole)} kr")
    return 0 if each is None else _for_heads(made, values, in_kronor(key), name, each, counted)


def _for_heads(made: _Year, values: Values, key: str, name: str, each: Decimal, counted: int) -> int | None:
    """Kronor for each inhabitant on 1 November of the year before `counted`."""
    if not each:
        return made.put(key, 0, f"{name} 0 kr per invånare")
    heads = values.get(("inhabitants", counted))
    if heads is None:
        made.lack(f"Invånare den 1 november {counted - 1}", key)
        return None
    words = (
        f"{name} {write_number(each)} kr per invånare, gånger {write_number(heads)} invånare "
        f"den 1 november {counted - 1}"
    )
    return made.put(key, to_ore(Fraction(each) * Fraction(heads)), words)


def _grants(made: _Year, values: Values, year: int) -> int | None:
    total, said, whole = 0, False, True
    for line in _GRANTS:
        each = values.get((per_head(line.key), year)) if line.twin else None
        if values.get((line.key, year)) is not None:
            said, total = True, total + _kronor(made, values, year, line)
        elif each is not None:
            amount = _for_heads(made, values, line.key, line.name, each, year)
            said, whole = True, whole and amount is not None
            total += amount or 0
    if not said:
        made.lack(f"Generella statsbidrag och utjämning {year}", "grants")
    return total if said and whole else None


def _plain(made: _Year, values: Values, year: int, group: str, own: Sequence[OwnAmounts]) -> int:
    typed = sum(_kronor(made, values, year, line) for line in LINES if line.group == group)
    _add_own(made, own, group)
    return typed + _own_sum(own, group, year)


def _kronor(made: _Year, values: Values, year: int, line: Line) -> int:
    value = values.get((line.key, year))
    if value is None:
        return 0
    return made.put(line.key, line.effect * to_ore(value), f"{line.name} {write_number(value)} kr")


def _add_own(made: _Year, own: Sequence[OwnAmounts], group: str) -> None:
    for line in own:
        if line.group == group and made.year in line.amounts:
            words = f"{line.name}, ligger i ramarna och räknas där" if line.in_frames else line.name
            made.put(line.key, line.effect * line.amounts[made.year], words)


def _own_sum(own: Sequence[OwnAmounts], group: str, year: int) -> int:
    counted = (line for line in own if line.group == group and not line.in_frames)
    return sum(line.effect * line.amounts.get(year, 0) for line in counted)


def _beside(made: _Year, year: int, beside: Mapping[str, Mapping[int, int]]) -> int:
    total = 0
    for name, amounts in beside.items():
        if amounts.get(year):
            total += made.put(f"beside:{name}", amounts[year], name)
    return total


def _target(made: _Year, values: Values, year: int, both: int | None) -> int | None:
    kronor, percent = values.get(("result_target", year)), values.get(("result_target_percent", year))
    if kronor is not None:
        made.put("result_target", -to_ore(kronor), f"Resultatmål {write_number(kronor)} kr")
        return to_ore(kronor)
    if percent is None:
        made.lack(f"Resultatmål {year}", "result_target")
        return None
    if both is None:
        return None
    target = to_ore(Fraction(percent) * both / 10_000)
    words = f"Resultatmål {write_percent(percent, None)} av {write_ore(both)} i skatt och generella bidrag"
    made.put("result_target", -target, words)
    return target


def _named(key: str) -> Line:
    return next(line for line in LINES if line.key == key)
