"""The model's own words are added, changed and removed as pure edits that keep the model whole."""

import pytest

from app.models.errors import MissingText
from app.services.steering.modelerrors import NameTaken, PartGone
from app.services.steering.modelformat import ModelFile, find_model
from app.services.steering.modelterms import add_term, change_term, remove_term
from app.services.textorder import sort_key


@pytest.fixture(scope="module")
def model() -> ModelFile:
    return find_model("ljusnarsberg")


def words(model: ModelFile) -> list[str]:
    return [term.word for term in model.glossary or ()]


def test_a_new_word_stands_in_its_place_and_the_rest_is_as_before(model: ModelFile) -> None:
    after = add_term(model, word=" Årsbudget ", explanation=" Ett års budget. ", abbreviation="ÅB")
    assert words(after) == sorted([*words(model), "Årsbudget"], key=sort_key)
    term = next(term for term in after.glossary or () if term.word == "Årsbudget")
    assert (term.abbreviation, term.explanation, term.source) == ("ÅB", "Ett års budget.", None)
    assert after.levels == model.levels
    assert remove_term(after, "Årsbudget (ÅB)") == model


def test_a_model_without_words_takes_its_first(model: ModelFile) -> None:
    bare = model.model_copy(update={"glossary": None})
    assert words(add_term(bare, word="Ram", explanation="Ett belopp.")) == ["Ram"]


def test_an_abbreviation_in_brackets_is_understood(model: ModelFile) -> None:
    after = add_term(model, word="Nöjd kund-index (NKI)", explanation="Ett tal.")
    term = next(term for term in after.glossary or () if term.word == "Nöjd kund-index")
    assert term.abbreviation == "NKI"


@pytest.mark.parametrize("word", ["Styrkort", "STYRKORT", " styrkort "])
def test_a_word_is_explained_once(model: ModelFile, word: str) -> None:
    with pytest.raises(NameTaken, match="finns redan"):
        add_term(model, word=word, explanation="En gång till.")


def test_word_and_explanation_must_be_there(model: ModelFile) -> None:
    with pytest.raises(MissingText):
        add_term(model, word=" ", explanation="Något.")
    with pytest.raises(MissingText):
        add_term(model, word="Ram", explanation=" ")
    with pytest.raises(MissingText):
        change_term(model, "Styrkort", explanation="")


def test_only_what_is_given_changes(model: ModelFile) -> None:
    shown = "Övergripande strategier och budget (ÖSB)"
    before = next(term for term in model.glossary or () if term.abbreviation == "ÖSB")
    explained = change_term(model, shown, explanation="Fullmäktiges dokument.")
    after = next(term for term in explained.glossary or () if term.abbreviation == "ÖSB")
    assert after == before.model_copy(update={"explanation": "Fullmäktiges dokument."})
    renamed = change_term(model, shown, word="Strategier och budget")
    assert next(t for t in renamed.glossary or () if t.word == "Strategier och budget").abbreviation == "ÖSB"
    bare = change_term(model, shown, abbreviation=" ")
    assert next(t for t in bare.glossary or () if t.word == before.word).abbreviation is None


def test_a_word_may_be_written_in_another_case_but_not_as_another_word(model: ModelFile) -> None:
    assert "STYRKORT" in words(change_term(model, "Styrkort", word="STYRKORT"))
    with pytest.raises(NameTaken):
        change_term(model, "Styrkort", word="styrtal")


def test_what_is_gone_cannot_be_changed_or_removed(model: ModelFile) -> None:
    with pytest.raises(PartGone):
        change_term(model, "Finns inte", word="Ram")
    with pytest.raises(PartGone):
        remove_term(model, "Finns inte")
