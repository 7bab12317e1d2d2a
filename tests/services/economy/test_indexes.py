"""Index tables: what every file has, values with source and date, and what is refused."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from app.models.errors import ChangedSince
from app.services.economy import indexes
from app.services.economy.index_errors import IndexOutside, IndexTaken, IndexYear
from app.services.economy.index_words import short
from app.services.economy.indexes import IndexEntry
from tests.services.economy.resting import DAY, Town, found


@pytest.fixture
def town(tmp_path, clock) -> Iterator[Town]:
    made = found(tmp_path, clock)
    yield made
    made.ledger.database.close()


def test_every_file_has_the_usual_tables_and_they_are_made_when_a_value_is_entered(town):
    shown = town.read(indexes.indexes)
    assert [each.kind for each in shown] == ["prices", "wages", "interest", "rent", "overhead"]
    assert [each.id is None for each in shown] == [True, False, True, False, True]
    assert town.table("interest").values == {}, "nothing is invented"
    assert town.table().values[2027] == indexes.IndexFigure(Decimal("3.1"), "SKR", DAY)
    assert town.read(indexes.index_of, table_id=town.table().id, year=2028) == Decimal("3.0")
    assert town.read(indexes.index_of, table_id=town.table().id, year=2040) is None
    assert [short(each.name) for each in shown][:3] == ["PKV", "AKI", "Internränta"]


def test_source_and_date_are_kept_and_changed_apart_from_the_value(town):
    table = town.table()
    entries = [
        IndexEntry(table.id, 2027, source="Circ.", dated_on=date(2026, 9, 1)),
        IndexEntry(table.id, 2030),
    ]
    known = {table.id: table.version}
    assert town.run(indexes.set_index_values, entries=entries, expected_versions=known) == 0
    now = town.table().values
    assert now[2027] == indexes.IndexFigure(Decimal("3.1"), "Circ.", date(2026, 9, 1))
    assert 2030 not in now
    with pytest.raises(ChangedSince):
        town.run(indexes.set_index_values, entries=entries, expected_versions=known)


@pytest.mark.parametrize(
    ("kind", "year", "value", "error", "words"),
    [
        ("wages", 2027, "-100", IndexOutside, "över −100 %"),
        ("wages", 2027, "1000.5", IndexOutside, "högst 1 000 %"),
        ("rent", 2027, "-1", IndexOutside, "mellan 0 och"),
        ("wages", 20270, "3", IndexYear, "1900–2200"),
    ],
)
def test_values_that_cannot_be_are_refused_and_nothing_of_the_block_is_kept(
    town, kind, year, value, error, words
):
    table, other = town.table(kind), town.table("overhead")
    entries = [
        IndexEntry(None, 2027, Decimal(40), kind="overhead"),
        IndexEntry(table.id, year, Decimal(value)),
    ]
    with pytest.raises(error) as refused:
        town.run(indexes.set_index_values, entries=entries, expected_versions={table.id: table.version})
    assert words in refused.value.message.replace("\u00a0", " ")
    assert (town.table(kind), town.table("overhead")) == (table, other)


def test_own_tables_have_names_of_their_own_and_are_kept_while_used(town):
    key = town.run(indexes.add_table, name="Livsmedel", unit="change")
    with pytest.raises(IndexTaken, match="heter Livsmedel"):
        town.run(indexes.add_table, name="livsmedel", unit="kr")
    known = {"table_id": key, "expected_version": 1}
    town.run(indexes.change_table, **known, name="Mat", unit="kr", per="måltid", note="Kosten")
    shown = town.read(indexes.indexes)[-1]
    assert (shown.name, shown.unit, shown.per, shown.note) == ("Mat", "kr", "måltid", "Kosten")
    town.run(indexes.remove_table, table_id=key, expected_version=2)
    assert len(town.read(indexes.indexes)) == 5
