"""The year wheel whole: occurrences with status, checklist and documents, the meeting plan, MBL, order."""

from pathlib import Path
from typing import Any, Final

from alembic import op

from app.services.storage.rebuilding import insert, read_all, rebuild

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_HERE = Path(__file__).parent
_DETAILS: Final = ("short_title", "month_part", "season", "timing_text", "rhythm")
_PATTERN: Final = f"""
    SELECT pattern.position, pattern.precision, pattern.recurrence,
        {", ".join(f"json_extract(pattern.details, '$.{name}') AS {name}" for name in _DETAILS)}
    FROM wheel_pattern AS pattern WHERE pattern.id = ?
"""


def upgrade() -> None:
    connection = op.get_bind()
    rebuilt = _statements("0005_rebuilt.sql")
    made = _statements("0005_wheel.sql")
    rebuild(connection, "wheel", _of("wheel", rebuilt), given={"start_month": 1})
    rows = read_all(connection, "wheel_activity")
    connection.exec_driver_sql("DROP TABLE wheel_activity")
    for statement in (*_of("wheel_activity", rebuilt), *made):
        connection.exec_driver_sql(statement)
    for row in rows:
        insert(connection, "wheel_activity", {**row, **_timed(connection, row)})


def _timed(connection: Any, row: dict[str, Any]) -> dict[str, Any]:
    """What an occurrence had from its pattern only, and now holds itself."""
    found = {"position": 0, "number": 1, "form": "activity", "precision": "okand"}
    pattern = connection.exec_driver_sql(_PATTERN, (row["pattern_id"],)).mappings().one_or_none()
    if pattern is not None:
        found |= dict(pattern)
    elif row["ends"] is not None:
        found["precision"] = "dag" if row["starts"] is not None else "senast_dag"
    found["status"] = "planned" if row["done_on"] is None else "done"
    return found


def _of(table: str, statements: list[str]) -> list[str]:
    return [one for one in statements if one.startswith(f"CREATE TABLE {table} ") or f" ON {table} " in one]


def _statements(name: str) -> list[str]:
    text = (_HERE / name).read_text(encoding="utf-8")
    return [one.strip() for one in text.split(";\n") if one.strip()]
