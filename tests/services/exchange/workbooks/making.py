"""Workbooks as people and attackers make them, in memory."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from app.services.exchange.workbooks.cells import Sheet
from app.services.exchange.workbooks.reading import book_of
from tests.architecture.source_tree import ROOT

DATA = Path(ROOT, "tests", "data", "workbooks")


def saved(workbook: Workbook) -> bytes:
    """The bytes that openpyxl saves."""
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def made(*lines: Sequence[Any], title: str = "Blad1") -> bytes:
    """A workbook of one sheet."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for line in lines:
        sheet.append(list(line))
    return saved(workbook)


def sheet_of(data: bytes, name: str = "prov.xlsx") -> Sheet:
    """The first sheet that is seen."""
    return book_of(data, name).filled()[0]


def with_parts(data: bytes, **changed: bytes) -> bytes:
    """A package with some of its parts changed, by the end of their names."""
    source, target = ZipFile(BytesIO(data)), BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name in source.namelist():
            found = next((content for part, content in changed.items() if name.endswith(f"{part}.xml")), None)
            package.writestr(name, source.read(name) if found is None else found)
    return target.getvalue()


def with_cells(cells: bytes) -> bytes:
    """A workbook whose sheet says this, whatever it is."""
    data = made(("Enhet", 1))
    part = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")
    body = re.sub(rb"<sheetData>.*</sheetData>", lambda _: b"<sheetData>" + cells + b"</sheetData>", part)
    return with_parts(data, sheet1=body)
