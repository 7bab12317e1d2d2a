"""What a section holds before anybody writes in it: what it lacks, its data with links, its standard text."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.parts import theme
from app.ui.parts.layouts import empty
from app.ui.parts.links import Link, Sentence
from app.ui.parts.sign import Sign

if TYPE_CHECKING:
    from app.services.agreements.sections import SectionView, SourceLink
    from app.services.agreements.views import AgreementDetail

_TOP = Qt.AlignmentFlag.AlignTop
_AS_NEEDED = Qt.ScrollBarPolicy.ScrollBarAsNeeded
_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_SHARE = 0.52
"""How much of the height goes to what is given; the rest is for writing."""
_FOR_WRITING = 220
"""What the title and the editor need."""
_FEW, _SHORT = 4, 280
_NARROWEST = 120
_DOT = " · "
_ICONS = {
    "frame": "coins",
    "plan_version": "coins",
    "budget_plan": "coins",
    "node": "goal",
    "goal": "goal",
    "indicator": "target",
    "measurement": "target",
    "activity": "calendar",
    "wheel_activity": "calendar",
    "wheel_pattern": "wheel",
    "assignment": "assignment",
    "unit": "organisation",
}
_FOLLOWS = "Hämtas ur uppgifterna och följer dem tills handlingen beslutas:"
_NOTHING = "Fylls i ur uppgifterna när de finns:"
_PAGES = {
    "frames": ("Lägg in ramen på sidan Budget", "frame"),
    "goals": ("Lägg till mål på sidan Styrmodell", "node"),
    "activities": ("Lägg till aktiviteter på sidan Uppdrag", "activity"),
    "assignments": ("Lägg till uppdrag på sidan Uppdrag", "assignment"),
    "key_figures": ("Lägg till mått på sidan Mål och styrkort", "indicator"),
}
_UNPRINTED = "Avsnittet skrivs inte ut än."
_FROZEN = "Så är uppgifterna nu. Handlingen är beslutad och visar dem som de var då:"


class Panel(QFrame):
    """A ground a little apart from the page."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(self.rect(), 4, 4)


