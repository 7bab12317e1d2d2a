"""What the guide through the budget process shows: each step with its time, contents, evidence and state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.balance import ProcessStep
from app.models.budget import BudgetPlan
from app.models.errors import NotFound
from app.models.wheel import WheelActivity, WheelPattern
from app.services.economy.own import version_of
from app.services.economy.process.evidence import Evidence, evidence_of, read_shown
from app.services.economy.process.stages import KIND_WORDS, UNDATED, Stage, stages_of
from app.services.formatting import write_date
from app.services.steering.modelerrors import NoModel
from app.services.steering.modelformat_process import Budget
from app.services.steering.ownmodel import own_model
from app.services.wheel import legal
from app.services.wheel.reading import status_of, timing_of_row
from app.services.wheel.times import when_of
from app.services.wheel.views import Status, When

State = Literal["done", "now", "next", "late", "ahead"]
STATE_WORDS: Final[Mapping[str, str]] = {
    "done": "Klart",
    "now": "Pågår nu",
    "next": "Näst på tur",
    "late": "Tiden har gått",
    "ahead": "Längre fram",
}
#: Where the work of a kind of step is done, in words, and on which face or page.
_WORK: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "analysis": (
        ("Prognoser och förutsättningar", "economy", "prerequisites"),
        ("Befolkning och index", "economy", "indexes"),
    ),
    "prerequisites": (
        ("Utrymmet att fördela", "economy", "prerequisites"),
        ("Mål och riktlinjer", "economy", "statements"),
    ),
    "needs": (("Nämndernas förslag", "proposal", ""), ("Ramarna", "plan_version", "")),
    "dialogue": (("Nämndernas förslag", "proposal", ""), ("Scenarier", "economy", "scenarios")),
    "preliminary": (
        ("Ramarna", "plan_version", ""),
        ("Utrymmet att fördela", "economy", "prerequisites"),
    ),
    "proposal": (
        ("Ramarna", "plan_version", ""),
        ("Resultat och balans", "economy", "statements"),
        ("Scenarier", "economy", "scenarios"),
    ),
    "decided": (("Resultat och balans", "economy", "statements"), ("Ramarna", "plan_version", "")),
    "revised": (("Under året", "economy", "changes"), ("Prognoser", "economy", "prerequisites")),
    "internal": (("Internbudget", "internal_budget", ""),),
    "plan": (("Långsiktig ekonomisk plan", "economy", "longterm"), ("Ramarna", "plan_version", "")),
}


@dataclass(frozen=True, slots=True)
class ContentLine:
    """A line of what a step deals with; `state` is what a change of it is made against."""

    number: int
    text: str
    done_on: date | None
    state: int


@dataclass(frozen=True, slots=True)
class Work:
    """Where the work of a step is done: its words and place."""

    words: str
    kind: str
    key: int | str | None


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the process; `row_state` is what ticking the step itself is made against.

    `said_on` is the day on which somebody ticked it; it may be done all the same, by what the file shows.
    """

    key: str
    name: str
    kind: str
    kind_words: str
    number: str | None
    bodies: tuple[str, ...]
    when: str
    first: date | None
    last: date | None
    contents: tuple[ContentLine, ...]
    evidence: tuple[Evidence, ...]
    state: State
    said_on: date | None
    note: str | None
    row_state: int
    source: str | None
    source_note: str | None
    law: str | None
    links: tuple[Work, ...]

    @property
    def state_words(self) -> str:
        """The state in words."""
        return STATE_WORDS[self.state]

    @property
    def ticked(self) -> int:
        """How many lines of its contents are done."""
        return sum(line.done_on is not None for line in self.contents)


@dataclass(frozen=True, slots=True)
class ProcessView:
    """The steps of a plan's process; `named` is whether the model names them.

    `frames`, `grounds` and `note` are what the model says of how money is divided.
    """

    plan_id: int
    version_id: int | None
    first_year: int
    model: str
    named: bool
    steps: tuple[StepView, ...]
    frames: str | None = None
    grounds: str | None = None
    note: str | None = None

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.state == "done" for step in self.steps)

    @property
    def current(self) -> StepView | None:
        """The step to begin with: one that is late, else one that goes on, else the next."""
        for state in ("late", "now", "next"):
            for step in self.steps:
                if step.state == state:
                    return step
        return None

    def step(self, key: str) -> StepView | None:
        """A step by its key."""
        return next((step for step in self.steps if step.key == key), None)


@dataclass(frozen=True, slots=True)
class _Activity:
    """What the wheel says of a stage in its year."""

    key: int
    when: When
    status: Status
    done_on: date | None
    bodies: tuple[str, ...]


