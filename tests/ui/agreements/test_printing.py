"""What the page of agreements prints and writes: the papers that are chosen, in the kind that is chosen."""

from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from pikepdf import Pdf
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.services.agreements.builder import build_documents
from app.ui.agreements.exporting import DATA_KIND, Exporting
from app.ui.agreements.printing.commands import actions, dialog_of, page_actions
from app.ui.shell.workspace import Workspace
from tests.services.agreements.conftest import CLOCK, office
from tests.services.agreements.office import Office
from tests.ui.pages import _look

__all__ = ["_look", "office"]


class Page(QWidget):
    """What the commands use of the page."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.shown: tuple[int, ...] = ()
        self.marked: tuple[int, ...] = ()

    def settle(self) -> bool:
        return True

    def shown_ids(self) -> tuple[int, ...]:
        return self.shown

    def selected_ids(self) -> tuple[int, ...]:
        return self.marked


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> Page:
    made = Page(Workspace(office.database, CLOCK))
    qtbot.addWidget(made)
    return made


def test_those_marked_and_those_shown_are_printed_in_their_order(
    page: Page, office: Office, qtbot: QtBot
) -> None:
    from sqlalchemy import select

    from app.models.agreements import Agreement

    keys = tuple(office.database.read(lambda session: list(session.scalars(select(Agreement.id)))))[:3]
    assert page_actions(page) == []
    page.shown, page.marked = keys, keys[:2]
    assert [one.text() for one in page_actions(page)] == ["Skriv ut 2 markerade…", "Skriv ut 3 visade…"]
    assert [one.text() for one in actions(page, SimpleNamespace(id=keys[0]))] == ["Skriv ut…"]
    dialog = dialog_of(page, (keys[2], keys[0]))
    assert dialog is not None
    qtbot.addWidget(dialog)
    documents = office.database.read(
        lambda session: build_documents(session, agreement_ids=(keys[2], keys[0]), clock=CLOCK)
    )
    assert [piece.title for piece in dialog.chosen] == [document.full_title for document in documents]
    assert dialog.chosen[0].receivers == ("beställaren", "utföraren")
    qtbot.waitUntil(lambda: dialog.preview.at_rest and dialog.preview.page_count > 0, timeout=30_000)
    assert dialog_of(page, (0,)) is None


def test_the_kind_of_file_chooses_the_archive_with_the_data(
    page: Page, office: Office, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy import select

    from app.models.agreements import Agreement

    key = office.database.read(lambda session: session.scalars(select(Agreement.id)).first())
    exporting = Exporting(page.workspace, page, "resultatkontrakt", "resultatkontrakt")
    told: list[str] = []
    page.workspace.told.connect(lambda text, _kind: told.append(text))
    for kind, count in ("PDF (*.pdf)", 0), (DATA_KIND, 1):
        target = tmp_path / f"kontraktet {count}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, to=target, of=kind: (str(to), of))
        exporting.one(exporting.papers((key,))[0])
        qtbot.waitUntil(lambda count=count: len(told) == count + 1, timeout=30_000)
        with Pdf.open(BytesIO(target.with_suffix(".pdf").read_bytes())) as pdf:
            assert len(pdf.attachments) == count
