"""Column widths, order of sections and the choice of columns, remembered per view."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu

from app.ui.parts import theme
from app.ui.parts.columns import Column
from app.ui.parts.memory import memory

_MIN_WIDTH = 40


class ColumnChoice(QObject):
    """Sets a header up after the columns, with a menu that shows and hides them; the first always stays."""

    def __init__(self, header: QHeaderView, columns: Sequence[Column], remember_as: str) -> None:
        super().__init__(header)
        self._header, self._columns, self._key = header, tuple(columns), f"columns/{remember_as}"
        self._remembers = bool(remember_as)
        header.setMinimumSectionSize(_MIN_WIDTH)
        header.setFixedHeight(theme.ROW_HEIGHT)
        header.setHighlightSections(False)
        header.setFont(theme.font(theme.SECONDARY_POINTS))
        header.setStretchLastSection(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_menu_requested)
        self._arrange()
        header.sectionResized.connect(self._on_resized)

    def menu(self) -> QMenu:
        """A menu with one ticked entry per column."""
        menu = QMenu("Kolumner", self._header)
        for place, column in enumerate(self._columns):
            action = menu.addAction(column.title or "Utan rubrik")
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(place))
            action.setEnabled(place > 0)
            action.setData(place)
        menu.triggered.connect(lambda action: self.show_column(action.data(), action.isChecked()))
        return menu

    def chosen(self, key: str) -> bool | None:
        """Whether the user has chosen to see a column, or not to; None when nothing was chosen."""
        kept = self._kept().get(key, {}).get("shown")
        return None if kept is None else bool(kept)

    def show_column(self, place: int, shown: bool) -> None:
        """Show or hide a column and remember it."""
        self._header.setSectionHidden(place, not shown)
        self._store(self._columns[place], "shown", shown)

    def _arrange(self) -> None:
        kept = self._kept()
        for place, column in enumerate(self._columns):
            own = kept.get(column.key, {})
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            self._header.setSectionResizeMode(place, mode)
            if not column.stretch:
                self._header.resizeSection(place, int(own.get("width", column.width)))
            self._header.setSectionHidden(place, not own.get("shown", not column.hidden))

    def _on_menu_requested(self, place: QPoint) -> None:
        self.menu().exec(self._header.mapToGlobal(place))

    def _on_resized(self, place: int, _old: int, new: int) -> None:
        column = self._columns[place]
        if new and not column.stretch:
            self._store(column, "width", new)

    def _kept(self) -> dict[str, dict[str, int | bool]]:
        kept = memory().get(self._key) if self._remembers else None
        return kept if isinstance(kept, dict) else {}

    def _store(self, column: Column, name: str, value: int | bool) -> None:
        if self._remembers:
            kept = self._kept()
            kept[column.key] = {**kept.get(column.key, {}), name: value}
            memory().put(self._key, kept)
