"""A year sheet as a view: the grid's cursor and keys, blocks of text, and names that stand still."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QWidget

from app.models.errors import DomainError
from app.services.formatting import write_count
from app.ui.budget.amount_view import COMPUTED, AmountView
from app.ui.budget.block import NotPasted, TooLargeBlock
from app.ui.budget.columns import NAME
from app.ui.budget.copied import Copied, is_sum, parse, plain_title, understand
from app.ui.budget.delegate import LEFT_PADDING, GridDelegate
from app.ui.budget.grid_model import Edit
from app.ui.budget.grid_view import FrozenNames
from app.ui.economy.sheet_model import CELL, NOTES, SheetModel
from app.ui.parts import clipboard, icons, theme
from app.ui.parts.cap import cap_scroll_bar
from app.ui.parts.cells import PADDING, paint_text
from app.ui.parts.columns import DISPLAY, LOOK
from app.ui.parts.theme import font

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected
_STEP = 14
_LEAST_NAME, _WIDEST_NAME = 190, 460
_TIGHT_CELL, _LEAST_CELL, _WIDEST_CELL = 60, 84, 190
#: How much of the width that names may take where the columns do not fit.
_NAMES_SHARE = 0.38
_LEAST_NOTE = 112
_SAMPLE = 300
_HOW = "Skriv ett tal, eller räkna: =12000*1,025 eller *1,02. +500 lägger till. Delete tar bort."


class SheetDelegate(GridDelegate):
    """The grid's delegate, with notes at the right, and names that begin at the page's margin."""

    def __init__(self, view: AmountView, model: SheetModel, inset: int) -> None:
        super().__init__(view, top_rule=lambda row: _closes(model, row))
        self._inset = inset

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell with its hairlines."""
        model: Any = index.model()
        column = model.columns[index.column()]
        if column.kind != NOTES:
            super().paint(painter, option, index)
            return
        rect, look = option.rect, index.data(LOOK)
        at = self._table.currentIndex()
        chosen = bool(option.state & _SELECTED) and (at.row(), at.column()) != (index.row(), index.column())
        painter.save()
        self._paint_ground(painter, rect, look, chosen)
        paint_text(painter, rect.adjusted(2 * PADDING, 0, -PADDING, 0), index.data(DISPLAY), look, False)
        self._draw_lines(painter, rect, index.row(), column.closes)
        painter.restore()

    def name_left(self, depth: int) -> int:
        """Nothing is folded, so names begin at the margin."""
        return self._inset + _STEP * depth

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A field as large as the cell, named after its row and column."""
        editor = super().createEditor(parent, option, index)
        model: Any = index.model()
        row, column = model.rows[index.row()], model.columns[index.column()]
        editor.setAccessibleName(f"{row.label}, {column.words}")
        editor.setToolTip(row.tooltip or _HOW)
        editor.setAccessibleDescription(_HOW)
        return editor


def _closes(model: SheetModel, place: int) -> bool:
    row = model.row_at(place)
    return row is not None and row.style in ("sum", "total")


class SheetView(AmountView):
    """Shows a sheet; the names stand still."""

    def __init__(self, model: SheetModel, name: str, *, inset: int | None = None) -> None:
        self.sheet = model
        self.takes_table: Callable[[str], bool] = lambda _text: False
        """Given what is to be pasted first; True where it was taken care of as a whole table."""
        super().__init__(model, name)
        model.setParent(self)
        self._inset = theme.PAGE_MARGIN if inset is None else inset
        self.use_delegate(SheetDelegate(self, model, self._inset))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setFixedHeight(theme.FIELD_HEIGHT)
        header.setMinimumSectionSize(1)
        cap_scroll_bar(self, theme.FIELD_HEIGHT)
        self.names = FrozenNames(self)
        self.delegate.names_apart = True
        self.names.horizontalHeader().setFixedHeight(theme.FIELD_HEIGHT)
        self.names.horizontalHeader().show()
        self.names.horizontalHeader().setStyleSheet(
            f"QHeaderView::section {{ padding-left: {self._inset}px; }}"
        )
        self.names.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        model.modelReset.connect(self.arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names that stand still are laid out anew, now that the cells have their room."""
        super().resizeEvent(event)
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def move_by(self, down: int, right: int) -> bool:
        """Move the cursor over the cells, at the end of a line on to the next; never to the notes."""
        index, model = self.currentIndex(), self.sheet
        row, column = index.row() + down, index.column() + right
        last = max((at for at, each in enumerate(model.columns) if each.kind == CELL), default=0)
        if column > last and right:
            row, column = row + 1, model.first
        elif column < model.first and right:
            row, column = row - 1, last
        if not 0 <= row < model.rowCount():
            return False
        self.setCurrentIndex(model.index(row, max(0, column)))
        return True

    def paste(self) -> None:
        """Change the cells from the clipboard as one step; what cannot stand there is told."""
        text = QGuiApplication.clipboard().text()
        if not text or not self.settle() or self.takes_table(text):
            return
        try:
            edits, computed = self._planned(parse(text))
        except DomainError as error:
            self.said.emit(error.message, "error")
            return
        self._take_in(edits, computed)

    def clear_selection(self) -> None:
        """Take away the selected values, as one step."""
        model = self.sheet
        places = [place for place in self.places_selected() if place[1]]
        typed = [(row, column) for row, column in places if model.typed(row, column)]
        edits = [Edit(model.rows[row], model.columns[column], "") for row, column in typed]
        self._take_in(edits, len(places) - len(typed))

    def fill(self, down: int, right: int) -> None:
        """Repeat the first row or column of the selection; of a single one, the one before it."""
        area, model = self._area(), self.sheet
        if area is None:
            return
        single = area.top == area.bottom if down else area.left == area.right
        top = area.top - (down if single else 0)
        left = area.left - (right if single else 0)
        if top < 0 or left < model.first:
            return
        edits, computed = [], 0
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                source = (top if down else row, left if right else column)
                if source == (row, column):
                    continue
                if not model.typed(row, column):
                    computed += 1
                    continue
                at = model.edit_text(model.rows[source[0]], model.columns[source[1]])
                edits.append(Edit(model.rows[row], model.columns[column], at))
        self._take_in(edits, computed)

    def copy_with_headings(self) -> None:
        """Put the selected cells on the clipboard with the names and the headings."""
        area, model = self._area(), self.sheet
        if area is None:
            return
        columns = range(area.left, area.right + 1)
        unit = f" ({model.sheet_unit})" if model.sheet_unit else ""
        lines: list[list[Any]] = [[f"{model.heading}{unit}", *(model.columns[c].words for c in columns)]]
        for place in range(area.top, area.bottom + 1):
            row = model.rows[place]
            lines.append([row.label, *(model.copied(row, model.columns[c]) for c in columns)])
        clipboard.copy(lines)

    def arrange(self) -> None:
        """Give the columns the widths that what they hold needs; names and notes take what is left.

        Where all do not fit the amounts stand closer, and the names are cut only above a share of the width.
        """
        columns = self.sheet.columns
        if not columns:
            return
        widths = [self._needed(place) for place in range(len(columns))]
        seen = self.viewport().width()
        if sum(widths) > seen:
            widths = [self._needed(place, _TIGHT_CELL) for place in range(len(columns))]
        room = seen - sum(widths)
        widths[-1] += max(0, room)
        if room < 0:
            readable = min(widths[0], max(_LEAST_NAME, int(seen * _NAMES_SHARE)))
            widths[0] = max(readable, widths[0] + room)
        for place, width in enumerate(widths):
            if self.columnWidth(place) != width:
                self.setColumnWidth(place, width)

    def _needed(self, place: int, least: int = _LEAST_CELL) -> int:
        column, model = self.sheet.columns[place], self.sheet
        rows = model.rows[:_SAMPLE]
        metrics = QFontMetrics(font(semibold=True))
        if column.kind == NOTES:
            return _LEAST_NOTE if column.title else 1
        if column.kind == NAME:
            widest = max((self._name_width(row, metrics) for row in rows), default=0)
            return min(_WIDEST_NAME, max(_LEAST_NAME, widest + self._inset + 2 * PADDING))
        texts = {model.text(row, column) for row in rows} | {column.title}
        alarms = any(model.look(row, column).alarm for row in rows)
        widest = max(map(metrics.horizontalAdvance, texts)) + LEFT_PADDING + 2 * PADDING
        return min(_WIDEST_CELL, max(least, widest + (icons.STATUS_SIZE if alarms else 0)))

    def _name_width(self, row: Any, metrics: QFontMetrics) -> int:
        tail = metrics.horizontalAdvance(row.flag) + 2 * icons.STATUS_SIZE if row.flag else 0
        lead = icons.TREE_SIZE + PADDING if row.icon else 0
        example = 2 * icons.STATUS_SIZE if row.example else 0
        return int(metrics.horizontalAdvance(row.label)) + _STEP * row.indent + tail + lead + example

    def _take_in(self, edits: list[Edit], computed: int) -> None:
        if not edits:
            if computed:
                self.said.emit(COMPUTED, "info")
            return
        if self.sheet.commit(edits) and computed:
            self.said.emit("Celler som räknas fram lämnades som de var.", "info")

    def _planned(self, cells: list[list[str]]) -> tuple[list[Edit], int]:
        model, places = self.sheet, list(self.places_selected())
        if not places:
            return [], 0
        copied = understand(cells, [column.title for column in model.columns])
        if copied.unit is not None and model.sheet_unit and copied.unit != model.sheet_unit:
            raise NotPasted(
                f"rubriken i det kopierade säger {copied.unit}, men här står beloppen i {model.sheet_unit}. "
                "Byt enhet överst på sidan"
            )
        if copied.single is not None:
            targets = [(row, column, copied.single) for row, column in places if column]
        else:
            top, left = min(row for row, _ in places), max(1, min(column for _, column in places))
            targets = list(self._named(copied, left) if copied.names else self._placed(copied, top, left))
        typed = [target for target in targets if model.typed(target[0], target[1])]
        return [self._edit(*target) for target in typed], len(targets) - len(typed)

    def _edit(self, row: int, column: int, text: str) -> Edit:
        model = self.sheet
        if text.startswith(("=", "#")):
            where = f"{model.rows[row].label}, {model.columns[column].words}"
            what = "en formel" if text.startswith("=") else "ett felvärde ur kalkylarket"
            raise NotPasted(f"”{text[:40]}” är {what} och skulle ha hamnat i {where}")
        return Edit(model.rows[row], model.columns[column], text)

    def _placed(self, copied: Copied, top: int, left: int) -> Iterator[tuple[int, int, str]]:
        model = self.sheet
        across = [place for place in range(left, len(model.columns)) if model.columns[place].kind == CELL]
        rows = model.rowCount() - top
        if len(copied.lines) > rows or copied.width > len(across):
            where = f"{model.rows[top].label}, {model.columns[left].words}"
            raise TooLargeBlock(len(copied.lines), copied.width, rows, len(across), where)
        for down, line in enumerate(copied.lines):
            for right, text in enumerate(line):
                yield top + down, across[right], text

    def _named(self, copied: Copied, left: int) -> Iterator[tuple[int, int, str]]:
        model = self.sheet
        across = self._columns_of(copied, left)
        rows: dict[str, list[int]] = {}
        for place, row in enumerate(model.rows):
            rows.setdefault(row.label.casefold(), []).append(place)
        unknown = []
        for name, line in zip(copied.names or (), copied.lines, strict=True):
            found = rows.get(name.casefold(), [])
            if not found and not is_sum(name) and any(line):
                unknown.append(name)
            if len(found) > 1:
                raise NotPasted(f"flera rader heter ”{name}”, så det går inte att veta vilken som avses")
            for place, text in zip(across, line, strict=False) if found else ():
                yield found[0], place, text
        if unknown:
            more = write_count(len(unknown), "rad", "rader")
            raise NotPasted(f"{more} i det kopierade finns inte här, först ”{unknown[0]}”")

    def _columns_of(self, copied: Copied, left: int) -> list[int]:
        model = self.sheet
        known = {plain_title(column.title): place for place, column in enumerate(model.columns) if place}
        titles = copied.titles or ()
        if titles and len(titles) == copied.width and all(title in known for title in titles):
            return [known[title] for title in titles]
        return [place for place in range(left, len(model.columns)) if model.columns[place].kind == CELL]
