"""A small town with a budget, and hands that write, change and read its workbooks."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app.services.budget import frames, versions
from app.services.clock import Clock, fixed_clock
from app.services.exchange.budgets.applying import Opened, import_amounts, look_at, open_for
from app.services.exchange.budgets.content import read_content
from app.services.exchange.budgets.dryrun import Change, DryRun
from app.services.exchange.budgets.excel import budget_workbook
from app.services.exchange.workbooks.reading import book_of
from app.services.storage import Database
from tests.conftest import TODAY
from tests.services.budget.ledger import CARE_OWN, DAY, KITCHEN, NIGHT, SCHOOL, TKR, YEARS, Ledger, found_town
from tests.services.exchange.workbooks.making import saved

PREVIOUS = {SCHOOL: 1000, CARE_OWN: 100, NIGHT: 200, DAY: 300, KITCHEN: 50}
FIRST = YEARS[0]


@dataclass
class Office:
    """The town's file, and what is done with workbooks in it."""

    ledger: Ledger
    money: Any = "tkr"

    def export(self, **choice: Any) -> bytes:
        """The workbook of the version."""
        choice.setdefault("version_id", self.ledger.version.id)
        choice.setdefault("money", self.money)
        return budget_workbook(self.ledger.database.read(partial(read_content, today=TODAY, **choice)))

    def open(self, data: bytes, name: str = "budget.xlsx", **choice: Any) -> Opened:
        """A workbook as it is understood."""
        return self.ledger.database.read(partial(open_for, book=book_of(data, name), **choice))

    def look(self, data: bytes, name: str = "budget.xlsx", **choice: Any) -> DryRun:
        """What a workbook would change."""
        return self.ledger.database.read(partial(look_at, opened=self.open(data, name, **choice)))

    def apply(self, data: bytes, **choice: Any) -> int:
        """Read a workbook in."""
        opened = self.open(data, **choice)
        found = self.ledger.database.read(partial(look_at, opened=opened))
        return self.ledger.run(
            import_amounts, changes=found.changes, file="budget.xlsx", mapping=opened.mapping
        )


def changed(data: bytes, edit: Callable[[Any], object], sheet: str = "Ramar") -> bytes:
    """A workbook after somebody has had it open."""
    workbook: Workbook = load_workbook(BytesIO(data))
    edit(workbook[sheet])
    return saved(workbook)


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, int, int, int]]:
    """The changes as a person would tell them, in tkr."""
    return [(each.name, each.kind, each.year, each.old // TKR, each.new // TKR) for each in changes]


@pytest.fixture(scope="session")
def _town_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("arbetsbok") / "Ådal.styr"
    database = Database.create(path, clock=fixed_clock(TODAY), user="Prov")
    database.write(found_town)
    town = Ledger(database)
    town.version_id = town.run(versions.create_plan, first_year=FIRST)
    for name, tkr in PREVIOUS.items():
        town.set(frames.set_previous, name, amount=tkr * TKR)
    town.set(frames.set_component, SCHOOL, kind="wages", amount=25 * TKR)
    town.set(frames.set_note, SCHOOL, kind="wages", note="=enligt avtal")
    town.set(frames.set_component, NIGHT, kind="efficiency", amount=-12_345)
    town.set(frames.set_year_total, SCHOOL, YEARS[1], total=1100 * TKR)
    for year in YEARS:
        town.set_year(frames.set_to_distribute, year, 2000 * TKR)
    database.close()
    return path


@pytest.fixture
def office(_town_file: Path, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """The town with a budget of 1 675 tkr."""
    path = tmp_path / "Ådal.styr"
    shutil.copy(_town_file, path)
    database = Database.open(path, clock=clock, user="Prov")
    ledger = Ledger(database)
    ledger.version_id = ledger.version.id
    yield Office(ledger)
    database.close()
