"""The dialog Hämta till ramarna: how the part for volume is reckoned, and every cell that would change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.models.errors import DomainError
from app.services.budget.allocation import fetching
from app.services.budget.allocation.fetching import Basis, Cell, Preview
from app.services.formatting import write_count
from app.ui.budget.amounts import exact, write
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.links import Sentence
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.ui.budget.allocation.tab import AllocationTab

_WIDTH, _HEIGHT = 820, 600
CHOICES: tuple[tuple[Basis, str], ...] = (
    ("model", "modellens ram mot året före"),
    ("volume", "bara volymens förändring"),
    ("frame", "modellens ram mot föregående ram"),
)
EXPLAINED: dict[Basis, str] = {
    "model": (
        "Volym blir modellens ram för året minus modellens ram för året före. Prisökningar i modellen räknas "
        "in, så ge inte samma enheter löne- och priskompensation en gång till."
    ),
    "volume": (
        "Volym blir skillnaden i volym mot året före, gånger årets pris. Prisökningar lämnas till löne- och "
        "priskompensationen."
    ),
    "frame": (
        "Volym blir modellens ram för året minus ramen året före i budgeten. Ramen blir då det modellen ger, "
        "innan övriga delar läggs till."
    ),
}


class FetchDialog(QDialog):
    """Nothing is written until it is accepted; then it is one step."""

    def __init__(self, tab: AllocationTab) -> None:
        super().__init__(tab)
        self._tab = tab
        self.shown: Preview | None = None
        self.setWindowTitle("Hämta till ramarna")
        self.resize(_WIDTH, _HEIGHT)
        self.basis = ComboButton("Räkna")
        self.basis.set_choices(CHOICES, CHOICES[0][0])
        self.basis.chosen.connect(lambda _basis: self.reckon())
        self.explained, self.said, self.left = Sentence(), Sentence(role="ink"), Sentence()
        self.table = TableView(_columns(tab), key=_key, name="Belopp som ändras", sortable=False)
        self.ok = primary_button("Hämta till ramarna", on_click=self._fetch)
        self._build()
        self.reckon()

    def reckon(self) -> None:
        """Read what would change, and say it."""
        tab = self._tab
        basis: Any = self.basis.choice
        self.explained.show_parts(EXPLAINED[basis])
        view = partial(
            fetching.preview,
            allocation_version_id=tab.view.version.id,
            plan_version_id=tab.page.view.version.id,
            basis=basis,
        )
        try:
            self.shown = tab.page.workspace.read(view)
        except DomainError as refused:
            self.shown = None
            self.said.show_parts(refused.message)
            self.table.show_rows(())
            self.left.show_parts()
        else:
            self.table.show_rows(self.shown.cells)
            self.said.show_parts(self._sentence(self.shown))
            self.left.show_parts(*(["\n".join(self.shown.left)] if self.shown.left else []))
        self.ok.setEnabled(self.shown is not None and bool(self.shown.cells))

    def _sentence(self, shown: Preview) -> str:
        if not shown.cells:
            return "Ramarna säger redan det som modellen ger." if shown.unchanged else "Inget kan hämtas."
        unit = self._tab.page.unit
        years = sorted({cell.year for cell in shown.cells})
        sums = ", ".join(f"{year} {write(shown.total(year), unit, plus=True)} {unit}" for year in years)
        count = write_count(len(shown.cells), "belopp ändras", "belopp ändras")
        lost = sum(1 for cell in shown.cells if cell.replaces)
        said = f"{count}: {sums}."
        return f"{said} {write_count(lost, 'belopp', 'belopp')} som står i ramarna ersätts." if lost else said

    def _fetch(self) -> None:
        if self.shown is None:
            return
        use_case = partial(fetching.fetch, shown=self.shown)
        if self._tab.page.workspace.run(use_case) is not None:
            count = write_count(len(self.shown.cells), "belopp", "belopp")
            target = self._tab.page.view.version.name
            self._tab.page.workspace.tell(f"{count} hämtade till {target}.", "info")
            self.accept()
        else:
            self.reckon()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        target = Sentence()
        target.show_parts(f"{self._tab.view.title} till {self._tab.page.view.version.name}.")
        head = QVBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(dialog_heading("Hämta till ramarna"))
        head.addWidget(target)
        column.addLayout(head)
        choice = QHBoxLayout()
        choice.addWidget(self.basis)
        choice.addStretch(1)
        column.addLayout(choice)
        column.addWidget(self.explained)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addWidget(self.left)
        column.addLayout(dialog_buttons(self, self.ok))
        self.ok.setDefault(True)
        self.basis.setFocus(Qt.FocusReason.OtherFocusReason)


def _columns(tab: AllocationTab) -> list[Column[Cell]]:
    def amount(key: str, title: str, plus: bool = False) -> Column[Cell]:
        def value(cell: Cell) -> int:
            return {"before": cell.before, "after": cell.after, "change": cell.change}[key]

        return Column(
            key,
            title,
            lambda cell: write(value(cell), tab.page.unit, plus=plus),
            width=100,
            number=True,
            look=lambda _cell: CellLook(bold=plus),
            copy=lambda cell: exact(value(cell), tab.page.unit),
        )

    return [
        Column("name", "Enhet", lambda cell: cell.name, width=200, stretch=True),
        Column("year", "År", lambda cell: str(cell.year), width=70, number=True),
        amount("before", "Volym nu"),
        amount("after", "Volym blir"),
        amount("change", "Ändring", plus=True),
        Column(
            "replaces",
            "Ersätter",
            lambda cell: cell.replaces,
            width=170,
            look=lambda cell: CellLook(muted=not cell.replaces),
        ),
    ]


def _key(cell: Cell) -> tuple[int, int]:
    return cell.unit_id, cell.year
