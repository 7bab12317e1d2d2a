"""A goal's page and the list of goals: from the frame to the effect, in a fixed number of statements."""

from functools import partial

from app.models.budget import BudgetPlan, Frame, FrameComponent, PlanVersion
from app.models.types import new_id
from app.services.assignments import activities
from app.services.scorecard import actions, assessing
from app.services.scorecard.goallist import goals_list
from app.services.scorecard.goalpage import goal_page
from app.services.storage import describe
from tests.services.counting import statements
from tests.services.scorecard.cardtown import HALF, TODAY, YEAR, CardTown
from tests.services.scorecard.judgedtown import GOAL, PROMISE, act, decide, judged_file, page, town, write

__all__ = ["judged_file", "town"]


def _give_frames(town: CardTown) -> None:
    def give(session):
        plan = BudgetPlan(id=new_id(), name="Budget 2026", first_year=YEAR, years=1)
        plan.versions = [PlanVersion(id=new_id(), position=1, stage="decided", name="KF", locked=False)]
        for unit, amount in (("Norra", 700_000_00), ("Södra", 300_000_00)):
            frame = Frame(
                id=new_id(), kind="operating", unit_id=town.ids[unit], year=YEAR, previous=50_000_00
            )
            frame.components = [FrameComponent(id=new_id(), kind="priority", amount=amount)]
            plan.versions[0].frames.append(frame)
        session.add(plan)
        describe(session, "Gav ramar")

    town.database.write(give)


def _lines(town: CardTown, unit: str | None = None):
    key = town.ids[unit] if unit else None
    return town.read(goals_list, year=YEAR, period=HALF, today=TODAY, unit_id=key)


def test_the_frame_is_the_units_own_or_the_sum_below_it(town: CardTown) -> None:
    assert page(town).frame is None
    _give_frames(town)
    whole, own = page(town).frame, page(town, PROMISE).frame
    assert (whole.unit, whole.amount, whole.before, whole.units) == ("Omsorg", 1_100_000_00, 100_000_00, 2)
    assert (own.unit, own.amount, own.units, own.version, own.decided) == (
        "Norra",
        750_000_00,
        0,
        "KF",
        False,
    )
    before = town.read(goal_page, node_id=town.ids[PROMISE], period=str(YEAR - 1), today=TODAY).frame
    assert (before.amount, before.year, before.starting) == (50_000_00, YEAR - 1, True)


def test_a_page_tells_the_whole_way_round_the_wheel(town: CardTown) -> None:
    town.run(activities.add_activity, title="Utbilda", node_id=town.ids[GOAL])
    key = act(town)
    told = page(town)
    assert [(step.name, step.done, step.words) for step in told.wheel] == [
        ("Planering", True, "1 mått med målvärde"),
        ("Genomförande", False, "0 av 1 klara"),
        ("Uppföljning och analys", False, "analys saknas"),
        ("Förbättringsåtgärder", False, "1 åtgärd, 1 att ta vidare"),
    ]
    version = told.judgement.version
    town.run(actions.action_to_activity, improvement_id=key, expected_version=version)
    write(town, analysis="Därför")
    decide(town, "partly")
    after = page(town)
    assert [step.done for step in after.wheel] == [True, False, True, True]
    assert after.deed_words == "0 av 2 aktiviteter klara"


def test_earlier_assessments_follow_with_the_newest_first(town: CardTown) -> None:
    for period in ("2025", "2025-H1", "2024"):
        write_in(town, period)
    assert [one.period for one in page(town).earlier] == ["2025", "2025-H1", "2024"]


def write_in(town: CardTown, period: str) -> None:
    from app.services.scorecard import assessing
    from tests.services.scorecard.judgedtown import place

    town.run(assessing.assess, **place(town, period=period), analysis=f"Så var det {period}")


def test_the_list_tells_how_each_goal_stands(town: CardTown) -> None:
    town.run(activities.add_activity, title="Spara", node_id=town.ids["Ekonomin håller"])
    decide(town, "met", reason="Bättre än måttet visar")
    act(town)
    lines = {line.title: line for line in _lines(town)}
    goal, money, promise = lines[GOAL], lines["Ekonomin håller"], lines[PROMISE]
    assert (goal.data_words, goal.proposed.key, goal.result.key, goal.differs) == (
        "1 av 1", "partly", "met", True,
    )  # fmt: skip
    assert (goal.action_words, goal.analysed) == ("1, 1 öppen", False)
    assert (money.standing, money.only_deeds, money.decided) == ("missing", True, False)
    assert (promise.standing, promise.owner, promise.proposed.key) == ("met", "Norra", "met")
    assert [line.title for line in _lines(town, "Norra")] == [GOAL, PROMISE]
    assert "Ekonomin håller" not in {line.title for line in _lines(town, "Södra")}
    town.run(
        assessing.assess, node_id=town.ids["Ekonomin håller"], unit_id=town.ids["Södra"], period=HALF,
        analysis="Vi sparade också",
    )  # fmt: skip
    told = {line.title: line.analysed for line in _lines(town, "Södra")}
    assert told["Ekonomin håller"]
    others = page(town, "Ekonomin håller", unit="Norra").contributions
    assert [one.unit for one in others] == ["Södra"]


def test_list_and_page_are_read_in_as_many_statements_whatever_there_is(town: CardTown) -> None:
    listed = partial(goals_list, year=YEAR, period=HALF, today=TODAY)
    few = statements(town.database, listed)
    for number in range(3):
        act(town, f"Åtgärd {number}")
        town.run(activities.add_activity, title=f"Aktivitet {number}", node_id=town.ids[GOAL])
    assert few == statements(town.database, listed) <= 16
    whole = partial(goal_page, node_id=town.ids[GOAL], period=HALF, today=TODAY)
    assert statements(town.database, whole) <= 60
