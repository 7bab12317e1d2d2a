"""The panel Jämför: a version of a model beside another, unit by unit."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.budget.allocation.views import AllocationView, VersionInfo
from app.ui.budget.allocation.difference import DifferenceTable, difference_rows, names_of, sentence_of
from app.ui.budget.amounts import Unit
from app.ui.parts import theme
from app.ui.parts.cap import with_edge
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.links import Sentence

_ONLY_ONE = "Modellen har bara en beräkning. Gör en ny version för att ha något att jämföra med."


def version_words(version: VersionInfo) -> str:
    """A version as it is chosen: 2. Oktober."""
    return f"{version.number}. {version.name}"


class Comparison(QWidget):
    """Shows what the chosen version gives that another did not."""

    version_chosen = Signal(object)

    def __init__(self, unit: Callable[[], Unit]) -> None:
        super().__init__()
        self._unit = unit
        self._view = AllocationView()
        self.other, self.year = ComboButton("Jämför med"), ComboButton("År")
        self.said = Sentence(role="ink")
        self.table = self._make_table("", "")
        self._titles: tuple[str, ...] = ()
        self._build()

    def show_view(self, view: AllocationView) -> None:
        """Compare another version, or the same with other factors."""
        self._view = view
        others = [
            (each.id, version_words(each))
            for each in (view.model.versions if view.model is not None else ())
            if view.version is not None and each.id != view.version.id
        ]
        self.other.set_choices(others, view.compare.id if view.compare is not None else None)
        years = [(year, str(year)) for year in view.years]
        first = view.version.base_year if view.version is not None else 0
        usual = min((year for year in view.years if year > first), default=first)
        self.year.set_choices(years, self.year.choice if self.year.choice in view.years else usual)
        for button in (self.other, self.year):
            button.setVisible(bool(others))
        self._show()

    def _show(self) -> None:
        view, year = self._view, int(str(self.year.choice or 0))
        self.table.setVisible(view.compared is not None)
        if view.compared is None:
            self.said.show_parts(_ONLY_ONE)
            return
        self._name_columns()
        rows = difference_rows(view.compared, view.results, year, names_of(view.units))
        self.table.show_differences(rows)
        self.said.show_parts(sentence_of(rows, year, self._unit()))

    def _name_columns(self) -> None:
        """The columns are named after the versions."""
        titles = tuple(f"Version {each.number}" for each in (self._view.compare, self._view.version) if each)
        if titles == self._titles or len(titles) < 2:
            return
        self._titles = titles
        old, self.table = self.table, self._make_table(*titles)
        self._column.replaceWidget(old, self.table)
        old.deleteLater()

    def _make_table(self, before: str, after: str) -> DifferenceTable:
        return DifferenceTable(self._unit, before, after, "Skillnad mot en annan beräkning")

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(theme.GROUP, theme.NEAR, theme.GROUP, theme.NEAR)
        head.setSpacing(theme.NEAR)
        choices = QHBoxLayout()
        choices.setSpacing(theme.NEAR)
        choices.addWidget(self.other)
        choices.addWidget(self.year)
        choices.addStretch(1)
        head.addLayout(choices)
        head.addWidget(self.said)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(with_edge(self.table, theme.GROUP), 1)
        column.addStretch(0)
        self.other.chosen.connect(self.version_chosen.emit)
        self.year.chosen.connect(lambda _year: self._show())