def guide(
    session: Session, *, today: date, plan_id: int | None = None, version_id: int | None = None
) -> ProcessView:
    """The guide for a plan, or for the plan of a version."""
    if version_id is not None:
        plan_id = version_of(session, version_id).plan_id
    plan = session.get(BudgetPlan, plan_id) if plan_id is not None else None
    if plan is None:
        raise NotFound("Budgeten")
    try:
        model = own_model(session)
    except NoModel:
        return ProcessView(plan.id, version_id, plan.first_year, "", False, ())
    stages, named = stages_of(model, plan.first_year, legal.elections_in(session))
    activities = _activities(session, stages, today)
    said = {
        (row.stage, row.line): row
        for row in session.scalars(select(ProcessStep).where(ProcessStep.plan_id == plan.id))
    }
    timed = tuple(_timed(stage, activities.get(stage.key)) for stage in stages)
    shown = read_shown(session, plan)
    evidence = evidence_of(shown, timed)
    steps = [_step(stage, activities.get(stage.key), evidence[stage.key], said, today) for stage in timed]
    budget = model.budget
    first = next(iter(shown.proposals), None)
    newest = shown.versions[-1].id if shown.versions else None
    places = {"plan_version": version_id or newest, "proposal": first.id if first else None}
    steps = [replace(one, links=_links(one.kind, places)) for one in steps]
    return ProcessView(
        plan.id, version_id, plan.first_year, model.municipality.name, named, _with_next(steps),
        budget.frames if budget else None, _grounds(budget), budget.note if budget else None,
    )  # fmt: skip


def _grounds(budget: Budget | None) -> str | None:
    """What frames rest on by the model, which its note may be about; it is not said without them."""
    if budget is None:
        return None
    listed = (("Grunder", budget.bases), ("Metoder", budget.methods), ("Kriterier", budget.criteria))
    return " ".join(f"{name}: {'; '.join(texts)}." for name, texts in listed if texts) or None


def _activities(session: Session, stages: Sequence[Stage], today: date) -> Mapping[str, _Activity]:
    """The wheel's activity of each stage, the first where there are several."""
    patterns = {stage.pattern for stage in stages if stage.pattern}
    asked = (
        select(WheelPattern.key, WheelActivity)
        .join(WheelPattern, WheelPattern.id == WheelActivity.pattern_id)
        .where(WheelPattern.key.in_(patterns))
        .order_by(WheelActivity.number)
    )
    found: dict[str, _Activity] = {}
    for pattern, row in session.execute(asked):
        for stage in stages:
            if stage.pattern == pattern and row.year == stage.year and stage.key not in found:
                when = when_of(timing_of_row(row), row.year)
                status = status_of(row.status, when, today, row.rhythm)
                found[stage.key] = _Activity(row.id, when, status, row.done_on, tuple(row.bodies or ()))
    return found


def _timed(stage: Stage, activity: _Activity | None) -> Stage:
    """A stage with the wheel's own time, where the wheel has it."""
    if activity is None:
        return stage
    when = activity.when if activity.when.dated else stage.when
    return replace(stage, when=when, bodies=stage.bodies or activity.bodies)


def _step(
    stage: Stage,
    activity: _Activity | None,
    evidence: tuple[Evidence, ...],
    said: Mapping[tuple[str, int], ProcessStep],
    today: date,
) -> StepView:
    row = said.get((stage.key, 0))
    if activity is not None:
        evidence = (_of_wheel(activity), *evidence) if activity.status == "done" else evidence
    said_on = row.done_on if row is not None else None
    lines = tuple(
        ContentLine(number, text, one.done_on if one else None, one.version if one else 0)
        for number, text in enumerate(stage.contents, 1)
        for one in (said.get((stage.key, number)),)
    )
    done = said_on is not None or any(one.done for one in evidence)
    when = stage.when
    return StepView(
        key=stage.key,
        name=stage.name,
        kind=stage.kind,
        kind_words=KIND_WORDS[stage.kind],
        number=stage.number,
        bodies=stage.bodies,
        when=_when_words(stage),
        first=when.first if when else None,
        last=when.last if when else None,
        contents=lines,
        evidence=evidence,
        state=_state(when, done, activity, today),
        said_on=said_on,
        note=row.note if row is not None else None,
        row_state=row.version if row is not None else 0,
        source=stage.source,
        source_note=stage.note,
        law=stage.law,
        links=(),
    )


def _when_words(stage: Stage) -> str:
    when = stage.when
    if when is None or not when.words:
        return UNDATED
    return when.words if str(stage.year) in when.words or not when.dated else f"{when.words} {stage.year}"


def _of_wheel(activity: _Activity) -> Evidence:
    on = f" {write_date(activity.done_on)}" if activity.done_on else ""
    return Evidence(f"Klart i årshjulet{on}", True, "wheel_activity", activity.key)


def _state(when: When | None, done: bool, activity: _Activity | None, today: date) -> State:
    if done:
        return "done"
    if activity is not None and activity.status == "ongoing":
        return "now"
    if when is None or when.last is None:
        return "ahead"
    if when.last < today:
        return "late"
    first = when.first or date(when.last.year, when.last.month, 1)
    return "now" if first <= today else "ahead"


def _with_next(steps: Sequence[StepView]) -> tuple[StepView, ...]:
    """The first that lies ahead after all that is done is the next, unless it has no time of its own."""
    last_done = max((place for place, step in enumerate(steps) if step.state == "done"), default=-1)
    ahead = [place for place, step in enumerate(steps) if step.state == "ahead"]
    later = [place for place in ahead if place > last_done and steps[place].last is not None]
    chosen = next(iter(later or [place for place in ahead if place > last_done] or ahead), None)
    return tuple(replace(step, state="next") if place == chosen else step for place, step in enumerate(steps))


def _links(kind: str, places: Mapping[str, int | None]) -> tuple[Work, ...]:
    return tuple(
        Work(words, where, key or places.get(where))
        for words, where, key in _WORK[kind]
        if key or where not in places or places[where] is not None
    )
