"""Assessments: proposed by the figures, decided by a person, with actions that are carried on."""

from datetime import date

import pytest
from sqlalchemy import select

from app.models.assessments import Assessment, Improvement
from app.models.assignments import Activity
from app.models.errors import ChangedSince
from app.models.steering import Contribution, Node
from app.services.assignments import activities
from app.services.scorecard import actions, assessing
from app.services.scorecard.assessmenterrors import (
    AlreadyBecame,
    AssessmentDecided,
    AssessmentOpen,
    NoSuchStep,
    NotAGoal,
    NothingMeasured,
    ReasonMissing,
)
from app.services.scorecard.goallist import goals_list
from app.services.scorecard.periods import NotAPeriod
from app.services.scorecard.scale import STANDARD, result_scale, scale_of, step_marked, step_of
from tests.services.scorecard.cardtown import HALF, TODAY, CardTown, goal_of
from tests.services.scorecard.judgedtown import (
    GOAL,
    PROMISE,
    act,
    decide,
    judged_file,
    page,
    place,
    town,
    write,
)

__all__ = ["judged_file", "town"]


def test_what_is_written_is_kept_and_can_be_undone(town: CardTown) -> None:
    write(town, analysis=" Två tjänster var vakanta. ", trend="worse", analyst_role="Omsorgschef")
    told = page(town).judgement
    assert (told.analysis, told.trend, told.decided) == ("Två tjänster var vakanta.", "worse", False)
    assert town.database.undo_words == "Ändrade analysen och trenden för ”Brukarna är trygga”, halvår 1 2026"
    town.database.undo()
    assert page(town).judgement.id == 0
    assert write(town, analysis="  ") == 0


def test_a_form_that_was_read_before_another_change_is_refused(town: CardTown) -> None:
    write(town, analysis="Först")
    with pytest.raises(ChangedSince):
        town.run(assessing.assess, **{**place(town), "expected_version": 0}, analysis="Sedan")


def test_the_figures_propose_and_a_person_decides(town: CardTown) -> None:
    before = page(town)
    assert (before.proposed.key, before.why) == ("partly", "0 av 1 mått når målvärdet, poäng 5,0 av 10.")
    with pytest.raises(ReasonMissing, match="ger delvis uppfyllt, men du bedömer målet som uppfyllt"):
        decide(town, "met")
    decide(town, "met", reason="Enkäten gjordes före flytten.")
    after = page(town)
    assert (after.judgement.result.key, after.judgement.proposed.key, after.standing) == (
        "met",
        "partly",
        "met",
    )
    assert after.judgement.assessed_on == TODAY
    assert after.difference == "Utfallet säger delvis uppfyllt, bedömt som uppfyllt."
    assert goal_of(town.card("Omsorg"), GOAL).result == "met"


def test_the_proposal_that_was_decided_on_is_kept_when_the_figures_change(town: CardTown) -> None:
    decide(town, "partly")
    town.measure("Nöjda", "Södra", "2026-06", 99)
    told = page(town).difference
    assert "Utfallet sade delvis uppfyllt när bedömningen gjordes och säger nu uppfyllt." in told


def test_what_is_decided_is_locked_until_it_is_opened_again(town: CardTown) -> None:
    key = decide(town, "partly")
    with pytest.raises(AssessmentDecided):
        write(town, analysis="För sent")
    with pytest.raises(AssessmentDecided):
        decide(town, "partly")
    town.run(assessing.reopen, assessment_id=key, expected_version=page(town).judgement.version)
    assert (page(town).judgement.decided, page(town).judgement.result.key) == (False, "partly")
    with pytest.raises(AssessmentOpen):
        town.run(assessing.reopen, assessment_id=key, expected_version=page(town).judgement.version)


def test_activities_alone_make_no_result(town: CardTown) -> None:
    town.run(activities.add_activity, title="Utbilda", node_id=town.ids["Ekonomin håller"])
    key = town.read(lambda session: session.scalars(select(Activity.id)).one())
    town.run(activities.set_status, activity_id=key, status="done", expected_version=1)
    told = page(town, "Ekonomin håller")
    assert (told.only_deeds, told.proposed.key, told.standing) == (True, "unknown", "missing")
    assert told.why == "1 mått, men inget utfall i perioden. Genomförda aktiviteter är inget resultat."
    with pytest.raises(NothingMeasured):
        decide(town, "met", "Ekonomin håller")
    write(town, "Ekonomin håller", effect="Prognoserna träffar inom en procent.")
    decide(town, "met", "Ekonomin håller")
    assert page(town, "Ekonomin håller").standing == "met"


@pytest.mark.parametrize("result", ["unmet", "unknown"])
def test_a_goal_without_outcome_may_be_called_not_met_or_unknown(town: CardTown, result: str) -> None:
    decide(town, result, "Ekonomin håller")
    assert page(town, "Ekonomin håller").judgement.result.key == result


def test_what_cannot_be_assessed_is_refused_in_a_sentence(town: CardTown) -> None:
    with pytest.raises(NotAGoal, match="hör till nivån Område"):
        town.run(assessing.assess, **{**place(town), "node_id": town.ids["Trygg omsorg"]}, analysis="A")
    with pytest.raises(NotAPeriod):
        town.run(assessing.assess, **{**place(town), "period": "i våras"}, analysis="A")
    with pytest.raises(NoSuchStep, match="Uppfyllt, Delvis uppfyllt, Ej uppfyllt, Går ej att bedöma"):
        decide(town, "nästan")


