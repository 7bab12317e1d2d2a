"""A budget from before the economy around the frames is the same afterwards, and has said nothing of it."""

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, func, select

from app.models.budget import FrameComponent, PlanVersion
from app.models.economy import VersionEconomy
from app.models.schema import Base
from app.services.paths import resource
from app.services.storage import schema
from app.services.storage.migrate import upgrade

_ROWS = """
INSERT INTO budget_plan (id, name, first_year, years, version) VALUES (1, 'Budget', 2027, 3, 1);
INSERT INTO plan_version (id, plan_id, position, stage, name, locked, ready, version, example)
    VALUES (1, 1, 1, 'decided', 'Beslutad', 1, 0, 3, 0);
INSERT INTO frame
    (id, plan_version_id, unit_id, year, kind, previous, previous_income, held, version, example)
    VALUES (1, 1, 1, 2027, 'operating', 12345, 0, 0, 1, 0);
INSERT INTO frame_component (id, frame_id, kind, amount, income, held, note)
    VALUES (1, 1, 'wages', 678, 0, 0, 'AKI 3,1 %')
"""


def test_a_decided_budget_is_untouched_by_the_migration(tmp_path):
    path = tmp_path / "fil.styr"
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(resource("migrations")).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0007")
        for statement in filter(str.strip, _ROWS.split(";")):
            connection.exec_driver_sql(statement)
        before = set(_tables(connection))
    with engine.begin() as connection:
        upgrade(connection, resource("migrations"))
        schema.install(connection)
    with engine.connect() as connection:
        part = connection.execute(select(FrameComponent.__table__)).mappings().one()
        version = connection.execute(select(PlanVersion.__table__)).mappings().one()
        said = connection.scalar(select(func.count()).select_from(VersionEconomy))
        after = set(_tables(connection))
    engine.dispose()
    assert (part["amount"], part["note"]) == (678, "AKI 3,1 %")
    assert (version["locked"], version["version"], said) == (True, 3, 0)
    assert before < after
    assert after >= set(Base.metadata.tables)


def _tables(connection):
    return connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
