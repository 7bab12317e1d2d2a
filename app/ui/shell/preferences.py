"""The user's settings while the window runs: kept in memory, written when something changes for good."""

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, cast

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from app.services import settings
from app.services.settings import Settings
from app.ui.parts.memory import memory


class Preferences:
    """Loads the settings once; `update` changes and saves them."""

    def __init__(self) -> None:
        self.settings: Settings = settings.load_settings()
        self._state = _as_object(self.settings.window_state)
        kept = self._state.get("views")
        memory().load(kept if isinstance(kept, dict) else {})

    def update(self, change: Callable[[Settings], Settings]) -> None:
        """Change the settings and save them; a disk that refuses is no reason to stop working."""
        self.settings = change(self.settings)
        try:
            settings.save_settings(self.settings)
        except settings.SettingsNotSaved as refused:
            logging.getLogger("app.ui").info("%s", refused.message)

    def remember_file(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        self.update(lambda old: settings.with_recent_file(old, path))

    def forget_file(self, path: Path) -> None:
        """Take a file out of the recent ones."""
        self.update(lambda old: settings.without_recent_file(old, path))

    def folder(self, purpose: str) -> Path:
        """The folder last used for a purpose."""
        return settings.last_dir(self.settings, purpose)

    def remember_folder(self, purpose: str, folder: Path) -> None:
        """Remember the folder used for a purpose."""
        self.update(lambda old: settings.with_last_dir(old, purpose, folder))

    def set_appearance(self, appearance: str) -> None:
        """Remember light, dark or system."""
        chosen = cast(Literal["system", "light", "dark"], appearance)
        self.update(lambda old: replace(old, appearance=chosen))

    def set_scale(self, percent: int) -> None:
        """Remember the scale; it is used from the next start."""
        self.update(lambda old: replace(old, scale=percent))

    def window(self, key: str, default: Any = None) -> Any:
        """Something remembered about the window itself."""
        return self._state.get(key, default)

    def restore_geometry(self, window: QWidget) -> bool:
        """Give the window its last place and size; False when there is none."""
        kept = self._state.get("geometry")
        return isinstance(kept, str) and window.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    def remember_window(self, window: QWidget, **state: Any) -> None:
        """Remember place, size, widths and everything the views remember."""
        geometry = bytes(window.saveGeometry().toBase64().data()).decode()
        self._state = {**self._state, **state, "geometry": geometry, "views": memory().dump()}
        self.update(lambda old: replace(old, window_state=json.dumps(self._state, ensure_ascii=False)))


def _as_object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
