"""Buttons and menus: one filled button per page, the others quiet."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from app.ui.parts import icons, theme

_ICON_AIR = 8


def primary_button(text: str, icon: str = "", on_click: Callable[[], object] | None = None) -> QPushButton:
    """The one filled button of a page or dialog."""
    return _button(text, icon, "primary", "on_fill", on_click)


def quiet_button(text: str, icon: str = "", on_click: Callable[[], object] | None = None) -> QPushButton:
    """An outlined button."""
    return _button(text, icon, "quiet", "ink", on_click)


def icon_button(icon: str, name: str, on_click: Callable[[], object] | None = None) -> QToolButton:
    """A square button with only an icon; `name` is its tooltip and accessible name."""
    button = QToolButton()
    icons.bind(button, icon)
    button.setIconSize(QSize(icons.SIZE, icons.SIZE))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFixedSize(theme.FIELD_HEIGHT, theme.FIELD_HEIGHT)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if on_click is not None:
        button.clicked.connect(lambda _checked=False: on_click())
    return button


def menu_button(icon: str, name: str, menu: QMenu) -> QToolButton:
    """An icon button that opens a menu."""
    button = icon_button(icon, name)
    menu.setParent(button, menu.windowFlags())
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button


def action(
    text: str,
    on_trigger: Callable[[], object],
    *,
    icon: str = "",
    shortcut: str = "",
    parent: QWidget | None = None,
) -> QAction:
    """A command for menus and toolbars."""
    made = QAction(text, parent)
    if icon:
        icons.bind(made, icon)
    if shortcut:
        made.setShortcut(shortcut)
    made.triggered.connect(lambda _checked=False: on_trigger())
    return made


class _Segment(QPushButton):
    """One choice; wide enough for its words also when it is in force, in a heavier face."""

    def sizeHint(self) -> QSize:
        """The width of the heavier words."""
        hint, words = super().sizeHint(), self.text()
        heavier = QFontMetrics(theme.font(semibold=True)).horizontalAdvance(words)
        more = max(0, heavier - self.fontMetrics().horizontalAdvance(words))
        return QSize(hint.width() + more, hint.height())


class SegmentedControl(QWidget):
    """Two to four choices side by side, one of them in force; arrow keys move."""

    chosen = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[object, str]], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._keys = [key for key, _ in choices]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (_, text) in enumerate(choices):
            row.addWidget(self._segment(place, text, len(choices)))
        self._group.idToggled.connect(self._on_toggled)
        self.choose(self._keys[0])

    @property
    def choice(self) -> object:
        """The key of what is in force."""
        return self._keys[self._group.checkedId()]

    def choose(self, key: object) -> None:
        """Put a choice in force without telling."""
        self._group.blockSignals(True)
        self._group.button(self._keys.index(key)).setChecked(True)
        self._group.blockSignals(False)

    def _segment(self, place: int, text: str, count: int) -> QPushButton:
        button = _Segment(text)
        button.setCheckable(True)
        button.setProperty("look", "segment")
        end = "first" if place == 0 else "last" if place == count - 1 else "middle"
        button.setProperty("segment", end)
        button.setFixedHeight(theme.FIELD_HEIGHT)
        self._group.addButton(button, place)
        return button

    def _on_toggled(self, place: int, checked: bool) -> None:
        if checked:
            self.chosen.emit(self._keys[place])


def _button(text: str, icon: str, look: str, role: str, on_click: Callable[[], object] | None) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("look", look)
    button.setFixedHeight(theme.FIELD_HEIGHT)
    button.setAutoDefault(False)
    if icon:
        icons.bind(button, icon, role)
        button.setIconSize(QSize(icons.SIZE + _ICON_AIR, icons.SIZE))
    if on_click is not None:
        button.clicked.connect(lambda _checked=False: on_click())
    return button
