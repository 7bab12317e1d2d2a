"""The fixed days around a meeting, computed backwards and forwards from its rule and from law."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from app.services.lawrules import rule_now
from app.services.wheel.errors import NotATimeOfDay
from app.services.wheel.workdays import working_after, working_before

#: More days than this around a meeting are a slip of the finger.
MOST_DAYS: Final = 180

_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:]?(\d{2}))?", re.IGNORECASE)
_HOURS, _MINUTES = 24, 60
_DAY = timedelta(days=1)


class Ruled(Protocol):
    """What the days around a body's meetings are computed from."""

    @property
    def documents_days(self) -> int | None:
        """Last day for documents, days before."""
        ...

    @property
    def summons_days(self) -> int | None:
        """Summons and notice, days before."""
        ...

    @property
    def adjusting_days(self) -> int | None:
        """Minutes adjusted, days after."""
        ...


@dataclass(frozen=True, slots=True)
class MeetingDays:
    """The days around a meeting; None where the body has no rule for it.

    `appeal_until` is the last day for appeal and `in_force_on` the day after, when decisions that
    nobody has appealed have laga kraft. Both are `expected` until the notice has been put up.
    """

    documents_on: date | None
    summons_on: date | None
    adjust_by: date | None
    appeal_until: date | None
    in_force_on: date | None
    expected: bool


def is_council(body: str) -> bool:
    """Whether a body is the council itself, which the law gives days of its own."""
    return body.strip().casefold().endswith("fullmäktige")


def least_summons_days(body: str) -> int:
    """How many days before its meeting the law wants a body summoned; 0 for others than the council."""
    return (rule_now("council-notice").days or 0) if is_council(body) else 0


def appeal_end(noticed_on: date) -> date:
    """The last day for appeal: three weeks from the notice, or the working day that comes next."""
    return working_after(noticed_on + timedelta(days=rule_now("appeal-time").days or 0))


def days_around(
    body: str,
    starts: date,
    ends: date | None,
    rule: Ruled | None,
    *,
    adjusted_on: date | None = None,
    noticed_on: date | None = None,
) -> MeetingDays:
    """The days around a meeting; days before it fall on a working day before, days after on one after."""
    last = ends or starts
    documents = rule.documents_days if rule else None
    summons = rule.summons_days if rule else None
    adjusting = rule.adjusting_days if rule else None
    least = least_summons_days(body)
    if least:
        summons = max(summons or 0, least)
    adjust_by = None if adjusting is None else working_after(last + timedelta(days=adjusting))
    counted = noticed_on or adjusted_on or adjust_by
    until = None if counted is None else appeal_end(counted)
    return MeetingDays(
        documents_on=None if documents is None else working_before(starts - timedelta(days=documents)),
        summons_on=None if summons is None else working_before(starts - timedelta(days=summons)),
        adjust_by=adjust_by,
        appeal_until=until,
        in_force_on=None if until is None else until + _DAY,
        expected=noticed_on is None,
    )


def read_time_of_day(text: str | None) -> str | None:
    """A time of day typed as 18.30, 18:30, 1830 or 18, kept as "18:30"; "" is none."""
    typed = (text or "").strip()
    if not typed:
        return None
    found = _TIME.fullmatch(typed)
    if found is None or not typed.isascii():
        raise NotATimeOfDay(typed)
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour >= _HOURS or minute >= _MINUTES:
        raise NotATimeOfDay(typed)
    return f"{hour:02}:{minute:02}"
