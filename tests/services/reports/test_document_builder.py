"""What a document's paper is made of: its own words, and the tables that the data make for it."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.models.scorecard import Indicator
from app.models.steering import Level
from app.services import richtext
from app.services.agreements.document import FramesTable
from app.services.budget import versions
from app.services.clock import Clock
from app.services.reports.document_builder import build_steering_documents
from app.services.reports.document_view import (
    FramesPart,
    GoalsPart,
    MadePart,
    SteeringDocument,
    TextPart,
    UnitFrames,
    WordsPart,
    content_hash,
)
from app.services.steering import nodes
from app.services.storage import Database
from tests.conftest import TODAY
from tests.services.counting import statements
from tests.services.reports.planners import (
    BOARD,
    NORTH,
    OFFICE,
    SOUTH,
    Planners,
    attach,
    budgeted,
    planned,
    settle,
)

P = TypeVar("P", bound=MadePart)


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[Database]:
    database = Database.create(tmp_path / "kommun.styr", clock=clock, user="Prov")
    yield database
    database.close()


@pytest.fixture
def town(file: Database, clock: Clock) -> Planners:
    town = settle(file, clock)
    budgeted(town)
    planned(town)
    return town


def made(document: SteeringDocument, kind: type[P]) -> list[P]:
    """The tables of a kind, wherever they stand."""
    found: list[P] = []
    for part in document.parts:
        inside = part.made if isinstance(part, TextPart) else (part,)
        found += [one for one in inside if isinstance(one, kind)]
    return found


def table(document: SteeringDocument, title: str) -> WordsPart | None:
    return next((part for part in made(document, WordsPart) if part.title == title), None)


def head(document: SteeringDocument) -> dict[str, str]:
    return {line.label: line.value for line in document.head}


def section(document: SteeringDocument, title: str) -> TextPart:
    return next(part for part in document.parts if part.title == title and isinstance(part, TextPart))


def written(words: str) -> richtext.Document:
    return richtext.from_plain(words)


def test_a_draft_shows_what_is_still_to_be_filled_in(town: Planners) -> None:
    document = town.paper("plan")
    assert (document.mark, document.draft, document.version[:2]) == ("UTKAST", True, "0.")
    assert document.document_date == TODAY
    lines = head(document)
    assert lines["Dokumenttyp"] == "Flerårsplan"
    assert lines["Beslutad"] == lines["Diarienummer"] == lines["Gäller för"] == "–"
    assert lines["Gäller fr.o.m."] == "1 januari 2027"
    assert lines["Gäller t.o.m."] == "31 december 2029"
    assert lines["Dokumentansvarig"] == "Ekonomichef"
    assert lines["Status"] == "Utkast (21 november 2026)"
    assert "Författare" not in lines


def test_a_proposal_is_marked_as_one(town: Planners) -> None:
    town.run(nodes.mark_prepared, node_id=town.keys["plan"], expected_version=town.version("plan"))
    assert town.paper("plan").mark == "FÖRSLAG"


def test_a_decision_stands_in_the_head_and_with_its_reservations_and_legal_force(town: Planners) -> None:
    town.decide(
        "plan",
        paragraph="§ 112",
        registration_number="KS/2026:214",
        reservations="Två ledamöter.",
        notice_on=date(2026, 11, 18),
    )
    document = town.paper("plan")
    assert (document.mark, document.draft, document.version) == (None, False, "1.0")
    assert document.document_date == date(2026, 11, 16)
    assert head(document)["Beslutad"] == "16 november 2026, § 112"
    assert document.registration_number == "KS/2026:214"
    decided = table(document, "Beslut")
    assert decided is not None
    assert decided.rows[-1] == ("Beslut", "Kommunfullmäktige", "16 november 2026, § 112", "KS/2026:214")
    assert decided.notes[0] == "Reservationer mot beslutet 16 november 2026, § 112: Två ledamöter."
    assert "10 december 2026" in decided.notes[1]


def test_the_goals_that_a_plan_rests_on_stand_in_the_section_about_them(town: Planners) -> None:
    document = town.paper("plan")
    (part,) = section(document, "Koncernens mål för de kommande åren").made
    assert isinstance(part, GoalsPart)
    assert part.years == (2027, 2028, 2029)
    (group,) = part.groups
    assert [goal.title for goal in group.goals] == [
        "Trygga barn och unga",
        "Fler i arbete",
        "En levande landsbygd",
    ]
    safe, work, _ = group.goals
    assert [(one.name, one.baseline, one.targets) for one in safe.measures] == [
        ("Elever som känner sig trygga", "84\u00a0% (2025)", ("86\u00a0%", "88\u00a0%", "90\u00a0%")),
        ("Behöriga till gymnasiet", "81,5\u00a0% (2025)", ("83\u00a0%", "85\u00a0%", "87\u00a0%")),
    ]
    assert safe.facts == ("Ansvarig: Kommundirektör", "Stöd: Skollagen 5 kap. 3 §")
    assert work.facts[-1] == "Bidrar till ”Vision 2040”: Fler egna inkomster gör att fler kan bo kvar."


def test_the_frames_of_all_units_tie_to_the_page_budget(town: Planners) -> None:
    (part,) = section(town.paper("plan"), "Budgetens fördelning").made
    assert isinstance(part, FramesPart)
    frames, view = part.frames, town.budget()
    assert isinstance(frames, UnitFrames)
    assert view.plan is not None
    assert frames.years == view.plan.years
    assert frames.totals == tuple(view.sums[year, "total"] for year in view.plan.years)
    assert [(row.name, row.amounts) for row in frames.rows] == [
        (row.name, tuple(row.amount(year, "total") for year in view.plan.years)) for row in view.rows
    ]
    single = [row.amounts[0] or 0 for row in frames.rows if not row.group]
    assert sum(single) == frames.totals[0] == 21_000_45_000 + 400_45_000 + 18_000_45_000 + 300_40_000


def test_the_frame_of_a_unit_is_told_with_its_components_in_the_plan_of_the_unit(town: Planners) -> None:
    (part,) = made(town.paper("north"), FramesPart)
    assert isinstance(part.frames, FramesTable)
    row = next(row for row in town.budget().rows if row.unit_id == town.units[NORTH])
    assert part.frames.years == (2027, 2028)
    assert part.frames.totals == (row.amount(2027, "total"), row.amount(2028, "total"))
    assert [one.label for one in part.frames.rows] == ["Föregående års ram", "Lönekompensation"]


def test_a_board_has_the_sum_of_the_units_below_it(town: Planners) -> None:
    town.add("all", "verksamhetsplan", "Nämndens plan", "plan", unit=BOARD)
    (part,) = made(town.paper("all"), FramesPart)
    assert isinstance(part.frames, FramesTable)
    assert part.frames.totals[0] == town.budget().sums[2027, "total"]


def test_decided_frames_bear_no_day_and_a_decided_plan_takes_them(town: Planners) -> None:
    first = town.budget().version
    assert first is not None
    town.run(
        versions.lock_version,
        version_id=first.id,
        body="Kommunfullmäktige",
        decided_on=date(2026, 11, 16),
        paragraph="§ 111",
        registration_number=None,
        expected_version=first.row_version,
        today=TODAY,
    )
    town.run(versions.create_version, source_id=first.id, name="Revidering", stage="revised")
    (working,) = made(town.paper("plan"), FramesPart)
    assert working.dated
    assert "Revidering" in (working.frames.note or "")
    town.decide("plan")
    (decided,) = made(town.paper("plan"), FramesPart)
    assert not decided.dated
    assert "Kommunfullmäktige, 16 november 2026, § 111" in (decided.frames.note or "")


def carry(town: Planners, version: Any, name: str | None) -> None:
    """Link a version to the document that carries it."""
    town.run(
        versions.link_document,
        version_id=version.id,
        node_id=town.keys[name] if name is not None else None,
        expected_version=next(e.row_version for e in town.budget().versions if e.id == version.id),
    )


def test_a_document_shows_the_version_that_it_carries(town: Planners) -> None:
    first = town.budget().version
    assert first is not None
    town.run(versions.create_version, source_id=first.id, name="Revidering", stage="revised")
    carry(town, first, "plan")
    (part,) = made(town.paper("plan"), FramesPart)
    assert f"”{first.name}”" in (part.frames.note or "")
    carry(town, first, None)
    (part,) = made(town.paper("plan"), FramesPart)
    assert "Revidering" in (part.frames.note or "")
    assert made(town.paper("vision"), FramesPart) == []
    carry(town, first, "vision")
    (part,) = made(town.paper("vision"), FramesPart)
    assert f"”{first.name}”" in (part.frames.note or "")


def test_assignments_follow_the_document_and_the_unit_that_has_them(town: Planners) -> None:
    for name in ("plan", "board"):
        found = table(town.paper(name), "Uppdrag")
        assert found is not None
        assert found.rows == (
            (
                "Öppna en fritidsgård i varje tätort",
                "Kommunfullmäktige",
                BOARD,
                "Inte angivet",
                "2028-06-30",
                "Ej påbörjat",
            ),
        )
    assert table(town.paper("north"), "Uppdrag") is None


def test_a_school_years_plan_says_so_and_has_its_activities(town: Planners) -> None:
    document = town.paper("north")
    assert head(document)["Gäller t.o.m."] == "31 juli 2028, läsåret 2027/28"
    assert document.full_title == "Arbetsplan 2027/28, Norra skolan"
    (part,) = section(document, "Enhetens prioriterade aktiviteter för att målen ska nås").made
    assert isinstance(part, WordsPart)
    assert part.rows == (
        ("Trygghetsvandring varje termin", "Biträdande rektor", "2027-09-01", "2028-05-31", "Planerad"),
    )
    assert SOUTH not in str(document.parts)


def test_figures_imposed_from_above_stand_in_the_section_about_them(town: Planners) -> None:
    town.change(partial(_impose, owner=town.units[OFFICE]))
    (part,) = section(town.paper("north"), "Nyckeltal från kontoret, obligatoriska att följa upp").made
    assert isinstance(part, WordsPart)
    assert part.columns == ("Nyckeltal", "Ålagt av", "2027", "2028")
    assert part.rows == (("Elever som känner sig trygga", OFFICE, "86\u00a0%", "88\u00a0%"),)
    assert table(town.paper("office"), "Obligatoriska nyckeltal") is None, "it binds those below"


def _impose(session: Session, owner: int) -> None:
    row = session.scalars(select(Indicator).where(Indicator.name == "Elever som känner sig trygga")).one()
    row.owner_unit_id, row.obligatory = owner, True


def test_a_vision_is_no_plan_and_has_neither_frames_nor_reports(town: Planners) -> None:
    document = town.paper("vision")
    assert document.intro == "Här växer vi."
    assert made(document, FramesPart) == []
    assert table(document, "Uppföljning") is None


def test_a_document_of_a_kind_without_level_is_only_its_own_text(town: Planners) -> None:
    town.add_of_kind("rule", "riktlinjer", "Riktlinje för resor")
    town.write("rule", 0, written("Res klokt."))
    document = town.paper("rule")
    (part,) = document.parts
    assert isinstance(part, TextPart)
    assert (part.title, richtext.plain(richtext.read(part.text))) == ("Innehåll", "Res klokt.")


def test_a_decided_version_is_printed_as_it_was_decided(town: Planners) -> None:
    town.write("plan", 1, written("Första texten."))
    attach(town, "plan", "Karta.pdf", b"karta")
    town.decide("plan", paragraph="§ 112")
    before = town.paper("plan")
    town.run(nodes.new_version, node_id=town.keys["plan"], expected_version=town.version("plan"))
    town.write("plan", 1, written("Andra texten."))
    old, new = town.paper("plan", 1), town.paper("plan")
    assert content_hash(old) == content_hash(before)
    assert old.attachments == before.attachments
    assert section(old, "De största utmaningarna").text == section(before, "De största utmaningarna").text
    assert (old.version, new.version[:2]) == ("1.0", "1.")
    assert made(old, GoalsPart) == made(new, GoalsPart) != [], "the old one holds until the new is decided"
    assert head(new)["Ersätter"].startswith("Flerårsplan 2027–2029")


def test_a_replaced_version_is_marked(town: Planners) -> None:
    town.decide("plan", paragraph="§ 112")
    town.run(nodes.new_version, node_id=town.keys["plan"], expected_version=town.version("plan"))
    town.decide("plan", paragraph="§ 140")
    old = town.paper("plan", 1)
    assert old.mark == "ERSATT"
    assert head(old)["Ersatt av"].startswith("Flerårsplan 2027–2029")
    assert made(old, GoalsPart) == made(old, FramesPart) == []
    assert "kom efter" in head(old)["Anmärkning"]


@pytest.mark.parametrize("model", ["heby", "falun", "vansbro", "borlange", "svenljunga", "norberg", "sater"])
def test_every_level_of_every_model_can_be_printed(file: Database, clock: Clock, model: str) -> None:
    town = settle(file, clock, model)
    budgeted(town)
    for key, parent in file.read(_levels):
        above = parent if parent in town.keys else None
        with suppress(DomainError):  # agreements are made on their own page
            town.add(key, key, f"Ett dokument på nivån {key}", above, unit=NORTH)
    assert town.keys
    for name in town.keys:
        assert town.paper(name).title.startswith("Ett dokument")


def _levels(session: Session) -> list[tuple[str, str | None]]:
    rows = {row.id: row for row in session.scalars(select(Level).order_by(Level.position))}
    return [(row.key, rows[row.parent_id].key if row.parent_id else None) for row in rows.values()]


def test_many_documents_are_read_with_the_hierarchy_and_the_budget_once(town: Planners) -> None:
    ids = tuple(town.keys[name] for name in ("plan", "board", "office", "north"))

    def count(asked: tuple[int, ...]) -> int:
        return statements(town.database, partial(build_steering_documents, node_ids=asked, today=TODAY))

    papers = town.database.read(partial(build_steering_documents, node_ids=ids, today=TODAY))
    assert papers == tuple(town.paper(name) for name in ("plan", "board", "office", "north"))
    assert count(ids) < 4 * count(ids[:1])
