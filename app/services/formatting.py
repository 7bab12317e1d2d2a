"""The one writer and the one reader of numbers, and the writer of dates, in Swedish form."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation
from functools import lru_cache
from typing import Final, Literal

from app.models.errors import DomainError
from app.services.clock import swedish_time

NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
DASH: Final = "\u2013"
MAX_LENGTH: Final = 100
"""The longest text that is read as a number."""
MAX_ORE: Final = 10**15
"""The largest amount that is read: ten thousand billion kronor, far inside SQLite's integers."""
MONTHS: Final = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)

_TOGETHER = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?\b|§ \d+|\b\d+ §")

Unit = Literal["kr", "tkr", "mnkr"]
ORE_PER_UNIT: Final[dict[Unit, int]] = {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}
_DECIMALS_OF_UNIT: Final[dict[Unit, int]] = {"kr": 2, "tkr": 5, "mnkr": 8}

_BYTE_UNITS: Final = ("kB", "MB", "GB", "TB")

_EXACT = Context(prec=4 * MAX_LENGTH, traps=[Inexact, InvalidOperation])
_ROUNDING = Context(prec=4 * MAX_LENGTH, rounding=ROUND_HALF_UP)
_SWEDISH = str.maketrans({",": NBSP, ".": ",", "-": MINUS})

_SPACE = "[ \u00a0\u202f]"
_UNSIGNED = rf"(?:[0-9]+|[1-9][0-9]{{0,2}}(?:{_SPACE}[0-9]{{3}})+)(?:,[0-9]+)?"
_NUMBER = re.compile(rf"([+\-{MINUS}]?){_SPACE}?({_UNSIGNED})|\(({_UNSIGNED})\)")
_SUFFIX = re.compile(rf"(.*?){_SPACE}*(kr|tkr|mnkr|%)", re.ASCII | re.IGNORECASE | re.DOTALL)


class NotANumber(DomainError):
    """A text cannot be read as a number."""

    def __init__(self, text: str, advice: str) -> None:
        self.text = text
        super().__init__(f"{_quoted(text)} går inte att läsa som ett tal. {advice}")


class NotAnAmount(NotANumber):
    """A number cannot be kept as an amount: it is finer than öre or too large."""


def _quoted(text: str) -> str:
    visible = "".join(c if c.isprintable() else " " for c in text.strip())
    return f"”{visible}”" if len(visible) <= 40 else f"”{visible[:39]}…”"


# ---- numbers out ---------------------------------------------------------------------------------


def write_number(value: Decimal | int, decimals: int | None = None, *, plus: bool = False) -> str:
    """A number with no-break spaces, U+2212 and decimal comma.

    `decimals` rounds half up (away from zero); None writes every digit the number has. `plus` puts a
    plus sign before what is above zero. Zero never has a sign.
    """
    if isinstance(value, float) or (isinstance(value, Decimal) and not value.is_finite()):
        raise ValueError(f"only exact finite numbers are written, not {value!r}")
    if isinstance(value, Decimal) or decimals is not None:
        value = Decimal(value)
        if decimals is not None:
            value = value.quantize(Decimal((0, (1,), -decimals)), context=_ROUNDING)
        text = f"{value.copy_abs() if value.is_zero() else value:,f}".translate(_SWEDISH)
    else:
        text = f"{value:,}".translate(_SWEDISH)
    return f"+{text}" if plus and value > 0 else text


