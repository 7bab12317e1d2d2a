"""Writing the sections of a document: each is one step of undo, and nothing typed is lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services import richtext
from app.services.clock import fixed_clock
from app.services.storage import Database
from app.services.storage.drafts import list_drafts
from app.ui.documents import content
from app.ui.documents.content import ContentTab
from app.ui.documents.page import DocumentsPage
from app.ui.parts.drafts import DRAFT_AFTER_MS
from app.ui.parts.theme import theme
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY
from tests.ui.documents.writing import Writing

CLOCK = fixed_clock(TODAY)


class Opened:
    """The tab in a window, refreshed as its page does."""

    def __init__(self, space: Workspace) -> None:
        self.writing = Writing(space)
        self.said: list[str] = []
        space.told.connect(lambda text, _kind: self.said.append(text))
        self.tab = ContentTab(space)
        self.number: int | None = None
        space.changed.connect(lambda _changes: self.show())
        self.tab.resize(1000, 600)
        self.tab.show()
        self.tab.activateWindow()
        self.show()

    def show(self) -> None:
        """Show the document as it is now."""
        self.tab.show_document(self.writing.view(self.number))

    def type(self, text: str) -> None:
        """Type in the chosen section."""
        self.tab.editor.area.setFocus()
        for letter in text:
            event = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter
            )
            QApplication.sendEvent(self.tab.editor.area, event)

    def rows(self) -> list[str]:
        """What is heard of each section in the list."""
        listed = self.tab.list
        return [listed.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(listed.count())]

    def shown(self) -> str:
        """The words in the editor."""
        return richtext.plain(self.tab.editor.area.content())

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the list."""
        QApplication.sendEvent(self.tab.list, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path, example_of_2011: Path) -> Iterator[Opened]:
    theme().install(qapp, "light")
    path = tmp_path / "exempel.styr"
    shutil.copy(example_of_2011, path)
    space = Workspace(Database.open(path, clock=CLOCK, user="Anna"), CLOCK)
    made = Opened(space)
    qtbot.addWidget(made.tab)
    yield made
    made.tab.hide()
    space.close()


def test_required_sections_are_listed_with_what_lacks(opened: Opened) -> None:
    rows = opened.rows()
    assert len(rows) == 5
    assert all(row.endswith(", Ska skrivas") for row in rows)
    opened.writing.write(1, "Tre hela ord")
    assert opened.rows()[1] == "Konkreta verksamhetsmål, 3 ord"


def test_leaving_a_section_is_one_change_with_its_name(opened: Opened) -> None:
    opened.type("Alla ska läsa")
    opened.tab.list.setCurrentRow(1)
    assert opened.writing.words()[0] == "Alla ska läsa"
    assert opened.shown() == ""
    database = opened.writing.space.database
    assert database.undo_words is not None
    assert database.undo_words.startswith("Ändrade avsnittet ”Strategier för hur")
    opened.writing.space.undo()
    assert opened.writing.words()[0] == ""


def test_what_is_typed_is_kept_as_a_draft_and_can_be_gone_on_with(opened: Opened, qtbot: QtBot) -> None:
    opened.type("Halvfärdigt")
    database = opened.writing.space.database
    qtbot.waitUntil(lambda: bool(database.read(list_drafts)), timeout=5 * DRAFT_AFTER_MS)
    (draft,) = database.read(list_drafts)
    key = opened.writing.sections().sections[0].key
    assert draft.field == f"document:{opened.writing.node_id}:section.{key}"
    assert draft.label.endswith("Mål och budget")
    opened.tab.editor.area.show_content(richtext.EMPTY)
    opened.tab.list.setCurrentRow(2)
    assert opened.tab.resume(draft.field, draft.text)
    assert (opened.tab.list.currentRow(), opened.shown()) == (0, "Halvfärdigt")
    assert opened.tab.settle()
    assert opened.writing.words()[0] == "Halvfärdigt"
    assert database.read(list_drafts) == ()


def test_the_page_goes_on_with_a_text_that_a_crash_interrupted(opened: Opened, qtbot: QtBot) -> None:
    page = DocumentsPage(opened.writing.space)
    qtbot.addWidget(page)
    page.show()
    key = opened.writing.sections().sections[2].key
    text = richtext.write(richtext.from_plain("Halvfärdigt"))
    assert page.resume(f"document:{opened.writing.node_id}:section.{key}", text)
    assert page.settle()
    assert opened.writing.words()[2] == "Halvfärdigt"
    page.hide()


def test_a_draft_of_another_document_is_not_taken(opened: Opened) -> None:
    assert not opened.tab.resume("document:17:section.mal", "Text")
    assert not opened.tab.resume(f"document:{opened.writing.node_id}:section.borta", "Text")
    assert not opened.tab.resume(f"document:{opened.writing.node_id}:text", "Text")


