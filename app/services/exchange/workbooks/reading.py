"""Opening a workbook of any kind: looked through first, then read sheet by sheet when asked."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.services.exchange.workbooks import texts
from app.services.exchange.workbooks.binary import OLE, is_encrypted, scan_ole
from app.services.exchange.workbooks.cells import Sheet, SheetInfo
from app.services.exchange.workbooks.errors import (
    EmptyWorkbook,
    NoSuchSheet,
    NotAWorkbook,
    ProtectedWorkbook,
    UnreadableWorkbook,
    WorkbookNotFound,
)
from app.services.exchange.workbooks.limits import Scan, check_bytes, check_extent
from app.services.exchange.workbooks.packages import look

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

SUFFIXES: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", *sorted(texts.SUFFIXES))
"""What can be chosen; what a file is, its content says."""
_ZIP: Final = b"PK\x03\x04"
_HEAD: Final = 512
_PANIC: Final = "PanicException"
_WEB: Final = re.compile(rb"\s*(<!doctype html|<html|<table|<head|<meta)", re.IGNORECASE)


class Book:
    """A workbook: its sheets in order, each read the first time it is asked for."""

    def __init__(self, name: str, sheets: tuple[SheetInfo, ...], read: Callable[[str], Sheet]) -> None:
        self.name = name
        self.sheets = sheets
        self._read = read
        self._kept: dict[str, Sheet] = {}

    @property
    def visible(self) -> tuple[SheetInfo, ...]:
        """The sheets that a person sees."""
        return tuple(sheet for sheet in self.sheets if not sheet.hidden)

    @property
    def hidden(self) -> tuple[SheetInfo, ...]:
        """The sheets that are hidden: read only when they are chosen."""
        return tuple(sheet for sheet in self.sheets if sheet.hidden)

    def has(self, sheet: str) -> bool:
        """Whether there is a sheet of a name."""
        return any(each.name == sheet for each in self.sheets)

    def sheet(self, name: str) -> Sheet:
        """The cells of a sheet; raises NoSuchSheet, or what says why it cannot be read."""
        if not self.has(name):
            raise NoSuchSheet(self.name, name)
        if name not in self._kept:
            self._kept[name] = self._read(name)
        return self._kept[name]

    def filled(self) -> tuple[Sheet, ...]:
        """The sheets that are seen and have something in them; raises EmptyWorkbook when none has."""
        found = tuple(sheet for sheet in map(self.sheet, (each.name for each in self.visible)) if sheet.rows)
        if not found:
            raise EmptyWorkbook(self.name, len(self.hidden))
        return found


def read_book(path: Path) -> Book:
    """Open a workbook or a text table; raises what says in a sentence why it cannot be read."""
    try:
        check_bytes(path.name, path.stat().st_size)
        data = path.read_bytes()
    except OSError:
        raise WorkbookNotFound(path.name) from None
    return book_of(data, path.name)


def book_of(data: bytes, name: str) -> Book:
    """Open a workbook that is held in memory."""
    check_bytes(name, len(data))
    if data.startswith(_ZIP):
        return _parsed(data, name, look(data, name).scan)
    if data.startswith(OLE):
        if is_encrypted(data):
            raise ProtectedWorkbook(name)
        scans = scan_ole(data, name)
        for scan in scans.values():  # the parser reads every sheet at once
            check_extent(name, scan.rows, scan.columns)
        return _parsed(data, name, lambda sheet: scans.get(sheet, Scan()))
    _refuse_others(data, name)
    table = texts.read_table(data, name)
    check_extent(name, table.height, table.width)
    return Book(name, (SheetInfo(table.name),), lambda _sheet: table)


def _refuse_others(data: bytes, name: str) -> None:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise NotAWorkbook(name, "en tom fil")
    if head.startswith(b"%PDF"):
        raise NotAWorkbook(name, "en PDF")
    if _WEB.match(head):
        raise NotAWorkbook(name, "en webbsida")
    if head.lstrip().startswith(b"<?xml"):
        raise NotAWorkbook(name, "en XML-fil")
    if Path(name).suffix.casefold() not in texts.SUFFIXES:
        raise NotAWorkbook(name, "en fil av ett annat slag")


def _parsed(data: bytes, name: str, scan: Callable[[str], Scan]) -> Book:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with _parsing(name):
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets = tuple(
        SheetInfo(each.name, each.visible is not SheetVisibleEnum.Visible)
        for each in workbook.sheets_metadata
        if each.typ is SheetTypeEnum.WorkSheet
    )
    return Book(name, sheets, lambda sheet: _sheet(workbook, sheet, name, scan))


def _sheet(workbook: "CalamineWorkbook", sheet: str, name: str, look_at: Callable[[str], Scan]) -> Sheet:
    with _parsing(name):
        scan = look_at(sheet)
        check_extent(name, scan.rows, scan.columns)
        found = workbook.get_sheet_by_name(sheet)
        check_extent(name, found.total_height, found.total_width)
        rows = found.to_python(skip_empty_area=False)
        merged = tuple(found.merged_cell_ranges or ())
    if len(rows) == 1 and not any(cell != "" for cell in rows[0]) and not scan.errors:
        rows = []
    return Sheet(sheet, rows, scan.errors, merged, scan.formulas, scan.percents)


@contextmanager
def _parsing(name: str) -> Iterator[None]:
    """Turn whatever the parser says of a broken file into a sentence, also when it gives up in a panic."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise ProtectedWorkbook(name) from None
    except (CalamineError, ValueError, OSError):
        raise UnreadableWorkbook(name) from None
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise UnreadableWorkbook(name) from None
