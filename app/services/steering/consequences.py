"""What a change of the municipality's own model would touch in the file, told before it is made."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.services.steering.modelcomparing import Difference, differences, name_of
from app.services.steering.modeledits import in_order
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelholdings import Heirs, gone, holdings, in_words, spoken
from app.services.steering.modelrefusals import refuse_losing
from app.services.steering.ownmodel import Edit, own_model

#: A part that only comes another place further up or down says nothing else than before.
_PLACE = ("order",)


@dataclass(frozen=True, slots=True)
class Held:
    """A part that would go though something stands on it, with the parts that could take over."""

    part: str
    key: str
    name: str
    words: str
    heirs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """A part that stays but changes, with what stands on it: "Nivån ”Mål”: 12 styrelement"."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Consequences:
    """What differs, what is touched, what must be taken over; `refusal` says why it cannot be done at all."""

    differences: tuple[Difference, ...]
    touched: tuple[Touched, ...]
    held: tuple[Held, ...]
    refusal: str | None

    def count(self, how: str) -> int:
        """How many differences are of a sort: "added", "changed", "removed" or "reordered"."""
        return sum(one.how == how for one in self.differences)


def consequences(session: Session, *, edit: Edit, heirs: Heirs | None = None) -> Consequences:
    """Look at what an edit would do, without doing it."""
    before = own_model(session)
    try:
        after = edit(before)
    except DomainError as refused:
        return Consequences((), (), (), refused.message)
    found = differences(before, after)
    held = tuple(
        Held(part, key, spoken(before, part, key), words, _heirs(after, part))
        for part, key in gone(before, after)
        if (words := in_words(holdings(session, part, key))) and (part, key) not in (heirs or {})
    )
    touched = tuple(
        Touched(spoken(after, one.part, one.key), words)
        for one in found
        if one.how == "changed"
        and one.fields != _PLACE
        and (words := in_words(holdings(session, one.part, one.key)))
    )
    if held:
        return Consequences(found, touched, held, None)
    try:
        refuse_losing(session, before, after, heirs or {})
    except DomainError as refused:
        return Consequences(found, touched, held, refused.message)
    return Consequences(found, touched, held, None)


def _heirs(after: ModelFile, part: str) -> tuple[tuple[str, str], ...]:
    if part == "glossary":
        return ()
    return tuple((row.key, name_of(row)) for row in in_order(after, part))
