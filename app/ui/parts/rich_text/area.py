"""The field in which rich text is typed: its keys, its commands and what is pasted into it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextTable,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.models.errors import DomainError
from app.services import richtext
from app.services.richtext import Document
from app.ui.parts import theme
from app.ui.parts.rich_text import clipboard, inserting, tables
from app.ui.parts.rich_text.converting import fill, read_document
from app.ui.parts.rich_text.formats import LIST_INDENT, SOFT_BREAK, Style, is_bold, is_ordered, style_of
from app.ui.parts.rich_text.styling import remove_from_list, set_style, toggle_list, toggle_look

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NO_KEYPAD = ~Qt.KeyboardModifier.KeypadModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONGEST_LINE = 760
_MARKS = {"-": False, "*": False, "1.": True}
"""What begins a list when a space is typed after it."""


class RichTextArea(QTextEdit):
    """Holds the text; every command is one step of its own undo."""

    refused = Signal(str)
    """Why something could not be put in, in one sentence."""
    left = Signal()
    """The keyboard went elsewhere, or Ctrl+Enter was pressed."""
    state_changed = Signal()
    """The cursor stands in other words, or these look different now."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("look", "rich")
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.document().setDocumentMargin(theme.NEAR)
        self.document().setIndentWidth(LIST_INDENT)
        self._kept: tuple[int, str] = (-1, "")
        self._keys = self._commands()
        self.cursorPositionChanged.connect(self.state_changed)
        self.currentCharFormatChanged.connect(lambda _look: self.state_changed.emit())

    # ---- the text

    def content(self) -> Document:
        """What is shown."""
        return read_document(self.document())

    def text(self) -> str:
        """What is shown as it would be kept, whether or not it is too long."""
        revision = self.document().revision()
        if self._kept[0] != revision:
            self._kept = (revision, richtext.write(self.content(), limited=False))
        return self._kept[1]

    def show_content(self, content: Document) -> None:
        """Show a text from the beginning."""
        fill(self.document(), content)
        self._kept = (-1, "")
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.state_changed.emit()

    def insert(self, content: Document) -> None:
        """Put a text in at the cursor in place of what is selected."""
        self._try(partial(inserting.insert, self.textCursor(), content))
        self.ensureCursorVisible()

    # ---- what the cursor stands in

    @property
    def table(self) -> QTextTable | None:
        """The table that the cursor stands in."""
        return self.textCursor().currentTable()

    @property
    def style_here(self) -> Style:
        """The style of the cursor's block."""
        return style_of(self.textCursor().block())

    @property
    def list_here(self) -> bool | None:
        """Whether the cursor's list has numbers; None outside lists."""
        found = self.textCursor().currentList()
        return None if found is None else is_ordered(found.format())

    @property
    def bold_here(self) -> bool:
        """Whether what is typed becomes bold."""
        return self.style_here == "paragraph" and is_bold(self.currentCharFormat())

    @property
    def italic_here(self) -> bool:
        """Whether what is typed becomes italic."""
        return self.currentCharFormat().fontItalic()

    # ---- commands

    def set_style(self, style: Style) -> None:
        """Make the chosen blocks paragraphs or headings."""
        self._do(partial(set_style, style=style))

    def toggle_bold(self) -> None:
        """Make the chosen words bold, or no longer."""
        if self.style_here == "paragraph":
            self._do(partial(toggle_look, bold=not self.bold_here))

    def toggle_italic(self) -> None:
        """Make the chosen words italic, or no longer."""
        self._do(partial(toggle_look, italic=not self.italic_here))

    def toggle_list(self, ordered: bool) -> None:
        """Make the chosen blocks a list with bullets or numbers, or no longer."""
        self._do(partial(toggle_list, ordered=ordered))

    def insert_table(self) -> None:
        """Put in a table and go to its first cell."""
        if not self.isReadOnly() and self.table is None:
            self.setTextCursor(tables.insert_table(self.textCursor()))
            self._changed()

    def change_table(self, change: Callable[[QTextCursor, QTextTable], None]) -> None:
        """Change the table that the cursor stands in."""
        table = self.table
        if table is not None and not self.isReadOnly():
            cursor = self.textCursor()
            self._try(partial(change, cursor, table))
            self.setTextCursor(cursor)
            self._changed()

    def paste_words(self) -> None:
        """Paste without headings, lists and styles."""
        self._paste(QGuiApplication.clipboard().mimeData(), only_words=True)

    def _commands(self) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], None]]:
        return {
            (Qt.Key.Key_B, _CTRL): self.toggle_bold,
            (Qt.Key.Key_I, _CTRL): self.toggle_italic,
            (Qt.Key.Key_0, _CTRL | _ALT): partial(self.set_style, "paragraph"),
            (Qt.Key.Key_1, _CTRL | _ALT): partial(self.set_style, "heading1"),
            (Qt.Key.Key_2, _CTRL | _ALT): partial(self.set_style, "heading2"),
            (Qt.Key.Key_L, _CTRL | _SHIFT): partial(self.toggle_list, False),
            (Qt.Key.Key_N, _CTRL | _SHIFT): partial(self.toggle_list, True),
            (Qt.Key.Key_V, _CTRL | _SHIFT): self.paste_words,
            **{(key, _CTRL): self.left.emit for key in _ENTER},
        }

    def _do(self, change: Callable[[QTextCursor], None]) -> None:
        if not self.isReadOnly():
            cursor = self.textCursor()
            cursor.beginEditBlock()
            change(cursor)
            cursor.endEditBlock()
            self.setTextCursor(cursor)
            self._changed()

    def _try(self, change: Callable[[], None]) -> None:
        try:
            change()
        except DomainError as refused:
            self.refused.emit(refused.message)

    def _changed(self) -> None:
        self.state_changed.emit()
        self.ensureCursorVisible()

    # ---- keys

    def event(self, event: QEvent) -> bool:
        """Take the field's own keys before the window does."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and self._command(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commands, lists that begin and end as they are typed, and lines in cells."""
        command = self._command(event)
        if command is not None:
            command()
        elif self.isReadOnly() or not self._write_key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell in a table, and else on to the next field."""
        table = self.table
        if table is None or self.isReadOnly():
            return super().focusNextPrevChild(forward)
        self._try(lambda: self._go_to_cell(tables.next_cell(self.textCursor(), table, forward=forward)))
        return True

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        return self._keys.get((Qt.Key(event.key()), event.modifiers() & _NO_KEYPAD))

    def _write_key(self, event: QKeyEvent) -> bool:
        cursor = self.textCursor()
        if event.key() in _ENTER and not event.modifiers() & ~(_SHIFT | ~_NO_KEYPAD):
            return self._enter(cursor, soft=bool(event.modifiers() & _SHIFT))
        if event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart() and not cursor.hasSelection():
            return self._step_out(cursor)
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            return self._begin_list(cursor)
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            return self._enter(cursor, soft=True)
        return False

    def _enter(self, cursor: QTextCursor, *, soft: bool) -> bool:
        if soft or cursor.currentTable() is not None:
            cursor.insertText(SOFT_BREAK)
            self.setTextCursor(cursor)
            return True
        if cursor.currentList() is not None and not cursor.block().text():
            return self._step_out(cursor)
        if style_of(cursor.block()) != "paragraph" and cursor.atBlockEnd() and cursor.block().text():
            inserting.new_paragraph(cursor)
            self.setTextCursor(cursor)
            self._changed()
            return True
        return False

    def _step_out(self, cursor: QTextCursor) -> bool:
        """Make an item or a heading a paragraph; False when it is one already."""
        if cursor.currentTable() is not None:
            return False
        if cursor.currentList() is None and style_of(cursor.block()) == "paragraph":
            return False
        self._do(remove_from_list if cursor.currentList() else partial(set_style, style="paragraph"))
        return True

    def _begin_list(self, cursor: QTextCursor) -> bool:
        block = cursor.block()
        mark = block.text()[: cursor.positionInBlock()]
        if mark not in _MARKS or cursor.currentList() or cursor.currentTable() or cursor.hasSelection():
            return False
        if style_of(block) != "paragraph":
            return False
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        toggle_list(cursor, ordered=_MARKS[mark])
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self._changed()
        return True

    def _go_to_cell(self, cursor: QTextCursor | None) -> None:
        if cursor is not None:
            self.setTextCursor(cursor)
            self._changed()

    # ---- clipboard

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Whatever has words."""
        return clipboard.can_be_pasted(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what a text may hold."""
        self._paste(source)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy so that nothing is lost here, and as HTML for others."""
        return clipboard.to_mime(self.textCursor())

    def _paste(self, source: QMimeData, *, only_words: bool = False) -> None:
        if not self.isReadOnly():
            self._try(lambda: self.insert(clipboard.from_mime(source, only_words=only_words)))

    # ---- the widget

    def sizeHint(self) -> QSize:
        """Room to write."""
        return QSize(480, 320)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say when the field is left; its own menu is not leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read, however wide the window is."""
        spare = self.width() - 2 * self.frameWidth() - _LONGEST_LINE
        self.setViewportMargins(0, 0, max(0, spare), 0)
        super().resizeEvent(event)
