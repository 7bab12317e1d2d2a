"""The user's own settings: who stands in the change log, the look, and how much the backups may take."""

from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.services.settings import Appearance, Settings
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.dialogs import dialog_buttons
from app.ui.parts.links import Sentence
from app.ui.shell.commands import APPEARANCES, SCALES

_WIDTH = 520
_GIGABYTE = 10**9
_NOTE = "Inställningarna gäller dig på den här datorn och ligger inte i kommunens fil."
_LOG_NOTE = "Namnet står i ändringsloggen för de filer som du öppnar härefter."


class PreferencesDialog(QDialog):
    """Fields for each setting; OK follows whether there is a name."""

    def __init__(self, parent: QWidget | None, settings: Settings) -> None:
        super().__init__(parent)
        self.setWindowTitle("Inställningar")
        self.setMinimumWidth(_WIDTH)
        self._settings = settings
        self.name = QLineEdit(settings.display_name)
        self.role = QLineEdit(settings.role)
        self.role.setPlaceholderText("Till exempel ekonomichef")
        self.appearance = _choice([text for _, text in APPEARANCES], _place(APPEARANCES, settings.appearance))
        nearest = min(range(len(SCALES)), key=lambda place: abs(SCALES[place] - settings.scale))
        self.scale = _choice([f"{percent} %" for percent in SCALES], nearest)
        self.limit = QSpinBox()
        self.limit.setRange(1, 100)
        self.limit.setSuffix(" GB")
        self.limit.lineEdit().setTextMargins(theme.NEAR, 0, 0, 0)
        self.limit.setValue(max(1, settings.backup_limit_bytes // _GIGABYTE))
        self._ok = primary_button("Spara", on_click=self.accept)
        self._ok.setDefault(True)
        self.name.textChanged.connect(self._on_name_changed)
        self._build()

    @property
    def value(self) -> Settings:
        """The settings as chosen."""
        chosen = cast(Appearance, APPEARANCES[self.appearance.currentIndex()][0])
        limit = self.limit.value() * _GIGABYTE
        kept = self._settings.backup_limit_bytes
        return replace(
            self._settings,
            display_name=self.name.text().strip(),
            role=self.role.text().strip(),
            appearance=chosen,
            scale=SCALES[self.scale.currentIndex()],
            backup_limit_bytes=kept if max(1, kept // _GIGABYTE) == self.limit.value() else limit,
        )

    @classmethod
    def ask(cls, parent: QWidget | None, settings: Settings) -> Settings | None:
        """Let the user choose; None when they changed their mind."""
        dialog = cls(parent, settings)
        return dialog.value if dialog.exec() == QDialog.DialogCode.Accepted else None

    def _build(self) -> None:
        heading = QLabel("Inställningar")
        heading.setFont(theme.font(theme.TITLE_POINTS - 0.5, semibold=True))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(theme.NEAR)
        rows: tuple[tuple[str, QWidget, str], ...] = (
            ("Ditt namn", self.name, _LOG_NOTE),
            ("Din roll (kan lämnas tom)", self.role, ""),
            ("Utseende", self.appearance, ""),
            ("Skala", self.scale, "En ny skala gäller när du startar programmet nästa gång."),
            ("Säkerhetskopiorna till en fil får ta högst", self.limit, "De äldsta tas bort först."),
        )
        for label, widget, hint in rows:
            widget.setMinimumHeight(theme.FIELD_HEIGHT)
            widget.setAccessibleName(label)
            if isinstance(widget, QComboBox):
                widget.view().setAccessibleName(label)
            form.addRow(label, widget)
            if hint:
                form.addRow(_hint(hint))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addWidget(heading)
        column.addWidget(_hint(_NOTE))
        column.addLayout(form)
        column.addLayout(dialog_buttons(self, self._ok))

    def _on_name_changed(self, text: str) -> None:
        self._ok.setEnabled(bool(text.strip()))


def _choice(texts: list[str], place: int) -> QComboBox:
    box = QComboBox()
    box.addItems(texts)
    box.setCurrentIndex(place)
    return box


def _place(choices: tuple[tuple[str, str], ...], key: str) -> int:
    return [each for each, _ in choices].index(key)


def _hint(text: str) -> Sentence:
    hint = Sentence(points=theme.SECONDARY_POINTS)
    hint.setWordWrap(False)
    hint.show_parts(text)
    return hint
