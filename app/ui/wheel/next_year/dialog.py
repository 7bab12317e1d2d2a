"""The preview of a coming year: each activity's time this year and next, why, and what was learned."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Sentence
from app.ui.wheel.next_year.rows import Row, columns, rows_of
from app.ui.wheel.wrapped_cells import WrappedTable

if TYPE_CHECKING:
    from app.services.wheel.yearplans import YearPlan
    from app.ui.parts.page import WorkspacePort

_SIZE, _LEAST, _AROUND = QSize(1160, 720), QSize(720, 480), 48
_LEARNING, _ROOM_FOR_LEARNING = 5, 940
_LONG = 110
"""A learning that its cell may not hold is said whole below the table."""
_HINT = "Mellanslag eller klick i rutan tar med eller utelämnar en aktivitet."


class NextYearDialog(QDialog):
    """A row for each activity; what is ticked is made, all in one step."""

    def __init__(self, parent: QWidget | None, plan: YearPlan, there: int) -> None:
        super().__init__(parent)
        self.plan = plan
        self.rows = rows_of(plan)
        self._out = {row.key for row in self.rows if not row.chosen}
        title = f"Planera {plan.year} efter {plan.base}"
        self.setWindowTitle(title)
        self.setSizeGripEnabled(True)
        self.table = WrappedTable(
            columns(plan, self.is_in), key=lambda row: row.place, name=f"Aktiviteter {plan.year}",
            remember_as="next_year", ticked=self.is_in, name_column=1,
        )  # fmt: skip
        self.only_differing = QCheckBox("Bara det som skiljer sig")
        self.filter_field = FilterField(self.table)
        self.summary, self.learned, self.said = Sentence(role="ink"), Sentence(), Sentence()
        self.ok = primary_button(f"Planera {plan.year}", on_click=self.accept)
        self.ok.setDefault(True)
        self.summary.show_parts(_summary(plan, there))
        self._build(title)
        self._connect()
        self.table.show_rows(self.rows)
        self._say()
        self.setMinimumSize(_LEAST)
        self.resize(_fitting(parent))
        self.table.setFocus()

    @property
    def leave_out(self) -> frozenset[int]:
        """The rows that are not ticked."""
        return frozenset(self._out)

    def is_in(self, row: Row) -> bool | None:
        """Whether a row is ticked, None for one that cannot be."""
        return None if row.left else row.key not in self._out

    def toggle(self, row: Row | None) -> None:
        """Take a row in, or leave it out."""
        if row is None or row.left:
            return
        self._out ^= {row.key}
        self.table.viewport().update()
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, a learning is said below the table instead of beside."""
        super().resizeEvent(event)
        if len(self.table.rows.columns) > _LEARNING:
            self.table.setColumnHidden(_LEARNING, event.size().width() < _ROOM_FOR_LEARNING)
            self._show_learned(self.table.current_row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the rows that are selected."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
        ):
            indexes = self.table.selectionModel().selectedRows() or [self.table.currentIndex()]
            for index in indexes:
                self.toggle(self.table.rows.value(index))
            return True
        return super().eventFilter(watched, event)

    def _build(self, title: str) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(theme.GROUP)
        tools.addWidget(self.filter_field)
        tools.addWidget(self.only_differing)
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
        column.addWidget(self.learned)
        foot = dialog_buttons(self, self.ok)
        foot.insertWidget(0, self.said, 1)
        column.addLayout(foot)
        self.table.setToolTip(_HINT)
        self.table.setAccessibleDescription(_HINT)

    def _connect(self) -> None:
        self.table.installEventFilter(self)
        self.table.clicked.connect(self._on_clicked)
        self.table.row_activated.connect(self.toggle)
        self.table.current_changed.connect(self._show_learned)
        self.only_differing.toggled.connect(lambda _on: self._filter())
        self.filter_field.filter_changed.connect(lambda _text: self._filter())

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle(self.table.rows.value(index))

    def _filter(self) -> None:
        condition = (lambda row: row.differs) if self.only_differing.isChecked() else None
        self.table.set_filter(self.filter_field.text(), condition)

    def _show_learned(self, row: Row | None) -> None:
        learning = row.learning if row is not None else None
        hidden = self.table.isColumnHidden(_LEARNING)
        whole = learning if learning is not None and (hidden or len(learning) > _LONG) else ""
        self.learned.show_parts(*([f"Lärdom från {self.plan.base}: {whole}"] if whole else []))
        self.learned.setVisible(bool(whole))

    def _say(self) -> None:
        count = sum(self.is_in(row) is True for row in self.rows)
        made = write_count(count, "aktivitet", "aktiviteter")
        self.ok.setEnabled(count > 0)
        self.said.show_parts(
            f"{made} läggs i årshjulet {self.plan.year}, i ett steg som kan ångras."
            if count
            else "Bocka för minst en aktivitet."
        )


def plan_next_year(workspace: WorkspacePort, parent: QWidget | None, year: int) -> int | None:
    """Show what a year becomes and make it; how many activities there came, None when nothing was made."""
    from app.services.wheel.planning import next_year, plan_year
    from app.services.wheel.reading import wheel_view

    plan: YearPlan = workspace.read(partial(next_year, year=year))
    call = partial(wheel_view, year=year, today=workspace.today, start_month=1, noticed=False)
    view = workspace.read(call)
    there = len(view.activities)
    if not plan.rows and not plan.new:
        workspace.tell(nothing_words(plan, there))
        return None
    dialog = NextYearDialog(parent, plan, there)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        done = workspace.run(partial(plan_year, year=year, leave_out=dialog.leave_out))
    finally:
        dialog.deleteLater()
    if done is None:
        return None
    made = write_count(int(done.value), "aktivitet", "aktiviteter")
    workspace.tell(f"{made} lades i årshjulet {year}. Ctrl+Z ångrar.")
    return int(done.value)


def nothing_words(plan: YearPlan, there: int) -> str:
    """Why there is nothing to plan."""
    if there:
        return f"{plan.year} har redan alla aktiviteter från {plan.base}. Ändra dem i årshjulet {plan.year}."
    return (
        f"Det finns inga aktiviteter {plan.base} att planera {plan.year} efter, och styrmodellen har inga. "
        f"Lägg in aktiviteter i årshjulet först."
    )


def _summary(plan: YearPlan, there: int) -> str:
    """The whole in a sentence or two."""
    said = []
    if plan.rows:
        kept = write_count(len(plan.rows), "aktivitet", "aktiviteter")
        changed = sum(row.differs for row in plan.rows)
        moved = (
            f"{write_count(changed, 'får', 'får')} en annan tid" if changed else "alla på samma tid som förut"
        )
        said.append(f"{kept} från {plan.base} tas med: {moved}")
    if plan.new:
        said.append(write_count(len(plan.new), "är ny", "är nya"))
    if plan.left:
        said.append(f"{len(plan.left)} görs inte {plan.year}")
    words = ", ".join(said) + "."
    if there:
        count = write_count(there, "aktivitet", "aktiviteter")
        words += f" {plan.year} har redan {count}, som lämnas som de är."
    return words[:1].upper() + words[1:]


def _fitting(parent: QWidget | None) -> QSize:
    """As large as is useful, but inside the window it belongs to."""
    if parent is None:
        return _SIZE
    room = parent.window().size() - QSize(_AROUND, _AROUND)
    return _SIZE.boundedTo(room).expandedTo(_LEAST)
