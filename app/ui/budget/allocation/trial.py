"""The panel Pröva: other prices, volumes or indexes beside the stored ones, and what each unit would get."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.models.errors import DomainError
from app.services.budget.allocation.arithmetic import Results, calculate
from app.services.budget.allocation.limits import read_price, read_share, read_volume
from app.services.budget.allocation.trying import Adjustment, adjusted
from app.services.budget.allocation.views import AllocationView
from app.ui.budget.allocation.difference import DifferenceTable, difference_rows, names_of, sentence_of
from app.ui.budget.amounts import Unit
from app.ui.parts import theme
from app.ui.parts.buttons import icon_button, quiet_button
from app.ui.parts.cap import with_edge
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.links import Sentence

_ALL = 0
_PAUSE = 150
_FIELD_WIDTH = 76
_FIELDS = (
    ("price", "percent", "Pris ± %"),
    ("price", "number", "Pris ± {unit}"),
    ("volume", "percent", "Volym ± %"),
    ("volume", "number", "Volym ± antal"),
    ("index", "number", "Index ± %-enh."),
)


class Trial(QWidget):
    """Typed changes are tried at once and saved only as a new version."""

    save_wanted = Signal()
    tried = Signal()
    """What is tried has changed."""

    def __init__(self, unit: Callable[[], Unit]) -> None:
        super().__init__()
        self._unit = unit
        self.view = AllocationView()
        self.adjustments: tuple[Adjustment, ...] = ()
        self.group, self.place, self.year = ComboButton("Grupp"), ComboButton("Enhet"), ComboButton("Från år")
        self.fields: dict[tuple[str, str], QLineEdit] = {}
        self._labels: dict[tuple[str, str], QLabel] = {}
        self.said = Sentence(role="ink")
        self.save = quiet_button("Spara som ny version…", "save", self.save_wanted.emit)
        self.clear = icon_button("undo", "Nollställ prövningen", self.forget)
        self.table = DifferenceTable(unit, "Nu", "Prövat", "Vad prövningen ger per enhet")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self.reckon)
        self._build()

    def show_view(self, view: AllocationView) -> None:
        """Try on another version, or the same with other factors."""
        other = view.version is None or self.view.version is None or view.version.id != self.view.version.id
        self.view = view
        groups = [(group.id, group.name) for group in view.factors.groups]
        units = [(unit.id, unit.name) for unit in view.units]
        years = [(year, str(year)) for year in view.years]
        first = next((each.base_year for each in (view.version,) if each is not None), _ALL)
        starts = min((year for year in view.years if year > first), default=first)
        for button, choices, usual in (
            (self.group, [(_ALL, "alla"), *groups], _ALL),
            (self.place, [(_ALL, "alla"), *units], _ALL),
            (self.year, years, starts),
        ):
            kept = button.choice if not other and button.choice in dict(choices) else usual
            button.set_choices(choices, kept)
        for (_, how, words), label in zip(_FIELDS, self._labels.values(), strict=True):
            label.setText(words.format(unit=view.factors.price_unit) if how == "number" else words)
        self.reckon()

    def forget(self) -> None:
        """Try nothing."""
        for field in self.fields.values():
            field.clear()
        self.reckon()

    def reckon(self) -> None:
        """Reckon what is typed; what cannot be read is said under the fields."""
        self._wait.stop()
        try:
            self.adjustments = self._typed()
            after = calculate(adjusted(self.view.factors, self.adjustments), self.view.years)
        except DomainError as refused:
            self.adjustments = ()
            self.said.show_parts(refused.message)
            self._allow()
            return
        self._show(after)

    def _show(self, after: Results) -> None:
        year = int(str(self.year.choice or _ALL))
        rows = difference_rows(self.view.results, after, year, names_of(self.view.units))
        self.table.show_differences(rows)
        nothing = "Skriv en ändring ovan, till exempel 2,5 eller −3. Inget sparas medan du prövar."
        self.said.show_parts(sentence_of(rows, year, self._unit()) if self.adjustments else nothing)
        self._allow()
        self.tried.emit()

    def _typed(self) -> tuple[Adjustment, ...]:
        made = []
        group = int(str(self.group.choice or _ALL)) or None
        unit = int(str(self.place.choice or _ALL)) or None
        for (what, how), field in self.fields.items():
            text = field.text()
            value = self._read(what, how, text.strip().removeprefix("+"))
            if value is None:
                continue
            given: dict[str, Any] = {how: value, "from_year": int(str(self.year.choice))}
            if what != "index":
                given["group_id"] = group
            if what == "volume":
                given["unit_id"] = unit
            made.append(Adjustment(what, **given))  # type: ignore[arg-type]
        return tuple(made)

    def _read(self, what: str, how: str, text: str) -> Decimal | None:
        if how == "percent" or what == "index":
            return read_share(text)
        return read_price(text, self.view.factors.price_unit) if what == "price" else read_volume(text)

    def _allow(self) -> None:
        self.save.setEnabled(bool(self.adjustments) and self.view.version is not None)
        self.clear.setEnabled(any(field.text() for field in self.fields.values()))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(theme.GROUP, theme.NEAR, theme.GROUP, theme.NEAR)
        head.setSpacing(theme.NEAR)
        choices = QHBoxLayout()
        choices.setSpacing(theme.NEAR)
        for button in (self.group, self.place, self.year):
            button.chosen.connect(lambda _key: self.reckon())
            choices.addWidget(button)
        choices.addWidget(self.clear)
        choices.addStretch(1)
        head.addLayout(choices)
        head.addLayout(self._build_fields())
        head.addWidget(self.said)
        column.addLayout(head)
        column.addWidget(with_edge(self.table, theme.GROUP), 1)

    def _build_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GROUP)
        grid.setVerticalSpacing(2)
        for place, (what, how, words) in enumerate(_FIELDS):
            label, field = QLabel(words), QLineEdit()
            label.setProperty("role", "muted")
            label.setBuddy(field)
            field.setFixedWidth(_FIELD_WIDTH)
            field.setMinimumHeight(theme.FIELD_HEIGHT)
            field.setAccessibleName(words.format(unit="kronor"))
            field.textChanged.connect(lambda _text: self._wait.start())
            field.returnPressed.connect(self.reckon)
            self.fields[what, how], self._labels[what, how] = field, label
            grid.addWidget(label, 0, place)
            grid.addWidget(field, 1, place)
        grid.setColumnStretch(len(_FIELDS), 1)
        grid.addWidget(self.save, 1, len(_FIELDS) + 1)
        return grid
