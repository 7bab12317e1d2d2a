"""The pages of a PDF on a printer."""

from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument

_SHARPEST = 300
"""Dots to an inch: finer print is not seen, and its pictures grow large."""


def print_pages(content: bytes, printer: Any) -> int:
    """Send the pages of a PDF to a printer, each filling its sheet; gives how many were sent."""
    pages = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pages.load(buffer)
    first = printer.fromPage() or 1
    last = min(printer.toPage() or pages.pageCount(), pages.pageCount())
    printer.setFullPage(True)
    painter = QPainter(printer)
    sheet = QRectF(painter.viewport())
    for number in range(first - 1, last):
        if number >= first:
            printer.newPage()
        painter.drawImage(sheet, _pictured(pages, number, sheet, printer.resolution()))
    painter.end()
    pages.close()
    return max(0, last - first + 1)


def _pictured(pages: QPdfDocument, number: int, sheet: QRectF, resolution: int) -> Any:
    share = min(1.0, _SHARPEST / resolution)
    size = QSize(int(sheet.width() * share), int(sheet.height() * share))
    asked = pages.pagePointSize(number).scaled(size, Qt.AspectRatioMode.KeepAspectRatio).toSize()
    return pages.render(number, asked)
