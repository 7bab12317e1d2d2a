"""The municipality's standard texts of a kind: the places at the left, two wordings side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.ui.agreements.standardtexts.places import (
    FUNDING,
    USE_WORDS,
    Place,
    field_name,
    lines_of,
    places_of,
)
from app.ui.agreements.standardtexts.versions import VersionsPane
from app.ui.agreements.standardtexts.wording import WordingPane
from app.ui.parts import theme
from app.ui.parts.asking import ask_until_done
from app.ui.parts.buttons import quiet_button
from app.ui.parts.dialogs import TextInput
from app.ui.parts.links import Sentence
from app.ui.parts.page import WorkspacePort
from app.ui.parts.section_list import SectionList

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.agreements.standardtexts import StandardTextView, TextField

_LIST_WIDTH = 232
_AMOUNT = "belopp"
_HEAD = "{kind}: standardtexter"
_TOLD = (
    "De står i varje handling av slaget och fylls i för den. En ändring slår igenom i det som inte är "
    "beslutat. Beslutade handlingar ändras aldrig."
)
_ONE_OWN = "Kommunens standardtexter, en egen lydelse"
_WHEN = "Gäller handlingar som börjar gälla från"
_NO_DAY = "Utan dag gäller den alla handlingar som inte är beslutade."
_LEAVING = "{place} ({use}) är ändrad men inte sparad. Avbryt om du vill ta tillbaka ändringen."


class StandardTextsPane(QWidget):
    """Changes standard texts; each change is a version, and earlier ones can be seen and taken back."""

    closed = Signal()

    def __init__(self, workspace: WorkspacePort) -> None:
        super().__init__()
        self._workspace = workspace
        self._kind_id: int | None = None
        self._places: tuple[Place, ...] = ()
        self._fields: dict[str, TextField] = {}
        self._key: str | None = None
        self._compared: str | None = None
        self.list = SectionList()
        self.list.setAccessibleName("Standardtexter")
        self.list.section_chosen.connect(self.choose)
        self.wordings = tuple(WordingPane(workspace, self._save) for _ in range(2))
        self.versions = VersionsPane()
        self.versions.closed.connect(self._show_texts)
        self.versions.restore_wanted.connect(self._restore)
        for wording in self.wordings:
            wording.earlier_wanted.connect(self._show_versions)
            wording.save_wanted.connect(partial(self._ask_and_save, wording))
        self._build()

    # ---- what is shown

    def load(self, kind_id: int | None) -> None:
        """Read the texts of a kind and show them; what is being typed stays."""
        from app.services.agreements import kinds, standardtexts

        if kind_id is None:
            return
        if kind_id != self._kind_id:
            self.settle()
            self._kind_id, self._key, self._compared = kind_id, None, None
        texts = self._workspace.read(partial(standardtexts.standard_texts, kind_id=kind_id))
        self._fields = {field.name: field for field in standardtexts.TEXT_FIELDS}
        rows = self._workspace.read(kinds.kinds)
        name = next((row.name for row in rows if row.id == kind_id), "")
        self._title.setText(_HEAD.format(kind=name))
        self._places = places_of(texts)
        self.list.show_lines(lines_of(self._places), editable=False)
        keys = [place.key for place in self._places]
        if keys:
            self._show(self._key if self._key in keys else keys[0])
        self._show_compared()

    def choose(self, key: str) -> bool:
        """Go to a place; False when what is typed must be put right first."""
        if key == self._key:
            return True
        if not self.settle():
            self.list.choose_quietly(self._key or "")
            return False
        self._show(key)
        return True

    def choose_part(self, part_id: int) -> bool:
        """Go to the first text of a part."""
        found = next((place.key for place in self._places if place.part_id == part_id), None)
        return found is not None and self.choose(found)

    def state(self) -> str:
        """How many wordings are the municipality's own."""
        own = sum(not view.from_model for place in self._places for view in place.wordings)
        return f"Kommunens standardtexter, {own or 'inga'} egna lydelser" if own != 1 else _ONE_OWN

    def settle(self) -> bool:
        """Ask how what is typed becomes a version; False when the user wants to stay with it."""
        shown = [one for one in self.wordings if not one.isHidden()]
        return all(self._ask_and_save(one, leaving=True) for one in shown if one.text.draft.pending)

    def resume(self, field: str, text: str) -> bool:
        """Go on with a text that a crash interrupted."""
        for place in self._places:
            for view in place.wordings:
                if field_name(view) == field and self._editable and self.choose(place.key):
                    wording = next(one for one in self.wordings if one.view == view)
                    wording.text.resume(text)
                    return True
        return False

    @property
    def _editable(self) -> bool:
        return not self._workspace.read_only

    def _show(self, key: str) -> None:
        self._key = key
        self.list.choose_quietly(key)
        place = next(one for one in self._places if one.key == key)
        self._place.setText(place.title)
        for number, wording in enumerate(self.wordings):
            there = number < len(place.wordings)
            if there:
                view = place.wordings[number]
                wording.show_wording(view, self._fields_of(view), editable=self._editable)
            wording.setVisible(there)

    def _fields_of(self, view: StandardTextView) -> dict[str, TextField]:
        """The fields that can stand in a wording: the amount only where money is told of."""
        paid = view.use in FUNDING
        return {name: field for name, field in self._fields.items() if paid or name != _AMOUNT}

    def _show_texts(self) -> None:
        self._compared = None
        self._stack.setCurrentWidget(self._texts)

    def _show_versions(self, view: StandardTextView) -> None:
        if self.settle():
            self._compared = field_name(view)
            self._show_compared()

    def _show_compared(self) -> None:
        """The versions of the wording that is looked at, as long as it has any."""
        every = (view for place in self._places for view in place.wordings)
        view = next((one for one in every if field_name(one) == self._compared), None)
        if view is None or not view.earlier:
            self._show_texts()
            return
        self.versions.show_wording(view, editable=self._editable)
        self._stack.setCurrentWidget(self.versions)

    # ---- what is done

    def _save(self, view: StandardTextView, text: str, **values: Any) -> bool:
        return self._workspace.run(self._saving(view, text, **values)) is not None

    def _saving(self, view: StandardTextView, text: str, **values: Any) -> Callable[[Any], Any]:
        from app.services.agreements.standardtexts import set_standard_text

        return partial(
            set_standard_text,
            part_id=view.part_id,
            clause=view.clause,
            use=view.use,
            text=text,
            expected_number=view.number,
            **values,
        )

    def _ask_and_save(self, wording: WordingPane, *, leaving: bool = False) -> bool:
        """Ask from when the new version holds and why, and make it; False when it was not made."""
        from app.services.steering.days import read_day

        view = wording.view
        if view is None or not wording.text.draft.pending:
            return True
        text = wording.text.text()
        inputs = (
            TextInput("day", _WHEN, required=False, placeholder=f"{self._workspace.today.year + 1}-01-01"),
            TextInput("note", "Vad som är ändrat", required=False),
        )

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            day, note = read_day(values["day"]), values["note"] or None
            return self._saving(view, text, valid_from=day, note=note)

        done = ask_until_done(
            self._workspace, self, "Ny version av standardtexten", inputs, "Spara", ready,
            _told_when(view, leaving=leaving),
        )  # fmt: skip
        if done is not None:
            wording.text.draft.settle(wording.text.text())
        return done is not None

    def _restore(self, view: StandardTextView, number: int) -> None:
        from app.services.agreements.standardtexts import restore_standard_text

        self._workspace.run(
            partial(
                restore_standard_text,
                part_id=view.part_id,
                clause=view.clause,
                use=view.use,
                number=number,
                expected_number=view.number,
            )
        )

    # ---- widgets

    def _build(self) -> None:
        self._title = QLabel()
        self._title.setFont(theme.font(theme.TITLE_POINTS, semibold=True))
        told = Sentence(points=theme.SECONDARY_POINTS)
        told.show_parts(_TOLD)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(told)
        head = QHBoxLayout()
        head.setContentsMargins(theme.PAGE_MARGIN, 12, theme.GROUP, 12)
        head.setSpacing(theme.GROUP)
        head.addLayout(words, 1)
        head.addWidget(quiet_button("Tillbaka till handlingen", "chevron-left", self._on_back))
        self._texts = QWidget()
        column = QVBoxLayout(self._texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._build_split(), 1)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._texts)
        self._stack.addWidget(self.versions)

    def _build_split(self) -> QSplitter:
        self._place = QLabel()
        self._place.setFont(theme.font(semibold=True))
        self._place.setContentsMargins(theme.GROUP, 12, theme.GROUP, 0)
        self._place.setWordWrap(True)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        for wording in self.wordings:
            beside.addWidget(wording, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.NEAR, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._place)
        column.addLayout(beside, 1)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, 3 * _LIST_WIDTH])
        return split

    def _on_back(self) -> None:
        if self.settle():
            self.closed.emit()


def _told_when(view: StandardTextView, *, leaving: bool) -> str:
    """What a version without a day means, and of what text it is when the user is on the way from it."""
    if not leaving:
        return _NO_DAY
    place = view.clause_title or view.part
    return f"{_LEAVING.format(place=f'”{place}”', use=USE_WORDS[view.use].lower())} {_NO_DAY}"
