"""The words and numbers of a chart where they are going to stand, before what draws it is loaded."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from app.services.charts.sheet import Table
from app.ui.parts import theme

_MOST_COLUMNS = 3
_LEAST_LINE = 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def write_numbers(painter: QPainter, room: QRect, table: Table) -> None:
    """Write the first and the last column of a table over the room, as many rows as can be read."""
    told = [(row[0], row[-1]) for row in table.rows]
    if len(table.rows) > 1 and len(table.heads) > _MOST_COLUMNS:
        told = [(row[0], row[1]) for row in table.rows]
    elif table.rows and len(table.heads) > _MOST_COLUMNS:
        told = list(zip(table.heads[1:], table.rows[0][1:], strict=True))
    told = told[: max(1, room.height() // _LEAST_LINE)]
    if not told:
        return
    height = room.height() / len(told)
    painter.setFont(theme.font())
    painter.setPen(theme.color("ink"))
    for place, (label, number) in enumerate(told):
        line = QRect(0, round(place * height), room.width(), round(height))
        words = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.drawText(line, _LEFT, words)
        painter.drawText(line, _RIGHT, number)
