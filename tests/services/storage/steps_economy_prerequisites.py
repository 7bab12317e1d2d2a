"""The use cases of forecast rounds and of a version's own prerequisites as steps."""

import random
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import CentralPot, PlanVersion
from app.models.economy import ROUND_KINDS, ForecastRound, OwnLine, PopulationForecast
from app.services.economy.own import plan_years, state_of
from app.services.economy.prerequisites import choosing, ownlines, rounds
from app.services.economy.prerequisites.lines import LINES, in_round
from tests.conftest import TODAY
from tests.services.storage.steps_assignments import Taken, key_of, maybe, past_day, pick, plain, words

_VALUES = {
    "kr": (None, Decimal(0), Decimal("1234.5"), Decimal(90_000_000)),
    "per_head": (None, Decimal("12.5"), Decimal(3_100)),
    "percent": (None, Decimal("2.5"), Decimal(0)),
    "rate": (None, Decimal("22.34"), Decimal("2234")),
    "number": (None, Decimal(4_390), Decimal(-1)),
}


def _block(dice: random.Random, lines: list[Any], years: range) -> dict[tuple[str, int], Decimal | None]:
    chosen = [dice.choice(lines) for _ in range(dice.randrange(1, 4))]
    return {(line.key, dice.choice(years)): dice.choice(_VALUES[line.unit]) for line in chosen}


def _kind(_session: Session, dice: random.Random) -> str:
    return dice.choice(ROUND_KINDS)


def _today(_session: Session, _dice: random.Random) -> Any:
    return TODAY


def _any_day(_session: Session, dice: random.Random) -> Any:
    return TODAY + timedelta(days=dice.randrange(-400, 20))


def _on_round(use_case: Callable[..., object], make: Callable[..., dict[str, Any]]) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, ForecastRound)
        if row is None:
            return None
        return use_case(session, round_id=row.id, expected_version=row.version, **make(session, dice))

    return use_case, take


def _on_version(use_case: Callable[..., object], make: Callable[..., dict[str, Any]]) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        versions = session.scalars(select(PlanVersion.id).order_by(PlanVersion.id)).all()
        version_id = dice.choice(versions)
        known = {"version_id": version_id, "expected_version": state_of(session, version_id)}
        return use_case(session, **known, **make(session, dice, version_id))

    return use_case, take


def _on_own(use_case: Callable[..., object], make: Callable[..., dict[str, Any]]) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, OwnLine)
        if row is None:
            return None
        known = {
            "version_id": row.plan_version_id,
            "expected_version": state_of(session, row.plan_version_id),
        }
        return use_case(session, line_id=row.id, **known, **make(session, dice))

    return use_case, take


def _said(session: Session, dice: random.Random, _version_id: int = 0) -> dict[str, Any]:
    return {
        "name": words(session, dice),
        "group": dice.choice(ownlines.OWN_GROUPS),
        "effect": dice.choice((1, -1)),
        "pot_id": maybe(CentralPot)(session, dice),
    }


def _typed(session: Session, dice: random.Random, version_id: int) -> dict[str, Any]:
    years = plan_years(session, version_id)
    return {"values": _block(dice, list(LINES), range(years[0] - 1, years[-1] + 1))}


STEPS: tuple[Taken, ...] = (
    plain(
        rounds.add_round, kind=_kind, dated_on=_any_day, today=_today, name=words, source=words,
        values=lambda _s, _d: {("tax_rate", 2027): Decimal("22.10")},
    ),
    plain(
        rounds.copy_round, round_id=key_of(ForecastRound), kind=_kind, dated_on=past_day, today=_today,
        name=words,
    ),
    _on_round(rounds.set_round_values, lambda _s, dice: {
        "values": _block(dice, [line for line in LINES if in_round(line)], range(2026, 2030))
    }),
    _on_round(rounds.change_round, lambda session, dice: {
        "kind": _kind(session, dice), "dated_on": past_day(session, dice), "name": words(session, dice),
        "source": words(session, dice), "note": None, "today": TODAY,
    }),
    _on_round(rounds.remove_round, lambda _s, _d: {}),
    _on_version(choosing.choose_round, lambda session, dice, _v: {
        "round_id": maybe(ForecastRound)(session, dice)
    }),
    _on_version(choosing.choose_population, lambda session, dice, _v: {
        "population_id": maybe(PopulationForecast)(session, dice)
    }),
    _on_version(choosing.set_tax_mode, lambda _s, dice, _v: {"mode": dice.choice(("base", "income"))}),
    _on_version(choosing.set_values, _typed),
    _on_version(choosing.take_room, lambda _s, _d, _v: {}),
    _on_version(ownlines.add_own_line, _said),
    _on_own(ownlines.change_own_line, _said),
    _on_own(ownlines.move_own_line, lambda _s, dice: {"step": dice.choice((1, -1))}),
    _on_own(ownlines.remove_own_line, lambda _s, _d: {}),
)  # fmt: skip
_OWN = ("economy.prerequisites.ownlines.add_own_line",)
#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    "economy.prerequisites.rounds.remove_round": ("economy.prerequisites.rounds.add_round",),
    "economy.prerequisites.choosing.take_room": ("budget.frames.set_to_distribute",),
    "economy.prerequisites.ownlines.change_own_line": _OWN,
    "economy.prerequisites.ownlines.move_own_line": _OWN * 6,
    "economy.prerequisites.ownlines.remove_own_line": _OWN,
}
