"""Plans and their versions: the first plan, copies, names, what is ready, and the decision that locks."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.models.balance import ProcessStep
from app.models.budget import BudgetPlan, Frame, PlanVersion, TargetedGrant, YearTotal
from app.models.errors import NotFound
from app.models.types import new_id
from app.models.wheel import ActivityDocument, WheelActivity
from app.services.budget.allocation.deciding import rest_on_calculations
from app.services.budget.checks import Finding, findings_of, stopping
from app.services.budget.copying import copied_economy, copied_proposals, copy_of, remove_economy
from app.services.budget.decisions import replaced_by
from app.services.budget.errors import NoPerformers, PlanExists
from app.services.budget.figures import OPERATING
from app.services.budget.frames import open_version
from app.services.budget.scope import performers, plan_years
from app.services.budget.standing import what_stands_on
from app.services.budget.versionerrors import VersionInUse, VersionNotReady
from app.services.budget.words import STAGES, plan_title
from app.services.formatting import write_count
from app.services.steering import nodes
from app.services.steering.errors import DecidedInFuture
from app.services.storage import check_version, describe, final, touch
from app.services.typed import needed, optional

_FIRST_NAME = "Arbetsversion"
_NEEDS = "needs"


def create_plan(session: Session, *, first_year: int, name: str | None = None) -> int:
    """Make the plan of a budget year with a first version and an empty frame for every performer.

    How many years it covers is the steering model's to say (`BUD-02`); three where it is silent.
    Gives the key of the version.
    """
    if session.scalar(select(BudgetPlan.id).where(BudgetPlan.first_year == first_year)):
        raise PlanExists(first_year)
    units = performers(session, first_year)
    if not units:
        raise NoPerformers(first_year)
    years = plan_years(session)
    plan = BudgetPlan(
        id=new_id(), name=name or plan_title(first_year, years), first_year=first_year, years=years
    )
    version = PlanVersion(id=new_id(), position=1, stage="preliminary", name=_FIRST_NAME)
    version.totals = [YearTotal(year=year) for year in range(first_year, first_year + years)]
    for unit_id in units:
        version.frames += _empty_frames(unit_id, first_year, years)
    plan.versions = [version]
    session.add(plan)
    describe(session, f"Skapade {plan.name}")
    return version.id


def add_missing_frames(session: Session, *, version_id: int) -> int:
    """Give each performer without frames in a version its empty ones; gives how many performers."""
    version = open_version(session, version_id)
    plan = session.get_one(BudgetPlan, version.plan_id)
    present = {frame.unit_id for frame in version.frames if frame.kind == OPERATING}
    missing = [unit for unit in performers(session, plan.first_year) if unit not in present]
    for unit_id in missing:
        version.frames += _empty_frames(unit_id, plan.first_year, plan.years)
    if missing:
        touch(version)
        words = write_count(len(missing), "utförare", "utförare")
        describe(session, f"Lade till ramar för {words}")
    return len(missing)


def create_version(session: Session, *, source_id: int, name: str, stage: str) -> int:
    """Copy a version, decided or not, to one that can be worked on; gives its key.

    The proposals of a version of stage "needs" belong to that stage and are copied within it only (`BUD-08`).
    """
    name = needed(name, "Versionens namn")
    frames = selectinload(PlanVersion.frames)
    source = session.get(
        PlanVersion,
        source_id,
        options=[
            frames.selectinload(Frame.components),
            frames.selectinload(Frame.fundings),
            selectinload(PlanVersion.grants).selectinload(TargetedGrant.years),
        ],
    )
    if source is None:
        raise NotFound("Budgetversionen")
    last = session.scalar(select(func.max(PlanVersion.position)).where(PlanVersion.plan_id == source.plan_id))
    made = copy_of(source)
    made.position, made.stage, made.name = (last or 0) + 1, stage, name
    session.add(made)
    session.flush()
    session.add_all(copied_economy(session, source_id, made.id))
    if source.stage == stage == _NEEDS:
        session.add_all(copied_proposals(session, source_id, made.id))
    describe(session, f"Skapade budgetversionen {made.name}")
    return made.id


def rename_version(
    session: Session, *, version_id: int, name: str, stage: str, expected_version: int
) -> None:
    """Give an undecided version another name or stage; ready as one stage is not ready as another."""
    version = _opened(session, version_id, expected_version)
    name = needed(name, "Versionens namn")
    if (name, stage) == (version.name, version.stage):
        return
    words = f"Döpte om budgetversionen {version.name} till {name}"
    if name == version.name:
        words = f"Ändrade skedet för budgetversionen {name} till {STAGES.get(stage, stage)}"
    version.ready = version.ready and stage == version.stage
    version.name, version.stage = name, stage
    touch(version)
    describe(session, words)


def remove_version(session: Session, *, version_id: int, expected_version: int) -> None:
    """Take an undecided version away that nothing stands on, and its plan when it was the only one."""
    version = _opened(session, version_id, expected_version)
    held = what_stands_on(session, version_id)
    if held:
        raise VersionInUse(version.name, held)
    plan = session.get_one(BudgetPlan, version.plan_id)
    for copied in session.scalars(select(PlanVersion).where(PlanVersion.source_id == version_id)):
        copied.source_id = version.source_id
    session.flush()
    whole = len(plan.versions) == 1
    describe(session, f"Tog bort {plan.name if whole else f'budgetversionen {version.name}'}")
    remove_economy(session, version_id)
    plan.versions.remove(version)
    session.flush()
    if whole:
        _clear_wheel(session, plan.id)
        _clear_process(session, plan.id)
        session.delete(plan)
    else:
        touch(plan)


def _clear_wheel(session: Session, plan_id: int) -> None:
    """The year wheel's activities lose their link to a plan that goes."""
    for link in session.scalars(select(ActivityDocument).where(ActivityDocument.plan_id == plan_id)).all():
        touch(session.get_one(WheelActivity, link.activity_id))
        session.delete(link)
    session.flush()


