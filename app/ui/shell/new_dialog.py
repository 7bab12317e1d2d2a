"""The choice of steering model for a new file, seen before it is chosen."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.services import formatting
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.details import Details, Fact, Facts, Heading, Notice, Part, Text
from app.ui.parts.inspector import Inspector

_KEY = int(Qt.ItemDataRole.UserRole)
_LIST_WIDTH, _SIDE_WIDTH, _HEIGHT = 240, 420, 460
_EXAMPLES = frozenset({"ljusnarsberg"})


@dataclass(frozen=True, slots=True)
class NewFile:
    """What was chosen: the model, whether example data comes with it, and for which budget year."""

    model_key: str
    example: bool
    budget_year: int


class NewFileDialog(QDialog):
    """A list of models at the left, what the chosen one holds at the right."""

    def __init__(self, parent: QWidget | None, budget_year: int) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ny styrmodell")
        self._list = QListWidget()
        self._list.setAccessibleName("Styrmodeller")
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.ensurePolished()  # rows are measured with the padding of the style sheet
        self._list.currentItemChanged.connect(self._on_current_changed)
        self._shown = Inspector("Välj en styrmodell för att se vad den innehåller.")
        self._shown.setMinimumSize(_SIDE_WIDTH, _HEIGHT)
        self._example = QCheckBox("Fyll med exempeldata kring budgetåret")
        self._year = QSpinBox()
        self._year.setAccessibleName("Budgetår för exempeldata")
        self._year.setRange(1992, 2100)
        self._year.setMinimumHeight(theme.FIELD_HEIGHT)
        self._year.lineEdit().setTextMargins(theme.NEAR, 0, 0, 0)
        self._year.setValue(budget_year)
        self._example.toggled.connect(self._year.setEnabled)
        self._ok = primary_button("Skapa…", on_click=self.accept)
        self._ok.setDefault(True)
        self._build()
        self._fill()

    @property
    def value(self) -> NewFile | None:
        """What is chosen now."""
        item = self._list.currentItem()
        if item is None:
            return None
        example = self._example.isEnabled() and self._example.isChecked()
        return NewFile(item.data(_KEY), example, self._year.value())

    @classmethod
    def ask(cls, parent: QWidget | None, budget_year: int) -> NewFile | None:
        """Let the user choose; None when they changed their mind."""
        dialog = cls(parent, budget_year)
        return dialog.value if dialog.exec() == QDialog.DialogCode.Accepted else None

    def _build(self) -> None:
        heading = QLabel("Vilken styrmodell utgår ni från?")
        heading.setFont(theme.font(theme.TITLE_POINTS, semibold=True))
        middle = QHBoxLayout()
        middle.addWidget(self._list)
        middle.addWidget(self._shown, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.NEAR)
        for widget in (self._example, self._year):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(quiet_button("Avbryt", on_click=self.reject))
        foot.addWidget(self._ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addWidget(heading)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _fill(self) -> None:
        from app.services.steering.modelformat import available_models

        for model in available_models():
            item = QListWidgetItem(model.name)
            item.setData(_KEY, model.key)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        self._ok.setEnabled(item is not None)
        key = item.data(_KEY) if item is not None else ""
        self._example.setEnabled(key in _EXAMPLES)
        self._year.setEnabled(key in _EXAMPLES and self._example.isChecked())
        self._shown.show_details(_details(key) if key else None)


def _details(key: str) -> Details:
    from app.services.steering.modelformat import find_model

    model: Any = find_model(key)
    levels = tuple(level.name for level in model.levels or ())
    perspectives = tuple(each.name for each in model.perspectives or ())
    bodies = tuple(each.name for each in model.bodies or ())
    wheel = tuple(_activity(each) for each in model.wheel_patterns or ())
    counts = (
        ("Årshjul", len(wheel), "aktiviteter"),
        ("Dokument", len(model.document_kinds or ()), "slag"),
        ("Rapporter", len(model.report_kinds or ()), "slag"),
        ("Avtal", len(model.agreement_kinds or ()), "slag"),
    )
    facts = tuple(Fact(label, f"{number} {word}") for label, number, word in counts if number)
    parts: list[Part] = [Facts(facts)]
    lists = (("Nivåer", levels), ("Perspektiv", perspectives), ("Årshjul", wheel), ("Organ", bodies))
    for title, names in lists:
        parts.append(Heading(f"{title} ({len(names)})" if names else title))
        parts.append(Text("\n".join(names)) if names else Notice("Anges inte i modellen.", "info"))
    return Details(key, "Styrmodell", model.municipality.name, tuple(parts))


def _activity(pattern: Any) -> str:
    """An activity of the wheel with its months, as far as the model dates it."""
    first, last = pattern.start_month, pattern.end_month
    months = [formatting.MONTHS[month - 1] for month in dict.fromkeys((first, last)) if month]
    return f"{pattern.title} ({'–'.join(months)})" if months else str(pattern.title)
