"""Comparison groups, and outcomes read in from Kolada or a sheet, as steps."""

import random
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.comparisons import ComparisonGroup, OtherMunicipality
from app.models.scorecard import Indicator, Measurement
from app.services.exchange.measures.applying import carry_out
from app.services.exchange.measures.plan import Found, ImportPlan, NewIndicator, Outcome
from app.services.exchange.measures.sheetmapping import SheetMapping
from app.services.scorecard import groups
from tests.services.storage.steps_assignments import Taken, on, pick, plain, words

_CODES = ("1880", "1881", "1882", "1883")


def _codes(_session: Session, dice: random.Random) -> list[str]:
    return dice.sample(_CODES, dice.randrange(1, 4))


def _choose(session: Session, dice: random.Random) -> object:
    indicator, group = pick(session, dice, Indicator), pick(session, dice, ComparisonGroup)
    key = dice.choice((None, group.id)) if group is not None else None
    return groups.choose_group(
        session, indicator_id=indicator.id, comparison_group_id=key, expected_version=indicator.version
    )


def _outcome(session: Session, dice: random.Random) -> Outcome:
    there: Measurement | None = pick(session, dice, Measurement) if dice.random() < 0.5 else None
    indicator = there.indicator_id if there is not None else pick(session, dice, Indicator).id
    value = dice.choice((None, Decimal(dice.randrange(1000)) / 10))
    return Outcome(
        indicator_id=indicator, code="", name="Mått", unit_id=there.unit_id if there is not None else None,
        unit="", period=there.period if there is not None else str(dice.randrange(1950, 1999)),
        gender=there.gender if there is not None else "T", value=value, missing=value is None, place="A1",
        after="", row_id=there.id if there is not None else None,
        version=there.version if there is not None else 0,
    )  # fmt: skip


def _mapping(dice: random.Random) -> SheetMapping | None:
    if dice.random() < 0.5:
        return None
    return SheetMapping("Blad1", 1, ("Mått", dice.choice(("Utfall", "2026"))), {0: "indicator", 1: "value"})


def _import(session: Session, dice: random.Random) -> object:
    known = {row.code: row.id for row in session.scalars(select(OtherMunicipality))}
    code = f"N{dice.randrange(10**9)}"
    plan = ImportPlan(
        kind="kolada",
        files=("data.json",),
        seen=-1,
        own=(_outcome(session, dice),),
        others=tuple((None, code, each, "2025", "T", Decimal(dice.randrange(100)), None) for each in _CODES),
        indicators=(NewIndicator(code, "Nytt mått"),),
        municipalities=tuple(Found(each, each, "K", known.get(each)) for each in _CODES),
    )
    return carry_out(session, plan=plan, mapping=_mapping(dice))


STEPS: tuple[Taken, ...] = (
    plain(groups.add_group, name=words, codes=_codes),
    on(ComparisonGroup, groups.set_group, name=words, codes=_codes),
    on(ComparisonGroup, groups.remove_group),
    (groups.choose_group, _choose),
    (carry_out, _import),
)
MAKE_WAY: dict[str, tuple[str, ...]] = {
    "scorecard.groups.set_group": ("scorecard.groups.add_group",),
    "scorecard.groups.remove_group": ("scorecard.groups.add_group",),
    "scorecard.groups.choose_group": ("scorecard.groups.add_group",),
}
