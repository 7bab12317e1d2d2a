"""What the page puts on paper: the figures of the screen, saved, shown and printed."""

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from app.ui.budget.papers import PaperDialog
from app.ui.parts.printing import print_pages
from tests.pdfcheck.reading import page_texts
from tests.ui.budget.conftest import Desk


@pytest.mark.parametrize("unit", ["tkr", "kr"])
def test_every_figure_on_paper_is_the_one_in_the_grid(example_desk: Desk, unit: str) -> None:
    from app.services.reports.budget_pdf import render_budget

    page = example_desk.page
    example_desk.show_in(unit)
    paper = page.frames.papers.read()
    told = plain(re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾| \\*", " ", "\n".join(page_texts(render_budget(paper)))))
    for model in (page.grid.model, page.grid.sums_model):
        for place, row in enumerate(model.rows):
            cells = [model.index(place, at).data() or "" for at in range(1, model.columnCount())]
            assert plain(" ".join([row.name, *map(str, cells)])) in told, row.name


def plain(text: str) -> str:
    """The text with one ordinary space between words."""
    return " ".join(text.replace("\u00a0", " ").split())


def test_the_tables_are_saved_where_asked(
    example_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tabeller.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), ""))
    entries = [each for each in example_desk.page.export_actions() if "PDF" in each.text()]
    entries[0].trigger()
    example_desk.bot.waitUntil(lambda: bool(example_desk.said), timeout=20_000)
    assert path.read_bytes().startswith(b"%PDF")
    assert example_desk.said[-1][0].startswith("Sparade tabeller.pdf")


def test_the_pages_are_shown_before_they_are_printed(example_desk: Desk) -> None:
    page = example_desk.page
    dialog = PaperDialog(page.frames.papers, page.frames.papers.read(), page)
    example_desk.bot.addWidget(dialog)
    dialog.show()
    example_desk.bot.waitUntil(lambda: dialog.print.isEnabled(), timeout=20_000)
    assert dialog.preview.page_count > 1


def test_the_pages_are_sent_to_the_printer(example_desk: Desk, tmp_path: Path) -> None:
    from app.services.reports.budget_pdf import render_budget

    content = render_budget(example_desk.page.frames.papers.read())
    printer: Any = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setOutputFileName(str(tmp_path / "utskrift.pdf"))
    printer.setFromTo(2, 3)
    assert print_pages(content, printer) == 2
    printed = QPdfDocument()
    printed.load(str(tmp_path / "utskrift.pdf"))
    assert printed.pageCount() == 2
    size = printed.pagePointSize(0)
    assert size.width() > size.height()
    printed.close()


def test_without_a_plan_there_is_nothing_to_put_on_paper(bare: Any, qtbot: Any) -> None:
    from tests.ui.budget.conftest import sit_down

    assert sit_down(bare, qtbot).page.export_actions() == []
