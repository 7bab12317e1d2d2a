"""The page Ekonomi at its scenarios, over a town whose plan has everything that steps are about."""

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox

from app.services.economy.scenarios.views import ScenarioView
from app.ui.economy.page import EconomyPage
from app.ui.economy.scenarios.face import ScenariosFace
from tests.services.economy.scenarios.town import Town
from tests.ui.pages import PageWindow


@dataclass
class Desk:
    """The face in its window, and the file under it."""

    shown: PageWindow[EconomyPage]
    town: Town

    @property
    def face(self) -> ScenariosFace:
        """The face of scenarios."""
        found = self.shown.page.face
        assert isinstance(found, ScenariosFace)
        return found

    @property
    def scenario(self) -> ScenarioView:
        """The scenario that is chosen."""
        found = self.face.scenario
        assert found is not None
        return found

    def names(self) -> list[str]:
        """The rows of the list."""
        rows = self.face.list.rows
        return [rows.value(rows.index(place, 0)).name for place in range(rows.rowCount())]

    def steps(self) -> list[tuple[str, bool]]:
        """The steps with whether each is on."""
        return [(row.step.words, row.box.isChecked()) for row in self.face.steps.rows]

    def box(self, place: int) -> QCheckBox:
        """The box of a step."""
        return self.face.steps.rows[place].box

    def cell(self, key: str, column: int) -> str:
        """What a cell of the comparison says."""
        row = next(row for row in self.face.sheet.model.rows if row.key == key)
        return row.cells[column].text.replace("\u00a0", " ")

    def add_step(self, kind_words: str) -> None:
        """Choose a kind in the menu of steps."""
        menu = self.face._add_step.menu()
        next(each for each in menu.actions() if each.text() == f"{kind_words}…").trigger()
