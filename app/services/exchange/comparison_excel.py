"""A comparison of two versions as an Excel workbook: amounts in kronor, differences as formulas."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from app.services.budget import rules
from app.services.budget.comparing import ComparedRow, Difference, YearPair
from app.services.budget.comparisonpaper import ComparisonPaper, decision_words, said_of
from app.services.budget.shares import MEASURE
from app.services.budget.steps import part_words
from app.services.exchange.workbooks.writing import (
    AmountLooks,
    cut,
    in_margin,
    kronor,
    lay_pages,
    workbook_bytes,
    would_calculate,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

DIFFERENCE, SHARES = "Skillnad", "Andelar"
FIRST_ROW: Final = 4
"""Where the lines begin, counted from nought."""
_DEEPEST: Final = 7
_NAME_WIDTH, _AMOUNT_WIDTH = 44, 15


def comparison_workbook(paper: ComparisonPaper) -> bytes:
    """The workbook of a comparison; the same comparison gives the same bytes."""

    def fill(workbook: "Workbook") -> None:
        looks = _Looks(workbook)
        _fill_difference(_sheet(workbook, DIFFERENCE, paper, looks), paper, looks)
        for pair in paper.compared.years:
            _fill_parts(_sheet(workbook, f"Delar {pair.after}", paper, looks), paper, pair, looks)
        _fill_shares(_sheet(workbook, SHARES, paper, looks), paper, looks)

    return workbook_bytes(
        fill,
        title=paper.title,
        subject=paper.compared.plan_name,
        author=paper.municipality,
        day=paper.day,
    )


def _sheet(workbook: "Workbook", name: str, paper: ComparisonPaper, looks: "_Looks") -> "Worksheet":
    sheet = workbook.add_worksheet(name)
    sheet.set_column(0, 0, _NAME_WIDTH)
    compared = paper.compared
    sheet.write_string(0, 0, cut(paper.title), looks.title)
    sheet.write_string(1, 0, cut(said_of(paper)), looks.text)
    told = f"Efter: {decision_words(compared.after)}. Före: {decision_words(compared.before)}."
    sheet.write_string(2, 0, cut(told), looks.text)
    sheet.freeze_panes(FIRST_ROW, 1)
    lay_pages(sheet, FIRST_ROW - 1)
    sheet.set_footer(f"&L{in_margin(paper.municipality)}&RSida &P av &N")
    return sheet


def _fill_difference(sheet: "Worksheet", paper: ComparisonPaper, looks: "_Looks") -> None:
    """Each year before and after, with the difference and its percent as formulas."""
    heads = ["Enhet"]
    for pair in paper.compared.years:
        heads += [f"{pair.before} före", f"{pair.after} efter", f"Skillnad {pair.after}", "Procent"]
    _write_heads(sheet, heads, looks)
    for line, row in enumerate((*paper.rows, paper.compared.whole), FIRST_ROW):
        _write_name(sheet, line, row, looks)
        for place, pair in enumerate(paper.compared.years):
            _write_difference(sheet, line, 1 + 4 * place, row.of(pair.after), looks, strong=row.group)
    rest = FIRST_ROW + len(paper.rows) + 1
    if paper.compared.remaining:
        sheet.write_string(rest, 0, "Kvar att fördela", looks.text)
        for place, pair in enumerate(paper.compared.years):
            for step, left in enumerate(paper.compared.remaining[pair.after]):
                if left is not None:
                    sheet.write_number(rest, 1 + 4 * place + step, kronor(left), looks.amount)


def _write_difference(
    sheet: "Worksheet", line: int, column: int, cell: Difference, looks: "_Looks", *, strong: bool
) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    before, after = (xl_rowcol_to_cell(line, column + step) for step in (0, 1))
    look = looks.strong if strong else looks.amount
    sheet.write_number(line, column, kronor(cell.before), look)
    sheet.write_number(line, column + 1, kronor(cell.after), look)
    sheet.write_formula(line, column + 2, f"={after}-{before}", look, kronor(cell.change))
    share = cell.percent
    value = "" if share is None else share / 100
    percent = f'=IF({before}=0,"",({after}-{before})/ABS({before}))'
    sheet.write_formula(line, column + 3, percent, looks.percent, value)


def _fill_parts(sheet: "Worksheet", paper: ComparisonPaper, pair: YearPair, looks: "_Looks") -> None:
    """The difference of every part of a year; the last column adds them up."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    kinds = [kind for kind in paper.compared.kinds_of(pair.after) if kind != rules.TOTAL]
    _write_heads(sheet, ["Enhet", *(part_words(kind, pair.after) for kind in kinds), "Skillnad"], looks)
    for line, row in enumerate((*paper.rows, paper.compared.whole), FIRST_ROW):
        _write_name(sheet, line, row, looks)
        look = looks.strong if row.group else looks.amount
        for place, kind in enumerate(kinds, 1):
            sheet.write_number(line, place, kronor(row.of(pair.after, kind).change), look)
        total = kronor(row.of(pair.after).change)
        if kinds:
            first, last = (xl_rowcol_to_cell(line, place) for place in (1, len(kinds)))
            sheet.write_formula(line, len(kinds) + 1, f"=SUM({first}:{last})", look, total)


