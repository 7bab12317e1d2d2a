"""A dialog that carries projects' money over from the year before: a sheet to type or paste in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.models.errors import DomainError
from app.ui.economy.money import Unit, bare, read, shown, typed
from app.ui.economy.sheet import Change, SheetCell, SheetRow, YearSheet
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.links import Sentence

if TYPE_CHECKING:
    from app.services.economy.changes.carrying import Candidate

_SIZE = (640, 520)
_AMOUNT = 1


class CarryDialog(QDialog):
    """Every project with its budget the year before, and what is carried over of it."""

    def __init__(self, parent: QWidget | None, projects: Sequence[Candidate], year: int, unit: Unit) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ombudgetera")
        self.resize(*_SIZE)
        self._projects, self._year, self._unit = tuple(projects), year, unit
        self.amounts: dict[int, int] = {}
        self._said = Sentence(role="unmet")
        self.sheet = YearSheet("Ombudgetering", heading="Projekt", inset=theme.NEAR)
        self.sheet.commit = self._on_commit
        self.sheet.said.connect(lambda text, _kind: self._said.show_parts(text))
        note = Sentence()
        note.show_parts(
            f"Skriv eller klistra in vad som inte användes {year - 1} och ges igen {year}. Det blir ett "
            "utkast till beslut som betalas med likvida medel."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        column.addWidget(dialog_heading(f"Ombudgetera från {year - 1} till {year}"))
        column.addWidget(note)
        column.addWidget(self.sheet, 1)
        column.addWidget(self._said)
        self.ok = primary_button("Gör ett utkast", on_click=self._on_ok)
        column.addLayout(dialog_buttons(self, self.ok))
        self._show()

    def _show(self) -> None:
        rows = [self._row(project) for project in self._projects]
        whole = sum(self.amounts.values())
        cell = SheetCell(shown(whole, self._unit), copy=bare(whole, self._unit))
        rows.append(SheetRow(None, "Förs över tillsammans", (SheetCell(""), cell), style="total"))
        titles = (f"Budget {self._year - 1}", f"Förs över till {self._year}, {self._unit}")
        self.sheet.show_sheet(titles, rows, unit=self._unit)
        self.ok.setEnabled(bool(whole))

    def _row(self, project: Candidate) -> SheetRow:
        amount = self.amounts.get(project.project_id, 0)
        before = SheetCell(
            shown(project.before, self._unit),
            copy=bare(project.before, self._unit) if project.before is not None else None,
            tooltip="" if project.before is not None else f"Budgeten {self._year - 1} finns inte i filen.",
        )
        over = project.before is not None and amount > project.before
        own = SheetCell(
            shown(amount, self._unit, dash=True),
            edit_text=typed(amount, self._unit),
            editable=True,
            copy=bare(amount, self._unit) if amount else None,
            alarm=over,
            tooltip="Mer än projektet hade." if over else "",
        )
        name = f"{project.number}  {project.name}" if project.number else project.name
        return SheetRow(project.project_id, name, (before, own))

    def _on_commit(self, changes: Sequence[Change]) -> bool:
        try:
            found = {key: read(text, self._unit) or 0 for key, column, text in changes if column == _AMOUNT}
        except DomainError as refused:
            self._said.show_parts(refused.message)
            return False
        if any(amount < 0 for amount in found.values()):
            self._said.show_parts("Det som förs över kan inte vara mindre än noll.")
            return False
        self._said.show_parts()
        self.amounts = {key: amount for key, amount in {**self.amounts, **found}.items() if amount}
        self._show()
        return True

    def _on_ok(self) -> None:
        if self.sheet.settle() and self.amounts:
            self.accept()
