"""The use cases of the year wheel's activities as steps."""

import random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind
from app.models.followup import ReportKind
from app.models.steering import Level, Node
from app.models.wheel import (
    ActivityDocument,
    ActivityOrder,
    ActivityStep,
    Negotiation,
    Wheel,
    WheelActivity,
)
from app.services.wheel import (
    editing,
    legal,
    linking,
    negotiations,
    ordering,
    outcomes,
    planning,
    steps,
)
from app.services.wheel.timing import Timing, read_timing
from tests.services.storage.steps_assignments import (
    Chance,
    Taken,
    key_of,
    maybe,
    maybe_day,
    one_of,
    past_day,
    pick,
    plain,
    words,
)

_TIMES = (
    "", "12 mars", "10–11 mars, ev. 17 mars", "mitten av februari", "mars–maj", "våren", "senast april",
    "senast 30 juni", "november–januari", "v. 14",
)  # fmt: skip
_BODIES = ("Kommunstyrelsen", "Kommunfullmäktige", "Näringslivsrådet")
_YEARS = one_of(2026, 2027, 2028)


def _timing(_session: Session, dice: random.Random) -> Timing:
    return read_timing(dice.choice(_TIMES), 2026)


def _bodies(_session: Session, dice: random.Random) -> list[str]:
    return dice.sample(_BODIES, dice.randrange(3))


def _on(use_case: Any, **given: Chance) -> Taken:
    """A step on an activity."""

    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, WheelActivity)
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(session, activity_id=row.id, expected_version=row.version, **values)

    return use_case, take


def _part(model: Any, use_case: Any, name: str, **given: Chance) -> Taken:
    """A step on a line, a link or a negotiation of an activity; nothing where there is none yet."""

    def take(session: Session, dice: random.Random) -> object:
        part = pick(session, dice, model)
        if part is None:
            return None
        row = session.get_one(WheelActivity, part.activity_id)
        values = {key: make(session, dice) for key, make in given.items()}
        return use_case(
            session, activity_id=row.id, expected_version=row.version, **{name: part.id}, **values
        )

    return use_case, take


def _fields(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, WheelActivity)
    choices = {
        "title": words, "short_title": words, "bodies": _bodies, "participants": _bodies,
        "responsible": words,
        "phase": one_of(None, *editing.PHASES), "year_offset": one_of(None, -1, 0, 1),
        "form": one_of("activity", "network", "dialogue"), "place": words, "note": words, "learning": words,
        "outcome": words, "law": one_of(None, *legal.LEGAL_STEPS), "wheel_id": key_of(Wheel),
        "rhythm": one_of(None, *editing.RHYTHMS), "recurrence": words, "deadline": one_of(True, False),
    }  # fmt: skip
    values = {name: choices[name](session, dice) for name in dice.sample(sorted(choices), 3)}
    return editing.set_fields(session, activity_id=row.id, expected_version=row.version, **values)


def _status(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, WheelActivity)
    status = dice.choice(("planned", "ongoing", "done", "late", "cancelled"))
    done_on = past_day(session, dice) if status == "done" else None
    return editing.set_status(
        session, activity_id=row.id, expected_version=row.version, status=status, done_on=done_on
    )


def _link(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, WheelActivity)
    kind, model = dice.choice(
        (("node", Node), ("report_kind", ReportKind), ("agreement_kind", AgreementKind))
    )
    return linking.link_document(
        session, activity_id=row.id, expected_version=row.version, kind=kind,
        target=key_of(model)(session, dice), role=dice.choice(("produces", "basis")),
    )  # fmt: skip


def _end_order(session: Session, dice: random.Random) -> object:
    rows = session.scalars(select(ActivityOrder).order_by(ActivityOrder.id)).all()
    if not rows:
        return None
    row = dice.choice(rows)
    return ordering.remove_order(session, before_id=row.before_id, after_id=row.after_id)


STEPS: tuple[Taken, ...] = (
    plain(
        editing.add_activity,
        wheel_id=key_of(Wheel), year=_YEARS, title=words, timing=_timing, bodies=_bodies,
        phase=one_of(None, *editing.PHASES), year_offset=one_of(None, 0, 1),
    ),
    (editing.set_fields, _fields),
    _on(
        editing.set_time, timing=_timing, reason=one_of(None, "Sent besked"), tax_rate_on=maybe_day
    ),
    (editing.set_status, _status),
    plain(editing.copy_activity, activity_id=key_of(WheelActivity), timing=_timing),
    _on(editing.remove_activity),
    _on(steps.add_step, text=words),
    _part(ActivityStep, steps.set_step, "step_id", text=words),
    _part(ActivityStep, steps.tick_step, "step_id", done_on=maybe_day),
    _part(ActivityStep, steps.move_step, "step_id", by=one_of(-1, 1)),
    _part(ActivityStep, steps.remove_step, "step_id"),
    (linking.link_document, _link),
    _part(ActivityDocument, linking.unlink_document, "link_id"),
    plain(
        ordering.set_order,
        before_id=key_of(WheelActivity), after_id=key_of(WheelActivity), least_days=one_of(0, 14),
    ),
    (ordering.remove_order, _end_order),
    _on(negotiations.add_negotiation, kind=one_of("mbl11", "mbl19"), party=words, planned_on=maybe_day),
    _part(
        Negotiation, negotiations.set_negotiation, "negotiation_id",
        party=words, held_on=maybe_day, protocol=words, outcome=words,
    ),
    _part(Negotiation, negotiations.remove_negotiation, "negotiation_id"),
    plain(planning.start_year, year=one_of(2026, 2029, 2030)),
    plain(planning.plan_year, year=one_of(2026, 2027, 2028)),
    _on(outcomes.propose, level_id=key_of(Level), parent_id=maybe(Node), title=words, text=words),
)  # fmt: skip

#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    **{
        f"wheel.steps.{name}": ("wheel.steps.add_step",) * 30
        for name in ("set_step", "tick_step", "remove_step")
    },
    "wheel.steps.move_step": ("wheel.steps.add_step",) * 60,
    "wheel.linking.unlink_document": ("wheel.linking.link_document",),
    "wheel.ordering.remove_order": ("wheel.ordering.set_order",),
    "wheel.negotiations.set_negotiation": ("wheel.negotiations.add_negotiation",),
    "wheel.negotiations.remove_negotiation": ("wheel.negotiations.add_negotiation",),
}
