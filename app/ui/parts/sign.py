"""A small sign beside a word: an icon or a status mark that follows light and dark."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.parts import icons
from app.ui.parts.marks import Mark, paint_mark

_ROW = 20


class Sign(QWidget):
    """Only drawn; the word beside it says the same."""

    def __init__(
        self, icon: str = "", mark: Mark | None = None, role: str = "ink", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._mark, self._role = icon, mark, role
        self.setFixedSize(icons.STATUS_SIZE + 2, _ROW)

    def sizeHint(self) -> QSize:
        """A status sign in a line of text."""
        return QSize(icons.STATUS_SIZE + 2, _ROW)

    def show_sign(self, icon: str, role: str = "ink") -> None:
        """Show another icon."""
        self._icon, self._role = icon, role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        painter = QPainter(self)
        top = (self.height() - icons.STATUS_SIZE) / 2
        if self._mark is not None:
            paint_mark(painter, QRectF(1, top, icons.STATUS_SIZE, icons.STATUS_SIZE), self._mark)
        elif self._icon:
            picture = icons.pixmap(self._icon, self._role, icons.STATUS_SIZE, self.devicePixelRatioF())
            painter.drawPixmap(1, int(top), picture)