def test_what_the_goals_own_unit_says_is_the_goal_as_a_whole(town: CardTown) -> None:
    write(town, unit="Omsorg", analysis="Helheten")
    write(town, unit="Norra", analysis="Norras bidrag")
    rows = town.read(
        lambda session: {one.unit_id: one.analysis for one in session.scalars(select(Assessment))}
    )
    assert rows == {None: "Helheten", town.ids["Norra"]: "Norras bidrag"}
    assert page(town, unit="Omsorg").judgement.analysis == page(town).judgement.analysis == "Helheten"
    assert [one.unit for one in page(town).contributions] == ["Norra"]


def test_an_action_becomes_an_activity_of_the_goal_and_stays_when_that_goes(town: CardTown) -> None:
    key = act(town, "Fast bemanning\ni två team", responsible="Enhetschef", due=date(2027, 2, 1))
    version = page(town).judgement.version
    made = town.run(actions.action_to_activity, improvement_id=key, expected_version=version)
    columns = select(Activity.title, Activity.node_id, Activity.unit_id, Activity.ends)
    assert town.read(lambda session: tuple(session.execute(columns.where(Activity.id == made)).one())) == (
        "Fast bemanning", town.ids[GOAL], town.ids["Omsorg"], date(2027, 2, 1),
    )  # fmt: skip
    told = page(town).judgement.actions[0]
    assert (told.activity, told.activity_status, told.open) == ("Fast bemanning", "Planerad", False)
    version = page(town).judgement.version
    with pytest.raises(AlreadyBecame):
        town.run(actions.action_to_activity, improvement_id=key, expected_version=version)
    town.run(activities.remove_activity, activity_id=made, expected_version=1)
    assert page(town).judgement.actions[0].open
    town.database.undo()
    assert not page(town).judgement.actions[0].open


def test_an_action_becomes_next_years_goal_with_the_thread(town: CardTown) -> None:
    key = act(town, "Färre ansikten", PROMISE)
    place_ = town.read(actions.goal_places, improvement_id=key)[0]
    assert place_.level_id == town.ids["Åtagande"]
    made = town.run(
        actions.action_to_goal, improvement_id=key, level_id=place_.level_id, parent_id=place_.parent_id,
        expected_version=page(town, PROMISE).judgement.version,
    )  # fmt: skip
    node = town.read(lambda session: _goal(session, made))
    assert (node["title"], node["due"], node["status"], node["unit"]) == (
        "Färre ansikten", 2027, "draft", town.ids["Norra"],
    )  # fmt: skip
    assert node["perspectives"] == [town.ids["Brukare"]]
    assert town.ids[GOAL] in (node["parent"], *node["serves"])
    listed = {
        year: {line.node_id for line in town.read(goals_list, year=year, today=TODAY)}
        for year in (2026, 2027)
    }
    assert (made in listed[2026], made in listed[2027]) == (False, True)
    origin = town.read(lambda session: session.get_one(Improvement, key).node_id)
    assert (origin, page_of(town, made).origin.title) == (made, PROMISE)


def _goal(session, key):
    node = session.get_one(Node, key)
    serves = select(Contribution.to_node_id).where(Contribution.from_node_id == key)
    return {
        "title": node.current.title, "due": node.current.due_year, "status": node.current.status,
        "unit": node.unit_id, "parent": node.parent_id, "serves": list(session.scalars(serves)),
        "perspectives": [one.perspective_id for one in node.perspectives],
    }  # fmt: skip


def page_of(town: CardTown, key: int):
    from app.services.scorecard.goalpage import goal_page

    return town.read(goal_page, node_id=key, period=HALF, today=TODAY)


def test_actions_are_changed_and_removed_with_their_assessment(town: CardTown) -> None:
    first, second = act(town, "Ett"), act(town, "Två")
    version = page(town).judgement.version
    values = {"text": "Ett till", "responsible": " ", "due": None}
    town.run(actions.set_action, improvement_id=first, **values, expected_version=version)
    town.run(actions.remove_action, improvement_id=second, expected_version=version + 1)
    told = page(town).judgement
    assert [(one.text, one.responsible) for one in told.actions] == [("Ett till", None)]
    town.run(assessing.remove_assessment, assessment_id=told.id, expected_version=told.version)
    assert town.read(lambda session: session.scalars(select(Improvement)).all()) == []


def test_the_scale_is_the_models_or_the_usual_four(town: CardTown) -> None:
    assert town.read(result_scale) == STANDARD
    own = scale_of(
        [{"key": "a", "name": "Nått", "mark": "met"}, {"key": "b", "name": "Inte", "mark": "unmet"}]
    )
    assert (own[0].name, step_marked(own, "unmet").key, step_marked(own, "partly")) == ("Nått", "b", None)
    assert (step_of(own, "met").name, step_of(own, "partly"), step_of(own, "b").name) == (
        "Nått",
        None,
        "Inte",
    )
