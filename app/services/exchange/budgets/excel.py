"""A version of the budget as an Excel workbook: sums as formulas, typed cells open, and keys to read it back.

The same content gives the same bytes.
"""

from itertools import groupby
from typing import TYPE_CHECKING, Final

from app.services.budget.figures import OPERATING
from app.services.budget.rows import BudgetRow
from app.services.budget.rules import PREVIOUS, TOTAL
from app.services.budget.words import FRAME_KINDS, STAGES
from app.services.exchange.budgets.content import MARK, NOTES, SHEET, WorkbookContent
from app.services.exchange.budgets.formats import Formats
from app.services.exchange.budgets.hidden import write_keys
from app.services.exchange.budgets.layout import (
    ABOUT_ROW,
    BAND_ROW,
    FIRST_COLUMN,
    FIRST_ROW,
    HEAD_ROW,
    KEY_COLUMN,
    KEY_ROW,
    NAME_COLUMN,
    PERCENT,
    TITLE_ROW,
    VERSION_ROW,
    WorkColumn,
    columns_of,
)
from app.services.exchange.budgets.notes import write_notes
from app.services.exchange.workbooks.cells import address, column_name
from app.services.exchange.workbooks.writing import in_margin, lay_pages, workbook_bytes
from app.services.formatting import ORE_PER_UNIT, write_date, write_long_date

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_DEEPEST: Final = 7
_LARGEST: Final = 10**12
_PROTECTION: Final = {"format_columns": True, "format_rows": True}
_NAME_WIDTH, _AMOUNT_WIDTH, _PERCENT_WIDTH = 38, 13, 9
_HEAD_HEIGHT: Final = 30
_REFUSED: Final = "Skriv ett belopp i {}, till exempel 1234,5."


def budget_workbook(content: WorkbookContent) -> bytes:
    """The workbook of a version, or of the part of it that a manager is to have."""

    def fill(workbook: "Workbook") -> None:
        workbook.set_calc_mode("auto")
        formats = Formats(workbook)
        frames = _Frames(workbook, content, formats)
        frames.write()
        write_notes(workbook.add_worksheet(NOTES), content, formats)
        write_keys(workbook, content, frames.columns)

    return workbook_bytes(
        fill,
        title=content.title(),
        subject=content.version.name,
        author=content.municipality,
        day=content.day,
    )


def in_money(ore: int, content: WorkbookContent) -> int | float:
    """An amount as the cell's number: a spreadsheet knows no other, and its shortest form is exact."""
    per_unit = ORE_PER_UNIT[content.money]
    return ore // per_unit if ore % per_unit == 0 else ore / per_unit


