"""The dialogs that link a document, record an MBL step, and say what comes before what."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.wheel import words
from app.ui.wheel.detail_form import day_text

if TYPE_CHECKING:
    from app.services.wheel.views import NegotiationRow
    from app.ui.wheel.detail_form import Form

_ROLES = ("produces", "basis")
_AFTER, _BEFORE = "after", "before"
_LONGEST = 70


def ask_document(form: "Form") -> bool:
    """Ask which document, and what it is to the activity."""
    from app.services.wheel import linking
    from app.services.wheel.linkable import linkable

    offered = form.space.read(partial(linkable, today=form.space.today))
    options = tuple((place, one.words) for place, one in enumerate(offered))
    if not options:
        form.space.tell("Det finns inga dokument att koppla än.")
        return False

    def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
        chosen = offered[asked["document"]]
        use_case = partial(linking.link_document, role=asked["role"], kind=chosen.kind, target=chosen.target)
        return form.edits.of(form.one.key, use_case)

    inputs = [
        ChoiceInput("document", "Dokument", options, 0),
        ChoiceInput("role", "Betydelse", tuple((role, words.ROLES[role]) for role in _ROLES), "produces"),
    ]
    return _ask(form, "Koppla dokument", inputs, "Koppla", ready)


def ask_negotiation(form: "Form", row: "NegotiationRow | None") -> bool:
    """Ask for an MBL step before the decision, or for what has become of it."""
    from app.services.steering.days import read_day
    from app.services.wheel import negotiations

    def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
        values: dict[str, Any] = {
            "kind": asked["kind"],
            "party": asked["party"],
            "planned_on": read_day(asked["planned"]),
        }
        if row is None:
            return form.edits.of(form.one.key, partial(negotiations.add_negotiation, **values))
        values |= {"held_on": read_day(asked["held"])} | {
            name: asked[name] for name in ("protocol", "outcome")
        }
        use_case = partial(negotiations.set_negotiation, negotiation_id=row.key, **values)
        return form.edits.of(form.one.key, use_case)

    title = "Nytt MBL-steg" if row is None else "Ändra MBL-steget"
    return _ask(form, title, _negotiation_inputs(row), "Spara", ready)


def ask_order(form: "Form") -> bool:
    """Ask what this activity comes before or after, and by how many days at least."""
    from app.services.wheel import ordering
    from app.ui.assignments.edits import read_count

    others = tuple(
        (one.key, _named(one.title, one.when.words))
        for one in form.view.activities
        if one.key != form.one.key
    )
    if not others:
        form.space.tell("Det finns ingen annan aktivitet i året.")
        return False

    def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
        this, other = form.one.key, asked["other"]
        before, after = (other, this) if asked["way"] == _AFTER else (this, other)
        return partial(
            ordering.set_order, before_id=before, after_id=after, least_days=read_count(asked["days"]) or 0
        )

    inputs = [
        ChoiceInput("way", "Aktiviteten kommer", ((_AFTER, "efter"), (_BEFORE, "före")), _AFTER),
        ChoiceInput("other", "Den andra aktiviteten", others, others[0][0]),
        TextInput("days", "Minst så många dagar emellan", required=False, placeholder="0"),
    ]
    return _ask(form, "Ordning mellan två aktiviteter", inputs, "Spara", ready)


def _ask(
    form: "Form",
    title: str,
    inputs: list[TextInput | ChoiceInput] | list[Any],
    verb: str,
    ready: Callable[[dict[str, Any]], Callable[[Any], Any]],
) -> bool:
    return ask_until_done(form.space, form.page, title, inputs, verb, ready, form.one.title) is not None


def _negotiation_inputs(row: "NegotiationRow | None") -> list[TextInput | ChoiceInput]:
    kinds = tuple(words.NEGOTIATIONS.items())
    if row is None:
        return [
            ChoiceInput("kind", "Slag", kinds, "mbl11"),
            TextInput("party", "Motpart", required=False),
            TextInput("planned", "Planerad dag", required=False, placeholder="2026-10-12"),
        ]
    return [
        ChoiceInput("kind", "Slag", kinds, row.kind),
        TextInput("party", "Motpart", row.party or "", required=False),
        TextInput("planned", "Planerad dag", day_text(row.planned_on), required=False),
        TextInput("held", "Hållen dag", day_text(row.held_on), required=False, beside=True),
        TextInput("protocol", "Protokoll", row.protocol or "", required=False),
        TextInput("outcome", "Utfall", row.outcome or "", required=False),
    ]


def _named(title: str, when: str) -> str:
    short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    return f"{short} ({when})"
