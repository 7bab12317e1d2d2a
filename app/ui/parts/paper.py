"""The paper in the window: pages as they are printed, with page numbers, zoom and keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, icon_button
from app.ui.parts.jobs import Job, JobHandle
from app.ui.parts.links import Sentence

_WAIT_MS = 80
_STEP = 1.25
_WIDE, _NARROWEST = 420, 330
_LEAST, _MOST = 0.25, 4.0
_WIDTH, _PAGE = "width", "page"
_FIT_WIDTH, _FIT_PAGE = QPdfView.ZoomMode.FitToWidth, QPdfView.ZoomMode.FitInView
_CUSTOM = QPdfView.ZoomMode.Custom
_CONTROL = Qt.KeyboardModifier.ControlModifier
_WORKING = "Sidorna görs…"
_TITLE, _PAGE_NUMBER = QPdfBookmarkModel.Role.Title.value, QPdfBookmarkModel.Role.Page.value
_LOCATION = QPdfBookmarkModel.Role.Location.value


class PaperView(QPdfView):
    """Qt's view with a key for each thing that the buttons do."""

    zoom_asked = Signal(int)
    page_asked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and plus, minus or zero zoom; Page Up and Down turn whole pages with Ctrl."""
        key, control = event.key(), bool(event.modifiers() & _CONTROL)
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if control and key in steps:
            self.zoom_asked.emit(steps[Qt.Key(key)])
        elif control and key in pages:
            self.page_asked.emit(pages[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & _CONTROL and event.angleDelta().y():
            self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


class PaperPreview(QWidget):
    """Shows a document as its PDF; the pages are made on a thread, and the place is kept.

    `render` makes the file, and loads what it needs when it is called. `nothing` is said while there is no
    document, `failure` when the pages could not be made. `same` says whether one document follows another
    as a change of it, so that the place is kept.
    """

    shown = Signal()
    """The pages stand in the window."""

    def __init__(
        self,
        render: Callable[[Any], bytes],
        *,
        nothing: str,
        failure: str,
        same: Callable[[Any, Any], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._render, self._same = render, same
        self._nothing, self._failure = nothing, failure
        self._wanted: Any = None
        self._making: Any = None
        self._made: Any = None
        self._job: Job | None = None
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self._pdf = QPdfDocument(self)
        self._pages = 0  # kept here since Qt tells of another page also while the document is taken down
        self._narrow = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._make)
        self._build()
        theme.theme().changed.connect(self._dress)
        self._dress()
        self.show_document(None)

    @property
    def page_count(self) -> int:
        """How many pages stand in the window."""
        return self._pages if self._made is not None else 0

    @property
    def page(self) -> int:
        """The page that is looked at, from 1."""
        return self.view.pageNavigator().currentPage() + 1

    @property
    def document(self) -> Any:
        """What stands in the window."""
        return self._made

    @property
    def content(self) -> bytes:
        """The file whose pages stand in the window."""
        return bytes(self._bytes.data())

    @property
    def at_rest(self) -> bool:
        """Whether no pages are being made or waited for."""
        return self._job is None and not self._timer.isActive()

    def show_document(self, document: Any) -> None:
        """Show a document, or the sentence for nothing; the same one again changes nothing."""
        self._wanted = document
        if document is None:
            self._timer.stop()
            self._made = None
            self._say(self._nothing)
        elif document != self._made:
            if self._made is None:
                self._say(_WORKING)
            self._timer.start()

    def turn(self, pages: int) -> None:
        """Go some pages on, or back."""
        target = min(max(self.page - 1 + pages, 0), self._pages - 1)
        if target >= 0:
            self.view.pageNavigator().jump(target, QPointF(), 0)

    def go_to(self, heading: str) -> bool:
        """Bring a heading of the document's contents to the top; False where there is none like it."""
        found = self._place_of(heading)
        if found is None:
            return False
        self.view.verticalScrollBar().setValue(round(self._height_of(*found)) - theme.GROUP)
        return True

    def show_words(self, words: str, heading: str) -> bool:
        """Bring words below a heading into view, where they are not; False when they are not found."""
        start = self._place_of(heading)
        wanted = re.compile(r"\s+".join(map(re.escape, words.split())))
        if start is None or not words.split():
            return False
        for page in range(start[0], self._pages):
            for match in wanted.finditer(self._pdf.getAllText(page).text()):
                chosen = self._pdf.getSelectionAtIndex(page, match.end() - 1, 1)
                below = chosen.boundingRectangle().top()
                if (page, below) >= start:
                    self._bring(round(self._height_of(page, below)))
                    return True
        return False

    def _place_of(self, heading: str) -> tuple[int, float] | None:
        """The page and the height on it, in points from the top, where a heading of the contents stands."""
        marks = QPdfBookmarkModel()
        marks.setDocument(self._pdf)
        for row in range(marks.rowCount(QModelIndex())):
            mark = marks.index(row, 0, QModelIndex())
            title = str(marks.data(mark, _TITLE))
            number, _, rest = title.partition(" ")
            if heading in (title, rest if number.isdigit() else title):
                return int(marks.data(mark, _PAGE_NUMBER)), marks.data(mark, _LOCATION).y()
        return None

    def _height_of(self, page: int, points: float) -> float:
        """How far down in the view a height on a page stands."""
        scale = self._factor() * self.view.screen().logicalDotsPerInch() / 72.0
        above = sum(
            round(self._pdf.pagePointSize(number).height() * scale) + self.view.pageSpacing()
            for number in range(page)
        )
        return self.view.documentMargins().top() + above + points * scale

    def _bring(self, height: int) -> None:
        """Scroll to a height that is not in view, so that it stands in the middle."""
        bar, room = self.view.verticalScrollBar(), self.view.viewport().height()
        if not bar.value() + theme.PAGE_MARGIN <= height <= bar.value() + room - 2 * theme.PAGE_MARGIN:
            bar.setValue(height - room // 2)

    def zoom(self, steps: int) -> None:
        """Make the paper larger or smaller; 0 fits it to the width again."""
        if steps == 0:
            self._on_fit(_WIDTH)
            return
        factor = self._factor() * (_STEP if steps > 0 else 1 / _STEP)
        self.view.setZoomMode(_CUSTOM)
        self.view.setZoomFactor(min(max(factor, _LEAST), _MOST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow pane says less, and a very narrow one leaves out the choice of fit."""
        super().resizeEvent(event)
        self._fit.setVisible(event.size().width() >= _NARROWEST)
        self._narrow = event.size().width() < _WIDE
        side = theme.GRID if self._narrow else theme.GROUP
        self._tools.setContentsMargins(side, theme.GRID, side, theme.GRID)
        self._show_place()

    def _build(self) -> None:
        self.view = PaperView(self)
        self.view.setDocument(self._pdf)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(_FIT_WIDTH)
        self.view.setPageSpacing(theme.GROUP)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setAccessibleName("Handlingen som den skrivs ut")
        self.view.zoom_asked.connect(self.zoom)
        self.view.page_asked.connect(self.turn)
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._show_place())
        self._words = Sentence()
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._words)
        self._stack.addWidget(self.view)
        rule = QFrame()
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_tools())
        column.addWidget(rule)
        column.addLayout(self._stack, 1)
        QWidget.setTabOrder(self._larger, self.view)

    def _build_tools(self) -> QHBoxLayout:
        self._place = QLabel()
        self._place.setProperty("role", "muted")
        self._back = icon_button("chevron-left", "Föregående sida (Ctrl+Page Up)", lambda: self.turn(-1))
        self._on = icon_button("chevron-right", "Nästa sida (Ctrl+Page Down)", lambda: self.turn(1))
        self._fit = SegmentedControl(((_WIDTH, "Sidbredd"), (_PAGE, "Hel sida")), name="Storlek")
        self._fit.chosen.connect(self._on_fit)
        self._larger = icon_button("zoom-in", "Större (Ctrl+plus)", lambda: self.zoom(1))
        smaller = icon_button("zoom-out", "Mindre (Ctrl+minus)", lambda: self.zoom(-1))
        row = self._tools = QHBoxLayout()
        row.setSpacing(theme.GRID)
        left: tuple[QWidget, ...] = (self._back, self._on, self._place)
        right: tuple[QWidget, ...] = (self._fit, smaller, self._larger)
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)
        return row

    def _dress(self) -> None:
        ground = QPalette(self.view.palette())
        ground.setColor(QPalette.ColorRole.Dark, theme.color("inner_line"))
        self.view.setPalette(ground)

    def _say(self, words: str) -> None:
        self._words.show_parts(words)
        self._stack.setCurrentWidget(self._words)
        self._show_place()

    def _on_fit(self, fit: object) -> None:
        self._fit.choose(fit)
        self.view.setZoomMode(_FIT_WIDTH if fit == _WIDTH else _FIT_PAGE)

    def _factor(self) -> float:
        """How large the paper is now, against its own size on the screen."""
        if self.view.zoomMode() == _CUSTOM or not self._pages:
            return float(self.view.zoomFactor())
        room = self.view.viewport().size()
        margins = self.view.documentMargins()
        points = self._pdf.pagePointSize(0)
        resolution = self.view.screen().logicalDotsPerInch() / 72.0
        wide = (room.width() - margins.left() - margins.right()) / (points.width() * resolution)
        high = (room.height() - self.view.pageSpacing()) / (points.height() * resolution)
        return wide if self.view.zoomMode() == _FIT_WIDTH else min(wide, high)

    def _make(self) -> None:
        """Begin to make the pages of what is wanted, unless others are being made."""
        document = self._wanted
        if document is None or self._job is not None:
            return
        self._making = document
        self._job = Job("Förhandsvisning", partial(self._rendered, document))
        self._job.finished.connect(self._on_made)
        self._job.failed.connect(self._on_failed)
        self._job.ended.connect(self._on_ended)
        self._job.start()

    def _rendered(self, document: Any, _handle: JobHandle) -> bytes:
        return self._render(document)

    def _on_made(self, content: bytes) -> None:
        document = self._making
        if document is None or document != self._wanted:
            return
        same = self._made is not None and self._same(self._made, document)
        place, scrolled = self.view.verticalScrollBar(), self.view.verticalScrollBar().value()
        self._buffer.close()
        self._bytes = QByteArray(content)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pdf.load(self._buffer)
        self._pages = self._pdf.pageCount()
        self._made = document
        self._stack.setCurrentWidget(self.view)
        place.setValue(scrolled if same else 0)
        self._show_place()
        self.shown.emit()

    def _on_failed(self, error: BaseException) -> None:
        import logging

        logging.getLogger("app.ui").error("The preview could not be made", exc_info=error)
        self._made = None
        self._say(self._failure)

    def _on_ended(self) -> None:
        self._job = None
        if self._wanted is not None and self._wanted not in (self._made, self._making):
            self._timer.start()

    def _show_place(self) -> None:
        count = self.page_count
        words = f"{self.page} av {count}" if self._narrow else f"Sida {self.page} av {count}"
        self._place.setText(words if count else "")
        self._back.setEnabled(count > 0 and self.page > 1)
        self._on.setEnabled(count > 0 and self.page < count)
