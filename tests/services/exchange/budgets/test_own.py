"""A workbook of our own reads back equal, and exactly what somebody changed in it comes back."""

import re
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.models.errors import Locked
from app.services.budget import frames, versions
from app.services.exchange.budgets.layout import KEY_ROW
from app.services.exchange.workbooks.cells import address
from tests.conftest import TODAY
from tests.services.budget.ledger import CARE_OWN, DAY, KITCHEN, NIGHT, SCHOOL, TKR, YEARS
from tests.services.exchange.budgets.conftest import Office, changed, told
from tests.services.exchange.workbooks.making import with_parts

FIRST = YEARS[0]
AMOUNT = st.integers(-(10**10), 10**10)


def _column(sheet: Any, key: str) -> int:
    return next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == key)


def _row(sheet: Any, name: str) -> int:
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == name)


def _put(name: str, key: str, value: Any) -> Any:
    def edit(sheet: Any) -> None:
        sheet.cell(_row(sheet, name), _column(sheet, key)).value = value

    return edit


@pytest.mark.parametrize("money", ["kr", "tkr"])
def test_an_untouched_workbook_changes_nothing(office: Office, money: Any) -> None:
    found = office.look(office.export(money=money))
    assert found.own
    assert (found.changes, found.faults, found.left_out, found.remarks) == ((), (), (), ())
    assert found.same > 30


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from([SCHOOL, CARE_OWN, NIGHT, DAY]), st.sampled_from(["wages", "volume", "priority"])
        ),
        AMOUNT,
        max_size=6,
    ),
    st.sampled_from(["kr", "tkr"]),
)
def test_changed_cells_come_back_exactly(
    office: Office, wanted: dict[tuple[str, str], int], money: Any
) -> None:
    per = 100 if money == "kr" else TKR

    def edit(sheet: Any) -> None:
        for (name, kind), ore in wanted.items():
            _put(name, f"{kind}:{FIRST}", float(Decimal(ore) / per))(sheet)

    found = office.look(changed(office.export(money=money), edit))
    now = {key: office.ledger.row(key[0]).amount(FIRST, key[1]) for key in wanted}
    expected = {key: ore for key, ore in wanted.items() if ore != now[key]}
    assert {(each.name, each.kind): each.new for each in found.changes} == expected
    assert not found.conflicts
    assert not found.faults


def test_what_was_changed_is_read_in_as_one_step(office: Office) -> None:
    def edit(sheet: Any) -> None:
        _put(SCHOOL, "wages:2027", 30)(sheet)
        _put(KITCHEN, "previous:2027", "51,5")(sheet)
        _put(DAY, "plan:2029", 4)(sheet)

    assert office.apply(changed(office.export(), edit)) == 3
    ledger = office.ledger
    assert (ledger.amount(SCHOOL, "wages"), ledger.row(KITCHEN).amount(FIRST, "previous")) == (30, 5_150_000)
    assert ledger.amount(DAY, "plan", 2029) == 4
    assert ledger.log() == "Läste in 3 belopp ur budget.xlsx"
    ledger.database.undo()
    assert (ledger.amount(SCHOOL, "wages"), ledger.amount(KITCHEN, "previous")) == (25, 50)


def test_an_emptied_cell_is_zero_and_a_part_keeps_its_note(office: Office) -> None:
    office.apply(changed(office.export(), _put(SCHOOL, "wages:2027", None)))
    cell = office.ledger.row(SCHOOL).cells[FIRST, "wages"]
    assert (cell.amount, cell.note) == (0, "=enligt avtal")


def test_sorted_rows_and_new_columns_and_rows_do_not_matter(office: Office) -> None:
    def edit(sheet: Any) -> None:
        _put(NIGHT, "wages:2027", 7)(sheet)
        sheet.insert_cols(4, 2)
        sheet.insert_rows(2, 3)
        top, bottom = _row(sheet, NIGHT), _row(sheet, KITCHEN)
        lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top, max_row=bottom)]
        for at, line in enumerate(reversed(lines), top):
            for column, value in enumerate(line, 1):
                sheet.cell(at, column).value = value

    assert told(office.look(changed(office.export(), edit)).changes) == [(NIGHT, "wages", 2027, 0, 7)]


def test_a_removed_row_and_column_are_left_as_they_are_and_said(office: Office) -> None:
    def edit(sheet: Any) -> None:
        sheet.delete_rows(_row(sheet, SCHOOL))
        sheet.delete_cols(_column(sheet, "volume:2027"))

    found = office.look(changed(office.export(), edit))
    assert found.changes == ()
    assert "är borta ur den och lämnas som de är" in found.remarks[0]


def test_what_both_have_changed_is_a_conflict_that_says_who(office: Office) -> None:
    data = changed(office.export(), _put(SCHOOL, "wages:2027", 30))
    office.ledger.set(frames.set_component, SCHOOL, kind="wages", amount=28 * TKR)
    office.ledger.set(frames.set_component, DAY, kind="wages", amount=5 * TKR)
    found = office.look(data)
    (conflict,) = found.changes
    assert told((conflict,)) == [(SCHOOL, "wages", 2027, 28, 30)]
    assert conflict.conflict
    assert conflict.since.endswith("av Prov")
    assert found.hindrances[0].reason.startswith("ändrades i filen 2026-11-21")


