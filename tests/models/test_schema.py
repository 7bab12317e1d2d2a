"""What every stored row has in common, read from the declared tables themselves."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, DateTime, Float, Integer, Numeric, Time
from sqlalchemy.orm import Mapper

from app.models.base import Base as BareBase
from app.models.base import Exemplary, Versioned, add_money_checks
from app.models.schema import Base
from app.models.types import Ore

TABLES = Base.metadata.sorted_tables
MAPPERS: list[Mapper] = sorted(Base.registry.mappers, key=lambda each: each.local_table.name)
INEXACT = (Float, Numeric, DateTime, Time)
MONEY = [(table, column) for table in TABLES for column in table.columns if isinstance(column.type, Ore)]


def test_every_module_of_models_is_gathered():
    folder = Path(__file__).parents[2] / "app" / "models"
    gathered = ast.unparse(ast.parse((folder / "schema.py").read_text(encoding="utf-8")))
    apart = {"__init__", "base", "canonical", "errors", "types", "schema"}
    rooms = {each.stem for each in folder.glob("*.py")} - apart
    assert rooms
    assert {room for room in rooms if room not in gathered} == set()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_a_key_that_the_program_makes(table):
    (key,) = table.primary_key.columns
    assert (key.name, key.autoincrement) == ("id", False)
    assert isinstance(key.type, Integer)
    assert callable(key.default.arg)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_column_holds_an_inexact_number_or_a_time_without_zone(table):
    assert [column.name for column in table.columns if isinstance(column.type, INEXACT)] == []


@pytest.mark.parametrize(("table", "column"), MONEY, ids=lambda each: each.name)
def test_every_money_column_is_checked_by_the_file(table, column):
    checks = [c for c in table.constraints if isinstance(c, CheckConstraint)]
    mine = [str(c.sqltext) for c in checks if f"typeof({column.name})" in str(c.sqltext)]
    assert mine == [
        f"typeof({column.name}) " + ("IN ('integer', 'null')" if column.nullable else "= 'integer'")
    ]


def test_money_checks_are_added_once_however_often_they_are_asked_for():
    before = {table.name: len(table.constraints) for table in TABLES}
    add_money_checks(Base.metadata)
    assert {table.name: len(table.constraints) for table in TABLES} == before
    assert len(MONEY) >= 5


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_reference_can_be_looked_up_backwards(table):
    leading = {next(iter(index.columns)).name for index in table.indexes}
    leading |= {next(iter(c.columns)).name for c in table.constraints if getattr(c, "columns", None)}
    assert {key.parent.name for key in table.foreign_keys} <= leading


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.local_table.name)
def test_versions_begin_at_one_and_nothing_is_an_example_unless_said(mapper):
    columns = mapper.local_table.columns
    if issubclass(mapper.class_, Versioned):
        assert columns["version"].default.arg == 1
    if issubclass(mapper.class_, Exemplary):
        assert columns["example"].default.arg is False
    assert not {"version", "example"} & set(columns.keys()) or issubclass(
        mapper.class_, Versioned | Exemplary
    )


def test_the_schema_gathers_the_same_base():
    assert Base is BareBase
