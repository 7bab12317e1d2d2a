"""A model's wheel as a year, without any file: its patterns as they would be done."""

from datetime import date
from itertools import count

from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelformat_process import WheelPattern
from app.services.wheel import legal, reading
from app.services.wheel.recurring import History, Occurrence, occurrences_of
from app.services.wheel.timing import when_of
from app.services.wheel.views import Activity, LegalBound, WheelRow, WheelView

_UNKNOWN = History()


def pattern_view(model: ModelFile, year: int) -> WheelView:
    """The year that a model's patterns give, with keys of its own counted from 1."""
    wheels = tuple(
        WheelRow(key, wheel.key, wheel.name, wheel.start_month or 1, wheel.audience)
        for key, wheel in enumerate(model.wheels or (), start=1)
    )
    keys = {row.model_key: row.key for row in wheels}
    elections = legal.elections_around(())
    numbers = count(1)
    activities = [
        _activity(model, pattern, found, year, next(numbers), keys[pattern.wheel])
        for pattern in model.wheel_patterns or ()
        for found in occurrences_of(pattern, year, _UNKNOWN, elections)
    ]
    return WheelView(
        year=year,
        today=date(year, 1, 1),
        municipality=model.municipality.name,
        wheels=wheels,
        activities=tuple(sorted(activities, key=reading.time_order)),
        legal=legal.legal_days(year, activities, elections),
        bodies=tuple(body.name for body in model.bodies),
        years=(year,),
    )


def _activity(
    model: ModelFile, pattern: WheelPattern, found: Occurrence, year: int, key: int, wheel: int
) -> Activity:
    offset = pattern.year_offset
    return Activity(
        key=key,
        version=1,
        wheel=wheel,
        year=year,
        position=pattern.order,
        number=found.number,
        form=pattern.form or "activity",
        title=found.title,
        short=found.short or found.title,
        when=when_of(found.timing, year),
        concerns=None if offset is None else year + offset,
        offset=offset,
        phase=pattern.phase,
        status="planned",
        said="planned",
        bodies=model.body_names(pattern.bodies) or (),
        participants=model.body_names(pattern.participants) or (),
        deadline=pattern.deadline,
        rhythm=pattern.rhythm,
        recurrence=pattern.recurrence,
        step=reading.step_of(found.title),
        law=pattern.law,
        bound=_bound(pattern, year),
    )


def _bound(pattern: WheelPattern, year: int) -> LegalBound | None:
    if pattern.law is None:
        return None
    said = None if pattern.year_offset is None else year + pattern.year_offset
    concerns = legal.concerned_year(pattern.law, year, said)
    if concerns is None:
        return None
    return legal.bound_of(pattern.law, concerns, mandates=legal.elections_around(()))
