"""The handbook in a window of its own: chapters at the left, the chapter at the right."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from app.services import paths
from app.ui.parts import theme
from app.ui.shell.handbook_style import dress

_PATH = int(Qt.ItemDataRole.UserRole)
_SIZE = (1000, 760)
_LIST_WIDTH = 220
_IMAGE = int(QTextDocument.ResourceType.ImageResource)


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


class _Chapter(QTextBrowser):
    """A chapter in our own type; pictures are fitted to the page, and dark where the window is dark."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "chapter")
        self.setAccessibleName("Handbokens text")
        self.setOpenExternalLinks(True)
        self.document().setDocumentMargin(theme.PAGE_MARGIN)
        self.setFont(theme.font(11))
        self.sourceChanged.connect(lambda _url: self._dress())
        theme.theme().changed.connect(self.reload_chapter)

    def show_chapter(self, path: Path) -> None:
        """Show a file, from its beginning."""
        if self.source() != QUrl.fromLocalFile(str(path)):
            self.setSource(QUrl.fromLocalFile(str(path)), QTextDocument.ResourceType.MarkdownResource)

    def reload_chapter(self) -> None:
        """Show the same chapter with other colours and pictures."""
        if not self.source().isEmpty():
            self.reload()
            self._dress()

    def loadResource(self, kind: int, name: QUrl) -> Any:
        """Pictures no wider than the text."""
        if int(kind) != _IMAGE:
            return super().loadResource(kind, name)
        place = Path(self.source().resolved(name).toLocalFile())
        dark = place.with_name(f"{place.stem}-dark{place.suffix}")
        image = QImage(str(dark if theme.theme().dark and dark.exists() else place))
        room = max(320, self.viewport().width() - 2 * theme.PAGE_MARGIN)
        if image.width() <= room:
            return image
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        fitted = image.scaledToWidth(int(room * ratio), smooth)
        fitted.setDevicePixelRatio(ratio)
        return fitted

    def _dress(self) -> None:
        dress(self.document(), QColor(theme.color("line")))


class Handbook(QWidget):
    """Opened by F1 at the chapter of the page that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Handbok – Röda tråden")
        self.resize(*_SIZE)
        self._list = QListWidget()
        self._list.setProperty("area", "navigation")
        self._list.setAccessibleName("Kapitel")
        self._text = _Chapter()
        split = QSplitter()
        split.setHandleWidth(1)
        split.addWidget(self._list)
        split.addWidget(self._text)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, _SIZE[0] - _LIST_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        for path in chapters():
            item = QListWidgetItem(chapter_title(path))
            item.setData(_PATH, str(path))
            self._list.addItem(item)
        self._list.currentItemChanged.connect(self._on_chapter_changed)
        self._text.sourceChanged.connect(self._on_source_changed)

    def open_chapter(self, name: str) -> bool:
        """Show the chapter whose file name holds `name`, else the first; False without a handbook."""
        names = [Path(self._list.item(row).data(_PATH)).stem for row in range(self._list.count())]
        if not names:
            return False
        self.show()
        row = next((row for row, stem in enumerate(names) if name and name in stem), 0)
        self._list.setCurrentRow(row)
        self.raise_()
        self.activateWindow()
        return True

    def _on_chapter_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._text.show_chapter(Path(item.data(_PATH)))

    def _on_source_changed(self, url: QUrl) -> None:
        """A link in the text leads to another chapter."""
        for row in range(self._list.count()):
            if Path(self._list.item(row).data(_PATH)).name == url.fileName():
                self._list.setCurrentRow(row)
