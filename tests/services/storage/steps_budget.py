"""The use cases of income, holds, other financing, central posts and appropriations as steps."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS, FRAME_KINDS, POT_KINDS, BudgetPlan, CentralPot, Frame, PlanVersion
from app.models.organisation import Unit
from app.services.budget import appropriations, frames, pots
from tests.services.storage.steps_assignments import Taken, maybe, on, one_of, pick, words

_AMOUNT = one_of(None, 0, 300, 4_500_00)
_KIND = one_of(*COMPONENTS)


def _versioned(use_case: Callable[..., object], **given: Callable[[Session, random.Random], Any]) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        version = pick(session, dice, PlanVersion)
        values = {name: make(session, dice) for name, make in given.items()}
        holder = _holder(session, dice) if use_case is not appropriations.set_reallocation else {}
        return use_case(session, version_id=version.id, expected_version=version.version, **holder, **values)

    return use_case, take


def _holder(session: Session, dice: random.Random) -> dict[str, int]:
    pot = pick(session, dice, CentralPot)
    return {"pot_id": pot.id} if pot and dice.random() < 0.4 else {"unit_id": pick(session, dice, Unit).id}


def _financing(use_case: Callable[..., object]) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        version, holder = pick(session, dice, PlanVersion), _holder(session, dice)
        return use_case(session, version_id=version.id, kind=dice.choice(FRAME_KINDS[1:]), **holder)

    return use_case, take


def _hold(session: Session, dice: random.Random) -> object:
    keys = sorted(session.scalars(select(Frame.id)))
    cells = [(dice.choice(keys), dice.choice((*COMPONENTS, "total"))) for _ in range(3)]
    return frames.set_held(session, cells=cells, held=dice.choice((True, False)))


def _create_pot(session: Session, dice: random.Random) -> object:
    plan = pick(session, dice, BudgetPlan)
    unit_id = maybe(Unit)(session, dice)
    name = words(session, dice)
    return pots.create_pot(session, plan_id=plan.id, kind=dice.choice(POT_KINDS), name=name, unit_id=unit_id)


def _on_pot(use_case: Callable[..., object], **given: Callable[[Session, random.Random], Any]) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        pot = pick(session, dice, CentralPot)
        if pot is None:
            return None
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(session, pot_id=pot.id, expected_version=pot.version, **values)

    return use_case, take


#: What can be undone.
STEPS = (
    on(Frame, frames.set_income, kind=_KIND, income=_AMOUNT),
    on(Frame, frames.set_cost, kind=_KIND, cost=_AMOUNT),
    on(Frame, frames.set_previous_income, income=_AMOUNT),
    on(Frame, frames.set_staff, staff=one_of(None, Decimal("3.50"), Decimal(12))),
    (frames.set_held, _hold),
    _financing(frames.add_financing),
    _financing(frames.remove_financing),
    (pots.create_pot, _create_pot),
    _on_pot(pots.rename_pot, name=words),
    _on_pot(pots.set_pot_note, note=words),
    _on_pot(pots.set_holder, unit_id=maybe(Unit)),
    _on_pot(pots.move_pot, step=one_of(-1, 1)),
    _on_pot(pots.remove_pot),
    _versioned(appropriations.bind, gross=one_of(True, False), note=words),
    _versioned(appropriations.unbind),
    _versioned(appropriations.set_reallocation, text=words),
)
#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    "budget.frames.remove_financing": ("budget.frames.add_financing",) * 9,
    "budget.pots.remove_pot": ("budget.pots.create_pot",) * 3,
}
