"""The steering model is kept whole in the file, part by part, and its perspectives get their keys.

Until now a file held only what no other row said, and every model was one that the program carries:
the parts that are missing are taken from there.
"""

import json
from typing import Any

from alembic import op

from app.models.types import canonical_json, new_id
from app.services.steering.modelformat import find_model
from app.services.storage.rebuilding import insert, read_all

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MODEL = """
CREATE TABLE steering_model (
    "key" TEXT NOT NULL,
    edition INTEGER NOT NULL,
    title TEXT NOT NULL,
    valid_from DATE,
    valid_to DATE,
    predecessor TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_steering_model PRIMARY KEY (id)
)"""
_PART = """
CREATE TABLE model_part (
    model_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_model_part PRIMARY KEY (id),
    CONSTRAINT uq_model_part_model_id_name UNIQUE (model_id, name),
    CONSTRAINT fk_model_part_model_id_steering_model FOREIGN KEY(model_id) REFERENCES steering_model (id)
)"""
_PERSPECTIVE = """
CREATE TABLE perspective (
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT,
    question TEXT,
    scope TEXT,
    note TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_perspective PRIMARY KEY (id),
    CONSTRAINT uq_perspective_key UNIQUE ("key")
)"""


def upgrade() -> None:
    connection = op.get_bind()
    models = read_all(connection, "steering_model")
    perspectives = read_all(connection, "perspective")
    for table, statement in (("steering_model", _MODEL), ("perspective", _PERSPECTIVE)):
        connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(_PART)
    keys: dict[int, str] = {}
    for row in models:
        details = json.loads(row.pop("details"))
        parts = _parts(row["key"], details)
        keys |= {part["order"]: part["key"] for part in parts.get("perspectives") or ()}
        insert(connection, "steering_model", row)
        for name, content in parts.items():
            part = {"id": new_id(), "model_id": row["id"], "name": name, "content": canonical_json(content)}
            insert(connection, "model_part", part)
    for row in perspectives:
        key = keys.get(row["position"], f"perspektiv_{row['position']}")
        insert(connection, "perspective", {"key": key, **row})


def _parts(key: str, details: dict[str, Any]) -> dict[str, Any]:
    whole = find_model(key).model_dump(mode="json", exclude_defaults=True)
    return {name: details.get(name, value) for name, value in whole.items() if name not in _COLUMNS}


#: Top-level keys of the model file that are columns of the model's own row.
_COLUMNS = ("format", "key", "edition")
