"""Numbers and dates as a Swedish reader writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.formatting import (
    MAX_ORE,
    MINUS,
    NBSP,
    ORE_PER_UNIT,
    NotAnAmount,
    NotANumber,
    Unit,
    in_units,
    keep_together,
    read_amount,
    read_number,
    read_percent,
    write_bytes,
    write_count,
    write_date,
    write_day_month,
    write_instant,
    write_kr,
    write_long_date,
    write_mnkr,
    write_month,
    write_number,
    write_ore,
    write_percent,
    write_period,
    write_school_year,
    write_time,
    write_tkr,
    write_years,
)

DECIMALS = st.decimals(min_value=-(10**30), max_value=10**30, allow_nan=False, allow_infinity=False, places=6)
AMOUNTS = st.integers(min_value=-MAX_ORE, max_value=MAX_ORE)


def spaced(text: str) -> str:
    """The expected text written with ordinary spaces and hyphens."""
    return text.replace(" ", NBSP).replace("-", MINUS)


# ---- numbers out and in again --------------------------------------------------------------------


@given(DECIMALS | st.integers(min_value=-(10**40), max_value=10**40), st.booleans())
def test_what_is_written_is_read_back_exactly(value: Decimal | int, plus: bool) -> None:
    assert read_number(write_number(value, plus=plus)) == value


@given(AMOUNTS)
def test_an_amount_written_to_the_ore_is_read_back(ore: int) -> None:
    assert read_amount(write_ore(ore), "kr") == ore
    assert read_amount(write_ore(ore, unit=False, plus=True), "kr") == ore


@given(st.integers(min_value=-(10**9), max_value=10**9), st.sampled_from(["kr", "tkr", "mnkr"]))
def test_whole_units_are_read_back(count: int, unit: Unit) -> None:
    written = {"kr": write_kr, "tkr": write_tkr, "mnkr": write_mnkr}[unit](
        count * ORE_PER_UNIT[unit] // 1000, unit=True
    )
    assert abs(read_amount(written, unit) - count * ORE_PER_UNIT[unit] // 1000) <= ORE_PER_UNIT[unit] // 2


@given(DECIMALS, st.integers(min_value=0, max_value=6))
def test_rounding_is_off_by_at_most_half_a_step(value: Decimal, decimals: int) -> None:
    shown = read_number(write_number(value, decimals))

    assert abs(shown - value) * 2 <= Decimal(10) ** -decimals


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, None, "0"),
        (999, None, "999"),
        (1000, None, "1 000"),
        (-1234567, None, "-1 234 567"),
        (Decimal("-1234.50"), None, "-1 234,50"),
        (Decimal("1E+4"), None, "10 000"),
        (Decimal("2.345"), 2, "2,35"),
        (Decimal("-2.345"), 2, "-2,35"),
        (Decimal("-0.4"), 0, "0"),
        (Decimal("-0"), None, "0"),
        (12, 1, "12,0"),
        (Decimal("9999.95"), 1, "10 000,0"),
        (10**60, None, "1" + " 000" * 20),
    ],
)
def test_numbers_are_written_in_swedish_form(value: Decimal | int, decimals: int | None, text: str) -> None:
    assert write_number(value, decimals) == spaced(text)


def test_plus_stands_only_before_what_is_above_zero() -> None:
    assert [write_number(Decimal(v), 1, plus=True) for v in ("1.8", "0", "-0.04", "-1")] == [
        "+1,8",
        "0,0",
        "0,0",
        f"{MINUS}1,0",
    ]
    assert write_number(5, plus=True) == "+5"


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity"), 1.5])
def test_what_is_not_exact_and_finite_is_never_written(value: Decimal) -> None:
    with pytest.raises(ValueError, match="exact finite"):
        write_number(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", "5"),
        (" 1 234,5\n", "1234.5"),
        ("1\u00a0234\u202f567", "1234567"),
        ("1234567,89", "1234567.89"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("− 5", "-5"),
        ("+5", "5"),
        ("(1 234)", "-1234"),
        ("(0)", "0"),
        ("-0", "0"),
        ("007", "7"),
        ("0,10", "0.10"),
    ],
)
def test_the_forms_a_swede_writes_are_read(text: str, value: str) -> None:
    assert str(read_number(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "()", ",", "5,", ",5", "NaN", "inf", "-Infinity", "1e5", "1E5", "0x10", "1_000",
        "1,2,3", "12 34", "1 2345", "1  234", "1 23", "0 123", "1 234 56", "1,234 567", "1 234,5 6",
        "1.5", "1.234.567", "1,234.5", "1'234", "--5", "-(5)", "(-5)", "(5", "5)", "5-", "–5", "5 kr",
        "５", "٣", "½", "1\t234", "1\n234", "5\x00", "=5", "5%", "9" * 101, "9" * 5000,
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotANumber) as refused:
        read_number(text)

    assert "går inte att läsa som ett tal" in refused.value.message
    assert len(refused.value.message) < 200
    assert refused.value.message.isprintable()


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("1.5", "decimaler med komma"),
        ("1,2,3", "ett enda komma"),
        ("12 34", "grupper om tre"),
        ("", "Skriv ett tal"),
        ("1" * 101, "högst 100 tecken"),
        ("ett", "bara siffror"),
    ],
)
def test_a_refusal_says_what_to_write_instead(text: str, advice: str) -> None:
    with pytest.raises(NotANumber, match=advice):
        read_number(text)


@given(st.text(alphabet="0123456789 \u00a0\u202f,.-−+()eE%krtmnNaif", max_size=20))
def test_the_grammar_is_closed(text: str) -> None:
    try:
        value = read_number(text)
    except NotANumber:
        return
    bare = "".join(c for c in text if c in "0123456789,")
    assert value.is_finite()
    assert abs(value) == Decimal(bare.replace(",", "."))
    assert not set(text) & set(".eE%krtmnNaif")


@given(st.text(max_size=30))
def test_no_text_makes_the_readers_fail_in_any_other_way(text: str) -> None:
    read_tkr = partial(read_amount, unit="tkr")
    for read in (read_number, read_percent, read_tkr):
        try:
            result = read(text)
        except NotANumber:
            result = None
        assert (result is None) or any(c in "0123456789" for c in text)


# ---- amounts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "ore"),
    [
        ("1 234,56", "kr", 123_456),
        ("1 234,56 kr", "kr", 123_456),
        ("20 980", "tkr", 2_098_000_000),
        ("0,00001", "tkr", 1),
        ("3,2", "mnkr", 320_000_000),
        ("3,2 mnkr", "tkr", 320_000_000),
        ("500\u00a0KR", "tkr", 50_000),
        ("(350) tkr", "kr", -35_000_000),
        ("1,230", "kr", 123),
        ("-0", "kr", 0),
        ("5kr", "mnkr", 500),
    ],
)
def test_amounts_become_whole_ore_and_a_written_unit_goes_first(text: str, unit: Unit, ore: int) -> None:
    amount = read_amount(text, unit)

    assert amount == ore
    assert type(amount) is int


@pytest.mark.parametrize(
    ("text", "unit", "most"), [("0,001", "kr", 2), ("0,000001", "tkr", 5), ("1,123456789", "mnkr", 8)]
)
def test_more_precision_than_ore_is_refused_and_not_rounded(text: str, unit: Unit, most: int) -> None:
    with pytest.raises(NotAnAmount, match=f"högst {most} decimaler"):
        read_amount(text, unit)


def test_an_amount_too_large_to_keep_is_refused() -> None:
    assert read_amount("10 000 000 000 000", "kr") == MAX_ORE
    with pytest.raises(NotAnAmount, match="för stort"):
        read_amount("10 000 000 000 000,01", "kr")
    with pytest.raises(NotAnAmount, match="för stort"):
        read_amount("-" + "9" * 90, "mnkr")


@pytest.mark.parametrize(
    "text", ["5 %", "5 sek", "kr", "5 kr kr", "5 Mkr", "5 \u212ar", "1.5 tkr", "x" * 300 + "kr"]
)
def test_other_words_after_an_amount_are_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        read_amount(text, "kr")


def test_percent_is_read_with_and_without_its_sign() -> None:
    assert read_percent("12,5 %") == read_percent("12,5") == read_percent("12,5%") == Decimal("12.5")
    with pytest.raises(NotANumber, match="procent"):
        read_percent("5 kr")


def test_amounts_are_rounded_half_up_in_the_unit_shown() -> None:
    assert write_kr(123_456_750) == spaced("1 234 568 kr")
    assert write_kr(-50, unit=False) == spaced("-1")
    assert write_tkr(2_098_050_000) == spaced("20 981")
    assert write_tkr(2_098_049_999) == spaced("20 980")
    assert write_tkr(-49_999) == "0"
    assert write_tkr(78_000_000, plus=True) == "+780"
    assert write_tkr(0, plus=True) == "0"
    assert write_tkr(-164_000_000, unit=True) == spaced("-1 640 tkr")
    assert write_mnkr(320_000_000) == spaced("3,2 mnkr")
    assert write_mnkr(-5_000_000, plus=True) == spaced("-0,1 mnkr")


def test_ore_stand_only_when_they_are_not_zero() -> None:
    assert write_ore(123_456_700) == spaced("1 234 567 kr")
    assert write_ore(-123_405) == spaced("-1 234,05 kr")
    assert write_ore(5, plus=True, unit=False) == "+0,05"
    assert write_ore(0) == spaced("0 kr")


@given(AMOUNTS)
def test_the_fast_writer_of_thousands_agrees_with_the_exact_one(ore: int) -> None:
    assert write_tkr(ore, plus=True) == write_number(Decimal(ore) / 100_000, 0, plus=True)


def test_shares_and_counts_carry_their_word() -> None:
    assert write_percent(Decimal("6.84")) == spaced("6,8 %")
    assert write_percent(58, 0) == spaced("58 %")
    assert write_percent(Decimal("1.8"), plus=True) == spaced("+1,8 %")
    assert write_count(1, "enhet", "enheter") == "1 enhet"
    assert write_count(1250, "enhet", "enheter") == f"1{NBSP}250 enheter"
    assert write_count(0, "enhet", "enheter") == "0 enheter"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (1000, "1 kB"),
        (1_234_567, "1,2 MB"),
        (9_960_000, "10 MB"),
        (25_000_000, "25 MB"),
        (999_600, "1 MB"),
        (2_000_000_000, "2 GB"),
        (3 * 10**16, "30 000 TB"),
    ],
)
def test_sizes_are_short(count: int, text: str) -> None:
    assert write_bytes(count) == spaced(text)


# ---- dates ---------------------------------------------------------------------------------------


def test_dates_are_written_in_iso_and_in_words() -> None:
    day = date(2010, 10, 5)

    assert write_date(day) == write_date(datetime(2010, 10, 5, 8, tzinfo=UTC)) == "2010-10-05"
    assert write_long_date(day) == "5 oktober 2010"
    assert write_day_month(day) == "5 oktober"
    assert write_month(2011, 1) == "januari 2011"


def test_periods_name_the_ends_that_are_stated() -> None:
    first, last = date(2011, 1, 1), date(2013, 12, 31)

    assert write_period(first, last) == "1 januari 2011–31 december 2013"
    assert write_period(first, None) == "från och med 1 januari 2011"
    assert write_period(None, last) == "till och med 31 december 2013"
    assert write_period(None, None) == "ej angiven"


def test_years_are_written_without_groups() -> None:
    assert write_years(2011, 2013) == "2011–2013"
    assert write_years(2011, 2011) == "2011"
    assert write_school_year(2026) == "läsåret 2026/27"
    assert write_school_year(1999) == "läsåret 1999/00"


def test_time_of_day_is_swedish_time() -> None:
    assert write_time(datetime(2026, 11, 21, 13, 5, tzinfo=UTC)) == "14.05"
    assert write_instant(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == "2027-01-01 0.30"


@pytest.mark.parametrize(
    ("ore", "thousands"),
    [(49_999, 0), (50_000, 1), (-49_999, 0), (-50_000, -1), (149_999, 1), (150_000, 2), (0, 0)],
)
def test_amounts_are_rounded_half_up(ore: int, thousands: int) -> None:
    assert in_units(ore, 100_000) == thousands


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("den 27 oktober 2026, § 131.", "den 27_oktober_2026, §_131."),
        ("1 januari 2027–31 december 2029", "1_januari_2027–31_december_2029"),
        ("senast 30 november", "senast 30_november"),
        ("11 kap. 5 § kommunallagen", "11 kap. 5_§ kommunallagen"),
        ("12 majblommor, 131 maj, mars 2027", "12 majblommor, 131 maj, mars 2027"),
    ],
)
def test_days_and_paragraphs_are_kept_on_one_line(text: str, kept: str) -> None:
    assert keep_together(text) == kept.replace("_", NBSP)
    assert keep_together(text).replace(NBSP, " ") == text
