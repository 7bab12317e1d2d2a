"""A tab with a list: a sentence and buttons above a table, and words where there is nothing to list."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import action, quiet_button
from app.ui.parts.columns import Column
from app.ui.parts.links import Link, Sentence
from app.ui.parts.table_view import TableView


class ListTab(QWidget):
    """Buttons that need a row are grey until one is chosen; the same commands stand in the row's menu."""

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        *,
        key: Callable[[Any], Hashable],
        name: str,
        remember_as: str,
        nothing: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self._sentence = Sentence()
        self._on_row: list[tuple[QPushButton, Callable[[], object], Callable[[Any], bool]]] = []
        self._editable = True
        self.table = TableView(columns, key=key, name=name, remember_as=remember_as)
        self.table.current_changed.connect(lambda _row: self._show_able())
        self.table.menu_requested.connect(self._on_menu)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.NEAR)
        self._buttons.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(theme.PAGE_MARGIN, 12, theme.PAGE_MARGIN, 12)
        head.setSpacing(theme.GROUP)
        head.addWidget(self._sentence, 1)
        head.addLayout(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)

    def add_button(self, text: str, icon: str, on_click: Callable[[], object]) -> QPushButton:
        """A button for the whole list."""
        button = quiet_button(text, icon, on_click)
        self._buttons.addWidget(button)
        return button

    def add_row_button(
        self,
        text: str,
        icon: str,
        on_click: Callable[[Any], object],
        *,
        able: Callable[[Any], bool] = lambda _row: True,
    ) -> QPushButton:
        """A button for the row that is chosen."""

        def click() -> None:
            row = self.table.current_row()
            if row is not None:
                on_click(row)

        button = self.add_button(text, icon, click)
        self._on_row.append((button, click, able))
        return button

    def say_nothing(self, words: str) -> None:
        """The words where there is nothing to list."""
        self._nothing = words

    def show_list(self, rows: Sequence[Any], *words: str | Link) -> None:
        """Show the rows under a sentence; without rows the sentence says what belongs here."""
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._rest.setVisible(not rows)
        self._sentence.show_parts(*(words if rows else (self._nothing,)))
        for button, _click, _able in self._on_row:
            button.setVisible(bool(rows))
        if rows and self.table.current_row() is None:
            self.table.setCurrentIndex(self.table.rows.index(0, 0))
        self._show_able()

    @property
    def sentence(self) -> str:
        """What is said above the list."""
        return self._sentence.plain_text()

    def _show_able(self) -> None:
        row = self.table.current_row()
        for button, _click, able in self._on_row:
            button.setEnabled(row is not None and able(row))

    def _on_menu(self, row: Any, point: QPoint) -> None:
        menu = QMenu(self)
        for button, click, able in self._on_row:
            entry = action(button.text(), click, parent=menu)
            entry.setEnabled(row is not None and able(row))
            menu.addAction(entry)
        if menu.actions():
            from PySide6.QtCore import Qt

            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(point)