def test_what_both_have_changed_alike_is_nothing_to_change(office: Office) -> None:
    data = changed(office.export(), _put(SCHOOL, "wages:2027", 30))
    office.ledger.set(frames.set_component, SCHOOL, kind="wages", amount=30 * TKR)
    assert office.look(data).changes == ()


def test_a_plan_years_frame_that_is_written_over_is_typed(office: Office) -> None:
    def edit(sheet: Any) -> None:
        _put(SCHOOL, "total:2028", 1200)(sheet)
        _put(SCHOOL, "wages:2027", 30)(sheet)

    data = changed(office.export(), edit)
    assert told(office.look(data).changes) == [
        (SCHOOL, "wages", 2027, 25, 30),
        (SCHOOL, "total", 2028, 1100, 1200),
    ]
    office.apply(data)
    assert office.ledger.amount(SCHOOL, "total", 2028) == 1200


def test_a_sum_that_computes_something_else_is_no_amount_that_was_typed(office: Office) -> None:
    """A program that moves columns without moving what formulas point at breaks the sums, not the parts."""
    data = office.export()
    column = _column(load_workbook(BytesIO(data))["Ramar"], "total:2028")
    place = address(_row(load_workbook(BytesIO(data))["Ramar"], SCHOOL) - 1, column - 1)
    part = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")
    broken = re.sub(
        rb'(<c r="' + place.encode() + rb'"[^>]*><f>[^<]*</f><v>)[^<]*', lambda found: found[1] + b"77", part
    )
    assert broken != part
    assert office.look(with_parts(data, sheet1=broken)).changes == ()


def test_the_budget_years_frame_cannot_be_written_over(office: Office) -> None:
    found = office.look(changed(office.export(), _put(SCHOOL, "total:2027", 1200)))
    assert found.changes == ()
    assert found.faults[0].place.startswith("Ramar!")
    assert "räknas fram ur sina delar" in found.faults[0].reason


def test_cells_that_are_no_amounts_are_told_by_their_address(office: Office) -> None:
    def edit(sheet: Any) -> None:
        _put(SCHOOL, "wages:2027", "tio")(sheet)
        _put(NIGHT, "volume:2027", TODAY)(sheet)
        _put(DAY, "priority:2027", 5)(sheet)

    found = office.look(changed(office.export(), edit))
    assert [each.place for each in found.faults] == ["Ramar!D7", "Ramar!F10"]
    assert told(found.changes) == [(DAY, "priority", 2027, 0, 5)]


def test_a_line_that_was_copied_or_added_is_not_read(office: Office) -> None:
    def edit(sheet: Any) -> None:
        copied = [cell.value for cell in sheet[_row(sheet, SCHOOL)]]
        sheet.append(copied)
        sheet.append([None, "Nya enheten", 5, 5])

    found = office.look(changed(office.export(), edit))
    said = " ".join(each.reason for each in found.faults)
    assert "samma dolda nyckel" in said
    assert "”Nya enheten” är tillagd" in said


def test_a_decided_version_is_refused_and_its_copy_can_be_read_into(office: Office) -> None:
    data = changed(office.export(), _put(SCHOOL, "wages:2027", 30))
    decided = office.ledger.version.id
    office.ledger.lock(decided_on=TODAY)
    with pytest.raises(Locked, match="Gör en ny version"):
        office.look(data)
    copy = office.ledger.run(versions.create_version, source_id=decided, name="Ny", stage="revised")
    found = office.look(data, version_id=copy)
    assert told(found.changes) == [(SCHOOL, "wages", 2027, 25, 30)]
    assert "en annan version" in found.remarks[0]


def test_another_file_reads_the_workbook_by_its_headings(office: Office) -> None:
    data = changed(office.export(), _put(SCHOOL, "wages:2027", 30))
    found = office.look(changed(data, _claim_other_file, "_rodatraden"))
    assert not found.own
    assert told(found.changes) == [(SCHOOL, "wages", 2027, 25, 30)]


def _claim_other_file(sheet: Any) -> None:
    assert sheet["A2"].value == "fil"
    sheet["B2"].value = "en annan fil"


def test_without_its_hidden_keys_the_workbook_is_read_by_its_headings(office: Office) -> None:
    def edit(sheet: Any) -> None:
        sheet.delete_rows(KEY_ROW + 1)

    found = office.look(changed(office.export(), edit))
    assert not found.own
    assert found.changes == ()
    assert not found.unknown


def test_hidden_amounts_are_exact_beyond_fifteen_digits(office: Office) -> None:
    office.ledger.set(frames.set_previous, SCHOOL, amount=99_999_999_999_999)
    assert office.look(office.export(money="kr")).changes == ()
    assert office.look(office.export(money="tkr")).changes == ()


def test_frames_that_fees_pay_have_a_workbook_of_their_own(office: Office) -> None:
    ledger = office.ledger
    unit = ledger.row(KITCHEN).unit_id
    ledger.run(frames.add_financing, version_id=ledger.version.id, unit_id=unit, kind="fees")
    data = changed(office.export(financing="fees"), _put(KITCHEN, "wages:2027", 9))
    found = office.look(data)
    assert told(found.changes) == [(KITCHEN, "wages", 2027, 0, 9)]
    office.apply(data)
    assert ledger.row(KITCHEN, financing="fees").amount(FIRST, "wages") == 9 * TKR
    assert ledger.row(KITCHEN).amount(FIRST, "wages") == 0
