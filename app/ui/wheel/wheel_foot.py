"""What stands below the wheel: what its colours and forms mean, and the buttons that zoom in the corner."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from app.ui.wheel.legend import Legend

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.views import WheelView
    from app.ui.wheel.wheel_zoom_bar import ZoomBar

_BESIDE = 8
#: A legend with less room than this beside the buttons stands above them.
_LEAST = 260


class Foot:
    """The legend and the buttons beside each other, or one above the other where it is narrow."""

    def __init__(self, face: "QWidget", bar: "ZoomBar") -> None:
        self._face, self._bar = face, bar
        self.legend = Legend(parent=face)

    def show_view(self, view: "WheelView", options: "WheelOptions") -> None:
        """Explain what the wheel has; black and white tells kinds apart by patterns that it does not show."""
        self.legend.show_view(view, options)
        self.legend.setVisible(bool(self.legend.words) and not options.mono)

    def height(self, *, zoomed: bool) -> int:
        """What is taken from the picture: while a part of the year is shown its name stands here too."""
        legend = self._legend_height()
        if not zoomed:
            return legend
        bar = self._bar.height() + _BESIDE
        return max(legend, bar) if self._is_beside() else legend + bar

    def place(self) -> None:
        """Stand at the lower edge of the face."""
        face, bar = self._face.rect(), self._bar
        bar.move(face.right() - bar.width() + 1 - _BESIDE, face.bottom() - bar.height() + 1 - _BESIDE)
        height = self._legend_height()
        top = face.bottom() + 1 - height
        if not self._is_beside():
            top -= bar.height() + _BESIDE
        self.legend.setGeometry(QRect(0, top, self._width(), height))

    def _legend_height(self) -> int:
        return 0 if self.legend.isHidden() else self.legend.height_at(self._width())

    def _width(self) -> int:
        beside = self._beside()
        return beside if beside >= _LEAST else self._face.width()

    def _beside(self) -> int:
        return self._face.width() - self._bar.width() - 2 * _BESIDE

    def _is_beside(self) -> bool:
        return self._beside() >= _LEAST
