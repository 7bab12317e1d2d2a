"""Workbooks that are zip packages: looked through before they are parsed.

Only the package and the raw text of its sheets are looked at: sizes, how far the cells reach, and the
formulas that gave an error or were never computed, which the parser shows as empty cells.
"""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from posixpath import join, normpath
from typing import Final
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from app.services.exchange.workbooks.binary import scan_binary_sheet
from app.services.exchange.workbooks.cells import UNCOMPUTED, Place, place_of
from app.services.exchange.workbooks.errors import NotAWorkbook, ProtectedWorkbook, UnreadableWorkbook
from app.services.exchange.workbooks.limits import MOST_CELLS, MOST_ROWS, Scan, check_unpacked
from app.services.exchange.workbooks.opendocument import scan_content
from app.services.exchange.workbooks.styles import cells_of, percent_styles

_BROKEN: Final = (
    BadZipFile, zlib.error, NotImplementedError, EOFError, LookupError, ValueError, ElementTree.ParseError,
)  # fmt: skip
_MOST_PARTS: Final = 10_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_KINDS: Final = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("content.xml", "ods"),
)
_OTHER: Final = (("word/", "ett Word-dokument"), ("ppt/", "en presentation"))
_C = rb"<(?:\w+:)?c\b"
_R = rb' r="'
_ODDLY_WRITTEN = (b"='", b"= ", b" =", b"\nr", b"\tr", b"\rr")
_ANY_R = re.compile(rb"\sr\s*=\s*[\"']")
_FAR = re.compile(_R + rb"(?:[A-Za-z]{3}\d|[A-Za-z]{1,2}\d{6})")
_ROW_TAGS = re.compile(rb"<(?:\w+:)?row\b[^>]*?" + _R + rb"(\d+)")
_ROWS = re.compile(_R + rb"[A-Za-z]{1,3}(\d+)")
_WIDE_COLUMNS = re.compile(_R + rb"([A-Za-z]{2,3})\d")
_FILLED_ROWS = re.compile(_C + rb"[^>]*?" + _R + rb"[A-Za-z]{1,3}(\d+)[^>]*?(?<!/)>")
_FILLED_COLUMNS = re.compile(_C + rb"[^>]*?" + _R + rb"([A-Za-z]{1,3})\d+[^>]*?(?<!/)>")
_ERROR = re.compile(_C + rb'([^>]*\bt="e"[^>]*)>.*?<(?:\w+:)?v>([^<]*)<', re.DOTALL)
_FORMULA = re.compile(
    _C + rb"([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ANY_FORMULA = re.compile(_C + rb"([^>]*)>\s*<(?:\w+:)?f\b")
_ADDRESS = re.compile(rb'\br="([A-Za-z]{1,3}\d+)"')
_LETTERS: Final = 26


@dataclass(frozen=True)
class Package:
    """A package that may be parsed: its kind, and a look at a sheet by the sheet's name."""

    kind: str
    scan: Callable[[str], Scan]


def look(data: bytes, name: str) -> Package:
    """Look through a package; raises what says why it is not parsed."""
    try:
        package = ZipFile(BytesIO(data))
        parts = package.infolist()
    except _BROKEN:
        raise UnreadableWorkbook(name) from None
    if len(parts) > _MOST_PARTS:
        raise UnreadableWorkbook(name)
    check_unpacked(name, len(data), sum(part.file_size for part in parts))
    names = {part.filename for part in parts}
    if len(names) != len(parts):
        raise UnreadableWorkbook(name)  # two parts of one name: the parser might not take the one seen here
    kind = next((kind for part, kind in _KINDS if part in names), None)
    if kind is None:
        other = (said for start, said in _OTHER if any(part.startswith(start) for part in names))
        raise NotAWorkbook(name, next(other, "en zip-fil"))
    if any(part.flag_bits & 1 for part in parts):
        raise ProtectedWorkbook(name)
    look_through = _OpenDocument(package, name) if kind == "ods" else _Office(package, name, kind)
    return Package(kind, look_through.scan)


def _part(package: ZipFile, part: str, name: str) -> bytes:
    """A part that is really as long as the package says; the parser does not ask."""
    try:
        return package.read(part)
    except _BROKEN:
        raise UnreadableWorkbook(name) from None


class _Office:
    """A package of Excel's, with sheets as XML or as records."""

    def __init__(self, package: ZipFile, name: str, kind: str) -> None:
        self._package, self._name, self._kind = package, name, kind
        self._sheets = _sheet_parts(package, name) if kind == "xlsx" else {}
        self._percent: frozenset[bytes] = frozenset()
        for part in ("xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"):
            if part in package.namelist():
                said = _part(package, part, name)
                if part.endswith("styles.xml"):
                    self._percent = percent_styles(said)

    def scan(self, sheet: str) -> Scan:
        """Look at a sheet."""
        if self._kind == "xlsb":
            return self._scan_records()
        part = self._sheets.get(sheet)
        if part is None:
            raise UnreadableWorkbook(self._name)
        xml = _part(self._package, part, self._name)
        return replace(_scan_xml(xml), percents=cells_of(xml, self._percent))

    def _scan_records(self) -> Scan:
        """All sheets at once: how far the farthest reaches; which error stands where is not told apart."""
        found = [
            scan_binary_sheet(_part(self._package, part, self._name))
            for part in self._package.namelist()
            if part.startswith("xl/worksheets/") and part.endswith(".bin")
        ]
        rows, columns = max((s.rows for s in found), default=0), max((s.columns for s in found), default=0)
        return replace(found[0], rows=rows, columns=columns) if len(found) == 1 else Scan(rows, columns)


class _OpenDocument:
    """A package of LibreOffice's: one part has all the sheets."""

    def __init__(self, package: ZipFile, name: str) -> None:
        manifest = "META-INF/manifest.xml"
        if manifest in package.namelist() and b"encryption-data" in _part(package, manifest, name):
            raise ProtectedWorkbook(name)
        self._package, self._name = package, name
        self._scans: dict[str, Scan] | None = None

    def scan(self, sheet: str) -> Scan:
        """Look at a sheet."""
        if self._scans is None:
            content = _part(self._package, "content.xml", self._name)
            self._scans = scan_content(content, self._name)
        return self._scans.get(sheet, Scan())


def _sheet_parts(package: ZipFile, name: str) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    try:
        targets = {
            row.get("Id", ""): row.get("Target", "")
            for row in _tree(package, "xl/_rels/workbook.xml.rels", name)
        }
        book = _tree(package, "xl/workbook.xml", name)
    except _BROKEN:
        raise UnreadableWorkbook(name) from None
    parts = {part.casefold(): part for part in package.namelist()}
    found: dict[str, str] = {}
    for row in book.iter():
        target = targets.get(row.get(_RELATION, ""))
        if target is None or not row.tag.endswith("}sheet"):
            continue
        target = target.replace("\\", "/")
        wanted = target.removeprefix("/") if target.startswith("/") else normpath(join("xl", target))
        part = parts.get(wanted.casefold())
        if part is not None:
            found[row.get("name", "")] = part
    return found


def _tree(package: ZipFile, part: str, name: str) -> ElementTree.Element:
    text = _part(package, part, name)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise UnreadableWorkbook(name)
    return ElementTree.fromstring(text)


def _scan_xml(xml: bytes) -> Scan:
    if any(oddly in xml for oddly in _ODDLY_WRITTEN):
        xml = _ANY_R.sub(b' r="', xml)
    rows, columns = _reach(xml)
    errors: dict[Place, str] = {}
    formulas: dict[Place, str] = {}
    if b"<f" in xml or b":f" in xml:
        for attributes in _ANY_FORMULA.findall(xml):
            _keep(formulas, attributes, "")
        for attributes in _FORMULA.findall(xml):
            if b't="str"' not in attributes:
                _keep(errors, attributes, UNCOMPUTED)
    if b't="e"' in xml:
        for attributes, said in _ERROR.findall(xml):
            _keep(errors, attributes, said.decode("utf-8", "replace"))
    return Scan(rows, columns, errors, frozenset(formulas))


def _keep(errors: dict[Place, str], attributes: bytes, said: str) -> None:
    found = _ADDRESS.search(attributes)
    place = place_of(found[1].decode()) if found else None
    if place is not None:
        errors[place] = said


def _reach(xml: bytes) -> tuple[int, int]:
    """How far cells reach; no more is counted than decides whether the sheet is too large."""
    if _FAR.search(xml):
        # Cells that are only coloured reach to the edge of many sheets; the parser skips them.
        return _last_row(_FILLED_ROWS, xml), _last_column(_FILLED_COLUMNS, xml)
    columns = max(_last_column(_WIDE_COLUMNS, xml), _LETTERS)
    narrow = columns * MOST_ROWS <= MOST_CELLS
    return _last_row(_ROW_TAGS if narrow else _ROWS, xml), columns


def _last_row(pattern: re.Pattern[bytes], xml: bytes) -> int:
    return max((int(row) for row in set(pattern.findall(xml))), default=0)


def _last_column(pattern: re.Pattern[bytes], xml: bytes) -> int:
    names = {name.decode() for name in pattern.findall(xml)}
    return max(((place_of(f"{name}1") or (0, 0))[1] + 1 for name in names), default=0)
