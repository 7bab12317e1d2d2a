"""What a change of the model would touch is told before it is made, and the file is left alone."""

from functools import partial

import pytest

from app.services.steering.consequences import Consequences, consequences
from app.services.steering.modeledits import add_level, remove, set_fields
from app.services.steering.modelholdings import Heirs
from app.services.steering.modelterms import remove_term
from app.services.steering.ownmodel import Edit, change_model, own_version
from app.services.storage import Database
from tests.services.steering.edits import everything


def look(database: Database, edit: Edit, heirs: Heirs | None = None) -> Consequences:
    before = database.read(everything)
    found = database.read(partial(consequences, edit=edit, heirs=heirs))
    assert database.read(everything) == before
    return found


def test_a_new_name_tells_what_stands_on_the_level(example: Database) -> None:
    found = look(example, lambda model: set_fields(model, "levels", "verksamhetsmal", name="Mål"))
    assert [(one.name, one.words) for one in found.touched] == [("Nivån ”Mål”", "12 styrelement")]
    assert (found.held, found.refusal, found.count("changed")) == ((), None, 1)


def test_a_part_that_something_stands_on_is_held_until_somebody_takes_over(example: Database) -> None:
    edit = partial(remove, part="perspectives", key="ekonomi")
    found = look(example, edit)
    (held,) = found.held
    assert (held.part, held.key) == ("perspectives", "ekonomi")
    assert held.name == "Perspektivet ”Har anslagna resurser använts på optimalt sätt?”"
    assert "styrelement" in held.words
    assert "styrtal" in held.words
    assert [key for key, _ in held.heirs] == ["medborgare", "processer", "medarbetare"]
    assert all(name for _, name in held.heirs)
    assert found.refusal is None
    settled = look(
        example, partial(remove, part="perspectives", key="ekonomi", heir="processer"),
        {("perspectives", "ekonomi"): "processer"},
    )  # fmt: skip
    assert (settled.held, settled.refusal) == ((), None)


def test_a_part_that_nothing_stands_on_can_go_at_once(example: Database, empty: Database) -> None:
    add = partial(add_level, name="Extra", form="goal", parent="vision")
    example.write(
        partial(change_model, edit=add, expected_version=example.read(own_version), words="Lade till")
    )
    for database, key in ((empty, "atagande"), (empty, "vision"), (example, "extra")):
        found = look(database, partial(remove, part="levels", key=key))
        assert (found.held, found.refusal) == ((), None)
        assert found.count("removed") == 1


def test_nothing_stands_on_a_word(example: Database) -> None:
    found = look(example, lambda model: remove_term(model, (model.glossary or ())[0].word))
    assert (found.held, found.refusal, found.count("removed")) == ((), None, 1)


def test_an_edit_that_cannot_be_made_says_why(example: Database) -> None:
    found = look(example, lambda model: set_fields(model, "levels", "vision", name="Översiktsplan"))
    assert found.refusal == "”Översiktsplan” finns redan. Välj ett annat namn."
    assert (found.differences, found.touched, found.held) == ((), (), ())


@pytest.mark.parametrize("form", ["document", "goal"])
def test_a_level_in_use_does_not_become_an_agreement_or_cease_to_be_one(form: str, example: Database) -> None:
    found = look(example, lambda model: set_fields(model, "levels", "uppdragshandling", form=form))
    assert found.refusal is not None
    assert found.refusal.startswith("Nivån ”Uppdragshandling” har 25 styrelement och kan därför inte byta")


def test_elements_that_would_stand_wrong_are_told(example: Database) -> None:
    found = look(example, lambda model: set_fields(model, "levels", "verksamhetsmal", parent="vision"))
    assert found.refusal is not None
    assert found.refusal.startswith(
        "12 styrelement på nivån ”Verksamhetsmål/förbättringsområden” ligger under"
    )


def test_adding_touches_nothing(example: Database) -> None:
    found = look(example, lambda model: add_level(model, name="Delmål", form="goal", parent="verksamhetsmal"))
    assert [(one.how, one.name) for one in found.differences] == [("added", "Delmål")]
    assert (found.touched, found.held, found.refusal) == ((), (), None)


def test_no_change_has_no_consequences(example: Database) -> None:
    assert look(example, lambda model: model) == Consequences((), (), (), None)
