"""What every reading of a file begins with: asking which, in the folder that was chosen last."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


class FileChoice:
    """Asks for a file to read; begins in the user's documents, then where the last one lay."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._folder = ""

    def ask(self, title: str, kinds: str, suffixes: Iterable[str]) -> Path | None:
        """The chosen file, or None; `kinds` says what the suffixes are: "Kalendrar och arbetsböcker"."""
        from app.services.paths import documents_dir

        known = f"{kinds} ({' '.join(f'*{suffix}' for suffix in suffixes)});;Alla filer (*)"
        folder = self._folder or str(documents_dir())
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, folder, known)
        if not chosen:
            return None
        self._folder = str(Path(chosen).parent)
        return Path(chosen)
