"""The shape of an example's year: meetings, what is known of the wheel's activities, and own activities."""

from typing import Annotated, Literal

from pydantic import Field, Strict

from app.services.exchange.example_format_base import Day, Part, Text

_Days = Annotated[int, Strict(), Field(ge=0, le=365)]


class Sessions(Part):
    """The meetings of a body; `maybe` are days that are not settled."""

    body: Text
    begins: Text | None = None
    place: Text | None = None
    days: tuple[Day, ...]
    maybe: tuple[Day, ...] = ()


class SessionRule(Part):
    """How many days before and after its meetings a body's fixed days are."""

    body: Text
    documents: _Days | None = None
    summons: _Days | None = None
    adjusting: _Days | None = None


class Negotiated(Part):
    """Negotiation or information by MBL before a decision."""

    kind: Literal["mbl11", "mbl19"]
    party: Text
    planned: Day
    held: Day | None = None
    protocol: Text | None = None
    outcome: Text | None = None


class Known(Part):
    """What is known of an activity of the model in the year before the budget year.

    `at` names the body in whose meeting on `on` or `planned` it is treated. The first `ticked` lines of its
    checklist were ticked on `ticked_on`.
    """

    pattern: Text
    on: Day | None = None
    planned: Day | None = None
    at: Text | None = None
    ongoing: Annotated[bool, Strict()] = False
    responsible: Text | None = None
    law: Text | None = None
    note: Text | None = None
    learning: Text | None = None
    checklist: tuple[Text, ...] = ()
    ticked: Annotated[int, Strict(), Field(ge=0)] = 0
    ticked_on: Day | None = None
    negotiations: tuple[Negotiated, ...] = ()


class OwnActivity(Part):
    """An activity that the office has put in itself; with `by` only its last day is known."""

    title: Text
    short: Text | None = None
    form: Literal["activity", "network", "dialogue", "survey", "staff"] = "activity"
    starts: Day | None = None
    ends: Day
    by: Annotated[bool, Strict()] = False
    bodies: tuple[Text, ...] = ()
    at: Text | None = None
    responsible: Text | None = None
    phase: Literal["planering", "genomforande", "uppfoljning"] | None = None
    offset: Annotated[int, Strict(), Field(ge=-2, le=3)] | None = None
    law: Text | None = None
    report: Text | None = None
    place: Text | None = None
    done: Day | None = None
    outcome: Text | None = None


class Ordered(Part):
    """Activities of the model, by key, or own ones, by title, that come one after another."""

    before: Text
    after: Text
    days: _Days = 0


class Calendar(Part):
    """The example's year before the budget year."""

    sessions: tuple[Sessions, ...]
    rules: tuple[SessionRule, ...]
    known: tuple[Known, ...]
    own: tuple[OwnActivity, ...]
    orders: tuple[Ordered, ...] = ()
