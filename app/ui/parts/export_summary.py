"""What became of a batch: each file that was made, and what was not made with the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.formatting import write_bytes
from app.ui.parts import clipboard, icons, theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.links import Sentence

if TYPE_CHECKING:
    from app.services.reports.batch import BatchResult

_SIZE, _LEAST, _AROUND = QSize(1000, 480), QSize(640, 320), 48
_NAME_WIDTH, _LINES = 535, 3


class ExportSummary(QDialog):
    """A window beside the others; it can be left open, copied from, and tell the batch to try again."""

    def __init__(
        self,
        result: BatchResult,
        folder: Path,
        saved: str,
        *,
        on_again: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Det här exporterades")
        room = parent.window().size() - QSize(_AROUND, _AROUND) if parent is not None else _SIZE
        self.resize(_SIZE.boundedTo(room).expandedTo(_LEAST))
        self._result, self._folder, self._on_again = result, folder, on_again
        self.said = Sentence(role="ink")
        self.said.show_parts(_in_words(result, folder, saved))
        self.rows = self._build_rows()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GROUP,) * 4)
        column.setSpacing(theme.GROUP)
        column.addWidget(self.said)
        column.addWidget(self.rows, 1)
        column.addLayout(self._build_buttons())

    def _build_rows(self) -> QTreeWidget:
        rows = QTreeWidget()
        rows.setAccessibleName("Filer i exporten")
        rows.setHeaderLabels(["Handling eller fil", "Hur det gick"])
        rows.setRootIsDecorated(False)
        rows.setUniformRowHeights(False)
        rows.setWordWrap(True)
        rows.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names often differ only at their ends
        rows.setAllColumnsShowFocus(True)
        rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        rows.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        rows.header().resizeSection(0, min(_NAME_WIDTH, self.width() * 3 // 5))
        failures = len(self._result.failed)
        for place, (name, told) in enumerate(self._told()):
            item = QTreeWidgetItem([name, told])
            item.setIcon(0, icons.icon(*(("error", "unmet") if place < failures else ("check", "muted"))))
            if place < failures:
                item.setSizeHint(1, QSize(0, _LINES * rows.fontMetrics().lineSpacing() + theme.GRID))
            item.setToolTip(0, name)
            item.setToolTip(1, told)
            rows.addTopLevelItem(item)
        first = rows.topLevelItem(0)
        if first is not None:
            rows.setCurrentItem(first)
        return rows

    def _told(self) -> Sequence[tuple[str, str]]:
        """What failed stands first, since something may have to be done about it."""
        failed = [(each.what, each.reason) for each in self._result.failed]
        files = []
        for each in self._result.files:
            size = write_bytes(each.size)
            told = f"{size}, ersatte en äldre fil" if each.replaced else size
            files.append((each.path.name, told))
        return [*failed, *files]

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        row.addWidget(quiet_button("Öppna mappen", "folder", self._on_open))
        row.addWidget(quiet_button("Kopiera listan", "copy", self._on_copy))
        row.addStretch(1)
        if self._on_again is not None:
            count = len(self._result.failed)
            words = "Försök igen med den som inte gick" if count == 1 else f"Försök igen med de {count}"
            row.addWidget(quiet_button(words, on_click=self._on_try_again))
        row.addWidget(primary_button("Stäng", on_click=self.close))
        return row

    def _on_open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _on_copy(self) -> None:
        told = [("Handling eller fil", "Hur det gick"), *self._told()]
        QGuiApplication.clipboard().setText(clipboard.as_text(told))

    def _on_try_again(self) -> None:
        again = self._on_again
        self.close()
        if again is not None:
            again()


def _in_words(result: BatchResult, folder: Path, saved: str) -> str:
    lost = f" {len(result.failed)} gick inte att spara." if result.failed else ""
    begun = "Exporten avbröts. " if result.cancelled else ""
    return f"{begun}Sparade {saved} i {folder}.{lost}"
