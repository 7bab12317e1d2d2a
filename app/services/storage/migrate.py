"""Bringing a file of an older schema up to the newest, on a copy that takes its place when all is well."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from app.services.clock import Clock
from app.services.paths import resource
from app.services.storage import schema
from app.services.storage.backup import BEFORE_UPDATE, make_backup
from app.services.storage.errors import MigrationFailed, as_domain_error
from app.services.storage.fileformat import FORMAT, faults
from app.services.storage.retention import Backup
from app.services.storage.snapshot import copy_into, open_copy, put_in_place, sync, unfinished


def migrate(path: Path, *, clock: Clock, scripts: Path | None = None) -> Backup | None:
    """Bring `path`, which nobody has open, up to the newest schema; gives the backup of what it was.

    The caller holds the writer's lock. At any failure the file is as it was before, byte for byte.
    """
    with unfinished(path) as fresh:
        copy_into(path, fresh)
        with closing(open_copy(fresh)) as raw:
            _upgrade(path, raw, scripts or resource("migrations"))
        sync(fresh)
        before = make_backup(path, path, clock=clock, reason=BEFORE_UPDATE)
        put_in_place(fresh, path)
    return before


def upgrade(connection: Connection, scripts: Path) -> None:
    """Run the migrations over an open SQLAlchemy connection, whose transaction the caller owns."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Alembic reads the value as a template, in which a percent sign must be doubled.
    config.set_main_option("script_location", str(scripts.absolute()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _upgrade(path: Path, raw: sqlite3.Connection, scripts: Path) -> None:
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    try:
        with engine.connect() as connection, connection.begin():
            schema.remove(connection)
            upgrade(connection, scripts)
            schema.install(connection)
    except Exception as error:  # whatever a migration raises, the file is left as it was
        known = as_domain_error(error, path)
        raise known or MigrationFailed(path, repr(error)) from error
    raw.execute(f"PRAGMA user_version = {FORMAT}")
    found = faults(raw)
    if found:
        raise MigrationFailed(path, "; ".join(found[:5]))
