"""Meeting calendars made by hand in Excel: lists, months, bodies as columns or rows, merged cells."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from app.models.errors import DomainError
from app.services.exchange.calendars.daywords import NoDay, month_named, read_days, time_of
from app.services.exchange.calendars.found import FoundCalendar
from app.services.exchange.calendars.sheetreading import read_meeting_sheets
from app.services.exchange.workbooks.reading import book_of
from app.services.formatting import MONTHS
from tests.services.exchange.calendars.samples import YEAR

Fill = Callable[[Any, Any], None]


def workbook(*rows: Sequence[object], after: Fill | None = None) -> bytes:
    """A workbook of rows; dates become dates of the spreadsheet."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet("Plan"), book.add_format({"num_format": "yyyy-mm-dd"})
        for line, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, place, datetime.combine(value, time()), day)
                elif value is not None:
                    sheet.write(line, place, value)
        if after is not None:
            after(book, sheet)
    return target.getvalue()


def _read(*rows: Sequence[object], after: Fill | None = None) -> FoundCalendar:
    return read_meeting_sheets(book_of(workbook(*rows, after=after), "plan.xlsx"), YEAR)


def _said(found: FoundCalendar) -> list[str]:
    return [f"{one.body} {one.first:%m-%d} {one.begins or ''}".strip() for one in found.events]


def test_a_list_is_read_with_times_places_and_what_is_cancelled() -> None:
    found = _read(
        ("Sammanträdesplan 2026",),
        (),
        ("Organ", "Datum", "Tid", "Plats", "Kommentar", "Status"),
        ("Kommunfullmäktige", date(YEAR, 2, 23), "18.30", "Tingshuset", "budget", None),
        (None, "mån 30 mars", "kl 18", "Tingshuset", None, "Inställt"),
        ("Kommunstyrelsen", "2026-05-05", time(13, 0), None, None, "Preliminärt"),
    )
    assert _said(found) == [
        "Kommunfullmäktige 02-23 18:30", "Kommunfullmäktige 03-30 18:00", "Kommunstyrelsen 05-05 13:00",
    ]  # fmt: skip
    first, second, third = found.events
    assert (first.summary, first.where, first.place) == ("budget", "Tingshuset", "Plan!B4")
    assert (second.cancelled, third.tentative) == (True, True)


def test_bodies_in_merged_cells_reach_all_their_rows() -> None:
    def merge(book: Any, sheet: Any) -> None:
        sheet.merge_range(1, 0, 2, 0, "Kommunstyrelsen")

    found = _read(("Nämnd", "Dag"), (None, "13 januari"), (None, "10 februari"), after=merge)
    assert _said(found) == ["Kommunstyrelsen 01-13", "Kommunstyrelsen 02-10"]


def test_months_as_columns_hold_the_numbers_of_the_days() -> None:
    found = _read(
        ("Organ", "Jan", "Feb", "Mars", "Apr"),
        ("Kommunstyrelsen", 13, "10, 24", "ti 10", "14 och 28"),
        ("Kommunfullmäktige", None, 23, "30–31 (budget)", "27 inställt"),
    )
    assert _said(found) == [
        "Kommunstyrelsen 01-13", "Kommunstyrelsen 02-10", "Kommunfullmäktige 02-23", "Kommunstyrelsen 02-24",
        "Kommunstyrelsen 03-10", "Kommunfullmäktige 03-30", "Kommunstyrelsen 04-14",
        "Kommunfullmäktige 04-27", "Kommunstyrelsen 04-28",
    ]  # fmt: skip
    budget = next(one for one in found.events if one.first == date(YEAR, 3, 30))
    assert (budget.last, budget.summary) == (date(YEAR, 3, 31), "budget")
    assert [one.first.day for one in found.events if one.cancelled] == [27]


