"""The dialog "Läs in kalender": what would be added, changed and left out, and then the change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.errors import DomainError
from app.services.formatting import write_count
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.dialogs import dialog_heading
from app.ui.parts.links import Sentence
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.exchange.calendars.dryrun import CalendarDryRun, ImportRow
    from app.services.exchange.calendars.found import FoundCalendar
    from app.ui.parts.page import WorkspacePort

_SIZE, _LEAST = QSize(980, 600), QSize(600, 420)
_GUESS = "Som filen säger"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a row to take, or something that is left out with its reason."""

    id: int
    what: str
    name: str
    before: str
    after: str
    row: ImportRow | None = None

    @property
    def left(self) -> bool:
        """Whether the line is left out."""
        return self.row is None


class CalendarDialog(QDialog):
    """Shows a calendar held against the year; every event can be said to be one body's meeting."""

    def __init__(
        self, workspace: WorkspacePort, window: QWidget, calendar: FoundCalendar, found: CalendarDryRun
    ) -> None:
        super().__init__(window)
        self.setWindowTitle("Läs in kalender")
        self._workspace, self._calendar, self._found = workspace, calendar, found
        self.summary = Sentence(role="ink")
        self.refused = Sentence(role="unmet")
        self.table: TableView = TableView(
            _columns(), key=lambda line: line.id, name="Vad kalendern ändrar", sortable=False
        )
        self.whole = Sentence()
        self.body = QComboBox()
        self.body.setAccessibleName("Händelserna är")
        self.ok = primary_button("Läs in", on_click=self.apply)
        self.ok.setDefault(True)
        self._lay_out()
        self._fill_bodies()
        self.body.activated.connect(self._on_body)
        self.table.current_changed.connect(self._on_current)
        self._show()
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)

    def apply(self) -> None:
        """Take the rows into the year, as one step."""
        from app.services.exchange.calendars.applying import import_calendar

        found = self._found
        call = partial(import_calendar, rows=found.rows, year=found.year, file=found.name)
        if self._workspace.run(call) is None:
            return
        self._workspace.tell(f"Läste in {_counted(found)} ur {found.name}. Ctrl+Z ångrar.")
        self.accept()

    def choose_body(self, body: str | None) -> None:
        """Let every event be a meeting of a body, or None for what the file says."""
        from app.services.exchange.calendars.dryrun import look_at

        call = partial(
            look_at, calendar=self._calendar, year=self._found.year, today=self._workspace.today, body=body
        )
        try:
            self._found = self._workspace.read(call)
        except DomainError as error:
            self.refused.show_parts(error.message)
            self.refused.show()
            return
        self._show()

    def _on_body(self, _place: int) -> None:
        self.choose_body(self.body.currentData())

    def _on_current(self, line: Line | None) -> None:
        """All of a line that may be cut in its cell."""
        if line is None:
            self.whole.show_parts()
            return
        was = f" Nu {line.before}." if line.before else ""
        self.whole.show_parts(f"{line.name}: {line.after.rstrip('.')}.{was}")

    def _show(self) -> None:
        found = self._found
        taken = [_line(at, row) for at, row in enumerate(found.rows)]
        left = [
            Line(-at, "Läses inte", each.place, "", each.reason) for at, each in enumerate(found.left_out, 1)
        ]
        self.table.show_rows([*taken, *left])
        self.summary.show_parts(_summary(found))
        self.refused.hide()
        self.ok.setText(f"Läs in {len(found.rows)}" if found.rows else "Läs in")
        self.ok.setEnabled(bool(found.rows))
        self.ok.setToolTip("" if found.rows else "Inget läggs till eller ändras.")
        if taken or left:
            self.table.select((taken or left)[0].id)

    def _fill_bodies(self) -> None:
        from app.services.wheel.reading import wheel_view

        call = partial(wheel_view, year=self._found.year, today=self._workspace.today, start_month=1)
        view: Any = self._workspace.read(call)
        self.body.addItem(_GUESS, None)
        for body in view.bodies:
            self.body.addItem(f"Sammanträden med {body}", body)

    def _lay_out(self) -> None:
        label = QLabel("Händelserna är")
        label.setBuddy(self.body)
        choosing = QHBoxLayout()
        choosing.setSpacing(theme.NEAR)
        choosing.addWidget(label)
        choosing.addWidget(self.body)
        choosing.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.NEAR)
        buttons.addStretch(1)
        buttons.addWidget(quiet_button("Avbryt", on_click=self.reject))
        buttons.addWidget(self.ok)
        self.refused.hide()
        self.whole.setAlignment(Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        column.addWidget(dialog_heading(f"Läs in {self._calendar.name}"))
        column.addWidget(self.summary)
        column.addWidget(self.refused)
        column.addLayout(choosing)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)
        column.addSpacing(theme.NEAR)
        column.addLayout(buttons)


def _line(at: int, row: ImportRow) -> Line:
    kind = "sammanträde" if row.kind == "meeting" else "aktivitet"
    what = f"{'Nytt' if row.kind == 'meeting' else 'Ny'} {kind}" if row.new else f"Ändrar {kind}"
    name = f"{row.name}: {row.title}" if row.kind == "meeting" and row.title else row.name
    return Line(at, what, name, row.before, row.after, row)


def _columns() -> list[Column[Line]]:
    def muted(line: Line) -> CellLook:
        return CellLook(muted=line.left)

    return [
        Column("what", "Vad", lambda line: line.what, width=184, look=muted),
        Column("name", "Händelse", lambda line: line.name, width=280, stretch=True, look=muted),
        Column("before", "Nu", lambda line: line.before, width=190, look=lambda _line: CellLook(muted=True)),
        Column(
            "after", "Blir", lambda line: line.after, width=300, look=muted, tooltip=lambda line: line.after
        ),
    ]


def _summary(found: CalendarDryRun) -> str:
    left = sum(not each.expected for each in found.left_out)
    told = [f"{found.year}: {_counted(found)}" if found.rows else f"{found.year}: inget nytt"]
    if found.same:
        told.append(write_count(found.same, "är som förut", "är som förut"))
    if left:
        told.append(write_count(left, "läses inte", "läses inte"))
    return f"{', '.join(told)}."


def _counted(found: CalendarDryRun) -> str:
    told = []
    if found.added:
        told.append(write_count(found.added, "ny", "nya"))
    if found.changed:
        told.append(write_count(found.changed, "ändrad", "ändrade"))
    return " och ".join(told)
