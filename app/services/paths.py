"""Where the program finds its own files and where it may write."""

import os
from pathlib import Path

from app.models.errors import DomainError

SETTINGS_VARIABLE = "RODATRADEN_SETTINGS_DIR"
_FOLDER = "rodatraden"
_PACKAGE = Path(__file__).resolve().parents[1]


class ResourceMissing(DomainError):
    """A file that is part of the program is not there."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"Programmets fil ”{name}” saknas. Installera om programmet.")


def resource(*parts: str) -> Path:
    """A file or folder shipped with the program, e.g. `resource("resources", "styrmodeller")`.

    The first part is `resources`, `migrations` or `docs`. The installed package carries them inside
    `app`; a source checkout has them beside it. Raises ResourceMissing when neither has it.
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise ResourceMissing("/".join(parts))


def settings_dir() -> Path:
    """The user's folder for settings; not necessarily there yet."""
    chosen = os.environ.get(SETTINGS_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path(_FOLDER, appauthor=False)


def log_dir() -> Path:
    """The user's folder for the program's log; not necessarily there yet."""
    chosen = os.environ.get(SETTINGS_VARIABLE)
    if chosen:
        return Path(chosen) / "logg"
    from platformdirs import user_log_path

    return user_log_path(_FOLDER, appauthor=False)


def documents_dir() -> Path:
    """The user's own folder for documents, or the home folder where there is none."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()
