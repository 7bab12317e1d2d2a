"""The list below a wheel on paper: every activity with its number, by half-year, and the law's days."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.services.formatting import (
    DASH,
    MONTHS,
    NBSP,
    keep_together,
    write_count,
    write_day_month,
    write_long_date,
)
from app.services.reports.text import one_line
from app.services.textorder import fold
from app.services.wheel.views import Activity, LegalDay, WheelView

UNDATED: Final = "Utan angiven tid"
LIMITS: Final = "Lagens gränser"
STATUS_WORDS: Final = {
    "planned": "planerad", "ongoing": "pågår", "done": "klar", "late": "försenad", "cancelled": "inställd",
}  # fmt: skip
_SAID: Final = frozenset({"ongoing", "done", "late", "cancelled"})
_STATUTES: Final = (
    (" kommunallagen (2017:725)", "KL"),
    (" lagen (2018:597) om kommunal bokföring och redovisning", "LKBR"),
)
_KEPT_TOGETHER: Final = 24
"""A citation of no more letters is never split over two lines."""
_STEP: Final = re.compile(r"(\d{1,2})\. (?=[A-ZÅÄÖ])")
"""What a title begins with where the model numbers its steps: beside the list's own number, "2 2. Dialog"."""
_HALF: Final = 6
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: its number or "" for the sign of the law, its words, and when."""

    label: str
    words: str
    when: str
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    heading: str
    entries: tuple[Entry, ...]


def for_paper(view: WheelView, *, status: bool) -> WheelView:
    """A view as it hangs on a wall: numbered in its order, without the day that it was printed on.

    How far the activities have come is told only with `status`; what is cancelled always is.
    """
    numbered = (_drawable(each, number) for number, each in enumerate(view.activities, 1))
    if status:
        return replace(view, today=date.min, activities=tuple(replace(each, next=False) for each in numbered))
    activities = tuple(
        replace(each, next=False, red=False, status=each.status if each.status == "cancelled" else "planned")
        for each in numbered
    )
    return replace(view, today=date.min, activities=activities)


def _drawable(activity: Activity, number: int) -> Activity:
    """An activity with its number, and only the characters that the typeface has."""
    title = one_line(activity.title) or DASH
    return replace(activity, number=number, title=title, short=one_line(activity.short) or title)


def listed(view: WheelView, start_month: int = 1) -> tuple[Section, ...]:
    """The parts of the list that have something in them; the numbers are those of the picture."""
    numbered = [(each, _entry(each, view.year)) for each in view.activities]
    halves: tuple[list[Entry], list[Entry]] = ([], [])
    undated: list[Entry] = []
    for activity, entry in numbered:
        if not activity.when.dated:
            undated.append(entry)
        else:
            halves[_second_half(activity, view.year, start_month)].append(entry)
    legal = tuple(_law(each, view.year) for each in view.legal)
    sections = (
        *(Section(_half_name(start_month, half), tuple(halves[half])) for half in (0, 1)),
        Section(UNDATED, tuple(undated)),
        Section(LIMITS, legal),
    )
    return tuple(section for section in sections if section.entries)


def counted(view: WheelView) -> str:
    """How many activities there are, with time and without."""
    dated = sum(each.when.dated for each in view.activities)
    whole = write_count(len(view.activities), "aktivitet", "aktiviteter")
    return f"{whole}: {dated} med tid, {len(view.activities) - dated} utan"


def told(view: WheelView, title: str) -> str:
    """What the picture shows, for those who do not see it."""
    legal = write_count(len(view.legal), "dag som lagen anger", "dagar som lagen anger")
    return (
        f"{title}: en ring med årets tolv månader medurs, {counted(view)}, och {legal}. "
        "Samma innehåll står som lista efter bilden."
    )


def day_words(day: date, year: int) -> str:
    """A day, with its year only when that is another."""
    return write_day_month(day) if day.year == year else write_long_date(day)


def _entry(activity: Activity, year: int) -> Entry:
    step = _STEP.match(activity.title)
    said = [f"steg{NBSP}{step[1]}"] if step else []
    said += [activity.when.words] if activity.when.dated else []
    if not activity.when.dated:
        said += [text for text in (activity.recurrence,) if text and fold(text) not in fold(activity.title)]
    possible = [day_words(day, year) for day in activity.when.tentative]
    if possible and not any(text in activity.when.words for text in possible):
        said.append(f"ev. {' och '.join(possible)}")
    if activity.status in _SAID:
        said.append(STATUS_WORDS[activity.status])
    title = activity.title[step.end() :] if step else activity.title
    title = title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"
    when = keep_together(one_line(", ".join(said)))
    return Entry(str(activity.number), title, when)


def cited(paragraph: str) -> str:
    """A paragraph as lists cite it: "KL 11 kap. 10 §"."""
    for statute, letters in _STATUTES:
        if paragraph.endswith(statute):
            return f"{letters} {paragraph.removesuffix(statute)}".strip()
    return paragraph


def _law(legal: LegalDay, year: int) -> Entry:
    paragraph = cited(legal.paragraph)
    if len(paragraph) <= _KEPT_TOGETHER:
        paragraph = paragraph.replace(" ", NBSP)
    when = keep_together(one_line(f"{day_words(legal.day, year)}, {paragraph}"))
    return Entry("", one_line(legal.name), when, legal=True)


def _second_half(activity: Activity, year: int, start_month: int) -> int:
    """0 or 1 by the day that an activity is placed on, counted from the month at the top."""
    day = activity.when.first or activity.when.last
    assert day is not None
    months = (day.year - year) * 12 + day.month - start_month
    return int(months >= _HALF)


def _half_name(start_month: int, half: int) -> str:
    first = (start_month - 1 + _HALF * half) % 12
    name = f"{MONTHS[first]}\u2013{MONTHS[(first + _HALF - 1) % 12]}"
    return name[:1].upper() + name[1:]
