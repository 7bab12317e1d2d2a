"""What every page has: title, one sentence of state, actions, content, inspector, and lazy refresh."""

import sys
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.parts.empty_state import EmptyState
from app.ui.parts.head import PageHead
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link

NAVIGATION_SPACE = 480


class WorkspacePort(Protocol):
    """What pages use of the open file; the shell's Workspace fulfils it, tests may use their own."""

    changed: SignalInstance
    """Emitted with `Changes` after every write, undo and redo."""
    working_year_changed: SignalInstance

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        ...

    @property
    def working_year(self) -> int:
        """The year chosen at the top."""
        ...

    @property
    def today(self) -> date:
        """The clock's day."""
        ...

    def read(self, view: Callable[[Any], Any]) -> Any:
        """Build a view: `workspace.read(partial(views.hierarchy, year=2011))`."""
        ...

    def run(self, use_case: Callable[[Any], Any]) -> Any:
        """Run a use case in one transaction; the `Written`, or None when refused (it has been said why)."""
        ...

    def keep_draft(self, field: str, label: str, text: str) -> None:
        """Keep a text that is being written in a field, such as "node:17:text"; no log, no undo."""
        ...

    def drop_draft(self, field: str) -> None:
        """Forget it again."""
        ...

    def tell(self, text: str, kind: str = "info") -> None:
        """Show a sentence above the page: kind is "info", "warning" or "error"."""
        ...

    def open_place(self, kind: str, key: Hashable) -> None:
        """Go to where a row is shown, e.g. `open_place("unit", unit_id)`; the key None is the page itself."""
        ...

    def start_job(
        self,
        title: str,
        work: Callable[[Any], Any],
        *,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        writes: bool = False,
    ) -> Any:
        """Run long work on a thread; see `app.ui.parts.jobs`."""
        ...


class DraftKeeper:
    """Keeps the text of one field while it is typed, and forgets it when it is settled."""

    def __init__(self, workspace: WorkspacePort, field: str, label: str) -> None:
        self._workspace = workspace
        self.field, self.label = field, label

    def __call__(self, text: str | None) -> None:
        """Keep a text; None forgets it."""
        if text is None:
            self._workspace.drop_draft(self.field)
        else:
            self._workspace.keep_draft(self.field, self.label, text)


def draft_keeper(workspace: WorkspacePort, field: str, label: str) -> DraftKeeper:
    """What a `Field` takes as its `draft`; `field` is table, key and name, such as "node:17:text"."""
    return DraftKeeper(workspace, field, label)


class Page(QWidget):
    """Base of every page; override `load`, and `show_place` when rows can be linked to."""

    status_changed = Signal(str)
    """What the status line says while the page is shown, such as "24 av 94 styrelement visas"."""
    badge_changed = Signal(int)
    """What waits for the user, shown beside the page's name; 0 shows nothing."""

    details_wanted_changed = Signal(bool)
    """There is something to show details of, or no longer."""

    shows_kinds: frozenset[str] = frozenset()
    """Names of the tables whose rows the page shows; it refreshes when one of them changes."""
    chapter: str = ""
    """The handbook's chapter that F1 opens here."""
    details_width: int = 320
    """How wide the panel at the right is here, until it is dragged."""

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.inspector: Inspector | None = None
        self.filter_field: QLineEdit | None = None
        self.details_wanted = True
        self._stale = True
        self._status = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._build_frame()
        workspace.changed.connect(self._on_changed)
        workspace.working_year_changed.connect(self._on_working_year_changed)

    def load(self) -> None:
        """Read fresh views and show them; called when shown for the first time and after changes."""
        raise TypeError(f"{type(self).__name__} does not say what it shows")

    def show_place(self, _kind: str, _key: Hashable) -> bool:
        """Select what a link or the search points at; False when it is not on this page."""
        return False

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back in a field such as "node:17:text"; False when it is not
        there. Override where selecting the row does not yet show the field.
        """
        kind, _, rest = field.partition(":")
        key = rest.partition(":")[0]
        shown = key.isdigit() and self.show_place(kind, int(key))
        return shown and self.inspector is not None and self.inspector.resume(field, text)

    def export_actions(self) -> list[QAction]:
        """What the page can export, for the menu Arkiv; made anew each time the menu opens."""
        return []

    def settle(self) -> bool:
        """Make changes of what is typed before the page is left or the program closes."""
        return self.inspector.settle() if self.inspector is not None else True

    def refresh(self) -> None:
        """Load now when visible, otherwise when shown next."""
        self._stale = True
        if self.isVisible():
            self._load_if_stale()

    def set_title(self, title: str, *state: str | Link) -> None:
        """Show the title and one sentence of state, whose figures may be links."""
        self.setAccessibleName(title)
        self.head.show_title(title, state)

    def set_status(self, text: str) -> None:
        """Say something in the status line."""
        self._status = text
        self.status_changed.emit(text)

    @property
    def status(self) -> str:
        """What the status line says for this page."""
        return self._status

    def add_action(self, widget: QWidget) -> None:
        """Put a button or field at the right of the title."""
        self.head.add_action(widget)

    def add_tool(self, widget: QWidget | None = None) -> None:
        """Put a widget in the row under the title; None adds the space that pushes the rest right."""
        self.head.add_tool(widget)

    def set_content(self, widget: QWidget) -> None:
        """Fill the page."""
        while (item := self._content.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.setParent(None)
        self._content.addWidget(widget)
        widget.show()
        self.want_details(not isinstance(widget, EmptyState))

    def want_details(self, wanted: bool) -> None:
        """Whether there is anything to show details of; where nothing is, the page takes the room."""
        if wanted != self.details_wanted:
            self.details_wanted = wanted
            self.details_wanted_changed.emit(wanted)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small laptop with everything open."""
        return QSize(NAVIGATION_SPACE, 240)

    def showEvent(self, event: QShowEvent) -> None:
        """Load what has become stale."""
        super().showEvent(event)
        self._load_if_stale()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page makes changes of what is typed."""
        super().hideEvent(event)
        _guarded(self.settle)

    def _load_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            _guarded(self.load)

    def _on_changed(self, changes: Any) -> None:
        if not changes.kinds or changes.kinds & self.shows_kinds:
            self.refresh()

    def _on_working_year_changed(self, _year: int) -> None:
        self.refresh()

    def _build_frame(self) -> None:
        self.head = PageHead()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        rule = QFrame()
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        column.addWidget(rule)
        self._content = QVBoxLayout()
        self._content.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._content, 1)


def _guarded(work: Callable[[], object]) -> None:
    """Report an error here: on Python 3.11 one that leaves an event handler can end the process."""
    try:
        work()
    except Exception:
        sys.excepthook(*sys.exc_info())
