"""The economy as a workbook: a sheet for each table, sums as formulas, no text that calculates."""

from dataclasses import replace
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.services.economy.tables import EconomyTable, Part, TableRow
from app.services.exchange.economy_excel import CONTENTS, economy_workbook, sheet_names
from tests.services.reports.economy.samples import ALL, HOSTILE, ONE, RESULT


def opened(content: bytes, *, formulas: bool) -> Workbook:
    return load_workbook(BytesIO(content), data_only=not formulas)


def test_sums_are_formulas_with_their_values_and_missing_cells_are_empty() -> None:
    content = economy_workbook(ALL)
    names = [CONTENTS, "Resultatbudget", "Långsiktig ekonomisk plan", "Resultatreserv 2025"]
    assert opened(content, formulas=True).sheetnames == names
    sheet = opened(content, formulas=True)["Resultatbudget"]
    assert [cell.value for cell in sheet[5]] == ["Post", "Budget 2027", "Plan 2028", "Plan 2029"]
    assert sheet["B6"].value == 90_250_400
    assert sheet["B8"].value == "=SUM(B6:B7)"
    assert sheet["B11"].value == "=SUM(B8:B9)"
    assert sheet["B10"].value is None
    assert sheet["C10"].value == 0
    assert sheet["B12"].value == 0.009
    assert opened(content, formulas=False)["Resultatbudget"]["B8"].value == -365_059_600
    assert economy_workbook(ALL) == content
    assert sheet["A2"].value.endswith("Exempelkommun: siffrorna är påhittade.")
    real = opened(economy_workbook(replace(ALL, example=False)), formulas=True)["Resultatbudget"]
    assert "påhittade" not in real["A2"].value


def test_a_row_that_is_typed_whole_in_a_year_is_no_formula_there() -> None:
    rows = (
        TableRow("fees", "Avgifter", (None, 300), indent=1),
        TableRow("sales", "Försäljning", (None, 200), indent=1),
        TableRow("income", "Intäkter", (900, 500), parts=(Part("fees"), Part("sales"))),
    )
    table = EconomyTable("result", "Resultatbudget", ("Prognos 2026", "Budget 2027"), rows)
    chapter = replace(ONE.chapters[0], sections=(table,))
    sheet = opened(economy_workbook(replace(ONE, chapters=(chapter,))), formulas=True)["Resultatbudget"]
    assert (sheet["B8"].value, sheet["C8"].value) == (9, "=SUM(C6:C7)")


def test_a_sum_that_is_not_its_parts_stays_the_number_that_was_stated() -> None:
    stated = tuple(replace(one, cells=(1, 2, 3)) if one.key == "net" else one for one in RESULT.rows)
    chapter = replace(ONE.chapters[0], sections=(replace(RESULT, rows=stated),))
    sheet = opened(economy_workbook(replace(ONE, chapters=(chapter,))), formulas=True)["Resultatbudget"]
    assert [sheet[f"{at}8"].value for at in "BCD"] == [0.01, 0.02, 0.03]


def test_what_is_taken_away_is_taken_away_in_the_formula() -> None:
    rows = (
        TableRow("need", "Behov", (700,)),
        TableRow("note", "Not", ()),
        TableRow("income", "Intäkter", (1000,)),
        TableRow("gap", "Gap", (300,), style="total", parts=(Part("income"), Part("need", -1))),
    )
    chapter = replace(ONE.chapters[0], sections=(EconomyTable("gap", "Gap", ("2027",), rows),))
    sheet = opened(economy_workbook(replace(ONE, chapters=(chapter,))), formulas=True)["Gap"]
    assert sheet["B9"].value == "=B8-B6"


def test_an_amount_or_share_with_its_unit_is_a_figure_and_a_verdict_is_words() -> None:
    said = ("48\u00a0200\u00a0000\u00a0kr", "−2\u00a0108,25\u00a0kr", "18,40\u00a0%", "2,3\u00a0%, uppfyllt")
    rows = (TableRow("company", "Bolaget", said, unit="text"),)
    table = EconomyTable("companies", "Bolag", ("Omsättning", "Resultat", "Soliditet", "Mål"), rows)
    chapter = replace(ONE.chapters[0], sections=(table,))
    sheet = opened(economy_workbook(replace(ONE, chapters=(chapter,))), formulas=True)["Bolag"]
    assert [sheet[f"{at}6"].value for at in "BCDE"] == [48_200_000, -2108.25, 0.184, said[3]]
    assert [sheet[f"{at}6"].number_format for at in "BCD"] == ['#,##0" kr"', '#,##0.00" kr"', "0.00%"]


def test_no_text_of_a_user_calculates() -> None:
    for sheet in opened(economy_workbook(HOSTILE), formulas=True):
        for cell in (cell for line in sheet.iter_rows() for cell in line):
            assert cell.data_type != "f"
            if isinstance(cell.value, str) and cell.value.startswith("=") and cell.row > 5:
                assert cell.quotePrefix


@given(st.lists(st.text(max_size=40), max_size=12))
def test_every_sheet_has_a_name_of_its_own_that_is_allowed(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len({name.casefold() for name in (CONTENTS, *names)}) == len(titles) + 1
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
