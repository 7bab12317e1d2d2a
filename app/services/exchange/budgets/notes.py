"""The notes of a budget as a list of their own, which can be read where comments cannot."""

from typing import TYPE_CHECKING, Final

from app.models.budget import COMPONENTS
from app.services.budget.words import PART_NAMES
from app.services.exchange.budgets.content import WorkbookContent
from app.services.exchange.budgets.formats import Formats
from app.services.exchange.workbooks.writing import cut, lay_pages, would_calculate
from app.services.formatting import ORE_PER_UNIT

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_COLUMNS: Final = (("Enhet", 34), ("År", 8), ("Del", 24), ("Belopp", 14), ("Not", 60), ("Källa", 34))


def write_notes(sheet: "Worksheet", content: WorkbookContent, formats: Formats) -> None:
    """One line for each part that has a note or a source."""
    for place, (title, width) in enumerate(_COLUMNS):
        sheet.set_column(place, place, width)
        shown = f"{title} ({content.money})" if title == "Belopp" else title
        sheet.write_string(0, place, shown, formats("name_head"))
    at = 1
    for row in content.rows:
        if row.group:
            continue
        for year in content.years:
            for kind in COMPONENTS:
                cell = row.cells.get((year, kind))
                if cell is None or not (cell.note or cell.source):
                    continue
                sheet.write_string(at, 0, row.name, formats("text"))
                sheet.write_number(at, 1, year, formats("text"))
                sheet.write_string(at, 2, PART_NAMES[kind], formats("text"))
                sheet.write_number(at, 3, cell.amount / ORE_PER_UNIT[content.money], formats("amount"))
                _write_text(sheet, at, 4, cell.note, formats)
                _write_text(sheet, at, 5, cell.source, formats)
                at += 1
    if at == 1:
        sheet.write_string(1, 0, "Inga noter.", formats("muted"))
    sheet.freeze_panes(1, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    lay_pages(sheet, 0)


def _write_text(sheet: "Worksheet", at: int, place: int, text: str | None, formats: Formats) -> None:
    """A text as text; what a spreadsheet would calculate is marked."""
    if text:
        look = "quoted" if would_calculate(text) else "text"
        sheet.write_string(at, place, cut(text), formats(look))