def _fill_shares(sheet: "Worksheet", paper: ComparisonPaper, looks: "_Looks") -> None:
    shares, year = paper.shares, paper.compared.years[0].after
    years = [f"Andel {at}" for at in shares.years]
    heads = ["Enhet", f"Effekt {year}", "Effekt, procent", *years, "Stabilitet", "Stabilitet före"]
    _write_heads(sheet, heads, looks)
    shown = {row.key for row in paper.rows}
    line = FIRST_ROW
    for one in shares.rows:
        if one.row.key not in shown:
            continue
        _write_name(sheet, line, one.row, looks)
        sheet.write_number(
            line, 1, kronor(one.effect.change), looks.strong if one.row.group else looks.amount
        )
        _write_share(sheet, line, 2, one.effect.percent, looks)
        for place, share in enumerate(one.shares, 3):
            _write_share(sheet, line, place, share, looks)
        for step, steady in enumerate((one.steady, one.steady_before)):
            if steady is not None:
                sheet.write_number(line, 3 + len(years) + step, steady, looks.points)
        line += 1
    sheet.write_string(line + 1, 0, MEASURE, looks.text)


def _write_share(sheet: "Worksheet", line: int, place: int, percent: Decimal | None, looks: "_Looks") -> None:
    if percent is not None:
        sheet.write_number(line, place, percent / 100, looks.percent)


def _write_heads(sheet: "Worksheet", heads: Sequence[str], looks: "_Looks") -> None:
    for place, text in enumerate(heads):
        sheet.write_string(FIRST_ROW - 1, place, text, looks.head if place else looks.name_head)
    sheet.set_column(1, len(heads) - 1, _AMOUNT_WIDTH)


def _write_name(sheet: "Worksheet", line: int, row: ComparedRow, looks: "_Looks") -> None:
    depth = min(row.depth, _DEEPEST)
    sheet.write_string(line, 0, cut(row.name), looks.name(depth, row.group, would_calculate(row.name)))
    if depth:
        sheet.set_row(line, None, None, {"level": depth})


class _Looks(AmountLooks):
    """The looks of the cells."""

    def __init__(self, workbook: Any) -> None:
        super().__init__(workbook, text_wrap=True)
        self._workbook = workbook
        self.percent = workbook.add_format({"font_name": "Calibri", "num_format": "0.0%"})
        self.points = workbook.add_format({"font_name": "Calibri", "num_format": "0.00"})
        self._names: dict[tuple[int, bool, bool], Any] = {}

    def name(self, depth: int, group: bool, quoted: bool) -> Any:
        """The look of a name: moved in by its depth, sums in bold."""
        key = (depth, group, quoted)
        if key not in self._names:
            facts = {"font_name": "Calibri", "indent": depth, "bold": group, "quote_prefix": quoted}
            self._names[key] = self._workbook.add_format(facts)
        return self._names[key]
