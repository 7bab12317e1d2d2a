"""Chooses the tags of an element: the dimensions, the global goals and the municipality's own."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.dialogs import dialog_buttons, dialog_heading

if TYPE_CHECKING:
    from app.services.steering.goalextras.views import TagRow

Tag = tuple[str, str]
_SIZE = (460, 600)
_OWN = "own"
_HEADINGS = {"dimension": "Hållbarhet", "agenda_goal": "Agenda 2030", _OWN: "Egna etiketter"}


class TagDialog(QDialog):
    """Boxes to tick, and a field for an own word."""

    def __init__(
        self, parent: QWidget | None, title: str, choices: "Iterable[TagRow]", chosen: Collection[Tag]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Etiketter")
        self.resize(*_SIZE)
        self.boxes: dict[Tag, QCheckBox] = {}
        self._headed: set[str] = set()
        self._inside = QWidget()
        outer = QVBoxLayout(self._inside)
        outer.setContentsMargins(0, 0, theme.GROUP, 0)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.NEAR)
        outer.addLayout(self._column)
        outer.addStretch(1)
        for row in choices:
            self._offer(row.tag, row.words, on=row.tag in chosen)
        self.own = QLineEdit()
        self.own.setPlaceholderText("Egen etikett, till exempel Barn och unga")
        self.own.setAccessibleName("Egen etikett")
        self.own.setMinimumHeight(theme.FIELD_HEIGHT)
        self.own.returnPressed.connect(self._add_own)
        self._add = quiet_button("Lägg till", "plus", self._add_own)
        self._ok = primary_button("Spara", on_click=self.accept)
        self._arrange(title)

    @property
    def tags(self) -> list[Tag]:
        """What is ticked, with an own word that was typed but not added."""
        found = [tag for tag, box in self.boxes.items() if box.isChecked()]
        typed = self._typed()
        return [*found, (_OWN, typed)] if typed and (_OWN, typed) not in found else found

    @classmethod
    def ask(
        cls, parent: QWidget | None, title: str, choices: "Iterable[TagRow]", chosen: Collection[Tag]
    ) -> list[Tag] | None:
        """Ask for all the tags of an element; None when the user changed their mind."""
        dialog = cls(parent, title, choices, chosen)
        try:
            return dialog.tags if dialog.exec() == QDialog.DialogCode.Accepted else None
        finally:
            dialog.deleteLater()

    def _offer(self, tag: Tag, words: str, *, on: bool) -> QCheckBox:
        scheme = tag[0]
        if scheme not in self._headed:
            self._headed.add(scheme)
            heading = QLabel(_HEADINGS[scheme])
            heading.setFont(theme.font(semibold=True))
            self._column.addWidget(heading)
        box = QCheckBox(words.replace("&", "&&"))
        box.setAccessibleName(words)
        box.setChecked(on)
        self._column.addWidget(box)
        self.boxes[tag] = box
        return box

    def _add_own(self) -> None:
        typed = self._typed()
        if not typed:
            return
        self.own.clear()
        box = self.boxes.get((_OWN, typed)) or self._offer((_OWN, typed), typed, on=True)
        box.setChecked(True)
        # The box has no place until it has been laid out.
        QTimer.singleShot(0, self._scroll, lambda: self._scroll.ensureWidgetVisible(box))

    def _typed(self) -> str:
        return " ".join(self.own.text().split())

    def _arrange(self, title: str) -> None:
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._inside)
        own = QHBoxLayout()
        own.setSpacing(theme.NEAR)
        own.addWidget(self.own, 1)
        own.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addWidget(dialog_heading(title))
        column.addWidget(self._scroll, 1)
        column.addLayout(own)
        column.addLayout(dialog_buttons(self, self._ok))
