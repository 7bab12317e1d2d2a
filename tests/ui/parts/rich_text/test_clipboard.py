"""What is pasted is reduced to what a text may hold, and what is copied comes back whole."""

import pytest
from hypothesis import given
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from app.services import richtext
from app.services.richtext import Document, Heading, ListBlock, Paragraph, Run, Table
from app.ui.parts.rich_text import clipboard
from app.ui.parts.rich_text.converting import fill
from tests.services.richtexts import NORMAL
from tests.ui.parts.rich_text.conftest import Hands


def one(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def mime(*, html: str = "", text: str = "") -> QMimeData:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    return data


@given(NORMAL)
def test_a_whole_text_is_copied_as_it_is(qapp: QApplication, document: Document) -> None:
    shown = QTextDocument()
    fill(shown, document)
    cursor = QTextCursor(shown)
    cursor.select(QTextCursor.SelectionType.Document)
    data = clipboard.to_mime(cursor)
    assert richtext.plain(clipboard.from_mime(data)).split() == richtext.plain(document).split()


def test_a_word_is_copied_with_its_style_and_pasted_into_a_line(hands: Hands) -> None:
    hands.editor.show_text(richtext.write(Document((Paragraph((Run("en "), Run("fet", bold=True))),))))
    cursor = hands.area.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(6, QTextCursor.MoveMode.KeepAnchor)
    hands.area.setTextCursor(cursor)
    hands.area.copy()
    hands.area.moveCursor(QTextCursor.MoveOperation.Start)
    hands.area.paste()
    assert hands.area.content().blocks == (
        Paragraph((Run("fet", bold=True), Run("en "), Run("fet", bold=True))),
    )
    assert QGuiApplication.clipboard().mimeData().html() == "<p><b>fet</b></p>"


def test_html_is_pasted_between_what_stands_there(hands: Hands) -> None:
    hands.type("föreefter")
    cursor = hands.area.textCursor()
    cursor.setPosition(4)
    hands.area.setTextCursor(cursor)
    html = "<h1>Rubrik</h1><ul><li>punkt</ul><table><tr><td>a<td>b</table><p>slut <img src=x></p>"
    hands.area.insertFromMimeData(mime(html=html, text="annat"))
    assert hands.area.content().blocks == (
        Paragraph(one("före")),
        Heading(1, one("Rubrik")),
        ListBlock(False, (one("punkt"),)),
        Table(False, ((one("a"), one("b")),)),
        Paragraph(one("slut")),
        Paragraph(one("efter")),
    )
    hands.area.undo()
    assert hands.area.content().blocks == (Paragraph(one("föreefter")),)


def test_plain_lines_are_pasted_as_paragraphs(hands: Hands) -> None:
    hands.area.insertFromMimeData(mime(text="<b>ett</b>\r\ntvå\u00a0 tre\t&amp;"))
    assert hands.area.content().blocks == (
        Paragraph(one("<b>ett</b>")),
        Paragraph(one("två\u00a0 tre &amp;")),
    )


def test_only_the_words_can_be_pasted(hands: Hands) -> None:
    QGuiApplication.clipboard().setMimeData(mime(html="<h1><b>Rubrik</b></h1>", text="Rubrik"))
    hands.area.paste_words()
    assert hands.area.content().blocks == (Paragraph(one("Rubrik")),)


def test_blocks_pasted_into_a_cell_become_its_lines(hands: Hands) -> None:
    hands.area.insert_table()
    hands.area.insertFromMimeData(mime(html="<h1>Rubrik</h1><ul><li>ett<li>två</ul>"))
    (table,) = hands.area.content().blocks
    assert isinstance(table, Table)
    assert richtext.text_of(table.rows[0][0]) == "Rubrik\nett\ntvå"


def test_cells_pasted_into_a_table_go_over_those_there_and_it_grows(hands: Hands) -> None:
    hands.area.insert_table()
    hands.area.focusNextPrevChild(True)
    html = "<table><tr><td>1<td>2<td>3</tr>" + "<tr><td>4<td>5<td>6" * 3 + "</table>"
    hands.area.insertFromMimeData(mime(html=html))
    (table,) = hands.area.content().blocks
    assert isinstance(table, Table)
    assert [richtext.text_of(cell) for cell in table.rows[0]] == ["", "1", "2", "3"]
    assert (len(table.rows), table.columns) == (4, 4)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (mime(html=f"<table><tr>{'<td>x' * 40}</table>"), "40 kolumner"),
        (mime(html=f"<table>{'<tr><td>x<td>y' * 501}</table>"), "501 rader"),
        (mime(text="å" * 200_001), "200\u00a0001 tecken"),
    ],
)
def test_what_is_too_large_is_refused_and_nothing_is_lost(hands: Hands, data: QMimeData, said: str) -> None:
    hands.type("Kvar")
    heard: list[str] = []
    hands.editor.refused.connect(heard.append)
    hands.area.insertFromMimeData(data)
    assert [said in words for words in heard] == [True]
    assert hands.area.content().blocks == (Paragraph(one("Kvar")),)


def test_a_table_of_forty_columns_does_not_fit_in_a_table_either(hands: Hands) -> None:
    hands.area.insert_table()
    before = hands.area.content()
    heard: list[str] = []
    hands.editor.refused.connect(heard.append)
    hands.area.insertFromMimeData(mime(html=f"<table><tr>{'<td>x' * 12}</table>"))
    assert heard == []
    hands.area.undo()
    hands.area.setTextCursor(hands.area.table.cellAt(0, 1).firstCursorPosition())  # type: ignore[union-attr]
    hands.area.insertFromMimeData(mime(html=f"<table><tr>{'<td>x' * 12}</table>"))
    assert ["13 kolumner" in words for words in heard] == [True]
    assert hands.area.content() == before


def test_control_characters_never_come_in(hands: Hands) -> None:
    hands.area.insertFromMimeData(mime(text="a\u0000b\ufdd0c\ufffcd\u202ee 👩‍👧 שלום"))
    assert richtext.plain(hands.area.content()) == "abcde 👩‍👧 שלום"


def test_a_damaged_form_of_our_own_falls_back_on_the_words(hands: Hands) -> None:
    data = mime(text="orden")
    data.setData(clipboard.OWN_FORM, b"\xff{trasig")
    hands.area.insertFromMimeData(data)
    assert richtext.plain(hands.area.content()) == "orden"
