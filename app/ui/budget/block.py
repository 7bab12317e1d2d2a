"""Blocks of cells on the clipboard, the way a Swedish spreadsheet writes and reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex

from app.models.errors import DomainError
from app.services.formatting import NotANumber
from app.ui.budget.grid_model import AmountModel, Edit


class NotInBlock(DomainError):
    """A cell of a pasted block is no number."""

    def __init__(self, reason: str, row: str, column: str) -> None:
        super().__init__(f"Inget klistrades in. {reason} Det skulle ha hamnat i {row}, {column}.")


@dataclass(frozen=True, slots=True)
class Block:
    """What a paste would change, and how many cells it could not reach."""

    edits: tuple[Edit, ...]
    computed: int
    outside: int

    @property
    def left_out(self) -> str:
        """A sentence about cells that were not pasted, "" when all were."""
        said = []
        if self.computed:
            said.append("Celler som räknas fram lämnades som de var.")
        if self.outside:
            said.append("En del av det kopierade låg utanför tabellen och lämnades.")
        return " ".join(said)


def parse(text: str) -> list[list[str]]:
    """Lines of cells; the last line break of a spreadsheet does not make a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return [[cell.strip() for cell in line.split("\t")] for line in lines]


def plan_paste(model: AmountModel, selected: Sequence[QModelIndex], cells: list[list[str]]) -> Block:
    """Where the cells go: from the selection's corner, or one cell into everything selected."""
    if not selected:
        return Block((), 0, 0)
    if len(cells) == 1 and len(cells[0]) == 1:
        targets = [(index.row(), index.column(), cells[0][0]) for index in selected]
    else:
        top = min(index.row() for index in selected)
        left = min(index.column() for index in selected)
        targets = [
            (top + down, left + right, text)
            for down, line in enumerate(cells)
            for right, text in enumerate(line)
        ]
    inside = [(r, c, text) for r, c, text in targets if r < model.rowCount() and c < model.columnCount()]
    typed = [(r, c, text) for r, c, text in inside if model.typed(r, c)]
    edits = tuple(_edit(model, r, c, text) for r, c, text in typed)
    return Block(edits, len(inside) - len(typed), len(targets) - len(inside))


def plan_clear(model: AmountModel, selected: Sequence[QModelIndex]) -> Block:
    """Clear everything selected that can be typed in."""
    return plan_paste(model, selected, [[""]])


def _edit(model: AmountModel, row: int, column: int, text: str) -> Edit:
    try:
        return Edit(model.rows[row], model.columns[column], model.read(text))
    except NotANumber as error:
        raise NotInBlock(error.message, model.rows[row].name, model.columns[column].words) from error
