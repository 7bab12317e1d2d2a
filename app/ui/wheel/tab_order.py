"""The order in which Tab goes through the page: its tools, the year, the list, and then the details."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_TAB = Qt.FocusPolicy.TabFocus


def chain(*widgets: QWidget) -> None:
    """Let Tab go through these and all that is in them, in the order given."""
    for before, after in pairwise(each for widget in widgets for each in _stops(widget)):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterable[QWidget]:
    """A widget and what is in it, as far as Tab stops there, in the order in which Tab goes now."""
    found = {id(each): each for each in (widget, *widget.findChildren(QWidget)) if each.focusPolicy() & _TAB}
    order, each = [], widget
    while True:
        if id(each) in found:
            order.append(each)
        each = each.nextInFocusChain()
        if each is widget or each is None:
            return order
