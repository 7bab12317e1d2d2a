"""Guidelines for god ekonomisk hushållning, with financial goals measured by the statements (`BUD-12`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.errors import NotFound
from app.models.statements import GUIDELINE_KINDS, Guideline
from app.models.steering import Node
from app.models.types import new_id
from app.services.budget.decisions import to_follow
from app.services.economy.own import opened, version_of
from app.services.economy.statements.errors import (
    GoalWithoutMeasure,
    MeasureWithoutTarget,
    NothingToTake,
)
from app.services.economy.statements.measuring import BY_KEY, Measure
from app.services.economy.statements.views import StatementsView, statements
from app.services.formatting import write_count
from app.services.storage import describe
from app.services.typed import needed, optional

KIND_NAMES: Final[Mapping[str, str]] = {
    "principle": "Princip",
    "financial_goal": "Finansiellt mål",
    "reserve": "Riktlinjer för resultatreserven",
    "funds": "Riktlinjer för medelsförvaltning",
}


@dataclass(frozen=True, slots=True)
class GuidelineView:
    """A principle or a goal, with what is measured of it in each year and whether that meets the target."""

    id: int
    kind: str
    title: str
    text: str
    measure: Measure | None
    target: Decimal | None
    at_least: bool
    node_id: int | None
    decided_on: date | None
    paragraph: str
    example: bool
    measured: Mapping[int, Decimal | None]
    met: Mapping[int, bool | None]

    @property
    def is_goal(self) -> bool:
        """Whether it is a financial goal that can be measured."""
        return self.measure is not None and self.target is not None


@dataclass(frozen=True, slots=True)
class GuidelineSaid:
    """What is said of a guideline; a goal has both a measure and a target, in percent or kronor."""

    kind: str
    title: str
    text: str = ""
    measure: str | None = None
    target: Decimal | None = None
    at_least: bool = True
    node_id: int | None = None
    decided_on: date | None = None
    paragraph: str = ""


def guidelines(
    session: Session, *, version_id: int, made: StatementsView | None = None
) -> tuple[GuidelineView, ...]:
    """The guidelines of a version in order, measured by its statements."""
    made = made or statements(session, version_id=version_id)
    return tuple(_view(row, made) for row in _rows(session, version_id))


def add_guideline(session: Session, *, version_id: int, said: GuidelineSaid, expected_version: int) -> int:
    """Add a guideline last; gives its key."""
    opened(session, version_id, expected_version)
    row = Guideline(id=new_id(), plan_version_id=version_id, position=_next(session, version_id))
    _fill(session, row, said)
    session.add(row)
    describe(session, f"Lade till {_called(row)}")
    return row.id


def change_guideline(
    session: Session, *, guideline_id: int, said: GuidelineSaid, expected_version: int
) -> None:
    """Say otherwise of a guideline."""
    row = _guideline(session, guideline_id)
    opened(session, row.plan_version_id, expected_version)
    _fill(session, row, said)
    describe(session, f"Ändrade {_called(row)}")


def move_guideline(session: Session, *, guideline_id: int, step: int, expected_version: int) -> None:
    """Move a guideline up (-1) or down (1) among the others; at the end of them nothing happens."""
    row = _guideline(session, guideline_id)
    order = _rows(session, row.plan_version_id)
    at = order.index(row)
    there = max(0, min(len(order) - 1, at + step))
    if there == at:
        return
    opened(session, row.plan_version_id, expected_version)
    order.insert(there, order.pop(at))
    for position, each in enumerate(order, start=1):
        each.position = position
    describe(session, f"Flyttade {_called(row)}")


def remove_guideline(session: Session, *, guideline_id: int, expected_version: int) -> None:
    """Take a guideline away."""
    row = _guideline(session, guideline_id)
    opened(session, row.plan_version_id, expected_version)
    describe(session, f"Tog bort {_called(row)}")
    session.delete(row)


def copy_guidelines(session: Session, *, version_id: int, expected_version: int) -> int:
    """Take the guidelines of the plan of the year before that are not here already; gives how many."""
    source, year = earlier_version(session, version_id)
    if source is None:
        raise NothingToTake("riktlinjer", year)
    present = {row.title.casefold() for row in _rows(session, version_id)}
    wanted = [row for row in _rows(session, source.id) if row.title.casefold() not in present]
    if not wanted:
        return 0
    opened(session, version_id, expected_version)
    for position, row in enumerate(wanted, start=_next(session, version_id)):
        session.add(_copied(row, version_id, position))
    describe(session, f"Hämtade {write_count(len(wanted), 'riktlinje', 'riktlinjer')} från {source.name}")
    return len(wanted)


def earlier_version(session: Session, version_id: int) -> tuple[PlanVersion | None, int]:
    """The version that holds for the year before a version's budget year, and that year."""
    plan = session.get_one(BudgetPlan, version_of(session, version_id).plan_id)
    year = plan.first_year - 1
    rows = select(PlanVersion).join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
    found = session.scalars(rows.where(BudgetPlan.first_year == year)).all()
    return to_follow(found), year


