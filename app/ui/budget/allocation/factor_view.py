"""A grid of factors: the budget's keys, with blocks read by what each cell holds."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QHeaderView

from app.models.errors import DomainError
from app.ui.budget.allocation.factor_model import FactorModel
from app.ui.budget.amount_view import AmountView
from app.ui.budget.block import Block, NotInBlock, NotPasted, TooLargeBlock
from app.ui.budget.columns import NAME, NAME_WIDTH, Band, GridColumn
from app.ui.budget.copied import Copied, is_sum, parse, understand
from app.ui.budget.delegate import LEFT_PADDING, GridDelegate
from app.ui.budget.grid_model import Edit
from app.ui.budget.grid_view import FrozenNames
from app.ui.budget.header import HEIGHT, NAME_LEFT, BandHeader
from app.ui.parts.cap import cap_scroll_bar
from app.ui.parts.cells import PADDING
from app.ui.parts.theme import font

_WIDEST_NAME = 320
_AIR = 6
_STEP = 16
_LOCKED = "Låst"
SUM = "sum"
"""The key of a line over which there is a rule."""
_Target = tuple[int, int, str]


class _FactorDelegate(GridDelegate):
    """The grid's delegate, with names under their heading, for nothing is folded."""

    def __init__(self, table: AmountView, edge: int, top_rule: Callable[[int], bool]) -> None:
        super().__init__(table, top_rule=top_rule)
        self._edge = edge

    def name_left(self, depth: int) -> int:
        """Where the heading begins, or further in."""
        return self._edge + _STEP * depth


class FactorView(AmountView):
    """A grid of factors with its names standing still; with bands the heading has two rows."""

    def __init__(self, model: FactorModel, name: str, *, banded: bool) -> None:
        super().__init__(model, name)
        self.factors = model
        self.bands: BandHeader | None = None
        frozen: BandHeader | None = None
        if banded:
            self.bands, frozen = BandHeader(self), BandHeader()
            self.setHorizontalHeader(self.bands)
            cap_scroll_bar(self, HEIGHT)
        else:
            self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            self.horizontalHeader().setMinimumSectionSize(30)
            cap_scroll_bar(self, self.horizontalHeader().height())
        edge = NAME_LEFT if banded else PADDING
        self.use_delegate(_FactorDelegate(self, edge, lambda row: model.rows[row].key == SUM))
        self._frozen_bands = frozen
        self._names = FrozenNames(self, frozen)
        if not banded:
            self._names.horizontalHeader().show()
        self.viewport().installEventFilter(self)
        model.modelReset.connect(self.arrange)

    def show_lines(
        self,
        rows: Sequence[object],
        columns: tuple[GridColumn, ...],
        unit: str,
        bands: dict[str, Band] | None = None,
    ) -> None:
        """Show these lines under these columns."""
        if self.bands is not None and self._frozen_bands is not None:
            self.bands.show_columns(columns, bands or {})
            note = _LOCKED if self.factors.shut else ""
            self._frozen_bands.show_columns(columns, bands or {}, note=note)
        self.factors.show_rows(tuple(rows), columns, "kr" if unit == "kr" else "tkr")
        self.arrange()

    def arrange(self) -> None:
        """Give the columns their widths; the names take what is left."""
        columns = self.factors.columns
        widths = [self._needed(column) for column in columns]
        room = self.viewport().width() - sum(widths[1:])
        for place, column in enumerate(columns):
            width = min(_WIDEST_NAME, max(NAME_WIDTH, room)) if column.kind == NAME else widths[place]
            if self.columnWidth(place) != width:
                self.setColumnWidth(place, width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another size gives the names another width."""
        if event.type() == QEvent.Type.Resize and watched is self.viewport():
            self.arrange()
        return super().eventFilter(watched, event)

    def paste(self) -> None:
        """Change the cells from the clipboard, as one step."""
        text = QGuiApplication.clipboard().text()
        if not text:
            return
        try:
            block = self._plan(parse(text))
        except DomainError as error:
            self.said.emit(error.message, "error")
            return
        self._change(block)

    def clear_selection(self) -> None:
        """Clear the selected cells, as one step."""
        self._change(self._plan([[""]]))

    def go_to(self, row_key: object, column_key: object) -> bool:
        """Put the cursor in a cell."""
        rows = [row.key for row in self.factors.rows]
        columns = [column.key for column in self.factors.columns]
        if row_key not in rows or column_key not in columns:
            return False
        self.setCurrentIndex(self.factors.index(rows.index(row_key), columns.index(column_key)))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _plan(self, cells: list[list[str]]) -> Block:
        model, area = self.factors, self._area()
        if area is None:
            return Block((), 0)
        known = [title for each in model.columns for title in (each.title, each.words)]
        copied = understand(cells, known)
        if copied.single is not None:
            targets = [(row, column, copied.single) for row, column in self.places_selected() if column]
        else:
            targets = list(self._placed(copied, area.top, area.left))
        typed = [target for target in targets if model.typed(target[0], target[1])]
        return Block(tuple(self._edit(*target) for target in typed), len(targets) - len(typed))

    def _placed(self, copied: Copied, top: int, left: int) -> Iterator[_Target]:
        """Lines with names that are all known go to those, else they follow each other from the cursor."""
        model = self.factors
        tall, wide = model.rowCount(), model.columnCount() - left
        places = self._by_name(copied)
        if copied.width > wide or (places is None and len(copied.lines) > tall - top):
            where = f"{model.rows[top].name}, {model.columns[left].words}"
            raise TooLargeBlock(len(copied.lines), copied.width, tall - top, wide, where)
        for down, line in enumerate(copied.lines):
            row = top + down if places is None else places[down]
            for right, text in enumerate(line):
                if row is not None:
                    yield row, left + right, text

    def _by_name(self, copied: Copied) -> list[int | None] | None:
        if copied.names is None:
            return None
        found: dict[str, list[int]] = {}
        for place, row in enumerate(self.factors.rows):
            found.setdefault(row.name.casefold(), []).append(place)
        places: list[int | None] = []
        for name in copied.names:
            here = found.get(name.casefold(), [])
            if is_sum(name) or not name:
                places.append(None)
            elif not here:
                raise NotPasted(f"”{name}” finns inte bland raderna som visas")
            elif len(here) > 1:
                return None
            else:
                places.append(here[0])
        return places

    def _edit(self, row: int, column: int, text: str) -> Edit:
        line, place = self.factors.rows[row], self.factors.columns[column]
        try:
            return Edit(line, place, self.factors.read_as(line, place, text))
        except DomainError as error:
            reason = error.message.split(". ")[0].rstrip(".")
            raise NotInBlock(reason, line.name, place.words) from error

    def _needed(self, column: GridColumn) -> int:
        """Wide enough for everything in it and for its heading."""
        metrics = QFontMetrics(font(semibold=True))
        words = [column.title]
        if column.kind != NAME:
            written = (self.factors.text(row, column) for row in self.factors.rows)
            words.append(max(written, key=len, default=""))
        longest = max(map(metrics.horizontalAdvance, words))
        return max(column.least_width, longest + LEFT_PADDING + PADDING + _AIR)
