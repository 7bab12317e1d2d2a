"""A model that is read in, before it is: what is added, changed and taken away, and what that touches."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.links import Sentence
from app.ui.parts.sign import Sign
from app.ui.parts.tree_view import TreeView

if TYPE_CHECKING:
    from app.services.steering.consequences import Consequences, Held
    from app.services.steering.modelcomparing import Difference
    from app.services.steering.ownmodel import Edit
    from app.ui.model.edits import Heirs, ModelEdits

_SIZE, _LEAST = QSize(860, 640), QSize(560, 420)
_HOW = {"added": "Ny", "changed": "Ändras", "removed": "Tas bort", "reordered": "Ny ordning"}
_HELD_ROWS = 4
_CHOOSE = "Det här försvinner ur modellen men används. Välj vad som tar över, så går inget förlorat."


@dataclass(frozen=True, slots=True)
class _Line:
    """A part of the model, or what becomes of one of its rows."""

    id: str
    above: str | None
    name: str
    how: str
    fields: str
    touched: str


class ImportDialog(QDialog):
    """The differences in a tree; below it a choice for each part that goes although it is used."""

    def __init__(self, edits: "ModelEdits", file: str, edit: "Edit", found: "Consequences") -> None:
        super().__init__(edits.window)
        self.setWindowTitle("Läs in styrmodell")
        self._edits, self._edit, self._file, self._found = edits, edit, file, found
        self.choices: dict[tuple[str, str], QComboBox] = {}
        self._refused = QWidget()
        self._refusal = Sentence(role="unmet")
        self.tree = TreeView(
            _columns(), key=lambda line: line.id, parent_key=lambda line: line.above, name="Vad som ändras"
        )
        self.tree.show_rows(_lines(found))
        self.tree.expandAll()
        self._ok = primary_button("Läs in", on_click=self._on_ok)
        self._ok.setDefault(True)
        self._build()
        self._say_refused(found.refusal or "")
        self._on_chosen()
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)

    @property
    def heirs(self) -> "Heirs":
        """What takes over, by what goes."""
        return {place: box.currentData() for place, box in self.choices.items() if box.currentIndex() >= 0}

    @property
    def refused(self) -> str:
        """Why it was refused, "" when it was not."""
        return self._refusal.plain_text()

    @classmethod
    def run(cls, edits: "ModelEdits", file: str, edit: "Edit", found: "Consequences") -> bool:
        """Show what changes, and change it; False when the user changed their mind."""
        dialog = cls(edits, file, edit, found)
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()

    def _on_ok(self) -> None:
        found = self._edits.look(self._edit, self.heirs)
        if found.refusal is not None:
            self._say_refused(found.refusal)
        elif self._edits.run(self._edit, f"Läste in styrmodellen ur {self._file}", self.heirs):
            self._edits.workspace.tell(f"Läste in {self._file}. Ctrl+Z ångrar.")
            self.accept()

    def _on_chosen(self, *_: object) -> None:
        whole = bool(self._found.differences) and len(self.heirs) == len(self.choices)
        self._ok.setEnabled(whole)
        self._ok.setToolTip("" if whole else "Välj först vad som tar över.")

    def _say_refused(self, text: str) -> None:
        self._refusal.show_parts(*([text] if text else []))
        self._refused.setHidden(not text)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        heading = QLabel(f"Läs in {self._file}?")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setFont(theme.font(theme.TITLE_POINTS - 0.5, semibold=True))
        heading.setWordWrap(True)
        note = Sentence()
        note.show_parts(_summary(self._found))
        column.addWidget(heading)
        column.addWidget(note)
        refused = QHBoxLayout(self._refused)
        refused.setContentsMargins(0, 0, 0, 0)
        refused.addWidget(Sign("error", None, "unmet"), 0, Qt.AlignmentFlag.AlignTop)
        refused.addWidget(self._refusal, 1)
        column.addWidget(self._refused)
        column.addWidget(self.tree, 1)
        if self._found.held:
            said = Sentence(role="ink")
            said.show_parts(_CHOOSE)
            column.addWidget(said)
            column.addWidget(self._heir_form())
        column.addLayout(self._buttons())

    def _heir_form(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, theme.GROUP, 0)
        column.setSpacing(theme.GRID)
        for held in self._found.held:
            said = Sentence()
            said.show_parts(f"{held.name}, {held.words}")
            row = QHBoxLayout()
            row.setSpacing(theme.GROUP)
            row.addWidget(said, 3)
            row.addWidget(self._choice(held), 2)
            column.addLayout(row)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        rows = min(len(self._found.held), _HELD_ROWS)
        scroll.setFixedHeight(rows * (theme.FIELD_HEIGHT + theme.GRID) + theme.GRID)
        return scroll

    def _choice(self, held: "Held") -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"Vad som tar över efter {held.name}")
        box.setMinimumHeight(theme.FIELD_HEIGHT)
        box.setPlaceholderText("Välj")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for key, name in held.heirs:
            box.addItem(name, key)
        named = (place for place, (_, name) in enumerate(held.heirs) if held.name.endswith(f" ”{name}”"))
        box.setCurrentIndex(next(named, -1))
        box.currentIndexChanged.connect(self._on_chosen)
        self.choices[held.part, held.key] = box
        return box

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        row.addStretch(1)
        row.addWidget(quiet_button("Avbryt", on_click=self.reject))
        row.addWidget(self._ok)
        return row


def _summary(found: "Consequences") -> str:
    counts = (
        (found.count("added"), "ny", "nya"),
        (found.count("changed"), "ändrad", "ändrade"),
        (found.count("removed"), "borttagen", "borttagna"),
    )
    said = [write_count(count, one, many) for count, one, many in counts if count]
    rest = "Inget som finns i filen försvinner. Ctrl+Z ångrar."
    return f"{', '.join(said).capitalize() or 'Bara ordningen ändras'}. {rest}" if said else rest


def _lines(found: "Consequences") -> list[_Line]:
    from app.services.steering.modelcomparing import PART_WORDS

    touched = {one.name: one.words for one in found.touched}
    held = {(one.part, one.key): one.words for one in found.held}
    made: list[_Line] = []
    for part in dict.fromkeys(one.part for one in found.differences):
        made.append(_Line(part, None, PART_WORDS[part][1], "", "", ""))
        for number, one in enumerate(each for each in found.differences if each.part == part):
            words = held.get((part, one.key)) or _touched(one, touched)
            made.append(_Line(f"{part}/{number}", part, _name(one), _HOW[one.how], _fields(one), words))
    return made


def _touched(one: "Difference", touched: dict[str, str]) -> str:
    return next((words for name, words in touched.items() if name.endswith(f" ”{one.name}”")), "")


def _name(one: "Difference") -> str:
    if one.old_name and one.old_name != one.name:
        return f"{one.old_name} → {one.name}"
    return one.name


def _fields(one: "Difference") -> str:
    from app.services.steering.modelwords import LABELS

    return ", ".join(LABELS[field].lower() for field in one.fields if field in LABELS)


def _columns() -> "list[Column[_Line]]":
    return [
        Column(
            "name", "Del", lambda line: line.name, 320, stretch=True,
            look=lambda line: CellLook(bold=line.above is None), tooltip=lambda line: line.name,
        ),
        Column("how", "Vad som händer", lambda line: line.how, 120),
        Column("fields", "Uppgifter", lambda line: line.fields, 176, tooltip=lambda line: line.fields),
        Column("touched", "Berör", lambda line: line.touched, 144, tooltip=lambda line: line.touched),
    ]  # fmt: skip
