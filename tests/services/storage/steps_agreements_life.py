"""The use cases of making agreements, of their life and of the revisions of their frames as steps."""

import random
from collections.abc import Callable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import (
    COMMENT_SIDES,
    ENDINGS,
    Agreement,
    AgreementComment,
    AgreementKind,
    AgreementRevision,
)
from app.models.budget import PlanVersion
from app.models.organisation import Unit
from app.models.steering import Node
from app.services import richtext
from app.services.agreements import deciding, lifecycle, making, renewing, revisions
from app.services.clock import fixed_clock
from app.services.steering.decisions import Made
from tests.conftest import TODAY
from tests.services.storage.steps_assignments import (
    Chance,
    Taken,
    key_of,
    maybe_day,
    on,
    one_of,
    past_day,
    pick,
    plain,
    words,
)

_CLOCK = one_of(fixed_clock(TODAY))
_YEARS = one_of(2028, 2029)
_LATER = one_of(2030, 2031)
_LAST_YEAR = one_of(date(2029, 11, 21))
_RICH = one_of("", *(richtext.write(richtext.from_plain(text)) for text in ("Ramen höjs.", "Ett\n\nTvå")))


def _undecided(session: Session, dice: random.Random) -> list[int]:
    """Some agreements that are not decided."""
    rows = session.scalars(select(Agreement)).all()
    found = [row.id for row in rows if not session.get_one(Node, row.node_id).current.locked]
    return dice.sample(found, min(2, len(found)))


def _open_revision(session: Session, dice: random.Random) -> AgreementRevision:
    """A revision that can be decided, begun now where there is none."""
    found = session.scalars(select(AgreementRevision).where(AgreementRevision.locked.is_(False))).first()
    if found is not None:
        return found
    key = revisions.begin_revision(session, agreement_id=pick(session, dice, Agreement).id, year=2028)
    return session.get_one(AgreementRevision, key)


def _decide_revision(session: Session, dice: random.Random) -> object:
    row = _open_revision(session, dice)
    values = {key: make(session, dice) for key, make in _DECISION.items()}
    return revisions.decide_revision(session, revision_id=row.id, expected_version=row.version, **values)


def _units(session: Session, dice: random.Random) -> list[int]:
    return [pick(session, dice, Unit).id for _ in range(2)]


def _made(*steps: str) -> Chance:
    def make(_session: Session, dice: random.Random) -> Made:
        step = dice.choice(steps)
        return Made(step=step, body="Kommunstyrelsen", decided_on=date(2026, 11, 1), paragraph="§ 7")

    return make


def _on(use_case: Callable[..., object], **given: Chance) -> Taken:
    return on(Agreement, use_case, **given)


def _of(model: type, name: str, use_case: Callable[..., object], **given: Chance) -> Taken:
    """A step on a comment or a revision, or on nothing where there is none yet."""

    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, model)
        if row is None:
            return None
        values = {key: make(session, dice) for key, make in given.items()}
        return use_case(session, expected_version=row.version, **{name: row.id}, **values)

    return use_case, take


_COMMENT = {
    "side": one_of(*COMMENT_SIDES),
    "text": words,
    "body": one_of(None, "Utskottet"),
    "made_on": maybe_day,
}
_DECISION = {
    "body": one_of("Kommunstyrelsen"),
    "decided_on": past_day,
    "paragraph": one_of(None, "§ 12"),
    "registration_number": one_of(None, "KS 2026-1"),
    "clock": _CLOCK,
}
_KIND = key_of(AgreementKind)
_ONE = key_of(Agreement)

#: What can be undone.
STEPS = (
    plain(making.create_agreement, kind_id=_KIND, unit_id=key_of(Unit), year=_LATER),
    plain(making.create_several, kind_id=_KIND, unit_ids=_units, year=_LATER),
    plain(making.create_for_all, kind_id=_KIND, year=_LATER),
    _on(deciding.mark_ready),
    _on(deciding.mark_draft),
    plain(deciding.mark_ready_several, agreement_ids=lambda s, d: [_ONE(s, d)]),
    _on(deciding.record, made=_made("prepared", "preliminary"), clock=_CLOCK),
    plain(deciding.new_version, agreement_id=_ONE),
    _on(lifecycle.set_dialogue, day=maybe_day),
    plain(lifecycle.set_dialogue_several, agreement_ids=lambda s, d: [_ONE(s, d)], day=maybe_day),
    plain(lifecycle.add_comment, agreement_id=_ONE, **_COMMENT),
    _of(AgreementComment, "comment_id", lifecycle.set_comment, **_COMMENT),
    _of(AgreementComment, "comment_id", lifecycle.remove_comment),
    _on(
        lifecycle.end_agreement,
        ended_on=one_of(date(2027, 6, 30), date(2028, 12, 31)),
        ending=one_of(*ENDINGS),
        note=one_of(None, "Avtalet upphör"),
    ),
    _on(lifecycle.take_back_ending),
    plain(renewing.renew, agreement_id=_ONE, today=_LAST_YEAR),
    plain(renewing.renew_all, kind_id=_KIND, today=_LAST_YEAR),
    plain(revisions.begin_revision, agreement_id=_ONE, year=_YEARS),
    plain(revisions.begin_all, kind_id=_KIND, year=_YEARS),
    _of(AgreementRevision, "revision_id", revisions.set_revision_text, text=_RICH),
    _of(AgreementRevision, "revision_id", revisions.set_revision_plan, plan_version_id=key_of(PlanVersion)),
    _of(AgreementRevision, "revision_id", revisions.remove_revision),
)
#: What cannot.
DECIDING = (
    plain(deciding.record_several, agreement_ids=_undecided, made=_made("definitive"), clock=_CLOCK),
    (revisions.decide_revision, _decide_revision),
    plain(revisions.decide_several, revision_ids=lambda s, d: [_open_revision(s, d).id], **_DECISION),
)
#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    "agreements.deciding.mark_draft": ("agreements.deciding.mark_ready",),
    "agreements.deciding.mark_ready_several": ("agreements.deciding.mark_draft",),
    "agreements.lifecycle.set_comment": ("agreements.lifecycle.add_comment",),
    "agreements.lifecycle.remove_comment": ("agreements.lifecycle.add_comment",),
    "agreements.lifecycle.take_back_ending": ("agreements.lifecycle.end_agreement",),
    "agreements.revisions.set_revision_text": ("agreements.revisions.begin_revision",),
    "agreements.revisions.set_revision_plan": ("agreements.revisions.begin_revision",),
    "agreements.revisions.remove_revision": ("agreements.revisions.begin_revision",),
}
