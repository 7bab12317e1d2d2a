"""The grid with its four sum rows, which always stand under it, column under column."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.budget.amounts import Unit, write
from app.ui.budget.columns import NAME, NAME_WIDTH, PERCENT, TOTAL, Band, GridColumn
from app.ui.budget.delegate import LEFT_PADDING, GridDelegate
from app.ui.budget.grid_model import Edit, GridModel
from app.ui.budget.grid_view import AmountView, FrozenNames, GridView
from app.ui.budget.header import BandHeader
from app.ui.budget.sum_model import LEFT_OVER, SumModel
from app.ui.parts import icons, theme
from app.ui.parts.cells import PADDING
from app.ui.parts.theme import font

Commit = Callable[[Sequence[Edit]], bool]
_WIDEST_NAME = 320
_LOCKED = "Beslutad och låst"


class BudgetGrid(QWidget):
    """Shows a budget; the two tables share columns and sideways scrolling."""

    current_changed = Signal(object, object)
    """The row and the column under the cursor, or None and None."""
    selection_changed = Signal()

    def __init__(self, commit: Commit, commit_sums: Commit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = GridModel(commit, self)
        self.sums_model = SumModel(commit_sums, self)
        self.view = GridView(self.model)
        self.sums = AmountView(self.sums_model, "Budgetens summor")
        self._frozen_bands = BandHeader()
        self._needed: dict[tuple[str, int], int] = {}
        self._dress_sums()
        self._names = FrozenNames(self.view, self._frozen_bands)
        self._sum_names = FrozenNames(self.sums)
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
        self._needed = {column.key: self._width(column) for column in columns}
        self.arrange()

    def arrange(self) -> None:
        """Give the columns their widths; the names take what is left."""
        columns = self.model.columns
        widths = [self._needed.get(column.key, column.least_width) for column in columns]
        others = sum(widths[1:])
        room = self.view.viewport().width() - others
        for place, column in enumerate(columns):
            name = min(_WIDEST_NAME, max(NAME_WIDTH, room))
            width = name if column.kind == NAME else widths[place]
            for table in (self.view, self.sums):
                if table.columnWidth(place) != width:
                    table.setColumnWidth(place, width)
        bar = self.view.verticalScrollBar()
        self._below.setContentsMargins(0, 0, bar.width() if bar.isVisibleTo(self.view) else 0, 0)

    def settle(self) -> bool:
        """Make a change of what is typed; False when it was refused."""
        return all([self.view.settle(), self.sums.settle()])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another size gives the names another width."""
        if event.type() == QEvent.Type.Resize:
            self.arrange()
        return super().eventFilter(watched, event)

    def _width(self, column: GridColumn) -> int:
        """Wide enough for the longest amount, whatever it is set in."""
        if column.kind in (NAME, PERCENT):
            return column.least_width
        metrics, unit = QFontMetrics(font(semibold=True)), self.model.unit
        needed = column.least_width
        for model in (self.model, self.sums_model):
            held = [model.amount(row, column) or 0 for row in model.rows]
            for amount in (min(held, default=0), max(held, default=0)):
                drawn = metrics.horizontalAdvance(write(amount, unit)) + LEFT_PADDING + PADDING
                alarm = model is self.sums_model and column.kind == TOTAL and amount < 0
                sign = icons.STATUS_SIZE + 2 if alarm else 0
                needed = max(needed, drawn + sign)
        return needed

    def _dress_sums(self) -> None:
        self.sums.use_delegate(GridDelegate(self.sums, top_rule=self._rule_above))
        self.sums.horizontalHeader().setFixedHeight(0)
        self.sums.horizontalHeader().hide()
        self.sums.horizontalHeader().setMinimumSectionSize(30)
        self.sums.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sums.setFixedHeight(4 * theme.ROW_HEIGHT)

    def _rule_above(self, row: int) -> bool:
        return row == 0 or self.sums_model.rows[row].key == LEFT_OVER

    def _connect(self) -> None:
        across, below = self.view.horizontalScrollBar(), self.sums.horizontalScrollBar()
        across.valueChanged.connect(below.setValue)
        below.valueChanged.connect(across.setValue)
        below.rangeChanged.connect(self._on_range)
        self.view.viewport().installEventFilter(self)
        self.model.modelReset.connect(self.arrange)
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

    def _on_range(self, _least: int, most: int) -> None:
        bar = self.sums.horizontalScrollBar()
        self.sums.setFixedHeight(4 * theme.ROW_HEIGHT + (bar.sizeHint().height() if most > 0 else 0))

    def _tell(self) -> None:
        index = self.view.currentIndex()
        if index.isValid() and index.row() < len(self.model.rows):
            self.current_changed.emit(self.model.rows[index.row()], self.model.columns[index.column()])
        else:
            self.current_changed.emit(None, None)
