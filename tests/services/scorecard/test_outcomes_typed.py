"""The closed grammar of outcomes: what is read, what is missing, and what nobody may guess."""

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.formatting import write_number
from app.services.scorecard.outcomes_typed import (
    LARGEST,
    MISSING,
    NOTHING,
    NotAnOutcome,
    Reading,
    read_outcome,
    same_unit,
    shown_decimals,
    write_outcome,
)


@dataclass(frozen=True)
class Figure:
    """What the grammar asks of an indicator."""

    unit_of_measure: str | None = "procent"
    direction: str | None = "higher"
    scale: tuple[str, ...] | None = None


SHARE = Figure()
YES_NO = Figure(None, "yes_no")
STEPS = Figure(None, "scale", ("Dålig", "Godtagbar", "God", "Godkänd med beröm"))
WORDS = Figure(None, None)


NUMBERS = [
    ("12,5 %", "12.5"), ("12,5%", "12.5"), ("12,5", "12.5"), ("12,5 procent", "12.5"),
    (" −3,20 ", "-3.20"), ("-3", "-3"), ("1 234,5", "1234.5"), ("1\u00a0234\u202f567", "1234567"),
    ("0", "0"), ("+5", "5"),
]  # fmt: skip


def test_a_number_is_read_exactly_with_or_without_its_own_unit() -> None:
    for text, value in NUMBERS:
        assert read_outcome(text, SHARE) == Reading(Decimal(value)), text
        assert str(read_outcome(text, SHARE).value) == value


SAYINGS = ["..", "…", "-", "–", "−", "n/a", "N/A", "Uppgift saknas.", "Uppgift saknas", "saknas", "Ej mätt"]


def test_what_is_missing_is_said_in_many_ways_and_is_never_zero() -> None:
    for text in SAYINGS:
        for figure in (SHARE, YES_NO, STEPS, WORDS):
            assert read_outcome(text, figure) == MISSING, text
        assert read_outcome(text, SHARE).value is None


BLANKS = ["", "  ", "\t", "\u00a0", "\ufeff"]


def test_nothing_typed_clears() -> None:
    for text in BLANKS:
        assert read_outcome(text, SHARE) == NOTHING
        assert read_outcome(text, SHARE).empty


REFUSED = [
    ("ca 40", "ungefärligt"), ("~40", "ungefärligt"), ("drygt 40", "ungefärligt"),
    ("<5", "gräns"), ("≥ 10 %", "gräns"), ("färre än 5", "gräns"), ("40–50", "intervall"),
    ("2026-03-01", "datum"), ("2026-03-01 00:00:00", "datum"), ("1/2", "datum"), ("12.3.2026", "datum"),
    ("12 kr", "räknas i procent"), ("12 procentenheter", "räknas i procent"),
    ("1e5", "tiopotens"), ("1,23E+05", "tiopotens"), ("nov-26", "datum"), ("21/11 2026", "datum"),
    ("12,5 % *", "tecken efter talet"), ("12 %%", "räknas i procent"),
    ("12.5", "som ett tal"), ("1,000.5", "som ett tal"), ("1 23", "som ett tal"), ("abc", "som ett tal"),
    ("ja", "som ett tal"), ("inf", "som ett tal"), ("NaN", "som ett tal"), ("٣", "som ett tal"),
    ("=A1+1", "formel"), ("#SAKNAS!", "felvärde"), ("#N/A", "felvärde"), ("5*", "tecken efter talet"),
    ("9" * 5000, "för långt"), (" " * 5000 + "1" + " " * 300 + "2", "som ett tal"),
    ("1" * 16, "för stort"), ("0," + "1" * 21, "för många decimaler"),
]  # fmt: skip


def test_what_cannot_be_reckoned_with_is_refused_in_one_sentence() -> None:
    for text, why in REFUSED:
        with pytest.raises(NotAnOutcome) as refused:
            read_outcome(text, SHARE)
        assert why in refused.value.message, text
        assert len(refused.value.message) < 260
        assert "\n" not in refused.value.message
        assert refused.value.message.startswith(refused.value.why)


def test_a_unit_after_a_number_must_be_the_figures_own() -> None:
    kronor = Figure("kr", "lower")
    assert read_outcome("390 kr", kronor).value == read_outcome("390 kronor", kronor).value == 390
    for text in ("390 tkr", "39 %", "390 kr/st"):
        with pytest.raises(NotAnOutcome, match="räknas i kr"):
            read_outcome(text, kronor)
    with pytest.raises(NotAnOutcome, match="saknar enhet"):
        read_outcome("3 st", Figure(None, "higher"))
    assert same_unit("%", "Procent")
    assert same_unit("kronor per invånare", "kr/inv")
    assert not same_unit("procent", "procentenheter")


def test_yes_and_no_and_the_steps_of_a_scale_are_read_as_their_numbers() -> None:
    assert [read_outcome(text, YES_NO).value for text in ("Ja", "nej", "1", "0")] == [1, 0, 1, 0]
    assert [read_outcome(text, STEPS).value for text in ("dålig", "3", "God", "GODT")] == [1, 3, 3, 2]
    for text, figure in (("kanske", YES_NO), ("12", YES_NO), ("5", STEPS), ("go", STEPS), ("0", STEPS)):
        with pytest.raises(NotAnOutcome):
            read_outcome(text, figure)
    assert write_outcome(Reading(Decimal(1)), YES_NO) == "ja"
    assert write_outcome(Reading(Decimal(3)), STEPS) == "God"


def test_only_what_is_counted_in_nothing_takes_words() -> None:
    assert read_outcome("Ett gott samarbete\nmed skolan", WORDS) == Reading(
        words="Ett gott samarbete med skolan"
    )
    assert read_outcome("12,5", WORDS) == Reading(Decimal("12.5"))
    for text in ("x" * 1001, "=HYPERLINK()", "#REF!"):
        with pytest.raises(NotAnOutcome):
            read_outcome(text, WORDS)


def test_a_long_tail_of_decimals_is_shown_short_and_kept_whole() -> None:
    third = Decimal(1) / 3
    assert write_outcome(Reading(third), SHARE, shown_decimals(third, None)) == "0,33"
    assert write_outcome(Reading(third), SHARE, shown_decimals(third, 0)) == "0"
    assert write_outcome(Reading(Decimal("0.125")), SHARE, shown_decimals(Decimal("0.125"), None)) == "0,125"
    assert write_outcome(Reading(third), SHARE).count("3") == 28


@given(st.decimals(-LARGEST + 1, LARGEST - 1, places=4))
def test_what_is_written_is_read_back_to_the_last_digit(value: Decimal) -> None:
    assert read_outcome(write_outcome(Reading(value), SHARE), SHARE).value == value
    assert read_outcome(f"{write_number(value)} %", SHARE).value == value


@given(st.text(max_size=300), st.sampled_from([SHARE, YES_NO, STEPS, WORDS, Figure("kr", "lower")]))
def test_any_text_is_read_or_refused_and_nothing_else(text: str, figure: Figure) -> None:
    reading = NOTHING
    with suppress(NotAnOutcome):
        reading = read_outcome(text, figure)
    assert (reading.value is not None) + reading.missing + (reading.words is not None) <= 1
    if reading.value is not None:
        assert reading.value.is_finite()
