"""A small town whose frames rest on indexes, for the tests of what follows when they change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from app.services.budget import frames, versions
from app.services.clock import Clock
from app.services.economy import basis, indexes, own
from app.services.economy.indexes import IndexEntry
from tests.newfiles import open_founded
from tests.services.budget.ledger import SCHOOL, TKR, YEARS, Ledger, found_town

T = TypeVar("T")
DAY = date(2026, 10, 15)


@dataclass
class Town:
    """The ledger with its indexes and what rests on them."""

    ledger: Ledger

    @property
    def version_id(self) -> int:
        """The version that is worked on."""
        return self.ledger.version.id

    def read(self, view: Callable[..., T], **values: Any) -> T:
        """Read a view."""
        return self.ledger.database.read(partial(view, **values))

    def run(self, use_case: Callable[..., T], **values: Any) -> T:
        """Run a use case."""
        return self.ledger.run(use_case, **values)

    def state(self) -> int:
        """What a change in the version's economy is made against."""
        return self.read(own.state_of, version_id=self.version_id)

    def table(self, kind: str = "wages") -> indexes.IndexTableView:
        """An index table as it is shown."""
        return next(each for each in self.read(indexes.indexes) if each.kind == kind)

    def enter(self, kind: str, **values: str) -> int:
        """Enter an index by year: y2027="3.1"."""
        table = self.table(kind)
        entries = [
            IndexEntry(table.id, int(year[1:]), Decimal(value), "SKR", DAY, kind)
            for year, value in values.items()
        ]
        return self.run(
            indexes.set_index_values, entries=entries, expected_versions={table.id or 0: table.version}
        )

    def rest(
        self, name: str, part: str, measure: basis.Measure, *, kind: str = "wages", year: int = YEARS[0]
    ):
        """Let a part of a frame rest on an index."""
        return self.run(
            basis.set_basis,
            version_id=self.version_id,
            frame_id=self.ledger.frame(name, year)["frame_id"],
            component=part,
            measure=measure,
            table_id=self.table(kind).id,
            expected_version=self.state(),
        )

    def amounts(self, name: str, part: str) -> list[int]:
        """A part in all years, in öre."""
        row = self.ledger.row(name)
        return [row.amount(year, part) for year in YEARS]


def found(tmp_path: Path, clock: Clock) -> Town:
    """A town with a plan, 1 000 tkr for the school, and AKI and internhyra entered."""
    ledger = Ledger(open_founded(tmp_path / "Ådal.styr", found_town, clock=clock, user="Prov"))
    ledger.version_id = ledger.run(versions.create_plan, first_year=YEARS[0])
    ledger.set(frames.set_previous, SCHOOL, amount=1000 * TKR)
    town = Town(ledger)
    town.enter("wages", y2027="3.1", y2028="3.0", y2029="2.9")
    town.enter("rent", y2027="1150")
    return town
