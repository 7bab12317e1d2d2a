"""Documents as PDF and the register as Excel or PDF: asked where to, written in the background."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction

from app.services.formatting import write_count
from app.ui.documents.paper import read_paper
from app.ui.parts.buttons import action
from app.ui.parts.exporting import FileExport, write_paper
from app.ui.parts.jobs import JobHandle
from app.ui.parts.page import Page

if TYPE_CHECKING:
    from app.services.exchange.register_files import Register
    from app.services.reports.document_view import SteeringDocument

_REGISTER = "Styrdokumentsregister"


class DocumentExporting(FileExport):
    """What the page Dokument exports; what is written is what was read when it was asked for.

    What is being typed on the page is made a change first, so that it is on the paper.
    """

    def actions(
        self,
        chosen: tuple[int, int | None] | None,
        title: str = "",
        every: tuple[int, ...] = (),
        *,
        filtered: bool = False,
    ) -> list[QAction]:
        """The document that is chosen (its id, and a version's if not the newest), those shown, the register.

        Of a filtered register only the documents that are shown are written.
        """
        made = []
        if chosen is not None:
            named = f"{title} som PDF…" if title else "Dokumentet som PDF…"
            made.append(action(named, partial(self.document, *chosen), parent=self._window))
        if len(every) > 1:
            words = f"{write_count(len(every), 'dokument', 'dokument')} som PDF i en mapp…"
            made.append(action(words, partial(self.documents, every), parent=self._window))
        only = every if filtered else None
        what = f"Registret, {write_count(len(every), 'visat', 'visade')}," if filtered else "Registret"
        for suffix, words in ((".xlsx", "Excel"), (".pdf", "PDF")):
            write = partial(self.register, suffix, only)
            made.append(action(f"{what} som {words}…", write, parent=self._window))
        return made

    def document(self, node_id: int, version_id: int | None = None) -> None:
        """Ask for a file and write one document to it."""
        from app.services.reports.batch import file_names

        if not self._settled():
            return
        paper = read_paper(self._workspace, node_id, version_id)
        path = self._ask_file_of("Exportera dokumentet", file_names([paper])[0], ".pdf")
        if path is not None:
            self.write_document(paper, path)

    def write_document(self, paper: SteeringDocument, path: Path) -> None:
        """Write one document."""
        self._start("Exporterar dokumentet", partial(write_paper, paper, path))

    def documents(self, node_ids: tuple[int, ...]) -> None:
        """Ask for a folder and write several documents to it."""
        if not self._settled():
            return
        folder = self._ask_folder("Välj mapp för dokumenten")
        if folder is not None:
            self.write_documents(node_ids, folder)

    def write_documents(self, node_ids: tuple[int, ...], folder: Path) -> None:
        """Write several documents to a folder."""
        from app.services.reports.document_builder import build_steering_documents

        read = partial(build_steering_documents, node_ids=node_ids, today=self._workspace.today)
        papers: tuple[SteeringDocument, ...] = self._workspace.read(read)
        self._start_papers("Exporterar dokument", papers, folder, "dokument", "dokument")

    def register(self, suffix: str, only: tuple[int, ...] | None = None) -> None:
        """Ask for a file and write the register to it, or only some of its documents."""
        if not self._settled():
            return
        path = self._ask_file_of("Exportera registret", _REGISTER, suffix)
        if path is not None:
            self.write_register(path, only)

    def write_register(self, path: Path, only: tuple[int, ...] | None = None) -> None:
        """Write the register, as Excel or PDF by the file's name."""
        from app.services.exchange.register_files import read_register

        read = partial(read_register, today=self._workspace.today, only=only)
        register: Register = self._workspace.read(read)
        self._start("Exporterar registret", partial(_write_register, register, path))

    def _settled(self) -> bool:
        return self._window.settle() if isinstance(self._window, Page) else True


def _write_register(register: Register, path: Path, _handle: JobHandle) -> Any:
    from app.services.exchange.register_files import register_bytes
    from app.services.reports.batch import write_file

    return write_file(path, register_bytes(register, path))
