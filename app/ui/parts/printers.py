"""The printers of the computer, asked for anew each time since they come and go."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QPageLayout, QPageSize

from app.ui.parts.print_choices import PrintChoices


class Printers:
    """What the system knows of its printers; tests print to files instead."""

    def names(self) -> list[str]:
        """The printers that there are now."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return list(QPrinterInfo.availablePrinterNames())

    def usual(self) -> str:
        """The one that is used when nothing else is said."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return QPrinterInfo.defaultPrinterName()

    def prints_both_sides(self, name: str) -> bool:
        """Whether a printer turns the sheets by itself."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        modes = QPrinterInfo.printerInfo(name).supportedDuplexModes()
        return any(mode != QPrinter.DuplexMode.DuplexNone for mode in modes)

    def made(self, name: str) -> Any:
        """A printer that is not set up."""
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(name)
        return printer

    def set_up(self, printer: Any, choices: PrintChoices, title: str) -> Any:
        """The printer set up as was chosen; copies are made by the program, so that each of them is whole."""
        printer.setDocName(title)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        sides, colours = printer.DuplexMode, printer.ColorMode
        printer.setDuplex(sides.DuplexLongSide if choices.duplex else sides.DuplexNone)
        printer.setColorMode(colours.Color if choices.colour else colours.GrayScale)
        return printer
