"""The use cases of the meeting plan as steps that can be taken anywhere in a file."""

import random
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.wheel import Meeting, MeetingRule, WheelActivity
from app.services.wheel import meetings
from tests.conftest import TODAY
from tests.services.storage.steps_assignments import Taken, key_of, maybe, on, one_of, pick, plain, words

_BODIES = one_of("Kommunfullmäktige", "Kommunstyrelsen", "Utskottet")
_COUNT = one_of(None, 7, 14, 21)


def _day(_session: Session, dice: random.Random) -> date:
    return TODAY + timedelta(days=dice.randrange(-300, 300))


def _moved(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, Meeting)
    if row is None:
        return None
    return meetings.move_meeting(
        session,
        meeting_id=row.id,
        expected_version=row.version,
        starts=row.starts + timedelta(days=dice.randrange(-30, 30)),
        reason=dice.choice((None, "Statsbidragen kom sent")),
        tax_rate_on=dice.choice((None, TODAY)),
    )


def _rule(session: Session, dice: random.Random) -> object:
    body = _BODIES(session, dice)
    row = session.scalars(select(MeetingRule).where(MeetingRule.body == body)).one_or_none()
    days = {name: _COUNT(session, dice) for name in ("documents_days", "summons_days", "adjusting_days")}
    return meetings.set_rule(session, body=body, expected_version=row.version if row else 0, **days)


STEPS: tuple[Taken, ...] = (
    plain(
        meetings.add_meeting,
        body=_BODIES, starts=_day, begins=one_of(None, "18.30"), place=words, tentative=one_of(True, False),
    ),
    on(
        Meeting, meetings.set_meeting,
        place=words, note=words, cancelled=one_of(True, False), begins=one_of("13", None),
    ),
    (meetings.move_meeting, _moved),
    on(Meeting, meetings.remove_meeting),
    (meetings.set_rule, _rule),
    plain(meetings.treat_at, activity_id=key_of(WheelActivity), meeting_id=maybe(Meeting)),
)  # fmt: skip

_GIVEN = ("wheel.meetings.add_meeting",)
#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    f"wheel.meetings.{name}": _GIVEN for name in ("set_meeting", "move_meeting", "remove_meeting", "treat_at")
}
