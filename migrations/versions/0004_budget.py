"""The budget whole: central pots, income, allocation models, proposals, internal budgets, imports."""

from pathlib import Path
from typing import Final

from alembic import op

from app.services.storage.rebuilding import rebuild

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_HERE = Path(__file__).parent
_GIVEN: Final = {
    "plan_version": {"ready": 0},
    "frame": {"previous_income": 0, "held": 0},
    "frame_component": {"income": 0, "held": 0},
}


def upgrade() -> None:
    connection = op.get_bind()
    rebuilt = _statements("0004_rebuilt.sql")
    for table, given in _GIVEN.items():
        own = [one for one in rebuilt if one.startswith(f"CREATE TABLE {table} ") or f" ON {table} " in one]
        rebuild(connection, table, own, given=given)
    for statement in _statements("0004_budget.sql"):
        connection.exec_driver_sql(statement)


def _statements(name: str) -> list[str]:
    text = (_HERE / name).read_text(encoding="utf-8")
    return [one.strip() for one in text.split(";\n") if one.strip()]
