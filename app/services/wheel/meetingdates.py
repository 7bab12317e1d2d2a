"""The days of a body's meetings as people say them: a pattern such as "varannan tisdag", or dates."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from app.models.errors import DomainError
from app.services.formatting import MONTHS, write_long_date
from app.services.textorder import nfc
from app.services.wheel.timeerrors import UnreadableTime
from app.services.wheel.timereading import read_timing

WEEKDAYS: Final = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
#: More meetings of one body in a year than this are a slip of the finger.
MOST: Final = 120

_WEEK = timedelta(days=7)
_NAMES = {name: number for number, name in enumerate(WEEKDAYS)}
_DAY_NAME = r"(?P<day>" + "|".join(WEEKDAYS) + r")(?:en|ar|arna)?"
_EVERY = {"varje": 1, "var": 1, "varannan": 2, "var tredje": 3, "var fjärde": 4}
_WEEKLY = re.compile(
    rf"(?P<every>varannan|var tredje|var fjärde|varje|var) (?:vecka,? (?:på )?)?{_DAY_NAME}(?P<rest>.*)"
)
_PLACES = {"första": 0, "andra": 1, "tredje": 2, "fjärde": 3, "sista": -1}
_MONTHLY = re.compile(
    rf"(?P<place>{'|'.join(_PLACES)}) {_DAY_NAME}(?: i)?(?: (?:varje |var )?månad(?:en)?)?(?P<rest>.*)"
)
_PARITY = re.compile(r"\b(?:i )?(?P<which>jämna|udda) veckor\b")
_BOUNDS = {
    "from": re.compile(
        r"\b(?:från(?: och med)?|fr\.?o\.?m\.?) (?P<text>.+?)(?=$| till | t\.?o\.?m| utom| inte)"
    ),
    "until": re.compile(
        r"\b(?:till(?: och med)?|t\.?o\.?m\.?) (?P<text>.+?)(?=$| från | fr\.?o\.?m| utom| inte)"
    ),
}
_WITHOUT = re.compile(r"\b(?:utom|inte(?: i)?|men inte(?: i)?) (?P<text>.+)$")
_SEPARATORS = re.compile(r"[\n;,]+| och (?=\d)")
_LEADING_DAY = re.compile(
    r"^(?:" + "|".join(f"{name[:3]}(?:{name[3:]}(?:en)?)?\\.?" for name in WEEKDAYS) + r")\s+(?:den\s+)?"
)
_LONGEST = 4000


class UnreadableDates(DomainError):
    """What was typed is neither a pattern nor dates."""

    def __init__(self, text: str) -> None:
        shown = " ".join(text.split())
        short = shown if len(shown) <= 60 else f"{shown[:59]}…"
        super().__init__(
            f"”{short}” går inte att läsa som dagar. Skriv till exempel ”varannan tisdag från 13 januari”, "
            "”sista måndagen i månaden utom juli”, eller datum som 13 januari, ett på varje rad."
        )


class AnotherWeekday(DomainError):
    """A date is written with a weekday that it is not."""

    def __init__(self, day: date, named: str) -> None:
        name = next(name for name in WEEKDAYS if name.startswith(named[:3]))
        super().__init__(
            f"{write_long_date(day)} är en {WEEKDAYS[day.weekday()]}, inte en {name}. Rätta datumet."
        )


class NoDates(DomainError):
    """Nothing is left of what was typed."""

    def __init__(self, year: int) -> None:
        super().__init__(f"Det blir inga dagar {year} av det du har skrivit. Ändra mönstret eller datumen.")


class TooManyDates(DomainError):
    """More days than a body can meet."""

    def __init__(self, count: int) -> None:
        super().__init__(f"Det blir {count} dagar, fler än {MOST}. Skriv ett glesare mönster.")


def read_days(text: str, year: int) -> tuple[date, ...]:
    """The days of a year that a text says, in order and each once."""
    plain = nfc(text).casefold().replace("\u00a0", " ").strip()
    if not plain or len(plain) > _LONGEST:
        raise UnreadableDates(text)
    line = " ".join(plain.split())
    match = _WEEKLY.fullmatch(line)
    if match is not None:
        days = _weekly(match, year, text)
    elif (match := _MONTHLY.fullmatch(line)) is not None:
        days = _monthly(match, year, text)
    else:
        days = list(_listed(plain, year))
    found = tuple(sorted(set(days)))
    if not found:
        raise NoDates(year)
    if len(found) > MOST:
        raise TooManyDates(len(found))
    return found


def _weekly(match: re.Match[str], year: int, text: str) -> list[date]:
    rest, first, last, without = _limits(match["rest"], year, text)
    parity = _PARITY.search(rest)
    _nothing_left(_PARITY.sub("", rest), text)
    step = _EVERY[match["every"]]
    day = first + timedelta(days=(_NAMES[match["day"]] - first.weekday()) % 7)
    if parity is not None:
        odd = parity["which"] == "udda"
        step = 1
        while day <= last and (day.isocalendar().week % 2 == 1) is not odd:
            day += _WEEK
    days = []
    while day <= last:
        fits = parity is None or (day.isocalendar().week % 2 == 1) is (parity["which"] == "udda")
        if fits and day.month not in without:
            days.append(day)
        day += step * _WEEK
    return days


def _monthly(match: re.Match[str], year: int, text: str) -> list[date]:
    rest, first, last, without = _limits(match["rest"], year, text)
    _nothing_left(rest, text)
    place, weekday = _PLACES[match["place"]], _NAMES[match["day"]]
    days = []
    for month in range(1, 13):
        there = [day for day in _days_of(year, month) if day.weekday() == weekday]
        if month not in without and first <= there[place] <= last:
            days.append(there[place])
    return days


def _days_of(year: int, month: int) -> Iterator[date]:
    day = date(year, month, 1)
    while day.month == month:
        yield day
        if day == date(year, 12, 31):
            return
        day += timedelta(days=1)


def _limits(rest: str, year: int, text: str) -> tuple[str, date, date, frozenset[int]]:
    """What is left of a pattern's end, its first and last day, and the months it leaves out."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    without: frozenset[int] = frozenset()
    if (match := _WITHOUT.search(rest)) is not None:
        without = _months(match["text"], text)
        rest = rest[: match.start()]
    if (match := _BOUNDS["from"].search(rest)) is not None:
        first = max(first, _day(match["text"], year, text, end=False))
        rest = rest[: match.start()] + rest[match.end() :]
    if (match := _BOUNDS["until"].search(rest)) is not None:
        last = min(last, _day(match["text"], year, text, end=True))
        rest = rest[: match.start()] + rest[match.end() :]
    return rest, first, last, without


