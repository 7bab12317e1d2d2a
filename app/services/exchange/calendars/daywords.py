"""Days as meeting calendars write them: "ti 13/1", "13–14 januari kl. 18.30", "3, 17" below a month."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from app.services.exchange.workbooks.cells import Value
from app.services.formatting import MONTHS, write_long_date
from app.services.textorder import fold

WEEKDAYS: Final = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_SHORTEST: Final = 3
_LONGEST: Final = 200
_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_SLASHED: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?: *[-–] *(\d{1,2}))? ?/ ?(\d{1,2})(?:[-/ ](\d{4}|\d{2})(?!\d))?(?!\d)"
)
_TO: Final = (
    r" *(?:[-–]|till|t\.?o\.?m\.?) *(?:(?:mån|tis|ons|tor|fre|lör|sön)[a-z]*\.? +)?(?:den +)?"  # a weekday
)
_ISO_SPAN: Final = re.compile(rf"{_ISO.pattern}{_TO}{_ISO.pattern}")
_SLASHED_SPAN: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}}) ?/ ?(\d{{1,2}}){_TO}(\d{{1,2}}) ?/ ?(\d{{1,2}})(?!\d)"
)
_WORD_SPAN: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}}) +([a-zåäö]+)\.?{_TO}(\d{{1,2}}) +([a-zåäö]+)\.?(?: +(\d{{4}}))?(?!\d)"
)
_YEAR: Final = re.compile(r"(?<![\d-])(20\d\d)(?![\d-])")
_TIME: Final = re.compile(
    r"(?:kl\.? ?|klockan )(\d{1,2})(?:[.:](\d{2}))?|(?<![\d.])(\d{1,2})[.:](\d{2})(?![\d.])"
)
_ASIDE: Final = re.compile(r"\(([^()]*)\)")
_MAYBE: Final = re.compile(r"\b(prel|preliminär\w*|ev|eventuell\w*|reserv\w*)\b\.?|\?")
_CANCELLED: Final = re.compile(r"\binställ\w*")
_DAYS: Final = re.compile(r"(?<!\d)(\d{1,2})(?: *[-–] *(\d{1,2}))?(?![\d])")
_MARKS: Final = re.compile(r"[*†#]+")


_Day = tuple[int, int, int]


class NoDay(ValueError):
    """A text that should say days does not; the reason says why."""


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day or days, with the time of day and what stands beside them."""

    first: date
    last: date
    begins: str | None = None
    aside: str | None = None
    tentative: bool = False
    cancelled: bool = False


def month_named(text: str) -> int | None:
    """The month that a heading names: "Mars", "mar", "mars 2026"."""
    word = re.sub(r"[\s.]*\d{0,4}$", "", fold(text).strip()).strip(" .")
    if len(word) < _SHORTEST:
        return None
    return next((at for at, name in enumerate(MONTHS, 1) if name.startswith(word)), None)


def year_named(text: str) -> int | None:
    """The only year that a heading names: "Sammanträden 2027", "Januari 2027"."""
    found = {int(year) for year in _YEAR.findall(text)}
    return found.pop() if len(found) == 1 else None


def read_days(value: Value, year: int, month: int | None = None) -> tuple[SaidDay, ...]:
    """The days that a cell says; none for an empty one. Raises NoDay with the reason."""
    if value is None:
        return ()
    if isinstance(value, datetime):
        begins = None if value.time() == time() else f"{value:%H:%M}"
        return (SaidDay(value.date(), value.date(), begins),)
    if isinstance(value, date):
        return (SaidDay(value, value),)
    if isinstance(value, Decimal) and month is not None and value == value.to_integral_value():
        return (_said([(year, month, int(value), int(value))], None)[0],)
    if not isinstance(value, str):
        raise NoDay("är inget datum")
    return _from_text(value, year, month)


def _from_text(text: str, year: int, month: int | None) -> tuple[SaidDay, ...]:
    if len(text) > _LONGEST:
        raise NoDay("är för lång för att vara dagar")
    folded = fold(" ".join(text.split()))
    asides = [aside.strip() for aside in _ASIDE.findall(" ".join(text.split())) if aside.strip()]
    rest = _MARKS.sub(" ", _ASIDE.sub(" ", folded))
    tentative, cancelled = bool(_MAYBE.search(folded)), bool(_CANCELLED.search(folded))
    rest = _CANCELLED.sub(" ", _MAYBE.sub(" ", rest))
    spans, rest = _spans(rest, year)
    found, rest = _whole_dates(rest, year)
    begins, rest = _time(rest)
    rest, weekday = _without_weekday(rest)
    if not spans:
        found = found or _day_numbers(rest, year, month)
    if not found and not spans:
        if cancelled or rest.strip(" -–.") == "":
            return ()
        raise NoDay("är inget datum")
    days = (*_said_spans(spans, begins), *_said(found, begins))
    if weekday is not None and len(days) == 1 and days[0].first.weekday() != weekday:
        right = WEEKDAYS[days[0].first.weekday()]
        raise NoDay(f"säger {WEEKDAYS[weekday]}, men {write_long_date(days[0].first)} är en {right}")
    words = ", ".join(asides) or None
    return tuple(SaidDay(one.first, one.last, one.begins, words, tentative, cancelled) for one in days)


