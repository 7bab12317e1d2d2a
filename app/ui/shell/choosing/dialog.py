"""The choice of steering model for a new file, large enough to see a model whole before it is chosen."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSlider,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, primary_button, quiet_button
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Sentence
from app.ui.parts.messages import MessageBar
from app.ui.shell.choosing.comparison import Comparison
from app.ui.shell.choosing.model_list import MOST_COMPARED, ModelList
from app.ui.shell.choosing.model_page import ModelPage
from app.ui.shell.choosing.sections import rule, upright_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.steering.modelviews import ModelView

_SIZE, _LEAST, _AROUND = QSize(1360, 840), QSize(820, 520), 48
_LIST_WIDTH = 288
_STEPS = QAbstractSlider.SliderAction
_ONE, _SEVERAL = "one", "several"
_NOTE = "Modellens nivåer, perspektiv, organ, dokumentslag och årshjul läggs i den nya filen."
_FILTER = "Styrmodell som TOML (*.toml);;Alla filer (*)"
_TICKS = f"Bocka för två eller tre att jämföra, högst {MOST_COMPARED} åt gången."


@dataclass(frozen=True, slots=True)
class NewFile:
    """What was chosen: which model, whether example data comes with it, and for which budget year.

    The model is the key of one that the program carries, or the file that it stands in.
    """

    model: str | Path
    municipality: str
    example: bool
    budget_year: int


class NewFileDialog(QDialog):
    """A list of models at the left; at the right the current one drawn, or several side by side.

    A dialog and no page: a file that is open stays as it is below, and Esc goes back to it.
    """

    def __init__(
        self,
        parent: QWidget | None,
        models: "Sequence[ModelView]",
        budget_year: int,
        folder: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle("Ny styrmodell")
        self.setSizeGripEnabled(True)
        self.list = ModelList()
        self.filter_field = FilterField(self.list)
        self.page, self.comparison = ModelPage(), Comparison()
        self._right = QStackedWidget()
        self._right.addWidget(self.page)
        self._right.addWidget(self.comparison)
        self.mode = SegmentedControl(((_ONE, "En modell"), (_SEVERAL, "Jämför")), name="Visa")
        self.mode.setVisible(len(models) > 1)
        self.messages = MessageBar()
        self.file_button = quiet_button("Från fil…", icon="open", on_click=self.ask_file)
        self._note, self._none, self._chosen = Sentence(), Sentence(), Sentence(role="ink")
        self.example = QCheckBox("Fyll med exempeldata kring budgetåret")
        self.year = _year_field(budget_year)
        self.create_button = primary_button("Skapa fil…", on_click=self.accept)
        self.create_button.setDefault(True)
        self._build()
        self._connect()
        self._none.hide()
        self._note.show_parts(_NOTE)
        self.list.show_models(models)
        self.setMinimumSize(_LEAST)
        self.resize(_fitting(parent))
        self.list.setFocus()

    @property
    def value(self) -> NewFile | None:
        """What is chosen now."""
        view = self.list.current_model
        if view is None:
            return None
        example = view.has_example and self.example.isChecked()
        model = Path(view.key) if view.file else view.key
        return NewFile(model, view.municipality, example, self.year.value())

    def ask_file(self) -> None:
        """Let the user choose a file with a model of their own."""
        place = str(self._folder or "")
        name, _ = QFileDialog.getOpenFileName(self, "Hämta styrmodell från fil", place, _FILTER)
        if name:
            self._folder = Path(name).parent
            self.add_file(Path(name))

    def add_file(self, path: Path) -> bool:
        """Show the model in a file among the others; False when it was refused, which has been said."""
        from app.models.errors import DomainError
        from app.services.steering.modelviews import file_view

        try:
            view = file_view(path)
        except DomainError as refused:
            self.messages.say(refused.message, "error")
            return False
        self.messages.clear()
        self.filter_field.clear()
        self.list.add_model(view)
        return True

    def compare(self, keys: "Sequence[str]") -> None:
        """Show models with these keys side by side."""
        self.mode.choose(_SEVERAL)
        self._on_mode_chosen(_SEVERAL)
        self.list.tick(keys)

    @classmethod
    def ask(cls, parent: QWidget | None, budget_year: int, folder: Path | None = None) -> NewFile | None:
        """Let the user choose, None when they changed their mind; raises when a model cannot be read."""
        from app.services.steering.modelviews import model_views

        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            dialog = cls(parent, model_views(), budget_year, folder)
        finally:
            QGuiApplication.restoreOverrideCursor()
        try:
            return dialog.value if dialog.exec() == QDialog.DialogCode.Accepted else None
        finally:
            dialog.deleteLater()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._left_side())
        middle.addWidget(upright_rule())
        middle.addWidget(self._right, 1)
        column.addLayout(self._head())
        column.addWidget(self.messages)
        column.addWidget(rule())
        column.addLayout(middle, 1)
        column.addWidget(rule())
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        title = QLabel("Vilken styrmodell utgår ni från?")
        title.setFont(theme.font(theme.TITLE_POINTS, semibold=True))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(title)
        said.addWidget(self._note)
        row = QHBoxLayout()
        row.setContentsMargins(theme.PAGE_MARGIN, 12, theme.PAGE_MARGIN, 12)
        row.setSpacing(theme.GROUP)
        row.addLayout(said, 1)
        row.addWidget(self.mode)
        return row

    def _left_side(self) -> QWidget:
        made = QWidget()
        made.setFixedWidth(_LIST_WIDTH)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, theme.GROUP, 0, 0)
        column.setSpacing(theme.NEAR)
        inset = QVBoxLayout()
        inset.setContentsMargins(theme.GROUP, 0, theme.GROUP, 0)
        inset.addWidget(self.filter_field)
        inset.addWidget(self._none)
        column.addLayout(inset)
        column.addWidget(self.list, 1)
        below = QVBoxLayout()
        below.setContentsMargins(theme.GROUP, 0, theme.GROUP, theme.GROUP)
        below.addWidget(self.file_button)
        column.addLayout(below)
        self.filter_field.setPlaceholderText("Filtrera på kommun eller nivå")
        self.filter_field.setAccessibleName("Filtrera styrmodellerna")
        self.filter_field.setToolTip("Filtrera styrmodellerna (Ctrl+F)")
        return made

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.PAGE_MARGIN, 12, theme.PAGE_MARGIN, 12)
        row.setSpacing(theme.NEAR)
        row.addWidget(self._chosen, 1)
        row.addWidget(self.example)
        row.addWidget(self.year)
        row.addSpacing(theme.GROUP)
        row.addWidget(quiet_button("Avbryt", on_click=self.reject))
        row.addWidget(self.create_button)
        return row

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda *_items: self._show_current())
        self.file_button.setToolTip("Hämta en styrmodell från en TOML-fil")
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.list.ticks_changed.connect(self._show_compared)
        self.filter_field.filter_changed.connect(self._on_filter_changed)
        self.comparison.chosen.connect(self.list.go_to)
        self.mode.chosen.connect(self._on_mode_chosen)
        self.example.toggled.connect(self.year.setEnabled)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.filter_field.setFocus)
        pages = (
            (Qt.Key.Key_PageDown, _STEPS.SliderPageStepAdd),
            (Qt.Key.Key_PageUp, _STEPS.SliderPageStepSub),
        )
        for key, step in pages:
            QShortcut(QKeySequence(key), self, partial(self._turn_page, step))

    def _show_current(self) -> None:
        view = self.list.current_model
        self.create_button.setEnabled(view is not None)
        for widget in (self.example, self.year):
            widget.setVisible(view is not None and view.has_example)
        self.year.setEnabled(self.example.isChecked())
        if view is None:
            self._chosen.show_parts("")
            return
        of_file = f", ur filen {view.file}" if view.file else ""
        self._chosen.show_parts(f"Ny fil med styrmodellen för {view.municipality}{of_file}")
        self.comparison.show_chosen(view.key)
        if view is not self.page.view:
            self.page.show_model(view)

    def _turn_page(self, step: QAbstractSlider.SliderAction) -> None:
        shown = self.comparison if self.list.comparing else self.page
        shown.verticalScrollBar().triggerAction(step)

    def _show_compared(self) -> None:
        if self.list.comparing:
            self.comparison.show_models(self.list.ticked)
            view = self.list.current_model
            self.comparison.show_chosen(view.key if view is not None else "")

    def _on_mode_chosen(self, mode: object) -> None:
        several = mode == _SEVERAL
        self._right.setCurrentWidget(self.comparison if several else self.page)
        self._note.show_parts(_TICKS if several else _NOTE)
        self.list.compare(several)
        self.list.setFocus()

    def _on_filter_changed(self, text: str) -> None:
        self.list.set_filter(text)
        self._none.show_parts(*(() if self.list.shown_count else (f"Ingen modell stämmer med ”{text}”.",)))
        self._show_current()


def _year_field(year: int) -> QSpinBox:
    field = QSpinBox()
    field.setAccessibleName("Budgetår för exempeldata")
    field.setRange(1992, 2100)
    field.setMinimumHeight(theme.FIELD_HEIGHT)
    field.lineEdit().setTextMargins(theme.NEAR, 0, 0, 0)
    field.setValue(year)
    return field


def _fitting(parent: QWidget | None) -> QSize:
    """As large as is useful, but inside the window it belongs to."""
    if parent is None:
        return _SIZE
    room = parent.window().size() - QSize(_AROUND, _AROUND)
    return _SIZE.boundedTo(room).expandedTo(_LEAST)
