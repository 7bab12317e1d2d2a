"""What the tests of the budget ask a file again and again."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS, BudgetPlan, Frame, PlanVersion
from app.models.organisation import Municipality, MunicipalityFact, Unit, UnitKind
from app.models.types import new_id
from app.services.budget import versions
from app.services.budget.views import BudgetRow, BudgetView, VersionInfo, budget_view
from app.services.storage import Database, describe
from app.services.storage.bulk import insert_rows
from tests.conftest import TODAY

T = TypeVar("T")
TKR = 100_000
YEARS = (2027, 2028, 2029)
SCHOOL, CARE, KITCHEN, NIGHT, DAY = "Skolan", "Omsorgen", "Köket", "Natten", "Dagen"
#: Units under their parents; what has no children performs, and so does Omsorgen, which has two.
TREE: dict[str, str | None] = {
    "Styrelsen": None,
    SCHOOL: "Styrelsen",
    CARE: "Styrelsen",
    NIGHT: CARE,
    DAY: CARE,
    KITCHEN: "Styrelsen",
}
CARE_OWN = "Omsorgen, gemensamt"
PERFORMERS = (SCHOOL, CARE, NIGHT, DAY, KITCHEN)


def found_town(session: Session) -> None:
    """A municipality with units and no budget."""
    town = Municipality(id=new_id(), name="Ådal", official_name="Ådals kommun")
    town.facts = [
        MunicipalityFact(kind="inhabitants", year=year, number=Decimal(number))
        for year, number in ((2024, 4000), (2025, 5000), (2031, 9000))
    ]
    kind = UnitKind(id=new_id(), key="enhet", name="Enhet", category="unit", position=0)
    session.add_all([town, kind])
    session.flush()
    keys: dict[str, int] = {}
    for place, (name, above) in enumerate(TREE.items()):
        keys[name] = new_id()
        performer = "internal" if name in PERFORMERS else None
        session.add(
            Unit(
                id=keys[name],
                kind_id=kind.id,
                name=name,
                position=place,
                parent_id=keys[above] if above else None,
                performer=performer,
            )
        )
    describe(session, "Grundade")


def many_units(session: Session, version_id: int, count: int) -> list[int]:
    """Units with an empty frame of the first year each; gives the keys of the frames."""
    kind = session.query(UnitKind).first()
    assert kind is not None
    plain = {"kind_id": kind.id, "in_model": True, "details": {}, "example": False, "version": 1}
    units = [
        {
            "id": new_id(), "name": f"Enhet {place}", "position": place,
            **{key: value for key, value in plain.items() if key in Unit.__table__.columns},
        }
        for place in range(count)
    ]  # fmt: skip
    insert_rows(session, Unit, units)
    rows = [
        {
            "plan_version_id": version_id, "unit_id": unit["id"], "year": YEARS[0], "kind": "operating",
            "previous": 0, "previous_income": 0, "held": False, "version": 1, "example": False,
        }
        for unit in units
    ]  # fmt: skip
    keys = insert_rows(session, Frame, rows)
    describe(session, "Många")
    return keys


@dataclass
class Ledger:
    """An open file with its budget by the unit's name."""

    database: Database
    version_id: int | None = None

    def view(self, **choice: Any) -> BudgetView:
        """The budget as the page sees it."""
        choice.setdefault("version_id", self.version_id)
        return self.database.read(partial(budget_view, **choice))

    @property
    def version(self) -> VersionInfo:
        """The version that is shown."""
        version = self.view().version
        assert version is not None
        return version

    def row(self, name: str, **choice: Any) -> BudgetRow:
        """One line by its name."""
        return next(row for row in self.view(**choice).rows if row.name == name)

    def amount(self, name: str, kind: str, year: int = YEARS[0]) -> int:
        """What stands in a cell, in tkr."""
        amount = self.row(name).amount(year, kind)
        assert amount % TKR == 0
        return amount // TKR

    def frame(self, name: str, year: int = YEARS[0]) -> dict[str, int]:
        """The frame's key and the version it has now."""
        ref = self.row(name).frames[year]
        return {"frame_id": ref.frame_id, "expected_version": ref.version}

    def run(self, use_case: Callable[..., T], **values: Any) -> T:
        """Run a use case."""
        return self.database.write(partial(use_case, **values)).value

    def set(self, use_case: Callable[..., T], name: str, year: int = YEARS[0], **values: Any) -> T:
        """Run a use case of a frame against the version it has now."""
        return self.run(use_case, **self.frame(name, year), **values)

    def set_year(self, use_case: Callable[..., T], year: int, amount: int | None) -> T:
        """Run a use case of a year against the plan version as it is now."""
        version = self.version
        known = {"version_id": version.id, "expected_version": version.row_version}
        return self.run(use_case, year=year, amount=amount, **known)

    def lock(self, **decision: Any) -> Any:
        """Record a decision about the version."""
        version = self.version
        decision.setdefault("body", "Kommunfullmäktige")
        decision.setdefault("paragraph", "§ 131")
        decision.setdefault("registration_number", None)
        decision.setdefault("today", TODAY)
        known = {"version_id": version.id, "expected_version": version.row_version}
        return self.run(versions.lock_version, **decision, **known)

    def log(self) -> str | None:
        """What the last change is called."""
        return self.database.undo_words

    def plans(self) -> list[tuple[int, int, list[str]]]:
        """Every plan with its years and versions."""

        def read(session: Session) -> list[tuple[int, int, list[str]]]:
            plans = session.scalars(select(BudgetPlan).order_by(BudgetPlan.first_year))
            return [(plan.first_year, plan.years, [each.name for each in plan.versions]) for plan in plans]

        return self.database.read(read)

    def stored_version(self, version_id: int) -> PlanVersion:
        """The row of a version."""
        return self.database.read(lambda session: session.get_one(PlanVersion, version_id))


def check_sums(view: BudgetView) -> None:
    """Every row, group and column adds up, whatever has been typed."""
    assert view.plan is not None
    years = view.plan.years
    for row in view.rows:
        for year in years:
            parts = sum(row.amount(year, kind) for kind in COMPONENTS)
            assert row.amount(year, "previous") + parts == row.amount(year, "total"), (row.name, year)
        for before, year in pairwise(years):
            assert row.amount(year, "previous") == row.amount(before, "total"), (row.name, year)
    columns = {column for row in view.rows for column in row.cells}
    for column in columns:
        for group in (row for row in view.rows if row.group):
            below = sum(row.amount(*column) for row in view.rows if row.parent == group.key)
            assert group.amount(*column) == below, (group.name, column)
        assert view.sums[column] == sum(row.amount(*column) for row in view.rows if row.parent is None)
        assert view.sums[column] == sum(row.amount(*column) for row in view.rows if not row.group)
    for room in view.rooms:
        assert room.distributed == view.sums[room.year, "total"]
        if room.to_distribute is not None:
            assert room.distributed + room.held_back + (room.remaining or 0) == room.to_distribute
