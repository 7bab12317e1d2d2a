"""The model out of the page as a file of its own, and another model into it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.models.errors import DomainError
from app.ui.model.import_dialog import ImportDialog

if TYPE_CHECKING:
    from app.ui.model.edits import ModelEdits

_FILTER = "Styrmodeller (*.toml)"
_SAME = "{} är lika med den styrmodell som filen har. Inget ändrades."


class Exchanging:
    """Asks for a file, and writes the model there or reads one from it."""

    def __init__(self, edits: "ModelEdits") -> None:
        self._edits = edits
        self._folder = ""

    def export(self) -> None:
        """Ask where to, and write the edition that is shown."""
        from app.services.exchange.modelfiles import SUFFIX, proposed_name

        assert self._edits.view is not None
        suggested = str(self._start() / proposed_name(self._edits.view.model))
        chosen, _ = QFileDialog.getSaveFileName(
            self._edits.window, "Exportera styrmodellen", suggested, _FILTER
        )
        if chosen:
            path = Path(chosen)
            self._folder = str(path.parent)
            self.write(path if path.suffix else path.with_suffix(SUFFIX))

    def write(self, path: Path) -> bool:
        """Write the edition that is shown; False when it was refused, which has been said."""
        from app.services.exchange.modelfiles import write_model_file

        assert self._edits.view is not None
        try:
            write_model_file(path, self._edits.view.model, source=self._edits.workspace.path)
        except DomainError as refused:
            self._edits.workspace.tell(refused.message, "error")
            return False
        self._edits.workspace.tell(f"Sparade {path.name} i {path.parent}.")
        return True

    def import_(self) -> None:
        """Ask for a file, show what it would change, and take it in."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._edits.window, "Läs in styrmodell", str(self._start()), _FILTER
        )
        if chosen:
            self._folder = str(Path(chosen).parent)
            self.read(Path(chosen))

    def read(self, path: Path) -> bool:
        """Take in the model of a file once the user has seen what it changes; False when nothing was."""
        from app.services.exchange.modelfiles import read_model_file, replacing

        try:
            model = read_model_file(path)
        except DomainError as refused:
            self._edits.workspace.tell(refused.message, "error")
            return False
        edit = replacing(model)
        found = self._edits.look(edit)
        if found.refusal is None and not found.differences:
            self._edits.workspace.tell(_SAME.format(path.name))
            return False
        return ImportDialog.run(self._edits, path.name, edit, found)

    def _start(self) -> Path:
        from app.services.paths import documents_dir

        return Path(self._folder) if self._folder else documents_dir()
