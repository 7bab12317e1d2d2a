"""A working year's activities made from the model's patterns, in the order of the source."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.organisation import MandatePeriod
from app.models.steering import DocumentKind
from app.models.types import new_id
from app.models.wheel import ActivityOrder, ActivityStep, WheelActivity, WheelPattern
from app.services.wheel.producing import Producing, give_documents, producing_of
from app.services.wheel.recurring import History, Occurrence, occurrences_of
from app.services.wheel.times import Timing

Made = dict[str, list[WheelActivity]]


def make_year(session: Session, *, year: int) -> Made:
    """Every pattern's occurrences in a year by its key, with checklists and sequences; a part of others."""
    patterns = patterns_of(session)
    histories, elections = histories_of(session), elections_of(session)
    before, documents = previous_of(session, year), producing_of(session)
    made: Made = {}
    for pattern in patterns:
        found = occurrences_of(pattern, year, histories.get(pattern.id, histories[0]), elections)
        if found:
            made[pattern.key] = [make_activity(pattern, one, year, before, documents) for one in found]
    session.add_all(row for rows in made.values() for row in rows)
    session.flush()
    session.add_all(sequences(session, made))
    session.flush()
    return made


def patterns_of(session: Session) -> Sequence[WheelPattern]:
    """The model's patterns in the order of the source."""
    return session.scalars(select(WheelPattern).order_by(WheelPattern.position, WheelPattern.id)).all()


def elections_of(session: Session) -> frozenset[int]:
    """The election years whose mandates the file knows."""
    return frozenset(session.scalars(select(MandatePeriod.election_year)))


def histories_of(session: Session) -> Mapping[int, History]:
    """What the file knows of each pattern by its row; 0 is for those that it knows nothing of."""
    asked = select(WheelActivity.pattern_id, WheelActivity.year, WheelActivity.status)
    planned: dict[int, set[int]] = defaultdict(set)
    done: dict[int, set[int]] = defaultdict(set)
    for pattern_id, year, status in session.execute(asked):
        if pattern_id is not None:
            planned[pattern_id].add(year)
            if status == "done":
                done[pattern_id].add(year)
    starts = session.scalar(select(func.min(WheelActivity.year)))
    found = {key: History(frozenset(years), frozenset(done[key]), starts) for key, years in planned.items()}
    return {**found, 0: History(file_starts=starts)}


def previous_of(session: Session, year: int) -> Mapping[tuple[int, int], int]:
    """The activities of the last year before in which each was planned, by pattern and number."""
    asked = (
        select(WheelActivity.pattern_id, WheelActivity.number, WheelActivity.id)
        .where(WheelActivity.year < year, WheelActivity.pattern_id.is_not(None))
        .order_by(WheelActivity.year, WheelActivity.id)
    )
    return {(pattern, number): key for pattern, number, key in session.execute(asked) if pattern is not None}


def make_activity(
    pattern: WheelPattern,
    found: Occurrence,
    year: int,
    before: Mapping[tuple[int, int], int],
    documents: Producing,
) -> WheelActivity:
    """A row for an occurrence, with its documents and its checklist of what the source says is dealt with."""
    details = pattern.details
    row = WheelActivity(
        id=new_id(),
        pattern_id=pattern.id,
        wheel_id=pattern.wheel_id,
        previous_id=before.get((pattern.id, found.number)),
        year=year,
        position=pattern.position,
        number=found.number,
        form=details.get("form", "activity"),
        title=found.title,
        short_title=found.short,
        bodies=pattern.bodies,
        participants=details.get("participants"),
        rhythm=details.get("rhythm"),
        recurrence=pattern.recurrence,
        deadline=pattern.deadline,
        year_offset=pattern.year_offset,
        phase=pattern.phase,
        law=details.get("law"),
    )
    put_time(row, found.timing)
    row.steps = [
        ActivityStep(position=place, text=text[:1].upper() + text[1:])
        for place, text in enumerate(details.get("content") or ())
    ]
    give_documents(row, pattern, documents)
    return row


def put_time(row: WheelActivity, timing: Timing) -> None:
    """Write a time to a row."""
    row.precision, row.starts, row.ends = timing.precision, timing.first, timing.last
    row.month_part, row.season = timing.month_part, timing.season
    row.tentative = [day.isoformat() for day in timing.tentative] or None
    row.timing_text = timing.source


def sequences(session: Session, made: Made) -> list[ActivityOrder]:
    """The sequences of the document kinds' decision steps, where the source's own times agree with them."""
    kinds = session.scalars(select(DocumentKind.decision_steps).order_by(DocumentKind.position))
    after: dict[int, set[int]] = defaultdict(set)
    rows: list[ActivityOrder] = []
    for steps in kinds:
        keys = [str(step.get("wheel_pattern")) for step in steps or ()]
        timed = [made[key][0] for key in keys if len(made.get(key, ())) == 1]
        for first, second in pairwise(timed):
            if second.id in after[first.id] or leads_to(after, second.id, first.id):
                continue
            if not (second.ends and first.starts and second.ends < first.starts):
                after[first.id].add(second.id)
                rows.append(ActivityOrder(before_id=first.id, after_id=second.id))
    return rows


def leads_to(after: Mapping[int, set[int]], start: int, goal: int) -> bool:
    """Whether a sequence leads from one activity to another, or they are the same."""
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key == goal:
            return True
        if key not in seen:
            seen.add(key)
            waiting += after.get(key, ())
    return False