def _view(row: Guideline, made: StatementsView) -> GuidelineView:
    measured = made.measures.get(row.measure or "", {})
    met = {year: meets(value, row.target, row.at_least) for year, value in measured.items()}
    return GuidelineView(
        row.id, row.kind, row.title, row.text or "", BY_KEY.get(row.measure or ""), row.target,
        row.at_least, row.node_id, row.decided_on, row.paragraph or "", row.example, measured, met,
    )  # fmt: skip


def meets(value: Decimal | None, target: Decimal | None, at_least: bool) -> bool | None:
    """Whether a value reaches its target; None where either is unknown."""
    if value is None or target is None:
        return None
    return value >= target if at_least else value <= target


def _fill(session: Session, row: Guideline, said: GuidelineSaid) -> None:
    title = needed(said.title, "Rubriken")
    if said.kind not in GUIDELINE_KINDS:
        raise ValueError(f"not a kind of guideline: {said.kind}")
    if said.target is not None and not said.measure:
        raise GoalWithoutMeasure(title)
    if said.measure and said.target is None:
        raise MeasureWithoutTarget(title)
    if said.measure and said.measure not in BY_KEY:
        raise NotFound("Måttet")
    if said.node_id is not None and session.get(Node, said.node_id) is None:
        raise NotFound("Dokumentet")
    row.kind, row.title, row.text = said.kind, title, optional(said.text)
    row.measure, row.target, row.at_least = said.measure or None, said.target, said.at_least
    row.node_id, row.decided_on, row.paragraph = said.node_id, said.decided_on, optional(said.paragraph)


def _copied(row: Guideline, version_id: int, position: int) -> Guideline:
    return Guideline(
        id=new_id(),
        plan_version_id=version_id,
        position=position,
        node_id=row.node_id,
        kind=row.kind,
        title=row.title,
        text=row.text,
        measure=row.measure,
        target=row.target,
        at_least=row.at_least,
        decided_on=row.decided_on,
        paragraph=row.paragraph,
        example=row.example,
    )


def _called(row: Guideline) -> str:
    what = "det finansiella målet" if row.kind == "financial_goal" else "riktlinjen"
    return f"{what} ”{row.title}”"


def _rows(session: Session, version_id: int) -> list[Guideline]:
    rows = select(Guideline).where(Guideline.plan_version_id == version_id)
    return list(session.scalars(rows.order_by(Guideline.position, Guideline.id)))


def _next(session: Session, version_id: int) -> int:
    rows = select(func.max(Guideline.position)).where(Guideline.plan_version_id == version_id)
    return (session.scalar(rows) or 0) + 1


def _guideline(session: Session, guideline_id: int) -> Guideline:
    row = session.get(Guideline, guideline_id)
    if row is None:
        raise NotFound("Riktlinjen")
    return row
