"""Everything in a file as JSON: nothing lost, nothing that a reader could misread."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.models.organisation import Municipality
from app.models.steering import Node
from app.services.clock import Clock
from app.services.exchange.data import (
    LEFT_OUT,
    WouldReplaceItself,
    WouldReplaceModel,
    _plain,
    everything,
    exported_tables,
    write_data,
)
from app.services.storage import Database, describe
from app.services.storage.errors import NoFolder


@pytest.fixture
def content(opened: Database, clock: Clock) -> dict[str, Any]:
    """The document of the example, as a reader gets it."""
    read: dict[str, Any] = json.loads(
        json.dumps(opened.read(partial(everything, clock=clock)), allow_nan=False)
    )
    return read


def test_the_document_says_what_it_is(content: dict[str, Any]) -> None:
    assert (content["format"], content["format_version"]) == ("rodatraden-data", 1)
    assert content["exported_on"] == "2026-11-21"
    assert content["schema"]
    assert isinstance(content["file_format"], int)


def test_every_row_of_every_table_is_there(opened: Database, content: dict[str, Any]) -> None:
    with closing(sqlite3.connect(opened.path)) as raw:
        for name, rows in content["tables"].items():
            assert len(rows) == raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0], name
            columns = {row[1] for row in raw.execute(f'PRAGMA table_info("{name}")')}
            assert all(row.keys() == columns for row in rows), name
        own = {
            row[0]
            for row in raw.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            if not row[0].startswith("search") and row[0] != "alembic_version"
        }
    assert own == content["tables"].keys() | LEFT_OUT


def test_what_is_referred_to_stands_before_and_in_the_document(content: dict[str, Any]) -> None:
    seen: dict[str, set[str]] = {}
    for table in exported_tables():
        rows = content["tables"][table.name]
        seen[table.name] = {row["id"] for row in rows}
        for column in table.columns:
            for key in column.foreign_keys:
                used = {row[column.name] for row in rows} - {None}
                assert used <= seen[key.column.table.name], (table.name, column.name)


def test_keys_are_text_and_amounts_whole_ore(content: dict[str, Any]) -> None:
    tables = content["tables"]
    assert all(re.fullmatch(r"\d+", row["id"]) for rows in tables.values() for row in rows)
    assert all(isinstance(row["amount"], int) for row in tables["frame_component"])
    assert not [
        value for rows in tables.values() for row in rows for value in row.values() if type(value) is float
    ]
    assert {type(row["value"]) for row in tables["measurement"]} <= {str, type(None)}


def test_erasable_images_and_texts_being_written_are_left_out(content: dict[str, Any]) -> None:
    assert not {"change_payload", "draft"} & content["tables"].keys()
    assert content["tables"]["change_entry"]


def test_hostile_text_survives(opened: Database, clock: Clock, tmp_path: Path) -> None:
    text = 'Å ”citat” "rakt" \\ \n\t \u2028 \u0000 emoji 🎉 </script>'

    def write(session: Any) -> None:
        describe(session, "Prov")
        session.scalars(select(Municipality)).one().seat = text

    opened.write(write)
    target = tmp_path / "ut.json"
    write_data(target, opened.read(partial(everything, clock=clock)), source=opened.path)
    (row,) = json.loads(target.read_text(encoding="utf-8"))["tables"]["municipality"]
    assert row["seat"] == text


def test_the_file_ends_with_a_line_and_is_utf8_without_mark(
    opened: Database, clock: Clock, tmp_path: Path
) -> None:
    target = tmp_path / "ut.json"
    write_data(target, opened.read(partial(everything, clock=clock)), source=opened.path)
    written = target.read_bytes()
    assert written.endswith(b"}\n")
    assert not written.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in written
    assert b"Ljusnarsbergs kommun" in written


def test_the_same_file_gives_the_same_bytes(opened: Database, clock: Clock, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        write_data(tmp_path / name, opened.read(partial(everything, clock=clock)), source=opened.path)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_document_is_never_half_written(opened: Database, tmp_path: Path) -> None:
    target = tmp_path / "ut.json"
    target.write_text("det gamla", encoding="utf-8")
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_data(target, {"värde": float("nan")}, source=opened.path)
    assert target.read_text(encoding="utf-8") == "det gamla"
    assert [each.name for each in tmp_path.iterdir() if "ut" in each.name] == ["ut.json"]


def test_the_file_is_not_replaced_by_its_own_data(opened: Database) -> None:
    before = opened.path.read_bytes()
    with pytest.raises(WouldReplaceItself) as refused:
        write_data(opened.path, {}, source=opened.path)
    assert "x.styr" in refused.value.message
    assert opened.path.read_bytes() == before


def test_another_municipalitys_file_is_not_replaced_by_data(opened: Database, tmp_path: Path) -> None:
    other = tmp_path / "Hällefors.STYR"
    other.write_bytes(b"en annan kommun")
    with pytest.raises(WouldReplaceModel, match="Hällefors"):
        write_data(other, {}, source=opened.path)
    assert other.read_bytes() == b"en annan kommun"


def test_a_folder_that_is_not_there_is_named(opened: Database, tmp_path: Path) -> None:
    with pytest.raises(NoFolder):
        write_data(tmp_path / "ingen" / "ut.json", {}, source=opened.path)


@given(st.integers(0, 2**63 - 1))
def test_a_key_is_read_back_whole(key: int) -> None:
    assert int(json.loads(json.dumps(_plain(key, key=True)))) == key


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_decimal_keeps_its_digits(value: Decimal) -> None:
    written = _plain(value, key=False)
    assert Decimal(written).as_tuple() == value.as_tuple()
    assert "E" not in written


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2199, 1, 1)), st.integers(-14, 14))
def test_an_instant_is_written_in_utc(moment: datetime, hours: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    written = _plain(aware, key=False)
    assert written.endswith("Z")
    assert abs(datetime.fromisoformat(written) - aware) < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("value", "written"),
    [(date(2026, 2, 3), "2026-02-03"), (None, None), (True, True), (17, 17), ("å", "å"), (["a"], ["a"])],
)
def test_plain_values_stay_as_they_are(value: object, written: object) -> None:
    assert _plain(value, key=False) == written


def test_the_example_has_elements_to_write(content: dict[str, Any]) -> None:
    assert len(content["tables"][Node.__tablename__]) > 100
