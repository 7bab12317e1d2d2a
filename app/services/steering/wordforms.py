"""Finding glossary words in a text: whole words, in the forms that Swedish endings give them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from app.services.textorder import fold

#: A word with its hyphens: a part of a compound such as "KF-mål" or "mål- och" is not a word of its own.
_TOKEN = re.compile(r"[-‑]?\w+(?:[-‑:’']\w+)*[-‑]?")
#: What may stand between the words of one term.
_BETWEEN = re.compile(r"[\s–-]*")
_VOWELS = "aeiouyåäö"
_ADJECTIVE = re.compile(r".*(isk|ig|iv|ell|od|ern|är)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word as it is shown, with its explanation and where that comes from."""

    word: str
    explanation: str
    origin: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A word to find; `whole` ones are found only when they are the whole text."""

    meaning: Meaning
    word: str
    abbreviation: str | None = None
    forms: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A word of the glossary in a text, from the character `start` to before `end`."""

    meaning: Meaning
    start: int
    end: int


class WordIndex:
    """Every form of every word; of two entries with the same form the first holds.

    Within an origin what is written out goes before what the endings give.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._forms: dict[tuple[str, ...], Meaning] = {}
        self._abbreviations: dict[str, Meaning] = {}
        self._whole: dict[str, Meaning] = {}
        for _, group in groupby(entries, lambda entry: (entry.whole, entry.meaning.origin)):
            self._add(tuple(group))
        self._longest = max((len(form) for form in self._forms), default=0)

    def _add(self, entries: tuple[Entry, ...]) -> None:
        written = [
            (_folded(text), entry.meaning)
            for entry in entries
            for text in (entry.word, *entry.forms)
            if not entry.whole
        ]
        for words, meaning in written:
            if words:
                self._forms.setdefault(words, meaning)
        for words, meaning in written:
            for form in _inflected(words):
                self._forms.setdefault(form, meaning)
        for entry in entries:
            if entry.whole:
                self._whole.setdefault(fold(entry.word.strip()), entry.meaning)
            elif entry.abbreviation:
                self._abbreviations.setdefault(entry.abbreviation, entry.meaning)

    def find(self, text: str) -> Found | None:
        """The longest word in a text, the first of equally long ones; or what the whole text stands for.

        "Kommunens värdegrund" is a kind of värdegrund, and "Nämndernas mål" something of its own.
        """
        found = max(self.find_all(text), key=lambda one: one.end - one.start, default=None)
        if found is not None and found.end == len(text.rstrip()):
            return found
        whole = self._whole.get(fold(text.strip()))
        return Found(whole, 0, len(text)) if whole is not None else found

    def at(self, text: str, position: int) -> Found | None:
        """The word that the character at a position belongs to."""
        return next((one for one in self.find_all(text) if one.start <= position < one.end), None)

    def find_all(self, text: str) -> Iterator[Found]:
        """Every word in a text, from the left; a longer term goes before the words in it."""
        tokens = list(_TOKEN.finditer(text))
        place = 0
        while place < len(tokens):
            taken = self._taken(text, tokens, place)
            if taken is None:
                place += 1
                continue
            meaning, length = taken
            yield Found(meaning, tokens[place].start(), tokens[place + length - 1].end())
            place += length

    def _taken(self, text: str, tokens: list[re.Match[str]], place: int) -> tuple[Meaning, int] | None:
        words = [fold(tokens[place].group())]
        for before, after in zip(tokens[place:], tokens[place + 1 : place + self._longest], strict=False):
            if not _BETWEEN.fullmatch(text, before.end(), after.start()):
                break
            words.append(fold(after.group()))
        for length in range(len(words), 0, -1):
            meaning = self._forms.get(tuple(words[:length]))
            if meaning is not None:
                return meaning, length
        short = self._abbreviations.get(tokens[place].group().partition(":")[0])
        return None if short is None else (short, 1)


def endings(word: str) -> set[str]:
    """The forms that a folded Swedish noun may have, without the genitive; more than it has does no harm."""
    if word.endswith("a"):
        return {word, word + "n", word[:-1] + "or", word[:-1] + "orna"}
    if word.endswith("are"):
        return {word, word + "n", word[:-1] + "na"}
    if word.endswith("e"):
        stem = word[:-1]
        return {word, *(word + end for end in ("n", "t", "r", "rna")), stem + "ar", stem + "arna"}
    if word[-1:] in _VOWELS:
        return {word, *(word + end for end in ("n", "t", "er", "erna", "en"))}
    found = {word, *(word + end for end in ("en", "et", "er", "erna", "ar", "arna"))}
    if word.endswith(("el", "er")):
        stem = word[:-2] + word[-1]
        found |= {word + "n", *(stem + end for end in ("en", "et", "ar", "arna"))}
    return found


def _inflected(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The forms of a term: its last word takes the endings, its adjectives follow."""
    if not words:
        return
    *first, last = words
    plain, agreeing = tuple(first), tuple(_agreeing(word) for word in first)
    for form in sorted(endings(last)):
        for ended in (form, form if form.endswith(("s", "x", "z")) else form + "s"):
            yield (*plain, ended)
            if agreeing != plain:
                yield (*agreeing, ended)


def _agreeing(word: str) -> str:
    """An adjective in the definite form and the plural."""
    if word.endswith("ad"):
        return word + "e"
    return word + "a" if _ADJECTIVE.fullmatch(word) else word


def _folded(text: str) -> tuple[str, ...]:
    return tuple(fold(token.group()) for token in _TOKEN.finditer(text))
