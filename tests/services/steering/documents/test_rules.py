"""The way to a decision as the model has it, and what comes next on it."""

from app.services.steering.documents.rules import PlannedStep, Taken, followed, planned_steps

TWO_STEPS = (
    {"kind": "preparation", "name": "Beredning", "bodies": ["Utskottet"]},
    {"kind": "preliminary", "name": "Preliminärt beslut", "bodies": ["Kommunstyrelsen"]},
    {"kind": "definitive", "name": "Beslut", "bodies": ["Kommunfullmäktige"]},
    {"kind": "revision", "name": "Revidering"},
)


def _names(steps: tuple[PlannedStep, ...]) -> list[tuple[str, bool, bool]]:
    return [(step.name, step.done, step.following) for step in steps]


def test_the_models_steps_are_followed_in_turn() -> None:
    plan = planned_steps(TWO_STEPS, None, None, None)
    assert [step.step for step in plan] == ["prepared", "preliminary", "definitive", ""]
    assert _names(followed(plan, [], locked=False))[0] == ("Beredning", False, True)
    now = followed(plan, [Taken("preliminary", "Kommunstyrelsen")], locked=False)
    assert [step.name for step in now if step.following] == ["Beslut"]
    assert [step.name for step in now if step.done] == ["Preliminärt beslut"]


def test_after_the_decision_nothing_comes_next() -> None:
    plan = planned_steps(TWO_STEPS, None, None, None)
    now = followed(plan, [Taken("definitive", "Kommunfullmäktige")], locked=True)
    assert not any(step.following for step in now)
    assert [step.name for step in now if step.done] == ["Beslut"]


def test_a_decision_that_bodies_take_in_turn_has_a_step_for_each() -> None:
    steps = ({"kind": "definitive", "name": "Beslut", "bodies": ["KS", "KF"]},)
    plan = planned_steps(steps, None, None, "in_turn")
    assert [(step.step, step.bodies) for step in plan] == [("prepared", ("KS",)), ("definitive", ("KF",))]
    assert [step.bodies for step in planned_steps(steps, None, None, "either")] == [("KS", "KF")]


def test_a_step_is_matched_by_its_body_first() -> None:
    steps = (
        {"kind": "proposal", "name": "Nämnden föreslår", "bodies": ["Nämnden"]},
        {"kind": "proposal", "name": "Styrelsen föreslår", "bodies": ["Kommunstyrelsen"]},
    )
    now = followed(
        planned_steps(steps, None, None, None), [Taken("prepared", "kommunstyrelsen")], locked=False
    )
    assert [step.done for step in now] == [False, True]


def test_without_steps_there_is_preparation_and_decision() -> None:
    plan = planned_steps(None, ["Kommunfullmäktige"], ["Kommunstyrelsen"], None)
    assert [(step.name, step.bodies) for step in plan] == [
        ("Beredning", ("Kommunstyrelsen",)),
        ("Beslut", ("Kommunfullmäktige",)),
    ]
    assert [step.name for step in planned_steps(None, None, None, None)] == ["Beslut"]
