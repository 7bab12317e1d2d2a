"""A comparison as a file: PDF for the committee, Excel to work on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.ui.parts.exporting import FileExport
from app.ui.parts.jobs import JobHandle

if TYPE_CHECKING:
    from app.services.budget.comparisonpaper import ComparisonPaper


class ComparisonExport(FileExport):
    """Asks where to, and writes the comparison as it was when it was asked for."""

    def ask(self, paper: ComparisonPaper, suffix: str) -> None:
        """Ask for a file of a kind and write to it."""
        name = f"Jämförelse {paper.compared.after.name}"
        path = self._ask_file_of("Exportera jämförelsen", name, suffix)
        if path is not None:
            self.write(paper, path)

    def write(self, paper: ComparisonPaper, path: Path) -> None:
        """Write the comparison."""
        self._start("Exporterar jämförelsen", partial(_write, paper, path))


def _write(paper: ComparisonPaper, path: Path, _handle: JobHandle) -> Any:
    from app.services.exchange.comparison_files import comparison_bytes
    from app.services.reports.batch import write_file

    return write_file(path, comparison_bytes(paper, path))
