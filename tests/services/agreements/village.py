"""A small municipality of any model, with goals, work and figures that agreements take their content from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind
from app.models.assignments import Activity, Assignment, StaffDialogue
from app.models.organisation import Unit, UnitKind
from app.models.scorecard import Indicator, IndicatorTarget, Measurement
from app.models.steering import Level
from app.models.types import new_id
from app.services.agreements import making
from app.services.agreements.builder import build_document
from app.services.agreements.document import AgreementDocument, Block, Section
from app.services.agreements.sections import SectionView, sections
from app.services.clock import fixed_clock
from app.services.steering.nodes import make_node
from app.services.storage import Database, describe
from tests.newfiles import create_file

CLOCK = fixed_clock(date(2026, 11, 21))
YEAR = 2027
CARE, NORTH, SOUTH = "Vård och omsorg", "Hemtjänst Norra", "Hemtjänst Södra"
T = TypeVar("T")


@dataclass
class Village:
    """An open file with three units: one, and two below it."""

    database: Database
    units: dict[str, int]

    def change(self, work: Callable[[Session], T]) -> T:
        """Write something that no use case is needed for."""

        def use_case(session: Session) -> T:
            describe(session, "Ändrade något")
            return work(session)

        return self.database.write(use_case).value

    def goal(self, level: str, title: str, unit: str | None, status: str = "draft") -> int:
        """An element on a level; gives its key."""

        def work(session: Session) -> int:
            level_id = session.scalars(select(Level.id).where(Level.key == level)).one()
            unit_id = self.units[unit] if unit else None
            node = make_node(
                session, level_id=level_id, parent_id=None, title=title, unit_id=unit_id, owner_role=None
            )
            node.current.status = status
            session.flush()
            return node.id

        return self.change(work)

    def assignment(self, title: str, unit: str, **values: Any) -> int:
        """An assignment to a unit; gives its key."""
        given = {"kind": "council", "giver": "Kommunfullmäktige", "starts": date(YEAR, 1, 1), **values}
        return self._add(Assignment(id=new_id(), title=title, receiver_id=self.units[unit], **given))

    def activity(self, title: str, unit: str | None = None, **values: Any) -> int:
        """An activity; gives its key."""
        return self._add(
            Activity(id=new_id(), title=title, unit_id=self.units[unit] if unit else None, **values)
        )

    def dialogue(self, unit: str) -> int:
        """The staff dialogues of a unit; gives their key."""
        return self._add(StaffDialogue(id=new_id(), unit_id=self.units[unit], year=YEAR))

    def figure(self, name: str, unit: str, **outcomes: str | None) -> int:
        """A figure of a unit with outcomes by period; None is expressly missing. Gives its key."""
        row = Indicator(id=new_id(), name=name, unit_of_measure="procent", owner_unit_id=self.units[unit])
        row.targets = [IndicatorTarget(year=YEAR, value=Decimal(90))]
        key = self._add(row)
        for period, value in outcomes.items():
            self._add(
                Measurement(
                    indicator_id=key,
                    unit_id=self.units[unit],
                    period=period.removeprefix("p").replace("_", "-"),
                    value=Decimal(value) if value else None,
                    missing=value is None,
                )
            )
        return key

    def agreement(self, kind: str, unit: str, **values: Any) -> int:
        """An agreement of a kind; gives its key."""
        wanted = select(AgreementKind.id).where(AgreementKind.key == kind)
        kind_id = self.database.read(lambda session: session.scalars(wanted).one())
        make = partial(
            making.create_agreement, kind_id=kind_id, unit_id=self.units[unit], year=YEAR, **values
        )
        return self.database.write(make).value

    def paper(self, agreement_id: int) -> AgreementDocument:
        """What an agreement says."""
        return self.database.read(partial(build_document, agreement_id=agreement_id, clock=CLOCK))

    def views(self, agreement_id: int) -> dict[str, SectionView]:
        """The sections of an agreement by their keys."""
        found = self.database.read(partial(sections, agreement_id=agreement_id, clock=CLOCK))
        return {view.key: view for view in found}

    def _add(self, row: Any) -> int:
        def work(session: Session) -> int:
            session.add(row)
            session.flush()
            key: int = row.id
            return key

        return self.change(work)


def found(path: Path, model: str) -> Village:
    """A new file of a model with its three units."""
    create_file(path, model, clock=CLOCK, user="Kanslichef", example_year=None)
    village = Village(Database.open(path, clock=CLOCK, user="Kanslichef"), {})

    def work(session: Session) -> dict[str, int]:
        kind = session.scalars(select(UnitKind).order_by(UnitKind.category != "administration")).first()
        above: int | None = None
        made: dict[str, int] = {}
        for name in (CARE, NORTH, SOUTH):
            unit = Unit(id=new_id(), name=name, kind_id=kind.id, parent_id=above)  # type: ignore[union-attr]
            unit.performer = "internal" if above else None
            session.add(unit)
            session.flush()
            above = above or unit.id
            made[name] = unit.id
        return made

    village.units = village.change(work)
    return village


def section(document: AgreementDocument, heading: str) -> Section:
    """A section of a paper by its heading."""
    return next(one for one in document.sections if one.heading == heading)


def blocks(document: AgreementDocument, kind: type[T]) -> list[T]:
    """Every block of a kind on a paper."""
    every: list[Block] = [block for one in document.sections for block in one.blocks]
    return [block for block in every if isinstance(block, kind)]
