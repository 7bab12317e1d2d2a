"""Words that are filled in or derived."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.scorecard import Indicator, IndicatorTarget
from app.services.agreements.wording import (
    fill_in,
    in_sentence,
    measure_words,
    target_for,
    target_words,
    term_fields,
)
from app.services.formatting import write_long_date

NAMES = frozenset({"Kopparberg", "Ljusnarsbergs", "Folkets", "hus"})


def indicator(unit: str | None, *targets: tuple[int, str | None, str | None]) -> Indicator:
    """An indicator with targets: year, value and words."""
    rows = [
        IndicatorTarget(year=year, value=Decimal(value) if value else None, text=words)
        for year, value, words in targets
    ]
    return Indicator(name="Prov", unit_of_measure=unit, targets=rows)


def test_known_fields_are_filled_in_and_unknown_left_as_a_line() -> None:
    assert fill_in("{utförare} till {sista_år}", {"utförare": "Köket"}) == "Köket till …………"


@given(st.text(alphabet="ab{}å ", max_size=30))
def test_any_text_can_be_filled_in_without_a_field_left(text: str) -> None:
    assert "{a}" not in fill_in(text, {"a": "x"})


@given(st.text(alphabet="{}utförare", max_size=20))
def test_what_is_filled_in_is_never_read_as_a_field(value: str) -> None:
    assert fill_in("Av {utförare}", {"utförare": value}) == f"Av {value}"


def test_what_is_filled_in_begins_big_only_where_a_sentence_begins() -> None:
    fields = {"beställare": "kommunstyrelsen"}
    text = "{beställare} och {beställare} svarar 2027. {beställare}, t.ex. {beställare}."
    told = "Kommunstyrelsen och kommunstyrelsen svarar 2027. Kommunstyrelsen, t.ex. kommunstyrelsen."
    assert fill_in(text, fields) == told


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Kommunstyrelsen", "kommunstyrelsen"),
        ("Fast bemanning", "fast bemanning"),
        ("Kopparbergs marknad", "Kopparbergs marknad"),
        ("KS arbetsutskott", "KS arbetsutskott"),
        ("Omsorgsnämnden", "omsorgsnämnden"),
        ("Åtta timmar", "åtta timmar"),
        ("", ""),
    ],
)
def test_a_phrase_in_a_sentence_begins_small_unless_it_is_a_name(text: str, written: str) -> None:
    assert in_sentence(text, NAMES) == written


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("procent", "61", "61\u00a0%"),
        ("%", "7.5", "7,5\u00a0%"),
        ("antal", "12", "12"),
        (None, "38400", "38\u00a0400"),
        ("kWh", "178", "178 kWh"),
        ("kr", "-390", "\u2212390 kr"),
    ],
)
def test_a_value_stands_with_its_unit(unit: str | None, value: str, words: str) -> None:
    written = measure_words(indicator(unit), Decimal(value))
    assert written is not None
    assert written.replace("\u00a0", " ") == words.replace("\u00a0", " ")


def test_a_missing_value_is_no_word() -> None:
    assert measure_words(indicator("kr"), None) is None


def test_the_target_is_that_of_the_due_year_or_the_last_before_it() -> None:
    found = indicator("antal", (2011, "12", None), (2012, "11", None), (2014, "8", None))
    assert [target_words(found, year) for year in (2012, 2013, 2014, 2020, None)] == [
        "11",
        "11",
        "8",
        "8",
        "8",
    ]
    only_later = target_for(found, 2009)
    assert only_later is not None
    assert only_later.year == 2014


def test_a_target_within_a_range_tells_both_ends() -> None:
    found = indicator("procent", (2011, "8.5", None))
    found.targets[0].upper = Decimal(10)
    assert target_words(found, 2011) == "8,5–10\u00a0%"


def test_a_target_may_be_words_or_nothing() -> None:
    assert target_words(indicator("antal", (2011, None, "minst godkänt")), 2011) == "minst godkänt"
    assert target_words(indicator("antal"), 2011) is None


@pytest.mark.parametrize(
    ("starts", "ends", "length"),
    [
        (date(2027, 1, 1), date(2029, 12, 31), "i tre år"),
        (date(2027, 1, 1), date(2027, 12, 31), "i ett år"),
        (date(2027, 7, 1), date(2029, 6, 30), "i två år"),
        (date(2027, 1, 1), date(2028, 6, 30), "i 18 månader"),
        (date(2027, 1, 1), date(2027, 1, 31), "i en månad"),
        (date(2027, 1, 15), date(2028, 3, 1), ""),
    ],
)
def test_the_text_about_the_term_follows_the_term(starts: date, ends: date, length: str) -> None:
    days = f"från och med den {write_long_date(starts)} till och med den {write_long_date(ends)}"
    assert term_fields(starts, ends)["giltighet"] == (f"{length}, {days}" if length else days)


def test_a_term_without_end_holds_until_further_notice() -> None:
    validity = term_fields(date(2027, 1, 1), None)["giltighet"]
    assert validity == "från och med den 1 januari 2027 och tills vidare"


def test_a_term_that_is_not_known_leaves_lines_to_write_on() -> None:
    assert term_fields(None, None) == {}
    assert "giltighet" not in term_fields(None, date(2029, 12, 31))


@pytest.mark.parametrize(
    ("ends", "month"),
    [(date(2029, 12, 31), "maj 2029"), (date(2029, 6, 30), "maj 2029"), (date(2029, 5, 31), "maj 2028")],
)
def test_the_next_dialogue_is_held_in_may_before_the_end(ends: date, month: str) -> None:
    assert term_fields(date(2027, 1, 1), ends)["dialog"] == month


def test_the_years_of_the_frames_are_one_or_several() -> None:
    assert term_fields(date(2027, 1, 1), date(2029, 12, 31))["ramår"] == "åren 2027–2029"
    assert term_fields(date(2027, 1, 1), date(2027, 12, 31))["ramår"] == "år 2027"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 400))
def test_whole_months_are_told_only_when_the_term_is_that_long(starts: date, days: int) -> None:
    ends = starts + timedelta(days=days)
    words = term_fields(starts, ends)["giltighet"]
    assert words.startswith("i ") == (starts.day == (ends + timedelta(days=1)).day)
