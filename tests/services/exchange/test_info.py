"""What is counted in a file, and what is said of who holds it."""

import os
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.models.steering import OUTSIDE_LEVEL, Level, Node
from app.services.assignments.activities import add_activity
from app.services.assignments.assignments import add_assignment
from app.services.clock import Clock
from app.services.exchange.info import COUNTS, contents, file_info
from app.services.storage import Database, describe
from app.services.storage.backup import make_backup
from app.services.storage.errors import NotFoundFile, NotOurs
from tests.newfiles import create_file


def test_the_municipality_the_model_and_the_rows_are_told(path: Path, clock: Clock) -> None:
    found = file_info(path, clock=clock, user="A")
    assert (found.contents.municipality, found.contents.model) == ("Ljusnarsbergs kommun", "ljusnarsberg")
    assert found.contents.example
    assert tuple(found.contents.rows) == COUNTS
    assert found.size == path.stat().st_size
    assert found.schema
    assert (found.read_only, found.holder, found.last_backup) == (False, None, None)


def test_the_counts_are_those_of_the_tables(path: Path, clock: Clock) -> None:
    database = Database.open(path, clock=clock, user="A")
    try:
        rows = database.read(contents).rows
        forms = database.read(
            lambda s: s.scalars(select(Level.form).join(Node, Node.level_id == Level.id)).all()
        )
        nodes = database.read(lambda s: s.scalar(select(func.count()).select_from(Node)))
    finally:
        database.close()
    assert rows["nodes"] == nodes
    assert rows["goals"] == list(forms).count("goal")
    assert rows["goals"] > 0
    assert all(isinstance(number, int) for number in rows.values())


def test_an_empty_file_has_no_example(tmp_path: Path, clock: Clock) -> None:
    create_file(tmp_path / "tom.styr", "ljusnarsberg", clock=clock, user="A", example_year=None)
    found = file_info(tmp_path / "tom.styr", clock=clock, user="A")
    assert not found.contents.example
    assert (found.contents.rows["nodes"], found.contents.rows["agreements"]) == (0, 0)
    assert found.contents.rows["levels"] == 12


def test_assignments_and_activities_are_counted(path: Path, clock: Clock) -> None:
    database = Database.open(path, clock=clock, user="A")
    try:
        before = database.read(contents).rows
        key = database.write(partial(add_assignment, title="Se över lokalerna", kind="council")).value
        database.write(partial(add_activity, title="Inventera", assignment_id=key))
        after = database.read(contents).rows
    finally:
        database.close()
    names = ("assignments", "activities")
    assert [after[name] - before[name] for name in names] == [1, 1]
    assert {name: after[name] for name in after if name not in names} == {
        name: before[name] for name in before if name not in names
    }


def test_the_place_for_documents_outside_the_levels_is_no_level(path: Path, clock: Clock) -> None:
    database = Database.open(path, clock=clock, user="A")
    try:
        before = database.read(contents).rows["levels"]
        level = Level(key=OUTSIDE_LEVEL, position=10_000, name="Utanför", form="document", details={})
        database.write(lambda session: session.add(level) or describe(session, "Lade till"))
        assert database.read(contents).rows["levels"] == before == 12
    finally:
        database.close()


def test_the_newest_backup_is_told(path: Path, clock: Clock) -> None:
    made = make_backup(path, path, clock=clock)
    assert made is not None
    assert file_info(path, clock=clock, user="A").last_backup == made.made_at


def test_who_holds_the_file_is_told_and_the_file_left_alone(path: Path, clock: Clock) -> None:
    held = Database.open(path, clock=clock, user="Ekonomichefen")
    before = path.read_bytes()
    try:
        found = file_info(path, clock=clock, user="B")
    finally:
        held.close()
    assert found.read_only
    assert (found.holder or "").startswith("Ekonomichefen")
    assert path.read_bytes() == before


def test_asking_changes_nothing(path: Path, clock: Clock) -> None:
    before, when = path.read_bytes(), os.stat(path).st_mtime_ns
    file_info(path, clock=clock, user="A")
    assert (path.read_bytes(), os.stat(path).st_mtime_ns) == (before, when)


def test_what_cannot_be_opened_says_why(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(NotFoundFile):
        file_info(tmp_path / "ingen.styr", clock=clock, user="A")
    other = tmp_path / "text.styr"
    other.write_text("inte en databas, men ganska lång text\n" * 50, encoding="utf-8")
    with pytest.raises(NotOurs):
        file_info(other, clock=clock, user="A")
