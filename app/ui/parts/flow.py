"""A row of widgets that goes on in another row where its width is too small."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Widgets from left to right, centred on their row, as many rows as they need."""

    def __init__(self, parent: QWidget, gap: int, leading: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._leading = gap, leading

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item last."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        """The item of a place."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        """Take an item away."""
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the room that it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        left, top, right, bottom = _sides(self)
        shown = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        height = max((size.height() for size in shown), default=0)
        return QSize(width + left + right, height + top + bottom)

    def minimumSize(self) -> QSize:
        """The widest of them."""
        left, _, right, _ = _sides(self)
        widest = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(widest + left + right, 0)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        left, top, right, bottom = _sides(self)
        room = rect.adjusted(left, top, -right, -bottom)
        rows: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._shown():
            width = item.sizeHint().width()
            if rows[-1] and used + self._gap + width > room.width():
                rows.append([])
            used = width if not rows[-1] else used + self._gap + width
            rows[-1].append(item)
        y = room.top()
        for row in rows:
            height = max((item.sizeHint().height() for item in row), default=0)
            if move:
                self._place(row, room, y, height)
            y += height + self._leading
        return y - self._leading - rect.top() + bottom

    def _place(self, row: list[QLayoutItem], room: QRect, top: int, height: int) -> None:
        x = room.left()
        for item in row:
            size = item.sizeHint()
            width = min(size.width(), room.width())
            item.setGeometry(QRect(x, top + (height - size.height()) // 2, width, size.height()))
            x += width + self._gap


def _sides(layout: QLayout) -> tuple[int, int, int, int]:
    margins = layout.contentsMargins()
    return margins.left(), margins.top(), margins.right(), margins.bottom()
