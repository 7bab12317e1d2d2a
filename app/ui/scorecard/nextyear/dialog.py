"""The preview of next year's scorecards: what is ticked is made, all in one step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Sentence
from app.ui.scorecard.nextyear.rows import Choices, columns
from app.ui.wheel.wrapped_cells import WrappedTable

if TYPE_CHECKING:
    from app.services.scorecard.nextrows import NextRow
    from app.services.scorecard.words import MeasureWord
    from app.services.scorecard.yearchange import NextYear
    from app.ui.parts.page import WorkspacePort

_SIZE, _LEAST, _AROUND = QSize(1080, 700), QSize(720, 480), 48
_HINT = "Mellanslag eller klick i rutan tar med eller utelämnar. Ett mål tar med sig det som mäter det."


class NextYearDialog(QDialog):
    """A row for each scorecard, goal and figure."""

    def __init__(self, parent: QWidget | None, plan: NextYear, measure: MeasureWord) -> None:
        super().__init__(parent)
        self.plan, self.measure = plan, measure
        self.choices = Choices(plan)
        title = f"Styrkort {plan.year} utifrån {plan.base}"
        self.setWindowTitle(title)
        self.setSizeGripEnabled(True)
        self.table = WrappedTable(
            columns(plan, self.choices.is_in, measure.single), key=lambda row: row.id,
            name=f"Vad som förs vidare till {plan.year}", remember_as="scorecard_next_year",
            ticked=self.choices.is_in, name_column=1, sortable=False,
        )  # fmt: skip
        self.only_open = QCheckBox("Bara det som inte förs vidare")
        self.filter_field = FilterField(self.table)
        self.summary, self.said = Sentence(role="ink"), Sentence()
        self.ok = primary_button(f"Gör styrkort {plan.year}", on_click=self.accept)
        self.ok.setDefault(True)
        self.summary.show_parts(_summary(plan))
        self._build(title)
        self._connect()
        self.table.show_rows(plan.rows)
        self._say()
        self.setMinimumSize(_LEAST)
        self.resize(_fitting(parent))
        self.table.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, workspace: WorkspacePort, year: int) -> int | None:
        """Show what the scorecards of a year become and make them; how many came, None when none did."""
        from app.services.scorecard.words import measure_word
        from app.services.scorecard.yearchange import carry_over, plan_next

        plan: NextYear = workspace.read(partial(plan_next, year=year))
        if not any(not row.barred for row in plan.cards):
            workspace.tell(nothing_words(plan))
            return None
        dialog = cls(parent, plan, workspace.read(measure_word))
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            left_out = dialog.choices.leave_out
            done = workspace.run(partial(carry_over, year=year, leave_out=left_out))
        finally:
            dialog.deleteLater()
        if done is None:
            return None
        made = write_count(int(done.value), "styrkort", "styrkort")
        workspace.tell(f"{made} gjordes för {plan.year}. Ctrl+Z ångrar.")
        return int(done.value)

    def toggle(self, row: NextRow | None) -> None:
        """Take a row in, or leave it out."""
        if row is not None and self.choices.toggle(row):
            self.table.viewport().update()
            self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the current row."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
        ):
            self.toggle(self.table.rows.value(self.table.currentIndex()))
            return True
        return super().eventFilter(watched, event)

    def _build(self, title: str) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(theme.GROUP)
        tools.addWidget(self.filter_field)
        tools.addWidget(self.only_open)
        tools.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(dialog_heading(title))
        head.addWidget(self.summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(tools)
        column.addWidget(self.table, 1)
        foot = dialog_buttons(self, self.ok)
        foot.insertWidget(0, self.said, 4)
        column.addLayout(foot)
        self.table.setToolTip(_HINT)
        self.table.setAccessibleDescription(_HINT)

    def _connect(self) -> None:
        self.table.installEventFilter(self)
        self.table.clicked.connect(self._on_clicked)
        self.table.row_activated.connect(self.toggle)
        self.only_open.toggled.connect(lambda _on: self._filter())
        self.filter_field.filter_changed.connect(lambda _text: self._filter())

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle(self.table.rows.value(index))

    def _filter(self) -> None:
        condition = (lambda row: not row.stays) if self.only_open.isChecked() else None
        self.table.set_filter(self.filter_field.text(), condition)

    def _say(self) -> None:
        cards, goals, figures = (self.choices.count(kind) for kind in ("card", "goal", "figure"))
        there = bool(cards and (goals or figures))
        self.ok.setEnabled(there)
        self.said.show_parts(
            f"{write_count(cards, 'styrkort', 'styrkort')} med {write_count(goals, 'mål', 'mål')} och "
            f"{write_count(figures, self.measure.one, self.measure.counted)} görs för {self.plan.year}, "
            "i ett steg som kan ångras."
            if there
            else f"Bocka för minst ett mål eller {self.measure.a} {self.measure.one}."
        )


def nothing_words(plan: NextYear) -> str:
    """Why there is nothing to carry over."""
    if plan.cards:
        return f"Alla styrkort från {plan.base} finns redan för {plan.year}. Ändra dem där."
    return f"Det finns inga styrkort för {plan.base} att föra vidare. Sätt ihop ett styrkort först."


def _summary(plan: NextYear) -> str:
    """The whole in a sentence or two."""
    coming = [row for row in plan.cards if not row.barred]
    there = len(plan.cards) - len(coming)
    doubtful = sum(not row.stays and row.kind == "goal" for row in plan.rows)
    words = f"{write_count(len(coming), 'styrkort', 'styrkort')} kan föras vidare från {plan.base}."
    if doubtful:
        count = write_count(doubtful, "mål", "mål")
        words += f" {count} skulle redan vara nådda eller har slutat gälla, och är inte förbockade."
    if there:
        words += f" {write_count(there, 'styrkort', 'styrkort')} förs inte vidare."
    return f"{words} Målvärden som saknas {plan.year} hämtas från {plan.base}; kommentarer följer inte med."


def _fitting(parent: QWidget | None) -> QSize:
    """As large as is useful, but inside the window it belongs to."""
    if parent is None:
        return _SIZE
    room = parent.window().size() - QSize(_AROUND, _AROUND)
    return _SIZE.boundedTo(room).expandedTo(_LEAST)
