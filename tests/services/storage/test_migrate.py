"""Migrations work on a copy, keep rows and triggers, and leave the file alone when they fail."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from app.services.paths import resource
from app.services.storage import Database, schema
from app.services.storage.backup import BEFORE_UPDATE, list_backups
from app.services.storage.errors import DiskFull, HotJournal, MigrationFailed
from app.services.storage.fileformat import FORMAT, SCHEMA_HEAD, SCHEMAS, file_uri, inspect
from app.services.storage.migrate import migrate, upgrade

NEXT = '''"""A change as a later program may make it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("node_version") as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=True))
        batch.alter_column("title", existing_type=sa.Text(), nullable=True)
    op.get_bind().exec_driver_sql("UPDATE node_version SET colour = 'blå' WHERE locked = 1")
'''


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The program's own migrations with one more, in a folder whose name holds signs that Alembic reads."""
    place = tmp_path / "50 % ny (migrationer)"
    shutil.copytree(resource("migrations"), place, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "versions" / "0009_next.py").write_text(NEXT, encoding="utf-8")
    return place


@pytest.fixture
def filled(path, raw) -> Path:
    """A file with a decided node, a decision, a child that refers to it and something to search for."""
    raw.executescript(
        """
        INSERT INTO level (id, key, position, name, form, details, version)
            VALUES (1, 'm', 1, 'Mål', 'goal', '{}', 1);
        INSERT INTO node (id, level_id, position, current_number, version, example) VALUES (1,1,0,1,1,0);
        INSERT INTO node_version (id, node_id, number, title, text, status, locked)
            VALUES (1, 1, 1, 'Får och ljung', 'Text', 'decided', 1);
        INSERT INTO decision (id, node_version_id, step, outcome) VALUES (1, 1, 'definitive', 'decided');
        """
    )
    return path


def _query(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file_uri(path, mode="rw"), uri=True)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        return connection.execute(statement).fetchall()


def _objects(path: Path) -> dict[tuple[str, str], str]:
    rows = _query(path, "SELECT type, name, sql FROM sqlite_master")
    return {(str(kind), str(name)): " ".join(str(sql).split()) for kind, name, sql in rows}


def test_migrations_from_nothing_give_the_same_file_as_a_new_one(tmp_path, clock):
    by_models, by_migrations = tmp_path / "m.styr", tmp_path / "a.styr"
    Database.create(by_models, clock=clock, user="Anna").close()
    engine = create_engine(f"sqlite:///{by_migrations}")
    with engine.begin() as connection:
        upgrade(connection, resource("migrations"))
        schema.install(connection)
    engine.dispose()
    assert _objects(by_migrations) == _objects(by_models)
    assert _query(by_migrations, "SELECT * FROM alembic_version") == [(SCHEMA_HEAD,)]


def test_nothing_in_the_models_waits_for_a_migration(tmp_path, clock):
    from alembic import command
    from alembic.config import Config

    path = tmp_path / "ny.styr"
    Database.create(path, clock=clock, user="Anna").close()
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(resource("migrations")).replace("%", "%%"))
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.check(config)  # raises when it would write a revision, also for the search tables
    finally:
        engine.dispose()


def test_the_program_knows_every_revision_in_order():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(resource("migrations")).replace("%", "%%"))
    revisions = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(revisions)) == SCHEMAS


def test_rows_and_triggers_survive_a_rebuilt_table(filled, scripts, clock):
    before = _objects(filled)
    migrate(filled, clock=clock, scripts=scripts)
    assert _query(filled, "SELECT id, title, locked, colour FROM node_version") == [
        (1, "Får och ljung", 1, "blå")
    ]
    assert _query(filled, "SELECT node_version_id FROM decision") == [(1,)]
    assert _query(filled, "SELECT version_num FROM alembic_version") == [("0009",)]
    assert _query(filled, "PRAGMA user_version") == [(FORMAT,)]
    after = _objects(filled)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert changed == {("table", "node_version")}
    with pytest.raises(sqlite3.IntegrityError, match="låst"):
        _query(filled, "UPDATE node_version SET title = 'x'")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        _query(filled, "DELETE FROM level")


def test_what_was_searchable_is_searchable_after_a_migration(filled, scripts, clock):
    migrate(filled, clock=clock, scripts=scripts)
    found = "SELECT count(*) FROM search_words WHERE search_words MATCH '\"får\"'"
    assert _query(filled, found) == [(1,)]


def test_the_file_before_the_migration_is_kept_as_a_backup(filled, scripts, clock):
    made = migrate(filled, clock=clock, scripts=scripts)
    assert list_backups(filled) == (made,)
    assert made.reason == BEFORE_UPDATE
    assert _query(made.path, "SELECT version_num FROM alembic_version") == [(SCHEMA_HEAD,)]
    assert inspect(filled).newer  # for this program, which knows no 0007


_FAILURES = {
    "an error in the middle": "    raise LookupError('no such luck')",
    "a statement that SQLite refuses": "    op.execute('UPDATE nowhere SET x = 1')",
    "rows that lose what they refer to": "    op.execute('DELETE FROM level')",
    "a table that the triggers need": "    op.drop_table('decision')",
}


@pytest.mark.parametrize("failure", _FAILURES)
def test_a_migration_that_fails_leaves_the_file_as_it_was(filled, scripts, clock, failure, untouched):
    script = scripts / "versions" / "0009_next.py"
    script.write_text(f"{NEXT}{_FAILURES[failure]}\n", encoding="utf-8")
    with untouched(filled), pytest.raises(MigrationFailed, match="orörd") as caught:
        migrate(filled, clock=clock, scripts=scripts)
    assert caught.value.detail


def test_a_full_disk_leaves_the_file_as_it_was(filled, scripts, clock, untouched):
    script = scripts / "versions" / "0009_next.py"
    script.write_text(f"{NEXT}    op.execute('PRAGMA max_page_count = 1')\n"
                      "    op.execute('CREATE TABLE large AS SELECT randomblob(90000)')\n")  # fmt: skip
    with untouched(filled), pytest.raises(DiskFull):
        migrate(filled, clock=clock, scripts=scripts)


def test_an_interrupted_change_must_be_rolled_back_first(filled, scripts, clock, leave_hot):
    leave_hot(filled)
    with pytest.raises(HotJournal):
        migrate(filled, clock=clock, scripts=scripts)


@pytest.mark.parametrize("name", ["år 100% #1?.styr", "a'b\"c.styr", "a" * 200 + ".styr"])
def test_every_file_name_can_be_migrated(filled, scripts, clock, tmp_path, name):
    path = filled.rename(tmp_path / name)
    migrate(path, clock=clock, scripts=scripts)
    assert _query(path, "SELECT version_num FROM alembic_version") == [("0009",)]
