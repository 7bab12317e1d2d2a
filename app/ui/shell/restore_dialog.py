"""The choice of backup to go back to."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services import formatting
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.layouts import fit_to_words
from app.ui.parts.links import Sentence

_PATH = int(Qt.ItemDataRole.UserRole)
_SIZE = (560, 440)
_WIDTH = 560
_FILTER = "Säkerhetskopia (*.styr)"
_NOTE = (
    "Filen får det innehåll som säkerhetskopian har. Hur filen ser ut nu sparas först som en egen "
    "säkerhetskopia, så inget går förlorat."
)
_NONE = "De görs av sig själva när något har ändrats. Har du en kopia någon annanstans kan du välja den."


class RestoreDialog(QDialog):
    """Backups with the newest first, or a file from somewhere else."""

    def __init__(self, parent: QWidget | None, path: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle("Återställ från säkerhetskopia")
        self._path = path
        self._elsewhere: Path | None = None
        self._list = QListWidget()
        self._list.setAccessibleName("Säkerhetskopior")
        self._list.ensurePolished()  # rows are measured with the padding of the style sheet
        self._list.itemActivated.connect(lambda _item: self.accept())
        self._ok = primary_button("Återställ", on_click=self.accept)
        self._fill(path)
        found = self._list.count() > 0
        question = "Vilken säkerhetskopia vill du gå tillbaka till?"
        heading = QLabel(question if found else "Det finns inga säkerhetskopior ännu")
        heading.setFont(theme.font(theme.TITLE_POINTS - 0.5, semibold=True))
        note = Sentence()
        note.show_parts(_NOTE if found else _NONE)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        for widget in (heading, note, self._list):
            column.addWidget(widget)
        column.addSpacing(theme.NEAR)
        column.addLayout(self._build_buttons())
        self._list.setVisible(found)
        self._ok.setVisible(found)
        self._ok.setDefault(found)
        self.setMinimumWidth(_WIDTH)
        if found:
            self.resize(*_SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        """Without a list, only as high as the words need."""
        super().showEvent(event)
        if self._list.isHidden():
            fit_to_words(self, _WIDTH)

    @property
    def value(self) -> Path | None:
        """The chosen backup."""
        item = self._list.currentItem()
        return self._elsewhere or (Path(item.data(_PATH)) if item is not None else None)

    @classmethod
    def ask(cls, parent: QWidget | None, path: Path) -> Path | None:
        """Let the user choose; None when they changed their mind or there is none."""
        dialog = cls(parent, path)
        return dialog.value if dialog.exec() == QDialog.DialogCode.Accepted else None

    def _build_buttons(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.NEAR)
        foot.addWidget(quiet_button("Välj en annan fil…", "open", self._on_other))
        foot.addStretch(1)
        foot.addWidget(quiet_button("Avbryt", on_click=self.reject))
        foot.addWidget(self._ok)
        return foot

    def _fill(self, path: Path) -> None:
        from app.services.storage import backup

        for each in backup.list_backups(path):
            size = formatting.write_bytes(each.bytes)
            words = f"{formatting.write_instant(each.made_at)}  ·  {size}"
            item = QListWidgetItem(f"{words}  ·  {each.reason}" if each.reason else words)
            item.setData(_PATH, str(each.path))
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _on_other(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Välj en säkerhetskopia", str(self._path.parent), _FILTER)
        if name:
            self._elsewhere = Path(name)
            self.accept()
