"""The use cases of assignments, activities, dialogues, goals' extras and imposed figures as steps."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assignments import Activity, Assignment, StaffDialogue
from app.models.base import Base
from app.models.documents import Citation, Participation
from app.models.organisation import Unit
from app.models.scorecard import Indicator, Measurement
from app.models.steering import Level, Node
from app.services.assignments import activities, assignments, dialogues
from app.services.scorecard import figures
from app.services.steering.goalextras import citations, participation, tags
from tests.conftest import TODAY

Chance = Callable[[Session, random.Random], Any]
Taken = tuple[Callable[..., object], Chance]

_TEXTS = ("Se över lokalerna", "A", "Mål för äldre", "”Citat” och 'tecken'", "Åtgärd")


def pick(session: Session, dice: random.Random, model: type[Base]) -> Any:
    """A row by chance; None where there is none yet."""
    keys = sorted(session.scalars(select(model.id)))
    return session.get_one(model, dice.choice(keys)) if keys else None


def key_of(model: type[Base]) -> Chance:
    """The key of a row by chance."""
    return lambda session, dice: getattr(pick(session, dice, model), "id", None)


def maybe(model: type[Base]) -> Chance:
    """The key of a row, or None."""
    return lambda session, dice: dice.choice((None, key_of(model)(session, dice)))


def one_of(*values: object) -> Chance:
    """One of some values."""
    return lambda _session, dice: dice.choice(values)


words = one_of(*_TEXTS)


def past_day(_session: Session, dice: random.Random) -> date:
    """A day that has been."""
    return TODAY - timedelta(days=dice.randrange(400))


def maybe_day(_session: Session, dice: random.Random) -> date | None:
    """A day before or after today, or none."""
    return dice.choice((None, TODAY + timedelta(days=dice.randrange(-400, 400))))


def plain(use_case: Callable[..., object], **given: Chance) -> Taken:
    """A step on no row."""

    def take(session: Session, dice: random.Random) -> object:
        return use_case(session, **{key: make(session, dice) for key, make in given.items()})

    return use_case, take


def on(model: type[Base], use_case: Callable[..., object], **given: Chance) -> Taken:
    """A step on a row, or on nothing where there is none yet."""

    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, model)
        if row is None:
            return None
        values = {name: make(session, dice) for name, make in given.items()}
        which = {f"{model.__tablename__}_id": row.id}
        return use_case(session, expected_version=row.version, **which, **values)

    return use_case, take


_YEARS = one_of(2026, 2027)
_STATUS = one_of("planned", "ongoing", "done", "cancelled")


def _today(_session: Session, _dice: random.Random) -> date:
    return TODAY


def _funding(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, Assignment)
    if row is None:
        return None
    funding = dice.choice((None, "within", "extra"))
    amount = dice.choice((None, 7_500_000_00)) if funding == "extra" else None
    return assignments.set_funding(
        session, assignment_id=row.id, funding=funding, amount=amount, expected_version=row.version
    )


def _of_year(session: Session, dice: random.Random) -> dict[str, int]:
    unit, year = pick(session, dice, Unit), dice.choice((2026, 2027))
    noted = select(StaffDialogue).where(StaffDialogue.unit_id == unit.id, StaffDialogue.year == year)
    row = session.scalars(noted).one_or_none()
    return {"unit_id": unit.id, "year": year, "expected_version": row.version if row else 0}


def _count(session: Session, dice: random.Random) -> object:
    planned, held = dice.choice((None, 0, 12)), dice.choice((None, 3))
    return dialogues.set_counts(session, planned=planned, held=held, **_of_year(session, dice))


def _note(session: Session, dice: random.Random) -> object:
    return dialogues.edit_note(session, note=words(session, dice), **_of_year(session, dice))


def _agree(session: Session, dice: random.Random) -> object:
    return dialogues.add_agreed(session, title=words(session, dice), **_of_year(session, dice))


def _forget_participation(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, Participation)
    if row is None:
        return None
    version = session.get_one(Node, row.node_id).version
    return participation.remove_participation(session, participation_id=row.id, expected_version=version)


def _forget_citation(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, Citation)
    if row is None:
        return None
    version = session.get_one(Node, row.node_id).version
    return citations.remove_citation(session, citation_id=row.id, expected_version=version)


def _some_tags(_session: Session, dice: random.Random) -> list[tuple[str, str]]:
    every = [("agenda_goal", "4"), ("dimension", "social"), ("own", "Barn och unga"), ("own", "Trygghet")]
    return dice.sample(every, dice.randrange(4))


def _outcome(session: Session, dice: random.Random) -> object:
    binding = select(Indicator.id).where(Indicator.obligatory)
    indicator = dice.choice(sorted(session.scalars(binding)) or [key_of(Indicator)(session, dice)])
    unit, year = pick(session, dice, Unit), dice.choice((2026, 2027))
    row = session.scalars(
        select(Measurement).where(
            Measurement.indicator_id == indicator,
            Measurement.unit_id == unit.id,
            Measurement.period == str(year),
        )
    ).first()
    return figures.set_outcome(
        session,
        indicator_id=indicator,
        unit_id=unit.id,
        year=year,
        value=dice.choice((None, Decimal("92.5"))),
        missing=dice.choice((True, False)),
        expected_version=row.version if row else 0,
    )


def _either(session: Session, dice: random.Random) -> object:
    homes = {"node_id": key_of(Node)(session, dice), "assignment_id": maybe(Assignment)(session, dice)}
    name = dice.choice(sorted(key for key, value in homes.items() if value is not None))
    return activities.add_activity(session, title=words(session, dice), **{name: homes[name]})


STEPS: tuple[Taken, ...] = (
    plain(
        assignments.add_assignment,
        title=words, kind=one_of("council", "committee"), giver=words, receiver_id=maybe(Unit),
        due=maybe_day, serves_id=maybe(Node), level_id=maybe(Level), parent_id=maybe(Node),
    ),
    on(Assignment, assignments.rename_assignment, title=words),
    on(Assignment, assignments.edit_text, text=words),
    on(Assignment, assignments.set_kind, kind=one_of("council", "committee"), giver=words),
    on(Assignment, assignments.set_receiver, unit_id=maybe(Unit)),
    on(Assignment, assignments.set_term, starts=maybe_day, due=maybe_day),
    (assignments.set_funding, _funding),
    on(Assignment, assignments.set_served, serves_id=maybe(Node)),
    on(Assignment, assignments.set_status, status=_STATUS),
    on(
        Assignment, assignments.set_decision,
        decided_on=past_day, paragraph=one_of(None, "§ 7"), registration_number=words, today=_today,
    ),
    on(Assignment, assignments.set_report, reported_on=past_day, report=words, today=_today),
    on(Assignment, assignments.remove_assignment),
    (activities.add_activity, _either),
    on(Activity, activities.rename_activity, title=words),
    on(
        Activity, activities.set_responsible,
        responsible=words, person_name=one_of(None, "Prov Provsson"), unit_id=maybe(Unit),
    ),
    on(Activity, activities.set_dates, starts=maybe_day, ends=maybe_day),
    on(Activity, activities.set_status, status=_STATUS),
    on(Activity, activities.edit_note, note=words),
    on(Activity, activities.shift_activity, step=one_of(-1, 1)),
    on(Activity, activities.remove_activity),
    (dialogues.set_counts, _count),
    (dialogues.edit_note, _note),
    (dialogues.add_agreed, _agree),
    on(
        Node, participation.record_acceptance,
        accepted=one_of(True, False), unit_id=maybe(Unit), happened_on=past_day, forum=words, today=_today,
    ),
    on(
        Node, participation.record_staff,
        unit_id=maybe(Unit), happened_on=past_day, forum=words, participants=one_of(None, 9), today=_today,
    ),
    (participation.remove_participation, _forget_participation),
    on(
        Node, citations.add_citation,
        kind=one_of("law", "document"), text=words, cited_node_id=maybe(Node),
    ),
    (citations.remove_citation, _forget_citation),
    on(Node, tags.set_tags, tags=_some_tags),
    on(
        Node, figures.add_indicator,
        name=words, owner_unit_id=maybe(Unit), year=_YEARS, target=one_of(None, Decimal("95")),
    ),
    on(Indicator, figures.set_owner, owner_unit_id=maybe(Unit)),
    on(Indicator, figures.set_obligatory, obligatory=one_of(True, False)),
    (figures.set_outcome, _outcome),
)  # fmt: skip

#: What must be done first where the example leaves a use case nothing to do.
_GIVEN = ("assignments.assignments.add_assignment",)
_DONE = ("assignments.activities.add_activity",)
MAKE_WAY = {
    **{
        f"assignments.assignments.{name}": _GIVEN
        for name in (
            "rename_assignment", "edit_text", "set_kind", "set_receiver", "set_term", "set_funding",
            "set_served", "set_status", "set_decision", "set_report", "remove_assignment",
        )
    },
    **{
        f"assignments.activities.{name}": _DONE
        for name in (
            "rename_activity", "set_responsible", "set_dates", "set_status", "edit_note", "remove_activity",
        )
    },
    "assignments.activities.shift_activity": _DONE * 300,
    "steering.goalextras.participation.remove_participation": (
        "steering.goalextras.participation.record_staff",
    ),
    "steering.goalextras.citations.remove_citation": ("steering.goalextras.citations.add_citation",),
    "scorecard.figures.set_obligatory": ("scorecard.figures.set_owner",) * 40,
    "scorecard.figures.set_outcome": (
        ("scorecard.figures.set_owner",) * 40 + ("scorecard.figures.set_obligatory",) * 3
    ),
}  # fmt: skip
