"""Periods of measuring: the forms that are stored, what people type, and when a figure is measured."""

import calendar
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.models.errors import DomainError
from app.services.formatting import DASH, MONTHS, write_school_year

#: How often a figure is measured, as stored and in words.
FREQUENCIES: Mapping[str, str] = {
    "month": "varje månad",
    "quarter": "varje kvartal",
    "tertial": "varje tertial",
    "half_year": "varje halvår",
    "year": "varje år",
    "school_year": "varje läsår",
    "two_years": "vartannat år",
    "three_years": "vart tredje år",
}
_SPACED: Mapping[str, int] = {"two_years": 2, "three_years": 3}
#: What has one value a year, or not even that.
YEARLY = ("year", "school_year", "two_years", "three_years")
_COUNTS: Mapping[str, int] = {"month": 12, "quarter": 4, "tertial": 3, "half_year": 2}
_LETTERS: Mapping[str, str] = {"half_year": "H", "tertial": "T", "quarter": "Q"}
_NAMES: Mapping[str, str] = {"half_year": "halvår", "tertial": "tertial", "quarter": "kvartal"}
_SHORT: Mapping[str, str] = {"half_year": "H", "tertial": "T", "quarter": "Kv "}
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LONGEST = 60


class NotAPeriod(DomainError):
    """What was typed is no period that anything is measured in."""

    def __init__(self, text: str, advice: str) -> None:
        shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
        super().__init__(f"”{shown}” är ingen period. {advice}")


@dataclass(frozen=True, slots=True)
class Period:
    """A period as it is stored, the year it belongs to, and its first and last day.

    `frequency` is what is measured once in it. A school year belongs to the year it begins in.
    """

    text: str
    year: int
    first: date
    last: date
    frequency: str

    @property
    def words(self) -> str:
        """The period in words: tertial 1 2027."""
        return period_words(self.text)


def read_period(text: str, *, year: int | None = None) -> Period:
    """A period as it is stored or as people type it; `year` is what is meant where the text names none."""
    return _stored(text) or _typed(text, year)


def period_words(text: str) -> str:
    """A stored period in words; a text that is no period is given back as it is."""
    period = _stored(text)
    if period is None:
        return text
    if period.frequency == "month":
        return f"{MONTHS[period.first.month - 1]} {period.year}"
    if period.frequency == "school_year":
        return write_school_year(period.year)
    if period.frequency == "year":
        return str(period.year)
    return f"{_NAMES[period.frequency]} {period.text[-1]} {period.year}"


def period_short(text: str) -> str:
    """A stored period as the head of a narrow column, without its year where it is a part of one."""
    period = _stored(text)
    if period is None or period.frequency in ("year", "school_year"):
        return text
    if period.frequency == "month":
        return MONTHS[period.first.month - 1][:3]
    return f"{_SHORT[period.frequency]}{period.text[-1]}"


def report_words(text: str) -> str:
    """A period that is reported, from January to its end: ”Delår, januari–juni”."""
    period = _stored(text)
    if period is None or period.frequency == "year":
        return "Helår" if period else text
    if period.frequency == "school_year":
        return period.words.capitalize()
    name = "Delår" if period.text.endswith("H1") else period_name(period)
    months = MONTHS[0] if period.last.month == 1 else f"{MONTHS[0]}{DASH}{MONTHS[period.last.month - 1]}"
    return months.capitalize() if period.frequency == "month" else f"{name}, {months}"


def period_name(period: Period) -> str:
    """A period without its year, as a title: Tertial 1, Januari, Helår, Läsåret 2027/28."""
    if period.frequency == "year":
        return "Helår"
    words = period.words if period.frequency == "school_year" else period.words.rsplit(" ", 1)[0]
    return words[:1].upper() + words[1:]


def periods_of(
    year: int, frequency: str | None, *, first_year: int | None = None, last_year: int | None = None
) -> tuple[Period, ...]:
    """The periods of a year in which a figure is measured; none in a year when it is not.

    Where nobody has said how often, it is the whole year.
    """
    if (first_year is not None and year < first_year) or (last_year is not None and year > last_year):
        return ()
    space = _SPACED.get(frequency or "", 1)
    if first_year is not None and (year - first_year) % space:
        return ()
    if frequency is not None and frequency in _COUNTS:
        return tuple(_part(year, frequency, number + 1) for number in range(_COUNTS[frequency]))
    return (_school_year(year) if frequency == "school_year" else _year(year),)


