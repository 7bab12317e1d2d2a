"""What the program remembers about its user, kept outside every municipality's file."""

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal

from app.models.errors import DomainError
from app.services import paths

Appearance = Literal["system", "light", "dark"]
APPEARANCES: Final[tuple[Appearance, ...]] = ("system", "light", "dark")
SCALE_RANGE: Final = (100, 200)
MAX_RECENT: Final = 10
FILE_NAME: Final = "installningar.json"
DAMAGED_SUFFIX: Final = ".skadad"


class SettingsNotSaved(DomainError):
    """The settings file could not be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"Inställningarna gick inte att spara i {path}. "
            "Kontrollera att du får skriva i mappen och att disken har plats."
        )


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "okänd användare"


@dataclass(frozen=True, slots=True)
class Settings:
    """One user's settings; change them with `dataclasses.replace` and save the result.

    `window_state` is text made by the window (base64), `scale` is in percent, limits are in bytes and
    `last_dirs` maps a purpose ("open", "export" …) to the folder last used for it.
    """

    display_name: str = field(default_factory=_login_name)
    role: str = ""
    recent_files: tuple[str, ...] = ()
    window_state: str = ""
    appearance: Appearance = "system"
    scale: int = 100
    backup_limit_bytes: int = 2_000_000_000
    attachment_limit_bytes: int = 25_000_000
    last_dirs: Mapping[str, str] = field(default_factory=dict)


def settings_path() -> Path:
    """The file that holds the settings."""
    return paths.settings_dir() / FILE_NAME


def load_settings(on_damage: Callable[[Path], None] | None = None) -> Settings:
    """The saved settings, or the defaults where there are none.

    A damaged file is set aside with the suffix .skadad, `on_damage` is told where, and every value that
    can still be read is kept.
    """
    path = settings_path()
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError:
        return Settings()
    except UnicodeDecodeError:
        text = ""
    values, whole = _readable_values(text)
    if not whole:
        aside = _set_aside(path)
        if on_damage is not None:
            on_damage(aside)
    return Settings(**values)


def save_settings(settings: Settings) -> None:
    """Write the settings so that a crash leaves either the old file or the new one."""
    path = settings_path()
    content = json.dumps(asdict(settings), ensure_ascii=False, indent=2) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{FILE_NAME}.", dir=path.parent)
    except OSError as error:
        raise SettingsNotSaved(path) from error
    try:
        with open(handle, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise SettingsNotSaved(path) from error


def with_recent_file(settings: Settings, path: Path) -> Settings:
    """The settings with a file first among the recent ones."""
    name = str(path.absolute())
    others = tuple(recent for recent in settings.recent_files if recent != name)
    return replace(settings, recent_files=(name, *others)[:MAX_RECENT])


def without_recent_file(settings: Settings, path: Path) -> Settings:
    """The settings without a file that is no longer wanted in the list."""
    name = str(path.absolute())
    return replace(settings, recent_files=tuple(recent for recent in settings.recent_files if recent != name))


def with_last_dir(settings: Settings, purpose: str, folder: Path) -> Settings:
    """The settings with the folder last used for a purpose."""
    return replace(settings, last_dirs={**settings.last_dirs, purpose: str(folder)})


def last_dir(settings: Settings, purpose: str) -> Path:
    """The folder last used for a purpose if it still exists, otherwise the user's documents."""
    folder = settings.last_dirs.get(purpose)
    return Path(folder) if folder and Path(folder).is_dir() else paths.documents_dir()


def _readable_values(text: str) -> tuple[dict[str, Any], bool]:
    """The values that can be used, and whether that was all of them; unknown keys are passed over."""
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError):
        return {}, False
    if not isinstance(stored, dict):
        return {}, False
    known = {name: stored[name] for name in _CHECKS if name in stored}
    usable = {name: value for name, value in known.items() if _CHECKS[name](value)}
    if "recent_files" in usable:
        usable["recent_files"] = tuple(usable["recent_files"][:MAX_RECENT])
    return usable, len(usable) == len(known)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_size(value: object) -> bool:
    return type(value) is int and value > 0


def _is_scale(value: object) -> bool:
    return type(value) is int and SCALE_RANGE[0] <= value <= SCALE_RANGE[1]


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_text_map(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


_CHECKS: Final[Mapping[str, Callable[[object], bool]]] = {
    "display_name": lambda value: isinstance(value, str) and bool(value.strip()),
    "role": _is_text,
    "recent_files": _is_texts,
    "window_state": _is_text,
    "appearance": lambda value: value in APPEARANCES,
    "scale": _is_scale,
    "backup_limit_bytes": _is_size,
    "attachment_limit_bytes": _is_size,
    "last_dirs": _is_text_map,
}


def _set_aside(path: Path) -> Path:
    aside = path.with_name(path.name + DAMAGED_SUFFIX)
    try:
        os.replace(path, aside)
    except OSError:
        return path
    return aside
