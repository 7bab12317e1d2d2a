"""The use cases of outcomes as steps."""

import random
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.scorecard import Indicator, Measurement
from app.services.scorecard import measuring
from app.services.scorecard.measuring import CellChange, Reading
from app.services.scorecard.periods import periods_of
from tests.services.storage.steps_assignments import pick, words

_READINGS = (
    Reading(Decimal("12.5")), Reading(Decimal(0)), Reading(Decimal("-3.20")), Reading(missing=True),
    Reading(), Reading(words="Ett gott samarbete"),
)  # fmt: skip


def _cell(session: Session, dice: random.Random) -> CellChange | None:
    """A change of a stored outcome, or of a cell where nothing has to stand."""
    row = pick(session, dice, Measurement)
    if row is not None and dice.random() < 0.5:
        place = row.indicator_id, row.unit_id, row.period, row.gender
    else:
        indicator = pick(session, dice, Indicator)
        periods = periods_of(dice.choice((2026, 2027)), indicator.frequency)
        unit = dice.choice((None, indicator.owner_unit_id, pick(session, dice, Unit).id))
        place = indicator.id, unit, dice.choice(periods).text, "T"
    named = dict(zip(("indicator_id", "unit_id", "period", "gender"), place, strict=True))
    there = session.scalars(select(Measurement).filter_by(**named)).one_or_none()
    also: dict[str, Any] = {"source": words(session, dice)} if dice.random() < 0.3 else {}
    return CellChange(
        *place, reading=dice.choice(_READINGS), expected_version=there.version if there else 0, **also
    )


def _values(session: Session, dice: random.Random) -> object:
    found = [_cell(session, dice) for _ in range(dice.choice((1, 1, 2, 5)))]
    return measuring.set_values(session, cells=[cell for cell in found if cell is not None])


def _note(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, Measurement)
    if row is None:
        return None
    return measuring.set_note(
        session, indicator_id=row.indicator_id, unit_id=row.unit_id, period=row.period, gender=row.gender,
        note=dice.choice((words(session, dice), "")), expected_version=row.version,
    )  # fmt: skip


STEPS = ((measuring.set_values, _values), (measuring.set_note, _note))
