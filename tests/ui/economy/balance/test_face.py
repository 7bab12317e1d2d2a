"""The face Balanskrav over the example: typed, carried, planned over three years, and reserved."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.budget.views import version_choice
from app.services.clock import fixed_clock
from app.services.storage import Database
from app.ui.economy.balance.face import BalanceFace
from app.ui.economy.faces import Context
from app.ui.parts.details import Command, Commands, Details, Field, Heading, Notice, Text, Tick
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY
from tests.ui.pages import _look

__all__ = ["_look"]


class Host:
    """A page that only knows which version is shown."""

    def __init__(self, space: Workspace) -> None:
        self.workspace = space
        self.inspector = Inspector()
        _, version, plan = space.read(partial(version_choice, version_id=None, year=2027))
        assert version is not None
        assert plan is not None
        self.context = Context(version.id, version.plan_id, version.first_year, version.locked, "tkr")


class Desk:
    """The face in a window, and what it shows."""

    def __init__(self, face: BalanceFace, space: Workspace) -> None:
        self.face, self.space = face, space
        self.details: Details | None = None
        self.told: list[str] = []
        face.inspect.connect(self._on_inspect)
        space.told.connect(lambda text, _kind: self.told.append(text.replace("\u00a0", " ")))

    def _on_inspect(self, details: object) -> None:
        self.details = details if isinstance(details, Details) else None

    def load(self) -> None:
        self.face.load(self.face.host.context)

    def texts(self, sheet: str, key: object) -> list[str]:
        rows = {row.key: row for row in getattr(self.face, sheet).model.rows}
        return [cell.text.replace("\u00a0", " ") for cell in rows[key].cells]

    def parts(self, kind: type) -> list:
        return [part for part in self.details.parts if isinstance(part, kind)] if self.details else []

    def command(self, words: str) -> Command:
        found = [one for part in self.parts(Commands) for one in part.commands]
        return next(one for one in found if one.text.replace("\u00a0", " ").startswith(words))

    def column(self, year: int) -> int:
        return [each.year for each in self.face.view.years].index(year)


@pytest.fixture
def desk(example_of_2027: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    path = tmp_path / "krav.styr"
    shutil.copy(example_of_2027, path)
    clock = fixed_clock(TODAY)
    space = Workspace(Database.open(path, clock=clock, user="A"), clock)
    host = Host(space)
    face = BalanceFace(host)
    window = QWidget()
    face.setParent(window)
    window.resize(1100, 700)
    face.resize(1100, 700)
    qtbot.addWidget(window)
    qtbot.addWidget(host.inspector)
    found = Desk(face, space)
    found.load()
    window.show()
    yield found
    space.close()


def test_a_year_is_typed_as_it_is_printed_and_what_cannot_be_is_told(desk):
    place = desk.column(2026)
    before = desk.texts("inquiry", "balance")
    assert desk.texts("inquiry", "gains")[place] == "−200"
    assert desk.face.inquiry.commit([("gains", place, "-300"), ("losses", place, "50")])
    desk.load()
    after = desk.texts("inquiry", "balance")
    assert (before[place], after[place]) == ("6 700", "6 650")
    desk.space.database.undo()
    desk.load()
    assert desk.texts("inquiry", "balance") == before
    assert not desk.face.inquiry.commit([("reserved", place, "99999")])
    assert "får föras till reserven (11 kap. 14 §" in desk.told[-1]
    assert not desk.face.inquiry.commit([("losses", place, "abc")])
    assert "går inte att läsa" in desk.told[-1]
    desk.face.inquiry.select("gains", place)
    assert desk.details is not None
    assert desk.details.title == "2026 prognos"
    assert "Samtliga realisationsvinster" in [part.text for part in desk.parts(Heading)]


def test_a_plan_year_below_zero_gets_three_years_a_last_day_and_a_plan(desk):
    place = desk.column(2028)
    assert desk.face.inquiry.commit([("result", place, "-900")])
    desk.load()
    assert desk.texts("inquiry", "balance")[place] == "−900"
    state = desk.face.state()
    link = next(part for part in state if isinstance(part, Link))
    assert "2 100 tkr är kvar att reglera" in link.text.replace("\u00a0", " ")
    link.on_click()
    assert desk.face.ledger.select(2028)
    assert desk.texts("ledger", 2028)[:4] == ["900", "2031-12-31", "att planera", "900"]
    assert [part.kind for part in desk.parts(Notice)] == ["warning", "warning"]
    assert desk.command("Fördela på åren 2029–2031").on_click()
    desk.load()
    assert desk.texts("ledger", 2028)[1:4] == ["2031-12-31", "planerat", "0"]
    assert desk.texts("ledger", 2028).count("300") == 3
    desk.face.ledger.select(2028)
    plan = next(part for part in desk.parts(Field) if part.key == "plan")
    assert plan.commit("Färre lokaler")
    desk.load()
    day = next(part for part in desk.parts(Field) if part.key == "day")
    assert not day.commit("i morgon")
    assert not day.commit("2026-12-24")
    assert day.commit("2026-11-20")
    desk.load()
    assert not [part for part in desk.parts(Notice) if "åtgärdsplan" in part.text]
    desk.face.ledger.select(2024)
    tick = next(part for part in desk.parts(Tick) if part.label.startswith("2026"))
    assert tick.commit(True)
    desk.load()
    assert desk.texts("ledger", 2024)[2] == "reglerat"


def test_every_step_of_the_reserve_is_told_and_what_may_be_is_reserved(desk):
    desk.face.show_part("reserve")
    place = desk.column(2026)
    desk.face.reserve.select("most", place)
    steps = [part.text for part in desk.parts(Heading)]
    assert steps[0].startswith("1. Skatteintäkter")
    assert steps[8] == "9. Får reserveras"
    assert any("1\u00a0% av" in part.text for part in desk.parts(Text))
    assert desk.command("Reservera 3 447 tkr").on_click()
    desk.load()
    assert desk.texts("inquiry", "reserved")[place] == "−3 447"
    assert desk.texts("inquiry", "reserve_after")[place] == "3 447"
    assert desk.texts("inquiry", "reserve")[place + 1] == "3 447"
    desk.face.reserve.select("most", desk.column(2023))
    told = " ".join(part.text for part in desk.parts(Text))
    assert "resultatutjämningsreserv" in told
