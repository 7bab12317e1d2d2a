"""What wheel, list, calendar, timeline, paper and files read: the activities of a working year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Status = Literal["planned", "ongoing", "done", "late", "cancelled"]


@dataclass(frozen=True, slots=True)
class When:
    """When an activity is, never more exact than its source.

    `first` and `last` are the days that the time spans: the month of "mars", the third of "mitten av
    februari", three months of a season; `first` is None where only the last day is known, both are None
    where no time is said. `words` is "10–11 mars", "senast april", "mitten av februari", "utan angiven
    tid"; `source` the source's own words where they say more.
    """

    precision: str
    first: date | None
    last: date | None
    words: str
    month_part: str | None = None
    season: str | None = None
    tentative: tuple[date, ...] = ()
    source: str | None = None

    @property
    def dated(self) -> bool:
        """Whether anything is known of when it is."""
        return self.last is not None

    @property
    def exact(self) -> bool:
        """Whether it is days, not months or parts of them."""
        return self.precision in ("dag", "senast_dag")


@dataclass(frozen=True, slots=True)
class LegalBound:
    """The last day by law of the step that an activity carries out, for the year that it concerns.

    `latest` is the last day with särskilda skäl, equal to `deadline` where the law knows none.
    `explanation` says the rule in plain words.
    """

    key: str
    name: str
    paragraph: str
    deadline: date
    latest: date
    explanation: str


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the checklist."""

    key: int
    text: str
    done_on: date | None


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document of an activity; `kind` and `target` open its place: ("node", 17)."""

    key: int
    role: str
    kind: str
    target: int
    title: str


@dataclass(frozen=True, slots=True)
class NegotiationRow:
    """Negotiation ("mbl11") or information ("mbl19") before a decision."""

    key: int
    kind: str
    party: str | None
    planned_on: date | None
    held_on: date | None
    protocol: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Activity:
    """An occurrence as it is shown everywhere; `key` is its row.

    `concerns` is the year that the work is about, None where the source leaves it open. `status` is as
    said by somebody, or "late" once its last day has passed; `said` is the one in the file. `next` marks
    the first that is still to be done. `bound` is there when it carries out a legal step; `red` from the
    day on which the legal bound comes within its warning time, or when it is planned past it.
    """

    key: int
    version: int
    wheel: int
    year: int
    position: int
    number: int
    form: str
    title: str
    short: str
    when: When
    concerns: int | None
    offset: int | None
    phase: str | None
    status: Status
    said: Status
    done_on: date | None = None
    bodies: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    responsible: str | None = None
    deadline: bool = False
    rhythm: str | None = None
    recurrence: str | None = None
    step: str | None = None
    """The source's own number ("8" of Heby's ten steps), kept apart from the time order (`WHL-08`)."""
    law: str | None = None
    bound: LegalBound | None = None
    exception_reason: str | None = None
    tax_rate_on: date | None = None
    place: str | None = None
    note: str | None = None
    learning: str | None = None
    outcome: str | None = None
    meeting: int | None = None
    previous: int | None = None
    pattern: int | None = None
    next: bool = False
    red: bool = False
    example: bool = False
    foreign_uid: str | None = None
    checklist: tuple[Step, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    negotiations: tuple[NegotiationRow, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalDay:
    """A day by law in the working year: a triangle at the rim, a row in the list.

    `activities` are those that carry the step out; `met` whether one of them is done in time.
    """

    key: str
    name: str
    paragraph: str
    day: date
    latest: date
    explanation: str
    concerns: int
    activities: tuple[int, ...] = ()
    met: bool = False


@dataclass(frozen=True, slots=True)
class WheelRow:
    """One of the municipality's wheels."""

    key: int
    model_key: str
    name: str
    start_month: int
    audience: str | None = None


@dataclass(frozen=True, slots=True)
class WheelView:
    """A working year in all its wheels; activities in time order, those without time last.

    `orders` are (before, after, least days); `notices` the collisions and broken orders by activity.
    """

    year: int
    today: date
    municipality: str
    wheels: tuple[WheelRow, ...]
    activities: tuple[Activity, ...]
    legal: tuple[LegalDay, ...]
    bodies: tuple[str, ...]
    """Every body of the model and of the activities, in the model's order."""
    years: tuple[int, ...]
    """The working years that have activities."""
    orders: tuple[tuple[int, int, int], ...] = ()
    notices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def activity(self, key: int) -> Activity | None:
        """An activity by its key."""
        return next((one for one in self.activities if one.key == key), None)
