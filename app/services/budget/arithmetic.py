"""Simple arithmetic in a cell: a closed grammar, reckoned exactly and rounded once to whole öre.

    typed    = "=" sum [unit] | "+" sum [unit | "%"] | "-" number "%" | ("*" | "/") signed
    sum      = product { ("+" | "-") product }
    product  = signed { ("*" | "/") signed }
    signed   = { "+" | "-" } (number ["%"] | "(" sum ")")

A plain number is an amount, also with a minus before it: −500 is minus five hundred. What begins with a plus
is added to what stands in the cell (+500, +-500, +2 %), and −2 % takes away two percent of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from app.models.errors import DomainError
from app.services.budget import rules
from app.services.formatting import MAX_LENGTH, ORE_PER_UNIT, NotAnAmount, Unit, read_amount, read_number

DEEPEST: Final = 20
"""How many parentheses may stand within each other."""
_ALIKE = str.maketrans("\u2212\u2013\u00d7\u00b7\u00f7\u00a0\u202f", "--**/  ")
_NUMBER = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?")
_UNIT = re.compile(r"(.*?) *(mnkr|tkr|kr)", re.IGNORECASE | re.DOTALL)
_DASH = "\u2013"
_SIGNS = frozenset("+-*/()%")
_BETWEEN = ("+", "-", "*", "/")


class NotReckoned(DomainError):
    """Something typed as arithmetic cannot be reckoned; one sentence says why."""

    def __init__(self, text: str, why: str) -> None:
        shown = "".join(c if c.isprintable() else " " for c in text.strip())
        shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
        super().__init__(f"”{shown}” går inte att räkna ut: {why}.")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What was typed as an amount in öre; `formula` is the text when it was arithmetic."""

    amount: int
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class _Value:
    number: Fraction
    percent: bool = False


def is_arithmetic(text: str) -> bool:
    """Whether a text is reckoned rather than read as an amount."""
    alike = _alike(text)
    return alike[:1] in ("=", "+", "*", "/") or (alike[:1] == "-" and alike.endswith("%"))


def read_plain(text: str, unit: Unit) -> int:
    """A written amount in öre, with no arithmetic; a plus before it is only a sign."""
    dashed = text.strip()
    written = f"-{dashed[1:]}" if dashed.startswith(_DASH) and len(dashed) > 1 else text
    amount = read_amount(written, unit)
    if abs(amount) > rules.LARGEST:
        raise NotAnAmount(text, "Beloppet är större än tusen miljarder kronor.")
    return amount


def reckon(text: str, *, current: int, unit: Unit) -> Reckoned:
    """What is typed in a cell that holds `current` öre; raises with one sentence about what is wrong."""
    if not is_arithmetic(text):
        return Reckoned(read_plain(text, unit))
    amount = _whole(_result(text, current, unit))
    if abs(amount) > rules.LARGEST:
        raise NotReckoned(text, "resultatet är större än tusen miljarder kronor")
    return Reckoned(amount, text.strip())


def is_formula(text: str) -> bool:
    """Whether a text could have been typed as arithmetic, so that it may be replaced by another."""
    if "\n" in text or not is_arithmetic(text):
        return False
    try:
        _result(text, 100, "kr")
    except DomainError:
        return False
    return True


def note_after(note: str | None, formula: str) -> str:
    """A cell's note when arithmetic was typed: an earlier formula is replaced, other words are kept."""
    lines = (note or "").splitlines()
    if lines and is_formula(lines[-1]):
        lines.pop()
    return "\n".join([*lines, formula])


def _result(text: str, current: int, unit: Unit) -> Fraction:
    if len(text) > MAX_LENGTH:
        raise NotReckoned(text, f"skriv högst {MAX_LENGTH} tecken")
    alike = _alike(text)
    sign, rest = alike[0], alike[1:]
    suffixed = _UNIT.fullmatch(rest)
    if suffixed is not None:
        rest, unit = suffixed[1], _unit(suffixed[2])
    value = _Reader(text, rest).whole(factor=sign in "*/")
    ore = ORE_PER_UNIT[unit]
    if sign == "=":
        if value.percent:
            raise NotReckoned(text, "ett belopp kan inte vara i procent")
        return value.number * ore
    if value.percent or sign in "*/":
        if suffixed is not None:
            raise NotReckoned(text, "procent och faktorer skrivs utan kr och tkr")
        return _scaled(text, sign, value, current)
    if sign == "-":
        raise NotReckoned(text, "skriv ett enda procenttal efter minustecknet, till exempel −2 %")
    return current + value.number * ore


