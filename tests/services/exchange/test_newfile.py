"""A new file is whole or not there at all, and nothing is ever replaced."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.models.errors import DomainError
from app.models.organisation import Unit
from app.models.steering import Level, Node
from app.models.storage import ChangeEntry
from app.services.clock import Clock
from app.services.exchange import newfile
from app.services.exchange.newfile import NoExample, create_file
from app.services.storage import Database, changelog
from app.services.storage.backup import list_backups
from app.services.storage.errors import AlreadyExists, NoFolder
from app.services.storage.fileformat import faults


def _counts(path: Path, clock: Clock) -> dict[str, int]:
    database = Database.open(path, clock=clock, user="A")
    try:
        return {
            table.__tablename__: database.read(
                lambda s, t=table: s.scalar(select(func.count()).select_from(t))
            )
            or 0
            for table in (Level, Node, Unit, ChangeEntry)
        }
    finally:
        database.close()


def test_a_file_without_example_has_the_model_and_its_bodies_only(tmp_path: Path, clock: Clock) -> None:
    create_file(tmp_path / "ny.styr", "ljusnarsberg", clock=clock, user="Anna", example_year=None)
    counts = _counts(tmp_path / "ny.styr", clock)
    assert (counts["level"], counts["node"]) == (12, 0)
    assert counts["unit"] > 0


def test_a_new_file_is_sound_and_its_log_says_who_made_it(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "ny.styr"
    create_file(path, "ljusnarsberg", clock=clock, user="Anna", example_year=2027)
    with closing(sqlite3.connect(path)) as opened:
        assert faults(opened) == []
    database = Database.open(path, clock=clock, user="Bo")
    try:
        assert database.read(changelog.verify) == []
        assert set(database.read(lambda s: s.scalars(select(ChangeEntry.made_by)).all())) == {"Anna"}
        assert database.undo_words is None
    finally:
        database.close()


def test_beside_a_new_file_lies_nothing(tmp_path: Path, clock: Clock) -> None:
    create_file(tmp_path / "ny.styr", "ljusnarsberg", clock=clock, user="A", example_year=2027)
    assert [each.name for each in tmp_path.iterdir()] == ["ny.styr"]
    assert list_backups(tmp_path / "ny.styr") == ()


def test_the_key_is_read_whatever_its_case(tmp_path: Path, clock: Clock) -> None:
    create_file(tmp_path / "ny.styr", "LJUSNARSBERG", clock=clock, user="A", example_year=None)
    assert (tmp_path / "ny.styr").exists()


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "ny.styr"
    path.write_bytes(b"n\xe5got annat")
    with pytest.raises(AlreadyExists):
        create_file(path, "ljusnarsberg", clock=clock, user="A", example_year=None)
    assert path.read_bytes() == b"n\xe5got annat"


@pytest.mark.parametrize("model", ["finns inte", "", "../ljusnarsberg"])
def test_an_unknown_model_is_refused_before_anything_is_made(
    tmp_path: Path, clock: Clock, model: str
) -> None:
    with pytest.raises(DomainError):
        create_file(tmp_path / "ny.styr", model, clock=clock, user="A", example_year=None)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(NoFolder) as refused:
        create_file(tmp_path / "ingen" / "ny.styr", "ljusnarsberg", clock=clock, user="A", example_year=None)
    assert "ingen" in refused.value.message


def test_a_failure_half_way_leaves_nothing(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    temporary = tmp_path / "tillfälligt"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr(newfile, "load_example", power_cut)
    target = tmp_path / "ny.styr"
    with pytest.raises((DomainError, OSError)):
        create_file(target, "ljusnarsberg", clock=clock, user="A", example_year=2027)
    assert not target.exists()
    assert list(temporary.iterdir()) == []


def test_a_model_without_example_says_so() -> None:
    assert "Det finns inget exempel för Heby." in NoExample("Heby").message


def test_the_same_day_gives_the_same_example(tmp_path: Path, clock: Clock) -> None:
    make = partial(create_file, model="ljusnarsberg", clock=clock, user="A", example_year=2027)
    make(tmp_path / "a.styr")
    make(tmp_path / "b.styr")
    assert _counts(tmp_path / "a.styr", clock) == _counts(tmp_path / "b.styr", clock)
