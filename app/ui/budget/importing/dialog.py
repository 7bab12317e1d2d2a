"""The dialog "Läs in belopp": columns, unknown units, what would change, and then the change."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from app.models.errors import DomainError
from app.services.formatting import write_count
from app.ui.budget.importing.columns_step import ColumnsStep
from app.ui.budget.importing.preview_step import PreviewStep
from app.ui.budget.importing.units_step import UnitsStep
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.importing import Refusal, lay_out_steps

if TYPE_CHECKING:
    from app.services.exchange.budgets.applying import Opened
    from app.services.exchange.budgets.dryrun import DryRun
    from app.ui.budget.page import BudgetPage

_SIZE, _LEAST = QSize(1080, 640), QSize(620, 440)


class WorkbookDialog(QDialog):
    """Our own workbook goes straight to what it changes; others' go through their columns the first time."""

    def __init__(self, page: BudgetPage, opened: Opened, found: DryRun | None) -> None:
        super().__init__(page)
        self.setWindowTitle("Läs in belopp från Excel")
        self._page, self._opened, self._found = page, opened, found
        holders = [(row.key, row.name) for row in page.view.rows if not row.group]
        self.columns = ColumnsStep(opened.book, page.view.plan.years)
        self.units = UnitsStep(holders)
        self.preview = PreviewStep()
        self._steps = QStackedWidget()
        for step in (self.columns, self.units, self.preview):
            self._steps.addWidget(step)
        self._back = quiet_button("Tillbaka", on_click=self.go_back)
        self.ok = primary_button("Fortsätt", on_click=self.go_on)
        self.ok.setDefault(True)
        self._refusal, title = Refusal(), f"Läs in {self._opened.book.name}"
        lay_out_steps(self, title, self._refusal, self._steps, self._back, self.ok)
        self._connect()
        if opened.mapping is not None:
            self.columns.show_mapping(opened.mapping)
        if found is None:
            self._show_step(self.columns)
        else:
            self._show_found(found)
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)

    @property
    def step(self) -> QWidget | None:
        """The step that is shown."""
        return self._steps.currentWidget()

    @property
    def refused(self) -> str:
        """Why it was refused, "" when it was not."""
        return self._refusal.words()

    def go_on(self) -> None:
        """Go to the next step; from the last, change the budget."""
        if self.step is self.preview:
            self._apply()
            return
        if self._opened.mapping is None:
            return
        chosen = self.columns.mapping or self._opened.mapping
        if self.step is self.units:
            chosen = replace(chosen, units={**chosen.units, **self.units.answers})
        self._opened = replace(self._opened, mapping=chosen)
        self.columns.show_mapping(chosen)
        self._look()

    def go_back(self) -> None:
        """Go to the columns again."""
        self._refusal.say("")
        self._show_step(self.columns)

    def _look(self) -> None:
        from app.services.exchange.budgets.applying import look_at

        try:
            found: DryRun = self._page.workspace.read(partial(look_at, opened=self._opened))
        except DomainError as refused:
            self._refusal.say(refused.message)
            return
        self._refusal.say("")
        self._show_found(found)

    def _show_found(self, found: DryRun) -> None:
        self._found = found
        if found.unknown:
            known = self._opened.mapping.units if self._opened.mapping is not None else {}
            self.units.show_unknown(found.unknown, known)
            self._show_step(self.units)
        else:
            self.preview.show_found(found)
            self._show_step(self.preview)

    def _apply(self) -> None:
        from app.services.exchange.budgets.applying import import_amounts

        changes, name = self.preview.chosen, self._opened.book.name
        use_case = partial(import_amounts, changes=changes, file=name, mapping=self._opened.mapping)
        if self._page.workspace.run(use_case) is None:
            return
        count = write_count(len(changes), "belopp", "belopp")
        self._page.workspace.tell(f"Läste in {count} ur {name}. Ctrl+Z ångrar.")
        self.accept()

    def _on_sheet(self, name: str) -> None:
        from app.services.exchange.budgets.applying import understood

        try:
            mapping, _ = self._page.workspace.read(partial(understood, opened=self._opened, sheet=name))
        except DomainError as refused:
            self._refusal.say(refused.message)
            return
        self._refusal.say("")
        self.columns.show_mapping(mapping)
        self._follow()

    def _show_step(self, step: QWidget) -> None:
        self._steps.setCurrentWidget(step)
        self._follow()

    def _follow(self) -> None:
        """Let the buttons follow what is shown and chosen."""
        at_end = self.step is self.preview
        self._back.setVisible(self.step is not self.columns and self._opened.mapping is not None)
        if not at_end:
            why = self.columns.problem() if self.step is self.columns else ""
            unanswered = self.step is self.units and not self.units.answered
            why = why or ("Välj en enhet för varje namn." if unanswered else "")
            self.ok.setText("Fortsätt")
        else:
            count = len(self.preview.chosen)
            why = self.preview.problem() or ("" if count else "Inget ändras.")
            self.ok.setText(f"Läs in {write_count(count, 'belopp', 'belopp')}" if count else "Läs in")
        self.ok.setEnabled(not why)
        self.ok.setToolTip(why)

    def _connect(self) -> None:
        self.columns.sheet_chosen.connect(self._on_sheet)
        for step in (self.columns, self.units, self.preview):
            step.changed.connect(self._follow)
