"""Workbooks and tables of outcomes: read as they are meant, refused in a sentence where they cannot be."""

from datetime import date, datetime
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import select

from app.models.scorecard import Indicator, Measurement
from app.services.exchange.measures.applying import carry_out
from app.services.exchange.measures.opening import open_book, open_sheet
from app.services.exchange.measures.sheetguessing import role_of
from app.services.exchange.measures.sheetmapping import SheetMapping
from app.services.exchange.measures.sheetplan import look_at_sheet
from app.services.exchange.workbooks.cells import Sheet, SheetInfo
from app.services.exchange.workbooks.reading import Book, book_of
from app.services.storage import describe
from tests.conftest import TODAY

_HEAD = ["Nyckeltal", "Enhet", "Period", "Kön", "Utfall", "Kommentar"]


def _book(*rows, name="Utfall"):
    sheet = Sheet(name, [list(row) for row in rows])
    return Book("utfall.xlsx", (SheetInfo(name),), lambda _name: sheet)


def _look(town, book, mapping=None):
    mapping = mapping or town.read(partial(open_book, book=book, year=2026)).mapping
    return town.read(partial(look_at_sheet, book=book, mapping=mapping, year=2026, today=TODAY))


def _cell(value, *, figure="Nöjda brukare", period="2025", gender="T"):
    return [figure, "Kommunen", period, gender, value, ""]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("ca 40", "ungefärligt"),
        ("<5", "gräns"),
        ("45 kr", "räknas i procent"),
        ("#DIV/0!", "felvärde"),
        (datetime(2026, 1, 5), "är ett datum (2026-01-05) och inget värde"),
        (True, "Måttet väntar ett tal, inte ja eller nej"),
        ("1 2 3", "går inte att läsa som ett tal"),
    ],
)
def test_a_cell_that_is_no_value_is_told_with_its_place_and_the_rest_is_read(town, value, why):
    found = _look(town, _book(_HEAD, _cell(value), _cell(7, period="2024")))
    assert [(one.period, one.value) for one in found.own] == [("2024", Decimal(7))]
    (fault,) = found.faults
    assert fault.place == "Utfall!E2"
    assert why in fault.reason


@pytest.mark.parametrize("value", ["..", "-", "n/a", "uppgift saknas"])
def test_missing_is_a_value_of_its_own(town, value):
    (one,) = _look(town, _book(_HEAD, _cell(value), _cell(""))).own
    assert (one.value, one.missing) == (None, True)


