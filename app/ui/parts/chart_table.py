"""The values of a chart as a table in a window of its own, to read and to copy."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.services.charts.sheet import Table
from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.columns import Column
from app.ui.parts.links import Sentence
from app.ui.parts.table_view import TableView

_NAME_WIDTH, _WIDTH = 220, 96
_MOST_ROWS, _MOST_WIDTH = 16, 900
_AIR = 24


class TableDialog(QDialog):
    """The table under the finding of its chart; Ctrl+C copies the chosen rows."""

    def __init__(self, parent: QWidget | None, title: str, table: Table) -> None:
        super().__init__(parent)
        self.setWindowTitle("Diagrammet som tabell")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        heading = Sentence(role="ink", points=theme.TITLE_POINTS)
        heading.show_parts(title)
        self.table = TableView(_columns(table), key=lambda row: row[0], name=title, sortable=False)
        self.table.show_rows(enumerate(table.rows))
        rows = min(len(table.rows) + 1, _MOST_ROWS)
        self.table.setMinimumHeight(rows * theme.ROW_HEIGHT + _AIR)
        widths = _NAME_WIDTH + _WIDTH * (len(table.heads) - 1)
        self.table.setMinimumWidth(min(widths + _AIR, _MOST_WIDTH))
        buttons = QHBoxLayout()
        buttons.addWidget(quiet_button("Kopiera allt", "copy", self._copy))
        buttons.addStretch(1)
        buttons.addWidget(quiet_button("Stäng", on_click=self.accept))
        column.addWidget(heading)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def _copy(self) -> None:
        self.table.selectAll()
        self.table.copy_selection()


def show_table(parent: QWidget, title: str, table: Table) -> None:
    """Show a table until it is closed."""
    window = TableDialog(parent.window(), title, table)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.exec()


def _columns(table: Table) -> list[Column]:
    return [
        Column(
            str(place),
            head,
            text=partial(_cell, place),
            width=_WIDTH if place else _NAME_WIDTH,
            number=place > 0,
            stretch=place == 0,
        )
        for place, head in enumerate(table.heads)
    ]


def _cell(place: int, row: tuple[int, tuple[str, ...]]) -> str:
    return row[1][place]
