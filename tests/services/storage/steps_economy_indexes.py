"""The use cases of population, indexes and what rests on them as steps."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Frame, PlanVersion
from app.models.economy import ComponentBasis, IndexTable, PopulationForecast
from app.services.economy import basis, indexes, population
from app.services.economy.index_words import STANDARD
from app.services.economy.own import state_of
from app.services.economy.population_table import Number
from tests.conftest import TODAY
from tests.services.storage.steps_assignments import Taken, maybe_day, pick, words

_GROUPS = ((0, 5), (6, 15), (16, None))
_VALUES = (Decimal("3.1"), Decimal("-0.25"), Decimal(1150), None)
_MEASURES = (
    basis.Measure(share=Decimal("68")), basis.Measure(base=1_234_567_00),
    basis.Measure(quantity=Decimal("12.5")),
)  # fmt: skip
_PARTS = ("wages", "prices", "plan")


def _day(dice: random.Random) -> date:
    return TODAY - timedelta(days=dice.randrange(4_000))


def _numbers(dice: random.Random, *, empty: bool = True) -> list[Number]:
    return [
        Number(year, dice.choice(("nov1", "dec31")), *dice.choice(_GROUPS), dice.choice((0, 41, 5000)))
        for year in dice.sample((2027, 2028, 2031), 2)
    ] + ([Number(2027, "dec31", 0, 5, None)] if empty else [])


def _add_forecast(session: Session, dice: random.Random) -> object:
    numbers = _numbers(dice, empty=False) if dice.random() < 0.7 else []
    return population.add_forecast(
        session, name=words(session, dice), source=dice.choice(("", "SCB")), dated_on=_day(dice),
        numbers=numbers,
    )  # fmt: skip


def _on_forecast(use_case: Callable[..., object], said: Callable[..., dict[str, Any]]) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, PopulationForecast)
        known = {"forecast_id": row.id, "expected_version": row.version}
        return use_case(session, **known, **said(session, dice))

    return use_case, take


def _about(session: Session, dice: random.Random) -> dict[str, Any]:
    note = dice.choice((None, "Utan flyttnetto"))
    return {"name": words(session, dice), "source": "SCB", "dated_on": _day(dice), "note": note}


def _ages(_session: Session, dice: random.Random) -> dict[str, Any]:
    low, high = dice.choice((*_GROUPS, (0, 0), (19, 64)))
    return {"age_from": low, "age_to": high}


def _choose(session: Session, dice: random.Random) -> object:
    version, row = pick(session, dice, PlanVersion), pick(session, dice, PopulationForecast)
    return population.choose_population(
        session, version_id=version.id, forecast_id=dice.choice((None, row.id)),
        expected_version=state_of(session, version.id),
    )  # fmt: skip


def _set_values(session: Session, dice: random.Random) -> object:
    made = session.scalars(select(IndexTable).order_by(IndexTable.id)).all()
    present = {row.kind for row in made}
    missing = [each.kind for each in STANDARD if each.kind not in present]
    entries = [
        indexes.IndexEntry(
            row.id, dice.choice((2027, 2028, 2029, 2035)), dice.choice(_VALUES), dice.choice((None, "SKR")),
            maybe_day(session, dice),
        )
        for row in dice.sample(made, min(2, len(made)))
    ]  # fmt: skip
    entries += [indexes.IndexEntry(None, 2027, Decimal(2), kind=kind) for kind in missing]
    versions = {row.id: row.version for row in made}
    return indexes.set_index_values(session, entries=entries, expected_versions=versions)


def _add_table(session: Session, dice: random.Random) -> object:
    unit = dice.choice(("change", "share", "kr"))
    return indexes.add_table(session, name=words(session, dice), unit=unit, per=dice.choice((None, "m²")))


def _on_table(use_case: Callable[..., object], *, said: bool) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, IndexTable)
        values: dict[str, Any] = {}
        if said:
            unit = dice.choice(("change", "kr"))
            values = {"name": words(session, dice), "unit": unit, "per": "timme", "note": None}
        return use_case(session, table_id=row.id, expected_version=row.version, **values)

    return use_case, take


def _rest(session: Session, dice: random.Random, *, many: bool) -> object:
    first = pick(session, dice, Frame)
    same = select(Frame.id).where(
        Frame.plan_version_id == first.plan_version_id, Frame.kind == "operating", Frame.year == first.year
    )
    keys = sorted(session.scalars(same)) if many else [first.id]
    known = {
        "version_id": first.plan_version_id, "component": dice.choice(_PARTS),
        "measure": dice.choice(_MEASURES), "table_id": pick(session, dice, IndexTable).id,
        "expected_version": state_of(session, first.plan_version_id),
    }  # fmt: skip
    if many:
        return basis.set_basis_for_many(session, frame_ids=dice.sample(keys, min(3, len(keys))), **known)
    return basis.set_basis(session, frame_id=first.id, **known)


def _rest_one(session: Session, dice: random.Random) -> object:
    return _rest(session, dice, many=False)


def _rest_many(session: Session, dice: random.Random) -> object:
    return _rest(session, dice, many=True)


def _drop(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, ComponentBasis)
    if row is None:
        return None
    frames = select(Frame.id).where(
        Frame.plan_version_id == row.plan_version_id, Frame.year == row.year, Frame.kind == "operating",
        Frame.unit_id == row.unit_id, Frame.pot_id == row.pot_id,
    )  # fmt: skip
    return basis.drop_basis(
        session, version_id=row.plan_version_id, frame_ids=list(session.scalars(frames)),
        component=row.component, expected_version=state_of(session, row.plan_version_id),
    )  # fmt: skip


#: What can be undone.
STEPS: tuple[Taken, ...] = (
    (population.add_forecast, _add_forecast),
    (population.choose_population, _choose),
    _on_forecast(population.change_forecast, _about),
    _on_forecast(population.set_numbers, lambda _session, dice: {"numbers": _numbers(dice)}),
    _on_forecast(population.remove_ages, _ages),
    _on_forecast(population.remove_forecast, lambda _session, _dice: {}),
    (indexes.set_index_values, _set_values),
    (indexes.add_table, _add_table),
    _on_table(indexes.change_table, said=True),
    _on_table(indexes.remove_table, said=False),
    (basis.set_basis, _rest_one),
    (basis.set_basis_for_many, _rest_many),
    (basis.drop_basis, _drop),
)
#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    "economy.population.remove_forecast": ("economy.population.add_forecast",) * 2,
    "economy.indexes.remove_table": ("economy.indexes.add_table",),
    "economy.basis.drop_basis": ("economy.basis.set_basis",) * 2,
}
