"""The whole picture painted once and kept, for what moves over it to be cheap."""

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.services.palette import Palette
from app.ui.wheel.painting.strokes import Stroke, Strokes, bounds, make_strokes, paint

if TYPE_CHECKING:
    from app.services.wheel.picture.shapes import Picture, Shape

_ANTIALIAS = QPainter.RenderHint.Antialiasing
_NEAR = 4
_SMOOTH = QPainter.RenderHint.SmoothPixmapTransform


class Frame:
    """A picture in the colours of a palette; it is painted anew only when one of them is another."""

    def __init__(self, picture: "Picture", palette: Palette) -> None:
        self.picture = picture
        self.palette = palette
        self.middle = QPointF(*picture.middle)
        self._keyed: list[tuple[int, QRectF]] = []
        self.names: list[tuple[str, QRectF]] = []
        self.laws: list[tuple[str, QRectF]] = []
        self.marks: list[QRectF] = []
        self.centre = QRectF()
        made: list[Stroke] = []
        for shape in picture.shapes:
            strokes = make_strokes((shape,), palette)
            made.extend(strokes)
            self._note(shape, strokes)
        self.strokes: Strokes = tuple(made)
        self._kept: QPixmap | None = None
        self.painted = 0
        """How often the whole has been painted."""

    def _note(self, shape: "Shape", strokes: Strokes) -> None:
        """Remember where words and the marks of law stand, for them to be touched too."""
        text, kind = getattr(shape, "text", ""), (type(shape).__name__, shape.layer)
        is_mark = kind == ("Line", "marks") and shape.key is None
        if not strokes or not (text or is_mark):
            return
        place = bounds(strokes).translated(self.middle)
        if shape.key is not None:
            if kind[0] == "Text":  # words along a circle have their own places, and a box holds far more
                self._keyed.append((shape.key, place))
        elif is_mark:
            self.marks.append(place)
        elif kind == ("Text", "labels"):
            self._note_law(text, getattr(shape, "style", ""), place)
        elif kind == ("Text", "middle"):
            self.centre = self.centre.united(place)
        elif text and shape.layer == "rim":
            self.names.append((text, place.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR)))

    def _note_law(self, text: str, style: str, place: QRectF) -> None:
        """Words without an activity beside the wheel begin with a day in bold."""
        if style == "semibold" or not self.laws:
            self.laws.append((text, place))
        else:
            head, above = self.laws[-1]
            self.laws[-1] = head, above.united(place)

    def key_of_words(self, at: QPointF) -> int | None:
        """The activity whose words stand there."""
        return next((key for key, place in reversed(self._keyed) if place.contains(at)), None)

    def name_at(self, at: QPointF) -> str:
        """The words at the rim that stand there, such as the name of a month."""
        return next((text for text, place in self.names if place.contains(at)), "")

    def law_at(self, at: QPointF) -> str:
        """The day that the words about law begin with which stand there."""
        return next((text for text, place in self.laws if place.contains(at)), "")

    def mark_at(self, at: QPointF) -> QPointF | None:
        """The middle of the mark of law that is there."""
        near = (place for place in self.marks if place.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(at))
        return next((place.center() for place in near), None)

    def pixmap(self, size: QSize, ratio: float) -> QPixmap:
        """The whole picture, sharp at the scale of the screen."""
        if self._kept is None or self._kept.devicePixelRatio() != ratio:
            self._kept = self._painted(size, ratio)
        return self._kept

    def _painted(self, size: QSize, ratio: float) -> QPixmap:
        kept = QPixmap(QSize(ceil(size.width() * ratio), ceil(size.height() * ratio)))
        kept.setDevicePixelRatio(ratio)
        kept.fill(QColor(self.palette.surface))
        painter = QPainter(kept)
        painter.setRenderHint(_ANTIALIAS)
        painter.translate(self.middle)
        paint(painter, self.strokes)
        painter.end()
        self.painted += 1
        return kept


def draw_fitted(painter: QPainter, pixmap: QPixmap, size: QSize) -> None:
    """A kept picture of another size, as large as there is room, until the right one is made."""
    kept = pixmap.deviceIndependentSize().toSize()
    fitted = kept.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    painter.setRenderHint(_SMOOTH)
    place = QRectF(0, 0, fitted.width(), fitted.height())
    place.moveCenter(QRectF(0, 0, size.width(), size.height()).center())
    painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
