"""What the page puts on paper and in files: the unit and the period that are shown, printed and saved."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtGui import QAction
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.services.clock import fixed_clock
from app.services.scorecard.causes import cause_map
from app.services.scorecard.reading import units_with_cards
from app.services.storage import Database
from app.ui.parts.printing import print_pages
from app.ui.scorecard.context import Context
from app.ui.scorecard.exporting import Papers, export_actions, goal_actions, map_actions
from app.ui.scorecard.printing import ScorecardDialog, set_sheet
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY
from tests.pdfcheck.reading import page_texts
from tests.ui.pages import _look

__all__ = ["_look"]


class Desk(QWidget):
    """What a page or a face is to those who put it on paper."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.context = Context(2026)
        self.settled = True
        self.said: list[str] = []
        workspace.told.connect(lambda text, _kind: self.said.append(text))

    def settle(self) -> bool:
        return self.settled

    def entry(self, words: str, actions: list[QAction]) -> QAction:
        return next(each for each in actions if each.text() == words)


@pytest.fixture
def desk(example_of_2027: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    path = tmp_path / "Ljusnarsberg.styr"
    shutil.copy(example_of_2027, path)
    clock = fixed_clock(TODAY)
    database = Database.open(path, clock=clock, user="Prov")
    made = Desk(Workspace(database, clock))
    qtbot.addWidget(made)
    unit = next(row for row in database.read(partial(units_with_cards, year=2026)) if "Hemtjänst" in row[1])
    made.context = Context(2026, "2026-H1", unit[0])
    yield made
    database.close()


def test_every_paper_of_the_unit_is_saved_where_asked(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: Any, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(suggested).name)
        return str(tmp_path / f"{len(asked)}"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    actions = export_actions(desk)
    for words in ("Styrkortet som PDF…", "Styrkortet som Excel…"):
        desk.entry(words, actions).trigger()
        qtbot.waitUntil(lambda: len(desk.said) == len(asked), timeout=30_000)
    assert asked == [
        "Styrkort 2026 Hemtjänst Kopparberg, halvår 1 2026.pdf",
        "Styrkort 2026 Hemtjänst Kopparberg, halvår 1 2026.xlsx",
    ]
    assert "Styrkort 2026: Hemtjänst Kopparberg" in page_texts((tmp_path / "1.pdf").read_bytes())[0]
    assert openpyxl.load_workbook(tmp_path / "2.xlsx").sheetnames == ["Hemtjänst Kopparberg"]
    assert all(each.startswith("Sparade") for each in desk.said)


def test_all_cards_go_to_a_folder_until_it_is_cancelled_and_only_when_nothing_must_be_put_right(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "styrkort"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    entry = desk.entry("Alla styrkort som PDF…", export_actions(desk))
    desk.settled = False
    entry.trigger()
    assert desk.workspace.jobs.current is None
    desk.settled = True
    entry.trigger()
    qtbot.waitUntil(lambda: folder.exists() and any(folder.glob("*.pdf")), timeout=30_000)
    job = desk.workspace.jobs.current
    assert job is not None
    job.cancel()
    qtbot.waitUntil(lambda: bool(desk.said), timeout=30_000)
    names = [path.name for path in folder.iterdir()]
    assert desk.said == [f"Exporten avbröts. Sparade {len(names)} styrkort i {folder}."]
    assert names[0].endswith(", halvår 1 2026.pdf")


def test_the_pages_are_shown_printed_and_saved(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    papers = Papers(desk, desk)
    dialog = ScorecardDialog(papers, papers.card(desk.context)(), desk)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.print.isEnabled, timeout=30_000)
    assert dialog.windowTitle() == "Styrkort 2026: Hemtjänst Kopparberg"
    assert dialog.save.isVisible()
    content = dialog.preview.content
    printer: Any = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "utskrift.pdf"))
    set_sheet(printer, content)
    assert print_pages(content, printer) == dialog.preview.page_count
    printed = QPdfDocument()
    printed.load(str(tmp_path / "utskrift.pdf"))
    assert printed.pagePointSize(0).width() > printed.pagePointSize(0).height()
    printed.close()


def test_goals_maps_and_all_cards_have_papers_of_their_own(desk: Desk, qtbot: QtBot) -> None:
    papers, workspace = Papers(desk, desk), desk.workspace
    causes = workspace.read(partial(cause_map, year=2026, today=TODAY))
    goal = causes.goals[0].node_id
    assert [each.text() for each in goal_actions(desk, goal, desk.context)] == [
        "Visa och skriv ut målet…",
        "Målet som PDF…",
    ]
    assert [each.text() for each in map_actions(desk, causes)] == [
        "Visa och skriv ut strategikartan…",
        "Strategikartan som PDF…",
    ]
    assert papers.dashboard(desk.context)().title == "Instrumentpanel 2026: Hemtjänst Kopparberg"
    assert papers.goal(goal, desk.context)().title == causes.goals[0].title
    assert papers.strategy_map(causes)().causes is causes
    pile = papers.pile(desk.context)()
    assert len(pile.papers) > 10
    dialog = ScorecardDialog(papers, pile, desk)
    qtbot.addWidget(dialog)
    assert not dialog.save.isVisibleTo(dialog)
    dialog.preview.show_document(None)
