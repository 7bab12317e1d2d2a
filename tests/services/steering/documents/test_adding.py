"""Documents of every kind can be added, also of kinds that no level of the model holds."""

from functools import partial

import pytest

from app.models.errors import MissingText
from app.models.steering import OUTSIDE_LEVEL
from app.services.steering.documents import adding
from app.services.steering.documents.errors import KindMadeElsewhere, NoPlaceFor
from app.services.steering.views import steering_view
from app.services.storage import Database
from tests.services.steering.documents.desk import REGULATION, add, kind_id, levels, register, row, view
from tests.services.steering.tree import row_of


def test_a_kind_without_a_level_stands_outside_the_levels(empty: Database) -> None:
    assert OUTSIDE_LEVEL not in levels(empty)
    add(empty, "Reglemente för kommunstyrelsen")
    add(empty, "Reglemente för bygg- och miljönämnden")
    assert levels(empty).count(OUTSIDE_LEVEL) == 1
    seen = view(empty, "Reglemente för kommunstyrelsen")
    assert (seen.kind, seen.outside, seen.status, seen.parent) == (REGULATION, True, "draft", None)


def test_the_level_outside_is_none_of_the_models(empty: Database) -> None:
    before = empty.read(partial(steering_view, today=empty.clock.today()))
    add(empty, "Reglemente")
    after = empty.read(partial(steering_view, today=empty.clock.today()))
    assert after.level_count == before.level_count == len(before.levels)
    assert after.allowed_below(None) == before.allowed_below(None)


def test_adding_the_first_is_one_step_to_undo(empty: Database) -> None:
    add(empty, "Reglemente")
    empty.undo()
    assert register(empty).rows == ()
    assert OUTSIDE_LEVEL not in levels(empty)
    empty.redo()
    assert row(empty, "Reglemente").kind == REGULATION


def test_a_kind_with_a_level_lies_where_the_model_says(example: Database) -> None:
    above = row_of(example, "Vision 2020")
    add(example, "Fördjupad översiktsplan", "Översiktsplan", parent_id=above.id)
    assert view(example, "Fördjupad översiktsplan").parent == (above.id, "Vision 2020")
    with pytest.raises(NoPlaceFor, match="ligger under Vision"):
        add(example, "Ännu en översiktsplan", "Översiktsplan")


def test_an_agreement_is_added_on_its_own_page(example: Database) -> None:
    with pytest.raises(KindMadeElsewhere, match="sidan Uppdragshandlingar"):
        add(example, "Uppdragshandling", "Uppdragshandling")


def test_a_document_has_a_title(empty: Database) -> None:
    with pytest.raises(MissingText):
        add(empty, "   ")


def test_the_choices_are_grouped_and_know_their_places(example: Database) -> None:
    choices = example.read(partial(adding.document_choices, today=example.clock.today()))
    categories = [kind.category for kind in choices.kinds]
    assert categories == sorted(categories, key=categories.index)
    by_name = {kind.name: kind for kind in choices.kinds}
    assert "Uppdragshandling" not in by_name
    assert by_name[REGULATION].at_top
    assert [title for _key, title in by_name["Översiktsplan"].homes] == ["Vision 2020"]
    assert not by_name["Översiktsplan"].at_top
    assert kind_id(example, REGULATION) == by_name[REGULATION].id
