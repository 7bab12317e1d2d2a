"""The two choices of a look that need a widget of their own: the emblem and the colour."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.links import Sentence

_PICTURE = QSize(84, 84)
_SWATCH = 28
_RADIUS = 4.0
_COLOUR = re.compile("#?([0-9A-Fa-f]{6})")
_FIELD_WIDTH = 104
_BLACK = "Utan färg är rubrikerna svarta."
_DARKER = "Färgen görs mörkare på papperet, så att rubriker i den går att läsa."
_UNREADABLE = "Skriv färgen som # och sex tecken, till exempel #1F5F8B."


class EmblemView(QWidget):
    """The picture on white ground, with its name and what can be done with it."""

    asked = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._picture = QLabel()
        self._picture.setFixedSize(_PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setStyleSheet("background: white;")
        self.words = Sentence()
        self.choose = quiet_button("Välj bild…", "open", self.asked.emit)
        self.remove = quiet_button("Ta bort", "trash", self.removed.emit)
        self.setFocusProxy(self.choose)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.NEAR)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        beside = QVBoxLayout()
        beside.setSpacing(theme.NEAR)
        beside.addWidget(self.words)
        beside.addLayout(buttons)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GROUP)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)

    def show_picture(self, picture: bytes | None, name: str) -> None:
        """Show a picture with its name, or that there is none."""
        pixmap = QPixmap()
        if picture is not None:
            pixmap.loadFromData(picture)
            ratio = self.devicePixelRatioF()
            room = _PICTURE * ratio
            pixmap = pixmap.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            pixmap.setDevicePixelRatio(ratio)
        self._picture.setPixmap(pixmap)
        self._picture.setVisible(picture is not None)
        self._picture.setAccessibleName(f"Vapen eller logotyp: {name}")
        none = "Ingen vald. En bild i formatet PNG eller JPEG, helst på vit eller genomskinlig botten."
        self.words.show_parts(name or none)
        self.remove.setVisible(picture is not None)


class ColourChoice(QWidget):
    """A colour as text and as a swatch; an empty text is the plain ink."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName("Färg på rubriker")
        self.field.setPlaceholderText("svart")
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.setMinimumHeight(theme.FIELD_HEIGHT)
        self.field.textChanged.connect(self._on_text)
        self.setFocusProxy(self.field)
        self._swatch = _Swatch()
        self.words = Sentence()
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        row.addWidget(self._swatch)
        row.addWidget(self.field)
        row.addWidget(quiet_button("Välj färg…", on_click=self._on_choose))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(row)
        column.addWidget(self.words)

    @property
    def text(self) -> str | None:
        """What is typed, as a colour where it is one; None for the plain ink."""
        typed = self.field.text().strip()
        found = _COLOUR.fullmatch(typed)
        return f"#{found[1].upper()}" if found else typed or None

    @property
    def readable(self) -> str | None:
        """The colour as it stands on paper; None while there is none, or what is typed is no colour."""
        from app.services.agreements.paperlook import readable_colour

        text = self.text
        return readable_colour(text) if text and _COLOUR.fullmatch(text) else None

    def show_colour(self, colour: str | None) -> None:
        """Show a colour, or none."""
        self.field.setText(colour or "")
        self._on_text()

    def _on_text(self) -> None:
        typed, shown = self.text, self.readable
        self._swatch.show_colour(shown)
        if typed is None:
            self.words.show_parts(_BLACK)
        elif shown is None:
            self.words.show_parts(_UNREADABLE)
        else:
            self.words.show_parts(*([_DARKER] if shown != typed else []))
        self.changed.emit()

    def _on_choose(self) -> None:
        begin = QColor(self.readable or "#1F5F8B")
        chosen = QColorDialog.getColor(begin, self, "Färg på rubriker")
        if chosen.isValid():
            self.show_colour(chosen.name().upper())


class _Swatch(QWidget):
    """The colour itself, beside its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_SWATCH, _SWATCH)
        self._colour: str | None = None

    def show_colour(self, colour: str | None) -> None:
        """Show a colour, or the ink of the paper."""
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A filled square with the edge of a field."""
        from app.services.palette import LIGHT

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("muted"))
        painter.setBrush(QColor(self._colour or LIGHT.ink))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()
