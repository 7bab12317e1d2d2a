"""A file with a large plan, and what the program does with it when amounts are typed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from app.models.organisation import Unit, UnitKind
from app.models.types import new_id
from app.services.budget.frames import Entry, paste_amounts
from app.services.budget.versions import create_plan
from app.services.budget.views import BudgetView, budget_view, refreshed
from app.services.clock import fixed_clock
from app.services.storage import Database, describe
from benchmarks.budget_plan import YEARS

TODAY = date(2026, 11, 21)
KINDS = ("wages", "prices", "volume", "technical", "priority", "efficiency")


@dataclass
class OpenPlan:
    """An open file and its view, which follows what is written."""

    database: Database
    view: BudgetView

    def entries(self, count: int, amount: int) -> list[Entry]:
        """So many amounts for the first frames, in the parts of the budget year."""
        made: list[Entry] = []
        for row in self.view.rows:
            ref = row.frames.get(YEARS[0])
            for kind in KINDS if ref is not None else ():
                if ref is None or len(made) == count:
                    return made
                made.append(Entry(ref.frame_id, kind, amount + len(made), ref.version))
        return made

    def write(self, entries: list[Entry]) -> None:
        """Write as one change, and read again what changed."""
        written = self.database.write(partial(paste_amounts, entries=entries))
        view = self.database.read(partial(refreshed, view=self.view, frame_ids=written.changes.ids))
        if view is None:
            raise RuntimeError("everything had to be read anew")
        self.view = view


@contextmanager
def open_plan(folder: Path, units: int) -> Iterator[OpenPlan]:
    """A new file with one plan for so many units under one another in tens."""
    database = Database.create(folder / "kommun.styr", clock=fixed_clock(TODAY), user="")
    try:
        database.write(partial(_found, units=units))
        database.write(partial(create_plan, first_year=YEARS[0]))
        yield OpenPlan(database, database.read(partial(budget_view, year=YEARS[0])))
    finally:
        database.close()


def _found(session: Session, units: int) -> None:
    kind = UnitKind(id=new_id(), key="enhet", name="Enhet", category="unit", position=0)
    session.add(kind)
    session.flush()
    keys = [new_id() for _ in range(units)]
    rows = [
        {
            "id": key,
            "kind_id": kind.id,
            "name": f"Enhet {place}",
            "position": place,
            "parent_id": keys[(place - 1) // 10] if place else None,
            "performer": "internal",
        }
        for place, key in enumerate(keys)
    ]
    for start in range(0, units, 500):
        session.add_all([Unit(**row) for row in rows[start : start + 500]])
        session.flush()
    describe(session, "Grundade")
