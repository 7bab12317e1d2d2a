"""The shown thread as a PDF or SVG file, written where the user says."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.organisation.brief import MunicipalityBrief
    from app.services.reports.batch import WrittenFile
    from app.services.steering.thread.following import Thread

_FILTERS = {"pdf": "PDF (*.pdf)", "svg": "SVG (*.svg)"}


class Exporting:
    """Asks where to, and writes as a job."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window
        self._folder = ""

    def ask(self, thread: "Thread", gaps: Mapping[int, int], kind: str) -> None:
        """Ask for a file and write the thread to it."""
        from app.services.reports.thread_pdf import file_name

        title = next(node.row.title for node in thread.nodes if node.row.id == thread.centre)
        suggested = str(Path(self._folder or Path.home()) / file_name(title, kind))
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Spara röda tråden", suggested, _FILTERS[kind])
        if chosen:
            path = Path(chosen)
            self._folder = str(path.parent)
            self.write(thread, gaps, path if path.suffix else path.with_suffix(f".{kind}"))

    def write(self, thread: "Thread", gaps: Mapping[int, int], path: Path) -> None:
        """Write the thread to a file, by its suffix."""
        from app.services.organisation.brief import municipality_brief

        brief = self._workspace.read(municipality_brief)
        work = partial(_write, thread, dict(gaps), brief, self._workspace.today, path)
        self._workspace.start_job("Sparar röda tråden", work, done=self._on_done)

    def _on_done(self, written: "WrittenFile") -> None:
        self._workspace.tell(f"Sparade {written.path.name} i {written.path.parent}.")


def _write(
    thread: "Thread", gaps: Mapping[int, int], brief: "MunicipalityBrief", day: date, path: Path, _handle: Any
) -> "WrittenFile":
    from app.services.reports.batch import write_file
    from app.services.reports.thread_pdf import render_thread, render_thread_svg

    if path.suffix.lower() == ".svg":
        return write_file(path, render_thread_svg(thread, gaps).encode("utf-8"))
    name, example = brief.official_name, brief.example
    return write_file(path, render_thread(thread, gaps, municipality=name, day=day, example=example))
