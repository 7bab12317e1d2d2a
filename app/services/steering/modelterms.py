"""Pure edits of a model's own words: each takes a whole model and gives another that holds together.

A word is known by how it is shown, "Kommunfullmäktige (KF)", as its row in the file is.
"""

from collections.abc import Sequence

from app.services.steering.glossary import split_word
from app.services.steering.modeledits import checked
from app.services.steering.modelerrors import NameTaken, PartGone
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelformat_process import Term
from app.services.steering.modelrows import term_words
from app.services.textorder import fold, sort_key
from app.services.typed import needed


def add_term(
    model: ModelFile, *, word: str, explanation: str, abbreviation: str = "", source: str | None = None
) -> ModelFile:
    """Add a word in its place in Swedish order; raises NameTaken when the model explains it already."""
    term = _term(word, abbreviation, explanation, source)
    _refuse_taken(model, term.word, but=None)
    terms = list(model.glossary or ())
    after = [place for place, one in enumerate(terms, start=1) if sort_key(one.word) <= sort_key(term.word)]
    terms.insert(after[-1] if after else 0, term)
    return _with(model, terms)


def change_term(
    model: ModelFile,
    shown: str,
    *,
    word: str | None = None,
    abbreviation: str | None = None,
    explanation: str | None = None,
) -> ModelFile:
    """Change what is given of a word and keep the rest; an empty abbreviation takes it away."""
    old = _found(model, shown)
    kept_word, kept_short = split_word(term_words(old))
    term = _term(
        kept_word if word is None else word,
        (kept_short or "") if abbreviation is None else abbreviation,
        old.explanation if explanation is None else explanation,
        old.source,
    )
    _refuse_taken(model, term.word, but=old)
    return _with(model, [term if one is old else one for one in model.glossary or ()])


def remove_term(model: ModelFile, shown: str) -> ModelFile:
    """Take a word away; raises PartGone when it is not there."""
    old = _found(model, shown)
    return _with(model, [one for one in model.glossary or () if one is not old])


def _term(word: str, abbreviation: str, explanation: str, source: str | None) -> Term:
    word, short = split_word(needed(word, "Ordet"))
    return Term.model_construct(
        word=word,
        abbreviation=abbreviation.strip() or short,
        explanation=needed(explanation, "Förklaringen"),
        source=source,
    )


def _found(model: ModelFile, shown: str) -> Term:
    found = next((one for one in model.glossary or () if fold(term_words(one)) == fold(shown)), None)
    if found is None:
        raise PartGone
    return found


def _refuse_taken(model: ModelFile, word: str, *, but: Term | None) -> None:
    for one in model.glossary or ():
        if one is not but and fold(split_word(term_words(one))[0]) == fold(word):
            raise NameTaken(word)


def _with(model: ModelFile, terms: Sequence[Term]) -> ModelFile:
    return checked(model.model_copy(update={"glossary": tuple(terms)}))
