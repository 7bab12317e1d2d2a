"""The shown thread is saved as PDF or SVG, from the menu Arkiv and from the page."""

from pathlib import Path

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.thread.conftest import OpenPage, Shown


def test_the_page_offers_paper_and_picture(shown: Shown) -> None:
    words = ["Röda tråden som PDF…", "Röda tråden som bild (SVG)…"]
    assert [one.text() for one in shown.page.export_actions()] == words
    menu = QMenu()
    shown.page._fill_more(menu)
    assert [one.text() for one in menu.actions()] == words


def test_an_empty_file_has_nothing_to_save(open_page: OpenPage) -> None:
    assert open_page(empty=True).page.export_actions() == []


def test_both_kinds_are_written_where_asked(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    assert shown.page.thread_shown is not None
    for name, begins in (("tråd.pdf", b"%PDF-1.7"), ("tråd.svg", b"<svg")):
        path = tmp_path / name
        shown.page._exporting.write(shown.page.thread_shown, {}, path)
        qtbot.waitUntil(lambda name=name: any(name in told for told in shown.told))
        assert path.read_bytes().startswith(begins)
