"""The budget as a workbook: asked what of it and in which unit, written in the background."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction

from app.ui.parts.buttons import action
from app.ui.parts.dialogs import ChoiceInput, FormDialog
from app.ui.parts.exporting import FileExport
from app.ui.parts.jobs import JobHandle

if TYPE_CHECKING:
    from app.services.exchange.budgets.content import WorkbookContent
    from app.ui.budget.page import BudgetPage

_SUFFIX = ".xlsx"
_WHOLE = 0
_MONEYS = (("tkr", "tkr"), ("kr", "kr"))
_NOTE = "Den som får arbetsboken ändrar i de vita cellerna. Läs sedan in den igen: du ser då vad som ändras."


class WorkbookExport(FileExport):
    """Writes the shown version, or the part of it that a manager is to have."""

    def __init__(self, page: BudgetPage) -> None:
        super().__init__(page.workspace, page)
        self._page = page

    def actions(self) -> list[QAction]:
        """The entry of the menu Arkiv ▸ Exportera."""
        if self._page.view.version is None:
            return []
        return [action("Budget som Excel-arbetsbok…", self.ask, parent=self._page)]

    def ask(self) -> None:
        """Ask what to write and where to, and write it."""
        page = self._page
        if not page.settle():
            return
        inputs = [
            ChoiceInput("line", "Vad som skickas", self.choices(), _WHOLE),
            ChoiceInput("money", "Belopp i", _MONEYS, page.unit),
        ]
        values: dict[str, Any] | None = FormDialog.ask(
            page, "Budget som Excel-arbetsbok", inputs, "Välj plats…", _NOTE
        )
        if values is None:
            return
        content = self.read(values["line"] or None, values["money"])
        path = self._ask_file_of("Spara arbetsboken", proposed_name(content), _SUFFIX)
        if path is not None:
            self.write(content, path)

    def choices(self) -> tuple[tuple[int, str], ...]:
        """The whole, and the selected line with those above it."""
        rows = {row.key: row for row in self._page.view.rows}
        index = self._page.grid.view.currentIndex()
        model = self._page.grid.model
        found: list[tuple[int, str]] = []
        row = model.rows[index.row()] if index.isValid() and index.row() < len(model.rows) else None
        row = rows.get(row.key) if row is not None else None
        while row is not None:
            found.append((row.key, row.name))
            row = rows.get(row.parent) if row.parent is not None else None
        return ((_WHOLE, "Hela kommunen"), *reversed(found))

    def read(self, line: int | None, money: Any) -> WorkbookContent:
        """What the workbook is to hold."""
        from app.services.exchange.budgets.content import read_content

        read = partial(
            read_content,
            today=self._workspace.today,
            money=money,
            version_id=self._page.view.version.id,
            line=line,
            financing=self._page.view.financing,
        )
        content: WorkbookContent = self._workspace.read(read)
        return content

    def write(self, content: WorkbookContent, path: Path) -> None:
        """Write the workbook in the background."""
        self._start("Skriver arbetsboken", partial(_write, content, path))


def proposed_name(content: WorkbookContent) -> str:
    """What the file is called at first."""
    parts = [f"Budget {content.years[0]}", content.version.name]
    if not content.whole:
        parts.append(content.rows[0].name)
    return " ".join(parts)


def _write(content: WorkbookContent, path: Path, _handle: JobHandle) -> Any:
    from app.services.exchange.budgets.excel import budget_workbook
    from app.services.reports.batch import write_file

    return write_file(path, budget_workbook(content))
