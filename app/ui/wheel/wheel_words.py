"""An activity of the wheel in words: in the tooltip, on the clipboard and to a screen reader."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from app.services import formatting
from app.ui.wheel import words

if TYPE_CHECKING:
    from app.services.wheel.views import Activity, WheelView

#: A tooltip is this wide at most, in pixels.
_WIDTH = 360
_LONGEST_NOTE = 280


def tooltip(activity: "Activity", notices: tuple[str, ...] = ()) -> str:
    """Everything there is to know at a glance, as Qt's rich text."""
    pairs = (*facts_of(activity), *(("Att se över", each) for each in notices))
    facts = "".join(
        f'<tr><td style="padding-right: 10px">{escape(name)}</td><td>{escape(said)}</td></tr>'
        for name, said in pairs
    )
    table = f'<table cellspacing="0" cellpadding="1">{facts}</table>'
    example = " <i>ex</i>" if activity.example else ""
    return f'<div style="width: {_WIDTH}px"><b>{escape(activity.title)}</b>{example}{table}</div>'


def facts_of(activity: "Activity") -> Iterator[tuple[str, str]]:
    """What is known of an activity, each with its heading."""
    yield "Tid", activity.when.words
    if activity.when.source and activity.when.source != activity.when.words:
        yield "Källan säger", activity.when.source
    yield "Status", status_words(activity)
    if activity.phase:
        yield "Fas", words.phase_word(activity)
    if activity.concerns:
        yield "Avser", str(activity.concerns)
    if activity.bodies:
        yield "Organ", ", ".join(activity.bodies)
    if activity.participants:
        yield "Deltar", ", ".join(activity.participants)
    if activity.responsible:
        yield "Ansvarig", activity.responsible
    if activity.step:
        yield "Steg", activity.step
    if activity.recurrence or activity.rhythm:
        yield "Återkommer", activity.recurrence or words.rhythm_word(activity.rhythm)
    yield from _facts_of_law(activity)
    if activity.checklist:
        done = sum(step.done_on is not None for step in activity.checklist)
        yield "Checklista", f"{done} av {len(activity.checklist)} klara"
    if activity.documents:
        yield "Dokument", ", ".join(link.title for link in activity.documents)
    if activity.negotiations:
        yield "MBL", ", ".join(words.negotiation_words(row) for row in activity.negotiations)
    if activity.place:
        yield "Plats", activity.place
    if activity.note:
        yield "Anteckning", _short(activity.note)


def _facts_of_law(activity: "Activity") -> Iterator[tuple[str, str]]:
    bound = activity.bound
    if bound is None:
        return
    yield "Lag", f"{bound.name}, {bound.paragraph}: senast {formatting.write_long_date(bound.deadline)}"
    if bound.latest > bound.deadline:
        yield "", f"Med särskilda skäl senast {formatting.write_long_date(bound.latest)}"
    yield "", bound.explanation
    if activity.exception_reason:
        yield "Särskilda skäl", _short(activity.exception_reason)
    if activity.tax_rate_on:
        yield "Skattesats", formatting.write_long_date(activity.tax_rate_on)


def status_words(activity: "Activity") -> str:
    """The status in words, with the day when it was done and whether it comes next."""
    word = words.STATUSES.get(activity.status, activity.status)
    if activity.status == "done" and activity.done_on:
        return f"{word} {formatting.write_long_date(activity.done_on)}"
    return f"{word}, nästa" if activity.next else word


def copied(activity: "Activity") -> str:
    """An activity as text to be pasted anywhere."""
    said = [f"{name}: {fact}" if name else fact for name, fact in facts_of(activity)]
    return "\n".join((activity.title, *said))


def spoken(activity: "Activity", place: int, count: int) -> str:
    """What a screen reader says of the activity that was chosen."""
    bodies = f", {', '.join(activity.bodies)}" if activity.bodies else ""
    law = f", lagens gräns {formatting.write_long_date(activity.bound.deadline)}" if activity.bound else ""
    said = f"{activity.title}, {activity.when.words}, {status_words(activity)}{bodies}{law}"
    return f"{said}. {place} av {count}."


def name_of(view: "WheelView") -> str:
    """What the wheel is called."""
    count = formatting.write_count(len(view.activities), "aktivitet", "aktiviteter")
    return f"Årshjul {view.year} med {count}".replace(formatting.NBSP, " ")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NOTE else text[:_LONGEST_NOTE].rstrip() + "…"
