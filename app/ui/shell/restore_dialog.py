"""The choice of backup to go back to."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.services import formatting
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.links import Sentence

_PATH = int(Qt.ItemDataRole.UserRole)
_SIZE = (560, 440)
_NOTE = (
    "Filen får det innehåll som säkerhetskopian har. Hur filen ser ut nu sparas först som en egen "
    "säkerhetskopia, så inget går förlorat."
)
_NONE = "Det finns inga säkerhetskopior ännu. De görs av sig själva när något har ändrats."


class RestoreDialog(QDialog):
    """Backups with the newest first."""

    def __init__(self, parent: QWidget | None, path: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle("Återställ från säkerhetskopia")
        self.resize(*_SIZE)
        heading = QLabel("Vilken säkerhetskopia vill du gå tillbaka till?")
        heading.setFont(theme.font(theme.TITLE_POINTS - 0.5, semibold=True))
        self._list = QListWidget()
        self._list.setAccessibleName("Säkerhetskopior")
        self._ok = primary_button("Återställ", on_click=self.accept)
        self._ok.setDefault(True)
        self._fill(path)
        note = Sentence()
        note.show_parts(_NOTE if self._list.count() else _NONE)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        for widget in (heading, note, self._list):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(theme.NEAR)
        foot.addStretch(1)
        foot.addWidget(quiet_button("Avbryt", on_click=self.reject))
        foot.addWidget(self._ok)
        column.addLayout(foot)

    @property
    def value(self) -> Path | None:
        """The chosen backup."""
        item = self._list.currentItem()
        return Path(item.data(_PATH)) if item is not None else None

    @classmethod
    def ask(cls, parent: QWidget | None, path: Path) -> Path | None:
        """Let the user choose; None when they changed their mind or there is none."""
        dialog = cls(parent, path)
        return dialog.value if dialog.exec() == QDialog.DialogCode.Accepted else None

    def _fill(self, path: Path) -> None:
        from app.services.storage import backup

        for each in backup.list_backups(path):
            size = formatting.write_bytes(each.bytes)
            words = f"{formatting.write_instant(each.made_at)}  ·  {size}"
            item = QListWidgetItem(f"{words}  ·  {each.reason}" if each.reason else words)
            item.setData(_PATH, str(each.path))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._ok.setEnabled(self._list.count() > 0)
