"""A town with two perspectives, an office with two homes, goals on two levels and what measures them."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy.orm import Session

from app.models.organisation import Municipality, Unit, UnitKind
from app.models.scorecard import Indicator, IndicatorTarget, Measurement, NodeIndicator
from app.models.steering import Level, Node, NodePerspective, NodeVersion, Perspective
from app.models.types import new_id
from app.services.clock import fixed_clock
from app.services.scorecard import reading
from app.services.scorecard.views import Card, Figure, Goal
from app.services.storage import Database, describe

TODAY = date(2026, 11, 21)
YEAR, HALF = 2026, "2026-H1"
T = TypeVar("T")


@dataclass
class CardTown:
    """The file with the keys of what stands in it, by name."""

    database: Database
    ids: dict[str, int] = field(default_factory=dict)

    def run(self, use_case: Callable[..., T], **values: Any) -> T:
        """Run a use case in a transaction of its own."""
        return self.database.write(partial(use_case, **values)).value

    def read(self, view: Callable[..., T], **values: Any) -> T:
        """Read a view."""
        return self.database.read(partial(view, **values))

    def card(self, unit: str | None, *, year: int = YEAR, period: str | None = HALF) -> Card:
        """The scorecard of a unit."""
        key = self.ids[unit] if unit else None
        return self.read(reading.card, unit_id=key, year=year, period=period, today=TODAY)

    def measure(self, name: str, unit: str | None, period: str, value: object = None, **more: Any) -> None:
        """Type an outcome; without a value it is expressly missing."""
        number = None if value is None else Decimal(str(value))

        def write(session: Session) -> None:
            session.add(
                Measurement(
                    id=new_id(), indicator_id=self.ids[name], unit_id=self.ids[unit] if unit else None,
                    period=period, value=number, missing=number is None and not more.get("text"), **more,
                )
            )  # fmt: skip
            describe(session, "Skrev ett utfall")

        self.database.write(write)

    def change(self, model: type[Any], name: str, **values: Any) -> None:
        """Set what stands in a row."""

        def write(session: Session) -> None:
            for key, value in values.items():
                setattr(session.get_one(model, self.ids[name]), key, value)
            describe(session, "Ändrade en rad")

        self.database.write(write)


def figure_of(card: Card, name: str) -> Figure:
    """A figure of a card by its name."""
    return next(one for one in card.figures if one.name == name)


def goal_of(card: Card, title: str) -> Goal:
    """A goal of a card by its title."""
    return next(one for group in card.groups for one in group.goals if one.title == title)


def found(database: Database, *, perspectives: bool = True) -> CardTown:
    """Found the town."""
    town = CardTown(database)
    database.write(partial(_found, town=town, perspectives=perspectives))
    return town


def _found(session: Session, *, town: CardTown, perspectives: bool) -> None:
    ids = town.ids

    def add(name: str, row: Any) -> Any:
        session.add(row)
        session.flush()
        ids[name] = row.id
        return row

    session.add(Municipality(id=new_id(), name="Ådal", official_name="Ådals kommun"))
    kind = add("kind", UnitKind(id=new_id(), key="enhet", name="Enhet", category="unit", position=1))
    add("Omsorg", Unit(id=new_id(), kind_id=kind.id, name="Omsorg", position=1))
    for place, name in enumerate(("Norra", "Södra"), 1):
        parent = ids["Omsorg"]
        add(name, Unit(id=new_id(), kind_id=kind.id, name=name, parent_id=parent, position=place))
    for place, name in enumerate(("Brukare", "Ekonomi") if perspectives else (), 1):
        question = f"Hur går det för {name}?"
        add(name, Perspective(id=new_id(), key=name, position=place, name=name, question=question))
    for place, (name, form) in enumerate(
        (("Område", "goal_area"), ("Mål", "goal"), ("Åtagande", "commitment"))
    ):
        add(name, Level(id=new_id(), key=name, position=place, name=name, form=form, details={}))
    _goal(add, ids, "Trygg omsorg", "Område", None, None, None)
    _goal(add, ids, "Brukarna är trygga", "Mål", "Omsorg", "Brukare", "Trygg omsorg")
    _goal(add, ids, "Ekonomin håller", "Mål", "Omsorg", "Ekonomi", None)
    _goal(add, ids, "Fler känner personalen", "Åtagande", "Norra", "Brukare", "Brukarna är trygga")
    _figure(add, ids, "Nöjda", "Brukarna är trygga", "Omsorg", 90, 80, across="mean", aspect="quality")
    _figure(add, ids, "Avvikelse", "Ekonomin håller", "Omsorg", 0, -2, aspect="cost", nature="lagging")
    _figure(add, ids, "Antal ansikten", "Fler känner personalen", "Norra", 10, 15, direction="lower")
    describe(session, "Grundade Ådal")


def _goal(
    add: Any, ids: dict[str, int], title: str, level: str, unit: str | None, perspective: str | None,
    parent: str | None,
) -> None:  # fmt: skip
    node = Node(
        id=new_id(), level_id=ids[level], unit_id=ids[unit] if unit else None, position=len(ids),
        parent_id=ids[parent] if parent else None,
    )  # fmt: skip
    node.versions = [NodeVersion(id=new_id(), number=1, title=title)]
    if perspective in ids:
        node.perspectives = [NodePerspective(id=new_id(), perspective_id=ids[perspective])]
    add(title, node)


def _figure(
    add: Any,
    ids: dict[str, int],
    name: str,
    goal: str,
    owner: str,
    target: object,
    limit: object,
    **more: Any,
) -> None:
    values = {"direction": "higher", "frequency": "half_year", "unit_of_measure": "procent", **more}
    row = Indicator(id=new_id(), name=name, owner_unit_id=ids[owner], threshold=Decimal(str(limit)), **values)
    row.targets = [IndicatorTarget(id=new_id(), year=YEAR, value=Decimal(str(target)))]
    add(name, row)
    add(f"{goal}/{name}", NodeIndicator(id=new_id(), node_id=ids[goal], indicator_id=row.id))


@pytest.fixture(scope="session")
def card_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """The town, founded once, with the keys of what stands in it."""
    path = tmp_path_factory.mktemp("styrkort") / "ådal.styr"
    database = Database.create(path, clock=fixed_clock(TODAY), user="Prov")
    ids = found(database).ids
    database.close()
    return path, ids


@pytest.fixture
def town(card_file: tuple[Path, dict[str, int]], tmp_path: Path) -> Iterator[CardTown]:
    """The town in a file of its own."""
    path, ids = card_file
    copied = Path(shutil.copy(path, tmp_path / "ådal.styr"))
    database = Database.open(copied, clock=fixed_clock(TODAY), user="Prov")
    yield CardTown(database, dict(ids))
    database.close()
