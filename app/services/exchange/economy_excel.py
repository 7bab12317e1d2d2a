"""The economy as an Excel workbook: a sheet for each table, amounts in kronor, sums as formulas."""

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from app.services.economy.tables import Cell, EconomyTable, TableRow, broken_sums
from app.services.exchange.workbooks.writing import (
    AmountLooks,
    cut,
    in_margin,
    kronor,
    lay_pages,
    workbook_bytes,
    would_calculate,
)
from app.services.reports.economy.paper import EconomyPaper, Words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

FIRST_ROW: Final = 5
"""Where the rows of a table begin, counted from nought."""
CONTENTS: Final = "Innehåll"
_LONGEST_NAME: Final = 31
_LAST_SIMPLE: Final = 0xFFFF
_WRITTEN: Final = re.compile(r"([−-]?\d[\d\u00a0 ]*)(?:,(\d+))?[\u00a0 ](kr|%)")
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']")
_NAME_WIDTH, _AMOUNT_WIDTH, _WORDS_WIDTH, _CONTENTS_WIDTH = 46, 15, 40, 100
_DEEPEST: Final = 7
_STRONG: Final = ("heading", "sum", "total")
_USUAL: Final = {"font_name": "Calibri"}
_MOST_DECIMALS, _OF_KRONOR = 4, 2
_ONE_PAGE: Final = 50
"""A table of no more rows than this is printed on one page."""
_LINE_HEIGHT: Final = 15


def economy_workbook(paper: EconomyPaper) -> bytes:
    """The workbook of a paper; the same paper gives the same bytes."""
    tables = [table for chapter in paper.chapters for table in chapter.tables]
    names = sheet_names([table.title for table in tables])

    def fill(workbook: "Workbook") -> None:
        looks = _Looks(workbook)
        _fill_contents(workbook.add_worksheet(CONTENTS), paper, tables, names, looks)
        for table, name in zip(tables, names, strict=True):
            _fill(workbook.add_worksheet(name), table, paper, looks)

    return workbook_bytes(
        fill, title=paper.full_title, subject=paper.plan, author=paper.municipality, day=paper.day
    )


def sheet_names(titles: Sequence[str]) -> list[str]:
    """A name for each sheet that a spreadsheet allows, each another."""
    taken: set[str] = {CONTENTS.casefold()}
    made: list[str] = []
    for title in titles:
        plain = " ".join(_NOT_IN_NAMES.sub(" ", _simple(title)).split()) or "Tabell"
        name, number = plain[:_LONGEST_NAME].strip(), 1
        while name.casefold() in taken:
            number += 1
            end = f" ({number})"
            name = plain[: _LONGEST_NAME - len(end)].strip() + end
        taken.add(name.casefold())
        made.append(name)
    return made


def _simple(title: str) -> str:
    """A title of characters that count as one in a spreadsheet; the others become blanks."""
    return "".join(one if one.isprintable() and ord(one) <= _LAST_SIMPLE else " " for one in title)


def _said(paper: EconomyPaper) -> str:
    standing = f"Beslutad: {paper.decided}" if paper.decided is not None else "Inte beslutad"
    said = f"{paper.plan}, {paper.version} ({paper.stage.lower()}). {standing}. Belopp i kronor."
    return f"{said} Exempelkommun: siffrorna är påhittade." if paper.example else said


