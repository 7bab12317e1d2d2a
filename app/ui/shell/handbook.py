"""The handbook in a window of its own: chapters at the left, the chapter at the right."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from app.services import paths
from app.ui.parts import theme

_PATH = int(Qt.ItemDataRole.UserRole)
_SIZE = (960, 720)


def chapters() -> tuple[Path, ...]:
    """The files of the handbook in reading order; none when it is not installed."""
    try:
        folder = paths.resource("docs", "anvandarhandbok")
    except paths.ResourceMissing:
        return ()
    return tuple(sorted(folder.glob("*.md")))


def chapter_title(path: Path) -> str:
    """The first heading of a chapter."""
    with path.open(encoding="utf-8") as lines:
        return next((line.lstrip("# ").strip() for line in lines if line.startswith("#")), path.stem)


class Handbook(QWidget):
    """Opened by F1 at the chapter of the page that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Handbok – Röda tråden")
        self.resize(*_SIZE)
        self._list = QListWidget()
        self._list.setAccessibleName("Kapitel")
        self._text = QTextBrowser()
        self._text.setAccessibleName("Handbokens text")
        self._text.setOpenExternalLinks(True)
        self._text.document().setDocumentMargin(theme.PAGE_MARGIN)
        self._text.setFont(theme.font(11))
        split = QSplitter()
        split.addWidget(self._list)
        split.addWidget(self._text)
        split.setSizes([220, _SIZE[0] - 220])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        for path in chapters():
            item = QListWidgetItem(chapter_title(path))
            item.setData(_PATH, str(path))
            self._list.addItem(item)
        self._list.currentItemChanged.connect(self._on_chapter_changed)

    def open_chapter(self, name: str) -> bool:
        """Show the chapter whose file name holds `name`, else the first; False without a handbook."""
        names = [Path(self._list.item(row).data(_PATH)).stem for row in range(self._list.count())]
        if not names:
            return False
        row = next((row for row, stem in enumerate(names) if name and name in stem), 0)
        self._list.setCurrentRow(row)
        self.show()
        self.raise_()
        self.activateWindow()
        return True

    def _on_chapter_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._text.setSource(
                QUrl.fromLocalFile(item.data(_PATH)), QTextDocument.ResourceType.MarkdownResource
            )
