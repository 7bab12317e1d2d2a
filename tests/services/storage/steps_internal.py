"""The use cases of internal budgets, account groups and month profiles as steps."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, Frame
from app.models.internalbudget import AccountGroup, InternalBudget, MonthProfile
from app.services.budget.internal import budgets, chart
from app.services.budget.internal.budgets import Typed
from tests.services.storage.steps_assignments import Taken, maybe, one_of, pick, plain, words

Chance = Callable[[Session, random.Random], Any]
_AMOUNT = one_of(None, 0, 120, 4_500_01)
_SIDE = one_of("income", "cost")


def _weights(_session: Session, dice: random.Random) -> list[Decimal]:
    return [Decimal(dice.choice(("0", "1", "2.5"))) for _ in range(12)]


def _on(
    model: type[Any],
    key: str,
    use_case: Callable[..., object],
    **given: Callable[[Session, random.Random], Any],
) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, model)
        if row is None:
            return None
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(session, expected_version=row.version, **{key: row.id}, **values)

    return use_case, take


def _create(session: Session, dice: random.Random) -> object:
    units = sorted(set(session.scalars(select(Frame.unit_id).where(Frame.unit_id.is_not(None)))))
    plan = pick(session, dice, BudgetPlan)
    return budgets.create_internal(session, unit_id=dice.choice(units) or 0, plan_id=plan.id)


def _entries(session: Session, dice: random.Random) -> list[Typed]:
    groups = sorted(session.scalars(select(AccountGroup.id)))
    return [
        Typed(dice.choice(groups), dice.choice((None, None, 3, 12)), _AMOUNT(session, dice)) for _ in range(3)
    ]


def _type(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, InternalBudget)
    if row is None or pick(session, dice, AccountGroup) is None:
        return None
    entries = _entries(session, dice)
    return budgets.type_amounts(session, budget_id=row.id, entries=entries, expected_version=row.version)


def _profile(session: Session, dice: random.Random) -> object:
    row, group = pick(session, dice, InternalBudget), pick(session, dice, AccountGroup)
    if row is None or group is None:
        return None
    return budgets.set_profile(
        session,
        budget_id=row.id,
        group_ids=[group.id],
        profile_id=maybe(MonthProfile)(session, dice),
        expected_version=row.version,
    )


_GROUP, _PROFILE, _BUDGET = "group_id", "profile_id", "budget_id"
#: What can be undone.
STEPS = (
    plain(chart.create_standard),
    plain(chart.add_group, name=words, side=_SIDE, number=one_of(None, "5")),
    _on(AccountGroup, _GROUP, chart.edit_group, name=words, number=one_of(None, "60–62")),
    _on(AccountGroup, _GROUP, chart.move_group, step=one_of(-1, 1)),
    _on(AccountGroup, _GROUP, chart.remove_group),
    plain(chart.add_profile, name=words, weights=_weights),
    _on(MonthProfile, _PROFILE, chart.edit_profile, name=words, weights=_weights),
    _on(MonthProfile, _PROFILE, chart.remove_profile),
    (budgets.create_internal, _create),
    (budgets.type_amounts, _type),
    (budgets.set_profile, _profile),
    _on(InternalBudget, _BUDGET, budgets.set_internal_note, note=words),
    _on(InternalBudget, _BUDGET, budgets.follow_frame),
    _on(InternalBudget, _BUDGET, budgets.remove_internal),
)
#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    "budget.internal.chart.create_standard": ("budget.internal.chart.remove_group",),
    "budget.internal.budgets.follow_frame": ("budget.versions.create_version",),
}
