"""What the details show of an activity: when, how far, who, for what, by which law, and what it needs."""

from functools import partial
from typing import TYPE_CHECKING

from app.services.formatting import write_long_date
from app.ui.parts.details import (
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Heading,
    Notice,
    Part,
    Text,
)
from app.ui.wheel import words
from app.ui.wheel.activity_rows import says_more
from app.ui.wheel.adding import TIME_HINT, concerned_years
from app.ui.wheel.detail_form import Form, day_text
from app.ui.wheel.detail_lists import checklist_parts, document_parts, negotiation_parts, order_parts
from app.ui.wheel.detail_notes import note_parts
from app.ui.wheel.offering import mend_parts

if TYPE_CHECKING:
    from app.services.wheel.views import Activity, WheelView
    from app.ui.wheel.page import WheelPage

_ONE_A_LINE = "Skriv ett namn på varje rad."
_NO_MEETING = (None, "Inget sammanträde")
_NO_LAW = (None, "Inget")
_NO_RHYTHM = (None, "Anges inte")


class ActivityDetails:
    """Builds the details of an activity, each field joined to its use case."""

    def __init__(self, page: "WheelPage") -> None:
        self._page = page

    def build(self, one: "Activity", view: "WheelView") -> Details:
        """The details of one activity."""
        form = Form(self._page, one, view)
        kicker = " · ".join((words.FORMS[one.form], *one.bodies[-1:]))
        parts = (
            *_notices(form), *_time(form), *_who(form), *_what(form), *_law(form),
            *checklist_parts(form), *document_parts(form), *negotiation_parts(form), *order_parts(form),
            *note_parts(form), *self._end(form),
        )  # fmt: skip
        rename = None if form.locked else (lambda title: form.edits.fields(one.key, title=title))
        return Details(
            ("wheel_activity", one.key), kicker, one.title, parts, rename=rename, example=one.example
        )

    def _end(self, form: Form) -> list[Part]:
        if form.locked:
            return []
        page, one = self._page, form.one
        commands = (
            Command("Kopiera aktiviteten…", partial(page.adding.copy, one), "copy"),
            Command("Ta bort", partial(page.remove, one.key), "trash"),
        )
        return [Heading(""), Commands(commands)]


def _notices(form: Form) -> list[Part]:
    one = form.one
    said: list[Part] = []
    if one.red and one.bound is not None:
        by = write_long_date(one.bound.deadline)
        said.append(Notice(f"{one.bound.name}: senast {by}, {one.bound.paragraph}.", "error"))
    if one.status == "late" and one.when.last is not None:
        said.append(Notice(f"Försenad. Skulle ha varit klar {write_long_date(one.when.last)}."))
    remarks = form.view.notices.get(one.key, ())
    said += [Notice(text) for text in remarks]
    if (remarks or one.red) and not form.locked and one.status not in ("done", "cancelled"):
        said += mend_parts(form)
    return said


def _time(form: Form) -> list[Part]:
    one, edits = form.one, form.edits
    typed = one.when.words if one.when.dated else ""
    statuses = tuple(
        (key, word) for key, word in words.STATUSES.items() if key != "late" or one.said == "late"
    )
    parts: list[Part] = [
        form.field(
            "when", "Tid", typed, partial(edits.time, one.key), placeholder=words.UNDATED, hint=TIME_HINT
        ),
    ]
    source = says_more(one)
    if source:
        parts.append(Text(f"{words.SOURCE_SAYS.format(source)}.", muted=True))
    parts.append(form.choice("status", "Status", statuses, one.said, partial(edits.status, one.key)))
    if one.said == "done":
        parts.append(
            form.field("done_on", "Klar den dag", day_text(one.done_on), partial(edits.done_on, one.key))
        )
    meetings = _meetings(form)
    if len(meetings) > 1:
        parts.append(
            form.choice("meeting", "Behandlas vid", meetings, one.meeting, partial(edits.treat_at, one.key))
        )
    return parts


