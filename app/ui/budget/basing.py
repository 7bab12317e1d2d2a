"""The command "Koppla till index…": what a part of some frames rests on, tried before it is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout

from app.models.errors import DomainError
from app.services.budget.words import PART_NAMES
from app.services.formatting import read_amount, read_number, write_count, write_number
from app.ui.budget import amounts
from app.ui.budget.cells import CellPlace, chosen_cells, writable
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, primary_button, quiet_button
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.importing import Refusal
from app.ui.parts.layouts import fit_to_words
from app.ui.parts.links import Sentence

if TYPE_CHECKING:
    from app.services.economy.basis import Choice, Measure, Resting, Tried
    from app.ui.budget.page import BudgetPage

_SHARE, _BASE, _QUANTITY = "share", "base", "quantity"
_WIDTH = 520
#: The kind of index that a part most often rests on.
_USUAL = {"wages": "wages", "prices": "prices", "rents": "rent"}
_NONE = "Ställ markören på en del av en ram, till exempel lönekompensation."
_NOTHING = (
    "Det finns inget index att koppla till. Skriv in index på sidan Ekonomi, under Befolkning och index."
)
_SEVERAL = "Välj celler i en och samma kolumn, så kopplas de tillsammans."


def rest_on_index(page: BudgetPage) -> bool:
    """Ask what the chosen cells rest on; False when there is nothing to ask."""
    from app.services.economy import basis, own
    from app.services.economy.basis_rows import PARTS

    places = [place for place in chosen_cells(page.grid.view) if place.part in PARTS]
    why_not = writable(page) or ("" if places else _NONE)
    if not why_not and len({(place.year, place.part) for place in places}) > 1:
        why_not = _SEVERAL
    if not why_not and page.view.financing != "operating":
        why_not = "Bara ramar som skatten betalar kan kopplas till ett index."
    if why_not:
        page.workspace.tell(why_not, "info")
        return False
    version_id = page.view.version.id
    place = places[0]
    choices = page.workspace.read(partial(basis.basis_choices, version_id=version_id, year=place.year))
    if not choices:
        page.workspace.tell(_NOTHING, "info")
        return False
    known = [
        page.workspace.read(partial(basis.basis_of, frame_id=each.frame.frame_id, component=each.part))
        for each in places
    ]
    state = page.workspace.read(partial(own.state_of, version_id=version_id))
    return BasisDialog(page, places, choices, known, state).ask()


class BasisDialog(QDialog):
    """Which index or line, and what it is multiplied by; what it comes to stands there all the time."""

    def __init__(
        self,
        page: BudgetPage,
        places: list[CellPlace],
        choices: tuple[Choice, ...],
        known: list[Resting | None],
        state: int,
    ) -> None:
        super().__init__(page)
        self._page, self._places, self._choices, self._known = page, places, choices, known
        self._state = state
        self._dropping = False
        place = places[0]
        title = f"Koppla {PART_NAMES[place.part]} {place.year} till index"
        self.setWindowTitle(title)
        self.setMinimumSize(QSize(_WIDTH, 0))
        self._build_fields()
        self._build(title)
        self._begin(next((each for each in known if each is not None), None))
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need."""
        super().showEvent(event)
        fit_to_words(self, _WIDTH)

    def ask(self) -> bool:
        """Let the user choose; whether anything was done."""
        try:
            while self.exec() == QDialog.DialogCode.Accepted:
                if self._drop() if self._dropping else self._put():
                    return True
                self._dropping = False
            return False
        finally:
            self.deleteLater()

    # ---- building --------------------------------------------------------------------------------

    def _build_fields(self) -> None:
        self.source = QComboBox()
        self.source.setAccessibleName("Räknas från")
        for choice in self._choices:
            self.source.addItem(_named(choice, self._places[0].year))
        self.source.setMinimumHeight(theme.FIELD_HEIGHT)
        before = self._places[0].year - 1
        self.of = SegmentedControl(
            ((_SHARE, f"Procent av ramen {before}"), (_BASE, f"Ett belopp, {self._page.unit}")), name="På"
        )
        self.number = QLineEdit("100")
        self.number.setMinimumHeight(theme.FIELD_HEIGHT)
        self.label = QLabel()
        self.label.setBuddy(self.number)
        self.of_label = QLabel("På")
        self.refusal = Refusal()
        self.said = Sentence(role="ink")
        self.source.currentIndexChanged.connect(lambda _: self._follow())
        self.of.chosen.connect(lambda _: self._follow())
        self.number.textChanged.connect(lambda _: self._try())

    def _build(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addWidget(dialog_heading(title))
        who = Sentence()
        column.addWidget(who)
        who.show_parts(_whom(self._places))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(theme.NEAR)
        form.addRow("Räknas från", self.source)
        form.addRow(self.of_label, self.of)
        form.addRow(self.label, self.number)
        column.addLayout(form)
        column.addWidget(self.refusal)
        column.addWidget(self.said)
        self.ok = primary_button("Koppla", on_click=self.accept)
        self.ok.setDefault(True)
        row = dialog_buttons(self, self.ok)
        if any(each is not None for each in self._known):
            self.drop = quiet_button("Koppla loss", on_click=self._on_drop)
            row.insertWidget(0, self.drop, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(row)

    def _begin(self, resting: Resting | None) -> None:
        """Begin with what the part rests on already."""
        if resting is None:
            usual = _USUAL.get(self._places[0].part, "")
            kinds = [choice.kind for choice in self._choices]
            self.source.setCurrentIndex(kinds.index(usual) if usual in kinds else 0)
            return
        sources = [choice.source for choice in self._choices]
        if resting.source in sources:
            self.source.setCurrentIndex(sources.index(resting.source))
        measure = resting.measure
        if measure.base is not None:
            self.of.choose(_BASE)
            self.number.setText(write_number(amounts.exact(measure.base, self._page.unit)))
        else:
            number = measure.share if measure.share is not None else measure.quantity
            self.number.setText(write_number(number) if number is not None else "100")

    # ---- following what is typed -----------------------------------------------------------------

    @property
    def choice(self) -> Choice:
        """The index or line that is chosen."""
        return self._choices[max(0, self.source.currentIndex())]

    @property
    def kind(self) -> str:
        """What the index is multiplied by."""
        if self.choice.unit == "kr":
            return _QUANTITY
        return _SHARE if self.choice.unit == "line" else str(self.of.choice)

    def _follow(self) -> None:
        percent = self.choice.unit in ("change", "share")
        self.of.setVisible(percent)
        self.of_label.setVisible(percent)
        per = self.choice.per or "enheter"
        words = {_SHARE: "Procent", _BASE: f"Belopp, {self._page.unit}", _QUANTITY: f"Antal {per}"}[self.kind]
        words = "Procent av raden" if self.choice.unit == "line" else words
        self.label.setText(words)
        self.number.setAccessibleName(words)
        self._try()

    def _measure(self) -> Measure:
        from app.services.economy.basis import Measure

        text = self.number.text().strip().removesuffix("%").strip()
        if self.kind == _BASE:
            return Measure(base=read_amount(text, self._page.unit))
        number = read_number(text)
        return Measure(quantity=number) if self.kind == _QUANTITY else Measure(share=number)

    def _try(self) -> None:
        """Say what the parts would become, or why they cannot."""
        from app.services.economy import basis

        try:
            tried = self._page.workspace.read(
                partial(
                    basis.try_basis, version_id=self._page.view.version.id, frame_ids=self._frames,
                    component=self._places[0].part, source=self.choice.source, measure=self._measure(),
                )
            )  # fmt: skip
        except DomainError as refused:
            self.refusal.say(refused.message if self.number.text().strip() else "")
            self.said.show_parts()
            self.ok.setEnabled(False)
            return
        self.refusal.say("")
        self.said.show_parts(_told(tried, self._page.unit))
        self.ok.setEnabled(True)

    @property
    def _frames(self) -> list[int]:
        return [place.frame.frame_id for place in self._places]

    # ---- doing -----------------------------------------------------------------------------------

    def _on_drop(self) -> None:
        self._dropping = True
        self.accept()

    def _known_values(self) -> dict[str, Any]:
        return {
            "version_id": self._page.view.version.id, "component": self._places[0].part,
            "expected_version": self._state,
        }  # fmt: skip

    def _put(self) -> bool:
        from app.services.economy import basis

        source = self.choice.source
        known = {
            **self._known_values(), "measure": self._measure(),
            "table_id": source if isinstance(source, int) else None,
            "line": source if isinstance(source, str) else None,
        }  # fmt: skip
        use_case: Any = partial(basis.set_basis_for_many, frame_ids=self._frames)
        if len(self._places) == 1:
            use_case = partial(basis.set_basis, frame_id=self._frames[0])
        return self._page.workspace.run(partial(use_case, **known)) is not None

    def _drop(self) -> bool:
        from app.services.economy import basis

        resting = [
            place.frame.frame_id
            for place, each in zip(self._places, self._known, strict=True)
            if each is not None
        ]
        use_case = partial(basis.drop_basis, frame_ids=resting, **self._known_values())
        return self._page.workspace.run(use_case) is not None


def _whom(places: list[CellPlace]) -> str:
    first = places[0].row.name
    if len(places) == 1:
        return f"Gäller {first}. Beloppet följer sedan med när indexet eller ramen det räknas på ändras."
    count = write_count(len(places), "enhet", "enheter")
    return f"Gäller {count}, med början i {first}. Beloppen följer sedan med när indexet ändras."


def _named(choice: Choice, year: int) -> str:
    from app.services.economy.index_words import write_value

    if choice.unit == "line":
        return f"Raden {choice.name} i förutsättningarna"
    if choice.value is None:
        return f"{choice.name}, saknar värde {year}"
    return f"{choice.name}, {write_value(choice.value, choice.unit, choice.per)} {year}"


def _told(tried: tuple[Tried, ...], unit: amounts.Unit) -> str:
    """What the parts become: one with its ground, several with their sum."""
    first = tried[0]
    before = sum(each.before for each in tried)
    after = sum(each.after for each in tried)
    was = f"{amounts.write(before, unit)} {unit}" if before else "inget"
    now = f"{amounts.write(after, unit)} {unit}"
    if len(tried) == 1:
        return f"{first.words} blir {now}; nu står där {was}."
    return f"{write_count(len(tried), 'belopp', 'belopp')} blir tillsammans {now}; nu står där {was}."
