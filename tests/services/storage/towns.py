"""Use cases that the tests of the file run: a town with units, frames and goals."""

from datetime import date

from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, Frame, FrameComponent, PlanVersion
from app.models.organisation import Municipality, MunicipalityAlias, Unit, UnitKind
from app.models.steering import Level, Node, NodeVersion
from app.services.storage import check_version, describe, final, touch

TOWN, KIND, SCHOOL, GOAL, FRAME, PLAN = 1, 2, 3, 4, 5, 6


def found_town(session: Session) -> None:
    """A municipality with two aliases, a school, a goal and the school's frame."""
    town = Municipality(id=TOWN, name="Säter", official_name="Säters kommun", code="2082")
    town.aliases = [MunicipalityAlias(id=11, name="Seter"), MunicipalityAlias(id=12, name="Säther")]
    goal = Node(id=GOAL, level_id=1, unit_id=SCHOOL)
    goal.versions = [NodeVersion(id=41, number=1, title="Alla barn når målen")]
    plan = BudgetPlan(id=PLAN, name="Budget 2027", first_year=2027, years=3)
    plan.versions = [PlanVersion(id=61, position=1, stage="proposal", name="Förslag")]
    session.add_all(
        [
            town,
            UnitKind(id=KIND, key="enhet", name="Enhet", category="unit", position=1),
            Level(id=1, key="mal", position=1, name="Mål", form="goal", details={}),
        ]
    )
    session.flush()
    session.add(Unit(id=SCHOOL, kind_id=KIND, name="Kyrkskolan"))
    session.flush()
    session.add_all([goal, plan])
    session.flush()
    frame = Frame(id=FRAME, plan_version_id=61, unit_id=SCHOOL, year=2027, previous=100)
    frame.components = [FrameComponent(id=51, kind="wages", amount=7)]
    session.add(frame)
    describe(session, "Skapade kommunen")


def rename_unit(session: Session, *, unit_id: int, name: str, expected_version: int) -> int:
    """Give a unit another name; gives its new version."""
    unit = session.get_one(Unit, unit_id)
    check_version(unit, expected_version, f"Enheten {unit.name}")
    if unit.name != name:
        unit.name = name
        touch(unit)
    describe(session, f"Bytte namn på enheten till {name}")
    return unit.version


def add_unit(session: Session, *, name: str, parent_id: int | None = None) -> int:
    """Add a unit; gives its key."""
    unit = Unit(kind_id=KIND, name=name, parent_id=parent_id)
    session.add(unit)
    session.flush()
    describe(session, f"Lade till {name}")
    return unit.id


def remove_unit(session: Session, *, unit_id: int) -> None:
    """Remove a unit that nothing refers to."""
    unit = session.get_one(Unit, unit_id)
    describe(session, f"Tog bort {unit.name}")
    session.delete(unit)


def set_alias(session: Session, *, names: tuple[str, ...]) -> None:
    """Replace all aliases of the municipality."""
    town = session.get_one(Municipality, TOWN)
    kept = [alias for alias in town.aliases if alias.name in names]
    known = {alias.name for alias in kept}
    town.aliases = [*kept, *(MunicipalityAlias(name=name) for name in names if name not in known)]
    touch(town)
    describe(session, "Ändrade kommunens andra namn")


def set_previous(session: Session, *, amount: int | None) -> None:
    """Type the previous frame of the school."""
    frame = session.get_one(Frame, FRAME)
    frame.previous = amount
    touch(frame)
    describe(session, "Ändrade föregående ram för Kyrkskolan")


def retitle(session: Session, *, title: str) -> None:
    """Give the goal another title."""
    node = session.get_one(Node, GOAL)
    node.current.title = title
    touch(node)
    describe(session, f"Ändrade målet till {title}")


def decide(session: Session) -> None:
    """Decide the goal, which locks it."""
    version = session.get_one(Node, GOAL).current
    version.status, version.locked, version.valid_from = "decided", True, date(2026, 11, 26)
    describe(session, f"Beslutade {version.title}")
    final(session)
