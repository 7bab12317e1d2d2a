"""What is to be filled in, by whom, and since when."""

from datetime import date
from functools import partial
from typing import Any

from app.services.scorecard.reminders import DueRow, as_text, by_owner, due
from tests.services.assignments.town import Town
from tests.services.scorecard.test_measuring import MISSING, cell, enter, figure, number

MAY = date(2026, 5, 10)


def waiting(town: Town, today: date = MAY, **asked: Any) -> tuple[DueRow, ...]:
    return town.database.read(partial(due, today=today, **asked))


def short(rows: tuple[DueRow, ...]) -> list[tuple[str, str, str, bool]]:
    return [(row.indicator, row.unit, row.period, row.overdue) for row in rows]


def test_a_value_is_due_when_its_period_is_over_and_overdue_when_its_days_are(town: Town) -> None:
    key = figure(town, due_days=15)
    assert short(waiting(town, date(2026, 4, 30))) == []
    assert short(waiting(town)) == [("Närvaro", "Utbildningskontoret", "2026-T1", False)]
    assert waiting(town, date(2026, 5, 16))[0].overdue
    assert waiting(town, date(2026, 5, 15))[0].due_on == date(2026, 5, 15)
    enter(town, cell(key, town.office, "2026-T1", MISSING))
    assert waiting(town) == ()
    assert short(waiting(town, date(2026, 9, 15))) == [("Närvaro", "Utbildningskontoret", "2026-T2", False)]


def test_last_year_counts_only_for_what_was_measured_then(town: Town) -> None:
    old, _new = figure(town, "Gammalt", frequency="year"), figure(town, "Nytt", frequency="year")
    figure(town, "Sedan 2025", frequency="year", first_year=2025)
    enter(town, cell(old, town.office, "2024", number("1")))
    assert [row.indicator for row in waiting(town)] == ["Gammalt", "Sedan 2025"]
    assert all(row.period == "2025" and row.overdue for row in waiting(town))


def test_what_is_known_of_a_later_part_tells_the_whole(town: Town) -> None:
    last, sums = (
        figure(town, "Andel", frequency="half_year"),
        figure(town, "Antal", frequency="half_year", summing="sum"),
    )
    for key in (last, sums):
        town.write(_measure_in, key=key, unit=town.office)
    assert [row.indicator for row in waiting(town, date(2026, 8, 1))] == ["Antal"]


def _measure_in(session: Any, *, key: int, unit: int) -> None:
    from app.models.scorecard import Measurement
    from app.services.storage import describe

    describe(session, "Mätte")
    session.add(Measurement(indicator_id=key, unit_id=unit, period="2026-06", value=None, missing=True))


def test_a_figure_waits_where_it_is_measured_and_not_for_what_a_later_value_tells(town: Town) -> None:
    key = figure(town, "Avvikelse", frequency="month")
    assert [row.unit for row in waiting(town, date(2026, 3, 15))] == ["Utbildningskontoret"] * 2
    enter(town, cell(key, town.first, "2026-03", number("1")), cell(key, None, "2025-12", number("1")))
    rows = [(row.unit, row.period) for row in waiting(town)]
    assert [period for unit, period in rows if unit == "Karinslundsskolan"] == ["2026-04"]
    assert [period for unit, period in rows if unit == "hela kommunen"] == [
        "2026-01", "2026-02", "2026-03", "2026-04",
    ]  # fmt: skip
    assert {unit for unit, _ in rows} == {"Karinslundsskolan", "hela kommunen"}


def test_each_owner_gets_a_list_and_nobody_stands_last(town: Town) -> None:
    figure(town, "Ägarlöst", owner_unit_id=None)
    figure(town, "Med roll", owner_role="Skolchef")
    key = figure(town, "Ålagt", obligatory=True, across="mean", by_gender=True)
    enter(
        town,
        *(cell(key, town.first, "2026-T1", number("1"), gender=one) for one in ("T", "K")),
        *(cell(key, town.second, "2026-T1", number("1"), gender=one) for one in ("T", "K", "M")),
    )
    lists = by_owner(waiting(town))
    assert [(each.owner, [row.indicator for row in each.rows]) for each in lists] == [
        ("Karinslundsskolan", ["Ålagt"]), ("Utbildningskontoret, Skolchef", ["Med roll"]),
        ("Ingen ägare", ["Ägarlöst"]),
    ]  # fmt: skip
    assert lists[0].rows[0].period_words == "tertial 1 2026, män"
    assert [row.unit for row in waiting(town, unit_id=town.first)] == ["Karinslundsskolan"]
    text = as_text(lists, today=MAY)
    assert text.splitlines()[0] == "Karinslundsskolan: 1 värde att fylla i (10 maj 2026)"
    assert "– Ålagt, Karinslundsskolan, tertial 1 2026, män: senast 2026-05-30" in text
