"""Scorecards as a workbook: exact values, averages as formulas, and nothing else that calculates."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from app.services.exchange.scorecard_excel import (
    BEFORE,
    FIRST_ROW,
    LACKING,
    OUTCOME,
    SCORE,
    STATUS,
    SUMMARY,
    TARGET,
    WEIGHT,
    mean_formula,
    scorecard_workbook,
)
from app.services.reports.scorecard_paper import CardPaper
from tests.services.reports.scorecard_samples import CARD, EMPTY, HOSTILE, ISSUE, STRANGE, USERS, USUAL
from tests.services.reports.scorecard_samples import SUMMARY as PAPER


def opened(content: bytes, *, values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content), data_only=values)


def lines(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=FIRST_ROW + 1, values_only=True))


def test_every_figure_stands_with_its_exact_values() -> None:
    rows = lines(opened(scorecard_workbook((USUAL,))).active)
    named = {row[2]: row for row in rows if row[2]}
    assert set(named) == {figure.name for figure in CARD.figures}
    sick = named["Sjukfrånvaro"]
    assert (sick[OUTCOME], sick[TARGET], sick[BEFORE], sick[SCORE]) == (9.4, 6, 9.1, 2.9)
    assert sick[STATUS] == "Ej uppfyllt"
    missing = named["Medarbetarindex"]
    assert (missing[OUTCOME], missing[SCORE], missing[STATUS]) == (None, None, "Uppgift saknas")
    assert missing[STATUS + 4] == "mäts vartannat år, nästa 2027"


def test_averages_are_formulas_over_what_has_a_score() -> None:
    content = scorecard_workbook((USUAL,))
    rows, values = lines(opened(content).active), lines(opened(content, values=True).active)
    groups = [place for place, row in enumerate(rows) if row[0]]
    assert [rows[place][0] for place in groups] == [*(group.name for group in CARD.groups), "Medel"]
    assert [values[place][SCORE] for place in groups] == [6.4, 6.3, 4.8, 6.7, 6]
    assert all(str(rows[place][SCORE]).startswith("=IFERROR((") for place in groups)
    first = FIRST_ROW + groups[0] + 1
    assert f"N(K{first + 1})*L{first + 1}*ISNUMBER(K{first + 1})" in str(rows[groups[0]][SCORE])
    assert rows[groups[0]][WEIGHT] == 25


@pytest.mark.parametrize(("lines_", "formula"), [
    ([], None),
    ([5], '=IFERROR((N(K6)*L6*ISNUMBER(K6))/(L6*ISNUMBER(K6)),"")'),
    (range(400), None),
])  # fmt: skip
def test_a_mean_of_nothing_or_of_too_much_has_no_formula(lines_: list[int], formula: str | None) -> None:
    assert mean_formula(list(lines_)) == formula


def test_the_summary_has_a_sheet_for_units_one_for_each_card_and_one_for_what_is_missing() -> None:
    twin = replace(USUAL, card=replace(CARD, unit="Hemtjänst: Kopparberg/Ställdalen [norra] och södra"))
    book = opened(scorecard_workbook((USUAL, twin, EMPTY), PAPER))
    assert book.sheetnames[:3] == [SUMMARY, "Ljusnarsbergs kommun", "Hemtjänst Kopparberg"]
    assert book.sheetnames[-1] == LACKING
    assert len(book.sheetnames) == 6
    units = lines(book[SUMMARY])
    assert units[1][:6] == ("Hemtjänst Kopparberg", 6.4, 2.3, None, 6.7, 6)
    assert units[1][8] == '=IF(H7=0,"",G7/H7)'
    assert lines(book[LACKING])[0][:3] == ("Hemtjänst Kopparberg", "Medarbetarindex", "Uppgift saknas")


def test_text_never_calculates_and_the_same_cards_give_the_same_bytes() -> None:
    evil = replace(USERS, name="=1+1", goals=(replace(USERS.goals[0], title="+SUM(A1)", analysis="@x"),))
    paper = CardPaper(ISSUE, replace(CARD, unit="=HYPERLINK(1)", groups=(evil,)))
    content = scorecard_workbook((paper, STRANGE))
    assert content == scorecard_workbook((paper, STRANGE))
    sheet = opened(content).worksheets[0]
    assert {cell.data_type for cell in (sheet["A6"], sheet["B7"], sheet["Q7"])} == {"s"}
    assert sheet["A6"].value == "=1+1"
    told = [row[2] for row in lines(opened(content).worksheets[1]) if row[2]]
    assert told[0] == HOSTILE * 60
    assert Decimal(str(lines(opened(content).worksheets[1])[2][OUTCOME])) == Decimal("1" * 15)
