"""The workbook looks like the grid, computes like it, and is open where the grid can be typed in."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from app.services.exchange.budgets.content import (
    NoBudget,
    NoSuchLine,
    NoSuchVersion,
    line_named,
    version_named,
)
from app.services.exchange.budgets.layout import FIRST_ROW, HEAD_ROW, KEY_ROW
from tests.conftest import TODAY
from tests.services.budget.ledger import CARE, CARE_OWN, KITCHEN, SCHOOL, TKR, YEARS
from tests.services.exchange.budgets.conftest import Office


def _sheet(data: bytes, *, values: bool = False, name: str = "Ramar") -> Any:
    return load_workbook(BytesIO(data), data_only=values)[name]


def _names(sheet: Any) -> list[str]:
    return [row[1].value for row in sheet.iter_rows(min_row=FIRST_ROW + 1) if row[1].value]


def _column(sheet: Any, key: str) -> int:
    return next(cell.column for cell in sheet[KEY_ROW + 1] if cell.value == key)


def _row(sheet: Any, name: str) -> int:
    return next(row[1].row for row in sheet.iter_rows() if row[1].value == name)


def _cell(sheet: Any, name: str, key: str) -> Any:
    return sheet.cell(_row(sheet, name), _column(sheet, key))


def test_the_same_budget_gives_the_same_bytes(office: Office) -> None:
    assert office.export() == office.export()


def test_lines_stand_in_their_tree_above_the_sum(office: Office) -> None:
    sheet = _sheet(office.export())
    assert _names(sheet)[:3] == [SCHOOL, CARE, CARE_OWN]
    assert _names(sheet)[-4:] == ["Summa", "Hålls inne", "Att fördela", "Kvar att fördela"]
    assert sheet.row_dimensions[_row(sheet, CARE_OWN)].outlineLevel == 1
    assert sheet.cell(_row(sheet, CARE_OWN), 2).alignment.indent == 1
    assert sheet.freeze_panes == "C7"
    assert sheet.cell(HEAD_ROW + 1, _column(sheet, f"wages:{YEARS[0]}")).value == "Löne-\nkompensation"


@pytest.mark.parametrize(("money", "per"), [("kr", 100), ("tkr", TKR)])
def test_every_sum_is_a_formula_with_the_value_that_the_grid_shows(
    office: Office, money: Any, per: int
) -> None:
    data = office.export(money=money)
    formulas, values = _sheet(data), _sheet(data, values=True)
    view = office.ledger.view()
    for row in view.rows:
        for year in YEARS:
            cell, shown = (_cell(each, row.name, f"total:{year}") for each in (formulas, values))
            assert str(cell.value).startswith("=")
            assert shown.value == pytest.approx(row.amount(year, "total") / per, abs=1e-9)
    total = _cell(values, "Summa", f"total:{YEARS[0]}").value
    assert total == pytest.approx(view.sums[YEARS[0], "total"] / per)
    assert _cell(formulas, CARE, f"total:{YEARS[0]}").value.startswith("=SUBTOTAL(9,")
    left = _cell(values, "Kvar att fördela", f"total:{YEARS[0]}").value
    assert left == pytest.approx((view.rooms[0].remaining or 0) / per)


def test_only_what_can_be_typed_is_open(office: Office) -> None:
    sheet = _sheet(office.export())
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    open_cells = {(SCHOOL, "wages:2027"), (KITCHEN, "previous:2027"), (KITCHEN, "plan:2028")}
    shut = {(SCHOOL, "total:2027"), (CARE, "wages:2027"), ("Summa", "wages:2027"), (SCHOOL, "percent:2027")}
    assert not any(_cell(sheet, *place).protection.locked for place in open_cells)
    assert all(_cell(sheet, *place).protection.locked for place in shut)
    office.ledger.lock(decided_on=TODAY)
    locked = _sheet(office.export())
    assert all(_cell(locked, *place).protection.locked for place in open_cells)
    assert "beslutad och låst" in str(locked["B3"].value)


def test_a_note_is_a_comment_and_a_line_of_its_own_sheet_and_never_a_formula(office: Office) -> None:
    data = office.export()
    assert _cell(_sheet(data), SCHOOL, "wages:2027").comment.text == "=enligt avtal"
    noted = _sheet(data, name="Noter")
    assert [cell.value for cell in noted[2]][:5] == [SCHOOL, 2027, "lönekompensation", 25, "=enligt avtal"]
    assert noted["E2"].data_type == "s"


def test_a_part_of_the_tree_has_its_own_sum_and_no_room(office: Office) -> None:
    line = office.ledger.database.read(lambda session: line_named(session, "omsorgen", None))
    data = office.export(line=line)
    names = _names(_sheet(data))
    assert names[0] == CARE
    assert SCHOOL not in names
    assert names[-1] == "Summa"
    assert _cell(_sheet(data, values=True), "Summa", "previous:2027").value == 600


def test_the_keys_are_hidden_from_people(office: Office) -> None:
    workbook = load_workbook(BytesIO(office.export()))
    assert workbook["_rodatraden"].sheet_state == "veryHidden"
    assert workbook["Ramar"].column_dimensions["A"].hidden
    assert workbook["Ramar"].row_dimensions[KEY_ROW + 1].hidden


def test_what_is_not_there_is_refused_in_a_sentence(office: Office) -> None:
    read = office.ledger.database.read
    with pytest.raises(NoSuchVersion, match="Arbetsversion"):
        read(lambda session: version_named(session, "Annan"))
    with pytest.raises(NoSuchLine, match="”Annan”"):
        read(lambda session: line_named(session, "Annan", None))
    with pytest.raises(NoBudget, match="2031"):
        office.export(version_id=None, year=2031)
    assert read(lambda session: version_named(session, "ARBETSVERSION")) == office.ledger.version.id
    assert read(lambda session: version_named(session, None)) is None
