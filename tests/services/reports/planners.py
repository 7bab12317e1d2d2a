"""A municipality with documents from vision to arbetsplan, written, decided and revised by real use cases."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.documents import Attachment, AttachmentContent, Citation
from app.models.organisation import Municipality, Unit, UnitKind
from app.models.scorecard import Indicator, IndicatorTarget, NodeIndicator
from app.models.steering import Contribution, DocumentKind, Level, Node, NodeVersion
from app.models.types import new_id
from app.services import richtext
from app.services.assignments import activities, assignments
from app.services.budget import frames, versions
from app.services.budget.views import BudgetView, budget_view
from app.services.clock import Clock
from app.services.reports.document_builder import build_steering_document
from app.services.reports.document_view import SteeringDocument
from app.services.steering import decisions, nodes
from app.services.steering.documents import adding, sections
from app.services.steering.install import install, install_bodies
from app.services.steering.modelformat import find_model
from app.services.storage import Database, describe
from tests.conftest import TODAY

TKR = 100_000
YEAR = 2027
BOARD, OFFICE, NORTH, SOUTH = (
    "Barn- och utbildningsnämnden",
    "Utbildningskontoret",
    "Norra skolan",
    "Södra skolan",
)


@dataclass
class Planners:
    """An open file; documents and goals by a short name."""

    database: Database
    clock: Clock
    keys: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)

    def run(self, use_case: Any, **values: Any) -> Any:
        """Do one thing."""
        return self.database.write(partial(use_case, **values)).value

    def version(self, name: str) -> int:
        """The row version of an element."""
        key = self.keys[name]
        return self.database.read(lambda session: session.get_one(Node, key).version)

    def level(self, key: str) -> int:
        """The id of a level of the model."""
        return self.database.read(
            lambda session: session.scalars(select(Level.id).where(Level.key == key)).one()
        )

    def add(self, name: str, level: str, title: str, above: str | None = None, **values: Any) -> int:
        """Add an element of a level."""
        unit = values.pop("unit", None)
        self.keys[name] = self.run(
            nodes.add_node,
            level_id=self.level(level),
            parent_id=self.keys[above] if above else None,
            title=title,
            unit_id=self.units[unit] if unit else None,
            **values,
        )
        return self.keys[name]

    def add_of_kind(self, name: str, kind: str, title: str) -> int:
        """Add a document of a kind that has no level."""
        find = select(DocumentKind.id).where(DocumentKind.key == kind)
        kind_id = self.database.read(lambda session: session.scalars(find).one())
        self.keys[name] = self.run(adding.add_document, kind_id=kind_id, title=title)
        return self.keys[name]

    def hold(self, name: str, first: date, last: date | None, words: str | None = None) -> None:
        """Say from when to when an element applies."""
        self.run(
            nodes.set_validity,
            node_id=self.keys[name],
            valid_from=first,
            valid_to=last,
            validity_text=words,
            due_year=None,
            expected_version=self.version(name),
        )

    def write(self, name: str, place: int, document: richtext.Document) -> None:
        """Write a section, by its place."""
        view = self.database.read(partial(sections.sections, node_id=self.keys[name]))
        self.run(
            sections.write_section,
            node_id=self.keys[name],
            key=view.sections[place].key,
            text=richtext.write(document),
            expected_version=self.version(name),
        )

    def decide(self, name: str, **values: Any) -> None:
        """Record the decision that locks a document."""
        made = decisions.Made(**{"body": "Kommunfullmäktige", "decided_on": date(2026, 11, 16), **values})
        self.run(
            decisions.record_decision,
            node_id=self.keys[name],
            made=made,
            expected_version=self.version(name),
            today=TODAY,
        )

    def change(self, work: Any) -> None:
        """Change rows directly, where no use case is needed to make them."""

        def use_case(session: Session) -> None:
            work(session)
            describe(session, "Ändrade")

        self.database.write(use_case)

    def measure(self, goal: str, name: str, baseline: str, *targets: str) -> None:
        """Give a goal a measure with a target for each plan year."""
        indicator = Indicator(id=new_id(), name=name, unit_of_measure="procent", owner_role="Controller")
        indicator.baseline, indicator.baseline_period = Decimal(baseline), "2025"
        indicator.targets = [
            IndicatorTarget(year=YEAR + place, value=Decimal(value)) for place, value in enumerate(targets)
        ]
        link = NodeIndicator(node_id=self.keys[goal], indicator_id=indicator.id)

        def work(session: Session) -> None:
            session.add(indicator)
            session.flush()
            session.add(link)

        self.change(work)

    def paper(self, name: str, number: int | None = None) -> SteeringDocument:
        """The document as it is printed today."""
        key = self.keys[name]
        find = select(NodeVersion.id).where(NodeVersion.node_id == key, NodeVersion.number == number)
        version_id = self.database.read(lambda session: session.scalar(find))
        build = partial(build_steering_document, node_id=key, today=TODAY, version_id=version_id)
        return self.database.read(build)

    def budget(self) -> BudgetView:
        """What the page Budget shows."""
        return self.database.read(partial(budget_view, compare_id=0))


def settle(database: Database, clock: Clock, model: str = "strangnas") -> Planners:
    """A file with a model, its bodies and some units."""
    found = find_model(model)
    database.write(partial(install, model=found))
    database.write(partial(install_bodies, model=found))
    town = Planners(database, clock)
    town.change(partial(_found_units, town=town))
    return town


def _found_units(session: Session, town: Planners) -> None:
    kind = UnitKind(id=new_id(), key="egen-enhet", name="Enhet", category="unit", position=90)
    session.add(kind)
    if session.scalars(select(Municipality)).first() is None:
        session.add(Municipality(id=new_id(), name="Strängnäs", official_name="Strängnäs kommun"))
    session.flush()
    for place, (name, above) in enumerate({BOARD: None, OFFICE: BOARD, NORTH: OFFICE, SOUTH: OFFICE}.items()):
        town.units[name] = new_id()
        session.add(
            Unit(
                id=town.units[name],
                kind_id=kind.id,
                name=name,
                position=place,
                parent_id=town.units[above] if above else None,
                performer="internal" if name in (NORTH, SOUTH) else None,
            )
        )
        session.flush()


def budgeted(town: Planners) -> None:
    """Frames for the two schools, rounded apart so that the printed ones do not add up by themselves."""
    town.run(versions.create_plan, first_year=YEAR)
    for name, previous, wages in ((NORTH, 21_000_45_000, 400_45_000), (SOUTH, 18_000_45_000, 300_40_000)):
        row = next(row for row in town.budget().rows if row.unit_id == town.units[name] and not row.group)
        frame = row.frames[YEAR]
        town.run(
            frames.set_previous, frame_id=frame.frame_id, amount=previous, expected_version=frame.version
        )
        frame = next(row for row in town.budget().rows if row.key == town.units[name]).frames[YEAR]
        town.run(
            frames.set_component,
            frame_id=frame.frame_id,
            kind="wages",
            amount=wages,
            expected_version=frame.version,
        )


def planned(town: Planners) -> None:
    """Vision, goals, flerårsplan, assignments, and the plans of board, office and school."""
    town.add("vision", "vision", "Vision 2040")
    town.run(
        nodes.edit_text,
        node_id=town.keys["vision"],
        text="Här växer vi.",
        expected_version=town.version("vision"),
    )
    town.add("will", "majoritetsforklaring", "Majoritetsförklaring 2027–2030")
    for place, title in enumerate(("Trygga barn och unga", "Fler i arbete", "En levande landsbygd"), 1):
        town.add(f"goal{place}", "koncernmal", title, "will", owner_role="Kommundirektör")
    town.measure("goal1", "Elever som känner sig trygga", "84", "86", "88", "90")
    town.measure("goal1", "Behöriga till gymnasiet", "81.5", "83", "85", "87")
    town.measure("goal2", "Öppet arbetslösa", "7.2", "6.8", "6.5", "6.0")
    town.add("plan", "flerarsplan", "Flerårsplan 2027–2029", "goal1", owner_role="Ekonomichef")
    town.hold("plan", date(2027, 1, 1), date(2029, 12, 31))
    _assigned(town)
    town.add("board", "verksamhetsplan", "Verksamhetsplan 2027–2029", "plan", unit=BOARD)
    town.hold("board", date(2027, 1, 1), date(2029, 12, 31))
    town.add("office", "kontorsplan", "Kontorsplan", "board", unit=OFFICE, owner_role="Utbildningschef")
    town.add("north", "arbetsplan", "Arbetsplan 2027/28", "office", unit=NORTH, owner_role="Rektor")
    town.hold("north", date(2027, 8, 1), date(2028, 7, 31))
    town.run(
        activities.add_activity,
        title="Trygghetsvandring varje termin",
        node_id=town.keys["north"],
        responsible="Biträdande rektor",
        starts=date(2027, 9, 1),
        ends=date(2028, 5, 31),
    )
    town.change(partial(_tied, keys=town.keys))


def _assigned(town: Planners) -> None:
    town.run(
        assignments.add_assignment,
        title="Öppna en fritidsgård i varje tätort",
        kind="council",
        giver="Kommunfullmäktige",
        receiver_id=town.units[BOARD],
        due=date(2028, 6, 30),
        level_id=town.level("kf_uppdrag"),
        parent_id=town.keys["plan"],
    )


def _tied(session: Session, keys: dict[str, int]) -> None:
    session.add(
        Contribution(
            from_node_id=keys["goal2"],
            to_node_id=keys["vision"],
            note="Fler egna inkomster gör att fler kan bo kvar.",
        )
    )
    session.add(Citation(node_id=keys["goal1"], position=1, kind="law", text="Skollagen 5 kap. 3 §"))


def attach(town: Planners, name: str, file_name: str, data: bytes) -> None:
    """Give a document a file."""
    from hashlib import sha256

    digest = sha256(data).hexdigest()

    def work(session: Session) -> None:
        version = session.get_one(Node, town.keys[name]).current
        session.add(AttachmentContent(digest=digest, data=data))
        session.add(
            Attachment(node_version_id=version.id, position=1, name=file_name, size=len(data), digest=digest)
        )

    town.change(work)
