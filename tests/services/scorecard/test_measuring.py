"""Outcomes entered cell by cell and in blocks: one step each, nothing lost, and the grid that shows them."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event, select

from app.models.errors import ChangedSince, DomainError, NotFound
from app.models.scorecard import Indicator, IndicatorTarget, Measurement
from app.models.types import new_id
from app.services.scorecard import measurehistory, measuring
from app.services.scorecard.measuring import CellChange, MeasureGrid, MeasureRow, Reading
from app.services.storage import describe
from tests.conftest import TODAY
from tests.services.assignments.town import Town

MISSING = Reading(missing=True)


def number(value: str) -> Reading:
    return Reading(Decimal(value))


def figure(town: Town, name: str = "Närvaro", **values: Any) -> int:
    given = {"unit_of_measure": "procent", "direction": "higher", "frequency": "tertial"} | values

    def add(session: Any) -> int:
        describe(session, "Lade till ett mått")
        row = Indicator(id=new_id(), name=name, **({"owner_unit_id": town.office} | given))
        session.add(row)
        return row.id

    return int(town.write(add))


def cell(
    key: int, unit: int | None, period: str, reading: Any, version: int | None = 0, **also: Any
) -> CellChange:
    return CellChange(key, unit, period, reading=reading, expected_version=version, **also)


def enter(town: Town, *cells: CellChange) -> int:
    return int(town.write(measuring.set_values, cells=cells))


def grid(town: Town, **asked: Any) -> MeasureGrid:
    return town.database.read(partial(measuring.measure_grid, **{"year": 2026, "today": TODAY} | asked))


def row_of(found: MeasureGrid, name: str, whose: str = "Utbildningskontoret") -> MeasureRow:
    return next(row for row in found.rows if (row.name, row.whose) == (name, whose))


def texts(row: MeasureRow) -> dict[str, str]:
    return {period: measuring.write_outcome(one.reading, row) for period, one in row.cells.items()}


def test_a_block_is_one_step_and_a_correction_keeps_the_old_value(town: Town) -> None:
    key = figure(town)
    assert (
        enter(
            town,
            cell(key, town.office, "2026-T1", number("91.5")),
            cell(key, town.office, "2026-T2", MISSING),
        )
        == 2
    )
    assert town.database.undo_words == "Ändrade 2 mätvärden"
    assert texts(row_of(grid(town), "Närvaro")) == {"2026-T1": "91,5", "2026-T2": "..", "2026-T3": ""}
    assert enter(town, cell(key, town.office, "2026-T1", number("92"), 1, source="Skolportalen")) == 1
    assert town.database.undo_words == "Ändrade utfallet av ”Närvaro” tertial 1 2026 för Utbildningskontoret"
    town.write(
        measuring.set_note, indicator_id=key, unit_id=town.office, period="2026-T1",
        note="Rättat efter kontroll", expected_version=2,
    )  # fmt: skip
    assert enter(town, cell(key, town.office, "2026-T1", Reading(), 3)) == 1
    town.database.undo()
    place = {"indicator_id": key, "unit_id": town.office, "period": "2026-T1", "gender": "T"}
    told = town.database.read(partial(measuring.cell_history, **place))
    assert [(str(each.before.reading.value), str(each.after.reading.value)) for each in told] == [
        ("None", "91.5"), ("91.5", "92"), ("92", "92"), ("92", "None"), ("None", "92"),
    ]  # fmt: skip
    assert told[2].after.comment == "Rättat efter kontroll"
    assert told[1].after.source == "Skolportalen"
    assert all(each.who == "Prov" for each in told)
    cut = town.database.read(partial(measurehistory.history_of, **place, most=2))
    assert cut.cut
    assert [each.after.reading.value for each in cut.changes] == [None, Decimal(92)]


def test_a_new_value_loses_the_old_ones_source_and_is_no_example(town: Town) -> None:
    key = figure(town)
    enter(town, cell(key, None, "2026-T1", number("5"), source="Kolada", comment="Preliminär"))

    def invent(session: Any) -> None:
        describe(session, "Påhittat")
        session.scalars(select(Measurement)).one().example = True

    town.write(invent)
    enter(town, cell(key, None, "2026-T1", number("6"), 1))
    found = row_of(grid(town), "Närvaro", "hela kommunen").cells["2026-T1"]
    assert (found.value, found.source, found.comment, found.example) == (6, None, "Preliminär", False)
    assert enter(town, cell(key, None, "2026-T1", number("6"), 2)) == 0


@pytest.mark.parametrize(
    ("change", "refused", "words"),
    [
        (lambda key, town: cell(key, town.office, "2026-T1", number("1"), 7), ChangedSince, "tertial 1 2026"),
        (lambda key, town: cell(key, town.office, "2026-01", number("1")), DomainError, "mäts varje tertial"),
        (lambda key, town: cell(key, town.office, "2026-T9", number("1")), DomainError, "2026-T9"),
        (lambda key, town: cell(key, town.office, "1890-T1", number("1")), DomainError, "1890-T1"),
        (lambda key, town: cell(key, town.office, "2026-T1", number("1"), gender="K"), DomainError, "delas"),
        (lambda key, town: cell(key, town.office, "2026-T1", number("1"), gender="F"), DomainError, "delas"),
        (lambda _key, town: cell(17, town.office, "2026-T1", number("1")), NotFound, "Måttet"),
        (lambda key, _town: cell(key, 17, "2026-T1", number("1")), NotFound, "Enheten"),
        (lambda key, _town: cell(key, None, "2026-T1", Reading(), comment="Not"), DomainError, "förklara"),
    ],
)  # fmt: skip
def test_nothing_of_a_block_is_entered_when_a_cell_is_refused(
    town: Town, change: Callable[[int, Town], CellChange], refused: type[DomainError], words: str
) -> None:
    key = figure(town)
    with pytest.raises(refused, match=words):
        enter(town, cell(key, town.office, "2026-T2", number("90")), change(key, town))
    assert texts(row_of(grid(town), "Närvaro"))["2026-T2"] == ""


def test_one_cell_twice_in_a_block_is_refused(town: Town) -> None:
    key = figure(town, by_gender=True)
    women = cell(key, town.office, "2026-T2", number("90"), gender="K")
    with pytest.raises(DomainError, match="Utbildningskontoret, kvinnor står två gånger"):
        enter(town, women, women)


def test_what_is_read_again_after_an_entry_is_what_the_whole_grid_says(town: Town) -> None:
    cost, pupils = figure(town, "Kostnad"), figure(town, "Elever", by_gender=True)
    each = figure(town, "Per elev", formula=f"[#{cost}] / [#{pupils}]")
    figure(town, "Dubbelt", formula=f"[#{each}] * 2")
    enter(town, *(cell(key, town.office, "2026-T1", number("8")) for key in (cost, pupils)))
    before = grid(town)
    for change in (
        cell(pupils, town.office, "2026-T1", number("4"), 1),
        cell(pupils, town.office, "2026-T2", number("4")),
        cell(pupils, town.first, "2026-T2", number("4")),
        cell(pupils, town.first, "2026-T2", Reading(), 1),
    ):
        enter(town, change)
        again = partial(measuring.entered_again, indicator_ids=[pupils], unit_id=None, today=TODAY)
        before = town.database.read(partial(again, grid=before))
        assert before == grid(town)
    assert row_of(before, "Dubbelt").cells["2026-T1"].value == 4


def test_a_figure_that_is_computed_is_shown_and_not_typed_in(town: Town) -> None:
    cost, pupils = figure(town, "Kostnad", unit_of_measure="kr"), figure(town, "Elever", unit_of_measure="st")
    each = figure(town, "Kostnad per elev", unit_of_measure="kr/st", formula=f"[#{cost}] / [#{pupils}]")
    half = figure(town, "Halva kostnaden", unit_of_measure="kr/st", formula=f"[#{each}] / 2")
    enter(
        town,
        cell(cost, town.office, "2026-T1", number("900")), cell(pupils, town.office, "2026-T1", number("8")),
        cell(cost, town.office, "2026-T2", number("900")), cell(pupils, town.office, "2026-T2", number("0")),
    )  # fmt: skip
    found = row_of(grid(town, indicator_ids=[half]), "Halva kostnaden").cells
    assert [found[period].value for period in ("2026-T1", "2026-T2", "2026-T3")] == [
        Decimal("56.25"),
        None,
        None,
    ]
    direct = row_of(grid(town), "Kostnad per elev").cells
    assert "[Kostnad] / [Elever]" in direct["2026-T1"].why
    assert "delning med noll" in direct["2026-T2"].why
    assert not any(one.typed or one.due for one in direct.values())
    total = figure(town, "Allt", owner_unit_id=None)
    figure(town, "Del av allt", formula=f"[#{total}] / 4")
    enter(town, cell(total, None, "2026-T3", number("6")))
    assert row_of(grid(town), "Del av allt", "hela kommunen").cells["2026-T3"].value == Decimal("1.5")
    with pytest.raises(DomainError, match="räknas fram"):
        enter(town, cell(each, town.office, "2026-T1", number("1")))


def test_a_value_beyond_its_limit_or_ten_times_last_years_is_marked(town: Town) -> None:
    key = figure(town, threshold=Decimal(80), frequency="year")
    sums = figure(
        town, "Besök", threshold=Decimal(80), summing="sum", unit_of_measure="st", frequency="month"
    )

    def aim(session: Any) -> None:
        describe(session, "Satte målvärdet")
        session.add(IndicatorTarget(id=new_id(), indicator_id=key, year=2026, value=Decimal(95)))

    town.write(aim)
    enter(
        town, cell(key, town.office, "2025", number("90")), cell(key, town.office, "2026", number("9")),
        cell(sums, town.office, "2026-01", number("7")),
    )  # fmt: skip
    found = row_of(grid(town), "Närvaro")
    assert found.cells["2026"].before == found.before == 90
    broken, hardly = found.cells["2026"].warnings
    assert "gränsvärdet" in broken
    assert "tio gånger mindre" in hardly
    assert row_of(grid(town), "Besök").cells["2026-01"].warnings == ()
    enter(town, cell(key, town.office, "helår 2026", number("80"), 1))
    assert row_of(grid(town), "Närvaro").cells["2026"].warnings == ()


def test_rows_are_where_a_figure_is_to_be_measured_and_where_it_has_been(town: Town) -> None:
    below = figure(town, "Enkät", obligatory=True, across="mean", by_gender=True, frequency="year")
    figure(town, "Vart tredje", frequency="three_years", first_year=2024)
    figure(town, "Ingens", owner_unit_id=None, frequency="month")
    found = grid(town)
    assert [row.whose for row in found.rows if row.name == "Enkät"] == [
        "Karinslundsskolan", "Karinslundsskolan, kvinnor", "Karinslundsskolan, män",
        "Paulinska skolan", "Paulinska skolan, kvinnor", "Paulinska skolan, män",
    ]  # fmt: skip
    assert row_of(found, "Ingens", "hela kommunen").owner == "Ingen ägare"
    assert not [row for row in found.rows if row.name == "Vart tredje"]
    assert found.frequencies == ("month", "year", "three_years")
    assert [period.text for period in measuring.sifted(found, "year").periods] == ["2026"]
    enter(town, cell(below, town.office, "2026", number("3")))
    assert [row.unit for row in grid(town, unit_id=town.first).rows] == ["Karinslundsskolan"] * 3
    assert row_of(grid(town), "Enkät").cells["2026"].value == 3


def test_the_grid_is_read_in_as_many_statements_however_many_values_there_are(town: Town) -> None:
    def statements() -> int:
        seen: list[str] = []

        def read(session: Any) -> None:
            def note(_c: Any, _u: Any, statement: str, *_rest: Any) -> None:
                seen.append(statement)

            bind = session.get_bind()
            event.listen(bind, "before_cursor_execute", note)
            measuring.measure_grid(session, year=2026, today=TODAY)
            event.remove(bind, "before_cursor_execute", note)

        town.database.read(read)
        return len([statement for statement in seen if statement.startswith("SELECT")])

    key = figure(town)
    few = statements()
    for name in ("A", "B", "C"):
        figure(town, name, obligatory=True)
    enter(town, cell(key, town.office, "2026-T1", number("1")))
    assert statements() == few <= 6