def next_measured(frequency: str | None, first_year: int | None, after: int) -> int | None:
    """The first year after another in which a figure is measured; None where nobody has said how often."""
    if frequency is None or frequency not in FREQUENCIES:
        return None
    if first_year is None or after < first_year:
        return after + 1 if first_year is None else first_year
    space = _SPACED.get(frequency, 1)
    return first_year + ((after - first_year) // space + 1) * space


def report_periods(year: int) -> tuple[Period, ...]:
    """What a scorecard of a year can be shown for: the whole year, then its parts as they end."""
    parts = (("quarter", 1), ("tertial", 1), ("half_year", 1), ("tertial", 2), ("quarter", 3))
    return (_year(year), *(_part(year, frequency, number) for frequency, number in parts))


def is_yearly(frequency: str | None) -> bool:
    """Whether a figure has one value a year at most; so it is where nobody has said how often."""
    return frequency is None or frequency in YEARLY


def before(period: Period) -> Period:
    """The same period a year earlier."""
    if period.frequency == "school_year":
        return _school_year(period.year - 1)
    if period.frequency == "year":
        return _year(period.year - 1)
    return _part(period.year - 1, period.frequency, _number(period))


# ---- stored forms --------------------------------------------------------------------------------

_STORED = re.compile(r"(\d{4})(?:-([HTQ])([1-4])|-(\d{2})|/(\d{2}))?", re.ASCII)


@lru_cache(maxsize=4096)
def _stored(text: str) -> Period | None:
    found = _STORED.fullmatch(text)
    if found is None or not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        return None
    year = int(found[1])
    if found[2]:
        frequency = next(key for key, letter in _LETTERS.items() if letter == found[2])
        return _part(year, frequency, int(found[3])) if int(found[3]) <= _COUNTS[frequency] else None
    if found[4]:
        return _part(year, "month", int(found[4])) if 1 <= int(found[4]) <= 12 else None
    if found[5]:
        return _school_year(year) if int(found[5]) == (year + 1) % 100 else None
    return _year(year)


def _number(period: Period) -> int:
    return (period.first.month - 1) * _COUNTS[period.frequency] // 12 + 1


def _part(year: int, frequency: str, number: int) -> Period:
    length = 12 // _COUNTS[frequency]
    ends = number * length
    text = f"{year}-{number:02}" if frequency == "month" else f"{year}-{_LETTERS[frequency]}{number}"
    last = date(year, ends, calendar.monthrange(year, ends)[1])
    return Period(text, year, date(year, ends - length + 1, 1), last, frequency)


def _year(year: int) -> Period:
    return Period(str(year), year, date(year, 1, 1), date(year, 12, 31), "year")


def _school_year(year: int) -> Period:
    text = f"{year}/{(year + 1) % 100:02}"
    return Period(text, year, date(year, 7, 1), date(year + 1, 6, 30), "school_year")


# ---- typed forms ---------------------------------------------------------------------------------

_ADVICE = "Skriv till exempel 2027, T1 2027, kvartal 2 2027, januari 2027 eller läsåret 2027/28."
_YEAR = r"(?:(\d{4})|['’]?(\d{2}))"
_SCHOOL = re.compile(r"(?:läsåret|läsår|la|lå)?\s*(\d{4}|\d{2})\s*[/–-]\s*(\d{4}|\d{2})")
_WHOLE = re.compile(r"(?:(?:helåret|helår|året|år|kalenderår|utfall)\b)?\s*(\d{4})?")
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("t", "tertial", "tertialet", "tert"), "tertial"),
    **dict.fromkeys(("q", "k", "kv", "kvartal", "kvartalet"), "quarter"),
    **dict.fromkeys(("h", "halvår", "halvåret", "delår", "delåret"), "half_year"),
    **dict.fromkeys(("m", "mån", "månad", "månaden"), "month"),
}
_ORDINALS: Mapping[str, int] = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_NUMBERED = re.compile(rf"(?:(\d{{4}})\s*[ -]?\s*)?({_KIND})\s*(\d{{1,2}})(?:\s*[ -]\s*{_YEAR})?")
_COUNTED = re.compile(
    rf"(?:(\d{{1,2}})(?::[ae]|[ae])?|({'|'.join(_ORDINALS)}))\s+({_KIND})(?:\s*[ -]?\s*{_YEAR})?"
)
_NAMED = re.compile(rf"(?:(\d{{4}})\s*[ -]?\s*)?([a-zåäö]+)\.?(?:\s*[ -]?\s*{_YEAR})?")
_DIGITS = re.compile(r"(\d{4})[-./ ]?(\d{1,2})|(\d{1,2})[-./ ](\d{4})")
_TERMS: Mapping[str, tuple[str, int]] = {
    "delår": ("half_year", 1), "delåret": ("half_year", 1),
    "vt": ("half_year", 1), "vårterminen": ("half_year", 1), "vårtermin": ("half_year", 1),
    "ht": ("half_year", 2), "höstterminen": ("half_year", 2), "hösttermin": ("half_year", 2),
}  # fmt: skip


