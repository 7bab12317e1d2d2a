"""The pages of PDFs on a printer: one file, or a pile of them in one job."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from app.models.errors import DomainError
from app.services.formatting import write_count
from app.ui.parts.messages import show_error

_SHARPEST = 300
_QUARTER = 90
"""Dots to an inch: finer print is not seen, and its pictures grow large."""

_STRIPS = 16
_BREATH = 0.002
"""Seconds in which the window does what waits, between the strips of a page."""

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Sheaf:
    """A PDF in a pile; `pages` are numbers from 0, None for all of them."""

    title: str
    content: bytes
    copies: int = 1
    pages: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class PrintResult:
    """How much was sent to the printer, and whether the user stopped it."""

    pages: int
    sheaves: int
    cancelled: bool = False


class PrinterLost(DomainError):
    """The printer takes nothing more; `whole` are the papers that were sent to their end."""

    def __init__(self, printer: str, whole: Sequence[str], unfinished: str) -> None:
        self.whole, self.unfinished = tuple(whole), unfinished
        if whole:
            count = write_count(len(whole), "handling", "handlingar")
            sent = f"{count} hann skickas, till och med {whole[-1]}. "
            rest = f"Skriv sedan ut från {unfinished} och framåt."
        else:
            what = f"Ingenting av {unfinished}" if unfinished else "Ingenting"
            sent, rest = f"{what} hann skickas klart. ", "Skriv sedan ut igen."
        called = f"Skrivaren {printer}" if printer else "Skrivaren"
        super().__init__(
            f"{called} svarar inte längre. {sent}Kontrollera att den är på och ansluten, eller välj en "
            f"annan. {rest}"
        )


def print_pages(content: bytes, printer: Any) -> int:
    """Send the pages of a PDF to a printer that a dialog asked for; gives how many were sent.

    A printer that takes no more is told about at once.
    """
    with opened(content) as pages:
        first = printer.fromPage() or 1
        last = min(printer.toPage() or pages.pageCount(), pages.pageCount())
    chosen = tuple(range(first - 1, last))
    if not chosen:
        return 0
    try:
        return print_pile([Sheaf("", content, pages=chosen)], printer).pages
    except PrinterLost as lost:
        show_error(QApplication.activeWindow(), "Utskriften blev inte klar", lost.message)
        return 0


def print_pile(
    sheaves: Sequence[Sheaf],
    printer: Any,
    *,
    duplex: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> PrintResult:
    """Send PDFs to a printer after each other, each copy whole, and beginning on a sheet of its own.

    Raises PrinterLost when the printer takes no more. It may run on any thread, the one that reads the pages.
    """
    total = sum(_count(sheaf) * sheaf.copies for sheaf in sheaves)
    printer.setFullPage(True)
    painter = QPainter()
    if not printer.isValid() or not painter.begin(printer):
        raise PrinterLost(printer.printerName(), (), sheaves[0].title if sheaves else "")
    job = _Job(printer, painter, duplex, total, progress or _silent)
    try:
        for place, sheaf in enumerate(sheaves):
            if not job.send(sheaf, cancelled):
                printer.abort()
                return PrintResult(job.sent, place, cancelled=True)
            job.whole.append(sheaf.title)
    finally:
        if painter.isActive():
            painter.end()
    return PrintResult(job.sent, len(sheaves))


@contextmanager
def opened(content: bytes) -> Iterator[QPdfDocument]:
    """The pages of a PDF, for as long as they are used."""
    pages, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pages.load(buffer)
    try:
        yield pages
    finally:
        pages.close()


class _Job:
    """What has been sent of a pile."""

    def __init__(self, printer: Any, painter: QPainter, duplex: bool, total: int, progress: Progress) -> None:
        self._printer, self._painter, self._duplex = printer, painter, duplex
        self._total, self._progress = total, progress
        self._sheet = QRectF(painter.viewport())
        self._sides = 0
        self.sent = 0
        self.whole: list[str] = []

    def send(self, sheaf: Sheaf, cancelled: Callable[[], bool]) -> bool:
        """Send all copies of a PDF; False when it was stopped."""
        with opened(sheaf.content) as pages:
            numbers = range(pages.pageCount()) if sheaf.pages is None else sheaf.pages
            for _ in range(sheaf.copies):
                if self._duplex and self._sides % 2:
                    self._turn(sheaf)
                for number in numbers:
                    if cancelled():
                        return False
                    self._send_page(sheaf, pages, number)
        return True

    def _send_page(self, sheaf: Sheaf, pages: QPdfDocument, number: int) -> None:
        size = pages.pagePointSize(number)
        turned = (size.width() > size.height()) != (self._sheet.width() > self._sheet.height())
        room = _fitted(size.transposed() if turned else size, self._sheet)
        drawn = room.size().transposed() if turned else room.size()
        picture = _pictured(pages, number, drawn, self._printer.resolution())
        if turned:  # a page that lies down fills a sheet that stands
            picture = picture.transformed(QTransform().rotate(_QUARTER))
        self._turn(sheaf)
        for strip in _strips(picture.rect()):
            place = _share(strip, picture.rect(), room)
            self._painter.drawImage(place, picture, QRectF(strip))
            sleep(_BREATH)
        if self._printer.printerState() == self._printer.PrinterState.Error:
            raise PrinterLost(self._printer.printerName(), self.whole, sheaf.title)
        self.sent += 1
        self._progress(self.sent, self._total, f"Skriver ut {sheaf.title}".strip())

    def _turn(self, sheaf: Sheaf) -> None:
        """Go to the next side of paper; the first one is there already."""
        if self._sides and not self._printer.newPage():
            raise PrinterLost(self._printer.printerName(), self.whole, sheaf.title)
        self._sides += 1


def _count(sheaf: Sheaf) -> int:
    if sheaf.pages is not None:
        return len(sheaf.pages)
    with opened(sheaf.content) as pages:
        return pages.pageCount()


def _fitted(page: QSizeF, sheet: QRectF) -> QRectF:
    """Where a page stands on a sheet: as large as it can be without being stretched, in the middle."""
    room = QRectF(sheet.topLeft(), page.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio))
    room.moveCenter(sheet.center())
    return room


def _pictured(pages: QPdfDocument, number: int, room: QSizeF, resolution: int) -> Any:
    share = min(1.0, _SHARPEST / resolution)
    return pages.render(number, QSize(round(room.width() * share), round(room.height() * share)))


def _strips(picture: QRect) -> list[QRect]:
    """The picture from top to bottom in parts, since Qt lets nobody else in while it draws one."""
    high = -(-picture.height() // _STRIPS)
    tops = range(0, picture.height(), high)
    return [QRect(0, top, picture.width(), min(high, picture.height() - top)) for top in tops]


def _share(strip: QRect, picture: QRect, room: QRectF) -> QRectF:
    """Where a strip of the picture stands: on whole dots, so that it neither overlaps the next nor gapes."""
    scale = room.height() / picture.height()
    top = round(room.top() + strip.top() * scale)
    below = round(room.top() + (strip.bottom() + 1) * scale)
    return QRectF(round(room.left()), top, round(room.width()), below - top)


def _silent(_done: int, _total: int, _words: str) -> None:
    """Tell nobody."""
