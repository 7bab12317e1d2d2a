"""Goals that are measured and assessed: indicators whole, scorecards, assessments, causes, comparisons."""

from pathlib import Path
from typing import Any, Final

from alembic import op

from app.services.storage.rebuilding import rebuild

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_HERE = Path(__file__).parent
_REBUILT: Final[dict[str, dict[str, Any]]] = {
    "indicator": {"by_gender": 0, "summing": "last", "target_kind": "absolute"},
    "indicator_target": {},
    "measurement": {},
}


def upgrade() -> None:
    connection = op.get_bind()
    rebuilt = _statements("0006_rebuilt.sql")
    for table, given in _REBUILT.items():
        rebuild(connection, table, _of(table, rebuilt), given=given)
    for statement in _statements("0006_scorecard.sql"):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "UPDATE indicator SET frequency = 'two_years' WHERE frequency = 'every_other_year'"
    )


def _of(table: str, statements: list[str]) -> list[str]:
    return [one for one in statements if one.startswith(f"CREATE TABLE {table} ") or f" ON {table} " in one]


def _statements(name: str) -> list[str]:
    text = (_HERE / name).read_text(encoding="utf-8")
    return [one.strip() for one in text.split(";\n") if one.strip()]
