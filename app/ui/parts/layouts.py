"""Small services of layouts: emptying one, and giving a window the height that its words need."""

from PySide6.QtWidgets import QLayout, QWidget


def empty(layout: QLayout) -> None:
    """Take all widgets out of a layout and let Qt delete them."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def fit_to_words(window: QWidget, least_width: int) -> None:
    """Make a window exactly as high as its wrapped texts need; Qt alone guesses too high."""
    layout = window.layout()
    layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    layout.activate()
    width = max(least_width, layout.totalMinimumSize().width())
    window.setMinimumSize(least_width, layout.totalHeightForWidth(width))
    window.resize(width, window.minimumHeight())
