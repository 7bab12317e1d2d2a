"""Internal budgets as an Excel workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.ui.parts.exporting import FileExport
from app.ui.parts.jobs import JobHandle

if TYPE_CHECKING:
    from app.services.budget.internal.views import InternalPaper

_SUFFIX = ".xlsx"


class InternalExport(FileExport):
    """Asks where to, and writes the internal budgets as they were when it was asked for."""

    def ask(self, paper: InternalPaper, name: str) -> None:
        """Ask for a file and write to it."""
        path = self._ask_file_of("Exportera internbudgeten", name, _SUFFIX)
        if path is not None:
            self.write(paper, path)

    def write(self, paper: InternalPaper, path: Path) -> None:
        """Write the workbook."""
        self._start("Exporterar internbudgeten", partial(_write, paper, path))


def _write(paper: InternalPaper, path: Path, _handle: JobHandle) -> Any:
    from app.services.exchange.internal_excel import internal_workbook
    from app.services.reports.batch import write_file

    return write_file(path, internal_workbook(paper))
