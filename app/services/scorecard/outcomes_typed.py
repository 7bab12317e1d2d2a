"""Outcomes as people type, paste and import them: a closed grammar, where nothing is guessed."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from app.models.errors import DomainError
from app.services.formatting import MAX_LENGTH, NotANumber, read_number, write_number
from app.services.textorder import fold

LONGEST_WORDS = 1_000
"""How long an outcome in words may be."""
LARGEST = Decimal(10) ** 15
MOST_DECIMALS = 20
MOST_SHOWN = 4
_MISSING = frozenset(
    {
        "..", "…", "...", "-", "–", "—", "−", ".", "n/a", "na", "uppgift saknas", "uppgiften saknas",
        "saknas", "saknar uppgift", "ingen uppgift", "uppgift finns inte", "ej mätt", "inte mätt",
        "ej tillgänglig", "ej tillgängligt",
    }
)  # fmt: skip
_YES = frozenset({"ja", "j", "1", "sant", "true", "yes"})
_NO = frozenset({"nej", "n", "0", "falskt", "false", "no"})
_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("%", "procent", "pct", "andel", "andel (%)", "andel, %", "andel i procent"), "procent"),
    **dict.fromkeys(("procentenheter", "procentenhet", "%-enheter", "pe"), "procentenheter"),
    **dict.fromkeys(("‰", "promille"), "promille"),
    **dict.fromkeys(("kr", "kronor", "sek"), "kr"),
    **dict.fromkeys(("tkr", "kkr", "tusen kronor"), "tkr"),
    **dict.fromkeys(("mnkr", "mkr", "miljoner kronor"), "mnkr"),
    **dict.fromkeys(("st", "st.", "stycken", "antal"), "st"),
    **dict.fromkeys(("årsarbetare", "åa", "årsarb."), "årsarbetare"),
    **dict.fromkeys(("poäng", "p", "meritvärde"), "poäng"),
    **dict.fromkeys(("dagar", "dag", "dygn"), "dagar"),
    **dict.fromkeys(("timmar", "timme", "tim", "h"), "timmar"),
}
_PER: Mapping[str, str] = {"invånare": "inv", "inv.": "inv", "elever": "elev"}
_IN_WORDS = frozenset({"text", "ord", "i ord", "omdöme", "bedömning"})
_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[ t].*)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}/\d{1,2}(?: \d{4})?"
    rf"|(?:\d{{1,2}}[\s-])?{_MONTH}(?:[\s-]\d{{2,4}})?"
)
_POWER = re.compile(r"[+\-−]?\d+(?:[,.]\d+)?e[+\-−]?\d+")
_LIMIT = re.compile(r"[<>≤≥]=?\s*\d.*|(?:under|över|minst|högst|mer än|mindre än|färre än)\s+\d.*")
_ABOUT = re.compile(r"(?:ca\.?|c:a|cirka|circa|omkring|ungefär|runt|drygt|knappt|nästan|~|≈|±)\s*[-−]?\d.*")
_SPAN = re.compile(r"\d[\d\s,]*\s*(?:-|–|—|till)\s*\d[\d\s,]*\s*%?")
_SPLIT = re.compile(r"([^a-zåäö%‰]*)([a-zåäö%‰].*)", re.IGNORECASE | re.DOTALL)
_MARKED = re.compile(r"[+\-−]?\d[\d\s\u00a0\u202f,]*[%a-zåäö/]*\s*(?:\*+|[¹²³]|\(\d+\))")

_AROUND = "\ufeff\u200b\u00a0\u202f \t\r\n"
_BARE = "Skriv bara talet om det är rätt enhet."


class Measured(Protocol):
    """What is known of what an outcome measures; an indicator, or any row that says the same."""

    @property
    def unit_of_measure(self) -> str | None:
        """What it is counted in."""
        ...

    @property
    def direction(self) -> str | None:
        """As in `Indicator.direction`."""
        ...

    @property
    def scale(self) -> Sequence[str] | None:
        """The steps of a text scale, from worst to best."""
        ...


class NotAnOutcome(DomainError):
    """A text that cannot stand as an outcome; `why` is the same without a full stop, for lists."""

    def __init__(self, text: str, why: str, advice: str) -> None:
        shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        shown = f"”{shown}”" if len(shown) <= 40 else f"”{shown[:39]}…”"
        self.why = f"{shown} {why}"
        super().__init__(f"{self.why}. {advice}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What an outcome was read as: a value, words, expressly missing, or nothing at all, which clears."""

    value: Decimal | None = None
    missing: bool = False
    words: str | None = None

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return self.value is None and not self.missing and self.words is None


