"""A look at the records of Excel's binary sheets: how far they reach, and formulas that gave an error."""

import struct
from collections.abc import Iterator
from struct import unpack_from
from typing import Final

from app.services.exchange.workbooks.cells import Place
from app.services.exchange.workbooks.errors import UnreadableWorkbook
from app.services.exchange.workbooks.limits import Scan

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = ("EncryptedPackage", "EncryptionInfo")
_END_OF_CHAIN: Final = 0xFFFFFFFA
_MOST_SECTORS: Final = 1_000_000
_ENTRY: Final = 128
_SHORT_SECTOR: Final = 64
_CODES: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip
_ROW_HEADER, _CELL_ERROR, _FORMULA_ERROR = 0, 3, 11
_FORMULAS: Final = range(8, 12)
_LAST_CELL: Final = 11
_PLACE: Final = 4
_SHEET, _STRINGS, _REACH, _BOOL_OR_ERROR, _FORMULA, _ENDS = 0x85, 0xFC, 0x200, 0x205, 0x06, 0x0A
_RUNS: Final = frozenset({0xBD, 0xBE})
_CELLS: Final = frozenset(
    {0x01, 0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406}
)
_MOST_XLS_ROWS, _MOST_COLUMNS, _WIDE_REACH = 65_536, 256, 14


def is_encrypted(data: bytes) -> bool:
    """Whether an OLE file holds a package locked with a password."""
    return any(name.encode("utf-16-le") in data for name in _ENCRYPTED)


def scan_binary_sheet(data: bytes) -> Scan:
    """Look at a sheet of an .xlsb."""
    row = rows = columns = 0
    errors: dict[Place, str] = {}
    formulas: set[Place] = set()
    for kind, body in _records(data):
        if kind == _ROW_HEADER and len(body) >= 4:
            (row,) = unpack_from("<I", body)
        elif kind <= _LAST_CELL and len(body) >= 4:
            (column,) = unpack_from("<I", body)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if kind in _FORMULAS:
                formulas.add((row, column))
            if kind in (_CELL_ERROR, _FORMULA_ERROR) and len(body) >= 9:
                errors[row, column] = _CODES.get(body[8], "#FEL!")
    return Scan(rows, columns, errors, frozenset(formulas))


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Records of kind and length, each in one or more bytes of seven bits."""
    place = 0
    while place < len(data):
        kind, place = _seven_bits(data, place, 2)
        length, place = _seven_bits(data, place, 4)
        yield kind, data[place : place + length]
        place += length


def _seven_bits(data: bytes, place: int, most: int) -> tuple[int, int]:
    value = 0
    for step in range(most):
        if place >= len(data):
            break
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << (7 * step)
        if not byte & 0x80:
            break
    return value, place


def scan_ole(data: bytes, name: str) -> dict[str, Scan]:
    """Each sheet of an .xls by its name; raises UnreadableWorkbook where the file cannot be followed.

    The parser takes as much memory as the records ask for, so what they ask for is looked at here first.
    """
    try:
        stream = _workbook_stream(data)
        found = {sheet: _scan_sheet(stream, start) for sheet, start in _sheets(stream)}
    except (struct.error, LookupError, ValueError):
        raise UnreadableWorkbook(name) from None
    if not found:
        raise UnreadableWorkbook(name)
    return found


def _stream_records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place up to the one that ends them."""
    place = start
    while place + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, place)
        if kind == _ENDS:
            return
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, body in _stream_records(stream, 0):
        if kind == _SHEET:
            yield _sheet_name(body), unpack_from("<I", body)[0]
        elif kind == _STRINGS and unpack_from("<I", body, 4)[0] > len(stream):
            raise ValueError("more strings than there is room for")


def _scan_sheet(stream: bytes, start: int) -> Scan:
    rows = columns = 0
    errors: dict[Place, str] = {}
    formulas: set[Place] = set()
    for kind, body in _stream_records(stream, start):
        if kind == _REACH:
            _check_reach(body)
        elif kind in _CELLS and len(body) >= _PLACE:
            row, column = unpack_from("<HH", body)
            last = unpack_from("<H", body, len(body) - 2)[0] if kind in _RUNS else column
            if max(column, last) >= _MOST_COLUMNS:
                raise ValueError("a cell outside the sheet")
            rows, columns = max(rows, row + 1), max(columns, column + 1, last + 1)
            _note_error(kind, body, errors)
            if kind == _FORMULA:
                formulas.add((row, column))
    return Scan(rows, columns, errors, frozenset(formulas))


def _check_reach(body: bytes) -> None:
    """What a sheet says of its own reach; wider in newer files than in old ones."""
    wide = len(body) >= _WIDE_REACH
    _, row, _, column = unpack_from("<IIHH" if wide else "<HHHH", body)
    if row > _MOST_XLS_ROWS or column > _MOST_COLUMNS:
        raise ValueError("a sheet that says it is larger than it can be")


def _note_error(kind: int, body: bytes, errors: dict[Place, str]) -> None:
    if kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7]:
        row, column = unpack_from("<HH", body)
        errors[row, column] = _CODES.get(body[6], "#FEL!")
    elif kind == _FORMULA and len(body) >= 14 and body[6] == 2 and body[12:14] == b"\xff\xff":
        row, column = unpack_from("<HH", body)
        errors[row, column] = _CODES.get(body[8], "#FEL!")


def _sheet_name(body: bytes) -> str:
    length, wide = body[6], body[7] & 1
    return body[8 : 8 + length * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1")


def _workbook_stream(data: bytes) -> bytes:
    """The stream with the sheets, by following its sectors; a short one lies in the root's."""
    size = 1 << unpack_from("<H", data, 30)[0]
    table = _sector_table(data, size)
    directory = _chain(data[size:], table, unpack_from("<I", data, 48)[0], size)
    entries = {name: place for name, *place in _entries(directory)}
    first, count = entries.get("Workbook") or entries.get("Book") or (0, 0)
    if count >= unpack_from("<I", data, 56)[0]:
        return _chain(data[size:], table, first, size)[:count]
    root = _chain(data[size:], table, entries["Root Entry"][0], size)
    short = _chain(data[size:], table, unpack_from("<I", data, 60)[0], size)
    return _chain(root, list(unpack_from(f"<{len(short) // 4}I", short)), first, _SHORT_SECTOR)[:count]


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """Each stream's name, first sector and length."""
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        yield name, *unpack_from("<II", directory, at + 116)


def _sector_table(data: bytes, size: int) -> list[int]:
    sectors = [each for each in unpack_from("<109I", data, 76) if each < _END_OF_CHAIN]
    more = unpack_from("<I", data, 68)[0]
    for _ in range(_MOST_SECTORS):
        if more >= _END_OF_CHAIN:
            break
        held = unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += [each for each in held[:-1] if each < _END_OF_CHAIN]
        more = held[-1]
    table: list[int] = []
    for sector in sectors:
        table += unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _chain(data: bytes, table: list[int], first: int, size: int) -> bytes:
    pieces: list[bytes] = []
    sector = first
    while sector < _END_OF_CHAIN:
        if len(pieces) > len(table):
            raise ValueError("a chain of sectors that never ends")
        pieces.append(data[sector * size : (sector + 1) * size])
        sector = table[sector]
    return b"".join(pieces)
