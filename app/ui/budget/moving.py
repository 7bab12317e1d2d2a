"""Where the keys take the cursor in a grid: a step, a page, an end, or the edge of what is filled in."""

from PySide6.QtCore import Qt

from app.ui.budget.grid_model import AmountModel

_KEYS = Qt.Key
_STEPS = {
    _KEYS.Key_Up: (-1, 0),
    _KEYS.Key_Down: (1, 0),
    _KEYS.Key_Left: (0, -1),
    _KEYS.Key_Right: (0, 1),
}
_ENDS = frozenset({_KEYS.Key_Home, _KEYS.Key_End})
_PAGES = {_KEYS.Key_PageUp: -1, _KEYS.Key_PageDown: 1}
MOVES = frozenset({*_STEPS, *_ENDS, *_PAGES})


def target(
    model: AmountModel, row: int, column: int, key: Qt.Key, *, control: bool, page: int
) -> tuple[int, int]:
    """The row and column that a key leads to."""
    last_row, last_column = model.rowCount() - 1, model.columnCount() - 1
    if key in _ENDS:
        home = key == _KEYS.Key_Home
        if control:
            return (0, model.first) if home else (last_row, last_column)
        return row, model.first if home else last_column
    if key in _PAGES:
        return min(last_row, max(0, row + _PAGES[key] * page)), column
    down, right = _STEPS[key]
    if control:
        return edge(model, row, column, down, right)
    return min(last_row, max(0, row + down)), min(last_column, max(0, column + right))


def edge(model: AmountModel, row: int, column: int, down: int, right: int) -> tuple[int, int]:
    """As in a spreadsheet: to the last filled cell of a run, or else over the empty ones to the next."""

    def inside(r: int, c: int) -> bool:
        return 0 <= r < model.rowCount() and model.first <= c < model.columnCount()

    if not inside(row + down, column + right):
        return row, max(model.first, column)
    running = _filled(model, row, column) and _filled(model, row + down, column + right)
    row, column = row + down, column + right
    while inside(row + down, column + right):
        if running and not _filled(model, row + down, column + right):
            break
        if not running and _filled(model, row, column):
            break
        row, column = row + down, column + right
    return row, column


def _filled(model: AmountModel, row: int, column: int) -> bool:
    return column < model.first or bool(model.amount(model.rows[row], model.columns[column]))
