"""The grid's models by themselves: Qt's own check, folding, columns and what a cell says."""

from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from app.services.budget import frames, versions
from app.services.budget.views import BudgetView
from app.ui.budget.columns import NAME, SELDOM, bands, folded_at_first, grid_columns
from app.ui.budget.grid_model import Edit, GridModel, visible_rows
from app.ui.budget.header import spans
from app.ui.budget.sum_model import SumModel
from app.ui.parts.columns import ACCESSIBLE, LOOK, TOOLTIP
from tests.services.budget.ledger import CARE, DAY, NIGHT, SCHOOL, TKR, YEARS, Ledger
from tests.ui.budget.conftest import NBSP

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
ALL = grid_columns(YEARS, set(), lambda _kind: True)
USUAL = grid_columns(YEARS, folded_at_first(YEARS), lambda _kind: False)


def refuse(_edits: Sequence[Edit]) -> bool:
    return False


def shown(view: BudgetView) -> tuple[GridModel, SumModel]:
    model, sums = GridModel(refuse), SumModel(refuse)
    model.show_budget(view.rows, USUAL, "tkr", locked=False)
    sums.show_sums(view, USUAL, "tkr")
    return model, sums


def test_qt_finds_no_fault_through_folding_columns_units_and_resets(ledger: Ledger) -> None:
    view = ledger.view()
    model, sums = shown(view)
    testers = [QAbstractItemModelTester(each, FATAL) for each in (model, sums)]
    care = next(row for row in view.rows if row.group)
    model.fold(care.key)
    assert model.rowCount() == 3
    model.fold(care.key, closed=False)
    model.fold_all(closed=True)
    model.reveal(ledger.row(NIGHT).key)
    for columns, unit in ((ALL, "tkr"), (ALL, "kr"), (USUAL, "kr")):
        model.show_budget(view.rows, columns, unit, locked=False)  # type: ignore[arg-type]
        sums.show_sums(view, columns, unit)  # type: ignore[arg-type]
        assert model.columnCount() == sums.columnCount() == len(columns)
    model.show_budget((), USUAL, "tkr", locked=True)
    assert model.rowCount() == 0
    model.show_budget(view.rows, USUAL, "tkr", locked=True)
    assert model.rowCount() == len(view.rows)
    assert [tester.failureReportingMode() for tester in testers] == [FATAL, FATAL]


def test_new_amounts_in_the_same_rows_reset_nothing(ledger: Ledger) -> None:
    model, sums = shown(ledger.view())
    resets = [QSignalSpy(each.modelReset) for each in (model, sums)]
    changes = [QSignalSpy(each.dataChanged) for each in (model, sums)]
    ledger.set(frames.set_component, SCHOOL, kind="wages", amount=5 * TKR)
    model.show_budget(ledger.view().rows, USUAL, "tkr", locked=False)
    sums.show_sums(ledger.view(), USUAL, "tkr")
    assert [spy.count() for spy in resets] == [0, 0]
    assert [spy.count() for spy in changes] == [1, 1]


def test_a_folded_group_hides_everything_under_it(ledger: Ledger) -> None:
    rows = ledger.view().rows
    care = next(row for row in rows if row.group)
    assert [row.name for row in visible_rows(rows, {care.key})] == ["Skolan", "Omsorgen", "Köket"]
    assert visible_rows(rows, ()) == rows


def test_only_what_can_be_typed_is_editable(ledger: Ledger) -> None:
    model, sums = shown(ledger.view())
    names = [row.name for row in model.rows]
    open_kinds = {
        column.key
        for place, column in enumerate(model.columns)
        if model.index(names.index(SCHOOL), place).flags() & Qt.ItemFlag.ItemIsEditable
    }
    assert open_kinds == {column.key for column in USUAL} - {
        (NAME, 0),
        ("total", 2027),
        ("percent", 2027),
    }
    group = names.index(CARE)
    assert not any(
        model.index(group, place).flags() & Qt.ItemFlag.ItemIsEditable for place in range(len(USUAL))
    )
    held = [bool(sums.index(1, place).flags() & Qt.ItemFlag.ItemIsEditable) for place in range(len(USUAL))]
    assert sum(held) == 3


