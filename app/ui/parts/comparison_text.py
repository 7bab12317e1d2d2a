"""Two texts side by side as one: a row for each line, so that both sides always scroll together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.ui.parts import theme
from app.ui.parts.rich_text.formats import SOFT_BREAK, block_format

if TYPE_CHECKING:
    from app.services.steering.documents.comparing import FieldChange
    from app.services.steering.documents.differing import Line, Pair, Pieces

FIGURES = "figures"
"""The kind of a row with a name and numbers in columns."""
_FIGURE, _FIGURES_MOST = 17, 64
_BAR = 3
_POINTS = {"title": 13.0, "heading1": 12.0, "heading2": 11.0}
_TINTS = {"added": "met_tint", "removed": "unmet_tint"}
_PERCENT = QTextLength.Type.PercentageLength
_LINE_HEIGHT = 125.0
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_NO_FRAME = QTextFrameFormat.BorderStyle.BorderStyle_None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the page: what stands on each side, whether it differs, and what it is in words."""

    kind: str
    before: tuple[Pieces, ...] | None
    after: tuple[Pieces, ...] | None
    changed: bool = False
    lead: tuple[str, str] = ("", "")
    """What stands before the words on each side, such as a bullet or the name of a field."""
    note: str = ""
    place: str = ""
    """The section that the row belongs to."""

    @property
    def words(self) -> str:
        """The change in words, for those who do not see the marks."""
        said = [
            f"{word}: {text}"
            for word, how, side in (("Borttaget", "removed", self.before), ("Tillagt", "added", self.after))
            if (text := _only(side, how))
        ]
        return f"{self.place}. {'. '.join(said) or self.note.capitalize() or 'Ändrad form'}."


def pair_row(pair: Pair, place: str) -> Row:
    """The row of two lines that belong together."""
    line = pair.after or pair.before
    lead = (_lead(pair.before), _lead(pair.after))
    old = pair.before.cells if pair.before else None
    new = pair.after.cells if pair.after else None
    return Row(line.kind if line else "paragraph", old, new, pair.change != "kept", lead, place=place)


def field_rows(fields: Sequence[FieldChange], place: str = "") -> Iterator[Row]:
    """A row for each named value that either side has."""
    for field in fields:
        if field.before or field.after:
            lead = f"{field.label}: "
            yield Row(
                "field", (field.before,), (field.after,), field.change != "kept",
                (lead if field.before else "", lead if field.after else ""),
                place=f"{place}, {field.label.lower()}" if place else field.label,
            )  # fmt: skip


def _lead(line: Line | None) -> str:
    if line is None:
        return ""
    return {"bullet": "•\u2002", "number": f"{line.number}.\u2002"}.get(line.kind, "")


def _only(side: tuple[Pieces, ...] | None, how: str) -> str:
    cells = (" … ".join(piece.text.strip() for piece in cell if piece.how == how) for cell in side or ())
    return ", ".join(cell for cell in cells if cell).rstrip(".")


