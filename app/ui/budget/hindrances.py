"""What must be put right before a decision: how many things, and the list of them with links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.parts import icons, theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.layouts import fit_to_words
from app.ui.parts.links import Link, Sentence
from app.ui.parts.sign import Sign

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_SPACE = 6
_WIDTH, _HIGHEST = 520, 460
TITLE = "Att rätta före beslut"
_SIGNS = {"error": ("error", "unmet"), "warning": ("warning", "partly"), "note": ("info", "muted")}
#: What a finding that is no fault but stops the version is signed as.
_STOPS = ("warning", "unmet")


_Read = Callable[[], tuple[Any, Sequence[Any], Sequence[Any]]]
"""The version, its findings, and those of them that stop it."""


class Hindrances(QWidget):
    """Shows "1 hinder", and nothing when there is none."""

    def __init__(self, on_click: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on_click = on_click
        self.count = 0
        self.words = Sentence()
        self.words.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACE)
        row.addWidget(_Warning())
        row.addWidget(self.words)

    def show_count(self, count: int, *, decided: bool) -> None:
        """Say how many there are; what is decided is no longer hindered, but still wrong."""
        self.count = count
        self.setVisible(count > 0)
        if count:
            one, several = ("anmärkning", "anmärkningar") if decided else ("hinder", "hinder")
            self.words.show_parts(Link(write_count(count, one, several), self._on_click))


class FindingsDialog(QDialog):
    """Every finding with its sentence and the way to it; it stays while things are put right."""

    def __init__(self, page: BudgetPage, read: _Read) -> None:
        super().__init__(page)
        self._page, self._read = page, read
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        self.heading = QLabel(TITLE)
        self.heading.setFont(theme.font(theme.TITLE_POINTS, semibold=True))
        self.summary = Sentence()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("Det som ska rättas")
        for widget in (self.heading, self.summary, self._area):
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(primary_button("Stäng", on_click=self.close))
        column.addLayout(buttons)
        self.links: list[Link] = []
        self._rows = QVBoxLayout()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.load)
        page.workspace.changed.connect(self._on_changed)
        self.load()

    def load(self) -> None:
        """List what stops the version first, then what is good to know."""
        version, found, stopping = self._read()
        if version is None:
            self.close()
            return
        decided = bool(version.locked)
        self.summary.show_parts(_summary(len(found), len(stopping), version.name, decided=decided))
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, theme.NEAR, 0)
        rows.setSpacing(theme.NEAR)
        self.links = []
        stops = set(map(id, stopping))
        for place, each in enumerate(found):
            if place:
                rows.addWidget(_rule())
            rows.addLayout(self._row(each, id(each) in stops))
        rows.addStretch(1)
        self._area.setWidget(holder)
        self._area.setVisible(bool(found))
        self._rows = rows
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The list is as high as its sentences at this width, but never higher than there is room for."""
        width = max(_WIDTH, self.width() if self.isVisible() else 0) - 2 * theme.PAGE_MARGIN
        high = self._rows.totalHeightForWidth(width)
        if high > _HIGHEST:
            high = self._rows.totalHeightForWidth(width - self._area.verticalScrollBar().sizeHint().width())
        holder = self._area.widget()
        if holder is not None:
            holder.setMinimumHeight(high)  # or it is as high as its sentences at their narrowest
        self._area.setFixedHeight(min(_HIGHEST, high))
        if self.isVisible():
            fit_to_words(self, _WIDTH)

    def _go(self, finding: Any) -> None:
        from app.ui.budget.versioning import go_to_finding

        go_to_finding(self._page, finding)
        page = self._page
        page.window().activateWindow()
        held = page.window().focusWidget()
        if held is None or not page.tab.isAncestorOf(held):
            shown = page.grid.view if page.tab is page.frames else page.tab
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, _changes: object) -> None:
        self._soon.start()

    def _row(self, finding: Any, stops: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        name, role = _STOPS if stops and finding.severity != "error" else _SIGNS[finding.severity]
        row.addWidget(Sign(name, None, role), 0, Qt.AlignmentFlag.AlignTop)
        said = Sentence(role="ink")
        said.show_parts(finding.message if finding.message.endswith(".") else f"{finding.message}.")
        row.addWidget(said, 1)
        if finding.kind is not None:
            link = Link("Visa", partial(self._go, finding))
            self.links.append(link)
            way = Sentence()
            way.setWordWrap(False)
            way.show_parts(link)
            way.setAccessibleName(f"Visa: {finding.message}")
            row.addWidget(way, 0, Qt.AlignmentFlag.AlignTop)
        return row


def _summary(count: int, stopping: int, name: str, *, decided: bool) -> str:
    if not count:
        return f"Inget att rätta i {name}."
    if decided:
        return f"{name} är beslutad. Det här står kvar att rätta i nästa version."
    if not stopping:
        return f"{name} kan göras klar för beslut. Det här är bra att känna till."
    words = write_count(stopping, "sak", "saker")
    return f"{words} ska rättas innan {name} är klar för beslut."


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", True)
    rule.setFixedHeight(1)
    return rule


class _Warning(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(icons.TREE_SIZE, icons.TREE_SIZE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the triangle in the palette that is in force."""
        painter = QPainter(self)
        picture = icons.pixmap("warning", "unmet", icons.TREE_SIZE, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(0, 0), picture)
