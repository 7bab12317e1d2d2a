"""A dialog with a list to tick: which of many belong to something."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.textorder import fold
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Sentence

_KEY = int(Qt.ItemDataRole.UserRole)
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_SIZE = QSize(440, 520)


class CheckDialog(QDialog):
    """Tick what belongs; what was ticked before keeps its order, the rest follows after."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        options: Sequence[tuple[str, str]],
        ticked: Collection[str],
        text: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._before = tuple(ticked)
        heading = QLabel(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setFont(theme.font(theme.TITLE_POINTS - 0.5, semibold=True))
        heading.setWordWrap(True)
        note = Sentence()
        note.show_parts(*([text] if text else []))
        self.list = _list(options, ticked)
        self.filter_field = FilterField(self.list)
        self.filter_field.filter_changed.connect(self._on_filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        for widget in (heading, note, self.filter_field):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addSpacing(theme.NEAR)
        column.addLayout(self._buttons())
        self.resize(_SIZE)

    @property
    def keys(self) -> tuple[str, ...]:
        """What is ticked."""
        items = [self.list.item(place) for place in range(self.list.count())]
        now = [item.data(_KEY) for item in items if item.checkState() == _ON]
        return (
            *(key for key in self._before if key in now),
            *(key for key in now if key not in self._before),
        )

    def tick(self, *keys: str) -> None:
        """Tick exactly these."""
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setCheckState(_ON if item.data(_KEY) in keys else _OFF)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        options: Sequence[tuple[str, str]],
        ticked: Collection[str],
        text: str = "",
    ) -> tuple[str, ...] | None:
        """Let the user tick; None when they changed their mind."""
        dialog = cls(parent, title, options, ticked, text)
        try:
            return dialog.keys if dialog.exec() == QDialog.DialogCode.Accepted else None
        finally:
            dialog.deleteLater()

    def _buttons(self) -> QHBoxLayout:
        done = primary_button("Klar", on_click=self.accept)
        done.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        row.addStretch(1)
        row.addWidget(quiet_button("Avbryt", on_click=self.reject))
        row.addWidget(done)
        return row

    def _on_filter(self, text: str) -> None:
        words = fold(text).split()
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(not all(word in fold(item.text()) for word in words))


def _list(options: Sequence[tuple[str, str]], ticked: Collection[str]) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName("Alternativ")
    made.setFrameShape(QFrame.Shape.NoFrame)
    for key, text in options:
        item = QListWidgetItem(text)
        item.setData(_KEY, key)
        item.setSizeHint(QSize(0, theme.ROW_HEIGHT))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(_ON if key in ticked else _OFF)
        made.addItem(item)
    return made
