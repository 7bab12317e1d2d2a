"""Files that are ours, and every way in which a file can fail to be."""

import os
import sqlite3
import struct
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from app.services.storage.errors import (
    AlreadyExists,
    BadName,
    CannotOpen,
    Damaged,
    FileError,
    NewerFile,
    NoFolder,
    NotFoundFile,
    NotOurs,
)
from app.services.storage.fileformat import (
    APPLICATION_ID,
    FORMAT,
    SCHEMA_HEAD,
    check_name,
    check_new,
    file_uri,
    inspect,
)


def test_a_file_of_ours_is_recognised_and_not_touched(path, untouched):
    with untouched(path):
        state = inspect(path)
    assert (state.format, state.schema) == (FORMAT, SCHEMA_HEAD)
    assert state.writable
    assert not state.hot_journal
    assert not state.newer
    assert not state.older


def test_the_application_id_spells_the_programs_name(path):
    assert struct.pack(">I", APPLICATION_ID) == b"RTrd"
    assert path.read_bytes()[68:72] == b"RTrd"


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hej")


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE goods (id INTEGER)")


NOT_OURS = {
    "en tom fil": lambda path: path.write_bytes(b""),
    "en webbsida": lambda path: path.write_bytes(b"\xef\xbb\xbf\n<!DOCTYPE html><html></html>"),
    "en zip-fil eller ett Office-dokument": _zip,
    "ett PDF-dokument": lambda path: path.write_bytes(b"%PDF-1.7\n" + b"x" * 2000),
    "en databas från ett annat program": _other_database,
    "en fil av annat slag": lambda path: path.write_bytes(os.urandom(64) + b"\xff" * 5000),
}


@pytest.mark.parametrize("kind", NOT_OURS)
def test_a_file_that_is_not_ours_is_named_for_what_it_is(tmp_path, kind, untouched):
    path = tmp_path / "fil.styr"
    NOT_OURS[kind](path)
    with untouched(path), pytest.raises(NotOurs) as caught:
        inspect(path)
    assert kind in caught.value.message
    assert "orörd" in caught.value.message


def test_a_missing_file_and_a_folder_have_their_own_messages(tmp_path):
    with pytest.raises(NotFoundFile, match="finns inte"):
        inspect(tmp_path / "borta.styr")
    with pytest.raises(CannotOpen, match="mapp"):
        inspect(tmp_path)


@pytest.mark.parametrize("keep", [60, 100, 4096, 5000, -4096, -1])
def test_a_file_that_was_cut_off_is_damaged(path, keep, untouched):
    path.write_bytes(path.read_bytes()[:keep])
    with untouched(path), pytest.raises(Damaged, match="säkerhetskopia"):
        inspect(path)


def test_a_right_first_line_with_nonsense_behind_is_damaged(tmp_path, untouched):
    path = tmp_path / "fil.styr"
    path.write_bytes(b"SQLite format 3\0" + b"\xa5" * 8000)
    with untouched(path), pytest.raises(Damaged):
        inspect(path)


def test_a_file_whose_first_table_is_overwritten_is_damaged(path, untouched):
    content = bytearray(path.read_bytes())
    content[100:2000] = b"\xa5" * 1900
    path.write_bytes(content)
    with untouched(path), pytest.raises(Damaged):
        inspect(path)


def test_a_file_without_its_schema_name_is_damaged(path, raw):
    raw.execute("DELETE FROM alembic_version")
    with pytest.raises(Damaged):
        inspect(path)
    raw.execute("DROP TABLE alembic_version")
    with pytest.raises(Damaged):
        inspect(path)


def test_a_newer_format_is_refused_with_the_format_it_needs(path, raw, untouched):
    raw.execute(f"PRAGMA user_version = {FORMAT + 6}")
    with untouched(path), pytest.raises(NewerFile, match=f"filformat {FORMAT + 6}") as caught:
        inspect(path)
    assert caught.value.needed == FORMAT + 6


def test_a_newer_schema_of_a_known_format_can_be_read(path, raw):
    raw.execute("UPDATE alembic_version SET version_num = '0099'")
    state = inspect(path)
    assert state.newer
    assert not state.older


def test_two_looks_leave_the_locks_of_an_open_connection_alone(path, raw):
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("INSERT INTO municipality_alias (id, municipality_id, name) SELECT 1, 1, 'x' WHERE 0")
    inspect(path)
    other = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
    taken = subprocess.run([sys.executable, "-c", other, str(path)], capture_output=True, text=True)
    raw.execute("ROLLBACK")
    assert "database is locked" in taken.stderr


@pytest.mark.parametrize(
    "name", ["år 2027.styr", "a'b\"c.styr", "100% #1?.styr", "a&b=c;d.styr", "é" * 100 + ".styr", "%41.styr"]
)
def test_a_name_with_odd_signs_names_that_very_file(tmp_path, make_file, name):
    path = make_file(tmp_path / name)
    assert inspect(path).schema == SCHEMA_HEAD
    with closing(sqlite3.connect(file_uri(path, mode="rw"), uri=True)) as connection:
        connection.execute("PRAGMA user_version = 1")
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_name_too_long_for_its_journal_is_refused(tmp_path):
    check_name(tmp_path / ("a" * 200 + ".styr"))
    with pytest.raises(BadName, match="långt"):
        check_name(tmp_path / ("a" * 240 + ".styr"))
    with pytest.raises(BadName, match="långt"):
        check_name(tmp_path / ("å" * 120 + ".styr"))
    deep = tmp_path / ("b" * 200) / ("c" * 190)
    with pytest.raises(BadName, match="mapp"):
        check_name(deep / "a.styr")
    with pytest.raises(BadName, match="punkt"):
        check_name(tmp_path / ".styr")


def test_a_new_file_needs_a_folder_and_a_free_name(tmp_path, path):
    check_new(tmp_path / "ny.styr")
    with pytest.raises(AlreadyExists, match="finns redan"):
        check_new(path)
    with pytest.raises(NoFolder, match="Mappen"):
        check_new(tmp_path / "borta" / "ny.styr")


def test_a_look_does_not_load_the_migrations(path):
    script = (
        "import sys; from pathlib import Path; from app.services.storage.fileformat import inspect\n"
        "inspect(Path(sys.argv[1])); print('alembic' in sys.modules)"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, cwd=root, check=True
    )
    assert done.stdout.strip() == "False"


def _subclasses(kind: type[FileError]) -> list[type[FileError]]:
    return [kind, *(deeper for each in kind.__subclasses__() for deeper in _subclasses(each))]


def test_each_error_names_the_file_and_has_a_message_of_its_own(tmp_path):
    path = tmp_path / "Säter.styr"
    extra = {NewerFile: (2, 1)}
    one_word = {"NotOurs", "Damaged", "CannotOpen", "BadName", "MigrationFailed"}
    messages = []
    for kind in _subclasses(FileError)[1:]:
        arguments = extra.get(kind, ("namnet är fel",) if kind.__name__ in one_word else ())
        messages.append(kind(path, *arguments).message)
    assert len(set(messages)) == len(messages) >= 15
    assert all("Säter.styr" in each or each.startswith("Filen kan inte heta") for each in messages)
