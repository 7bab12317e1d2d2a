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
    """A widget and what is in it, as far as Tab stops there, in the order in which they were made.

    Qt's own chain is not walked: what PySide hands out of it becomes the child of who asked and ends
    with it.
    """
    return [each for each in (widget, *widget.findChildren(QWidget)) if each.focusPolicy() & _TAB]
