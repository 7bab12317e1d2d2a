"""What every reading of a file has in common: asking which, and a dialog that goes step by step."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.dialogs import dialog_heading
from app.ui.parts.links import Sentence
from app.ui.parts.sign import Sign


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


class Refusal(QWidget):
    """Why the file was not read in; not there while nothing is refused."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Sentence(role="unmet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Sign("error", None, "unmet"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def words(self) -> str:
        """What is said."""
        return self._words.plain_text()

    def say(self, text: str) -> None:
        """Say why, or nothing."""
        self._words.show_parts(*([text] if text else []))
        self.setHidden(not text)


def lay_out_steps(
    dialog: QDialog, title: str, refusal: Refusal, steps: QWidget, back: QPushButton, ok: QPushButton
) -> None:
    """Put a dialog of steps together: what is read in, what was refused, the step, and its buttons."""
    buttons = QHBoxLayout()
    buttons.setSpacing(theme.NEAR)
    buttons.addWidget(back)
    buttons.addStretch(1)
    buttons.addWidget(quiet_button("Avbryt", on_click=dialog.reject))
    buttons.addWidget(ok)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
    column.setSpacing(theme.NEAR)
    column.addWidget(dialog_heading(title))
    column.addWidget(refusal)
    column.addWidget(steps, 1)
    column.addSpacing(theme.NEAR)
    column.addLayout(buttons)