@pytest.mark.parametrize(
    ("row", "place", "why"),
    [
        (_cell(1, period="2019-13"), "C2", "är ingen period"),
        (_cell(1, period="T1 2026"), "E2", "mäts varje år och inte för tertial 1 2026"),
        (_cell(1, period=datetime(2026, 4, 30)), "C2", "har ett datum (2026-04-30) som period"),
        (_cell(1, figure="Sjukfrånvaro", period="T1 2026", gender="K"), "E2", "delas inte upp på kvinnor"),
        (_cell(1, period="2027"), "E2", "2027 har inte börjat, så det finns inget utfall än"),
        (_cell(1, gender="X"), "D2", "har könet ”X”; skriv T, K eller M"),
        (_cell(1, figure="x" * 10_000), "A2", "har ett namn på 10\u00a0000 tecken"),
        (_cell(1, figure=""), "A2", "säger inte vilket mått"),
        (["Nöjda brukare", "Kommunen", "2025", "T", 5, "y" * 10_000], "F2", "har 10\u00a0000 tecken"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_placed_is_told(town, row, place, why):
    found = _look(town, _book(_HEAD, row, _cell(3, period="2020")))
    (fault,) = found.faults
    assert (fault.place, len(found.own)) == (f"Utfall!{place}", 1)
    assert why in fault.reason


def test_genders_words_steps_and_percent_are_read_as_they_are_written(town):
    found = _look(town, _book(
        _HEAD, _cell("12,5 %"), _cell(40.25, gender="kvinnor"), _cell("1 234", gender="F", period="2024"),
        _cell("ja", figure="Plan finns"), _cell(False, figure="Plan finns", period="2024"),
        _cell(3, figure="N2", period="T2 2026"),
    ))  # fmt: skip
    assert found.faults == ()
    assert [(one.name, one.period, one.gender, str(one.value)) for one in found.own] == [
        ("Nöjda brukare", "2025", "T", "12.5"), ("Nöjda brukare", "2025", "K", "40.25"),
        ("Nöjda brukare", "2024", "K", "1234"), ("Plan finns", "2025", "T", "1"),
        ("Plan finns", "2024", "T", "0"), ("Sjukfrånvaro", "2026-T2", "T", "3"),
    ]  # fmt: skip


def test_lines_that_stand_twice_are_read_once_or_not_at_all(town):
    rows = [_cell(1), _cell(1), _cell(2, period="2024"), _cell(3, period="2024")]
    found = _look(town, _book(_HEAD, *rows))
    assert [one.period for one in found.own] == ["2025"]
    (fault,) = found.faults
    assert (fault.place, fault.reason.endswith("står också i E4 med ett annat värde: 2 och 3")) == (
        "Utfall!E5",
        True,
    )
    assert found.left_out[0].reason == "1 värde står två gånger och läses en gång"


def test_periods_may_stand_as_columns_and_their_table_anywhere(town):
    book = _book(
        ["Kommunens mått", "", "", ""], [], ["Styrtal", "Enhet", "2024", "Utfall 2025"],
        ["Nöjda brukare", "Ljusnarsbergs kommun", 60, 61], ["Sjukfrånvaro", "", "", 5],
    )  # fmt: skip
    found = _look(town, book)
    assert [(one.period, one.value) for one in found.own] == [("2024", Decimal(60)), ("2025", Decimal(61))]
    assert found.faults[0].place == "Utfall!D5"


def test_unknown_names_are_asked_about_and_the_answers_remembered(town):
    book = _book(_HEAD, _cell(1), _cell(2, figure="Trivsel"), ["Nöjda brukare", "Enhet X", "2024", "", 3, ""])
    found = _look(town, book)
    assert [(one.what, one.name, one.place) for one in found.unknown] == [
        ("indicator", "Trivsel", "Utfall!A3"), ("unit", "Enhet X", "Utfall!B4"),
    ]  # fmt: skip
    mapping = town.read(partial(open_book, book=book, year=2026)).mapping
    answered = SheetMapping(
        mapping.sheet, mapping.first_row, mapping.headings, mapping.columns,
        units={"enhet x": 0}, indicators={"trivsel": None},
    )  # fmt: skip
    plan = _look(town, book, answered)
    assert (plan.unknown, len(plan.own), plan.left_out[0].reason) == ((), 2, "Trivsel (utelämnad)")
    town.write(partial(carry_out, plan=plan, mapping=answered))
    opened = town.read(partial(open_book, book=book, year=2026))
    assert (opened.known, opened.mapping) == (True, answered)
    again = _look(town, book)
    assert (again.empty, again.same) == (True, 2)


def test_a_changed_value_keeps_its_note_and_loses_its_invented_origin(town):
    def invented(session):
        key = session.scalars(select(Indicator.id).where(Indicator.code == "N1")).one()
        session.add(
            Measurement(indicator_id=key, period="2025", value=Decimal(1), comment="Not", example=True)
        )
        describe(session, "Skrev in")

    town.write(invented)
    found = _look(town, _book(_HEAD, _cell(2)))
    assert (found.added, found.changed, found.own[0].before, found.own[0].after) == (0, 1, "1", "2")
    town.write(partial(carry_out, plan=found))
    told = (Measurement.value, Measurement.comment, Measurement.example, Measurement.source)
    row = town.read(lambda s: s.execute(select(*told)).one())
    assert tuple(row) == (Decimal(2), "Not", False, "utfall.xlsx")


def test_what_goes_for_the_whole_sheet_can_be_said(town):
    book = book_of("Värde\n5\n".encode(), "varde.csv")
    mapping = town.read(partial(open_sheet, book=book, sheet="varde", year=2026)).mapping
    assert mapping.problem()
    key = town.read(lambda s: s.scalars(select(Indicator.id).where(Indicator.code == "N1")).one())
    whole = SheetMapping("varde", 1, ("Värde",), {0: "value"}, indicator_id=key, period="2025")
    (one,) = _look(town, book, whole).own
    assert (one.period, one.value) == ("2025", Decimal(5))
    assert "Två kolumner" in SheetMapping("a", 1, (), {0: "value", 1: "value"}, key, period="2025").problem()


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Styrtal", "indicator"), ("Mått", "indicator"), ("Enhet", "unit"), ("Förvaltning", "unit"),
        ("Period", "period"), ("År", "period"), ("Kön", "gender"), ("Utfall", "value"), ("Värde", "value"),
        ("2025", "at:2025"), ("Utfall T1 2025", "at:2025-T1"), ("jan", "at:2026-01"),
        ("Kommentar", "comment"), ("Källa", "source"), ("Målvärde 2025", None),
        ("Måttenhet", None), ("", None),
    ],
)  # fmt: skip
def test_headings_say_what_their_columns_hold(heading, role):
    assert role_of(heading, 2026) == role


def test_the_day_of_today_is_the_one_that_is_given(town):
    mapping = town.read(partial(open_book, book=_book(_HEAD, _cell(1)), year=2026)).mapping
    look = partial(look_at_sheet, book=_book(_HEAD, _cell(1)), mapping=mapping, year=2026)
    assert town.read(partial(look, today=date(2020, 1, 1))).faults
    assert not town.read(partial(look, today=TODAY)).faults


def test_a_cell_shown_as_percent_is_read_as_it_is_shown(town):
    def share(session):
        describe(session, "Lade till mått")
        session.add(Indicator(name="Kostnad", unit_of_measure="kr", frequency="year"))

    town.write(share)
    rows = [_HEAD, _cell(0.125), _cell(0.07, period="2024"), _cell(0.5, figure="Kostnad")]
    sheet = Sheet("Utfall", rows, percents=frozenset({(1, 4), (3, 4)}))
    found = _look(town, Book("utfall.xlsx", (SheetInfo("Utfall"),), lambda _name: sheet))
    assert [one.value for one in found.own] == [Decimal("12.5"), Decimal("0.07")]
    assert [(one.place, "har enheten %, men måttet räknas i kr" in one.reason) for one in found.faults] == [
        ("Utfall!E4", True)
    ]


def test_a_name_that_several_have_is_asked_about_as_such(town):
    def twin(session):
        describe(session, "Lade till mått")
        session.add(Indicator(name="Nöjda brukare", unit_of_measure="procent", frequency="year"))

    town.write(twin)
    (asked,) = _look(town, _book(_HEAD, _cell(1))).unknown
    assert (asked.name, asked.shared) == ("Nöjda brukare", True)
