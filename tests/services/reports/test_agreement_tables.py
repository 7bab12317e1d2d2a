"""The figures in the tables of an agreement."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.agreements.document import Commitment, FrameRow, FramesTable
from app.services.formatting import NBSP, ORE_PER_UNIT, in_units
from app.services.reports.agreement_tables import (
    beside,
    frames_table,
    party_lines,
    rounding_differences,
    serving_words,
)
from app.services.reports.page_setup import opening_table
from app.services.reports.styles import TEXT_WIDTH
from tests.services.reports.samples import CROWDED, EMPTY, FRAMES, USUAL

AMOUNT = st.none() | st.integers(-(10**11), 10**11)
ROWS = st.lists(st.builds(FrameRow, st.just("Post"), st.tuples(AMOUNT, AMOUNT)), min_size=1, max_size=8)


@given(ROWS, st.sampled_from(["tkr", "kr"]))
def test_a_printed_column_always_adds_up(rows: list[FrameRow], unit) -> None:
    frames = FramesTable((2011, 2012), tuple(rows), unit)
    for year, (total, lack) in enumerate(zip(frames.totals, rounding_differences(frames), strict=True)):
        printed = [in_units(row.amounts[year] or 0, ORE_PER_UNIT[unit]) for row in rows]
        assert sum(printed) + lack == in_units(total or 0, ORE_PER_UNIT[unit])
        assert abs(lack) <= (len(rows) + 1) / 2


def test_rounding_is_a_row_of_its_own_only_where_it_is_needed() -> None:
    uneven = FramesTable((2011,), (FrameRow("a", (140_000,)), FrameRow("b", (140_000,))))
    assert cells(uneven) == [["Tusental kronor", "2011"], ["1"], ["1"], ["1"], ["3"]]
    assert len(cells(FRAMES)) == len(FRAMES.rows) + 2


def test_frames_are_written_in_swedish_form_with_a_dash_for_what_is_not_stated() -> None:
    assert cells(FRAMES)[2] == ["450", "–", "–"]
    assert cells(FRAMES)[-2] == ["\u2212200", "–", "–"]
    assert cells(FRAMES)[-1] == ["20\u00a0980", "21\u00a0460", "21\u00a0970"]


def cells(frames: FramesTable) -> list[list[str]]:
    """The texts of the table; labels are paragraphs and left out."""
    return [[cell for cell in row if isinstance(cell, str)] for row in frames_table(frames)._cellvalues]


@pytest.mark.parametrize("years", [1, 3, 6, 12])
def test_columns_fill_the_width_and_hold_their_numbers(years: int) -> None:
    frames = FramesTable(
        tuple(range(2011, 2011 + years)), (FrameRow("Ram", (133_333_333_349,) * years),), "kr"
    )
    widths = frames_table(frames)._colWidths
    assert sum(widths) == pytest.approx(TEXT_WIDTH)
    assert all(width > 0 for width in widths)


def lines(document) -> list[list[str]]:
    """The words of the parties, with plain spaces in their days."""
    rows = opening_table(party_lines(document))._cellvalues
    return [[cell.getPlainText().replace(NBSP, " ") for cell in row] for row in rows]


def test_parties_term_and_decisions_stand_in_order() -> None:
    assert lines(USUAL) == [
        ["Beställare", "Kommunstyrelsen"],
        ["Utförare", "Hemtjänst Kopparberg, intern enhet inom omsorgen"],
        ["Avtalstid", "1 januari 2011–31 december 2013"],
        ["Berett av", "Utskottet för omsorg, 5 oktober 2010, § 48"],
        ["Beslutat av", "Kommunstyrelsen, 27 oktober 2010, § 131"],
        ["Diarienummer", "KS 2010/184"],
    ]


def test_days_and_paragraphs_are_never_split() -> None:
    words = [row[1].getPlainText() for row in opening_table(party_lines(USUAL))._cellvalues]
    assert f"1{NBSP}januari{NBSP}2011–31{NBSP}december{NBSP}2013" in words


def test_what_is_not_stated_is_never_invented() -> None:
    assert lines(EMPTY) == [["Beställare", "–"], ["Utförare", "–"], ["Avtalstid", "Ej angiven"]]
    assert ["Preliminärt beslut", "Kommunstyrelsen, 9 juni 2010"] in lines(CROWDED)


def test_a_draft_says_so_in_its_text_with_its_date() -> None:
    from dataclasses import replace

    draft = replace(USUAL, draft=True, document_date=date(2010, 9, 1))
    assert lines(draft)[-1] == ["Status", "Utkast daterat 1 september 2010"]


def test_a_commitment_names_its_perspective_and_goal() -> None:
    assert serving_words(Commitment("a", perspective="Ekonomi", goal="God hushållning")) == (
        "Ekonomi\nBidrar till ”God hushållning”"
    )
    assert serving_words(Commitment("a", goal=" ")) == ""


def test_each_value_begins_beside_its_measure() -> None:
    long = "Olika medarbetare på 14 dagar hos den som har hemtjänst"
    assert beside(f"{long}\nBrukartid", "12\n61 %") == "12\n\n\n61 %"
    assert beside("Brukartid\nResor", "61 %\n9 %") == "61 %\n9 %"


@pytest.mark.parametrize("values", ["12", None, "1\n2\n3"])
def test_values_that_do_not_match_the_measures_are_left_alone(values: str | None) -> None:
    assert beside("Brukartid\nResor", values) == values
