"""The use cases of proposals as steps."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.organisation import Unit
from app.models.proposals import Proposal
from app.models.scorecard import Indicator
from app.models.steering import Node
from app.services.budget.proposals import figures, proposals, rows
from tests.services.storage.steps_assignments import (
    Chance,
    Taken,
    key_of,
    maybe,
    maybe_day,
    on,
    one_of,
    pick,
    plain,
    words,
)

_AMOUNT = one_of(None, 0, -250_000_00, 12_345_00)
_KIND = one_of("activity", "key_figure", "survey")


def _needs(session: Session, dice: random.Random) -> int:
    """The key of a version for proposals that can be worked on, or of any version."""
    versions = select(PlanVersion.id).where(PlanVersion.stage == "needs", PlanVersion.locked.is_(False))
    return int(
        dice.choice(sorted(session.scalars(versions)) or sorted(session.scalars(select(PlanVersion.id))))
    )


def _measure(session: Session, dice: random.Random) -> rows.Measure:
    year = dice.choice((2027, 2028, 2029, 2030))
    return rows.Measure(words(session, dice), year, _AMOUNT(session, dice), words(session, dice))


def _figure(session: Session, dice: random.Random) -> figures.Figure:
    return figures.Figure(_KIND(session, dice), words(session, dice), words(session, dice), "2026")


def _treatment(session: Session, dice: random.Random) -> rows.Treatment:
    kind = dice.choice(("subcommittee", "cooperation", "body", "other"))
    return rows.Treatment(kind, words(session, dice), maybe_day(session, dice), "§ 7", words(session, dice))


def _dialogue(session: Session, dice: random.Random) -> rows.Dialogue:
    return rows.Dialogue(maybe_day(session, dice), words(session, dice), words(session, dice))


def _within(use_case: Callable[..., object], part: str, named: str, **given: Chance) -> Taken:
    """A step on a row inside a proposal, or on nothing where there is none yet."""

    def take(session: Session, dice: random.Random) -> object:
        held = [row for row in session.scalars(select(Proposal).order_by(Proposal.id)) if getattr(row, part)]
        if not held:
            return None
        proposal: Any = dice.choice(held)
        row = dice.choice(list(getattr(proposal, part)))
        values = {name: make(session, dice) for name, make in given.items()}
        values[named] = row.id
        return use_case(session, proposal_id=proposal.id, expected_version=proposal.version, **values)

    return use_case, take


def _submitted(_session: Session, dice: random.Random) -> date | None:
    return dice.choice((None, date(2026, 5, dice.randrange(1, 28))))


def _another(session: Session, dice: random.Random) -> int | None:
    return dice.choice((None, pick(session, dice, PlanVersion).id))


STEPS: tuple[Taken, ...] = (
    plain(proposals.begin_proposal, version_id=_needs, unit_id=key_of(Unit)),
    on(Proposal, proposals.edit_statement, text=words),
    on(Proposal, proposals.set_submitted, submitted_on=_submitted),
    on(Proposal, proposals.set_against, against_id=_another),
    on(Proposal, proposals.set_directive, node_id=maybe(Node)),
    on(Proposal, proposals.judge, follows=one_of(None, "yes", "partly", "no"), note=words),
    on(Proposal, proposals.remove_proposal),
    on(Proposal, rows.add_measure, measure=_measure),
    _within(rows.edit_measure, "measures", "measure_id", measure=_measure),
    _within(rows.repeat_measure, "measures", "measure_id"),
    _within(rows.remove_measure, "measures", "measure_id"),
    on(Proposal, rows.add_treatment, treatment=_treatment),
    _within(rows.edit_treatment, "treatments", "treatment_id", treatment=_treatment),
    _within(rows.remove_treatment, "treatments", "treatment_id"),
    on(Proposal, rows.add_dialogue, dialogue=_dialogue),
    _within(rows.edit_dialogue, "dialogues", "dialogue_id", dialogue=_dialogue),
    _within(rows.remove_dialogue, "dialogues", "dialogue_id"),
    on(Proposal, figures.add_figure, figure=_figure),
    on(Proposal, figures.add_indicator_figure, indicator_id=key_of(Indicator), kind=_KIND),
    _within(figures.edit_figure, "figures", "figure_id", figure=_figure),
    _within(figures.remove_figure, "figures", "figure_id"),
    _within(figures.fetch_figure, "figures", "figure_id"),
)

#: What must be done first where the example leaves a use case nothing to do.
_FOLLOWED = ("budget.proposals.figures.add_indicator_figure",) * 20
MAKE_WAY = {
    "budget.proposals.figures.fetch_figure": _FOLLOWED + ("budget.proposals.figures.edit_figure",) * 40,
}
