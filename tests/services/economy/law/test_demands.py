"""Each demand of law on a budget: when it is met, broken, excepted, unknown, and when it is an error."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.economy.balance.ledger import deficit_of
from app.services.economy.law.demand import LegalCheck, stopping
from app.services.economy.law.demands import demands
from app.services.economy.law.facts import LawFacts, StatedStep

TODAY = date(2026, 11, 21)
M = 100_000_000
ALL = frozenset({2027, 2028, 2029})
PROPOSAL = StatedStep("board-proposal", "b", "Styrelsens förslag till budget", (date(2026, 10, 27),), False)
DECISION = StatedStep("council-decision", "c", "Fullmäktiges beslut om budgeten", (), False)
FACTS = LawFacts(
    version_id=1, plan_id=2, first_year=2027, years=(2027, 2028, 2029), formal=True, said=True,
    results={2027: M, 2028: M, 2029: M}, lacks={}, exception=None, exception_reason=None, reserve_use={},
    reserve=None, tax_rate="22,34", framed=20, frameless=0, ties=(), position=True, position_lacks="",
    goals=(("Resultatet är minst 2 procent", ALL),), principles=1, activity_goals=9, companies=("Bolaget",),
    untold=(), deficits=(), steps=(PROPOSAL, DECISION), today=TODAY,
)  # fmt: skip


def one(rule: str, title: str = "", **changed: Any) -> LegalCheck:
    found = [each for each in demands(replace(FACTS, **changed)) if each.rule == rule]
    return next(each for each in found if title in ("", each.title))


def test_a_budget_that_meets_the_law_has_nothing_broken_and_names_every_paragraph():
    made = demands(FACTS)
    assert {check.status for check in made} == {"met", "ahead"}
    paragraphs = " ".join(check.sentence for check in made)
    for section in ("5 §", "6 §", "6 a §", "1 och 3 §§", "8 §", "10 och 11 §§"):
        assert f"11 kap. {section} kommunallagen" in paragraphs


def test_a_result_of_zero_is_not_enough():
    zero = one("balanced-budget", results={2027: 0})
    assert (zero.status, zero.grave, zero.stops) == ("broken", True, True)
    assert "ska vara över noll" in zero.words
    assert one("balanced-budget", results={2027: 1}).status == "met"


@given(result=st.integers(-(10**12), 0), used=st.integers(0, 10**12))
def test_the_reserve_excepts_only_what_it_covers(result, used):
    check = one("balanced-budget", results={2027: result}, exception="reserve", reserve_use={2027: used})
    assert (check.status == "exception") == (used > 0 and result + used >= 0)


def test_financial_goals_are_not_the_guidelines_and_stop_nobody():
    assert one("economy-guidelines", principles=0).status == "unknown"
    assert one("economy-guidelines", principles=2).status == "met"
    zero = one("balanced-budget", results={2027: 0}, exception="reserve")
    assert (zero.status, zero.stops) == ("broken", True), "an exception that uses no reserve is none"


def test_reasons_are_an_exception_when_they_are_told():
    told = {"results": {2027: -M}, "exception": "reasons"}
    assert one("balanced-budget", **told, exception_reason="Branden").status == "exception"
    assert one("balanced-budget", **told).stops


def test_what_is_an_error_of_a_proposal_is_a_warning_of_a_version_that_is_worked_on():
    broken = {"results": {2027: -M}, "tax_rate": None, "untold": ("Bolaget",), "goals": (), "principles": 0}
    proposal = demands(replace(FACTS, **broken))
    assert {check.title for check in stopping(proposal)} == {
        "Resultat över noll", "Skattesats", "Bolagen", "Treårsplan", "Riktlinjer",
    }  # fmt: skip
    assert not stopping(demands(replace(FACTS, **broken, formal=False)))


def test_a_version_that_says_nothing_is_told_what_to_do_and_not_stopped():
    silent = demands(
        replace(FACTS, said=False, results={}, tax_rate=None, goals=(), principles=0, untold=("Bolaget",))
    )
    assert not stopping(silent)
    assert {check.title for check in silent if check.status == "unknown"} >= {"Resultat över noll", "Bolagen"}
    assert any("fyll i förutsättningarna" in check.words for check in silent)


def test_the_position_must_tie_and_lacks_are_named():
    apart = one("budget-contents", "Ställning", ties=(("Likvida medel är desamma", 500),))
    assert apart.stops
    assert "5 kr" in apart.words.replace("\u00a0", " ")
    blank = one("budget-contents", "Ställning", position=False, position_lacks="Ingående balans saknas")
    assert (blank.status, blank.words) == ("unknown", "Ingående balans saknas")
    lacking = one("balanced-budget", results={2027: None}, lacks={2027: ("Skattesats 2027",)})
    assert (lacking.status, "Skattesats 2027" in lacking.words) == ("unknown", True)


def test_a_plan_of_two_years_is_told_and_goals_must_reach_every_year():
    short = one("plan-years", years=(2027, 2028))
    assert (short.status, short.grave) == ("broken", False)
    half = one("plan-years", goals=(("Soliditeten stiger", frozenset({2027})),))
    assert half.status == "unknown"


def test_appropriations_lead_to_the_page_of_the_frames():
    none = one("budget-contents", "Anslag", framed=0)
    assert (none.stops, none.kind, none.face) == (True, "plan_version", "")
    assert one("budget-contents", "Anslag", frameless=2).status == "broken"


@pytest.mark.parametrize(("held", "status"), [(None, "unknown"), (4 * M, "broken"), (5 * M, "met")])
def test_the_reserve_that_is_used_must_be_there(held, status):
    assert one("result-reserve", reserve_use={2027: 5 * M}, reserve=held).status == status


def test_a_deficit_is_ahead_until_the_budget_that_is_the_last():
    for year, status in ((2025, "ahead"), (2024, "broken"), (2022, "broken")):
        found = deficit_of(year, -M, [], refrains=False, today=TODAY)
        check = one("deficit-recovery", deficits=(found,))
        assert check.status == status, year
        assert str(year) in check.title
    assert not [check for check in demands(FACTS) if check.rule == "deficit-recovery"]


@pytest.mark.parametrize(
    ("taken", "today", "status", "grave"),
    [
        ((), date(2026, 11, 30), "ahead", False),
        ((), date(2026, 12, 1), "broken", False),
        ((), date(2027, 1, 1), "broken", True),
        ((date(2026, 11, 30),), date(2027, 3, 1), "met", False),
        ((date(2026, 12, 14),), date(2027, 3, 1), "exception", False),
        ((date(2027, 1, 4),), date(2027, 3, 1), "broken", True),
    ],
)
def test_the_decision_has_its_day_and_lateness_stops_nobody(taken, today, status, grave):
    step = replace(DECISION, days=taken)
    check = one("council-decision", steps=(step,), today=today)
    assert (check.status, check.grave, check.stops) == (status, grave, False)


def test_a_budget_before_the_act_is_held_against_none_of_it():
    assert demands(replace(FACTS, first_year=2017, years=(2017, 2018, 2019))) == ()


def test_in_a_year_of_election_only_the_new_council_adopts_the_budget():
    june, november = date(2026, 6, 15), date(2026, 11, 23)
    for days, elections, status in (
        ((june,), {2026}, "broken"),
        ((june, november), {2026}, "met"),
        ((june,), {2022}, "met"),
        ((date(2026, 10, 15),), {2026}, "met"),
    ):
        step = replace(DECISION, days=days)
        check = one("council-decision", steps=(step,), elections=frozenset(elections))
        assert (check.status, check.stops) == (status, False), days
    assert (
        "nyvalda fullmäktige"
        in one(
            "council-decision", steps=(replace(DECISION, days=(june,)),), elections=frozenset({2026})
        ).words
    )


def test_what_became_law_in_2024_is_asked_of_the_budgets_adopted_since():
    def rules(year: int) -> set[str]:
        years = (year, year + 1, year + 2)
        return {check.rule for check in demands(replace(FACTS, first_year=year, years=years))}

    assert "group-companies" not in rules(2024)
    assert "group-companies" in rules(2025)
    old = one(
        "balanced-budget", first_year=2023, results={2023: -M}, exception="reserve", reserve_use={2023: M}
    )
    assert "resultatutjämningsreserven" in old.words
    assert "resultatutjämningsreserven" in old.explanation


def test_only_the_last_budget_that_can_decide_is_wrong_for_a_deficits_sake():
    for year, stops in ((2024, True), (2023, False), (2022, False)):
        found = deficit_of(year, -M, [], refrains=False, today=TODAY)
        check = one("deficit-recovery", deficits=(found,))
        assert (check.status, check.stops) == ("broken", stops), year


@pytest.mark.parametrize(
    ("most", "known", "status"), [(4 * M, True, "broken"), (4 * M, False, "broken"), (5 * M, True, "met"),
                                  (9 * M, False, "unknown"), (None, False, "unknown")],
)  # fmt: skip
def test_a_budget_puts_no_more_into_the_reserve_than_the_law_lets(most, known, status):
    check = one("result-reserve", reserved=5 * M, reservable=most, reservable_known=known)
    assert check.status == status
