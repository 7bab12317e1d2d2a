"""The field in which a standard text is typed: what the program fills in is marked, what it cannot is too."""

from __future__ import annotations

import re
from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget

from app.ui.parts import theme
from app.ui.parts.drafts import Draft

_FIELD = re.compile(r"\{([^{}\n]*)\}")
_OPENING = "([”–/"
_LINE_BREAKS = {0x2028: "\n", 0x2029: "\n"}


def fields_in(text: str) -> tuple[str, ...]:
    """The names of the fields that a text has, each once, in order."""
    return tuple(dict.fromkeys(found.group(1) for found in _FIELD.finditer(text)))


def filled_in(text: str, values: dict[str, str]) -> str:
    """A text with its fields in words; a field that is not known stays as it is written."""
    return _FIELD.sub(lambda found: values.get(found.group(1), found.group(0)), text)


class FieldText(QTextEdit):
    """Plain text with fields in braces; a draft is kept while it is typed, and a version made by a button."""

    def __init__(self, name: str, known: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.NEAR)
        self.draft = Draft(self, self.text)
        self._stored: str | None = None
        self._marks = _FieldMarks(self.document(), known)
        self.textChanged.connect(self.draft.touched)
        theme.theme().changed.connect(self._marks.rehighlight)

    def text(self) -> str:
        """What stands in the field; unlike Qt's plain text it keeps unbreakable spaces."""
        return self.document().toRawText().translate(_LINE_BREAKS).strip()

    def know(self, known: Collection[str]) -> None:
        """The names of the fields that the program can fill in."""
        if self._marks.known != frozenset(known):
            self._marks.known = frozenset(known)
            self._marks.rehighlight()

    def show_text(self, text: str, *, anew: bool = False) -> None:
        """Show the stored text; what is typed and not yet a version stays unless it is `anew`."""
        typed = self.draft.pending and not anew and self._stored is not None
        self._stored = text.strip()
        if typed and self.text() != self._stored:
            return
        if self._stored != self.text():
            self.setPlainText(self._stored)
        self.draft.settle(self.text())

    def resume(self, text: str) -> None:
        """Go on with a text that was interrupted."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.draft.resume()

    def take_back(self) -> None:
        """Show what is stored instead of what was typed."""
        if self._stored is not None:
            self.show_text(self._stored, anew=True)

    def insert_field(self, name: str) -> None:
        """Put a field in at the cursor, apart from the words before and after."""
        cursor = self.textCursor()
        text = self.document().toRawText()
        before = text[: cursor.selectionStart()][-1:]
        after = text[cursor.selectionEnd() :][:1]
        left = " " if before and not before.isspace() and before not in _OPENING else ""
        right = " " if after.isalnum() or after == "{" else ""
        cursor.insertText(f"{left}{{{name}}}{right}")
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the cursor is."""
        super().focusInEvent(event)
        self.ensureCursorVisible()


class _FieldMarks(QSyntaxHighlighter):
    """Fields that are known in the colour of links, others as faults; both in another weight."""

    def __init__(self, document: QTextDocument, known: Collection[str]) -> None:
        super().__init__(document)
        self.known = frozenset(known)

    def highlightBlock(self, text: str) -> None:
        """Mark the fields of a paragraph."""
        for found in _FIELD.finditer(text):
            look = QTextCharFormat()
            known = found.group(1) in self.known
            look.setForeground(theme.color("accent" if known else "unmet"))
            look.setFontWeight(theme.font(semibold=True).weight())
            if not known:
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                look.setUnderlineColor(theme.color("unmet"))
            self.setFormat(found.start(), found.end() - found.start(), look)
