"""What somebody says of the steps of the budget process: a step or a line of it is done, and notes."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.balance import ProcessStep
from app.models.budget import BudgetPlan
from app.models.errors import DomainError, NotFound
from app.models.types import new_id
from app.services.economy.process.stages import Stage, stages_of
from app.services.formatting import write_date
from app.services.steering.ownmodel import own_model
from app.services.storage import check_version, describe, touch
from app.services.wheel import legal

#: The line that stands for the step itself, and its state while nothing is said of it.
WHOLE_STEP = 0
NOTHING_SAID = 0


class NotDoneYet(DomainError):
    """A step that is said to be done on a day to come."""

    def __init__(self, name: str, day: date) -> None:
        super().__init__(
            f"”{name}” kan inte vara klart {write_date(day)}, som är en dag framåt i tiden. "
            "Ange en dag som har varit."
        )


def tick(
    session: Session,
    *,
    plan_id: int,
    stage: str,
    line: int = WHOLE_STEP,
    done_on: date,
    today: date,
    expected_version: int,
) -> None:
    """Say that a step, or a line of its contents, was done on a day."""
    what = _named(session, plan_id, stage, line)
    if done_on > today:
        raise NotDoneYet(what, done_on)
    row = _row(session, plan_id, stage, line, expected_version)
    if row.done_on == done_on:
        return
    row.done_on = done_on
    touch(row)
    describe(session, f"Budgetprocessen: {what} är klart")


def untick(
    session: Session, *, plan_id: int, stage: str, line: int = WHOLE_STEP, expected_version: int
) -> None:
    """Take back that a step, or a line of its contents, is done."""
    what = _named(session, plan_id, stage, line)
    row = _row(session, plan_id, stage, line, expected_version)
    if row.done_on is None:
        return
    row.done_on = None
    _kept(session, row)
    describe(session, f"Budgetprocessen: {what} är inte klart")


def set_note(session: Session, *, plan_id: int, stage: str, note: str, expected_version: int) -> None:
    """Write a note at a step; an empty one takes it away."""
    what = _named(session, plan_id, stage, WHOLE_STEP)
    text = note.strip() or None
    row = _row(session, plan_id, stage, WHOLE_STEP, expected_version)
    if row.note == text:
        return
    row.note = text
    _kept(session, row)
    describe(session, f"Budgetprocessen: anteckning om {what}")


def _row(session: Session, plan_id: int, stage: str, line: int, expected_version: int) -> ProcessStep:
    row = session.scalars(
        select(ProcessStep).where(
            ProcessStep.plan_id == plan_id, ProcessStep.stage == stage, ProcessStep.line == line
        )
    ).first()
    if row is None:
        row = ProcessStep(id=new_id(), plan_id=plan_id, stage=stage, line=line, version=NOTHING_SAID)
    check_version(row, expected_version, "Steget i budgetprocessen")
    session.add(row)
    return row


def _kept(session: Session, row: ProcessStep) -> None:
    """A row that says nothing any longer is taken away."""
    if row.done_on is not None or row.note:
        touch(row)
    elif row in session.new:
        session.expunge(row)
    else:
        session.delete(row)


def _named(session: Session, plan_id: int, stage: str, line: int) -> str:
    """What the step or line is called; refused where the model has no such step any longer."""
    found = _stage(session, plan_id, stage)
    if line == WHOLE_STEP:
        return found.name
    if not 1 <= line <= len(found.contents):
        raise NotFound("Raden i budgetprocessen")
    return found.contents[line - 1]


def _stage(session: Session, plan_id: int, key: str) -> Stage:
    plan = session.get(BudgetPlan, plan_id)
    if plan is None:
        raise NotFound("Budgeten")
    stages, _ = stages_of(own_model(session), plan.first_year, legal.elections_in(session))
    for stage in stages:
        if stage.key == key:
            return stage
    raise NotFound("Steget i budgetprocessen")
