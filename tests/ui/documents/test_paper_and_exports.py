"""A document as it is printed, in the window and as files; and the register as files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.exchange.register_files import read_register, register_bytes
from app.services.reports.steering_document import render
from app.services.steering.deleting import remove_nodes
from app.services.steering.documents.views import DocumentView, document_view
from app.services.storage import Database
from app.ui.documents.exporting import DocumentExporting
from app.ui.documents.paper import PaperTab, read_paper
from app.ui.parts.jobs import begun
from app.ui.parts.page import Page
from app.ui.parts.theme import theme
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY
from tests.pdfcheck.reading import page_texts
from tests.services.reports.planners import Planners, planned, settle


@dataclass
class Office:
    """An open file in a workspace, and what has been told."""

    space: Workspace
    town: Planners
    told: list[tuple[str, str]] = field(default_factory=list)

    def view(self, name: str) -> DocumentView:
        """A document as the page reads it."""
        read = partial(document_view, node_id=self.town.keys[name], today=TODAY)
        found: DocumentView = self.space.read(read)
        return found


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    theme().install(qapp, "light")
    database = Database.create(tmp_path / "kommun.styr", clock=clock, user="Prov")
    town = settle(database, clock)
    planned(town)
    made = Office(Workspace(database, clock), town)
    made.space.told.connect(lambda text, kind: made.told.append((text, kind)))
    yield made
    qtbot.waitUntil(lambda: not begun(), timeout=30_000)
    made.space.close()


@pytest.fixture
def tab(office: Office, qtbot: QtBot) -> PaperTab:
    made = PaperTab(office.space)
    qtbot.addWidget(made)
    made.resize(700, 500)
    return made


@pytest.fixture
def exporting(office: Office, qtbot: QtBot) -> DocumentExporting:
    window = QWidget()
    qtbot.addWidget(window)
    return DocumentExporting(office.space, window)


def said(office: Office, qtbot: QtBot) -> tuple[str, str]:
    """What is told when the work has ended."""
    qtbot.waitUntil(lambda: bool(office.told), timeout=30_000)
    return office.told[-1]


def test_nothing_is_made_before_the_paper_can_be_seen(tab: PaperTab, office: Office, qtbot: QtBot) -> None:
    tab.show_document(office.view("plan"))
    assert tab.preview.at_rest
    assert tab.preview.document is None
    with qtbot.waitSignal(tab.preview.shown, timeout=30_000):
        tab.show()
    assert tab.preview.document == read_paper(office.space, office.town.keys["plan"])
    assert tab.preview.page_count == 2


def test_what_has_changed_elsewhere_is_read_when_the_paper_is_seen_again(
    tab: PaperTab, office: Office, qtbot: QtBot
) -> None:
    tab.show_document(office.view("plan"))
    with qtbot.waitSignal(tab.preview.shown, timeout=30_000):
        tab.show()
    tab.hide()
    office.town.measure("goal3", "Nya bostäder på landet", "12", "15", "18", "20")
    with qtbot.waitSignal(tab.preview.shown, timeout=30_000):
        tab.show()
    assert "Nya bostäder på landet" in str(tab.preview.document)


def test_the_paper_is_of_the_version_that_is_read(tab: PaperTab, office: Office, qtbot: QtBot) -> None:
    office.town.decide("plan", paragraph="§ 112")
    tab.show_document(office.view("plan"))
    with qtbot.waitSignal(tab.preview.shown, timeout=30_000):
        tab.show()
    assert tab.preview.document.version == "1.0"
    tab.show_document(None)
    assert tab.preview.document is None
    assert tab.settle()


def test_a_document_that_is_gone_leaves_the_paper_empty(tab: PaperTab, office: Office, qtbot: QtBot) -> None:
    key = office.town.add_of_kind("rule", "riktlinjer", "Riktlinje för resor")
    tab.show_document(office.view("rule"))
    office.town.run(remove_nodes, versions={key: office.town.version("rule")})
    tab.show()
    assert tab.preview.document is None
    assert tab.preview.at_rest


def test_a_document_is_written_where_the_user_says(
    exporting: DocumentExporting,
    office: Office,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        asked.append(suggested)
        return str(tmp_path / "plan nr. 2"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    exporting.document(office.town.keys["plan"])
    assert said(office, qtbot) == (f"Sparade plan nr. 2.pdf i {tmp_path}.", "info")
    assert Path(asked[0]).name == "Flerårsplan 2027-2029.pdf"
    paper = read_paper(office.space, office.town.keys["plan"])
    assert (tmp_path / "plan nr. 2.pdf").read_bytes() == render(paper)


def test_many_documents_are_written_to_a_folder(
    exporting: DocumentExporting,
    office: Office,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "ut"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    exporting.documents((office.town.keys["plan"], office.town.keys["north"]))
    assert said(office, qtbot) == (f"Sparade 2 dokument i {folder}.", "info")
    assert sorted(path.name for path in folder.iterdir()) == [
        "Arbetsplan 2027-28, Norra skolan.pdf",
        "Flerårsplan 2027-2029.pdf",
    ]


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf"])
def test_the_register_is_written_as_it_is_today(
    exporting: DocumentExporting,
    office: Office,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    suffix: str,
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "register"), ""))
    exporting.register(suffix)
    path = tmp_path / f"register{suffix}"
    assert said(office, qtbot) == (f"Sparade {path.name} i {tmp_path}.", "info")
    assert path.read_bytes() == register_bytes(office.space.read(partial(read_register, today=TODAY)), path)


def test_only_what_is_shown_of_a_filtered_register_is_written(
    exporting: DocumentExporting, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    key = office.town.keys["plan"]
    exporting.write_register(tmp_path / "r.pdf", (key,))
    said(office, qtbot)
    register = office.space.read(partial(read_register, today=TODAY, only=(key,)))
    assert [row.id for row in register.view.rows] == [key]
    (page,) = page_texts((tmp_path / "r.pdf").read_bytes())
    assert f"Ett urval av registrets {register.whole} dokument: 1 dokument" in page


def test_nothing_is_written_when_the_user_changes_their_mind(
    exporting: DocumentExporting, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    before = set(tmp_path.iterdir())
    exporting.document(office.town.keys["plan"])
    exporting.register(".pdf")
    exporting.documents((office.town.keys["plan"],))
    assert not begun()
    assert set(tmp_path.iterdir()) == before


class Unsettled(Page):
    """A page where something typed is refused."""

    def load(self) -> None:
        """Nothing to read."""

    def settle(self) -> bool:
        """Refuse."""
        return False


def test_nothing_is_asked_while_something_typed_is_refused(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*_args: object) -> tuple[str, str]:
        raise AssertionError("asked for a file")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", ask)
    page = Unsettled(office.space)
    qtbot.addWidget(page)
    exporting = DocumentExporting(office.space, page)
    exporting.document(office.town.keys["plan"])
    exporting.documents((office.town.keys["plan"],))
    exporting.register(".pdf")
    assert not begun()


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    exporting: DocumentExporting, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    paper = read_paper(office.space, office.town.keys["plan"])
    exporting.write_document(paper, tmp_path / "finns inte" / "plan.pdf")
    text, kind = said(office, qtbot)
    assert (kind, text.split(".")[0]) == ("error", "plan")
    assert "skrevs inte" in text


def test_the_menu_offers_the_document_all_of_them_and_the_register(
    exporting: DocumentExporting, office: Office
) -> None:
    every = tuple(office.town.keys.values())[:3]
    texts = [one.text() for one in exporting.actions((every[0], None), "Vision 2040", every)]
    assert texts == [
        "Vision 2040 som PDF…",
        "3 dokument som PDF i en mapp…",
        "Registret som Excel…",
        "Registret som PDF…",
    ]
    shown = [one.text() for one in exporting.actions(None, "", every, filtered=True)][1:]
    assert shown == ["Registret, 3 visade, som Excel…", "Registret, 3 visade, som PDF…"]
    assert [one.text() for one in exporting.actions(None)] == ["Registret som Excel…", "Registret som PDF…"]
