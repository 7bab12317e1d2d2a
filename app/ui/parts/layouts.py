"""Small services of layouts: emptying one, the height that words need, tabs over what they show."""

from PySide6.QtWidgets import QFrame, QLayout, QTabBar, QVBoxLayout, QWidget

from app.ui.parts import theme


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


def framed_tabs(bar: QTabBar) -> QWidget:
    """Tabs in line with the page's head, on a rule."""
    head = QWidget()
    rule = QFrame()
    rule.setProperty("rule", True)
    rule.setFixedHeight(1)
    row = QVBoxLayout()
    row.setContentsMargins(theme.GROUP - theme.GRID, 0, theme.GROUP, 0)
    row.addWidget(bar)
    column = QVBoxLayout(head)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(row)
    column.addWidget(rule)
    return head
