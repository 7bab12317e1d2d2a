"""One wording of a standard text: where it comes from, the field to write it in, how it reads filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.services.formatting import write_date
from app.ui.agreements.standardtexts.field_text import FieldText, fields_in, filled_in
from app.ui.agreements.standardtexts.places import EMPTY_WORDS, USE_HINTS, USE_WORDS, field_name
from app.ui.parts import theme
from app.ui.parts.buttons import action, icon_button, quiet_button
from app.ui.parts.links import Link, Sentence
from app.ui.parts.page import WorkspacePort, draft_keeper
from app.ui.parts.sign import Sign

if TYPE_CHECKING:
    from app.services.agreements.standardtexts import StandardTextView, TextField

_LEAST = 260
_EXAMPLE_HEIGHT, _ROOM_FOR_EXAMPLE = 84, 380


class WordingPane(QFrame):
    """Writes one wording; a new version is made by the button, which is also asked for when it is left."""

    earlier_wanted = Signal(object)
    """The wording whose versions are to be seen."""
    save_wanted = Signal()
    """The user wants to say from when the new version holds."""

    def __init__(self, workspace: WorkspacePort, save: Callable[[StandardTextView, str], bool]) -> None:
        super().__init__()
        self._workspace = workspace
        self._save = save
        self._fields: Mapping[str, TextField] = {}
        self.view: StandardTextView | None = None
        self.text = FieldText("Standardtext", ())
        self.text.textChanged.connect(self._on_typed)
        self.said = Sentence(points=theme.SECONDARY_POINTS)
        self._heading = QLabel()
        self._heading.setFont(theme.font(semibold=True))
        self._hint = Sentence(points=theme.SECONDARY_POINTS)
        self._fault = _Fault()
        self._example = _Example()
        self._menu = QMenu(self)
        self.insert = quiet_button("Infoga fält", "plus")
        self.insert.setMenu(self._menu)
        self.save = quiet_button("Spara ny version…", "save", self.save_wanted.emit)
        self.undo = icon_button("undo", "Ta tillbaka det som är skrivet", self.text.take_back)
        self.setMinimumWidth(_LEAST)
        self._build()

    def show_wording(
        self, view: StandardTextView, fields: Mapping[str, TextField], *, editable: bool
    ) -> None:
        """Show a wording; what is typed in it and not yet a version stays."""
        other = self.view is None or field_name(self.view) != field_name(view)
        if other:
            self.settle()
            name = f"{USE_WORDS[view.use]}, {view.clause_title or view.part}"
            self.text.draft.on_draft = draft_keeper(
                self._workspace, field_name(view), f"Standardtext, {name}"
            )
            self.text.setAccessibleName(f"Standardtext, {name}")
        self.view, self._fields = view, fields
        self.text.draft.on_commit = self._commit
        self.text.know(fields)
        self.text.show_text(view.text, anew=other)
        self.text.setReadOnly(not editable)
        self.text.setPlaceholderText(EMPTY_WORDS[view.use])
        self._heading.setText(USE_WORDS[view.use])
        self._hint.show_parts(USE_HINTS[view.use])
        self._fill_menu()
        for widget in (self.insert, self.save, self.undo):
            widget.setVisible(editable)
        self._say()

    def settle(self) -> bool:
        """Make a version of what is typed; False when it was refused and stays as typed."""
        return self.text.draft.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, what is written needs it."""
        super().resizeEvent(event)
        self._example.setVisible(event.size().height() >= _ROOM_FOR_EXAMPLE)

    def _commit(self, text: str) -> bool:
        return self.view is not None and self._save(self.view, text)

    def _on_typed(self) -> None:
        self._say()

    def _say(self) -> None:
        view = self.view
        if view is None:
            return
        pending = self.text.draft.pending
        self.save.setEnabled(pending)
        self.undo.setEnabled(pending)
        told: list[str | Link] = [_origin(view)]
        if view.earlier:
            told += [" ", Link("Tidigare versioner", lambda: self.earlier_wanted.emit(view))]
        self.said.show_parts(*told)
        text = self.text.text()
        unknown = [name for name in fields_in(text) if name not in self._fields]
        self._fault.say(_unknown_words(unknown))
        self._example.say(_example(text, self._fields))

    def _fill_menu(self) -> None:
        self._menu.clear()
        for name, field in self._fields.items():
            words = f"{{{name}}}\t{field.explanation}".replace("&", "&&")
            self._menu.addAction(action(words, partial(self.text.insert_field, name), parent=self._menu))

    def _build(self) -> None:
        commands = QHBoxLayout()
        commands.setSpacing(theme.NEAR)
        commands.addWidget(self.insert)
        commands.addStretch(1)
        commands.addWidget(self.undo)
        commands.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GROUP, 12, theme.GROUP, theme.GROUP)
        column.setSpacing(theme.GRID)
        for widget in (self._heading, self._hint, self.said):
            column.addWidget(widget)
        column.addSpacing(theme.GRID)
        column.addWidget(self.text, 1)
        column.addWidget(self._fault)
        column.addLayout(commands)
        column.addWidget(self._example)


class _Fault(QWidget):
    """A sign and a sentence about what cannot be filled in."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Sentence(role="unmet", points=theme.SECONDARY_POINTS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(Sign("error", None, "unmet"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Say what is wrong; "" when nothing is."""
        self._words.show_parts(*([words] if words else []))
        self.setVisible(bool(words))


class _Example(QScrollArea):
    """How the text reads when it is filled in; a long one is read by scrolling."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Sentence(points=theme.SECONDARY_POINTS)
        self.setAccessibleName("Så kan texten läsas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFixedHeight(_EXAMPLE_HEIGHT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, theme.NEAR, 0)
        column.addWidget(self._words)
        column.addStretch(1)
        self.setWidget(holder)

    def say(self, words: str) -> None:
        """Show the text; "" where nothing is filled in."""
        self._words.show_parts(words)


def _origin(view: StandardTextView) -> str:
    if view.from_model:
        return "Ur styrmodellen." if view.text else "Ingen egen lydelse."
    since = f", för handlingar som gäller från {write_date(view.valid_from)}" if view.valid_from else ""
    return f"Kommunens egen lydelse, version {view.number}{since}."


def _unknown_words(names: list[str]) -> str:
    if not names:
        return ""
    named = ", ".join(f"{{{name}}}" for name in names)
    return f"{named} kan inte fyllas i. Välj ett fält under Infoga fält."


def _example(text: str, fields: Mapping[str, TextField]) -> str:
    if not fields_in(text):
        return ""
    read = filled_in(text, {name: field.example for name, field in fields.items()})
    return f"Så kan det läsas: {read}"
