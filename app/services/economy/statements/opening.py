"""The opening position taken from the plan of the year before: its balance at year end, and its loans."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.budget import PlanVersion
from app.models.statements import Loan
from app.models.types import new_id
from app.services.economy.own import opened
from app.services.economy.statements import lines
from app.services.economy.statements.errors import NothingToTake, PositionUnknown
from app.services.economy.statements.guidelines import earlier_version
from app.services.economy.statements.loaning import course
from app.services.economy.statements.loans import loan_input
from app.services.economy.statements.values import put_values
from app.services.economy.statements.views import statements
from app.services.storage import describe

_MEMO = ("pension_commitment", "guarantees")


def take_opening(session: Session, *, version_id: int, expected_version: int) -> int:
    """Take what the plan of the year before ends its budget year with; gives how many rows.

    The loans come along where the version has none, with what is owed of them then.
    """
    source, year = earlier_version(session, version_id)
    if source is None:
        raise NothingToTake("ingående balans", year)
    closing = statements(session, version_id=source.id).balance.get(year, {})
    if closing.get("assets") is None:
        raise PositionUnknown(source.name, year)
    opened(session, version_id, expected_version)
    taken = _position(closing)
    put_values(session, version_id, {(lines.BALANCE, key, year): taken.get(key) for key in position_keys()})
    _take_loans(session, source, version_id, year)
    describe(session, f"Hämtade ingående balans {year} från {source.name}")
    return sum(amount is not None for amount in taken.values())


def can_take_opening(session: Session, *, version_id: int) -> str:
    """The name of the version that the opening would be taken from; empty where there is none."""
    source, _ = earlier_version(session, version_id)
    return source.name if source is not None else ""


def position_keys() -> tuple[str, ...]:
    """The rows of the balance that are taken: the position, and what stands under it."""
    return (*lines.OPENING_KEYS, *_MEMO)


def _position(closing: Mapping[str, int | None]) -> dict[str, int | None]:
    return {key: closing.get(key) for key in position_keys()}


def _take_loans(session: Session, source: PlanVersion, version_id: int, year: int) -> None:
    if session.scalar(select(Loan.id).where(Loan.plan_version_id == version_id).limit(1)) is not None:
        return
    rows = select(Loan).where(Loan.plan_version_id == source.id).order_by(Loan.position, Loan.id)
    position = 0
    for row in session.scalars(rows.options(selectinload(Loan.years))):
        owed = course(loan_input(row), [year])[year].closing
        if owed <= 0:
            continue
        position += 1
        session.add(
            Loan(
                id=new_id(), plan_version_id=version_id, position=position, name=row.name,
                lender=row.lender, opening=owed, interest=row.interest, ends=row.ends, note=row.note,
                example=row.example, years=[],
            )
        )  # fmt: skip
