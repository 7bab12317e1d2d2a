"""Real files for the storage tests, and what proves that a file was left alone."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.models.schema import Base
from app.services.clock import Clock
from app.services.storage import Database, schema
from app.services.storage.fileformat import file_uri, stamp

MakeFile = Callable[[Path], Path]
_NOBODY = 65534


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("template") / "mall.styr"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        schema.install(connection)
        stamp(connection)
    engine.dispose()
    return path.read_bytes()


@pytest.fixture
def make_file(_template: bytes) -> MakeFile:
    """Makes an empty file of the newest schema at a path."""

    def make(path: Path) -> Path:
        path.write_bytes(_template)
        return path

    return make


@pytest.fixture
def path(tmp_path: Path, make_file: MakeFile) -> Path:
    """An empty file of the newest schema."""
    return make_file(tmp_path / "Ljusnarsberg.styr")


@pytest.fixture
def database(path: Path, clock: Clock) -> Iterator[Database]:
    """That file, opened for writing by Anna."""
    opened = Database.open(path, clock=clock, user="Anna")
    yield opened
    opened.close()


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    """A plain session on that file, with foreign keys on."""
    engine = create_engine("sqlite://", creator=lambda: open_raw(path, autocommit=False))
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def open_raw(path: Path, *, autocommit: bool = True) -> sqlite3.Connection:
    """A connection past all layers of the program, with foreign keys on."""
    uri = file_uri(path, mode="rw")
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None if autocommit else "DEFERRED", check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """A raw connection to the file."""
    connection = open_raw(path)
    yield connection
    connection.close()


@pytest.fixture
def untouched() -> Callable[[Path], object]:
    """A context in which a file must keep its bytes and its time of change."""

    @contextmanager
    def watch(path: Path) -> Iterator[None]:
        before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir()))
        yield
        assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir())) == before

    return watch


@pytest.fixture
def add_entry() -> Callable[[Path, int], None]:
    """Adds an entry to the change log of a file, so that it counts as changed."""

    def add(path: Path, number: int, words: str = "Ändrade") -> None:
        connection = open_raw(path)
        connection.execute(
            "INSERT INTO change_entry (id, number, made_at, made_by, use_case, words, kinds, row_count, "
            "payload_digest, digest) VALUES (?, ?, '2026-11-21T12:00:00.000Z', 'A', 'u', ?, '[]', 0, 'x', ?)",
            (number, number, words, f"digest {number} {words}"),
        )
        connection.close()

    return add


@pytest.fixture
def unwritable_copy() -> Iterator[Callable[[Path], Path]]:
    """Puts a file, with its journal, where nothing may be written, also when root runs the tests."""
    place = Path(tempfile.mkdtemp())
    was_root = os.geteuid() == 0

    def put(source: Path) -> Path:
        for each in (source, Path(f"{source}-journal")):
            if each.exists():
                (place / each.name.replace(source.name, "fil.styr")).write_bytes(each.read_bytes())
        for each in place.iterdir():
            each.chmod(0o444)
        place.chmod(0o555)
        if was_root:
            os.seteuid(_NOBODY)
        return place / "fil.styr"

    try:
        yield put
    finally:
        if was_root:
            os.seteuid(0)
        place.chmod(0o755)
        shutil.rmtree(place)


@pytest.fixture
def unwritable(path: Path, unwritable_copy: Callable[[Path], Path]) -> Path:
    """A folder with the file `fil.styr` in which nothing may be written."""
    return unwritable_copy(path).parent


_INTERRUPT = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 5")
connection.execute("BEGIN IMMEDIATE")
for key in range(1000, 3000):
    connection.execute(
        "INSERT INTO glossary_term (id, word, explanation, version) VALUES (?, ?, ?, 1)",
        (key, f"Halvt {key}", "x" * 500),
    )
print("spilled", flush=True)
time.sleep(600)
"""


@pytest.fixture
def leave_hot() -> Callable[[Path], None]:
    """Kills a process in the midst of a large change, so that a hot journal lies beside the file."""

    def leave(path: Path) -> None:
        process = subprocess.Popen(
            [sys.executable, "-c", _INTERRUPT, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        assert process.stdout.readline() == "spilled\n"
        process.kill()
        process.wait()
        process.stdout.close()
        assert Path(f"{path}-journal").stat().st_size > 512

    return leave
