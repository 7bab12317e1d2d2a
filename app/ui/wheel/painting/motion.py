"""Whether the system asks for stillness: what moves for the eye's sake then does not move at all."""

import os
import sys
from collections.abc import Iterator
from configparser import Error as Unreadable
from configparser import RawConfigParser
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

#: No movement may last longer, in milliseconds.
LONGEST = 150
_CLIENT_AREA_ANIMATION = 0x1042
_OFF = {"0", "0.0", "false", "no", "off"}
#: Where desktops without an interface for it keep their choice: file, section, word.
_CHOICES = (
    ("gtk-4.0/settings.ini", "Settings", "gtk-enable-animations"),
    ("gtk-3.0/settings.ini", "Settings", "gtk-enable-animations"),
    ("kdeglobals", "KDE", "AnimationDurationFactor"),
)


def is_still() -> bool:
    """Whether nothing should move: by the system's choice for all programs, or by the style in use."""
    hints = QGuiApplication.styleHints().accessibility()
    asked = getattr(hints, "motionPreference", None)  # from Qt 6.12
    if asked is not None and "Reduced" in str(asked()):
        return True
    if QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) <= 0:
        return True
    return _windows_is_still() if sys.platform == "win32" else any(_choices_of_desktop())


def _windows_is_still() -> bool:
    """Settings ▸ Accessibility ▸ Visual effects ▸ Animation effects."""
    import ctypes

    shown = ctypes.c_int(1)
    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return False
    asked = windows.user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(shown), 0)
    return bool(asked) and not shown.value


def _choices_of_desktop() -> Iterator[bool]:
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    for file, section, word in _CHOICES:
        chosen = RawConfigParser(strict=False)
        try:
            chosen.read(home / file, encoding="utf-8")
        except (Unreadable, OSError, UnicodeDecodeError):
            continue
        yield chosen.get(section, word, fallback="1").strip().lower() in _OFF
