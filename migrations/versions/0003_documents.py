"""Documents whole: sections, attachments, referrals and heads; assignments, activities, staff dialogues."""

from pathlib import Path

from alembic import op

from app.services.storage.rebuilding import rebuild

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_HERE = Path(__file__).parent


def upgrade() -> None:
    connection = op.get_bind()
    rebuilt = _statements("0003_rebuilt.sql")
    for table in ("node_version", "decision"):
        own = [one for one in rebuilt if one.startswith(f"CREATE TABLE {table} ") or f" ON {table} " in one]
        rebuild(connection, table, own)
    for statement in _statements("0003_documents.sql"):
        connection.exec_driver_sql(statement)


def _statements(name: str) -> list[str]:
    text = (_HERE / name).read_text(encoding="utf-8")
    return [one.strip() for one in text.split(";\n") if one.strip()]
