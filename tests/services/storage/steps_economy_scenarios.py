"""The use cases of scenarios as steps."""

import random
from collections.abc import Callable
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS, Frame, PlanVersion
from app.models.organisation import Unit
from app.models.scenarios import Scenario, ScenarioStep
from app.services.economy.own import plan_years
from app.services.economy.scenarios import editing, proposing
from app.services.economy.scenarios.kinds import StepValues
from tests.services.storage.steps_assignments import Chance, Taken, key_of, one_of, pick, words

_MNKR = 100_000_000
_parties = one_of(None, "Bypartiet", "Samverkan")


def _step(session: Session, dice: random.Random) -> StepValues:
    """A step that can be carried out in any plan."""
    percent = Decimal(dice.choice((-100, -5, 3, 40)))
    unit_id = pick(session, dice, Unit).id
    return dice.choice((
        StepValues("tax_rate", number=Decimal(dice.choice(("0.10", "-0.25"))), note=words(session, dice)),
        StepValues("volume", number=percent),
        StepValues("part", component=dice.choice(COMPONENTS), number=percent, unit_id=unit_id),
        StepValues("amount", unit_id=unit_id, amount=dice.choice((-1, 7)) * _MNKR),
        StepValues("inhabitants", number=Decimal(dice.choice((-30, 100)))),
    ))  # fmt: skip


def _on(use_case: Callable[..., object], *, row: bool = False, **given: Chance) -> Taken:
    """A step on a scenario, or on a row of its own."""

    def take(session: Session, dice: random.Random) -> object:
        found = pick(session, dice, ScenarioStep if row else Scenario)
        if found is None:
            return None
        scenario = session.get_one(Scenario, found.scenario_id) if row else found
        known = {"step_id": found.id} if row else {}
        values = {name: make(session, dice) for name, make in given.items()}
        expected = {"scenario_id": scenario.id, "expected_version": scenario.version}
        return use_case(session, **expected, **known, **values)

    return use_case, take


def _copy(session: Session, dice: random.Random) -> object:
    key = key_of(Scenario)(session, dice)
    return None if key is None else editing.copy_scenario(session, scenario_id=key)


def _add(session: Session, dice: random.Random) -> object:
    known = {"version_id": pick(session, dice, PlanVersion).id, "name": f"Prov {dice.randrange(10**6)}"}
    return editing.add_scenario(session, **known, party=_parties(session, dice), note=words(session, dice))


def _propose(session: Session, dice: random.Random) -> object:
    """A scenario that saves so much in every year that it goes together."""
    source = pick(session, dice, PlanVersion)
    if source is None:
        return None
    key = editing.add_scenario(session, version_id=source.id, name=f"Spar {dice.randrange(10**6)}")
    session.flush()
    holders = select(Frame.unit_id).where(Frame.plan_version_id == source.id, Frame.unit_id.is_not(None))
    unit_id = dice.choice(sorted({held for held in session.scalars(holders) if held}))
    amount = StepValues(
        "amount", unit_id=unit_id, amount=-60 * _MNKR, first_year=plan_years(session, source.id)[0]
    )
    editing.add_step(session, scenario_id=key, step=amount, expected_version=1)
    session.flush()
    scenario = session.get_one(Scenario, key)
    return proposing.to_proposal(session, scenario_id=key, expected_version=scenario.version)


#: What can be undone.
STEPS: tuple[Taken, ...] = (
    (editing.add_scenario, _add),
    (editing.copy_scenario, _copy),
    _on(editing.change_scenario, name=words, party=_parties, note=words),
    _on(editing.move_scenario, step=one_of(-1, 1)),
    _on(editing.remove_scenario),
    _on(editing.add_step, step=_step),
    _on(editing.change_step, row=True, step=_step),
    _on(editing.set_active, row=True, active=one_of(True, False)),
    _on(editing.move_step, row=True, step=one_of(-1, 1)),
    _on(editing.remove_step, row=True),
    (proposing.to_proposal, _propose),
)
_SCENARIO = ("economy.scenarios.editing.add_scenario",)
_ROW = (*_SCENARIO, "economy.scenarios.editing.add_step")
#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    **{f"economy.scenarios.editing.{name}": _SCENARIO for name in (
        "copy_scenario", "change_scenario", "remove_scenario", "add_step",
    )},
    "economy.scenarios.editing.move_scenario": _SCENARIO * 4,
    **{f"economy.scenarios.editing.{name}": _ROW for name in ("change_step", "set_active", "remove_step")},
    "economy.scenarios.editing.move_step": (*_SCENARIO, *("economy.scenarios.editing.add_step",) * 6),
}  # fmt: skip
