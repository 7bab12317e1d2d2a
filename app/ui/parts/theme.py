"""The look of the window: palette, typeface and style sheet, light or dark."""

from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.services import paths
from app.services.fonts import FAMILY, Style, font_path
from app.services.palette import DARK, LIGHT, Palette, with_accent

BODY_POINTS = 10.5
SECONDARY_POINTS = 9.5
TITLE_POINTS = 13.0
ROW_HEIGHT = 28
COMPACT_ROW_HEIGHT = 24
FIELD_HEIGHT = 32
GRID = 4
NEAR = 8
GROUP = 16
PAGE_MARGIN = 24
APPEARANCES = ("system", "light", "dark")

_STYLES: tuple[Style, ...] = ("regular", "semibold", "italic", "semibold-italic")
_ROLES = QPalette.ColorRole
_ALL, _DISABLED = QPalette.ColorGroup.All, QPalette.ColorGroup.Disabled


class Theme(QObject):
    """The one look in use; `changed` is emitted after every widget has the new palette."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.palette: Palette = LIGHT
        self.appearance = "system"
        self._accent = ""
        self._following = False

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.palette.dark

    def install(self, app: QApplication, appearance: str = "system", accent: str = "") -> None:
        """Give the application typeface, palette and style sheet, and follow the system from now on."""
        self.appearance, self._accent = appearance, accent
        if not self._following:
            app.setStyle("Fusion")
            load_typeface()
            app.setFont(font())
            app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
            self._following = True
        self._apply(app)

    def set_appearance(self, appearance: str) -> None:
        """Choose "light", "dark" or "system"."""
        if appearance not in APPEARANCES:
            raise ValueError(f"unknown appearance: {appearance!r}")
        self.appearance = appearance
        self._apply(_application())

    def set_accent(self, accent: str) -> bool:
        """Use a municipality's own accent, "" for ours; True when it had to be darkened to be readable."""
        self._accent = accent
        self._apply(_application())
        return bool(accent) and with_accent(self.palette, accent)[1]

    def color(self, role: str) -> QColor:
        """The colour of a palette role, such as "ink" or "met_tint"."""
        return _color(getattr(self.palette, role))

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self.appearance == "system":
            self._apply(_application())

    def _apply(self, app: QApplication) -> None:
        base = DARK if self._wants_dark(app) else LIGHT
        wanted = with_accent(base, self._accent)[0] if self._accent else base
        if wanted == self.palette and app.styleSheet():
            return
        self.palette = wanted
        app.setPalette(qt_palette(self.palette))
        app.setStyleSheet(style_sheet(self.palette))
        self.changed.emit()

    def _wants_dark(self, app: QApplication) -> bool:
        if self.appearance == "system":
            return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.appearance == "dark"


@cache
def theme() -> Theme:
    """The look that all widgets share."""
    return Theme()


def color(role: str) -> QColor:
    """The present colour of a palette role."""
    return _color(getattr(theme().palette, role))


@cache
def _color(text: str) -> QColor:
    return QColor(text)


@cache
def font(points: float = BODY_POINTS, *, semibold: bool = False, italic: bool = False) -> QFont:
    """The typeface at a size; treat the answer as read-only, it is shared."""
    face = QFont(FAMILY)
    face.setPointSizeF(points)
    face.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    face.setItalic(italic)
    return face


@cache
def load_typeface() -> tuple[str, ...]:
    """Load Source Sans Pro from its package; the families that Qt found in it."""
    families: set[str] = set()
    for style in _STYLES:
        number = QFontDatabase.addApplicationFont(str(font_path(style)))
        families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families))


def qt_palette(palette: Palette) -> QPalette:
    """Our roles as Qt's; selection is a tint, so selected text keeps its ink."""
    chosen = QPalette()
    pairs = (
        (_ROLES.Window, palette.surface),
        (_ROLES.WindowText, palette.ink),
        (_ROLES.Base, palette.surface),
        (_ROLES.AlternateBase, palette.raised),
        (_ROLES.Text, palette.ink),
        (_ROLES.PlaceholderText, palette.muted),
        (_ROLES.Button, palette.raised),
        (_ROLES.ButtonText, palette.ink),
        (_ROLES.BrightText, palette.unmet),
        (_ROLES.ToolTipBase, palette.raised),
        (_ROLES.ToolTipText, palette.ink),
        (_ROLES.Link, palette.accent),
        (_ROLES.LinkVisited, palette.accent),
        (_ROLES.Highlight, palette.selection),
        (_ROLES.HighlightedText, palette.ink),
        (_ROLES.Accent, palette.accent),
        (_ROLES.Light, palette.surface),
        (_ROLES.Midlight, palette.inner_line),
        (_ROLES.Mid, palette.line),
        (_ROLES.Dark, palette.muted),
        (_ROLES.Shadow, palette.line),
    )
    for role, value in pairs:
        chosen.setColor(_ALL, role, QColor(value))
    for role in (_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText):
        chosen.setColor(_DISABLED, role, QColor(palette.muted))
    return chosen


def style_sheet(palette: Palette) -> str:
    """The style sheet with the palette filled in."""
    fields = {name: getattr(palette, name) for name in palette.__slots__}
    fields["icons"] = _arrows(palette)
    return _template().substitute(fields)


def _arrows(palette: Palette) -> str:
    """The folder with the few pictures that a style sheet can only take from files."""
    return paths.resource("resources", "icons", "dark" if palette.dark else "light").as_posix()


@cache
def _template() -> Template:
    return Template(paths.resource("resources", "style.qss").read_text(encoding="utf-8"))


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("the look needs a running QApplication")
    return app
