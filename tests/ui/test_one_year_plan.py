"""A municipality that budgets one year at a time works on the same pages, and decides twice."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit, UnitKind
from app.models.types import new_id
from app.services.clock import Clock
from app.services.steering import modeledits, ownmodel
from app.services.storage import Database, describe
from app.ui.budget.spreading_dialog import SpreadingDialog
from tests.newfiles import create_file
from tests.services.budget.ledger import TKR
from tests.ui.budget.test_versioning import fill, then
from tests.ui.ekonomichef import Ekonomichef, plain, sitting_down, workbook_amounts
from tests.ui.test_budget_journey import DECISION

YEAR = 2027
SCHOOL, LIBRARY = "Heby skola", "Heby bibliotek"


def one_year_town(file: Path, clock: Clock) -> None:
    """A municipality with units and no plan years beyond the budget year."""
    create_file(file, "heby", clock=clock, user="Prov", example_year=None)
    database = Database.open(file, clock=clock, user="Prov")

    def one_year(model: Any) -> Any:
        budget = model.budget.model_copy(update={"plan_years": 1})
        return modeledits.checked(model.model_copy(update={"budget": budget}))

    version = database.read(ownmodel.own_version)
    database.write(
        partial(ownmodel.change_model, edit=one_year, expected_version=version, words="Budgeterar ett år")
    )
    database.write(add_performers)
    database.close()


def add_performers(session: Session) -> None:
    """Two units that get frames."""
    kind = session.scalars(select(UnitKind)).first()
    assert kind is not None
    for place, name in enumerate((SCHOOL, LIBRARY)):
        session.add(Unit(id=new_id(), kind_id=kind.id, name=name, position=place, performer="internal"))
    describe(session, "Lade till två utförare")


def test_heby_with_one_budget_year_decides_in_june_and_again_in_november(
    tmp_path: Path, clock: Clock, qapp: QApplication, qtbot: QtBot
) -> None:
    file = tmp_path / "Heby.styr"
    one_year_town(file, clock)
    for chief in sitting_down(file, clock, qapp, qtbot):
        begin_one_year(chief)
        look_at_every_tab(chief)
        supersede(chief)
        one_year_on_paper(chief, tmp_path)


def begin_one_year(chief: Ekonomichef) -> None:
    """The plan is one year: frames are typed, and there are no columns for years after it."""
    chief.page.create_plan()
    chief.see()
    assert chief.page.accessibleName() == "Budget 2027"
    assert chief.page.view.plan.years == (YEAR,)
    assert {column.year for column in chief.page.grid.model.columns} == {0, YEAR}
    for name, before, wages in ((SCHOOL, "80000", "1200"), (LIBRARY, "6000", "90,5")):
        chief.enter(name, "previous", before)
        chief.enter(name, "wages", wages)
    chief.enter("Ram att fördela", "total", "88000")
    assert chief.text("Kvar att fördela", "total") in ("709", "710")


def look_at_every_tab(chief: Ekonomichef) -> None:
    """No tab needs a year after the budget year."""
    for key in chief.page.tabs.keys:
        assert chief.page.show_tab(key)
        chief.see()
    assert chief.page.show_tab("frames")
    chief.go(SCHOOL, "priority")
    dialog = SpreadingDialog(chief.page)
    methods = [dialog.method.itemText(place) for place in range(dialog.method.count())]
    dialog.deleteLater()
    assert not any(words.startswith("Rak linje") for words in methods)


def supersede(chief: Ekonomichef) -> None:
    """What was decided in June stands as it was, and what is decided in November takes its place."""
    first = chief.page.view.version.name
    chief.decide(**DECISION | {"decided_on": "2026-06-15", "paragraph": "§ 60"}, stage="Beslutad")
    chief.new_version("November", "Beslutad")
    chief.enter(LIBRARY, "priority", "+300")
    then(fill(**DECISION))
    chief.page.decide.click()
    chief.see()
    assert chief.page.view.version.stage == "revised"
    assert chief.said_of_version().endswith(f"Ersätter {first} 2026-06-15.")
    chief.choose_version(first)
    assert chief.said_of_version().endswith("Ersatt av November 2026-11-20.")
    assert chief.text(LIBRARY, "priority") == "–"
    chief.choose_version("November")


def one_year_on_paper(chief: Ekonomichef, folder: Path) -> None:
    """The same papers are made of a plan of one year."""
    paper = chief.print(folder / "ett år.pdf")
    for name, cells in chief.grid_texts().items():
        if name != "Hålls inne":  # nothing is, and then the line is left out
            assert plain(" ".join([name, *cells])) in paper, name
    amounts = workbook_amounts(chief.send(folder / "ett år.xlsx"))
    assert amounts[LIBRARY, f"priority:{YEAR}"] == 300 * TKR
    assert not any(key.endswith("2028") for _, key in amounts)
