"""Columns that stand still at the left of a table while the rest scrolls sideways."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.ui.parts.theme import color

_LAID_OUT = (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.StyleChange)


class FrozenColumns(QTableView):
    """An overlay that shows the first columns of a table again; it has the table's model and selection.

    It never takes focus, and as a child of the table it is no table of its own to a screen reader.
    Create it after the table has its model, delegate and column widths.
    """

    def __init__(self, table: QTableView, count: int = 1) -> None:
        super().__init__(table)
        self._table, self._count = table, count
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(table.itemDelegate())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(table.showGrid())
        self.setSelectionBehavior(table.selectionBehavior())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(off)
        self.setHorizontalScrollBarPolicy(off)
        self.setVerticalScrollMode(table.verticalScrollMode())
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.verticalHeader().setMinimumSectionSize(table.verticalHeader().minimumSectionSize())
        self.horizontalHeader().setFixedHeight(table.horizontalHeader().height())
        self.horizontalHeader().setFont(table.horizontalHeader().font())
        self._follow()
        self._arrange()
        self.show()

    def _follow(self) -> None:
        table = self._table
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalHeader().sectionResized.connect(self._on_resized)
        table.model().modelReset.connect(self._arrange)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the table's size and header."""
        if event.type() in _LAID_OUT:
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press selects in the table, which keeps the focus."""
        self._table.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def _on_resized(self, place: int, _old: int, new: int) -> None:
        if place < self._count:
            self.setColumnWidth(place, new)
            self._place()

    def _arrange(self) -> None:
        model: QAbstractItemModel = self._table.model()
        for place in range(model.columnCount()):
            self.setColumnHidden(place, place >= self._count or self._table.isColumnHidden(place))
            if place < self._count:
                self.setColumnWidth(place, self._table.columnWidth(place))
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
        self._place()

    def _place(self) -> None:
        table = self._table
        width = sum(table.columnWidth(c) for c in range(self._count) if not table.isColumnHidden(c))
        head = table.horizontalHeader().height()
        self.horizontalHeader().setFixedHeight(head)
        self.setGeometry(table.frameWidth(), table.frameWidth(), width, table.viewport().height() + head)
        rule = f"QTableView {{ border-right: 1px solid {color('line').name()}; }}"
        if rule != self.styleSheet():  # set again, it would have the table laid out without end
            self.setStyleSheet(rule)
