"""Use cases on what documents there are: adding one of a kind, also of kinds without a level in the model."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.steering import OUTSIDE_LEVEL, DocumentKind, Level, Node
from app.models.types import new_id
from app.services.organisation.rules import valid_on
from app.services.steering import nodes, rules
from app.services.steering.documents.errors import KindMadeElsewhere, NoPlaceFor
from app.services.steering.rules import LevelRow
from app.services.steering.standing import read_hierarchy
from app.services.steering.views import level_rows
from app.services.storage import describe
from app.services.textorder import sort_key
from app.services.typed import needed, optional

_OUTSIDE_NAME = "Styrdokument utanför nivåerna"
_OUTSIDE_SHORT = "Styrdokument"
#: Far behind every level of a model.
_OUTSIDE_POSITION = 10_000


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind that a document can be added of, and what it can stand under."""

    id: int
    name: str
    category: str
    decided_by: str
    homes: tuple[tuple[int, str], ...]
    """Elements that it can stand under: id and title."""
    at_top: bool
    """Whether it can stand under nothing."""


@dataclass(frozen=True, slots=True)
class DocumentChoices:
    """What a new document can be: kinds by category, and the units that can answer for it."""

    kinds: tuple[KindChoice, ...]
    units: tuple[tuple[int, str], ...]


def document_choices(session: Session, *, today: date) -> DocumentChoices:
    """Every kind that can be added here, in the model's order within its category."""
    hierarchy = read_hierarchy(session)
    levels = {level.id: level for level in level_rows(session)}
    used = {one.level_id for one in hierarchy.elements.values()}
    kinds = session.scalars(select(DocumentKind).order_by(DocumentKind.position)).all()
    categories = list(dict.fromkeys(kind.category for kind in kinds))
    made = [
        _choice(
            kind, levels, used, [(one.id, one.level_id, one.title) for one in hierarchy.elements.values()]
        )
        for kind in kinds
        if kind.level_id is None or _is_made_here(levels[kind.level_id])
    ]
    made.sort(key=lambda kind: categories.index(kind.category))
    units = session.execute(select(Unit.id, Unit.name, Unit.valid_from, Unit.valid_to))
    living = [(row.id, row.name) for row in units if valid_on(row.valid_from, row.valid_to, today)]
    return DocumentChoices(tuple(made), tuple(sorted(living, key=lambda unit: sort_key(unit[1]))))


def add_document(
    session: Session,
    *,
    kind_id: int,
    title: str,
    unit_id: int | None = None,
    parent_id: int | None = None,
    responsible: str | None = None,
) -> int:
    """Add a document of a kind as a draft; gives its id.

    A kind without a level stands outside the levels of the model, under nothing.
    """
    title = needed(" ".join(title.split(" ")), "Titeln")
    kind = session.get(DocumentKind, kind_id)
    if kind is None:
        raise NotFound("Dokumenttypen")
    if unit_id is not None and session.get(Unit, unit_id) is None:
        raise NotFound("Enheten")
    level_id, parent_id = _place(session, kind, parent_id)
    node = nodes.make_node(
        session, level_id=level_id, parent_id=parent_id, title=title, unit_id=unit_id, owner_role=None
    )
    node.document_kind_id = kind.id
    node.current.responsible = optional(responsible)
    describe(session, f"Lade till {_inside(kind.name)}: {title}")
    session.flush()
    return node.id


def outside_level(session: Session) -> int:
    """The level of documents whose kind has none in the model; made when the first of them is."""
    found = session.scalar(select(Level.id).where(Level.key == OUTSIDE_LEVEL))
    if found is not None:
        return found
    level = Level(
        id=new_id(),
        key=OUTSIDE_LEVEL,
        position=_OUTSIDE_POSITION,
        name=_OUTSIDE_NAME,
        short_name=_OUTSIDE_SHORT,
        form="document",
        details={},
    )
    session.add(level)
    session.flush()
    return level.id


def _place(session: Session, kind: DocumentKind, parent_id: int | None) -> tuple[int, int | None]:
    if kind.level_id is None:
        return outside_level(session), None
    levels = {level.id: level for level in level_rows(session)}
    level = levels[kind.level_id]
    if not _is_made_here(level):
        raise KindMadeElsewhere(kind.name)
    parent = None if parent_id is None else nodes.get_node(session, parent_id)
    used = set(session.scalars(select(Node.level_id).distinct()))
    allowed = rules.allowed_levels(parent.level_id if parent else None, tuple(levels.values()), used)
    if level not in allowed:
        raise NoPlaceFor(kind.name, _homes(level, levels))
    return level.id, parent_id


def _choice(
    kind: DocumentKind,
    levels: dict[int, LevelRow],
    used: set[int],
    elements: Sequence[tuple[int, int, str]],
) -> KindChoice:
    decided = rules.bodies_in_words(kind.decided_by, kind.details.get("decision_order")) or ""
    if kind.level_id is None:
        return KindChoice(kind.id, kind.name, kind.category, decided, (), at_top=True)
    every = tuple(levels.values())
    above = {
        one for one in {level_id for _key, level_id, _title in elements}
        if levels[kind.level_id] in rules.allowed_levels(one, every, used)
    }  # fmt: skip
    return KindChoice(
        kind.id,
        kind.name,
        kind.category,
        decided,
        tuple((key, title) for key, level_id, title in elements if level_id in above),
        at_top=levels[kind.level_id] in rules.allowed_levels(None, every, used),
    )


def _is_made_here(level: LevelRow) -> bool:
    return not level.made_elsewhere and level.form not in rules.AGREEMENT_FORMS


def _homes(level: LevelRow, levels: dict[int, LevelRow]) -> tuple[str, ...]:
    above = [one for one in (level.parent_id, *level.source_ids) if one is not None]
    return tuple(levels[one].short_name for one in above) or ("inget annat, överst i styrmodellen",)


def _inside(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
