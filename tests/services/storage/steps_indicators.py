"""The use cases of indicators, their targets, goals and formulas as steps."""

import random
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.scorecard import Indicator, NodeIndicator
from app.models.steering import Node
from app.services.scorecard import formulas, indicators, targets
from tests.services.storage.steps_assignments import Taken, key_of, maybe, on, one_of, pick, plain, words

_VALUES = one_of(None, Decimal(90), Decimal("95.5"))
_FIELDS = (
    {"name": "Nöjda"}, {"definition": "Andel"}, {"unit_of_measure": "st"}, {"direction": "lower"},
    {"direction": "scale", "scale": ["Ej", "Delvis", "Helt"]}, {"frequency": "two_years", "first_year": 2025},
    {"by_gender": True, "target_kind": "gap"}, {"threshold": Decimal(70)}, {"owner_unit_id": None},
    {"owner_role": None}, {"code": "N00945"}, {"baseline_period": "T1 2026"}, {"decimals": 2},
)  # fmt: skip


def _described(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, Indicator)
    values = dice.choice(_FIELDS)
    return indicators.set_fields(session, indicator_id=row.id, expected_version=row.version, **values)


def _formula(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, Indicator)
    others = sorted(session.scalars(select(Indicator.id)))
    text = dice.choice((None, f"[#{dice.choice(others)}]", f"medel([#{dice.choice(others)}]; 50)"))
    return formulas.set_formula(session, indicator_id=row.id, text=text, expected_version=row.version)


def _of_link(use_case: object, **given: object) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        link = pick(session, dice, NodeIndicator)
        if link is None:
            return None
        values = {key: make(session, dice) for key, make in given.items()}  # type: ignore[operator]
        return use_case(  # type: ignore[operator]
            session, indicator_id=link.indicator_id, node_id=link.node_id, **values
        )

    return use_case, take  # type: ignore[return-value]


STEPS: tuple[Taken, ...] = (
    plain(
        indicators.new_indicator,
        name=words, node_id=maybe(Node), unit_of_measure=one_of(None, "procent"), owner_unit_id=maybe(Unit),
    ),
    (indicators.set_fields, _described),
    on(Indicator, indicators.link, node_id=key_of(Node), weight=one_of(None, Decimal(2))),
    _of_link(indicators.unlink),
    _of_link(indicators.set_weight, weight=one_of(None, Decimal(1), Decimal(3))),
    plain(indicators.copy_indicator, indicator_id=key_of(Indicator), name=words),
    on(Indicator, indicators.remove_indicator),
    on(Indicator, targets.set_target, year=one_of(2026, 2030), value=_VALUES, text=one_of(None, "fler")),
    on(
        Indicator, targets.set_period_target,
        unit_id=maybe(Unit), period=one_of("2026", "T1 2027", "2027-06"), value=_VALUES,
    ),
    (formulas.set_formula, _formula),
)  # fmt: skip
