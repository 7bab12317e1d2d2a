"""Notes, outcome and learnings in the details, with what was learnt the year before."""

from functools import partial

from app.ui.parts.details import Command, Commands, Fact, Facts, Heading, Part
from app.ui.wheel.detail_form import Form
from app.ui.wheel.proposing import ask_proposal

_MEETS = ("dialogue", "network", "survey")
_WHY_NOT = "Skriv utfallet först."
_HINT = "Följer med till nästa års aktivitet."


def note_parts(form: Form) -> list[Part]:
    """What is noted, what came out of it, and what was learnt."""
    one = form.one
    parts: list[Part] = [
        Heading("Anteckningar"),
        form.plain("note", "Anteckning", one.note, lines=3),
        form.plain("outcome", "Utfall", one.outcome, lines=2),
    ]
    if one.form in _MEETS and not form.locked:
        verb = "Gör ett förslag av utfallet…"
        parts.append(
            Commands((Command(verb, partial(ask_proposal, form), "steering", bool(one.outcome), _WHY_NOT),))
        )
    parts.append(form.plain("learning", "Lärdom", one.learning, lines=2, hint=_HINT))
    before = _learnt_before(form)
    if before:
        parts.append(Facts((Fact("Förra året", before),)))
    return parts


def _learnt_before(form: Form) -> str:
    if form.one.previous is None:
        return ""
    row = form.edits.row(form.one.previous)
    return (row.learning or "") if row is not None else ""
