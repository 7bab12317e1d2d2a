"""Times are written in words and read back, moved there and back, and never more exact than what is known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.wheel import WheelPattern
from app.services.formatting import MONTHS
from app.services.wheel import times
from app.services.wheel.timeerrors import EndsBeforeStart, NoSuchDay, NoSuchWeek, UnreadableTime
from app.services.wheel.timing import (
    Timing,
    begun,
    moved,
    read_timing,
    stretched,
    timing_of,
    timing_of_when,
    undated,
    when_of,
    when_words,
)

YEARS = st.integers(1990, 2090)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
NUMBERS = st.integers(1, 12)


def _ordered(days: tuple[date, date]) -> Timing:
    return times.day_timing(min(days), max(days))


def _months(first: date, length: int) -> Timing:
    last = first.year * 12 + first.month - 1 + length
    end = times.month_end(last // 12, last % 12 + 1)
    return Timing("manadsintervall" if length else "manad", first.replace(day=1), end)


TIMINGS = st.one_of(
    st.just(undated()),
    DAYS.map(times.day_timing),
    st.tuples(DAYS, DAYS).map(_ordered),
    st.builds(lambda day, length: times.day_timing(day, day + timedelta(length)), DAYS, st.integers(0, 90)),
    st.builds(_months, DAYS, st.integers(0, 30)),
    st.builds(times.part_timing, YEARS, NUMBERS, st.sampled_from(("early", "middle", "late"))),
    st.builds(times.season_timing, YEARS, st.sampled_from(("winter", "spring", "summer", "autumn"))),
    st.builds(times.by_month, YEARS, NUMBERS),
    DAYS.map(times.by_day),
)


@given(TIMINGS, YEARS, st.lists(DAYS, max_size=2, unique=True).map(sorted))
def test_what_is_written_is_read_back(timing: Timing, year: int, extra: list[date]) -> None:
    if timing.last is not None:
        timing = Timing(
            timing.precision, timing.first, timing.last, timing.month_part, timing.season, tuple(extra)
        )
    assert read_timing(when_words(timing, year), year) == timing


@given(TIMINGS, YEARS)
def test_words_without_a_working_year_are_read_in_the_year_of_the_time(timing: Timing, year: int) -> None:
    known = timing.last if timing.season else timing.first or timing.last
    assert read_timing(when_words(timing), known.year if known else year) == timing


@given(TIMINGS, st.integers(-800, 800))
def test_moving_back_undoes_moving(timing: Timing, days: int) -> None:
    assert moved(moved(timing, days), -days) == timing


@given(TIMINGS, st.integers(-800, 800))
def test_moving_keeps_how_exact_a_time_is(timing: Timing, days: int) -> None:
    after = moved(timing, days)
    assert after.precision == timing.precision
    assert (after.first is None, after.last is None) == (timing.first is None, timing.last is None)
    if timing.precision in ("dag", "senast_dag"):
        assert after.last is not None
        assert timing.last is not None
        assert after.last - timing.last == timedelta(days)


@given(TIMINGS, DAYS)
def test_a_stretched_time_covers_its_new_last_day_and_stays_in_order(timing: Timing, last: date) -> None:
    try:
        after = stretched(timing, last)
    except EndsBeforeStart:
        assert timing.first is not None
        assert last < timing.first
        return
    assert after.last is not None
    assert after.last >= last
    assert after.first is None or after.first <= after.last


@given(TIMINGS, DAYS)
def test_a_time_with_a_new_first_day_covers_it(timing: Timing, first: date) -> None:
    try:
        after = begun(timing, first)
    except EndsBeforeStart:
        assert timing.last is not None
        assert first > timing.last
        return
    assert after.first is not None
    assert after.last is not None
    assert after.first <= first <= after.last


@given(TIMINGS, YEARS)
def test_a_shown_time_gives_back_the_time(timing: Timing, year: int) -> None:
    assert timing_of_when(when_of(timing, year)) == timing


def day(text: str, last: str | None = None) -> Timing:
    first = date.fromisoformat(text)
    return times.day_timing(first, date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("12 mars", day("2027-03-12")),
        ("den 12 mars", day("2027-03-12")),
        ("12/3", day("2027-03-12")),
        ("12/3–14/3", day("2027-03-12", "2027-03-14")),
        ("10–11 mars", day("2027-03-10", "2027-03-11")),
        ("10 - 11 Mars", day("2027-03-10", "2027-03-11")),
        ("31 mars–1 april", day("2027-03-31", "2027-04-01")),
        ("20 december–10 januari", day("2027-12-20", "2028-01-10")),
        ("20 december–10 januari 2027", day("2026-12-20", "2027-01-10")),
        ("2026-11-21", day("2026-11-21")),
        ("2026-11-21–2026-11-25", day("2026-11-21", "2026-11-25")),
        ("29 februari 2028", day("2028-02-29")),
        ("v. 14", day("2027-04-05", "2027-04-09")),
        ("vecka 14–15", day("2027-04-05", "2027-04-16")),
        ("v. 53 2026", day("2026-12-28", "2027-01-01")),
        ("mars", times.month_timing(2027, 3)),
        ("i okt.", times.month_timing(2027, 10)),
        ("mars 2028", times.month_timing(2028, 3)),
        ("mars–maj", times.month_timing(2027, 3, 5)),
        ("okt/nov", times.month_timing(2027, 10, 11)),
        ("november–januari", times.month_timing(2027, 11, 1)),
        ("hela året", times.month_timing(2027, 1, 12)),
        ("kvartal 1", times.month_timing(2027, 1, 3)),
        ("årets första kvartal", times.month_timing(2027, 1, 3)),
        ("Q4 2026", times.month_timing(2026, 10, 12)),
        ("mitten av februari", times.part_timing(2027, 2, "middle")),
        ("i början av september", times.part_timing(2027, 9, "early")),
        ("våren", times.season_timing(2027, "spring")),
        ("under hösten", times.season_timing(2027, "autumn")),
        ("senast april", times.by_month(2027, 4)),
        ("senast i april", times.by_month(2027, 4)),
        ("senast 30 juni", times.by_day(date(2027, 6, 30))),
        ("senast v. 14", times.by_day(date(2027, 4, 9))),
        ("", undated()),
        ("utan angiven tid", undated()),
    ],
)
def test_what_people_type_is_understood(text: str, timing: Timing) -> None:
    assert read_timing(text, 2027) == timing


def test_before_new_year_is_by_december_in_the_words_that_were_typed() -> None:
    read = read_timing("före årsskiftet", 2027)
    assert (read.precision, read.last) == ("senast_manad", date(2027, 12, 31))
    assert read.source == "före årsskiftet"


def test_possible_days_are_read_beside_the_time() -> None:
    read = read_timing("10–11 mars (+ ev 17 mars)", 2027)
    assert read.tentative == (date(2027, 3, 17),)
    assert when_words(read, 2027) == "10–11 mars, ev. 17 mars"


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("29 februari", NoSuchDay, "februari har 28 dagar 2027"),
        ("31 april", NoSuchDay, "april har 30 dagar"),
        ("0 mars", NoSuchDay, "0 mars"),
        ("v. 53", NoSuchWeek, "Årets sista vecka är vecka 52"),
        ("v. 0", NoSuchWeek, "vecka 0"),
        ("30–12 mars", EndsBeforeStart, "slutar innan det börjar"),
        ("30 mars–12 mars", EndsBeforeStart, "slutar innan det börjar"),
        ("maj–mars", EndsBeforeStart, "slutar innan det börjar"),
        ("v. 15–14", EndsBeforeStart, "slutar innan det börjar"),
        ("2027-13-01", UnreadableTime, "2027-13-01"),
        ("snart", UnreadableTime, "Skriv till exempel 12 mars"),
        ("12", UnreadableTime, "12"),
        ("mars–12 maj", UnreadableTime, "mars"),
        ("12 mars, ev. våren", UnreadableTime, "våren"),
        ("senast mars–maj", UnreadableTime, "senast"),
        ("12 mars 9999", UnreadableTime, "9999"),
        ("🎉" * 400, UnreadableTime, "…"),
        ("1–2–3 mars", UnreadableTime, "1–2–3"),
    ],
)
def test_what_is_no_time_is_refused_in_a_sentence(text: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error) as caught:
        read_timing(text, 2027)
    assert says in str(caught.value)


def _check_read(text: str, year: int) -> None:
    try:
        read = read_timing(text, year)
    except (UnreadableTime, NoSuchDay, NoSuchWeek, EndsBeforeStart):
        return
    assert read.first is None or (read.last is not None and read.first <= read.last)
    assert read_timing(when_words(read, year), year).last == read.last


@given(st.text(max_size=150), YEARS)
def test_whatever_is_typed_is_a_time_or_a_sentence(text: str, year: int) -> None:
    _check_read(text, year)


@given(
    st.lists(
        st.sampled_from(
            (*MONTHS, "12", "v.", "senast", "mitten", "av", "–", "/", "ev.", "2027", ",", "kvartal", "4")
        ),
        max_size=7,
    ).map(" ".join)
)
def test_words_of_the_grammar_in_any_order_are_a_time_or_a_sentence(text: str) -> None:
    _check_read(text, 2027)


def _pattern(**values: object) -> WheelPattern:
    details = {name: values.pop(name) for name in ("month_part", "season", "tentative") if name in values}
    return WheelPattern(title="Prov", details=details, **values)


def test_a_day_that_a_year_does_not_have_is_the_last_of_its_month() -> None:
    leap = _pattern(precision="dag", start_month=2, start_day=29, end_month=2, end_day=29)
    assert timing_of(leap, 2028) == day("2028-02-29")
    assert timing_of(leap, 2027) == day("2027-02-28")


def test_a_pattern_over_new_year_ends_in_the_next() -> None:
    assert timing_of(_pattern(precision="manadsintervall", start_month=11, end_month=1), 2027) == (
        times.month_timing(2027, 11, 1)
    )
    days = _pattern(precision="dag", start_month=12, start_day=30, end_month=1, end_day=2)
    assert timing_of(days, 2027) == day("2027-12-30", "2028-01-02")


def test_possible_days_of_a_pattern_are_days_of_the_year() -> None:
    pattern = _pattern(
        precision="dag", start_month=3, start_day=10, end_month=3, end_day=11, tentative=["03-17"]
    )
    assert timing_of(pattern, 2027).tentative == (date(2027, 3, 17),)


def test_a_season_without_a_name_has_no_months() -> None:
    assert timing_of(_pattern(precision="arstid"), 2027) == undated()
