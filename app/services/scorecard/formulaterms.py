"""The terms of a formula by which a measure is computed from others: reckoned exactly, and written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow

from app.services.formatting import MINUS, write_number
from app.services.textorder import fold

#: What can be asked of several values, as it is written.
FUNCTIONS = ("medel", "summa", "min", "max")
_EXACT = Context(prec=40, Emax=999, Emin=-999, traps=[DivisionByZero, InvalidOperation, Overflow])


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was typed."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Reference:
    """Another measure, by its id."""

    indicator_id: int


@dataclass(frozen=True, slots=True)
class Minus:
    """What stands after a minus sign."""

    of: "Term"


@dataclass(frozen=True, slots=True)
class Operation:
    """Two terms with one of the signs + - * / between them."""

    sign: str
    left: "Term"
    right: "Term"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of several terms."""

    name: str
    terms: tuple["Term", ...]


Term = Number | Reference | Minus | Operation | Call


@dataclass(frozen=True, slots=True)
class Computed:
    """What a formula came to; without a value `why` says what stood in the way."""

    value: Decimal | None
    why: str = ""


class _MissingError(Exception):
    """A value that the formula needs is missing; `indicator_id` says which."""

    def __init__(self, indicator_id: int) -> None:
        super().__init__(indicator_id)
        self.indicator_id = indicator_id


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that has been read."""

    term: Term

    @property
    def references(self) -> tuple[int, ...]:
        """The measures that it needs, each once, in the order in which they stand."""
        return tuple(dict.fromkeys(_references(self.term)))

    @property
    def stored(self) -> str:
        """The formula as it is stored: measures by id, so that they can change their names."""
        return _write(self.term, lambda key: f"[#{key}]", "-")

    def shown(self, names: Mapping[int, str]) -> str:
        """The formula as it is shown; one of several measures with a name has its id after it."""
        return _write(self.term, lambda key: f"[{_reference_words(key, names)}]", MINUS)

    def compute(
        self, values: Mapping[int, Decimal | None], names: Mapping[int, str] | None = None
    ) -> Computed:
        """What it comes to with values by id; a value that is missing makes the whole missing, with why."""
        try:
            return Computed(_EXACT.plus(_value(self.term, values)))
        except _MissingError as missing:
            name = (names or {}).get(missing.indicator_id)
            return Computed(None, f"uppgift saknas för {f'”{name}”' if name else 'ett ingående mått'}")
        except (DivisionByZero, InvalidOperation):
            return Computed(None, "delning med noll")
        except DecimalException:
            return Computed(None, "talet blir för stort")

    def computed(self, values: Mapping[int, Decimal | None]) -> Decimal | None:
        """What it comes to with values by id; None where it comes to nothing."""
        return self.compute(values).value


def _references(term: Term) -> Iterator[int]:
    if isinstance(term, Reference):
        yield term.indicator_id
    elif isinstance(term, Minus):
        yield from _references(term.of)
    elif isinstance(term, Operation):
        yield from _references(term.left)
        yield from _references(term.right)
    elif isinstance(term, Call):
        for one in term.terms:
            yield from _references(one)


def _value(term: Term, values: Mapping[int, Decimal | None]) -> Decimal:
    if isinstance(term, Number):
        return term.value
    if isinstance(term, Reference):
        value = values.get(term.indicator_id)
        if value is None:
            raise _MissingError(term.indicator_id)
        return value
    if isinstance(term, Minus):
        return _EXACT.minus(_value(term.of, values))
    if isinstance(term, Call):
        return _called(term.name, [_value(one, values) for one in term.terms])
    left, right = _value(term.left, values), _value(term.right, values)
    if term.sign == "+":
        return _EXACT.add(left, right)
    if term.sign == "-":
        return _EXACT.subtract(left, right)
    return _EXACT.multiply(left, right) if term.sign == "*" else _EXACT.divide(left, right)


def _called(name: str, values: list[Decimal]) -> Decimal:
    if name == "min":
        return min(values)
    if name == "max":
        return max(values)
    total = Decimal(0)
    for value in values:
        total = _EXACT.add(total, value)
    return total if name == "summa" else _EXACT.divide(total, Decimal(len(values)))


# ---- writing -------------------------------------------------------------------------------------

_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}


def _write(term: Term, reference: Callable[[int], str], minus: str) -> str:
    if isinstance(term, Number):
        plain = format(term.value, "f").replace(".", ",")
        return write_number(term.value) if minus == MINUS else plain
    if isinstance(term, Reference):
        return reference(term.indicator_id)
    if isinstance(term, Call):
        return f"{term.name}({'; '.join(_write(one, reference, minus) for one in term.terms)})"
    if isinstance(term, Minus):
        inner = _write(term.of, reference, minus)
        return f"{minus}({inner})" if isinstance(term.of, Operation | Minus) else f"{minus}{inner}"
    left, right = _write(term.left, reference, minus), _write(term.right, reference, minus)
    if isinstance(term.left, Operation) and _STRENGTH[term.left.sign] < _STRENGTH[term.sign]:
        left = f"({left})"
    if isinstance(term.right, Minus) or (
        isinstance(term.right, Operation) and _STRENGTH[term.right.sign] <= _STRENGTH[term.sign]
    ):
        right = f"({right})"
    sign = {"-": minus, "*": "×" if minus == MINUS else "*"}.get(term.sign, term.sign)
    return f"{left} {sign} {right}"


def _reference_words(key: int, names: Mapping[int, str]) -> str:
    name = names.get(key)
    if name is None:
        return f"#{key}"
    alike = sum(1 for other in names.values() if fold(other) == fold(name))
    shown = name.replace("]", "]]")
    return shown if alike == 1 else f"{shown} #{key}"
