"""Blocks with amounts and årsarbetare side by side, as a step."""

import random
from collections.abc import Callable
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import NEED_COMPONENTS, Frame
from app.services.budget import staffing
from app.services.budget.entries import Entry

_Taken = tuple[Callable[..., object], Callable[[Session, random.Random], object]]


def _paste(session: Session, dice: random.Random) -> object:
    keys = sorted(session.scalars(select(Frame.id)))
    chosen = [session.get_one(Frame, dice.choice(keys)) for _ in range(3)]
    kind = dice.choice(NEED_COMPONENTS)
    return staffing.paste_cells(
        session,
        entries=[Entry(frame.id, kind, dice.choice((None, 700_00)), frame.version) for frame in chosen[:2]],
        staff=[
            staffing.StaffEntry(frame.id, dice.choice((None, Decimal("12.75"))), frame.version)
            for frame in chosen[1:]
        ],
    )


STEPS: tuple[_Taken, ...] = ((staffing.paste_cells, _paste),)