class _Frames:
    """The sheet that looks like the grid."""

    def __init__(self, workbook: "Workbook", content: WorkbookContent, formats: Formats) -> None:
        self._content, self._formats = content, formats
        self.columns = columns_of(content)
        self._sheet: Worksheet = workbook.add_worksheet(SHEET)
        self._author = content.municipality
        self._last = FIRST_ROW + len(content.rows) - 1
        self._locked = content.version.locked
        self._by_kind = {(column.year, column.kind): column for column in self.columns}

    def write(self) -> None:
        """Write everything."""
        self._write_head()
        for place, row in enumerate(self._content.rows):
            self._write_line(FIRST_ROW + place, row)
        self._write_sums(self._last + 1)
        if self._content.has_room:
            self._write_rooms(self._last + 3)
        self._set_up()

    # ---- head --------------------------------------------------------------------------------------

    def _write_head(self) -> None:
        sheet, formats, content = self._sheet, self._formats, self._content
        sheet.write_string(
            TITLE_ROW, NAME_COLUMN, f"{content.title()} · {content.municipality}", formats("title")
        )
        sheet.write_string(VERSION_ROW, NAME_COLUMN, _version_words(content), formats("muted"))
        sheet.write_string(ABOUT_ROW, NAME_COLUMN, self._about(), formats("muted"))
        sheet.write_string(KEY_ROW, KEY_COLUMN, MARK, formats("key"))
        sheet.write_string(HEAD_ROW, NAME_COLUMN, "Enhet", formats("name_head"))
        sheet.write_blank(BAND_ROW, NAME_COLUMN, None, formats("band"))
        for band, group in groupby(self.columns, key=lambda column: column.band):
            places = [column.place for column in group]
            if len(places) > 1:
                sheet.merge_range(BAND_ROW, places[0], BAND_ROW, places[-1], band, formats("band"))
            else:
                sheet.write_string(BAND_ROW, places[0], band, formats("band"))
        for column in self.columns:
            sheet.write_string(KEY_ROW, column.place, column.key, formats("key"))
            sheet.write_string(HEAD_ROW, column.place, column.title, formats("head"))

    def _about(self) -> str:
        said = f"Belopp i {self._content.money}. Skriven {write_date(self._content.day)}."
        if self._locked:
            return f"{said} Versionen är beslutad och låst."
        held = any(cell.held for row in self._content.rows if not row.group for cell in row.cells.values())
        rest = " Gula kursiva belopp hålls när ramar fördelas." if held else ""
        return f"{said} Vita celler går att ändra, grå räknas fram.{rest}"

    # ---- lines -------------------------------------------------------------------------------------

    def _write_line(self, at: int, row: BudgetRow) -> None:
        look = "group" if row.group else "computed"
        self._sheet.write_string(at, NAME_COLUMN, row.name, self._formats(look, row.depth))
        if not row.group:
            self._sheet.write_string(at, KEY_COLUMN, str(row.key), self._formats("key"))
        level = {"level": min(row.depth, _DEEPEST)} if row.depth else {}
        self._sheet.set_row(at, None, None, level)
        bottom = self._bottom(at, row) if row.group else at
        for column in self.columns:
            if row.group or column.kind in (TOTAL, PERCENT):
                self._write_computed(at, row, column, bottom)
            else:
                self._write_amount(at, row, column)

    def _write_amount(self, at: int, row: BudgetRow, column: WorkColumn) -> None:
        cell = row.cells.get((column.year, column.kind))
        if cell is None:
            self._sheet.write_blank(at, column.place, None, self._formats("computed"))
            return
        look = "computed" if not cell.typed else "held" if cell.held else "typed"
        amount = in_money(cell.amount, self._content)
        self._sheet.write_number(at, column.place, amount, self._formats(look))
        if cell.note:
            self._sheet.write_comment(at, column.place, cell.note, {"author": self._author})

    def _write_computed(self, at: int, row: BudgetRow, column: WorkColumn, bottom: int) -> None:
        if column.kind == PERCENT:
            look = "group_percent" if row.group else "percent"
            percent = row.change_percent(column.year)
            value = float(percent / 100) if percent is not None else ""
            self._sheet.write_formula(at, column.place, self._percent(at, column), self._formats(look), value)
            return
        amount = in_money(row.amount(column.year, column.kind), self._content)
        look = "group" if row.group else "computed"
        below = _subtotal(at + 1, bottom, column.place)
        formula = below if row.group else self._composed(at, column)
        self._sheet.write_formula(at, column.place, formula, self._formats(look), amount)

    def _bottom(self, at: int, row: BudgetRow) -> int:
        """The last line under a group."""
        rows = self._content.rows
        end = at - FIRST_ROW
        while end + 1 < len(rows) and rows[end + 1].depth > row.depth:
            end += 1
        return FIRST_ROW + end

    def _composed(self, at: int, column: WorkColumn) -> str:
        """A frame: the year before's, and the parts between."""
        base = self._base(column.year)
        first = base.place + 1 if base.kind == PREVIOUS else self._first_of(column.year)
        last = column.place - 1
        parts = f"+SUM({address(at, first)}:{address(at, last)})" if last >= first else ""
        return f"={address(at, base.place)}{parts}"

    def _base(self, year: int) -> WorkColumn:
        return self._by_kind.get((year, PREVIOUS)) or self._by_kind[year - 1, TOTAL]

    def _first_of(self, year: int) -> int:
        return min(column.place for column in self.columns if column.year == year)

    def _percent(self, at: int, column: WorkColumn) -> str:
        base = address(at, self._base(column.year).place)
        total = address(at, self._by_kind[column.year, TOTAL].place)
        return f'=IF({base}=0,"",({total}-{base})/ABS({base}))'

    # ---- sums --------------------------------------------------------------------------------------

    def _write_sums(self, at: int) -> None:
        self._sheet.write_string(at, NAME_COLUMN, "Summa", self._formats("sum"))
        for column in self.columns:
            if column.kind == PERCENT:
                base = sum(row.amount(column.year, PREVIOUS) for row in self._content.tops)
                total = sum(row.amount(column.year, TOTAL) for row in self._content.tops)
                value = (total - base) / abs(base) if base else ""
                look = self._formats("sum_percent")
                self._sheet.write_formula(at, column.place, self._percent(at, column), look, value)
                continue
            ore = sum(row.amount(column.year, column.kind) for row in self._content.tops)
            formula = _subtotal(FIRST_ROW, self._last, column.place)
            amount = in_money(ore, self._content)
            self._sheet.write_formula(at, column.place, formula, self._formats("sum"), amount)

    def _write_rooms(self, at: int) -> None:
        """What is held back, what there is to give, and what is left of it, under each year's frames."""
        below = self._formats("below")
        for step, words in enumerate(("Hålls inne", "Att fördela", "Kvar att fördela")):
            self._sheet.write_string(at + step, NAME_COLUMN, words, below)
        for room in self._content.view.rooms:
            column = self._by_kind.get((room.year, TOTAL))
            if column is None:
                continue
            place = column.place
            self._sheet.write_number(at, place, in_money(room.held_back, self._content), below)
            if room.to_distribute is None or room.remaining is None:
                continue
            self._sheet.write_number(at + 1, place, in_money(room.to_distribute, self._content), below)
            formula = f"={address(at + 1, place)}-{address(at, place)}-{address(self._last + 1, place)}"
            left = in_money(room.remaining, self._content)
            self._sheet.write_formula(at + 2, place, formula, self._formats("sum"), left)

    # ---- the sheet itself --------------------------------------------------------------------------

    def _set_up(self) -> None:
        sheet = self._sheet
        sheet.set_column(KEY_COLUMN, KEY_COLUMN, 8, None, {"hidden": True})
        sheet.set_row(KEY_ROW, None, None, {"hidden": True})
        sheet.set_row(HEAD_ROW, _HEAD_HEIGHT)
        sheet.set_column(NAME_COLUMN, NAME_COLUMN, _NAME_WIDTH)
        for column in self.columns:
            longest = max(len(line) for line in column.title.splitlines())
            width = _PERCENT_WIDTH if column.kind == PERCENT else max(_AMOUNT_WIDTH, longest - 1)
            sheet.set_column(column.place, column.place, width)
        sheet.outline_settings(True, False, True, False)
        sheet.freeze_panes(FIRST_ROW, FIRST_COLUMN)
        sheet.protect("", dict(_PROTECTION))
        self._accept_amounts()
        self._set_up_pages()

    def _accept_amounts(self) -> None:
        """Let a spreadsheet refuse letters where an amount is expected."""
        if self._locked:
            return
        rule = {
            "validate": "decimal", "criteria": "between", "minimum": -_LARGEST, "maximum": _LARGEST,
            "error_title": "Inget belopp", "error_message": _REFUSED.format(self._content.money),
        }  # fmt: skip
        typed = [column.place for column in self.columns if column.kind not in (TOTAL, PERCENT)]
        for _, run in groupby(enumerate(typed), key=lambda pair: pair[1] - pair[0]):
            places = [place for _, place in run]
            self._sheet.data_validation(FIRST_ROW, places[0], self._last, places[-1], rule)

    def _set_up_pages(self) -> None:
        sheet = self._sheet
        lay_pages(sheet, BAND_ROW, HEAD_ROW)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.6)
        sheet.print_area(
            TITLE_ROW, NAME_COLUMN, self._last + (5 if self._content.has_room else 1), self._edge()
        )
        named = in_margin(f"{self._content.municipality}, {self._content.version.name}")
        sheet.set_header(f"&L&9 {named}&R&9 {write_date(self._content.day)}")
        sheet.set_footer("&R&9Sida &P av &N")

    def _edge(self) -> int:
        return self.columns[-1].place


def _subtotal(top: int, bottom: int, column: int) -> str:
    """The sum of what stands below; SUBTOTAL leaves out the sums that stand within."""
    letters = column_name(column)
    return f"=SUBTOTAL(9,{letters}{top + 1}:{letters}{bottom + 1})"


def _version_words(content: WorkbookContent) -> str:
    version = content.version
    said = f"{version.name} ({STAGES.get(version.stage, version.stage).lower()})"
    if content.view.financing != OPERATING:
        said = f"{said}, {FRAME_KINDS[content.view.financing]}"
    if not version.locked or version.body is None:
        return said
    day = f" {write_long_date(version.decided_on)}" if version.decided_on else ""
    paragraph = f", {version.paragraph}" if version.paragraph else ""
    return f"{said}, beslutad av {version.body[:1].lower()}{version.body[1:]}{day}{paragraph}"
