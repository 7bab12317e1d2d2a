"""Tables as text (.csv, .tsv): their encoding and separator are found out, and every cell stays text."""

import codecs
import csv
from io import StringIO
from pathlib import PurePath
from typing import Final

from app.services.exchange.workbooks.cells import Sheet
from app.services.exchange.workbooks.errors import NotAWorkbook, UnreadableWorkbook

SUFFIXES: Final = frozenset({".csv", ".tsv", ".txt"})
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS: Final = ("\t", ";", ",")
_LOOKED_AT: Final = 50
_LONGEST_CELL: Final = 1_000_000


def read_table(data: bytes, name: str) -> Sheet:
    """The cells of a text table; raises what says why it is none."""
    text = _decoded(data, name)
    if "\0" in text:
        raise NotAWorkbook(name, "en fil av ett okänt slag")
    return Sheet(PurePath(name).stem, _rows(text, _separator(text), name))


def _decoded(data: bytes, name: str) -> str:
    """By its mark; else UTF-8 where it can be that, else the Windows code page for Swedish."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding, name)
    if len(data) >= 4 and data[1:2] == b"\0" and data[3:4] == b"\0":
        return _decode(data, "utf-16-le", name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableWorkbook(name) from None


def _separator(text: str) -> str:
    """The sign that cuts most lines into the same number of cells; a comma is rather a decimal."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    if lines and lines[0].casefold().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    for sign in _SEPARATORS:
        cut = sum(sign in line for line in lines)
        if cut and cut * 2 >= len(lines):
            return sign
    return next((sign for sign in _SEPARATORS[:2] if sign in text), ";")


def _rows(text: str, separator: str, name: str) -> list[list[str]]:
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = [
            [cell.strip() for cell in row]
            for row in csv.reader(StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error:
        raise UnreadableWorkbook(name) from None
    finally:
        csv.field_size_limit(before)
    if rows and len(rows[0]) <= 2 and rows[0] and rows[0][0].casefold().startswith("sep="):
        rows[0] = []  # keeps the addresses that the reader of the file sees
    while rows and not any(rows[-1]):
        rows.pop()
    return rows
