"""Adding a body's meetings of a year at once: a pattern or dates, looked through before they are added."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.models.errors import DomainError
from app.services.formatting import write_count, write_long_date
from app.ui.parts import icons, theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.links import Sentence
from app.ui.wheel.meetings.words import weekday

if TYPE_CHECKING:
    from app.services.wheel.meetingseries import ProposedDay
    from app.ui.parts.page import WorkspacePort

_WIDTH, _TEXT_HEIGHT, _LIST_HEIGHT, _WAIT_MS = 520, 76, 208, 150
_DAY = int(Qt.ItemDataRole.UserRole)
_HINT = (
    "Skriv ett mönster, som ”varannan tisdag från 13 januari till 15 december” eller ”sista måndagen i "
    "månaden utom juli”, eller klistra in datum."
)
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class SeveralDialog(QDialog):
    """The days follow what is typed; red days and days that are taken are left out until they are ticked."""

    def __init__(
        self, workspace: "WorkspacePort", parent: QWidget, year: int, body: str, bodies: Sequence[str]
    ) -> None:
        super().__init__(parent)
        self._workspace, self._year = workspace, year
        self.setWindowTitle(f"Lägg in sammanträden {year}")
        self.setMinimumWidth(_WIDTH)
        self.body, self.begins, self.place = QLineEdit(body), QLineEdit(), QLineEdit()
        self.days, self.list, self._said = QPlainTextEdit(), QListWidget(), Sentence()
        completer = QCompleter(list(bodies), self.body)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.body.setCompleter(completer)
        self._add = primary_button("Lägg till", on_click=self._on_add)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self.look)
        self._build()
        self.body.textChanged.connect(lambda _text: self._later.start())
        self.days.textChanged.connect(self._later.start)
        self.list.itemChanged.connect(lambda _item: self._count())
        self.look()

    @property
    def chosen(self) -> tuple[date, ...]:
        """The days that are ticked."""
        rows = (self.list.item(place) for place in range(self.list.count()))
        return tuple(row.data(_DAY) for row in rows if row.checkState() == _CHECKED)

    @property
    def said(self) -> str:
        """What is said under the days."""
        return self._said.plain_text()

    def look(self) -> None:
        """Read what is typed and show the days."""
        from app.services.wheel.meetingdates import read_days
        from app.services.wheel.meetingseries import proposed_days

        self._later.stop()
        text, body = self.days.toPlainText(), self.body.text()
        self.list.blockSignals(True)
        self.list.clear()
        try:
            days = read_days(text, self._year) if text.strip() else ()
            call = partial(proposed_days, body=body, days=days)
            for one in self._workspace.read(call) if days else ():
                self.list.addItem(_item(one))
            self._refuse("")
        except DomainError as refused:
            self._refuse(refused.message)
        finally:
            self.list.blockSignals(False)
        self._count()

    def _build(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(theme.NEAR)
        for field, name in ((self.body, "Organ"), (self.begins, "Tid"), (self.place, "Plats")):
            field.setMinimumHeight(theme.FIELD_HEIGHT)
            field.setAccessibleName(name)
        self.begins.setPlaceholderText("18.30")
        self.days.setAccessibleName("Dagar")
        self.days.setPlaceholderText("varannan tisdag från 13 januari")
        self.days.setTabChangesFocus(True)
        self.days.setFixedHeight(_TEXT_HEIGHT)
        self.list.setAccessibleName("Dagarna som läggs in")
        self.list.setMinimumHeight(_LIST_HEIGHT)
        form.addRow("Organ", self.body)
        form.addRow(self._beside())
        form.addRow("Dagar", self.days)
        hint = Sentence(points=theme.SECONDARY_POINTS)
        hint.show_parts(_HINT)
        form.addRow(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addWidget(dialog_heading(f"Lägg in sammanträden {self._year}"))
        column.addLayout(form)
        column.addWidget(self.list, 1)
        column.addWidget(self._said)
        column.addLayout(dialog_buttons(self, self._add))
        self._add.setDefault(True)

    def _beside(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GROUP)
        grid.setVerticalSpacing(theme.NEAR)
        for place, (name, field) in enumerate((("Tid", self.begins), ("Plats", self.place))):
            label = QLabel(name)
            label.setBuddy(field)
            grid.addWidget(label, 0, place)
            grid.addWidget(field, 1, place)
        grid.setColumnStretch(1, 1)
        return grid

    def _refuse(self, text: str) -> None:
        self._said.show_parts(text or " ")

    def _count(self) -> None:
        """Say how many are added, and let them be added."""
        count = len(self.chosen)
        if self.list.count():
            left = self.list.count() - count
            words = write_count(count, "sammanträde läggs till", "sammanträden läggs till")
            self._said.show_parts(f"{words}, {left} av dagarna hoppas över." if left else f"{words}.")
        self._add.setEnabled(bool(count) and bool(self.body.text().strip()))

    def _on_add(self) -> None:
        from app.services.wheel.meetingseries import add_meetings

        said: list[str] = []
        call = partial(
            add_meetings, body=self.body.text(), days=self.chosen, begins=self.begins.text(),
            place=self.place.text(),
        )  # fmt: skip
        if self._workspace.run(_saying(call, said)) is not None:
            self.accept()
        elif said:
            self._refuse(said[0])


def _saying(use_case: Any, said: list[str]) -> Any:
    """A use case whose refusal is also said in the dialog."""

    def run(session: Any) -> Any:
        try:
            return use_case(session)
        except DomainError as refused:
            said.append(refused.message)
            raise

    return run


def _item(one: "ProposedDay") -> QListWidgetItem:
    notice = "organet sammanträder redan" if one.taken else one.notice or ""
    words = f"{weekday(one.day)} {write_long_date(one.day)}"
    item = QListWidgetItem(f"{words} · {notice}" if notice else words)
    item.setData(_DAY, one.day)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(_CHECKED if one.working and not one.taken else _UNCHECKED)
    if notice:
        item.setIcon(icons.icon("warning", "partly"))
    if one.taken:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item
