"""The paper in the window."""

from dataclasses import replace
from datetime import date
from functools import partial

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.agreements.signing import signed_file
from app.ui.agreements.preview import Preview
from app.ui.agreements.printing.pieces import piece_of
from app.ui.parts.jobs import begun
from app.ui.parts.theme import theme
from tests.services.agreements.office import HOME_CARE, KITCHEN, MUSIC, Office
from tests.services.agreements.test_signing import decided, sign_digitally
from tests.services.reports.samples import EXTERNAL, USUAL
from tests.ui.agreements.conftest import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    made = Preview()
    qtbot.addWidget(made)
    made.resize(560, 640)
    made.show()
    return made


def shown(preview: Preview, document: object, qtbot: QtBot) -> Preview:
    """Show a document and wait for its pages."""
    with qtbot.waitSignal(preview.shown, timeout=20_000):
        preview.show_document(document)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: preview.at_rest)
    return preview


def words(preview: Preview) -> str:
    """What stands instead of the pages."""
    return preview._words.plain_text() if preview._words.isVisible() else ""


def test_without_a_document_it_says_what_to_do(preview: Preview) -> None:
    assert words(preview) == "Välj en handling för att se den som den skrivs ut."
    assert preview.page_count == 0
    assert not preview._on.isEnabled()


def test_the_pages_stand_in_the_window(preview: Preview, qtbot: QtBot) -> None:
    preview.show_document(USUAL)
    assert words(preview) == "Sidorna görs…"
    qtbot.waitSignal(preview.shown, timeout=20_000).wait()
    assert preview.document == USUAL
    assert preview.page_count == 3
    assert preview._place.text() == "Sida 1 av 3"
    qtbot.waitUntil(lambda: preview.at_rest)


def test_the_pages_are_turned_with_buttons_and_keys(preview: Preview, qtbot: QtBot) -> None:
    shown(preview, USUAL, qtbot)
    preview._on.click()
    assert (preview.page, preview._place.text()) == (2, "Sida 2 av 3")
    qtbot.keyClick(preview.view, Qt.Key.Key_PageDown, CONTROL)
    assert preview.page == 3
    assert not preview._on.isEnabled()
    preview.turn(5)
    assert preview.page == 3
    qtbot.keyClick(preview.view, Qt.Key.Key_PageUp, CONTROL)
    assert preview.page == 2


def test_the_paper_is_made_larger_and_smaller_within_limits(preview: Preview, qtbot: QtBot) -> None:
    shown(preview, USUAL, qtbot)
    before = preview._factor()
    qtbot.keyClick(preview.view, Qt.Key.Key_Plus, CONTROL)
    assert preview.view.zoomMode() == QPdfView.ZoomMode.Custom
    assert preview.view.zoomFactor() == pytest.approx(before * 1.25)
    qtbot.keyClick(preview.view, Qt.Key.Key_Minus, CONTROL)
    assert preview.view.zoomFactor() == pytest.approx(before)
    for _ in range(30):
        preview.zoom(1)
    assert preview.view.zoomFactor() == 4
    for _ in range(60):
        preview.zoom(-1)
    assert preview.view.zoomFactor() == 0.25
    qtbot.keyClick(preview.view, Qt.Key.Key_0, CONTROL)
    assert preview.view.zoomMode() == QPdfView.ZoomMode.FitToWidth


def test_ctrl_and_the_wheel_zoom(preview: Preview, qtbot: QtBot) -> None:
    shown(preview, USUAL, qtbot)
    before = preview._factor()
    middle = QPointF(200, 200)
    wheel = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CONTROL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(preview.view.viewport(), wheel)
    assert preview.view.zoomFactor() == pytest.approx(before * 1.25)


def test_the_whole_page_can_be_fitted(preview: Preview, qtbot: QtBot) -> None:
    shown(preview, USUAL, qtbot)
    wide = preview._factor()
    preview._fit.chosen.emit("page")
    assert preview.view.zoomMode() == QPdfView.ZoomMode.FitInView
    assert preview._factor() < wide


def test_the_same_performer_keeps_its_place_and_another_begins_at_the_top(
    preview: Preview, qtbot: QtBot
) -> None:
    shown(preview, USUAL, qtbot)
    preview.turn(1)
    place = preview.view.verticalScrollBar().value()
    assert place > 0
    shown(preview, replace(USUAL, registration_number="KS 1"), qtbot)
    assert preview.view.verticalScrollBar().value() == place
    shown(preview, EXTERNAL, qtbot)
    assert preview.view.verticalScrollBar().value() == 0


