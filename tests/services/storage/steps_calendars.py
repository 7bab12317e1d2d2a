"""Reading a calendar in as a step: new meetings and activities by chance, and known ones moved."""

import random
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.wheel import Meeting, WheelActivity
from app.services.exchange.calendars.applying import import_calendar
from app.services.exchange.calendars.dryrun import ImportRow
from app.services.exchange.calendars.found import FoundEvent
from tests.services.storage.steps_assignments import Taken, pick

_BODIES = ("Kommunfullmäktige", "Kommunstyrelsen", "Valnämnden")


def _event(dice: random.Random, year: int) -> FoundEvent:
    first = date(year, 1, 1) + timedelta(days=dice.randrange(360))
    last = first + timedelta(days=dice.choice((0, 0, 2)))
    return FoundEvent(
        place="händelse", summary="Möte", first=first, last=last, begins=dice.choice((None, "18:30")),
        uid=f"{dice.randrange(10**9)}@annan", where=dice.choice((None, "Tingshuset")),
        tentative=dice.random() < 0.2,
    )  # fmt: skip


def _new(session: Session, dice: random.Random, year: int) -> ImportRow:
    event, body = _event(dice, year), dice.choice(_BODIES)
    if dice.random() < 0.5 and session.scalars(select(WheelActivity.id)).first() is not None:
        return ImportRow("activity", None, 0, "Möte", "", "", event, title="Möte", bodies=(body,))
    return ImportRow("meeting", None, 0, body, "", "", event, body=body)


def _import(session: Session, dice: random.Random) -> object:
    rows = [_new(session, dice, 2026) for _ in range(dice.randrange(1, 4))]
    known: Meeting | None = pick(session, dice, Meeting)
    if known is not None and known.adjusted_on is None and known.noticed_on is None:
        event = _event(dice, known.starts.year)
        rows.append(ImportRow("meeting", known.id, known.version, known.body, "", "", event, body=known.body))
    return import_calendar(session, rows=rows, year=2026, file="kalender.ics")


STEPS: tuple[Taken, ...] = ((import_calendar, _import),)
"""A day that is taken, or that the law does not allow, refuses the whole of it."""
