"""The head of a page: title, state, actions and tools, in as many rows as its width asks for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.links import Link, Sentence

_AIR = 12
_REQUEST = QEvent.Type.LayoutRequest


class PageHead(QWidget):
    """Actions stand beside the title and tools in one row below, as long as nothing gets cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setFont(theme.font(theme.TITLE_POINTS, semibold=True))
        self.state = Sentence()
        self._actions: list[QWidget] = []
        self._tools: tuple[list[QWidget], list[QWidget]] = ([], [])
        self._tools_pushed = False
        self._rows: dict[QHBoxLayout, tuple[list[QWidget], list[QWidget]]] = {}
        self._beside, self._below, self._first, self._second = (self._row() for _ in range(4))
        above = QHBoxLayout()
        above.setSpacing(theme.GROUP)
        above.addWidget(self.title, 1)
        above.addLayout(self._beside)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(above)
        words.addWidget(self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PAGE_MARGIN, _AIR, theme.PAGE_MARGIN, _AIR)
        column.setSpacing(theme.NEAR)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # narrower has more rows
        for row in (words, self._below, self._first, self._second):
            column.addLayout(row)
        self.title.setMinimumHeight(theme.FIELD_HEIGHT)

    def show_title(self, title: str, state: Sequence[str | Link]) -> None:
        """Say what the page is and how it stands."""
        self.title.setText(title)
        self.state.show_parts(*state)

    def add_action(self, widget: QWidget) -> None:
        """Put a widget at the right of the title."""
        self._actions.append(widget)
        self._arrange()

    def add_tool(self, widget: QWidget | None) -> None:
        """Put a widget in the row of tools; None pushes the rest to the right."""
        if widget is None:
            self._tools_pushed = True
        else:
            self._tools[int(self._tools_pushed)].append(widget)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may ask for other rows."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """A widget that is shown, hidden or says something longer may do so too."""
        done = super().event(event)
        if event.type() == _REQUEST:
            self._arrange()
        return done

    def _arrange(self) -> None:
        room = self.width() - 2 * theme.PAGE_MARGIN
        beside = self._count_beside(room)
        self._fill(self._beside, self._actions[:beside])
        self._fill(self._below, self._actions[beside:])
        left, right = self._tools
        if left and all(tool.isHidden() for tool in left):
            left, right = [*left, *right], []
        together = _width([*left, *right]) <= room
        self._fill(self._first, left, right if together else ())
        self._fill(self._second, () if together else right)

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        self._rows[row] = ([], [])
        return row

    def _fill(self, row: QHBoxLayout, left: Sequence[QWidget], right: Sequence[QWidget] = ()) -> None:
        """Hold these, the right ones pushed to the right; a row that holds them already stays untouched."""
        wanted = ([*left], [*right])
        if wanted == self._rows[row]:
            return
        self._rows[row] = wanted
        while row.takeAt(0) is not None:
            pass
        for widget in left:
            row.addWidget(widget)
        if row is not self._beside:
            row.addStretch(1)
        for widget in right:
            row.addWidget(widget)

    def _count_beside(self, room: int) -> int:
        """As many actions beside the title as leave the others room in a row of their own."""
        title = self.title.sizeHint().width() + theme.GROUP
        if title + _width(self._actions) <= room:
            return len(self._actions)
        for count in range(len(self._actions)):
            if _width(self._actions[count:]) <= room and title + _width(self._actions[:count]) <= room:
                return count
        return 0


def _width(widgets: Sequence[QWidget]) -> int:
    """What the shown ones need beside each other."""
    needed = [max(w.minimumWidth(), w.minimumSizeHint().width()) for w in widgets if not w.isHidden()]
    return sum(needed) + theme.NEAR * max(0, len(needed) - 1)
