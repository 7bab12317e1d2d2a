"""What the page and its sentences call the agreements: by the model's word where there is only one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.formatting import write_count

if TYPE_CHECKING:
    from app.services.agreements.kinds import KindRow

TITLE = "Överenskommelser"
_LONGEST = 26
"""As many letters as there is room for in the list of pages."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one kind, or of all kinds together, as they stand inside a sentence."""

    one: str = "överenskommelse"
    many: str = "överenskommelser"
    this: str = "överenskommelsen"

    def count(self, number: int) -> str:
        """Such as 3 resultatkontrakt."""
        return write_count(number, self.one, self.many)


def page_title(kinds: Sequence[KindRow]) -> str:
    """The plural of the model's only kind; a word for all of them where there are several."""
    only = kinds[0].plural if len(kinds) == 1 else TITLE
    return only if len(only) <= _LONGEST else TITLE


def words_of(kinds: Sequence[KindRow], kind_id: int | None = None) -> Words:
    """The words of a kind; of the only one, or of them all, where none is chosen."""
    chosen = next((kind for kind in kinds if kind.id == kind_id), None)
    if chosen is None and len(kinds) == 1:
        chosen = kinds[0]
    if chosen is None:
        return Words()
    return Words(small(chosen.name), small(chosen.plural), small(chosen.definite))


def small(name: str) -> str:
    """A name as it stands inside a sentence."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
