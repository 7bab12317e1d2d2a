"""Runs the migrations: inside the program on the connection it hands over, for developers on a scratch file.

The program gives `Config.attributes["connection"]`; it owns the transaction, the copy and the checks.
A developer writes `alembic upgrade head` and `alembic revision --autogenerate -m "…"` in the repository;
they then work on `build/schema.styr`, never on a real file.
"""

from pathlib import Path
from typing import Any

from alembic import context
from sqlalchemy import Connection, create_engine, text

from app.models.schema import Base

SCRATCH = Path("build") / "schema.styr"
_SEARCH_TABLES = "search_"


def include_object(_thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Leave out the full-text tables and their shadows: they are made by the program, not by migrations."""
    return not (kind == "table" and reflected and compare_to is None and str(name).startswith(_SEARCH_TABLES))


def run(connection: Connection) -> None:
    """Migrate over an open connection; tables are rebuilt whole where SQLite cannot alter them."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        include_object=include_object,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_on_scratch_file() -> None:
    """Migrate the developer's own file, with foreign keys off as the program has them while migrating."""
    SCRATCH.parent.mkdir(exist_ok=True)
    engine = create_engine(f"sqlite:///{SCRATCH}")
    try:
        with engine.connect() as connection:
            connection.execute(text("PRAGMA foreign_keys=OFF"))
            connection.commit()
            run(connection)
            connection.commit()
    finally:
        engine.dispose()


handed_over: Connection | None = context.config.attributes.get("connection")
if handed_over is None:
    run_on_scratch_file()
else:
    run(handed_over)
