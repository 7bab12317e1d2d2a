"""One thread as an indented list and a graph beside each other, with the same element chosen in both."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.links import Sentence
from app.ui.parts.tree_view import TreeView
from app.ui.thread.graph import GraphView

if TYPE_CHECKING:
    from app.services.checks.finding import Finding
    from app.services.steering.thread.following import Thread
    from app.services.steering.thread.indented import ListedNode
    from app.services.steering.thread.reading import ThreadMap
    from app.services.steering.views import NodeRow

_LIST, _ALL = "list", "all"
_CHOICES = ((_LIST, "Tråden"), (_ALL, "Alla"))
_LIST_WIDTH, _GRAPH_WIDTH = 300, 620
_LEVEL_WIDTH = 120
_INDENT = 13
_PROGRESS = {"planned": "clock", "ongoing": "half", "done": "check", "cancelled": "cross"}


class ThreadView(QSplitter):
    """Shows what it is given; what is chosen and asked for is told by signals."""

    chosen = Signal(object)
    """The key of an element that was chosen in the list or the graph."""
    centre_wanted = Signal(object)
    """The key of an element whose thread is asked for."""
    back_wanted = Signal()

    def __init__(self, icons: Mapping[int, str], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._icons = icons
        self._gaps: Mapping[int, Sequence[Finding]] = {}
        self._alike: set[str] = set()
        self._quiet = False
        self.which = SegmentedControl(_CHOICES, name="Vad listan visar")
        self.listed = TreeView(
            self._list_columns(),
            key=lambda row: row.id,
            parent_key=lambda row: row.parent_id,
            name="Röda tråden som lista",
            remember_as="thread",
        )
        self.everything = TreeView(
            self._all_columns(),
            key=lambda row: row.id,
            parent_key=lambda row: row.parent_id,
            name="Alla styrelement",
            remember_as="thread-all",
        )
        for tree in (self.listed, self.everything):
            tree.setIndentation(_INDENT)
        self.limit = Sentence()
        self.graph = GraphView()
        self._arrange()
        self._listen()

    @property
    def current_list(self) -> TreeView:
        """The list that is shown, which the filter concerns."""
        return self.everything if self.which.choice == _ALL else self.listed

    def show_all(self, threads: "ThreadMap") -> None:
        """Show every element to choose from."""
        self._quiet = True
        first = not self.everything.rows.count
        titles = Counter(row.title for row in threads.rows.values())
        self._alike = {title for title, count in titles.items() if count > 1}
        self.everything.show_rows(tuple(threads.rows.values()))
        if first:
            self.everything.open_to(2)
        self._quiet = False

    def show_thread(self, thread: "Thread", gaps: "Mapping[int, Sequence[Finding]]", *, moved: bool) -> None:
        """Show a thread; `moved` when another element than before is its centre."""
        from app.services.steering.thread.indented import indented
        from app.services.steering.thread.picture import thread_picture

        self._gaps = gaps
        self._quiet = True
        self.limit.show_parts(*filter(None, (thread.limit_words,)))
        self.listed.show_rows(indented(thread))
        self.listed.expandAll()
        self.graph.show_picture(thread_picture(thread, {key: len(found) for key, found in gaps.items()}))
        if moved:
            self.graph.choose(thread.centre)
            self.graph.go_to_current()
        self.listed.select(self.graph.current)
        self.everything.select(thread.centre)
        self._quiet = False

    def choose(self, key: int) -> bool:
        """Choose an element of the shown thread, in list and graph; False when it is not in it."""
        picture = self.graph.picture
        if picture is None or picture.box(key) is None:
            return False
        self._quiet = True
        self.graph.choose(key)
        self.listed.select(key)
        self._quiet = False
        self.chosen.emit(key)
        return True

    def _list_columns(self) -> list[Column[Any]]:
        from app.services.steering.thread.working import Work

        def look(row: "ListedNode") -> CellLook:
            if isinstance(row.row, Work):
                icon = "assignment" if row.row.kind == "assignment" else _PROGRESS[row.row.status]
                return CellLook(icon=icon, warning=row.late_word.lower(), muted=True)
            gaps = len(self._gaps.get(row.id, ()))
            words = write_count(gaps, "lucka", "luckor") if gaps else ""
            icon = self._icons.get(row.row.level_id, "document")
            return CellLook(icon=icon, warning=words, bold=row.current)

        return [
            Column(
                "title",
                "Benämning",
                lambda row: row.title,
                300,
                stretch=True,
                look=look,
                tooltip=lambda row: f"{row.words}. {row.status}." if row.status else row.words,
            ),
            Column("tie", "Koppling", lambda row: row.tie_words, 160, look=lambda _row: _MUTED, hidden=True),
            Column(
                "level", "Nivå", lambda row: row.level, _LEVEL_WIDTH, look=lambda _row: _MUTED, hidden=True
            ),
        ]

    def _all_columns(self) -> list[Column[Any]]:
        def look(row: "NodeRow") -> CellLook:
            return CellLook(icon=self._icons.get(row.level_id, "document"))

        def title(row: "NodeRow") -> str:
            return f"{row.title}, {row.unit}" if row.unit and row.title in self._alike else row.title

        return [
            Column(
                "title",
                "Benämning",
                title,
                300,
                stretch=True,
                look=look,
                tooltip=lambda row: f"{row.level}: {row.title}",
            ),
            Column(
                "level", "Nivå", lambda row: row.level, _LEVEL_WIDTH, look=lambda _row: _MUTED, hidden=True
            ),
        ]

    def _arrange(self) -> None:
        self._lists = QStackedWidget()
        self._lists.addWidget(self.listed)
        self._lists.addWidget(self.everything)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._lists, 1)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        self.limit.setContentsMargins(theme.GROUP, theme.GRID, theme.GROUP, theme.GRID)
        beside.addWidget(self.limit)
        beside.addWidget(self.graph, 1)
        self.limit.hide()
        self.addWidget(left)
        self.addWidget(right)
        self.setHandleWidth(1)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setCollapsible(1, False)
        self.setSizes([_LIST_WIDTH, _GRAPH_WIDTH])
        self.setFrameShape(QFrame.Shape.NoFrame)

    def _listen(self) -> None:
        self.which.chosen.connect(self._on_which_chosen)
        self.listed.current_changed.connect(self._on_listed)
        self.listed.row_activated.connect(lambda row: self.centre_wanted.emit(row.id))
        self.everything.current_changed.connect(self._on_picked)
        self.graph.chosen.connect(self._on_graph_chosen)
        self.graph.centre_wanted.connect(self.centre_wanted)
        self.graph.back_wanted.connect(self.back_wanted)

    def _on_which_chosen(self, which: object) -> None:
        self._lists.setCurrentWidget(self.everything if which == _ALL else self.listed)

    def _on_listed(self, row: "ListedNode | None") -> None:
        if row is not None and not self._quiet:
            self.graph.choose(row.id)
            self.chosen.emit(row.id)

    def _on_picked(self, row: "NodeRow | None") -> None:
        if row is not None and not self._quiet:
            self.centre_wanted.emit(row.id)

    def _on_graph_chosen(self, key: int) -> None:
        self._quiet = True
        self.listed.select(key)
        self._quiet = False
        self.chosen.emit(key)


_MUTED = CellLook(muted=True)
