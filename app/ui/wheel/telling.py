"""What calendar and timeline say of an activity: its colour, and days in tooltips."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from app.services import formatting
from app.ui.wheel import words

if TYPE_CHECKING:
    from datetime import date

    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.views import Activity, LegalDay, WheelView
    from app.ui.wheel.special_days import SpecialDays

_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def roles_of(view: "WheelView", options: "WheelOptions") -> Mapping[int, str]:
    """The palette role of each activity, the same as in the wheel."""
    from app.services.wheel.picture.colours import look_of

    return {one.key: look_of(one, view, options).role for one in view.activities}


def forms_of(view: "WheelView", options: "WheelOptions") -> Mapping[int, str]:
    """The form of each activity's mark, the same as in the wheel: "disc", "square" or "diamond"."""
    from app.services.wheel.picture.colours import look_of

    return {one.key: look_of(one, view, options).form for one in view.activities}


def told_law(days: Sequence["LegalDay"]) -> str:
    """The days by law of a day, for a tooltip."""
    return "".join(f"<p>{_told(day)}</p>" for day in days)


def _told(day: "LegalDay") -> str:
    lines = [f"{formatting.write_long_date(day.day)}, {day.paragraph}"]
    if day.latest > day.day:
        lines.append(f"Med särskilda skäl senast {formatting.write_long_date(day.latest)}")
    lines.append(day.explanation)
    return "<br>".join((f"<b>{escape(day.name)}</b>", *map(escape, lines)))


def day_words(day: "date") -> str:
    """A day with its weekday and its week: "torsdag 12 mars 2026, vecka 11"."""
    name = _WEEKDAYS[day.weekday()]
    return f"{name} {formatting.write_long_date(day)}, vecka {day.isocalendar().week}"


def spoken(one: "Activity") -> str:
    """An activity in a few words, for those who hear the program."""
    return f"{one.title}, {one.when.words}, {words.status_word(one).lower()}"


def say(widget: QWidget, said: str) -> None:
    """Tell a screen reader what was walked to."""
    widget.setAccessibleDescription(said)
    if widget.hasFocus():
        event = QAccessibleAnnouncementEvent(widget, said)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)


def day_notes(day: "date", days: "SpecialDays") -> tuple[str, ...]:
    """What is special about a day: today, a holiday, a squeezed day, a possible day, a day by law."""
    notes = []
    if day == days.today:
        notes.append("i dag")
    if day in days.holidays:
        notes.append(days.holidays[day])
    if day in days.squeezes:
        notes.append("klämdag")
    notes += [f"lagens gräns: {one.name}, {one.paragraph}" for one in days.law.get(day, ())]
    return tuple(notes)


def told_day(day: "date", days: "SpecialDays") -> str:
    """A day for a tooltip."""
    lines = [words.sentence_case(day_words(day)), *map(words.sentence_case, day_notes(day, days))]
    return "<p>" + "<br>".join(escape(line) for line in lines) + "</p>"
