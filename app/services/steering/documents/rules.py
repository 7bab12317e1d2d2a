"""Rules of steering documents: their planned steps, when they need review, and their words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from app.models.steering import LOCKED_STATUSES
from app.services import formatting

Need = Literal["", "this_year", "overdue"]
#: What a step of the model's plan is recorded as; a control or a revision comes after the decision.
STEP_OF: Mapping[str, str] = {
    "dialogue": "prepared",
    "preparation": "prepared",
    "proposal": "prepared",
    "preliminary": "preliminary",
    "definitive": "definitive",
}
STANCE_WORDS: Mapping[str, str] = {
    "supports": "Tillstyrker",
    "supports_with_changes": "Tillstyrker med ändringar",
    "rejects": "Avstyrker",
    "abstains": "Avstår",
}
PHASE_WORDS: Mapping[str, str] = {
    "planering": "Planering",
    "genomforande": "Genomförande",
    "uppfoljning": "Uppföljning",
}
DOCUMENT_STANCES: Mapping[str, str] = {"styrande": "Styrande", "redovisande": "Redovisande"}
ENDED = frozenset({"replaced", "revoked"})
IN_FORCE = LOCKED_STATUSES - ENDED
_IN_TURN = "in_turn"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step that the document's kind names on the way to a decision (`HIE-06`).

    `step` is what it is recorded as, "" for what comes after the decision. `following` is what comes next.
    """

    name: str
    step: str
    bodies: tuple[str, ...] = ()
    done: bool = False
    following: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: what it is recorded as, and by whom."""

    step: str
    body: str | None


def planned_steps(
    steps: Sequence[Mapping[str, Any]] | None,
    decided_by: Sequence[str] | None,
    prepared_by: Sequence[str] | None,
    order: str | None,
) -> tuple[PlannedStep, ...]:
    """The way to a decision by the model; where it names no steps, preparation and decision by its bodies.

    A decision that several bodies take in turn is prepared by all but the last.
    """
    if steps is None:
        found = [PlannedStep("Beredning", "prepared", tuple(prepared_by))] if prepared_by else []
        return (*found, *_definitive("Beslut", tuple(decided_by or ()), order))
    made: list[PlannedStep] = []
    for step in steps:
        bodies = tuple(step.get("bodies") or ())
        kind = STEP_OF.get(step["kind"], "")
        if kind == "definitive":
            made += _definitive(step["name"], bodies, order)
        else:
            made.append(PlannedStep(step["name"], kind, bodies))
    return tuple(made)


def _definitive(name: str, bodies: tuple[str, ...], order: str | None) -> list[PlannedStep]:
    if order != _IN_TURN or len(bodies) < 2:
        return [PlannedStep(name, "definitive", bodies)]
    before = [PlannedStep(f"{name}, {body}", "prepared", (body,)) for body in bodies[:-1]]
    return [*before, PlannedStep(name, "definitive", bodies[-1:])]


def followed(plan: Sequence[PlannedStep], taken: Iterable[Taken], locked: bool) -> tuple[PlannedStep, ...]:
    """The plan with what is done and what comes next; a step that was passed over is never next."""
    done: set[int] = set()
    for one in taken:
        place = _place_of(plan, one, done)
        if place is not None:
            done.add(place)
    decisive = next((n for n, step in enumerate(plan) if step.step == "definitive"), len(plan))
    if locked:
        done.add(decisive)
    after = max(done, default=-1) + 1
    following = next((n for n in range(after, len(plan)) if plan[n].step and n not in done), None)
    return tuple(
        replace(step, done=n in done, following=n == following and not locked) for n, step in enumerate(plan)
    )


def _place_of(plan: Sequence[PlannedStep], one: Taken, done: set[int]) -> int | None:
    open_ones = [n for n, step in enumerate(plan) if step.step == one.step and n not in done]
    body = (one.body or "").casefold()
    named = (n for n in open_ones if any(body == name.casefold() for name in plan[n].bodies))
    return next(named, open_ones[0] if open_ones else None)


def need_of_review(status: str, review_on: date | None, valid_to: date | None, today: date) -> Need:
    """Whether a document in force is to be reviewed: its review or its end is past, or comes this year."""
    if status not in IN_FORCE:
        return ""
    days = [day for day in (review_on, valid_to) if day is not None]
    if any(day < today for day in days):
        return "overdue"
    return "this_year" if any(day.year == today.year for day in days) else ""


def next_review(review_on: date | None, valid_to: date | None) -> date | None:
    """The day when a document is due next: its review, or else its end."""
    return review_on if review_on is not None else valid_to


def decision_when(decided_on: date | None, decided_text: str | None, paragraph: str | None) -> str:
    """Day and paragraph as far as they are known: "27 oktober 2010, § 131"."""
    day = formatting.write_long_date(decided_on) if decided_on else decided_text or ""
    return ", ".join(part for part in (day, paragraph or "") if part)


def answered_words(answered: int, count: int) -> str:
    """How far a referral has come: "3 av 5 har svarat"."""
    if not count:
        return "Inte skickad på remiss"
    return f"{answered} av {count} har svarat"
