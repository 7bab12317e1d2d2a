"""Fields to type in: search, filter, one line and growing text that keeps a draft."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit, QTextEdit, QWidget

from app.ui.parts import icons, theme
from app.ui.parts.drafts import Draft

_LEADING = QLineEdit.ActionPosition.LeadingPosition
_LINE_BREAKS = {0x2029: "\n", 0x2028: "\n"}
_AS_NEEDED = Qt.ScrollBarPolicy.ScrollBarAsNeeded
_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class SearchField(QLineEdit):
    """The search over everything, with its shortcut as a hint at the end."""

    def __init__(self, placeholder: str, shortcut_hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName("Sök")
        self.setFixedHeight(theme.FIELD_HEIGHT)
        _lead(self, "search")
        self._hint = QLabel(shortcut_hint, self)
        self._hint.setFont(theme.font(theme.SECONDARY_POINTS))
        self._hint.setProperty("role", "muted")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(lambda text: self._hint.setVisible(not text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint at the end."""
        super().resizeEvent(event)
        size = self._hint.sizeHint()
        self._hint.move(self.width() - size.width() - 10, (self.height() - size.height()) // 2)


class FilterField(QLineEdit):
    """Filters the page as you type; Esc empties it, Down goes to what is filtered."""

    filter_changed = Signal(str)

    def __init__(self, target: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target = target
        self.setPlaceholderText("Filtrera")
        self.setAccessibleName("Filtrera sidan")
        self.setToolTip("Filtrera sidan (Ctrl+F)")
        self.setFixedHeight(theme.FIELD_HEIGHT)
        self.setMinimumWidth(120)
        self.setClearButtonEnabled(True)
        _lead(self, "filter")
        self.textChanged.connect(self.filter_changed)

    def sizeHint(self) -> QSize:
        """Room for a word or two."""
        return QSize(176, theme.FIELD_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties, Down and Enter go to the first match."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif self._target is not None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            self._target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


class LineField(QLineEdit):
    """One line; Enter or leaving commits, Esc takes back what was typed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumHeight(theme.FIELD_HEIGHT)
        self.draft = Draft(self, self.text)
        self._stored = ""
        self.textEdited.connect(lambda _text: self.draft.touched())
        self.editingFinished.connect(self.draft.commit)

    def show_text(self, text: str) -> None:
        """Show the stored text, unless something else is being typed."""
        self._stored = text
        if not (self.draft.pending and self.hasFocus()):
            self._set(text)
            self.setCursorPosition(0)

    def resume(self, text: str) -> None:
        """Go on with a text that was interrupted."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setText(text)
        self.draft.resume()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed."""
        if event.key() == Qt.Key.Key_Escape and self.draft.pending:
            self._set(self._stored)
        else:
            super().keyPressEvent(event)

    def _set(self, text: str) -> None:
        self.setText(text)
        self.draft.settle(self.text())  # as the field holds it: without line breaks


class TextField(QTextEdit):
    """Plain text that grows with what is typed; leaving commits, Esc takes back, Tab leaves."""

    _MIN_LINES, _AIR, _MAX_HEIGHT = 2, 14, 320

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(_NEVER)
        self.draft = Draft(self, self.text)
        self._stored = ""
        self.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """What stands in the field; unlike Qt's plain text it keeps unbreakable spaces."""
        return self.document().toRawText().translate(_LINE_BREAKS)

    def show_text(self, text: str) -> None:
        """Show the stored text, unless something else is being typed."""
        self._stored = text
        if not (self.draft.pending and self.hasFocus()):
            self._set(text)
        self._fit()

    def resume(self, text: str) -> None:
        """Go on with a text that was interrupted."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.draft.resume()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed, Ctrl+Enter commits."""
        if event.key() == Qt.Key.Key_Escape and self.draft.pending:
            self._set(self._stored)
        elif event.key() == Qt.Key.Key_Return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.draft.commit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field makes one change of the text; its own context menu is not leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.draft.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _set(self, text: str) -> None:
        if text != self.text():
            self.setPlainText(text)
        self.draft.settle(self.text())  # as the field holds it: Qt knows one kind of line break

    def _on_text_changed(self) -> None:
        self.draft.touched()
        self._fit()

    def _fit(self) -> None:
        least = self.fontMetrics().lineSpacing() * self._MIN_LINES + self._AIR
        wanted = int(self.document().size().height()) + 2 * self.frameWidth() + 2
        # A bar that is not needed would take width from the text, which then needs it.
        self.setVerticalScrollBarPolicy(_AS_NEEDED if wanted > self._MAX_HEIGHT else _NEVER)
        self.setFixedHeight(min(self._MAX_HEIGHT, max(least, wanted)))


class TitleField(TextField):
    """A title that wraps; it looks like a heading until it is written in, and Enter commits."""

    _MIN_LINES, _AIR = 1, 4

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setProperty("look", "title")
        self.document().setDocumentMargin(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter commits, since a title is one line however often it wraps."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.draft.commit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted lines become one."""
        self.textCursor().insertText(" ".join(source.text().split()))


def _lead(field: QLineEdit, icon: str) -> None:
    mark = QAction(field)
    icons.bind(mark, icon, "muted")
    field.addAction(mark, _LEADING)
