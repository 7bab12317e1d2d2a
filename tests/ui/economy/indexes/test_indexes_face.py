"""Befolkning och index: entered, pasted, told before it reaches the frames, and what rests on it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.services.economy import basis, indexes, population
from app.ui.economy.indexes.face import IndexesFace
from app.ui.economy.indexes.population_dialog import PopulationDialog
from app.ui.economy.page import EconomyPage
from app.ui.parts.details import Fact, Facts, Field, Text
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.links import Sentence
from app.ui.parts.messages import Question
from app.ui.shell.workspace import Workspace
from tests.services.budget.ledger import SCHOOL
from tests.services.economy.resting import Town, found
from tests.ui.agreements.conftest import Answers
from tests.ui.pages import PageWindow, _look

__all__ = ["_look"]
TABLE = (
    "Folkmängd 31 december\nÅlder\t2026\t2027\n0–5 år\t250\t251\n6+ år\t4 500\t4 501\nTotalt\t4 750\t4 752\n"
)


class Desk(PageWindow[EconomyPage]):
    """The page on the face."""

    def __init__(self, town: Town, space: Workspace) -> None:
        super().__init__(space, EconomyPage, (1280, 800))
        self.town = town
        self.window.show()
        assert self.page.show_face("indexes")
        face = self.page.face
        assert isinstance(face, IndexesFace)
        self.face = face

    def parts(self, kind: type[Any]) -> list[Any]:
        """The parts of a kind in the inspector."""
        details = self.inspector.details
        return [part for part in details.parts if isinstance(part, kind)] if details else []

    def facts(self) -> dict[str, str]:
        """What the inspector says by its labels."""
        rows: list[Fact] = [fact for part in self.parts(Facts) for fact in part.rows]
        return {fact.label: fact.value.replace("\u00a0", " ") for fact in rows}


@pytest.fixture
def desk(tmp_path, clock, qtbot: QtBot) -> Iterator[Desk]:
    town = found(tmp_path, clock)
    made = Desk(town, Workspace(town.ledger.database, clock))
    qtbot.addWidget(made.window)
    yield made
    made.window.hide()
    made.space.close()


@pytest.fixture
def dialogs(qtbot: QtBot) -> Iterator[Answers]:
    answering = Answers()
    yield answering
    answering.stop()
    assert answering.unexpected == []
    assert answering.left == 0


def _press(verb: str, said: list[str]) -> Any:
    """Answer a question, and keep what it said."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        said.extend(each.plain_text().replace("\u00a0", " ") for each in dialog.findChildren(Sentence))
        next(each for each in dialog.findChildren(QPushButton) if each.text() == verb).click()

    return act


def test_an_index_is_typed_with_source_and_its_effect_is_told_before_it_is_done(desk, dialogs):
    town, face = desk.town, desk.face
    town.rest(SCHOOL, "wages", basis.Measure(share=Decimal(70)))
    assert face.show_part("indexes")
    sheet, pane = face.indexes.sheet, face.indexes
    asked: list[str] = []
    key, year = town.table().id, pane.years.index(2027)
    dialogs.do(_press("Avbryt", asked))
    assert not sheet.commit([(key, year, "4,1")])
    assert town.table().values[2027].value == Decimal("3.1")
    dialogs.do(_press("Ändra och räkna om", asked))
    assert sheet.commit([(key, year, "4,1 %")])
    assert asked[0] == asked[1]
    assert "1 belopp räknas om; ramarna ändras 2027 +7 tkr, 2028 +7 tkr, 2029 +7 tkr" in asked[0]
    assert town.amounts(SCHOOL, "wages")[0] == 28_700_00
    assert sheet.commit(
        [(key, pane.years.index(2029), "2,5"), ("prices", year, "2,2")]
    )  # nothing rests on them
    assert len(asked) == 2
    assert town.table("prices").values[2027].value == Decimal("2.2")

    assert sheet.select(key, year)
    assert desk.facts()["Värde 2027"] == "4,1 %"
    assert desk.facts()[town.ledger.version.name] == "2027 +7 tkr, 2028 +7 tkr, 2029 +7 tkr"
    source = next(field for field in desk.parts(Field) if field.label == "Källa")
    assert source.value == "SKR"
    assert source.commit("SKR, cirkulär 26:31")
    day = next(field for field in desk.parts(Field) if field.label == "Datum")
    assert not day.commit("i höstas")
    assert "inte ett datum" in desk.told[-1]
    assert day.commit("2026-09-30")
    figure = town.table().values[2027]
    assert (figure.source, str(figure.dated_on)) == ("SKR, cirkulär 26:31", "2026-09-30")
    assert not sheet.commit([(key, year, "hög")])
    assert desk.told[-1].startswith("Arbetskraftskostnadsindex (AKI) 2027: ”hög” går inte att läsa")
    assert not sheet.commit([(key, year, "")])
    assert "Koppla loss" in desk.told[-1]


