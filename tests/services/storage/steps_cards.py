"""The use cases of scorecards and their year change as steps."""

import random
from collections.abc import Callable
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.scorecard import Indicator, Scorecard, ScorecardRow
from app.models.steering import Node, Perspective
from app.services.scorecard import cardediting, cards, yearchange
from tests.services.storage.steps_assignments import (
    Chance,
    Taken,
    key_of,
    maybe,
    on,
    one_of,
    pick,
    plain,
    words,
)

_WEIGHTS = one_of(None, Decimal(0), Decimal(2), Decimal("0.5"))
_YEARS = one_of(2026, 2027)
_STEPS = one_of(-2, -1, 1, 2)


def _comment(session: Session, dice: random.Random) -> str | None:
    return dice.choice((None, words(session, dice)))


def _units(session: Session, dice: random.Random) -> list[int | None]:
    return [maybe(Unit)(session, dice) for _ in range(2)]


def _rows(session: Session, dice: random.Random) -> list[tuple[int | None, int | None]]:
    return [(maybe(Node)(session, dice), maybe(Indicator)(session, dice)) for _ in range(2)]


def _card(use_case: Callable[..., object], **given: Chance) -> Taken:
    return on(Scorecard, use_case, **given)


def _row(use_case: Callable[..., object], **given: Chance) -> Taken:
    """A step on a row of a scorecard, or on nothing where there is none yet."""

    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, ScorecardRow)
        if row is None:
            return None
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(
            session,
            scorecard_id=row.scorecard_id,
            node_id=row.node_id,
            indicator_id=row.indicator_id,
            expected_version=session.get_one(Scorecard, row.scorecard_id).version,
            **values,
        )

    return use_case, take


def _carry(session: Session, dice: random.Random) -> object:
    rows = sorted(session.scalars(select(ScorecardRow.id)))
    out = {key for key in rows if dice.random() < 0.3}
    return yearchange.carry_over(session, year=dice.choice((2026, 2027)), leave_out=out)


STEPS: tuple[Taken, ...] = (
    plain(cards.make_card, unit_id=maybe(Unit), year=_YEARS),
    plain(cardediting.make_cards, unit_ids=_units, year=_YEARS),
    plain(cardediting.add_rows, unit_id=maybe(Unit), year=_YEARS, rows=_rows),
    _card(cards.remove_card),
    _card(
        cards.add_row, node_id=maybe(Node), indicator_id=maybe(Indicator), perspective_id=maybe(Perspective)
    ),
    _row(cards.remove_row),
    _row(cards.move_row, steps=_STEPS),
    _row(cards.set_row_perspective, perspective_id=maybe(Perspective)),
    _row(cards.set_row_weight, weight=_WEIGHTS),
    _card(cards.set_group_weight, perspective_id=key_of(Perspective), weight=_WEIGHTS),
    _card(cards.set_comment, comment=_comment),
    _row(cards.set_row_comment, comment=_comment),
    _card(cards.decide),
    _card(cards.reopen),
    (yearchange.carry_over, _carry),
)

_FIRST = ("scorecard.cards.make_card",)
MAKE_WAY = {
    **{
        f"scorecard.cards.{name}": _FIRST
        for name in (
            "remove_card", "add_row", "remove_row", "set_row_perspective", "set_row_weight",
            "set_group_weight", "set_comment", "set_row_comment", "decide",
        )
    },
    "scorecard.cards.move_row": _FIRST * 9,
    "scorecard.cards.reopen": (*_FIRST, "scorecard.cards.decide"),
    "scorecard.yearchange.carry_over": _FIRST,
}  # fmt: skip
