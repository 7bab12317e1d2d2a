"""The year's activities and the meeting plan as an Excel workbook: days as days, easy to sort and filter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from app.services.exchange.workbooks.writing import (
    cut,
    in_margin,
    lay_pages,
    workbook_bytes,
    would_calculate,
)
from app.services.formatting import write_count
from app.services.reports.wheel_listing import STATUS_WORDS
from app.services.wheel.meetingplan import MeetingPlan, MeetingRow
from app.services.wheel.picture.colours import PHASE_WORDS
from app.services.wheel.views import Activity, WheelView

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ACTIVITIES, MEETINGS = "Aktiviteter", "Sammanträden"
_DAY_FORMAT: Final = "yyyy-mm-dd"
_WEEKDAYS: Final = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
Value = str | date | int | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Column(Generic[T]):
    """A column: its heading, its width in characters, and what stands in it for a row."""

    title: str
    width: int
    value: Callable[[T], Value]


_ACTIVITY_COLUMNS: Final[tuple[_Column[Activity], ...]] = (
    _Column("Nr", 5, lambda row: row.number),
    _Column("Aktivitet", 56, lambda row: row.title),
    _Column("När", 22, lambda row: row.when.words),
    _Column("Första dag", 12, lambda row: row.when.first),
    _Column("Sista dag", 12, lambda row: row.when.last),
    _Column("Fas", 16, lambda row: PHASE_WORDS.get(row.phase or "", row.phase or "")),
    _Column("Avser", 8, lambda row: row.concerns),
    _Column("Organ", 30, lambda row: ", ".join(row.bodies)),
    _Column("Deltar", 24, lambda row: ", ".join(row.participants)),
    _Column("Ansvarig", 22, lambda row: row.responsible),
    _Column("Status", 11, lambda row: STATUS_WORDS[row.status].capitalize()),
    _Column("Klar den", 12, lambda row: row.done_on),
    _Column("Senast enligt lag", 14, lambda row: row.bound.deadline if row.bound else None),
    _Column("Lagrum", 26, lambda row: row.bound.paragraph if row.bound else None),
    _Column("Återkommer", 18, lambda row: row.recurrence),
    _Column("Plats", 18, lambda row: row.place),
    _Column("Anteckning", 40, lambda row: row.note),
)
_MEETING_COLUMNS: Final[tuple[_Column[MeetingRow], ...]] = (
    _Column("Organ", 30, lambda row: row.body),
    _Column("Datum", 12, lambda row: row.starts),
    _Column("Till", 12, lambda row: row.ends),
    _Column("Veckodag", 9, lambda row: _WEEKDAYS[row.starts.weekday()]),
    _Column("Tid", 8, lambda row: (row.begins or "").replace(":", ".")),
    _Column("Plats", 26, lambda row: row.place),
    _Column("Rubrik", 26, lambda row: row.title),
    _Column(
        "Status", 12, lambda row: "Inställt" if row.cancelled else "Preliminärt" if row.tentative else None
    ),
    _Column("Handlingar senast", 12, lambda row: row.documents_on),
    _Column("Kallelse senast", 12, lambda row: row.summons_on),
    _Column("Justeras senast", 12, lambda row: row.adjust_by),
    _Column("Överklagas senast", 12, lambda row: row.appeal_until),
    _Column("Behandlar", 44, lambda row: "; ".join(one.title for one in row.activities)),
    _Column("Att tänka på", 34, lambda row: "; ".join(row.notices)),
)


def wheel_workbook(
    view: WheelView, plan: MeetingPlan | None, *, municipality: str, day: date, example: bool = False
) -> bytes:
    """The workbook of a year's activities with its meetings; the same content gives the same bytes."""
    from dataclasses import replace

    rows = [replace(each, number=number) for number, each in enumerate(view.activities, 1)]
    title = f"Årshjul {view.year}"

    def fill(workbook: "Workbook") -> None:
        looks = _Looks(workbook)
        margin = _Margin(municipality, title, example)
        _fill(workbook.add_worksheet(ACTIVITIES), _ACTIVITY_COLUMNS, rows, looks, margin)
        if plan is not None and plan.rows:
            _fill(workbook.add_worksheet(MEETINGS), _MEETING_COLUMNS, plan.rows, looks, margin)

    subject = write_count(len(rows), "aktivitet", "aktiviteter")
    return workbook_bytes(fill, title=title, subject=subject, author=municipality, day=day)


def meetings_workbook(plan: MeetingPlan, *, municipality: str, day: date, example: bool = False) -> bytes:
    """The workbook of a year's meeting plan."""
    title = f"Sammanträdesplan {plan.year}"

    def fill(workbook: "Workbook") -> None:
        looks, margin = _Looks(workbook), _Margin(municipality, title, example)
        _fill(workbook.add_worksheet(MEETINGS), _MEETING_COLUMNS, plan.rows, looks, margin)

    subject = write_count(len(plan.rows), "sammanträde", "sammanträden")
    return workbook_bytes(fill, title=title, subject=subject, author=municipality, day=day)


@dataclass(frozen=True, slots=True)
class _Margin:
    """What stands in the head and the foot of the printed pages."""

    municipality: str
    title: str
    example: bool


def _fill(
    sheet: "Worksheet", columns: Sequence[_Column[T]], rows: Sequence[T], looks: "_Looks", margin: _Margin
) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, looks.head)
    for line, row in enumerate(rows, 1):
        for place, column in enumerate(columns):
            _write(sheet, line, place, column.value(row), looks)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    lay_pages(sheet, 0)
    sheet.set_header(f"&L{in_margin(margin.municipality)}&R{in_margin(margin.title)}")
    sheet.set_footer(f"&L{'Exempelkommun' if margin.example else ''}&RSida &P av &N")


def _write(sheet: "Worksheet", line: int, place: int, value: Value, looks: "_Looks") -> None:
    """One cell; what a spreadsheet would calculate is marked as text."""
    if isinstance(value, date):
        if value.year >= looks.first_year:
            sheet.write_datetime(line, place, datetime.combine(value, time()), looks.day)
        else:
            sheet.write_string(line, place, value.isoformat(), looks.text)
    elif isinstance(value, int):
        sheet.write_number(line, place, value, looks.text)
    elif value:
        sheet.write_string(line, place, cut(value), looks.quoted if would_calculate(value) else looks.text)


class _Looks:
    """The looks of the cells."""

    first_year = 1900
    """A spreadsheet has no days before it."""

    def __init__(self, workbook: Any) -> None:
        usual = {"font_name": "Calibri", "valign": "top", "text_wrap": True}
        self.head = workbook.add_format({**usual, "bold": True, "bottom": 1, "valign": "bottom"})
        self.text = workbook.add_format({**usual, "align": "left"})
        self.quoted = workbook.add_format({**usual, "quote_prefix": True})
        self.day = workbook.add_format({**usual, "num_format": _DAY_FORMAT, "align": "left"})
