"""Explanations where the words stand: a tooltip over a word of the glossary, and Shift+F1 at the keyboard."""

import sys
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWhatsThis, QWidget

from app.services.formatting import keep_together
from app.ui.parts import theme
from app.ui.shell.spots import Spot, spot_at, spots_of

if TYPE_CHECKING:
    from app.services.steering.wordforms import Meaning, WordIndex
    from app.ui.shell.workspace import Workspace

WIDEST = 360
LONGEST_TEXT = 80
"""In a longer text only the very word that is pointed at is explained."""
_MOST = 4
_TOOLTIP = QEvent.Type.ToolTip
_KINDS = frozenset({"glossary_term", "level", "perspective"})
_NOTHING = "Inget av orden här finns i ordlistan."


class Explainer(QObject):
    """Answers every tooltip of the program; the index of words is made when the first one asks for it."""

    def __init__(self, workspace: "Callable[[], Workspace | None]", parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._followed: Workspace | None = None
        self._index: WordIndex | None = None
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the tooltips that say something of a word; leave every other event alone."""
        if event.type() != _TOOLTIP or not isinstance(watched, QWidget):
            return False
        try:
            return isinstance(event, QHelpEvent) and self._tell(watched, event)
        except Exception:  # an error that left an event handler could end the process
            sys.excepthook(*sys.exc_info())
            return False

    def explain_focus(self) -> None:
        """Explain the words where the keyboard is, on the screen and to a screen reader."""
        widget = QApplication.focusWidget()
        if widget is None:
            return
        found = {meaning: None for spot in spots_of(widget) if (meaning := self.meaning(spot)) is not None}
        meanings = list(found)[:_MOST]
        place = widget.mapToGlobal(_below(widget).bottomLeft())
        QWhatsThis.showText(place, markup(meanings) or escape(_NOTHING), widget)
        said = " ".join(f"{each.word}: {each.explanation}" for each in meanings) or _NOTHING
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, said))

    def meaning(self, spot: Spot) -> "Meaning | None":
        """What the text of a spot is explained with."""
        index = self._index_now()
        if spot.at is not None:
            pointed = index.at(spot.text, spot.at)
            if pointed is not None:
                return pointed.meaning
        if len(spot.text) > LONGEST_TEXT:
            return None
        # A heading that is shortened says its whole name in the tooltip.
        texts = [text for text in (spot.text, spot.told) if len(text) <= LONGEST_TEXT]
        found = [one for one in map(index.find, texts) if one is not None]
        longest = max(found, key=lambda one: one.end - one.start, default=None)
        return longest.meaning if longest is not None else None

    def _tell(self, widget: QWidget, event: QHelpEvent) -> bool:
        spot = spot_at(widget, event.pos())
        meaning = self.meaning(spot) if spot is not None and (spot.text or spot.told) else None
        if spot is None or meaning is None:
            return False
        QToolTip.showText(event.globalPos(), markup([meaning], spot.told), widget, spot.area)
        return True

    def _index_now(self) -> "WordIndex":
        from app.services.steering import glossary

        space = self._workspace()
        if space is not self._followed:
            self._followed, self._index = space, None
            if space is not None:
                space.changed.connect(self._on_changed)
        if self._index is None:
            self._index = glossary.general_index() if space is None else space.read(glossary.word_index)
        return self._index

    def _on_changed(self, changes: object) -> None:
        kinds: frozenset[str] = getattr(changes, "kinds", frozenset())
        if not kinds or kinds & _KINDS:
            self._index = None


def markup(meanings: "Sequence[Meaning]", told: str = "") -> str:
    """Words and explanations under each other, after what is told already; no wider than `WIDEST`."""
    paragraphs = [_plain(told)] if told else []
    paragraphs += [
        f'<span style="font-weight:600">{_plain(each.word)}</span> – {_plain(each.explanation)}'
        for each in meanings
    ]
    if not paragraphs:
        return ""
    texts = [*told.split("\n"), *(f"{each.word} – {each.explanation}" for each in meanings)]
    measure = QFontMetrics(theme.font(semibold=True))
    fits = max(measure.horizontalAdvance(text) for text in texts) <= WIDEST
    width = "" if fits else f' width="{WIDEST}"'
    inside = "".join(
        f'<p style="margin:{theme.NEAR if place else 0}px 0 0 0">{text}</p>'
        for place, text in enumerate(paragraphs)
    )
    return f'<table cellspacing="0" cellpadding="0"{width}><tr><td>{inside}</td></tr></table>'


def _plain(text: str) -> str:
    """Text as markup that says just that, with day and month on one line."""
    return escape(keep_together(text)).replace("\n", "<br>")


def _below(widget: QWidget) -> QRect:
    """Where the keyboard is in a widget: the current cell of a view, or the whole of it."""
    return next((spot.area for spot in spots_of(widget)), widget.rect())
