"""Widgets of a face held together, so that the page shows the whole and the face each of them."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.parts import theme


def held(*widgets: QWidget) -> QWidget:
    """Widgets side by side; they are hidden until the face that they are of shows them."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.NEAR)
    for widget in widgets:
        row.addWidget(widget)
        widget.hide()
    return holder
