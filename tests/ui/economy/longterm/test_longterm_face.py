"""LEP: a plan made, filled in and compared in the window, over the example."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.economy.longterm import plans
from app.services.economy.longterm.views import plans as all_plans
from app.services.storage import Database
from app.ui.economy.longterm import sections
from app.ui.economy.longterm.face import LongTermFace
from app.ui.parts.details import Choice
from app.ui.parts.empty_state import EmptyState
from app.ui.shell.workspace import Workspace
from tests.ui.agreements.conftest import dialogs
from tests.ui.economy.investments.desk import Desk, fill, shown
from tests.ui.pages import _look

__all__ = ["_look", "dialogs"]


@pytest.fixture
def desk(example_of_2027: Path, tmp_path: Path, clock: Clock, qtbot: QtBot) -> Iterator[Desk]:
    """The page in a window, without any long-term plan."""
    path = Path(shutil.copy(example_of_2027, tmp_path / "lep.styr"))
    database = Database.open(path, clock=clock, user="Prov")
    for plan in database.read(all_plans):
        database.write(partial(plans.remove_plan, plan_id=plan.id, expected_version=plan.version))
    town: Any = database
    found = Desk(town, Workspace(database, clock))
    qtbot.addWidget(found.window)
    yield found
    found.window.hide()
    found.space.close()
    database.close()


def _face(desk: Desk) -> LongTermFace:
    face = desk.face("longterm")
    assert isinstance(face, LongTermFace)
    return face


def _plain(said: object) -> str:
    return str(said).replace("\u00a0", " ")


def _fill_in(face: LongTermFace) -> None:
    """Say how everything grows in the main line."""
    face.chooser.chosen.emit(sections.ASSUMED)
    typed = (
        ("tax_base_growth", "2,5 %"), ("wages", "3"), ("prices", "2"), ("wage_share", "60"),
        ("grants_growth", "2"), ("result_target", "1"),
    )  # fmt: skip
    assert face.sheet.commit([(("line", key), 0, text) for key, text in typed])


def test_a_plan_is_made_and_filled_in(desk: Desk) -> None:
    face = _face(desk)
    (empty,) = face.findChildren(EmptyState)
    assert not desk.page.face.details
    empty.findChild(QPushButton).click()
    assert face.plan.words == "LEP 2028–2037"
    assert "går inte att räkna ut" in _plain(face.state()[0])
    face.state()[-1].on_click()  # type: ignore[union-attr]
    assert face.section == sections.ASSUMED
    _fill_in(face)
    assert shown(face.sheet, ("line", "wages"))[:3] == ["3", "", "3"]
    assert not face.sheet.commit([(("line", "tax_rate"), 0, "2 234")])
    assert _plain(desk.told[-1]).endswith("Menar du 22,34 (kronor per 100 kr)?")
    assert not face.sheet.commit([(("line", "wages"), 0, "tre")])
    assert face.sheet.select(("line", "wages"))
    assert desk.inspector.details.title == "Löneökning"  # type: ignore[union-attr]
    assert "saknas" in _plain(face.state()[0])


def test_a_scenario_says_what_is_otherwise_and_is_compared(desk: Desk, dialogs: Any) -> None:
    face = _face(desk)
    face.commands.make_plan()
    _fill_in(face)
    dialogs.do(fill(name="Svagare tillväxt", note="Konjunkturen viker"))
    face.adding.click()
    assert face.scenarios.words == "Svagare tillväxt"
    assert face.sheet.commit([(("line", "tax_base_growth"), 3, "−1")])
    weaker = face.scenario
    assert weaker is not None
    assert not weaker.main
    assert face.show_place("long_term_plan", face.plan.choice)
    face.chooser.chosen.emit(sections.GAP)
    last = weaker.outcome[2029].gap
    main = next(one for one in face._view.scenarios if one.main)  # type: ignore[union-attr]
    assert last is not None
    assert main.outcome[2029].gap is not None
    assert last < main.outcome[2029].gap
    chart: Any = face.chart.view.chart
    assert chart.points[2].gap == last
    assert [one.gaps[2] for one in chart.others] == [main.outcome[2029].gap]
    assert face.sheet.select(("scenario", main.id))
    assert desk.inspector.details.title == "Huvudalternativ"  # type: ignore[union-attr]
    desk.space.undo()
    assert face.scenario.outcome[2029].gap == main.outcome[2029].gap  # type: ignore[union-attr]


def test_areas_follow_ages_and_are_made_their_frames(desk: Desk, dialogs: Any) -> None:
    face = _face(desk)
    face.commands.make_plan()
    face.chooser.chosen.emit(sections.AREAS)
    area = face._view.areas[1]  # type: ignore[union-attr]
    assert face.sheet.select(("area", area.id))
    assert not desk.field("ages").commit("1–5, 4–9")
    assert (
        desk.told[-1]
        == f"Åldrarna 1–5 år och 4–9 år i {area.name} går i varandra. Låt varje ålder finnas en gång."
    )
    assert not desk.field("ages").commit("barn")
    assert desk.field("ages").commit("1–5, 6–15")
    ages = face._view.area(area.id).ages  # type: ignore[union-attr]
    assert shown(face.sheet, ("ages", ages[0].id))[0] == "0"
    costs = [
        (("ages", ages[0].id), sections.COST, "100 000"),
        (("ages", ages[1].id), sections.COST, "132 000"),
    ]
    assert face.sheet.commit(costs)
    desk.command("Stäm av mot ramen").on_click()
    found = face._view.area(area.id)  # type: ignore[union-attr]
    assert abs(found.base - found.frame) < 10_000
    index = next(part for part in desk.parts(Choice) if part.key == "index")
    assert index.commit(None)
    assert face._view.area(area.id).table_id is None  # type: ignore[union-attr]
    dialogs.do(fill(name="Vuxenutbildning", ages="19–64"))
    face.adding.click()
    assert [one.name for one in face._view.areas][-1] == "Vuxenutbildning"  # type: ignore[union-attr]


def test_every_part_tells_how_it_is_reckoned_and_the_strategy_is_written(desk: Desk) -> None:
    face = _face(desk)
    face.commands.make_plan()
    face.chooser.chosen.emit(sections.PEOPLE)
    assert face.chart.view.chart.caption.title.startswith("De som är 80 år och äldre blir")
    face.chooser.chosen.emit(sections.TRIED)
    assert face.sheet.select(("effect", "people"))
    assert desk.inspector.details.title == "100 fler invånare"  # type: ignore[union-attr]
    face.chart.picked.emit(("effect", "wages"))
    assert face.sheet.current_key() == ("effect", "wages")

    face.chooser.chosen.emit(sections.STRATEGY)
    form = face.form.details
    assert form is not None
    strategy = next(part for part in form.parts if getattr(part, "key", "") == "strategy")
    assert strategy.commit("Lokaler som inte behövs lämnas.")  # type: ignore[union-attr]
    assert face._view.strategy == "Lokaler som inte behövs lämnas."  # type: ignore[union-attr]
    assert face.resume(f"long_term_plan:{face._plan_id}:strategy", "Mer")
    area, scenario = face._view.areas[0], face._view.main  # type: ignore[union-attr]
    assert face.resume(f"long_term_area:{area.id}:note", "Avbruten not")
    assert (face.section, desk.inspector.details.title) == (sections.AREAS, area.name)  # type: ignore[union-attr]
    assert face.resume(f"long_term_scenario:{scenario.id}:note", "Avbruten")
    assert not face.show_place("long_term_area", 1)
    face.chooser.chosen.emit(sections.STRATEGY)
    assert desk.field("years").commit("12")
    assert face._view.last == 2039  # type: ignore[union-attr]
    assert not desk.field("years").commit("många")