def test_a_text_that_is_refused_stays_and_so_does_its_section(opened: Opened) -> None:
    opened.tab.editor.area.show_content(richtext.from_plain("\n\n".join(["å" * 1_998] * 101)))
    opened.tab.list.setCurrentRow(1)
    assert opened.tab.list.currentRow() == 0
    assert "får vara högst" in opened.said[-1]
    assert len(opened.shown()) > richtext.MAX_CHARACTERS


def test_what_was_refused_stays_when_something_else_changes(opened: Opened) -> None:
    opened.tab.editor.area.show_content(richtext.from_plain("\n\n".join(["å" * 1_998] * 101)))
    assert not opened.tab.settle()
    opened.tab.list.setFocus()
    opened.writing.write(3, "Någon annanstans")
    assert len(opened.shown()) > richtext.MAX_CHARACTERS


def test_undo_of_what_was_written_is_seen_at_once(opened: Opened) -> None:
    opened.type("Fel")
    assert opened.tab.settle()
    opened.writing.space.undo()
    assert opened.shown() == ""


def test_a_section_of_its_own_is_added_after_the_chosen_one(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content.FormDialog, "ask", lambda *_: {"title": "Bakgrund"})
    opened.type("Före")
    opened.tab.add_section()
    assert opened.rows()[1] == "Bakgrund, Tomt"
    assert opened.tab.list.currentRow() == 1
    assert opened.writing.words()[:2] == ["Före", ""]


def test_sections_are_renamed_moved_and_removed_by_keyboard(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content.FormDialog, "ask", lambda *_: {"title": "Bakgrund"})
    opened.tab.add_section()
    opened.tab.list.currentItem().setText("Inledning")
    assert opened.rows()[1] == "Inledning, Tomt"
    opened.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert opened.rows()[0] == "Inledning, Tomt"
    assert opened.tab.list.currentRow() == 0
    opened.press(Qt.Key.Key_Delete)
    assert len(opened.rows()) == 5
    opened.press(Qt.Key.Key_Delete)
    assert "kan inte tas bort" in opened.said[-1]
    assert len(opened.rows()) == 5


def test_a_title_that_is_taken_is_refused_and_the_old_one_shown(opened: Opened) -> None:
    before = opened.rows()
    opened.tab.list.currentItem().setText("Konkreta verksamhetsmål")
    assert opened.rows() == before
    assert "redan ett avsnitt" in opened.said[-1]


def test_a_renamed_section_tells_what_the_model_calls_it(opened: Opened) -> None:
    opened.tab.list.setCurrentRow(1)
    opened.tab.list.currentItem().setText("Våra mål")
    assert opened.tab._hint.plain_text() == "Styrmodellen kräver: Konkreta verksamhetsmål"
    assert opened.tab._title.text() == "Våra mål"


def test_the_menu_offers_what_can_be_done(opened: Opened) -> None:
    opened.tab._on_menu_about_to_show()
    assert [each.isEnabled() for each in (opened.tab._up, opened.tab._down, opened.tab._remove)] == [
        False,
        True,
        False,
    ]
    opened.tab._down.trigger()
    assert opened.tab.list.currentRow() == 1


def test_a_decided_version_is_only_read(opened: Opened) -> None:
    opened.writing.write(0, "Beslutad text")
    opened.writing.lock()
    opened.type("x")
    assert opened.shown() == "Beslutad text"
    assert opened.tab._commands.isHidden()
    assert opened.tab.editor.toolbar.isHidden()
    opened.press(Qt.Key.Key_Delete)
    opened.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert opened.said == []


def test_an_older_version_is_shown_with_its_own_text(opened: Opened) -> None:
    opened.writing.write(0, "Första")
    opened.writing.revise()
    opened.writing.write(0, "Andra")
    assert opened.shown() == "Andra"
    opened.number = 1
    opened.show()
    assert opened.shown() == "Första"
    assert opened.tab.editor.area.isReadOnly()


def test_a_change_elsewhere_leaves_what_is_being_typed_alone(opened: Opened) -> None:
    opened.type("Skriver just nu")
    opened.writing.write(1, "Någon annan del")
    assert opened.shown() == "Skriver just nu"
    assert opened.tab.settle()
    assert opened.writing.words()[:2] == ["Skriver just nu", "Någon annan del"]


def test_no_document_shows_nothing(opened: Opened) -> None:
    opened.type("Kvar")
    opened.tab.show_document(None)
    assert not opened.tab.isEnabled()
    assert opened.writing.words()[0] == "Kvar"
    opened.show()
    assert opened.shown() == "Kvar"
