"""Times as people type them: a closed grammar that gives a `Timing`, or a sentence on what to write."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from app.services import formatting
from app.services.textorder import nfc
from app.services.wheel import times as made
from app.services.wheel.timeerrors import LONGEST, EndsBeforeStart, NoSuchDay, NoSuchWeek, UnreadableTime
from app.services.wheel.times import Timing

_NAMES = {name: number for number, name in enumerate(formatting.MONTHS, start=1)}
_NAMES |= {name[:3]: number for name, number in _NAMES.items()} | {"sept": 9, "aug": 8}
_MONTH = "(?:" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?: (?P<year>\d{4}))?"
_UNKNOWN = frozenset({"", "utan angiven tid", "utan tid", "ingen tid", "ej angiven", "okänd"})
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 4}
_PARTS = {words.split()[0]: part for part, words in made.PART_WORDS.items()}
_SEASONS = {"vinter": "winter", "vår": "spring", "sommar": "summer", "höst": "autumn"}

_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")
_TENTATIVE = re.compile(r"[,(+ ]+ev(?:entuellt|\.)? (?:även )?")
_LEADING = re.compile(r"(?:i|under|på|den|omkring) ")
_BY = re.compile(r"(?:senast|före utgången av|t\.?o\.?m\.?|till och med) (?:i |den |under )?(?P<rest>.+)")
_NEW_YEAR = re.compile(r"(?:före|innan|senast(?: vid)?) (?:årsskiftet|nyår)" + _YEAR)
_WHOLE = re.compile(r"(?:hela året|året runt)" + _YEAR)
_PART = re.compile(rf"(?P<part>{'|'.join(_PARTS)}) av (?P<month>{_MONTH}){_YEAR}")
_QUARTER = re.compile(rf"(?:kvartal|kv\.?|q) ?(?P<number>[1-4]){_YEAR}")
_ORDINAL = re.compile(rf"(?:årets )?(?P<word>{'|'.join(_ORDINALS)}) kvartal(?:et)?{_YEAR}")
_SEASON = re.compile(rf"(?P<season>{'|'.join(_SEASONS)})(?:en|n)?{_YEAR}")
_WEEK = re.compile(rf"(?:v\.?|veckan?|veckorna) ?(?P<first>\d{{1,2}})(?: ?[–/] ?(?P<last>\d{{1,2}}))?{_YEAR}")
_END = rf"(?:(?P<day>\d{{1,2}})(?: (?P<month>{_MONTH}))?|(?P<only>{_MONTH})){_YEAR}"
_ENDPOINT = re.compile(_END)
#: The years that are read.
_YEARS = range(1900, 2201)


def read_timing(text: str, year: int) -> Timing:
    """The time that somebody has typed; years that are not written are the working year.

    Raises `UnreadableTime`, `NoSuchDay`, `NoSuchWeek` or `EndsBeforeStart` with what to write instead.
    """
    plain = _plain(text)
    if len(plain) > LONGEST or year not in _YEARS:
        raise UnreadableTime(text)
    main, *extra = _TENTATIVE.split(f" {plain}".rstrip(" )"), maxsplit=1)
    found = _read(main.strip(" ,(+"), year, text)
    if not extra:
        return found
    return replace(found, tentative=_tentative(extra[0], year, text))


def _plain(text: str) -> str:
    """The text in small letters with one kind of space and dash, and numeric days in words."""
    plain = " ".join(nfc(text).casefold().replace("\u00a0", " ").split())
    plain = _ISO.sub(lambda match: _numeric(match[3], match[2], f" {match[1]}", text), plain)
    plain = _SLASHED.sub(lambda match: _slashed(match, text), plain)
    plain = re.sub(r" ?[-–—−] ?| till (?!och med)", "–", plain)
    return plain.rstrip(".")


def _numeric(day: str, month: str, year: str, text: str) -> str:
    if not 1 <= int(month) <= 12:
        raise UnreadableTime(text)
    return f"{int(day)} {formatting.MONTHS[int(month) - 1]}{year}"


def _slashed(match: re.Match[str], text: str) -> str:
    """12/3 is the twelfth of March; 14/15 after a week is left as it is."""
    before = match.string[: match.start()]
    if re.search(r"(?:v\.?|veckan?|veckorna) ?$", before):
        return match[0]
    return _numeric(match[1], match[2], "", text)


def _read(plain: str, year: int, text: str) -> Timing:
    """The time without the days that are only possible."""
    if plain in _UNKNOWN:
        return made.undated()
    if match := _NEW_YEAR.fullmatch(plain):
        return replace(made.by_month(_year(match, year, text), 12), source=text.strip())
    if match := _BY.fullmatch(plain):
        return _by(match["rest"], year, text)
    plain = _LEADING.sub("", plain, count=1) if _LEADING.match(plain) else plain
    if match := _WHOLE.fullmatch(plain):
        return made.month_timing(_year(match, year, text), 1, 12)
    if match := _PART.fullmatch(plain):
        return made.part_timing(_year(match, year, text), _month(match["month"]), _PARTS[match["part"]])
    if match := _QUARTER.fullmatch(plain):
        return _quarter(int(match["number"]), _year(match, year, text))
    if match := _ORDINAL.fullmatch(plain):
        return _quarter(_ORDINALS[match["word"]], _year(match, year, text))
    if match := _SEASON.fullmatch(plain):
        return made.season_timing(_year(match, year, text), _SEASONS[match["season"]])
    if match := _WEEK.fullmatch(plain):
        return _weeks(match, _year(match, year, text))
    return _span(plain, year, text)


def _by(rest: str, year: int, text: str) -> Timing:
    if match := _PART.fullmatch(rest):
        month = made.by_month(_year(match, year, text), _month(match["month"]))
        return replace(month, source=text.strip())
    if match := _WEEK.fullmatch(rest):
        last = _weeks(match, _year(match, year, text)).last
        return made.by_day(last) if last else made.undated()
    found = _span(rest, year, text)
    if found.last is None or (found.first and found.precision == made.MONTHS):
        raise UnreadableTime(text)
    if found.precision == made.MONTH:
        return made.by_month(found.last.year, found.last.month)
    if found.first != found.last:
        raise UnreadableTime(text)
    return made.by_day(found.last)


def _span(plain: str, year: int, text: str) -> Timing:
    """One day or month, or from one to another."""
    ends = [_ENDPOINT.fullmatch(piece) for piece in re.split(r"–|/", plain)]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:
        raise UnreadableTime(text)
    if last["only"]:
        return _month_span(first, last, year, text)
    if first["only"] or not last["month"]:
        raise UnreadableTime(text)
    end_year = _year(last, year, text)
    start_year = _year(first, end_year if last["year"] and not first["month"] else year, text)
    if not first["year"] and last["year"] and first["month"]:
        start_year = end_year - _wraps(_month(first["month"]), _month(last["month"]))
    start = _day(int(first["day"]), _month(first["month"] or last["month"]), start_year)
    if not last["year"]:
        end_year = start_year + _wraps(start.month, _month(last["month"]))
    end = _day(int(last["day"]), _month(last["month"]), end_year)
    if end < start:
        raise EndsBeforeStart(text.strip())
    return made.day_timing(start, end)


def _month_span(first: re.Match[str], last: re.Match[str], year: int, text: str) -> Timing:
    if not first["only"]:
        raise UnreadableTime(text)
    start, end = _month(first["only"]), _month(last["only"])
    over = _wraps(start, end)
    if first["year"] or not last["year"]:
        start_year = _year(first, year, text)
        end_year = _year(last, start_year + over, text)
    else:
        end_year = _year(last, year, text)
        start_year = end_year - over
    if (end_year, end) < (start_year, start):
        raise EndsBeforeStart(text.strip())
    if (start_year, start) == (end_year, end):
        return made.month_timing(start_year, start)
    return Timing(made.MONTHS, made.month_start(start_year, start), made.month_end(end_year, end))


def _wraps(first: int, last: int) -> bool:
    """Whether two months without years are over new year: from autumn to the next spring."""
    return first >= 7 > last


def _quarter(number: int, year: int) -> Timing:
    return made.month_timing(year, 3 * number - 2, 3 * number)


def _weeks(match: re.Match[str], year: int) -> Timing:
    """From Monday of the first week to Friday of the last."""
    numbers = int(match["first"]), int(match["last"] or match["first"])
    longest = date(year, 12, 28).isocalendar().week
    for number in numbers:
        if not 1 <= number <= longest:
            raise NoSuchWeek(number, year, longest)
    if numbers[1] < numbers[0]:
        raise EndsBeforeStart(f"v. {numbers[0]}–{numbers[1]}")
    start, end = (date.fromisocalendar(year, number, 1) for number in numbers)
    return made.day_timing(start, end + timedelta(days=4))


def _tentative(extra: str, year: int, text: str) -> tuple[date, ...]:
    """The days that are only possible."""
    days: list[date] = []
    for piece in re.split(r",| och | eller ", extra.strip(" )")):
        one = _read(piece.strip(), year, text)
        if one.precision != made.DAY or one.first is None or one.first != one.last:
            raise UnreadableTime(text)
        days.append(one.first)
    return tuple(sorted(days))


def _year(match: re.Match[str], year: int, text: str) -> int:
    found = int(match["year"] or year)
    if found not in _YEARS:
        raise UnreadableTime(text)
    return found


def _month(name: str) -> int:
    return _NAMES[name.rstrip(".")]


def _day(day: int, month: int, year: int) -> date:
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise NoSuchDay(day, month, year, length)
    return date(year, month, day)
