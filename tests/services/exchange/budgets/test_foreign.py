"""Somebody else's workbook: read by its headings, asked about what it does not say, and remembered."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app.services.budget import frames
from app.services.exchange.budgets.applying import NoColumns, import_amounts, look_at, understood
from app.services.exchange.budgets.mapping import Target, recalled, remembered, signature
from tests.services.budget.ledger import CARE, CARE_OWN, DAY, KITCHEN, NIGHT, SCHOOL, TKR, check_sums
from tests.services.exchange.budgets.conftest import Office, told
from tests.services.exchange.workbooks.making import made, saved

HEAD = ("Enhet", "Budget 2026", "Lön 2027", "Plan 2028")


def _book(*lines: Sequence[Any], head: Sequence[Any] = HEAD) -> bytes:
    return made(("Belopp i tkr",), head, *lines, title="Förslag")


def test_amounts_land_where_their_headings_say(office: Office) -> None:
    found = office.look(_book((SCHOOL, 1010, 25, 1120), ("12 Natten", None, "1 234,5", None)))
    assert not found.own
    assert told(found.changes) == [
        (SCHOOL, "previous", 2027, 1000, 1010),
        (SCHOOL, "total", 2028, 1100, 1120),
        (NIGHT, "wages", 2027, 0, 1234),
    ]
    assert [each.place for each in found.changes] == ["Förslag!B3", "Förslag!D3", "Förslag!C4"]
    assert found.same == 1


def test_the_changes_become_one_step_and_the_sums_hold(office: Office) -> None:
    assert office.apply(_book((SCHOOL, 1010, 30, 1120), (DAY, 290, 5, 300))) == 6
    check_sums(office.ledger.view())
    assert office.ledger.amount(SCHOOL, "total", 2028) == 1120
    office.ledger.database.undo()
    assert office.ledger.amount(SCHOOL, "total", 2028) == 1100
    assert office.ledger.database.undo_words is None


def test_a_whole_frame_of_the_budget_year_lands_on_the_priority(office: Office) -> None:
    data = _book((SCHOOL, 1100), head=("Enhet", "Ram 2027"))
    (change,) = office.look(data).changes
    assert (change.kind, change.new, change.remark) == (
        "priority",
        75 * TKR,
        "skillnaden mot ramen i arbetsboken",
    )
    office.apply(data)
    assert office.ledger.amount(SCHOOL, "total") == 1100
    assert office.look(data).changes == ()


def test_a_plan_years_frame_stays_when_the_year_before_changes(office: Office) -> None:
    data = _book((SCHOOL, 1100, 1100), head=("Enhet", "Ram 2027", "Ram 2028"))
    found = office.look(data)
    assert told(found.changes) == [(SCHOOL, "priority", 2027, 0, 75), (SCHOOL, "total", 2028, 1100, 1100)]
    office.apply(data)
    assert (office.ledger.amount(SCHOOL, "total"), office.ledger.amount(SCHOOL, "total", 2028)) == (
        1100,
        1100,
    )


def test_sums_and_groups_are_left_out_with_a_reason(office: Office) -> None:
    found = office.look(_book((CARE, 600, 0, 0), (NIGHT, 201, 0, 0), ("Summa", 1, 2, 3)))
    assert [each.reason for each in found.left_out] == [
        "Summa (summa)",
        f"{CARE} (summa av dem som står under)",
    ]
    assert not found.unknown
    assert [each.name for each in found.changes] == [NIGHT, NIGHT]


def test_a_group_without_its_units_is_asked_about(office: Office) -> None:
    found = office.look(_book((CARE, 600, 0, 0), (SCHOOL, 1, 1, 1)))
    assert [(each.name, each.place) for each in found.unknown] == [(CARE, "Förslag!A3")]


def test_an_unknown_unit_is_asked_about_once_and_then_remembered(office: Office) -> None:
    data = _book(("Kök & matsal", 60, 1, 70), ("Nya huset", 1, 1, 1))
    opened = office.open(data)
    found = office.ledger.database.read(partial(look_at, opened=opened))
    assert [each.folded for each in found.unknown] == ["kök & matsal", "nya huset"]
    assert found.hindrances[0].reason == "finns inte i budgeten"
    kitchen = office.ledger.row(KITCHEN).key
    assert opened.mapping is not None
    answered = replace(opened.mapping, units={"kök & matsal": kitchen, "nya huset": None})
    found = office.ledger.database.read(partial(look_at, opened=replace(opened, mapping=answered)))
    assert {each.name for each in found.changes} == {KITCHEN}
    office.ledger.run(import_amounts, changes=found.changes, file="förslag.xlsx", mapping=answered)
    again = office.open(data)
    assert again.known
    found = office.ledger.database.read(partial(look_at, opened=again))
    assert (found.changes, found.unknown) == ((), ())
    assert found.left_out[0].reason == "Nya huset (utelämnad)"
    office.ledger.database.undo()
    assert not office.open(data).known


def test_what_was_chosen_for_a_column_is_remembered_by_its_heading(office: Office) -> None:
    opened = office.open(_book((SCHOOL, 1, 2, 3)))
    assert opened.mapping is not None
    chosen = replace(opened.mapping, columns={2: Target(2027, "volume")}, money="kr")
    office.ledger.run(import_amounts, changes=(), file="förslag.xlsx", mapping=chosen)
    assert office.ledger.log() == "Sparade hur förslag.xlsx ska läsas"
    later = office.open(_book((NIGHT, 5, 6, 7), (SCHOOL, 1, 2, 3)))
    assert later.mapping is not None
    assert (later.mapping.columns, later.mapping.money) == ({2: Target(2027, "volume")}, "kr")
    other = office.open(_book((NIGHT, 5, 6, 7), head=("Enhet", "Annat 2026", "Lön 2027", "Plan 2028")))
    assert not other.known


def test_a_unit_that_stands_twice_is_a_fault(office: Office) -> None:
    found = office.look(_book((SCHOOL, 1, 2, 3), (NIGHT, 1, 2, 3), ("Skolan", 4, 5, 6)))
    assert "både på rad 3 och på rad 5" in found.faults[0].reason


def test_a_cell_that_is_no_amount_is_a_fault_and_the_rest_is_told(office: Office) -> None:
    found = office.look(_book((SCHOOL, "många", 26, None)))
    assert found.faults[0].place == "Förslag!B3"
    assert told(found.changes) == [(SCHOOL, "wages", 2027, 25, 26)]


def test_the_sheet_with_the_budget_is_chosen_and_the_others_are_told(office: Office) -> None:
    workbook = Workbook()
    workbook.active.append(["Innehåll"])
    right = workbook.create_sheet("Ramar")
    for line in (HEAD, (SCHOOL, 1, 2, 3)):
        right.append(list(line))
    workbook.create_sheet("Gammalt").sheet_state = "hidden"
    opened = office.open(saved(workbook))
    assert opened.mapping is not None
    assert opened.mapping.sheet == "Ramar"
    remarks = office.look(saved(workbook)).remarks
    assert remarks == ("Dolda blad läses inte: ”Gammalt”.", "Bara bladet ”Ramar” läses.")
    read = partial(understood, opened=opened, sheet="Gammalt")
    assert office.ledger.database.read(read)[0].columns == {}


def test_a_workbook_without_amounts_is_refused(office: Office) -> None:
    with pytest.raises(NoColumns, match="2027–2029"):
        office.look(made(("Enhet", "Kommentar"), (SCHOOL, "hej")))


def test_a_text_table_is_read_the_same_way(office: Office) -> None:
    table = f"Enhet;Lön 2027 (tkr)\n{SCHOOL};26,5\n{CARE_OWN};−1\n".encode("cp1252", errors="replace")
    found = office.look(table.replace(b"?1", b"-1"), name="förslag.csv")
    assert [(each.name, each.new) for each in found.changes] == [(SCHOOL, 2_650_000), (CARE_OWN, -100_000)]


def test_a_mapping_reads_back_as_it_was_remembered(office: Office) -> None:
    opened = office.open(_book((SCHOOL, 1, 2, 3)))
    assert opened.mapping is not None
    mapping = replace(opened.mapping, units={"a": 5, "b": None}, money="mnkr")
    assert recalled(opened.mapping, remembered(mapping)) == mapping
    assert signature(("Enhet", "Lön")) == signature(("  ENHET ", "lön:"))
    assert signature(("Enhet", "Lön")) != signature(("Enhet", "Pris"))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from([SCHOOL, CARE_OWN, NIGHT, DAY, KITCHEN]),
        st.tuples(*(st.integers(-(10**9), 10**9) for _ in range(4))),
        min_size=1,
    )
)
def test_what_is_read_in_is_what_the_workbook_says(
    office: Office, wanted: dict[str, tuple[int, ...]]
) -> None:
    head = ("Enhet", "Ram 2026", "Ram 2027", "Ram 2028", "Ram 2029")
    lines = [(name, *(ore / 100 for ore in ores)) for name, ores in wanted.items()]
    data = made(head, *lines, title="Ramar i kr")
    office.apply(data)
    view = office.ledger.view()
    check_sums(view)
    for name, (previous, *totals) in wanted.items():
        row = next(each for each in view.rows if each.name == name)
        assert row.amount(2027, "previous") == previous
        assert [row.amount(year, "total") for year in (2027, 2028, 2029)] == totals
    assert office.look(data).changes == ()


def test_a_frame_that_was_changed_meanwhile_is_refused(office: Office) -> None:
    from app.models.errors import ChangedSince

    found = office.look(_book((SCHOOL, 1010, 25, 1120)))
    office.ledger.set(frames.set_component, SCHOOL, kind="wages", amount=1)
    with pytest.raises(ChangedSince):
        office.ledger.run(import_amounts, changes=found.changes, file="f.xlsx")
    assert office.ledger.row(SCHOOL).amount(2027, "previous") == 1000 * TKR
