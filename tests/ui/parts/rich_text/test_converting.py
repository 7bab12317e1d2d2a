"""Nothing is lost between what is kept and what is shown."""

from hypothesis import given
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from app.services import richtext
from app.services.richtext import Document
from app.ui.parts.rich_text.converting import fill, read_document
from tests.services.richtexts import NORMAL


@given(NORMAL)
def test_what_is_shown_says_what_is_kept(qapp: QApplication, document: Document) -> None:
    shown = QTextDocument()
    fill(shown, document)
    assert read_document(shown) == document
    assert not shown.isUndoAvailable()


@given(NORMAL, NORMAL)
def test_showing_another_text_leaves_nothing_of_the_first(
    qapp: QApplication, first: Document, second: Document
) -> None:
    shown = QTextDocument()
    fill(shown, first)
    fill(shown, second)
    assert read_document(shown) == second


def test_unbreakable_spaces_and_markup_are_shown_as_they_are(qapp: QApplication) -> None:
    document = richtext.from_plain("1\u00a0200\u202fkr <b>fet</b> &amp; ‘👩‍👩‍👧’ שלום")
    shown = QTextDocument()
    fill(shown, document)
    assert read_document(shown) == document


def test_lines_that_end_up_in_one_cell_are_kept_apart(qapp: QApplication) -> None:
    shown = QTextDocument()
    table = QTextCursor(shown).insertTable(1, 1)
    inside = table.cellAt(0, 0).firstCursorPosition()
    inside.insertText("ett")
    inside.insertBlock()
    inside.insertText("två")
    assert richtext.plain(read_document(shown)) == "ett\ntvå"
