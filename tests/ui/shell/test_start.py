"""Before and around a file: start page, new file, crash, handbook, one window per file."""

import builtins
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QUrl, qVersion, qWarning
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.services import paths, richtext
from app.ui.parts.links import Sentence
from app.ui.parts.theme import theme
from app.ui.shell import handbook
from app.ui.shell.application import make_application
from app.ui.shell.crash import CrashDialog, CrashPresenter, log_qt_messages
from app.ui.shell.drafts_dialog import DraftsDialog
from app.ui.shell.single_instance import InstanceServer, server_name, wake
from app.ui.shell.start_page import StartPage


@dataclass(frozen=True)
class Report:
    text: str = "ValueError i app/x.py:12"


@dataclass(frozen=True)
class Draft:
    field: str
    label: str
    text: str
    saved_at: datetime = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_the_start_page_lists_recent_files_that_open_and_can_be_forgotten(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    files = [Path("/a/Heby & Säter.styr"), Path("/b/Falun.styr")]
    opened: list[Path] = []
    forgotten: list[Path] = []
    page.file_requested.connect(opened.append)
    page.forget_requested.connect(forgotten.append)
    page.show_recent(files)
    links = [s for s in page.findChildren(Sentence) if s.links()]
    links[0].linkActivated.emit("0")
    links[3].linkActivated.emit("0")
    assert links[0].plain_text() == "Heby & Säter"
    assert opened == [files[0]]
    assert forgotten == [files[1]]


def test_the_start_page_asks_for_what_its_buttons_say(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    asked: list[str] = []
    page.new_requested.connect(lambda: asked.append("ny"))
    page.open_requested.connect(lambda: asked.append("öppna"))
    page.example_requested.connect(lambda: asked.append("exempel"))
    for button in (page.new_button, page.open_button, page.example_button):
        button.click()
    assert asked == ["ny", "öppna", "exempel"]


def test_a_crash_says_what_is_kept_and_copies_a_report(qtbot: QtBot) -> None:
    dialog = CrashDialog(Report(), "/logg/rodatraden.log")
    qtbot.addWidget(dialog)
    said = " ".join(s.plain_text() for s in dialog.findChildren(Sentence))
    assert "finns kvar i filen" in said
    assert "/logg/rodatraden.log" in said
    dialog.copy_report()
    first, second = QGuiApplication.clipboard().text().splitlines()
    assert first.startswith("Röda tråden ")
    assert f"Qt {qVersion()}" in first
    assert second == "ValueError i app/x.py:12"


def test_only_one_crash_is_shown_at_a_time(qtbot: QtBot) -> None:
    host = QLineEdit()
    qtbot.addWidget(host)
    presenter = CrashPresenter("", host)
    for _ in range(3):
        presenter.present(Report())
    seen: list[object] = []

    def close_what_is_shown() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CrashDialog):
            seen.append(dialog)
            dialog.accept()

    timer = QTimer()
    timer.timeout.connect(close_what_is_shown)
    timer.start(30)
    qtbot.wait(200)
    assert len(seen) == 1


def test_qt_warnings_go_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    restore = log_qt_messages()
    try:
        qWarning("något om ett fönster")
    finally:
        restore()
    assert [(r.name, r.levelname) for r in caplog.records] == [("qt", "WARNING")]
    assert "något om ett fönster" in caplog.text


def test_qts_own_words_are_swedish(qapp: QApplication) -> None:
    make_application()
    assert QLocale().language() is QLocale.Language.Swedish
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    assert (folder / "qtbase_sv.qm").exists()
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Avbryt"


def test_a_second_start_of_the_same_file_wakes_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "Åmål ”ett”.styr"
    server = InstanceServer()
    assert server.listen(path, "anna")
    woken: list[int] = []
    server.woken.connect(lambda: woken.append(1))
    code = "import sys, pathlib; from app.ui.shell.single_instance import wake; "
    code += "print(wake(pathlib.Path(sys.argv[1]), sys.argv[2]))"
    start = subprocess.Popen(
        [sys.executable, "-c", code, str(path), "anna"], stdout=subprocess.PIPE, text=True
    )
    qtbot.waitUntil(lambda: start.poll() is not None, timeout=20_000)
    assert start.stdout is not None
    assert start.stdout.read().strip() == "True"
    start.stdout.close()
    assert woken == [1]
    server.stop()
    assert not wake(path, "anna")


def test_each_file_and_user_has_an_address_of_its_own(tmp_path: Path) -> None:
    names = {server_name(tmp_path / f, user) for f in ("a.styr", "b.styr") for user in ("anna", "bo")}
    assert len(names) == 4
    assert server_name(tmp_path / "x" / ".." / "a.styr", "anna") in names


def test_interrupted_texts_can_be_copied_and_forgotten(qtbot: QtBot) -> None:
    dropped: list[str] = []
    drafts = (
        Draft("node:1:text", "Beskrivning, Vision", "halv mening"),
        Draft("node:2:text", "Syfte", "annan"),
    )
    dialog = DraftsDialog(None, drafts, dropped.append)
    qtbot.addWidget(dialog)
    dialog.copy_text()
    assert QGuiApplication.clipboard().text() == "halv mening"
    dialog.remove_current()
    assert dropped == ["node:1:text"]
    assert dialog.left == drafts[1:]


def test_a_draft_with_headings_and_lists_is_shown_as_its_words(qtbot: QtBot) -> None:
    item = (richtext.Run("punkt"),)
    kept = richtext.write(richtext.Document((richtext.ListBlock(False, (item, item)),)))
    drafts = (Draft("node:1:section.mal", "Mål, Vision", kept), Draft("node:2:text", "Syfte", "{annan"))
    dialog = DraftsDialog(None, drafts, lambda _field: None)
    qtbot.addWidget(dialog)
    dialog.copy_text()
    assert QGuiApplication.clipboard().text() == "punkt\npunkt"
    dialog._list.setCurrentRow(1)
    dialog.copy_text()
    assert QGuiApplication.clipboard().text() == "{annan"


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_handbook_opens_at_the_chapter_of_the_page(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "01-start.md").write_text("# Kom igång\n\nText", encoding="utf-8")
    (tmp_path / "05-organisation.md").write_text("# Organisationen\n\nEnheter", encoding="utf-8")
    _keep_handbook_in(tmp_path, monkeypatch)
    book = handbook.Handbook()
    qtbot.addWidget(book)
    assert book.open_chapter("organisation")
    assert "Enheter" in book._text.toPlainText()
    assert book.open_chapter("okänt")
    assert "Text" in book._text.toPlainText()


CHAPTER = """# Börja här

Välj **Öppna exempel** på [startsidan](02-start.md).

| tangent | gör |
|---|---|
| F2 | ändrar |

## Mer

![Sidan](../bilder/sida.png)
"""


def _keep_handbook_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = paths.resource
    monkeypatch.setattr(
        paths, "resource", lambda *parts: elsewhere(*parts) if parts[0] == "resources" else folder
    )


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> handbook.Handbook:
    """A handbook of two chapters with a wide picture, light and dark."""
    place = tmp_path / "anvandarhandbok"
    place.mkdir()
    (tmp_path / "bilder").mkdir()
    for name, colour in (("sida", "white"), ("sida-dark", "black")):
        picture = QImage(1440, 900, QImage.Format.Format_RGB32)
        picture.fill(QColor(colour))
        picture.save(str(tmp_path / "bilder" / f"{name}.png"))
    (place / "01-borja.md").write_text(CHAPTER, encoding="utf-8")
    (place / "02-start.md").write_text("# Startsidan\n\nHär börjar du.", encoding="utf-8")
    _keep_handbook_in(place, monkeypatch)
    book = handbook.Handbook()
    qtbot.addWidget(book)
    return book


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_handbook_uses_our_type_and_never_a_thickened_one(book: handbook.Handbook) -> None:
    book.open_chapter("borja")
    weights, sizes = set(), []
    block = book._text.document().begin()
    while block.isValid():
        piece = block.begin()
        while not piece.atEnd():
            letters = piece.fragment().charFormat()
            weights.add(letters.fontWeight())
            if block.blockFormat().headingLevel():
                sizes.append(letters.fontPointSize())
            piece += 1
        block = block.next()
    assert max(weights) == QFont.Weight.DemiBold
    assert sizes == [17.0, 13.0]


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_link_in_the_handbook_moves_the_list_along(book: handbook.Handbook) -> None:
    book.open_chapter("borja")
    book._text.setSource(book._text.source().resolved(QUrl("02-start.md")))
    assert book._list.currentRow() == 1
    assert "Här börjar du." in book._text.toPlainText()


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_pictures_of_the_handbook_fit_the_page_and_follow_light_and_dark(book: handbook.Handbook) -> None:
    book.open_chapter("borja")
    kind, name = int(QTextDocument.ResourceType.ImageResource), QUrl("../bilder/sida.png")
    light = book._text.loadResource(kind, name)
    assert light.width() / light.devicePixelRatio() <= book._text.viewport().width()
    theme().set_appearance("dark")
    dark = book._text.loadResource(kind, name)
    assert (light.pixelColor(5, 5).lightness(), dark.pixelColor(5, 5).lightness()) == (255, 0)
    assert "Välj" in book._text.toPlainText()
    theme().set_appearance("light")


def test_without_a_handbook_nothing_is_opened(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep_handbook_in(tmp_path, monkeypatch)
    book = handbook.Handbook()
    qtbot.addWidget(book)
    assert not book.open_chapter("budget")


def test_imports_on_two_threads_do_not_meet_the_search_for_features(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builtins, "__import__", builtins.__import__)
    assert qtbot is not None
    make_application()
    assert builtins.__import__ is not getattr(builtins, "__feature_import__", None)
    import colorsys

    assert colorsys
    assert builtins.__import__ is not getattr(builtins, "__feature_import__", None)
