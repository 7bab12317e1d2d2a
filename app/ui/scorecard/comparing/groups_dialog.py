"""The dialog "Jämförelsegrupper": whom it is fair to be compared with, ticked among the municipalities."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.formatting import write_count
from app.services.scorecard.compared import FEWEST_OTHERS
from app.services.scorecard.groups import (
    GroupRow,
    add_group,
    group_rows,
    municipality_rows,
    proposals,
    remove_group,
    set_group,
)
from app.services.textorder import fold
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.dialogs import dialog_heading
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Sentence
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

_SIZE, _LEAST = QSize(860, 600), QSize(600, 420)
_CODE = int(Qt.ItemDataRole.UserRole)
_NEW = "Ny grupp"
_TICKED = Qt.CheckState.Checked
_UNTICKED = Qt.CheckState.Unchecked


class GroupsDialog(QDialog):
    """The groups at the left, the municipalities of the chosen one at the right."""

    def __init__(self, workspace: WorkspacePort, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Jämförelsegrupper")
        self._workspace = workspace
        self._groups: tuple[GroupRow, ...] = ()
        self._shown = 0
        """The place of the group that the fields show."""
        self.groups = QListWidget()
        self.groups.setAccessibleName("Grupper")
        self.name = QLineEdit()
        self.name.setAccessibleName("Gruppens namn")
        self.name.setMinimumHeight(theme.FIELD_HEIGHT)
        self.municipalities = QListWidget()
        self.municipalities.setAccessibleName("Kommuner i gruppen")
        self.filter_field = FilterField(self.municipalities)
        self.told = Sentence()
        self.save_button = primary_button("Spara gruppen", on_click=self.save)
        self.remove_button = quiet_button("Ta bort gruppen", on_click=self.remove)
        self._proposing = QHBoxLayout()
        self._lay_out()
        self._fill()
        self._read()
        self.groups.currentRowChanged.connect(self._on_group)
        self.municipalities.itemChanged.connect(lambda _item: self._follow())
        self.name.textChanged.connect(lambda _text: self._follow())
        self.filter_field.textChanged.connect(self._sift)
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)

    @property
    def ticked(self) -> list[str]:
        """The codes of the municipalities that are ticked."""
        return [item.data(_CODE) for item in self._items() if item.checkState() == _TICKED]

    def choose(self, key: int) -> None:
        """Show a group."""
        self.groups.setCurrentRow([row.id for row in self._groups].index(key))

    def tick(self, codes: tuple[str, ...]) -> None:
        """Tick exactly these municipalities."""
        wanted = set(codes)
        self.municipalities.blockSignals(True)
        for item in self._items():
            item.setCheckState(_TICKED if item.data(_CODE) in wanted else _UNTICKED)
        self.municipalities.blockSignals(False)
        self._follow()

    def done(self, result: int) -> None:
        """Close, after a question where something is not saved."""
        if self._may_leave():
            super().done(result)

    def save(self) -> None:
        """Make the group, or change the one that is shown."""
        group = self._group()
        given: dict[str, Any] = {"name": self.name.text(), "codes": [*self.ticked, *self._unlisted()]}
        if group is None:
            done = self._workspace.run(partial(add_group, **given))
            key = done.value if done is not None else None
        else:
            call = partial(
                set_group,
                comparison_group_id=group.id,
                expected_version=group.version,
                note=group.note,
                **given,
            )
            done, key = self._workspace.run(call), group.id
        if done is not None:
            self._read(key)

    def remove(self) -> None:
        """Take the group that is shown away, after a question."""
        group = self._group()
        if group is None:
            return
        text = f"Mått som jämförs med ”{group.name}” jämförs i stället med alla kommuner."
        if not confirm(self, "Ta bort gruppen?", text, "Ta bort", danger=True):
            return
        call = partial(remove_group, comparison_group_id=group.id, expected_version=group.version)
        if self._workspace.run(call) is not None:
            self._read()

    def _items(self) -> list[QListWidgetItem]:
        return [self.municipalities.item(at) for at in range(self.municipalities.count())]

    def _group(self) -> GroupRow | None:
        return self._groups[self._shown] if 0 <= self._shown < len(self._groups) else None

    def _unlisted(self) -> list[str]:
        """The group's municipalities that nothing has been read of, and that cannot be ticked."""
        group, listed = self._group(), {item.data(_CODE) for item in self._items()}
        return [code for code in group.codes if code not in listed] if group is not None else []

    def _may_leave(self) -> bool:
        """Whether what the fields say is saved, or may be thrown away."""
        group = self._group()
        kept = (group.name, {*group.codes}) if group is not None else ("", set())
        if self._workspace.read_only or (self.name.text().strip(), {*self.ticked, *self._unlisted()}) == kept:
            return True
        text = "Det som du har ändrat i gruppen är inte sparat."
        return confirm(self, "Kasta ändringarna?", text, "Kasta", danger=True)

    def _fill(self) -> None:
        for row in self._workspace.read(municipality_rows):
            item = QListWidgetItem(row.name if row.values else f"{row.name} (inga värden inlästa)")
            item.setData(_CODE, row.code)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(_UNTICKED)
            self.municipalities.addItem(item)
        for proposal in self._workspace.read(proposals):
            count = len(proposal.codes)
            button = quiet_button(f"{proposal.name} ({count})", on_click=partial(self._propose, proposal))
            self._proposing.addWidget(button)
        self._proposing.addStretch(1)

    def _propose(self, proposal: object) -> None:
        self.tick(proposal.codes)  # type: ignore[attr-defined]
        if not self.name.text().strip():
            self.name.setText(proposal.name)  # type: ignore[attr-defined]

    def _read(self, key: int | None = None) -> None:
        self._groups = self._workspace.read(group_rows)
        self.groups.blockSignals(True)
        self.groups.clear()
        for row in self._groups:
            self.groups.addItem(f"{row.name} ({len(row.codes)})")
        self.groups.addItem(_NEW)
        ids = [row.id for row in self._groups]
        place = ids.index(key) if key in ids else 0
        self.groups.setCurrentRow(place)
        self.groups.blockSignals(False)
        self._show(place)

    def _on_group(self, place: int) -> None:
        if place != self._shown and not self._may_leave():
            self.groups.blockSignals(True)
            self.groups.setCurrentRow(self._shown)
            self.groups.blockSignals(False)
            return
        self._show(place)

    def _show(self, place: int) -> None:
        self._shown = place
        group = self._group()
        self.name.setText(group.name if group is not None else "")
        self.tick(group.codes if group is not None else ())

    def _sift(self, text: str) -> None:
        wanted = fold(text.strip())
        for item in self._items():
            item.setHidden(bool(wanted) and wanted not in fold(item.text()))

    def _follow(self) -> None:
        count, group = len(self.ticked), self._group()
        few = "" if count >= FEWEST_OTHERS else " Fler än tio ger en rättvisande bild."
        self.told.show_parts(f"{write_count(count, 'kommun vald', 'kommuner valda')}.{few}")
        why = "" if self.name.text().strip() else "Skriv gruppens namn."
        why = why or ("" if count else "Välj minst en kommun.")
        why = why or ("Filen är öppen för läsning." if self._workspace.read_only else "")
        self.save_button.setEnabled(not why)
        self.save_button.setToolTip(why)
        self.remove_button.setEnabled(group is not None and not self._workspace.read_only)

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(theme.GRID)
        for words, widget in (("Grupper", self.groups),):
            left.addWidget(_label(words, widget))
            left.addWidget(widget, 1)
        left.addWidget(self.remove_button)
        right.addWidget(_label("Namn", self.name))
        right.addWidget(self.name)
        right.addSpacing(theme.GRID)
        right.addWidget(QLabel("Förslag"))
        right.addLayout(self._proposing)
        right.addSpacing(theme.GRID)
        head = QHBoxLayout()
        head.addWidget(_label("Kommuner", self.municipalities))
        head.addStretch(1)
        head.addWidget(self.filter_field)
        right.addLayout(head)
        right.addWidget(self.municipalities, 1)
        right.addWidget(self.told)
        both = QHBoxLayout()
        both.setSpacing(theme.GROUP)
        both.addLayout(left, 2)
        both.addLayout(right, 3)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.NEAR)
        buttons.addStretch(1)
        buttons.addWidget(quiet_button("Stäng", on_click=self.accept))
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        column.addWidget(dialog_heading("Jämförelsegrupper"))
        column.addLayout(both, 1)
        column.addSpacing(theme.NEAR)
        column.addLayout(buttons)


def _label(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(buddy)
    return label
