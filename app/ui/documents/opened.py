"""One document opened from the register: its tabs, each of which edits a part of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.ui.documents.attachments_tab import AttachmentsTab
from app.ui.documents.content import ContentTab
from app.ui.documents.decisions_tab import DecisionsTab
from app.ui.documents.head_tab import HeadTab
from app.ui.documents.paper import PaperTab
from app.ui.documents.referral_tab import ReferralTab
from app.ui.documents.versions_tab import VersionsTab
from app.ui.parts import theme
from app.ui.parts.links import Link, Sentence

if TYPE_CHECKING:
    from app.services.steering.documents.views import DocumentView
    from app.ui.documents.editing import Editing
    from app.ui.parts.page import WorkspacePort

CONTENT, HEAD, DECISIONS, REFERRAL, ATTACHMENTS, VERSIONS, PAPER = range(7)
_TITLES = ("Innehåll", "Uppgifter", "Beslut", "Remiss", "Bilagor", "Versioner", "Utskrift")


class Tab(Protocol):
    """What every tab can do."""

    def show_document(self, view: DocumentView | None) -> None:
        """Show a document."""
        ...

    def settle(self) -> bool:
        """Make changes of what is typed."""
        ...


class OpenedDocument(QWidget):
    """Tabs over one document; all of them are shown the same view."""

    version_wanted = Signal(object)
    """A version to read by its id, or None for the newest."""

    def __init__(
        self,
        workspace: WorkspacePort,
        editing: Editing,
        window: QWidget,
        open_document: Callable[[int, int | None], object],
    ) -> None:
        super().__init__()
        self.view: DocumentView | None = None
        self.content = ContentTab(workspace)
        self.head = HeadTab(workspace, editing, open_document)
        self.decisions = DecisionsTab(workspace, editing)
        self.referral = ReferralTab(workspace, editing)
        self.attachments = AttachmentsTab(workspace, window)
        self.versions = VersionsTab(workspace, self.version_wanted.emit)
        self.paper = PaperTab(workspace)
        self.tabs: tuple[QWidget, ...] = (
            self.content, self.head, self.decisions, self.referral, self.attachments, self.versions,
            self.paper,
        )  # fmt: skip
        self._build()

    def show_document(self, view: DocumentView | None) -> None:
        """Show a document in all tabs; another document begins with its content."""
        other = view is not None and (self.view is None or self.view.node_id != view.node_id)
        self.view = view
        for tab in self.tabs:
            tab.show_document(view)  # type: ignore[attr-defined]
        if view is None:
            return
        if other:
            self.bar.setCurrentIndex(CONTENT)
        self._show_counts(view)
        self._show_old(view)

    def settle(self) -> bool:
        """Make changes of what is typed in any tab."""
        done = [tab.settle() for tab in self.tabs]  # type: ignore[attr-defined]
        return all(done)

    def open_tab(self, place: int) -> None:
        """Go to a tab."""
        self.bar.setCurrentIndex(place)

    def step_back(self) -> bool:
        """Go back inside a tab; False where it has nothing to go back from."""
        if self.bar.currentIndex() != VERSIONS or not self.versions.is_comparing:
            return False
        self.versions.show_list()
        return True

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back where it was typed."""
        for place, tab in ((HEAD, self.head), (CONTENT, self.content)):
            resume = getattr(tab, "resume", None)
            if resume is not None and resume(field, text):
                self.open_tab(place)
                return True
        return False

    def _build(self) -> None:
        self.bar = QTabBar()
        self.bar.setAccessibleName("Dokumentets flikar")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for title in _TITLES:
            self.bar.addTab(title)
        self._stack = QStackedWidget()
        for tab in self.tabs:
            self._stack.addWidget(tab)
        self.bar.currentChanged.connect(self._on_tab)
        self._old = Sentence(role="ink")
        self._old.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN, theme.NEAR)
        self._old.hide()
        rule = QFrame()
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        row = QVBoxLayout()
        row.setContentsMargins(theme.GROUP, 0, theme.GROUP, 0)
        row.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(rule)
        column.addWidget(self._old)
        column.addWidget(self._stack, 1)

    def _on_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)

    def _show_counts(self, view: DocumentView) -> None:
        asked = len(view.referrals)
        counts = {
            REFERRAL: f"{view.answered}/{asked}" if asked else "",
            ATTACHMENTS: str(len(view.attachments)) if view.attachments else "",
            VERSIONS: str(len(view.versions)) if len(view.versions) > 1 else "",
        }
        for place, count in counts.items():
            self.bar.setTabText(place, f"{_TITLES[place]} {count}" if count else _TITLES[place])

    def _show_old(self, view: DocumentView) -> None:
        if view.newest:
            self._old.show_parts()
            self._old.hide()
            return
        words = f"Du läser version {view.number}, {view.status_word.lower()}. "
        self._old.show_parts(words, Link("Visa den nya", lambda: self.version_wanted.emit(None)))
        self._old.show()
