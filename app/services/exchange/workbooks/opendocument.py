"""A look at the sheets of an OpenDocument: repeated cells, and formulas that gave an error."""

import html
import re

from app.services.exchange.workbooks.cells import Place
from app.services.exchange.workbooks.limits import MOST_ROWS, Scan, check_extent

_TABLE = re.compile(rb'<table:table [^>]*?table:name="([^"]*)"[^>]*>(.*?)</table:table>', re.DOTALL)
_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_CELL = re.compile(
    rb"<table:(?:covered-)?table-cell\b([^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell>)", re.DOTALL
)
_ROWS_REPEATED = re.compile(rb'table:number-rows-repeated="(\d+)"')
_COLUMNS_REPEATED = re.compile(rb'table:number-columns-repeated="(\d+)"')
_TEXT = re.compile(rb"<text:p>([^<]*)</text:p>")
_FORMULA = b"table:formula="
_ERROR = b'calcext:value-type="error"'
_PERCENT = b'office:value-type="percentage"'


def scan_content(content: bytes, name: str) -> dict[str, Scan]:
    """How far each sheet's cells reach when what is repeated is unfolded, and where errors stand."""
    return {html.unescape(sheet.decode()): _scan(body, name) for sheet, body in _TABLE.findall(content)}


def _scan(body: bytes, name: str) -> Scan:
    row = rows = columns = 0
    errors: dict[Place, str] = {}
    formulas: set[Place] = set()
    percents: set[Place] = set()
    for attributes, cells in _ROW.findall(body):
        times = _times(_ROWS_REPEATED, attributes)
        width, found, computed, shares = _width(cells)
        if width:
            rows, columns = row + times, max(columns, width)
            check_extent(name, rows, columns)
            errors |= {(row, column): said for column, said in found.items()}
            formulas |= {(row, column) for column in computed}
            percents |= {(at, column) for column in shares for at in range(row, row + times)}
        row += times
        if row > MOST_ROWS and width:
            check_extent(name, row, columns)
    return Scan(rows, columns, errors, frozenset(formulas), frozenset(percents))


def _width(cells: bytes) -> tuple[int, dict[int, str], list[int], list[int]]:
    """How far the last cell with a value reaches, the errors by column, and the columns of formulas and of
    percents.
    """
    column = width = 0
    formulas: list[int] = []
    percents: list[int] = []
    errors: dict[int, str] = {}
    for attributes, inner in _CELL.findall(cells):
        times = _times(_COLUMNS_REPEATED, attributes)
        if b"value" in attributes or inner:
            width = column + times
        if _FORMULA in attributes:
            formulas.append(column)
        if _PERCENT in attributes:
            percents += range(column, column + times)
        if _ERROR in attributes:
            said = _TEXT.search(inner)
            errors[column] = said[1].decode() if said else "#FEL!"
        column += times
    return width, errors, formulas, percents


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
