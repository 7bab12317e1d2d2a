"""Two or three models side by side, part by part on the same height."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services import formatting
from app.ui.parts import theme
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link, Sentence
from app.ui.shell.choosing import sections
from app.ui.steering.level_diagram import LevelDiagramView

if TYPE_CHECKING:
    from app.services.steering.modelviews import ModelView

_WHEEL_SIDE = 248
_TOP = Qt.AlignmentFlag.AlignTop
_ASK = "Bocka för två eller tre modeller i listan, med mellanslag eller musen."


class Comparison(QScrollArea):
    """A column for each model, a row for each part."""

    chosen = Signal(str)
    """The key of the model that a file is to be made from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Jämförelse av styrmodeller")
        self.models: tuple[ModelView, ...] = ()
        self.choices: dict[str, Sentence] = {}

    def show_models(self, models: Sequence["ModelView"]) -> None:
        """Show the models, or ask for them when there is nothing to compare yet."""
        self.models = tuple(models)
        self.choices = {}
        if len(self.models) < 2:
            self.setWidget(EmptyState("Välj vad du vill jämföra", _ASK, icon="compare"))
            return
        content = sections.Tall()
        grid = QGridLayout(content)
        grid.setContentsMargins(theme.PAGE_MARGIN, theme.GROUP, theme.PAGE_MARGIN, theme.PAGE_MARGIN)
        grid.setHorizontalSpacing(theme.PAGE_MARGIN)
        grid.setVerticalSpacing(theme.NEAR)
        row = self._add_row(grid, 0, "", self._head)
        for title, make in _ROWS:
            row = self._add_row(grid, row, title, make)
        grid.setRowStretch(row, 1)
        for column in range(len(self.models)):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, _WHEEL_SIDE)
        self.setWidget(content)
        self.verticalScrollBar().setValue(0)

    def show_chosen(self, key: str) -> None:
        """Mark the model that a file would be made from; the others can be chosen."""
        for each, sentence in self.choices.items():
            link = Link("Välj den här", partial(self.chosen.emit, each))
            sentence.show_parts("Vald" if each == key else link)

    def _head(self, view: "ModelView") -> QWidget:
        title = QLabel(view.municipality)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setFont(theme.font(theme.TITLE_POINTS + 2, semibold=True))
        choice = self.choices[view.key] = Sentence()
        summary = sections.words(view.summary, muted=True, small=True)
        of_file = [sections.words(f"Ur filen {view.file}", muted=True, small=True)] if view.file else []
        return _stack(title, sections.words(view.title), *of_file, summary, choice)

    def _add_row(
        self, grid: QGridLayout, row: int, title: str, make: Callable[["ModelView"], QWidget]
    ) -> int:
        """A heading over all columns and a cell in each; the next free row."""
        if title:
            heading = QLabel(title)
            heading.setFont(theme.font(semibold=True))
            heading.setContentsMargins(0, theme.GROUP, 0, 0)
            grid.addWidget(heading, row, 0, 1, len(self.models))
            grid.addWidget(sections.rule(), row + 1, 0, 1, len(self.models))
            row += 2
        for column, view in enumerate(self.models):
            grid.addWidget(make(view), row, column, _TOP)
        return row + 1


def _levels(view: "ModelView") -> QWidget:
    count = formatting.write_count(len(view.levels), "nivå", "nivåer")
    return _stack(sections.words(f"{count}, {view.size_word} modell", muted=True), _diagram(view))


def _diagram(view: "ModelView") -> QWidget:
    return LevelDiagramView(view.levels, compact=True)


def _bodies(view: "ModelView") -> QWidget:
    return _stack(*(_counted(group.name, len(group.members)) for group in view.body_groups))


def _wheel(view: "ModelView") -> QWidget:
    return sections.wheel(view, _WHEEL_SIDE, listed=False)


def _documents(view: "ModelView") -> QWidget:
    if not view.document_groups:
        return sections.silent("Källan anger inga dokumentslag.")
    return _stack(*(_counted(group.name, len(group.members)) for group in view.document_groups))


def _agreements(view: "ModelView") -> QWidget:
    return sections.parts(view.agreements) if view.agreements else sections.silent("Källan anger inga avtal.")


def _reports(view: "ModelView") -> QWidget:
    return sections.parts(view.reports) if view.reports else sections.silent("Källan anger inga rapporter.")


def _budget(view: "ModelView") -> QWidget:
    return sections.words(sections.budget_words(view.plan_years), muted=view.plan_years is None)


def _source(view: "ModelView") -> QWidget:
    count = formatting.write_count(
        len(view.inconsistencies), "känd motsägelse eller lucka", "kända motsägelser och luckor"
    )
    return _stack(sections.words(view.source), sections.words(f"{count} i källan", muted=True))


def _counted(name: str, count: int) -> QWidget:
    return sections.words(f"{name} {count}")


def _stack(*content: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GRID)
    for widget in content:
        column.addWidget(widget)
    return made


_ROWS: tuple[tuple[str, Callable[["ModelView"], QWidget]], ...] = (
    ("Nivåer", _levels),
    ("Perspektiv", sections.perspectives),
    ("Årshjul", _wheel),
    ("Organ", _bodies),
    ("Budget", _budget),
    ("Dokumentslag", _documents),
    ("Avtalsslag", _agreements),
    ("Rapporter", _reports),
    ("Källa", _source),
)
