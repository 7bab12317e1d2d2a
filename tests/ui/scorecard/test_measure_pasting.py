"""Blocks from a spreadsheet against the grid: every cell is entered, told or refused, whatever it holds."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.services.scorecard.measuring import MeasureCell, MeasureGrid, MeasureRow
from app.services.scorecard.periods import periods_of
from app.services.scorecard.views import Goalposts
from app.ui.budget.copied import parse
from app.ui.scorecard.measures.columns import measure_columns
from app.ui.scorecard.measures.model import MeasureModel
from app.ui.scorecard.measures.pasting import Pasted, clear, plan

PERIODS = periods_of(2026, "tertial")


def _row(name: str, unit: str, *, why: str = "", **values: object) -> MeasureRow:
    cells = {period.text: MeasureCell(period.text, why=why) for period in PERIODS}
    row = MeasureRow(
        hash(name), 1, hash(unit), "T", name, unit, "Kontoret", "procent", None, "higher", (), "tertial", why,
        None, None, Goalposts(), None, cells,
    )  # fmt: skip
    return replace(row, **values)  # type: ignore[arg-type]


@dataclass
class Grid:
    """A model with four rows, the second of them computed."""

    model: MeasureModel

    def paste(self, text: str, at: tuple[int, int] = (0, 0)) -> Pasted:
        return plan(self.model, [(at[0], self.model.first + at[1])], parse(text))

    def landed(self, found: Pasted) -> list[tuple[str, str, str, str]]:
        return [
            (
                edit.row.name, edit.row.unit, edit.column.period[5:],
                "" if edit.amount is None else str(edit.amount.value),
            )
            for edit in found.edits
        ]  # fmt: skip


@pytest.fixture(scope="module")
def grid() -> Grid:
    rows = (
        _row("Närvaro", "Norra skolan"), _row("Närvaro", "Södra skolan", why="Räknas fram."),
        _row("Plan", "Kontoret", direction="yes_no", unit_of_measure=None), _row("Besök", "Badet"),
    )  # fmt: skip
    model = MeasureModel(lambda _edits: True)
    found = MeasureGrid(2026, PERIODS, rows, ("tertial",), (), 0, 0)
    model.show_grid(found, measure_columns(2026, PERIODS, "mått"), anew=True)
    return Grid(model)


def test_a_block_without_names_goes_to_where_the_cursor_stands(grid: Grid) -> None:
    found = grid.paste("91,5 %\t..\n1\t2\nja\tnej\n", (0, 1))
    assert grid.landed(found) == [
        ("Närvaro", "Norra skolan", "T2", "91.5"), ("Närvaro", "Norra skolan", "T3", "None"),
        ("Plan", "Kontoret", "T2", "1"), ("Plan", "Kontoret", "T3", "0"),
    ]  # fmt: skip
    assert found.locked == 2
    assert found.left_out == (
        "4 värden klistrades in. 2 celler räknas fram eller mäts inte då och lämnades som de var."
    )


def test_names_and_periods_in_the_block_decide(grid: Grid) -> None:
    found = grid.paste(
        "Mått\tT3 2026\t2026-T1\tKommentar\r\nBesök\t3\t1\tbra\r\nPlan\t\tnej\t\r\nSumma\t9\t9\t\r\n", (3, 2)
    )
    assert grid.landed(found) == [
        ("Besök", "Badet", "T3", "3"), ("Besök", "Badet", "T1", "1"),
        ("Plan", "Kontoret", "T3", ""), ("Plan", "Kontoret", "T1", "0"),
    ]  # fmt: skip
    named = grid.paste("Närvaro\tNorra skolan\t1\t2\t3")
    assert [landed[2:] for landed in grid.landed(named)] == [("T1", "1"), ("T2", "2"), ("T3", "3")]
    with pytest.raises(DomainError, match="flera rader heter ”Närvaro”"):
        grid.paste("Närvaro\t1\nBesök\t2")
    with pytest.raises(DomainError, match="samma period"):
        grid.paste("Mått\tT1\ttertial 1\nBesök\t1\t2")
    with pytest.raises(DomainError, match="mer än en rad"):
        grid.paste("Besök\t1\nBesök\t2")


def test_headings_of_another_year_are_refused_and_other_columns_told(grid: Grid) -> None:
    with pytest.raises(DomainError, match="rubriken ”T1 2025” är ingen av kolumnerna som visas"):
        grid.paste("T1 2025\tT2 2025\n1\t2\n")
    with pytest.raises(DomainError, match="rubriken ”jan” är ingen"):
        grid.paste("Mått\tjan\nBesök\t2\n")
    titled = grid.paste("Mått per tertial 2026\n\nMått\tT3\nBesök\t2\n")
    assert grid.landed(titled) == [("Besök", "Badet", "T3", "2")]
    assert titled.left_out == ""
    found = grid.paste("Mått\tT1 2025\tT1 2026\nBesök\t1\t2\n")
    assert grid.landed(found) == [("Besök", "Badet", "T1", "2")]
    assert "Kolumner som inte finns i tabellen hoppades över: ”T1 2025”." in found.left_out


def test_a_year_in_the_first_line_is_a_value_unless_rows_are_named(grid: Grid) -> None:
    with pytest.raises(DomainError, match="”2026” är varken ja eller nej"):
        grid.paste("2026\n1990\n", (2, 0))
    with pytest.raises(DomainError, match="bara 1 rad och 3 kolumner kvar"):
        grid.paste("1\n2\n", (3, 0))


def test_one_cell_that_is_refused_stops_all_of_it_with_its_place(grid: Grid) -> None:
    with pytest.raises(DomainError) as refused:
        grid.paste("ca 1\t<2\t12 kr\n\t\t\nkanske\t1/2\t\n1\t2\t3\n")
    said = refused.value.message
    assert said.startswith("Inget klistrades in: ”ca 1” är ett ungefärligt")
    assert "(Närvaro, Norra skolan, tertial 1 2026)" in said
    assert said.count(";") == 3
    assert "och 2 till" in said
    assert len(clear(grid.model, [(0, grid.model.first)]).edits) == 0


_CELLS = st.one_of(st.text(max_size=12), st.sampled_from(["Besök", "Plan", "T1", "T2", "12,5", "..", "'=1"]))


@given(st.lists(st.lists(_CELLS, max_size=6), max_size=6), st.integers(0, 3), st.integers(0, 2))
def test_any_block_is_entered_told_or_refused(
    grid: Grid, block: list[list[str]], row: int, column: int
) -> None:
    text = "\n".join("\t".join(line) for line in block)
    found = Pasted()
    with suppress(DomainError):
        found = grid.paste(text, (row, column))
    assert all(edit.row.cells[edit.column.period].typed for edit in found.edits)
    places = [(edit.row.key, edit.column.period) for edit in found.edits]
    assert len(places) == len(set(places))


def test_the_grid_says_what_it_is_read_aloud(grid: Grid) -> None:
    row, column = grid.model.rows[1], grid.model.columns[grid.model.first]
    assert "låst" not in grid.model.spoken(row, column)
    assert "Räknas fram." in grid.model.spoken(row, column)
    assert PERIODS[0].last == date(2026, 4, 30)
