"""Agreements whole: parties, rich text, standard texts, comments, revisions, signatures, cases, paper."""

from pathlib import Path
from typing import Any, Final

from alembic import op

from app.services import richtext
from app.services.storage.rebuilding import rebuild

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_HERE = Path(__file__).parent
_REBUILT: Final[dict[str, dict[str, Any]]] = {
    "agreement": {},
    "agreement_text": {"plain": ""},
    "follow_up_row": {},
}


def upgrade() -> None:
    connection = op.get_bind()
    rebuilt = _statements("0007_rebuilt.sql")
    for table, given in _REBUILT.items():
        rebuild(connection, table, _of(table, rebuilt), given=given)
    for statement in _statements("0007_agreements.sql"):
        connection.exec_driver_sql(statement)
    for key, text in connection.exec_driver_sql("SELECT id, text FROM agreement_text").all():
        written = richtext.from_plain(text)
        connection.exec_driver_sql(
            "UPDATE agreement_text SET text = ?, plain = ? WHERE id = ?",
            (richtext.write(written, limited=False), richtext.plain(written), key),
        )


def _of(table: str, statements: list[str]) -> list[str]:
    return [one for one in statements if one.startswith(f"CREATE TABLE {table} ") or f" ON {table} " in one]


def _statements(name: str) -> list[str]:
    text = (_HERE / name).read_text(encoding="utf-8")
    return [one.strip() for one in text.split(";\n") if one.strip()]
