"""The list beside the wheel: everything that the wheel holds, in rows that keyboard and reader reach."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent

from app.services.formatting import write_long_date
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.table_view import TableView
from app.ui.wheel import wheel_words, words
from app.ui.wheel.activity_delegate import STATUS, TIME, TITLE, ActivityDelegate, height_of
from app.ui.wheel.activity_rows import ListRow, list_rows
from app.ui.wheel.telling import told_law

if TYPE_CHECKING:
    from app.services.wheel.views import WheelView

_WIDTHS = (90, 200, 96)
#: A list narrower than this has titles of one word to a line, unless the other columns give some room.
_TIGHT, _GIVEN = 352, 12
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
_MUTED = CellLook(muted=True)


@dataclass(frozen=True)
class _Spoken(Column[ListRow]):
    """A column whose rows say in words all that is only drawn."""

    def accessible(self, row: ListRow) -> str:
        """The title with phase, bodies and what is remarked."""
        return row.spoken


class ActivityList(TableView):
    """Activities with a time, those without, and the days by law; a heading sorts within its parts."""

    chosen = Signal(object)
    """The row that the user went to: an activity, a day by law, or None for a heading."""

    def __init__(self, can_rename: Callable[[ListRow], bool], rename: Callable[[ListRow, str], bool]) -> None:
        super().__init__(
            _columns(can_rename, rename),
            key=lambda row: row.key,
            name="Aktiviteter",
            remember_as="wheel_list",
            sortable=False,
        )
        self._view: WheelView | None = None
        self._sorted: tuple[str, Qt.SortOrder] = ("", _ASCENDING)
        self._showing = False
        self._tight = False
        self.setItemDelegate(ActivityDelegate(self))
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._on_header)
        header.sectionResized.connect(lambda *_: self._fit_heights())
        header.setSortIndicator(-1, _ASCENDING)
        self.current_changed.connect(self._on_current)

    def show_view(self, view: "WheelView") -> None:
        """Show what is left of a year; what was selected stays so where it is still there."""
        self._view = view
        by, order = self._sorted
        self._showing = True
        try:
            self.show_rows(list_rows(view, by, descending=order is _DESCENDING))
        finally:
            self._showing = False
        self._span_headings()
        self._fit_heights()

    def choose(self, key: Hashable | None) -> bool:
        """Select a row without telling; None selects nothing."""
        self._showing = True
        try:
            if key is None:
                self.clearSelection()
                self.setCurrentIndex(self.rows.index(-1, 0))
                return True
            row = self.current_row()
            return (row is not None and row.key == key) or self.select(key)
        finally:
            self._showing = False

    @property
    def shown(self) -> tuple[ListRow, ...]:
        """The rows as they stand, headings and all."""
        return self.rows.shown

    def sort_list(self, by: str, order: Qt.SortOrder = _ASCENDING) -> None:
        """Sort by a column; "" and "time" give the order of the year."""
        self._sorted = (by, order)
        keys = [column.key for column in self.rows.columns]
        self.horizontalHeader().setSortIndicator(keys.index(by) if by in keys else -1, order)
        if self._view is not None:
            self.show_view(self._view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks titles otherwise, and a narrow one takes from time and status for them."""
        super().resizeEvent(event)
        if (event.size().width() < _TIGHT) != self._tight:
            self._tight = not self._tight
            self._fit_widths()
        self._fit_heights()

    def _on_header(self, place: int) -> None:
        key = self.rows.columns[place].key
        by, order = self._sorted
        if by != key:
            self.sort_list(key, _ASCENDING)
        elif order is _ASCENDING:
            self.sort_list(key, _DESCENDING)
        else:
            self.sort_list("")

    def _on_current(self, row: Any) -> None:
        if not self._showing:
            self.chosen.emit(row)

    def _span_headings(self) -> None:
        self.clearSpans()
        for place, row in enumerate(self.rows.shown):
            if row.heading:
                self.setSpan(place, 0, 1, len(self.rows.columns))

    def _fit_widths(self) -> None:
        """Without a word to the memory: it is the panel that is narrow, not the user's choice."""
        header = self.horizontalHeader()
        more = -_GIVEN if self._tight else _GIVEN
        header.blockSignals(True)
        for place in (TIME, STATUS):
            header.resizeSection(place, self.columnWidth(place) + more)
        header.blockSignals(False)
        self.doItemsLayout()

    def _fit_heights(self) -> None:
        title, time = self.columnWidth(TITLE), self.columnWidth(TIME)
        heights = self.verticalHeader()
        for place, row in enumerate(self.rows.shown):
            wanted = height_of(row, title, time)
            if heights.sectionSize(place) != wanted:
                heights.resizeSection(place, wanted)


def _columns(
    can_rename: Callable[[ListRow], bool], rename: Callable[[ListRow, str], bool]
) -> tuple[Column[ListRow], ...]:
    return (
        Column("time", "Tid", lambda row: row.time, width=_WIDTHS[TIME], tooltip=_time_tooltip),
        _Spoken(
            "title", "Aktivitet", lambda row: row.title, width=_WIDTHS[TITLE], stretch=True, tooltip=_tooltip,
            editable=can_rename, commit=rename,
        ),
        Column("status", "Status", lambda row: row.status, width=_WIDTHS[STATUS], tooltip=_status_tooltip),
        _extra("body", "Organ", lambda one: ", ".join(one.bodies)),
        _extra("phase", "Fas", words.phase_word),
        _extra("responsible", "Ansvarig", lambda one: one.responsible or ""),
        _extra("concerns", "Avser", lambda one: str(one.concerns or "")),
    )  # fmt: skip


def _extra(key: str, title: str, say: Callable[[Any], str]) -> Column[ListRow]:
    def text(row: ListRow) -> str:
        return "" if row.activity is None else say(row.activity) or "–"

    return Column(key, title, text, width=120, look=lambda _row: _MUTED, hidden=True)


def _tooltip(row: ListRow) -> str:
    """The same as the faces tell of an activity or a day by law."""
    if row.day is not None:
        return told_law((row.day,))
    return "" if row.activity is None else wheel_words.tooltip(row.activity, row.remarks)


def _time_tooltip(row: ListRow) -> str:
    if row.day is not None and row.day.latest > row.day.day:
        return f"Med särskilda skäl senast {write_long_date(row.day.latest)}"
    return row.time


def _status_tooltip(row: ListRow) -> str:
    if row.activity is not None and row.activity.done_on is not None:
        return f"Klar {write_long_date(row.activity.done_on)}"
    return row.status
