"""The sheet that nobody sees: what was written, so that the workbook reads back whatever is done to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.models.budget import COMPONENTS, FRAME_KINDS
from app.services.budget.rules import PREVIOUS, TOTAL
from app.services.exchange.budgets.content import EDITION, FORMAT, HIDDEN, WorkbookContent
from app.services.exchange.budgets.layout import WorkColumn
from app.services.exchange.workbooks.cells import Sheet
from app.services.exchange.workbooks.reading import Book
from app.services.formatting import Unit as Money
from app.services.storage.fileformat import SCHEMA_HEAD

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_KINDS: Final = (PREVIOUS, *COMPONENTS, TOTAL)
_HEAD: Final = ("ram", "radversion", "innehavare", "år", *_KINDS)
_FILE, _VERSION, _SCHEMA, _MONEY, _FINANCING, _TABLE = range(1, 7)
_AMOUNTS: Final = 4

CellKey = tuple[int, int, str]
"""Who has the frame (unit or central post), its year, and the part."""


@dataclass(frozen=True)
class Exported:
    """What a workbook of our own was written from; amounts in öre, for the typed cells and the sums."""

    file_key: str
    version_id: int
    money: Money
    financing: str
    amounts: Mapping[CellKey, int]


def write_keys(workbook: "Workbook", content: WorkbookContent, columns: Sequence[WorkColumn]) -> None:
    """Write the sheet; keys and amounts as text, since a spreadsheet's numbers hold fifteen digits."""
    sheet = workbook.add_worksheet(HIDDEN)
    sheet.very_hidden()
    lines: list[Sequence[str]] = [
        (FORMAT, str(EDITION)),
        ("fil", content.file_key),
        ("version", str(content.version.id)),
        ("schema", SCHEMA_HEAD),
        ("enhet", content.money),
        ("finansiering", content.view.financing),
        _HEAD,
    ]
    shown = {(column.year, column.kind) for column in columns}
    for row in content.rows:
        for year, ref in row.frames.items():
            cells = (row.cells.get((year, kind)) if (year, kind) in shown else None for kind in _KINDS)
            amounts = ("" if cell is None else str(cell.amount) for cell in cells)
            lines.append((str(ref.frame_id), str(ref.version), str(row.key), str(year), *amounts))
    for at, line in enumerate(lines):
        for place, text in enumerate(line):
            if text:
                sheet.write_string(at, place, text)


def read_keys(book: Book) -> Exported | None:
    """What a workbook was written from; None when it is not our own, or its keys are broken."""
    if not book.has(HIDDEN):
        return None
    sheet = book.sheet(HIDDEN)
    if sheet.text(0, 0) != FORMAT or sheet.text(0, 1) != str(EDITION):
        return None
    money, version = sheet.text(_MONEY, 1), sheet.text(_VERSION, 1)
    financing = sheet.text(_FINANCING, 1)
    if money not in ("kr", "tkr") or not version.isdigit() or financing not in FRAME_KINDS:
        return None
    kinds = [sheet.text(_TABLE, place) for place in range(_AMOUNTS, sheet.width)]
    amounts: dict[CellKey, int] = {}
    for at in range(_TABLE + 1, sheet.height):
        amounts |= _line(sheet, at, kinds)
    shown: Money = "tkr" if money == "tkr" else "kr"
    return Exported(sheet.text(_FILE, 1), int(version), shown, financing, amounts)


def _line(sheet: Sheet, at: int, kinds: Sequence[str]) -> dict[CellKey, int]:
    holder, year = sheet.text(at, 2), sheet.text(at, 3)
    if not holder.isdigit() or not year.isdigit():
        return {}
    found: dict[CellKey, int] = {}
    for place, kind in enumerate(kinds, _AMOUNTS):
        text = sheet.text(at, place)
        if text.removeprefix("-").isdigit():
            found[int(holder), int(year), kind] = int(text)
    return found