def _scaled(text: str, sign: str, value: _Value, current: int) -> Fraction:
    if not current:
        raise NotReckoned(text, "cellen är tom, så det finns inget belopp att räkna på")
    if sign == "/":
        if not value.number:
            raise NotReckoned(text, "det går inte att dela med noll")
        return current / value.number
    if sign == "*":
        return current * value.number
    return current * (1 + value.number if sign == "+" else 1 - value.number)


def _whole(value: Fraction) -> int:
    """Rounded half up, away from zero."""
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return whole if value >= 0 else -whole


def _alike(text: str) -> str:
    return text.strip().translate(_ALIKE)


def _unit(words: str) -> Unit:
    found: dict[str, Unit] = {"kr": "kr", "tkr": "tkr", "mnkr": "mnkr"}
    return found[words.lower()]


class _Reader:
    """Reads one sum from left to right."""

    def __init__(self, typed: str, rest: str) -> None:
        self._typed = typed
        self._signs = list(self._split(rest))
        self._place = 0
        self._depth = 0

    def whole(self, *, factor: bool) -> _Value:
        """The whole text as a value; a factor stands alone, since what follows could be meant in two ways."""
        value = self._signed() if factor else self._sum()
        if factor and self._next() in _BETWEEN:
            raise NotReckoned(self._typed, "skriv en faktor, och sätt det som hör ihop inom parentes")
        if self._place < len(self._signs):
            raise self._wrong(self._signs[self._place])
        return value

    def _split(self, rest: str) -> Iterator[str]:
        place = 0
        while place < len(rest):
            number = _NUMBER.match(rest, place)
            if number is not None:
                yield number[0]
                place = number.end()
            elif rest[place] in _SIGNS:
                yield rest[place]
                place += 1
            elif rest[place] == " ":
                place += 1
            else:
                raise NotReckoned(self._typed, _strange(rest[place:]))

    def _sum(self) -> _Value:
        value = self._product()
        while self._next() in ("+", "-"):
            sign = self._take()
            other = self._product()
            if value.percent or other.percent:
                raise NotReckoned(self._typed, "skriv till exempel *1,02 för att lägga till två procent")
            value = _Value(value.number + other.number if sign == "+" else value.number - other.number)
        return value

    def _product(self) -> _Value:
        value = self._signed()
        while self._next() in ("*", "/"):
            sign = self._take()
            other = self._signed().number
            if sign == "/" and not other:
                raise NotReckoned(self._typed, "det går inte att dela med noll")
            value = _Value(value.number * other if sign == "*" else value.number / other)
        return value

    def _signed(self) -> _Value:
        negative = False
        while self._next() in ("+", "-"):
            negative ^= self._take() == "-"
        value = self._atom()
        return _Value(-value.number, value.percent) if negative else value

    def _atom(self) -> _Value:
        sign = self._take()
        if sign == "(":
            value = self._within()
        elif sign[:1].isascii() and sign[:1].isdigit():
            value = _Value(Fraction(read_number(sign)))
        else:
            raise self._wrong(sign)
        if self._next() == "%":
            self._take()
            return _Value(value.number / 100, percent=True)
        return value

    def _within(self) -> _Value:
        self._depth += 1
        if self._depth > DEEPEST:
            raise NotReckoned(self._typed, f"högst {DEEPEST} parenteser kan stå i varandra")
        value = self._sum()
        self._depth -= 1
        if self._next() != ")":
            raise NotReckoned(self._typed, "en parentes är inte avslutad")
        self._take()
        return value

    def _next(self) -> str:
        return self._signs[self._place] if self._place < len(self._signs) else ""

    def _take(self) -> str:
        sign = self._next()
        self._place += 1
        return sign

    def _wrong(self, sign: str) -> NotReckoned:
        if not sign:
            return NotReckoned(self._typed, "något saknas i slutet")
        return NotReckoned(self._typed, f"”{sign}” står på fel plats")


def _strange(rest: str) -> str:
    if rest[0] == ".":
        return "skriv decimaler med komma"
    if rest[0].isalpha():
        return "använd bara siffror, till exempel =12000*1,025"
    return f"”{rest[0]}” kan inte användas"
