"""Columns that give way, the least needed first, where a table is too narrow for all of them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject

from app.ui.parts.table_view import TableView

_RESIZE = QEvent.Type.Resize


class GivingWay(QObject):
    """Keeps a table from scrolling sideways; what the user has chosen to see or not to see stays so.

    `keys` are columns in the order in which they give way, and `spare` the least width for the column that
    takes what is left. What a hidden column says should stand in the tooltip of one that is always there.
    """

    def __init__(self, table: TableView, keys: Sequence[str], spare: int) -> None:
        super().__init__(table)
        self._table, self._spare = table, spare
        columns = table.rows.columns
        places = {column.key: place for place, column in enumerate(columns)}
        self._order = tuple((key, places[key]) for key in keys)
        self._stretching = frozenset(place for place, column in enumerate(columns) if column.stretch)
        self._away: dict[int, int] = {}
        table.viewport().installEventFilter(self)

    @property
    def away(self) -> frozenset[str]:
        """The columns that have given way."""
        return frozenset(key for key, place in self._order if place in self._away)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Another width has room for other columns."""
        if event.type() == _RESIZE:
            self.fit()
        return False

    def fit(self) -> None:
        """Hide what has no room, and show again what has."""
        header, chosen = self._table.horizontalHeader(), self._table.columns_shown.chosen
        for key, place in self._order:
            if not header.isSectionHidden(place) or chosen(key) is False:
                self._away.pop(place, None)
        shown = (place for place in range(header.count()) if not header.isSectionHidden(place))
        needed = self._spare + sum(header.sectionSize(one) for one in shown if one not in self._stretching)
        needed += sum(self._away.values())
        room = self._table.viewport().width()
        for key, place in self._order:
            kept = chosen(key) is True or (header.isSectionHidden(place) and place not in self._away)
            hide = not kept and needed > room
            if hide:
                needed -= self._away.get(place) or header.sectionSize(place)
            if hide != (place in self._away):
                self._give(place, hide)

    def _give(self, place: int, hide: bool) -> None:
        header = self._table.horizontalHeader()
        if hide:
            self._away[place] = header.sectionSize(place)
        else:
            del self._away[place]
        header.setSectionHidden(place, hide)
