"""A chart in the window: drawn when it is looked at, kept as a picture, copied, saved or read as a table."""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import cache, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFontInfo,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.services.charts.library import is_loaded, load
from app.services.charts.sheet import Chart, Sheet, Spot
from app.services.filenames import safe_file_name
from app.services.palette import LIGHT
from app.ui.parts import theme
from app.ui.parts.buttons import action, menu_button
from app.ui.parts.chart_numbers import write_numbers
from app.ui.parts.chart_pointing import Pointing
from app.ui.parts.chart_table import show_table
from app.ui.parts.links import Sentence
from app.ui.parts.messages import show_error

_KEPT = 48
_SETTLE_MS = 15
"""So long a panel that is made anew may be laid out before its charts are drawn."""
_PIXELS_PER_POINT = 96 / 72
_COPY_SCALE = 2.0
_LEAST_WIDTH, _USUAL = 160, 260
_FILE_WIDTH = 480
_BUTTON = 24
_KINDS = {"png": "PNG", "svg": "SVG", "pdf": "PDF"}


class _Loader(QObject):
    """Loads the drawing library on a thread of its own, and tells when it is there."""

    loaded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Begin, unless it is loaded or on its way."""
        if not is_loaded() and (self._thread is None or not self._thread.is_alive()):
            self._thread = threading.Thread(target=self._load, name="drawing library", daemon=True)
            self._thread.start()

    def _load(self) -> None:
        load()
        self.loaded.emit()


class Gallery:
    """The pictures drawn last: the same chart in the same room and colours is never drawn twice."""

    def __init__(self) -> None:
        self.drawn = 0
        """How many figures have been drawn for the window."""
        self._pictures: OrderedDict[tuple[Any, ...], QImage] = OrderedDict()

    def find(self, chart: Chart, sheet: Sheet, scale: float) -> QImage | None:
        """The picture, if it is kept."""
        key = (chart, sheet, scale)
        if key in self._pictures:
            self._pictures.move_to_end(key)
        return self._pictures.get(key)

    def draw(self, chart: Chart, sheet: Sheet, scale: float) -> QImage:
        """The picture, drawn now."""
        image = picture(chart, sheet, scale)
        self.drawn += 1
        self._pictures[chart, sheet, scale] = image
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        return image


@cache
def gallery() -> Gallery:
    """The pictures that all charts share."""
    return Gallery()


@cache
def _loader() -> _Loader:
    return _Loader()


def prepare() -> None:
    """Load the drawing library in the background, for a page that soon shows charts."""
    _loader().begin()


def picture(chart: Chart, sheet: Sheet, scale: float) -> QImage:
    """A chart as an image that knows its scale."""
    from app.services.charts.output import render

    made = render(chart, sheet, scale)
    image = QImage(made.pixels, made.width, made.height, made.width * 4, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(scale)
    return image


class ChartView(QWidget):
    """The chart without its captions; until it is drawn its numbers stand there, or the chart before it.

    The mouse and the arrow keys tell what stands where. With `leads` a click or Enter on a part of it says
    where that comes from (`picked`). With `fills` the chart takes the height that the view is given.
    """

    picked = Signal(object)
    """The key of the part that was chosen."""

    def __init__(
        self, chart: Chart, parent: QWidget | None = None, *, leads: bool = False, fills: bool = False
    ) -> None:
        super().__init__(parent)
        self._chart = chart
        self._leads, self._fills = leads, fills
        self.pointing = Pointing(self)
        self._image: QImage | None = None
        self._waiting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._draw)
        upright = QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, upright)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.show_chart(chart)

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Show other values."""
        if chart != self._chart:
            self.pointing.outdate()
        self._chart = chart
        self.setAccessibleName(chart.caption.title or "Diagram")
        self.setAccessibleDescription(chart.words())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the chart wants to be."""
        return QSize(240, self._wanted())

    def minimumSizeHint(self) -> QSize:
        """Never lower than that."""
        return QSize(_LEAST_WIDTH, self._wanted())

    def _wanted(self) -> int:
        return self._chart.height_at(self.width()) if self.width() >= _LEAST_WIDTH else self._chart.height

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the picture, or ask for it."""
        found = gallery().find(self._chart, self._sheet(), self.devicePixelRatioF())
        if found is not None:
            self._image = found
            self.pointing.follow(self._chart, self._sheet())
        elif is_loaded():
            self._timer.start()
        elif not self._waiting:
            self._waiting = True
            _loader().loaded.connect(self.update)
            prepare()
        painter = QPainter(self)
        if self._image is not None:
            painter.drawImage(0, 0, self._image)
        else:
            write_numbers(painter, self.rect(), self._chart.table())
        self.pointing.paint(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(theme.color("accent"), 1, Qt.PenStyle.DotLine))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another picture."""
        super().resizeEvent(event)
        self.pointing.outdate()
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what stands under the mouse; a hand where a click leads on."""
        place = event.position()
        self.pointing.move_to(place.x(), place.y(), event.globalPosition().toPoint())
        spot = self.pointing.current
        leads = self._leads and spot is not None and spot.key is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        self.pointing.forget()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click leads to where the part comes from."""
        place = event.position()
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(place.toPoint()):
            self._pick(self.pointing.at(place.x(), place.y()))
        super().mouseReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is stepped to any more."""
        self.pointing.forget()
        super().focusOutEvent(event)

    def _pick(self, spot: Spot | None) -> bool:
        """Say where a part comes from; False when it leads nowhere."""
        if not self._leads or spot is None or spot.key is None:
            return False
        self.picked.emit(spot.key)
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, save, or read as a table."""
        menu = QMenu(self)
        fill_menu(menu, self)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the picture, arrows go from part to part, Enter goes where one comes from.

        Where none does, Enter shows the table.
        """
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._pick(self.pointing.current):
                self.show_table()
        elif key == Qt.Key.Key_Escape and self.pointing.current is not None:
            self.pointing.forget()
        elif not self.pointing.step(key):
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the picture with its captions on the clipboard, in light colours as on paper."""
        sheet = Sheet(max(self.width(), _LEAST_WIDTH), LIGHT)
        QGuiApplication.clipboard().setImage(picture(self._chart, sheet, _COPY_SCALE))

    def save(self, kind: str) -> None:
        """Ask for a file and write the picture with its captions to it."""
        from app.services.paths import documents_dir

        name = f"{safe_file_name(self._chart.caption.title)}.{kind}"
        words = f"{_KINDS[kind]} (*.{kind})"
        chosen, _ = QFileDialog.getSaveFileName(self, "Spara diagrammet", str(documents_dir() / name), words)
        if chosen:
            self.write(Path(chosen).with_suffix(f".{kind}"), kind)

    def write(self, path: Path, kind: str) -> None:
        """Write the picture with its captions to a file."""
        from app.services.charts.output import file_bytes

        content = file_bytes(self._chart, Sheet(max(self.width(), _FILE_WIDTH), LIGHT), kind)  # type: ignore[arg-type]
        try:
            path.write_bytes(content)
        except OSError as error:
            reason = error.strerror or "Skrivningen avbröts"
            show_error(self, "Diagrammet sparades inte", f"{path} gick inte att skriva: {reason}.")

    def show_table(self) -> None:
        """Show the values as a table in a window of its own."""
        show_table(self, self._chart.caption.title or "Diagram", self._chart.table())

    def _sheet(self) -> Sheet:
        points = QFontInfo(theme.font()).pixelSize() / _PIXELS_PER_POINT
        height = self.height() if self._fills else 0
        return Sheet(self.width(), theme.theme().palette, False, points, height)

    def _draw(self) -> None:
        if not self.visibleRegion().isEmpty() and self.width() >= _LEAST_WIDTH:
            gallery().draw(self._chart, self._sheet(), self.devicePixelRatioF())
            self.update()


def fill_menu(menu: QMenu, view: ChartView) -> None:
    """What can be done with a chart."""
    menu.addAction(action("Kopiera bild", view.copy, icon="copy", parent=menu))
    for kind, words in _KINDS.items():
        menu.addAction(action(f"Spara som {words}…", partial(view.save, kind), parent=menu))
    menu.addSeparator()
    menu.addAction(action("Visa som tabell", view.show_table, icon="table", parent=menu))


class CaptionedChart(QWidget):
    """A chart under its finding and above its source, with a menu that shows itself under the mouse.

    With `rule` a hairline stands above it, as above other groups of the inspector.
    """

    picked = Signal(object)
    """The key of the part that was chosen, where the chart `leads`."""

    def __init__(
        self,
        chart: Chart,
        parent: QWidget | None = None,
        *,
        rule: bool = False,
        leads: bool = False,
        fills: bool = False,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.NEAR if rule else 0, 0, 0)
        column.setSpacing(0)
        self._above = theme.NEAR + theme.GROUP if rule else 0
        if rule:
            line = QFrame()
            line.setProperty("rule", True)
            line.setFixedHeight(1)
            column.addWidget(line)
            column.addSpacing(theme.GROUP - 1)
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(theme.font(semibold=True))
        self._title.setWordWrap(True)
        self._title.setContentsMargins(0, 0, _BUTTON, 0)
        self._note = Sentence(points=theme.SECONDARY_POINTS)
        self._source = Sentence(points=theme.SECONDARY_POINTS)
        self.view = ChartView(chart, leads=leads, fills=fills)
        self.view.picked.connect(self.picked)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addSpacing(theme.GRID)
        column.addWidget(self.view, 1 if fills else 0)
        column.addWidget(self._source)
        self._make_menu()
        self.show_chart(chart)

    def _make_menu(self) -> None:
        menu = QMenu()
        fill_menu(menu, self.view)
        self._more = menu_button("more", "Diagrammet", menu)
        self._more.setParent(self)
        self._more.setFixedSize(_BUTTON, _BUTTON)
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.hide()

    def show_chart(self, chart: Chart) -> None:
        """Show other values with what is said of them."""
        caption = chart.caption
        self._title.setText(caption.title)
        self._title.setVisible(bool(caption.title))
        self._note.show_parts(*([caption.note] if caption.note else []))
        self._source.show_parts(*([caption.source] if caption.source else []))
        self.view.show_chart(chart)

    def minimumSizeHint(self) -> QSize:
        """No higher than its words are at this width; Qt alone guesses from the narrowest."""
        return QSize(_LEAST_WIDTH, self.heightForWidth(max(self.width(), _USUAL)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stands in the upper right corner."""
        super().resizeEvent(event)
        self._more.move(self.width() - _BUTTON, self._above)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The menu can be seen while the mouse is here."""
        self._more.show()
        self._more.raise_()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """And not otherwise."""
        self._more.setVisible(self._more.menu().isVisible())
        super().leaveEvent(event)
