"""How a pile is printed: printer, copies, pages, sides, colour, and what is laid between the papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.services.formatting import write_count
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, icon_button, quiet_button
from app.ui.parts.links import Sentence
from app.ui.parts.memory import memory
from app.ui.parts.print_choices import MOST_COPIES, Piece, PrintChoices
from app.ui.parts.printers import Printers

_ONE, _EACH, _MANY = "one", "each", "many"
_PRINTER, _DUPLEX = "print/printer", "print/duplex"
_NONE = (
    "Datorn har ingen skrivare just nu. Anslut eller lägg till en och välj sök igen. "
    "Handlingarna går alltid att exportera som PDF."
)


class PrintSettings(QWidget):
    """The column of choices; it says in words what comes out of the printer."""

    changed = Signal()

    def __init__(self, printers: Printers, pieces: Sequence[Piece], *, listed: bool) -> None:
        super().__init__()
        self._printers = printers
        self._own: Any = None
        self._lost = ""
        several = len(pieces) > 1
        parted = any(len(piece.receivers) > 1 for piece in pieces)
        each = ((_EACH, "Ett till varje part"),) if parted else ()
        self.printer = QComboBox()
        self.printer.setAccessibleName("Skrivare")
        self.printer.setMinimumHeight(theme.FIELD_HEIGHT)
        self.copies = SegmentedControl(((_ONE, "Ett"), *each, (_MANY, "Fler")), name="Exemplar")
        self.copies.choose(_EACH if parted else _ONE)
        self.number = QSpinBox()
        self.number.setRange(1, MOST_COPIES)
        self.number.setValue(2)
        self.number.setAccessibleName("Antal exemplar")
        self.number.setVisible(False)
        self.pages = QLineEdit()
        self.pages.setPlaceholderText("Alla, eller till exempel 1–3, 5")
        self.pages.setAccessibleName("Sidor")
        self.pages.setMinimumHeight(theme.FIELD_HEIGHT)
        self.duplex = QCheckBox("På båda sidor av pappret")
        self.colour = QCheckBox("I färg")
        self.listed = QCheckBox("Lägg en följelista överst")
        self.listed.setToolTip("En lista med varje handling i högen, med rutor att kryssa i")
        self.sheets = QCheckBox("Lägg ett skiljeblad före varje handling")
        self.sheets.setToolTip("Ett blad som säger vems handlingen är och vilka som ska ha den")
        self._says, self._warns = Sentence(role="muted"), Sentence(role="unmet")
        self._both_sides = bool(memory().get(_DUPLEX, True))
        self.colour.setChecked(True)
        self.listed.setChecked(several and listed)
        self._build(several, several and listed)
        self.ask_again()
        self._listen()

    @property
    def choices(self) -> PrintChoices:
        """What is chosen now."""
        number = {_ONE: 1, _EACH: None, _MANY: self.number.value()}[str(self.copies.choice)]
        return PrintChoices(
            printer=self.printer.currentData() or "",
            copies=number,
            duplex=self.duplex.isChecked(),
            colour=self.colour.isChecked(),
            pages=self.pages.text(),
            listed=self.listed.isChecked(),
            sheets=self.sheets.isChecked(),
        )

    @property
    def said(self) -> str:
        """What comes out, or why nothing can."""
        return " ".join(each.plain_text() for each in (self._says, self._warns) if each.plain_text())

    def ask_again(self, lost: str = "") -> None:
        """Ask which printers there are; `lost` is one that has gone meanwhile."""
        before = self.printer.currentData() or memory().get(_PRINTER, "") or self._printers.usual()
        names = self._printers.names()
        self._own = None
        self.printer.blockSignals(True)
        self.printer.clear()
        for name in names:
            self.printer.addItem(name, name)
        if not names:
            self.printer.addItem("Ingen skrivare", "")
        wanted = before if before in names else self._printers.usual()
        self.printer.setCurrentIndex(max(0, self.printer.findData(wanted)))
        self.printer.blockSignals(False)
        self._lost = (
            "" if not lost or lost in names else f"Skrivaren {lost} finns inte längre. Välj en annan."
        )
        self._follow_printer()

    def opened(self, title: str) -> Any:
        """The printer that was chosen, set up."""
        printer = self._own
        self._own = None
        return self._printers.set_up(
            printer if printer is not None else self._printers.made(self.choices.printer), self.choices, title
        )

    def remember(self) -> None:
        """Choose the same the next time."""
        memory().put(_PRINTER, self.choices.printer)
        memory().put(_DUPLEX, self._both_sides)

    def tell(self, chosen: Sequence[Piece], pages: tuple[int, ...] | None, count: int, wrong: str) -> bool:
        """Say what comes out; whether anything can. `count` is the pages of a single paper, if known."""
        choices = self.choices
        stop = wrong or self._lost
        if not stop and not choices.printer:
            stop = _NONE
        if not stop and not chosen:
            stop = "Kryssa för minst en handling."
        self._warns.show_parts(*([stop] if stop else []))
        said = [] if stop else [_in_words(choices, chosen, len(pages) if pages is not None else count)]
        drafts = sum(piece.draft for piece in chosen)
        if drafts and not stop:
            one = "Handlingen är" if len(chosen) == 1 else f"{drafts} av handlingarna är"
            said.append(f" {one} utkast, och det står på varje sida.")
        self._says.show_parts(*said)
        return not stop

    def _build(self, several: bool, listed: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, 0)
        column.setSpacing(theme.NEAR)
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        row.addWidget(self.printer, 1)
        row.addWidget(icon_button("search", "Sök igen efter skrivare", self._on_ask_again))
        column.addWidget(_label("Skrivare", self.printer))
        column.addLayout(row)
        more = QHBoxLayout()
        self._more = quiet_button("Skrivarens egna inställningar…", on_click=self._on_more)
        more.addWidget(self._more)
        more.addStretch(1)
        column.addLayout(more)
        column.addSpacing(theme.NEAR)
        column.addWidget(_label("Exemplar", self.copies))
        copies = QHBoxLayout()
        copies.addWidget(self.copies)
        copies.addWidget(self.number)
        copies.addStretch(1)
        column.addLayout(copies)
        column.addSpacing(theme.NEAR)
        if not several:
            column.addWidget(_label("Sidor", self.pages))
            column.addWidget(self.pages)
            column.addSpacing(theme.NEAR)
        for box in (self.duplex, self.colour, *((self.listed, self.sheets) if listed else ())):
            column.addWidget(box)
        column.addSpacing(theme.GROUP)
        column.addWidget(self._says)
        column.addWidget(self._warns)
        column.addStretch(1)

    def _listen(self) -> None:
        self.printer.currentIndexChanged.connect(lambda _place: self._on_printer_changed())
        self.copies.chosen.connect(self._on_copies_chosen)
        self.number.valueChanged.connect(lambda _value: self.changed.emit())
        self.pages.textChanged.connect(lambda _text: self.changed.emit())
        self.duplex.clicked.connect(self._on_both_sides)
        for box in (self.duplex, self.colour, self.listed, self.sheets):
            box.toggled.connect(lambda _on: self.changed.emit())

    def _on_printer_changed(self) -> None:
        self._lost, self._own = "", None
        self._follow_printer()
        self.changed.emit()

    def _follow_printer(self) -> None:
        name = self.choices.printer
        able = bool(name) and self._printers.prints_both_sides(name)
        self.duplex.setEnabled(able)
        self.duplex.setChecked(able and self._both_sides)
        self.duplex.setToolTip("" if able or not name else "Den här skrivaren vänder inte pappret själv")
        self._more.setEnabled(bool(name))

    def _on_both_sides(self, wanted: bool) -> None:
        self._both_sides = wanted

    def _on_ask_again(self) -> None:
        self.ask_again()
        self.changed.emit()

    def _on_copies_chosen(self, key: object) -> None:
        self.number.setVisible(key == _MANY)
        self.changed.emit()

    def _on_more(self) -> None:
        """Let the printer's own dialog set what only it knows, such as trays."""
        from PySide6.QtPrintSupport import QPrintDialog

        printer = self._printers.set_up(self._printers.made(self.choices.printer), self.choices, "")
        dialog = QPrintDialog(printer, self.window())
        for option in (dialog.PrintDialogOption.PrintPageRange, dialog.PrintDialogOption.PrintToFile):
            dialog.setOption(option, False)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.printer.setCurrentIndex(max(0, self.printer.findData(printer.printerName())))
            self._both_sides = printer.duplex() != printer.DuplexMode.DuplexNone
            self._follow_printer()
            self.colour.setChecked(printer.colorMode() == printer.ColorMode.Color)
            self._own = printer
        dialog.deleteLater()


def _in_words(choices: PrintChoices, chosen: Sequence[Piece], pages: int) -> str:
    """25 handlingar i sammanlagt 50 exemplar; for a single one also its pages and sheets."""
    copies = sum(choices.copies_of(piece) for piece in chosen)
    if len(chosen) > 1:
        papers = write_count(len(chosen), "handling", "handlingar")
        return f"{papers} i sammanlagt {write_count(copies, 'exemplar', 'exemplar')}."
    if not pages:
        return f"{write_count(copies, 'exemplar', 'exemplar')}."
    sheets = copies * ((pages + 1) // 2 if choices.duplex else pages)
    told = write_count(pages, "sida", "sidor")
    return (
        f"{write_count(copies, 'exemplar', 'exemplar')} med {told}, på {write_count(sheets, 'ark', 'ark')}."
    )


def _label(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setBuddy(buddy)
    return label