NOTHING = Reading()
MISSING = Reading(missing=True)


def read_outcome(text: str, measured: Measured) -> Reading:
    """What a typed outcome says; raises `NotAnOutcome` with what to write instead.

    Empty clears. Dots, a dash and the words for it say that the value is missing. A unit after the number
    must be the figure's own; about, below and between are refused, since nobody can tell what to reckon with.
    """
    plain = _plain(text)
    if not plain:
        return NOTHING
    if plain in _MISSING or (plain[0].isalpha() and plain.removesuffix(".") in _MISSING):
        return MISSING
    if measured.direction == "yes_no":
        return _read_yes_no(text, plain)
    if measured.direction == "scale":
        return _read_step(text, plain, measured.scale or ())
    if takes_words(measured) and not _numeric(text):
        return _read_words(text)
    return Reading(_read_value(text, plain, measured.unit_of_measure))


def takes_words(measured: Measured) -> bool:
    """Whether an outcome may be told in words: what is not counted in anything (`GOAL-21`)."""
    unit = (measured.unit_of_measure or "").strip().casefold()
    return measured.direction is None and (not unit or unit in _IN_WORDS)


def write_outcome(reading: Reading, measured: Measured, decimals: int | None = None) -> str:
    """An outcome as it stands in a cell: a number, yes or no, the step of a scale, words, or two dots."""
    if reading.value is None:
        return reading.words or (".." if reading.missing else "")
    if measured.direction == "yes_no" and reading.value in (0, 1):
        return "ja" if reading.value else "nej"
    steps, value = measured.scale or (), reading.value
    if measured.direction == "scale" and value == value.to_integral_value() and 1 <= value <= len(steps):
        return steps[int(value) - 1]
    return write_number(value, decimals)


def shown_decimals(value: Decimal, decimals: int | None) -> int | None:
    """With how many decimals a value is shown: as the figure says, else those it has, but not a long tail."""
    exponent = value.as_tuple().exponent
    tail = -exponent if isinstance(exponent, int) else 0
    return 2 if decimals is None and tail > MOST_SHOWN else decimals


def same_unit(one: str | None, other: str | None) -> bool:
    """Whether two units of measure are the same, however they are written."""
    return _unit(one or "") == _unit(other or "")


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).strip(_AROUND).casefold().split())


def _read_yes_no(text: str, plain: str) -> Reading:
    if plain in _YES or plain in _NO:
        return Reading(Decimal(int(plain in _YES)))
    raise NotAnOutcome(text, "är varken ja eller nej", "Skriv ja, nej, eller .. om uppgift saknas.")


def _read_step(text: str, plain: str, steps: Sequence[str]) -> Reading:
    for place, step in enumerate(steps, start=1):
        if plain == _plain(step) or plain == str(place):
            return Reading(Decimal(place))
    known = [step for step in steps if fold(step).startswith(fold(plain))]
    if len(known) == 1:
        return Reading(Decimal(steps.index(known[0]) + 1))
    allowed = ", ".join(steps) if steps else "det som skalan säger"
    raise NotAnOutcome(text, "är inget steg i skalan", f"Skriv något av: {allowed}.")


