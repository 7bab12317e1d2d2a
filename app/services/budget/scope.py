"""What a plan reaches over: the units that get frames, and its years."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.steering import ModelPart, SteeringModel

_USUAL_YEARS = 3


def performers(session: Session, year: int) -> list[int]:
    """Keys of the units that get a frame in a year: performers of the model, valid then."""
    rows = select(Unit.id).where(Unit.performer.is_not(None), Unit.in_model.is_(True))
    starts, ends = date(year, 1, 1), date(year, 12, 31)
    rows = rows.where(Unit.valid_from.is_(None) | (Unit.valid_from <= ends))
    rows = rows.where(Unit.valid_to.is_(None) | (Unit.valid_to >= starts))
    return list(session.scalars(rows.order_by(Unit.position, Unit.id)))


def plan_years(session: Session) -> int:
    """How many years a plan covers, the budget year among them."""
    budget = select(ModelPart.content).join(SteeringModel).where(ModelPart.name == "budget")
    content = session.scalar(budget.order_by(SteeringModel.edition.desc()).limit(1)) or {}
    years = content.get("plan_years")
    return years if isinstance(years, int) and years > 0 else _USUAL_YEARS
