"""What is ahead and what is late by the wheel: the first thing that Översikt shows when a file opens."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from sqlalchemy.orm import Session

from app.services.formatting import write_count, write_day_month
from app.services.textorder import SortKey, sort_key
from app.services.wheel.views import Activity, LegalDay, WheelView

#: How far ahead Översikt looks.
DAYS: Final = 30
#: A day by law is counted down to from so many days before.
COUNTED_DAYS: Final = 60
_JANUARY: Final = 1
_OVER: Final = frozenset({"done", "cancelled"})
#: What is counted down to, as it stands in a sentence; other steps keep their own names.
_COUNTED: Final = {
    "board-proposal": "styrelsens budgetförslag",
    "council-decision": "fullmäktiges budgetbeslut",
    "tax-rate": "fullmäktiges beslut om skattesatsen",
    "interim-report": "delårsrapporten",
    "annual-report": "årsredovisningen",
    "discharge": "fullmäktiges beslut om ansvarsfrihet",
}

ItemKind = Literal["wheel_activity", "meeting", "legal"]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that has a day: an activity, a day before a meeting, or a day by law that nobody has planned.

    `when` is as exact as the source; `day` its last day and `days` how far away that is, below zero when
    it has passed. `key` is the row of its `kind`, None for a day by law. `law` is the paragraph that binds.
    """

    kind: ItemKind
    key: int | None
    day: date
    days: int
    when: str
    title: str
    full: str
    note: str = ""
    law: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """A working year, and what is due and late on a day, whatever year that is."""

    wheel: WheelView
    today: date
    due: tuple[Item, ...]
    late: tuple[Item, ...]
    countdown: Item | None
    """The next day by law, when it is near and not yet done; `note` says how far it is."""
    upcoming: Item | None
    """The next of all that is still to be done."""


def read_ahead(session: Session, *, year: int, today: date) -> Ahead:
    """The working year and what is near; nothing that needs the calendar's holidays is read."""
    from app.services.wheel.reading import wheel_view

    shown = wheel_view(session, year=year, today=today, noticed=False)
    whole = all(wheel.start_month == _JANUARY for wheel in shown.wheels[:1])
    views = [
        shown
        if one == year and whole
        else wheel_view(session, year=one, today=today, start_month=_JANUARY, noticed=False)
        for one in years_ahead(year, today)
    ]
    return put_together(shown, views, today)


def years_ahead(year: int, today: date) -> list[int]:
    """The working year, and those that the days ahead lie in."""
    return sorted({year, today.year, (today + timedelta(days=DAYS)).year})


def put_together(shown: WheelView, views: Iterable[WheelView], today: date) -> Ahead:
    """What is due and late in some years of the wheel."""
    read = tuple(views)
    activities = tuple({one.key: one for view in read for one in view.activities}.values())
    legal = tuple({(one.key, one.concerns): one for view in read for one in view.legal}.values())
    open_ones = [one for one in activities if one.status not in _OVER and one.when.last is not None]
    late = [_of(one, today) for one in open_ones if one.status == "late"]
    due = [_of(one, today) for one in open_ones if one.status != "late" and is_within(one.when.last, today)]
    return Ahead(
        wheel=shown,
        today=today,
        due=in_order((*due, *_unplanned(legal, today))),
        late=in_order(late),
        countdown=_countdown(legal, activities, today),
        upcoming=_upcoming(read, today),
    )


def _upcoming(read: Iterable[WheelView], today: date) -> Item | None:
    """What the wheel of the present year, or else of the coming one, says is next."""
    views = sorted((view for view in read if view.year >= today.year), key=lambda view: view.year)
    marked = (one for view in views for one in view.activities if one.next)
    first = next(marked, None)
    return _of(first, today) if first is not None else None


def is_within(day: date | None, today: date) -> bool:
    """Whether a day is one of the days that Översikt looks ahead."""
    return day is not None and 0 <= (day - today).days <= DAYS


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items by day."""
    return tuple(sorted(items, key=_order))


def _of(one: Activity, today: date) -> Item:
    day = one.when.last or today
    done = sum(step.done_on is not None for step in one.checklist)
    note = f"{done} av {write_count(len(one.checklist), 'punkt', 'punkter')} klara" if one.checklist else ""
    return Item(
        kind="wheel_activity",
        key=one.key,
        day=day,
        days=(day - today).days,
        when=one.when.words,
        title=one.title,
        full=one.title,
        note=note,
        law=one.bound.paragraph if one.bound is not None else "",
        example=one.example,
    )


def _unplanned(legal: Iterable[LegalDay], today: date) -> Iterator[Item]:
    """Days by law that are near and that no activity carries out."""
    for one in legal:
        if not one.activities and not one.met and is_within(one.day, today):
            yield _of_law(one, today)


def _of_law(one: LegalDay, today: date) -> Item:
    return Item(
        kind="legal",
        key=next(iter(one.activities), None),
        day=one.day,
        days=(one.day - today).days,
        when=f"senast {write_day_month(one.day)}",
        title=one.name,
        full=one.explanation,
        law=one.paragraph,
    )


def _countdown(legal: Iterable[LegalDay], activities: Iterable[Activity], today: date) -> Item | None:
    done = {one.key for one in activities if one.status == "done"}
    near = (
        one
        for one in legal
        if 0 <= (one.day - today).days <= COUNTED_DAYS and not one.met and done.isdisjoint(one.activities)
    )
    first = min(near, key=lambda one: (one.day, not one.activities), default=None)
    if first is None:
        return None
    what = _COUNTED.get(first.key, first.name[:1].lower() + first.name[1:])
    away = (first.day - today).days
    last = f"{'I dag' if away == 0 else 'I morgon'} är sista dagen för {what}."
    words = last if away < 2 else f"{away} dagar till {what}."
    return replace(_of_law(first, today), note=words)


def _order(one: Item) -> tuple[date, bool, SortKey]:
    return one.day, not one.law, sort_key(one.title)