class _Unclear(ValueError):
    """Why a text that looks like a period is none; its words are the advice."""


def _typed(text: str, year: int | None) -> Period:
    try:
        period = _recognised(text, year) if len(text) <= _LONGEST else None
    except _Unclear as unclear:
        raise NotAPeriod(text, str(unclear)) from None
    if period is None:
        raise NotAPeriod(text, _ADVICE)
    return period


def _recognised(text: str, year: int | None) -> Period | None:
    plain = " ".join(unicodedata.normalize("NFC", text).lower().replace(",", " ").split())
    readers: tuple[Callable[[str, int | None], Period | None], ...] = (
        _typed_school, _typed_whole, _typed_number, _typed_count, _typed_name, _typed_month,
    )  # fmt: skip
    for reader in readers if plain else ():
        period = reader(plain, year)
        if period is not None:
            return period
    return None


def _full(four: str | None, two: str | None, year: int | None) -> int:
    if four or two:
        return _known(int(four) if four else 2000 + int(two or 0))
    if year is None:
        raise _Unclear("Skriv också vilket år det är, till exempel T1 2027.")
    return year


def _known(year: int) -> int:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise _Unclear(f"Skriv ett år mellan {_FIRST_YEAR} och {_LAST_YEAR}.")
    return year


def _in_year(year: int, frequency: str, number: int) -> Period:
    if not 1 <= number <= _COUNTS[frequency]:
        word = "månader" if frequency == "month" else _NAMES[frequency]
        raise _Unclear(f"Ett år har {_COUNTS[frequency]} {word}. {_ADVICE}")
    return _part(year, frequency, number)


def _typed_school(text: str, _year_meant: int | None) -> Period | None:
    found = _SCHOOL.fullmatch(text)
    if found is None:
        return None
    first = int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])
    second = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
    if second % 100 == 0 and len(found[2]) == 2:
        second += 100
    return _school_year(_known(first)) if second == first + 1 else None


def _typed_whole(text: str, year: int | None) -> Period | None:
    found = _WHOLE.fullmatch(text)
    return None if found is None else _year(_full(found[1], None, year))


def _typed_number(text: str, year: int | None) -> Period | None:
    found = _NUMBERED.fullmatch(text)
    if found is None or (found[1] and (found[4] or found[5])):
        return None
    meant = _full(found[1] or found[4], found[5], year)
    return _in_year(meant, _KINDS[found[2]], int(found[3]))


def _typed_count(text: str, year: int | None) -> Period | None:
    found = _COUNTED.fullmatch(text)
    if found is None:
        return None
    number = int(found[1]) if found[1] else _ORDINALS[found[2]]
    return _in_year(_full(found[4], found[5], year), _KINDS[found[3]], number)


def _typed_name(text: str, year: int | None) -> Period | None:
    found = _NAMED.fullmatch(text)
    if found is None or (found[1] and (found[3] or found[4])):
        return None
    month = next((n for n, name in enumerate(MONTHS, 1) if found[2] in _month_names(name)), None)
    frequency, number = ("month", month) if month else _TERMS.get(found[2], ("", 0))
    if not frequency:
        return None
    return _part(_full(found[1] or found[3], found[4], year), frequency, number or 1)


def _month_names(name: str) -> tuple[str, ...]:
    return (name, name[:3], name[:4])


def _typed_month(text: str, _year_meant: int | None) -> Period | None:
    found = _DIGITS.fullmatch(text)
    if found is None:
        return None
    year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    return _in_year(_known(int(year)), "month", int(month))
