"""What differs between two models is told part by part, and nothing that differs is left out."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.services.steering.modelcomparing import PART_WORDS, Difference, differences
from app.services.steering.modeledits import add_level, add_perspective, move, remove, set_fields, set_info
from app.services.steering.modelformat import ModelFile, available_models, find_model
from tests.services.steering.edits import any_change

LJUS, HEBY = find_model("ljusnarsberg"), find_model("heby")
KEYS = [summary.key for summary in available_models()]


def told(before: ModelFile, after: ModelFile) -> list[tuple[str, str, str]]:
    return [(one.part, one.key, one.how) for one in differences(before, after)]


def test_equal_models_do_not_differ() -> None:
    assert differences(LJUS, LJUS.model_copy(deep=True)) == ()


def test_every_part_of_a_file_has_a_name() -> None:
    assert PART_WORDS.keys() == ModelFile.model_fields.keys() - {"format", "key", "edition"}


def test_a_renamed_part_is_told_with_both_names_and_its_field() -> None:
    after = set_fields(LJUS, "levels", "vision", name="Framtidsbild")
    assert differences(LJUS, after) == (
        Difference("levels", "vision", "Framtidsbild", "changed", ("name",), "Vision 2020"),
    )


def test_added_removed_and_reordered_parts_are_told_apart() -> None:
    after = add_level(LJUS, name="Delmål", form="goal", parent="verksamhetsmal")
    assert told(LJUS, after) == [("levels", "delmal", "added")]
    assert told(after, LJUS) == [("levels", "delmal", "removed")]
    assert told(LJUS, move(LJUS, "document_kinds", "vision", steps=1)) == [
        ("document_kinds", "", "reordered")
    ]
    assert told(LJUS, remove(LJUS, "document_kinds", "reglementen")) == [
        ("document_kinds", "reglementen", "removed")
    ]


def test_moved_levels_are_told_by_their_numbers() -> None:
    found = told(LJUS, move(LJUS, "perspectives", "ekonomi", steps=-1))
    assert ("perspectives", "ekonomi", "changed") in found
    assert ("perspectives", "medarbetare", "changed") in found


def test_what_is_said_of_the_model_itself_is_told_by_field() -> None:
    (found,) = differences(LJUS, set_info(LJUS, title="Ny", summary=None))
    assert (found.part, found.key, found.how, found.fields) == ("model", "", "changed", ("title", "summary"))
    (found,) = differences(LJUS, LJUS.model_copy(update={"edition": 2}))
    assert (found.part, found.fields) == ("model", ("edition",))


def test_a_part_that_comes_or_goes_whole_is_told_once() -> None:
    without = LJUS.model_copy(update={"budget": None})
    assert told(LJUS, without) == [("budget", "", "removed")]
    assert told(without, LJUS) == [("budget", "", "added")]
    assert told(HEBY, HEBY.model_copy(update={"perspectives": ()})) == [("perspectives", "", "added")]
    assert [one.part for one in differences(HEBY, add_perspective(HEBY, name="A"))] == ["perspectives"]


def test_rows_without_keys_are_known_by_what_they_say() -> None:
    model = next(model for model in map(find_model, KEYS) if model.goals)
    goals = model.goals or ()
    twice = model.model_copy(update={"goals": (*goals, goals[0])})
    assert [one.how for one in differences(model, twice)] == ["added"]
    assert [one.how for one in differences(twice, model)] == ["removed"]


@pytest.mark.parametrize("first", KEYS)
def test_between_two_municipalities_every_differing_part_is_told(first: str) -> None:
    before = find_model(first)
    for second in KEYS:
        after = find_model(second)
        differing = {part for part in PART_WORDS if getattr(before, part) != getattr(after, part)} | (
            {"model"} if first != second else set()
        )
        assert {one.part for one in differences(before, after)} == differing


@settings(max_examples=80)
@given(st.sampled_from(KEYS), st.integers(0, 2**32))
def test_any_change_is_told_and_the_other_way_round_it_is_the_opposite(key: str, seed: int) -> None:
    dice, before = random.Random(seed), find_model(key)
    after: Any = before
    for _ in range(3):
        try:
            after = any_change(after, dice).edit(after)
        except DomainError:
            continue
    there, back = differences(before, after), differences(after, before)
    assert bool(there) == (before != after)
    opposite = {"added": "removed", "removed": "added", "changed": "changed", "reordered": "reordered"}
    assert {(one.part, one.key, opposite[one.how]) for one in there} == {
        (one.part, one.key, one.how) for one in back
    }
