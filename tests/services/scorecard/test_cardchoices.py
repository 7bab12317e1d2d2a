"""Whose scorecard can be chosen, what can be added to it, and cards made several at once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.models.followup import ReportKind
from app.models.types import new_id
from app.services.clock import fixed_clock
from app.services.scorecard import cardchoices, cardediting, cards, reportperiods
from app.services.storage import Database, describe
from tests.services.scorecard.cardtown import TODAY, YEAR, CardTown, found


@pytest.fixture
def town(tmp_path: Path) -> Iterator[CardTown]:
    """Ådal with two perspectives."""
    database = Database.create(tmp_path / "Ådal.styr", clock=fixed_clock(TODAY), user="Prov")
    yield found(database)
    database.close()


@pytest.mark.parametrize(
    ("today", "period"),
    [
        ((2026, 1, 2), None), ((2026, 4, 30), None), ((2026, 5, 1), "2026-T1"), ((2026, 7, 1), "2026-H1"),
        ((2026, 11, 21), "2026-T2"), ((2027, 1, 1), None), ((2025, 12, 1), None),
    ],
)  # fmt: skip
def test_what_is_reported_just_now_is_the_last_part_of_the_year_that_has_ended(
    today: tuple[int, int, int], period: str | None
) -> None:
    assert reportperiods.usual_period(2026, date(*today)) == period


def test_the_model_names_the_parts_of_the_year_that_it_reports(town: CardTown) -> None:
    kinds = (
        ("Delårsrapport", "per sista juli", {"period_end": "07-31"}), ("Uppföljning oktober", "oktober", {}),
        ("Halvtid", None, {"period_end": "08-15"}), ("Årsredovisning", "år", {}),
    )  # fmt: skip

    def tell(session: Session) -> None:
        for place, (name, text, details) in enumerate(kinds):
            session.add(
                ReportKind(
                    id=new_id(), key=name, position=place, name=name, period_text=text, details=details
                )
            )
        describe(session, "Lade till rapporter")

    town.database.write(tell)
    offered = town.read(reportperiods.periods_to_report, year=YEAR)
    assert [(one.period.text, one.words) for one in offered if one.own or one.period.text == "2026-H1"] == [
        ("2026-H1", "Halvår, januari–juni"),
        ("2026-07", "Delårsrapport, januari–juli"),
        ("2026-10", "Uppföljning oktober, januari–oktober"),
    ]
    chosen = [reportperiods.usual_period(YEAR, date(2026, month, 20), offered) for month in (6, 9, 11)]
    assert chosen == [None, "2026-07", "2026-10"]


def test_every_unit_can_be_chosen_and_those_with_something_are_known(town: CardTown) -> None:
    town.run(cards.make_card, unit_id=town.ids["Norra"], year=YEAR)
    units = town.read(cardchoices.every_unit, year=YEAR)
    told = [(unit.name, unit.depth, unit.stored, unit.filled) for unit in units]
    assert told == [
        ("Ådal", 0, False, True),
        ("Omsorg", 1, False, True),
        ("Norra", 2, True, True),
        ("Södra", 2, False, False),
    ]


def test_what_can_be_added_begins_with_what_is_nearest(town: CardTown) -> None:
    town.run(cards.make_card, unit_id=town.ids["Norra"], year=YEAR)
    goals = town.read(cardchoices.goals_to_add, unit_id=town.ids["Norra"], year=YEAR)
    first = goals[0]
    assert (first.name, first.belongs, first.there) == ("Fler känner personalen", "Brukare", True)
    assert not any(goal.there for goal in goals[1:])
    node = town.ids["Ekonomin håller"]
    figures = town.read(cardchoices.figures_to_add, unit_id=town.ids["Norra"], year=YEAR, node_id=node)
    assert [figure.name for figure in figures] == ["Avvikelse", "Antal ansikten", "Nöjda"]
    assert (figures[0].whose, figures[0].belongs) == ("Omsorg", "Ekonomin håller")


def test_several_cards_are_one_step_and_leave_out_what_is_there_or_empty(town: CardTown) -> None:
    keys = [None, *(town.ids[name] for name in ("Omsorg", "Norra", "Södra"))]
    town.run(cards.make_card, unit_id=town.ids["Norra"], year=YEAR)
    made = town.run(cardediting.make_cards, unit_ids=keys, year=YEAR)
    assert len(made) == 2
    assert town.database.undo_words == "Satte ihop 2 styrkort för 2026"
    town.database.undo()
    stored = [unit.name for unit in town.read(cardchoices.every_unit, year=YEAR) if unit.stored]
    assert stored == ["Norra"]


def test_rows_are_added_to_a_card_that_begins_empty_once_each(town: CardTown) -> None:
    south, goal = town.ids["Södra"], town.ids["Brukarna är trygga"]
    rows = [(goal, None), (goal, town.ids["Avvikelse"]), (None, town.ids["Antal ansikten"])]
    assert town.run(cardediting.add_rows, unit_id=south, year=YEAR, rows=rows) == 3
    card = town.card("Södra")
    assert card.scorecard_id is not None
    assert {figure.name for figure in card.figures} == {"Nöjda", "Avvikelse", "Antal ansikten"}
    assert town.run(cardediting.add_rows, unit_id=south, year=YEAR, rows=rows) == 0
    town.database.undo()
    assert town.card("Södra").scorecard_id is None


def test_the_place_of_a_card_and_whether_there_are_goals(town: CardTown, tmp_path: Path) -> None:
    key = town.run(cards.make_card, unit_id=None, year=YEAR)
    assert town.read(cardchoices.place_of_card, scorecard_id=key) == (None, YEAR)
    assert town.read(cardchoices.place_of_card, scorecard_id=1) is None
    assert town.read(cardchoices.any_goals)
    bare = Database.create(tmp_path / "Tom.styr", clock=fixed_clock(TODAY), user="Prov")
    assert not bare.read(cardchoices.any_goals)
    bare.close()
