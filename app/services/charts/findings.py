"""The words of findings: counts as words, and the sentences that say what a chart shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.services.formatting import write_number

_COUNTS: Final = (
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
)  # fmt: skip
_LONG_NAME = 48


def count_word(count: int, *, common: bool = False) -> str:
    """A count in words up to twelve; `common` for words that take ”en”."""
    if common and count == 1:
        return "en"
    return _COUNTS[count] if 0 <= count < len(_COUNTS) else write_number(count)


def sentence(words: str) -> str:
    """Words with a capital first."""
    return words[:1].upper() + words[1:]


def lowered(name: str) -> str:
    """A name in the middle of a sentence; one in capitals stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() or len(name) == 1 else name


def short_name(name: str) -> str:
    """A name that has room in a title."""
    plain = " ".join(name.split())
    return plain if len(plain) <= _LONG_NAME else plain[: _LONG_NAME - 1].rstrip(" ,;–-") + "…"


def listed(names: Sequence[str]) -> str:
    """Names as a row in a sentence: a, b och c."""
    return " och ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def goals_met(met: int, partly: int, unmet: int, unknown: int) -> str:
    """How many goals are met: ”Tre av fem mål nås, två går inte att bedöma”."""
    judged = met + partly + unmet
    if not judged:
        return "Inga mål går att bedöma än" if unknown else "Det finns inga mål att visa"
    if judged == 1:
        said = "Det enda bedömda målet nås" if met else "Det enda bedömda målet nås inte"
    elif met == judged:
        said = f"Alla {count_word(judged)} mål nås"
    elif not met:
        said = f"Inget av {count_word(judged)} mål nås"
    else:
        said = f"{sentence(count_word(met))} av {count_word(judged)} mål nås"
    return f"{said}, {count_word(unknown)} går inte att bedöma" if unknown else said


def _one_of_one(word: str, common: bool) -> str:
    one = count_word(1, common=common)
    return f"{one} av {one} {word}"


def reached(met: int, count: int, many: str, *, common: bool = False, one: str = "") -> str:
    """How many reach their target: ”Två av sju enheter når målet”."""
    if not count:
        return f"Inga {many} har uppgifter att jämföra"
    if met == count:
        return (
            f"Alla {count_word(count)} {many} når målet"
            if count > 1
            else f"Målet nås, {_one_of_one(one or many, common)}"
        )
    if not met:
        return f"Inga {many} når målet"
    return f"{sentence(count_word(met, common=common))} av {count_word(count)} {many} når målet"
