"""Every figure of the appendix is the one that the page Budget shows."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.models.budget import NEED_COMPONENTS, PlanVersion
from app.services.budget import frames, grants
from app.services.exchange.budgets.content import NoBudget
from app.services.reports.budget_builder import build_budget_paper
from app.services.reports.budget_paper import BudgetPaper, PaperTable
from app.services.reports.budget_rounding import ROUNDING
from app.services.storage import describe
from tests.conftest import TODAY
from tests.services.budget.conftest import example, ledger, town
from tests.services.budget.ledger import CARE, CARE_OWN, DAY, NIGHT, SCHOOL, TKR, Ledger

__all__ = ["example", "ledger", "town"]


def paper_of(ledger: Ledger, **asked: Any) -> BudgetPaper:
    asked.setdefault("version_id", ledger.version.id)
    return ledger.database.read(partial(build_budget_paper, today=TODAY, **asked))


def values_of(table: PaperTable, name: str) -> dict[str, Any]:
    row = next(row for row in table.rows if row.name == name)
    return {column.title: value for column, value in zip(table.columns, row.values, strict=True)}


@pytest.mark.parametrize("version", [0, 1, 2])
def test_frames_parts_and_sums_are_those_of_the_page(example: Ledger, version: int) -> None:
    chosen = example.view().versions[version].id
    view = example.view(version_id=chosen, compare_id=0)
    table = paper_of(example, version_id=chosen).tables[0]
    lines = [row for row in table.rows if not row.sums]
    assert [row.name for row in lines] == [row.name for row in view.rows]
    kinds = ("wages", "prices", "volume", "technical", "priority", "assignment", "efficiency")
    first, *plan = view.plan.years
    for line, row in zip(lines, view.rows, strict=True):
        expected = [row.amount(first, "previous"), *(row.amount(first, kind) for kind in kinds)]
        expected += [row.amount(first, "total"), row.change_percent(first)]
        assert list(line.values) == [*expected, *(row.amount(year, "total") for year in plan)]
        assert (line.group, line.depth) == (row.group, row.depth)
    given = next(row for row in table.rows if row.sums)
    assert given.values[0] == view.sums[first, "previous"]
    assert list(given.values[1:8]) == [view.sums[first, kind] for kind in kinds]
    assert given.values[8] == view.sums[first, "total"]


def test_what_is_left_is_that_of_the_page(example: Ledger) -> None:
    view, table = example.view(), paper_of(example).tables[0]
    for room in view.rooms:
        title = f"Ram {room.year}"
        assert values_of(table, "Hålls inne av kommunstyrelsen")[title] == room.held_back
        assert values_of(table, "Ram att fördela")[title] == room.to_distribute
        assert values_of(table, "Kvar att fördela")[title] == room.remaining


def test_costs_and_incomes_are_those_of_the_page(example: Ledger) -> None:
    table = next(one for one in paper_of(example).tables if one.title.startswith("Kostnader"))
    cost, income = example.view(measure="cost"), example.view(measure="income")
    net = example.view()
    years = net.plan.years
    for line, at_cost, earned, left in zip(table.rows, cost.rows, income.rows, net.rows, strict=False):
        expected = []
        for year in years:
            expected += [each.amount(year, "total") for each in (at_cost, earned, left)]
        assert list(line.values) == expected
    total = table.rows[-1]
    assert total.values[:3] == tuple(view.sums[years[0], "total"] for view in (cost, income, net))


def test_staff_are_those_of_the_page(example: Ledger) -> None:
    table = next(one for one in paper_of(example).tables if one.title.startswith("Årsarbetare"))
    rows = {row.name: row for row in example.view().rows}
    for line in table.rows[:-1]:
        assert list(line.values) == [rows[line.name].staff(year) for year in (2027, 2028, 2029)]


def test_notes_are_numbered_in_their_order_and_told_whole(example: Ledger) -> None:
    paper = paper_of(example)
    table = paper.tables[0]
    numbers = [number for row in table.rows for number in row.notes.values()]
    assert numbers == list(range(1, len(numbers) + 1))
    noted = [
        (row, kind)
        for row in example.view().rows
        if not row.group
        for kind in (*NEED_COMPONENTS, "priority", "assignment", "efficiency")
        if (cell := row.cells.get((2027, kind))) is not None and (cell.note or cell.source)
    ]
    assert len(numbers) == len(noted)
    assert all(any(row.name in text for text in paper.footnotes) for row, _ in noted)


def test_fees_stand_apart_and_grants_beside(example: Ledger) -> None:
    paper = paper_of(example)
    titles = [table.title for table in paper.tables]
    assert titles[0] == "Skattefinansierad verksamhet"
    assert any("avgiftsfinansierad" in title for title in titles)
    given = next(table for table in paper.tables if table.title == "Riktade bidrag")
    stored = example.database.read(
        lambda session: grants.grants_of(
            session,
            version_id=example.version.id,
            unit_ids={row.unit_id for row in example.view().rows if row.unit_id},
        )
    )
    assert [row.name for row in given.rows] == [grant.name for grant in stored]
    assert all(row.values[2] for row in given.rows)


def test_a_unit_is_told_with_all_below_it_and_nothing_else(example: Ledger) -> None:
    key = example.row("Omsorg").key
    paper = paper_of(example, line=key)
    below = [row.name for row in example.view().rows if row.parent == key]
    assert [row.name for row in paper.tables[0].rows] == ["Omsorg", *below]
    assert (paper.unit, paper.tables[0].rows[1].depth) == ("Omsorg", 1)


def test_a_decided_version_is_no_draft_and_has_the_day_of_its_decision(ledger: Ledger) -> None:
    assert paper_of(ledger).draft
    ledger.lock(decided_on=date(2026, 11, 20))
    paper = paper_of(ledger)
    assert (paper.draft, paper.day) == (False, date(2026, 11, 20))
    assert paper.decided == "Kommunfullmäktige, 20 november 2026, § 131"


def test_rounding_to_tkr_is_told_where_columns_do_not_add_up(ledger: Ledger) -> None:
    for name in (NIGHT, DAY):
        ledger.set(frames.set_previous, name, amount=140_000)
    ledger.set(frames.set_previous, SCHOOL, amount=TKR)
    rows = paper_of(ledger).tables[0].rows
    names = [row.name for row in rows]
    place = names.index(ROUNDING)
    assert names[names.index(CARE) : place] == [CARE, CARE_OWN, NIGHT, DAY]
    assert rows[place].values[0] == TKR
    assert ROUNDING not in [row.name for row in paper_of(ledger, money="kr").tables[0].rows]


def test_without_incomes_staff_and_grants_there_is_one_table(ledger: Ledger) -> None:
    ledger.set(frames.set_previous, SCHOOL, amount=TKR)
    assert [table.title for table in paper_of(ledger).tables] == ["Skattefinansierad verksamhet"]


def test_a_file_without_budget_is_refused(town: Ledger) -> None:
    with pytest.raises(NoBudget):
        town.database.read(partial(build_budget_paper, today=TODAY))


def test_what_the_council_binds_is_marked_and_explained(example: Ledger) -> None:
    unit = example.row("Omsorg").unit_id

    def explain(session: Session) -> None:
        version = session.get_one(PlanVersion, example.version.id)
        for row in version.appropriations:
            row.gross, row.note = (
                row.unit_id == unit,
                "Gäller hela utskottet" if row.unit_id == unit else None,
            )
        version.reallocation = "Utskottet flyttar fritt mellan sina enheter."
        describe(session, "Förklarade bindningen")

    example.database.write(explain)
    table = paper_of(example).tables[0]
    marks = {row.name: row.mark for row in table.rows if row.mark}
    assert marks["Omsorg"] == "**"
    assert set(marks.values()) == {"*", "**"}
    assert table.after == (
        "* Fullmäktige binder nettoanslaget här.",
        "** Fullmäktige binder kostnader och intäkter var för sig här.",
        "Omdisponering: Utskottet flyttar fritt mellan sina enheter.",
        "Omsorg: Gäller hela utskottet",
    )
