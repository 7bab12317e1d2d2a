"""The editor for rich text: commands above, the text below; it keeps a draft and commits when it is left."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from app.services import richtext
from app.services.formatting import write_count, write_number
from app.services.richtext import Document
from app.ui.parts import theme
from app.ui.parts.drafts import Draft
from app.ui.parts.rich_text.area import RichTextArea
from app.ui.parts.rich_text.toolbar import RichTextToolbar

_COUNT_AFTER_MS = 300


class RichTextEditor(QWidget):
    """Edits a kept text: `show_text` and `text` speak the form that `richtext.write` gives.

    Set `draft.on_commit` (False when refused) and `draft.on_draft` as for a `TextField`.
    """

    committed = Signal(str)
    """The text became a change."""
    refused = Signal(str)
    """Why something could not be put in."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = RichTextArea(name)
        self.toolbar = RichTextToolbar(self.area)
        self.draft = Draft(self, self.text)
        self._rule = QFrame()
        self._rule.setProperty("rule", True)
        self._rule.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.toolbar)
        column.addWidget(self._rule)
        column.addWidget(self.area, 1)
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(_COUNT_AFTER_MS)
        self._count.timeout.connect(self._on_count_due)
        self.area.textChanged.connect(self._on_text_changed)
        self.area.left.connect(self._on_left)
        self.area.refused.connect(self.refused)
        theme.theme().changed.connect(self._on_theme_changed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def text(self) -> str:
        """What stands in the editor, in the form that is kept."""
        return self.area.text()

    def show_text(self, text: str) -> None:
        """Show the stored text, unless something is typed that is not yet a change."""
        self.show_document(richtext.read(text))

    def show_document(self, content: Document, *, anew: bool = False) -> None:
        """Show a text that has been read already; `anew` when it is another text and not this one changed."""
        if anew:
            self.area.show_content(content)
        elif self.draft.pending:
            return
        elif content != self.area.content():
            self.area.show_content(content)
        self.draft.settle(self.text())
        self._on_count_due()

    def resume(self, text: str) -> None:
        """Go on with a text that was interrupted."""
        try:
            content = richtext.read(text, limited=False)
        except richtext.UnreadableText:
            content = richtext.from_plain(text)
        self.area.show_content(content)
        self.area.moveCursor(QTextCursor.MoveOperation.End)
        self.area.setFocus()
        self.draft.resume()

    def settle(self) -> bool:
        """Make one change of what was typed; False when it was refused and stays as typed."""
        pending = self.draft.pending
        done = self.draft.commit()
        if pending and done:
            self.committed.emit(self.text())
        return done

    def set_saving(
        self, commit: Callable[[str], bool] | None, keep: Callable[[str | None], object] | None
    ) -> None:
        """Say what makes a change of the text, and what keeps it while it is typed."""
        self.draft.on_commit, self.draft.on_draft = commit, keep

    def set_read_only(self, read_only: bool) -> None:
        """Whether the text can only be read and copied."""
        self.area.setReadOnly(read_only)
        self.toolbar.setHidden(read_only)
        self._rule.setHidden(read_only)

    def set_name(self, name: str) -> None:
        """What the field is called for those who hear it."""
        self.area.setAccessibleName(name)

    @property
    def holds_focus(self) -> bool:
        """Whether the keyboard is in the text or its commands."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self.area or self.isAncestorOf(focused))

    def _on_left(self) -> None:
        """Going to a command of the editor is not leaving."""
        if not self.toolbar.isAncestorOf(QApplication.focusWidget() or self):
            self.settle()

    def _on_focus_changed(self, before: QWidget | None, _now: QWidget | None) -> None:
        """Leaving one of the commands is leaving the editor, unless it is for the text."""
        if before is not None and self.toolbar.isAncestorOf(before) and not self.holds_focus:
            self.settle()

    def _on_text_changed(self) -> None:
        self.draft.touched()
        if not self._count.isActive():
            self._count.start()

    def _on_count_due(self) -> None:
        content = self.area.content()
        characters = len(richtext.plain(content))
        words = write_count(richtext.word_count(content), "ord", "ord")
        if characters > richtext.MAX_CHARACTERS:
            words = f"{write_number(characters)} tecken, högst {write_number(richtext.MAX_CHARACTERS)}"
        self.toolbar.said.setText(words)

    def _on_theme_changed(self) -> None:
        """Tables have colours of their own; show the text anew in those of the present look."""
        if any(isinstance(block, richtext.Table) for block in self.area.content().blocks):
            place = self.area.textCursor().position()
            self.area.show_content(self.area.content())
            cursor = self.area.textCursor()
            cursor.setPosition(min(place, self.area.document().characterCount() - 1))
            self.area.setTextCursor(cursor)