def in_units(ore: int, unit_ore: int) -> int:
    """An amount in whole units, rounded half up (away from zero)."""
    whole = (abs(ore) + unit_ore // 2) // unit_ore
    return whole if ore >= 0 else -whole


def _write_rounded(ore: int, unit_ore: int, plus: bool) -> str:
    whole = in_units(ore, unit_ore)
    sign = MINUS if whole < 0 else "+" if plus and whole else ""
    return f"{sign}{abs(whole):,}".replace(",", NBSP)


def write_kr(ore: int, *, plus: bool = False, unit: bool = True) -> str:
    """An amount in whole kronor, rounded half up: 1 234 567 kr."""
    text = _write_rounded(ore, 100, plus)
    return f"{text}{NBSP}kr" if unit else text


def write_ore(ore: int, *, plus: bool = False, unit: bool = True) -> str:
    """An amount exact to the öre; the two decimals stand only when they are not zero."""
    if ore % 100 == 0:
        return write_kr(ore, plus=plus, unit=unit)
    sign = MINUS if ore < 0 else "+" if plus else ""
    kronor, rest = divmod(abs(ore), 100)
    text = f"{sign}{kronor:,}".replace(",", NBSP) + f",{rest:02}"
    return f"{text}{NBSP}kr" if unit else text


def write_tkr(ore: int, plus: bool = False, *, unit: bool = False) -> str:
    """An amount in thousands of kronor, rounded half up; bare by default, since the heading says tkr."""
    text = _write_rounded(ore, 100_000, plus)
    return f"{text}{NBSP}tkr" if unit else text


def write_mnkr(ore: int, decimals: int = 1, *, plus: bool = False, unit: bool = True) -> str:
    """An amount in millions of kronor: 3,2 mnkr."""
    text = write_number(Decimal(ore).scaleb(-8, context=_EXACT), decimals, plus=plus)
    return f"{text}{NBSP}mnkr" if unit else text


def write_percent(percent: Decimal | int, decimals: int | None = 1, *, plus: bool = False) -> str:
    """A share that is already in percent: 12,5 %."""
    return f"{write_number(percent, decimals, plus=plus)}{NBSP}%"


def write_count(count: int, one: str, several: str) -> str:
    """A count with its word: 1 enhet, 25 enheter."""
    return f"{write_number(count)} {one if count == 1 else several}"


def write_bytes(count: int) -> str:
    """A file size: 512 byte, 1,2 MB, 25 MB; one decimal below ten."""
    shown, unit = Decimal(count), "byte"
    for power, larger in enumerate(_BYTE_UNITS, start=1):
        if shown < 1000:
            break
        size, unit = Decimal(count).scaleb(-3 * power, context=_EXACT), larger
        tenths = size.quantize(Decimal("0.1"), context=_ROUNDING)
        fine = tenths < 10 and tenths != tenths.to_integral_value()
        shown = tenths if fine else size.quantize(Decimal(1), context=_ROUNDING)
    return f"{write_number(shown)}{NBSP}{unit}"


# ---- numbers in ----------------------------------------------------------------------------------


def read_number(text: str) -> Decimal:
    """Read a number in Swedish form, exactly; raises NotANumber with what to write instead."""
    trimmed = text.strip()
    match = _NUMBER.fullmatch(trimmed) if len(trimmed) <= MAX_LENGTH else None
    if match is None:
        raise NotANumber(text, _advice(trimmed))
    sign, unsigned, in_parentheses = match.groups()
    digits = re.sub(_SPACE, "", unsigned or in_parentheses).replace(",", ".")
    value = Decimal(digits)
    negative = in_parentheses is not None or sign in ("-", MINUS)
    return value.copy_negate() if negative and value else value


def read_percent(text: str) -> Decimal:
    """Read a share in percent, with or without the sign: ”12,5 %” gives 12.5."""
    number, suffix = _split_suffix(text)
    if suffix not in ("", "%"):
        raise NotANumber(text, "Här väntas procent: skriv ett tal, med eller utan %.")
    return read_number(number)


def read_amount(text: str, unit: Unit) -> int:
    """Read an amount as öre, exactly; a unit written after the number goes before `unit`.

    Raises NotANumber, or NotAnAmount when the number is finer than öre or too large to keep.
    """
    number, suffix = _split_suffix(text)
    if suffix == "%":
        raise NotANumber(text, "Här väntas ett belopp i kronor, inte procent.")
    written: Unit = "kr" if suffix == "kr" else "tkr" if suffix == "tkr" else "mnkr" if suffix else unit
    ore = _EXACT.multiply(read_number(number), Decimal(ORE_PER_UNIT[written]))
    if ore != ore.to_integral_value():
        raise NotAnAmount(
            text, f"Skriv högst {_DECIMALS_OF_UNIT[written]} decimaler när beloppet är i {written}."
        )
    if abs(ore) > MAX_ORE:
        raise NotAnAmount(text, "Beloppet är för stort. Kontrollera om det ska vara kr, tkr eller mnkr.")
    return int(ore)


def _split_suffix(text: str) -> tuple[str, str]:
    match = _SUFFIX.fullmatch(text.strip()) if len(text) <= 2 * MAX_LENGTH else None
    return (match[1], match[2].lower()) if match else (text, "")


def _advice(text: str) -> str:
    if not text:
        return "Skriv ett tal."
    if len(text) > MAX_LENGTH:
        return f"Skriv högst {MAX_LENGTH} tecken."
    if "." in text:
        return "Skriv decimaler med komma och tusental med mellanslag, till exempel 1 234,5."
    if text.count(",") > 1:
        return "Skriv ett enda komma, före decimalerna, till exempel 1 234,5."
    if re.search(rf"[0-9]{_SPACE}+[0-9]", text):
        return "Skriv mellanslag bara mellan grupper om tre siffror, till exempel 1 234 567."
    return "Skriv bara siffror, till exempel 1 234,5 eller −500."


# ---- dates ---------------------------------------------------------------------------------------


def write_date(day: date) -> str:
    """A date in ISO form: 2010-10-05."""
    return day.isoformat() if not isinstance(day, datetime) else day.date().isoformat()


def write_day_month(day: date) -> str:
    """A day without its year: 5 oktober."""
    return f"{day.day} {MONTHS[day.month - 1]}"


@lru_cache(maxsize=1024)
def write_long_date(day: date) -> str:
    """A date in words: 5 oktober 2010."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def write_month(year: int, month: int) -> str:
    """A month in words: oktober 2010."""
    return f"{MONTHS[month - 1]} {year}"


def write_period(start: date | None, end: date | None) -> str:
    """A span of days in words; an end that is not stated is left open, and no end at all says so."""
    if start and end:
        return f"{write_long_date(start)}{DASH}{write_long_date(end)}"
    if start:
        return f"från och med {write_long_date(start)}"
    return f"till och med {write_long_date(end)}" if end else "ej angiven"


def write_years(first: int, last: int) -> str:
    """A span of years: 2011–2013, or 2011 when it is one."""
    return str(first) if first == last else f"{first}{DASH}{last}"


def write_school_year(first: int) -> str:
    """A school year by the year it begins in: läsåret 2026/27."""
    return f"läsåret {first}/{(first + 1) % 100:02}"


def write_time(instant: datetime) -> str:
    """The Swedish time of day of an aware instant: 14.32."""
    local = swedish_time(instant)
    return f"{local.hour}.{local.minute:02}"


def write_instant(instant: datetime) -> str:
    """The Swedish date and time of an aware instant: 2026-11-21 14.32."""
    return f"{swedish_time(instant).date().isoformat()} {write_time(instant)}"


def keep_together(text: str) -> str:
    """The text with a day (27 oktober 2026) or a paragraph (§ 131) never split over two lines."""
    return _TOGETHER.sub(lambda found: found.group().replace(" ", NBSP), text)
