"""A municipality with Strängnäs' model: two offices, a plan of each level, and hands that write in it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import UnitKind
from app.models.steering import Level
from app.services.assignments import assignments
from app.services.assignments.views import AssignmentRow, assignments_view
from app.services.clock import fixed_clock
from app.services.organisation import units
from app.services.steering import nodes
from app.services.steering.install import install, install_bodies
from app.services.steering.modelformat import find_model
from app.services.storage import Database
from tests.conftest import TODAY

CLOCK = fixed_clock(TODAY)


class Town:
    """The open file with the keys of what stands in it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.office = self.unit("kontor", "Utbildningskontoret")
        self.first = self.unit("enhet", "Karinslundsskolan", self.office)
        self.second = self.unit("enhet", "Paulinska skolan", self.office)
        self.declaration = self.node("majoritetsforklaring", None, "Majoritetsförklaring")
        self.goal = self.node("koncernmal", self.declaration, "Varje barn klarar skolan")
        self.plan = self.node("flerarsplan", self.goal, "Flerårsplan 2027–2029")

    def write(self, use_case: Callable[..., Any], **values: Any) -> Any:
        """Run a use case."""
        return self.database.write(partial(use_case, **values)).value

    def unit(self, kind: str, name: str, above: int | None = None) -> int:
        """Add a unit."""
        kinds = select(UnitKind.id).where(UnitKind.key == kind)
        key = self.database.read(lambda session: session.scalars(kinds).one())
        return int(self.write(units.add_unit, name=name, kind_id=key, parent_id=above))

    def node(self, level: str, above: int | None, title: str, unit: int | None = None) -> int:
        """Add an element."""
        key = self.level(level)
        return int(self.write(nodes.add_node, level_id=key, parent_id=above, title=title, unit_id=unit))

    def level(self, key: str) -> int:
        """The level with a key."""
        return self.database.read(lambda s: s.scalars(select(Level.id).where(Level.key == key)).one())

    def assignment(self, title: str = "Se över lokalerna", **values: Any) -> int:
        """Give an assignment."""
        given = {"kind": "council", "giver": "Kommunfullmäktige"} | values
        return int(self.write(assignments.add_assignment, title=title, **given))

    def version(self, model: type[Any], key: int) -> int:
        """The version of a row."""
        return int(self.database.read(lambda session: session.get_one(model, key).version))

    def change(self, use_case: Callable[..., Any], row: Any, key: int, **values: Any) -> Any:
        """Run a use case on a row in the version that is stored."""
        named = f"{row.__tablename__}_id"
        return self.write(use_case, **{named: key}, expected_version=self.version(row, key), **values)

    def rows(self, today: date = TODAY) -> tuple[AssignmentRow, ...]:
        """The assignments as of a day."""
        return self.database.read(partial(assignments_view, today=today)).rows

    def row(self, key: int, today: date = TODAY) -> AssignmentRow:
        """One assignment as of a day."""
        return next(row for row in self.rows(today) if row.id == key)


def found(database: Database) -> Town:
    """Fill an empty file with the model and the town."""
    model = find_model("strangnas")
    database.write(partial(install, model=model))
    database.write(partial(install_bodies, model=model))
    return Town(database)


def count(session: Session, model: type[Any]) -> int:
    """How many rows a table has."""
    return len(session.scalars(select(model.id)).all())