def _read_words(text: str) -> Reading:
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not words:
        return NOTHING
    if words.startswith(("=", "#")):
        raise NotAnOutcome(text, _strange(words), "Skriv omdömet i ord, eller .. om uppgift saknas.")
    if len(words) > LONGEST_WORDS:
        raise NotAnOutcome(text, "är för långt", f"Skriv högst {LONGEST_WORDS} tecken.")
    return Reading(words=words)


def _numeric(text: str) -> bool:
    try:
        read_number(text)
    except NotANumber:
        return False
    return True


def _read_value(text: str, plain: str, unit: str | None) -> Decimal:
    if len(plain) > 2 * MAX_LENGTH:
        raise NotAnOutcome(text, "är för långt för ett värde", f"Skriv högst {MAX_LENGTH} tecken.")
    _refuse_inexact(text, plain)
    number = text.strip(_AROUND)
    found = _SPLIT.fullmatch(number)
    if found is not None and any(sign.isdigit() for sign in found[1]):
        number = found[1].strip()
        _check_unit(text, found[2].strip(), unit)
    try:
        value = read_number(number)
    except NotANumber as error:
        advice = error.message.split("som ett tal. ", 1)[-1]
        raise NotAnOutcome(text, "går inte att läsa som ett tal", _hint(plain, advice)) from error
    exponent = value.as_tuple().exponent
    if abs(value) >= LARGEST or (isinstance(exponent, int) and -exponent > MOST_DECIMALS):
        raise NotAnOutcome(text, "är för stort eller har för många decimaler", "Kontrollera talet.")
    return value


def _refuse_inexact(text: str, plain: str) -> None:
    """Say why what looks like a number cannot be reckoned with."""
    advice = "Skriv talet, eller .. om uppgift saknas, och förklara i en not."
    if plain.startswith(("=", "#")):
        raise NotAnOutcome(text, _strange(plain), "Klistra in värdet i stället.")
    if _DATE.fullmatch(plain):
        raise NotAnOutcome(text, "är ett datum och inget värde", "Kontrollera cellens format i kalkylarket.")
    if _POWER.fullmatch(plain):
        raise NotAnOutcome(text, "är skrivet som en tiopotens", "Visa cellen som tal i kalkylarket.")
    if _LIMIT.fullmatch(plain):
        raise NotAnOutcome(text, "är en gräns och inget exakt värde", advice)
    if _ABOUT.fullmatch(plain):
        raise NotAnOutcome(text, "är ett ungefärligt värde", advice)
    if _SPAN.fullmatch(plain):
        raise NotAnOutcome(text, "är ett intervall och inget värde", advice)
    if _MARKED.fullmatch(plain):
        raise NotAnOutcome(text, "har ett tecken efter talet", advice)


def _strange(text: str) -> str:
    return "är en formel" if text.startswith("=") else "är ett felvärde ur kalkylarket"


def _check_unit(text: str, written: str, unit: str | None) -> None:
    """A unit after a number must be the one that the figure is counted in."""
    if unit is None or not unit.strip():
        raise NotAnOutcome(text, f"har enheten {_short(written)}, men måttet saknar enhet", _BARE)
    if not same_unit(written, unit):
        raise NotAnOutcome(text, f"har enheten {_short(written)}, men måttet räknas i {unit}", _BARE)


def _short(written: str) -> str:
    return written if len(written) <= 20 else f"{written[:19]}…"


def _unit(text: str) -> str:
    plain = _plain(text)
    parts = [_plain(part) for part in plain.replace(" per ", "/").split("/")]
    return _UNITS.get(plain) or "/".join(_UNITS.get(part) or _PER.get(part, part) for part in parts)


def _hint(plain: str, advice: str) -> str:
    if plain in _YES | _NO:
        return "Måttet väntar ett tal, inte ja eller nej."
    if not any(sign.isdigit() for sign in plain):
        return "Skriv ett tal, eller .. om uppgift saknas."
    return advice