def _spans(text: str, year: int) -> tuple[list[tuple[_Day, _Day]], str]:
    """Days from one month to another, or said in whole: "30 mars–1 april", "30/3–1/4"; and the rest."""
    found: list[tuple[_Day, _Day]] = []
    for match in _ISO_SPAN.finditer(text):
        first, last = [int(one) for one in match.groups()[:3]], [int(one) for one in match.groups()[3:]]
        found.append(((first[0], first[1], first[2]), (last[0], last[1], last[2])))
    text = _ISO_SPAN.sub(" ", text)
    for match in _SLASHED_SPAN.finditer(text):
        day, month, last_day, last_month = (int(one) for one in match.groups())
        found.append(((year, month, day), (year + (last_month < month), last_month, last_day)))
    text = _SLASHED_SPAN.sub(" ", text)
    for match in _WORD_SPAN.finditer(text):
        month, last_month = month_named(match[2]) or 0, month_named(match[4]) or 0
        if not month or not last_month:
            continue
        over = last_month < month
        last_year = int(match[5]) if match[5] else year + over
        found.append(((last_year - over, month, int(match[1])), (last_year, last_month, int(match[3]))))
        text = text.replace(match[0], " ")
    return found, text


def _said_spans(spans: Sequence[tuple[_Day, _Day]], begins: str | None) -> tuple[SaidDay, ...]:
    try:
        days = [(date(*first), date(*last)) for first, last in spans]
    except ValueError:
        raise NoDay("är en dag som inte finns") from None
    if any(last < first for first, last in days):
        raise NoDay("slutar före sin första dag")
    return tuple(SaidDay(first, last, begins) for first, last in days)


def _whole_dates(text: str, year: int) -> tuple[list[tuple[int, int, int, int]], str]:
    """Dates that say their month in figures, and the text without them."""
    found: list[tuple[int, int, int, int]] = []
    for match in _ISO.finditer(text):
        at = int(match[3])
        found.append((int(match[1]), int(match[2]), at, at))
    text = _ISO.sub(" ", text)
    for match in _SLASHED.finditer(text):
        stated = match[4]
        own = year if stated is None else int(stated) + (2000 if len(stated) == 2 else 0)
        found.append((own, int(match[3]), int(match[1]), int(match[2] or match[1])))
    return found, _SLASHED.sub(" ", text)


def _day_numbers(text: str, year: int, month: int | None) -> list[tuple[int, int, int, int]]:
    """Days before the name of their month, or below it: "13–14 januari", "3 och 17"."""
    found: list[tuple[int, int, int, int]] = []
    waiting: list[tuple[int, int]] = []
    own = re.search(r"(?<!\d)(\d{4})(?!\d)", text)
    year = int(own[1]) if own else year
    text = text.replace(own[0], " ") if own else text
    for part in re.findall(r"\d{1,2}(?: *[-–] *\d{1,2})?|[a-zåäö]+", text):
        match = _DAYS.fullmatch(part)
        if match:
            waiting.append((int(match[1]), int(match[2] or match[1])))
            continue
        named = month_named(part)
        if named is not None:
            found += [(year, named, first, last) for first, last in waiting]
            waiting = []
        elif part not in ("och", "samt", "den", "d", "e"):
            return []
    if month is not None:
        found += [(year, month, first, last) for first, last in waiting]
    return found if found or not waiting else []


def _said(found: Sequence[tuple[int, int, int, int]], begins: str | None) -> tuple[SaidDay, ...]:
    try:
        days = [(date(year, month, first), date(year, month, last)) for year, month, first, last in found]
    except ValueError:
        raise NoDay("är en dag som inte finns") from None
    if any(last < first for first, last in days):
        raise NoDay("slutar före sin första dag")
    return tuple(SaidDay(first, last, begins) for first, last in days)


def _time(text: str) -> tuple[str | None, str]:
    match = _TIME.search(text)
    if match is None:
        return None, text
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    if hour > 23 or minute > 59:
        raise NoDay("har ett klockslag som inte finns")
    return f"{hour:02}:{minute:02}", text[: match.start()] + " " + text[match.end() :]


def _without_weekday(text: str) -> tuple[str, int | None]:
    """The text without its weekday, and which it is: "ti", "tis", "tisdagen"."""
    match = re.match(r"\s*([a-zåäö]{2,9})\b\.?", text)
    if match is None:
        return text, None
    word = match[1].removesuffix("en") if match[1].endswith("dagen") else match[1]
    fits = [at for at, name in enumerate(WEEKDAYS) if name.startswith(word)]
    return (text, None) if len(fits) != 1 else (text[match.end() :], fits[0])


def time_of(value: Value) -> str | None:
    """A time of day from a cell of its own: a time, "18.30", "kl 18"; None when it is none."""
    if isinstance(value, datetime):
        return f"{value:%H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal) and 0 < value < 1:  # a time that the cell does not show as one
        minutes = round(value * 24 * 60)
        return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
    text = fold(str(value)).strip() if value is not None else ""
    if text.isdigit() and len(text) <= 2:
        text = f"kl {text}"
    try:
        return _time(text.replace("-", " ").replace("–", " "))[0]
    except NoDay:
        return None
