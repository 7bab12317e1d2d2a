"""The dialog for printing, over a workspace that runs its jobs."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.reports.printed import AgreementPaper
from app.ui.agreements.printing.pieces import listing, piece_of
from app.ui.parts.jobs import Job, begun
from app.ui.parts.print_dialog import PrintDialog
from app.ui.parts.printers import Printers
from tests.conftest import TODAY
from tests.pdfcheck.reading import page_texts
from tests.services.reports.samples import DRAFT, EXTERNAL, USUAL
from tests.ui.pages import _look
from tests.ui.parts.test_printing import file_printer, pages_in

__all__ = ["_look"]


class FilePrinters(Printers):
    """Printers whose paper is a file."""

    def __init__(self, path: Path) -> None:
        self.path, self.there = path, ["Plan 2", "Receptionen"]
        self.opened: list[Any] = []

    def names(self) -> list[str]:
        return self.there

    def usual(self) -> str:
        return "Receptionen"

    def prints_both_sides(self, name: str) -> bool:
        return name == "Receptionen"

    def made(self, _name: str) -> Any:
        self.opened.append(file_printer(self.path, QPrinter))
        return self.opened[-1]


class Desk(QWidget):
    """Runs jobs as the window does, and keeps what is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, str]] = []

    def tell(self, text: str, kind: str = "info") -> None:
        self.told.append((text, kind))

    def start_job(self, title: str, work: Any, *, done: Any = None, **_more: Any) -> Job:
        job = Job(title, work)
        job.finished.connect(done)
        job.failed.connect(lambda error: self.tell(error.message, "error"))
        job.start()
        return job


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    qtbot.addWidget(made)
    yield made
    qtbot.waitUntil(lambda: not begun(), timeout=20_000)


def dialog_of(desk: Desk, qtbot: QtBot, printers: Printers, *documents: Any) -> PrintDialog:
    pieces = [piece_of(AgreementPaper(document)) for document in documents]
    dialog = PrintDialog(desk, pieces, desk, listing=partial(listing, TODAY), printers=printers)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.preview.at_rest and dialog.preview.page_count > 0, timeout=20_000)
    return dialog


def test_many_are_printed_with_a_list_on_top_and_a_copy_for_each_party(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    printers = FilePrinters(tmp_path / "ut.pdf")
    dialog = dialog_of(desk, qtbot, printers, USUAL, EXTERNAL, DRAFT)
    assert dialog.windowTitle() == "Skriv ut 3 handlingar"
    assert dialog.settings.printer.currentData() == "Receptionen"
    assert "3 handlingar i sammanlagt 6 exemplar. 1 av handlingarna är utkast" in dialog.settings.said
    dialog.tick(False)
    assert not dialog.print.isEnabled()
    assert dialog.settings.said == "Kryssa för minst en handling."
    for place in (0, 1):
        dialog.papers.item(place).setCheckState(Qt.CheckState.Checked)
    dialog.settings.sheets.setChecked(True)
    dialog.settings.duplex.setChecked(False)
    dialog.print.click()
    qtbot.waitUntil(lambda: bool(desk.told), timeout=30_000)
    sent = pages_in(tmp_path / "ut.pdf")
    assert desk.told == [(f"Skickade {sent} sidor till Receptionen.", "info")]
    assert sent == 1 + 2 * (1 + 2 * dialog.preview.page_count)
    assert dialog.result() == PrintDialog.DialogCode.Accepted
    assert printers.opened[-1].docName() == "2 handlingar"


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_one_is_printed_as_chosen_and_what_cannot_be_is_said(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    printers = FilePrinters(tmp_path / "ut.pdf")
    dialog = dialog_of(desk, qtbot, printers, USUAL)
    settings = dialog.settings
    assert not dialog.papers.isVisible()
    assert settings.said.startswith(f"2 exemplar med {dialog.preview.page_count} sidor")
    settings.pages.setText("9")
    assert not dialog.print.isEnabled()
    assert "är inga sidor här" in settings.said
    settings.pages.setText("2")
    assert settings.said == "2 exemplar med 1 sida, på 2 ark."
    settings.printer.setCurrentIndex(settings.printer.findData("Plan 2"))
    assert not settings.duplex.isEnabled()
    assert not settings.duplex.isChecked()
    printers.there = ["Receptionen"]
    dialog.print.click()
    assert dialog.isVisible()
    assert "Skrivaren Plan 2 finns inte längre." in settings.said
    settings.ask_again()
    assert settings.duplex.isChecked()  # as the user left it
    printers.path = tmp_path / "ingen mapp" / "ut.pdf"
    settings.pages.setText("1")
    assert dialog.print.isEnabled()
    dialog.print.click()
    qtbot.waitUntil(lambda: bool(desk.told), timeout=30_000)
    assert desk.told[0][1] == "error"
    assert "svarar inte längre" in desk.told[0][0]


def test_a_computer_without_printers_says_what_to_do(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    printers = FilePrinters(tmp_path / "ut.pdf")
    printers.there = []
    dialog = dialog_of(desk, qtbot, printers, USUAL)
    assert not dialog.print.isEnabled()
    assert dialog.settings.said.startswith("Datorn har ingen skrivare just nu.")
    printers.there = ["Plan 2"]
    dialog.settings.ask_again()
    dialog.settings.changed.emit()
    assert dialog.print.isEnabled()


def test_the_list_names_every_paper_with_its_code_pages_and_receivers() -> None:
    from app.services.reports.content_hash import code_of
    from app.services.reports.print_list import render_list, render_sheet
    from app.ui.parts.print_job import ReadyPiece

    ready = [
        ReadyPiece(piece_of(AgreementPaper(document)), b"", pages, 2)
        for document, pages in ((USUAL, 3), (DRAFT, 4))
    ]
    pile = listing(TODAY, ready)
    words = " ".join(" ".join(page_texts(render_list(pile))).split())
    assert "2 handlingar, tillsammans 14 sidor" in words
    for expected in (code_of(USUAL), code_of(DRAFT), "utkast", "Ett exemplar var: beställaren, utföraren"):
        assert expected in words
    assert "2 av 2" in page_texts(render_sheet(pile, 1))[0]
