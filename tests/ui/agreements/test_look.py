"""The dialog in which a municipality says how its papers look."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.agreements.appearance import PaperLook
from app.services.agreements.builder import build_document
from app.services.agreements.lookpaper import sample_agreement, shown_agreement
from app.services.agreements.paperlook import paper_look
from app.services.reports.uppdragshandling import render
from app.ui.agreements.look.dialog import LookDialog
from app.ui.parts.jobs import begun
from app.ui.shell.workspace import Workspace
from tests.pdfcheck.reading import page_texts
from tests.services.agreements.conftest import CLOCK
from tests.services.agreements.office import Office
from tests.services.reports.agreement_samples import picture


@pytest.fixture
def asked(office: Office, qtbot: QtBot) -> Iterator[LookDialog]:
    yield from _asked(office, qtbot)


@pytest.fixture
def asked_in_empty(empty: Office, qtbot: QtBot) -> Iterator[LookDialog]:
    yield from _asked(empty, qtbot)


def _asked(where: Office, qtbot: QtBot) -> Iterator[LookDialog]:
    space = Workspace(where.database, CLOCK)
    dialog = LookDialog(space)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    qtbot.waitUntil(lambda: not begun(), timeout=20_000)
    assert space.jobs.stop_all()


def _shown(dialog: LookDialog, qtbot: QtBot) -> str:
    """The words on the paper when it wears what is chosen."""
    wanted = dialog.look

    def there() -> bool:
        return dialog.preview.document is not None and dialog.preview.document.look == wanted

    qtbot.waitUntil(there, timeout=20_000)
    return "\n".join(page_texts(dialog.preview.content))


def test_the_paper_wears_what_is_chosen_and_is_saved_in_one_step(asked, office, qtbot, tmp_path) -> None:
    assert asked.look == PaperLook()
    assert not asked.lines.isEnabled()
    first = _shown(asked, qtbot)
    asked.cover.setChecked(True)
    asked.lines.setPlainText("  Torget 1\n\n714 80   Kopparberg ")
    asked.colour.field.setText("ffee00")
    path = Path(tmp_path, "vapen.png")
    path.write_bytes(picture())
    assert asked.take_picture(path)
    assert (asked.emblem.words.plain_text(), asked.emblem.remove.isHidden()) == ("vapen.png", False)
    assert "mörkare" in asked.colour.words.plain_text()
    worn = _shown(asked, qtbot)
    assert "714 80 Kopparberg" in worn
    assert "Parter, tid och beslut" in worn
    assert "714 80 Kopparberg" not in first
    asked.accept()
    look = office.database.read(paper_look)
    assert look == asked.look
    assert look.emblem is not None
    assert office.database.undo_words == "Ändrade papperets utseende"
    office.database.undo()
    assert office.database.read(paper_look) is None


def test_what_cannot_be_used_is_refused_in_place(asked, office, qtbot, tmp_path) -> None:
    path = Path(tmp_path, "inte en bild.png")
    path.write_bytes(b"hej")
    assert not asked.take_picture(path)
    assert "ingen bild" in asked.refusal.words()
    assert not asked.take_picture(Path(tmp_path, "finns inte.png"))
    assert "går inte att läsa" in asked.refusal.words()
    asked.colour.field.setText("blå")
    assert asked.colour.words.plain_text().startswith("Skriv färgen")
    assert asked.look.colour is None
    asked.accept()
    assert asked.isVisible()
    assert office.database.read(paper_look) is None
    path.write_bytes(picture())
    assert asked.take_picture(path)
    assert asked.refusal.words() == ""
    asked.emblem.remove.click()
    assert asked.look.emblem is None
    asked.colour.field.clear()
    asked.charts.setChecked(False)
    asked.accept()
    assert office.database.read(paper_look) == PaperLook(charts=False)


def test_without_agreements_a_made_up_paper_is_shown(asked_in_empty, empty, qtbot) -> None:
    assert empty.database.read(shown_agreement) is None
    assert "Innehållet är påhittat." in _shown(asked_in_empty, qtbot)
    sample = empty.database.read(partial(sample_agreement, today=CLOCK.today()))
    assert sample == asked_in_empty.preview.document.document
    assert render(sample, look=PaperLook(charts=False)) != render(sample)


def test_the_first_agreement_is_shown_in_a_file_that_has_some(asked, office, qtbot) -> None:
    _shown(asked, qtbot)
    key = office.database.read(shown_agreement)
    first = office.database.read(partial(build_document, agreement_id=key, clock=CLOCK))
    assert asked.preview.document.document == first
