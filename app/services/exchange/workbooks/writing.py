"""What every workbook that is written has in common: how it is made, its pages, and what a cell takes."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST: Final = 32_767
"""So many characters a cell holds; a longer text is cut with an ellipsis."""
_CALCULATES: Final = ("=", "+", "-", "@", "\t", "\r")
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_MARGIN: Final = 100
_A4: Final = 9
_USUAL: Final = {"font_name": "Calibri"}
_AMOUNT: Final = {**_USUAL, "num_format": "#,##0;-#,##0;0"}


def workbook_bytes(
    fill: Callable[["Workbook"], object], *, title: str, author: str, day: date, subject: str | None = None
) -> bytes:
    """A workbook that `fill` has written; the same content on the same day gives the same bytes."""
    from xlsxwriter import Workbook

    target = BytesIO()
    about = {"title": title, "author": author, "created": datetime.combine(day, time())}
    with Workbook(target, dict(_OPTIONS)) as workbook:
        workbook.set_properties(about if subject is None else {**about, "subject": subject})
        fill(workbook)
    return target.getvalue()


def lay_pages(sheet: "Worksheet", first_repeated: int, last_repeated: int | None = None) -> None:
    """Print on A4 across, one page wide, with the heading rows on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first_repeated, first_repeated if last_repeated is None else last_repeated)


def in_margin(text: str) -> str:
    """A text as it can stand in the head or the foot of a printed sheet."""
    return text.replace("&", "&&")[:_LONGEST_MARGIN]


def cut(text: str) -> str:
    """A text that a cell holds."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def would_calculate(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula, so that it must be marked as text."""
    return text[:1] in _CALCULATES


def kronor(ore: int) -> Decimal:
    """An amount as a cell in kronor holds it."""
    return Decimal(ore).scaleb(-2)


class AmountLooks:
    """The looks of a table of amounts: title, headings, names and amounts."""

    def __init__(self, workbook: Any, **head: Any) -> None:
        """`head` is what headings over amounts have more than the others."""
        self.title = workbook.add_format({**_USUAL, "bold": True, "font_size": 14})
        self.text = workbook.add_format(_USUAL)
        self.name_head = workbook.add_format({**_USUAL, "bold": True, "bottom": 1})
        self.head = workbook.add_format({**_USUAL, "bold": True, "bottom": 1, "align": "right", **head})
        self.amount = workbook.add_format(_AMOUNT)
        self.strong = workbook.add_format({**_AMOUNT, "bold": True})