def test_only_the_last_of_several_wishes_is_shown(preview: Preview, qtbot: QtBot) -> None:
    seen: list[str] = []
    preview.shown.connect(lambda: seen.append(preview.document.performer))
    for number in range(8):
        preview.show_document(replace(USUAL, performer=f"Enhet {number}"))
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    qtbot.waitUntil(lambda: preview.at_rest)
    assert seen == ["Enhet 7"]


def test_an_equal_document_is_not_made_again(preview: Preview, qtbot: QtBot) -> None:
    shown(preview, USUAL, qtbot)
    preview.show_document(replace(USUAL))
    assert preview.at_rest


def test_a_paper_that_cannot_be_made_is_said_and_logged(
    preview: Preview, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    preview.show_document(replace(USUAL, document_date=None))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: "gick inte att visa" in words(preview), timeout=20_000)
    assert "The preview could not be made" in caplog.text
    qtbot.waitUntil(lambda: preview.at_rest)
    shown(preview, replace(USUAL, document_date=date(2010, 1, 1)), qtbot)
    assert words(preview) == ""


def test_nothing_is_shown_again_when_the_choice_is_taken_away(preview: Preview, qtbot: QtBot) -> None:
    shown(preview, USUAL, qtbot)
    preview.show_document(None)
    assert preview.page_count == 0
    assert words(preview).startswith("Välj en handling")


def test_a_window_that_is_closed_while_pages_are_made_does_no_harm(qtbot: QtBot) -> None:
    made = Preview()
    made.show()
    made.show_document(USUAL)
    qtbot.waitUntil(lambda: begun() == 1, timeout=5000)
    made.deleteLater()
    del made
    qtbot.waitUntil(lambda: not begun(), timeout=20_000)


def test_the_paper_stays_white_in_the_dark(preview: Preview, qtbot: QtBot, qapp: QApplication) -> None:
    theme().install(qapp, "dark")
    shown(preview, USUAL, qtbot)
    picture = preview.view.grab().toImage()
    middle = picture.pixelColor(picture.width() // 2, 30)
    assert middle.lightness() > 200


def test_a_change_in_the_inspector_is_seen_on_the_paper(desk: Desk, qtbot: QtBot) -> None:
    desk.select(MUSIC)
    desk.show_paper()
    desk.wait_for_paper(qtbot, MUSIC)
    assert desk.field("number").commit("KS 2010/999")
    qtbot.waitUntil(lambda: desk.preview.document.registration_number == "KS 2010/999", timeout=20_000)


def test_quick_moves_through_the_list_end_with_the_last_paper(desk: Desk, qtbot: QtBot) -> None:
    desk.show_paper()
    for name in desk.names()[:12]:
        desk.select(name)
    desk.wait_for_paper(qtbot, desk.names()[11])


def test_what_is_signed_digitally_is_seen_printed_and_exported_as_the_file_that_was_signed(
    desk: Desk, office: Office, qtbot: QtBot
) -> None:
    key = decided(office)
    sign_digitally(office, key, 1, "Åsa Örn")
    signed = office.database.read(partial(signed_file, agreement_id=key))
    desk.page.refresh()
    desk.show_paper()
    desk.select(HOME_CARE)
    desk.wait_for_paper(qtbot, HOME_CARE)
    desk.select(KITCHEN)
    desk.wait_for_paper(qtbot, KITCHEN)
    assert desk.preview.standing.plain_text() == (
        "1 av 2 har skrivit under. Det här är filen som har undertecknats digitalt."
    )
    assert desk.preview.standing.isVisible()
    drawn = extracted(desk.preview.content)
    assert "Åsa Örn, Provkommunen" in drawn
    assert "Åsa Örn" not in extracted(signed)
    (paper,) = desk.page.register.papers(desk.current())
    assert paper.render() == signed
    piece = piece_of(paper)
    assert piece.name == f"{KITCHEN} (undertecknad)"
    assert "Åsa Örn, Provkommunen" in extracted(piece.paper.render())
    desk.select(MUSIC)
    assert not desk.preview.standing.isVisible()


def extracted(pdf: bytes) -> str:
    """The words that are drawn on the pages, without what stands in fields."""
    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return words
