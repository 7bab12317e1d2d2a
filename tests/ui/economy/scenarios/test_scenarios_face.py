"""Scenarios in the window: made, filled with steps, switched, compared, and made a proposal."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.models.organisation import Unit
from app.services.budget import versions
from app.services.clock import Clock
from app.services.economy.scenarios.kinds import KIND_WORDS, StepValues
from app.ui.economy.page import EconomyPage
from app.ui.economy.scenarios.step_form import StepForm
from app.ui.shell.workspace import Workspace
from tests.services.budget.ledger import SCHOOL
from tests.services.economy.scenarios.test_scenarios import everything
from tests.services.economy.scenarios.town import MNKR, Town, open_town
from tests.ui.agreements.conftest import Answers
from tests.ui.economy.scenarios.desk import Desk
from tests.ui.pages import Keep, PageWindow, _look, keep, told

__all__ = ["_look", "keep", "told"]


@pytest.fixture
def dialogs(qtbot: QtBot) -> Iterator[Answers]:
    answering = Answers()
    yield answering
    answering.stop()
    assert answering.unexpected == []
    assert answering.left == 0


@pytest.fixture
def desk(tmp_path: Path, clock: Clock, keep: Keep) -> Desk:
    town = open_town(tmp_path / "Ådal.styr", clock)
    shown = keep(PageWindow(Workspace(town.database, clock), EconomyPage, size=(1280, 800)))
    shown.window.show()
    shown.page.show_face("scenarios")
    return Desk(shown, town)


def test_a_scenario_is_made_filled_and_switched_until_it_goes_together(
    desk: Desk, dialogs: Answers, qtbot: QtBot
) -> None:
    assert desk.names() == ["Arbetsversion"]
    assert "Inga scenarier ännu" in desk.shown.page.head.state.plain_text()
    dialogs.fill("Lägg till", name="Större skola", note="Fler lärare")
    qtbot.mouseClick(desk.face._add, Qt.MouseButton.LeftButton)
    assert desk.names() == ["Arbetsversion", "Scenarier", "Större skola"]
    assert desk.scenario.note == "Fler lärare"
    dialogs.fill("Lägg till", holder="Skolan", amount="4 000")
    desk.add_step("Belopp på en ram")
    dialogs.fill("Lägg till", ore="25")
    desk.add_step("Skattesats")
    assert [words.replace("\u00a0", " ") for words, _ in desk.steps()] == [
        "+4 000 tkr för Skolan (prioritering)",
        "Skattesatsen höjs 25 öre",
    ]
    assert "1 går inte ihop" in desk.shown.page.head.state.plain_text()
    assert not desk.shown.button("Gör till förslag…").isEnabled()
    left = desk.scenario.years[2027].left or 0
    assert left < 0
    qtbot.keyClick(desk.box(0), Qt.Key.Key_Space)
    assert [on for _, on in desk.steps()] == [False, True]
    assert desk.scenario.years[2027].left == left + 4 * MNKR
    assert desk.box(0).hasFocus() or desk.box(0).isEnabled()
    assert "alla går ihop" in desk.shown.page.head.state.plain_text()
    desk.shown.space.undo()
    assert [on for _, on in desk.steps()] == [True, True]
    desk.shown.space.redo()
    dialogs.fill("Gör till förslag", name="KS förslag")
    qtbot.mouseClick(desk.shown.button("Gör till förslag…"), Qt.MouseButton.LeftButton)
    assert desk.scenario.proposal == "KS förslag"
    assert "är nu en version av planen" in desk.shown.told[-1]
    names = [action.text() for action in desk.shown.page.version.menu().actions()]
    assert names == ["Arbetsversion", "KS förslag"]


def test_what_is_typed_wrong_is_said_in_the_form_and_changes_nothing(
    desk: Desk, dialogs: Answers, qtbot: QtBot
) -> None:
    desk.town.scenario("Prov")
    desk.shown.page.refresh()
    dialogs.fill("Lägg till", ore="tio")
    dialogs.press("Avbryt")
    desk.add_step("Skattesats")
    dialogs.fill("Lägg till", ore="2500")
    dialogs.press("Avbryt")
    desk.add_step("Skattesats")
    assert desk.steps() == []
    assert any("10 öre är 0,10" in said for said in desk.shown.told)


def test_the_comparison_shows_amounts_or_differences_and_party_alternatives_apart(
    desk: Desk, qtbot: QtBot
) -> None:
    school = desk.town.key(Unit, name=SCHOOL)
    desk.town.scenario("Budget", StepValues("amount", unit_id=school, amount=MNKR), party="Bypartiet")
    first = desk.town.scenario("Högre skatt", StepValues("tax_rate", number=Decimal("0.10")))
    desk.shown.page.refresh()
    assert desk.names() == [
        "Arbetsversion",
        "Scenarier",
        "Högre skatt",
        "Partiernas alternativ",
        "Bypartiet: Budget",
    ]
    assert [desk.cell("2027.tax_rate", place) for place in range(3)] == ["21,50", "21,50", "21,60"]
    desk.face.shown_as.choose("differences")
    desk.face.shown_as.chosen.emit("differences")
    frames = f"2027.frames.{desk.face.view.groups[0].key}"
    assert [desk.cell(frames, place) for place in (1, 2)] == ["+1 000", "–"]
    assert desk.cell("2027.left", 1) == "−1 000"
    other = desk.town.run(
        versions.create_version, source_id=desk.town.version_id, name="Ny", stage="proposal"
    )
    assert desk.shown.page.choose_version(other)
    assert desk.names() == ["Ny"]
    assert desk.shown.page.show_place("scenario", first)
    assert desk.shown.page.version.words == "Arbetsversion"
    assert desk.shown.inspector.details.title == "Högre skatt"
    effects = desk.face.steps.rows[0]
    assert effects.step.words == "Skattesatsen höjs 10 öre"
    copied = next(b for b in desk.shown.inspector.findChildren(QPushButton) if b.text() == "Kopiera")
    qtbot.mouseClick(copied, Qt.MouseButton.LeftButton)
    assert desk.scenario.name == "Högre skatt, kopia"


def test_every_kind_of_step_comes_back_from_its_form_as_it_was(desk: Desk) -> None:
    key = desk.town.scenario("Allt", *everything(desk.town))
    desk.shown.page.refresh()
    compared = desk.face.view
    assert compared is not None
    seen = set()
    for step in compared.scenario(key).steps:
        form = StepForm(compared, step.values.kind, "tkr", step.values)
        filled = {one.key: one.value for one in form.inputs()}
        again = form.read(filled)
        assert replace(again, key=step.key, active=step.active) == replace(
            step.values, component=again.component
        )
        seen.add(step.values.kind)
    assert seen == set(KIND_WORDS)


def test_a_file_that_is_only_read_shows_its_scenarios(tmp_path: Path, clock: Clock, keep: Keep) -> None:
    town: Town = open_town(tmp_path / "Ådal.styr", clock)
    town.scenario("Högre skatt", StepValues("tax_rate", number=Decimal("0.10")))
    town.database.close()
    from app.services.storage import Database

    database = Database.open(tmp_path / "Ådal.styr", clock=clock, user="Prov", read_only=True)
    shown = keep(PageWindow(Workspace(database, clock), EconomyPage, size=(1280, 800)))
    shown.window.show()
    shown.page.show_face("scenarios")
    desk = Desk(shown, town)
    assert desk.steps() == [("Skattesatsen höjs 10 öre", True)]
    assert not desk.box(0).isEnabled()
    assert not desk.face._add.isEnabled()