def _fill_contents(
    sheet: "Worksheet",
    paper: EconomyPaper,
    tables: Sequence[EconomyTable],
    names: Sequence[str],
    looks: "_Looks",
) -> None:
    """What the workbook holds, with links to the sheets, and what the papers say in words."""
    sheet.set_column(0, 0, _CONTENTS_WIDTH)
    sheet.write_string(0, 0, cut(paper.full_title), looks.title)
    sheet.write_string(1, 0, cut(_said(paper)), looks.text)
    line = 3
    for table, name in zip(tables, names, strict=True):
        sheet.write_url(line, 0, f"internal:'{name}'!A1", looks.link, cut(_simple(table.title)))
        line += 1
    for chapter in paper.chapters:
        for words in (one for one in chapter.sections if isinstance(one, Words)):
            line += 1
            heading = f"{chapter.title}: {words.title}" if words.title else chapter.title
            sheet.write_string(line, 0, cut(heading), looks.words(True, would_calculate(heading)))
            for text in (*words.paragraphs, *words.items):
                line += 1
                sheet.set_row(line, _LINE_HEIGHT * (1 + len(text) // _CONTENTS_WIDTH))
                sheet.write_string(line, 0, cut(text), looks.words(False, would_calculate(text)))
            line += 1
    lay_pages(sheet, 0)
    sheet.set_footer(f"&L{in_margin(_simple(paper.municipality))}&RSida &P av &N")


def _fill(sheet: "Worksheet", table: EconomyTable, paper: EconomyPaper, looks: "_Looks") -> None:
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.write_string(0, 0, cut(table.title), looks.title)
    sheet.write_string(1, 0, cut(_said(paper)), looks.text)
    sheet.write_string(2, 0, cut(table.sentence), looks.text)
    sheet.write_string(FIRST_ROW - 1, 0, cut(table.first_heading), looks.name_head)
    words = _word_columns(table)
    for at, title in enumerate(table.columns):
        sheet.write_string(FIRST_ROW - 1, at + 1, cut(title), looks.name_head if at in words else looks.head)
        sheet.set_column(at + 1, at + 1, _width_of(table, at) if at in words else _AMOUNT_WIDTH)
    lines = {row.key: line for line, row in enumerate(table.rows, FIRST_ROW)}
    broken = broken_sums(table) if _whole(table, lines) else {}
    for row in table.rows:
        _write_row(sheet, row, lines, _reckoned(row, table, row.key in broken), looks)
    _write_notes(sheet, table, FIRST_ROW + len(table.rows) + 1, looks)
    sheet.freeze_panes(FIRST_ROW, 1)
    lay_pages(sheet, FIRST_ROW - 1)
    if len(table.rows) <= _ONE_PAGE:
        sheet.fit_to_pages(1, 1)
    sheet.set_footer(f"&L{in_margin(_simple(paper.municipality))}&RSida &P av &N")


def _word_columns(table: EconomyTable) -> set[int]:
    """The columns that hold words."""
    found = set()
    for at in range(len(table.columns)):
        cells = [row.cells[at] for row in table.rows if len(row.cells) > at and row.cells[at] is not None]
        if cells and all(isinstance(cell, str) for cell in cells):
            found.add(at)
    return found


def _width_of(table: EconomyTable, at: int) -> int:
    """As wide as the longest words of a column, within bounds."""
    said = (str(row.cells[at] or "") for row in table.rows if len(row.cells) > at)
    longest = max(map(len, (table.columns[at], *said)))
    return min(max(longest + 2, _AMOUNT_WIDTH), _WORDS_WIDTH)


def _whole(table: EconomyTable, lines: Mapping[str, int]) -> bool:
    """Whether every part of a sum is a row of the table with as many cells."""
    rows = {row.key: row for row in table.rows}
    return all(
        part.key in lines and len(rows[part.key].cells) >= len(row.cells)
        for row in table.rows
        for part in row.parts
    )


def _reckoned(row: TableRow, table: EconomyTable, is_broken: bool) -> set[int]:
    """The columns in which a row is the sum of its parts; where none of them has a figure it is stated."""
    rows = {each.key: each for each in table.rows}
    parts = [rows[part.key] for part in row.parts if part.key in rows]
    if is_broken or not parts or len(parts) < len(row.parts):
        return set()
    return {
        at
        for at in range(len(row.cells))
        if any(len(part.cells) > at and part.cells[at] is not None for part in parts)
    }


def _write_row(
    sheet: "Worksheet", row: TableRow, lines: Mapping[str, int], reckoned: Collection[int], looks: "_Looks"
) -> None:
    line, figures = lines[row.key], looks.figures(row)
    sheet.write_string(line, 0, cut(row.label), looks.name(row, would_calculate(row.label)))
    for at, cell in enumerate(row.cells):
        if cell is None or cell == "":
            sheet.write_blank(line, at + 1, None, figures)
        elif isinstance(cell, str) and (told := _told(cell)):
            sheet.write_number(line, at + 1, told[0], looks.told(told[1], row))
        elif isinstance(cell, str):
            sheet.write_string(
                line, at + 1, cut(cell), looks.words(row.style in _STRONG, would_calculate(cell))
            )
        elif at in reckoned:
            formula = _formula(row, lines, at + 1)
            sheet.write_formula(line, at + 1, formula, figures, _value(cell, row))
        else:
            sheet.write_number(line, at + 1, _value(cell, row), figures)


def _told(text: str) -> tuple[Decimal, str] | None:
    """An amount or a share that is written with its unit, as a figure with the format that shows it so."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    whole, decimals, unit = found[1], found[2] or "", found[3]
    number = Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{decimals or '0'}") * (-1 if whole[0] in "−-" else 1)
    shown = f"0.{'0' * len(decimals)}" if decimals else "0"
    return (number / 100, f"{shown}%") if unit == "%" else (number, f'#,##{shown}" kr"')


def _value(cell: Cell, row: TableRow) -> Decimal:
    """A figure as the sheet holds it: kronor, shares, numbers."""
    number = cell if isinstance(cell, Decimal) else Decimal(int(cell or 0))
    if row.unit == "ore":
        return kronor(int(number))
    return number / 100 if row.unit == "percent" else number


def _formula(row: TableRow, lines: Mapping[str, int], column: int) -> str:
    """The sum of its parts: a span where they follow on each other, else one by one."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    places = [lines[part.key] for part in row.parts]
    alike = all(part.times == 1 for part in row.parts)
    if alike and len(places) > 1 and places == list(range(places[0], places[0] + len(places))):
        first, last = (xl_rowcol_to_cell(place, column) for place in (places[0], places[-1]))
        return f"=SUM({first}:{last})"
    terms = []
    for part, place in zip(row.parts, places, strict=True):
        cell = xl_rowcol_to_cell(place, column)
        sign = "-" if part.times < 0 else "+"
        terms.append(f"{sign}{cell}" if abs(part.times) == 1 else f"{sign}{abs(part.times)}*{cell}")
    return "=" + "".join(terms).removeprefix("+")


def _write_notes(sheet: "Worksheet", table: EconomyTable, line: int, looks: "_Looks") -> None:
    """What is said of rows, and where the figures are from."""
    told: Collection[str] = dict.fromkeys(
        f"{row.label}: {' '.join(text for text in (row.flag, row.note) if text)}"
        for row in table.rows
        if row.flag or row.note
    )
    for text in (*told, table.source):
        if text:
            sheet.write_string(line, 0, cut(text), looks.plain(would_calculate(text)))
            line += 1


def _weight(row: TableRow) -> dict[str, Any]:
    """Sums are bold under a rule."""
    return {"bold": row.style in _STRONG, "top": 1 if row.style in ("sum", "total") else 0}


def _number_format(row: TableRow) -> str:
    if row.unit == "ore":
        return "#,##0;-#,##0;0"
    exponents = [
        int(cell.normalize().as_tuple().exponent) for cell in row.cells if isinstance(cell, Decimal) and cell
    ]
    decimals = min(max((-one for one in exponents), default=0), _MOST_DECIMALS)
    if row.unit == "percent":
        return f"0.{'0' * max(1, decimals)}%"
    decimals = max(decimals, _OF_KRONOR) if decimals > 0 and row.unit == "kr" else decimals
    return "#,##0" if decimals <= 0 else f"#,##0.{'0' * decimals}"


class _Looks(AmountLooks):
    """The looks of the cells."""

    def __init__(self, workbook: Any) -> None:
        super().__init__(workbook, text_wrap=True)
        self._workbook = workbook
        self.link = workbook.add_format({**_USUAL, "font_color": "#1F5F8B", "underline": 1})
        self._made: dict[tuple[Any, ...], Any] = {}

    def figures(self, row: TableRow) -> Any:
        """The look of the figures of a row, with as many decimals as any of them has."""
        return self._look(num_format=_number_format(row), **_weight(row))

    def told(self, shown: str, row: TableRow) -> Any:
        """The look of a figure that has its unit beside it."""
        return self._look(num_format=shown, valign="top", align="left", **_weight(row))

    def words(self, strong: bool, quoted: bool) -> Any:
        """The look of words in a column of their own."""
        return self._look(text_wrap=True, valign="top", bold=strong, quote_prefix=quoted)

    def plain(self, quoted: bool) -> Any:
        """The look of a line below a table."""
        return self._look(quote_prefix=quoted)

    def name(self, row: TableRow, quoted: bool) -> Any:
        """The look of a name: moved in by its depth, sums in bold."""
        indent = min(row.indent, _DEEPEST)
        return self._look(indent=indent, quote_prefix=quoted, **_weight(row))

    def _look(self, **facts: Any) -> Any:
        key = tuple(sorted(facts.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**_USUAL, **facts})
        return self._made[key]
