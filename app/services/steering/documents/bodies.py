"""Whether a body is one of those that the model names: by its name, by its kind, or as one of many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit, UnitKind
from app.models.steering import ModelPart, SteeringModel
from app.services.textorder import fold, says


@dataclass(frozen=True, slots=True)
class Named:
    """A body of the model: the words it goes by, its kind, and whether it stands for several."""

    words: frozenset[str]
    kind: str | None
    several: bool


class Bodies:
    """Tells bodies apart; made once for all documents that are looked at."""

    def __init__(self, named: Sequence[Named], units: Sequence[tuple[str, str]]) -> None:
        self._named = tuple(named)
        self._units = frozenset(units)

    def is_one_of(self, body: str, expected: Sequence[str]) -> bool:
        """Whether a body that decided is one that should have; True where that cannot be told."""
        said = fold(body.strip())
        return any(self._is(said, fold(name)) for name in expected)

    def _is(self, said: str, name: str) -> bool:
        if said == name or says(said, name) or says(name, said):
            return True
        found = [one for one in self._named if name in one.words]
        return any(self._answers_to(said, one) for one in found)

    def _answers_to(self, said: str, one: Named) -> bool:
        if said in one.words:
            return True
        if not one.several:
            return False
        if one.kind is None:
            return True
        same_kind = (other for other in self._named if other.kind == one.kind)
        return (said, one.kind) in self._units or any(said in other.words for other in same_kind)


def read_bodies(session: Session) -> Bodies:
    """The bodies of the model that holds and the units of the file."""
    part = select(ModelPart.content).join(SteeringModel).where(ModelPart.name == "bodies")
    content = session.scalar(part.order_by(SteeringModel.edition.desc()).limit(1)) or ()
    columns = select(Unit.name, Unit.abbreviation, UnitKind.key)
    units = session.execute(columns.join(UnitKind, UnitKind.id == Unit.kind_id))
    return bodies_of(content, ((name, short, kind) for name, short, kind in units))


def bodies_of(content: Iterable[dict[str, Any]], units: Iterable[tuple[str, str | None, str]]) -> Bodies:
    """The bodies of a part of the model, with units by name, short name and kind."""
    known = [(fold(word), kind) for name, short, kind in units for word in (name, short) if word]
    return Bodies([_named(body) for body in content], known)


def _named(body: dict[str, Any]) -> Named:
    words = (body.get(key) for key in ("name", "name_today", "abbreviation"))
    return Named(
        frozenset(fold(word) for word in words if word),
        body.get("kind"),
        bool(body.get("collective")) or (body.get("count") or 0) > 1,
    )
