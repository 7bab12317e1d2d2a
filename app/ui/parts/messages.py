"""Sentences to the user: a bar above the page, questions with verbs, and errors."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import icon_button, primary_button, quiet_button
from app.ui.parts.layouts import fit_to_words
from app.ui.parts.links import Link, Sentence
from app.ui.parts.sign import Sign

_ROLES = {"info": "muted", "warning": "partly", "error": "unmet"}
_INFO_MS = 8000
_DIALOG_WIDTH = 460


class MessageBar(QFrame):
    """One sentence with a sign above the page; information goes away by itself, errors are closed."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("area", "message")
        self.setAccessibleName("Meddelande")
        self._sign = Sign()
        self._sentence = Sentence(role="ink")
        self._close = icon_button("close", "Stäng meddelandet", self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PAGE_MARGIN, theme.GRID, theme.NEAR, theme.GRID)
        row.setSpacing(theme.NEAR)
        row.addWidget(self._sign)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_INFO_MS)
        self._timer.timeout.connect(self.clear)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now, "" when nothing is."""
        return "" if self.isHidden() else self._sentence.plain_text()

    def say(
        self, text: str, kind: str = "info", action: str = "", on_action: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence, with a link to what can be done about it."""
        self._sign.show_sign(kind, _ROLES[kind])
        parts: list[str | Link] = [text]
        if action and on_action is not None:
            parts += [" ", Link(action, on_action)]
        self._sentence.show_parts(*parts)
        self.setAccessibleDescription(text)
        self.show()
        self._timer.start() if kind == "info" else self._timer.stop()

    def clear(self) -> None:
        """Take the sentence away."""
        self._timer.stop()
        self.hide()
        self.closed.emit()


class Question(QDialog):
    """A heading, a sentence, and buttons that are verbs; Esc and the last button do nothing."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        verbs: tuple[str, ...],
        *,
        danger: bool = False,
        close: str = "Avbryt",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.chosen: int | None = None
        heading = QLabel(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setFont(theme.font(theme.TITLE_POINTS - 0.5, semibold=True))
        heading.setWordWrap(True)
        body = Sentence(role="ink")
        body.show_parts(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        column.addWidget(heading)
        column.addWidget(body)
        column.addSpacing(theme.GROUP)
        column.addLayout(self._build_buttons(verbs, danger, close))
        self.setMinimumWidth(_DIALOG_WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need."""
        super().showEvent(event)
        fit_to_words(self, _DIALOG_WIDTH)

    def _build_buttons(self, verbs: tuple[str, ...], danger: bool, close: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        row.addStretch(1)
        away = quiet_button(close, on_click=self.reject)
        row.addWidget(away)
        for place, verb in reversed(list(enumerate(verbs))):
            first = place == 0
            button = primary_button(verb) if first and not danger else quiet_button(verb)
            if first and danger:
                button.setProperty("look", "danger")
            button.clicked.connect(lambda _checked=False, place=place: self._on_verb(place))
            row.addWidget(button)
        if danger:
            away.setDefault(True)
            away.setFocus()
        return row

    def _on_verb(self, place: int) -> None:
        self.chosen = place
        self.accept()

    @classmethod
    def ask(
        cls, parent: QWidget | None, title: str, text: str, *verbs: str, danger: bool = False
    ) -> int | None:
        """Ask with one button per verb; the place of the chosen verb, or None for "Avbryt"."""
        dialog = cls(parent, title, text, verbs, danger=danger)
        dialog.exec()
        return dialog.chosen


def confirm(parent: QWidget | None, title: str, text: str, verb: str, *, danger: bool = False) -> bool:
    """Ask before something that cannot be undone; the verb is the button's, such as "Fastställ"."""
    return Question.ask(parent, title, text, verb, danger=danger) == 0


def show_error(parent: QWidget | None, title: str, text: str) -> None:
    """Say what went wrong where there is no page to say it on."""
    dialog = Question(parent, title, text, (), close="Stäng")
    dialog.exec()
