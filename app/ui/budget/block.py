"""Blocks of cells on the clipboard, the way a Swedish spreadsheet writes and reads them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex

from app.models.errors import DomainError
from app.services import formatting
from app.services.formatting import NotAnAmount, write_count
from app.ui.budget import amounts
from app.ui.budget.columns import STAFF, GridColumn
from app.ui.budget.copied import Copied, is_sum, parse, plain_title, understand
from app.ui.budget.grid_model import AmountModel, Edit

__all__ = ["Block", "NotInBlock", "NotPasted", "TooLargeBlock", "parse", "plan_clear", "plan_paste"]

_TRAILING_MINUS = re.compile(r"([0-9][0-9\s,]*)-")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*")
_Target = tuple[int, int, str]


class NotPasted(DomainError):
    """A block is not pasted; one sentence says why."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Inget klistrades in: {why}.")


class NotInBlock(NotPasted):
    """A cell of a pasted block is no amount."""

    def __init__(self, reason: str, row: str, column: str) -> None:
        super().__init__(f"{reason} och skulle ha hamnat i {row}, {column}")


class TooLargeBlock(NotPasted):
    """A block is larger than what there is of the grid from where it is to stand."""

    def __init__(self, tall: int, wide: int, rows: int, columns: int, where: str) -> None:
        room = f"{write_count(rows, 'rad', 'rader')} och {write_count(columns, 'kolumn', 'kolumner')}"
        size = f"{write_count(tall, 'rad', 'rader')} och {write_count(wide, 'kolumn', 'kolumner')}"
        super().__init__(f"det kopierade är {size}, men från {where} är det bara {room} kvar")


@dataclass(frozen=True, slots=True)
class Block:
    """What a paste would change, how many cells cannot be typed in, and what was made of the headings."""

    edits: tuple[Edit, ...]
    computed: int
    heard: str = ""

    @property
    def left_out(self) -> str:
        """What there is to say afterwards, "" when everything was pasted as it stood."""
        left = "Celler som räknas fram lämnades som de var." if self.computed else ""
        return " ".join(said for said in (self.heard, left) if said)


def plan_paste(model: AmountModel, selected: Sequence[QModelIndex], cells: list[list[str]]) -> Block:
    """Where the cells go: from the selection's corner, or one cell into everything selected.

    Lines that begin with names go to the units of those names; a unit in the headings is the amounts' unit.
    """
    if not selected:
        return Block((), 0)
    copied = understand(cells, [title for each in model.columns for title in (each.title, each.words)])
    unit = copied.unit or model.unit
    if copied.single is not None:
        targets = [(index.row(), index.column(), copied.single) for index in selected if index.column()]
    else:
        top = min(index.row() for index in selected)
        left = max(1, min(index.column() for index in selected))
        targets = list(_named(model, copied, left) if copied.names else _placed(model, copied, top, left))
    typed = [target for target in targets if model.typed(target[0], target[1])]
    edits = tuple(_edit(model, row, column, text, unit) for row, column, text in typed)
    return Block(edits, len(targets) - len(typed), _heard(model, copied))


def plan_clear(model: AmountModel, selected: Sequence[QModelIndex]) -> Block:
    """Clear everything selected that can be typed in."""
    return plan_paste(model, selected, [[""]])


def _placed(model: AmountModel, copied: Copied, top: int, left: int) -> Iterator[_Target]:
    rows, columns = model.rowCount() - top, model.columnCount() - left
    if len(copied.lines) > rows or copied.width > columns:
        where = f"{model.rows[top].name}, {model.columns[left].words}"
        raise TooLargeBlock(len(copied.lines), copied.width, rows, columns, where)
    for down, line in enumerate(copied.lines):
        for right, text in enumerate(line):
            yield top + down, left + right, text


def _named(model: AmountModel, copied: Copied, left: int) -> Iterator[_Target]:
    places = _columns(model, copied, left)
    if copied.width > len(places):
        where = f"{model.columns[left].words}"
        raise TooLargeBlock(len(copied.lines), copied.width, model.rowCount(), len(places), where)
    rows = _rows_by_name(model)
    used: set[int] = set()
    for name, line in zip(copied.names or (), copied.lines, strict=True):
        if is_sum(name) or (not name and all(amounts.is_empty(text) for text in line)):
            continue
        row = _row(rows, name)
        if row in used:
            raise NotPasted(f"”{name}” står på mer än en rad i det kopierade")
        used.add(row)
        for place, text in zip(places, line, strict=False):
            yield row, place, text


def _columns(model: AmountModel, copied: Copied, left: int) -> list[int]:
    """Where the columns go: by their headings when the grid has all of them, else from the cursor."""
    known: dict[str, int] = {}
    for place, column in enumerate(model.columns[1:], start=1):
        known.setdefault(plain_title(column.title), place)
        known.setdefault(plain_title(column.words), place)
    titles = copied.titles or ()
    if titles and len(titles) == copied.width and all(title in known for title in titles):
        return [known[title] for title in titles]
    return list(range(left, model.columnCount()))


def _rows_by_name(model: AmountModel) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for place, row in enumerate(model.rows):
        rows.setdefault(row.name.casefold(), []).append(place)
    return rows


def _row(rows: dict[str, list[int]], name: str) -> int:
    found = rows.get(name.casefold(), [])
    if not name:
        raise NotPasted("en rad i det kopierade saknar enhet")
    if not found:
        raise NotPasted(f"”{name}” finns inte bland raderna som visas")
    if len(found) > 1:
        raise NotPasted(f"flera rader heter ”{name}”, så det går inte att veta vilken som avses")
    return found[0]


def _heard(model: AmountModel, copied: Copied) -> str:
    said = []
    if copied.names:
        said.append("raderna följer namnen")
    if copied.unit is not None and copied.unit != model.unit:
        said.append(f"beloppen lästes i {copied.unit} som rubriken säger")
    words = " och ".join(said)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _edit(model: AmountModel, row: int, column: int, text: str, unit: formatting.Unit) -> Edit:
    line, place = model.rows[row], model.columns[column]
    try:
        amount = _read(_tidied(text), place, unit)
    except DomainError as error:
        raise NotInBlock(_reason(text, error), line.name, place.words) from error
    return Edit(line, place, amount, amounts.without_formula(model.note(line, place)))


def _read(text: str, column: GridColumn, unit: formatting.Unit) -> Any:
    if column.kind != STAFF:
        return amounts.read(text, unit)
    return None if amounts.is_empty(text) else formatting.read_number(text)


def _tidied(text: str) -> str:
    """An amount as other systems write it, with the minus last."""
    trailing = _TRAILING_MINUS.fullmatch(text)
    return f"-{trailing[1]}" if trailing is not None else text


def _reason(text: str, error: DomainError) -> str:
    shown = f"”{text}”" if len(text) <= 40 else f"”{text[:39]}…”"
    if text.startswith("="):
        return f"{shown} är en formel"
    if text.startswith("#"):
        return f"{shown} är ett felvärde ur kalkylarket"
    if text.endswith("%"):
        return f"{shown} är procent och inte ett belopp"
    if _DATE.fullmatch(text):
        return f"{shown} är ett datum och inte ett belopp"
    if isinstance(error, NotAnAmount):
        return f"{shown} är för stort eller har för många decimaler"
    if "." in text:
        return f"{shown} har punkt där det ska vara komma"
    return f"{shown} går inte att läsa som ett tal"
