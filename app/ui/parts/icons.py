"""The one set of line-drawn icons, tinted by the palette."""

from functools import cache
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from app.services import paths
from app.ui.parts.theme import theme

SIZE = 20
TREE_SIZE = 18
STATUS_SIZE = 14

_bound: WeakKeyDictionary[QAction | QAbstractButton, tuple[str, str]] = WeakKeyDictionary()


def icon(name: str, role: str = "ink") -> QIcon:
    """The icon in the present colour of a role; paler when disabled."""
    palette = theme().palette
    return _icon(name, getattr(palette, role), palette.line)


def pixmap(name: str, role: str = "ink", size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` units on a screen of the given pixel ratio."""
    return _pixmap(name, getattr(theme().palette, role), size, ratio)


def bind(target: QAction | QAbstractButton, name: str, role: str = "ink") -> None:
    """Give an action or button an icon that follows light and dark."""
    _follow_theme()
    _bound[target] = (name, role)
    target.setIcon(icon(name, role))


def names() -> tuple[str, ...]:
    """The names of all icons."""
    return tuple(sorted(path.stem for path in paths.resource("resources", "icons").glob("*.svg")))


@cache
def _follow_theme() -> None:
    theme().changed.connect(_retint)


def _retint() -> None:
    for target, (name, role) in list(_bound.items()):
        if isValid(target):
            target.setIcon(icon(name, role))


@cache
def _icon(name: str, colour: str, pale: str) -> QIcon:
    made = QIcon()
    app = QGuiApplication.instance()
    present = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    for ratio in sorted({1.0, 2.0, present}):
        made.addPixmap(_pixmap(name, colour, SIZE, ratio), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(name, pale, SIZE, ratio), QIcon.Mode.Disabled)
    return made


@cache
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _drawing(name: str) -> str:
    return paths.resource("resources", "icons", f"{name}.svg").read_text(encoding="utf-8")
