"""What the page Budget reads: the example's figures, versions side by side, and few statements."""

from functools import partial

import pytest

from app.models.errors import Locked
from app.services.budget import frames, versions
from app.services.budget.history import last_change
from app.services.budget.thread import unit_thread
from app.services.budget.views import BudgetView, budget_view, version_ids
from app.services.budget.words import plan_title
from tests.conftest import TODAY
from tests.services.budget.ledger import (
    CARE,
    KITCHEN,
    NIGHT,
    SCHOOL,
    TKR,
    YEARS,
    Ledger,
    check_sums,
)
from tests.services.counting import statements

HOME_CARE = "Hemtjänst Kopparberg"


def in_tkr(view: BudgetView, year: int, *kinds: str) -> list[int]:
    return [view.sums[year, kind] // TKR for kind in kinds]


def test_the_example_adds_up_to_the_figures_of_its_plan(example: Ledger) -> None:
    view = example.view()
    check_sums(view)
    assert view.unit_count == 25
    assert in_tkr(view, 2027, "previous", "wages", "prices", "volume", "technical") == [
        312_595,
        5_645,
        2_890,
        -620,
        0,
    ]
    assert in_tkr(view, 2027, "priority", "assignment", "efficiency") == [1_950, 900, -2_755]
    assert [view.sums[year, "total"] // TKR for year in YEARS] == [320_605, 325_695, 330_920]
    assert [room.remaining for room in view.rooms] == [3_200 * TKR, 850 * TKR, -1_640 * TKR]
    assert {room.held_by for room in view.rooms} == {"Kommunstyrelsen"}
    assert [each.message for each in view.hindrances] == ["2029: 1\u00a0640\u00a0tkr för mycket fördelat"]


def test_a_row_says_how_its_frame_is_composed(example: Ledger) -> None:
    row = example.row(HOME_CARE)
    kinds = ("previous", "wages", "prices", "volume", "technical", "assignment", "efficiency", "total")
    assert [row.amount(2027, kind) // TKR for kind in kinds] == [19640, 450, 60, 780, 0, 250, -200, 20980]
    percent = row.change_percent(2027)
    assert percent is not None
    assert str(round(percent, 1)) == "6.8"
    assert row.example
    assert row.cells[2027, "volume"].note
    assert row.cells[2027, "total"].typed is False
    assert row.cells[2028, "total"].typed is True
    assert row.cells[2028, "previous"].typed is False


def test_units_stand_under_their_administrations(example: Ledger) -> None:
    rows = example.view().rows
    groups = [row.name for row in rows if row.group]
    assert groups == ["Kommunledning", "Bildning", "Omsorg", "Gemensamma poster"]
    above = {row.key: row.name for row in rows}
    assert above[example.row(HOME_CARE).parent or 0] == "Omsorg"
    assert [row.depth for row in rows if row.group] == [0, 0, 0, 0]


def test_by_default_the_open_version_beside_the_one_before(example: Ledger) -> None:
    view = example.view()
    assert view.version is not None
    assert view.compare is not None
    assert (view.version.name, view.version.locked) == ("KS förslag", False)
    assert (view.compare.name, view.compare.locked) == ("Preliminär, juni", True)
    changed = {
        (row.name, kind): (cell.before or 0) // TKR
        for row in view.rows
        for (_, kind), cell in row.cells.items()
        if cell.changed
    }
    assert changed == {
        ("Näringsliv och turism", "priority"): 250,
        (HOME_CARE, "volume"): 585,
        (HOME_CARE, "assignment"): 0,
    }


def test_after_the_decision_only_what_is_newer_is_shown_before_it(ledger: Ledger) -> None:
    def shown() -> str:
        version = ledger.view(version_id=None).version
        assert version is not None
        return version.name

    make = partial(ledger.run, versions.create_version)
    budget = make(source_id=ledger.version.id, name="KS förslag", stage="proposal")
    ledger.version_id = budget
    assert shown() == "KS förslag"
    ledger.run(
        versions.lock_version, version_id=budget, body="Kommunfullmäktige", decided_on=TODAY,
        paragraph="§ 131", registration_number=None, expected_version=ledger.version.row_version, today=TODAY,
    )  # fmt: skip
    assert shown() == "KS förslag"
    make(source_id=budget, name="Reviderad", stage="revised")
    assert shown() == "Reviderad"


def test_nothing_is_changed_beside_nothing(example: Ledger) -> None:
    view = example.view(compare_id=0)
    assert view.compare is None
    assert not any(cell.changed for row in view.rows for cell in row.cells.values())


def test_a_plan_years_frame_is_changed_when_its_own_change_is(ledger: Ledger) -> None:
    first = ledger.version.id
    ledger.version_id = ledger.run(versions.create_version, source_id=first, name="Två", stage="preliminary")
    ledger.set(frames.set_previous, SCHOOL, amount=100 * TKR)
    assert ledger.row(SCHOOL).cells[2027, "previous"].changed
    assert not ledger.row(SCHOOL).cells[2028, "total"].changed
    ledger.set(frames.set_year_total, SCHOOL, 2028, total=150 * TKR)
    cell = ledger.row(SCHOOL).cells[2028, "total"]
    assert (cell.changed, cell.before) == (True, 0)


def test_the_working_year_chooses_the_plan(ledger: Ledger) -> None:
    later = ledger.run(versions.create_plan, first_year=2028)
    ledger.version_id = None
    chosen = {year: ledger.view(year=year).version for year in (2027, 2028, 2031, None)}
    assert {year: version and version.first_year for year, version in chosen.items()} == {
        2027: 2027,
        2028: 2028,
        2031: 2028,
        None: 2028,
    }
    assert ledger.database.read(version_ids) >= {later}


def test_inhabitants_are_the_latest_known_before_the_budget_year(ledger: Ledger) -> None:
    assert ledger.view().inhabitants == 5000


def test_a_view_takes_as_many_statements_for_the_example_as_for_a_small_plan(
    ledger: Ledger, example: Ledger
) -> None:
    assert statements(ledger.database, budget_view) <= 6
    ledger.run(versions.create_version, source_id=ledger.version.id, name="Två", stage="preliminary")
    assert statements(ledger.database, budget_view) == statements(example.database, budget_view)
    assert statements(example.database, budget_view) <= 6


def test_who_changed_a_part_last_is_read_from_the_log(ledger: Ledger) -> None:
    assert ledger.database.read(partial(last_change, part_id=None)) is None
    ledger.set(frames.set_component, NIGHT, kind="wages", amount=1)
    key = ledger.row(NIGHT).cells[2027, "wages"].part_id
    ledger.set(frames.set_component, KITCHEN, kind="wages", amount=1)
    made = ledger.database.read(partial(last_change, part_id=key))
    assert made is not None
    assert (made.made_by, made.made_at) == ("Prov", ledger.database.clock.now())
    assert ledger.database.read(partial(last_change, part_id=1)) is None


def test_the_thread_of_a_frame_ends_in_the_units_uppdragshandling(example: Ledger) -> None:
    thread = example.database.read(partial(unit_thread, unit_id=example.row(HOME_CARE).unit_id))
    assert [step.title for step in thread.steps][1] == "Vision 2020"
    assert [step.agreement_id is not None for step in thread.steps][-1]
    assert thread.commitments > 0
    group = example.row("Omsorg").unit_id
    assert example.database.read(partial(unit_thread, unit_id=group)).steps == ()


def test_the_example_is_refused_where_it_is_decided(example: Ledger) -> None:
    example.version_id = example.view().versions[0].id
    with pytest.raises(Locked, match="”Preliminär, juni”"):
        example.set(frames.set_component, HOME_CARE, kind="wages", amount=1)


def test_a_unit_with_units_under_it_stands_first_among_them(ledger: Ledger) -> None:
    names = [(row.name, row.depth) for row in ledger.view().rows]
    assert names == [
        ("Skolan", 0),
        (CARE, 0),
        ("Omsorgen, gemensamt", 1),
        ("Natten", 1),
        ("Dagen", 1),
        (KITCHEN, 0),
    ]


@pytest.mark.parametrize(
    ("years", "title"),
    [(1, "Budget 2027"), (2, "Budget 2027 och plan 2028"), (3, "Budget 2027 och plan 2028–2029")],
)
def test_a_plan_is_called_by_its_years(years: int, title: str) -> None:
    assert plan_title(2027, years) == title