def _clear_process(session: Session, plan_id: int) -> None:
    """What was said of the steps of its budget process goes with a plan."""
    for step in session.scalars(select(ProcessStep).where(ProcessStep.plan_id == plan_id)).all():
        session.delete(step)
    session.flush()


def link_document(session: Session, *, version_id: int, node_id: int | None, expected_version: int) -> None:
    """Say which document carries a version, decided or not, such as a budgetdirektiv (`BUD-09`)."""
    version = session.get(PlanVersion, version_id)
    if version is None:
        raise NotFound("Budgetversionen")
    check_version(version, expected_version, f"Budgetversionen ”{version.name}”")
    if version.node_id == node_id:
        return
    words = f"Budgetversionen {version.name} hör inte längre till något dokument"
    if node_id is not None:
        title = nodes.get_node(session, node_id).current.title
        words = f"Budgetversionen {version.name} hör nu till ”{title}”"
    version.node_id = node_id
    touch(version)
    describe(session, words)


def mark_ready(session: Session, *, version_id: int, expected_version: int) -> None:
    """Say that a version is ready for decision; refused with everything that must be put right before."""
    version = _opened(session, version_id, expected_version)
    if version.ready:
        return
    plan = session.get_one(BudgetPlan, version.plan_id)
    wrong = stopping(findings_of(session, version_id), plan.first_year)
    if wrong:
        raise VersionNotReady(version.name, wrong)
    version.ready = True
    touch(version)
    describe(session, f"Budgetversionen {version.name} är klar för beslut")


def unmark_ready(session: Session, *, version_id: int, expected_version: int) -> None:
    """Take a version back to be worked on."""
    version = _opened(session, version_id, expected_version)
    if not version.ready:
        return
    version.ready = False
    touch(version)
    describe(session, f"Budgetversionen {version.name} är inte längre klar för beslut")


def lock_version(
    session: Session,
    *,
    version_id: int,
    body: str,
    decided_on: date,
    paragraph: str | None,
    registration_number: str | None,
    expected_version: int,
    today: date,
    stage: str | None = None,
) -> tuple[Finding, ...]:
    """Record the decision about a version, which then never changes; gives what was still wrong with it.

    A decision that was made is a fact and is always recorded; one dated after `today` was not made.
    `stage` is what it was decided as, where that is another than it was worked on in. It replaces the
    decision before it in the same process (`BUD-26`).
    """
    version = _opened(session, version_id, expected_version)
    if decided_on > today:
        raise DecidedInFuture(f"Budgetversionen {version.name}")
    body = needed(body, "Beslutande organ")
    found = findings_of(session, version_id)
    version.body, version.decided_on, version.stage = body, decided_on, stage or version.stage
    version.paragraph = optional(paragraph)
    version.registration_number = optional(registration_number)
    replaced = replaced_by(session, version)
    version.replaces_id = replaced.id if replaced is not None else None
    version.locked = True
    rest_on_calculations(session, version.id)
    touch(version)
    describe(session, f"Registrerade beslutet om budgetversionen {version.name}")
    final(session)
    return found


def _opened(session: Session, version_id: int, expected_version: int) -> PlanVersion:
    version = open_version(session, version_id)
    check_version(version, expected_version, f"Budgetversionen ”{version.name}”")
    return version


def _empty_frames(unit_id: int, first_year: int, years: int) -> list[Frame]:
    first = Frame(unit_id=unit_id, year=first_year, previous=0)
    return [first, *(Frame(unit_id=unit_id, year=first_year + step) for step in range(1, years))]
