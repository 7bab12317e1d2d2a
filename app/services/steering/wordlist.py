"""The general words in resources/ordlista.toml: those that mean the same in every municipality (`GLO-*`).

Import this only when the words are asked for: pydantic is not loaded when the window starts.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.models.errors import DomainError
from app.services.paths import resource
from app.services.steering.modelformat_base import Text
from app.services.steering.modelformat_errors import ModelFileUnreadable, problems_of_shape
from app.services.steering.modelformat_toml import read_tables
from app.services.textorder import fold

#: A requirement such as GLO-05, or where the word is from when no requirement names it.
_ORIGIN = re.compile(r"[A-Z]{2,4}-\d\d|lag|allmant")


class WordListInvalid(DomainError):
    """The list of general words cannot be read or does not hold together."""

    def __init__(self, file: str, reasons: Sequence[str]) -> None:
        rest = len(reasons) - 1
        more = f" – och {rest} fel till" if rest else ""
        super().__init__(f"Ordlistan {file} kan inte läsas in: {reasons[0]}{more}.")


class GeneralWord(BaseModel):
    """A word with its explanation; `forms` are what the usual endings do not give, and synonyms."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    word: Text
    abbreviation: Text | None = None
    forms: tuple[Text, ...] = ()
    explanation: Text
    law: Text | None = None
    source: Text


class _WordFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int = Field(ge=1, le=1, strict=True)
    words: tuple[GeneralWord, ...] = Field(min_length=1)


def parse_words(content: bytes, file: str) -> tuple[GeneralWord, ...]:
    """The words in the bytes of a file called `file`; raises WordListInvalid."""
    try:
        data = read_tables(content, file)
    except ModelFileUnreadable as refused:
        raise WordListInvalid(file, [refused.reason]) from None
    try:
        words = _WordFile.model_validate(data).words
    except ValidationError as error:
        raise WordListInvalid(file, [str(each) for each in problems_of_shape(error, data)]) from None
    problems = [*_repeated(words), *_unfounded(words)]
    if problems:
        raise WordListInvalid(file, problems)
    return words


def read_words(path: Path) -> tuple[GeneralWord, ...]:
    """The words in a file; raises WordListInvalid."""
    return parse_words(path.read_bytes(), path.name)


@cache
def general_words() -> tuple[GeneralWord, ...]:
    """The words that the program carries."""
    return read_words(resource("resources", "ordlista.toml"))


def _repeated(words: tuple[GeneralWord, ...]) -> Iterator[str]:
    """Words, abbreviations and forms that would stand for two things."""
    owners: dict[str, GeneralWord] = {}
    for each in words:
        for form in sorted({fold(text) for text in (each.word, each.abbreviation or each.word, *each.forms)}):
            owner = owners.setdefault(form, each)
            if owner is not each:
                yield f"words[{each.word}] har ”{form}”, som redan står för {owner.word}"


def _unfounded(words: tuple[GeneralWord, ...]) -> Iterator[str]:
    """Words whose source is not one, or is a law that is not named."""
    for each in words:
        if not _ORIGIN.fullmatch(each.source):
            known = "ett krav som GLO-05, lag eller allmant"
            yield f"words[{each.word}].source är ”{each.source}”, men ska vara {known}"
        elif each.source == "lag" and each.law is None:
            yield f"words[{each.word}].law saknas"
