"""Who analyses a goal: the role that the model names, and the manager of the unit (`ROL-03`)."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit, UnitKind, UnitRole
from app.services.steering.modelerrors import NoModel
from app.services.steering.ownmodel import own_model
from app.services.textorder import fold

_ANALYSIS: Final = "analys"
_COUNCIL: Final = "fullmäktige"
_ADMINISTRATION: Final = "administration"
_CHIEFS: Final = ("kommunchef", "kommundirektör")


def analysts(session: Session, *, unit_id: int | None) -> tuple[str, ...]:
    """The roles that may analyse for a unit (None: the municipality), the likeliest first."""
    stated = _stated(session, council=unit_id is None)
    managers = _managers(session, unit_id)
    return tuple(dict.fromkeys((*stated, *managers) if unit_id is None else (*managers, *stated)))


def _stated(session: Session, *, council: bool) -> tuple[str, ...]:
    """The roles that the model gives the analysis to, on the council's level or below it."""
    try:
        model = own_model(session)
    except NoModel:
        return ()
    found: list[str] = []
    for role in model.roles or ():
        answers = [fold(words) for words in role.answers or ()]
        about = [words for words in answers if _ANALYSIS in words]
        if about and any(_COUNCIL in words for words in about) == council:
            keys = tuple(key for key in (role.body, *(role.bodies or ())) if key)
            found += model.body_names(keys) or (role.name,)
    return tuple(found)


def _managers(session: Session, unit_id: int | None) -> Iterable[str]:
    """The managers of a unit and of what stands above it; of the municipality its chief."""
    rows = session.execute(
        select(Unit.id, Unit.parent_id, UnitRole.title, UnitKind.category)
        .outerjoin(UnitRole, UnitRole.unit_id == Unit.id)
        .join(UnitKind, UnitKind.id == Unit.kind_id)
        .order_by(UnitRole.position)
    ).all()
    if unit_id is None:
        titles = (row.title for row in rows if row.title and row.category == _ADMINISTRATION)
        return [title for title in titles if any(chief in fold(title) for chief in _CHIEFS)]
    parents = {row.id: row.parent_id for row in rows}
    found: list[str] = []
    at: int | None = unit_id
    while at is not None:
        found += [row.title for row in rows if row.id == at and row.title]
        at = parents.pop(at, None)
    return found