def test_a_folded_band_holds_the_sum_of_its_parts(ledger: Ledger) -> None:
    ledger.set(frames.set_component, NIGHT, kind="wages", amount=5 * TKR)
    ledger.set(frames.set_component, NIGHT, kind="rents", amount=2 * TKR)
    model, sums = shown(ledger.view())
    folded = grid_columns(YEARS, {"need", "choice", *map(str, YEARS)}, lambda _kind: False)
    model.show_budget(ledger.view().rows, folded, "tkr", locked=False)
    sums.show_sums(ledger.view(), folded, "tkr")
    place = [column.kind for column in folded].index("need")
    names = [row.name for row in model.rows]
    assert [model.index(names.index(name), place).data() for name in (NIGHT, CARE, DAY)] == ["7", "7", "–"]
    assert sums.index(0, place).data() == "7"
    assert len(folded) == 7


def test_seldom_used_parts_have_columns_only_when_wanted() -> None:
    kinds = [column.kind for column in USUAL]
    assert not SELDOM & set(kinds)
    assert {column.kind for column in ALL} >= SELDOM
    assert len({column.key for column in ALL}) == len(ALL)


def test_every_band_spans_its_columns_and_nothing_else() -> None:
    widths = [column.least_width for column in USUAL]
    lefts = [sum(widths[:place]) for place in range(len(widths))]
    found = spans(USUAL, lefts, widths)
    assert [span.key for span in found] == ["need", "choice", "2027", "2028", "2029"]
    assert found[0].left == lefts[2]
    assert found[-1].left + found[-1].width == sum(widths)
    assert set(bands(YEARS, {"need"})) == {span.key for span in found}


def test_a_cell_says_in_words_what_is_only_drawn(ledger: Ledger) -> None:
    first = ledger.version.id
    ledger.version_id = ledger.run(versions.create_version, source_id=first, name="Två", stage="proposal")
    ledger.set(frames.set_component, NIGHT, kind="wages", amount=1200 * TKR)
    ledger.set(frames.set_note, NIGHT, kind="wages", note="Nytt avtal")
    model, sums = shown(ledger.view())
    model.explain = lambda cell, _column: f"före {cell.before}" if cell.changed else ""
    names, kinds = [row.name for row in model.rows], [column.kind for column in USUAL]
    index = model.index(names.index(NIGHT), kinds.index("wages"))
    look = index.data(LOOK)
    assert (look.changed, look.comment, look.raised) == (True, True, False)
    assert index.data(ACCESSIBLE) == f"1{NBSP}200, ändrad, har not"
    assert index.data(TOOLTIP) == "Nytt avtal\nföre 0"
    left = sums.index(3, kinds.index("total"))
    assert left.data(ACCESSIBLE) == "−850, överskriden"
    heading = model.headerData(kinds.index("wages"), Qt.Orientation.Horizontal, ACCESSIBLE)
    assert heading == "Lönekompensation 2027"
    assert model.headerData(99, Qt.Orientation.Horizontal) is None
    model.show_budget(ledger.view().rows, USUAL, "tkr", locked=True)
    assert index.data(ACCESSIBLE) == f"1{NBSP}200, låst, ändrad, har not"


def test_a_wrong_or_foreign_write_changes_nothing(ledger: Ledger) -> None:
    asked: list[Edit] = []

    def take(asked: list[Edit], edits: Sequence[Edit]) -> bool:
        asked.extend(edits)
        return True

    model = GridModel(partial(take, asked))
    model.show_budget(ledger.view().rows, USUAL, "tkr", locked=False)
    kinds = [column.kind for column in USUAL]
    cell = model.index(0, kinds.index("wages"))
    assert not model.setData(model.index(0, kinds.index("percent")), 5)
    assert not model.setData(cell, 5, Qt.ItemDataRole.DisplayRole)
    assert asked == []
    assert model.setData(cell, 5)
    assert [(edit.row.name, edit.column.kind, edit.amount) for edit in asked] == [(SCHOOL, "wages", 5)]


@pytest.mark.parametrize("unit", ["tkr", "kr"])
def test_a_sum_row_of_nothing_is_a_dash_only_where_a_figure_belongs(bare: Ledger, unit: str) -> None:
    bare.version_id = bare.run(versions.create_plan, first_year=YEARS[0])
    sums = SumModel(refuse)
    sums.show_sums(bare.view(), USUAL, unit)  # type: ignore[arg-type]
    kinds = [column.kind for column in USUAL]
    assert [sums.index(row, kinds.index("total")).data() for row in range(4)] == ["0", "0", "–", "–"]
    assert sums.index(2, kinds.index("wages")).data() == ""
    assert sums.index(0, kinds.index("percent")).data() == "–"
