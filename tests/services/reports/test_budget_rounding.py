"""Where printed amounts do not add up, a line says what rounding took."""

from hypothesis import given
from hypothesis import strategies as st

from app.services.formatting import in_units
from app.services.reports.budget_paper import PaperColumn, PaperRow
from app.services.reports.budget_rounding import ROUNDING, with_rounding

TKR = 100_000
COLUMNS = (PaperColumn("Ram"), PaperColumn("%", "percent"))


def test_whole_amounts_need_no_line() -> None:
    rows = [PaperRow("A", (TKR, None)), PaperRow("B", (2 * TKR, None))]
    assert with_rounding(rows, COLUMNS, PaperRow("Summa", (3 * TKR, None), sums=True), TKR) == rows


def test_the_lack_stands_before_the_total() -> None:
    rows = [PaperRow("A", (140_000, None)), PaperRow("B", (140_000, None))]
    made = with_rounding(rows, COLUMNS, PaperRow("Summa", (280_000, None), sums=True), TKR)
    assert [(row.name, row.values) for row in made[2:]] == [(ROUNDING, (TKR, None))]


def test_a_group_has_a_line_of_its_own_below_its_last_unit() -> None:
    rows = [
        PaperRow("G", (280_000, None), group=True),
        PaperRow("A", (140_000, None), 1),
        PaperRow("B", (140_000, None), 1),
        PaperRow("C", (TKR, None)),
    ]
    made = with_rounding(rows, COLUMNS, None, TKR)
    assert [(row.name, row.depth) for row in made] == [("G", 0), ("A", 1), ("B", 1), (ROUNDING, 1), ("C", 0)]


@given(st.lists(st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=5), min_size=1, max_size=5))
def test_what_is_printed_always_adds_up(groups: list[list[int]]) -> None:
    rows: list[PaperRow] = []
    for number, amounts in enumerate(groups):
        rows.append(PaperRow(f"G{number}", (sum(amounts), None), group=True))
        rows += [PaperRow(f"{number}", (amount, None), 1) for amount in amounts]
    total = sum(sum(amounts) for amounts in groups)
    made = with_rounding(rows, COLUMNS, PaperRow("Summa", (total, None), sums=True), TKR)
    shown = [(row, in_units(row.values[0] or 0, TKR)) for row in made]
    assert sum(amount for row, amount in shown if row.depth == 0) == in_units(total, TKR)
    for place, (row, amount) in enumerate(shown):
        if row.group:
            below = []
            for each, one in shown[place + 1 :]:
                if each.depth == 0:
                    break
                below.append(one)
            assert sum(below) == amount
