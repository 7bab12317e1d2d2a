"""A steering model copied into a file: nothing lost, bodies by name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind, AgreementPart
from app.models.followup import ReportKind
from app.models.organisation import Municipality, Unit, UnitKind
from app.models.steering import (
    DocumentKind,
    GlossaryTerm,
    Level,
    LevelSource,
    Node,
    Perspective,
)
from app.models.wheel import Wheel, WheelPattern
from app.services.steering.install import install
from app.services.steering.modelformat import ModelFile, available_models, find_model
from app.services.steering.ownmodel import own_model
from app.services.storage import Database
from tests.newfiles import installing, open_founded
from tests.services.steering.conftest import CLOCK

MODEL = find_model("ljusnarsberg")


def _count(database: Database, table: type) -> int:
    return database.read(lambda s: s.scalar(select(func.count()).select_from(table))) or 0


@pytest.mark.parametrize(
    ("table", "part"),
    [
        (UnitKind, MODEL.unit_kinds),
        (Level, MODEL.levels),
        (Perspective, MODEL.perspectives),
        (DocumentKind, MODEL.document_kinds),
        (AgreementKind, MODEL.agreement_kinds),
        (ReportKind, MODEL.report_kinds),
        (Wheel, MODEL.wheels),
        (WheelPattern, MODEL.wheel_patterns),
        (GlossaryTerm, MODEL.glossary),
    ],
)
def test_every_part_of_the_model_becomes_a_row(
    empty: Database, table: type, part: tuple[object, ...] | None
) -> None:
    assert _count(empty, table) == len(part or ())


def test_levels_know_their_parent_their_sources_and_who_decides_by_name(empty: Database) -> None:
    def level(session: Session) -> tuple[object, ...]:
        row = session.scalars(select(Level).where(Level.key == "osb")).one()
        parent = session.get_one(Level, row.parent_id)
        sources = session.scalars(
            select(Level.key)
            .join(LevelSource, LevelSource.source_id == Level.id)
            .where(LevelSource.level_id == row.id)
            .order_by(LevelSource.position)
        )
        return parent.key, tuple(sources), row.decided_by, row.prepared_by, row.short_name

    assert empty.read(level) == (
        "vision",
        ("oversiktsplan", "programplan"),
        ["Kommunfullmäktige"],
        ["Kommunstyrelsen"],
        "ÖSB",
    )


def test_what_the_source_does_not_say_stays_unsaid(empty: Database) -> None:
    decided = select(Level.decided_by).where(Level.key == "strategiskt_omrade")
    assert empty.read(lambda s: s.scalars(decided).one()) is None


def test_the_agreement_kind_has_its_four_mandatory_parts_with_standard_texts(empty: Database) -> None:
    def parts(session: Session) -> list[tuple[str, bool]]:
        kind = session.scalars(select(AgreementKind).where(AgreementKind.key == "uppdragshandling")).one()
        rules = next(part for part in kind.parts if part.key == "spelregler")
        assert rules.details["clauses"][0]["key"] == "ekonomi"
        assert kind.signed_by
        return [(part.key, part.mandatory) for part in kind.parts]

    assert empty.read(parts) == [
        ("spelregler", True),
        ("syfte_och_omfattning", True),
        ("atagande", True),
        ("uppfoljning", True),
    ]


def test_the_model_is_kept_whole(empty: Database) -> None:
    assert empty.read(own_model) == MODEL


def test_a_file_without_the_example_knows_its_municipality_and_deciding_bodies(empty: Database) -> None:
    def bodies(session: Session) -> tuple[str, str | None, list[tuple[str, str | None]]]:
        municipality = session.scalars(select(Municipality)).one()
        names = {unit.id: unit.name for unit in session.scalars(select(Unit))}
        units = session.scalars(select(Unit).order_by(Unit.position))
        found = [(unit.name, names.get(unit.parent_id or 0)) for unit in units]
        return municipality.official_name, municipality.code, found

    name, code, found = empty.read(bodies)
    assert (name, code) == ("Ljusnarsbergs kommun", "1864")
    assert ("Kommunfullmäktige", None) in found
    assert ("Kommunstyrelsen", "Kommunfullmäktige") in found
    assert _count(empty, Node) == 0


def test_installing_is_not_undone(empty: Database) -> None:
    assert empty.undo_words is None


KEYS = [summary.key for summary in available_models()]


@pytest.fixture
def chosen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[ModelFile, Database]]:
    """A model and a new file with it and its bodies, without the example."""
    key = request.param
    database = open_founded(tmp_path / "ny.styr", *installing(key), clock=CLOCK, user="Kanslichef")
    yield find_model(key), database
    database.close()


@pytest.mark.parametrize("chosen", KEYS, indirect=True)
def test_every_model_that_can_be_chosen_installs_under_its_own_names(
    chosen: tuple[ModelFile, Database],
) -> None:
    model, database = chosen
    assert database.read(own_model) == model

    def names(session: Session) -> list[list[str]]:
        columns = (
            Level.name, Perspective.name, DocumentKind.name, AgreementKind.name, ReportKind.name, Wheel.name,
            WheelPattern.title,
        )  # fmt: skip
        return [sorted(session.scalars(select(column))) for column in columns]

    parts: tuple[tuple[Any, ...], ...] = (
        model.levels, model.perspectives or (), model.document_kinds or (), model.agreement_kinds or (),
        model.report_kinds or (), model.wheels or (),
    )  # fmt: skip
    assert database.read(names) == [
        *(sorted(row.name for row in part) for part in parts),
        sorted(row.title for row in model.wheel_patterns or ()),
    ]
    assert _count(database, Node) == 0


@pytest.mark.parametrize("chosen", KEYS, indirect=True)
def test_a_name_that_stands_for_several_bodies_is_no_body_of_the_new_file(
    chosen: tuple[ModelFile, Database],
) -> None:
    model, database = chosen
    several = {body.name for body in model.bodies if body.collective or body.count}
    units = set(database.read(lambda s: list(s.scalars(select(Unit.name)))))
    assert several
    assert units & several == set()
    assert "Kommunfullmäktige" in units


@pytest.mark.parametrize("chosen", ["heby"], indirect=True)
def test_single_boards_beside_a_collective_name_are_there(chosen: tuple[ModelFile, Database]) -> None:
    units = chosen[1].read(lambda s: list(s.scalars(select(Unit.name).order_by(Unit.position))))
    assert units == ["Kommunfullmäktige", "Kommunstyrelsen", "Verksamhetsnämnden", "Sociala nämnden"]


@pytest.mark.parametrize("chosen", ["sater"], indirect=True)
def test_those_who_take_part_in_an_activity_are_kept_by_name(chosen: tuple[ModelFile, Database]) -> None:
    details = chosen[1].read(
        lambda s: s.scalars(select(WheelPattern.details).where(WheelPattern.key == "SA-03")).one()
    )
    assert details["participants"][:2] == ["Kommunstyrelsen", "Nämndspresidier"]


def test_a_part_that_the_source_only_lists_is_not_demanded(tmp_path: Path) -> None:
    kind = next(row for row in MODEL.agreement_kinds or () if row.sections)
    silent = tuple(row.model_copy(update={"mandatory": None}) for row in kind.sections or ())
    changed = tuple(
        row.model_copy(update={"sections": silent}) if row is kind else row
        for row in MODEL.agreement_kinds or ()
    )
    database = Database.create(tmp_path / "tyst.styr", clock=CLOCK, user="Kanslichef")
    try:
        model = MODEL.model_copy(update={"agreement_kinds": changed})
        database.write(lambda session: install(session, model=model))
        assert database.read(lambda s: set(s.scalars(select(AgreementPart.mandatory)))) == {False}
    finally:
        database.close()
