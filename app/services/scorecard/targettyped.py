"""Targets and limits as people type them: numbers, ranges, yes or no, and steps of a scale."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.models.errors import DomainError
from app.services.formatting import MAX_LENGTH, NotANumber, read_number
from app.services.scorecard.words import NO, YES
from app.services.textorder import fold

_PREFIX = re.compile(r"(?:minst|högst|lägst|max|min|som mest|som minst|[<>≤≥]=?)\s*", re.IGNORECASE)
_RANGE = re.compile(r"(.*?\d)\s*(?:–|—|till|(?<=\d)\s?-\s?(?=\d))\s*([-−+]?\d.*)", re.DOTALL)
_SUFFIX = re.compile(r"([^a-zåäö%‰]*?)\s*([a-zåäö%‰].*)", re.IGNORECASE | re.DOTALL)
_PERCENT = frozenset({"%", "procent"})
_COUNT = frozenset({"st", "antal", "stycken"})
_MONEY = frozenset({"kr", "kronor"})
_POINTS = frozenset({"procentenheter", "procentenhet", "%-enheter"})


class NotATarget(DomainError):
    """What was typed is no value that the measure can have."""

    def __init__(self, text: str, advice: str) -> None:
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
        super().__init__(f"”{shown}” går inte att läsa som målvärde. {advice}")


@dataclass(frozen=True, slots=True)
class ReadTarget:
    """A value, with the upper end where it is a range; both None where nothing was typed."""

    value: Decimal | None
    upper: Decimal | None = None


def read_target(
    text: str,
    *,
    unit_of_measure: str | None = None,
    direction: str | None = None,
    scale: Iterable[str] | None = None,
) -> ReadTarget:
    """A target as it is typed, with or without its unit; raises a sentence for what it cannot be."""
    trimmed = " ".join(text.split())
    if not trimmed:
        return ReadTarget(None)
    if len(trimmed) > 2 * MAX_LENGTH:
        raise NotATarget(trimmed, f"Skriv högst {2 * MAX_LENGTH} tecken.")
    bare = _PREFIX.sub("", trimmed, count=1) if _PREFIX.match(trimmed) else trimmed
    if direction == "yes_no":
        return ReadTarget(_yes_or_no(bare))
    steps = tuple(scale or ())
    if direction == "scale" and steps:
        return ReadTarget(_step(bare, steps))
    span = _RANGE.fullmatch(bare)
    if span is None:
        return ReadTarget(_number(bare, unit_of_measure))
    if direction != "within":
        raise NotATarget(trimmed, "Ett intervall hör till måtten som ska ligga inom ett. Skriv ett tal.")
    lower, upper = _number(_without_unit(span[1], unit_of_measure), None), _number(span[2], unit_of_measure)
    if upper < lower:
        raise NotATarget(trimmed, "Skriv det lägre talet först.")
    return ReadTarget(lower, upper)


def read_value(
    text: str,
    *,
    unit_of_measure: str | None = None,
    direction: str | None = None,
    scale: Iterable[str] | None = None,
) -> Decimal | None:
    """A single value, such as a limit or where one began."""
    plain = None if direction == "within" else direction
    return read_target(text, unit_of_measure=unit_of_measure, direction=plain, scale=scale).value


def _yes_or_no(text: str) -> Decimal:
    word = fold(text)
    if word in ("ja", "j", "1"):
        return YES
    if word in ("nej", "n", "0"):
        return NO
    raise NotATarget(text, "Skriv ja eller nej.")


def _step(text: str, steps: tuple[str, ...]) -> Decimal:
    for number, step in enumerate(steps, 1):
        if fold(step) == fold(text) or text == str(number):
            return Decimal(number)
    raise NotATarget(text, f"Skriv ett av stegen: {', '.join(steps)}.")


def _number(text: str, unit_of_measure: str | None) -> Decimal:
    try:
        return read_number(_without_unit(text, unit_of_measure).removeprefix("+"))
    except NotANumber:
        unit = (unit_of_measure or "").strip()
        named = f", i {unit}" if unit and unit not in _COUNT else ""
        raise NotATarget(
            text, f"Skriv ett tal{named}. Ett mål som inte är ett tal skrivs under Mål i ord."
        ) from None


def _without_unit(text: str, unit_of_measure: str | None) -> str:
    """The number before a unit that is the measure's own; another unit stays and is refused."""
    found = _SUFFIX.fullmatch(text.strip())
    if found is None:
        return text
    written, unit = fold(found[2]), fold((unit_of_measure or "").strip())
    alike = (_PERCENT | _POINTS) if unit in _PERCENT else _COUNT if unit in _COUNT | {""} else _MONEY
    same = written == unit or (written in alike and (unit in alike or not unit))
    return found[1] if same else text
