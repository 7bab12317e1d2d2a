"""The register of steering documents as an Excel workbook: text as text, days as days, easy to filter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from app.services.exchange.workbooks.writing import (
    cut,
    in_margin,
    lay_pages,
    workbook_bytes,
    would_calculate,
)
from app.services.steering.documents.register import RegisterRow, RegisterView, capital
from app.services.steering.documents.registerwords import (
    NEED_WORDS,
    published_in_words,
    status_in_words,
    summary,
)
from app.services.steering.documents.rules import DOCUMENT_STANCES, PHASE_WORDS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET: Final = "Styrdokument"
_DAY_FORMAT: Final = "yyyy-mm-dd"
Value = str | date | int | None


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, its width in characters, and what stands in it for a document."""

    title: str
    width: int
    value: Callable[[RegisterRow], Value]


_COLUMNS: Final = (
    _Column("Dokument", 44, lambda row: row.title),
    _Column("Att göra", 20, lambda row: NEED_WORDS[row.need]),
    _Column("Nästa översyn", 14, lambda row: row.next_review),
    _Column("Ses över", 20, lambda row: row.review),
    _Column("Status", 24, status_in_words),
    _Column("Slag", 24, lambda row: row.kind),
    _Column("Kategori", 16, lambda row: capital(row.category)),
    _Column("Nivå", 20, lambda row: row.level),
    _Column("Beslutas av", 24, lambda row: row.body),
    _Column("Beslutad", 14, lambda row: row.decided_on or row.decided),
    _Column("Paragraf", 10, lambda row: row.paragraph),
    _Column("Diarienummer", 18, lambda row: row.registration_number),
    _Column("Gäller från", 12, lambda row: row.valid_from),
    _Column("Gäller till", 12, lambda row: row.valid_to),
    _Column("Giltighet", 18, lambda row: row.validity),
    _Column("Ansvarig", 24, lambda row: row.responsible),
    _Column("Enhet", 24, lambda row: row.unit),
    _Column("Följs upp", 20, lambda row: row.follow_up),
    _Column("Fas", 14, lambda row: PHASE_WORDS.get(row.phase, row.phase)),
    _Column("Styrande eller redovisande", 16, lambda row: DOCUMENT_STANCES.get(row.stance, row.stance)),
    _Column("Ledningssystem", 18, lambda row: row.management),
    _Column("Publiceras", 10, published_in_words),
)


def register_workbook(view: RegisterView, *, municipality: str, day: date) -> bytes:
    """The workbook of a register as it is on a day; the same register gives the same bytes."""

    def fill(workbook: "Workbook") -> None:
        _fill(workbook, workbook.add_worksheet(SHEET), view.rows, municipality, day)

    return workbook_bytes(
        fill, title="Styrdokumentsregister", subject=summary(view), author=municipality, day=day
    )


def _fill(
    workbook: "Workbook", sheet: "Worksheet", rows: Sequence[RegisterRow], municipality: str, day: date
) -> None:
    formats = _Formats(workbook)
    for place, column in enumerate(_COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, formats.head)
    for line, row in enumerate(rows, 1):
        for place, column in enumerate(_COLUMNS):
            _write(sheet, line, place, column.value(row), formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(_COLUMNS) - 1)
    _set_up_pages(sheet, municipality, day)


def _write(sheet: "Worksheet", line: int, place: int, value: Value, formats: "_Formats") -> None:
    """One cell; what a spreadsheet would calculate is marked as text."""
    if isinstance(value, date):
        sheet.write_datetime(line, place, datetime.combine(value, time()), formats.day)
    elif isinstance(value, int):
        sheet.write_number(line, place, value, formats.text)
    elif value:
        look = formats.quoted if would_calculate(value) else formats.text
        sheet.write_string(line, place, cut(value), look)


def _set_up_pages(sheet: "Worksheet", municipality: str, day: date) -> None:
    lay_pages(sheet, 0)
    sheet.set_header(f"&L{in_margin(municipality)}&RStyrdokumentsregister {day.isoformat()}")
    sheet.set_footer("&RSida &P av &N")


class _Formats:
    """The looks of the cells."""

    def __init__(self, workbook: Any) -> None:
        usual = {"font_name": "Calibri", "valign": "top", "text_wrap": True}
        self.head = workbook.add_format({**usual, "bold": True, "bottom": 1, "valign": "bottom"})
        self.text = workbook.add_format(usual)
        self.quoted = workbook.add_format({**usual, "quote_prefix": True})
        self.day = workbook.add_format({**usual, "num_format": _DAY_FORMAT, "align": "left"})