def test_months_as_rows_below_a_merged_heading() -> None:
    def merge(book: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 2, "Sammanträden 2026")

    found = _read(
        (), (None, "KS", "KF"), ("Januari", 13, None), ("Februari", 10, 23), ("Mars", 10, 30), after=merge
    )
    assert _said(found) == ["KS 01-13", "KS 02-10", "KF 02-23", "KS 03-10", "KF 03-30"]


def test_bodies_as_columns_and_as_rows() -> None:
    days = [date(YEAR, 1, 13), date(YEAR, 2, 10)]
    columns = _read(("Kommunstyrelsen", "Vecka", "Nämnden"), (days[0], 3, "20/1"), (days[1], 7, "17/2 kl. 9"))
    assert _said(columns) == [
        "Kommunstyrelsen 01-13", "Nämnden 01-20", "Kommunstyrelsen 02-10", "Nämnden 02-17 09:00",
    ]  # fmt: skip
    rows = _read(("Kommunstyrelsen", *days), ("Nämnden", "20/1", "17/2"))
    assert [*_said(rows)] == [
        "Kommunstyrelsen 01-13", "Nämnden 01-20", "Kommunstyrelsen 02-10", "Nämnden 02-17",
    ]  # fmt: skip


def test_what_cannot_be_read_is_left_out_with_its_cell_and_reason() -> None:
    found = _read(
        ("Organ", "Datum"),
        ("KS", "tisdag 14 januari"),
        ("KS", "31 februari"),
        ("KS", "efter jul"),
        ("KS", "2027-01-12"),
        ("KS", 46),
        ("KS", "14 januari kl. 25.00"),
        ("KS", "15 januari"),
    )
    assert _said(found) == ["KS 01-15"]
    told = {each.place: each.reason for each in found.left_out}
    assert "säger tisdag, men 14 januari 2026 är en onsdag" in told["Plan!B2"]
    assert "är en dag som inte finns" in told["Plan!B3"]
    assert told["Plan!B4"] == "”efter jul” är inget datum"
    assert "ligger inte i 2026" in told["Plan!B5"]
    assert "är inget datum" in told["Plan!B6"]
    assert "klockslag som inte finns" in told["Plan!B7"]
    assert [each.place for each in found.left_out if each.expected] == ["Plan!B5"]


@pytest.mark.parametrize(
    "rows", [(("Budget", 2026), ("Skola", 1000)), (("Organ", "Ordförande"), ("KS", "vakant"))]
)
def test_a_workbook_without_meetings_is_refused_in_a_sentence(rows: tuple[tuple[object, ...], ...]) -> None:
    with pytest.raises(DomainError, match="har inget blad med både organ och dagar"):
        _read(*rows)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("13 januari", [(1, 13, 13)]),
        ("tis 13 jan.", [(1, 13, 13)]),
        ("13/1", [(1, 13, 13)]),
        ("13/1-26", [(1, 13, 13)]),
        ("13-14/1", [(1, 13, 14)]),
        ("den 13–14 januari 2026", [(1, 13, 14)]),
        ("13 januari, 10 februari", [(1, 13, 13), (2, 10, 10)]),
        ("13 och 27 januari", [(1, 13, 13), (1, 27, 27)]),
        ("2026-01-13", [(1, 13, 13)]),
        ("–", []),
        ("", []),
        ("inställt", []),
    ],
)
def test_days_are_read_as_they_are_written(text: str, days: list[tuple[int, int, int]]) -> None:
    found = read_days(text, YEAR)
    assert [(one.first.month, one.first.day, one.last.day) for one in found] == days


@pytest.mark.parametrize(
    ("text", "begins"), [("18.30", "18:30"), ("18:30", "18:30"), ("kl 9", "09:00"), ("x", None)]
)
def test_times_are_read_as_they_are_written(text: str, begins: str | None) -> None:
    assert time_of(text) == begins


def test_months_are_known_by_their_names_and_beginnings() -> None:
    assert [month_named(name) for name in ("Mars", "sept", "dec.", "maj 2026", "ma", "vecka")] == [
        3, 9, 12, 5, None, None,
    ]  # fmt: skip