class Given(QScrollArea):
    """Takes the height it needs, up to a share of the room; what is more is reached by scrolling."""

    rebuilt = Signal()
    """The links are others, and stand last in the order of Tab."""

    def __init__(
        self,
        open_place: Callable[[str, Hashable], object],
        open_standard: Callable[[], object],
        plan: Callable[[AgreementDetail], object],
    ) -> None:
        super().__init__()
        self._open_place, self._open_standard, self._plan = open_place, open_standard, plan
        self._detail: AgreementDetail | None = None
        self._section: SectionView | None = None
        self._editable = self._whole = self._every = False
        self._room = 0
        self.setAccessibleName("Det som avsnittet redan innehåller")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(_NEVER)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, theme.NEAR, 0)
        self._column.setSpacing(theme.NEAR)
        self.setWidget(self._body)

    def show_section(self, detail: AgreementDetail, section: SectionView, *, editable: bool) -> None:
        """Show what a section of an agreement holds."""
        if self._section is None or section.part_id != self._section.part_id:
            self._whole = self._every = False
            self.verticalScrollBar().setValue(0)
        self._detail, self._section, self._editable = detail, section, editable
        self._rebuild()

    def fit(self, room: int) -> None:
        """Take the height that is needed of the room there is."""
        self._room = room
        width = max(self.width(), _NARROWEST)
        needed = self._column.totalHeightForWidth(width) if self._column.count() else 0
        height = min(needed, max(min(int(room * _SHARE), room - _FOR_WRITING), 0))
        # A bar that is not needed would take width from the words, which then need it.
        self.setVerticalScrollBarPolicy(_AS_NEEDED if needed > height else _NEVER)
        self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the words elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._room:
            self.fit(self._room)

    def _rebuild(self) -> None:
        section = self._section
        if section is None:
            return
        empty(self._column)
        frozen = self._detail is not None and self._detail.row.locked
        if section.description and not frozen:
            self._add(_words(section.description))
        if section.lacks and not frozen:
            self._add(_lacks(section.lacks))
        elif section.hints and not section.printed and not frozen:
            self._add(_words(" ".join((_UNPRINTED, *section.hints))))
        deeds = self._deeds(section) if self._editable else ()
        if section.links or deeds:
            self._add(self._sources(section.links, deeds, frozen))
        if section.standard:
            self._add(self._standard(section.standard, frozen))
        self.setVisible(bool(self._column.count()))
        self._column.addStretch(1)
        if self._room:
            self.fit(self._room)
        self.rebuilt.emit()

    def linked(self) -> tuple[Sentence, ...]:
        """The sentences with links, in order."""
        every = self._body.findChildren(Sentence)
        return tuple(one for one in every if one.links() and one.isVisibleTo(self._body))

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()

    def _sources(self, links: tuple[SourceLink, ...], deeds: tuple[Link, ...], frozen: bool) -> QWidget:
        panel, grid = Panel(), QGridLayout()
        grid.setContentsMargins(12, theme.NEAR, 12, theme.NEAR)
        grid.setHorizontalSpacing(theme.NEAR)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        panel.setLayout(grid)
        lead = Sentence(points=theme.SECONDARY_POINTS)
        lead.show_parts(_FROZEN if frozen else _FOLLOWS if links else _NOTHING)
        grid.addWidget(lead, 0, 0, 1, 2)
        shown = links if self._every or len(links) <= _FEW + 1 else links[:_FEW]
        for row, link in enumerate(shown, 1):
            grid.addWidget(Sign(_ICONS.get(link.kind, "link"), None, "muted"), row, 0, _TOP)
            told = Sentence(role="muted")
            told.show_parts(*self._source(link))
            grid.addWidget(told, row, 1)
        if len(shown) < len(links):
            more = Sentence()
            words = f"Visa {write_count(len(links) - len(shown), 'till', 'till')}"
            more.show_parts(Link(words, self._show_every))
            grid.addWidget(more, len(shown) + 1, 1)
        for row, deed in enumerate(deeds, len(shown) + 2):
            told = Sentence()
            told.show_parts(deed)
            grid.addWidget(told, row, 1)
        return panel

    def _deeds(self, section: SectionView) -> tuple[Link, ...]:
        """What the user can do about the data that the section is filled in from."""
        detail = self._detail
        if detail is None:
            return ()
        made = []
        for fill in section.fills:
            if fill == "follow_up":
                made.append(Link(_plan_words(detail), partial(self._plan, detail)))
            elif fill == "commitments":
                go = partial(self._open_place, "node", detail.row.node_id)
                made.append(Link("Lägg till åtaganden", go))
            elif fill in _PAGES and not section.links:
                words, kind = _PAGES[fill]
                made.append(Link(words, partial(self._open_place, kind, None)))
        return tuple(made)

    def _source(self, link: SourceLink) -> tuple[str | Link, ...]:
        opened = Link(link.words, lambda: self._open_place(link.kind, link.key))
        return (opened, f"{_DOT}{link.detail}") if link.detail else (opened,)

    def _standard(self, text: str, frozen: bool) -> QWidget:
        panel = Panel()
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, theme.NEAR, 12, theme.NEAR)
        column.setSpacing(theme.GRID)
        long = len(text) > _SHORT
        called = "Standardtexten som den lyder nu" if frozen else "Standardtext"
        head: list[str | Link] = [called, _DOT, Link("Ändra standardtexten", self._open_standard)]
        if long:
            words = "Visa mindre" if self._whole else "Visa hela"
            head += [_DOT, Link(words, self._toggle_whole)]
        lead = Sentence(points=theme.SECONDARY_POINTS)
        lead.show_parts(*head)
        column.addWidget(lead)
        shown = text if self._whole or not long else _shortened(text)
        label = _words(shown)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
        return panel

    def _toggle_whole(self) -> None:
        self._whole = not self._whole
        self._rebuild()

    def _show_every(self) -> None:
        self._every = True
        self._rebuild()


def _plan_words(detail: AgreementDetail) -> str:
    if not detail.follow_up:
        return "Skriv planen för uppföljning…"
    return f"Ändra planen för uppföljning, {write_count(len(detail.follow_up), 'rad', 'rader')}…"


def _words(text: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setText(text)
    return label


def _lacks(lacks: tuple[str, ...]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for lack in lacks:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(Sign("warning", None, "partly"), 0, _TOP)
        told = Sentence(role="ink")
        told.show_parts(lack)
        row.addWidget(told, 1)
        column.addLayout(row)
    return holder


def _shortened(text: str) -> str:
    """The beginning, up to the end of a word."""
    cut = text[:_SHORT].rsplit(" ", 1)[0].rstrip()
    return f"{cut} …"
