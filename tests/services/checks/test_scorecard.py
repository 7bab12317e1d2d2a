"""Findings of measures, scorecards and assessments, each brought about and mended."""

from datetime import date

from app.models.assessments import Assessment
from app.models.scorecard import Indicator, NodeIndicator, Scorecard, ScorecardRow
from app.models.types import new_id
from app.services.checks.scorecard import MOST_MEASURES, scorecard_findings
from app.services.scorecard import actions
from app.services.storage import describe
from tests.services.scorecard.cardtown import TODAY, YEAR, CardTown
from tests.services.scorecard.judgedtown import GOAL, act, decide, judged_file, page, town, write

__all__ = ["judged_file", "town"]
MONEY = "Ekonomin håller"


def _found(town: CardTown, *, today: date = TODAY) -> list[tuple[str, str]]:
    told = town.database.read(lambda session: list(scorecard_findings(session, today=today)))
    return [(one.code, one.message) for one in told]


def _codes(town: CardTown, *, today: date = TODAY) -> list[str]:
    return [code for code, _ in _found(town, today=today)]


def test_a_town_in_order_has_nothing_to_tell(town: CardTown) -> None:
    assert _found(town) == []


def test_a_figure_without_owner_is_told(town: CardTown) -> None:
    town.change(Indicator, "Avvikelse", owner_unit_id=None)
    assert _found(town) == [
        ("figure-without-owner", "”Avvikelse” har ingen ägare och räknas därför inte i styrkortet.")
    ]
    town.change(Indicator, "Avvikelse", owner_role="Ekonomichef")
    assert _codes(town) == []


def test_a_goal_that_is_not_measured_in_the_year_or_too_much_is_told(town: CardTown) -> None:
    town.change(Indicator, "Avvikelse", frequency="two_years", first_year=YEAR + 1)
    assert _found(town) == [("goal-not-measured-in-year", f"”{MONEY}” har inget mått som mäts {YEAR}.")]
    town.change(Indicator, "Avvikelse", frequency="year", first_year=None)

    def add(session):
        for number in range(MOST_MEASURES):
            row = Indicator(id=new_id(), name=f"Mått {number}", owner_unit_id=town.ids["Omsorg"])
            session.add(row)
            session.flush()
            session.add(NodeIndicator(id=new_id(), node_id=town.ids[MONEY], indicator_id=row.id))
        describe(session, "Lade till mått")

    town.database.write(add)
    assert _codes(town) == ["goal-many-measures"]


def test_a_scorecard_without_quality_or_productivity_is_told(town: CardTown) -> None:
    def add(session):
        card = Scorecard(id=new_id(), unit_id=town.ids["Omsorg"], year=YEAR)
        card.rows = [ScorecardRow(id=new_id(), indicator_id=town.ids["Nöjda"])]
        session.add(card)
        describe(session, "Gjorde ett styrkort")

    town.database.write(add)
    assert _found(town) == [
        ("scorecard-lacks-aspect", "Styrkortet 2026 för Omsorg har inget mått för produktivitet.")
    ]


def test_a_result_without_grounds_reason_or_analysis_is_told(town: CardTown) -> None:
    town.ids["assessment"] = decide(town, "met", MONEY, reason="Alla prognoser höll.")
    assert _codes(town) == []
    town.change(Assessment, "assessment", reason=None)
    assert _codes(town) == ["goal-met-by-activities"]
    town.change(Assessment, "assessment", proposed="unmet")
    assert sorted(_codes(town)) == ["assessment-without-reason", "goal-met-by-activities"]
    town.measure("Avvikelse", "Omsorg", "2026-H1", -1)
    town.change(Assessment, "assessment", result="unmet")
    assert _codes(town) == ["assessment-without-analysis"]
    town.change(Assessment, "assessment", analysis="Sjukfrånvaron kostade mer än väntat.")
    assert _codes(town) == []


def test_actions_that_were_left_as_words_are_told_the_year_after(town: CardTown) -> None:
    write(town, analysis="Därför")
    key = act(town)
    next_year = date(YEAR + 1, 3, 1)
    assert "action-not-taken-on" not in _codes(town)
    assert _codes(town, today=next_year) == ["action-not-taken-on"]
    version = page(town, GOAL).judgement.version
    town.run(actions.action_to_activity, improvement_id=key, expected_version=version)
    assert _codes(town, today=next_year) == []