@given(
    st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31)), st.sampled_from(["{d} {m}", "{d}/{n}", "{d} {m} kl. 18"])
)
def test_every_day_that_is_written_is_read(day: date, form: str) -> None:
    text = form.format(d=day.day, m=MONTHS[day.month - 1], n=day.month)
    assert [(one.first, one.last) for one in read_days(text, YEAR)] == [(day, day)]


@given(st.text(max_size=60))
def test_no_text_gives_anything_but_days_or_a_reason(text: str) -> None:
    with suppress(NoDay):
        assert all(one.first <= one.last for one in read_days(text, YEAR))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("30 mars–1 april", (3, 30), (4, 1)),
        ("30 mars - 1 april 2026", (3, 30), (4, 1)),
        ("30/3–1/4", (3, 30), (4, 1)),
        ("2026-03-30 – 2026-04-01", (3, 30), (4, 1)),
        ("30 mars till 1 april kl. 9", (3, 30), (4, 1)),
        ("3–4 mars", (3, 3), (3, 4)),
        ("3/3-4/3", (3, 3), (3, 4)),
        ("mån 30 mars–onsdag den 1 april", (3, 30), (4, 1)),
        ("mån 30/3 – ons 1/4", (3, 30), (4, 1)),
    ],
)
def test_days_from_one_to_another_are_one_meeting(
    text: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    (found,) = read_days(text, YEAR)
    assert (found.first, found.last) == (date(YEAR, *first), date(YEAR, *last))


def test_days_over_the_turn_of_the_year_and_backwards() -> None:
    (found,) = read_days("30 december–2 januari", YEAR)
    assert (found.first, found.last) == (date(YEAR, 12, 30), date(YEAR + 1, 1, 2))
    for text in ("2026-04-02 – 2026-04-01", "4–3 mars", "31/2–1/3"):
        with pytest.raises(NoDay):
            read_days(text, YEAR)


def test_the_year_of_a_heading_is_that_of_the_days_below_it() -> None:
    listed = _read(
        ("Organ", "Datum"), (2026,), ("KS", "1 december"), ("Våren 2027",), ("KS", "12 januari"),
    )  # fmt: skip
    assert (_said(listed), [each.expected for each in listed.left_out]) == (["KS 12-01"], [True])
    across = _read(("Organ", "November 2026", "December 2026", "Januari 2027"), ("KS", 3, 1, 12))
    assert _said(across) == ["KS 11-03", "KS 12-01"]
    down = _read((None, "KS"), ("November 2026", 3), ("December 2026", 1), ("Januari 2027", 12))
    assert _said(down) == ["KS 11-03", "KS 12-01"]
    other = _read(("Sammanträdesplan 2027",), ("Organ", "Datum"), ("KS", "12 januari"))
    assert (other.events, len(other.left_out)) == ((), 1)


def test_a_day_and_a_body_merged_over_rows_are_one_meeting() -> None:
    def merge(book: Any, sheet: Any) -> None:
        sheet.merge_range(1, 0, 3, 0, "KS")
        sheet.merge_range(1, 1, 2, 1, "3 mars")

    found = _read(("Organ", "Datum"), (), (), (None, "9 mars"), after=merge)
    assert _said(found) == ["KS 03-03", "KS 03-09"]


def test_a_column_of_its_own_may_say_the_last_day() -> None:
    found = _read(
        ("Organ", "Datum", "Till"),
        ("KS", date(YEAR, 5, 5), date(YEAR, 5, 6)),
        ("KS", "9 juni", None),
        ("KS", "13 juni", "12 juni"),
    )
    assert [(one.first.day, one.last.day) for one in found.events] == [(5, 6), (9, 9), (13, 13)]
    assert [(each.place, each.reason) for each in found.left_out] == [
        ("Plan!C4", "”12 juni” ligger före första dagen")
    ]
