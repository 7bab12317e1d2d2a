"""Sentences with links, and single links, reachable by keyboard."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.services.formatting import NBSP, keep_together
from app.ui.parts import theme

_FLAGS = Qt.TextInteractionFlag
_MAY_BREAK = "\u200b"
_FROM_TO = re.compile(rf"(?<=\d)–(?=\d{{1,2}}{NBSP})")


@dataclass(frozen=True, slots=True)
class Link:
    """A text that opens its place."""

    text: str
    on_click: Callable[[], object]


class Sentence(QLabel):
    """One wrapped sentence of plain texts and links; nothing in it is read as markup."""

    def __init__(self, parent: QWidget | None = None, *, role: str = "muted", points: float = 0.0) -> None:
        super().__init__(parent)
        self._role = role
        self._parts: tuple[str | Link, ...] = ()
        self.setFont(theme.font(points or theme.BODY_POINTS))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.linkActivated.connect(self._on_link_activated)

    def show_parts(self, *parts: str | Link) -> None:
        """Show texts and links after each other."""
        self._parts = parts
        if self.parent() is not None or not parts:  # without a parent it would be a window of its own
            self.setVisible(bool(parts))
        linked = any(isinstance(part, Link) for part in parts)
        flags = _FLAGS.LinksAccessibleByMouse | _FLAGS.LinksAccessibleByKeyboard
        self.setTextInteractionFlags(flags if linked else _FLAGS.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if linked else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.plain_text())
        self._render()

    def plain_text(self) -> str:
        """The whole sentence without links."""
        return "".join(part.text if isinstance(part, Link) else part for part in self._parts)

    def links(self) -> tuple[Link, ...]:
        """The links in order."""
        return tuple(part for part in self._parts if isinstance(part, Link))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Shift+Tab leaves at the first link, where Qt's label would choose that link again for ever."""
        before = self.selectionStart()
        moved = super().focusNextPrevChild(forward)
        stays = self.window().focusWidget() is self and self.selectionStart() >= before >= 0
        if moved and stays and not forward:
            return QFrame.focusNextPrevChild(self, False)
        return moved

    def changeEvent(self, event: QEvent) -> None:
        """Colours follow light and dark."""
        if event.type() == QEvent.Type.PaletteChange and self._parts:
            self._render()
        super().changeEvent(event)

    def _render(self) -> None:
        accent, ink = theme.color("accent").name(), theme.color(self._role).name()
        self.setText(f'<span style="color:{ink}">{_markup(self._parts, accent)}</span>')

    def _on_link_activated(self, number: str) -> None:
        self.links()[int(number)].on_click()


def _markup(parts: Sequence[str | Link], accent: str) -> str:
    made, number = [], 0
    for part in parts:
        if isinstance(part, Link):
            style = f"color:{accent};text-decoration:none"
            made.append(f'<a href="{number}" style="{style}">{_plain(part.text)}</a>')
            number += 1
        else:
            made.append(_plain(part))
    return "".join(made)


def _plain(text: str) -> str:
    return escape(_kept_together(text)).replace("\n", "<br>")


def _kept_together(text: str) -> str:
    """As on paper, but from a day to a day may be split."""
    return _FROM_TO.sub(f"–{_MAY_BREAK}", keep_together(text))
