"""The glossary: the municipality's own words before the general ones, and what finds them in texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.steering import GlossaryTerm, Level, Perspective, SteeringModel
from app.services.steering.wordforms import Entry, Meaning, WordIndex
from app.services.textorder import fold, sort_key

OWN = "Kommunens ord"
GENERAL = "Allmänt"
_WITH_SHORT = re.compile(r"(?P<word>.*\S)\s*\((?P<short>[^()\s]{1,12})\)")


@dataclass(frozen=True, slots=True)
class TermRow:
    """A word; `shown` is how it is written with its abbreviation, `id` its row in the file when it is own.

    `replaced` is a general word that the municipality explains itself. `source` is where the explanation is
    from: for own words as it was noted, for general ones the law.
    """

    word: str
    abbreviation: str | None
    explanation: str
    source: str | None
    own: bool
    id: int | None = None
    replaced: bool = False
    forms: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[bool, str]:
        """What the word is known by when rows come and go."""
        return self.own, fold(self.word)

    @property
    def shown(self) -> str:
        """The word with its abbreviation."""
        return f"{self.word} ({self.abbreviation})" if self.abbreviation else self.word

    @property
    def origin(self) -> str:
        """Where the word comes from."""
        return OWN if self.own else GENERAL


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """All words in Swedish order; `version` is what a change of the model expects, None without a model."""

    rows: tuple[TermRow, ...]
    own_count: int
    general_count: int
    version: int | None


def split_word(shown: str) -> tuple[str, str | None]:
    """ "Kommunfullmäktige (KF)" as the word and its abbreviation."""
    match = _WITH_SHORT.fullmatch(shown.strip())
    return (match["word"], match["short"]) if match else (shown.strip(), None)


def glossary(session: Session) -> GlossaryView:
    """The municipality's own words and the general ones."""
    own = _own(session)
    rows = sorted([*own, *_general(own)], key=lambda row: (sort_key(row.word), not row.own))
    version = session.scalar(select(SteeringModel.version).order_by(SteeringModel.edition.desc()).limit(1))
    return GlossaryView(tuple(rows), len(own), len(rows) - len(own), version)


def key_of_term(session: Session, *, term_id: int) -> tuple[bool, str] | None:
    """What a word is known by on the page, for one that a link or the search points at."""
    word = session.scalar(select(GlossaryTerm.word).where(GlossaryTerm.id == term_id))
    return None if word is None else (True, fold(split_word(word)[0]))


def word_index(session: Session) -> WordIndex:
    """What finds the glossary's words in a text, and the names of levels and perspectives alone in one.

    What the general list knows as other forms of a word leads to the municipality's own explanation of it.
    """
    own = _own(session)
    general = _general(own)
    forms = {fold(row.word): row.forms for row in general if row.replaced}
    known = [replace(row, forms=forms.get(fold(row.word), ())) for row in own]
    kept = [row for row in general if not row.replaced]
    return WordIndex((*_entries(known), *_entries(kept), *_levels(session), *_perspectives(session)))


def general_index() -> WordIndex:
    """What finds the general words while no file is open."""
    return WordIndex(_entries(_general(())))


def _own(session: Session) -> tuple[TermRow, ...]:
    columns = (GlossaryTerm.id, GlossaryTerm.word, GlossaryTerm.explanation, GlossaryTerm.source)
    return tuple(
        TermRow(*split_word(row.word), row.explanation, row.source, own=True, id=row.id)
        for row in session.execute(select(*columns))
    )


def _general(own: Sequence[TermRow]) -> tuple[TermRow, ...]:
    from app.services.steering.wordlist import general_words

    explained = {fold(row.word) for row in own}
    return tuple(
        TermRow(
            each.word,
            each.abbreviation,
            each.explanation,
            each.law,
            own=False,
            replaced=fold(each.word) in explained,
            forms=each.forms,
        )
        for each in general_words()
    )


def _entries(rows: Sequence[TermRow]) -> Iterator[Entry]:
    for row in rows:
        yield Entry(Meaning(row.shown, row.explanation, row.origin), row.word, row.abbreviation, row.forms)


def _levels(session: Session) -> Iterator[Entry]:
    columns = (Level.name, Level.short_name, Level.question, Level.decided_by)
    for row in session.execute(select(*columns).order_by(Level.position)):
        yield from _named("Nivå i styrmodellen.", row, _decided(row.decided_by))


def _perspectives(session: Session) -> Iterator[Entry]:
    columns = (Perspective.name, Perspective.short_name, Perspective.question)
    for row in session.execute(select(*columns).order_by(Perspective.position)):
        yield from _named("Perspektiv i styrmodellen.", row, "")


def _named(what: str, row: Any, more: str) -> Iterator[Entry]:
    """A part of the model by its short name, which tells the whole one, and by its whole name."""
    whole = row.name if row.name.endswith(("?", ".", "!")) else f"{row.name}."
    for name in dict.fromkeys(filter(None, (row.short_name, row.name))):
        other = "" if fold(name) == fold(row.name) else whole
        said = " ".join(filter(None, (what, other, row.question, more)))
        yield Entry(Meaning(name, said, OWN), name, whole=True)


def _decided(bodies: list[str] | None) -> str:
    if not bodies:
        return ""
    return f"Beslutas av {' eller '.join(body[:1].lower() + body[1:] for body in bodies)}."
