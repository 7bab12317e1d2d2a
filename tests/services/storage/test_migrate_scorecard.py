"""What was measured before scorecards were whole is there afterwards, digit for digit."""

from decimal import Decimal

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, select

from app.models.scorecard import Indicator, Measurement
from app.services.paths import resource
from app.services.storage import schema
from app.services.storage.migrate import upgrade

_ROWS = """
INSERT INTO indicator (id, name, direction, frequency, threshold, obligatory, version, example)
    VALUES (1, 'Medarbetarindex', 'higher', 'every_other_year', '65.50', 0, 3, 1);
INSERT INTO indicator_target (id, indicator_id, year, value) VALUES (2, 1, 2027, '75.0');
INSERT INTO measurement (id, indicator_id, period, gender, value, missing, version, example)
    VALUES (3, 1, '2026-06', 'T', '71.10', 0, 1, 1);
"""


def test_what_was_measured_before_is_there_after_the_migration(tmp_path):
    path = tmp_path / "fil.styr"
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(resource("migrations")).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        for statement in filter(str.strip, _ROWS.split(";")):
            connection.exec_driver_sql(statement)
    with engine.begin() as connection:
        upgrade(connection, resource("migrations"))
        schema.install(connection)
    with engine.connect() as connection:
        row = connection.execute(select(Indicator.__table__)).mappings().one()
        value = connection.scalar(select(Measurement.value))
    engine.dispose()
    assert (row["frequency"], row["threshold"], row["version"]) == ("two_years", Decimal("65.50"), 3)
    assert (row["by_gender"], row["summing"], row["target_kind"]) == (False, "last", "absolute")
    assert str(value) == "71.10"
