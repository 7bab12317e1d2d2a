"""The municipality in a real file: names and code, facts by year, mandate periods."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from app.models.errors import ChangedSince, MissingText, NotFound
from app.services.organisation import municipality, views
from app.services.organisation.errors import (
    BadCode,
    BadFigure,
    BadYear,
    ElectionTaken,
    EndsBeforeStart,
    FactTaken,
)
from app.services.organisation.views import FactRow, MunicipalityView
from app.services.storage import Database


def _view(db: Database, year: int = 2026) -> MunicipalityView:
    found = db.read(partial(views.municipality_view, year=year))
    assert found is not None
    return found


def _change(db: Database, use_case: Callable[..., Any], **values: Any) -> Any:
    return db.write(partial(use_case, expected_version=_view(db).version, **values)).value


def _fact(db: Database, kind: str = "inhabitants", **values: Any) -> int:
    return int(_change(db, municipality.set_fact, kind=kind, **values))


def _facts(db: Database) -> list[FactRow]:
    return list(_view(db).facts)


def test_names_change_one_by_one_and_what_is_not_named_stays(db: Database) -> None:
    _change(db, municipality.set_municipality, name=" Ådalen ", county="Västernorrlands län")
    assert db.undo_words == "Ändrade kommunens namn och län"
    _change(db, municipality.set_municipality, seat="Sollefteå")
    assert db.undo_words == "Ändrade kommunens centralort"
    _change(db, municipality.set_municipality, county="  ")
    view = _view(db)
    assert (view.name, view.official_name, view.county, view.seat) == (
        "Ådalen",
        "Ådals kommun",
        None,
        "Sollefteå",
    )


def test_the_top_of_the_window_says_the_official_name(db: Database) -> None:
    assert db.read(views.municipality_brief) == views.MunicipalityBrief("Ådals kommun", False)


@pytest.mark.parametrize(
    ("field", "said"), [("name", "Kommunens namn"), ("official_name", "Kommunens officiella namn")]
)
def test_a_municipality_keeps_its_names(db: Database, field: str, said: str) -> None:
    with pytest.raises(MissingText, match=said):
        _change(db, municipality.set_municipality, **{field: " "})


def test_the_code_is_text_of_four_digits_that_keeps_its_zero(db: Database) -> None:
    _change(db, municipality.set_municipality, code="0114")
    assert _view(db).code == "0114"
    with pytest.raises(BadCode, match="inte fyra siffror"):
        _change(db, municipality.set_municipality, code="114")
    _change(db, municipality.set_municipality, code="")
    assert _view(db).code is None


def test_a_change_against_an_older_state_is_refused(db: Database) -> None:
    version = _view(db).version
    _change(db, municipality.set_municipality, seat="Sollefteå")
    with pytest.raises(ChangedSince, match="Uppgifterna om kommunen"):
        db.write(partial(municipality.set_municipality, seat="Kramfors", expected_version=version))


def test_other_names_are_sorted_without_doubles_and_undone_as_one_step(db: Database) -> None:
    _change(db, municipality.set_aliases, names=["Ådahl", "Adal", " ", "Ådahl", "Ödal"])
    assert _view(db).aliases == ("Adal", "Ådahl", "Ödal")
    _change(db, municipality.set_aliases, names=["Ådahl", "Åda"])
    assert _view(db).aliases == ("Åda", "Ådahl")
    db.undo()
    assert _view(db).aliases == ("Adal", "Ådahl", "Ödal")


def test_a_fact_keeps_its_year_its_day_and_the_words_of_its_source(db: Database) -> None:
    _fact(db, year=2025, reference_date=date(2025, 12, 31), number=Decimal(5077), source=" Statistik ")
    _fact(db, "employees", year=2025, number=Decimal(320), stated="över 320 medarbetare")
    _fact(db, "turnover", year=2025, amount=300_000_000_00)
    rows = _facts(db)
    assert [(row.name, row.value_words) for row in rows] == [
        ("Invånare", "5\xa0077"),
        ("Medarbetare", "320"),
        ("Omsättning", "300\xa0000\xa0000\xa0kr"),
    ]
    assert (rows[0].reference_date, rows[0].source) == (date(2025, 12, 31), "Statistik")
    assert rows[1].stated == "över 320 medarbetare"


def test_facts_stand_by_kind_with_the_latest_year_first(db: Database) -> None:
    for kind, year in (("employees", 2024), ("inhabitants", 2023), ("inhabitants", 2025), ("skidspår", 2024)):
        _fact(db, kind, year=year, number=Decimal(1))
    assert [(row.kind, row.year) for row in _facts(db)] == [
        ("inhabitants", 2025),
        ("inhabitants", 2023),
        ("employees", 2024),
        ("skidspår", 2024),
    ]


def test_a_fact_may_be_known_in_words_only_but_not_be_empty(db: Database) -> None:
    _fact(db, "companies", year=2025, stated="två bolag")
    assert _facts(db)[0].value_words == ""
    with pytest.raises(MissingText, match="Uppgiftens värde"):
        _fact(db, year=2025, stated=" ")


@pytest.mark.parametrize(
    ("kind", "figure", "said"),
    [
        ("inhabitants", {"number": Decimal("-1")}, "Invånare: värdet ska vara ett helt tal"),
        ("inhabitants", {"number": Decimal("5077.5")}, "Invånare: värdet ska vara ett helt tal"),
        ("turnover", {"amount": -1}, "Omsättning: värdet ska vara noll eller större"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(
    db: Database, kind: str, figure: dict[str, Any], said: str
) -> None:
    with pytest.raises(BadFigure, match=said):
        _fact(db, kind, year=2025, **figure)
    assert _facts(db) == []


def test_the_same_fact_is_not_kept_twice_for_a_day(db: Database) -> None:
    first = _fact(db, year=2025, number=Decimal(5077))
    with pytest.raises(FactTaken, match="Invånare 2025 finns redan"):
        _fact(db, year=2025, number=Decimal(5078))
    _fact(db, year=2025, reference_date=date(2025, 11, 1), number=Decimal(5080))
    _fact(db, fact_id=first, year=2025, number=Decimal(5078))
    assert [row.number for row in _facts(db)] == [Decimal(5078), Decimal(5080)]


def test_a_year_that_no_municipality_had_is_refused(db: Database) -> None:
    with pytest.raises(BadYear, match="Uppgiftens år: ”25”"):
        _fact(db, year=25, number=Decimal(1))


def test_a_fact_is_removed_and_comes_back(db: Database) -> None:
    key = _fact(db, year=2025, number=Decimal(5077))
    _change(db, municipality.remove_fact, fact_id=key)
    assert _facts(db) == []
    assert db.undo_words == "Tog bort uppgiften invånare 2025"
    db.undo()
    assert [row.id for row in _facts(db)] == [key]
    with pytest.raises(NotFound, match="Uppgiften"):
        _change(db, municipality.remove_fact, fact_id=1)


def test_an_election_gives_the_mandate_periods_of_council_and_board(db: Database) -> None:
    db.write(partial(municipality.add_election, election_year=2022))
    view = _view(db, 2025)
    assert [(row.body, row.starts, row.ends, row.year_number) for row in view.mandates] == [
        ("Kommunfullmäktige", date(2022, 10, 15), date(2026, 10, 14), 3),
        ("Kommunstyrelsen", date(2023, 1, 1), date(2026, 12, 31), 3),
    ]
    assert view.mandate_words == "2025 är år 3 i mandatperioden 2023\N{EN DASH}2026"
    assert view.election_year == 2022


def test_a_year_outside_every_mandate_period_is_said_to_be_so(db: Database) -> None:
    db.write(partial(municipality.add_election, election_year=2022))
    assert _view(db, 2027).mandate_words == "2027 hör inte till någon mandatperiod som är inlagd"
    assert [row.year_number for row in _view(db, 2027).mandates] == [None, None]


def test_the_latest_election_stands_first_and_none_is_added_twice(db: Database) -> None:
    for year in (2022, 2026):
        db.write(partial(municipality.add_election, election_year=year))
    assert [row.election_year for row in _view(db).mandates] == [2026, 2026, 2022, 2022]
    with pytest.raises(ElectionTaken, match="Valåret 2026 finns redan"):
        db.write(partial(municipality.add_election, election_year=2026))


def test_another_election_year_moves_both_periods_and_is_undone_as_one_step(db: Database) -> None:
    db.write(partial(municipality.add_election, election_year=2022))
    db.write(partial(municipality.add_election, election_year=2030))
    db.write(partial(municipality.set_election_year, election_year=2022, new_year=2026))
    assert [row.starts for row in _view(db).mandates][2:] == [date(2026, 10, 15), date(2027, 1, 1)]
    with pytest.raises(ElectionTaken):
        db.write(partial(municipality.set_election_year, election_year=2026, new_year=2030))
    with pytest.raises(NotFound, match="Valet 2022"):
        db.write(partial(municipality.set_election_year, election_year=2022, new_year=2018))
    db.undo()
    assert [row.election_year for row in _view(db).mandates] == [2030, 2030, 2022, 2022]


def test_the_days_of_one_period_may_differ_from_the_rule(db: Database) -> None:
    db.write(partial(municipality.add_election, election_year=2022))
    row = _view(db).mandates[1]
    change = partial(municipality.set_mandate_period, period_id=row.id, expected_version=row.version)
    db.write(partial(change, starts=date(2022, 12, 1), ends=date(2026, 11, 30)))
    assert (_view(db).mandates[0].starts, _view(db).mandates[1].starts) == (
        date(2022, 10, 15),
        date(2022, 12, 1),
    )
    with pytest.raises(ChangedSince):
        db.write(partial(change, starts=date(2023, 1, 1), ends=date(2026, 12, 31)))
    with pytest.raises(EndsBeforeStart, match="Mandatperioden"):
        db.write(
            partial(change, starts=date(2027, 1, 1), ends=date(2026, 1, 1), expected_version=row.version + 1)
        )


def test_an_election_is_removed_with_its_periods_and_comes_back(db: Database) -> None:
    db.write(partial(municipality.add_election, election_year=2022))
    db.write(partial(municipality.remove_election, election_year=2022))
    assert _view(db).mandates == ()
    with pytest.raises(NotFound):
        db.write(partial(municipality.remove_election, election_year=2022))
    db.undo()
    assert len(_view(db).mandates) == 2
