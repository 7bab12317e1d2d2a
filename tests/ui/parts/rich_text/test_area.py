"""Typing, commands and tables in the editor."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from app.services import richtext
from app.services.richtext import Document, Heading, ListBlock, Paragraph, Run, Table
from app.ui.parts.rich_text import tables
from tests.ui.parts.rich_text.conftest import Hands

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEY = Qt.Key


def one(text: str, **look: bool) -> tuple[Run, ...]:
    return (Run(text, **look),)


def select_all(hands: Hands) -> None:
    hands.area.selectAll()


def grid(hands: Hands) -> list[list[str]]:
    (table,) = [block for block in hands.area.content().blocks if isinstance(block, Table)]
    return [[richtext.text_of(cell) for cell in row] for row in table.rows]


def test_lines_that_are_typed_become_paragraphs(hands: Hands) -> None:
    hands.type("Alla ska läsa\noch skriva\u00a0mer")
    assert hands.area.content().blocks == (
        Paragraph(one("Alla ska läsa")),
        Paragraph(one("och skriva\u00a0mer")),
    )


def test_a_heading_is_followed_by_a_paragraph(hands: Hands) -> None:
    hands.press(KEY.Key_1, CTRL | ALT)
    hands.type("Mål\nText\n")
    hands.press(KEY.Key_2, CTRL | ALT)
    hands.type("Under")
    assert hands.area.content().blocks == (
        Heading(1, one("Mål")),
        Paragraph(one("Text")),
        Heading(2, one("Under")),
    )
    hands.press(KEY.Key_0, CTRL | ALT)
    assert hands.area.content().blocks[-1] == Paragraph(one("Under"))


def test_backspace_at_its_start_makes_a_heading_a_paragraph(hands: Hands) -> None:
    hands.press(KEY.Key_1, CTRL | ALT)
    hands.type("Mål")
    hands.press(KEY.Key_Home)
    hands.press(KEY.Key_Backspace)
    assert hands.area.content().blocks == (Paragraph(one("Mål")),)


def test_words_are_made_bold_and_italic_while_typing_and_afterwards(hands: Hands) -> None:
    hands.press(KEY.Key_B, CTRL)
    hands.type("fet")
    hands.press(KEY.Key_B, CTRL)
    hands.type(" vanlig")
    assert hands.area.content().blocks == (Paragraph((Run("fet", bold=True), Run(" vanlig"))),)
    select_all(hands)
    hands.press(KEY.Key_I, CTRL)
    assert hands.area.content().blocks == (
        Paragraph((Run("fet", bold=True, italic=True), Run(" vanlig", italic=True))),
    )


def test_bold_does_not_change_the_headings_among_what_is_chosen(hands: Hands) -> None:
    document = Document((Heading(1, one("Rubrik")), Paragraph(one("Text"))))
    hands.editor.show_text(richtext.write(document))
    hands.area.moveCursor(QTextCursor.MoveOperation.End)
    select_all(hands)
    hands.area.toggle_bold()
    hands.area.toggle_bold()
    assert hands.area.content() == document


@pytest.mark.parametrize(("mark", "ordered"), [("-", False), ("*", False), ("1.", True)])
def test_a_sign_and_a_space_begin_a_list_and_an_empty_item_ends_it(
    hands: Hands, mark: str, ordered: bool
) -> None:
    hands.type(f"{mark} ett\ntvå\n\nefter")
    assert hands.area.content().blocks == (
        ListBlock(ordered, (one("ett"), one("två"))),
        Paragraph(one("efter")),
    )


def test_lists_are_made_of_what_is_chosen_changed_and_undone(hands: Hands) -> None:
    hands.type("ett\ntvå")
    select_all(hands)
    hands.press(KEY.Key_L, CTRL | SHIFT)
    assert hands.area.content().blocks == (ListBlock(False, (one("ett"), one("två"))),)
    hands.press(KEY.Key_N, CTRL | SHIFT)
    assert hands.area.content().blocks == (ListBlock(True, (one("ett"), one("två"))),)
    hands.press(KEY.Key_N, CTRL | SHIFT)
    assert hands.area.content().blocks == (Paragraph(one("ett")), Paragraph(one("två")))
    hands.area.undo()
    assert hands.area.content().blocks == (ListBlock(True, (one("ett"), one("två"))),)


def test_a_paragraph_between_two_lists_joins_them(hands: Hands) -> None:
    document = Document(
        (ListBlock(True, (one("ett"),)), Paragraph(one("två")), ListBlock(True, (one("tre"),)))
    )
    hands.editor.show_text(richtext.write(document))
    cursor = QTextCursor(hands.area.document().findBlockByNumber(1))
    hands.area.setTextCursor(cursor)
    hands.area.toggle_list(True)
    assert hands.area.content().blocks == (ListBlock(True, (one("ett"), one("två"), one("tre"))),)


def test_a_table_is_filled_with_tab_which_adds_rows(hands: Hands) -> None:
    hands.type("Före")
    hands.area.insert_table()
    for number in range(9):
        hands.type(str(number))
        hands.area.focusNextPrevChild(True)
    hands.type("ny")
    assert grid(hands) == [["0", "1", "2"], ["3", "4", "5"], ["6", "7", "8"], ["ny", "", ""]]
    hands.area.focusNextPrevChild(False)
    hands.type("x")
    assert grid(hands)[2][2] == "x"
    assert hands.area.content().blocks[0] == Paragraph(one("Före"))


def test_enter_in_a_cell_is_a_line_and_not_a_new_row(hands: Hands) -> None:
    hands.area.insert_table()
    hands.type("ett\ntvå")
    assert grid(hands)[0][0] == "ett\ntvå"


def test_rows_and_columns_are_added_and_removed(hands: Hands) -> None:
    hands.area.insert_table()
    hands.type("a")
    hands.area.change_table(lambda cursor, table: tables.insert_row(cursor, table, below=True))
    hands.area.change_table(lambda cursor, table: tables.insert_column(cursor, table, right=False))
    assert [len(row) for row in grid(hands)] == [4] * 4
    assert grid(hands)[0][1] == "a"
    hands.area.change_table(tables.remove_column)
    hands.area.change_table(tables.remove_row)
    assert [len(row) for row in grid(hands)] == [3] * 3
    hands.area.change_table(tables.toggle_header)
    assert hands.area.content().blocks[0] == Table(False, (((),) * 3,) * 3)
    hands.area.change_table(tables.remove_table)
    assert hands.area.content().blocks == ()


def test_every_command_on_a_table_is_undone_in_one_step(hands: Hands) -> None:
    hands.area.insert_table()
    hands.type("a")
    for change in (
        lambda cursor, table: tables.insert_row(cursor, table, below=False),
        lambda cursor, table: tables.insert_column(cursor, table, right=True),
        tables.toggle_header,
        tables.remove_row,
        tables.remove_column,
        tables.remove_table,
    ):
        before = hands.area.content()
        hands.area.change_table(change)
        assert hands.area.content() != before
        hands.area.undo()
        assert hands.area.content() == before


def test_a_table_does_not_grow_beyond_its_limits(hands: Hands) -> None:
    cells = (((),) * richtext.MAX_COLUMNS,) * richtext.MAX_ROWS
    hands.editor.show_text(richtext.write(Document((Table(True, cells),))))
    hands.area.setTextCursor(QTextCursor(hands.area.document().findBlockByNumber(1)))
    said: list[str] = []
    hands.area.refused.connect(said.append)
    hands.area.change_table(lambda cursor, table: tables.insert_row(cursor, table, below=True))
    hands.area.change_table(lambda cursor, table: tables.insert_column(cursor, table, right=True))
    assert ["501 rader" in said[0], "13 kolumner" in said[1], len(said)] == [True, True, 2]
    assert len(grid(hands)) == richtext.MAX_ROWS


def test_tab_leaves_the_field_outside_tables(hands: Hands) -> None:
    hands.type("Text")
    hands.area.focusNextPrevChild(True)
    assert "\t" not in hands.area.toPlainText()


def test_what_is_only_read_cannot_be_changed(hands: Hands) -> None:
    document = Document((Paragraph(one("Beslutad text")),))
    hands.editor.show_text(richtext.write(document))
    hands.editor.set_read_only(True)
    hands.type("x\n- ")
    hands.area.selectAll()
    for command in (hands.area.toggle_bold, hands.area.insert_table, hands.area.paste_words):
        command()
    hands.area.toggle_list(True)
    hands.area.set_style("heading1")
    assert hands.area.content() == document
    assert hands.editor.toolbar.isHidden()


def test_the_fields_own_keys_are_taken_before_the_windows(hands: Hands) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    asked = QKeyEvent(QEvent.Type.ShortcutOverride, KEY.Key_B, CTRL)
    asked.ignore()
    QApplication.sendEvent(hands.area, asked)
    assert asked.isAccepted()
