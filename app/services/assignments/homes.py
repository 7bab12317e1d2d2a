"""Where in the steering model an assignment can have an element of its own, and who can give it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.models.organisation import Unit, UnitKind
from app.models.steering import Node, NodeVersion
from app.services.assignments.rules import COMMITTEE, COUNCIL
from app.services.organisation.rules import valid_on
from app.services.steering import rules
from app.services.steering.rules import LevelRow
from app.services.steering.standing import read_hierarchy
from app.services.steering.views import level_rows
from app.services.textorder import fold, sort_key

_ENDED = frozenset({"replaced", "revoked"})
_COUNCIL_WORD = "fullmäktige"
_GIVERS = frozenset({"decision"})


@dataclass(frozen=True, slots=True)
class Home:
    """A place for a new assignment's own element, in words; `kind` is None where anybody may decide."""

    level_id: int
    parent_id: int | None
    words: str
    kind: str | None


def homes(session: Session, *, kind: str) -> tuple[Home, ...]:
    """The places that the model has for assignments of a kind, in the order of the model."""
    levels = level_rows(session)
    fitting = [level for level in levels if level.form == "assignment" and _kind_of(level) in (None, kind)]
    if not fitting:
        return ()
    hierarchy = read_hierarchy(session)
    ended = set(session.scalars(_ended_nodes()))
    used = {one.level_id for one in hierarchy.elements.values()}
    found: list[Home] = []
    for level in fitting:
        if level in rules.allowed_levels(None, levels, used):
            found.append(Home(level.id, None, level.short_name, _kind_of(level)))
        above = {one.id for one in levels if level in rules.allowed_levels(one.id, levels, used)}
        for one in hierarchy.elements.values():
            if one.level_id in above and one.id not in ended:
                found.append(
                    Home(level.id, one.id, f"{level.short_name} under ”{one.title}”", _kind_of(level))
                )
    return tuple(found)


def givers(session: Session, *, kind: str, today: date) -> tuple[str, ...]:
    """The bodies that can give an assignment of a kind, in Swedish order."""
    statement = select(Unit.name, Unit.valid_from, Unit.valid_to).join(UnitKind, Unit.kind_id == UnitKind.id)
    rows = session.execute(statement.where(UnitKind.category.in_(_GIVERS)))
    names = {row.name for row in rows if valid_on(row.valid_from, row.valid_to, today)}
    fitting = {name for name in names if (_COUNCIL_WORD in fold(name)) == (kind == COUNCIL)}
    return tuple(sorted(fitting, key=sort_key))


def _kind_of(level: LevelRow) -> str | None:
    """The kind that a level's deciding bodies make it: the council's own, or the committees'."""
    if not level.decided_by:
        return None
    return COUNCIL if any(_COUNCIL_WORD in fold(body) for body in level.decided_by) else COMMITTEE


def _ended_nodes() -> Select[int]:
    current = (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number)
    return select(Node.id).join(NodeVersion, current).where(NodeVersion.status.in_(_ENDED))
