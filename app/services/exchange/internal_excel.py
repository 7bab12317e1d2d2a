"""Internal budgets as an Excel workbook: every performer's standing, and a sheet of months for each."""

from typing import TYPE_CHECKING, Any, Final

from app.services.budget.internal.views import COST, INCOME, Internal, InternalPaper, Line
from app.services.exchange.workbooks.writing import AmountLooks, in_margin, kronor, lay_pages, workbook_bytes
from app.services.formatting import MONTHS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

STANDING: Final = "Internbudgetar"
FIRST_ROW: Final = 4
"""Where the lines begin, counted from nought."""
YEAR_COLUMN: Final = 3
_NAME_WIDTH, _AMOUNT_WIDTH = 34, 13
_LONGEST_SHEET = 31
_FORBIDDEN = str.maketrans("[]:*?/\\", "       ")
_SIDES = ((INCOME, "Summa intäkter"), (COST, "Summa kostnader"))


def internal_workbook(paper: InternalPaper) -> bytes:
    """The workbook, amounts in kronor and sums as formulas; the same budgets give the same bytes."""

    def fill(workbook: "Workbook") -> None:
        looks = _Looks(workbook)
        if len(paper.performers) != 1:
            _fill_standing(workbook, paper, looks)
        taken = {STANDING.casefold()}
        for internal in paper.internals:
            _fill_sheet(workbook, paper, internal, looks, sheet_name(internal.unit_name, taken))

    return workbook_bytes(fill, title=f"Internbudget {paper.year}", author=paper.municipality, day=paper.day)


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that a sheet may have and none of the others has."""
    plain = _within(name.translate(_FORBIDDEN).strip("' "), _LONGEST_SHEET) or "Enhet"
    made, number = plain, 1
    while made.casefold() in taken:
        number += 1
        counted = f" ({number})"
        made = _within(plain, _LONGEST_SHEET - len(counted)) + counted
    taken.add(made.casefold())
    return made


def _within(name: str, length: int) -> str:
    """As much of a name as a spreadsheet counts as so many characters; rare ones count as two."""
    return name.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore").rstrip("' ")


def _fill_standing(workbook: "Workbook", paper: InternalPaper, looks: "_Looks") -> None:
    """Each performer's frame, what is laid out, and what is left as a formula."""
    sheet = _sheet(workbook, STANDING, f"Internbudgetar {paper.year}", paper, looks)
    for place, text in enumerate(("Utförare", "Ram", "Utlagt", "Kvar")):
        sheet.write_string(FIRST_ROW - 1, place, text, looks.head if place else looks.name_head)
    sheet.set_column(1, 3, _AMOUNT_WIDTH)
    for line, each in enumerate(paper.performers, FIRST_ROW):
        sheet.write_string(line, 0, each.name, looks.name)
        sheet.write_number(line, 1, kronor(each.frame), looks.amount)
        if each.budget_id is not None:
            sheet.write_number(line, 2, kronor(each.planned), looks.amount)
            sheet.write_formula(line, 3, f"=B{line + 1}-C{line + 1}", looks.amount, kronor(each.left))


def _fill_sheet(
    workbook: "Workbook", paper: InternalPaper, internal: Internal, looks: "_Looks", name: str
) -> None:
    title = f"Internbudget {internal.year}, {internal.unit_name}"
    sheet = _sheet(workbook, name, title, paper, looks)
    state = "" if internal.tied_locked else ", som inte är beslutad"
    sheet.write_string(1, 0, f"Ram enligt ”{internal.tied_name}”{state}", looks.text)
    heads = ("Kontogrupp", "Konto", "Profil", str(internal.year), *(month.capitalize() for month in MONTHS))
    for place, text in enumerate(heads):
        sheet.write_string(
            FIRST_ROW - 1, place, text, looks.head if place >= YEAR_COLUMN else looks.name_head
        )
    sheet.set_column(1, 2, _AMOUNT_WIDTH)
    sheet.set_column(YEAR_COLUMN, YEAR_COLUMN + len(MONTHS), _AMOUNT_WIDTH)
    line, sums = FIRST_ROW, []
    for side, words in _SIDES:
        own = [each for each in internal.lines if each.group.side == side]
        for each in own:
            _write_line(sheet, line, each, looks)
            line += 1
        _write_sum(sheet, line, len(own), words, (internal.total(side), *internal.months(side)), looks)
        sums.append(line)
        line += 1
    _write_rest(sheet, line, sums, internal, looks)


