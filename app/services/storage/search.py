"""Search over everything: by the beginnings of words, and by any part of a word from three letters on."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, bindparam, text
from sqlalchemy.orm import Session

from app.services.storage.searchtables import ENTRY, PIECES, WORDS
from app.services.textorder import fold, nfc, sort_key

_PIECE = 3  # letters in a piece of the trigram index
_CANDIDATES = 400
_NOT_TEXT = frozenset({"Cc", "Cs"})

_FOUND = (
    f"SELECT entry.kind, entry.row_id, entry.title, entry.body FROM {{index}} "
    f"JOIN {ENTRY} AS entry ON entry.id = {{index}}.rowid "
    f"WHERE {{index}} MATCH :query ORDER BY {{order}} LIMIT {_CANDIDATES}"
)
_IN_TITLE_START = text(_FOUND.format(index=WORDS, order="length(entry.title), entry.id"))
_IN_WORDS = text(_FOUND.format(index=WORDS, order=f"bm25({WORDS}, 8.0, 1.0)"))
_IN_PIECES = text(_FOUND.format(index=PIECES, order=f"bm25({PIECES}, 8.0, 1.0)"))

#: Where each kind of row has its place, said beside the title.
_CONTEXTS = {
    "node": text(
        "SELECT node.id, coalesce(level.short_name, level.name), unit.name FROM node "
        "JOIN level ON level.id = node.level_id LEFT JOIN unit ON unit.id = node.unit_id "
        "WHERE node.id IN :keys"
    ),
    "unit": text(
        "SELECT unit.id, unit_kind.name, parent.name FROM unit JOIN unit_kind ON unit_kind.id = unit.kind_id "
        "LEFT JOIN unit AS parent ON parent.id = unit.parent_id WHERE unit.id IN :keys"
    ),
    "indicator": text(
        "SELECT indicator.id, 'Nyckeltal', unit.name FROM indicator "
        "LEFT JOIN unit ON unit.id = indicator.owner_unit_id WHERE indicator.id IN :keys"
    ),
    "assignment": text(
        "SELECT assignment.id, 'Uppdrag', unit.name FROM assignment "
        "LEFT JOIN unit ON unit.id = assignment.receiver_id WHERE assignment.id IN :keys"
    ),
    "activity": text(
        "SELECT activity.id, 'Aktivitet', unit.name FROM activity "
        "LEFT JOIN unit ON unit.id = activity.unit_id WHERE activity.id IN :keys"
    ),
    "agreement": text(
        "SELECT agreement.id, agreement_kind.name, unit.name FROM agreement "
        "JOIN agreement_kind ON agreement_kind.id = agreement.kind_id "
        "JOIN unit ON unit.id = agreement.unit_id WHERE agreement.id IN :keys"
    ),
}
_FIXED_CONTEXTS = {"glossary_term": "Ordlista", "municipality": "Kommun"}


@dataclass(frozen=True)
class SearchHit:
    """One row that was found: its kind (table name), key, title, and the place it has."""

    kind: str
    id: int
    title: str
    context: str


@dataclass(frozen=True)
class _Candidate:
    kind: str
    key: int
    title: str
    body: str


def search(session: Session, text: str, limit: int = 30) -> tuple[SearchHit, ...]:
    """Rows in which every word of `text` stands, those with the words in their title first.

    Letters are compared without case but with their rings and dots: "får" does not find "far".
    """
    terms = _terms(text)
    if not terms or limit < 1:
        return ()
    found: dict[tuple[str, int], _Candidate] = {}
    ways = (_by_title_start, _by_beginnings, _by_pieces)
    for candidate in (each for way in ways for each in way(session, terms)):
        found.setdefault((candidate.kind, candidate.key), candidate)
    whole = fold(" ".join(terms))
    best = sorted(found.values(), key=lambda each: (_distance(each, whole), sort_key(each.title), each.key))
    return _with_contexts(session, best[:limit])


def _terms(text: str) -> list[str]:
    """The words that were typed; signs alone and what is not text are left out."""
    clean = "".join(" " if unicodedata.category(sign) in _NOT_TEXT else sign for sign in nfc(text))
    return [term for term in clean.split() if any(sign.isalnum() for sign in term)]


def _quoted(term: str) -> str:
    """A term as an FTS5 string, in which nothing is an operator."""
    return '"' + term.replace('"', '""') + '"'


def _by_title_start(session: Session, terms: Sequence[str]) -> Iterable[_Candidate]:
    """Titles that begin with what was typed: they must be found however many rows hold the words."""
    query = f"title : ^ {_quoted(' '.join(terms))} *"
    return (_candidate(row) for row in session.execute(_IN_TITLE_START, {"query": query}))


def _by_beginnings(session: Session, terms: Sequence[str]) -> Iterable[_Candidate]:
    query = " AND ".join(f"{_quoted(term)} *" for term in terms)
    return (_candidate(row) for row in session.execute(_IN_WORDS, {"query": query}))


def _by_pieces(session: Session, terms: Sequence[str]) -> Iterable[_Candidate]:
    long = [term for term in terms if len(term) >= _PIECE]
    if not long:
        return ()
    query = " AND ".join(_quoted(term) for term in long)
    short = [fold(term) for term in terms if len(term) < _PIECE]
    candidates = (_candidate(row) for row in session.execute(_IN_PIECES, {"query": query}))
    return (each for each in candidates if _holds_all(each, short))


def _holds_all(candidate: _Candidate, parts: Sequence[str]) -> bool:
    content = fold(f"{candidate.title}\n{candidate.body}")
    return all(part in content for part in parts)


def _candidate(row: Row[str, int, str, str]) -> _Candidate:
    return _Candidate(row[0], row[1], row[2], row[3])


def _distance(candidate: _Candidate, whole: str) -> int:
    title = fold(candidate.title)
    if title == whole:
        return 0
    if title.startswith(whole):
        return 1
    if f" {whole}" in title:
        return 2
    if all(part in title for part in whole.split()):
        return 3
    return 4


def _with_contexts(session: Session, found: Sequence[_Candidate]) -> tuple[SearchHit, ...]:
    places: dict[tuple[str, int], tuple[str, str | None]] = {}
    for kind in {candidate.kind for candidate in found} & _CONTEXTS.keys():
        keys = [candidate.key for candidate in found if candidate.kind == kind]
        statement = _CONTEXTS[kind].bindparams(bindparam("keys", expanding=True))
        for key, name, place in session.execute(statement, {"keys": keys}):
            places[kind, key] = (name, place)
    return tuple(_hit(candidate, places) for candidate in found)


def _hit(candidate: _Candidate, places: dict[tuple[str, int], tuple[str, str | None]]) -> SearchHit:
    name, place = places.get((candidate.kind, candidate.key), (_FIXED_CONTEXTS.get(candidate.kind, ""), None))
    if candidate.kind == "agreement":
        title = " · ".join(part for part in (place, candidate.title) if part)
        return SearchHit(candidate.kind, candidate.key, title, name)
    context = " · ".join(part for part in (name, place) if part and part != candidate.title)
    return SearchHit(candidate.kind, candidate.key, candidate.title, context)
