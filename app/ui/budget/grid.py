"""The grid with its four sum rows, which always stand under it, column under column."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.budget.amounts import Unit
from app.ui.budget.columns import NAME, NAME_WIDTH, Band, GridColumn
from app.ui.budget.delegate import GridDelegate
from app.ui.budget.grid_model import Edit, GridModel
from app.ui.budget.grid_view import AmountView, FrozenNames, GridView
from app.ui.budget.header import BandHeader
from app.ui.budget.sum_model import LEFT_OVER, SumModel
from app.ui.budget.widths import Widths
from app.ui.parts import theme

Commit = Callable[[Sequence[Edit]], bool]
_WIDEST_NAME = 320
_MANY = 200
"""More changed rows than this are measured when they have been painted."""
_KEYBOARD = QContextMenuEvent.Reason.Keyboard
_LOCKED = "Beslutad och låst"


class BudgetGrid(QWidget):
    """Shows a budget; the two tables share columns and sideways scrolling."""

    current_changed = Signal(object, object)
    """The row and the column under the cursor, or None and None."""
    selection_changed = Signal()
    menu_requested = Signal(object, object)
    """The index that a menu is wanted for, and the point on the screen."""
    heading_menu_requested = Signal(object)
    """The point on the screen where a menu of columns is wanted."""

    def __init__(self, commit: Commit, commit_sums: Commit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = GridModel(commit, self)
        self.sums_model = SumModel(commit_sums, self)
        self.view = GridView(self.model)
        self.sums = AmountView(self.sums_model, "Budgetens summor")
        self._frozen_bands = BandHeader()
        self._widths = Widths()
        self._arranging = False
        self._unmeasured: Sequence[Any] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._widen)
        self._dress_sums()
        self._names = FrozenNames(self.view, self._frozen_bands)
        self._sum_names = FrozenNames(self.sums)
        for table in (self.view, self.sums):
            table.delegate.names_apart = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        self._below = QHBoxLayout()
        self._below.addWidget(self.sums)
        column.addLayout(self._below)
        self._connect()

    @property
    def active(self) -> AmountView:
        """The table that has the cursor's focus; the units when none has."""
        focus = QApplication.focusWidget()
        below = focus is not None and (focus is self.sums or self.sums.isAncestorOf(focus))
        return self.sums if below else self.view

    def show_budget(
        self, view: Any, columns: tuple[GridColumn, ...], bands: dict[str, Band], unit: Unit
    ) -> None:
        """Show a budget in columns."""
        locked = view.version is not None and view.version.locked
        self.view.bands.show_columns(columns, bands)
        self._frozen_bands.show_columns(columns, bands, note=_LOCKED if locked else "")
        self.model.show_budget(view.rows, columns, unit, locked=locked)
        self.sums_model.show_sums(view, columns, unit)
        self._widths.measure(view.rows, self.sums_model, columns, unit)
        self._on_range(0, self.sums.horizontalScrollBar().maximum())
        self.arrange()

    def show_changed(self, view: Any, keys: Collection[int] | None) -> None:
        """Amounts of some rows, or with None of any, are others now; rows and columns are the same."""
        model = self.model
        self.sums_model.show_sums(view, model.columns, model.unit)
        self._unmeasured = view.rows if keys is None else [view.ledger.row(key) for key in keys]
        model.show_changed(keys)
        if len(self._unmeasured) > _MANY:
            self._soon.start()
        else:
            self._widen()

    def _widen(self) -> None:
        rows, self._unmeasured = self._unmeasured, []
        self._widths.widen(rows, self.sums_model, self.model.columns, self.model.unit)
        self.arrange()

    def arrange(self) -> None:
        """Give the columns their widths; the names take what is left."""
        columns = self.model.columns
        widths = [self._widths.of(column) for column in columns]
        room = self.view.viewport().width() - sum(widths[1:])
        self._arranging = True
        for place, column in enumerate(columns):
            width = widths[place]
            if column.kind == NAME and not self._widths.chosen(column):
                width = min(_WIDEST_NAME, max(NAME_WIDTH, room))
            for table in (self.view, self.sums):
                if table.columnWidth(place) != width:
                    table.setColumnWidth(place, width)
        self._arranging = False
        bar = self.view.verticalScrollBar()
        self._below.setContentsMargins(0, 0, bar.width() if bar.isVisibleTo(self.view) else 0, 0)

    def fit(self, place: int) -> None:
        """Make a column as wide as what it holds again."""
        self._widths.forget(self.model.columns[place])
        self.arrange()

    def fit_all(self) -> None:
        """Make every column as wide as what it holds again."""
        for column in self.model.columns:
            self._widths.forget(column)
        self.arrange()

    def settle(self) -> bool:
        """Make a change of what is typed; False when it was refused."""
        return all([self.view.settle(), self.sums.settle()])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another size gives the names another width; a menu is asked for by press or keyboard."""
        if isinstance(event, QContextMenuEvent):
            self._show_menu(event)
            return True
        if event.type() == QEvent.Type.Resize and watched is self.view.viewport():
            self.arrange()
        return super().eventFilter(watched, event)

    def _on_dragged(self, heading: BandHeader, place: int, _old: int, new: int) -> None:
        """Keep the width that a column was drawn to, in both tables."""
        if self._arranging or not heading.drawn or not new or place >= len(self.model.columns):
            return
        self._widths.choose(self.model.columns[place], new)
        self.arrange()

    def _dress_sums(self) -> None:
        self.sums.use_delegate(GridDelegate(self.sums, top_rule=self._rule_above))
        self.sums.horizontalHeader().setFixedHeight(0)
        self.sums.horizontalHeader().hide()
        self.sums.horizontalHeader().setMinimumSectionSize(30)
        self.sums.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _rule_above(self, row: int) -> bool:
        return row == 0 or self.sums_model.rows[row].key == LEFT_OVER

    def _connect(self) -> None:
        across, below = self.view.horizontalScrollBar(), self.sums.horizontalScrollBar()
        across.valueChanged.connect(below.setValue)
        below.valueChanged.connect(across.setValue)
        below.rangeChanged.connect(self._on_range)
        self.view.installEventFilter(self)
        self._names.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._names.customContextMenuRequested.connect(self._on_names_menu)
        self.view.viewport().installEventFilter(self)
        self.model.modelReset.connect(self.arrange)
        for heading in (self.view.bands, self._frozen_bands):
            heading.sectionResized.connect(partial(self._on_dragged, heading))
            heading.sectionHandleDoubleClicked.connect(self.fit)
            heading.customContextMenuRequested.connect(partial(self._on_heading, heading))
        for table in (self.view, self.sums):
            table.selection_changed.connect(self.selection_changed)
            table.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.model.modelReset.connect(self._tell)
        self.view.stepped_over.connect(self._on_stepped_down)
        self.sums.stepped_over.connect(self._on_stepped_up)

    def _on_stepped_down(self, down: int, column: int) -> None:
        if down > 0:
            self.sums.setCurrentIndex(self.sums_model.index(0, column))
            self.sums.setFocus()

    def _on_stepped_up(self, down: int, column: int) -> None:
        if down < 0 and self.model.rows:
            self.view.setCurrentIndex(self.model.index(len(self.model.rows) - 1, column))
            self.view.setFocus()

    def _on_heading(self, heading: BandHeader, place: QPoint) -> None:
        self.heading_menu_requested.emit(heading.viewport().mapToGlobal(place))

    def _show_menu(self, event: QContextMenuEvent) -> None:
        """A press means the cell under it; the keyboard means the cell with the cursor."""
        index, point = self.view.currentIndex(), event.globalPos()
        if event.reason() == _KEYBOARD:
            place = self.view.visualRect(index).bottomLeft()
            point = self.view.viewport().mapToGlobal(place)
        else:
            index = self.view.indexAt(self.view.viewport().mapFromGlobal(point))
            if index.isValid() and not self.view.selectionModel().isSelected(index):
                self.view.setCurrentIndex(index)
        if index.isValid():
            self.menu_requested.emit(index, point)

    def _on_names_menu(self, place: QPoint) -> None:
        index = self._names.indexAt(place)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.menu_requested.emit(index, self._names.viewport().mapToGlobal(place))

    def _on_range(self, _least: int, most: int) -> None:
        bar = self.sums.horizontalScrollBar()
        rows = max(1, self.sums_model.rowCount()) * theme.ROW_HEIGHT
        self.sums.setFixedHeight(rows + (bar.sizeHint().height() if most > 0 else 0))

    def _tell(self) -> None:
        index = self.view.currentIndex()
        if index.isValid() and index.row() < len(self.model.rows):
            self.current_changed.emit(self.model.rows[index.row()], self.model.columns[index.column()])
        else:
            self.current_changed.emit(None, None)