def test_the_indexes_are_shown_before_any_is_entered(desk):
    town = desk.town
    for table in town.read(indexes.indexes):
        if table.id is not None:
            town.run(indexes.remove_table, table_id=table.id, expected_version=table.version)
    assert desk.face.show_part("indexes")
    pane = desk.face.indexes
    assert pane.years == (2026, 2027, 2028, 2029)
    assert pane.sheet.commit([("prices", 1, "2,2")])
    assert town.table("prices").values[2027].value == Decimal("2.2")


def test_own_tables_are_added_changed_and_removed_and_links_lead_to_them(desk, dialogs):
    def add(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        dialog.field("name").setText("Livsmedelsindex")
        dialog.accept()

    pane = desk.face.indexes
    assert desk.face.show_part("indexes")
    assert [row.label for row in pane.sheet.model.rows][-1] == "PO-pålägg"
    dialogs.do(add)
    pane.add.click()
    own = desk.town.table("own")
    assert pane.sheet.current_key() == own.id
    assert desk.face.show_part("population")
    assert desk.page.show_place("index_table", own.id)
    assert pane.sheet.isVisible()
    dialogs.do(_press("Ta bort", []))
    pane._remove(pane.table(own.id))
    assert "Livsmedelsindex" not in [row.label for row in pane.sheet.model.rows]


def _paste(dialog: QDialog) -> None:
    assert isinstance(dialog, PopulationDialog)
    dialog.text.setPlainText(TABLE.replace("4 752", "5 000"))
    assert "är tillsammans" in dialog.refusal.words()
    assert not dialog.ok.isEnabled()
    dialog.text.setPlainText(TABLE)
    assert "2 åldersgrupper 2026–2027, antal den 31 december. 2 summor stämde" in dialog.said.plain_text()
    dialog.name.setText("SCB:s framskrivning")
    dialog.accept()


def test_a_forecast_is_pasted_typed_in_and_says_which_day_each_number_is_of(desk, dialogs, qtbot):
    pane = desk.face.population
    assert desk.face.show_part("population")
    assert not pane.sheet.isVisible()

    dialogs.do(_paste)
    pane.commands.add()
    assert pane.years == (2026, 2027)
    row = pane.sheet.model.rows[0]
    assert [cell.text for cell in row.cells] == ["250", "251"]
    assert pane.sheet.model.rows[-1].cells[1].text.replace("\u00a0", " ") == "4 752"
    assert pane.sheet.commit([(row.key, 1, "260"), (pane.sheet.model.rows[1].key, 0, "4 400")])
    assert not pane.sheet.commit([(row.key, 1, "−2")])
    assert "mindre än noll" in desk.told[-1]
    pane.days.choose("mean")
    pane._show_sheet()
    mean = pane.sheet.model.rows[0].cells
    assert [cell.text for cell in mean] == ["–", "255"]
    assert not any(cell.editable for cell in mean)
    assert "räknas fram" in pane.about.plain_text()
    assert pane.sheet.select(row.key, 1)
    assert desk.facts() == {
        "1 november 2027": "uppgift saknas", "31 december 2027": "260", "Medeltal 2027": "255",
        "Mot året före": "+10", "Andel av alla": "5,5 %",
    }  # fmt: skip
    assert any("statsbidrag" in part.text for part in desk.parts(Text))
    assert "vilar inte på någon prognos" in "".join(getattr(each, "text", str(each)) for each in pane.state())
    pane.commands.choose()
    chosen = desk.town.read(population.chosen_population, version_id=desk.town.version_id)
    assert chosen == pane.forecast.id
    pane.commands.remove()
    assert "används av 1 budgetversion" in desk.told[-1]
