"""Internal budgets as a workbook: kronor as on the screen, sums as formulas with their values."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from app.services.budget import frames, versions
from app.services.budget.internal import budgets, chart
from app.services.budget.internal.budgets import Typed
from app.services.budget.internal.views import InternalPaper, internal_paper, internal_view
from app.services.clock import fixed_clock
from app.services.exchange.internal_excel import FIRST_ROW, internal_workbook, sheet_name
from app.services.storage import Database
from tests.conftest import TODAY
from tests.services.budget.ledger import SCHOOL, TKR, Ledger, found_town


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The school with 1 000 tkr, of which 900 are laid out."""
    database = Database.create(tmp_path / "Ådal.styr", clock=fixed_clock(TODAY), user="Prov")
    database.write(found_town)
    made = Ledger(database)
    made.version_id = made.run(versions.create_plan, first_year=2027)
    made.set(frames.set_previous, SCHOOL, amount=1000 * TKR)
    made.run(chart.create_standard)
    unit, plan = made.row(SCHOOL).unit_id, made.version.plan_id
    key = made.run(budgets.create_internal, unit_id=unit, plan_id=plan)
    groups = {each.name: each.id for each in database.read(partial(internal_view, plan_id=plan)).groups}
    typed = [
        Typed(groups["Personalkostnader"], None, 1000 * TKR + 1),
        Typed(groups["Bidrag"], 3, 100 * TKR),
    ]
    made.run(budgets.type_amounts, budget_id=key, entries=typed, expected_version=1)
    yield made
    database.close()


def paper(ledger: Ledger, *, alone: bool = False) -> InternalPaper:
    unit = ledger.row(SCHOOL).unit_id if alone else None
    plan = ledger.version.plan_id
    return ledger.database.read(partial(internal_paper, plan_id=plan, today=TODAY, unit_id=unit))


def book(of: InternalPaper, *, formulas: bool = False) -> Workbook:
    return load_workbook(BytesIO(internal_workbook(of)), data_only=not formulas)


def test_every_performer_stands_with_its_frame_and_what_is_left(ledger: Ledger) -> None:
    rows = list(book(paper(ledger))["Internbudgetar"].iter_rows(min_row=FIRST_ROW + 1, values_only=True))
    assert rows[0] == (SCHOOL, 1_000_000, 900_000.01, 99_999.99)
    assert rows[1][2:] == (None, None)
    assert len(rows) == 5


def test_the_months_are_the_screens_and_the_sums_are_formulas_with_their_values(ledger: Ledger) -> None:
    sheet, typed = book(paper(ledger))[SCHOOL], book(paper(ledger), formulas=True)[SCHOOL]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=FIRST_ROW + 1)}
    staff = [cell.value for cell in rows["Personalkostnader"]]
    assert staff[1:5] == ["5", "Jämnt", 1_000_000.01, 83_333.34]
    assert sum(round(100 * amount) for amount in staff[4:]) == 1_000 * TKR + 1
    assert [cell.value for cell in rows["Bidrag"]][2] == "Egna månader"
    assert rows["Kvar av ramen"][3].value == 99_999.99
    at = rows["Summa kostnader"][3].coordinate
    assert str(typed[at].value).startswith("=SUM(D")
    assert typed[rows["Nettokostnad"][6].coordinate].value.startswith("=G")


def test_one_performer_alone_has_only_its_sheet(ledger: Ledger) -> None:
    assert book(paper(ledger, alone=True)).sheetnames == [SCHOOL]
    assert internal_workbook(paper(ledger)) == internal_workbook(paper(ledger))


def test_a_sheet_has_a_name_that_a_spreadsheet_allows() -> None:
    taken: set[str] = set()
    assert sheet_name("Förskola [norr]/syd", taken) == "Förskola  norr  syd"
    long = "Gemensamma nämndkostnader inom bildning och kultur"
    first, second = sheet_name(long, taken), sheet_name(long, taken)
    assert first != second
    assert max(len(first), len(second)) <= 31
    assert sheet_name("''", taken) == "Enhet"