def _write_line(sheet: "Worksheet", line: int, each: Line, looks: "_Looks") -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    sheet.write_string(line, 0, each.group.name, looks.name)
    sheet.write_string(line, 1, each.group.number or "", looks.name)
    profile = "Egna månader" if each.typed or each.profile is None else each.profile.name
    sheet.write_string(line, 2, profile, looks.name)
    first, last = (xl_rowcol_to_cell(line, YEAR_COLUMN + step) for step in (1, len(MONTHS)))
    sheet.write_formula(line, YEAR_COLUMN, f"=SUM({first}:{last})", looks.strong, kronor(each.amount))
    for place, amount in enumerate(each.months, YEAR_COLUMN + 1):
        sheet.write_number(line, place, kronor(amount), looks.amount)


def _write_sum(
    sheet: "Worksheet", line: int, count: int, words: str, amounts: tuple[int, ...], looks: "_Looks"
) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    sheet.write_string(line, 0, words, looks.sum_name)
    for place, amount in enumerate(amounts, YEAR_COLUMN):
        first, last = xl_rowcol_to_cell(line - count, place), xl_rowcol_to_cell(line - 1, place)
        formula = f"=SUM({first}:{last})" if count else "=0"
        sheet.write_formula(line, place, formula, looks.sum, kronor(amount))


def _write_rest(sheet: "Worksheet", line: int, sums: list[int], internal: Internal, looks: "_Looks") -> None:
    """What it costs beyond the income, the frame, and what of it is left."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    income, cost = sums
    net = (internal.net, *(
        spent - got for spent, got in zip(internal.months(COST), internal.months(INCOME), strict=True)
    ))  # fmt: skip
    sheet.write_string(line, 0, "Nettokostnad", looks.sum_name)
    for place, amount in enumerate(net, YEAR_COLUMN):
        formula = f"={xl_rowcol_to_cell(cost, place)}-{xl_rowcol_to_cell(income, place)}"
        sheet.write_formula(line, place, formula, looks.sum, kronor(amount))
    sheet.write_string(line + 1, 0, "Ram", looks.name)
    sheet.write_number(line + 1, YEAR_COLUMN, kronor(internal.frame.net), looks.amount)
    sheet.write_string(line + 2, 0, "Kvar av ramen", looks.sum_name)
    above = (xl_rowcol_to_cell(line + 1, YEAR_COLUMN), xl_rowcol_to_cell(line, YEAR_COLUMN))
    sheet.write_formula(line + 2, YEAR_COLUMN, f"={above[0]}-{above[1]}", looks.sum, kronor(internal.left))
    if internal.note:
        sheet.write_string(line + 4, 0, internal.note, looks.text)


def _sheet(workbook: "Workbook", name: str, title: str, paper: InternalPaper, looks: "_Looks") -> "Worksheet":
    sheet = workbook.add_worksheet(name)
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.write_string(0, 0, title, looks.title)
    sheet.freeze_panes(FIRST_ROW, 1)
    lay_pages(sheet, FIRST_ROW - 1)
    sheet.set_footer(f"&L{in_margin(paper.municipality)}&RSida &P av &N")
    return sheet


class _Looks(AmountLooks):
    """The looks of the cells; names that a spreadsheet would calculate are quoted."""

    def __init__(self, workbook: Any) -> None:
        super().__init__(workbook)
        usual = {"font_name": "Calibri"}
        self.name = workbook.add_format({**usual, "quote_prefix": True})
        self.sum_name = workbook.add_format({**usual, "bold": True, "top": 1})
        self.sum = workbook.add_format({**usual, "num_format": "#,##0;-#,##0;0", "bold": True, "top": 1})
