"""Scorecards as they are read: outcome, score and standing of figures, goals, groups and the whole."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.models.assessments import Assessment
from app.models.organisation import Unit
from app.models.scorecard import Indicator, IndicatorTarget, PeriodTarget
from app.models.steering import Node, NodeVersion, Perspective
from app.models.types import new_id
from app.services.scorecard import cards, reading
from app.services.scorecard.score import RED, TARGET, written_out
from app.services.scorecard.words import target_words
from app.services.storage import Database, describe
from tests.conftest import TODAY
from tests.services.counting import statements
from tests.services.scorecard.cardtown import (
    HALF,
    YEAR,
    CardTown,
    card_file,
    figure_of,
    found,
    goal_of,
    town,
)

__all__ = ["card_file", "town"]


@pytest.fixture
def measured(town: CardTown) -> CardTown:
    town.measure("Nöjda", "Norra", "2026-06", 90)
    town.measure("Nöjda", "Södra", "2026-06", 80)
    town.measure("Nöjda", "Norra", "2025", 84)
    town.measure("Avvikelse", "Omsorg", "2026-H1", 1)
    town.measure("Antal ansikten", "Norra", "2026-06", 12)
    return town


def test_a_unit_shows_its_goals_and_its_figures_of_other_goals(measured: CardTown) -> None:
    card = measured.card("Norra")
    assert [(group.name, len(group.goals)) for group in card.groups] == [("Brukare", 2), ("Ekonomi", 0)]
    assert (card.scorecard_id, card.unit, card.groups[0].question) == (
        None,
        "Norra",
        "Hur går det för Brukare?",
    )
    happy, faces = figure_of(card, "Nöjda"), figure_of(card, "Antal ansikten")
    assert (happy.outcome, happy.score, happy.standing, happy.trend) == (90, TARGET, "met", "better")
    assert (happy.before, [point.period for point in happy.points]) == (84, ["2025", "2026-06"])
    assert (faces.score, faces.standing, faces.owner) == (RED * Decimal("1.6"), "partly", "Norra")
    assert (card.met, card.partly, card.finding) == (
        1,
        1,
        "Ett av två mål nås. ”Antal ansikten” drar ned mest.",
    )
    assert (card.average.counted, card.average.count, card.average.share) == (2, 2, 100)


def test_what_units_have_measured_becomes_the_office_and_the_town(measured: CardTown) -> None:
    office, whole = measured.card("Omsorg"), measured.card(None)
    assert figure_of(office, "Nöjda").outcome == 85
    assert office.average.formula == whole.average.formula == "(5,00 + 8,33) / 2 ≈ 6,67"
    assert (office.average.standing, office.average.lagging) == ("met", office.groups[1].average.score)
    assert [goal.title for group in whole.groups for goal in group.goals] == [
        "Brukarna är trygga",
        "Ekonomin håller",
    ]
    assert office.aspects_lacking == ("volym", "produktivitet")


def test_what_is_unknown_or_nobodys_is_listed_and_counts_nowhere(measured: CardTown) -> None:
    measured.change(Indicator, "Antal ansikten", owner_unit_id=None)
    measured.measure("Nöjda", "Norra", HALF, comment="enkäten blev inte av")
    card = measured.card("Norra")
    assert {(one.name, one.standing, one.why) for one in card.lacks} == {
        ("Antal ansikten", "unowned", "ingen äger måttet"),
        ("Nöjda", "missing", "enkäten blev inte av"),
    }
    assert (card.average.score, card.average.counted, card.average.count, card.unknown) == (None, 0, 2, 2)
    assert {figure.score for figure in card.figures} == {None}
    assert card.finding == "Inget mål går att bedöma än: uppgifter saknas."


@pytest.mark.parametrize(
    ("period", "fields", "why"),
    [
        (HALF, {}, "inget värde har lämnats"),
        (HALF, {"frequency": "year"}, "mäts varje år"),
        ("2026", {"frequency": "year"}, "perioden är inte slut än"),
        (HALF, {"frequency": "two_years", "first_year": 2025}, "mäts vartannat år, nästa 2027"),
        (HALF, {"last_year": 2025, "frequency": "year"}, "mäts inte längre"),
    ],
)
def test_why_nothing_is_known_is_said(town: CardTown, period, fields, why) -> None:
    town.run(cards.make_card, unit_id=town.ids["Norra"], year=YEAR)
    town.change(Indicator, "Antal ansikten", **fields)
    card = town.card("Norra", period=period)
    assert figure_of(card, "Antal ansikten").why == why


def test_the_nearest_target_holds(measured: CardTown) -> None:
    def aim(session: Session) -> None:
        key, unit = measured.ids["Nöjda"], measured.ids["Norra"]
        session.add(
            PeriodTarget(id=new_id(), indicator_id=key, unit_id=unit, period="2026", value=Decimal(95))
        )
        session.add(
            PeriodTarget(id=new_id(), indicator_id=key, unit_id=None, period="2026-06", value=Decimal(70))
        )
        describe(session, "Satte mål")

    measured.database.write(aim)
    assert figure_of(measured.card("Norra"), "Nöjda").goalposts.value == 95
    assert figure_of(measured.card("Omsorg"), "Nöjda").goalposts.value == 70
    assert figure_of(measured.card("Omsorg", period="2026-T2"), "Nöjda").goalposts.value == 70
    assert figure_of(measured.card("Omsorg", period="2026"), "Nöjda").goalposts.value == 90


def test_a_change_is_measured_from_last_year(measured: CardTown) -> None:
    measured.change(Indicator, "Nöjda", target_kind="previous", threshold=Decimal(0))

    def aim(session: Session) -> None:
        row = session.get_one(Indicator, measured.ids["Nöjda"])
        row.targets[0].value = Decimal(3)
        row.targets.append(IndicatorTarget(id=new_id(), year=2025, value=Decimal(1)))
        describe(session, "Satte mål")

    measured.database.write(aim)
    happy = figure_of(measured.card("Norra"), "Nöjda")
    assert (happy.goalposts.value, happy.goalposts.threshold, happy.score) == (87, 84, 10)
    assert target_words(happy.goalposts, "procent", direction="higher") == "minst 87\u00a0%"
    south = figure_of(measured.card("Södra"), "Nöjda")
    assert (south.standing, south.why) == ("unscored", "utfall året före saknas")


def test_what_is_measured_once_a_year_counts_in_the_card_and_in_the_roll_up(measured: CardTown) -> None:
    measured.change(Indicator, "Antal ansikten", frequency="year")
    measured.measure("Antal ansikten", "Norra", "2026", 10)
    measured.measure("Avvikelse", "Omsorg", "2026", -9)
    card = measured.card("Norra", period="2026-T1")
    faces = figure_of(card, "Antal ansikten")
    assert (faces.period, faces.outcome, faces.score) == ("2026", 10, TARGET)
    rolled = measured.read(reading.roll_up, year=YEAR, period="2026-T1", today=TODAY)
    cells = {row.unit: row.cells for row in rolled.rows}
    assert cells["Norra"][0].score == TARGET
    assert cells["Omsorg"][1].score is None


def test_a_goal_belongs_to_the_years_that_it_applies_in(measured: CardTown) -> None:
    title = "Fler känner personalen"

    def begin(session: Session, *, number: int, first: date) -> None:
        node = session.get_one(Node, measured.ids[title])
        if number > 1:
            node.versions.append(NodeVersion(id=new_id(), number=number, title="Alla känner personalen"))
            node.current_number = number
        node.versions[-1].valid_from = first
        describe(session, "Flyttade fram målet")

    measured.database.write(partial(begin, number=1, first=date(2027, 1, 1)))
    shown = {goal.title for group in measured.card("Norra").groups for goal in group.goals}
    assert title not in shown
    coming = measured.card("Norra", year=2027, period=None)
    assert goal_of(coming, title).title == title
    measured.database.write(partial(begin, number=1, first=date(2026, 7, 1)))
    measured.database.write(partial(begin, number=2, first=date(2027, 1, 1)))
    assert goal_of(measured.card("Norra"), "Alla känner personalen").node_id == measured.ids[title]


def test_a_formula_is_worked_out_where_it_stands(measured: CardTown) -> None:
    measured.change(
        Indicator, "Avvikelse", formula=f"[#{measured.ids['Nöjda']}] / 2", unit_of_measure="procent"
    )
    figure = figure_of(measured.card("Omsorg"), "Avvikelse")
    assert (figure.outcome, figure.computed) == (Decimal("42.5"), True)
    measured.change(Indicator, "Nöjda", across=None)
    assert figure_of(measured.card("Omsorg"), "Avvikelse").standing == "missing"


def test_a_formula_does_not_mix_sums_of_different_parts_of_the_year(measured: CardTown) -> None:
    ids = measured.ids
    measured.change(Indicator, "Avvikelse", formula=f"[#{ids['Nöjda']}] / [#{ids['Antal ansikten']}]")
    for name in ("Nöjda", "Antal ansikten"):
        measured.change(Indicator, name, summing="sum", across=None)
    measured.measure("Nöjda", "Södra", "2026-H1", 40)
    measured.measure("Antal ansikten", "Södra", "2026-T1", 8)
    measured.measure("Antal ansikten", "Södra", "2026-T2", 8)
    measured.change(Indicator, "Avvikelse", owner_unit_id=ids["Södra"])
    ratio = figure_of(measured.card("Södra", period="2026-T2"), "Avvikelse")
    assert (ratio.outcome, ratio.why) == (None, "det som räknas ihop gäller olika delar av året")


def test_what_a_person_has_decided_goes_before_the_figures(measured: CardTown) -> None:
    def judge(session: Session) -> None:
        session.add(
            Assessment(
                id=new_id(), node_id=measured.ids["Fler känner personalen"], unit_id=None, period=HALF,
                status="decided", result="met", analysis="Två team har fast bemanning.",
            )
        )  # fmt: skip
        describe(session, "Bedömde")

    measured.database.write(judge)
    goal = goal_of(measured.card("Norra"), "Fler känner personalen")
    assert (goal.standing, goal.proposed, goal.result_words) == ("met", "partly", "Uppfyllt")
    assert goal.analysis == "Två team har fast bemanning."
    other = goal_of(measured.card("Norra", period="2026-T1"), "Fler känner personalen")
    assert other.result is None


def test_without_perspectives_goals_stand_in_their_areas(tmp_path, clock) -> None:
    database = Database.create(tmp_path / "utan.styr", clock=clock, user="Prov")
    bare = found(database, perspectives=False)
    bare.measure("Avvikelse", "Omsorg", "2026-06", 0)
    card = bare.card(None)
    rolled = bare.read(reading.roll_up, year=YEAR, period=HALF, today=TODAY)
    database.close()
    assert [(group.name, group.key[:1]) for group in card.groups] == [
        ("Trygg omsorg", "n"),
        ("Utan målområde", ""),
    ]
    assert rolled.heads == ("Trygg omsorg", "Utan målområde")
    assert rolled.rows[0].cells[1].standing == "met"


def test_units_are_rolled_up_to_their_office_and_the_town(measured: CardTown) -> None:
    rolled = measured.read(reading.roll_up, year=YEAR, period=HALF, today=TODAY)
    rows = {row.unit: row for row in rolled.rows}
    assert [(row.unit, row.depth) for row in rolled.rows] == [
        ("Ådal", 0),
        ("Omsorg", 1),
        ("Norra", 2),
        ("Södra", 2),
    ]
    north = measured.card("Norra")
    assert rows["Norra"].cells[0].score == north.groups[0].average.score
    assert rows["Södra"].cells[0].score == RED
    own = measured.card("Omsorg").groups[0].average.score
    parts = (own, rows["Norra"].cells[0].score, RED)
    assert abs(rows["Omsorg"].cells[0].score - sum(parts) / 3) < Decimal("1e-20")
    assert (rows["Omsorg"].cells[0].counted, rows["Omsorg"].cells[0].count) == (4, 4)
    assert written_out(rows["Omsorg"].cells[0].parts, sum(parts) / 3, 3) == "(6,00 + 3,33 + 5,00) / 3 ≈ 4,78"
    assert (rolled.heads, rolled.whole) == (("Brukare", "Ekonomi"), rows["Ådal"].whole)
    by_goal = measured.read(reading.roll_up, year=YEAR, period=HALF, today=TODAY, by="goal")
    assert by_goal.heads == ("Brukarna är trygga", "Ekonomin håller")


def test_a_card_is_read_in_six_statements_at_most_and_the_roll_up_in_seven(measured: CardTown) -> None:
    when: dict[str, Any] = {"year": YEAR, "period": HALF, "today": TODAY}
    office = partial(reading.card, unit_id=measured.ids["Omsorg"], **when)
    whole = partial(reading.card, unit_id=None, **when)
    assert statements(measured.database, office) <= 6
    assert statements(measured.database, whole) <= 6
    measured.run(cards.make_card, unit_id=None, year=YEAR)
    assert statements(measured.database, whole) <= 6
    assert statements(measured.database, partial(reading.roll_up, **when)) <= 7


def test_a_unit_that_is_gone_has_no_card_and_one_that_ended_is_not_listed(measured: CardTown) -> None:
    measured.change(Unit, "Södra", valid_to=date(2025, 12, 31))
    listed = measured.read(reading.units_with_cards, year=YEAR)
    assert [(name, depth, stored) for _, name, depth, stored in listed] == [
        ("Ådal", 0, False), ("Omsorg", 1, False), ("Norra", 2, False)
    ]  # fmt: skip
    with pytest.raises(Exception, match="Enheten finns inte längre"):
        measured.card("Södra")


@pytest.mark.parametrize("scope", ["Omsorg", "Omsförvaltningen"])
def test_perspectives_of_one_administration_hold_only_there(measured: CardTown, scope: str) -> None:
    for name in ("Brukare", "Ekonomi"):
        measured.change(Perspective, name, scope=scope)
    measured.change(Unit, "Södra", parent_id=None)
    assert [group.name for group in measured.card("Norra").groups] == ["Brukare", "Ekonomi"]
    assert [group.key for group in measured.card(None).groups] == [""]
    assert [group.key for group in measured.card("Södra").groups] == [""]
    rolled = measured.read(reading.roll_up, year=YEAR, period=HALF, today=TODAY)
    cells = {row.unit: [cell.count for cell in row.cells] for row in rolled.rows}
    assert rolled.heads == ("Brukare", "Ekonomi", "Utan perspektiv")
    assert (cells["Norra"], cells["Södra"]) == ([2, 0, 0], [0, 0, 1])


def test_a_scope_that_names_no_unit_holds_everywhere(measured: CardTown) -> None:
    measured.change(Perspective, "Brukare", scope="nämndernas styrkort")
    assert [group.name for group in measured.card(None).groups] == ["Brukare", "Ekonomi"]
