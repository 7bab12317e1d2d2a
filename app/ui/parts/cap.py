"""The piece of heading above a table's scroll bar, so that the heading reaches the edge of the page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def cap_scroll_bar(view: QAbstractScrollArea, height: int) -> None:
    """Let the vertical scroll bar begin below a heading of a height."""
    cap = QWidget(view)
    cap.setProperty("area", "cap")
    cap.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    cap.setFixedHeight(height)
    view.addScrollBarWidget(cap, Qt.AlignmentFlag.AlignTop)
