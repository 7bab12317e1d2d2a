"""The tree of units: where there is little room, columns stand back so that names can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QResizeEvent

from app.ui.organisation.lines import NAME_COLUMN, Line, columns
from app.ui.parts.tree_view import TreeView

_ROOM_FOR_NAMES = 240


class UnitTree(TreeView):
    """Lines by key and parent; the last columns are the first to stand back."""

    def __init__(self, rename: Callable[[Line, str], bool], editable: Callable[[Line], bool]) -> None:
        self._standing_back: set[int] = set()
        super().__init__(
            columns(rename, editable),
            key=lambda line: line.key,
            parent_key=lambda line: line.parent,
            name="Organisationens enheter",
            remember_as="organisation",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide or show columns again; what the user has hidden stays so."""
        super().resizeEvent(event)
        header = self.header()
        for place in self._standing_back:
            header.setSectionHidden(place, False)
        self._standing_back.clear()
        shown = [place for place in range(header.count()) if not header.isSectionHidden(place)]
        taken = sum(header.sectionSize(place) for place in shown if place != NAME_COLUMN)
        for place in reversed(shown):
            if place == NAME_COLUMN or self.viewport().width() - taken >= _ROOM_FOR_NAMES:
                return
            taken -= header.sectionSize(place)
            header.setSectionHidden(place, True)
            self._standing_back.add(place)

    def select_first_unit(self) -> None:
        """Put the cursor on the first unit, so that the inspector has something to tell."""
        found = self.shown_units()
        if found and self.current_row() is None:
            self.select(found[0].id)

    def edit_name(self) -> None:
        """Open the editor on the current row's name."""
        self.edit_current(NAME_COLUMN)

    def shown_units(self) -> list[Any]:
        """The units that the filter lets through, with those above them."""
        return [node.value.unit for node in self.rows.walk() if node.value.unit is not None]
