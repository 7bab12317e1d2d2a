"""What has been measured of a figure in a unit, kept as one text until a year of it is asked for.

A file may hold a hundred thousand measurements; most of them are never looked at one by one.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Text, case, func, literal, or_, type_coerce

from app.models.scorecard import Measurement

#: Between measurements, and between what is said of one.
_ROW, _FIELD = "\x1e", "\x1f"
#: Characters of a year, and of a period that is longer than one: 2027-H1, 2027-01, 2027/28.
_YEAR, _LONG = 4, 7
_LONGER = "-/"


class Measured(NamedTuple):
    """A measurement as it stands in the file."""

    period: str
    gender: str
    value: Decimal | None
    missing: bool
    text: str | None
    comment: str | None
    example: bool


class Series:
    """The measurements of a figure in a unit, found by gender and year."""

    __slots__ = ("_text", "first_year")

    def __init__(self, text: str, first_year: int) -> None:
        self._text = f"{_ROW}{text}{_ROW}"
        self.first_year = first_year

    @classmethod
    def of(cls, rows: Sequence[Measured]) -> "Series":
        """A series of measurements that have been read one by one."""
        years = (int(row.period[:_YEAR]) for row in rows)
        return cls(_ROW.join(_packed(row) for row in rows), min(years, default=0))

    def tells_of(self, year: int) -> bool:
        """Whether anything was measured, or said to be missing, in a year."""
        return f"{_ROW}{year}" in self._text

    def first(self, gender: str, year: int, suffixes: Iterable[str]) -> Measured | None:
        """The measurement of the first of some periods of a year that there is one of."""
        text, head = self._text, f"{_ROW}{year}"
        if head not in text:
            return None
        for suffix in suffixes:
            at = text.find(f"{head}{suffix}{gender}")
            if at >= 0:
                return _unpacked(text[at + 1 : text.find(_ROW, at + 1)])
        return None

    def of_year(self, gender: str, year: int) -> list[Measured]:
        """What was measured in a year."""
        parts = (part for part in self._text.split(_ROW) if part.startswith(str(year)))
        return [row for row in map(_unpacked, parts) if row.gender == gender]


def _unpacked(part: str) -> Measured:
    """A measurement out of its series."""
    end = _LONG if part[_YEAR] in _LONGER else _YEAR
    period, gender, rest = part[:end], part[end], part[end + 1 :]
    if _FIELD not in rest:
        return Measured(period, gender, Decimal(rest) if rest else None, False, None, None, False)
    value, marks, text, comment = rest.split(_FIELD)
    number = Decimal(value) if value else None
    return Measured(period, gender, number, marks[0] == "1", text or None, comment or None, marks[1] == "1")


def _packed(row: Measured) -> str:
    value = "" if row.value is None else format(row.value, "f")
    said = (f"{row.missing:d}{row.example:d}", row.text or "", row.comment or "")
    return f"{row.period}{row.gender}{value}" + "".join(_FIELD + one for one in said)


def packed_column() -> ColumnElement[str]:
    """All measurements of a group of rows as one text."""
    row = Measurement
    more = (
        literal(_FIELD)
        .concat(_digit(row.missing))
        .concat(_digit(row.example))
        .concat(literal(_FIELD))
        .concat(_plain(row.text))
        .concat(literal(_FIELD))
        .concat(_plain(row.comment))
    )
    said = or_(row.missing, row.example, row.text.is_not(None), row.comment.is_not(None))
    value: Any = case((said, func.coalesce(_raw(row.value), "").concat(more)), else_=_raw(row.value))
    return func.group_concat(row.period.concat(row.gender).concat(value), _ROW)


def _digit(column: Any) -> ColumnElement[str]:
    return case((column, "1"), else_="0")


def _plain(column: Any) -> ColumnElement[str]:
    """A text without the characters that part rows and fields."""
    return func.coalesce(func.replace(func.replace(column, _ROW, " "), _FIELD, " "), "")


def _raw(column: Any) -> ColumnElement[str]:
    """A number as the text that it is kept as."""
    return type_coerce(column, Text)