def _meetings(form: Form) -> tuple[tuple[int | None, str], ...]:
    """The meetings of the activity's bodies in its year; all where it has no body."""
    from app.services.wheel.meetings import meeting_plan

    one = form.one
    plan = form.space.read(partial(meeting_plan, year=one.year))
    rows = [
        row
        for row in plan.rows
        if row.key == one.meeting or (not row.cancelled and (not one.bodies or row.body in one.bodies))
    ]
    several = len({row.body for row in rows}) > 1
    return (
        _NO_MEETING,
        *((row.key, f"{row.day_words}, {row.body}" if several else row.day_words) for row in rows),
    )


def _who(form: Form) -> list[Part]:
    one = form.one
    return [
        Heading("Vem"),
        form.names("bodies", "Organ", one.bodies, _ONE_A_LINE if not form.locked else ""),
        form.plain("responsible", "Ansvarig roll", one.responsible, placeholder="Ekonomichef"),
        form.names("participants", "Deltar", one.participants, ""),
        form.plain("place", "Plats", one.place),
    ]


def _what(form: Form) -> list[Part]:
    from app.services.wheel.editing import RHYTHMS

    one, edits = form.one, form.edits
    phases = ((None, words.NO_PHASE), *words.PHASES.items())
    parts: list[Part] = [
        Heading("Vad"),
        form.choice("phase", "Fas", phases, one.phase, lambda key: edits.fields(one.key, phase=key)),
        form.choice(
            "concerns", "År som arbetet avser", concerned_years(one.year), one.offset,
            lambda offset: edits.fields(one.key, year_offset=offset),
        ),
        form.choice(
            "form", "Slag", tuple(words.FORMS.items()), one.form, lambda key: edits.fields(one.key, form=key)
        ),
    ]  # fmt: skip
    if len(form.view.wheels) > 1:
        wheels = tuple((row.key, row.name) for row in form.view.wheels)
        parts.append(
            form.choice("wheel", "Hjul", wheels, one.wheel, lambda key: edits.fields(one.key, wheel_id=key))
        )
    short = one.short if one.short != one.title else ""
    parts.append(form.plain("short_title", "Kort benämning i hjulet", short, placeholder=one.title))
    rhythms = (_NO_RHYTHM, *((key, words.sentence_case(words.rhythm_word(key))) for key in RHYTHMS))
    parts.append(
        form.choice(
            "rhythm", "Återkommer", rhythms, one.rhythm, lambda key: edits.fields(one.key, rhythm=key)
        )
    )
    said = (Fact("I källan", one.recurrence or ""), Fact("Steg i källan", one.step or ""))
    known = tuple(fact for fact in said if fact.value)
    return [*parts, Facts(known)] if known else parts


def _law(form: Form) -> list[Part]:
    from app.services.wheel.legal import LEGAL_STEPS, step_name

    one, edits = form.one, form.edits
    steps = (_NO_LAW, *((key, step_name(key)) for key in LEGAL_STEPS))
    parts: list[Part] = [
        Heading("Lag"),
        form.choice("law", "Steg i lagen", steps, one.law, lambda key: edits.fields(one.key, law=key)),
    ]
    bound = one.bound
    if bound is None:
        return parts
    facts = [Fact("Senast", write_long_date(bound.deadline)), Fact("Lagrum", bound.paragraph)]
    if bound.latest > bound.deadline:
        facts.insert(1, Fact("Med skäl", write_long_date(bound.latest)))
    if one.exception_reason:
        facts.append(Fact("Särskilda skäl", one.exception_reason))
    if one.tax_rate_on is not None:
        facts.append(Fact("Skattesats", write_long_date(one.tax_rate_on)))
    parts += [Facts(tuple(facts)), Text(bound.explanation, muted=True)]
    late = one.when.last is not None and one.when.last > bound.deadline
    if bound.latest > bound.deadline and not form.locked and (late or one.exception_reason):
        verb = "Ändra särskilda skäl…" if one.exception_reason else "Ange särskilda skäl…"
        parts.append(Commands((Command(verb, partial(edits.reason, one.key), "edit"),)))
    return parts