def _nothing_left(rest: str, text: str) -> None:
    if rest.strip(" ,."):
        raise UnreadableDates(text)


def _months(words: str, text: str) -> frozenset[int]:
    names = {name: number for number, name in enumerate(MONTHS, start=1)}
    found: set[int] = set()
    for word in re.split(r",| och ", words):
        ends = re.split(r"\s*[-–]\s*", word.strip(" ."))
        if not all(end in names for end in ends) or len(ends) > 2:
            raise UnreadableDates(text)
        found.update(range(names[ends[0]], names[ends[-1]] + 1))
    return frozenset(found)


def _day(words: str, year: int, text: str, *, end: bool) -> date:
    """A day, or the first or last of a month."""
    found = read_timing(words.strip(" ,."), year)
    day = found.last if end else found.first
    if day is None:
        raise UnreadableDates(text)
    return day


def _listed(plain: str, year: int) -> Iterator[date]:
    for piece in _SEPARATORS.split(plain):
        typed = " ".join(piece.split())
        named = _LEADING_DAY.match(typed)
        words = typed[named.end() :] if named is not None else typed
        if not words:
            continue
        try:
            found = read_timing(words, year)
        except UnreadableTime:
            raise UnreadableDates(piece) from None
        if found.first is None or found.first != found.last or found.precision != "dag":
            raise UnreadableDates(piece)
        if named is not None and not WEEKDAYS[found.first.weekday()].startswith(named[0][:3]):
            raise AnotherWeekday(found.first, named[0])
        yield found.first
