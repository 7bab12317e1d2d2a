"""Reading meeting calendars in Excel as they are made by hand: lists, bodies as columns or rows, months."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from app.services.exchange.calendars.daywords import (
    NoDay,
    SaidDay,
    month_named,
    read_days,
    time_of,
    year_named,
)
from app.services.exchange.calendars.found import (
    MOST_EVENTS,
    FoundCalendar,
    FoundEvent,
    LeftOut,
    NoMeetings,
    TooLargeCalendar,
    text_of,
)
from app.services.exchange.workbooks.cells import Sheet, Value, address
from app.services.exchange.workbooks.reading import Book
from app.services.textorder import fold

_LOOKED_AT: Final = 40
_MOST_COLUMNS: Final = 120
_MOST_ROWS: Final = 3_000
_MONTHS_NEEDED: Final = 3
_DAY_HEADS: Final = ("datum", "dag", "sammanträdesdag", "sammanträdesdatum", "mötesdag", "mötesdatum", "när")
_BODY_HEADS: Final = (
    "organ",
    "nämnd",
    "instans",
    "sammanträde",
    "möte",
    "styrelse",
    "beslutsorgan",
    "nämnd/styrelse",
)
_UNTIL_HEADS: Final = ("till", "till och med", "t.o.m", "tom", "slutdatum", "sista dag")
_TIME_HEADS: Final = ("tid", "klockslag", "kl", "start", "börjar")
_PLACE_HEADS: Final = ("plats", "lokal", "var", "rum")
_TITLE_HEADS: Final = ("ärende", "rubrik", "anmärkning", "kommentar", "not", "innehåll", "tema")
_STATUS_HEADS: Final = ("status",)
_KINDS: Final = {
    "day": _DAY_HEADS, "until": _UNTIL_HEADS, "body": _BODY_HEADS, "time": _TIME_HEADS, "place": _PLACE_HEADS,
    "title": _TITLE_HEADS, "status": _STATUS_HEADS,
}  # fmt: skip
_NOT_BODIES: Final = frozenset(
    {
        *_DAY_HEADS,
        *_UNTIL_HEADS,
        *_TIME_HEADS,
        *_PLACE_HEADS,
        *_TITLE_HEADS,
        "vecka",
        "v",
        "veckodag",
        "månad",
        "år",
        "summa",
    }
)
_SHARE_OF_DAYS: Final = 0.5
_LONGEST_BODY: Final = 80


def read_meeting_sheets(book: Book, year: int) -> FoundCalendar:
    """The meetings of a workbook that have a day in a year; raises NoMeetings where there is no table."""
    events: list[FoundEvent] = []
    left_out: list[LeftOut] = []
    understood = False
    for sheet in book.filled():
        reader = _Sheet(sheet, year)
        understood |= reader.read()
        events += reader.events
        left_out += reader.left_out
        if len(events) > MOST_EVENTS:
            raise TooLargeCalendar(book.name, events=len(events))
    if not understood:
        raise NoMeetings(book.name)
    events.sort(key=lambda one: (one.first, one.begins or "", one.body or ""))
    return FoundCalendar(book.name, tuple(events), tuple(left_out))


class _Sheet:
    """One sheet, read in the first of the ways that fits it."""

    def __init__(self, sheet: Sheet, year: int) -> None:
        self._sheet, self._year = sheet, year
        self._height = min(sheet.height, _MOST_ROWS)
        self._width = min(sheet.width, _MOST_COLUMNS)
        self.events: list[FoundEvent] = []
        self.left_out: list[LeftOut] = []
        self._years = self._years_of_rows()

    def _years_of_rows(self) -> list[int]:
        """The year of each row: by the last heading above it, else by the sheet's name, else as asked."""
        year, years = year_named(self._sheet.name) or self._year, []
        for row in range(self._height):
            filled = [column for column in range(self._width) if self._sheet.text(row, column)]
            if len(filled) == 1 and not isinstance(self._sheet.cell(row, filled[0]), date):
                year = year_named(self._sheet.text(row, filled[0])) or year
            years.append(year)
        return years

    def read(self) -> bool:
        """Read the sheet; False when it has no table of meetings."""
        return (
            self._read_list() or self._read_months_across() or self._read_months_down()
            or self._read_body_columns() or self._read_body_rows()
        )  # fmt: skip

    # ---- a list: one meeting to a row ------------------------------------------------------------

    def _read_list(self) -> bool:
        for row in range(min(self._height, _LOOKED_AT)):
            heads = self._heads(row)
            if "day" in heads and "body" in heads:
                self._list_rows(row + 1, heads)
                return True
        return False

    def _heads(self, row: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for column in range(self._width):
            word = fold(self._text(row, column)).strip(" .:")
            for kind, words in _KINDS.items():
                if word in words:
                    found.setdefault(kind, column)
        return found

    def _list_rows(self, first: int, heads: dict[str, int]) -> None:
        body = ""
        for row in range(first, self._height):
            body = self._text(row, heads["body"]) or body
            times = time_of(self._value(row, heads["time"])) if "time" in heads else None
            where = self._text(row, heads["place"]) if "place" in heads else ""
            title = self._text(row, heads["title"]) if "title" in heads else ""
            status = fold(self._text(row, heads["status"])) if "status" in heads else ""
            if self._covered(row, heads["day"]) and self._covered(row, heads["body"]):
                continue
            for one in self._days(row, heads["day"]):
                last = self._until(row, heads["until"], one) if "until" in heads else one.last
                self._add(row, heads["day"], body, replace(
                    one, last=last, begins=one.begins or times, aside=one.aside or title or None,
                    cancelled=one.cancelled or "inställ" in status,
                    tentative=one.tentative or "prel" in status,
                ), where or None)  # fmt: skip

    def _until(self, row: int, column: int, one: SaidDay) -> date:
        """The last day of a meeting whose list says it in a column of its own."""
        said = [day.last for day in self._days(row, column)]
        if len(said) == 1 and said[0] < one.first:
            quoted = self._quoted(row, column)
            self.left_out.append(LeftOut(self._place(row, column), f"{quoted} ligger före första dagen"))
        return said[0] if len(said) == 1 and said[0] >= one.first else one.last

    # ---- months as columns or rows, day numbers in the cells -------------------------------------

    def _read_months_across(self) -> bool:
        for row in range(min(self._height, _LOOKED_AT)):
            months = {
                column: month
                for column in range(self._width)
                if (month := month_named(self._text(row, column))) is not None
            }
            if len(set(months.values())) >= _MONTHS_NEEDED:
                names = range(min(months))
                for at in range(row + 1, self._height):
                    body = next((text for column in names if (text := self._text(at, column))), "")
                    for column, month in months.items():
                        self._cells([(at, column, body, month)], year_named(self._text(row, column)))
                return True
        return False

    def _read_months_down(self) -> bool:
        for column in range(min(self._width, _LOOKED_AT)):
            months = {
                row: month
                for row in range(self._height)
                if (month := month_named(self._text(row, column))) is not None
            }
            if len(set(months.values())) >= _MONTHS_NEEDED:
                head = min(months) - 1
                bodies = {at: self._body_head(head, at) for at in range(column + 1, self._width)}
                for at, body in bodies.items():
                    for row, month in months.items():
                        self._cells([(row, at, body, month)], year_named(self._text(row, column)))
                return any(bodies.values())
        return False

    # ---- bodies as columns or rows, dates in the cells -------------------------------------------

    def _read_body_columns(self) -> bool:
        for row in range(min(self._height, _LOOKED_AT)):
            bodies = {
                column: body
                for column in range(self._width)
                if (body := self._body_head(row, column))
                and self._mostly_days((below, column) for below in range(row + 1, self._height))
            }
            if bodies:
                for column, body in bodies.items():
                    self._cells((below, column, body, None) for below in range(row + 1, self._height))
                return True
        return False

    def _read_body_rows(self) -> bool:
        found = False
        for column in range(min(self._width, _LOOKED_AT)):
            for row in range(self._height):
                body = self._body_head(row, column)
                beside = range(column + 1, self._width)
                if body and self._mostly_days((row, at) for at in beside):
                    self._cells((row, at, body, None) for at in beside)
                    found = True
            if found:
                return True
        return False

    def _mostly_days(self, places: Iterable[tuple[int, int]]) -> bool:
        filled = days = 0
        for row, column in places:
            value = self._value(row, column)
            if value is None:
                continue
            filled += 1
            try:
                days += bool(read_days(value, self._year))
            except NoDay as wrong:
                days += str(wrong) != "är inget datum"
        return days > 0 and days >= filled * _SHARE_OF_DAYS

    def _body_head(self, row: int, column: int) -> str:
        """What may be the name of a body, also where its cell is merged with others or stands higher up."""
        text = self._text(row, column) if row >= 0 else ""
        for above in range(row - 1, max(-1, row - 3), -1):
            text = text or self._text(above, column)
        named = bool(text) and not any(one.isdigit() for one in text) and len(text) <= _LONGEST_BODY
        usable = named and fold(text).strip(" .:") not in _NOT_BODIES and month_named(text) is None
        return text if usable else ""

    # ---- cells -----------------------------------------------------------------------------------

    def _cells(self, places: Iterable[tuple[int, int, str, int | None]], year: int | None = None) -> None:
        for row, column, body, month in places:
            if not body or self._covered(row, column):
                continue
            for one in self._days(row, column, month, year):
                self._add(row, column, body, one, None)

    def _days(
        self, row: int, column: int, month: int | None = None, year: int | None = None
    ) -> Iterator[SaidDay]:
        try:
            yield from read_days(self._value(row, column), year or self._years[row], month)
        except NoDay as wrong:
            self.left_out.append(LeftOut(self._place(row, column), f"{self._quoted(row, column)} {wrong}"))

    def _add(self, row: int, column: int, body: str, one: SaidDay, where: str | None) -> None:
        place = self._place(row, column)
        if not body:
            self.left_out.append(LeftOut(place, "hör inte till något organ"))
        elif not one.first.year <= self._year <= one.last.year:
            self.left_out.append(
                LeftOut(place, f"{one.first.isoformat()} ligger inte i {self._year}", expected=True)
            )
        else:
            self.events.append(FoundEvent(
                place=place, summary=one.aside or "", first=one.first, last=one.last, begins=one.begins,
                where=where, body=text_of(body), tentative=one.tentative, cancelled=one.cancelled,
            ))  # fmt: skip

    def _value(self, row: int, column: int) -> Value:
        (top, left) = self._top_left(row, column)
        return self._sheet.cell(top, left)

    def _text(self, row: int, column: int) -> str:
        (top, left) = self._top_left(row, column)
        return self._sheet.text(top, left)

    def _top_left(self, row: int, column: int) -> tuple[int, int]:
        area = self._sheet.merged_at(row, column)
        return area[0] if area is not None else (row, column)

    def _covered(self, row: int, column: int) -> bool:
        """Whether a cell lies in a merged area below or right of where its value stands."""
        return self._top_left(row, column) != (row, column)

    def _place(self, row: int, column: int) -> str:
        return f"{self._sheet.name}!{address(row, column)}"

    def _quoted(self, row: int, column: int) -> str:
        text = text_of(self._text(row, column))
        return f"”{text if len(text) <= 40 else text[:39] + '…'}”"
