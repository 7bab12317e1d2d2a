"""The economy around the frames: prerequisites, statements, investments, changes, scenarios, LEP, balance."""

from pathlib import Path

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_HERE = Path(__file__).parent


def upgrade() -> None:
    connection = op.get_bind()
    text = (_HERE / "0008_economy.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement.strip())
