"""A real file with a small municipality and the example's kinds of units."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.models.organisation import Municipality, Unit, UnitKind
from app.models.types import new_id
from app.services.clock import Clock
from app.services.organisation import units, views
from app.services.storage import Database, describe
from tests.newfiles import open_founded

KINDS = (
    ("fullmaktige", "Kommunfullmäktige", "decision"),
    ("forvaltning", "Förvaltning", "administration"),
    ("enhet", "Enhet", "unit"),
    ("namnd", "Gemensam nämnd", "joint"),
    ("driftsamverkan", "Driftsamverkan", "cooperation"),
    ("extern", "Extern utförare", "performer"),
    ("leverantor", "Leverantör", "supplier"),
)


def _found(session: Session) -> None:
    session.add(Municipality(id=new_id(), name="Ådal", official_name="Ådals kommun"))
    for place, (key, name, category) in enumerate(KINDS):
        session.add(UnitKind(id=new_id(), key=key, name=name, category=category, position=place))
    describe(session, "Grundade")


@pytest.fixture
def db(tmp_path: Path, clock: Clock) -> Iterator[Database]:
    database = open_founded(tmp_path / "Ådal.styr", _found, clock=clock, user="Prov")
    yield database
    database.close()


class Org:
    """Runs use cases with the version that the unit has now."""

    def __init__(self, database: Database) -> None:
        self.db = database
        self.kinds = {kind.key: kind.id for kind in database.read(views.kinds)}

    def add(self, name: str, kind: str = "enhet", parent: int | None = None, **more: Any) -> int:
        use_case = partial(units.add_unit, name=name, kind_id=self.kinds[kind], parent_id=parent, **more)
        return self.db.write(use_case).value

    def unit(self, key: int) -> views.UnitDetail:
        return self.db.read(partial(views.unit_detail, unit_id=key))

    def version(self, key: int) -> int:
        return self.unit(key).unit.version

    def change(self, use_case: Callable[..., Any], key: int, **more: Any) -> Any:
        ready = partial(use_case, unit_id=key, expected_version=self.version(key), **more)
        return self.db.write(ready).value

    def tree(self, on: date | None) -> list[tuple[str, str | None]]:
        shown = self.db.read(partial(views.organisation_view, on=on)).units
        names = {unit.id: unit.name for unit in shown}
        return [(unit.name, names.get(unit.parent_id or 0)) for unit in shown]

    def stored(self, key: int) -> Unit | None:
        return self.db.read(lambda session: session.get(Unit, key))


@pytest.fixture
def org(db: Database) -> Org:
    return Org(db)
