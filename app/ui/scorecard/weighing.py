"""All weights of a scorecard on one sheet: what is typed counts at once, and shows as shares in per cent."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.services.formatting import write_number
from app.services.scorecard.views import Card
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.dialogs import dialog_heading
from app.ui.parts.links import Sentence
from app.ui.parts.tree_view import TreeView
from app.ui.scorecard.card import words

if TYPE_CHECKING:
    from app.ui.scorecard.page import ScorecardPage

_SIZE = (640, 620)
_HOW = (
    "Skriv 2 för att något ska räknas dubbelt, eller lämna tomt för samma vikt som de andra. "
    "F2 ändrar, Retur tar emot. Varje ändring kan ångras."
)
_USUAL = "–"


@dataclass(frozen=True, slots=True)
class WeightRow:
    """A perspective, a goal or a figure, with its weight and what share that gives it."""

    key: Hashable
    parent: Hashable | None
    name: str
    weight: Decimal | None
    share: Decimal
    kind: str
    of: Any
    fixed: bool = False


def weight_rows(card: Card) -> tuple[WeightRow, ...]:
    """Everything that has a weight."""
    return tuple(_rows(card))


def _rows(card: Card) -> Iterator[WeightRow]:
    for group in card.groups:
        top: Hashable = ("group", group.key)
        fixed = group.perspective_id is None
        yield WeightRow(top, None, group.name, group.weight, group.share, "group", group, fixed)
        for goal in group.goals:
            under: Hashable = ("goal", group.key, goal.node_id)
            loose = goal.node_id is None
            yield WeightRow(under, top, goal.title, goal.weight, goal.share, "goal", goal, loose)
            for figure in goal.figures:
                key: Hashable = ("figure", group.key, goal.node_id, figure.indicator_id)
                pair = (goal, figure)
                yield WeightRow(key, under, figure.name, figure.weight, figure.share, "figure", pair)


class WeightDialog(QDialog):
    """The weights as a tree; closing needs no saving."""

    def __init__(self, page: "ScorecardPage") -> None:
        super().__init__(page)
        self._page = page
        title = f"Vikter i styrkortet för {page.inspecting.card.unit}"
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.tree = TreeView(
            (
                Column("name", f"Grupp, mål och {page.choices.measure.one}", lambda row: row.name,
                       stretch=True, look=_look),
                Column("weight", "Vikt", _weight, 90, number=True, edit_text=_typed, look=_weight_look,
                       editable=lambda row: not row.fixed, commit=self._commit),
                Column("share", "Andel", lambda row: words.share_words(row.share), 90, number=True,
                       look=lambda _row: CellLook(raised=True)),
            ),
            key=lambda row: row.key,
            parent_key=lambda row: row.parent,
            name=title,
        )  # fmt: skip
        how = Sentence(points=theme.SECONDARY_POINTS)
        how.show_parts(_HOW)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        column.addWidget(dialog_heading(title))
        column.addWidget(how)
        column.addWidget(self.tree, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(primary_button("Klart", on_click=self.accept))
        column.addLayout(row)
        self.tree.row_activated.connect(lambda _row: self.tree.edit_current(1))
        self._show()
        self.tree.expandAll()

    @classmethod
    def ask(cls, page: "ScorecardPage") -> None:
        """Show the sheet until it is closed."""
        dialog = cls(page)
        try:
            dialog.exec()
        finally:
            dialog.deleteLater()

    def _show(self) -> None:
        self.tree.show_rows(weight_rows(self._page.inspecting.card))

    def _commit(self, row: WeightRow, text: str) -> bool:
        typed = "" if text.strip() == _USUAL else text
        done = self._page.editing.set_weight(row.kind, row.of, typed)
        self._show()
        return done


def _weight(row: WeightRow) -> str:
    return _USUAL if row.weight is None else write_number(row.weight)


def _typed(row: WeightRow) -> str:
    return "" if row.weight is None else write_number(row.weight)


def _weight_look(row: WeightRow) -> CellLook:
    return CellLook(muted=row.weight is None, locked=row.fixed)


def _look(row: WeightRow) -> CellLook:
    return CellLook(bold=row.kind == "group")
