"""The piece of heading above a table's scroll bar, so that the heading reaches the edge of the page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QTableView, QVBoxLayout, QWidget


def cap_scroll_bar(view: QAbstractScrollArea, height: int) -> None:
    """Let the vertical scroll bar begin below a heading of a height."""
    view.addScrollBarWidget(_cap(height, view), Qt.AlignmentFlag.AlignTop)


def with_edge(table: QTableView, width: int) -> QWidget:
    """The table with air between its last column and the edge of the page, under the heading's ground."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(table, 1)
    edge = QVBoxLayout()
    cap = _cap(table.horizontalHeader().height())
    cap.setFixedWidth(width)
    edge.addWidget(cap)
    edge.addStretch(1)
    row.addLayout(edge)
    held.setFocusProxy(table)
    return held


def _cap(height: int, parent: QWidget | None = None) -> QWidget:
    cap = QWidget(parent)
    cap.setProperty("area", "cap")
    cap.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    cap.setFixedHeight(height)
    return cap
