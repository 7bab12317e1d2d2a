"""The table adapter: order, filter, values in place, and Qt's own check of every step."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.ui.parts.columns import Column
from app.ui.parts.table_model import TableModel
from tests.ui.parts.conftest import ROWS, Row, columns

DOWN = Qt.SortOrder.DescendingOrder
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def make(rows: tuple[Row, ...] = ROWS) -> TableModel[Row]:
    model = TableModel[Row](columns(), lambda row: row.id)
    model.set_rows(rows)
    return model


def names(model: TableModel[Row]) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_qt_finds_no_fault_through_inserts_removals_sorting_and_resets(qapp: object) -> None:
    model = make()
    tester = QAbstractItemModelTester(model, FATAL)
    model.set_rows((*ROWS, Row(9, None, "Ny")))
    model.set_rows(ROWS[2:])
    model.sort(0)
    model.set_filter("ä")
    model.set_rows(())
    assert model.rowCount() == 0
    model.set_filter("")
    model.set_rows(ROWS)
    assert model.rowCount() == len(ROWS)
    assert tester.failureReportingMode() is FATAL


def test_texts_sort_in_swedish_order() -> None:
    model = make()
    model.sort(0)
    assert names(model) == ["Hemtjänst", "Vision", "Zon", "Ål", "Äldreomsorg", "Översiktsplan"]


def test_numbers_sort_by_value_and_minus_one_gives_back_the_first_order() -> None:
    model = make()
    model.sort(1, DOWN)
    assert names(model)[:2] == ["Hemtjänst", "Ål"]
    model.sort(-1)
    assert names(model) == [row.name for row in ROWS]


def test_missing_values_sort_last() -> None:
    column = Column[Row](
        "due", "Klart", lambda _row: "", sort=lambda row: None if row.amount == 0 else Decimal(row.amount)
    )
    model = TableModel[Row]([column], lambda row: row.id)
    model.set_rows(ROWS)
    model.sort(0)
    assert [row.amount for row in model.shown] == [1, 3, 5, 7, 20, 0]


def test_new_values_in_the_same_order_reset_nothing() -> None:
    model = make()
    resets: list[int] = []
    changed: list[tuple[int, int]] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda first, last, _roles: changed.append((first.row(), last.row())))
    model.set_rows(tuple(Row(r.id, r.up, r.name, 99 if r.id == 3 else r.amount) for r in ROWS))
    assert resets == []
    assert changed == [(2, 2)]
    assert model.index_of(3, 1).data() == "99 tkr"


def test_a_row_that_moves_when_its_value_changes_is_shown_in_its_new_place() -> None:
    model = make()
    model.sort(1)
    model.set_rows(tuple(Row(r.id, r.up, r.name, 999 if r.id == 1 else r.amount) for r in ROWS))
    assert names(model)[-1] == "Vision"


@given(st.lists(st.integers(-5, 5), max_size=30), st.booleans())
def test_sorting_keeps_all_rows_and_orders_them(amounts: list[int], falling: bool) -> None:
    model = make(tuple(Row(n, None, str(n), amount) for n, amount in enumerate(amounts)))
    model.sort(1, DOWN if falling else Qt.SortOrder.AscendingOrder)
    assert [row.amount for row in model.shown] == sorted(amounts, reverse=falling)
