"""The units as a view: groups that fold by keyboard, and a frozen column of names."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from app.ui.budget.amount_view import AmountView
from app.ui.budget.delegate import GridDelegate, chevron_left
from app.ui.budget.grid_model import GridModel
from app.ui.budget.header import HEIGHT, BandHeader
from app.ui.parts.cap import cap_scroll_bar
from app.ui.parts.frozen import FrozenColumns

__all__ = ["AmountView", "FrozenNames", "GridView"]

_KEYS = Qt.Key
_REACH = 12


class GridView(AmountView):
    """The units; groups fold with the chevron, Space, plus and minus."""

    band_toggled = Signal(str)
    sums_can_be_spread = True

    def __init__(self, model: GridModel) -> None:
        super().__init__(model, "Budgetramar per enhet")
        self.grid = model
        self.bands = BandHeader(self)
        self.setHorizontalHeader(self.bands)
        cap_scroll_bar(self, HEIGHT)
        self.bands.band_toggled.connect(self.band_toggled)
        self.use_delegate(GridDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold groups, the rest as in every table of amounts."""
        index = self.currentIndex()
        row = self.grid.rows[index.row()] if index.isValid() else None
        if (
            row is not None
            and row.group
            and event.key() in (_KEYS.Key_Space, _KEYS.Key_Plus, _KEYS.Key_Minus)
        ):
            closed = {_KEYS.Key_Plus: False, _KEYS.Key_Minus: True}.get(_KEYS(event.key()))
            self.grid.fold(row.key, closed=closed)
        else:
            super().keyPressEvent(event)

    def press_name(self, index: QModelIndex, x: int) -> bool:
        """A press on a chevron folds its group; True when it did."""
        row = self.grid.rows[index.row()]
        if not row.group or abs(x - chevron_left(row.depth)) > _REACH:
            return False
        self.grid.fold(row.key)
        return True


class FrozenNames(FrozenColumns):
    """The columns of names that stand still, with the grid's own heading."""

    def __init__(self, view: AmountView, header: BandHeader | None = None, count: int = 1) -> None:
        super().__init__(view, count)
        self._view = view
        if header is not None:
            self.setHorizontalHeader(header)
            header.setFixedHeight(HEIGHT)
        else:
            self.horizontalHeader().hide()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setAutoScroll(False)
        # Again after the heading has met the new columns, and both views have dropped the cursor.
        view.amounts.modelReset.connect(self._arrange)
        view.amounts.modelReset.connect(view.restore_cursor)
        self._arrange()
        view.selectionModel().currentChanged.connect(lambda *_: self.viewport().update())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a chevron folds; elsewhere it selects in the table."""
        if not self._view.settle():
            return
        index = self.indexAt(event.position().toPoint())
        x = int(event.position().x())
        if isinstance(self._view, GridView) and index.isValid() and self._view.press_name(index, x):
            return
        super().mousePressEvent(event)