class ComparisonText(QTextEdit):
    """The rows as a read-only text with a bar beside the change that is looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Versionerna bredvid varandra")
        self.setProperty("look", "rich")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.PAGE_MARGIN)
        self._places: list[tuple[QTextTable, int]] = []
        """Where each row stands: one table for each section, as one for all takes long to lay out."""
        self._marked: int | None = None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows from the top."""
        self._places, self._marked = [], None
        document = self.document()
        document.setUndoRedoEnabled(False)
        document.clear()
        document.setDocumentMargin(theme.PAGE_MARGIN)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for group in _by_section(rows):
            cursor.setBlockFormat(_between())
            table = cursor.insertTable(len(group), 2, _page_format())
            for place, row in enumerate(group):
                self._places.append((table, place))
                _write_side(table, place, 0, row, row.before, row.lead[0])
                _write_side(table, place, 1, row, row.after, row.lead[1])
            cursor.setPosition(table.lastPosition() + 1)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def mark(self, row: int) -> None:
        """Bring a row into view and put the bar beside it."""
        table, place = self._places[row]
        self._marked = row
        self.setTextCursor(table.cellAt(place, 0).firstCursorPosition())
        area = self._area_of(row)
        bar = self.verticalScrollBar()
        if area.top() < 0 or area.bottom() > self.viewport().height():
            bar.setValue(bar.value() + area.top() - self.viewport().height() // 4)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the bar."""
        super().paintEvent(event)
        if self._marked is not None:
            area = self._area_of(self._marked)
            painter = QPainter(self.viewport())
            painter.fillRect(
                QRect(theme.GROUP - _BAR, area.top(), _BAR, area.height()), theme.color("accent")
            )
            painter.end()

    def _area_of(self, row: int) -> QRect:
        """Where a row stands in the window."""
        area = QRect()
        table, place = self._places[row]
        for side in (0, 1):
            cell = table.cellAt(place, side)
            for cursor in (cell.firstCursorPosition(), cell.lastCursorPosition()):
                area = area.united(self.cursorRect(cursor))
        return area


def _page_format() -> QTextTableFormat:
    made = QTextTableFormat()
    made.setBorder(0)
    made.setBorderStyle(_NO_FRAME)
    made.setCellPadding(0)
    made.setCellSpacing(0)
    made.setWidth(QTextLength(_PERCENT, 100))
    made.setColumnWidthConstraints([QTextLength(_PERCENT, 50), QTextLength(_PERCENT, 50)])
    return made


def _by_section(rows: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        if not groups or row.kind == "title":
            groups.append([])
        groups[-1].append(row)
    return groups


def _between() -> QTextBlockFormat:
    """The block between two tables, which Qt needs and the reader does not."""
    made = QTextBlockFormat()
    made.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return made


def _write_side(
    table: QTextTable, place: int, side: int, row: Row, cells: tuple[Pieces, ...] | None, lead: str
) -> None:
    cell = table.cellAt(place, side)
    cell.setFormat(_cell_format(row.kind))
    cursor = cell.firstCursorPosition()
    cursor.setBlockFormat(_block_format(row.kind))
    if cells is None:
        return
    if row.kind == FIGURES:
        _write_figures(cursor, cells)
        return
    if row.kind == "row":
        _write_cells(cursor, cells)
        return
    if lead:
        cursor.insertText(lead, _look(row.kind, muted=True))
    _insert(cursor, cells[0], row.kind)
    if row.note and (side == 1 or row.after is None):
        cursor.insertText(f"  {row.note}", _look("field", muted=True))


def _write_cells(cursor: QTextCursor, cells: tuple[Pieces, ...]) -> None:
    look = QTextTableFormat()
    look.setBorder(1)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(theme.color("line"))
    look.setBorderCollapse(True)
    look.setCellPadding(4)
    look.setCellSpacing(0)
    look.setWidth(QTextLength(_PERCENT, 100))
    look.setColumnWidthConstraints([QTextLength(_PERCENT, 100 / len(cells))] * len(cells))
    inner = cursor.insertTable(1, len(cells), look)
    for column, pieces in enumerate(cells):
        _insert(inner.cellAt(0, column).firstCursorPosition(), pieces, "row")


def _write_figures(cursor: QTextCursor, cells: tuple[Pieces, ...]) -> None:
    """A name and its numbers in columns that stand below those of the row before, with a line between."""
    look = QTextTableFormat()
    look.setBorder(0)
    look.setBorderStyle(_NO_FRAME)
    look.setCellPadding(2)
    look.setCellSpacing(0)
    look.setWidth(QTextLength(_PERCENT, 100))
    figures = max(len(cells) - 1, 1)
    wide = 100 - min(_FIGURES_MOST, _FIGURE * figures)
    widths = [wide, *[(100 - wide) / figures] * (len(cells) - 1)]
    look.setColumnWidthConstraints([QTextLength(_PERCENT, width) for width in widths])
    inner = cursor.insertTable(1, len(cells), look)
    for column, pieces in enumerate(cells):
        inside = inner.cellAt(0, column).firstCursorPosition()
        if column:
            right = QTextBlockFormat()
            right.setAlignment(Qt.AlignmentFlag.AlignRight)
            inside.mergeBlockFormat(right)
        _insert(inside, pieces, FIGURES)


def _insert(cursor: QTextCursor, pieces: Pieces, kind: str) -> None:
    for piece in pieces:
        look = _look(kind, bold=piece.bold, italic=piece.italic)
        if piece.how != "kept":
            look.setBackground(theme.color(_TINTS[piece.how]))
            look.setFontUnderline(piece.how == "added")
            look.setFontStrikeOut(piece.how == "removed")
        cursor.insertText(piece.text.replace("\n", SOFT_BREAK), look)


def _look(kind: str, *, bold: bool = False, italic: bool = False, muted: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    strong = bold or kind in _POINTS
    face = theme.font(_POINTS.get(kind, theme.BODY_POINTS), semibold=strong, italic=italic)
    made.setFont(face)
    made.setForeground(theme.color("muted" if muted else "ink"))
    return made


def _block_format(kind: str) -> QTextBlockFormat:
    made = block_format(item=True)
    made.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
    made.setBottomMargin(0)
    if kind in ("bullet", "number"):
        made.setLeftMargin(theme.PAGE_MARGIN)
        made.setTextIndent(-theme.GROUP)
    return made


def _cell_format(kind: str) -> QTextTableCellFormat:
    """Space above and below a line; the rows of a table stand close together."""
    made = QTextTableCellFormat()
    close = {"row": 0, FIGURES: 0, "bullet": 1, "number": 1}
    above = {"title": 20, "heading1": 12, "heading2": 10, **close}.get(kind, 4)
    made.setTopPadding(above)
    made.setRightPadding(theme.GROUP)
    made.setBottomPadding(close.get(kind, theme.GRID))
    return made
