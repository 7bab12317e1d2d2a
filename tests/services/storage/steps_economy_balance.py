"""The use cases of the law's exceptions, readiness, decisions and the balance requirement as steps."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.balance import BalanceYear
from app.models.budget import PlanVersion
from app.models.steering import Node
from app.services.economy import deciding, readiness
from app.services.economy.balance import regulating, years
from app.services.economy.balance.regulating import RegulationEntry
from app.services.economy.balance.words import FIELD_NAMES, GROUNDS
from app.services.economy.balance.years import Entry
from app.services.economy.law import exceptions
from app.services.economy.own import state_of
from tests.conftest import TODAY
from tests.services.storage.steps_assignments import (
    Chance,
    Taken,
    maybe,
    one_of,
    past_day,
    pick,
    plain,
    words,
)

_YEAR = one_of(2023, 2024, 2025, 2026, 2027, 2030)
_PLENTY = 10_000_000_000_00
_AMOUNT = one_of(None, 0, 400_000_00, -2_500_000_01)


def _today(_session: Session, _dice: random.Random) -> date:
    return TODAY


def _year(use_case: Callable[..., object], **given: Chance) -> Taken:
    """A step on a year of the inquiry by the key of its row."""

    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, BalanceYear)
        if row is None:
            return None
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(session, balance_year_id=row.id, expected_version=row.version, **values)

    return use_case, take


def _versions(session: Session) -> dict[int, int]:
    return {row.year: row.version for row in session.scalars(select(BalanceYear))}


def _of_year(session: Session, dice: random.Random) -> dict[str, Any]:
    year = _YEAR(session, dice)
    return {"year": year, "expected_version": _versions(session).get(year, 0), "today": TODAY}


def _deficit(use_case: Callable[..., object], **given: Chance) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(session, **_of_year(session, dice), **values)

    return use_case, take


def _type(session: Session, dice: random.Random) -> object:
    versions = _versions(session)
    entries = [
        Entry(year, dice.choice(list(FIELD_NAMES)), _AMOUNT(session, dice), versions.get(year, 0))
        for year in (_YEAR(session, dice) for _ in range(3))
    ]
    return years.set_values(session, entries=entries, version_id=maybe(PlanVersion)(session, dice))


def _regulate(session: Session, dice: random.Random) -> object:
    versions = _versions(session)
    entries = [
        RegulationEntry(year, year + dice.choice((1, 2, 3, 5)), one_of(None, 0, 100_000_00)(session, dice),
                        versions.get(year, 0))
        for year in (_YEAR(session, dice) for _ in range(2))
    ]  # fmt: skip
    return regulating.set_regulations(session, entries=entries, today=TODAY)


def _except(session: Session, dice: random.Random) -> object:
    version = pick(session, dice, PlanVersion)
    return exceptions.set_exception(
        session, version_id=version.id, exception=dice.choice((None, "reserve", "reasons")),
        reason=dice.choice((None, "Branden")), expected_version=state_of(session, version.id),
    )  # fmt: skip


def _on_version(use_case: Callable[..., object], **given: Chance) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        version = pick(session, dice, PlanVersion)
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(
            session, version_id=version.id, expected_version=version.version, today=TODAY, **values
        )

    return use_case, take


def _ready(session: Session, dice: random.Random) -> object:
    """There is plenty to distribute, so that nothing is over-distributed."""
    version = pick(session, dice, PlanVersion)
    if not version.locked:
        for total in version.totals:
            total.to_distribute = _PLENTY
        session.flush()
    return readiness.mark_ready(session, version_id=version.id, expected_version=version.version, today=TODAY)


def _element_ready(session: Session, dice: random.Random) -> object:
    node = pick(session, dice, Node)
    return readiness.mark_element_ready(session, node_id=node.id, expected_version=node.version, today=TODAY)


#: What can be undone.
STEPS = (
    (exceptions.set_exception, _except),
    (readiness.mark_ready, _ready),
    (readiness.mark_element_ready, _element_ready),
    plain(years.add_year, year=_YEAR, ground=one_of(*GROUNDS), plan_version_id=maybe(PlanVersion)),
    (years.set_values, _type),
    _year(
        years.change_year, ground=one_of(*GROUNDS), plan_version_id=maybe(PlanVersion), note=words
    ),
    _year(years.remove_year),
    (regulating.set_regulations, _regulate),
    _deficit(
        regulating.set_regulation, regulated_in=_YEAR, amount=one_of(None, 50_000_00),
        done=one_of(True, False), note=words,
    ),
    _deficit(regulating.plan_regulation),
    _deficit(regulating.set_action_plan, text=words, decided_on=past_day, paragraph=one_of(None, "§ 4")),
    _deficit(regulating.set_refrains, refrains=one_of(True, False), reason=one_of(None, "Skolan brann")),
)  # fmt: skip
#: What can never be undone.
DECIDING = (
    _on_version(
        deciding.lock_version, body=one_of("Kommunfullmäktige"), decided_on=past_day,
        paragraph=one_of(None, "§ 9"), registration_number=one_of(None),
    ),
)  # fmt: skip
MAKE_WAY: dict[str, tuple[str, ...]] = {}
