"""The gaps of the röda tråden by kind, each with the way to where it is mended."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from app.ui.parts.columns import CellLook, Column
from app.ui.parts.tree_view import TreeView

if TYPE_CHECKING:
    from app.services.checks.finding import Finding
    from app.services.checks.threadgaps import GapGroup, GapList

ALL = "all"
SEVERITIES = ((ALL, "alla"), ("warning", "varningar"), ("note", "noteringar"))
_MEND = "Åtgärda"
_MEND_COLUMN = 2


@dataclass(frozen=True, slots=True)
class GapLine:
    """A row of the list: a kind with its count, or a gap (then `finding`)."""

    id: str
    parent_id: str | None
    text: str
    place: str
    severity: str
    finding: "Finding | None" = None
    kind: str = ""


class GapTree(TreeView):
    """The list; Enter on a gap and a click on its link go to where it is mended."""

    mend_wanted = Signal(object)
    """The finding."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _columns(),
            key=lambda row: row.id,
            parent_key=lambda row: row.parent_id,
            name="Luckor i röda tråden",
            remember_as="gaps",
            parent=parent,
        )
        self.severity = ALL
        self._kinds: set[str] = set()
        self._kind = ""
        self.setMouseTracking(True)
        self.clicked.connect(self._on_clicked)
        self.row_activated.connect(self._mend)
        self.current_changed.connect(self._on_current)

    def show_gaps(self, gaps: "GapList") -> None:
        """Show the gaps, kinds open, keeping what the user has closed."""
        known, place = self._kinds, self.currentIndex().row()
        self._kinds = {group.code for group in gaps.groups}
        self.show_rows(tuple(line for group in gaps.groups for line in _lines(group)))
        for code in self._kinds - known:
            self.setExpanded(self.rows.index_of(code), True)
        if self.current_row() is None:
            self._choose_near(gaps, place)

    def _choose_near(self, gaps: "GapList", place: int) -> None:
        """What was chosen is mended: the next of its kind is, or else the first of all."""
        group = next((group for group in gaps.groups if group.code == self._kind), None)
        group = group or next(iter(gaps.groups), None)
        if group is not None:
            _title, *lines = _lines(group)
            self.select(lines[min(max(place, 0), len(lines) - 1) if group.code == self._kind else 0].id)

    def filter_by(self, text: str) -> None:
        """Show only gaps with these words and of the chosen weight."""
        wanted: Callable[[Any], bool] | None = None
        if self.severity != ALL or text:
            wanted = self._wanted
        self.set_filter(text, wanted)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer says where the link is."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        over = index.column() == _MEND_COLUMN and self._finding(index) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _on_current(self, line: GapLine | None) -> None:
        if line is not None:
            self._kind = line.parent_id or line.id

    def _wanted(self, line: GapLine) -> bool:
        return line.finding is not None and self.severity in (ALL, line.severity)

    def _finding(self, index: QModelIndex) -> "Finding | None":
        line = self.rows.value(index)
        return None if line is None else line.finding

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == _MEND_COLUMN:
            self._mend(self.rows.value(index))

    def _mend(self, line: GapLine | None) -> None:
        if line is not None and line.finding is not None:
            self.mend_wanted.emit(line.finding)


def _lines(group: "GapGroup") -> Iterator[GapLine]:
    title = f"{group.title} ({len(group.gaps)})"
    yield GapLine(group.code, None, title, "", group.severity, kind=group.title)
    told: Counter[object] = Counter()
    for gap in group.gaps:
        place = (gap.kind, gap.key)
        key = f"{group.code}:{gap.kind}:{gap.key}:{told[place]}"
        told[place] += 1
        yield GapLine(key, group.code, gap.message, gap.place, gap.severity, gap, group.title)


def _columns() -> list[Column[GapLine]]:
    def look(line: GapLine) -> CellLook:
        icon = "info" if line.severity == "note" else "warning"
        return CellLook(icon=icon, bold=True) if line.finding is None else CellLook()

    return [
        Column(
            "gap",
            "Lucka",
            lambda line: line.text,
            420,
            stretch=True,
            look=look,
            tooltip=lambda line: line.text,
        ),
        Column(
            "place",
            "Var",
            lambda line: line.place,
            260,
            tooltip=lambda line: line.place,
            look=lambda _l: _MUTED,
        ),
        Column("mend", "Åtgärd", lambda line: _MEND if line.finding else "", 90, look=lambda _line: _LINK),
    ]


_MUTED, _LINK = CellLook(muted=True), CellLook(link=True)
